"""From a version to definitief and to payment: the document to sign, the drafts of e-mails, the list for the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.datum import datum_nl
from via_xl.basis.geld import euro_nl
from via_xl.basis.opsomming import met_getal
from via_xl.basis.verhaal import Lijst, Regel
from via_xl.opdrachten.opties import Json, Versiemap, argument, optie
from via_xl.opdrachten.scherm import geef, toon, voortgangsbalk, waarschuw

if TYPE_CHECKING:
    from via_xl.versie.akkoordstuk import Stukverslag
    from via_xl.versie.betaallijst import Betaalverslag
    from via_xl.verzenden.concepten import Concepten
    from via_xl.verzenden.pdfs import Pdfs
    from via_xl.verzenden.verzend import Verzending


def stuk(
    versiemap: Annotated[Path, argument("De versiemap die wordt goedgekeurd.", "MAP")],
    gemeente: Annotated[
        list[str] | None, optie("--gemeente", "Alleen voor deze; zo vaak als nodig.", "GEMEENTE")
    ] = None,
    uit: Annotated[Path | None, optie("--uit", "De map; anders een naast de versiemap.", "MAP")] = None,
) -> None:
    """Maak per gemeente het stuk waarop zij een afrekening goedkeurt: totalen en openbare bijdragen, zonder iemands uren.

    Elk stuk heeft een code van zijn gemeente, gedrukt en in de eigenschappen; daaraan wordt het getekende stuk herkend.

    Voorbeeld: via-xl akkoord stuk afrekeningen/2024/v1
    """
    from via_xl.versie.akkoordstuk import schrijf_akkoordstukken

    toon(_stuk(schrijf_akkoordstukken(versiemap, gemeente or (), uit)))


def _stuk(verslag: Stukverslag) -> Iterator[Regel]:
    """Where the documents are, their reference, and what the settlement lacks besides the approvals."""
    stukken = f"{len(verslag.bestanden)} stukken" if len(verslag.bestanden) > 1 else verslag.bestanden[0].name
    yield f"Gemaakt: {stukken} in {verslag.map}"
    yield f"Kenmerk {verslag.kenmerk}: {verslag.jaar}, versie {verslag.versie}."
    if verslag.belemmeringen:
        yield "Voor een definitieve afrekening is nog nodig:"
        yield from (f"• {rij.wat}. {rij.doen}" for rij in verslag.belemmeringen)
    else:
        yield "Behalve de akkoorden ontbreekt er niets."
    yield f"Volgende stap: {verslag.tekenen} met via-xl akkoord noteer."


def verzend(
    versiemap: Annotated[Path | None, argument("De versiemap die wordt verzonden.", "MAP")] = None,
    versleuteling: Annotated[
        str,
        optie(
            "--versleuteling",
            "geen waar de mail zelf beveiligd is, en anders wachtwoord: één per ontvanger, het hele jaar.",
            "SOORT",
        ),
    ] = "wachtwoord",
    sjabloon: Annotated[Path | None, optie("--sjabloon", "Eigen tekst van het bericht.", "BESTAND.txt")] = None,
    antwoord_voor: Annotated[
        str | None, optie("--antwoord-voor", "Anders de dag bij Reactie voor op blad Jaren.", "DATUM")
    ] = None,
    adressen: Annotated[
        Path | None, optie("--adressen", "Neem de adressen uit deze master, als zij nieuwer zijn.", "MASTER")
    ] = None,
    toon_sjabloon: Annotated[
        bool, optie("--toon-sjabloon", "Toon de tekst van het bericht, om een eigen van te maken.")
    ] = False,
    met_betaallijst: Annotated[
        bool, optie("--betaallijst", "Maak van een definitieve versie ook de betaallijst.")
    ] = False,
    herinnering: Annotated[
        Path | None,
        optie("--herinnering", "Alleen een herinnering aan wie volgens deze master nog niet antwoordde.", "MASTER"),
    ] = None,
    json: Json = False,
) -> None:
    """Maak per ontvanger een concept-e-mail met versleutelde bijlagen; verstuurd wordt er niets.

    De berichten komen naast de versiemap. Nog eens verandert niets: alleen wie er nog geen had krijgt er een bericht bij.

    Voorbeeld: via-xl verzend afrekeningen/2024/v1
    """
    from via_xl.schrijven.bericht import standaardtekst
    from via_xl.versie.betaallijst import neem_of_schrijf
    from via_xl.verzenden.verzend import Verzendkeuzes, lees_versleuteling
    from via_xl.verzenden.verzend import verzend as maak
    from via_xl.wijzigen.afrekeningen import registreer_versie
    from via_xl.wijzigen.gezegd import lees_dag

    if toon_sjabloon:
        typer.echo(standaardtekst(), nl=False)
        return
    if versiemap is None:
        raise InvoerFout("Geef een versiemap op, bijvoorbeeld afrekeningen/2024/v1.")
    if herinnering is not None:
        from via_xl.verzenden.herinneren import herinner

        geef(herinner(versiemap, herinnering, lees_dag("--antwoord-voor", antwoord_voor)), concepten, json=json)
        return
    keuzes = Verzendkeuzes(
        lees_versleuteling(versleuteling), sjabloon, lees_dag("--antwoord-voor", antwoord_voor), adressen
    )
    with voortgangsbalk() as voortgang:
        lijst, van_lijst = neem_of_schrijf(versiemap) if met_betaallijst else (None, ())
        uitkomst = replace(maak(versiemap, keuzes, voortgang), betaallijst=lijst)
        let_op = registreer_versie(versiemap, voortgang)
    geef(uitkomst, _verzending, json=json)
    for wat in van_lijst:
        waarschuw(f"{wat}.")
    waarschuw(let_op)


def concepten(gemaakt: Concepten | Verzending, opnieuw: str = "") -> Iterator[Regel]:
    """Whose drafts were made, whose stood there, who has no address and what then (``opnieuw``), and where they are."""
    yield from (f"Gemaakt: {wie}" for wie in gemaakt.gemaakt)
    yield from (f"Er al: {wie}" for wie in gemaakt.er_al)
    for naam in gemaakt.zonder_adres:
        yield f"LET OP: {naam} heeft geen e-mailadres (vacature). Vul op blad Gemeenten de kolom Email in{opnieuw}."
    if gemaakt.gemaakt:
        hoeveel = met_getal(len(gemaakt.gemaakt), "concept", "concepten")
        yield f"{hoeveel} in {gemaakt.map}; er is niets verstuurd. Lees wat erin staat in Outlook en verstuur het."
    elif gemaakt.er_al:
        yield f"Er is niets gemaakt: de berichten liggen al in {gemaakt.map}."


def _verzending(verzending: Verzending) -> Iterator[Regel]:
    """The drafts, and where their passwords are; first what they give away."""
    yield from (f"LET OP: {wat}" for wat in verzending.herleidbaar)
    yield from concepten(verzending, " en geef de opdracht nog eens met --adressen")
    if verzending.gemaakt and not verzending.met_pdf:
        yield "Zonder PDF: LibreOffice staat niet op deze computer, en Excel maakte er geen."
    if verzending.wachtwoorden is not None:
        yield f"De wachtwoorden staan apart, alleen voor u: {verzending.wachtwoorden}"
    if verzending.betaallijst is not None:
        yield f"De betaallijst: {verzending.betaallijst}"
    yield f"Volgende stap: {_na_verzending(verzending)}"


def _na_verzending(verzending: Verzending) -> str:
    """What to do when the drafts are there."""
    from via_xl.versie.betaallijst import NA_BETAALLIJST

    if not (verzending.gemaakt or verzending.er_al):
        return "vul op blad Gemeenten e-mailadressen in, en geef de opdracht nog eens met --adressen en de master."
    lees = "lees de berichten in Outlook en verstuur ze"
    if not verzending.definitief:
        return f"{lees}; leg vast wat een gemeente antwoordt met via-xl reactie."
    if verzending.betaallijst is None:
        return f'{lees}, en maak de betaallijst: via-xl betaallijst "{verzending.versiemap}"'
    return f"{lees}. {NA_BETAALLIJST[0].upper()}{NA_BETAALLIJST[1:]}"


def pdf(versiemap: Versiemap, json: Json = False) -> None:
    """Maak van het eerste blad van elke afrekening een PDF: een bestand per gemeente, en een van allemaal.

    De bestanden komen in een map pdf-vN naast de versiemap. LibreOffice maakt ze (PDF/A), of anders Excel.

    Voorbeeld: via-xl pdf afrekeningen/2024/v1
    """
    from via_xl.verzenden.pdfs import maak_pdfs

    with voortgangsbalk() as voortgang:
        uitkomst = maak_pdfs(versiemap, voortgang)
    geef(uitkomst, _pdfs, json=json)


def _pdfs(pdfs: Pdfs) -> Iterator[Regel]:
    """How many were made, and where they are."""
    hoeveel = met_getal(len(pdfs.bestanden), "PDF", "PDF's")
    yield f"{hoeveel} en {pdfs.samen} staan in {pdfs.map}"


def betaallijst(
    versiemap: Annotated[Path, argument("Een definitieve versiemap.", "MAP")],
    uit: Annotated[Path | None, optie("--uit", "Map voor de drie bestanden; anders naast de versiemap.", "MAP")] = None,
    vervaldatum: Annotated[
        str | None, optie("--vervaldatum", "Uiterste betaaldag; anders 30 dagen na de jaarrun.", "DATUM")
    ] = None,
    grootboek: Annotated[
        Path | None,
        optie("--grootboek", "Neem de rekeningen van tblGrootboek uit deze master, als zij nieuwer zijn.", "MASTER"),
    ] = None,
    json: Json = False,
) -> None:
    """Maak de lijst voor het grootboek: per gemeente bedrag, richting, kenmerk, vervaldatum en IBAN, als CSV en werkmap.

    Daarbij de journaalposten, van de centrumgemeente en van elke gemeente, op de rekeningen van tblGrootboek. Alleen van een
    definitieve versie. Is er al eerder definitief afgerekend, dan alleen het verschil.

    Voorbeeld: via-xl betaallijst afrekeningen/2024/v2 --vervaldatum 31-7-2025
    """
    from via_xl.versie.betaallijst import schrijf_betaallijst
    from via_xl.wijzigen.afrekeningen import registreer_versie
    from via_xl.wijzigen.gezegd import lees_dag

    verslag = schrijf_betaallijst(versiemap, uit, lees_dag("--vervaldatum", vervaldatum), grootboek)
    let_op = registreer_versie(versiemap)
    geef(verslag, _betaallijst, json=json)
    waarschuw(let_op)


def _betaallijst(verslag: Betaalverslag) -> Iterator[Regel]:
    """Who pays or receives what, the internal booking, and where the three files are."""
    from via_xl.rekenen import grootheden as g
    from via_xl.versie.betaallijst import NA_BETAALLIJST

    lijst = verslag.lijst
    soort = f"herziening van versie {verslag.herziet}" if verslag.herziet is not None else "definitief"
    rijen = [
        (str(r.richting), r.naam, r.kenmerk, *map(euro_nl, (r.bijdrage_ct, r.inzet_ct, r.bedrag_ct)))
        for r in (*lijst.regels, lijst.intern)
    ]
    yield Lijst(
        f"Betaallijst {lijst.nu.jaar} · versie {lijst.versie} ({soort})",
        ("Richting", "Gemeente", "Kenmerk"),
        rijen[:-1],
        (g.BIJDRAGE.kort, "Vergoeding inzet", "Bedrag"),
        totaal=rijen[-1],
    )
    yield (
        f"Vervaldatum {datum_nl(lijst.vervaldatum)}. De lijst sluit: saldi van de anderen {euro_nl(lijst.saldi_ct)} = min "
        f"vergoeding {euro_nl(lijst.vergoeding_ct)}, eigen saldo {euro_nl(lijst.intern.saldo_ct)} en voorschotten "
        f"{euro_nl(lijst.voorschotten_ct)}{f', met {euro_nl(lijst.btw_ct)} btw' if lijst.btw_ct else ''}."
    )
    if lijst.meegenomen.naar is not None:
        yield f"De verschillen worden verrekend met de afrekening van {lijst.meegenomen.naar}; daarvoor is nu niets te betalen."
    elif lijst.met_ander_jaar:
        yield f"Daarbij komt wat uit een eerdere herziening wordt verrekend: {euro_nl(lijst.ander_jaar_ct)} samen."
    yield from (f"LET OP: {tekst}." for tekst in verslag.let_op)
    yield f"Gemaakt: {verslag.csv}"
    yield f"Gemaakt: {verslag.journaal}"
    yield f"Gemaakt en nagerekend: {verslag.werkboek}"
    yield f"Volgende stap: {NA_BETAALLIJST}"
