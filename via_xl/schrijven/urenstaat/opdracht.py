"""What an hour sheet is written from: what the master knows, and what has been filled in (nothing, in a blank one)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct, field

from via_xl.basis.schaal import Schaal
from via_xl.regeling.regio import Regio
from via_xl.rekenen.capaciteit import jaaruren_h
from via_xl.rekenen.uitgangspunten import Uitgangspunt
from via_xl.urenstaat.sjabloon import VERSIE, VOLTIJD_H

_LEEG: tuple[int | None, ...] = (None,) * 12


class Roosterrij(Struct, frozen=True):
    """A row of the grid; the hours of January to December in hundredths, None where the cell is blank."""

    medewerker: str = ""
    rol: str = ""
    thema: str = ""
    schaal: Schaal | None = None
    uren_h: tuple[int | None, ...] = _LEEG
    afrekenjaar: int | None = None
    opmerking: str = ""

    @property
    def totaal_h(self) -> int:
        """The hours of the year."""
        return sum(uren or 0 for uren in self.uren_h)

    @property
    def compleet(self) -> bool:
        """Whether it says who, in which rol, on what and in which schaal."""
        return bool(self.medewerker and self.rol and self.thema and self.schaal)


class Inhoud(Struct, frozen=True):
    """What stands in the input cells.

    ``medewerkers`` are codes with the aanstelling in hundredths of an hour a week, ``akkoord`` is the date on which
    each of the signers agreed, ``nihil`` is ja, nee or blank.
    """

    medewerkers: tuple[tuple[str, int | None], ...] = ()
    rijen: tuple[Roosterrij, ...] = ()
    nihil: str = ""
    akkoord: Mapping[str, date] = field(default_factory=dict)
    opmerkingen: str = ""

    @property
    def totaal_h(self) -> int:
        """All hours on the sheet."""
        return sum(rij.totaal_h for rij in self.rijen)

    @property
    def aanstelling_h(self) -> int:
        """The aanstellingen together, a week."""
        return sum(aanstelling or 0 for _, aanstelling in self.medewerkers)


class Urenstaatopdracht(Struct, frozen=True, dict=True):
    """The hour sheet of one gemeente and year."""

    code: str
    naam: str
    jaar: int
    centrumgemeente: str
    capaciteit: Uitgangspunt
    productief: Uitgangspunt
    themas: tuple[str, ...]
    rollen: tuple[str, ...]
    schalen: tuple[Schaal, ...]
    inhoud: Inhoud = Inhoud()
    regio: Regio = field(default_factory=Regio)

    @property
    def kopregel(self) -> str:
        """The page header of every sheet."""
        return f"{self.regio.kort} urenstaat {self.jaar} · {self.naam}"

    def jaaruren_h(self, per_week_h: int) -> int | None:
        """The productive hours a year of so many hours a week; None when the master says nothing of them.

        18 of the 36 hours a week, at 1.400 productive hours a year, is 700 hours.
        """
        return jaaruren_h(per_week_h, self.productief.waarde_h, VOLTIJD_H)

    @cached_property
    def invoerhash(self) -> str:
        """SHA-256 of what the sheet took from the master, whatever was filled in since."""
        vast = {
            "sjabloon": VERSIE,
            "code": self.code,
            "naam": self.naam,
            "jaar": self.jaar,
            "capaciteit_h": self.capaciteit.waarde_h,
            "productief_h": self.productief.waarde_h,
            "themas": self.themas,
            "rollen": self.rollen,
            "schalen": self.schalen,
        }
        tekst = json.dumps(vast, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(tekst.encode()).hexdigest()
