"""Hour sheets that were read, brought into the inputs: nothing is deleted, what is replaced becomes vervallen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.geld import uren_nl
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.basis.opsomming import met_getal
from via_xl.regeling.model import Aandachtspunt, Regeling, Status, Urenregel, Urenstaat

if TYPE_CHECKING:
    from via_xl.urenstaat.lees import GelezenUrenstaat


_NOEM = 5
"""How many lines are named one by one."""


class Staatgevolg(StrEnum):
    """What became of an hour sheet."""

    NIEUW = "ingelezen"
    VERVANGT = "vervangt een eerdere"
    ONGEWIJZIGD = "ongewijzigd"
    GEWEIGERD = "geweigerd"


class Inbreng(Struct, frozen=True):
    """What became of one hour sheet that was brought in.

    ``regels`` and ``uren_h`` are the lines and hours (hundredths) that came in; ``vervallen`` are the earlier lines that
    they replaced, ``bevindingen`` the warnings about those that a corrected sheet would not explain.
    """

    bestand: str
    code: str | None
    jaar: int | None
    gevolg: Staatgevolg
    regels: int = 0
    uren_h: int = 0
    vervallen: tuple[Urenregel, ...] = ()
    bevindingen: tuple[Bevinding, ...] = ()

    @property
    def vervallen_h(self) -> int:
        """The hours of the lines that were replaced, in hundredths."""
        return sum(regel.uren_h for regel in self.vervallen)


def breng_in(
    regeling: Regeling, staten: Sequence[GelezenUrenstaat], vandaag: date
) -> tuple[Regeling, tuple[Inbreng, ...]]:
    """Bring hour sheets into the regeling: gives the new regeling, and for each sheet what became of it.

    A sheet with an error changes nothing. The same file again changes nothing. Another file for the same gemeente and
    year makes vervallen: the earlier sheet with its lines, the other lines of that year that are settled in it, and those
    settled in a later year of which the file says the hours of that medewerker anew. Any other late line stays.
    ``vandaag`` is the day that is recorded with them.
    """
    uitkomsten: list[Inbreng] = []
    for staat in staten:
        regeling, inbreng = _een(regeling, staat, vandaag)
        uitkomsten.append(inbreng)
    return regeling, tuple(uitkomsten)


def met_gevolg(staat: GelezenUrenstaat, inbreng: Inbreng) -> GelezenUrenstaat:
    """A sheet with what bringing it in brought to light among its findings."""
    return replace(staat, bevindingen=(*staat.bevindingen, *inbreng.bevindingen))


def _een(regeling: Regeling, staat: GelezenUrenstaat, vandaag: date) -> tuple[Regeling, Inbreng]:
    code, jaar = staat.code, staat.jaar
    if staat.fout or code is None or jaar is None:
        return regeling, Inbreng(staat.bestand, code, jaar, Staatgevolg.GEWEIGERD)
    uren_h = sum(regel.uren_h for regel in staat.regels)
    bekend = [s for s in regeling.urenstaten if s.geldig and s.code == code and s.jaar == jaar]
    if any(s.sha256 == staat.sha256 for s in bekend):
        return regeling, Inbreng(staat.bestand, code, jaar, Staatgevolg.ONGEWIJZIGD, len(staat.regels), uren_h)
    vervangt = _Vervangt(regeling, staat, code, jaar)
    weg = tuple(filter(vervangt.vervalt, regeling.uren))
    bevindingen = tuple(vervangt.onverwacht(weg))
    nieuw = replace(
        regeling,
        uren=(
            *(replace(regel, geldig=False) if vervangt.vervalt(regel) else regel for regel in regeling.uren),
            *(replace(regel, status=_status(staat)) for regel in staat.regels),
        ),
        urenstaten=(
            *(replace(s, geldig=False) if s in bekend else s for s in regeling.urenstaten),
            _registratie(staat, code, jaar, uren_h, vandaag),
        ),
        aandachtspunten=(
            *(replace(p, afgehandeld=True) if _vervangen(p, code, jaar) else p for p in regeling.aandachtspunten),
            *_aandachtspunten(staat.bestand, (*staat.bevindingen, *bevindingen), code, jaar),
        ),
    )
    gevolg = Staatgevolg.VERVANGT if bekend else Staatgevolg.NIEUW
    return nieuw, Inbreng(staat.bestand, code, jaar, gevolg, len(staat.regels), uren_h, weg, bevindingen)


class _Vervangt:
    """Which earlier lines an hour sheet replaces, and which of those nobody would expect it to."""

    def __init__(self, regeling: Regeling, staat: GelezenUrenstaat, code: str, jaar: int) -> None:
        self._bestand, self._code, self._jaar = staat.bestand, code, jaar
        self._wie = {_persoon(regel) for regel in staat.regels}
        self._later = {(_persoon(regel), regel.afrekenjaar) for regel in staat.regels}
        self._eerdere = tuple(f"{s.bestand} " for s in regeling.urenstaten if s.code == code and s.jaar == jaar)

    def vervalt(self, regel: Urenregel) -> bool:
        """Whether the sheet stands in the place of a line."""
        if not regel.geldig or regel.code != self._code or regel.maand.year != self._jaar:
            return False
        if regel.afrekenjaar == self._jaar or regel.bron.startswith(self._eerdere):
            return True
        return (_persoon(regel), regel.afrekenjaar) in self._later

    def onverwacht(self, weg: Sequence[Urenregel]) -> Iterator[Bevinding]:
        """Warnings about lines that came from no hour sheet, and of a medewerker who is not on this one."""
        getypt = [regel for regel in weg if not self._uit_staat(regel)]
        if getypt:
            kwam = "kwamen, zijn" if len(getypt) > 1 else "kwam, is"
            yield self._let_op(f"{_regels(getypt)} die niet uit een urenstaat {kwam} vervallen: {_waar(getypt)}.")
        per_persoon: dict[str, list[Urenregel]] = {}
        for regel in weg:
            if self._uit_staat(regel) and _persoon(regel) not in self._wie:
                per_persoon.setdefault(_persoon(regel), []).append(regel)
        for regels in per_persoon.values():
            zijn = "zijn" if len(regels) > 1 else "is"
            yield self._let_op(
                f"{regels[0].medewerker} staat niet op deze urenstaat; {_regels(regels)} van {self._jaar} {zijn} "
                f"vervallen: {_waar(regels)}."
            )

    def _uit_staat(self, regel: Urenregel) -> bool:
        return regel.bron.startswith(self._eerdere) or "urenstaat" in regel.bron.casefold()

    def _let_op(self, wat: str) -> Bevinding:
        doen = "Horen deze uren er toch bij, zet ze dan op de urenstaat en lees die opnieuw in."
        return Bevinding(self._bestand, "", "", wat, doen, Ernst.WAARSCHUWING)


def _persoon(regel: Urenregel) -> str:
    return zelfde_in_formule(regel.medewerker)


def _regels(regels: Sequence[Urenregel]) -> str:
    aantal = met_getal(len(regels), "eerdere regel", "eerdere regels")
    return f"{aantal} ({uren_nl(sum(regel.uren_h for regel in regels))} uur)"


def _waar(regels: Sequence[Urenregel]) -> str:
    """The first lines, each by medewerker and month and its row in the master."""
    delen = [
        f"{regel.medewerker} {regel.maand:%m-%Y}" + (f" (Uren rij {regel.plek.rij})" if regel.plek.rij else "")
        for regel in regels[:_NOEM]
    ]
    return ", ".join(delen) + (f" en nog {len(regels) - _NOEM}" if len(regels) > _NOEM else "")


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


def _aandachtspunten(bestand: str, bevindingen: Sequence[Bevinding], code: str, jaar: int) -> tuple[Aandachtspunt, ...]:
    return tuple(
        Aandachtspunt(
            bron=bestand,
            code=code,
            jaar=jaar,
            bestand=bestand,
            plaats="!".join(deel for deel in (b.blad, b.cel) if deel),
            wat=b.wat,
            doen=b.doen,
        )
        for b in bevindingen
        if b.ernst is Ernst.WAARSCHUWING
    )
