"""The command ``via-xl``: commands, options and how results and findings are shown. No logic of its own."""

from __future__ import annotations

import json as jsonlib
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Protocol, TypeVar

import typer

from via_xl import __version__
from via_xl.basis.afbreken import luister, ook_gevraagd
from via_xl.basis.bevinding import GebruikersFout, InvoerFout
from via_xl.opdrachten.gebruik import CliOpdracht, Opdrachtgroep, gebruiksfout

app = typer.Typer(
    name="via-xl",
    cls=Opdrachtgroep,
    help="De jaarlijkse verrekening van ViA: van masterwerkboek naar een afrekening per gemeente, met bewijs.",
    epilog="Voorbeeld: via-xl jaarrun via_master.xlsx --jaar 2024. Uitleg per opdracht: via-xl jaarrun --help",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
master_app = typer.Typer(
    cls=Opdrachtgroep,
    help="Het masterwerkboek maken, omzetten en vernieuwen.",
    epilog="Voorbeeld: via-xl master maak --gegevens workbooks/gegevens --uit via_master.xlsx",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(master_app, name="master")
urenstaat_app = typer.Typer(
    cls=Opdrachtgroep,
    help="Urenstaten maken en teruglezen.",
    epilog="Voorbeeld: via-xl urenstaat maak via_master.xlsx --jaar 2024 --uit urenstaten",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(urenstaat_app, name="urenstaat")

jaar_app = typer.Typer(
    cls=Opdrachtgroep,
    help="Een jaar aan het masterwerkboek toevoegen.",
    epilog="Voorbeeld: via-xl jaar open via_master.xlsx 2027",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(jaar_app, name="jaar")

excel_app = typer.Typer(
    cls=Opdrachtgroep,
    help="ViA in Excel op deze computer: het lint, de macro's en de functies.",
    epilog="Voorbeeld: via-xl excel installeer",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(excel_app, name="excel")

besluit_app = typer.Typer(
    cls=Opdrachtgroep,
    help="De besluitvorming over voorstellen (Koersplan 6.4).",
    epilog="Voorbeeld: via-xl besluit stand via_master.xlsx",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(besluit_app, name="besluit")

akkoord_app = typer.Typer(
    cls=Opdrachtgroep,
    help="Goedkeuring van een afrekening door twee gemeenten.",
    epilog="Voorbeeld: via-xl akkoord stuk afrekeningen/2024/v1",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(akkoord_app, name="akkoord")

_AFBREKEN = "Afgebroken. Wat nog niet klaar was, is verwijderd; eerdere versies zijn ongewijzigd."

_WACHT = "--wacht"
"""The option of the shortcut on which a master is dragged: also what goes wrong before a run begins stays readable."""

_SLEEP = (
    "Sleep een masterwerkboek (.xlsx of .xlsm) op deze snelkoppeling; dan wordt het jaar van blad Start afgerekend."
)

_AFGEBROKEN = 130
"""What typer gives, without a word, when a command is broken off."""


_Json = Annotated[bool, typer.Option("--json", help="Geef de uitkomst als één JSON-object.")]


class _AlsJson(Protocol):
    """What a command made, as it is said to another program."""

    def als_json(self) -> dict[str, Any]: ...


_Uitkomst = TypeVar("_Uitkomst", bound=_AlsJson)


def _geef(uitkomst: _Uitkomst, toon: Callable[[_Uitkomst], None], *, json: bool) -> None:
    """What a command made: one JSON object, or as it is shown to people."""
    if json:
        typer.echo(jsonlib.dumps(uitkomst.als_json(), ensure_ascii=False, indent=2))
    else:
        toon(uitkomst)


@app.callback(invoke_without_command=True)
def _start(versie: Annotated[bool, typer.Option("--versie", help="Toon de versie.")] = False) -> None:
    if versie:
        typer.echo(f"via-xl {__version__}")
        raise typer.Exit


@master_app.command(
    "maak",
    cls=CliOpdracht,
    epilog="Voorbeeld: via-xl master maak --gegevens workbooks/gegevens --uit via_master.xlsx",
)
def master_maak(
    gegevens: Annotated[Path, typer.Option("--gegevens", help="Map met de CSV-bestanden van de regio.", metavar="MAP")],
    uit: Annotated[
        Path,
        typer.Option(
            "--uit", help="Het te maken werkboek (.xlsm: met macro's); mag nog niet bestaan.", metavar="BESTAND.xlsx"
        ),
    ],
    jaar: Annotated[
        int | None, typer.Option("--jaar", help="Het jaar dat op Start gekozen is.", metavar="JAAR")
    ] = None,
) -> None:
    """Bouw het masterwerkboek uit een map met CSV-bestanden."""
    from via_xl.wijzigen.mastermaken import maak_masterbestand

    gekozen = maak_masterbestand(gegevens, uit, jaar)
    typer.echo(f"Gemaakt: {uit} (jaar {gekozen}).")


@master_app.command(
    "zet-om", cls=CliOpdracht, epilog="Voorbeeld: via-xl master zet-om via_master.xlsx --uit via_master.xlsm"
)
def master_zet_om(
    master: Annotated[Path, typer.Argument(help="Het masterwerkboek.", metavar="MASTER")],
    uit: Annotated[
        Path,
        typer.Option("--uit", help="De andere editie (.xlsx of .xlsm); mag nog niet bestaan.", metavar="BESTAND"),
    ],
) -> None:
    """Maak van een master de andere editie: met macro's (.xlsm) of zonder (.xlsx). Alle invoer gaat mee.

    De oude master blijft zoals hij is. Werk voortaan in één van beide.
    """
    from via_xl.opdrachten.scherm import toon_omzetting
    from via_xl.wijzigen.masteromzetten import zet_om

    toon_omzetting(zet_om(master, uit), f"Gebruik voortaan alleen dit werkboek, niet meer {master}.")


@master_app.command("vernieuw", cls=CliOpdracht, epilog="Voorbeeld: via-xl master vernieuw via_master.xlsx")
def master_vernieuw(
    master: Annotated[Path, typer.Argument(help="Het masterwerkboek.", metavar="MASTER")],
    uit: Annotated[
        Path | None,
        typer.Option("--uit", help="Nieuwe master; anders dezelfde naam, met een reservekopie.", metavar="BESTAND"),
    ] = None,
) -> None:
    """Herbouw een master van een eerdere versie van ViA-XL uit haar invoer, in de indeling en met de macro's van nu."""
    from via_xl.opdrachten.scherm import toon_omzetting
    from via_xl.wijzigen.masteromzetten import vernieuw

    toon_omzetting(vernieuw(master, uit))


@urenstaat_app.command(
    "maak", cls=CliOpdracht, epilog="Voorbeeld: via-xl urenstaat maak via_master.xlsx --jaar 2024 --uit urenstaten"
)
def urenstaat_maak(
    master: Annotated[Path, typer.Argument(help="Het masterwerkboek.", metavar="MASTER")],
    jaar: Annotated[int, typer.Option("--jaar", help="Het jaar van de uren.", metavar="JAAR")],
    uit: Annotated[Path, typer.Option("--uit", help="Map voor de lege urenstaten.", metavar="MAP")],
    code: Annotated[
        str | None, typer.Option("--code", help="Alleen voor deze gemeente, bijvoorbeeld GM0828.", metavar="CODE")
    ] = None,
) -> None:
    """Maak een lege urenstaat voor elke gemeente die capaciteit levert."""
    from via_xl.opdrachten.scherm import voortgangsbalk
    from via_xl.vragen.urenstaatmaken import maak_urenstaten

    with voortgangsbalk() as voortgang:
        paden = maak_urenstaten(master, jaar, uit, code, ook_gevraagd(voortgang))
    for pad in paden:
        typer.echo(f"Gemaakt: {pad}")


@urenstaat_app.command(
    "lees", cls=CliOpdracht, epilog="Voorbeeld: via-xl urenstaat lees urenstaten --in via_master.xlsx"
)
def urenstaat_lees(
    bestanden: Annotated[list[Path], typer.Argument(help="Ingevulde urenstaten, of mappen ermee.", metavar="BESTAND")],
    master: Annotated[Path, typer.Option("--in", help="Het masterwerkboek.", metavar="MASTER")],
    uit: Annotated[
        Path | None,
        typer.Option(
            "--uit", help="Nieuwe master; anders dezelfde naam, met een reservekopie.", metavar="BESTAND.xlsx"
        ),
    ] = None,
    jaar: Annotated[
        int | None,
        typer.Option("--jaar", help="Het jaar van de urenstaten; anders dat van blad Start.", metavar="JAAR"),
    ] = None,
    tekst_als_getal: Annotated[
        bool, typer.Option("--tekst-als-getal", help="Lees 7,5 dat als tekst is ingevuld als 7,50.")
    ] = False,
    rapport: Annotated[
        Path | None, typer.Option("--rapport", help="Schrijf de bevindingen ook als werkboek.", metavar="BESTAND.xlsx")
    ] = None,
    json: _Json = False,
) -> None:
    """Lees ingevulde urenstaten, controleer ze alle, en breng de goede in de master.

    Per bestand alles of niets. Hetzelfde bestand nog eens verandert niets; een verbeterd bestand vervangt het oude.
    """
    from via_xl.opdrachten.scherm import toon_leesverslag, voortgangsbalk
    from via_xl.wijzigen.urenstaatlezen import lees_in

    with voortgangsbalk() as voortgang:
        verslag = lees_in(
            bestanden,
            master,
            uit,
            jaar=jaar,
            tekst_als_getal=tekst_als_getal,
            rapport=rapport,
            voortgang=ook_gevraagd(voortgang),
        )
    _geef(verslag, toon_leesverslag, json=json)
    if verslag.geweigerd:
        raise typer.Exit(2)


@jaar_app.command("open", cls=CliOpdracht, epilog="Voorbeeld: via-xl jaar open via_master.xlsx 2027")
def jaar_open(
    master: Annotated[Path, typer.Argument(help="Het masterwerkboek.", metavar="MASTER")],
    jaar: Annotated[int, typer.Argument(help="Het nieuwe jaar: dat na het laatste van de master.", metavar="JAAR")],
    uit: Annotated[
        Path | None,
        typer.Option("--uit", help="Nieuwe master; anders dezelfde naam, met een reservekopie.", metavar="BESTAND"),
    ] = None,
    json: _Json = False,
) -> None:
    """Voeg een jaar toe: de rijen van het jaar ervoor, te bevestigen, en wat er dan nog ontbreekt.

    Tarieven en voorschotten worden niet overgenomen, en bedragen van posten blijven leeg.
    """
    from via_xl.opdrachten.scherm import toon_opening
    from via_xl.wijzigen.jaaropenen import open_jaar

    opening = open_jaar(master, jaar, uit)
    _geef(opening, toon_opening, json=json)


@app.command(cls=CliOpdracht, epilog="Voorbeeld: via-xl jaarrun via_master.xlsx --jaar 2024 --uit afrekeningen")
def jaarrun(
    master: Annotated[Path, typer.Argument(help="Het masterwerkboek.", metavar="MASTER")],
    jaar: Annotated[
        int | None, typer.Option("--jaar", help="Af te rekenen jaar; anders dat van blad Start.", metavar="JAAR")
    ] = None,
    uit: Annotated[
        Path | None, typer.Option("--uit", help="Doelmap; anders de map afrekeningen naast de master.", metavar="MAP")
    ] = None,
    urenstaten: Annotated[
        list[Path] | None,
        typer.Option("--urenstaten", help="Ingevulde urenstaten (map of bestand) die meetellen.", metavar="MAP"),
    ] = None,
    json: _Json = False,
    andere_master: Annotated[
        bool,
        typer.Option(
            "--andere-master", help="Ga door als de vorige versie van een andere master met andere rijen was."
        ),
    ] = False,
    definitief: Annotated[
        bool,
        typer.Option("--definitief", help="Maak een definitieve versie; zegt anders alles wat daarvoor ontbreekt."),
    ] = False,
    _wacht: Annotated[
        bool, typer.Option(_WACHT, help="Wacht aan het eind op Enter, zodat het venster leesbaar blijft.")
    ] = False,
) -> None:
    """Reken een jaar af: lees de master, bereken de bijdragen, bewijs ze en maak per gemeente een werkboek.

    De master zelf wordt nooit gewijzigd; elke run maakt een nieuwe versiemap. Zonder --definitief is dat een concept.
    """
    from via_xl.jaarrun import jaarrun as draai
    from via_xl.opdrachten.scherm import toon_verslag, voortgangsbalk

    with voortgangsbalk() as voortgang:
        verslag = draai(
            master,
            jaar,
            uit,
            ook_gevraagd(voortgang),
            urenstaten or (),
            andere_master=andere_master,
            definitief=definitief,
        )
    try:
        _geef(verslag, toon_verslag, json=json)
    except OSError:
        typer.echo(f"De run is klaar en staat in {verslag.map}, maar de uitkomst is hier niet te tonen.", err=True)
        raise


@akkoord_app.command("stuk", cls=CliOpdracht, epilog="Voorbeeld: via-xl akkoord stuk afrekeningen/2024/v1")
def akkoord_stuk(
    versiemap: Annotated[Path, typer.Argument(help="De versiemap die wordt goedgekeurd.", metavar="MAP")],
    uit: Annotated[
        Path | None, typer.Option("--uit", help="Het document; anders naast de versiemap.", metavar="BESTAND.docx")
    ] = None,
) -> None:
    """Maak het stuk waarop een gemeente een afrekening goedkeurt: totalen en openbare bijdragen, zonder iemands uren."""
    from via_xl.opdrachten.scherm import toon_akkoordstuk
    from via_xl.versie.akkoordstuk import schrijf_akkoordstuk

    toon_akkoordstuk(schrijf_akkoordstuk(versiemap, uit))


@akkoord_app.command(
    "noteer",
    cls=CliOpdracht,
    epilog="Voorbeeld: via-xl akkoord noteer via_master.xlsx --gemeente Oss --rol opdrachtgever --door AO-02 "
    "--kenmerk 3f2a9c01d7e4 --bestand akkoord_oss.pdf",
)
def akkoord_noteer(
    master: Annotated[Path, typer.Argument(help="Het masterwerkboek.", metavar="MASTER")],
    gemeente: Annotated[str, typer.Option("--gemeente", help="Namens welke gemeente.", metavar="GEMEENTE")],
    rol: Annotated[
        str,
        typer.Option(
            "--rol", help="contactfunctionaris, ambtelijk opdrachtgever of financieel adviseur.", metavar="ROL"
        ),
    ],
    door: Annotated[str, typer.Option("--door", help="De code van wie tekende, geen naam.", metavar="CODE")],
    kenmerk: Annotated[
        str, typer.Option("--kenmerk", help="Het kenmerk dat op het getekende stuk staat.", metavar="KENMERK")
    ],
    bestand: Annotated[Path, typer.Option("--bestand", help="Het getekende stuk.", metavar="BESTAND")],
    op: Annotated[
        str | None, typer.Option("--op", help="De dag van tekenen; anders vandaag.", metavar="JJJJ-MM-DD")
    ] = None,
    jaar: Annotated[int | None, typer.Option("--jaar", help="Anders het jaar van blad Start.", metavar="JAAR")] = None,
    opmerking: Annotated[str, typer.Option("--opmerking", help="Komt op blad Akkoorden.", metavar="TEKST")] = "",
    uit: Annotated[
        Path | None,
        typer.Option("--uit", help="Nieuwe master; anders dezelfde naam, met een reservekopie.", metavar="BESTAND"),
    ] = None,
    json: _Json = False,
) -> None:
    """Leg een getekend akkoord vast in de master; het geldt voor precies de invoer van nu."""
    from via_xl.opdrachten.scherm import toon_genoteerd
    from via_xl.wijzigen.akkoord import Akkoordopgave, noteer_akkoord

    opgave = Akkoordopgave(gemeente, rol, door, kenmerk, bestand, op, jaar, opmerking)
    genoteerd = noteer_akkoord(master, opgave, uit)
    _geef(genoteerd, toon_genoteerd, json=json)


@app.command(
    cls=CliOpdracht, epilog="Voorbeeld: via-xl reactie via_master.xlsx --gemeente Oss --reactie akkoord --versie 1"
)
def reactie(
    master: Annotated[Path, typer.Argument(help="Het masterwerkboek.", metavar="MASTER")],
    gemeente: Annotated[str, typer.Option("--gemeente", help="Wie reageerde.", metavar="GEMEENTE")],
    wat: Annotated[
        str, typer.Option("--reactie", help="akkoord, bezwaar, of afgehandeld (een bezwaar).", metavar="REACTIE")
    ],
    versie: Annotated[
        int | None, typer.Option("--versie", help="De versie waarop is gereageerd.", metavar="VERSIE")
    ] = None,
    op: Annotated[
        str | None, typer.Option("--op", help="De dag van de reactie; anders vandaag.", metavar="JJJJ-MM-DD")
    ] = None,
    jaar: Annotated[int | None, typer.Option("--jaar", help="Anders het jaar van blad Start.", metavar="JAAR")] = None,
    opmerking: Annotated[
        str, typer.Option("--opmerking", help="Waartegen het bezwaar is, of hoe het is afgehandeld.", metavar="TEKST")
    ] = "",
    uit: Annotated[
        Path | None,
        typer.Option("--uit", help="Nieuwe master; anders dezelfde naam, met een reservekopie.", metavar="BESTAND"),
    ] = None,
    json: _Json = False,
) -> None:
    """Leg vast wat een gemeente op haar afrekening antwoordde, of dat haar bezwaar is afgehandeld."""
    from via_xl.opdrachten.scherm import toon_genoteerd
    from via_xl.wijzigen.akkoord import Reactieopgave, noteer_reactie

    genoteerd = noteer_reactie(master, Reactieopgave(gemeente, wat, versie, op, jaar, opmerking), uit)
    _geef(genoteerd, toon_genoteerd, json=json)


@excel_app.command("installeer", cls=CliOpdracht, epilog="Voorbeeld: via-xl excel installeer")
def excel_installeer(
    weg: Annotated[bool, typer.Option("--verwijder", help="Haal alles weer weg wat deze opdracht maakt.")] = False,
    vooraf_gestart: Annotated[
        bool,
        typer.Option(
            "--vooraf-gestart", help="Start Python bij het aanmelden; voor waar Office geen programma's mag starten."
        ),
    ] = False,
) -> None:
    """Zet ViA in Excel: instellingen, invoegtoepassing en snelkoppeling. Voor deze gebruiker, zonder beheerder.

    Nog eens uitvoeren verandert niets; na een nieuwe versie van ViA-XL wordt bijgewerkt wat anders is.
    """
    from via_xl.excel.installeren import installeer, verwijder
    from via_xl.excel.windows import deze_computer

    computer = deze_computer()
    for onderdeel in verwijder(computer) if weg else installeer(computer, vooraf_gestart=vooraf_gestart):
        typer.echo(onderdeel.regel())
    if weg:
        typer.echo("ViA is uit Excel verwijderd. Het programma via-xl en uw werkboeken zijn er nog.")
    else:
        typer.echo("Start Excel: het tabblad ViA staat in het lint. Kijk alles na met: via-xl excel zelftest")


@excel_app.command("zelftest", cls=CliOpdracht, epilog="Voorbeeld: via-xl excel zelftest via_master.xlsm")
def excel_zelftest(
    master: Annotated[
        Path | None, typer.Argument(help="Een master; zonder wordt alleen Excel zelf nagegaan.", metavar="MASTER")
    ] = None,
    uit: Annotated[
        Path | None, typer.Option("--uit", help="Het verslag; anders naast de master.", metavar="BESTAND.txt")
    ] = None,
) -> None:
    """Laat Excel rekenen en leg het naast de rekenkern: elke formule, elke functie, elke macro. Op een kopie.

    Start een eigen Excel, dat niet te zien is en na afloop weg is.
    """
    from via_xl.excel.zelftest import doe_zelftest
    from via_xl.opdrachten.scherm import voortgangsbalk

    with voortgangsbalk() as voortgang:
        uitkomst = doe_zelftest(master, uit, ook_gevraagd(voortgang))
    for onderdeel in uitkomst.fouten:
        typer.echo(onderdeel.regel())
    goed = len(uitkomst.onderdelen) - len(uitkomst.fouten)
    typer.echo(f"{goed} van {len(uitkomst.onderdelen)} onderdelen goed." if uitkomst.fouten else "Alles is in orde.")
    typer.echo(f"Verslag: {uitkomst.verslag}")
    if uitkomst.fouten:
        raise typer.Exit(1)


@app.command(cls=CliOpdracht, epilog="Voorbeeld: via-xl controleer via_master.xlsx --streng")
def controleer(
    bestand: Annotated[
        Path, typer.Argument(help="Een werkboek: een master, een afrekening of elk ander.", metavar="BESTAND")
    ],
    jaar: Annotated[
        int | None, typer.Option("--jaar", help="Van een master: het jaar; anders dat van blad Start.", metavar="JAAR")
    ] = None,
    streng: Annotated[bool, typer.Option("--streng", help="Tel elke waarschuwing als fout.")] = False,
    json: _Json = False,
) -> None:
    """Leg een werkboek langs de regels, en een master ook langs die van zijn invoer.

    Het bestand wordt niet gewijzigd. Exitcode 0: geen fouten, 1: wel, 2: niet te lezen.
    """
    from via_xl.opdrachten.scherm import toon_controle
    from via_xl.vragen.controleren import controleer_werkboek

    verslag = controleer_werkboek(bestand, jaar, streng=streng)
    _geef(verslag, toon_controle, json=json)
    if verslag.aantal_fouten:
        raise typer.Exit(1)


@app.command(cls=CliOpdracht, epilog="Voorbeeld: via-xl verifieer afrekeningen/2024/v1 --master via_master.xlsx")
def verifieer(
    versiemap: Annotated[Path, typer.Argument(help="Een versiemap van een jaarrun.", metavar="MAP")],
    master: Annotated[
        Path | None,
        typer.Option("--master", help="Leg de versie ook langs de master van nu.", metavar="MASTER"),
    ] = None,
    json: _Json = False,
) -> None:
    """Bewijs een versiemap opnieuw: niets gewijzigd, alles nagerekend, uit de bewaarde invoer.

    Er wordt niets gewijzigd. Exitcode 0: alles in orde, 1: niet in orde, 2: geen leesbare versiemap.
    """
    from via_xl.opdrachten.scherm import voortgangsbalk
    from via_xl.opdrachten.verificatiescherm import toon
    from via_xl.versie.verifieren import verifieer as bewijs

    with voortgangsbalk() as voortgang:
        verificatie = bewijs(versiemap, master, ook_gevraagd(voortgang))
    _geef(verificatie, toon, json=json)
    if not verificatie.in_orde:
        raise typer.Exit(1)


@app.command(cls=CliOpdracht, epilog="Voorbeeld: via-xl herkomst via_master.xlsx 'Verrekening!B13' --html")
def herkomst(
    bestand: Annotated[Path, typer.Argument(help="Het werkboek.", metavar="BESTAND")],
    cel: Annotated[str, typer.Argument(help="De cel, als Blad!Cel of als naam.", metavar="CEL")],
    diepte: Annotated[
        int | None, typer.Option("--diepte", help="Hoeveel stappen diep; anders tot de invoer.", metavar="N")
    ] = None,
    uitvouwen: Annotated[
        int | None,
        typer.Option("--uitvouwen", help="Vouw bereiken en kolommen tot zoveel cellen uit.", metavar="N"),
    ] = None,
    zonder_master: Annotated[
        bool, typer.Option("--zonder-master", help="Stop bij blad Herkomst van een afrekening.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Geef de boom als één JSON-object.")] = False,
    html: Annotated[bool, typer.Option("--html", help="Schrijf de boom als pagina voor de browser.")] = False,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="Schrijf de boom als werkboek.")] = False,
    uit: Annotated[
        Path | None,
        typer.Option(
            "--uit", help="Het te maken bestand bij --html of --xlsx; mag nog niet bestaan.", metavar="BESTAND"
        ),
    ] = None,
) -> None:
    """Toon waar het bedrag in een cel vandaan komt: stap voor stap, tot de invoer met bron, datum en status.

    Bij een afrekening gaat de boom door tot in de master, als die in de map bron ernaast ligt.
    """
    from via_xl.bewijs.herkomst import DIEPST, INGEKLAPT, UITGEKLAPT, doelbestand, schrijf
    from via_xl.bewijs.herkomst import herkomst as zoek

    if json + html + xlsx > 1:
        raise InvoerFout("Kies één van --json, --html en --xlsx.")
    if uit is not None and not (html or xlsx):
        raise InvoerFout("Bij --uit hoort --html of --xlsx.")
    doel = doelbestand(bestand, cel, ".html" if html else ".xlsx", uit) if html or xlsx else None
    boom = zoek(
        bestand,
        cel,
        diepte=DIEPST if diepte is None else diepte,
        uitvouwen=(UITGEKLAPT if doel or json else INGEKLAPT) if uitvouwen is None else uitvouwen,
        met_master=not zonder_master,
    )
    if doel is not None:
        schrijf(boom, doel)
        typer.echo(f"Gemaakt: {doel} ({boom.titel}).")
    elif json:
        typer.echo(jsonlib.dumps(boom.als_json(), ensure_ascii=False, indent=2))
    else:
        from via_xl.opdrachten.herkomstscherm import toon

        toon(boom)


@app.command(cls=CliOpdracht, epilog="Voorbeeld: via-xl verschil afrekeningen/2024/v1 afrekeningen/2024/v2")
def verschil(
    map_v1: Annotated[Path, typer.Argument(help="De eerdere versiemap.", metavar="MAP_V1")],
    map_v2: Annotated[Path, typer.Argument(help="De latere versiemap, van hetzelfde jaar.", metavar="MAP_V2")],
    uit: Annotated[
        Path | None, typer.Option("--uit", help="Schrijf het verschil ook als werkboek.", metavar="BESTAND.xlsx")
    ] = None,
    json: _Json = False,
) -> None:
    """Laat zien wat er van de ene versie op de andere veranderde: per gemeente het saldo, en waarom.

    Beide worden opnieuw berekend uit wat de map zelf bewaart. Voor de centrumgemeente: er staan urenregels van iedereen in.
    """
    from via_xl.opdrachten.scherm import toon_verschil
    from via_xl.versie.verschil import bepaal_verschil

    uitkomst = bepaal_verschil(map_v1, map_v2, uit)
    _geef(uitkomst, toon_verschil, json=json)


@app.command(cls=CliOpdracht, epilog="Voorbeeld: via-xl betaallijst afrekeningen/2024/v2 --vervaldatum 2025-07-31")
def betaallijst(
    versiemap: Annotated[Path, typer.Argument(help="Een definitieve versiemap.", metavar="MAP")],
    uit: Annotated[
        Path | None,
        typer.Option("--uit", help="Map voor de twee bestanden; anders naast de versiemap.", metavar="MAP"),
    ] = None,
    vervaldatum: Annotated[
        str | None,
        typer.Option("--vervaldatum", help="Uiterste betaaldag; anders 30 dagen na de jaarrun.", metavar="DATUM"),
    ] = None,
    json: _Json = False,
) -> None:
    """Maak de lijst voor het grootboek: per gemeente bedrag, richting, kenmerk en vervaldatum, als CSV en werkboek.

    Alleen van een definitieve versie. Is er al eerder definitief afgerekend, dan alleen het verschil.
    """
    from via_xl.opdrachten.opties import lees_dag
    from via_xl.opdrachten.scherm import toon_betaallijst
    from via_xl.versie.betaallijst import schrijf_betaallijst

    verslag = schrijf_betaallijst(versiemap, uit, lees_dag("--vervaldatum", vervaldatum))
    _geef(verslag, toon_betaallijst, json=json)


@app.command(cls=CliOpdracht, epilog="Voorbeeld: via-xl verzend afrekeningen/2024/v1")
def verzend(
    versiemap: Annotated[Path | None, typer.Argument(help="De versiemap die wordt verzonden.", metavar="MAP")] = None,
    versleuteling: Annotated[
        str,
        typer.Option("--versleuteling", help="wachtwoord, of geen waar de mail zelf beveiligd is.", metavar="SOORT"),
    ] = "wachtwoord",
    sjabloon: Annotated[
        Path | None, typer.Option("--sjabloon", help="Eigen tekst van het bericht.", metavar="BESTAND.txt")
    ] = None,
    antwoord_voor: Annotated[
        str | None,
        typer.Option("--antwoord-voor", help="Anders de dag bij Reactie voor op blad Jaren.", metavar="JJJJ-MM-DD"),
    ] = None,
    adressen: Annotated[
        Path | None,
        typer.Option("--adressen", help="Neem de adressen uit deze master, als zij nieuwer zijn.", metavar="MASTER"),
    ] = None,
    toon_sjabloon: Annotated[
        bool, typer.Option("--toon-sjabloon", help="Toon de tekst van het bericht, om een eigen van te maken.")
    ] = False,
    json: _Json = False,
) -> None:
    """Maak per ontvanger een concept-e-mail met versleutelde bijlagen; verstuurd wordt er niets.

    De berichten komen naast de versiemap. Nog eens verandert niets: alleen wie er nog geen had krijgt er een bericht bij.
    """
    from via_xl.opdrachten.opties import lees_dag
    from via_xl.schrijven.bericht import standaardtekst
    from via_xl.verzenden.verzend import Verzendkeuzes, lees_versleuteling
    from via_xl.verzenden.verzend import verzend as maak

    if toon_sjabloon:
        typer.echo(standaardtekst(), nl=False)
        return
    from via_xl.opdrachten.scherm import toon_verzending, voortgangsbalk

    if versiemap is None:
        raise InvoerFout("Geef een versiemap op, bijvoorbeeld afrekeningen/2024/v1.")
    keuzes = Verzendkeuzes(
        lees_versleuteling(versleuteling), sjabloon, lees_dag("--antwoord-voor", antwoord_voor), adressen
    )
    with voortgangsbalk() as voortgang:
        uitkomst = maak(versiemap, keuzes, ook_gevraagd(voortgang))
    _geef(uitkomst, toon_verzending, json=json)


@app.command(cls=CliOpdracht, epilog="Voorbeeld: via-xl dossier afrekeningen/2024/v1")
def dossier(
    versiemap: Annotated[Path, typer.Argument(help="Een versiemap van een jaarrun.", metavar="MAP")],
    uit: Annotated[
        Path | None,
        typer.Option("--uit", help="Het te maken werkboek; anders naast de versiemap.", metavar="BESTAND.xlsx"),
    ] = None,
) -> None:
    """Maak van een versiemap een dossier voor de accountant: invoer met bron, controles, bewijs, en wat ontbreekt.

    Alles komt uit de map zelf en wordt nu opnieuw berekend; de map blijft zoals zij is.
    """
    from via_xl.opdrachten.scherm import voortgangsbalk
    from via_xl.versie.dossier import maak_dossier

    with voortgangsbalk() as voortgang:
        verslag = maak_dossier(versiemap, uit, ook_gevraagd(voortgang))
    typer.echo(
        f"Gemaakt: {verslag.pad}. Op {verslag.ontbreekt} vragen ontbreekt het antwoord, op {verslag.deels} deels."
    )
    for afwijking in verslag.afwijkingen:
        typer.echo(f"LET OP: {afwijking}.")


@app.command(cls=CliOpdracht, epilog="Voorbeeld: via-xl verantwoording via_master.xlsx --jaar 2024")
def verantwoording(
    master: Annotated[Path, typer.Argument(help="Het masterwerkboek.", metavar="MASTER")],
    jaar: Annotated[
        int | None, typer.Option("--jaar", help="Het jaar van het verslag; anders dat van blad Start.", metavar="JAAR")
    ] = None,
    uit: Annotated[
        Path | None,
        typer.Option("--uit", help="Het te maken werkboek; anders naast de master.", metavar="BESTAND.xlsx"),
    ] = None,
) -> None:
    """Maak de jaarverantwoording voor stuurgroep en Regiodag: kerncijfers op één A4, capaciteit, thema's, meerjaren.

    Er staan geen uren van personen in, en geen kosten per gemeente. De master blijft zoals hij is.
    """
    from via_xl.opdrachten.scherm import voortgangsbalk
    from via_xl.vragen.verantwoording import maak_verantwoording

    with voortgangsbalk() as voortgang:
        verslag = maak_verantwoording(master, jaar, uit, ook_gevraagd(voortgang))
    stand = f"nog CONCEPT: {'; '.join(verslag.redenen)}" if verslag.redenen else "definitief"
    typer.echo(f"Gemaakt en nagerekend: {verslag.pad} (jaar {verslag.jaar}, {stand}).")


@besluit_app.command("stand", cls=CliOpdracht, epilog="Voorbeeld: via-xl besluit stand via_master.xlsx --jaar 2026")
def besluit_stand(
    master: Annotated[Path, typer.Argument(help="Het masterwerkboek.", metavar="MASTER")],
    jaar: Annotated[
        int | None, typer.Option("--jaar", help="Alleen voorstellen over dit jaar.", metavar="JAAR")
    ] = None,
    json: _Json = False,
) -> None:
    """Laat zien waar elk voorstel staat, wat de volgende stap is en wanneer, en wie nog moet besluiten."""
    from via_xl.opdrachten.scherm import toon_besluiten
    from via_xl.vragen.besluitstand import lees_stand

    stand = lees_stand(master, jaar)
    _geef(stand, toon_besluiten, json=json)


@besluit_app.command("kalender", cls=CliOpdracht, epilog="Voorbeeld: via-xl besluit kalender via_master.xlsx 2027")
def besluit_kalender(
    master: Annotated[Path, typer.Argument(help="Het masterwerkboek.", metavar="MASTER")],
    jaar: Annotated[int, typer.Argument(help="Het jaar waarvoor data worden voorgesteld.", metavar="JAAR")],
    eerste: Annotated[
        str | None,
        typer.Option(
            "--eerste",
            help="Eerste overleg van de werkgroep; anders de eerste donderdag vanaf 8 januari.",
            metavar="DATUM",
        ),
    ] = None,
    uit: Annotated[
        Path | None,
        typer.Option("--uit", help="Nieuwe master; anders dezelfde naam, met een reservekopie.", metavar="BESTAND"),
    ] = None,
    json: _Json = False,
) -> None:
    """Stel de data van een jaar voor: dertien overleggen van de werkgroep, drie rondes en vier regiodagen.

    Ze komen als te bevestigen op blad Kalender, waar u ze wijzigt. Een jaar dat al data heeft, blijft zoals het is.
    """
    from via_xl.opdrachten.opties import lees_dag
    from via_xl.opdrachten.scherm import toon_kalender
    from via_xl.wijzigen.besluitkalender import stel_kalender_voor

    kalender = stel_kalender_voor(master, jaar, lees_dag("--eerste", eerste), uit)
    _geef(kalender, toon_kalender, json=json)


@besluit_app.command("agenda", cls=CliOpdracht, epilog="Voorbeeld: via-xl besluit agenda via_master.xlsx --jaar 2026")
def besluit_agenda(
    master: Annotated[Path, typer.Argument(help="Het masterwerkboek.", metavar="MASTER")],
    jaar: Annotated[int | None, typer.Option("--jaar", help="Alleen dagen in dit jaar.", metavar="JAAR")] = None,
    uit: Annotated[
        Path | None,
        typer.Option("--uit", help="Het te maken bestand; anders naast de master.", metavar="BESTAND.ics"),
    ] = None,
    json: _Json = False,
) -> None:
    """Maak een agenda (.ics) voor Outlook: de data van blad Kalender en de geplande stappen van lopende voorstellen."""
    from via_xl.opdrachten.scherm import toon_agenda
    from via_xl.vragen.besluitagenda import maak_agenda

    agenda = maak_agenda(master, jaar, uit)
    _geef(agenda, toon_agenda, json=json)


@besluit_app.command(
    "noteer",
    cls=CliOpdracht,
    epilog='Voorbeeld: via-xl besluit noteer via_master.xlsx V2026-1 ambtelijk "voldoende rijp" --op 2026-05-07',
)
def besluit_noteer(
    master: Annotated[Path, typer.Argument(help="Het masterwerkboek.", metavar="MASTER")],
    nummer: Annotated[str, typer.Argument(help="Het nummer in tblBesluiten.", metavar="NUMMER")],
    stap: Annotated[str, typer.Argument(help="Werkgroep, stuurgroep, ... college of raad.", metavar="STAP")],
    oordeel: Annotated[
        str, typer.Argument(help="Inbreng gegeven, voldoende rijp, akkoord, terug of afgewezen.", metavar="OORDEEL")
    ],
    op: Annotated[str, typer.Option("--op", help="De dag van het oordeel.", metavar="DATUM")],
    code: Annotated[
        str, typer.Option("--code", help="De gemeente van een college of raad.", metavar="CODE", show_default=False)
    ] = "",
    opmerking: Annotated[
        str, typer.Option("--opmerking", help="Komt bij de stap te staan.", metavar="TEKST", show_default=False)
    ] = "",
    uit: Annotated[
        Path | None,
        typer.Option("--uit", help="Nieuwe master; anders dezelfde naam, met een reservekopie.", metavar="BESTAND"),
    ] = None,
    json: _Json = False,
) -> None:
    """Noteer hoe een stap van een voorstel afliep.

    Is een voorstel over meerkosten daarmee genomen, dan zet het in tblJaren wie de meerkosten draagt, en de grens.
    """
    from via_xl.opdrachten.scherm import toon_noteersel
    from via_xl.wijzigen.besluitnoteren import lees_uitslag
    from via_xl.wijzigen.besluitnoteren import noteer as noteer_uitslag

    noteersel = noteer_uitslag(master, lees_uitslag(nummer, stap, oordeel, op, code, opmerking), uit)
    _geef(noteersel, toon_noteersel, json=json)


@app.command(cls=CliOpdracht, epilog="Voorbeeld: via-xl voorstel via_master.xlsx --jaar 2025 --drager centrumgemeente")
def voorstel(
    master: Annotated[Path, typer.Argument(help="Het masterwerkboek.", metavar="MASTER")],
    jaar: Annotated[
        int | None,
        typer.Option("--jaar", help="Het jaar van de afrekening; anders dat van blad Start.", metavar="JAAR"),
    ] = None,
    drager: Annotated[
        str | None,
        typer.Option(
            "--drager",
            help="Wie de meerkosten draagt: inwoners, centrumgemeente of leveranciers; anders zoals op blad Jaren.",
            metavar="DRAGER",
        ),
    ] = None,
    grens: Annotated[
        str | None,
        typer.Option("--grens", help="Een andere grens dan die van het jaar, bijvoorbeeld 310000.00.", metavar="EUR"),
    ] = None,
    uit: Annotated[
        Path | None,
        typer.Option(
            "--uit", help="Waar de map van het voorstel komt; anders in voorstellen, naast de master.", metavar="MAP"
        ),
    ] = None,
    uit_master: Annotated[
        Path | None,
        typer.Option(
            "--uit-master", help="Nieuwe master; anders dezelfde naam, met een reservekopie.", metavar="BESTAND"
        ),
    ] = None,
    json: _Json = False,
) -> None:
    """Maak een voorstel voor wat boven de voorstelgrens ligt (8.4): Word-documenten, en de rijen op blad Besluiten.

    Eén document voor de regio, en per college een adoptievoorstel met alleen de eigen cijfers. Alles of niets.
    """
    from via_xl.opdrachten.scherm import toon_voorstel, voortgangsbalk
    from via_xl.wijzigen.voorstel import lees_keuzes, maak_voorstel

    with voortgangsbalk() as voortgang:
        keuzes = lees_keuzes(jaar, drager, grens)
        verslag = maak_voorstel(master, keuzes, uit, uit_master, voortgang=ook_gevraagd(voortgang))
    _geef(verslag, toon_voorstel, json=json)


@app.command(cls=CliOpdracht, epilog="Voorbeeld: via-xl scenario via_master.xlsx --stel verdeelsleutel.2026=kosten")
def scenario(
    master: Annotated[Path, typer.Argument(help="Het masterwerkboek.", metavar="MASTER")],
    stel: Annotated[
        list[str] | None,
        typer.Option(
            "--stel", help="Wat anders moet, als in jaren.csv en pok.csv: peiljaar=2024.", metavar="NAAM[.JAAR]=WAARDE"
        ),
    ] = None,
    jaar: Annotated[
        list[int] | None,
        typer.Option("--jaar", help="Een jaar om te vergelijken; anders elk jaar met uren.", metavar="JAAR"),
    ] = None,
    inwoners: Annotated[
        Path | None,
        typer.Option("--inwoners", help="Inwoners uit CBS StatLine (37230ned of 03759ned).", metavar="CBS.csv"),
    ] = None,
    samenvoeging: Annotated[
        list[str] | None,
        typer.Option(
            "--herindeling", help="Gemeenten die één worden: GM0757+GM0845=GM9999:Naam.", metavar="OUD+OUD=NIEUW:NAAM"
        ),
    ] = None,
    uit: Annotated[
        Path | None, typer.Option("--uit", help="Schrijf de vergelijking ook als werkboek.", metavar="BESTAND.xlsx")
    ] = None,
    json: _Json = False,
) -> None:
    """Laat zien wat een andere keuze elke gemeente kost: de bijdrage nu, in het scenario, en het verschil.

    De master blijft zoals hij is. Geef --stel zo vaak als nodig.
    """
    from via_xl.opdrachten.scherm import toon_scenario
    from via_xl.vragen.scenario import bereken_scenario

    uitkomst = bereken_scenario(master, stel or (), jaar or (), uit, samenvoeging or (), inwoners)
    _geef(uitkomst, toon_scenario, json=json)


def main(argumenten: list[str] | None = None) -> int:
    """Run the command line. Exit code 0 done, 1 a check or the proof failed, 2 bad input or usage."""
    for stroom in (sys.stdout, sys.stderr):
        if hasattr(stroom, "reconfigure"):
            stroom.reconfigure(encoding="utf-8", errors="replace")
    if _WACHT not in (sys.argv[1:] if argumenten is None else argumenten):
        return _vang(lambda: _voer_uit(argumenten))
    try:
        code = _vang(lambda: _voer_uit(argumenten), gesleept=True)
    except Exception:
        traceback.print_exc()  # before the window waits
        code = 1
    _wacht_op_enter()
    return code


def _wacht_op_enter() -> None:
    """Keep the window of the shortcut open; where there is no window, don't wait."""
    if sys.stdin is None or sys.stdout is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return
    with suppress(EOFError, KeyboardInterrupt):
        input("\nDruk op Enter om dit venster te sluiten. ")


def _voer_uit(argumenten: list[str] | None) -> Any:
    uit = app(args=argumenten, standalone_mode=False, prog_name="via-xl")
    if uit == _AFGEBROKEN:
        raise KeyboardInterrupt
    return uit


def _vang(opdracht: Callable[[], Any], *, gesleept: bool = False) -> int:
    try:
        uit = opdracht()
    except GebruikersFout as fout:
        from via_xl.opdrachten.scherm import toon_fout

        toon_fout(fout)
        return fout.exitcode
    except (KeyboardInterrupt, typer.Abort):
        typer.echo(_AFBREKEN, err=True)
        return 2
    except OSError as fout:
        from via_xl.basis.schijffout import reden

        _geef_scherm_op()
        waar = f" ({fout.filename})" if fout.filename else ""
        typer.echo(f"Schrijven of lezen is mislukt{waar}: {reden(fout)}.", err=True)
        return 2
    except Exception as fout:
        if _door_afbreken(fout):
            typer.echo(_AFBREKEN, err=True)
            return 2
        if hasattr(fout, "format_message") and hasattr(fout, "exit_code"):
            typer.echo(_SLEEP if gesleept and _mist_gegeven(fout) else gebruiksfout(fout), err=True)
            return 2
        raise
    return uit if isinstance(uit, int) else 0


def _mist_gegeven(fout: Exception) -> bool:
    return type(fout).__name__ == "MissingParameter"


def _door_afbreken(fout: BaseException | None) -> bool:
    """Whether an error came about while a Ctrl-C was being answered (a parser that is closed halfway, say)."""
    while fout is not None:
        if isinstance(fout, KeyboardInterrupt):
            return True
        fout = fout.__cause__ or fout.__context__
    return False


def _geef_scherm_op() -> None:
    """Let nothing more be written to an output that can't take it: Python would try again when it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def start() -> None:
    """The entry point of the installed command. Being ended (SIGTERM) cleans up as Ctrl-C does."""
    luister()
    sys.exit(main())


if __name__ == "__main__":
    start()
