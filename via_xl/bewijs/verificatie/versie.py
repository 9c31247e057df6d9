"""A finished version folder, as the checks look at it: its files, its manifest, and what they should have been.

Nothing in it is trusted. A file that is a link, or that is no modest package, is not opened; the reference is made anew
from the master (and the hour sheets) kept in ``bron``, on the day that the manifest gives.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from via_xl import PROGRAMMA
from via_xl.basis.bevinding import Bevinding, Ernst, GebruikersFout, InvoerFout
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.schijffout import reden
from via_xl.basis.tijdelijk import TijdelijkVol
from via_xl.bewijs.verouderd import kenmerk_verouderd
from via_xl.lezen.pakket import Grenzen, PakketFout, controleer_pakket
from via_xl.lezen.pakketbytes import vreemde_bytes
from via_xl.lezen.xlsx import ONLEESBAAR
from via_xl.regeling.regio import Regio

if TYPE_CHECKING:
    from via_xl.bewijs.linter.boek import Lintboek
    from via_xl.bewijs.masterbewijs import Masterbewijs
    from via_xl.bewijs.rekenmachine import Vertaald
    from via_xl.bewijs.verificatie.delen import Verschil
    from via_xl.controle.jaarstand import Jaarstand
    from via_xl.lezen.master import Master
    from via_xl.regeling.model import Regeling
    from via_xl.rekenen.keten import Schakel
    from via_xl.rekenen.wijzigingen import Afgerekend, Vergelijking
    from via_xl.schrijven.boek import Boek

MANIFEST, VERSLAG, BRON, STATEN = "manifest.json", "runverslag.txt", "bron", "bron/urenstaten"
AKKOORDEN = "bron/akkoorden"
"""Where a definitief version keeps the documents that were signed."""
VORIGE = "bron/vorige"
"""Where a later version keeps what the version that it is compared with was calculated from, laid out as that was."""
OPNIEUW = "Gebruik deze map niet; vraag haar opnieuw op."
"""What to do about a folder in which something was changed."""
MEESTE = 20
"""How many findings a check gives about one file; the rest is counted."""

_NOEMT_ZICH = re.compile(r"ViA-XL \d{1,3}(\.\d{1,3}){2}")

_MEESTE_TEKST = 16 * 2**20
_MEESTE_VERSCHILLEN = 5_000
GRENZEN = Grenzen(te_groot="Zo maakt ViA-XL geen werkmap.")


class NietMogelijk(Exception):
    """A check can't be done; the text says why, in Dutch. That is no finding: what is missing is reported by its own check."""


class NietVolledig(Exception):
    """A check was done, but can't say that all is in order; the text says why, in Dutch."""


class Dubbel(ValueError):
    """A JSON object has the same key twice, so that two programs could read two different values."""


class Bewezen(NamedTuple):
    """How many formula cells, how many of them with the formula that the rows of their column share, and by file where those are."""

    vergeleken: int
    met_gedeelde_formule: int
    gedeeld: Mapping[str, Vertaald]


class Herleiding(Struct, frozen=True, dict=True):
    """What the kept inputs give with this program; the warnings of ``stand`` are those that the run report lists.

    ``vergelijking`` is with the version that this one replaces; None for a first one.
    """

    stand: Jaarstand
    redenen: tuple[str, ...]
    vergelijking: Vergelijking | None
    boeken: dict[str, tuple[str, Boek]]

    @property
    def status(self) -> str:
        """``concept`` or ``definitief``."""
        return "concept" if self.redenen else "definitief"

    @cached_property
    def per_naam(self) -> dict[str, tuple[str, Boek]]:
        """Per file name the CBS code (blank for the region) and the workbook."""
        return {naam: (code, boek) for code, (naam, boek) in self.boeken.items()}


class Versie(Struct, frozen=True, dict=True):
    """A version folder. ``nu`` is the master to hold it against as well; with ``herbouwen`` off nothing is rebuilt.

    ``gegeven`` is the ketenwaarde that somebody holds, as :func:`via_xl.basis.ketencode.lees` gives it; "" for none.
    ``eerder`` is what was read of a master before: sheets that are the same in the kept one are not read again.
    """

    map: Path
    nu: Path | None = None
    herbouwen: bool = True
    gegeven: str = ""
    eerder: Master | None = None

    # --- the folder ----------------------------------------------------------------------------------------

    @cached_property
    def inhoud(self) -> tuple[tuple[str, Path], ...]:
        """Everything in the folder but folders with something in them: the path relative to it, and the file (or link)."""
        return tuple(
            (pad.relative_to(self.map).as_posix(), pad)
            for pad in sorted(self.map.rglob("*"))
            if pad.is_symlink() or not pad.is_dir() or not any(pad.iterdir())
        )

    @cached_property
    def bestanden(self) -> dict[str, Path]:
        """The real files, by their relative path."""
        return {naam: pad for naam, pad in self.inhoud if pad.is_file() and not pad.is_symlink()}

    @cached_property
    def werkboeken(self) -> tuple[str, ...]:
        """The workbooks of the version itself (not what is kept in ``bron``)."""
        namen = (naam for naam in self.bestanden if "/" not in naam and not naam.startswith("~$"))
        return tuple(naam for naam in namen if naam.casefold().endswith((".xlsx", ".xlsm")))

    @property
    def kort(self) -> str:
        """The short name of the arrangement, as its settlement workbooks begin with it."""
        namen = (naam.partition("_afrekening_") for naam in self.werkboeken)
        return next((kort for kort, midden, _ in namen if midden), Regio().kort)

    def tekst(self, naam: str) -> str:
        """A text file. Raises NietMogelijk when it isn't there or can't be read."""
        pad = self.bestanden.get(naam)
        if pad is None:
            raise NietMogelijk(f"{naam} ontbreekt")
        try:
            if pad.stat().st_size > _MEESTE_TEKST:
                raise NietMogelijk(f"{naam} is te groot")
            return lees_gewoon(pad).decode("utf-8")
        except OSError as fout:
            raise NietMogelijk(f"{naam} is niet te lezen ({reden(fout)})") from fout
        except UnicodeDecodeError as fout:
            raise NietMogelijk(f"{naam} is geen tekst in UTF-8") from fout

    # --- the manifest --------------------------------------------------------------------------------------

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The manifest. Raises NietMogelijk when it isn't there or is no JSON object."""
        try:
            gelezen = json.loads(self.tekst(MANIFEST), object_pairs_hook=_zonder_dubbele)
        except Dubbel as fout:
            raise NietMogelijk(f"in {MANIFEST} staat {fout} dubbel") from fout
        except (ValueError, RecursionError) as fout:
            raise NietMogelijk(f"{MANIFEST} is geen JSON") from fout
        if not isinstance(gelezen, dict):
            raise NietMogelijk(f"{MANIFEST} is geen JSON-object")
        return gelezen

    @property
    def jaar(self) -> int:
        """The year. Raises NietMogelijk."""
        return self._getal("jaar")

    @property
    def nummer(self) -> int:
        """The number of the version. Raises NietMogelijk."""
        return self._getal("versie")

    @property
    def gemaakt_op(self) -> datetime:
        """When the run was. Raises NietMogelijk."""
        try:
            return datetime.fromisoformat(str(self.manifest.get("gemaakt_op")))
        except ValueError as fout:
            raise NietMogelijk(f"{MANIFEST} zegt niet wanneer de run was") from fout

    @property
    def zelfde_programma(self) -> bool:
        """Whether the folder says that this very version of the program made it."""
        return bool(self.manifest.get("programma") == PROGRAMMA)

    @property
    def programma(self) -> str:
        """As what everything is made again: the version that the folder claims, where that is the name of one.

        Claiming another version therefore changes nothing in what is compared.
        """
        gezegd = self.manifest.get("programma")
        return gezegd if isinstance(gezegd, str) and _NOEMT_ZICH.fullmatch(gezegd) else PROGRAMMA

    @property
    def ernst_van_verschil(self) -> Ernst:
        """How bad it is that something is another than this program makes: another version may do so, a forger as well."""
        return Ernst.FOUT if self.zelfde_programma else Ernst.WAARSCHUWING

    @property
    def status(self) -> str:
        """``concept`` or ``definitief``, as the manifest says. Raises NietMogelijk."""
        status = self.manifest.get("status")
        if status not in ("concept", "definitief"):
            raise NietMogelijk(f"{MANIFEST} geeft geen status")
        return str(status)

    @cached_property
    def schakel(self) -> Schakel:
        """Its link in the chain, as it was written down. Raises NietMogelijk."""
        from via_xl.bewijs.keten import KETEN, lees_schakels

        if KETEN not in self.bestanden:
            raise NietMogelijk(f"{KETEN} ontbreekt, en daarmee de ketenwaarde")
        try:
            (schakel,) = lees_schakels(self.bestanden[KETEN])
        except (OSError, ValueError, RecursionError) as fout:
            raise NietMogelijk(f"{KETEN} is niet te lezen als de schakel van een versie") from fout
        return schakel

    @property
    def ketenwaarde(self) -> str:
        """Its ketenwaarde, or "" for a version of before there was a chain."""
        try:
            return self.schakel.ketenwaarde
        except NietMogelijk:
            return ""

    def _getal(self, sleutel: str) -> int:
        getal = self.manifest.get(sleutel)
        if type(getal) is not int:
            raise NietMogelijk(f"{MANIFEST} geeft geen {sleutel}")
        return getal

    # --- its workbooks -------------------------------------------------------------------------------------

    @cached_property
    def _oordelen(self) -> dict[str, PakketFout | None]:
        return {}

    def pakketfout(self, naam: str) -> PakketFout | None:
        """Why a workbook is not opened, or None."""
        if naam not in self._oordelen:
            try:
                controleer_pakket(self.bestanden[naam], GRENZEN)
                self._oordelen[naam] = None
            except PakketFout as fout:
                self._oordelen[naam] = fout
        return self._oordelen[naam]

    @cached_property
    def _anders(self) -> dict[str, tuple[Verschil, ...]]:
        return {}

    def anders(self, naam: str) -> tuple[Verschil, ...]:
        """What differs in a workbook from the one made again from the kept inputs. Raises NietMogelijk."""
        if naam not in self._anders:
            from via_xl.bewijs.verificatie.delen import verschillen

            nieuw = self.hermaakt(naam)
            self._anders[naam] = tuple(islice(verschillen(self.open_mag(naam), nieuw), _MEESTE_VERSCHILLEN))
        return self._anders[naam]

    def hermaakt(self, naam: str) -> io.BytesIO:
        """A workbook as the program makes it of the kept inputs. Raises NietMogelijk."""
        herleiding = self.vergelijkbaar()
        if naam not in herleiding.per_naam:
            raise NietMogelijk(f"{naam} hoort niet bij de verrekening")
        nieuw = io.BytesIO()
        herleiding.per_naam[naam][1].bewaar(nieuw)
        return nieuw

    def vreemd(self, naam: str) -> list[str]:
        """What a workbook of the version holds besides its entries, in words. Raises NietMogelijk."""
        return vreemde_bytes(self.open_mag(naam))

    def open_mag(self, naam: str) -> Path:
        """The path of a workbook that may be opened. Raises NietMogelijk."""
        if naam not in self.bestanden:
            raise NietMogelijk(f"{naam} ontbreekt")
        if self.pakketfout(naam) is not None:
            raise NietMogelijk(f"{naam} is geen leesbare werkmap")
        return self.bestanden[naam]

    @cached_property
    def _gelezen(self) -> dict[str, Lintboek]:
        return {}

    def gelezen(self, naam: str) -> Lintboek:
        """A workbook as the rules look at it, read once. Raises NietMogelijk."""
        if naam not in self._gelezen:
            from via_xl.bewijs.linter.boek import Lintboek

            pad = self.open_mag(naam)
            try:
                self._gelezen[naam] = Lintboek.lees(pad)
            except ONLEESBAAR as fout:
                raise NietMogelijk(f"{naam} is beschadigd") from fout
        return self._gelezen[naam]

    # --- what should have been -----------------------------------------------------------------------------

    @cached_property
    def masternaam(self) -> str:
        """The kept master, relative to the folder. Raises NietMogelijk."""
        opgave = self.manifest.get("master")
        naam = f"{BRON}/{opgave.get('bestand')}" if isinstance(opgave, dict) else ""
        if naam not in self.bestanden:
            raise NietMogelijk("de master ontbreekt in bron")
        return naam

    @property
    def andere_master(self) -> str | None:
        """A workbook in ``bron`` that may be the master, where the manifest names one that isn't there."""
        kandidaten = (Path(naam) for naam in self.bestanden if naam.startswith(f"{BRON}/"))
        return next(
            (p.as_posix() for p in kandidaten if str(p.parent) == BRON and p.suffix in (".xlsx", ".xlsm")), None
        )

    @cached_property
    def _lezing(self) -> Master | InvoerFout:
        from via_xl.lezen.master import lees_master

        try:
            vergeef = not self.zelfde_programma
            return lees_master(self.open_mag(self.masternaam), vergeef_ouderdom=vergeef, eerder=self.eerder)
        except InvoerFout as fout:
            return fout

    def master(self) -> Master:
        """The kept master, read. Raises InvoerFout with what is wrong, NietMogelijk when it isn't there."""
        if isinstance(self._lezing, InvoerFout):
            raise self._lezing
        return self._lezing

    @cached_property
    def masterbewijs(self) -> Masterbewijs:
        """The kept master, recalculated. Raises GebruikersFout and NietMogelijk."""
        from via_xl.bewijs.masterbewijs import bewijs_master

        return bewijs_master(self.master(), self.jaar)

    @cached_property
    def bewezen(self) -> Bewezen:
        """What a run of today would say of its proof. Raises NietMogelijk."""
        from via_xl.bewijs.rekenmachine import aantal_vertaald, vertaald_in

        boeken = self.vergelijkbaar().boeken.values()
        try:
            master = self.masterbewijs
            gedeeld = {naam: vertaald_in(self.open_mag(naam)) for naam, _ in boeken if naam in self.bestanden}
            met_gedeelde = master.gedeeld + sum(map(aantal_vertaald, gedeeld.values()))
            gedeeld[self.masternaam] = vertaald_in(self.open_mag(self.masternaam))
        except TijdelijkVol:
            raise
        except GebruikersFout as fout:
            raise NietMogelijk("de master in bron is niet na te rekenen") from fout
        except ONLEESBAAR as fout:
            raise NietMogelijk("een werkmap is beschadigd") from fout
        vergeleken = master.vergeleken + sum(len(kolom.waarden) for _, boek in boeken for kolom in boek.verwacht())
        return Bewezen(vergeleken, met_gedeelde, gedeeld)

    @property
    def verouderd_genoemd(self) -> bool:
        """Whether the stored results of the kept master that are out of date are those that the manifest says were.

        Raises GebruikersFout and NietMogelijk.
        """
        opgave = self.manifest.get("master")
        genoemd = opgave.get("verouderd", {}) if isinstance(opgave, dict) else {}
        return bool(genoemd == kenmerk_verouderd(self.masterbewijs.verouderd))

    @cached_property
    def _rekening(self) -> Jaarstand | InvoerFout:
        try:
            return _reken(self)
        except InvoerFout as fout:
            return fout

    def rekening(self) -> Jaarstand:
        """The settlement calculated anew, without its workbooks. Raises InvoerFout with what is wrong, NietMogelijk."""
        if isinstance(self._rekening, InvoerFout):
            raise self._rekening
        return self._rekening

    def afgerekend(self) -> Afgerekend:
        """The settlement to compare another version with. Raises InvoerFout with what is wrong, NietMogelijk."""
        from via_xl.rekenen.wijzigingen import Afgerekend

        r = self.rekening()
        return Afgerekend(r.regeling, r.uitkomst, self.nummer, self.status, str(self.manifest.get("invoerhash")))

    @cached_property
    def vorige(self) -> Versie | None:
        """What is kept of the version that this one replaces; None for a first version."""
        if not any(naam.startswith(f"{VORIGE}/") for naam in self.bestanden):
            return None
        return Versie(self.map / VORIGE)

    @cached_property
    def _herleid(self) -> Herleiding | InvoerFout:
        try:
            return _herleid(self)
        except InvoerFout as fout:
            return fout

    def herleiding(self) -> Herleiding:
        """The settlement calculated anew from what is kept. Raises InvoerFout with what is wrong, NietMogelijk."""
        if isinstance(self._herleid, InvoerFout):
            raise self._herleid
        return self._herleid

    def vergelijkbaar(self) -> Herleiding:
        """As :meth:`herleiding`, for a check that compares with it. Raises NietMogelijk."""
        try:
            return self.herleiding()
        except InvoerFout as fout:
            raise NietMogelijk("uit bron is de verrekening niet opnieuw te berekenen") from fout


def _reken(versie: Versie) -> Jaarstand:
    from via_xl.controle import controleer
    from via_xl.controle.jaarstand import eis_zonder_fouten, kies_jaar, stel_vast

    master = versie.master()
    kies_jaar(master, versie.jaar)
    aanwezig = {
        naam.removeprefix(f"{STATEN}/"): pad for naam, pad in versie.bestanden.items() if naam.startswith(STATEN)
    }
    if not aanwezig:
        return stel_vast(master, versie.jaar)
    eis_zonder_fouten(master.pad.name, controleer(master.regeling))
    regeling, van_staten = _met_urenstaten(versie, master, aanwezig)
    return stel_vast(replace(master, regeling=regeling), versie.jaar, ook=van_staten)


def _met_urenstaten(
    versie: Versie, master: Master, aanwezig: dict[str, Path]
) -> tuple[Regeling, tuple[Bevinding, ...]]:
    """The inputs with the kept hour sheets, as the run brought them in: in its order, and on its day."""
    from via_xl.controle.jaarstand import eis_zonder_fouten
    from via_xl.urenstaat.inbrengen import breng_in
    from via_xl.urenstaat.lees import lees_urenstaten

    opgave = versie.manifest.get("urenstaten")
    volgorde = [naam for naam in opgave if naam in aanwezig] if isinstance(opgave, list) else []
    paden = [aanwezig[naam] for naam in (*volgorde, *sorted(aanwezig.keys() - set(volgorde)))]
    staten = lees_urenstaten(paden, master.regeling, versie.jaar)
    bevindingen = eis_zonder_fouten(STATEN, (bevinding for staat in staten for bevinding in staat.bevindingen))
    regeling, _ = breng_in(master.regeling, staten, versie.gemaakt_op.date())
    return regeling, bevindingen


def _herleid(versie: Versie) -> Herleiding:
    from via_xl.rekenen.vaststelling import redenen_concept
    from via_xl.schrijven.versie import versieboeken

    stand = versie.rekening()
    definitief = versie.manifest.get("status") == "definitief"
    dag = versie.gemaakt_op.date()
    redenen = redenen_concept(stand.regeling, stand.uitkomst, dag, definitief=definitief)
    vergelijking = _vergelijking(versie, stand, "concept" if redenen else "definitief")
    wat = (stand.regeling, stand.master.pad.name, stand.uitkomst, versie.nummer, redenen, stand.invoerhash)
    boeken = versieboeken(*wat, vergelijking, gemaakt_op=dag, programma=versie.programma)
    return Herleiding(
        stand, redenen, vergelijking, {code: (boek.naam, boek.stel_op()) for code, boek in boeken.items()}
    )


def _vergelijking(versie: Versie, stand: Jaarstand, status: str) -> Vergelijking | None:
    """What changed since the version that this one replaces, from what is kept of both."""
    if versie.vorige is None:
        return None
    from via_xl.rekenen.wijzigingen import Afgerekend, vergelijk

    nu = Afgerekend(stand.regeling, stand.uitkomst, versie.nummer, status, stand.invoerhash)
    try:
        return vergelijk(versie.vorige.afgerekend(), nu)
    except (NietMogelijk, ValueError) as fout:
        raise NietMogelijk(f"{VORIGE}: {fout}") from fout


def _zonder_dubbele(paren: list[tuple[str, Any]]) -> dict[str, Any]:
    uit: dict[str, Any] = {}
    for sleutel, waarde in paren:
        if sleutel in uit:
            raise Dubbel(sleutel)
        uit[sleutel] = waarde
    return uit
