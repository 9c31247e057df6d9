"""What a dossier is written from: the version folder as it is found now, and the settlement calculated anew from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct, field

from via_xl.basis.datum import datum_nl
from via_xl.regeling.model import Akkoord, Bewijsstuk, Record, Regeling, Urenstaat, Verdeelsleutel
from via_xl.rekenen.vaststelling import moet_staat_inleveren
from via_xl.rekenen.verrekening import GemeenteUitkomst, Verrekening

STATENMAP, AKKOORDENMAP = "bron/urenstaten", "bron/akkoorden"
_IN_CEL = re.compile(r" [^!]+![A-Z]{1,3}[0-9]+")
_KAAL_GETAL = re.compile(r"[-+€0-9., %]*[0-9][-+€0-9., %]*")
_MEESTE = 4


def bron_van(record: Record) -> str:
    """The source of a row in words; a bare number ("8") would look like an amount that was typed as a text."""
    return f"bron: {record.bron}" if _KAAL_GETAL.fullmatch(record.bron) else record.bron or "geen bron"


def bronnen(records: Iterable[Record], *, met_datum: bool = False) -> str:
    """The sources of rows, each once and without the cell in it, the first few; without a date it says so."""
    teksten: dict[str, None] = {}
    for record in records:
        bron = _IN_CEL.sub("", bron_van(record))
        dag = datum_nl(record.datum) if record.datum else "zonder datum"
        teksten[f"{bron} ({dag})" if met_datum else bron] = None
    rest = len(teksten) - _MEESTE
    return "; ".join([*list(teksten)[:_MEESTE], *([f"en nog {rest} andere"] if rest > 0 else [])])


class Bestand(Struct, frozen=True):
    """A file of the version: what the manifest says of it and what lies there now; "" and None where it isn't."""

    naam: str
    wat: str
    bytes_toen: int | None
    bytes_nu: int | None
    sha_toen: str
    sha_nu: str

    @property
    def situatie(self) -> str:
        """What became of it, in words."""
        if not self.sha_toen:
            return "staat niet in het manifest"
        if not self.sha_nu:
            return "ontbreekt of is niet te lezen"
        return "aanwezig" if self.klopt else "gewijzigd sinds de run"

    @property
    def klopt(self) -> bool:
        """Whether it is the very file of the run."""
        return self.sha_toen == self.sha_nu and self.bytes_toen == self.bytes_nu


class Herberekening(Struct, frozen=True):
    """A workbook recalculated now: how many formula cells were compared with what, and how many differ."""

    bestand: str
    vergeleken: int
    afwijkend: int
    waarmee: str
    opmerking: str = ""


class Dossierstof(Struct, frozen=True):
    """Everything a dossier tells. ``*_ct`` maps the totals of the manifest; ``per_sleutel`` the bijdrage by each key.

    ``nieuwere_stukken`` are the documents of a master that knows more of them than the version (None: there is none), and
    ``bewijs_mis`` what is wrong with their files, by name.
    """

    op: date
    map: str
    jaar: int
    versie: int
    status: str
    gemaakt_op: datetime
    programma: str
    programma_nu: str
    rekenmachine: str
    rekenmachine_nu: str
    hash_toen: str
    manifest_sha: str
    ketenwaarde: str
    totalen_ct: Mapping[str, int]
    vergeleken_toen: int | None
    regeling: Regeling
    uitkomst: Verrekening
    redenen: tuple[str, ...]
    invoerhash: str
    masternaam: str
    regionaam: str
    bestanden: tuple[Bestand, ...]
    proeven: tuple[Herberekening, ...]
    per_sleutel: Mapping[Verdeelsleutel, Mapping[str, int] | None]
    nieuwere_stukken: tuple[Bewijsstuk, ...] | None = None
    bewijs_mis: Mapping[str, str] = field(default_factory=dict)

    @property
    def bewijsstukken(self) -> tuple[Bewijsstuk, ...]:
        """The documents that prove the inputs."""
        return self.regeling.bewijsstukken if self.nieuwere_stukken is None else self.nieuwere_stukken

    @property
    def concept(self) -> bool:
        """Whether it is no more than a concept: by the manifest, or by the inputs."""
        return self.status != "definitief" or bool(self.redenen)

    @property
    def stand(self) -> str:
        """``CONCEPT · versie 1``: on every sheet."""
        return f"{'CONCEPT' if self.concept else 'DEFINITIEF'} · versie {self.versie}"

    @property
    def kopregel(self) -> str:
        """The header of every printed page."""
        return f"{self.regeling.regio.kort} dossier {self.jaar} · versie {self.versie}"

    @property
    def leveranciers(self) -> list[GemeenteUitkomst]:
        """Who owes a signed hour sheet."""
        return [rij for rij in self.uitkomst.gemeenten if moet_staat_inleveren(rij)]

    @property
    def afwijkingen(self) -> list[str]:
        """What is wrong with the folder, in short sentences without a full stop."""
        uit = [f"{bestand.naam}: {bestand.situatie}" for bestand in self.bestanden if not bestand.klopt]
        ontbreekt = {bestand.naam for bestand in self.bestanden if not bestand.sha_nu}
        for proef in self.proeven:
            if proef.bestand not in ontbreekt and (proef.afwijkend or not proef.vergeleken):
                waarom = proef.opmerking.rstrip(".") or f"{proef.afwijkend} formulecellen wijken af"
                uit.append(f"{proef.bestand}: {waarom}")
        if self.hash_toen != self.invoerhash:
            uit.append("de invoerhash van de bewaarde invoer is niet die van het manifest")
        return uit

    def staten_van(self, code: str) -> list[Urenstaat]:
        """The valid hour sheets of a gemeente for the year."""
        return [s for s in self.regeling.urenstaten if s.code == code and s.jaar == self.jaar and s.geldig]

    def bewaard(self, staat: Urenstaat) -> Bestand | None:
        """The kept copy of an hour sheet: the very file by its SHA-256, or the one with its name."""
        kopieen = [b for b in self.bestanden if b.naam.startswith(f"{STATENMAP}/") and b.sha_nu]
        zelfde = [b for b in kopieen if b.sha_nu == staat.sha256]
        return next(iter(zelfde or [b for b in kopieen if b.naam == f"{STATENMAP}/{staat.bestand}"]), None)

    def akkoord_bewaard(self, akkoord: Akkoord) -> bool:
        """Whether the signed file of an approval is kept with the version, by its SHA-256."""
        return any(
            b.sha_nu == akkoord.sha256 for b in self.bestanden if b.sha_nu and b.naam.startswith(f"{AKKOORDENMAP}/")
        )

    def waar(self, records: Iterable[Record], veld: str) -> str:
        """File, sheet and cells of a field of records: ``bron/via_master.xlsx, Inwoners!C2:C11``."""
        per_blad: dict[tuple[str, str], list[tuple[int, str]]] = {}
        for record in records:
            plek = record.plek
            if plek.blad:
                per_blad.setdefault((plek.bestand, plek.blad), []).append((plek.rij, plek.kolommen.get(veld, "")))
        return "; ".join(f"{self._pad(b)}, {blad}!{_bereik(cellen)}" for (b, blad), cellen in per_blad.items())

    def _pad(self, bestand: str) -> str:
        return self.masternaam if self.masternaam.endswith(f"/{bestand}") else f"{STATENMAP}/{bestand}"


def _bereik(cellen: Sequence[tuple[int, str]]) -> str:
    """``C2``, ``C2:C11``, or with gaps between ``C2:C90 (12 cellen)``."""
    geordend = sorted(set(cellen))
    (eerste, kolom), (laatste, kolom_laatst) = geordend[0], geordend[-1]
    if eerste == laatste:
        return f"{kolom}{eerste}"
    bereik = f"{kolom}{eerste}:{kolom_laatst}{laatste}"
    return bereik if laatste - eerste + 1 == len(geordend) else f"{bereik} ({len(geordend)} cellen)"
