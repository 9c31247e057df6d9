"""What putting an earlier copy of a master back undoes: per table its rows and cells, and what else is another.

Both files are looked at by their content only. What a person made in one (a text in a column of numbers, a sheet or a
column of their own) is a difference like any other, and refuses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, tostring

from msgspec import Struct

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.datum import datum_nl
from via_xl.basis.geld import getal_nl
from via_xl.basis.kolommen import kolomletter
from via_xl.lezen.getalopmaak import ALGEMEEN, toon
from via_xl.lezen.pakket import controleer_pakket
from via_xl.lezen.tabelplaats import kop_vorm
from via_xl.lezen.vba import VbaFout, modules, werk
from via_xl.lezen.xlsx import NS, ONLEESBAAR, Bladcel, Bladdeel, Tabeldeel, Xlsx
from via_xl.regeling.tabellen import LOGBOEK, TABELLEN

MEESTE = 12
"""How many rows and cells of one table, or cells of one sheet, are named; the rest is counted."""

_TE_VEEL = 4_000_000
"""Rows of one by rows of the other, after what is alike at both ends: above it they are only counted."""

_VBA = "xl/vbaProject.bin"

Adres = tuple[int, int]
"""Row and column, both from 1."""


class Terugblik(Struct, frozen=True):
    """What is another in the master than in its copy, in short Dutch lines.

    ``tabellen``: what comes back and what goes, by table. ``logboek``: the lines that vanish. ``elders``: the sheets that
    differ outside the tables, and how. ``onleesbaar``: why the master of now can't be compared with; then there is no more.
    """

    tabellen: tuple[str, ...] = ()
    logboek: tuple[str, ...] = ()
    elders: tuple[str, ...] = ()
    onleesbaar: str = ""


def blik_terug(nu: Path, kopie: Path) -> Terugblik:
    """What putting ``kopie`` in the place of ``nu`` undoes.

    Raises:
        InvoerFout: the copy is no workbook that can be opened.
    """
    controleer_pakket(kopie)
    try:
        controleer_pakket(nu)
    except InvoerFout as fout:
        return Terugblik(onleesbaar=fout.bericht)
    try:
        with Xlsx(nu) as van_nu, Xlsx(kopie) as van_toen:
            return _vergelijk(_Boekinhoud(van_nu), _Boekinhoud(van_toen))
    except ONLEESBAAR:
        return Terugblik(
            onleesbaar="De werkmappen zijn niet te vergelijken: de onderdelen van een ervan kloppen niet met elkaar."
        )


def _vergelijk(nu: _Boekinhoud, toen: _Boekinhoud) -> Terugblik:
    tabellen: list[str] = []
    logboek: tuple[str, ...] = ()
    for naam in _volgorde(nu, toen):
        hier, daar = nu.tabellen.get(naam), toen.tabellen.get(naam)
        if hier is None or daar is None:
            wat = "verdwijnt" if daar is None else "komt terug"
            tabellen.append(f"tabel {(toen.tabellen | nu.tabellen)[naam].naam} {wat}")
        elif naam == kop_vorm(LOGBOEK.naam):
            logboek = tuple(_verdwijnt(_Rijen(nu, hier), _Rijen(toen, daar)))
        else:
            tabellen += _tabel(_Rijen(nu, hier), _Rijen(toen, daar))
    return Terugblik(tuple(tabellen), logboek, tuple(_elders(nu, toen)))


def _volgorde(nu: _Boekinhoud, toen: _Boekinhoud) -> Iterator[str]:
    """The tables of both: ours in the order of the schema, then the user's."""
    ons = [kop_vorm(tabel.naam) for tabel in TABELLEN]
    alle = dict.fromkeys((*nu.tabellen, *toen.tabellen))
    yield from (naam for naam in ons if naam in alle)
    yield from (naam for naam in alle if naam not in ons)


class _Boekinhoud:
    """A workbook: the cells of each sheet, its tables by name, and what hangs on each sheet."""

    def __init__(self, boek: Xlsx) -> None:
        self.boek = boek
        self.bladen = {blad.naam: blad for blad in boek.bladen}
        self.tabellen = {kop_vorm(tabel.naam): tabel for tabel in boek.tabellen}
        self.cellen: dict[str, dict[Adres, Bladcel]] = {}
        self.breedten: dict[str, str] = {}
        for blad in boek.werkbladen:
            stroom = boek.stroom(blad)
            self.cellen[blad.naam] = {(cel.rij, cel.kolom): cel for cel in boek.cellen(stroom.rijen())}
            self.breedten[blad.naam] = _als_tekst(stroom.rest().find(f"{NS}cols"))
        self._stijlen = [(stijl.formaat, _als_tekst(stijl.letter), _als_tekst(stijl.vulling)) for stijl in boek.opmaken]

    def buiten_tabellen(self, blad: str) -> dict[Adres, Bladcel]:
        """The cells of a sheet in which no table stands."""
        kaders = [tabel.kader for tabel in self.tabellen.values() if tabel.blad == blad]
        return {
            (rij, kolom): cel
            for (rij, kolom), cel in self.cellen.get(blad, {}).items()
            if not any(k.rij1 <= rij <= k.rij2 and k.kolom1 <= kolom <= k.kolom2 for k in kaders)
        }

    def opmaak(self, cel: Bladcel) -> tuple[str, str, str]:
        """How a cell looks."""
        return self._stijlen[cel.stijl]

    def bijlagen(self, blad: Bladdeel) -> frozenset[bytes]:
        """What hangs on a sheet (drawings, charts, pictures, comments), whatever the parts are called."""
        gezien: dict[str, bytes] = {}
        te_zien = [blad.deel]
        while te_zien:
            for relatie in self.boek.relaties(te_zien.pop()):
                mee = relatie.soort not in ("table", "printerSettings", "hyperlink") and not relatie.extern
                if mee and relatie.doel in self.boek and relatie.doel not in gezien:
                    gezien[relatie.doel] = self.boek.bytes(relatie.doel)
                    te_zien.append(relatie.doel)
        eigen = (self.boek.bytes(blad.deel),) if blad.soort != "worksheet" else ()
        return frozenset((*gezien.values(), *eigen))

    @property
    def macros(self) -> Mapping[str, str] | bytes:
        """What is written in each module; the project itself when it can't be read."""
        if _VBA not in self.boek:
            return {}
        project = self.boek.bytes(_VBA)
        try:
            return {naam: eigen for naam, tekst in modules(project).items() if (eigen := werk(tekst))}
        except VbaFout:
            return project


def _als_tekst(element: Element | None) -> str:
    return "" if element is None else tostring(element, encoding="unicode")


# --- tables


class _Rijen:
    """The data rows of a table in one of the two, each with its number; a row in which nothing was typed is none."""

    def __init__(self, inhoud: _Boekinhoud, tabel: Tabeldeel) -> None:
        self.tabel = tabel
        self.koppen = {
            kop_vorm(kop): (kop, kolom) for kolom, kop in enumerate(tabel.kolommen, start=tabel.kader.kolom1)
        }
        self._boek = inhoud.boek
        self._cellen = cellen = inhoud.cellen.get(tabel.blad, {})
        eerste, laatste = tabel.kader.rij1 + tabel.kopregels, tabel.kader.rij2 - tabel.totaalregels
        kolommen = [kolom for _, kolom in self.koppen.values()]
        self.rijen: list[tuple[int, Mapping[str, Any]]] = []
        for rij in range(eerste, laatste + 1):
            gevuld = {kolom: cellen[rij, kolom] for kolom in kolommen if (rij, kolom) in cellen}
            if any(cel.formule is None and cel.waarde not in (None, "") for cel in gevuld.values()):
                waarden = {
                    kop: None if (cel := gevuld.get(kolom)) is None else cel.inhoud
                    for kop, (_, kolom) in self.koppen.items()
                }
                self.rijen.append((rij, waarden))

    def formaat(self, rij: int, kop: str) -> str:
        """The number format of a cell of the table; that of any number where there is no such cell."""
        cel = self._cellen.get((rij, self.koppen[kop][1]))
        return ALGEMEEN if cel is None else self._boek.formaat(cel.stijl)

    def samen(self, koppen: Sequence[str]) -> list[tuple[Any, ...]]:
        """Per row what stands in these columns."""
        return [tuple(_vorm(waarden.get(kop)) for kop in koppen) for _, waarden in self.rijen]


def _vorm(waarde: Any) -> Any:
    """A value as it is compared: blank and empty text alike, a number as one kind, and of a formula only the signs."""
    if waarde in (None, ""):
        return None
    if isinstance(waarde, int | float) and not isinstance(waarde, bool):
        return float(waarde)
    if isinstance(waarde, str) and waarde.startswith("="):
        return re.sub(r"\s+|_xlfn\.|_xlws\.", "", waarde).casefold()
    return waarde


def _verschillen(nu: _Rijen, toen: _Rijen, koppen: Sequence[str]) -> list[tuple[str, int, int, int, int]] | None:
    """The stretches of rows that differ, as difflib gives them; None when there are too many to hold side by side."""
    hier, daar = nu.samen(koppen), toen.samen(koppen)
    kortste = min(len(hier), len(daar))
    begin = next((i for i in range(kortste) if hier[i] != daar[i]), kortste)
    eind = next((i for i in range(kortste - begin) if hier[-1 - i] != daar[-1 - i]), kortste - begin)
    a, b = hier[begin : len(hier) - eind], daar[begin : len(daar) - eind]
    if len(a) * len(b) > _TE_VEEL:
        return None
    stappen = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return [(wat, i1 + begin, i2 + begin, j1 + begin, j2 + begin) for wat, i1, i2, j1, j2 in stappen if wat != "equal"]


def _tabel(nu: _Rijen, toen: _Rijen) -> Iterator[str]:
    """What comes back and what goes in one table."""
    naam = f"{nu.tabel.blad} ({nu.tabel.naam})"
    for kop in nu.koppen.keys() - toen.koppen.keys():
        yield f"{naam}: kolom {nu.koppen[kop][0]} verdwijnt"
    for kop in toen.koppen.keys() - nu.koppen.keys():
        yield f"{naam}: kolom {toen.koppen[kop][0]} komt terug"
    koppen = [kop for kop in nu.koppen if kop in toen.koppen]
    stappen = _verschillen(nu, toen, koppen)
    if stappen is None:
        yield f"{naam}: {getal_nl(len(nu.rijen))} rijen nu, {getal_nl(len(toen.rijen))} in de kopie; bijna alle anders"
        return
    regels: list[str] = []
    weg, terug = 0, 0
    for _, i1, i2, j1, j2 in stappen:
        paren = min(i2 - i1, j2 - j1)
        for i, j in zip(range(i1, i1 + paren), range(j1, j1 + paren), strict=True):
            regels += _cellen(nu, i, toen, j, koppen)
        regels += [f"rij {nu.rijen[i][0]} verdwijnt: {_toon_rij(nu, i)}" for i in range(i1 + paren, i2)]
        regels += [f"deze rij komt terug: {_toon_rij(toen, j)}" for j in range(j1 + paren, j2)]
        weg, terug = weg + i2 - i1 - paren, terug + j2 - j1 - paren
    yield from (f"{naam}: {regel}" for regel in regels[:MEESTE])
    if len(regels) > MEESTE:
        samen = f"in totaal verdwijnen {getal_nl(weg)} rijen en komen er {getal_nl(terug)} terug"
        yield f"{naam}: … en nog {getal_nl(len(regels) - MEESTE)}; {samen}"


def _cellen(nu: _Rijen, i: int, toen: _Rijen, j: int, koppen: Sequence[str]) -> Iterator[str]:
    """The cells of one row that get another content."""
    (rij, hier), (andere_rij, daar) = nu.rijen[i], toen.rijen[j]
    for kop in koppen:
        if _vorm(hier.get(kop)) != _vorm(daar.get(kop)):
            woord, kolom = nu.koppen[kop]
            waar = f"{kolomletter(kolom - 1)}{rij}"
            was, wordt = _toon(hier.get(kop), nu.formaat(rij, kop)), _toon(daar.get(kop), toen.formaat(andere_rij, kop))
            yield f"{waar} {woord}: {was} wordt weer {wordt}"


def _verdwijnt(nu: _Rijen, toen: _Rijen) -> Iterator[str]:
    """The lines of the Logboek that are in the master and not in the copy."""
    koppen = [kop for kop in nu.koppen if kop in toen.koppen]
    for _, i1, i2, _, _ in _verschillen(nu, toen, koppen) or ():
        for i in range(i1, i2):
            yield _toon_rij(nu, i, zonder=("Versie", "Invoerhash"))


def _toon_rij(rijen: _Rijen, i: int, zonder: Sequence[str] = ()) -> str:
    """What was typed in a row, in one line."""
    weg = {kop_vorm(kop) for kop in zonder}
    nummer, waarden = rijen.rijen[i]
    delen = [
        _toon(waarde, rijen.formaat(nummer, kop))
        for kop, waarde in waarden.items()
        if kop not in weg and waarde not in (None, "") and not (isinstance(waarde, str) and waarde.startswith("="))
    ]
    return " · ".join(delen)


def _toon(waarde: Any, formaat: str = ALGEMEEN) -> str:
    """What a cell holds as it shows it; a text or a formula that is long is cut short."""
    if waarde in (None, ""):
        return "leeg"
    if isinstance(waarde, datetime) and waarde.time() == time():
        waarde = waarde.date()
    if isinstance(waarde, date) and not isinstance(waarde, datetime):
        return datum_nl(waarde)
    if isinstance(waarde, bool):
        return "waar" if waarde else "onwaar"
    if isinstance(waarde, int | float):
        return toon(waarde, formaat)
    tekst = str(waarde)
    if tekst.startswith("="):
        return "de formule" if len(tekst) > 40 else f"de formule {tekst}"
    return tekst if len(tekst) <= 60 else f"{tekst[:57]}…"


# --- everything else


def _elders(nu: _Boekinhoud, toen: _Boekinhoud) -> Iterator[str]:
    """The sheets that differ outside the tables: the copy is the whole file.

    Those that only look different share a line: a spreadsheet program writes all of that anew when it saves.
    """
    uiterlijk: dict[str, list[str]] = {}
    for naam in (*nu.bladen, *(naam for naam in toen.bladen if naam not in nu.bladen)):
        hier, daar = nu.bladen.get(naam), toen.bladen.get(naam)
        if hier is None or daar is None:
            yield f"{naam}: het blad {'verdwijnt' if daar is None else 'komt terug'}"
            continue
        if cellen := _andere_cellen(naam, nu, toen):
            yield f"{naam}: {cellen}"
        for wat in _uiterlijk(naam, nu, hier, toen, daar):
            uiterlijk.setdefault(wat, []).append(naam)
    yield from (f"{wat} op {', '.join(namen)}" for wat, namen in uiterlijk.items())
    samen = [naam for naam in nu.bladen if naam in toen.bladen]
    if samen != [naam for naam in toen.bladen if naam in nu.bladen]:
        yield "de volgorde van de bladen"
    eigen_nu, eigen_toen = ({(n.naam, n.blad) for n in boek.boek.namen if not n.verborgen} for boek in (nu, toen))
    yield from (f"de naam {naam} verdwijnt" for naam, _ in sorted(eigen_nu - eigen_toen))
    yield from (f"de naam {naam} komt terug" for naam, _ in sorted(eigen_toen - eigen_nu))
    if nu.macros != toen.macros:
        yield "de macro's"


def _andere_cellen(naam: str, nu: _Boekinhoud, toen: _Boekinhoud) -> str:
    """The cells outside the tables of one sheet in which something else was entered; "" when there are none."""
    cellen_nu, cellen_toen = nu.buiten_tabellen(naam), toen.buiten_tabellen(naam)
    anders = [
        f"{kolomletter(kolom - 1)}{rij}"
        for rij, kolom in sorted(cellen_nu.keys() | cellen_toen.keys())
        if _inhoud(cellen_nu.get((rij, kolom))) != _inhoud(cellen_toen.get((rij, kolom)))
    ]
    meer = f" en nog {len(anders) - MEESTE}" if len(anders) > MEESTE else ""
    return f"{'cel' if len(anders) == 1 else 'cellen'} {', '.join(anders[:MEESTE])}{meer}" if anders else ""


def _uiterlijk(naam: str, nu: _Boekinhoud, hier: Bladdeel, toen: _Boekinhoud, daar: Bladdeel) -> Iterator[str]:
    """What else is another on one sheet."""
    if nu.bijlagen(hier) != toen.bijlagen(daar):
        yield "grafieken, tekeningen of opmerkingen"
    alle_nu, alle_toen = nu.cellen.get(naam, {}), toen.cellen.get(naam, {})
    gekleurd = any(nu.opmaak(cel) != toen.opmaak(alle_toen[plek]) for plek, cel in alle_nu.items() if plek in alle_toen)
    if gekleurd or nu.breedten.get(naam) != toen.breedten.get(naam) or hier.staat != daar.staat:
        yield "opmaak"


def _inhoud(cel: Bladcel | None) -> Any:
    return None if cel is None else _vorm(cel.inhoud)
