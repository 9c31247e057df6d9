"""What a formula rests on, in the order in which it is read: cells, ranges, and the rows that count."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from via_xl.bewijs.herkomst.label import bladnaam
from via_xl.bewijs.herkomst.rekenaar import NietGevonden, Onbekend, Rekenaar, Selectie
from via_xl.bewijs.herkomst.werkboek import Herkomstboek
from via_xl.bewijs.linter.boek import Lintformule
from via_xl.bewijs.linter.formule import (
    LOKAAL,
    Delen,
    FormuleFout,
    Functie,
    Haakjes,
    Matrix,
    Operand,
    functies,
    kale_functienaam,
    ontleed,
    verwijzingen,
)
from via_xl.bewijs.linter.verwijzing import Gebied

_NAAM_IN_NAAM = 5
BEWEGEND = frozenset(("OFFSET", "INDIRECT"))
"""Functions that point to a cell only while they are calculated."""


class Formuleverwijzing(Struct, frozen=True):
    """One thing a formula rests on; ``fout`` says why it can't be followed, ``vast`` is the text of a constant name."""

    tekst: str
    gebied: Gebied | None = None
    selectie: Selectie | None = None
    fout: str = ""
    vast: str = ""
    gebruikt: bool = True

    @property
    def sleutel(self) -> object:
        """Two references with the same key mean the same cells, and stand once in the tree."""
        if self.selectie is not None and not self.gebied:
            return self.selectie.gebied, self.selectie.criteria
        return self.gebied or self.tekst.casefold()


class Voorgangers:
    """The precedents of the formulas of one workbook."""

    def __init__(self, rekenaar: Rekenaar) -> None:
        self.rekenaar = rekenaar
        self.werkboek: Herkomstboek = rekenaar.werkboek

    def van(self, cel: Lintformule) -> list[Formuleverwijzing]:
        """The references of a formula, each once, in the order in which they are read.

        One that stands both in the branch of an IF that counts now and in one that does not is said to count.
        """
        uit: dict[object, Formuleverwijzing] = {}
        for voorganger in self._delen(cel.delen, cel, gebruikt=True, diepte=0):
            sleutel = voorganger.sleutel
            if sleutel not in uit or (voorganger.gebruikt and not uit[sleutel].gebruikt):
                uit[sleutel] = voorganger
        return list(uit.values())

    def onvolgbaar(self, cel: Lintformule) -> str:
        """Why the precedents are not all of it, in Dutch; empty when they are."""
        try:
            delen = ontleed(cel.formule)
        except FormuleFout:
            return "deze formule is niet te ontleden"
        doelen = (self._doel(tekst, cel) for tekst in verwijzingen(delen))
        namen = {kale_functienaam(f.naam) for deel in (delen, *map(_inhoud, doelen)) for f in functies(deel)}
        if bewegend := sorted(namen & BEWEGEND):
            return f"{bewegend[0]} wijst pas bij het rekenen een cel aan; die is hier niet te volgen"
        return "een gegevenstabel van Excel is niet te volgen" if namen == {"TABLE"} else ""

    def _delen(self, delen: Delen, cel: Lintformule, *, gebruikt: bool, diepte: int) -> Iterator[Formuleverwijzing]:
        for deel in delen:
            if isinstance(deel, Operand):
                if deel.soort == "RANGE" and not deel.tekst.startswith(LOKAAL):
                    yield from self._operand(deel, cel, gebruikt=gebruikt, diepte=diepte)
            elif isinstance(deel, Haakjes | Matrix):
                yield from self._delen(deel.delen, cel, gebruikt=gebruikt, diepte=diepte)
            elif isinstance(deel, Functie):
                yield from self._functie(deel, cel, gebruikt=gebruikt, diepte=diepte)

    def _operand(self, deel: Operand, cel: Lintformule, *, gebruikt: bool, diepte: int) -> Iterator[Formuleverwijzing]:
        gebied = self.rekenaar.gebied(deel, cel)
        if gebied is not None:
            yield Formuleverwijzing(deel.tekst, gebied, gebruikt=gebruikt)
            return
        if bladen := self._over_bladen(deel.tekst):
            for tekst in bladen:
                yield from self._operand(Operand(deel.soort, tekst), cel, gebruikt=gebruikt, diepte=diepte + 1)
            return
        doel = self._doel(deel.tekst, cel)
        if doel and "#REF!" not in doel and diepte < _NAAM_IN_NAAM:
            inhoud = _inhoud(doel)
            if len(inhoud) == 1 and isinstance(inhoud[0], Operand) and inhoud[0].soort in ("NUMBER", "TEXT", "LOGICAL"):
                yield Formuleverwijzing(deel.tekst, vast=inhoud[0].tekst, gebruikt=gebruikt)
                return
            verder = list(self._delen(inhoud, cel, gebruikt=gebruikt, diepte=diepte + 1))
            if verder:
                yield from verder
                return
        fout = self.werkboek.verwijzing(deel.tekst, cel.blad).fout
        yield Formuleverwijzing(deel.tekst, fout=fout or "is niet te volgen", gebruikt=gebruikt)

    def _doel(self, tekst: str, cel: Lintformule) -> str:
        """The formula of a defined name (``=…``); an empty text for what is no defined name."""
        namen, naam = self.werkboek.boek.namen, tekst.casefold()
        return namen.get((cel.blad.casefold(), naam)) or namen.get(("", naam)) or ""

    def _over_bladen(self, tekst: str) -> list[str]:
        """A reference over several sheets (``Jan:Mrt!A1``) as one for each."""
        bladdeel, _, adres = tekst.rpartition("!")
        eerste, dubbelepunt, laatste = bladdeel.strip("'").replace("''", "'").casefold().partition(":")
        volgorde = list(self.werkboek.bladen)
        if not dubbelepunt or eerste not in volgorde or laatste not in volgorde:
            return []
        van, tot = sorted((volgorde.index(eerste), volgorde.index(laatste)))
        return [f"{bladnaam(self.werkboek.bladen[blad])}!{adres}" for blad in volgorde[van : tot + 1]]

    def _functie(
        self, functie: Functie, cel: Lintformule, *, gebruikt: bool, diepte: int
    ) -> Iterator[Formuleverwijzing]:
        naam, argumenten = kale_functienaam(functie.naam), functie.argumenten
        tellen = [gebruikt] * len(argumenten)
        if naam == "IF" and len(argumenten) in (2, 3):
            keuze = self.tak(functie, cel)
            tellen[1:] = [gebruikt and keuze in (None, nummer) for nummer in range(1, len(argumenten))]
        elif naam == "IFERROR" and len(argumenten) == 2:
            keuze = self.tak(functie, cel)
            tellen = [gebruikt and keuze in (None, nummer) for nummer in range(2)]
        else:
            try:
                selectie = self.rekenaar.selectie(functie, cel)
            except (Onbekend, NietGevonden):
                selectie = None
            if selectie is not None:
                yield self._als_voorganger(selectie, gebruikt=gebruikt)
                for argument in selectie.rest:
                    yield from self._delen(argument, cel, gebruikt=gebruikt, diepte=diepte)
                return
        for argument, telt in zip(argumenten, tellen, strict=True):
            yield from self._delen(argument, cel, gebruikt=telt, diepte=diepte)

    def tak(self, functie: Functie, cel: Lintformule) -> int | None:
        """Which argument of an IF or IFERROR counts now; None when that can't be worked out."""
        try:
            if kale_functienaam(functie.naam) == "IF":
                return 1 if self.rekenaar.waar(functie.argumenten[0], cel) else 2
            self.rekenaar.waarde(functie.argumenten[0], cel)
        except Onbekend:
            return None
        except NietGevonden:
            return None if kale_functienaam(functie.naam) == "IF" else 1
        return 0

    @staticmethod
    def _als_voorganger(selectie: Selectie, *, gebruikt: bool) -> Formuleverwijzing:
        """One picked cell is that cell; a count, and several rows, stay a selection."""
        basis = Formuleverwijzing(selectie.functie, selectie=selectie, gebruikt=gebruikt)
        if selectie.ene is None:
            return basis
        blad, rij, kolom = selectie.ene
        return replace(basis, gebied=Gebied(blad, rij, kolom, rij, kolom))


def _inhoud(doel: str) -> Delen:
    """The formula of a defined name as a tree of functions, operators and operands."""
    try:
        return ontleed("=" + doel.removeprefix("=")) if doel else ()
    except FormuleFout:
        return ()
