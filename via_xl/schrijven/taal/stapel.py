"""A stack: what a sheet holds, under and beside each other. No sheet counts rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from via_xl.basis.maat import Maat
from via_xl.schrijven.boek import Blad, Celgebied, Validatie, kleur_uitkomst
from via_xl.schrijven.stijl import FOUT_OPMAAK
from via_xl.schrijven.taal.bereik import Bereik, Plek
from via_xl.schrijven.taal.blok import BEGIN, Blok
from via_xl.schrijven.taal.cel import Aanzien, F, Vak, stijl, van_formule, zet_formule
from via_xl.schrijven.taal.grafiek import Grafiek
from via_xl.schrijven.taal.hoogte import hoogte
from via_xl.schrijven.taal.raster import Raster
from via_xl.schrijven.taal.tabel import Tabelopgave, Tabelveld
from via_xl.schrijven.taal.volgorde import Geschreven, volgende

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

R = TypeVar("R")


class _Onderdeel(Protocol):
    """A part of a stack."""

    @property
    def hoog(self) -> int:
        """How many rows it takes."""

    def schrijf(self, blad: Blad, rij: int, kol: int) -> Iterator[Geschreven]:
        """What is to be put on the sheet, in pieces that each have their turn."""


class _Stuk:
    """A part that is written in one go, at its turn."""

    def __init__(self, hoog: int, plaats: Callable[[Blad, int, int], object]) -> None:
        self.hoog = hoog
        self._gezegd = volgende()
        self._plaats = plaats

    def schrijf(self, blad: Blad, rij: int, kol: int) -> Iterator[Geschreven]:
        yield Geschreven(self._gezegd, partial(self._plaats, blad, rij, kol))


class Stapel:
    """The parts of a sheet from top to bottom, from ``rij`` and ``kol``; a second stack may stand beside it.

    A column becomes as wide as the widest of what stands in it: the tables, and what :meth:`breed` says.
    """

    def __init__(self, blad: Blad, rij: int = BEGIN, kol: int = 0, *, binnen: bool = False) -> None:
        self.blad = blad
        self._rij, self._kol = rij, kol
        self._delen: list[_Onderdeel] = []
        self._klaar = False
        self._afdruk: int | None = None
        self._afdrukhoogte: int | None = None
        if not binnen:
            blad.stapels.append(self)

    def plek(self) -> Stapel:
        """A stack of its own at this place, for what is said only after what stands under it."""
        stapel = Stapel(self.blad, binnen=True)
        self._erbij(stapel)
        return stapel

    @property
    def hoog(self) -> int:
        """How many rows it takes."""
        return sum(deel.hoog for deel in self._delen)

    def schrijf(self, blad: Blad, rij: int, kol: int) -> Iterator[Geschreven]:
        """What is to be put on the sheet, in pieces that each have their turn."""
        for deel in self._delen:
            yield from deel.schrijf(blad, rij, kol)
            rij += deel.hoog

    def _erbij(self, deel: _Onderdeel) -> None:
        if self._klaar:
            raise RuntimeError(f"{self.blad.naam} ligt al in zijn cellen")
        self._delen.append(deel)

    def kopje(self, tekst: str, *, hoogte: float = 0) -> None:
        """The name of what follows; ``hoogte`` is that of its row, 0 that of one line."""
        self.vakken({0: Vak(tekst, opmaak="kopje")}, hoogte=hoogte)

    def uitleg(self, tekst: str) -> None:
        """A sentence about what follows."""
        self._tekst(tekst, "uitleg")

    def tekst(self, tekst: str, opmaak: str = "kaal") -> None:
        """A text in one cell."""
        self._tekst(tekst, opmaak)

    def _tekst(self, tekst: str, opmaak: str) -> None:
        self._erbij(_Stuk(1, lambda blad, rij, kol: blad.zet(rij, kol, tekst, opmaak)))

    def feit(
        self,
        wat: str,
        inhoud: Any,
        opmaak: str = "kaal",
        *,
        als: str = "",
        regel: Validatie | None = None,
        uitleg: str = "",
    ) -> None:
        """A row of two cells: what it is, and what it says; ``als`` is the name by which formulas call that.

        ``regel`` is the rule for what may be typed there, ``uitleg`` what stands behind it.
        """

        def plaats(blad: Blad, rij: int, kol: int) -> None:
            blad.zet(rij, kol, wat, "vet")
            if isinstance(inhoud, F):
                cel = blad.formule(rij, kol + 1, inhoud.formule, van_formule(Maat.TEKST, inhoud.waarde), opmaak)
            else:
                cel = blad.zet(rij, kol + 1, inhoud, opmaak)
            if als:
                blad.noem(als, cel)
            if regel is not None:
                blad.validaties[cel.rij, cel.kol] = regel
            if uitleg:
                blad.zet(rij, kol + 2, uitleg, "uitleg.tekst")

        self._erbij(_Stuk(1, plaats))

    def schrijfvak(self, tekst: str, rijen: int, tot: int) -> None:
        """Room for a longer text, over so many rows and up to and including column ``tot``."""

        def plaats(blad: Blad, rij: int, kol: int) -> None:
            for r in range(rij, rij + rijen):
                for k in range(kol, tot + 1):
                    blad.zet(r, k, tekst if (r, k) == (rij, kol) else None, "invoer.alinea")
            blad.samengevoegd.append((rij, kol, rij + rijen - 1, tot))

        self._erbij(_Stuk(rijen, plaats))

    def alinea(self, tekst: str, tot: int, breedte: float = 0) -> None:
        """A text that runs on over the columns up to and including ``tot``, which are together so wide.

        Where nothing is said of that it stays one line.
        """
        hoog = hoogte(tekst, breedte) if breedte else 0
        self._erbij(_Stuk(1, lambda blad, rij, kol: blad.alinea(rij, kol, tot, tekst, hoogte=hoog)))

    def link(self, naar: str, waarvoor: str) -> None:
        """A link to another sheet, and what that is for."""

        def plaats(blad: Blad, rij: int, kol: int) -> None:
            blad.link(rij, kol, naar)
            blad.zet(rij, kol + 1, waarvoor)

        self._erbij(_Stuk(1, plaats))

    def afdruk(self, tot: int, *, tot_hier: bool = False) -> None:
        """Print what stands here, and the columns up to and including ``tot``; ``tot_hier``: nothing of what is said later."""
        self._afdruk = tot
        self._afdrukhoogte = self.hoog if tot_hier else None

    def afdruk_tot_hier(self, tot: int) -> None:
        """Print what was said until now, and the columns up to and including ``tot``; what follows is only on the screen."""

        def plaats(blad: Blad, rij: int, _: int) -> None:
            blad.afdrukbereik = (0, 0, rij - 1, tot)

        self._erbij(_Stuk(0, plaats))

    def nieuwe_pagina(self) -> None:
        """Print what follows on a new page."""
        self._erbij(_Stuk(0, lambda blad, rij, _: blad.nieuwe_pagina_na.append(rij)))

    def vakken(self, vakken: Mapping[int, Vak], *, hoogte: float = 0) -> None:
        """A row of cells, each so many columns further; ``hoogte`` is that of the row, 0 that of one line."""

        def plaats(blad: Blad, rij: int, kol: int) -> None:
            if hoogte:
                blad.hoogtes[rij] = hoogte
            for verder, vak in vakken.items():
                if vak.link:
                    blad.link(rij, kol + verder, vak.link)
                    continue
                opmaak = vak.opmaak or stijl(Aanzien.WERK, vak.maat)
                if vak.tot:
                    tekst = "" if isinstance(vak.inhoud, F) else str(vak.inhoud)
                    blad.alinea(rij, kol + verder, kol + vak.tot, tekst, opmaak)
                if isinstance(vak.inhoud, F):
                    cel = zet_formule(blad, rij, kol + verder, vak.inhoud, vak.maat, opmaak)
                elif vak.tot:
                    continue
                else:
                    cel = blad.zet(rij, kol + verder, vak.maat.in_cel(vak.inhoud), opmaak)
                if vak.als:
                    blad.noem(vak.als, cel)
                if vak.regel is not None:
                    blad.validaties[cel.rij, cel.kol] = vak.regel

        self._erbij(_Stuk(1, plaats))

    def koppen(self, koppen: Iterable[str]) -> None:
        """A row of headers above what is no table."""
        self.vakken({plaats: Vak(kop, opmaak="kop") for plaats, kop in enumerate(koppen)})

    def losse_rij(self, naam: str, rij: R, velden: Sequence[Tabelveld[R]]) -> None:
        """A record that stands apart from the table of which it has the columns: those headers, and its row.

        ``[@Kop]`` in a formula is its own cell of that column, which is ``{naam Kop}`` elsewhere.
        """
        self.koppen(veld.kop for veld in velden)
        self.vakken({plaats: veld.vak(naam, rij) for plaats, veld in enumerate(velden)})

    def wit(self, rijen: int = 1) -> None:
        """Leave rows blank."""
        self._erbij(_Stuk(rijen, lambda *_: None))

    def blok(
        self,
        kopje: str = "",
        *,
        koppen: Sequence[str] = (),
        kolommen: Sequence[str] = ("",),
        eerst: Sequence[str] = (),
    ) -> Blok:
        """A new block, of which rows may still be said later."""
        return self.bij(Blok(kopje, koppen, kolommen=kolommen, eerst=eerst))

    def bij(self, blok: Blok) -> Blok:
        """A block that is there already."""
        self._erbij(blok)
        return blok

    def raster(self, raster: Raster[R]) -> None:
        """Rows and columns that are no table."""
        self._erbij(_Stuk(raster.hoog, raster.schrijf))

    def tabel(
        self,
        naam: str,
        rijen: Sequence[R],
        velden: Sequence[Tabelveld[R]],
        *,
        kophoogte: float = 0,
        bevries: bool = False,
        bevries_kolommen: int = 0,
        herhaal: bool = True,
        noemt: tuple[str, Callable[[R], str]] | None = None,
        rijnaam: Callable[[R], str] | None = None,
        doorlopend: bool = False,
        rijhoogte: Callable[[R], float] | None = None,
    ) -> None:
        """A table of records (:class:`Tabelopgave`).

        ``bevries``: its header stays in view, with so many columns, and where it should ``herhaal`` stands on every page.
        """
        opgave = Tabelopgave(naam, rijen, velden, kophoogte, noemt, rijnaam, doorlopend, rijhoogte)

        def plaats(blad: Blad, rij: int, kol: int) -> None:
            opgave.schrijf(blad, rij, kol)
            if bevries:
                blad.bevroren = (rij + 1, bevries_kolommen)
                blad.titelrijen = (rij, rij) if herhaal else None

        self._erbij(_Stuk(opgave.hoog, plaats))

    def grafiek(self, grafiek: Grafiek, rijen: int, *naast: tuple[int, Grafiek], verder: int = 0) -> None:
        """A chart, so many columns further, which covers so many rows; and others beside it, each further still."""

        def plaats(blad: Blad, rij: int, kol: int) -> None:
            blad.aanvullingen += [deze.op(rij, kol + plek) for plek, deze in ((verder, grafiek), *naast)]

        self._erbij(_Stuk(rijen, plaats))

    def oordeel(self, inhoud: F) -> None:
        """A formula that says OK, or LET OP and why, in colour."""
        waar: list[Plek] = []

        def plaats(blad: Blad, rij: int, kol: int) -> None:
            blad.formule(rij, kol, inhoud.formule, van_formule(Maat.TEKST, inhoud.waarde), "vet")
            waar.append((blad.naam, rij, kol, rij, kol))

        self.kleur(lambda: waar[0])
        self._erbij(_Stuk(1, plaats))

    def kleur(self, bereik: Bereik) -> None:
        """Colours for cells that say OK, FOUT or LET OP."""

        def aanvulling(werkboek: Workbook, ws: Worksheet) -> None:
            kleur_uitkomst(*bereik()[1:])(werkboek, ws)

        self.blad.aanvullingen.append(aanvulling)

    def regel(self, gebied: str, regel: Validatie) -> None:
        """The rule for what may be typed in the cells of a raster that have this name; ``[@]`` in it is the cell itself."""

        def aanvulling(_: Workbook, ws: Worksheet) -> None:
            plek = self._gebied(gebied)
            opties = {
                naam: waarde.replace("[@]", plek.cel) if isinstance(waarde, str) else waarde
                for naam, waarde in regel.opties.items()
            }
            ws.data_validation(plek.rij, plek.kol, plek.laatste_rij, plek.laatste_kol, opties)

        self.blad.aanvullingen.append(aanvulling)

    def fout_als(self, gebied: str, formule: str) -> None:
        """Colour the cells of a raster that have this name where the formula holds; ``[@]`` is the cell itself."""

        def aanvulling(werkboek: Workbook, ws: Worksheet) -> None:
            plek = self._gebied(gebied)
            opmaak = {"criteria": f"={formule.replace('[@]', plek.cel)}", "format": werkboek.add_format(FOUT_OPMAAK)}
            ws.conditional_format(plek.rij, plek.kol, plek.laatste_rij, plek.laatste_kol, {"type": "formula", **opmaak})

        self.blad.aanvullingen.append(aanvulling)

    def _gebied(self, naam: str) -> Celgebied:
        plek = self.blad.namen[naam]
        if not isinstance(plek, Celgebied):
            raise TypeError(f"{naam} is één cel")
        return plek

    def breed(self, breedtes: Mapping[int, float]) -> None:
        """The least width of columns of the sheet (from 0)."""
        for kol, breedte in breedtes.items():
            self.blad.breedtes[kol] = max(self.blad.breedtes.get(kol, 0), breedte)

    def leg(self) -> None:
        """Put everything in its cells, in the order in which it was said; a second time nothing happens."""
        if self._klaar:
            return
        self._klaar = True
        stukken = list(self.schrijf(self.blad, self._rij, self._kol))
        if self._afdruk is not None:
            hoog = self.hoog if self._afdrukhoogte is None else self._afdrukhoogte
            self.blad.afdrukbereik = (0, 0, self._rij + hoog - 1, self._afdruk)
        for stuk in sorted(stukken, key=lambda stuk: stuk.gezegd):
            stuk.schrijf()
