"""The cases that were worked by hand, in ``gevallen/*.md``: read from the text an auditor reads, and recalculated.

Every table is input, or is compared cell by cell with what the engine gives; every sum in the prose is worked again; and
an amount in the prose that stands in no sum must stand in a table. So nothing that is typed in a case goes unchecked.
Each file says what to do when an outcome changes. There is no switch that accepts a new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from math import floor
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.geld import getal_nl
from via_xl.basis.schaal import Schaal, schaalcode
from via_xl.regeling.model import (
    POK,
    Begrotingsregel,
    BijdrageKarakter,
    BtwPositie,
    Capaciteit,
    Gemeente,
    Inwoners,
    Jaar,
    Kostenpost,
    MeerkostenDrager,
    Regeling,
    Tarief,
    Urenregel,
    Verdeelsleutel,
    Verrekend,
    Voorschot,
)
from via_xl.rekenen.herindeling import herindeling
from via_xl.rekenen.tarief import uurtarief_ct
from via_xl.rekenen.verrekening import Verrekening, boven_grens_ct, verreken

Rij = dict[str, str]
Tabellen = dict[str, list[Rij]]
GEVALLEN = sorted((Path(__file__).parent / "gevallen").glob("*.md"))
INVOER = (
    *("Gemeenten", "Jaar", "Tarieven", "Uren", "Kosten"),
    *("Capaciteit", "Voorschotten", "Begroting", "Verrekend", "Herindeling"),
)
JA_OF_NEE = {"pok": "POK", "telt_mee": "telt mee", "btw": "btw"}
VAST = "vaste bijdragen"
VERWACHT = re.compile(
    r"Verwacht (?P<wat>tarieven|per regel|totaal|bij (?P<bij>[a-z ]+?))"
    r"(?:, meerkosten voor de (?P<drager>\w+))?(?: in (?P<jaar>\d{4}))?(?P<samen> na de herindeling)?"
)
NEDERLANDS = re.compile(r"(−?)(\d{1,3}(?:\.\d{3})*)(?:,(\d+))?")

ALLE_GEVALLEN = pytest.mark.parametrize("geval", GEVALLEN, ids=lambda pad: pad.stem)


# Reading a case


@cache
def tabellen(pad: Path) -> Tabellen:
    """Each table of a case under its heading."""
    uit: Tabellen = {}
    kop, kolommen = "", []
    for regel in pad.read_text(encoding="utf-8").splitlines():
        if regel.startswith("#"):
            kop, kolommen = regel.lstrip("# ").strip(), []
        elif regel.startswith("|"):
            cellen = [cel.strip() for cel in regel.strip("|").split("|")]
            if not kolommen:
                assert kop not in uit, f"{pad.name}: twee tabellen onder {kop}"
                kolommen, uit[kop] = cellen, []
            elif not set(regel) <= set("|-:"):
                uit[kop].append(dict(zip(kolommen, cellen, strict=True)))
    return uit


def getal(tekst: str, decimalen: int = 0) -> int:
    """A Dutch number in units of ``10**-decimalen``, strictly: 1.214,96 is 121496 with two decimals."""
    treffer = NEDERLANDS.fullmatch(tekst)
    assert treffer, f"geen Nederlands getal: {tekst!r}"
    teken, geheel, fractie = treffer[1], treffer[2].replace(".", ""), treffer[3] or ""
    assert len(fractie) <= decimalen, f"te veel decimalen: {tekst!r}"
    waarde = int(geheel + fractie.ljust(decimalen, "0"))
    return -waarde if teken else waarde


def mogelijk(rij: Rij, kolom: str, decimalen: int) -> int | None:
    """The number in a column that a case may do without."""
    return getal(rij[kolom], decimalen) if rij.get(kolom) else None


def dag(tekst: str) -> date | None:
    return date.fromisoformat(tekst) if tekst else None


def regeling(invoer: Tabellen) -> Regeling:
    """The input tables of a case; ``medewerker`` holds the letter of the line."""
    jaren = invoer["Jaar"]
    eerste = int(jaren[0]["jaar"])
    return Regeling(
        gemeenten=tuple(
            Gemeente(
                bron="",
                code=rij["code"],
                naam=rij["naam"],
                organisatie="",
                centrumgemeente={"ja": True, "nee": False}[rij["centrumgemeente"]],
                tot=dag(rij.get("tot", "")),
                opvolger=rij.get("opvolger", ""),
            )
            for rij in invoer["Gemeenten"]
        ),
        jaren=tuple(
            Jaar(
                bron="",
                jaar=int(rij["jaar"]),
                peiljaar=int(rij["peiljaar"]),
                verdeelsleutel=Verdeelsleutel.INWONERS,
                voorstelgrens_ct=mogelijk(rij, "voorstelgrens", 2),
                btw_bp=mogelijk(rij, "btw %", 2),
                btw_positie=BtwPositie(rij.get("btw", BtwPositie.GEMENE_REKENING)),
            )
            for rij in jaren
        ),
        inwoners=tuple(
            Inwoners(bron="", code=rij["code"], peiljaar=peiljaar, inwoners=getal(rij["inwoners"]))
            for rij in invoer["Gemeenten"]
            for peiljaar in sorted({int(jaar["peiljaar"]) for jaar in jaren})
        ),
        pok=tuple(
            POK(
                bron="",
                jaar=int(rij["jaar"]),
                vergoeding_bp=getal(rij["vergoeding %"], 2),
                maximum_ct=getal(rij["maximum"], 2),
            )
            for rij in jaren
        ),
        tarieven=tuple(_tarief(rij) for rij in invoer["Tarieven"]),
        uren=tuple(
            Urenregel(
                bron="",
                code=rij["code"],
                medewerker=rij["regel"],
                rol="kernlid",
                thema="Preventie",
                schaal=schaal(rij),
                maand=date.fromisoformat(f"{rij['maand']}-01"),
                uren_h=getal(rij["uren"], 2),
                afrekenjaar=int(rij["afrekenjaar"]),
                geldig={"ja": True, "vervallen": False}[rij["geldig"]],
            )
            for rij in invoer["Uren"]
        ),
        kosten=tuple(
            Kostenpost(
                bron="",
                omschrijving=rij["omschrijving"],
                code=rij["code"],
                jaar=int(rij["jaar"]),
                bedrag_ct=getal(rij["bedrag"], 2),
                **{veld: {"ja": True, "nee": False}[rij[kop]] for veld, kop in JA_OF_NEE.items()},
            )
            for rij in invoer.get("Kosten", ())
        ),
        capaciteit=tuple(
            Capaciteit(
                bron="",
                code=rij["code"],
                uren_per_week_h=getal(rij["uren per week"], 2),
                van=dag(rij["van"]),
                tot=dag(rij["tot"]),
            )
            for rij in invoer.get("Capaciteit", ())
        ),
        voorschotten=tuple(
            Voorschot(bron="", code=rij["code"], jaar=int(rij.get("jaar", eerste)), bedrag_ct=getal(rij["bedrag"], 2))
            for rij in invoer.get("Voorschotten", ())
        ),
        begroting=tuple(
            Begrotingsregel(
                bron="", code=rij["code"], jaar=int(rij.get("jaar", eerste)), bedrag_ct=getal(rij["bedrag"], 2)
            )
            for rij in invoer.get("Begroting", ())
        ),
        verrekend=tuple(
            Verrekend(
                bron="",
                code=rij["code"],
                jaar=int(rij["met jaar"]),
                bedrag_ct=getal(rij["bedrag"], 2),
                uit_jaar=int(rij["uit jaar"]),
                herziet=int(rij["versie"]),
            )
            for rij in invoer.get("Verrekend", ())
        ),
    )


def schaal(rij: Rij) -> Schaal:
    """The schaal of a row: a number, or with a letter a text."""
    code = schaalcode(rij["schaal"])
    assert code is not None, rij
    return code


def _tarief(rij: Rij) -> Tarief:
    """A rate that is typed, or the four parts it follows from."""
    return Tarief(
        bron="",
        schaal=schaal(rij),
        van=date.fromisoformat(rij["van"]),
        tot=date.fromisoformat(rij["tot"]),
        uurtarief_ct=mogelijk(rij, "uurtarief", 2),
        maandsalaris_ct=mogelijk(rij, "maandsalaris", 2),
        ikb_bp=mogelijk(rij, "IKB %", 2),
        werkgeverslasten_bp=mogelijk(rij, "werkgeverslasten %", 2),
        productieve_uren_h=mogelijk(rij, "productieve uren", 2),
    )


def _samengevoegd(basis: Regeling, invoer: Tabellen) -> Regeling:
    """The region after the merger of the case."""
    (rij,) = invoer["Herindeling"]
    return herindeling(basis, tuple(rij["oude"].split(" en ")), rij["code"], rij["naam"], int(rij["vanaf"]))


# What a table of expected figures asks


class Vraag(Struct, frozen=True):
    """What a table of expected figures asks, as its heading says it."""

    pad: Path
    kop: str
    wat: str
    jaar: int
    sleutel: Verdeelsleutel
    drager: MeerkostenDrager
    karakter: BijdrageKarakter
    samen: bool

    @property
    def invoer(self) -> Tabellen:
        return tabellen(self.pad)

    @property
    def verwacht(self) -> list[Rij]:
        return self.invoer[self.kop]

    def uitkomst(self, sleutel: Verdeelsleutel | None = None) -> Verrekening:
        """What the engine makes of the case, by the key of the question or another one."""
        basis = regeling(self.invoer)
        keuzes = {"meerkosten_drager": self.drager, "bijdrage_karakter": self.karakter}
        jaren = tuple(replace(rij, verdeelsleutel=sleutel or self.sleutel, **keuzes) for rij in basis.jaren)
        basis = replace(basis, jaren=jaren)
        return verreken(_samengevoegd(basis, self.invoer) if self.samen else basis, self.jaar)


def lees_vraag(pad: Path, kop: str) -> Vraag:
    """The question in a heading. Fails on a heading that asks nothing known: its table would go unchecked."""
    treffer = VERWACHT.fullmatch(kop)
    assert treffer, f"{pad.name}: de tabel onder '{kop}' is geen invoer en ook geen verwachting"
    bij = treffer["bij"]
    return Vraag(
        pad=pad,
        kop=kop,
        wat="bij" if bij else treffer["wat"],
        jaar=int(treffer["jaar"] or tabellen(pad)["Jaar"][0]["jaar"]),
        sleutel=Verdeelsleutel(bij) if bij not in (None, VAST) else Verdeelsleutel.INWONERS,
        drager=MeerkostenDrager(treffer["drager"] or "inwoners"),
        karakter=BijdrageKarakter.VAST if bij == VAST else BijdrageKarakter.WERKELIJK,
        samen=bool(treffer["samen"]),
    )


@cache
def vragen(pad: Path, wat: str = "") -> tuple[Vraag, ...]:
    """The tables of a case with expected figures, of one kind or all."""
    alle = (lees_vraag(pad, kop) for kop in tabellen(pad) if kop not in INVOER)
    return tuple(vraag for vraag in alle if wat in ("", vraag.wat))


def sleutels(pad: Path) -> list[Verdeelsleutel]:
    """The keys by which a case is worked."""
    gekozen = {vraag.sleutel for vraag in vragen(pad, "bij")}
    return [sleutel for sleutel in Verdeelsleutel if sleutel in gekozen]


# What the engine gives for it


def _tarieven(vraag: Vraag) -> Iterator[list[dict[str, str]]]:
    yield [
        {"schaal": str(rij.schaal), "van": str(rij.van), "uurtarief": getal_nl(uurtarief_ct(rij), 2)}
        for rij in regeling(vraag.invoer).tarieven
    ]


def _per_regel(vraag: Vraag) -> Iterator[list[dict[str, str]]]:
    yield [
        {
            "regel": regel.regel.medewerker,
            "uurtarief": getal_nl(regel.uurtarief_ct, 2),
            "kosten": getal_nl(regel.kosten_ct, 2),
        }
        for regel in vraag.uitkomst().regels
    ]


def _totaal(vraag: Vraag) -> Iterator[list[dict[str, str]]]:
    """Whatever the key, the same."""
    for sleutel in sleutels(vraag.pad):
        uitkomst = vraag.uitkomst(sleutel)
        boven = boven_grens_ct(uitkomst.te_verdelen_ct, uitkomst.voorstelgrens_ct)
        yield [
            {
                "kosten K": getal_nl(uitkomst.kosten_ct, 2),
                "vergoeding V": getal_nl(uitkomst.vergoeding_ct, 2),
                "te verdelen R": getal_nl(uitkomst.te_verdelen_ct, 2),
                "boven de grens": getal_nl(boven, 2),
            }
        ]


def _bij(vraag: Vraag) -> Iterator[list[dict[str, str]]]:
    yield [
        {
            "code": rij.code,
            "sleutel": getal_nl(rij.deel.sleutel),
            "afgekapt": getal_nl(rij.deel.afgekapt),
            "rest": getal_nl(rij.deel.rest),
            "rang": getal_nl(rij.deel.rang),
            "sleutel meerkosten": getal_nl(rij.meerkosten.sleutel),
            "meerkosten": getal_nl(rij.meerkosten.bedrag_ct, 2),
            "overige kosten": getal_nl(rij.overig_ct, 2),
            "kosten": getal_nl(rij.kosten_ct, 2),
            "zonder btw": getal_nl(rij.zonder_btw_ct, 2),
            "btw": getal_nl(rij.btw_ct, 2),
            "bijdrage": getal_nl(rij.bijdrage_ct, 2),
            "saldo": getal_nl(rij.saldo_ct, 2),
            "verrekend": getal_nl(rij.verrekend_ct, 2),
            "te betalen": getal_nl(rij.te_betalen_ct, 2),
        }
        for rij in vraag.uitkomst().gemeenten
    ]


GEVEN = {"tarieven": _tarieven, "per regel": _per_regel, "totaal": _totaal, "bij": _bij}
MINSTENS = {
    "tarieven": {"schaal", "van", "uurtarief"},
    "per regel": {"regel", "uurtarief", "kosten"},
    "totaal": {"kosten K", "vergoeding V", "te verdelen R"},
    "bij": {"code", "bijdrage", "saldo"},
}
"""The columns that a table states at the least."""


def fouten_in_tabel(vraag: Vraag) -> list[str]:
    """The found table as it would stand in the case, when it is another one; of what can be said, the columns it has."""
    koppen = list(vraag.verwacht[0])
    assert set(koppen) >= MINSTENS[vraag.wat], vraag.kop
    uit = []
    for gegeven in GEVEN[vraag.wat](vraag):
        gevonden = [{kop: rij[kop] for kop in koppen} for rij in gegeven]
        if gevonden != vraag.verwacht:
            regels = [koppen, ["---"] * len(koppen), *(list(rij.values()) for rij in gevonden)]
            tabel = "\n".join(f"| {' | '.join(cellen)} |" for cellen in regels)
            uit.append(
                f"{vraag.pad.name}, {vraag.kop}: de uitkomst is anders dan met de hand berekend.\n"
                f"Lees in {vraag.pad.name} onder 'Een wijziging aannemen' wat u doet. Gevonden:\n\n{tabel}\n"
            )
    return uit


def tabeltest(wat: str) -> pytest.MarkDecorator:
    """A test for each table with figures of one kind."""
    gekozen = [vraag for pad in GEVALLEN for vraag in vragen(pad, wat)]
    return pytest.mark.parametrize("vraag", gekozen, ids=lambda vraag: f"{vraag.pad.stem}: {vraag.kop}")


def eis_geen(fouten: list[str]) -> None:
    if fouten:
        pytest.fail("\n".join(fouten), pytrace=False)


@tabeltest("tarieven")
def test_each_rate_is_what_was_worked_by_hand(vraag: Vraag) -> None:
    eis_geen(fouten_in_tabel(vraag))


@tabeltest("per regel")
def test_each_line_costs_what_was_worked_by_hand(vraag: Vraag) -> None:
    eis_geen(fouten_in_tabel(vraag))


@tabeltest("totaal")
def test_cost_reimbursement_and_the_rest_are_what_was_worked_by_hand_whatever_the_key(vraag: Vraag) -> None:
    assert sleutels(vraag.pad)
    eis_geen(fouten_in_tabel(vraag))


@tabeltest("bij")
def test_each_gemeente_bears_and_settles_what_was_worked_by_hand(vraag: Vraag) -> None:
    eis_geen(fouten_in_tabel(vraag))


@tabeltest("bij")
def test_the_figures_of_the_case_itself_close_at_zero(vraag: Vraag) -> None:
    ((totaal,),) = (ander.verwacht for ander in vragen(vraag.pad, "totaal") if ander.jaar == vraag.jaar)
    rijen = vraag.invoer.get("Voorschotten", [])
    voorschotten = sum(getal(rij["bedrag"], 2) for rij in rijen if int(rij.get("jaar", vraag.jaar)) == vraag.jaar)
    btw = sum(getal(rij.get("btw", "0"), 2) for rij in vraag.verwacht)
    saldi = sum(getal(rij["saldo"], 2) for rij in vraag.verwacht)
    assert sum(getal(rij["bijdrage"], 2) for rij in vraag.verwacht) == getal(totaal["te verdelen R"], 2) + btw
    assert saldi + voorschotten + getal(totaal["vergoeding V"], 2) - btw == 0


# The prose

GETAL = r"(?<![\w.,])−?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?(?: %)?"
UITDRUKKING = rf"{GETAL}(?: [+−×/] {GETAL})*"
SOM = re.compile(rf"{UITDRUKKING}(?: [=≈] {UITDRUKKING}(?: cent, rest {GETAL})?)+")
"""Sums as they stand in the prose: 2,00 × 58,00 = 116,00, and 121.496 × 4.000 / 6.000 = 80.997 cent, rest 2.000.

After ≈ stands what the left side is when it is rounded to as many decimals, a half upwards.
"""

GROOTHEID = re.compile(rf"\b([KVRN]) = (?:{UITDRUKKING} = )*({GETAL})")
GROOTHEDEN = {"K": "kosten K", "V": "vergoeding V", "R": "te verdelen R"}
BEDRAG = re.compile(r"(?<![\w.,])−?(?:\d{1,3}(?:\.\d{3})*,\d+|\d{1,3}(?:\.\d{3})+)")
"""What counts as an amount: a number with decimals or with a point of thousands. Years, days and a single cent are none."""


def alineas(pad: Path) -> list[str]:
    """The prose: paragraphs and items of lists, each on one line and without its bold."""
    uit = [""]
    for regel in pad.read_text(encoding="utf-8").splitlines():
        if not regel.strip() or regel.startswith(("#", "|", "- ")):
            uit.append("")
        if not regel.startswith(("#", "|")):
            uit[-1] += f" {regel.removeprefix('- ').strip()}"
    return [alinea.replace("**", "").strip() for alinea in uit if alinea.strip()]


def breuk(tekst: str) -> Fraction:
    """A Dutch number or percentage, exactly."""
    zonder = tekst.removesuffix(" %")
    return Fraction(getal(zonder, 8), 10**8 if zonder == tekst else 10**10)


def waarde(uitdrukking: str) -> Fraction:
    """What an expression of the prose gives; × and / go before + and −."""
    som, teken = Fraction(0), 1
    for deel in re.split(r" ([+−]) ", uitdrukking):
        if deel in ("+", "−"):
            teken = 1 if deel == "+" else -1
            continue
        eerste, *rest = re.split(r" ([×/]) ", deel)
        product = breuk(eerste)
        for bewerking, factor in zip(rest[::2], rest[1::2], strict=True):
            product = product * breuk(factor) if bewerking == "×" else product / breuk(factor)
        som += teken * product
    return som


def klopt(som: str) -> bool:
    """Whether every step of a sum gives what stands after it."""
    links, *stappen = re.split(r" ([=≈]) ", som)
    gelijk = True
    for teken, rechts in zip(stappen[::2], stappen[1::2], strict=True):
        uitkomst, _, rest = rechts.partition(" cent, rest ")
        verwacht = waarde(uitkomst)
        if rest:
            deler = breuk(links.rpartition(" / ")[2])
            gelijk &= 0 <= breuk(rest) < deler and waarde(links) == verwacht + breuk(rest) / deler
        elif teken == "≈":
            schaal = 10 ** len(uitkomst.partition(",")[2])
            gelijk &= verwacht == Fraction(floor(waarde(links) * schaal + Fraction(1, 2)), schaal)
        else:
            gelijk &= waarde(links) == verwacht
        links = uitkomst
    return gelijk


def in_centen_en_euros(bedrag: str) -> set[str]:
    """An amount as it is typed, and what it is in cents or in euros: 1.214,96 and 121.496 are one amount."""
    zonder = bedrag.removeprefix("−")
    if not re.fullmatch(r"\d{1,3}(\.\d{3})*(,\d\d)?", zonder):
        return {zonder}
    return {zonder, getal_nl(getal(zonder, 2)) if "," in zonder else getal_nl(getal(zonder), 2)}


def fouten_in_tekst(pad: Path) -> list[str]:
    """What is wrong in the prose of a case: a sum, an amount from nowhere, or a K, V or R that no table has."""
    totalen = {
        kop: {rij[kop] for vraag in vragen(pad, "totaal") for rij in vraag.verwacht} for kop in GROOTHEDEN.values()
    }
    bekend = {cel for rijen in tabellen(pad).values() for rij in rijen for cel in rij.values()}
    uit: list[str] = []
    for alinea in alineas(pad):
        for som in SOM.findall(alinea):
            _, *uitkomsten = re.split(" [=≈] ", som)
            bekend |= {getal for uitkomst in uitkomsten for getal in uitkomst.split(" cent, rest ")}
            uit += [] if klopt(som) else [f"{som}: klopt niet"]
        for letter, bedrag in GROOTHEID.findall(alinea):
            if letter in GROOTHEDEN and bedrag not in totalen[GROOTHEDEN[letter]]:
                uit.append(f"{letter} = {bedrag}: niet die van de tabel")
        if re.search("[=≈×]", SOM.sub("", GROOTHEID.sub("", alinea))):
            uit.append(f"een som die niet te lezen is: {alinea}")
    gelijk = {anders for bedrag in bekend for anders in in_centen_en_euros(bedrag)}
    for bedrag in (bedrag for alinea in alineas(pad) for bedrag in BEDRAG.findall(alinea)):
        if bedrag.removeprefix("−") not in gelijk:
            uit.append(f"{bedrag}: in geen tabel en geen uitkomst van een som")
    return uit


@ALLE_GEVALLEN
def test_every_sum_and_every_amount_in_the_prose_is_right(geval: Path) -> None:
    assert [f"{geval.name}: {fout}" for fout in fouten_in_tekst(geval)] == []
    tekst = " ".join(alineas(geval))
    assert SOM.search(tekst)
    assert {letter for letter, _ in GROOTHEID.findall(tekst)} >= set(GROOTHEDEN)


def test_there_are_cases_and_each_tells_how_to_accept_a_change() -> None:
    assert len(GEVALLEN) >= 7
    for geval in GEVALLEN:
        assert "**Een wijziging aannemen.**" in geval.read_text(encoding="utf-8")
        assert {vraag.wat for vraag in vragen(geval)} >= {"per regel", "totaal", "bij"}


@pytest.mark.lang(vlug=3, een_op=40)  # cases that cost much, of which some are in every run
@ALLE_GEVALLEN
def test_any_amount_that_is_typed_wrong_is_seen(geval: Path, tmp_path: Path) -> None:
    regels, kop = geval.read_text(encoding="utf-8").splitlines(), ""
    gezien = 0
    for nummer, regel in enumerate(regels):
        kop = regel.lstrip("# ").strip() if regel.startswith("#") else kop
        if regel.startswith("#") or (regel.startswith("|") and kop in INVOER):
            continue
        for bedrag in BEDRAG.finditer(regel):
            mis = regel[: bedrag.end() - 1] + str((int(regel[bedrag.end() - 1]) + 1) % 10) + regel[bedrag.end() :]
            pad = tmp_path / f"{nummer}-{bedrag.start()}.md"
            pad.write_text("\n".join([*regels[:nummer], mis, *regels[nummer + 1 :]]), encoding="utf-8")
            fout = fouten_in_tabel(lees_vraag(pad, kop)) if regel.startswith("|") else fouten_in_tekst(pad)
            assert fout, f"{geval.name}, regel {nummer + 1}: {bedrag[0]} fout getypt wordt niet gezien"
            gezien += 1
    assert gezien > 20
