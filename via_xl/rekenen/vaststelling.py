"""How firm the inputs of a settlement are, and what keeps it a concept (section "Definitief of concept")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from via_xl.model import Record, Regeling, Status, Verdeelsleutel
from via_xl.rekenen.besluiten import Voortgang, meerkosten_besloten, niet_genomen
from via_xl.rekenen.verrekening import GemeenteUitkomst, Verrekening


@dataclass(frozen=True, slots=True)
class Vaststelling:
    """Of the rows of one kind that a settlement uses: how many there are and how many are vastgesteld."""

    onderwerp: str
    blad: str
    gebruikt: int
    vastgesteld: int

    @property
    def compleet(self) -> bool:
        """Whether every used row is vastgesteld."""
        return self.gebruikt == self.vastgesteld


def _tel(onderwerp: str, blad: str, rijen: Iterable[Record]) -> Vaststelling:
    alle = list(rijen)
    return Vaststelling(onderwerp, blad, len(alle), sum(rij.status is Status.VASTGESTELD for rij in alle))


def vaststellingen(regeling: Regeling, uitkomst: Verrekening) -> tuple[Vaststelling, ...]:
    """The inputs that the settlement of a year uses, counted by kind. Tarieven count once per hour line."""
    jaar = uitkomst.jaar
    doen_mee = {rij.code for rij in uitkomst.gemeenten if rij.inwoners is not None}
    capaciteit = uitkomst.verdeelsleutel is Verdeelsleutel.CAPACITEIT
    soorten = [
        _tel("gemeenten", "Gemeenten", regeling.gemeenten),
        _tel("parameters van het jaar", "Jaren", (rij for rij in regeling.jaren if rij.jaar == jaar)),
        _tel("POK-vergoeding", "POK", (rij for rij in regeling.pok if rij.jaar == jaar)),
        _tel(
            "inwoners",
            "Inwoners",
            (rij for rij in regeling.inwoners if rij.peiljaar == uitkomst.peiljaar and rij.code in doen_mee),
        ),
        _tel("urenregels", "Uren", (rij.regel for rij in uitkomst.regels)),
        _tel("tarieven van urenregels", "Tarieven", (rij.tarief for rij in uitkomst.regels)),
        _tel("begroting", "Begroting", (rij for rij in regeling.begroting if rij.jaar == jaar)),
        _tel(
            "capaciteit",
            "Capaciteit",
            (rij for rij in regeling.capaciteit if capaciteit and rij.geldt_op(date(jaar, 12, 31))),
        ),
        _tel("voorschotten", "Voorschotten", (rij for rij in regeling.voorschotten if rij.jaar == jaar)),
    ]
    return tuple(soorten)


def moet_staat_inleveren(rij: GemeenteUitkomst) -> bool:
    """Whether a signed hour sheet (or nil return) is due: the gemeente supplies capacity, or delivered hours."""
    return rij.capaciteit_h > 0 or rij.uren_h > 0


def getekende_staten(regeling: Regeling, jaar: int) -> dict[str, int]:
    """Per CBS code how many valid hour sheets of the year both signed."""
    uit: dict[str, int] = {}
    for staat in regeling.urenstaten:
        if staat.jaar == jaar and staat.geldig and staat.getekend:
            uit[staat.code] = uit.get(staat.code, 0) + 1
    return uit


def open_aandachtspunten(regeling: Regeling, jaar: int) -> int:
    """How many warnings about hour sheets of the year nobody settled yet."""
    return sum(punt.jaar == jaar and not punt.afgehandeld for punt in regeling.aandachtspunten)


def boven_voorstelgrens(uitkomst: Verrekening) -> bool:
    """Whether R exceeds the limit above which a voorstel is due (Koersplan 8.4)."""
    return uitkomst.voorstelgrens_ct is not None and uitkomst.te_verdelen_ct > uitkomst.voorstelgrens_ct


def _nog_niet(open_: Voortgang) -> str:
    """Why a besluit holds up the settlement."""
    volgende = f"; volgende stap: {open_.volgende}" if open_.volgende is not None else ""
    return f"besluit {open_.besluit.nummer} is nog niet genomen (stand: {open_.stand}{volgende})"


def redenen_concept(regeling: Regeling, uitkomst: Verrekening) -> tuple[str, ...]:
    """Why the settlement is not definitief yet, as short Dutch sentences; never empty as long as nobody approved.

    The approvals of two gemeenten are not in the master yet, so they are always among the reasons.
    """
    redenen = [
        f"niet alle {soort.onderwerp} zijn vastgesteld ({soort.vastgesteld} van {soort.gebruikt})"
        if soort.gebruikt > 1
        else f"{soort.onderwerp} niet vastgesteld"
        for soort in vaststellingen(regeling, uitkomst)
        if not soort.compleet
    ]
    getekend = getekende_staten(regeling, uitkomst.jaar)
    ontbreekt = [rij.naam for rij in uitkomst.gemeenten if moet_staat_inleveren(rij) and rij.code not in getekend]
    if ontbreekt:
        redenen.append(f"geen ondertekende urenstaat van {', '.join(ontbreekt)}")
    if aantal := open_aandachtspunten(regeling, uitkomst.jaar):
        redenen.append(f"{aantal} aandachtspunt{'en' if aantal > 1 else ''} bij urenstaten niet afgehandeld")
    redenen += [_nog_niet(open_) for open_ in niet_genomen(regeling, uitkomst.jaar)]
    if boven_voorstelgrens(uitkomst) and not meerkosten_besloten(regeling, uitkomst.jaar):
        redenen.append("het te verdelen bedrag ligt boven de voorstelgrens en er is nog geen besluit (8.4)")
    termijn = regeling.jaar(uitkomst.jaar).reactietermijn
    redenen.append("reactietermijn niet verstreken" if termijn is not None else "reactietermijn niet bepaald")
    redenen.append("akkoord van twee gemeenten ontbreekt")
    return tuple(redenen)
