"""A block: labelled rows that each hold a figure, under the name by which formulas call it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import TypeVar

from msgspec import Struct, field

from via_xl.basis.maat import Maat, Ruw
from via_xl.rekenen.grootheden import Grootheid
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Adres, Blad
from via_xl.schrijven.taal.cel import Aanzien, F, stijl, van_formule
from via_xl.schrijven.taal.volgorde import Geschreven, volgende

R = TypeVar("R")

BEGIN = 4
"""The row (from 0) under the heading of a sheet."""


class Namen:
    """The names of another sheet, as references for use in formulas: ``Namen("Verrekening").kosten``."""

    def __init__(self, blad: str) -> None:
        self._blad = blad

    def __getattr__(self, naam: str) -> str:
        """The reference to the cell of that name; whether there is one shows when the book is ready."""
        if naam.startswith("_"):
            raise AttributeError(naam)
        return f"{{{self._blad}!{naam}}}"

    def __getitem__(self, naam: str) -> str:
        """The same, for a name that is no word."""
        return f"{{{self._blad}!{naam}}}"


class _Blokrij(Struct, frozen=True):
    """A row as it is said; ``gezegd`` is its turn among all that is said."""

    gezegd: int
    label: str
    maat: Maat
    inhoud: tuple[F | Ruw, ...]
    als: str
    hoe: str
    aanzien: Aanzien | None


class Blok(Struct):
    """Rows of label, value and how that comes about, from top to bottom.

    ``kopje`` stands above the block, ``koppen`` above its columns. ``genummerd``: each row has its number in front, and
    everything is in the style of workings. ``voluit``: figures have their long label. ``kolommen`` name the values where
    a row has several: under ``als="saldo"`` the column ``toen`` is ``{saldo.toen}``, and the one without a name
    ``{saldo}``; a label then has the style of its figures, and a value is an input whatever the role of the row.
    ``eerst``: the names of rows that are written before the others, in this order, wherever they stand. ``hoe_altijd``: every
    row has its cell for how it comes about, also where that is blank.
    ``vanaf`` is how many columns behind the labels the values begin, where they stand above or below those of a table;
    with several of them such a row explains that table, and its label looks like it. ``doorlopend``: a label runs on over
    the columns before the values. ``uitkomsten``: the columns of which every formula is an outcome.
    ``lijn``: a line runs from the label to its figure.
    """

    kopje: str = ""
    koppen: Sequence[str] = ()
    genummerd: bool = False
    voluit: bool = False
    kolommen: Sequence[str] = ("",)
    kophoogte: float = 0
    eerst: Sequence[str] = ()
    hoe_altijd: bool = False
    vanaf: int = 1
    doorlopend: bool = False
    uitkomsten: Collection[str] = ()
    lijn: bool = False
    rijen: list[_Blokrij | None] = field(default_factory=list)
    ligt: bool = False
    _gezegd: int = field(default_factory=volgende)

    def rij(
        self,
        label: str,
        maat: Maat,
        *inhoud: F | Ruw,
        als: str = "",
        hoe: str = "",
        aanzien: Aanzien | None = None,
    ) -> str:
        """Say a row; gives the reference to its figure, for use in formulas.

        Args:
            label: what people call it.
            maat: its unit, from which the style follows.
            inhoud: a formula with its value, or a value that is an input; as the engine counts it.
            als: the name by which formulas call it.
            hoe: how it comes about, in a few words.
            aanzien: its role; by default workings for a formula and input for a value.
        """
        if self.ligt:
            raise RuntimeError(f"{label}: het blok ligt al in zijn cellen")
        self.rijen.append(_Blokrij(volgende(), label, maat, inhoud, als, hoe, aanzien))
        return f"{{{als}}}"

    def stap(
        self,
        wat: Grootheid[R],
        van: R,
        formule: str = "",
        *,
        label: str = "",
        als: str = "",
        hoe: str | None = None,
        aanzien: Aanzien | None = None,
    ) -> str:
        """Say a row with a figure that is known: label, unit, value and formula come from there unless said otherwise.

        Args:
            wat: the figure.
            van: the settlement, or the outcome of a gemeente, that it is a figure of.
            formule: where it comes from another sheet or is calculated in a way of its own.
            label: another label than the short one.
            als: another name than its own.
            hoe: another explanation than its own.
            aanzien: its role; workings by default.
        """
        inhoud = F(formule or eigen_formule(wat), wat.waarde(van))
        uitleg = wat.hoe if hoe is None else hoe
        label = label or (wat.met_symbool if self.voluit else wat.kort_met_symbool)
        return self.rij(label, wat.maat, inhoud, als=als or wat.naam, hoe=uitleg, aanzien=aanzien)

    def wit(self) -> None:
        """Leave a row blank."""
        self.rijen.append(None)

    def __contains__(self, naam: str) -> bool:
        """Whether a row has this name."""
        return any(rij is not None and rij.als == naam for rij in self.rijen)

    @property
    def _boven(self) -> int:
        """How many rows stand above the first."""
        return bool(self.kopje) + bool(self.koppen)

    @property
    def hoog(self) -> int:
        """How many rows it takes."""
        return self._boven + len(self.rijen)

    def adressen(self, blad: str, rij: int = BEGIN, kol: int = 0) -> dict[str, Adres]:
        """Where each named figure stands when the block is at that place on a sheet."""
        kol += self.vanaf + self.genummerd
        plaatsen = enumerate(self.rijen, start=rij + self._boven)
        return {regel.als: Adres(blad, nummer, kol) for nummer, regel in plaatsen if regel is not None and regel.als}

    def schrijf(self, blad: Blad, rij: int, kol: int) -> Iterator[Geschreven]:
        """What is to be put on a sheet, in pieces that each have their turn."""
        self.ligt = True
        if self._boven:
            yield Geschreven(self._gezegd, lambda: self._koppen(blad, rij, kol))
        eerste = rij + self._boven
        gezegd = [(nummer, regel) for nummer, regel in enumerate(self.rijen) if regel is not None]
        beurten = [regel.gezegd for _, regel in gezegd]
        gezegd.sort(key=lambda rij: self.eerst.index(rij[1].als) if rij[1].als in self.eerst else len(self.eerst))
        for beurt, (nummer, regel) in zip(beurten, gezegd, strict=True):
            yield Geschreven(beurt, partial(self._rij, blad, eerste + nummer, kol, nummer + 1, regel))

    def _koppen(self, blad: Blad, rij: int, kol: int) -> None:
        if self.kopje:
            blad.zet(rij, kol, self.kopje, "kopje")
        for plaats, tekst in enumerate(self.koppen, start=kol):
            blad.zet(rij + bool(self.kopje), plaats, tekst, "kop")
        if self.kophoogte:
            blad.hoogtes[rij + bool(self.kopje)] = self.kophoogte

    def _rij(self, blad: Blad, rij: int, kol: int, nummer: int, regel: _Blokrij) -> None:
        if self.genummerd:
            blad.zet(rij, kol, nummer, "werk.nr")
            kol += 1
        als_tabel = len(self.kolommen) > 1
        opmaak = stijl((als_tabel and regel.aanzien) or Aanzien.WERK, Maat.TEKST)
        if self.doorlopend:
            blad.alinea(rij, kol, kol + self.vanaf - 1, regel.label)
        elif self.lijn:
            for plaats in range(kol, kol + self.vanaf):
                blad.zet(rij, plaats, regel.label if plaats == kol else None, "regel")
        else:
            blad.zet(rij, kol, regel.label, "uitleg" if als_tabel and self.vanaf > 1 else opmaak)
        for plaats, (kolom, inhoud) in enumerate(zip(self.kolommen, regel.inhoud, strict=True), start=kol + self.vanaf):
            if isinstance(inhoud, F):
                rol = Aanzien.UITKOMST if kolom in self.uitkomsten else regel.aanzien or Aanzien.WERK
                opmaak = stijl(rol, regel.maat)
                cel = blad.formule(rij, plaats, inhoud.formule, van_formule(regel.maat, inhoud.waarde), opmaak)
            else:
                rol = Aanzien.INVOER if als_tabel else regel.aanzien or Aanzien.INVOER
                cel = blad.zet(rij, plaats, regel.maat.in_cel(inhoud), stijl(rol, regel.maat))
            if regel.als:
                blad.noem(f"{regel.als}.{kolom}" if kolom else regel.als, cel)
        if regel.hoe or self.hoe_altijd:
            opmaak = "werk.tekst" if self.genummerd else "uitleg.tekst"
            blad.zet(rij, kol + self.vanaf + len(self.kolommen), regel.hoe, opmaak)


def eigen_formule(wat: Grootheid[R]) -> str:
    """The formula of a figure from the figures that go into it, each by its name.

    >>> from via_xl.rekenen.grootheden import TE_VERDELEN
    >>> eigen_formule(TE_VERDELEN)
    'ROUND({kosten}-{vergoeding},2)'

    Raises:
        ValueError: it has none: the sheet says what it is.
    """
    if not wat.formule:
        raise ValueError(f"{wat.naam} heeft geen formule van zichzelf")
    maak: Callable[..., str] = getattr(formules, wat.formule)
    return maak(*(f"{{{naam}}}" for naam in wat.uit))
