"""The opgave for the jaarrekening: what each gemeente enters at the year's end, as letters and as rows of the master, and its answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

from via_xl import __version__
from via_xl.basis.bevinding import InvoerFout, NietsTeDoen
from via_xl.basis.datum import datum_nl
from via_xl.basis.geld import bedrag_tekst, euro_nl
from via_xl.basis.macrovraag import Antwoordsoort, Macrovraag
from via_xl.basis.publiceren import vrije_naam
from via_xl.basis.verhaal import MASTER, Lijst, Verhaal
from via_xl.controle.jaarstand import eis_verrekenbaar, kies_jaar
from via_xl.lezen.master import Master
from via_xl.lezen.waarden import WaardeFout, uit_getypt
from via_xl.regeling.model import Jaareinde, Jaareindeantwoord, Regeling
from via_xl.regeling.tabellen import JAAREINDE
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.afrekeningen import definitieve
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.jaareinde import Jaareindepost, is_laatste_opgave, jaareindeposten
from via_xl.rekenen.prognose import Prognose, prognose
from via_xl.schrijven.brief.jaareinde import Jaareindestof, maak_jaareindebrief
from via_xl.schrijven.stuk import Stuk
from via_xl.wijzigen.gezegd import lees_gemeente, vraag_gemeente
from via_xl.wijzigen.handeling import Handeling, Opgave
from via_xl.wijzigen.stukkenmap import Stukkenmap
from via_xl.wijzigen.wijziging import Celwijziging, Wijziging

T = TypeVar("T")

MAP = "brieven"
"""Where the folders of the letters stand, beside the master."""

_NIETS = "er is niets gemaakt en niets gewijzigd"
_LAATSTE_MAAND = 12


def geef_op(
    master: Master,
    heden: date,
    jaar: Annotated[
        int | None,
        Opgave(
            "Het jaar dat voorbij is, of vanaf 1 december dat jaar zelf; anders dat van blad Start.", "JAAR", "--jaar"
        ),
    ] = None,
    uit: Annotated[
        Path | None, Opgave("Waar de map van de brieven komt; anders in brieven, naast de master.", "MAP", "--uit")
    ] = None,
) -> Wijziging:
    """What each gemeente enters in its jaarrekening: a letter to each, and a row of tblJaareinde.

    Raises:
        InvoerFout: the year isn't in its last month yet, can't be forecast, is settled already, or was given today.
    """
    stof = stel_op(master, jaar, heden)
    plaats = Brievenmap(uit or master.pad.resolve().parent / MAP, stof)
    verwacht = stof.prognose.verwacht
    log = f"opgave jaarrekening: {euro_nl(verwacht.te_verdelen_ct)} te verdelen{' (raming)' if stof.geraamd else ''}"
    rijen = {JAAREINDE.naam: [_rij(stof, post) for post in stof.posten]}
    return Wijziging("opgave jaareinde", [(stof.jaar, log)], rijen, verhaal=_verhaal(stof, plaats), bijlage=plaats)


def stel_op(master: Master, jaar: int | None, op: date) -> Jaareindestof:
    """Work out what each gemeente enters. Writes nothing.

    Raises:
        InvoerFout: the year isn't in its last month yet, can't be forecast, is settled already, or was given today.
    """
    regeling, bestand = master.regeling, master.pad.name
    gekozen = kies_jaar(master, jaar)
    nu, _ = eis_verrekenbaar(bestand, regeling, gekozen)
    if definitieve(regeling, gekozen) is not None:
        raise NietsTeDoen(f"{bestand}: {gekozen} is al definitief afgerekend; neem de afrekening op. {_zin(_NIETS)}")
    _eis_nu(regeling, gekozen, op, bestand)
    straks = prognose(regeling, nu)
    _eis_raming(bestand, straks)
    return Jaareindestof(
        op=op,
        regeling=regeling,
        prognose=straks,
        posten=tuple(post for post in jaareindeposten(regeling, straks) if post.rij.ontvangt_stuk),
        invoerhash=invoerhash(regeling, gekozen),
        programma=f"ViA-XL {__version__}",
        masternaam=bestand,
    )


def _zin(tekst: str) -> str:
    return f"{tekst[0].upper()}{tekst[1:]}."


def _eis_nu(regeling: Regeling, jaar: int, op: date, bestand: str) -> None:
    """Refuse a year that isn't in its last month yet, and a second opgave of a day."""
    vanaf = date(jaar, _LAATSTE_MAAND, 1)
    if op < vanaf:
        raise InvoerFout(
            f"{bestand}: {jaar} is nog niet voorbij, en voor de jaarrekening van {jaar} is het te vroeg: een opgave kan vanaf "
            f"{datum_nl(vanaf)}; {_NIETS}. Kies met --jaar een jaar dat voorbij is."
        )
    al = [rij for rij in regeling.jaareinde if (rij.jaar, rij.op) == (jaar, op)]
    if al:
        raise InvoerFout(
            f"{bestand}: van {jaar} is vandaag, {datum_nl(op)}, al een opgave gemaakt; {_NIETS}. Klopt die niet, verwijder dan op "
            f"blad {JAAREINDE.blad} in {JAAREINDE.naam} haar rijen ({len(al)}, met {_kop('jaar')} {jaar} en {_kop('op')} "
            f"{datum_nl(op)}) en maak de opgave opnieuw. Een opgave van een latere dag komt "
            "vanzelf in de plaats van deze."
        )


def _kop(veld: str) -> str:
    return JAAREINDE.kolom(veld).kop


def _eis_raming(bestand: str, p: Prognose) -> None:
    """Refuse a year of which it isn't known what is to come, or that can't be shared."""
    if p.zonder_raming:
        raise NietsTeDoen(f"{bestand}: van {p.jaar} is geen raming te maken: {p.zonder_raming}; {_NIETS}.")
    if p.zonder_verdeling:
        raise InvoerFout(
            f"{bestand}: het bedrag van {p.jaar} is niet te verdelen naar {p.nu.verdeelsleutel}; {_NIETS}."
        )


def _rij(stof: Jaareindestof, post: Jaareindepost) -> Jaareinde:
    rij = post.rij
    return Jaareinde(
        jaar=stof.jaar,
        code=rij.code,
        op=stof.op,
        kosten_ct=rij.kosten_ct,
        bijdrage_ct=rij.bijdrage_ct,
        voorschot_ct=rij.voorschot_ct,
        saldo_ct=rij.saldo_ct,
        invoerhash=stof.invoerhash,
        bron=stof.briefnaam(rij),
        datum=stof.op,
    )


class Brievenmap(Stukkenmap):
    """The folder of the letters of a day: one to each gemeente."""

    def __init__(self, boven: Path, stof: Jaareindestof) -> None:
        voor = {stof.briefnaam(post.rij): post.rij.code for post in stof.posten}
        super().__init__(boven, vrije_naam(boven / stof.mapnaam).name, voor, stof.regeling, stof.jaar, _NIETS)
        self._stof = stof

    def stukken(self) -> Iterator[Stuk]:
        """The letters, in the order of the gemeenten."""
        return (maak_jaareindebrief(self._stof, post) for post in self._stof.posten)


def _verhaal(stof: Jaareindestof, plaats: Brievenmap) -> Verhaal:
    """What each gemeente enters, and where the letters are."""
    uit = stof.prognose.verwacht
    totalen = f"{g.TE_VERDELEN.label} {euro_nl(uit.te_verdelen_ct)}. {stof.hoe_zeker}"
    aantal = len(plaats.bestanden)
    return Verhaal(
        [
            Lijst(
                f"Opgave voor de jaarrekening {stof.jaar}",
                ("Gemeente",),
                [
                    (post.rij.naam, *(euro_nl(ct) if ct else "" for ct in _betaalt_ontvangt(post.rij.saldo_ct)))
                    for post in stof.posten
                ],
                ("Nog te betalen", "Nog te ontvangen"),
            ),
            totalen,
            f"{aantal} brieven in {plaats.map}",
            f"De opgave staat op blad {JAAREINDE.blad} van {MASTER}",
            "Volgende stap: verstuur de brieven, en leg vast wat een gemeente ermee deed met via-xl brief antwoord.",
        ],
        [
            f"De opgave voor de jaarrekening {stof.jaar} is gemaakt. {totalen}",
            f"{aantal} brieven staan in {plaats.map}.",
            f"De opgave staat op blad {JAAREINDE.blad}. Bewaar de master.",
        ],
        {
            "jaar": stof.jaar,
            "op": stof.op.isoformat(),
            "raming": stof.geraamd,
            "niet_te_ramen": stof.prognose.niets_te_ramen,
            "kosten": bedrag_tekst(uit.kosten_ct),
            "vergoeding": bedrag_tekst(uit.vergoeding_ct),
            "te_verdelen": bedrag_tekst(uit.te_verdelen_ct),
            "gemeenten": [
                {
                    "code": post.rij.code,
                    "naam": post.rij.naam,
                    "bijdrage": bedrag_tekst(post.rij.bijdrage_ct),
                    "saldo": bedrag_tekst(post.rij.saldo_ct),
                }
                for post in stof.posten
            ],
            "map": str(plaats.map),
            "bestanden": [str(pad) for pad in plaats.bestanden],
        },
    )


def _betaalt_ontvangt(saldo_ct: int) -> tuple[int, int]:
    return max(0, saldo_ct), max(0, -saldo_ct)


# --- the answer


def noteer_antwoord(
    master: Master,
    heden: date,
    gemeente: Annotated[
        str | Sequence[str],
        Opgave(
            "Wie antwoordde; zo vaak als nodig.",
            "GEMEENTE",
            "--gemeente",
            vraag_gemeente("Welke gemeente antwoordde?"),
            herhaalbaar=True,
        ),
    ] = (),
    bedrag: Annotated[
        str | None,
        Opgave(
            "Het opgenomen saldo, als dat een ander is: 1.234,56, of -1.234,56 voor nog te ontvangen.",
            "EUR",
            "--bedrag",
            Macrovraag(
                "Welk saldo nam zij op? Alleen bij een ander bedrag dan in de opgave: 1234,56 te betalen, -1234,56 te ontvangen.",
                Antwoordsoort.GETAL,
                verplicht=False,
            ),
        ),
    ] = None,
    op: Annotated[str | None, Opgave("De dag van het antwoord; anders vandaag.", "DATUM", "--op")] = None,
    jaar: Annotated[int | None, Opgave("Anders het jaar van blad Start.", "JAAR", "--jaar")] = None,
    opmerking: Annotated[
        str,
        Opgave("Wat de gemeente erbij zei.", "TEKST", "--opmerking", Macrovraag("Wat zei zij erbij?", verplicht=False)),
    ] = "",
) -> Wijziging:
    """What gemeenten did with their last opgave: entered it, or another amount.

    Raises:
        InvoerFout: something can't be read, or there is no opgave; with every one of them, and nothing is recorded.
    """
    gekozen = kies_jaar(master, jaar)
    mis: list[str] = []
    geboekt = _lees(int, bedrag, "geboekt_ct", "--bedrag", mis)
    dag = _lees(date, op, "beantwoord", "--op", mis) or heden
    if dag > heden:
        mis.append(f"{datum_nl(dag)} is nog niet geweest; leg vast wat er is.")
    namen = [gemeente] if isinstance(gemeente, str) else list(gemeente)
    if not namen:
        mis.append("Zeg wie antwoordde, bijvoorbeeld --gemeente Oss.")
    opgaven = [rij for naam in namen if (rij := _opgave(master.regeling, gekozen, naam, mis)) is not None]
    if mis:
        raise InvoerFout(f"{' '.join(mis)} {_zin(_NIETS)}")
    antwoord = Jaareindeantwoord.GEBOEKT if geboekt is None else Jaareindeantwoord.ANDERS
    velden = {"antwoord": antwoord, "geboekt_ct": geboekt, "beantwoord": dag, "opmerking": opmerking}
    cellen = [
        Celwijziging(JAAREINDE, rij, veld, waarde)
        for rij in opgaven
        for veld, waarde in velden.items()
        if getattr(rij, veld) != waarde
    ]
    wat = "nam de opgave op" if geboekt is None else f"nam {euro_nl(geboekt)} op"
    zinnen = [f"{master.regeling.naam_van(rij.code)} {wat}" for rij in opgaven]
    log = [(gekozen, f"jaareinde: {zin}") for zin in zinnen]
    if not cellen:
        raise NietsTeDoen(f"Dat stond er al; {_NIETS}.")
    verhaal = Verhaal(
        [*(f"Genoteerd: {zin}." for zin in zinnen), f"Bewaard in {MASTER}"],
        [f"Vastgelegd: {'; '.join(zinnen)}. Bewaar de master."],
        {"jaar": gekozen, "genoteerd": zinnen},
    )
    return Wijziging("antwoord jaareinde genoteerd", log, cellen=cellen, verhaal=verhaal)


def _lees(soort: type[T], tekst: str | None, veld: str, optie: str, mis: list[str]) -> T | None:
    """What was typed, as that column takes it; None for nothing."""
    if not tekst or not tekst.strip():
        return None
    try:
        gelezen = uit_getypt(tekst, JAAREINDE.kolom(veld))
    except WaardeFout as fout:
        mis.append(f"{optie}: {fout.wat} {fout.doen}")
        return None
    return gelezen if isinstance(gelezen, soort) else None


def _opgave(regeling: Regeling, jaar: int, naam: str, mis: list[str]) -> Jaareinde | None:
    """The last opgave of a gemeente."""
    try:
        code = lees_gemeente(naam, regeling)
    except WaardeFout as fout:
        mis.append(f"{fout.wat} {fout.doen}")
        return None
    for rij in regeling.jaareinde:
        if (rij.jaar, rij.code) == (jaar, code) and is_laatste_opgave(regeling, rij):
            return rij
    mis.append(f"{naam} kreeg over {jaar} nog geen opgave. Maak die met via-xl brief jaareinde.")
    return None


JAAREINDE_OPGEVEN = Handeling(
    geef_op,
    """Maak per gemeente een brief met wat zij aan het einde van het jaar in haar jaarrekening opneemt, vóór de afrekening.

    Ontbreken er nog uren, dan zijn de bedragen die van de prognose. De opgave komt op blad Akkoorden. Alles of niets.
    """,
    "via-xl brief jaareinde via_master.xlsx --jaar 2025",
    gevolg=_NIETS,
    uit="--uit-master",
    op_schijf=True,
    bewaard="een opgave noemt de invoer waarop zij berust",
)

JAAREINDE_ANTWOORD = Handeling(
    noteer_antwoord,
    "Leg vast of een gemeente haar opgave voor de jaarrekening opnam, of een ander bedrag.\n\n"
    "De afrekening toont daarna het verschil met wat er is opgenomen.",
    "via-xl brief antwoord via_master.xlsx --gemeente Oss --gemeente Boekel --jaar 2025",
    gevolg=_NIETS,
    op_schijf=True,
)
