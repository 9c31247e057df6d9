"""The documents of a voorstel: the figures of the engine, nothing of another gemeente, and Word as it should be."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from hulp import validator
from hulp.gemaakt import regeling
from hulp.kleine_master import HB
from msgspec import Struct
from msgspec.structs import replace
from test_privacy import LEVERANCIERS, NAMEN, Geheim, _geheim, _gevonden, _regio

from via_xl.basis.geld import euro_nl
from via_xl.basis.vingerafdruk import vingerafdruk
from via_xl.lezen.master import Master
from via_xl.regeling.model import BijdrageKarakter, MeerkostenDrager, Regeling, Verdeelsleutel
from via_xl.rekenen.kalender import jaarkalender
from via_xl.schrijven.stuk import Stuk
from via_xl.schrijven.voorstel.adoptie import maak_adoptievoorstel
from via_xl.schrijven.voorstel.document import maak_document
from via_xl.schrijven.voorstel.stof import GEHEIM, Voorstelstof
from via_xl.wijzigen.voorstel import Voorstelkeuzes, Voorstelmap, stel_op

OP = date(2026, 11, 25)


def stof_van(
    regio: Regeling, jaar: int, drager: MeerkostenDrager | None = None, grens_ct: int | None = None
) -> Voorstelstof:
    master = Master(Path("via_master.xlsx"), regio, jaar, None, {})
    return stel_op(master, Voorstelkeuzes(jaar, drager, grens_ct), Path("bestaat-niet"), OP)[0]


class Gemaakt(Struct, frozen=True):
    """The documents of a voorstel: that of the region under "", the others by CBS code."""

    stof: Voorstelstof
    paden: dict[str, Path]

    def tekst(self, code: str) -> str:
        """All that a reader sees in the body, with ordinary spaces."""
        return "\n".join((*self.alineas(code), *("\t".join(rij) for tabel in self.tabellen(code) for rij in tabel)))

    def alineas(self, code: str) -> list[str]:
        return [p.text.replace("\xa0", " ") for p in Document(str(self.paden[code])).paragraphs]

    def tabellen(self, code: str) -> list[list[list[str]]]:
        return [
            [[cel.text.replace("\xa0", " ") for cel in rij.cells] for rij in tabel.rows]
            for tabel in Document(str(self.paden[code])).tables
        ]

    def tabel(self, code: str, kop: str) -> dict[str, list[str]]:
        """The table with this word in its header, as a row per first cell."""
        (gevonden,) = [t for t in self.tabellen(code) if kop in " ".join(t[0])]
        return {rij[0]: rij[1:] for rij in gevonden[1:]}


def maak(werkmap: Path, stof: Voorstelstof) -> Gemaakt:
    with Voorstelmap(werkmap, stof) as plaats:
        plaats.schrijf()
        bestanden = plaats.publiceer()
    codes = ["", *(rij.code for rij in stof.cijfers.deelnemers)]
    return Gemaakt(stof, dict(zip(codes, bestanden, strict=True)))


def maak_enkele(werkmap: Path, stof: Voorstelstof, *codes: str) -> Gemaakt:
    """The document of the region, and only these adoptievoorstellen."""
    stukken = {"": maak_document(stof)} | {code: maak_adoptievoorstel(stof, code) for code in codes}
    for code, stuk in stukken.items():
        stuk.bewaar(werkmap / f"{code}.docx")
    return Gemaakt(stof, {code: werkmap / f"{code}.docx" for code in stukken})


@pytest.fixture(scope="module")
def regio_2025(tmp_path_factory: pytest.TempPathFactory) -> Gemaakt:
    """The voorstel of 2025 in the region's own data, borne by inwoners, with the dates of 2027."""
    regio = replace(regeling(), kalender=jaarkalender(2027))
    return maak(tmp_path_factory.mktemp("voorstel"), stof_van(regio, 2025))


# --- the figures


def test_each_gemeente_has_its_budget_its_bijdrage_and_the_difference_and_the_total_is_r(regio_2025: Gemaakt) -> None:
    tabel = regio_2025.tabel("", "Bijdrage volgens voorstel")
    uit = regio_2025.stof.cijfers.uitkomst
    for rij in uit.gemeenten:
        assert rij.begroot_ct is not None
        verschil = euro_nl(rij.bijdrage_ct - rij.begroot_ct)
        assert tabel[rij.naam] == [euro_nl(rij.begroot_ct), euro_nl(rij.bijdrage_ct), f"+ {verschil}"]
    assert tabel["Totaal"] == ["€ 310.620,00", "€ 316.398,00", "+ € 5.778,00"]
    assert tabel["Meierijstad"] == ["€ 42.005,00", "€ 42.232,92", "+ € 227,92"]
    assert "Tabel 8.1 geeft Meierijstad 13,55 %, naar inwoners is het 13,35 %" in regio_2025.tekst("")


def test_why_and_the_sum_are_told_in_words_and_numbers(regio_2025: Gemaakt) -> None:
    tekst = regio_2025.tekst("")
    for zin in (
        "De werkgroep ViA kost over 2025 € 627.753,45. Begroot was € 620.000,00 (Koersplan 8.1); dat is € 7.753,45 meer.",
        "De POK-middelen vergoeden 50 % van de kosten, ten hoogste € 310.000,00. Dat maximum is bereikt; zonder maximum was het "
        "€ 312.521,28. Samen is het € 311.355,45; waarvan € 1.355,45 uit de POK van 2024 voor late uren.",
        "De grens voor 2025 is € 310.620,00: het totaal van de begrote bijdragen. Het te verdelen bedrag ligt daar € 5.778,00 "
        "boven (1,86 % van de grens).",
    ):
        assert zin in tekst
    som = regio_2025.tabel("", "Van kosten naar meerkosten")
    assert [bedrag for (bedrag,) in som.values()] == [
        *("€ 627.753,45", "− € 311.355,45", "€ 316.398,00", "− € 310.620,00", "€ 5.778,00")
    ]


def test_the_public_alternatives_stand_per_gemeente_and_the_others_say_why_not(regio_2025: Gemaakt) -> None:
    keuzes = regio_2025.tabel("", "Wie draagt hoeveel")
    assert {letter: waar for letter, (_, _, waar) in keuzes.items()} == {
        letter: "in de tabel hieronder" if letter in "ABF" else "in het adoptievoorstel van de gemeente"
        for letter in "ABCDEF"
    }
    per_gemeente = regio_2025.tabel("", "A (voorstel)")
    getoond = [
        a.uitkomst for a in (regio_2025.stof.cijfers.voorstel, *regio_2025.stof.cijfers.alternatieven) if a.openbaar
    ]
    for rij in regio_2025.stof.cijfers.deelnemers:
        assert per_gemeente[rij.naam] == [euro_nl(uit.van(rij.code).bijdrage_ct) for uit in getoond if uit]
    assert per_gemeente["Totaal"] == ["€ 316.398,00"] * 3
    assert GEHEIM in regio_2025.alineas("")


def test_an_adoptievoorstel_has_every_alternative_of_its_own_gemeente(regio_2025: Gemaakt) -> None:
    c = regio_2025.stof.cijfers
    for rij in c.deelnemers:
        tabel = regio_2025.tabel(rij.code, "Verschil met voorstel")
        bijdragen = [a.uitkomst.van(rij.code).bijdrage_ct for a in (c.voorstel, *c.alternatieven) if a.uitkomst]
        assert [bedrag for _, bedrag, _ in tabel.values()] == [euro_nl(ct) for ct in bijdragen]
        assert tabel["A"][2] == "€ 0,00"
        eigen = regio_2025.tabel(rij.code, f"Gemeente {rij.naam}, 2025")
        assert eigen["Bijdrage volgens voorstel"] == [euro_nl(rij.bijdrage_ct)]
        vertrouwelijk = "Vertrouwelijk" in regio_2025.tekst(rij.code)
        assert vertrouwelijk is (rij.kosten_ct > 0), rij.naam


def test_the_route_and_the_decision_are_in_every_document(regio_2025: Gemaakt) -> None:
    for code in regio_2025.paden:
        route = regio_2025.tabel(code, "Wanneer")
        assert [wanneer for _, wanneer in route.values()] == [
            *("do 14-1-2027", "do 28-1-2027", "do 4-2-2027", "do 18-2-2027", "do 4-3-2027", "do 15-4-2027")
        ]
        doc = Document(str(regio_2025.paden[code]))
        punten = [p.text for p in doc.paragraphs if p.style.name == "List Number"]
        assert len(punten) == 4
        assert punten[1] == "Wat boven die grens ligt te laten dragen door alle gemeenten, naar inwoners."
        tekst = regio_2025.tekst(code)
        assert regio_2025.stof.invoerhash in tekst
        assert "Niet alle tarieven van urenregels zijn vastgesteld (0 van 244)." in tekst
        assert "concept" not in tekst.casefold()


def test_without_a_round_the_dates_are_still_to_be_planned(tmp_path: Path) -> None:
    gemaakt = maak_enkele(tmp_path, stof_van(regeling(), 2025), HB)
    assert {wanneer for _, wanneer in gemaakt.tabel("", "Wanneer").values()} == {"nog te plannen"}
    assert "noemt geen komende ronde" in gemaakt.tekst(HB)


def test_another_limit_is_part_of_the_decision(tmp_path: Path) -> None:
    gemaakt = maak_enkele(tmp_path, stof_van(regeling(), 2026, grens_ct=60_000_000))
    tekst = gemaakt.tekst("")
    assert "Uit de POK-middelen wordt over 2026 niets vergoed." in tekst
    assert "dit voorstel stelt haar zo vast (nu is zij € 621.240,00)" in tekst
    assert "De grens waarboven een voorstel nodig is voor 2026 te stellen op € 600.000,00." in tekst
    assert "Gevraagd besluit" in tekst


def test_fixed_bijdragen_say_who_bears_the_rest(tmp_path: Path) -> None:
    jaren = tuple(
        replace(rij, bijdrage_karakter=BijdrageKarakter.VAST) if rij.jaar == 2025 else rij for rij in regeling().jaren
    )
    gemaakt = maak_enkele(tmp_path, stof_van(replace(regeling(), jaren=jaren), 2025), "GM0755")
    tabel = gemaakt.tabel("", "Bijdrage volgens voorstel")
    assert tabel["Boekel"] == ["€ 5.518,00", "€ 5.518,00", "€ 0,00"]
    assert tabel["'s-Hertogenbosch"] == ["€ 78.399,00", "€ 84.177,00", "+ € 5.778,00"]
    assert "omdat de bijdragen van de andere gemeenten vast zijn" in gemaakt.tekst("GM0755")


# --- privacy


@pytest.fixture(
    scope="module",
    params=[
        (Verdeelsleutel.UREN, MeerkostenDrager.LEVERANCIERS),
        *(
            pytest.param(deel, marks=pytest.mark.lang(een_op=12))
            for deel in (
                *((Verdeelsleutel.INWONERS, drager) for drager in MeerkostenDrager),
                (Verdeelsleutel.KOSTEN, MeerkostenDrager.INWONERS),
            )
        ),
    ],
    ids=" ".join,
)
def geheime_regio(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Gemaakt:
    """A region in which every hour, rate, cost and text is found nowhere else, under each key and drager."""
    sleutel, drager = request.param
    return maak(tmp_path_factory.mktemp("geheim"), stof_van(_regio(sleutel, voorstelgrens_ct=300_000), 2024, drager))


def bij_keuzes(stof: Voorstelstof, code: str, *, geheim: bool) -> set[int]:
    """What a gemeente bears under each choice, and how much that is more or less than proposed.

    ``geheim``: only under the choices that show its cost.
    """
    c = stof.cijfers
    uit: set[int] = set()
    for a in (c.voorstel, *c.alternatieven):
        if a.uitkomst is not None and not (geheim and a.openbaar):
            rij = a.uitkomst.van(code)
            uit |= {rij.bijdrage_ct, abs(rij.bijdrage_ct - c.uitkomst.van(code).bijdrage_ct)}
            if a.uitkomst.drager is MeerkostenDrager.LEVERANCIERS:
                uit.add(rij.meerkosten.bedrag_ct)
    return uit


def geheim_van(stof: Voorstelstof, van: str, bij: str) -> Geheim:
    """What of one gemeente another may not find, nor the region ("")."""
    basis = _geheim(stof.cijfers.uitkomst, van)
    mag = {a.uitkomst.van(van).bijdrage_ct for a in stof.cijfers.alternatieven if a.openbaar and a.uitkomst}
    if bij:
        mag |= bij_keuzes(stof, bij, geheim=False)  # an amount that is by chance one's own
    keuzes = bij_keuzes(stof, van, geheim=True) if van in LEVERANCIERS else set()
    return Geheim(basis.teksten, frozenset((basis.honderdsten | keuzes) - mag - {0}), basis.gehelen)


def test_no_document_holds_anything_of_another_gemeente(geheime_regio: Gemaakt) -> None:
    stof = geheime_regio.stof
    gevonden = {
        f"{van} bij {bij or 'de regio'}": vondst
        for bij, pad in geheime_regio.paden.items()
        for van in NAMEN
        if van != bij and (vondst := _gevonden(pad, geheim_van(stof, van, bij)))
    }
    assert gevonden == {}


def test_an_adoptievoorstel_holds_no_bijdrage_of_another_under_any_key(geheime_regio: Gemaakt) -> None:
    c = geheime_regio.stof.cijfers
    for bij in NAMEN:
        eigen = {a.uitkomst.van(bij).bijdrage_ct for a in (c.voorstel, *c.alternatieven) if a.uitkomst}
        anderen = {
            a.uitkomst.van(code).bijdrage_ct
            for a in (c.voorstel, *c.alternatieven)
            if a.uitkomst
            for code in NAMEN
            if code != bij
        }
        zoek = Geheim(frozenset({"Q?"}), frozenset(anderen - eigen - {0}))
        assert _gevonden(geheime_regio.paden[bij], zoek) == []


def test_the_search_finds_what_is_ones_own(geheime_regio: Gemaakt) -> None:
    c = geheime_regio.stof.cijfers
    for code in LEVERANCIERS:
        for a in (c.voorstel, *c.alternatieven):
            assert a.uitkomst is not None
            zoek = Geheim(frozenset({"Q?"}), frozenset({a.uitkomst.van(code).bijdrage_ct}))
            assert _gevonden(geheime_regio.paden[code], zoek), (code, a.letter)


def test_the_region_sees_per_gemeente_only_what_gives_nobody_away(geheime_regio: Gemaakt) -> None:
    tabel = geheime_regio.tabel("", "Begroot (8.2)")
    rijen = {rij.naam: rij for rij in geheime_regio.stof.cijfers.deelnemers}
    uit = geheime_regio.stof.cijfers.uitkomst
    openbare_sleutel = uit.verdeelsleutel in (Verdeelsleutel.INWONERS, Verdeelsleutel.CAPACITEIT)
    for naam, rij in rijen.items():
        if geheime_regio.stof.cijfers.voorstel.openbaar:
            assert tabel[naam][1] == euro_nl(rij.bijdrage_ct)
        elif openbare_sleutel:
            assert tabel[naam][1:] == [euro_nl(rij.deel.bedrag_ct), "zie adoptievoorstel"]
        else:
            assert tabel[naam][1:] == ["zie adoptievoorstel"]


def test_boekel_reads_nothing_of_the_cost_and_hours_of_the_region_s_own_data(regio_2025: Gemaakt) -> None:
    uit = regio_2025.stof.cijfers.uitkomst
    anderen = [rij for rij in uit.gemeenten if rij.naam != "Boekel" and rij.kosten_ct]
    assert len(anderen) == 5
    getallen = {getal for rij in anderen for getal in (rij.kosten_ct, rij.uren_h, abs(rij.saldo_ct))}
    for code in ("GM0755", ""):
        assert _gevonden(regio_2025.paden[code], Geheim(frozenset({"Q?"}), frozenset(getallen))) == []
    medewerkers = {regel.regel.medewerker for regel in uit.regels}
    with zipfile.ZipFile(regio_2025.paden["GM0755"]) as pakket:
        alles = "\n".join(pakket.read(naam).decode() for naam in pakket.namelist())
    assert not [code for code in medewerkers if re.search(rf"\b{re.escape(code)}\b", alles)]


# --- Word


def test_the_same_input_gives_the_same_parts(regio_2025: Gemaakt, tmp_path: Path) -> None:
    nog_eens = maak(tmp_path, regio_2025.stof)
    for code, pad in regio_2025.paden.items():
        assert vingerafdruk(nog_eens.paden[code]) == vingerafdruk(pad)
        assert nog_eens.paden[code].read_bytes() == pad.read_bytes()


def test_the_properties_name_the_program_and_the_day_and_nothing_else(regio_2025: Gemaakt) -> None:
    for code, pad in regio_2025.paden.items():
        eigenschappen = Document(str(pad)).core_properties
        assert (eigenschappen.author, eigenschappen.last_modified_by) == ("ViA-XL", "ViA-XL")
        assert (eigenschappen.comments, eigenschappen.keywords) == ("", "")
        assert {eigenschappen.created.replace(tzinfo=None), eigenschappen.modified.replace(tzinfo=None)} == {
            datetime(2026, 11, 25)
        }
        assert eigenschappen.language == "nl-NL"
        with zipfile.ZipFile(pad) as pakket:
            delen = {naam: pakket.read(naam).decode() for naam in pakket.namelist()}
        assert not [naam for naam in delen if re.search("thumbnail|customXml|comments|people|WithEffects", naam)]
        assert not [naam for naam, tekst in delen.items() if re.search("Macintosh|python-docx|w:rsid", tekst)]
        assert not [naam for naam, tekst in delen.items() if str(pad.parent) in tekst], code


def test_the_page_is_a4_in_dutch_with_numbers_below_and_headers_that_repeat(regio_2025: Gemaakt) -> None:
    for code, pad in regio_2025.paden.items():
        doc = Document(str(pad))
        deel = doc.sections[0]
        assert (round(deel.page_width.cm, 1), round(deel.page_height.cm, 1)) == (21.0, 29.7)
        assert f"voorstel {regio_2025.stof.nummer}".casefold() in deel.header.paragraphs[0].text.casefold()
        velden = [e.text.strip() for e in deel.footer._element.iter(qn("w:instrText"))]
        assert velden == ["PAGE", "NUMPAGES"]
        assert [e.get(qn("w:val")) for e in doc.styles.element.iter(qn("w:lang"))] == ["nl-NL"]
        gebruikt = {p.style.name for p in doc.paragraphs}
        assert {"Title", "Heading 1", "List Bullet"} <= gebruikt
        for tabel in doc.tables[1:]:
            assert tabel.style.name == "ViA tabel"
            assert tabel.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None, code
            breedte = sum(int(cel.width.cm * 100) for cel in tabel.rows[0].cells)
            assert breedte <= 1_710


def test_an_amount_is_aligned_right_and_never_breaks(regio_2025: Gemaakt) -> None:
    for pad in regio_2025.paden.values():
        doc = Document(str(pad))
        bedragen = [
            p
            for tabel in doc.tables[1:]
            for rij in tabel.rows
            for cel in rij.cells
            for p in cel.paragraphs
            if re.fullmatch(r"([−+]\s)?€\s[\d.]+,\d\d", p.text)
        ]
        assert len(bedragen) > 10
        assert {str(p.alignment) for p in bedragen} == {"RIGHT (2)"}
        with zipfile.ZipFile(pad) as pakket:
            assert "€ " not in pakket.read("word/document.xml").decode()


@pytest.mark.motoren
def test_word_would_not_offer_to_repair_it(regio_2025: Gemaakt) -> None:
    assert validator.fouten(regio_2025.paden[""]) == []


def test_a_document_that_ends_with_a_table_gets_a_paragraph_below_it(tmp_path: Path) -> None:
    stuk = Stuk("Titel", "Onderwerp", "Kop", OP)
    stuk.tabel(("A", "B"), [("x", "€ 1,00")], (5, 5))
    stuk.bewaar(tmp_path / "a.docx")
    namen = [element.tag.split("}")[1] for element in Document(str(tmp_path / "a.docx")).element.body]
    assert namen[-3:] == ["tbl", "p", "sectPr"]
