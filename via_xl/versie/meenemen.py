"""A herziening of which every difference is small: into the settlement of a later year, instead of ten payments of some cents."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from via_xl.basis.bevinding import InvoerFout, NietsTeDoen
from via_xl.basis.geld import bedrag_tekst, euro_nl
from via_xl.basis.macrovraag import Antwoordsoort, Macrovraag
from via_xl.basis.opsomming import met_getal
from via_xl.basis.verhaal import MASTER, Lijst, Verhaal
from via_xl.lezen.master import Master
from via_xl.regeling.model import Regeling, Status, Verrekend
from via_xl.regeling.tabellen import VERREKEND
from via_xl.rekenen.afrekeningen import definitieve
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.wijzigingen import Vergelijking
from via_xl.versie.versiemap import herleid, open_versiemap
from via_xl.wijzigen.handeling import Handeling, Opgave
from via_xl.wijzigen.wijziging import Wijziging

_NIETS = "er is niets gewijzigd"


def neem_mee(
    master: Master,
    heden: date,
    versiemap: Annotated[
        Path,
        Opgave(
            "De versiemap van de herziening, bijvoorbeeld afrekeningen/2024/v2.",
            "MAP",
            "",
            Macrovraag("Kies de map van de herziening, bijvoorbeeld afrekeningen, 2024, v2", Antwoordsoort.MAP),
        ),
    ],
    met: Annotated[
        int | None,
        Opgave(
            "Met de afrekening van welk jaar; anders het eerste latere dat nog niet definitief is.", "JAAR", "--met"
        ),
    ] = None,
) -> Wijziging:
    """The differences of a herziening as rows of ``tblVerrekend``: they count in the settlement of a later year.

    Raises:
        InvoerFout: it is no herziening of what the master holds now, the year has no threshold or a difference reaches it,
            it was carried already, or the later year can't take it.
    """
    v = herleid(open_versiemap(versiemap), _NIETS).vergelijking
    regeling, bestand = master.regeling, master.pad.name
    if v is None or not v.herziening:
        raise InvoerFout(
            f"{versiemap} is geen herziening van een definitieve versie; {_NIETS}. Een verschil is er pas na een definitieve "
            "afrekening."
        )
    _eis_actueel(regeling, v, versiemap, bestand)
    _eis_klein(regeling, v, bestand)
    naar = _naar(regeling, v, met, bestand)
    bron = f"herziening van {v.jaar}, versie {v.nu.versie} tegen {v.vorig.versie} (invoerhash {v.nu.invoerhash[:12]})"
    rijen = [
        Verrekend(
            code=rij.code,
            jaar=naar,
            bedrag_ct=rij.te_betalen_ct.verschil,
            uit_jaar=v.jaar,
            herziet=v.vorig.versie,
            bron=bron,
            datum=heden,
            status=Status.TE_BEVESTIGEN,
        )
        for rij in v.gemeenten
        if rij.te_betalen_ct.verschil
    ]
    if not rijen:
        raise NietsTeDoen(f"{versiemap}: geen gemeente heeft een verschil met versie {v.vorig.versie}; {_NIETS}.")
    log = [(jaar, f"herziening van {v.jaar} verrekend met {naar}") for jaar in (v.jaar, naar)]
    return Wijziging("herziening meegenomen", log, {VERREKEND.naam: rijen}, verhaal=_verhaal(v, naar, rijen))


def _eis_actueel(regeling: Regeling, v: Vergelijking, versiemap: Path, bestand: str) -> None:
    """Refuse what was carried already, and a folder of other inputs than the master holds now."""
    if any((rij.uit_jaar, rij.herziet) == (v.jaar, v.vorig.versie) for rij in regeling.verrekend):
        raise InvoerFout(
            f"{bestand}: de herziening van versie {v.vorig.versie} van {v.jaar} staat al in tblVerrekend; {_NIETS}. Verwijder daar "
            "haar rijen als het opnieuw moet."
        )
    if invoerhash(regeling, v.jaar) != v.nu.invoerhash:
        raise InvoerFout(
            f"{bestand}: de invoer van {v.jaar} is niet meer die van {versiemap}; {_NIETS}. Draai de jaarrun opnieuw en neem die "
            "versie mee."
        )


def _eis_klein(regeling: Regeling, v: Vergelijking, bestand: str) -> None:
    """Refuse a year without a threshold, and a difference that isn't below it."""
    drempel = regeling.jaar(v.jaar).drempel_herziening_ct
    if drempel == 0:
        raise InvoerFout(
            f"{bestand}: {v.jaar} heeft geen drempel, dus elk verschil wordt gewoon verrekend; {_NIETS}. Vul op blad Jaren de kolom "
            "Drempel herziening in als een klein verschil mee mag met een latere afrekening."
        )
    te_groot = [rij for rij in v.gemeenten if abs(rij.te_betalen_ct.verschil) >= drempel]
    if te_groot:
        grootste = max(te_groot, key=lambda rij: abs(rij.te_betalen_ct.verschil))
        wie = met_getal(len(te_groot), "gemeente", "gemeenten")
        raise InvoerFout(
            f"{bestand}: het verschil van {wie} is niet kleiner dan de drempel van {euro_nl(drempel)} (het grootst: {grootste.naam}, "
            f"{euro_nl(abs(grootste.te_betalen_ct.verschil))}); {_NIETS}. Verreken de herziening met een betaallijst."
        )


def _naar(regeling: Regeling, v: Vergelijking, met: int | None, bestand: str) -> int:
    later = sorted(rij.jaar for rij in regeling.jaren if rij.jaar > v.jaar)
    vrij = [jaar for jaar in later if definitieve(regeling, jaar) is None]
    naar = met if met is not None else next(iter(vrij), None)
    if naar is None:
        raise InvoerFout(
            f"{bestand}: er is na {v.jaar} geen jaar dat nog niet definitief is afgerekend; {_NIETS}. Open eerst een jaar met via-xl "
            "jaar open."
        )
    if naar not in later:
        raise InvoerFout(
            f"{bestand}: {naar} is geen later jaar dan {v.jaar} in tblJaren; {_NIETS}. Kies bij --met een later jaar."
        )
    if naar not in vrij:
        raise InvoerFout(f"{bestand}: {naar} is al definitief afgerekend; {_NIETS}. Kies een later jaar.")
    return naar


def _verhaal(v: Vergelijking, naar: int, rijen: list[Verrekend]) -> Verhaal:
    """What of each gemeente is carried, and what happens next."""
    namen = {rij.code: rij.naam for rij in v.gemeenten}
    som = sum(rij.bedrag_ct for rij in rijen)
    kop = f"De verschillen van de herziening van {v.jaar} worden verrekend met de afrekening van {naar}."
    straks = (
        f"Maak nu de herziening van {v.jaar} definitief: haar stukken en betaallijst zeggen dat er niets te betalen is. De rijen "
        f"tellen meteen mee in de afrekening van {naar}; definitief kan die pas worden als zij op vastgesteld staan."
    )
    lijst = Lijst(
        f"Herziening van {v.jaar}, verrekend met {naar}",
        ("Gemeente",),
        [(namen[rij.code], euro_nl(rij.bedrag_ct)) for rij in rijen],
        ("Verschil",),
        totaal=("Samen", euro_nl(som)),
    )
    return Verhaal(
        [f"De verschillen staan op blad {VERREKEND.blad} van {MASTER}, te bevestigen.", straks],
        [f"{kop} Zij staan op blad {VERREKEND.blad}, te bevestigen. Bewaar de master.", straks],
        {
            "uit_jaar": v.jaar,
            "herziet": v.vorig.versie,
            "met": naar,
            "gemeenten": [{"code": rij.code, "bedrag": bedrag_tekst(rij.bedrag_ct)} for rij in rijen],
        },
        vooraf=[kop, lijst],
        vraag=[kop, *(f"• {namen[rij.code]}: {euro_nl(rij.bedrag_ct)}" for rij in rijen)],
    )


HERZIENING_MEENEMEN = Handeling(
    neem_mee,
    """Verreken een herziening waarvan elk verschil kleiner is dan de drempel van het jaar met de afrekening van een later jaar.

    Per gemeente komt er een regel in de afrekening van dat jaar; voor de herziening zelf is dan niets te betalen. De drempel staat
    op blad Jaren; is hij leeg of 0, dan kan het niet.
    """,
    "via-xl herziening meenemen afrekeningen/2024/v2 --in via_master.xlsx --met 2025",
    master="--in",
    eerst_tonen=True,
    op_schijf=True,
)
