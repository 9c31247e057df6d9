"""Several at once: the rows of a CSV and what is repeated on the command line, each with where it was said.

The CSV has the headers of the table in the master or those of its CSV, and is separated by semicolons or commas, as Dutch
and other programs save it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from via_xl.basis.bevinding import Bevinding, InvoerFout
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.lezen.tekstbestand import lees_csv
from via_xl.regeling.kolom import Invoertabel

_MEEST = 1_000_000
"""Bytes of a list: thousands of rows."""

Meld = Callable[[str, str], None]
"""Reports what is wrong and what to do."""


class Opgesomd(Struct, frozen=True):
    """What was said of one of several: the text by field, and where that stands (``cel`` "": in the command itself)."""

    bestand: str
    cel: str
    tekst: Mapping[str, str]

    @property
    def uit_lijst(self) -> bool:
        """Whether it is a row of a list."""
        return self.cel.startswith("rij ")

    def noem(self, naam: str) -> str:
        """What the user wrote it under: an option, or a column of the list."""
        return f"kolom {naam}" if self.uit_lijst else f"--{naam}"

    def bevinding(self, wat: str, doen: str) -> Bevinding:
        """What is wrong with it, as a finding."""
        return Bevinding(self.bestand, "", self.cel, wat, doen)


class Lijstvorm(Struct, frozen=True):
    """Which table the columns of a list are of; ``ook`` names other headers by field; ``paden`` are files beside the list."""

    tabel: Invoertabel
    velden: tuple[str, ...]
    ook: Mapping[str, str]
    paden: frozenset[str] = frozenset()

    @property
    def koppen(self) -> dict[str, str]:
        """The field of each header that a list may have."""
        kolommen = [kolom for kolom in self.tabel.kolommen if kolom.veld in self.velden]
        uit = {zelfde_in_formule(kop): kolom.veld for kolom in kolommen for kop in (kolom.kop, kolom.csv)}
        return uit | {kop: veld for veld, kop in self.ook.items()}

    @property
    def kopregel(self) -> str:
        """The headers as a list has them."""
        op_veld = {kolom.veld: kolom.csv for kolom in self.tabel.kolommen} | dict(self.ook)
        return ";".join(op_veld[veld] for veld in self.velden)


def som_op(
    vorm: Lijstvorm, lijst: Path | None, gemeenten: Sequence[str], gezegd: Mapping[str, object], bestand: str
) -> list[Opgesomd]:
    """Each gemeente that was named, and each row of the list; what a row leaves blank is taken from ``gezegd``.

    ``bestand`` is the file that a finding about the command itself names.

    Raises:
        InvoerFout: nothing was named, or the list can't be read; with every finding.
    """
    overal = {veld: str(waarde).strip() for veld, waarde in gezegd.items() if waarde is not None}
    meer = len(gemeenten) > 1 or lijst is not None
    uit = [
        Opgesomd(bestand, f"--gemeente {naam}" if meer else "", {**overal, "code": naam.strip()}) for naam in gemeenten
    ]
    if lijst is not None:
        for rij, tekst in _lees(vorm, lijst):
            uit.append(Opgesomd(lijst.name, f"rij {rij}", {**overal, **tekst}))
    if not uit:
        raise InvoerFout(
            "Zeg van welke gemeente: met --gemeente, zo vaak als nodig, of met --lijst. Er is niets gewijzigd."
        )
    return uit


def _lees(vorm: Lijstvorm, lijst: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The number of each row that holds something, and its text by field."""
    bevindingen: list[Bevinding] = []

    def mis(rij: int, wat: str, doen: str) -> None:
        bevindingen.append(Bevinding(lijst.name, "", f"rij {rij}", wat, doen))

    rijen = list(lees_csv(lijst, _MEEST, "er is niets gewijzigd").rijen())
    gelezen: list[tuple[int, dict[str, str]]] = []
    if not rijen:
        mis(1, "de lijst is leeg.", f"Zet de kopregel in de eerste rij: {vorm.kopregel}")
    else:
        (nummer, kop), *rest = rijen
        velden = _velden(vorm, kop, lambda wat, doen: mis(nummer, wat, doen))
        if not rest:
            mis(nummer, "onder de kopregel staat niets.", "Zet er een rij per gemeente onder.")
        for rij, waarden in rest:
            if any(waarde.strip() for waarde in waarden[len(velden) :]):
                wat = f"heeft {len(waarden)} velden, de kopregel {len(velden)}."
                mis(rij, wat, "Zet een tekst met een scheidingsteken erin tussen aanhalingstekens.")
                continue
            tekst = {
                veld: waarde.strip() for veld, waarde in zip(velden, waarden, strict=False) if veld and waarde.strip()
            }
            gelezen.append((rij, {v: str(lijst.parent / t) if v in vorm.paden else t for v, t in tekst.items()}))
    if bevindingen:
        raise InvoerFout(f"{lijst.name} kan niet worden gelezen; er is niets gewijzigd.", bevindingen)
    return iter(gelezen)


def _velden(vorm: Lijstvorm, kop: Sequence[str], mis: Meld) -> list[str]:
    """The field of each column; what is wrong with the headers is reported."""
    bekend = vorm.koppen
    velden: list[str] = []
    while kop and not kop[-1].strip():  # Excel ends a row with separators as far as another row goes
        kop = kop[:-1]
    for tekst in kop:
        veld = bekend.get(zelfde_in_formule(tekst), "")
        if not veld:
            mis(f'de kop "{tekst.strip()}" is onbekend.', f"Gebruik alleen: {vorm.kopregel}")
        elif veld in velden:
            mis(f'de kop "{tekst.strip()}" staat er twee keer.', "Laat één kolom met deze kop staan.")
        velden.append(veld)
    if "code" not in velden:
        mis(f"de kolom {vorm.ook['code']} ontbreekt.", f"Gebruik als kopregel: {vorm.kopregel}")
    return velden
