"""What a person made in a master, told apart by the tests in a way of their own: beside the master that the program would make.

The reference is the master that the program would make from the same inputs, in the same edition. What stands in the file and
not in the reference (sheets, columns, tables, names, notes, charts, cells, other formulas, macros) is someone's. Other input
values are not: they are read, and so they come back.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.kolommen import kolomnummer
from via_xl.bewijs.eigen_werk import Vondst, van_eerdere_versie, vreemde_delen
from via_xl.lezen.indeling import editie_van
from via_xl.lezen.master import Master
from via_xl.lezen.xlsx import NS, Bladdeel, Xlsx, gebied, losse_cellen
from via_xl.regeling.tabellen import INDELINGNAAM, TABELLEN
from via_xl.schrijven.master import bevindingen as bevindingentabel
from via_xl.schrijven.master import maak_master

_DELEN = {
    "xl/pivotTables/": "er staat een draaitabel in.",
    "xl/slicers/": "er staat een slicer in.",
    "xl/externalLinks/": "er staat een koppeling met een andere werkmap in.",
    "xl/embeddings/": "er staat een ingesloten document in.",
    "xl/activeX/": "er staat een ActiveX-besturingselement in.",
}
_NOTITIE = f"{NS}commentList/{NS}comment"
_BOUWTEKST = "• "
"""How the lines begin that a build writes anew: why the settlement is still a concept."""


def eigen_werk(master: Master) -> tuple[Bevinding, ...]:
    """What a rebuild of this master would lose, with its place; nothing when it can be rebuilt safely.

    Raises:
        InvoerFout: the name of the file doesn't say which edition it is.
    """
    jaar = master.jaar or master.regeling.jaren[0].jaar
    referentie = maak_master(master.regeling, jaar, master.afrekening_code, editie_van(master.pad))
    inhoud = io.BytesIO()
    referentie.bewaar(inhoud)
    van_ons = Vondst(master.pad.name, Ernst.WAARSCHUWING if van_eerdere_versie(master) else Ernst.FOUT)
    with Xlsx(master.pad) as hier, Xlsx(inhoud) as daar:
        delen = [
            van_ons.nieuw("", "", wat)
            for begin, wat in _DELEN.items()
            if any(d.startswith(begin.casefold()) for d in hier.delen)
        ]
        return (*_Vergelijking(van_ons, hier, daar).bevindingen(), *delen, *vreemde_delen(master, hier, daar))


class _Inhoud:
    """A sheet of one of the two masters: its cells, tables, drawings and notes."""

    def __init__(self, boek: Xlsx, deel: Bladdeel) -> None:
        self.naam = deel.naam
        self.cellen = {(cel.rij, cel.kolom): cel for cel in boek.cellen(boek.stroom(deel).rijen())}
        self.tabellen = {tabel.naam: tabel.kader for tabel in boek.tabellen if tabel.blad == deel.naam}
        self.tekeningen = 0
        self.notities: list[str] = []
        for relatie in boek.relaties(deel.deel):
            if relatie.soort == "drawing":
                tags = [element.tag.rpartition("}")[2] for element in boek.boom(relatie.doel).iter()]
                self.tekeningen += tags.count("graphicFrame") + tags.count("pic")
            elif relatie.soort == "comments":
                self.notities += [notitie.get("ref", "") for notitie in boek.boom(relatie.doel).iterfind(_NOTITIE)]

    def tekst(self, rij: int, kolom: int) -> object:
        """What was entered in a cell; None when nothing was."""
        cel = self.cellen.get((rij, kolom))
        return None if cel is None else cel.inhoud


class _Vergelijking:
    """A user's master beside the reference."""

    def __init__(self, van_ons: Vondst, hier: Xlsx, daar: Xlsx) -> None:
        self._van_ons = van_ons
        self._hier = hier
        self._daar = daar
        self._invoer = {tabel.naam: tabel for tabel in TABELLEN}

    def bevindingen(self) -> Iterator[Bevinding]:
        daar = {blad.naam: blad for blad in self._daar.bladen}
        for blad in self._hier.bladen:
            if blad.naam not in daar:
                yield self._van_ons.nieuw(blad.naam, "", "dit blad is niet door het programma gemaakt.")
            elif blad.soort == "worksheet":
                yield from self._blad(_Inhoud(self._hier, blad), _Inhoud(self._daar, daar[blad.naam]))
        namen = {naam.naam.casefold() for naam in self._daar.namen}
        for naam in self._hier.namen:
            if not naam.blad and naam.naam.casefold() not in namen:
                yield self._van_ons.nieuw("", "", f"de naam {naam.naam} is niet door het programma gemaakt.")

    def _blad(self, hier: _Inhoud, daar: _Inhoud) -> Iterator[Bevinding]:
        for naam, kader in hier.tabellen.items():
            if naam not in daar.tabellen:
                yield self._van_ons.nieuw(hier.naam, kader.adres, f"tabel {naam} is niet van het programma.")
        if hier.tekeningen > daar.tekeningen:
            yield self._van_ons.nieuw(
                hier.naam, "", "er staat een grafiek of afbeelding die niet van het programma is."
            )
        for adres in hier.notities:
            yield self._van_ons.nieuw(hier.naam, adres, "er staat een notitie bij deze cel.")
        vertaling = self._vertaling(hier, daar)
        waarden = [cel.inhoud for cel in daar.cellen.values()]
        if any(naam in self._invoer for naam in daar.tabellen):  # every number here is an input, so in a table
            waarden = [waarde for waarde in waarden if isinstance(waarde, str)]
        bekend = {_vorm(waarde) for waarde in waarden}
        uitkomsten = {*_uitkomsten(hier, bekend), *self._indeling(hier)}
        for plek, cel in hier.cellen.items():
            if plek in uitkomsten:
                continue
            if plek in vertaling:
                formule = vertaling[plek]
                van_ons = formule is None or _vorm(cel.inhoud) == _vorm(formule)
            else:
                van_ons = _vorm(cel.inhoud) in bekend or str(cel.inhoud).startswith(_BOUWTEKST)
            if not van_ons:
                wat = "een tekst of getal" if cel.formule is None else "een formule"
                yield self._van_ons.plek(hier.naam, cel.adres, f"hier staat {wat} die niet van het programma is.")

    def _indeling(self, blad: _Inhoud) -> Iterator[tuple[int, int]]:
        """The cell with the layout number, if it is on this sheet."""
        for naam in self._hier.namen:
            if naam.naam == INDELINGNAAM:
                for in_blad, letters, rij in losse_cellen(naam.doel):
                    if in_blad == blad.naam:
                        yield rij, kolomnummer(letters) + 1

    def _vertaling(self, hier: _Inhoud, daar: _Inhoud) -> dict[tuple[int, int], object]:
        """For the cells of tables that grow: None where anything is right, else what the program has there."""
        uit: dict[tuple[int, int], object] = {}
        for naam, kader in hier.tabellen.items():
            rijen, kolommen = range(kader.rij1 + 1, kader.rij2 + 1), range(kader.kolom1, kader.kolom2 + 1)
            if naam == bevindingentabel.TABEL:
                uit |= {(rij, kolom): None for rij in rijen for kolom in kolommen}
            if naam not in self._invoer or naam not in daar.tabellen:
                continue
            hun = daar.tabellen[naam]
            hun_koppen = {str(daar.tekst(hun.rij1, kolom)): kolom for kolom in range(hun.kolom1, hun.kolom2 + 1)}
            invoer = {kolom.kop for kolom in self._invoer[naam].kolommen}
            for kolom in kolommen:
                kop = str(hier.tekst(kader.rij1, kolom))
                if kop not in hun_koppen:
                    continue  # a column of the user, of which every cell is found
                formule = None if kop in invoer else daar.tekst(hun.rij1 + 1, hun_koppen[kop])
                uit |= {(rij, kolom): formule for rij in rijen}
        return uit


def _uitkomsten(blad: _Inhoud, bekend: set[str]) -> Iterator[tuple[int, int]]:
    """The cells over which the program's own array formulas give their outcome."""
    for cel in blad.cellen.values():
        vak = gebied(cel.matrix) if cel.matrix else None
        if vak is not None and _vorm(cel.inhoud) in bekend:
            yield from ((r, k) for r in range(vak.rij1, vak.rij2 + 1) for k in range(vak.kolom1, vak.kolom2 + 1))


def _vorm(inhoud: object) -> str:
    """A cell's content, without what a program changes when it saves, and without the rows that move as tables grow."""
    return _kale_vorm(str(inhoud), isinstance(inhoud, str) and inhoud.startswith("="))


@lru_cache(maxsize=50_000)  # down a column stands the same formula, in both workbooks
def _kale_vorm(tekst: str, formule: bool) -> str:
    kaal = re.sub(r"\s+", "", tekst).casefold().replace("_xludf.", "")
    return re.sub(r"\d+", "#", kaal) if formule else kaal
