from __future__ import annotations

from datetime import date

from hulp.bevindingen import regels
from hulp.kleine_master import tarief

from via_xl.controle.tariefrijen import controleer


def test_een_tarief_dat_eindigt_voor_het_begint_is_een_fout() -> None:
    assert regels(controleer, tarieven=(tarief(date(2024, 10, 1), date(2024, 9, 30)),)) == [
        "fout m.xlsx Tarieven!C4: het tarief eindigt op 30-9-2024, vóór het begin op 1-10-2024. Verbeter Van of Tot."
    ]


def test_overlappende_tarieven_van_een_schaal_zijn_een_fout_ook_in_andere_volgorde() -> None:
    laat, vroeg = tarief(date(2024, 9, 30), date(2024, 12, 31)), tarief(date(2024, 1, 1), date(2024, 9, 30))
    assert regels(controleer, tarieven=(laat, vroeg)) == [
        "fout m.xlsx Tarieven!B4: het tarief van schaal 11 vanaf 30-9-2024 overlapt dat in B5, "
        "dat tot en met 30-9-2024 geldt. Laat het ene tarief eindigen op de dag voor het andere begint."
    ]


def test_een_lang_tarief_overlapt_ook_wat_na_een_kort_tarief_komt() -> None:
    lang = tarief(date(2024, 1, 1), date(2024, 12, 31))
    kort, later = tarief(date(2024, 2, 1), date(2024, 2, 29)), tarief(date(2024, 6, 1), date(2024, 6, 30))
    assert [regel.split(": ")[0][-2:] for regel in regels(controleer, tarieven=(lang, kort, later))] == ["B5", "B6"]


def test_aansluitende_tarieven_en_andere_schalen_overlappen_niet() -> None:
    rijen = (
        tarief(date(2024, 1, 1), date(2024, 9, 30)),
        tarief(date(2024, 10, 1), date(2024, 12, 31)),
        tarief(date(2024, 1, 1), date(2024, 12, 31), schaal=12),
    )
    assert regels(controleer, tarieven=rijen) == []


def test_een_uurtarief_dat_niet_is_af_te_leiden_is_een_fout_op_de_eerste_lege_cel() -> None:
    half = tarief(date(2024, 1, 1), date(2024, 12, 31), ikb_bp=None, productieve_uren_h=None)
    assert regels(controleer, tarieven=(half,)) == [
        "fout m.xlsx Tarieven!E4: het uurtarief van schaal 11 is niet af te leiden: IKB en productieve uren ontbreken. "
        "Vul maandsalaris, IKB, werkgeverslasten en productieve uren in, of een vast uurtarief."
    ]


def test_een_vast_uurtarief_maakt_de_afleiding_overbodig() -> None:
    vast = tarief(date(2024, 1, 1), date(2024, 12, 31), maandsalaris_ct=None, uurtarief_ct=7500)
    assert regels(controleer, tarieven=(vast,)) == []
