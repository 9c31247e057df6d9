"""The cases that were worked by hand, in ``gevallen/*.md``: read from the text an auditor reads, and recalculated.

Each file says what to do when an outcome changes. There is no switch that accepts a new one.
"""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from via_xl.basis.geld import getal_nl
from via_xl.regeling.model import (
    POK,
    Capaciteit,
    Gemeente,
    Inwoners,
    Jaar,
    Regeling,
    Tarief,
    Urenregel,
    Verdeelsleutel,
    Voorschot,
)
from via_xl.rekenen.verrekening import Verrekening, verreken

Rij = dict[str, str]
GEVALLEN = sorted((Path(__file__).parent / "gevallen").glob("*.md"))
NEDERLANDS = re.compile(r"(−?)(\d{1,3}(?:\.\d{3})*)(?:,(\d+))?")

ALLE_GEVALLEN = pytest.mark.parametrize("geval", GEVALLEN, ids=lambda pad: pad.stem)


def tabellen(pad: Path) -> dict[str, list[Rij]]:
    """Each table of a case under its heading."""
    uit: dict[str, list[Rij]] = {}
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


def dag(tekst: str) -> date | None:
    return date.fromisoformat(tekst) if tekst else None


def regeling(invoer: dict[str, list[Rij]], sleutel: Verdeelsleutel) -> Regeling:
    """The input tables of a case; ``medewerker`` holds the letter of the line."""
    (jaar,) = invoer["Jaar"]
    peiljaar = int(jaar["peiljaar"])
    return Regeling(
        gemeenten=tuple(
            Gemeente(
                bron="",
                code=rij["code"],
                naam=rij["naam"],
                organisatie="",
                centrumgemeente=rij["centrumgemeente"] == "ja",
            )
            for rij in invoer["Gemeenten"]
        ),
        jaren=(Jaar(bron="", jaar=int(jaar["jaar"]), peiljaar=peiljaar, verdeelsleutel=sleutel),),
        inwoners=tuple(
            Inwoners(bron="", code=rij["code"], peiljaar=peiljaar, inwoners=getal(rij["inwoners"]))
            for rij in invoer["Gemeenten"]
        ),
        pok=(
            POK(
                bron="",
                jaar=int(jaar["jaar"]),
                vergoeding_bp=getal(jaar["vergoeding %"], 2),
                maximum_ct=getal(jaar["maximum"], 2),
            ),
        ),
        tarieven=tuple(
            Tarief(
                bron="",
                schaal=int(rij["schaal"]),
                van=date.fromisoformat(rij["van"]),
                tot=date.fromisoformat(rij["tot"]),
                uurtarief_ct=getal(rij["uurtarief"], 2),
            )
            for rij in invoer["Tarieven"]
        ),
        uren=tuple(
            Urenregel(
                bron="",
                code=rij["code"],
                medewerker=rij["regel"],
                rol="kernlid",
                thema="Preventie",
                schaal=int(rij["schaal"]),
                maand=date.fromisoformat(f"{rij['maand']}-01"),
                uren_h=getal(rij["uren"], 2),
                afrekenjaar=int(rij["afrekenjaar"]),
                geldig={"ja": True, "vervallen": False}[rij["geldig"]],
            )
            for rij in invoer["Uren"]
        ),
        capaciteit=tuple(
            Capaciteit(
                bron="",
                code=rij["code"],
                uren_per_week_h=getal(rij["uren per week"], 2),
                van=dag(rij["van"]),
                tot=dag(rij["tot"]),
            )
            for rij in invoer["Capaciteit"]
        ),
        voorschotten=tuple(
            Voorschot(bron="", code=rij["code"], jaar=int(jaar["jaar"]), bedrag_ct=getal(rij["bedrag"], 2))
            for rij in invoer["Voorschotten"]
        ),
    )


def verreken_geval(invoer: dict[str, list[Rij]], sleutel: Verdeelsleutel) -> Verrekening:
    return verreken(regeling(invoer, sleutel), int(invoer["Jaar"][0]["jaar"]))


def vergelijk(pad: Path, kop: str, verwacht: list[Rij], gevonden: Iterable[Rij]) -> None:
    """Fail with the found table as it would stand in the case."""
    gevonden = list(gevonden)
    if verwacht != gevonden:
        regels = [list(gevonden[0]), ["---"] * len(gevonden[0]), *(list(rij.values()) for rij in gevonden)]
        tabel = "\n".join(f"| {' | '.join(cellen)} |" for cellen in regels)
        pytest.fail(
            f"{pad.name}, {kop}: de uitkomst is anders dan met de hand berekend.\n"
            f"Lees in {pad.name} onder 'Een wijziging aannemen' wat u doet. Gevonden:\n\n{tabel}\n",
            pytrace=False,
        )


@ALLE_GEVALLEN
def test_each_line_costs_what_was_worked_by_hand(geval: Path) -> None:
    invoer = tabellen(geval)
    uitkomst = verreken_geval(invoer, Verdeelsleutel.INWONERS)
    vergelijk(
        geval,
        "Verwacht per regel",
        invoer["Verwacht per regel"],
        (
            {
                "regel": regel.regel.medewerker,
                "uurtarief": getal_nl(regel.uurtarief_ct, 2),
                "kosten": getal_nl(regel.kosten_ct, 2),
            }
            for regel in uitkomst.regels
        ),
    )


@ALLE_GEVALLEN
@pytest.mark.parametrize("sleutel", list(Verdeelsleutel))
def test_cost_reimbursement_and_the_rest_are_what_was_worked_by_hand_whatever_the_key(
    geval: Path,
    sleutel: Verdeelsleutel,
) -> None:
    invoer = tabellen(geval)
    uitkomst = verreken_geval(invoer, sleutel)
    gevonden = {
        "kosten K": getal_nl(uitkomst.kosten_ct, 2),
        "vergoeding V": getal_nl(uitkomst.vergoeding_ct, 2),
        "te verdelen R": getal_nl(uitkomst.te_verdelen_ct, 2),
    }
    vergelijk(geval, "Verwacht totaal", invoer["Verwacht totaal"], [gevonden])


@ALLE_GEVALLEN
@pytest.mark.parametrize("sleutel", list(Verdeelsleutel))
def test_each_gemeente_bears_and_settles_what_was_worked_by_hand(geval: Path, sleutel: Verdeelsleutel) -> None:
    invoer = tabellen(geval)
    kop = f"Verwacht bij {sleutel}"
    vergelijk(
        geval,
        kop,
        invoer[kop],
        (
            {
                "code": rij.code,
                "sleutel": getal_nl(rij.deel.sleutel),
                "afgekapt": getal_nl(rij.deel.afgekapt),
                "rest": getal_nl(rij.deel.rest),
                "rang": getal_nl(rij.deel.rang),
                "bijdrage": getal_nl(rij.bijdrage_ct, 2),
                "saldo": getal_nl(rij.saldo_ct, 2),
            }
            for rij in verreken_geval(invoer, sleutel).gemeenten
        ),
    )


@ALLE_GEVALLEN
@pytest.mark.parametrize("sleutel", list(Verdeelsleutel))
def test_the_figures_of_the_case_itself_close_at_zero(geval: Path, sleutel: Verdeelsleutel) -> None:
    invoer = tabellen(geval)
    (totaal,) = invoer["Verwacht totaal"]
    verwacht = invoer[f"Verwacht bij {sleutel}"]
    voorschotten = sum(getal(rij["bedrag"], 2) for rij in invoer["Voorschotten"])
    assert sum(getal(rij["bijdrage"], 2) for rij in verwacht) == getal(totaal["te verdelen R"], 2)
    assert sum(getal(rij["saldo"], 2) for rij in verwacht) + voorschotten + getal(totaal["vergoeding V"], 2) == 0


def test_there_is_a_case_and_each_tells_how_to_accept_a_change() -> None:
    assert GEVALLEN
    for geval in GEVALLEN:
        assert "**Een wijziging aannemen.**" in geval.read_text(encoding="utf-8")
