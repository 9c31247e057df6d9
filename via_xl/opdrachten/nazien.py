"""Looking into what is there: a workbook and its rules, a version and its proof, a cell and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.geld import euro_nl
from via_xl.basis.verhaal import Lijst, Regel
from via_xl.opdrachten.opties import Json, Master, Versiemap, argument, optie
from via_xl.opdrachten.scherm import geef, toon_json, voortgangsbalk, zeg

if TYPE_CHECKING:
    from via_xl.rekenen.prognose import Prognose
    from via_xl.vragen.controleren import Controleverslag
    from via_xl.vragen.stand import Jaarbeeld


def stand(
    master: Master,
    jaar: Annotated[int | None, optie("--jaar", "Het jaar; anders dat van blad Start.", "JAAR")] = None,
    json: Json = False,
) -> None:
    """Laat zien waar het jaar staat: twaalf stappen, wat er nog ontbreekt, waar het op uitkomt, en wat de volgende stap is.

    Hetzelfde als blad Start, met de dag van vandaag erbij. De master blijft zoals hij is.

    Voorbeeld: via-xl stand via_master.xlsx --jaar 2024
    """
    from via_xl.vragen.stand import bepaal_stand

    geef(bepaal_stand(master, jaar), _stand, json=json)


def _stand(beeld: Jaarbeeld) -> Iterator[Regel]:
    """The steps as a list, and what is next on a line of its own."""
    yield Lijst(
        f"{beeld.jaar} in twaalf stappen",
        ("Stap", "Stand"),
        [
            (
                f"{stap.nr}. {stap.naam}",
                "nu" if stap is beeld.volgende else beeld.oordeel(stap),
                str(stap.open or ""),
                ", ".join(beeld.welke(stap)),
            )
            for stap in beeld.stappen
        ],
        ("Nog",),
        ("Welke",),
    )
    yield _controles(beeld)
    yield _prognose(beeld.prognose)
    if beeld.volgende is None:
        yield "Alles is gedaan."
        return
    yield f"Volgende stap: {beeld.volgende.naam}: {beeld.volgende.doen} (blad {beeld.volgende.blad})."
    if opdracht := beeld.opdracht(beeld.volgende):
        yield f"Met: {opdracht}"


def _controles(beeld: Jaarbeeld) -> str:
    """The worst of the checks, and which of them somebody must look at."""
    welke = f". Nog niet waar: {'; '.join(beeld.let_op)}" if beeld.let_op else ""
    return f"Controles: {beeld.controles}{welke}."


def _prognose(p: Prognose) -> str:
    """Where the year will end, in a sentence."""
    laag, verwacht, hoog = (euro_nl(uit.te_verdelen_ct) for uit in p.uitkomsten.values())
    grens_ct = p.nu.voorstelgrens_ct
    grens = "er is geen voorstelgrens" if grens_ct is None else f"voorstelgrens {euro_nl(grens_ct)}"
    volledig = ", alle uren zijn er" if p.met_plan else ""
    tussen = f" (laag {laag}, hoog {hoog})" if p.maanden_te_gaan else volledig
    return f"Prognose: te verdelen {verwacht}{tussen}; {grens}. {p.oordeel}."


def controleer(
    bestand: Annotated[Path, argument("Een werkmap: een master, een afrekening of een andere.", "BESTAND")],
    jaar: Annotated[int | None, optie("--jaar", "Van een master: het jaar; anders dat van blad Start.", "JAAR")] = None,
    streng: Annotated[
        bool, optie("--streng", "Tel elke waarschuwing over de werkmap en haar invoer als fout.")
    ] = False,
    json: Json = False,
) -> None:
    """Toets een werkmap aan de regels, en een master ook aan die voor zijn invoer.

    Het bestand wordt niet gewijzigd. Exitcode 0: geen fouten, 1: wel, 2: niet te lezen.

    Voorbeeld: via-xl controleer via_master.xlsx --streng
    """
    from via_xl.vragen.controleren import controleer_werkboek

    verslag = controleer_werkboek(bestand, jaar, streng=streng)
    geef(verslag, _controle, json=json)
    if verslag.aantal_fouten:
        raise typer.Exit(1)


def _controle(verslag: Controleverslag) -> Iterator[Regel]:
    """What was found in a workbook, and in a line whether it keeps the rules."""
    yield verslag.bevindingen
    waarvan = f"{verslag.pad.name}, jaar {verslag.jaar}" if verslag.jaar is not None else verslag.pad.name
    if not verslag.bevindingen:
        yield f"{waarvan}: houdt zich aan alle regels."
        return
    mis, rest = verslag.aantal_fouten, len(verslag.bevindingen) - verslag.aantal_fouten
    yield (
        f"{waarvan}: {mis} {'fout' if mis == 1 else 'fouten'} en "
        f"{rest} {'waarschuwing' if rest == 1 else 'waarschuwingen'}."
    )


def verifieer(
    versiemap: Versiemap,
    master: Annotated[Path | None, optie("--master", "Vergelijk de invoer ook met de master van nu.", "MASTER")] = None,
    keten: Annotated[str, optie("--keten", "Vergelijk met de ketenwaarde uit een bericht of stuk.", "XXXXX-…")] = "",
    json: Json = False,
) -> None:
    """Controleer een versiemap: niets gewijzigd, alles nagerekend, uit de bewaarde invoer.

    Er wordt niets gewijzigd. Exitcode 0: alles in orde, 1: niet in orde, 2: geen leesbare versiemap, 3: niet volledig
    nagegaan, omdat de map zegt door een andere versie van ViA-XL te zijn gemaakt.

    Voorbeeld: via-xl verifieer afrekeningen/2024/v1 --master via_master.xlsx
    """
    from via_xl.opdrachten.verificatiescherm import toon
    from via_xl.versie.verifieren import verifieer as bewijs

    with voortgangsbalk() as voortgang:
        verificatie = bewijs(versiemap, master, voortgang, gegeven=keten)
    if json:
        toon_json(verificatie.als_json())
    else:
        toon(verificatie)
    if verificatie.uitkomst.code:
        raise typer.Exit(verificatie.uitkomst.code)


def herkomst(
    bestand: Annotated[Path, argument("De werkmap.", "BESTAND")],
    cel: Annotated[str, argument("De cel, als Blad!Cel of als naam.", "CEL")],
    diepte: Annotated[int | None, optie("--diepte", "Hoeveel stappen diep; anders tot de invoer.", "N")] = None,
    uitvouwen: Annotated[
        int | None, optie("--uitvouwen", "Vouw bereiken en kolommen tot zoveel cellen uit.", "N")
    ] = None,
    zonder_master: Annotated[bool, optie("--zonder-master", "Stop bij blad Herkomst van een afrekening.")] = False,
    json: Annotated[bool, optie("--json", "Geef de boom als één JSON-object.")] = False,
    html: Annotated[bool, optie("--html", "Schrijf de boom als pagina voor de browser.")] = False,
    xlsx: Annotated[bool, optie("--xlsx", "Schrijf de boom als werkmap.")] = False,
    uit: Annotated[
        Path | None, optie("--uit", "Het te maken bestand bij --html of --xlsx; mag nog niet bestaan.", "BESTAND")
    ] = None,
) -> None:
    """Toon waar het bedrag in een cel vandaan komt: stap voor stap, tot de invoer met bron, datum en status.

    Bij een afrekening gaat de boom door tot in de master, als die in de map bron ernaast ligt.

    Voorbeeld: via-xl herkomst via_master.xlsx 'Verrekening!B13' --html
    """
    from via_xl.bewijs.herkomst import DIEPST, INGEKLAPT, UITGEKLAPT, doelbestand, schrijf
    from via_xl.bewijs.herkomst import herkomst as zoek

    if json + html + xlsx > 1:
        raise InvoerFout("Kies één van --json, --html en --xlsx.")
    if uit is not None and not (html or xlsx):
        raise InvoerFout("Bij --uit hoort --html of --xlsx.")
    if cel.startswith("'") and cel.endswith("'"):  # which cmd leaves there, and the other shells take away
        cel = cel[1:-1]
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
        zeg(f"Gemaakt: {doel} ({boom.titel}).")
    elif json:
        toon_json(boom.als_json())
    else:
        from via_xl.opdrachten.herkomstscherm import toon

        toon(boom)
