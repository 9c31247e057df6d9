"""The colours of a workbook as they come on the screen: of its theme, lighter or darker, by number, or as they are."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable
from xml.etree.ElementTree import Element

Kleur = tuple[int, int, int]
"""Red, green and blue, each from 0 to 255."""

WIT, ZWART = (255, 255, 255), (0, 0, 0)

_DICHTBIJ = 48
"""Two colours that differ less than this in red, green and blue together can't be told apart."""

_CONTRAST = 1.25
"""Below this contrast (WCAG 2.1; black on white is 21) letters can't be read, whatever their colours."""

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_THEMA = "lt1 dk1 lt2 dk2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink".split()  # noqa: SIM905
"""The colours of a theme in the order of the numbers by which cells refer to them."""

_OFFICE = "FFFFFF 000000 E7E6E6 44546A 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47 0563C1 954F72".split()  # noqa: SIM905
_ACHT = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
_PALET = (
    f"{_ACHT} {_ACHT} 800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 "
    "0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF "
    "FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
).split()
"""The colours by number (ECMA-376, 18.8.27); 64 is that of the letters of the system and 65 its paper."""

_NAMEN = {
    "black": ZWART,
    "white": WIT,
    "red": (255, 0, 0),
    "green": (0, 255, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "magenta": (255, 0, 255),
    "cyan": (0, 255, 255),
}
"""The colours that a number format calls by name."""

_DEKKING = {
    "darkGray": 0.75, "mediumGray": 0.5, "lightGray": 0.25, "gray125": 0.125, "gray0625": 0.0625,
    "darkHorizontal": 0.5, "darkVertical": 0.5, "darkDown": 0.5, "darkUp": 0.5, "darkGrid": 0.5, "darkTrellis": 0.75,
    "lightHorizontal": 0.25, "lightVertical": 0.25, "lightDown": 0.25, "lightUp": 0.25, "lightGrid": 0.44,
    "lightTrellis": 0.375,
}  # fmt: skip
"""How much of a cell the lines or dots of a pattern cover."""


class Palet:
    """Turns the colours that a workbook writes down into red, green and blue.

    ``thema`` is the part with the theme (None: that of Office), ``stijlen`` the part with the styles, which may have a palette
    of its own.
    """

    def __init__(self, thema: Element | None, stijlen: Element) -> None:
        self._thema = [_rgb(kleur) for kleur in _OFFICE]
        for plek, naam in enumerate(_THEMA):
            kleur = None if thema is None else thema.find(f".//{_A}clrScheme/{_A}{naam}/*")
            if kleur is not None:
                self._thema[plek] = _rgb(kleur.get("lastClr", kleur.get("val", "")), self._thema[plek])
        self._palet = [_rgb(kleur) for kleur in _PALET]
        for plek, eigen in enumerate(stijlen.iterfind(f"{_NS}colors/{_NS}indexedColors/{_NS}rgbColor")):
            if plek < len(self._palet):
                self._palet[plek] = _rgb(eigen.get("rgb", ""), self._palet[plek])

    def kleur(self, element: Element | None) -> Kleur | None:
        """The colour that an element says; None when it leaves it to the program (automatic), or there is no element."""
        if element is None or element.get("auto") in ("1", "true"):
            return None
        kleur: Kleur | None = None
        rgb = element.get("rgb")
        if rgb:
            kleur = _rgb(rgb)
        elif thema := element.get("theme"):
            kleur = self._thema[int(thema)] if int(thema) < len(self._thema) else None
        elif nummer := element.get("indexed"):
            kleur = self.nummer(int(nummer))
        return None if kleur is None else getint(kleur, float(element.get("tint", 0)))

    def nummer(self, nummer: int) -> Kleur | None:
        """The colour of a number; None for one that there isn't."""
        eigen = {64: ZWART, 65: WIT}
        return self._palet[nummer] if 0 <= nummer < len(self._palet) else eigen.get(nummer)

    def van_opmaak(self, woord: str) -> Kleur | None:
        """The colour that a number format calls: ``White``, ``Color 2``."""
        woord = woord.casefold()
        if woord in _NAMEN:
            return _NAMEN[woord]
        cijfers = woord.removeprefix("color").strip()
        return self.nummer(int(cijfers) + 7) if cijfers.isdigit() else None

    def vulling(self, vulling: Element | None, *, van_voorwaarde: bool = False) -> tuple[Kleur, ...]:
        """What lies behind the letters, as one colour or more; none when the cell has no fill of its own.

        ``van_voorwaarde``: of a conditional format, which calls the colours of a solid fill the other way round.
        """
        soort = None if vulling is None or not len(vulling) else vulling[0]
        if soort is None:
            return ()
        if soort.tag.endswith("}gradientFill"):
            return self._verloop(soort)
        patroon = soort.get("patternType", "solid" if van_voorwaarde else "none")
        if patroon == "none":
            return ()
        voor, achter = (self.kleur(_kind(soort, naam)) for naam in ("fgColor", "bgColor"))
        if patroon == "solid":
            if van_voorwaarde:
                return (achter or voor or WIT,)
            return (voor or ZWART,)
        return _patroon(voor or ZWART, achter or WIT, _DEKKING.get(patroon, 0.5))

    def _verloop(self, verloop: Element) -> tuple[Kleur, ...]:
        """The colour in the middle of a gradient, where the letters are."""
        kleuren = [self.kleur(_kind(stop, "color")) or WIT for stop in verloop]
        if not kleuren:
            return ()
        rood, groen, blauw = (sum(deel) // len(kleuren) for deel in zip(*kleuren, strict=True))
        return ((rood, groen, blauw),)


def _patroon(voor: Kleur, achter: Kleur, dekking: float) -> tuple[Kleur, ...]:
    """The colour that a pattern has from a distance, and the one that most of it has."""
    samen = tuple(round(v * dekking + a * (1 - dekking)) for v, a in zip(voor, achter, strict=True))
    return ((samen[0], samen[1], samen[2]), *((achter,) if dekking <= 0.25 else (voor,) if dekking >= 0.75 else ()))


def _kind(element: Element, naam: str) -> Element | None:
    return next((kind for kind in element if kind.tag.endswith(f"}}{naam}")), None)


def _rgb(tekst: str, anders: Kleur = ZWART) -> Kleur:
    if len(tekst) < 6:
        return anders
    return int(tekst[-6:-4], 16), int(tekst[-4:-2], 16), int(tekst[-2:], 16)


def getint(kleur: Kleur, tint: float) -> Kleur:
    """A colour that is made lighter (``tint`` up to 1) or darker (down to −1), as ECMA-376 18.8.19 says.

    >>> getint((0, 0, 0), 1), getint((68, 114, 196), 0.8), getint((255, 255, 255), -0.5)
    ((255, 255, 255), (218, 227, 243), (128, 128, 128))
    """
    if not tint:
        return kleur
    toon, licht, verzadigd = colorsys.rgb_to_hls(*(deel / 255 for deel in kleur))
    licht = licht * (1 + tint) if tint < 0 else licht * (1 - tint) + tint
    rood, groen, blauw = colorsys.hls_to_rgb(toon, min(1.0, max(0.0, licht)), verzadigd)
    return round(rood * 255), round(groen * 255), round(blauw * 255)


def zelfde(een: Kleur, ander: Kleur) -> bool:
    """Whether letters of the one colour can't be read on the other.

    >>> zelfde((255, 255, 255), (255, 255, 240)), zelfde((255, 255, 0), (255, 255, 255)), zelfde((191, 191, 191), (255, 255, 255))
    (True, True, False)
    """
    if sum(abs(a - b) for a, b in zip(een, ander, strict=True)) < _DICHTBIJ:
        return True
    donker, licht = sorted((_helderheid(een), _helderheid(ander)))
    return (licht + 0.05) / (donker + 0.05) < _CONTRAST


def onleesbaar(letter: Kleur, achter: Iterable[Kleur]) -> bool:
    """Whether letters of this colour vanish in what lies behind them: in any of its colours."""
    return any(zelfde(letter, kleur) for kleur in achter)


def _helderheid(kleur: Kleur) -> float:
    """The relative luminance of WCAG 2.1."""
    delen = [deel / 255 for deel in kleur]
    rood, groen, blauw = (deel / 12.92 if deel <= 0.04045 else ((deel + 0.055) / 1.055) ** 2.4 for deel in delen)
    return 0.2126 * rood + 0.7152 * groen + 0.0722 * blauw
