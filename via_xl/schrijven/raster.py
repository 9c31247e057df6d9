"""The cells of a sheet: those that stand apart one by one, and those of a table a column at a time.

A column of 100,000 hour lines is one list of values, one style and one formula; its cells are made when someone asks for them.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, MutableMapping, Sequence, ValuesView
from functools import cached_property
from itertools import chain, islice, repeat
from typing import Any, overload

from msgspec import Struct, field
from msgspec.structs import replace

from via_xl.basis.maat import Ruw

Waarde = Ruw
"""What a cell holds."""

Plek = tuple[int, int]
"""The row and the column of a cell, from 0."""


class Cel(Struct, frozen=True):
    """The content of a cell: a value, or a formula (without ``=``) with the value the engine gives it.

    ``udf``: the value hangs on a function of our own (``VIA_…``), so it is another one where that is loaded.
    ``matrix`` is the number of rows and columns over which such a formula gives its array.
    """

    waarde: Waarde
    stijl: str
    formule: str | None = None
    udf: bool = False
    matrix: tuple[int, int] | None = None


class Kolomwaarden(Sequence[Waarde]):
    """The values of a column, calculated when the first of them is asked for: of many columns none ever is.

    ``geschreven`` is what they are in a file as the outcomes of a formula, where that was asked: of a country the same columns
    come in hundreds of workbooks.
    """

    def __init__(self, aantal: int, maak: Callable[[], Sequence[Waarde]]) -> None:
        self._aantal = aantal
        self._maak = maak
        self.geschreven: dict[str, Sequence[str]] = {}

    @cached_property
    def _waarden(self) -> Sequence[Waarde]:
        return self._maak()

    def __len__(self) -> int:
        return self._aantal

    @overload
    def __getitem__(self, plaats: int) -> Waarde: ...

    @overload
    def __getitem__(self, plaats: slice) -> Sequence[Waarde]: ...

    def __getitem__(self, plaats: int | slice) -> Waarde | Sequence[Waarde]:
        return self._waarden[plaats]

    def __iter__(self) -> Iterator[Waarde]:
        return iter(self._waarden)

    def __reduce__(self) -> tuple[type[list[Waarde]], tuple[Sequence[Waarde]]]:
        """Kept as what they are, and no longer how they are calculated."""
        return list, (self._waarden,)


class Kolomcellen(Struct):
    """The data cells of a column of a table: from row ``eerste`` on, ``aantal`` of them; ``waarden`` may be fewer, then they are blank.

    ``anders`` are cells in which something else was put later, by their row; None where the cell is gone.
    """

    tabel: str
    kop: str
    eerste: int
    kol: int
    aantal: int
    waarden: Sequence[Waarde]
    stijl: str
    formule: str | None
    anders: dict[int, Cel | None] = field(default_factory=dict)

    @property
    def rijen(self) -> range:
        """The rows of the cells."""
        return range(self.eerste, self.eerste + self.aantal)

    def cellen(self) -> Iterator[tuple[Plek, Cel]]:
        """The cells, from top to bottom."""
        for rij, cel in self.per_rij():
            yield (rij, self.kol), cel

    def alle_waarden(self) -> Iterator[Waarde]:
        """The values of all of them, but where something else was put later."""
        return islice(chain(self.waarden, repeat(None)), self.aantal)

    def per_rij(self) -> Iterator[tuple[int, Cel]]:
        """The cells, from top to bottom, each with its row."""
        leeg = "" if self.formule is not None else None
        for rij, waarde in zip(self.rijen, self.alle_waarden(), strict=True):
            if rij not in self.anders:
                yield rij, Cel(leeg if waarde is None else waarde, self.stijl, self.formule)
            elif (anders := self.anders[rij]) is not None:
                yield rij, anders

    def cel(self, rij: int) -> Cel | None:
        """The cell in one of the rows."""
        if rij in self.anders:
            return self.anders[rij]
        index = rij - self.eerste
        waarde = self.waarden[index] if index < len(self.waarden) else None
        return Cel("" if waarde is None and self.formule is not None else waarde, self.stijl, self.formule)

    def zet_formule(self, formule: str) -> None:
        """Put another formula in every cell."""
        self.formule = formule
        for rij, cel in self.anders.items():
            self.anders[rij] = cel and replace(cel, formule=formule)


class Celraster(MutableMapping[Plek, Cel]):
    """The cells of a sheet by row and column, in the order in which they were put there."""

    def __init__(self) -> None:
        self._delen: dict[Any, Cel | Kolomcellen] = {}
        self._kolommen: dict[int, list[Kolomcellen]] = {}

    def zet_kolom(self, kolom: Kolomcellen) -> None:
        """Put down the data cells of a column of a table."""
        self._delen[kolom.tabel, kolom.kol, kolom.eerste] = kolom
        self._kolommen.setdefault(kolom.kol, []).append(kolom)

    def delen(self) -> Iterator[tuple[Plek, Cel] | Kolomcellen]:
        """Each cell that stands apart with its place, and each column of a table as a whole."""
        for plek, deel in self._delen.items():
            yield deel if isinstance(deel, Kolomcellen) else (plek, deel)

    def los(self) -> list[tuple[Plek, Cel]]:
        """The cells that stand apart."""
        return [(plek, deel) for plek, deel in self._delen.items() if isinstance(deel, Cel)]

    def kolommen(self) -> list[Kolomcellen]:
        """The columns of tables."""
        return [kolom for kolommen in self._kolommen.values() for kolom in kolommen]

    def hoeken(self) -> tuple[Plek, Plek]:
        """The first and the last row and column in which there is a cell. Raises ValueError when there is none."""
        plekken = [plek for plek, _ in self.los()]
        for kolom in self.kolommen():
            plekken += [(kolom.eerste, kolom.kol), (kolom.rijen[-1], kolom.kol)]
        rijen, kolommen = [rij for rij, _ in plekken], [kol for _, kol in plekken]
        return (min(rijen), min(kolommen)), (max(rijen), max(kolommen))

    def laatste_rij(self, van: int, tot: int) -> int:
        """The last row in which a cell of these columns stands; 0 when there is none."""
        rijen = [rij for (rij, kol), _ in self.los() if van <= kol <= tot]
        rijen += [kolom.rijen[-1] for kolom in self.kolommen() if van <= kolom.kol <= tot]
        return max(rijen, default=0)

    def _kolom_van(self, plek: Plek) -> Kolomcellen | None:
        return next((kolom for kolom in self._kolommen.get(plek[1], ()) if plek[0] in kolom.rijen), None)

    def __getitem__(self, plek: Plek) -> Cel:
        """The cell at a place. Raises KeyError when there is none."""
        deel = self._delen.get(plek)
        if deel is None and (kolom := self._kolom_van(plek)) is not None:
            deel = kolom.cel(plek[0])
        if not isinstance(deel, Cel):
            raise KeyError(plek)
        return deel

    def __setitem__(self, plek: Plek, cel: Cel) -> None:
        if plek not in self._delen and (kolom := self._kolom_van(plek)) is not None:
            kolom.anders[plek[0]] = cel
        else:
            self._delen[plek] = cel

    def __delitem__(self, plek: Plek) -> None:
        if plek in self._delen:
            del self._delen[plek]
        elif (kolom := self._kolom_van(plek)) is not None:
            kolom.anders[plek[0]] = None
        else:
            raise KeyError(plek)

    def __iter__(self) -> Iterator[Plek]:
        for deel in self.delen():
            if isinstance(deel, Kolomcellen):
                yield from (plek for plek, _ in deel.cellen())
            else:
                yield deel[0]

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return bool(self._delen)

    def items(self) -> ItemsView[Plek, Cel]:
        """The cells, each with its place."""
        return _Paren(self)

    def values(self) -> ValuesView[Cel]:
        """The cells alone."""
        return _Inhoud(self)

    def paren(self) -> Iterator[tuple[Plek, Cel]]:
        """Each cell with its place."""
        for deel in self.delen():
            if isinstance(deel, Kolomcellen):
                yield from deel.cellen()
            else:
                yield deel


class _Paren(ItemsView[Plek, Cel]):
    _mapping: Celraster

    def __iter__(self) -> Iterator[tuple[Plek, Cel]]:
        return self._mapping.paren()


class _Inhoud(ValuesView[Cel]):
    _mapping: Celraster

    def __iter__(self) -> Iterator[Cel]:
        return (cel for _, cel in self._mapping.paren())
