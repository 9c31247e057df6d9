"""The settlement of a year, and what it would be under other choices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from via_xl.basis.geld import euro_nl, getal_nl, uren_nl
from via_xl.basis.ketencode import kort
from via_xl.basis.opsomming import met_getal
from via_xl.basis.tijden import Tijden
from via_xl.basis.verhaal import Lijst, Regel, Smal
from via_xl.opdrachten.opties import Json, Master, optie
from via_xl.opdrachten.scherm import geef, voortgangsbalk, waarschuw, zeg

if TYPE_CHECKING:
    from via_xl.schrijven.runverslag import Verslag
    from via_xl.vragen.scenario import Scenario


def jaarrun(
    master: Master,
    jaar: Annotated[int | None, optie("--jaar", "Af te rekenen jaar; anders dat van blad Start.", "JAAR")] = None,
    uit: Annotated[Path | None, optie("--uit", "Doelmap; anders de map afrekeningen naast de master.", "MAP")] = None,
    urenstaten: Annotated[
        list[Path] | None, optie("--urenstaten", "Ingevulde urenstaten (map of bestand) die meetellen.", "MAP")
    ] = None,
    json: Json = False,
    andere_master: Annotated[
        bool, optie("--andere-master", "Ga door als de vorige versie van een andere master met andere rijen was.")
    ] = False,
    definitief: Annotated[
        bool, optie("--definitief", "Maak een definitieve versie; zegt anders alles wat daarvoor ontbreekt.")
    ] = False,
    herziening: Annotated[
        bool, optie("--herziening", "Reken een jaar opnieuw af dat al definitief is; alleen het verschil telt nog.")
    ] = False,
    zonder_uren: Annotated[
        bool, optie("--zonder-uren", "Reken ook af als het jaar geen enkele urenregel heeft.")
    ] = False,
    tijden: Annotated[bool, optie("--tijden", "Zeg na afloop hoelang elke stap duurde.")] = False,
    _wacht: Annotated[
        bool, optie("--wacht", "Wacht aan het eind op Enter, zodat het venster leesbaar blijft.")
    ] = False,
) -> None:
    """Reken een jaar af: lees de master, bereken de bijdragen, bewijs ze en maak per gemeente een werkmap.

    Elke run maakt een nieuwe versiemap, en zet die versie op blad Akkoorden van de master. Zonder --definitief is zij een
    concept; van een herziening komen dan ook de stukken ter goedkeuring ernaast.

    Voorbeeld: via-xl jaarrun via_master.xlsx --jaar 2024 --uit afrekeningen
    """
    from via_xl.jaarrun import jaarrun as draai
    from via_xl.versie.vervolg import vervolg
    from via_xl.wijzigen.afrekeningen import registreer

    with voortgangsbalk() as balk:
        voortgang = Tijden(balk)
        verslag = draai(
            master,
            jaar,
            uit,
            voortgang,
            urenstaten or (),
            andere_master=andere_master,
            definitief=definitief,
            herziening=herziening,
            zonder_uren=zonder_uren,
        )
        let_op = registreer(master, verslag.map.parent, voortgang, verslag.master)
        verder = vervolg(verslag, master, herziening=herziening)
    voortgang.begin("Uitkomst tonen")
    try:
        geef(verslag, lambda gemaakt: [*_verslag(gemaakt), *verder.regels()], json=json)
        waarschuw(let_op)
        for regel in voortgang.regels() if tijden else ():
            typer.echo(regel, err=True)
    except OSError:
        zeg(f"De run is klaar en staat in {verslag.map}, maar de uitkomst is hier niet te tonen.", fout=True)
        raise


def _verslag(verslag: Verslag) -> Iterator[Regel]:
    """What each gemeente pays or receives, and where the workbooks lie."""
    from via_xl.rekenen import grootheden as g

    uit, rijen = verslag.uitkomst, verslag.uitkomst.met_stuk
    yield Lijst(
        f"{uit.regio.kort} verrekening {uit.jaar} · versie {verslag.versie} · {verslag.status.upper()}",
        ("Gemeente",),
        [
            (
                r.naam,
                uren_nl(r.uren_h),
                euro_nl(r.kosten_ct),
                euro_nl(r.bijdrage_ct),
                euro_nl(r.te_betalen_ct) if r.te_betalen_ct > 0 else "",
                euro_nl(-r.te_betalen_ct) if r.te_betalen_ct < 0 else "",
            )
            for r in rijen
        ],
        (g.UREN.kort, g.INZET.kort, g.BIJDRAGE.kort, "Betaalt", "Ontvangt"),
        totaal=(
            "Totaal",
            uren_nl(sum(r.uren_h for r in rijen)),
            euro_nl(uit.kosten_ct),
            euro_nl(sum(r.bijdrage_ct for r in rijen)),
            euro_nl(sum(max(0, r.te_betalen_ct) for r in rijen)),
            euro_nl(sum(max(0, -r.te_betalen_ct) for r in rijen)),
        ),
    )
    yield Smal(
        f"{g.KOSTEN.kort} {euro_nl(uit.kosten_ct)} − {g.VERGOEDING.in_zin} {euro_nl(uit.vergoeding_ct)} = "
        f"{g.TE_VERDELEN.in_zin} {euro_nl(uit.te_verdelen_ct)}, {uit.hoe}."
    )
    if verslag.redenen:
        yield Smal("Nog niet definitief: " + "; ".join(verslag.redenen) + ".")
    yield verslag.waarschuwingen
    yield Smal(
        f"Nagerekend: de {getal_nl(verslag.vergeleken)} formules van de master en de werkmappen zijn opnieuw uitgerekend door "
        "een programma van een ander (IronCalc), en elke uitkomst is die van ViA-XL."
    )
    yield Smal(verslag.hoe_berekend)
    yield f"Ketenwaarde: {kort(verslag.ketenwaarde)}"
    stukken = met_getal(len(verslag.bestanden), "afrekening", "afrekeningen")
    yield f"{stukken} en de regionale werkmap, nagerekend, in {verslag.map}"


def scenario(
    master: Master,
    stel: Annotated[
        list[str] | None,
        optie("--stel", "Wat anders moet, als in jaren.csv en pok.csv: peiljaar=2024.", "NAAM[.JAAR]=WAARDE"),
    ] = None,
    jaar: Annotated[
        list[int] | None, optie("--jaar", "Een jaar om te vergelijken; anders elk jaar met uren.", "JAAR")
    ] = None,
    inwoners: Annotated[
        Path | None, optie("--inwoners", "Inwoners uit CBS StatLine (37230ned of 03759ned).", "CBS.csv")
    ] = None,
    samenvoeging: Annotated[
        list[str] | None,
        optie("--herindeling", "Gemeenten die één worden: GM0757+GM0845=GM9999:Naam.", "OUD+OUD=NIEUW:NAAM"),
    ] = None,
    uit: Annotated[Path | None, optie("--uit", "Schrijf de vergelijking ook als werkmap.", "BESTAND.xlsx")] = None,
    json: Json = False,
) -> None:
    """Laat zien wat een andere keuze elke gemeente kost: de bijdrage nu, in het scenario, en het verschil.

    De master blijft zoals hij is. Geef --stel zo vaak als nodig.

    Voorbeeld: via-xl scenario via_master.xlsx --stel verdeelsleutel.2026=kosten
    """
    from via_xl.vragen.scenario import bereken_scenario

    uitkomst = bereken_scenario(master, stel or (), jaar or (), uit, samenvoeging or (), inwoners)
    geef(uitkomst, _scenario, json=json)


def _scenario(scenario: Scenario) -> Iterator[Regel]:
    """Per year what each gemeente bears now, under the scenario, and the difference."""
    for jaar in scenario.jaren:
        nu, straks = jaar.nu.te_verdelen_ct, jaar.scenario.te_verdelen_ct
        if all(rij.nu_ct == rij.scenario_ct for rij in jaar.regels):
            hoeveel = f"te verdelen is {euro_nl(nu)}" if nu else "er is niets te verdelen"
            yield Smal(f"Scenario {jaar.jaar}: {', '.join(scenario.gesteld)} verandert niets; {hoeveel}.")
            continue
        yield Lijst(
            f"Scenario {jaar.jaar}: {', '.join(scenario.gesteld)}",
            ("Gemeente",),
            [(r.naam, *map(euro_nl, (r.nu_ct, r.scenario_ct, r.verschil_ct))) for r in jaar.regels],
            ("Nu", "Scenario", "Verschil"),
            totaal=("Totaal", *map(euro_nl, (nu, straks, straks - nu))),
        )
        yield Smal(f"Nu {jaar.nu.hoe}; scenario {jaar.scenario.hoe}.")
    for gemist, reden in scenario.zonder.items():
        yield Smal(f"{gemist} is niet te vergelijken: {reden}.")
    if scenario.pad is not None:
        yield f"Gemaakt en nagerekend: {scenario.pad}"
