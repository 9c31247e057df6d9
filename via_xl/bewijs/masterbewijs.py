"""The proof of a master that was read: the cells the program made, wherever the user moved them.

The reference is the master that the program would make from the same inputs. Table cells are found by table,
header and row; other cells by their address, on a sheet that may have another name and rows or columns put in before them.
What the user added is listed, not compared.

A stored result that is merely out of date is told apart: inputs count, and the formula, recalculated, is what is held
against the engine.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from via_xl.basis.kolommen import kolom_en_rij, kolomletter, kolomnummer, letters_van
from via_xl.bewijs.kolomformules import rijen_van
from via_xl.bewijs.rekenmachine import Formulecel, Formulekolom, IronCalc, Machine, Vertaald, aantal_vertaald
from via_xl.bewijs.vergelijken import (
    Celverschil,
    allemaal_gelijk,
    allemaal_goed,
    cel_voor_cel,
    gelijk,
    oordeel,
    per_plek,
)
from via_xl.regeling.model import Editie
from via_xl.regeling.tabellen import TABELLEN
from via_xl.schrijven.boek import Blad, Bladdeelte, Boek, Tabel, Verwachting, Verwachtkolom
from via_xl.schrijven.master import maak_master
from via_xl.schrijven.master.start import JAAR
from via_xl.schrijven.master.verrekening import TABEL as VERREKENING
from via_xl.schrijven.raster import Waarde

if TYPE_CHECKING:
    from via_xl.lezen.master import Master
    from via_xl.lezen.tabelplaats import Tabelplaats


Inhoud = Callable[[str, str], Waarde]
"""What was entered in a cell of a sheet, or a formula gives there."""

_INVOER = frozenset(tabel.naam for tabel in TABELLEN)
_MET_ELKE_RIJ = _INVOER | {VERREKENING}
"""Tables that must have every row: in the other ones a year or a post added since the master was built may be absent."""


class Masterbewijs(Struct, frozen=True):
    """How many cells were compared, which differ, and per sheet how many formulas are the user's own.

    Of the differences the ``fouten`` are wrong; the ``verouderd`` are stored results that nothing hangs on.
    """

    vergeleken: int
    verschillen: tuple[Celverschil, ...]
    eigen_formules: dict[str, int]
    gedeeld: int = 0
    """Of how many of the cells that were compared the formula was recalculated that the rows of their column share."""
    udfs: dict[str, int] = field(default_factory=dict)
    """Per sheet the cells that hang on a function of our own: without it they hold another value, so none is proven."""

    @property
    def fouten(self) -> tuple[Celverschil, ...]:
        """The cells that give something else than the engine says, or in which the program's formula is gone."""
        return tuple(verschil for verschil in self.verschillen if not verschil.verouderd)

    @property
    def verouderd(self) -> tuple[Celverschil, ...]:
        """The cells in which another result is stored than their formula gives now."""
        return tuple(verschil for verschil in self.verschillen if verschil.verouderd)


def bewijs_master(master: Master, jaar: int, machine: Machine | None = None) -> Masterbewijs:
    """Recalculate a master for ``jaar`` and compare it with the engine; ``machine`` defaults to IronCalc on its file.

    Cached results are compared with a recalculation of the master as it is saved; one that differs is out of date, and a
    master without any is no difference. Then the year is set and every cell the program made must give the engine's value.

    Raises:
        BewijsFout: the master can't be recalculated.
    """
    editie = Editie.MET_MACROS if master.pad.suffix.lower() == Editie.MET_MACROS else Editie.ZONDER_MACROS
    referentie = maak_master(master.regeling, jaar, master.afrekening_code, editie)
    machine = machine or IronCalc(master.pad)
    machine.herreken()
    bewaard = nu = per_plek(machine)
    if master.jaar != jaar:
        machine.zet_naam(JAAR, jaar)
        machine.herreken()
        nu = per_plek(machine)
    plaatsen = kolomplaatsen(referentie, master, machine.inhoud)
    vergeleken, over = _zonder_verschil(plaatsen, nu, bewaard)

    bestand = master.pad.name
    verschillen: list[Celverschil] = []
    udfs: Counter[str] = Counter()
    cellen = cel_voor_cel(nu.values())
    bewaarde_cellen = cellen if bewaard is nu else cel_voor_cel(bewaard.values())
    for plaats in (cel for kolom in over for cel in kolom.cellen()):
        verwachting, plek = plaats.verwachting, (plaats.blad, plaats.cel)
        zoals_bewaard = bewaarde_cellen[plaats.blad].get(plaats.cel)
        cel = cellen[plaats.blad].pop(plaats.cel, None)
        if cel is None or zoals_bewaard is None:
            getypt = machine.inhoud(*plek) if plaats.cel else None
            hoort = plaats.cel or verwachting.tabel in _MET_ELKE_RIJ
            if (verwachting.tabel and hoort) or getypt not in (None, ""):
                verschillen.append(_ontbreekt(bestand, plaats, getypt))
            continue
        if verwachting.udf:
            udfs[plaats.blad] += 1
            continue
        vergeleken += 1
        anders = (
            None
            if plaats.mist
            else oordeel(bestand, cel, verwachting.waarde, telt_cache=False, datum=verwachting.datum)
        )
        verschil = anders or _verouderd(bestand, zoals_bewaard, datum=verwachting.datum)
        if verschil:
            verschillen.append(verschil)
    van_ons = _Rekenkolommen(referentie, master)
    gedeeld = _gedeeld(getattr(machine, "vertaald", ()), cellen)
    eigen = Counter(blad for blad, hier in cellen.items() for cel in hier if not van_ons.bevat(blad, cel))
    return Masterbewijs(vergeleken, tuple(verschillen), dict(eigen), gedeeld, dict(sorted(udfs.items())))


_Plekken = dict[tuple[str, str, int], Formulekolom]


def _zonder_verschil(plaatsen: Iterable[Kolomplaats], nu: _Plekken, bewaard: _Plekken) -> tuple[int, list[Kolomplaats]]:
    """How many cells are in columns that as a whole give what they should, as stored too, and the other columns.

    Those columns are taken from ``nu`` and ``bewaard``.
    """
    aantal = 0
    over: list[Kolomplaats] = []
    for plaats in plaatsen:
        verwacht, plek = plaats.verwacht, (plaats.blad, plaats.letters, plaats.rijen[0] if plaats.rijen else 0)
        hier, zoals_bewaard = nu.get(plek), bewaard.get(plek)
        if (
            hier is not None
            and zoals_bewaard is not None
            and plaats.aaneen
            and not (plaats.mist or verwacht.udf)
            and allemaal_goed(hier.herrekend, verwacht.waarden)
            and len(zoals_bewaard.gecached) == len(verwacht.waarden)
            and allemaal_gelijk(zoals_bewaard.gecached, zoals_bewaard.herrekend)
        ):
            aantal += len(verwacht.waarden)
            nu.pop(plek)
            bewaard.pop(plek, None)
        else:
            over.append(plaats)
    return aantal, over


def _gedeeld(vertaald: Vertaald, niet_vergeleken: Mapping[str, Collection[str]]) -> int:
    """Of how many cells that were compared the formula was recalculated that rows share."""
    rijen: dict[tuple[str, str], list[range]] = defaultdict(list)
    for blad, bereik in vertaald:
        rijen[blad, letters_van(bereik.partition(":")[0])].append(rijen_van(bereik))
    over = ((blad, *kolom_en_rij(cel)) for blad, cellen in niet_vergeleken.items() for cel in cellen)
    return aantal_vertaald(vertaald) - sum(
        any(rij in deel for deel in rijen.get((blad, letters), ())) for blad, letters, rij in over
    )


class _Rekenkolommen:
    """The calculated columns of the program's tables: in rows that hold no record they are its own too, with nothing in."""

    def __init__(self, referentie: Boek, master: Master) -> None:
        self._kolommen: dict[tuple[str, str], list[range]] = defaultdict(list)
        for tabel in (tabel for blad in referentie.bladen for tabel in blad.tabellen):
            plaats = master.tabellen.get(tabel.naam)
            for kolom in tabel.kolommen if plaats else ():
                letter = plaats.kolom(kolom.kop) if plaats and kolom.formule else None
                if plaats and letter:
                    self._kolommen[plaats.blad, letter].append(range(plaats.eerste, plaats.laatste + 1))

    def bevat(self, blad: str, cel: str) -> bool:
        """Whether a cell lies in one of them."""
        letters, rij = kolom_en_rij(cel)
        return any(rij in rijen for rijen in self._kolommen.get((blad, letters), ()))


def _verouderd(bestand: str, cel: Formulecel, *, datum: bool) -> Celverschil | None:
    """A cached result that isn't what the saved master gives; none at all is no difference."""
    if cel.gecached in (None, "") or gelijk(cel.gecached, cel.herrekend):
        return None
    wat = "de opgeslagen waarde is een andere dan de formule geeft"
    waarden = cel.herrekend, cel.gecached, None
    return Celverschil(bestand, cel.blad, cel.cel, cel.formule, wat, *waarden, verouderd=True, datum=datum)


def _ontbreekt(bestand: str, plaats: Celplaats, getypt: Waarde) -> Celverschil:
    """A cell in which the program's formula is gone; ``getypt`` is what stands there now."""
    v = plaats.verwachting
    if not v.tabel:
        wat = "de formule is overschreven; zet haar terug of bouw de master opnieuw"
    elif plaats.cel:
        wat = f"de formule van kolom {v.kolom} van {v.tabel} ontbreekt of is overschreven; vul de formule van de kolom door"
    else:
        wat = f"rij {v.index + 1} of kolom {v.kolom} van {v.tabel} ontbreekt; bouw de master opnieuw"
    return Celverschil(bestand, plaats.blad, plaats.cel, v.formule, wat, getypt, getypt, v.waarde, oorzaak=True)


class Celplaats(NamedTuple):
    """Where an expectation stands in this master; ``cel`` is "" when its row isn't there.

    ``mist``: it is calculated from a table that lacks a year or a post, so it can't be what the reference says.
    """

    verwachting: Verwachting
    blad: str
    cel: str
    mist: bool = False


class Kolomplaats(NamedTuple):
    """Where the cells of a column of expectations stand in this master: in which rows of which column of a sheet.

    ``letters`` is "" when the column isn't there, and a row 0 when that isn't. ``mist`` as for one cell.
    """

    verwacht: Verwachtkolom
    blad: str
    letters: str
    rijen: Sequence[int]
    mist: bool = False

    @property
    def aaneen(self) -> bool:
        """Whether they stand below each other, as in the reference."""
        return bool(self.letters) and isinstance(self.rijen, range)

    def cellen(self) -> Iterator[Celplaats]:
        """The cells, from top to bottom."""
        for verwachting, rij in zip(self.verwacht.cellen(), self.rijen, strict=True):
            yield Celplaats(verwachting, self.blad, f"{self.letters}{rij}" if self.letters and rij else "", self.mist)


def kolomplaatsen(
    referentie: Boek, master: Master, inhoud: Inhoud, delen: Collection[Bladdeelte] | None = None
) -> Iterator[Kolomplaats]:
    """Each column of expectations with its place in this master; with ``delen`` those in these parts of the reference only.

    A row of an input table is where its record was read. A row of a calculated table is found by its key, so
    that a year or a gemeente that was added since the master was built moves nothing.
    """
    rijen: dict[str, Mapping[int, int]] = {}
    for tabel in TABELLEN:
        records = getattr(master.regeling, tabel.attribuut)
        rijen[tabel.naam] = {index: record.plek.rij for index, record in enumerate(records)}
    leeg = {tabel.naam for tabel in TABELLEN if not rijen[tabel.naam]}
    for blad in referentie.bladen:
        for berekend in blad.tabellen:
            if berekend.naam in master.tabellen and berekend.naam not in _INVOER:
                hier = master.tabellen[berekend.naam]
                rijen[berekend.naam] = _rijen_op_sleutel(blad, berekend, hier, inhoud)
    kort = _onvolledig(referentie, rijen)
    los = {blad.naam: _waar_los(blad, master, inhoud) for blad in referentie.bladen}
    aaneen = {naam: _aaneen(hier) for naam, hier in rijen.items()}
    for v in referentie.verwacht(delen):
        mist = v.tabel in kort if v.tabel else v.blad in kort.values()
        if not v.tabel:
            letters, rij = kolom_en_rij(los[v.blad].cel(f"{v.letters}{v.eerste}"))
            yield Kolomplaats(v, los[v.blad].blad, letters, range(rij, rij + 1), mist)
            continue
        plaats = master.tabellen.get(v.tabel)
        if plaats is None or v.tabel in leeg:  # a table without data has one blank row
            continue
        samen, aantal = aaneen[v.tabel], len(v.waarden)
        hier_nu = (
            samen[v.index : v.index + aantal]
            if samen is not None and v.index + aantal <= len(samen)
            else [rijen[v.tabel].get(index, 0) for index in range(v.index, v.index + aantal)]
        )
        yield Kolomplaats(v, plaats.blad, plaats.kolom(v.kop) or "", hier_nu, mist)


def _aaneen(rijen: Mapping[int, int]) -> range | None:
    """The rows of the first record, the second and so on, when each stands right below the one before."""
    eerste = rijen.get(0, 0)
    zonder_gat = all(rijen.get(index) == eerste + index for index in range(len(rijen)))
    return range(eerste, eerste + len(rijen)) if eerste and zonder_gat else None


def plaatsen_van(
    referentie: Boek, master: Master, inhoud: Inhoud, delen: Collection[Bladdeelte] | None = None
) -> Iterator[Celplaats]:
    """The same for each cell."""
    return (cel for kolom in kolomplaatsen(referentie, master, inhoud, delen) for cel in kolom.cellen())


class _Los(NamedTuple):
    """Where the cells of a sheet that are in no table are: on which sheet, and how far on from which row.

    ``stappen`` has for each text of the reference that was found its row, and how many rows and columns further on it stands.
    """

    blad: str
    stappen: tuple[tuple[int, int, int], ...] = ()

    def cel(self, adres: str) -> str:
        """The address now of a cell of the reference: as far on as the text nearest to it."""
        if not self.stappen:
            return adres
        letters, rij = kolom_en_rij(adres)
        _, rijen, kolommen = min(self.stappen, key=lambda stap: abs(stap[0] - rij))
        return _adres(rij + rijen, kolomnummer(letters) + kolommen)


def _waar_los(blad: Blad, master: Master, inhoud: Inhoud) -> _Los:
    """Where the loose cells of a sheet are, by its texts: nothing is looked up where its tables stand as in the reference."""
    hier = [(tabel, master.tabellen[tabel.naam]) for tabel in blad.tabellen if tabel.naam in master.tabellen]
    naam = hier[0][1].blad if hier else blad.naam
    gegaan = {_verschoven(tabel, plaats) for tabel, plaats in hier}
    if gegaan == {(0, 0)}:
        return _Los(naam)
    kan = {(rijen, kolommen) for r, k in gegaan for rijen in (0, r) for kolommen in (0, k)}
    if not hier:
        kan = {plek for stap in range(_VERST + 1) for plek in ((stap, 0), (0, stap), (stap, stap))}
    volgorde = sorted(kan | {(0, 0)}, key=lambda plek: (plek != (0, 0), plek))
    stappen = []
    for (rij, kol), cel in blad.cellen.los():
        if isinstance(cel.waarde, str) and cel.formule is None and not any(_in(t, rij, kol) for t in blad.tabellen):
            for rijen, kolommen in volgorde:
                if inhoud(naam, _adres(rij + 1 + rijen, kol + kolommen)) == cel.waarde:
                    stappen.append((rij + 1, rijen, kolommen))
                    break
    return _Los(naam, tuple(stappen) if any(stap[1:] != (0, 0) for stap in stappen) else ())


_VERST = 5
"""How far on the cells of a sheet without a table are looked for."""


def _adres(rij: int, kolom: int) -> str:
    return f"{kolomletter(kolom)}{rij}"


def _verschoven(tabel: Tabel, plaats: Tabelplaats) -> tuple[int, int]:
    """How many rows and columns further on a table stands than in the reference."""
    letter = plaats.kolom(tabel.kolommen[0].kop)
    return plaats.eerste - 2 - tabel.rij, kolomnummer(letter) - tabel.kol if letter else 0


def _in(tabel: Tabel, rij: int, kol: int) -> bool:
    eerste_rij, eerste_kol, laatste_rij, laatste_kol = tabel.vlak
    return eerste_rij <= rij <= laatste_rij and eerste_kol <= kol <= laatste_kol


def _onvolledig(referentie: Boek, rijen: Mapping[str, Mapping[int, int]]) -> dict[str, str]:
    """The calculated tables that lack a row, and those that are calculated from one of them, each with its sheet."""
    berekend = [(blad.naam, t) for blad in referentie.bladen for t in blad.tabellen if t.naam not in _MET_ELKE_RIJ]
    kort = {t.naam: blad for blad, t in berekend if len(rijen.get(t.naam, ())) < t.rijen}
    for _ in berekend:
        for blad, t in berekend:
            if any(f"{naam}[" in (kolom.formule or "") for naam in kort for kolom in t.kolommen):
                kort[t.naam] = blad
    return kort


def _rijen_op_sleutel(blad: Blad, tabel: Tabel, plaats: Tabelplaats, inhoud: Inhoud) -> dict[int, int]:
    """Per row of a calculated table the row of the master's table with the same key: what is no formula in it."""
    koppen = [kolom.kop for kolom in tabel.kolommen if kolom.formule is None]
    letters = [plaats.kolom(kop) for kop in koppen]
    hier = {
        tuple(_plat(inhoud(plaats.blad, f"{letter}{rij}")) if letter else None for letter in letters): rij
        for rij in range(plaats.eerste, plaats.laatste + 1)
    }
    uit: dict[int, int] = {}
    for index in range(tabel.rijen):
        adressen = [tabel.adres(blad.naam, kop, index) for kop in koppen]
        sleutel = tuple(_plat(blad.cellen[a.rij, a.kol].waarde) for a in adressen)
        if sleutel in hier:
            uit[index] = hier[sleutel]
    return uit


def _plat(waarde: Waarde) -> Waarde:
    """A key as it compares: every number as the same kind of number, a blank as an empty text."""
    if waarde is None:
        return ""
    return float(waarde) if isinstance(waarde, int | float) else waarde
