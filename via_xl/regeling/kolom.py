"""How an input table and its columns are declared: in one place, at the record of a row and at the fields of it.

A field ``maximum_ct: Annotated[int, kolom("Maximum €")]`` is a column. What is said there is said nowhere else,
and what follows from the field isn't said at all:

* its kind from the type and the name: ``_ct`` is an amount, ``_h`` hours, ``_bp`` a percentage, another ``int`` a whole
  number, a ``bool`` ja or nee, a :class:`~enum.StrEnum` a choice out of its words;
* the value of a blank from the default of the field; without a default a blank is an error;
* the name in CSV from the name of the field: ``maximum_ct`` is ``maximum_eur``.

The decorator :func:`tabel` says of which table the record is a row. Headers hold letters, digits, spaces, € and % only:
anything else needs escaping in a structured reference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum, StrEnum
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from msgspec import NODEFAULT, Struct, field
from msgspec.structs import FieldInfo, fields, replace

from via_xl.basis.geld import CENT, GEHEEL_BP, UUR

if TYPE_CHECKING:
    from typing import TypedDict, Unpack

    from via_xl.regeling.model import Record


class Kolomsoort(Enum):
    """The kind of a column: how a CSV text or a cell becomes the record's value.

    Of each the word for it, what a blank that isn't allowed asks for, and for a number how many of the record's units
    (cents, hundredths, basispunten) make one of what a cell holds.
    """

    TEKST = "tekst", "een tekst"
    CODE = "CBS-code", "de CBS-code van de gemeente"  # or a known name of the gemeente
    GEHEEL = "geheel getal", "een geheel getal", 1
    JAAR = "jaartal", "een jaartal", 1
    BEDRAG = "bedrag", "een bedrag (desnoods 0)", CENT
    UREN = "uren", "een aantal uren (desnoods 0)", UUR
    PERCENTAGE = "percentage", "een percentage (desnoods 0)", GEHEEL_BP  # per cent in CSV, a fraction in a cell
    DATUM = "datum", "een datum"
    MAAND = "maand", "een maand"  # YYYY-MM in CSV, a date in a cell, the first day inside
    SCHAAL = "schaal", "een schaal"  # a number, with a letter behind it where it has one
    JANEE = "ja of nee", "ja of nee"
    KEUZE = "keuze", "een van deze keuzes"

    def __init__(self, woord: str, gevraagd: str, schaal: int = 0) -> None:
        self.woord = woord
        self.gevraagd = gevraagd
        self.schaal = schaal


GETALLEN = tuple(soort for soort in Kolomsoort if soort.schaal)
"""The kinds that are a number, in the record and in a cell."""

VERPLICHT = object()
"""The ``standaard`` of a column in which a blank is an error."""

MAX_BEDRAG_CT = 10**11
"""A single amount above a billion euros is a typing error, and beyond exact spreadsheet arithmetic."""

MAX_UREN_H = 10**7


class Invoerkolom(Struct, frozen=True, eq=False):
    """A column of an input table.

    ``standaard`` is the value of a blank. ``keuzes`` is the value of each word that may be chosen, ``synoniemen`` are other
    words for those. ``minimum`` and ``maximum`` are in the unit of the record. ``lijst`` is the defined name of what a cell
    is chosen from (another value is possible). ``alinea``: a long text, that takes several lines in its cell. ``in_hash``
    is False for what the settlement never uses. ``zelden``: few rows use it; where it is the default its cell is blank and the
    input hash passes it over, so that a region without it has the hash of before there was such a column.

    A blank that stands for something else: ``uit_rij`` gives it from the values of its row (by field) and ``leeg`` says
    what that is; ``uit_tabel`` gives it, in a CSV only, from the record and all records of its table, and raises
    LookupError (what is wrong, what to do) where they don't say it.
    """

    veld: str
    kop: str
    csv: str
    soort: Kolomsoort
    standaard: Any = VERPLICHT
    keuzes: Mapping[str, Any] = field(default_factory=dict)
    synoniemen: Mapping[str, str] = field(default_factory=dict)
    minimum: int | None = None
    maximum: int | None = None
    uitleg: str = ""
    breedte: int = 12
    lijst: str = ""
    alinea: bool = False
    in_hash: bool = True
    zelden: bool = False
    leeg: str = ""
    uit_rij: Callable[[Mapping[str, Any]], Any] | None = None
    uit_tabel: Callable[[Any, Sequence[Any]], Any] | None = None

    @property
    def verplicht(self) -> bool:
        """Whether a blank is an error."""
        return self.standaard is VERPLICHT

    @property
    def keuzelijst(self) -> tuple[str, ...]:
        """The words that may be chosen, in order."""
        return tuple(self.keuzes)

    def woord(self, waarde: object) -> str:
        """The word for a value that can be chosen. Raises StopIteration for another value."""
        return next(woord for woord, keuze in self.keuzes.items() if keuze == waarde)


_UITLEG_CODE = "CBS-code van de gemeente, bijvoorbeeld GM0755."

_PER_SOORT: Mapping[Kolomsoort, Mapping[str, Any]] = {
    Kolomsoort.CODE: {"breedte": 10, "lijst": "Lijst_codes", "uitleg": _UITLEG_CODE},
    Kolomsoort.JAAR: {"minimum": 2000, "maximum": 2100, "breedte": 11},
    Kolomsoort.BEDRAG: {"minimum": 0, "maximum": MAX_BEDRAG_CT, "breedte": 15},
    Kolomsoort.UREN: {"minimum": 0, "maximum": MAX_UREN_H},
    Kolomsoort.PERCENTAGE: {"minimum": 0, "maximum": GEHEEL_BP, "breedte": 13},
    Kolomsoort.SCHAAL: {"breedte": 9, "uitleg": "Het nummer van de schaal, zo nodig met een letter: 10 of 10A."},
    Kolomsoort.JANEE: {"keuzes": {"ja": True, "nee": False}},
}
"""What holds of every column of a kind, unless it says otherwise."""

_EENHEDEN = {"_ct": (Kolomsoort.BEDRAG, "_eur"), "_h": (Kolomsoort.UREN, ""), "_bp": (Kolomsoort.PERCENTAGE, "_pct")}
"""Of the end of a field's name: the kind of its column, and how its name in CSV ends."""

_TYPEN = (
    (StrEnum, Kolomsoort.KEUZE),
    (str, Kolomsoort.TEKST),
    (bool, Kolomsoort.JANEE),
    (int, Kolomsoort.GEHEEL),
    (date, Kolomsoort.DATUM),
)
"""Of the type of a field: the kind of its column. The first that fits: a choice is a str, and a bool an int."""


if TYPE_CHECKING:  # only mypy needs it, and every start of the program would pay for it

    class _Opgave(TypedDict, total=False):
        """What :func:`kolom` may be told; ``standaard`` only where a blank is allowed but the record has no default."""

        csv: str
        soort: Kolomsoort
        standaard: Any
        keuzes: Mapping[str, Any]
        synoniemen: Mapping[str, str]
        minimum: int
        maximum: int
        uitleg: str
        breedte: int
        lijst: str
        alinea: bool
        in_hash: bool
        zelden: bool
        leeg: str
        uit_rij: Callable[[Mapping[str, Any]], Any]
        uit_tabel: Callable[[Any, Sequence[Any]], Any]


def kolom(kop: str, **opgave: Unpack[_Opgave]) -> Mapping[str, Any]:
    """What a field is annotated with that is a column under this header; see :class:`Invoerkolom` for what may be said of it."""
    return {"kop": kop, **opgave}


CODE = kolom("Code", soort=Kolomsoort.CODE)
JAAR = kolom("Jaar", soort=Kolomsoort.JAAR)

HERKOMST = ("bron", "datum", "status")
"""Source, date and status: at the right end of every input table."""


def _kolommen(record: type[Record]) -> tuple[Invoerkolom, ...]:
    velden = {veld.name: _kolom(veld) for veld in fields(record) if hasattr(veld.type, "__metadata__")}
    volgorde = (*(naam for naam in velden if naam not in HERKOMST), *HERKOMST)
    return tuple(velden[naam] for naam in volgorde if naam in velden)


def _kolom(veld: FieldInfo) -> Invoerkolom:
    soort_van, opgave = get_args(veld.type)
    einde = next((einde for einde in _EENHEDEN if veld.name.endswith(einde)), "")
    soort, in_csv = _EENHEDEN.get(einde, (None, ""))
    volgt: dict[str, Any] = {"veld": veld.name, "csv": veld.name.removesuffix(einde) + in_csv}
    volgt["standaard"] = VERPLICHT if veld.default is NODEFAULT else veld.default
    veldtype = next(deel for deel in get_args(soort_van) or (soort_van,) if deel is not NoneType)
    if issubclass(veldtype, StrEnum):
        volgt["keuzes"] = {str(keuze): keuze for keuze in veldtype}
    soort = opgave.get("soort") or soort or next(wat for van, wat in _TYPEN if issubclass(veldtype, van))
    return Invoerkolom(**{"soort": soort, **volgt, **_PER_SOORT.get(soort, {}), **opgave})


class Invoertabel(Struct, frozen=True, eq=False):
    """An input table: its name in Excel, its sheet, its CSV file, its record and its columns.

    ``attribuut`` is the field of :class:`via_xl.regeling.model.Regeling`. ``sleutel`` names the fields of which the
    combination may occur once (empty: duplicates are possible and mean something). ``in_hash`` is False for a table that
    no settlement is calculated from. ``woorden_uit`` is the table (by attribute) whose words stand in for this list where
    a folder has no such file. ``voorheen`` are its name and its CSV file in an earlier layout, where those were others.
    """

    naam: str
    blad: str
    csv: str
    attribuut: str
    record: type[Record]
    kolommen: tuple[Invoerkolom, ...]
    sleutel: tuple[str, ...] = ()
    csv_verplicht: bool = False
    in_hash: bool = True
    woorden_uit: str = ""
    voorheen: tuple[str, str] | None = None

    def kolom(self, veld: str) -> Invoerkolom:
        """The column of a field. Raises KeyError."""
        for een in self.kolommen:
            if een.veld == veld:
                return een
        raise KeyError(veld)


R = TypeVar("R", bound="Record")

_TABELLEN: dict[type[Record], Invoertabel] = {}


def tabel(
    naam: str,
    blad: str,
    *,
    csv: str = "",
    sleutel: tuple[str, ...] = (),
    csv_verplicht: bool = False,
    in_hash: bool = True,
    woorden_uit: str = "",
    voorheen: tuple[str, str] | None = None,
) -> Callable[[type[R]], type[R]]:
    """The record is a row of this :class:`Invoertabel`; without ``csv`` its file is called after its attribute."""

    def zet(record: type[R]) -> type[R]:
        kolommen = _kolommen(record)
        _TABELLEN[record] = Invoertabel(
            naam, blad, csv, "", record, kolommen, sleutel, csv_verplicht, in_hash, woorden_uit, voorheen
        )
        return record

    return zet


def tabel_van(record: type[Record], attribuut: str) -> Invoertabel:
    """The table of a record, which a Regeling keeps under this attribute. Raises KeyError for a record without one."""
    een = _TABELLEN[record]
    return replace(een, attribuut=attribuut, csv=een.csv or f"{attribuut}.csv")
