from __future__ import annotations

from datetime import date

from hulp.bevindingen import regels
from hulp.kleine_master import HB, OSS, REGELING, tarief, uren

from via_xl.controle.uurtarief_bij_uren import controleer

DOEN = "Zorg in tblTarieven voor precies één tarief dat die dag geldt, of verbeter de schaal of de maand."


def test_uren_in_een_maand_zonder_tarief_zijn_een_bevinding_per_schaal_en_maand() -> None:
    regel = uren(HB, 100, maand=date(2025, 1, 1))
    anders = uren(OSS, 100, schaal=12)
    assert regels(controleer, uren=(uren(HB, 1), regel, anders, regel)) == [
        f"fout m.xlsx Uren!E5: voor schaal 11 geldt geen tarief op 31-1-2025 (2 urenregels). {DOEN}",
        f"fout m.xlsx Uren!E6: voor schaal 12 geldt geen tarief op 31-3-2024 (1 urenregel). {DOEN}",
    ]


def test_uren_waarvoor_twee_tarieven_gelden_zijn_een_fout() -> None:
    dubbel = (*REGELING.tarieven, tarief(date(2024, 3, 31), date(2024, 3, 31)))
    assert regels(controleer, uren=(uren(HB, 1),), tarieven=dubbel) == [
        f"fout m.xlsx Uren!E4: voor schaal 11 gelden 2 tarieven op 31-3-2024 (1 urenregel). {DOEN}"
    ]


def test_het_tarief_van_de_laatste_dag_van_de_maand_is_genoeg() -> None:
    laat = (tarief(date(2024, 3, 31), date(2024, 3, 31)),)
    assert regels(controleer, uren=(uren(HB, 1),), tarieven=laat) == []


def test_een_vervallen_urenregel_heeft_geen_tarief_nodig() -> None:
    assert regels(controleer, uren=(uren(HB, 1, schaal=14, geldig=False),)) == []
