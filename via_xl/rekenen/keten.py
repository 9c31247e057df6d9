"""The chain: of each version, dispatch and payment list a value that fixes it and everything that came before it.

Who can change a whole folder can change what it says of itself. What others already hold can't be changed: each link's value,
its *ketenwaarde*, is a SHA-256 over the values of the links before it and over what the link itself is of. It travels with every
mail and document, so that a version that was taken out, replaced, slipped in or made again is contradicted by all who hold one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct

from via_xl.basis.ketencode import kort
from via_xl.regeling.model import Record, Regeling
from via_xl.regeling.tabellen import (
    AKKOORD,
    BESLUITEN,
    BESLUITSTAPPEN,
    GEMEENTEN,
    REACTIES,
    TABELLEN,
    URENSTATEN,
)

_VORM = 1
"""The number of the way in which a link is written; it goes up when that changes."""


class Schakelsoort(StrEnum):
    """What a link is of: a version, the drafts that were made of it, or its payment list."""

    VERSIE = "versie"
    VERZENDING = "verzending"
    BETAALLIJST = "betaallijst"


class Schakel(Struct, frozen=True):
    """A link. ``vorige`` are the links that it follows, each with its ketenwaarde; ``inhoud`` what it fixes, by name."""

    soort: Schakelsoort
    jaar: int
    versie: int
    vorige: tuple[tuple[str, str], ...]
    inhoud: tuple[tuple[str, str], ...]

    @property
    def naam(self) -> str:
        """What it is of, for people."""
        if self.soort is Schakelsoort.VERSIE:
            return f"versie {self.versie}"
        return f"{self.soort} van versie {self.versie}"

    @property
    def ketenwaarde(self) -> str:
        """SHA-256 (hex) over all of it."""
        return hashlib.sha256(_canoniek(self._velden()).encode()).hexdigest()

    def als_json(self) -> dict[str, Any]:
        """As it is written down: with its value, in both forms."""
        return self._velden() | {"ketenwaarde": self.ketenwaarde, "kort": kort(self.ketenwaarde)}

    def als_bestand(self) -> bytes:
        """The file of one link."""
        return (json.dumps(self.als_json(), ensure_ascii=False, indent=2) + "\n").encode()

    def _velden(self) -> dict[str, Any]:
        return {
            "vorm": _VORM,
            "soort": str(self.soort),
            "jaar": self.jaar,
            "versie": self.versie,
            "vorige": [{"wat": wat, "ketenwaarde": waarde} for wat, waarde in self.vorige],
            "inhoud": dict(self.inhoud),
        }

    @staticmethod
    def uit_json(gelezen: Any) -> Schakel:
        """A link as it was written down; its value is never taken from there. Raises ValueError for anything else."""
        try:
            vorige = tuple((str(rij["wat"]), str(rij["ketenwaarde"])) for rij in gelezen["vorige"])
            inhoud = tuple((str(naam), str(waarde)) for naam, waarde in gelezen["inhoud"].items())
            soort = Schakelsoort(gelezen["soort"])
            return Schakel(soort, int(gelezen["jaar"]), int(gelezen["versie"]), vorige, inhoud)
        except (AttributeError, KeyError, TypeError, OverflowError) as fout:
            raise ValueError("dat is geen schakel") from fout


def schakel_van_versie(
    regeling: Regeling, jaar: int, versie: int, vorige: Iterable[tuple[str, str]], manifest_sha: str
) -> Schakel:
    """The link of a version: its manifest, which lists every file, and what was agreed and with whom."""
    inhoud = (("manifest", manifest_sha), ("afgesproken", afgesproken(regeling, jaar)))
    return Schakel(Schakelsoort.VERSIE, jaar, versie, tuple(vorige), inhoud)


def koppen(schakels: Iterable[Schakel]) -> tuple[tuple[str, str], ...]:
    """The links that no other follows: those that the next one follows. There is one, unless a version was taken away.

    A link that follows all of them leaves nothing out, however the folder came to be as it is.
    """
    alle = {schakel.ketenwaarde: schakel for schakel in schakels}
    gevolgd = {waarde for schakel in alle.values() for _, waarde in schakel.vorige}
    return tuple(sorted((schakel.naam, waarde) for waarde, schakel in alle.items() if waarde not in gevolgd))


def afgesproken(regeling: Regeling, jaar: int) -> str:
    """SHA-256 (hex) of what was said and agreed about a year, which the input hash leaves out.

    The approvals with the hashes of their files, the hour sheets (signed or not), the reactions, the besluiten with their
    steps, and what of each gemeente isn't in the input hash: to whom its copy goes, and its account. A column that is blank or has its default isn't written, so that a later
    column changes nothing of before.
    """
    besluiten = [rij for rij in regeling.besluiten if rij.jaar == jaar]
    nummers = {rij.nummer for rij in besluiten}
    geleverd = {jaar, *(rij.maand.year for rij in regeling.uren if rij.afrekenjaar == jaar)}
    rijen: Mapping[str, Iterable[Record]] = {
        AKKOORD.naam: (rij for rij in regeling.akkoorden if rij.jaar == jaar),
        URENSTATEN.naam: (rij for rij in regeling.urenstaten if rij.jaar in geleverd),
        REACTIES.naam: (rij for rij in regeling.reacties if rij.jaar == jaar),
        BESLUITEN.naam: besluiten,
        BESLUITSTAPPEN.naam: (rij for rij in regeling.besluitstappen if rij.besluit in nummers),
        GEMEENTEN.naam: regeling.gemeenten,
    }
    tekst = _canoniek({naam: sorted(_rij(naam, rij) for rij in van) for naam, van in rijen.items()})
    return hashlib.sha256(tekst.encode()).hexdigest()


_KOLOMMEN = {tabel.naam: tabel.kolommen for tabel in TABELLEN}


def _rij(tabel: str, rij: Record) -> str:
    velden = {
        kolom.veld: getattr(rij, kolom.veld)
        for kolom in _KOLOMMEN[tabel]
        if tabel != GEMEENTEN.naam or kolom.veld == "code" or not kolom.in_hash
        if getattr(rij, kolom.veld) not in (None, "", kolom.standaard)
    }
    return _canoniek({veld: w.isoformat() if isinstance(w, date) else w for veld, w in velden.items()})


def _canoniek(waarde: object) -> str:
    return json.dumps(waarde, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
