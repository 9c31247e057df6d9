"""What is done once: a master from data or from another, and ViA in Excel on this computer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.verhaal import Regel
from via_xl.opdrachten.opties import NIEUWE_MASTER, Json, Master, argument, optie
from via_xl.opdrachten.scherm import bevestigd, eis_scherm, geef, toon, toon_json, voortgangsbalk, zeg

if TYPE_CHECKING:
    from via_xl.wijzigen.masteromzetten import Omzetting
    from via_xl.wijzigen.regiovragen import Vraag

_TOCH = "Ga door als iets van uw eigen werk niet mee kan zoals het er staat."


def maak(
    gegevens: Annotated[Path, optie("--gegevens", "Map met de CSV-bestanden van de regio.", "MAP")],
    uit: Annotated[
        Path, optie("--uit", "De te maken werkmap (.xlsm: met macro's); mag nog niet bestaan.", "BESTAND.xlsx")
    ],
    jaar: Annotated[int | None, optie("--jaar", "Het jaar dat op Start gekozen is.", "JAAR")] = None,
) -> None:
    """Bouw de master uit een map met CSV-bestanden.

    Voorbeeld: via-xl master maak --gegevens workbooks/gegevens --uit via_master.xlsx
    """
    from via_xl.wijzigen.mastermaken import maak_masterbestand

    gekozen = maak_masterbestand(gegevens, uit, jaar)
    zeg(f"Gemaakt: {uit} (jaar {gekozen}).")
    zeg(f'Volgende stap: kijk zijn invoer na, met: via-xl controleer "{uit}"')


def regio_nieuw(
    map: Annotated[Path | None, argument("De te maken map; mag nog niet bestaan.", "[MAP]")] = None,
    antwoorden: Annotated[
        Path | None, optie("--antwoorden", "Een ingevuld vragenblad; anders wordt alles gevraagd.", "BESTAND.txt")
    ] = None,
    vragen: Annotated[bool, optie("--vragen", "Toon alleen het vragenblad, om in te vullen.")] = False,
) -> None:
    """Begin een andere regio: vraagt wat nodig is en maakt de map met CSV-bestanden voor master maak.

    Wat u niet weet, blijft leeg of is een voorbeeld dat zo heet. Nog niets wordt berekend.

    Voorbeeld: via-xl regio nieuw mijn-regio
    """
    from via_xl.wijzigen.regiomaken import eis_vrij, maak_regio
    from via_xl.wijzigen.regiovragen import antwoordblad, lees_antwoorden, vraag_alles

    if vragen:
        typer.echo(antwoordblad())
        return
    if map is None:
        raise InvoerFout("Noem de map die gemaakt moet worden, bijvoorbeeld: via-xl regio nieuw mijn-regio")
    eis_vrij(map)
    if antwoorden is None:
        eis_scherm("Maak een vragenblad met --vragen, vul het in en geef het met --antwoorden.")
        zeg("Druk op Enter voor wat tussen haken staat. Ctrl-C breekt af; dan is er niets gemaakt.")
    gezegd = lees_antwoorden(antwoorden) if antwoorden else vraag_alles(_stel, typer.echo)
    toon(maak_regio(map, gezegd).regels())


def _stel(vraag: Vraag, anders: str) -> str:
    """Ask one question on the screen; what a blank answer gives stands behind it."""
    typer.echo(
        f"\n{vraag.tekst} Bijvoorbeeld: {vraag.voorbeeld}" + (". Een lege regel is het einde." if vraag.meer else "")
    )
    antwoord: str = typer.prompt(f"{vraag.sleutel}{f' [{anders}]' if anders else ''}", default="", show_default=False)
    return antwoord


def zet_om(
    master: Master,
    uit: Annotated[Path, optie("--uit", "De andere editie (.xlsx of .xlsm); mag nog niet bestaan.", "BESTAND")],
    toch: Annotated[bool, optie("--toch", _TOCH)] = False,
) -> None:
    """Maak van een master de andere editie: met macro's (.xlsm) of zonder (.xlsx). Alle invoer en uw eigen werk gaan mee.

    Wat niet mee kan, staat er eerst; dan is er nog niets gemaakt. De oude master blijft zoals hij is. Werk voortaan in één
    van beide.

    Voorbeeld: via-xl master zet-om via_master.xlsx --uit via_master.xlsm
    """
    from via_xl.wijzigen.masteromzetten import zet_om as doe

    toon([*_omzetting(doe(master, uit, toch=toch)), f"Gebruik voortaan alleen deze werkmap, niet meer {master}."])


def vernieuw(
    master: Master,
    uit: Annotated[Path | None, optie("--uit", NIEUWE_MASTER, "BESTAND")] = None,
    gegevens: Annotated[
        Path | None,
        optie("--gegevens", "Map met regio.csv en uitgangspunten.csv, als de master die nog niet heeft.", "MAP"),
    ] = None,
    toch: Annotated[bool, optie("--toch", _TOCH)] = False,
) -> None:
    """Herbouw een master van een eerdere versie van ViA-XL uit zijn invoer, in de indeling en met de macro's van nu.

    Uw eigen bladen, notities en kolommen gaan mee. Wat niet mee kan, staat er eerst; dan is er nog niets gewijzigd.

    Voorbeeld: via-xl master vernieuw via_master.xlsx
    """
    from via_xl.wijzigen.masteromzetten import vernieuw as doe

    omzetting = doe(master, uit, gegevens, toch=toch)
    toon(_omzetting(omzetting))


def _omzetting(omzetting: Omzetting) -> Iterator[Regel]:
    """What the new master was filled with, what to look at, and where the old one is."""
    from via_xl.basis.geld import getal_nl

    yield omzetting.waarschuwingen
    yield (f"Gemaakt: {omzetting.master} ({getal_nl(omzetting.rijen)} invoerrijen, nagerekend en gelijk teruggelezen).")
    if omzetting.reserve is not None:
        yield f"De vorige master is bewaard als {omzetting.reserve}"


def instellen(
    naam: Annotated[str | None, optie("--naam", "Uw naam of code, die in het Logboek komt.", "NAAM")] = None,
) -> None:
    """Stel uw naam in voor het Logboek, of toon wie er nu in komt te staan. Voor deze gebruiker op deze computer.

    Voorbeeld: via-xl instellen --naam FIN-1
    """
    from via_xl.basis.wie import stel_in, wie

    if naam is not None:
        pad = stel_in(naam)
        zeg(f"Bewaard in {pad}.")
    zeg(f"In het Logboek staat voortaan bij Wie: {wie() or 'niets; geef --naam'}.")


def terug(
    master: Master,
    ja: Annotated[bool, optie("--ja", "Zet terug zonder te vragen.")] = False,
    lijst: Annotated[bool, optie("--lijst", "Laat alleen zien welke kopieën er zijn.")] = False,
    kopie: Annotated[str | None, optie("--kopie", "Een andere kopie dan de laatste, uit --lijst.", "NAAM")] = None,
    json: Json = False,
) -> None:
    """Maak de laatste wijziging van een master ongedaan: zet de laatste kopie terug die ernaast bewaard is.

    Laat eerst zien wat er verandert. De master van nu wordt zelf de laatste kopie: nog eens terug, en alles is weer als nu.

    Voorbeeld: via-xl terug via_master.xlsx
    """
    from via_xl.wijzigen.terug import bekijk, kopieen_van, zet_terug

    if lijst:
        geef(kopieen_van(master), lambda kopieen: kopieen.scherm(), json=json)
        return
    zetting = bekijk(master, kopie)
    if not json:
        toon(zetting.regels())
    if ja or (not json and bevestigd("Terugzetten? Typ ja")):
        zetting = zet_terug(zetting)
        if not json:
            toon(zetting.gedaan())
    elif not json:
        welke = "" if kopie is None else f' --kopie "{kopie}"'
        toon([f'Er is niets gewijzigd. Terugzetten: via-xl terug "{master}"{welke} --ja'])
    if json:
        toon_json(zetting.als_json())


def installeer(
    weg: Annotated[bool, optie("--verwijder", "Haal alles weer weg wat deze opdracht maakt.")] = False,
    vooraf_gestart: Annotated[
        bool,
        optie("--vooraf-gestart", "Start Python bij het aanmelden; voor waar Office geen programma's mag starten."),
    ] = False,
) -> None:
    """Zet ViA in Excel: instellingen, invoegtoepassing en snelkoppeling. Voor deze gebruiker, zonder beheerder.

    Nog eens uitvoeren verandert niets; na een nieuwe versie van ViA-XL wordt bijgewerkt wat anders is.

    Voorbeeld: via-xl excel installeer
    """
    from via_xl.excel.installeren import hinder, verwijder
    from via_xl.excel.installeren import installeer as doe
    from via_xl.excel.windows import deze_computer

    computer = deze_computer()
    for onderdeel in verwijder(computer) if weg else doe(computer, vooraf_gestart=vooraf_gestart):
        typer.echo(onderdeel.regel())
    if weg:
        zeg("ViA is uit Excel verwijderd. Het programma via-xl en uw werkmappen zijn er nog.")
    else:
        for wat in hinder(computer, vooraf_gestart=vooraf_gestart):
            typer.echo(f"Let op: {wat}.")
        zeg("Start Excel: het tabblad ViA staat in het lint. Kijk alles na met: via-xl excel zelftest")


def zelftest(
    master: Annotated[Path | None, argument("Een master; zonder wordt alleen Excel zelf nagegaan.", "MASTER")] = None,
    uit: Annotated[Path | None, optie("--uit", "Het verslag; anders naast de master.", "BESTAND.txt")] = None,
) -> None:
    """Laat Excel rekenen en vergelijk dat met de rekenkern: elke formule, elke functie, elke macro. Op een kopie.

    Start een eigen Excel, dat niet te zien is en na afloop weg is.

    Voorbeeld: via-xl excel zelftest via_master.xlsm
    """
    from via_xl.excel.zelftest import doe_zelftest

    with voortgangsbalk() as voortgang:
        uitkomst = doe_zelftest(master, uit, voortgang)
    for onderdeel in uitkomst.fouten:
        typer.echo(onderdeel.regel())
    goed = len(uitkomst.onderdelen) - len(uitkomst.fouten)
    zeg(f"{goed} van {len(uitkomst.onderdelen)} onderdelen goed." if uitkomst.fouten else "Alles is in orde.")
    zeg(f"Verslag: {uitkomst.verslag}")
    if uitkomst.fouten:
        raise typer.Exit(1)


def pakket(
    uit: Annotated[Path, optie("--uit", "De te maken map.", "MAP")] = Path("ViA-XL-offline"),
    bron: Annotated[Path, optie("--bron", "De map van ViA-XL zelf, met requirements.lock.", "MAP")] = Path(),
) -> None:
    """Maak een map waarmee ViA-XL op een andere werkplek wordt geïnstalleerd, zonder netwerk en zonder beheerder.

    Op Windows, met dezelfde Python als op die werkplekken. Haalt de onderdelen zelf van het netwerk.

    Voorbeeld: via-xl excel pakket --uit ViA-XL-offline
    """
    from via_xl.excel.pakket import maak_pakket

    klaar = maak_pakket(uit, bron.resolve())
    zeg(f"Gemaakt: {klaar.map} ({klaar.wielen} onderdelen). Start daaruit op de werkplek: installeer.cmd")
