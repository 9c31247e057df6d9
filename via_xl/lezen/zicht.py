"""Whether a person sees what a cell holds, and as which number: the one notion of it, for hour sheets, masters and the linter.

What counts is what is on the screen: the colour of the letters against what lies behind them, with the conditional formats that
hold now; the size, kind and direction of the letters; the number format; the room that the row and the column leave; and what
lies over the cell. The effort follows what stands in the cells, never how far a format or a width is said to reach.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from xml.etree.ElementTree import Element

from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.kolommen import kolomletter
from via_xl.lezen.bedekking import Gebied, Maten, bedekt, buiten_bereik
from via_xl.lezen.getalopmaak import ALGEMEEN, getoond_getal, opmaakkleur, toon
from via_xl.lezen.kleuren import WIT, ZWART, Kleur, Palet, onleesbaar
from via_xl.lezen.voorwaarden import Cellen, Celwaarde, Voorwaarde, voorwaarden
from via_xl.lezen.xlsx import NS, Bladdeel, Celstijl, Tabeldeel, Xlsx, waar

KLEINSTE_LETTER = 5.0
"""Points: smaller letters nobody reads on paper or on a screen."""

_TEKENLETTERS = (
    "wingdings",
    "webdings",
    "zapf dingbats",
    "zapfdingbats",
    "marlett",
    "ms outlook",
    "segoe mdl2",
    "segoe fluent",
)
"""Fonts in which a digit is a picture."""

_LAAGST, _SMALST = 6.0, 0.75
"""In a row lower than this many points, or a column of less than this many characters, nobody reads anything."""

_DEEL_VAN_LETTER = 0.6
"""Of a row lower than this part of its letters the digits are cut."""

_SPELING = 0.3
"""Characters that a number may be too wide by, before it is said that it doesn't fit: fonts differ."""

_RAND = 0.5
"""Characters of a column that its edges take, at least."""

_STOF = Decimal("0.000001")
"""What a binary number adds: nobody sees it."""

_MEESTE_VERGELIJKINGEN = 500_000
"""How often a cell is held against a conditional format before a sheet is said to have too many of them."""


_MEESTE_KLEUREN = 20_000
"""How many letters on fills are judged beforehand; with more of them the cells are looked at one by one."""


class Celbeeld(Struct, frozen=True):
    """How a cell looks: the colour of its letters, what lies behind them (nothing: not known), and its number format."""

    letter: Kleur
    achter: tuple[Kleur, ...]
    formaat: str
    verborgen: bool = False

    def waarom(self, palet: Palet, getal: Decimal | None) -> str:
        """Why the letters can't be told from what lies behind them; "" when they can. ``getal`` is None for a text."""
        if self.verborgen:
            return "is niet te zien"
        kleur = opmaakkleur(self.formaat, getal)
        letter = palet.van_opmaak(kleur) if kleur else None
        if letter is not None:
            woord = "wit" if letter == WIT else "de kleur van de cel zelf"
            return (
                f"staat er door de getalopmaak in {woord}, en is niet te lezen"
                if onleesbaar(letter, self.achter)
                else ""
            )
        return (
            "staat er in de kleur van de cel zelf, en is niet te lezen" if onleesbaar(self.letter, self.achter) else ""
        )


class Stijlbeeld(Struct, frozen=True):
    """A style as it is seen. ``gebrek`` says what is wrong with its letters, in Dutch words that follow the value; "" when nothing.

    ``punten`` is the size of the letters, ``maat`` that against the usual letter of the workbook.
    """

    beeld: Celbeeld
    gebrek: str
    punten: float
    maat: float
    krimpt: bool
    gedraaid: bool


class Kijkcel(Struct, frozen=True):
    """A cell that is looked at: its place from 0, its style, and what it holds."""

    rij: int
    kol: int
    stijl: int
    waarde: Celwaarde

    @property
    def adres(self) -> str:
        """``E17``."""
        return f"{kolomletter(self.kol)}{self.rij + 1}"

    @property
    def getal(self) -> Decimal | None:
        """The number in it; None for anything else."""
        return self.waarde if isinstance(self.waarde, Decimal) else None


class Wisseling(Struct):
    """What a conditional format does to cells that it holds for: the first of them, how many, and why, in Dutch words."""

    sqref: str
    cel: Kijkcel
    waarom: str
    aantal: int = 1


class Zicht:
    """How the styles of a workbook look."""

    def __init__(self, boek: Xlsx) -> None:
        self.boek = boek
        self.palet = Palet(boek.thema, boek.stijlen)
        self._stijlen: dict[int, Stijlbeeld] = {}
        self._gezegd: dict[tuple[int, int | None], str] = {}

    def stijl(self, nummer: int) -> Stijlbeeld:
        """The style of a number."""
        if nummer not in self._stijlen:
            self._stijlen[nummer] = self._kijk(self.boek.opmaken[nummer])
        return self._stijlen[nummer]

    def gebrek(self, stijl: int, getal: Decimal | None) -> str:
        """Why a number (None: a text) in this style isn't seen, on the paper of the cell itself; "" when it is."""
        sleutel = stijl, None if getal is None else (getal > 0) - (getal < 0)
        if sleutel not in self._gezegd:
            beeld = self.stijl(stijl)
            self._gezegd[sleutel] = beeld.gebrek or beeld.beeld.waarom(self.palet, getal)
        return self._gezegd[sleutel]

    @cached_property
    def _gewone_letter(self) -> float:
        eerste = self.boek.stijlen.find(f"{NS}fonts/{NS}font")
        return _punten(eerste) or 11.0

    def _kijk(self, stijl: Celstijl) -> Stijlbeeld:
        letter, uitlijning = stijl.letter, stijl.uitlijning
        punten = _punten(letter) or self._gewone_letter
        kleur = None if letter is None else self.palet.kleur(letter.find(f"{NS}color"))
        return Stijlbeeld(
            Celbeeld(kleur or ZWART, self.palet.vulling(stijl.vulling) or (WIT,), stijl.formaat),
            _gebrek(letter, uitlijning, punten),
            punten,
            punten / self._gewone_letter,
            uitlijning is not None and waar(uitlijning.get("shrinkToFit")),
            uitlijning is not None and uitlijning.get("textRotation", "0") != "0",
        )


def _punten(letter: Element | None) -> float:
    maat = None if letter is None else letter.find(f"{NS}sz")
    return 0.0 if maat is None else float(maat.get("val", 11))


def _gebrek(letter: Element | None, uitlijning: Element | None, punten: float) -> str:
    if punten < KLEINSTE_LETTER:
        return f"staat er in letters van {punten:g} punt, en is niet te lezen".replace(".", ",", 1)
    if uitlijning is not None and uitlijning.get("horizontal") == "fill":
        return "staat er herhaald, zo vaak als in de cel past"
    if letter is None:
        return ""
    naam = letter.find(f"{NS}name")
    if naam is not None and naam.get("val", "").casefold().startswith(_TEKENLETTERS):
        return f"staat er in plaatjes ({naam.get('val')}), en is niet te lezen"
    streep = letter.find(f"{NS}strike")
    if streep is not None and streep.get("val", "1") not in ("0", "false"):
        return "is doorgehaald"
    return ""


class Bladzicht(Struct, dict=True):
    """How the cells of a sheet are seen. ``rest`` is what it holds besides its rows, ``maten`` the sizes of its rows and columns."""

    zicht: Zicht
    deel: Bladdeel
    rest: Element
    maten: Maten
    samengevoegd: tuple[Gebied, ...] = ()

    @cached_property
    def _hoeken(self) -> frozenset[tuple[int, int]]:
        """The cells that have the room of several."""
        return frozenset((boven, links) for boven, links, _, _ in self.samengevoegd)

    @cached_property
    def bedekt(self) -> list[Gebied]:
        """The rectangles over which something lies."""
        return bedekt(self.zicht.boek, self.deel, self.maten)

    @cached_property
    def _tabellen(self) -> list[Tabeldeel]:
        return [tabel for tabel in self.zicht.boek.tabellen if tabel.blad == self.deel.naam]

    @cached_property
    def regels(self) -> list[Voorwaarde]:
        """The conditional formats that change how something is seen."""
        return voorwaarden(self.rest, self.zicht.boek.stijlen, self.zicht.palet)

    @cached_property
    def buiten_bereik(self) -> tuple[int, int]:
        """How many rows at the top and columns at the left nobody can scroll to."""
        return buiten_bereik(self.rest)

    def kolom_verborgen(self, kol: int) -> bool:
        """Whether nothing is seen in a column, because it is hidden or too narrow."""
        return self.maten.breed(kol) < _SMALST

    def rij_verborgen(self, rij: int, *, verborgen: bool = False) -> bool:
        """Whether nothing is seen in a row; ``verborgen``: the file says so."""
        return verborgen or self.maten.hoog(rij) < _LAAGST

    def bedekte(self, cellen: Iterable[Kijkcel]) -> list[Kijkcel]:
        """Those of the cells over which something lies."""
        try:
            return [cel for cel, _ in raakpunten(cellen, enumerate(self.bedekt))]
        except TeVeelVakken:
            return list(cellen)

    def waarom(self, cel: Kijkcel) -> str:
        """Why a person doesn't see what a cell holds, in Dutch words that follow the value; "" when they do.

        Whole rows and columns, what lies over the cell and conditional formats are not in this.
        """
        return self.gebrek(cel) or self._ruimte(cel, self.zicht.stijl(cel.stijl))

    def gebrek(self, cel: Kijkcel) -> str:
        """The same of the style of the cell alone, whatever room there is."""
        gebrek = self.zicht.gebrek(cel.stijl, cel.getal)
        if not gebrek or self.zicht.stijl(cel.stijl).gebrek:
            return gebrek
        return self._beeld(cel).waarom(self.zicht.palet, cel.getal)

    def _beeld(self, cel: Kijkcel) -> Celbeeld:
        """How a cell looks without conditional formats: in a table one without fill has that of the table."""
        beeld = self.zicht.stijl(cel.stijl).beeld
        if beeld.achter == (WIT,) and any(_kleurt(tabel, cel) for tabel in self._tabellen):
            return replace(beeld, achter=())
        return beeld

    def _ruimte(self, cel: Kijkcel, stijl: Stijlbeeld) -> str:
        """Whether the row and the column leave room for the letters."""
        hoogte = self.maten.hoog(cel.rij)
        if cel.rij in self.maten.hoogten and hoogte < _DEEL_VAN_LETTER * stijl.punten:
            return f"past niet in de hoogte van de rij ({_maat(hoogte)} punt), en is niet te lezen"
        if cel.getal is None or stijl.gedraaid or (cel.rij, cel.kol) in self._hoeken:
            return ""
        breedte = self.maten.breed(cel.kol)
        if stijl.beeld.formaat == ALGEMEEN and (getoond := _ingekort(cel.getal, breedte / stijl.maat)) != cel.getal:
            return f"past niet in de breedte van de kolom; te zien is {toon(float(getoond))}"
        nodig = _tekens(toon(float(cel.getal), stijl.beeld.formaat)) * stijl.maat
        if nodig <= breedte + _SPELING:
            return ""
        if stijl.krimpt:
            klein = stijl.punten * breedte / nodig
            return f"krimpt tot letters van {_maat(klein)} punt, en is niet te lezen" if klein < KLEINSTE_LETTER else ""
        return "past niet in de breedte van de kolom; te zien zijn hekjes (####)"

    # --- conditional formats

    def wisselingen(self, cellen: Iterable[Kijkcel], inhoud: Cellen) -> list[Wisseling] | None:
        """What the conditional formats do to these cells, one for each rule that hides something or shows another number.

        ``inhoud`` is what the cells of the sheet hold. None: there are too many of them to look at.
        """
        uit: dict[tuple[str, str], Wisseling] = {}
        vakken = [(plek, vak) for plek, regel in enumerate(self.regels) for vak in dict.fromkeys(regel.gebieden)]
        try:
            for cel, plekken in raakpunten(cellen, vakken):
                self._wissel(cel, [self.regels[plek] for plek in plekken], inhoud, uit)
        except TeVeelVakken:
            return None
        return list(uit.values())

    def kan_verbergen(self, stijlen: Iterable[int], kolommen: Iterable[int], boven: int, onder: int) -> bool:
        """Whether a conditional format there could hide a number or show another, were its condition to hold.

        ``stijlen`` are those of the numbers; the columns and the rows are counted from 0. Of most formats this says at once
        that their condition makes no difference.
        """
        kolommen = list(kolommen)
        regels = [
            regel
            for regel in self.regels
            if any(b <= onder and o >= boven and any(li <= k <= r for k in kolommen) for b, li, o, r in regel.gebieden)
        ]
        beelden = [self.zicht.stijl(nummer).beeld for nummer in stijlen]
        letters = {beeld.letter for beeld in beelden} | {r.letter for r in regels if r.letter and r.achter is None}
        vullingen = {beeld.achter for beeld in beelden} | {r.achter for r in regels if r.achter and r.letter is None}
        if len(regels) * len(letters) * len(vullingen) > _MEESTE_KLEUREN:
            return bool(regels)
        return any(
            regel.verbergt
            or regel.tinten
            or (regel.formaat is not None and any(regel.formaat != beeld.formaat for beeld in beelden))
            or any(
                onleesbaar(letter, achter)
                for letter in ({regel.letter} if regel.letter else letters)
                for achter in ({regel.achter} if regel.achter else vullingen)
            )
            for regel in regels
        )

    def _wissel(
        self, cel: Kijkcel, regels: list[Voorwaarde], inhoud: Cellen, uit: dict[tuple[str, str], Wisseling]
    ) -> None:
        beeld = self._beeld(cel)
        if self.zicht.stijl(cel.stijl).gebrek or beeld.waarom(self.zicht.palet, cel.getal):
            return  # is said of the cell itself
        for regel, gezien, zeker in _beelden(beeld, regels, cel, inhoud):
            waarom = self._verandert(cel, beeld, gezien)
            if waarom:
                waarom = waarom if zeker else f"{waarom} (als de voorwaarde geldt: dat is niet na te gaan)"
                soort = waarom.partition(" als ")[0]  # whatever the number is that is shown
                gezegd = uit.setdefault((regel.sqref, soort), Wisseling(regel.sqref, cel, waarom, 0))
                gezegd.aantal += 1
                return

    def _verandert(self, cel: Kijkcel, was: Celbeeld, wordt: Celbeeld) -> str:
        """What a person no longer sees, or sees otherwise, in the cell."""
        waarom = wordt.waarom(self.zicht.palet, cel.getal)
        if waarom or cel.getal is None or wordt.formaat == was.formaat:
            return waarom
        toen, nu = (getoond_getal(cel.getal, formaat) for formaat in (was.formaat, wordt.formaat))
        if nu is not None and nu == toen:
            return ""
        tekst = toon(float(cel.getal), wordt.formaat) if nu is not None else ""
        return f"staat er als {tekst}" if tekst else "is niet of anders te zien"


class TeVeelVakken(Exception):
    """So many rectangles lie over each other that it isn't gone into which cells they touch."""


def raakpunten(cellen: Iterable[Kijkcel], vakken: Iterable[tuple[int, Gebied]]) -> Iterator[tuple[Kijkcel, list[int]]]:
    """The cells that lie in one or more of the rectangles, row by row, with the numbers of those.

    Raises:
        TeVeelVakken: that takes more than half a million comparisons.
    """
    op_volgorde = sorted((vak[0], vak[2], nummer, vak) for nummer, vak in vakken)
    lopend: list[tuple[int, int, Gebied]] = []
    volgende = vergelijkingen = 0
    for cel in sorted(cellen, key=lambda cel: (cel.rij, cel.kol)) if op_volgorde else ():
        while volgende < len(op_volgorde) and op_volgorde[volgende][0] <= cel.rij:
            heapq.heappush(lopend, op_volgorde[volgende][1:])
            volgende += 1
        while lopend and lopend[0][0] < cel.rij:
            heapq.heappop(lopend)
        vergelijkingen += len(lopend)
        if vergelijkingen > _MEESTE_VERGELIJKINGEN:
            raise TeVeelVakken
        nummers = {nummer for _, nummer, (_, links, _, rechts) in lopend if links <= cel.kol <= rechts}
        if nummers:
            yield cel, sorted(nummers)


def _beelden(
    beeld: Celbeeld, regels: list[Voorwaarde], cel: Kijkcel, inhoud: Cellen
) -> Iterable[tuple[Voorwaarde, Celbeeld, bool]]:
    """How the cell looks by the rules that hold for it, and then by each that may hold, with the rule and whether it surely does."""
    zeker: list[Voorwaarde] = []
    misschien: list[Voorwaarde] = []
    for regel in regels:
        geldt = regel.geldt(cel.rij, cel.kol, inhoud)
        if geldt is None or (geldt and regel.tinten):
            misschien.append(regel)
        if geldt:
            zeker.append(regel)
            if regel.stop:
                break
    if zeker:
        yield zeker[0], _samen(beeld, zeker), True
    for regel in misschien:
        samen = sorted({id(r): r for r in (*zeker, regel)}.values(), key=lambda r: r.voorrang)
        yield regel, _samen(beeld, samen, regel.tinten), False


def _samen(beeld: Celbeeld, regels: list[Voorwaarde], tinten: tuple[Kleur, ...] = ()) -> Celbeeld:
    """The look of a cell for which these rules hold: of each property the first that says something of it."""
    letter = next((regel.letter for regel in regels if regel.letter is not None), beeld.letter)
    achter = next((regel.achter for regel in regels if regel.achter is not None), beeld.achter)
    formaat = next((regel.formaat for regel in regels if regel.formaat is not None), beeld.formaat)
    return Celbeeld(letter, tinten or achter, formaat, any(regel.verbergt for regel in regels))


def _kleurt(tabel: Tabeldeel, cel: Kijkcel) -> bool:
    """Whether the style of a table may give a cell without fill of its own another colour than (nearly) white."""
    kader = tabel.kader
    rij, kol = cel.rij + 1, cel.kol + 1
    if not (kader.rij1 <= rij <= kader.rij2 and kader.kolom1 <= kol <= kader.kolom2) or not tabel.stijl:
        return False
    kop = (
        rij < kader.rij1 + tabel.kopregels
        or rij > kader.rij2 - tabel.totaalregels
        or kol in (kader.kolom1, kader.kolom2)
    )
    return kop or not tabel.stijl.startswith(("TableStyleLight", "TableStyleMedium"))


def _ingekort(getal: Decimal, ruimte: float) -> Decimal:
    """The number with the decimals for which a column has room: General leaves out what doesn't fit."""
    heel = len(f"{abs(getal):.0f}") + (1 if getal < 0 else 0)
    decimalen = int(ruimte - _RAND - heel - 0.5)
    if not 0 <= decimalen < -int(getal.as_tuple().exponent):
        return getal
    kort = round(getal, decimalen)
    return getal if abs(kort - getal) < _STOF else kort


def _tekens(tekst: str) -> float:
    """The width of a number in digits: a point, comma or space takes half the room of one."""
    return sum(0.5 if teken in ".,- \u00a0" else 1.0 for teken in tekst)


def _maat(getal: float) -> str:
    return f"{getal:.1f}".rstrip("0").rstrip(".").replace(".", ",")
