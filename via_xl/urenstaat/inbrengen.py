"""Hour sheets that were read, brought into the inputs: nothing is deleted, what is replaced becomes vervallen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from via_xl.basis.bevinding import Ernst
from via_xl.regeling.model import Aandachtspunt, Regeling, Status, Urenregel, Urenstaat

if TYPE_CHECKING:
    from via_xl.urenstaat.lees import GelezenUrenstaat


class Staatgevolg(StrEnum):
    """What became of an hour sheet."""

    NIEUW = "ingelezen"
    VERVANGT = "vervangt een eerdere"
    ONGEWIJZIGD = "ongewijzigd"
    GEWEIGERD = "geweigerd"


@dataclass(frozen=True, slots=True)
class Inbreng:
    """What became of one hour sheet that was brought in.

    ``regels`` and ``uren_h`` are the lines and hours (hundredths) that came in; ``vervallen`` counts the earlier lines
    that they replaced.
    """

    bestand: str
    code: str | None
    jaar: int | None
    gevolg: Staatgevolg
    regels: int = 0
    uren_h: int = 0
    vervallen: int = 0


def breng_in(
    regeling: Regeling, staten: Sequence[GelezenUrenstaat], vandaag: date
) -> tuple[Regeling, tuple[Inbreng, ...]]:
    """Bring hour sheets into the regeling: gives the new regeling, and for each sheet what became of it.

    A sheet with an error changes nothing. The same file again changes nothing. Another file for the same
    gemeente and year makes that gemeente's earlier lines of that year, and its earlier sheet, vervallen.
    ``vandaag`` is the day that is recorded with them.
    """
    uitkomsten: list[Inbreng] = []
    for staat in staten:
        regeling, inbreng = _een(regeling, staat, vandaag)
        uitkomsten.append(inbreng)
    return regeling, tuple(uitkomsten)


def _een(regeling: Regeling, staat: GelezenUrenstaat, vandaag: date) -> tuple[Regeling, Inbreng]:
    code, jaar = staat.code, staat.jaar
    if staat.fout or code is None or jaar is None:
        return regeling, Inbreng(staat.bestand, code, jaar, Staatgevolg.GEWEIGERD)
    uren_h = sum(regel.uren_h for regel in staat.regels)
    bekend = [s for s in regeling.urenstaten if s.geldig and s.code == code and s.jaar == jaar]
    if any(s.sha256 == staat.sha256 for s in bekend):
        return regeling, Inbreng(staat.bestand, code, jaar, Staatgevolg.ONGEWIJZIGD, len(staat.regels), uren_h)
    vervallen = [_van(regel, code, jaar) for regel in regeling.uren]
    nieuw = replace(
        regeling,
        uren=(
            *(replace(r, geldig=False) if weg else r for r, weg in zip(regeling.uren, vervallen, strict=True)),
            *(replace(regel, status=_status(staat)) for regel in staat.regels),
        ),
        urenstaten=(
            *(replace(s, geldig=False) if s in bekend else s for s in regeling.urenstaten),
            _registratie(staat, code, jaar, uren_h, vandaag),
        ),
        aandachtspunten=(
            *(replace(p, afgehandeld=True) if _vervangen(p, code, jaar) else p for p in regeling.aandachtspunten),
            *_aandachtspunten(staat, code, jaar),
        ),
    )
    gevolg = Staatgevolg.VERVANGT if bekend else Staatgevolg.NIEUW
    return nieuw, Inbreng(staat.bestand, code, jaar, gevolg, len(staat.regels), uren_h, sum(vervallen))


def _van(regel: Urenregel, code: str, jaar: int) -> bool:
    return regel.geldig and regel.code == code and regel.maand.year == jaar


def _vervangen(punt: Aandachtspunt, code: str, jaar: int) -> bool:
    """Whether a warning is about the sheet that is replaced: then that settles it."""
    return punt.code == code and punt.jaar == jaar and not punt.afgehandeld


def _akkoord(staat: GelezenUrenstaat) -> tuple[date | None, date | None]:
    return staat.akkoord.get("medewerker"), staat.akkoord.get("leidinggevende")


def _status(staat: GelezenUrenstaat) -> Status:
    """Hours are vastgesteld once medewerker and leidinggevende both signed for them."""
    return Status.TE_BEVESTIGEN if None in _akkoord(staat) else Status.VASTGESTELD


def _registratie(staat: GelezenUrenstaat, code: str, jaar: int, uren_h: int, vandaag: date) -> Urenstaat:
    medewerker, leidinggevende = _akkoord(staat)
    return Urenstaat(
        bron=staat.bestand,
        datum=max((dag for dag in (medewerker, leidinggevende) if dag is not None), default=None),
        status=_status(staat),
        code=code,
        jaar=jaar,
        bestand=staat.bestand,
        sha256=staat.sha256,
        gelezen_op=vandaag,
        regels=len(staat.regels),
        uren_h=uren_h,
        akkoord_medewerker=medewerker,
        akkoord_leidinggevende=leidinggevende,
    )


def _aandachtspunten(staat: GelezenUrenstaat, code: str, jaar: int) -> tuple[Aandachtspunt, ...]:
    return tuple(
        Aandachtspunt(
            bron=staat.bestand,
            code=code,
            jaar=jaar,
            bestand=staat.bestand,
            plaats="!".join(deel for deel in (b.blad, b.cel) if deel),
            wat=b.wat,
            doen=b.doen,
        )
        for b in staat.bevindingen
        if b.ernst is Ernst.WAARSCHUWING
    )
