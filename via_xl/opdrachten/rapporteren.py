"""Reports: of a year for stuurgroep and Regiodag, of a version for the accountant, of the difference between two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from via_xl.basis.geld import euro_nl
from via_xl.basis.verhaal import Lijst, Regel, Smal
from via_xl.opdrachten.opties import Json, Master, Versiemap, argument, optie
from via_xl.opdrachten.scherm import geef, voortgangsbalk, zeg

if TYPE_CHECKING:
    from via_xl.versie.verschil import Versieverschil


_Jaar = Annotated[int | None, optie("--jaar", "Het jaar van het rapport; anders dat van blad Start.", "JAAR")]
_Uit = Annotated[Path | None, optie("--uit", "De te maken werkmap; anders naast de master.", "BESTAND.xlsx")]


def verantwoording(
    master: Master,
    jaar: _Jaar = None,
    uit: _Uit = None,
    minstens: Annotated[int, optie("--minstens", "Uren van minder medewerkers staan samen.", "AANTAL")] = 3,
) -> None:
    """Maak de jaarverantwoording voor stuurgroep en Regiodag: kerncijfers op één A4, capaciteit, thema's, meerjaren.

    Er staan geen uren van personen in, en geen kosten per gemeente; uren van minder dan drie medewerkers staan samen, per gemeente, taak,
    maand en thema. De master blijft zoals hij is.

    Voorbeeld: via-xl verantwoording via_master.xlsx --jaar 2024
    """
    from via_xl.vragen.verantwoording import maak_verantwoording

    with voortgangsbalk() as voortgang:
        verslag = maak_verantwoording(master, jaar, uit, voortgang, minstens=minstens)
    stand = f"nog CONCEPT: {'; '.join(verslag.redenen)}" if verslag.redenen else "definitief"
    zeg(f"Gemaakt en nagerekend: {verslag.pad} (jaar {verslag.jaar}, {stand}).")


def _masterrapport(soort: str, wat: str) -> Callable[..., None]:
    """The command for a report on the master: ``wat`` is what it tells of."""

    def rapport(master: Master, jaar: _Jaar = None, uit: _Uit = None) -> None:
        from via_xl.vragen.rapport import maak_masterrapport

        with voortgangsbalk() as voortgang:
            verslag = maak_masterrapport(master, soort, jaar, uit, voortgang)
        zeg(f"Gemaakt en nagerekend: {verslag.pad} (jaar {verslag.jaar}). De master is niet gewijzigd.")

    rapport.__doc__ = f"""{wat}.

    Maakt een werkmap met levende formules en rekent die na. De invoer staat er als kopie in; de master blijft zoals hij is. Alleen voor de centrumgemeente: er staan uren van iedereen in.

    Voorbeeld: via-xl {" ".join(("rapport", soort))} via_master.xlsx --jaar 2024
    """
    return rapport


bijdrage = _masterrapport("bijdrage", "De begroting nagerekend, over alle jaren")
capaciteit = _masterrapport("capaciteit", "Gevraagd, toegezegd en geleverd; prognose")
prognose = _masterrapport("prognose", "Waar het jaar op uitkomt, laag, verwacht en hoog")
jaareinde = _masterrapport("jaareinde", "Wat elke gemeente aan het einde van het jaar opneemt")
themas = _masterrapport("themas", "Uren en kosten per thema en per rol")
duvo_pok = _masterrapport("duvo-pok", "Het budget DUVO en POK van het jaar")
lezingen = _masterrapport("lezingen", "Wat open is, en wat elke lezing kost")
alles = _masterrapport("alles", "Alle rapporten op de master in één")


def dossier(
    versiemap: Versiemap,
    uit: Annotated[
        Path | None, optie("--uit", "De te maken werkmap; anders naast de versiemap.", "BESTAND.xlsx")
    ] = None,
    bewijsstukken: Annotated[
        Path | None,
        optie("--bewijsstukken", "Neem de bewijsstukken uit deze master, als zij nieuwer zijn.", "MASTER"),
    ] = None,
    voor: Annotated[
        str, optie("--voor", "Alleen voor deze gemeente: zonder personen en zonder andere gemeenten.", "GEMEENTE")
    ] = "",
    steekproef: Annotated[
        int | None,
        optie("--steekproef", "Bij --voor: hoeveel regels van de kosten worden getrokken; anders 25.", "AANTAL"),
    ] = None,
) -> None:
    """Maak van een versiemap een dossier voor de accountant: invoer met bron, controles, bewijs, en wat ontbreekt.

    Alles komt uit de map zelf en wordt nu opnieuw berekend; de map blijft zoals zij is. Wat met via-xl bewijs is
    vastgelegd geeft antwoord op wat anders ontbreekt.

    Voorbeeld: via-xl dossier afrekeningen/2024/v1
    """
    from via_xl.versie.dossier import maak_dossier

    with voortgangsbalk() as voortgang:
        verslag = maak_dossier(versiemap, uit, voortgang, bewijsstukken=bewijsstukken, voor=voor, steekproef=steekproef)
    zeg(f"Gemaakt: {verslag.pad}. Op {verslag.ontbreekt} vragen ontbreekt het antwoord, op {verslag.deels} deels.")
    if verslag.ontbreekt or verslag.deels:
        zeg("Volgende stap: blad Vragen zegt achter elke vraag wat er nog voor nodig is.")
    for afwijking in verslag.afwijkingen:
        zeg(f"LET OP: {afwijking}.")


def verschil(
    map_v1: Annotated[Path, argument("De eerdere versiemap.", "MAP_V1")],
    map_v2: Annotated[Path, argument("De latere versiemap, van hetzelfde jaar.", "MAP_V2")],
    uit: Annotated[Path | None, optie("--uit", "Schrijf het verschil ook als werkmap.", "BESTAND.xlsx")] = None,
    json: Json = False,
) -> None:
    """Laat zien wat er van de ene versie op de andere veranderde: per gemeente het saldo, en waarom.

    Beide worden opnieuw berekend uit wat de map zelf bewaart. Voor de centrumgemeente: er staan urenregels van iedereen in.

    Voorbeeld: via-xl verschil afrekeningen/2024/v1 afrekeningen/2024/v2
    """
    from via_xl.versie.verschil import bepaal_verschil

    geef(bepaal_verschil(map_v1, map_v2, uit), _verschil, json=json)


def _verschil(verschil: Versieverschil) -> Iterator[Regel]:
    """Per gemeente the saldo in both versions and the difference, with the reasons; then what changed for the region."""
    v = verschil.vergelijking
    velden = ("vorig", "nu", "verschil")
    sommen = [sum(getattr(rij.saldo_ct, veld) for rij in v.gemeenten) for veld in velden]
    yield Lijst(
        f"{v.nu.uitkomst.regio.kort} verrekening {v.jaar} · versie {v.vorig.versie} ({v.vorig.status}) → versie {v.nu.versie} ({v.nu.status})",
        ("Gemeente",),
        [
            (rij.naam, *(euro_nl(getattr(rij.saldo_ct, veld)) for veld in velden), "; ".join(rij.eigen_redenen))
            for rij in v.gemeenten
        ],
        ("Saldo toen", "Saldo nu", "Verschil"),
        ("Wat zelf veranderde",),
        ("Totaal", *map(euro_nl, sommen), ""),
    )
    yield "Hele regio: " + ("; ".join(v.redenen) or "niets veranderd") + "."
    if v.herziening:
        yield Smal(f"Versie {v.vorig.versie} is verrekend; alleen het verschil is nog te verrekenen.")
    yield from (f"LET OP: {tekst}." for tekst in verschil.let_op)
    if verschil.pad is not None:
        yield f"Gemaakt en nagerekend: {verschil.pad}"
