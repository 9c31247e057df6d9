"""How a run looks on screen: the progress bar, the table of the outcome, and findings."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Bevinding, GebruikersFout
from via_xl.basis.geld import euro_nl, getal_nl, uren_nl
from via_xl.schrijven.runverslag import Verslag

if TYPE_CHECKING:
    from via_xl.rekenen.vaststelling import Belemmering
    from via_xl.versie.akkoordstuk import Stukverslag
    from via_xl.versie.betaallijst import Betaalverslag
    from via_xl.versie.verschil import Versieverschil
    from via_xl.verzenden.verzend import Verzending
    from via_xl.vragen.besluitagenda import Agenda
    from via_xl.vragen.besluitstand import Besluitoverzicht
    from via_xl.vragen.controleren import Controleverslag
    from via_xl.vragen.scenario import Scenario
    from via_xl.wijzigen.akkoord import Genoteerd
    from via_xl.wijzigen.besluitkalender import Kalender
    from via_xl.wijzigen.besluitnoteren import Noteersel
    from via_xl.wijzigen.jaaropenen import Opening
    from via_xl.wijzigen.masteromzetten import Omzetting
    from via_xl.wijzigen.urenstaatlezen import Leesverslag
    from via_xl.wijzigen.voorstel import Voorstelverslag

_MEESTE_BEVINDINGEN = 200


@contextmanager
def voortgangsbalk() -> Iterator[Voortgang]:
    """A progress bar on standard error; nothing at all where that isn't a screen."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda *_: None
        return
    with Progress(TextColumn("{task.description}"), BarColumn(), console=console, transient=True) as balk:
        taak = balk.add_task("")
        yield lambda wat, klaar, totaal: balk.update(taak, description=wat, completed=klaar, total=totaal)


def toon_verslag(verslag: Verslag) -> None:
    """What each gemeente pays or receives, and where the workbooks lie."""
    uit = verslag.uitkomst
    tabel = Table(
        title=f"ViA verrekening {uit.jaar} · versie {verslag.versie} · {verslag.status.upper()}", title_justify="left"
    )
    tabel.add_column("Gemeente")
    for kop in ("Uren", "Kosten", "Bijdrage", "Betaalt", "Ontvangt"):
        tabel.add_column(kop, justify="right", no_wrap=True)
    for r in uit.gemeenten:
        betaalt = euro_nl(r.saldo_ct) if r.saldo_ct > 0 else ""
        ontvangt = euro_nl(-r.saldo_ct) if r.saldo_ct < 0 else ""
        tabel.add_row(r.naam, uren_nl(r.uren_h), euro_nl(r.kosten_ct), euro_nl(r.bijdrage_ct), betaalt, ontvangt)
    tabel.add_section()
    rijen = uit.gemeenten
    tabel.add_row(
        "Totaal",
        uren_nl(sum(r.uren_h for r in rijen)),
        euro_nl(uit.kosten_ct),
        euro_nl(sum(r.bijdrage_ct for r in rijen)),
        euro_nl(sum(max(0, r.saldo_ct) for r in rijen)),
        euro_nl(sum(max(0, -r.saldo_ct) for r in rijen)),
    )
    console = _console()
    console.print(tabel)
    console.print(
        f"Kosten {euro_nl(uit.kosten_ct)} − vergoeding POK {euro_nl(uit.vergoeding_ct)} = te verdelen "
        f"{euro_nl(uit.te_verdelen_ct)}, {uit.hoe}."
    )
    if verslag.redenen:
        console.print("Nog niet definitief: " + "; ".join(verslag.redenen) + ".")
    _toon_bevindingen(console, verslag.waarschuwingen)
    console.print(f"{len(verslag.bestanden)} werkboeken, nagerekend, in {verslag.map}", soft_wrap=True)


def toon_besluiten(stand: Besluitoverzicht) -> None:
    """Where each voorstel stands, what is next and when, and who still has to decide."""
    console = _console()
    if not stand.besluiten:
        console.print("Er staan geen voorstellen in tblBesluiten.")
        return
    tabel = Table(title="Besluiten", title_justify="left")
    for kop in ("Nummer", "Jaar", "Onderwerp", "Stand", "Volgende stap", "Gepland", "Nog te besluiten"):
        tabel.add_column(kop)
    for rij in stand.besluiten:
        tabel.add_row(
            rij.besluit.nummer,
            str(rij.besluit.jaar),
            rij.besluit.onderwerp,
            str(rij.stand),
            str(rij.volgende or ""),
            f"{rij.gepland:%d-%m-%Y}" if rij.gepland else "",
            ", ".join(stand.namen[code] for code in rij.nog),
        )
    console.print(tabel)


def toon_kalender(kalender: Kalender) -> None:
    """The dates that were proposed, in order, and where the old master is."""
    from via_xl.rekenen.kalender import dag_nl

    console = _console()
    tabel = Table(title=f"Voorgestelde data van {kalender.jaar}, te bevestigen", title_justify="left")
    for kop in ("Dag", "Stap", "Ronde", "Omschrijving"):
        tabel.add_column(kop)
    for punt in kalender.punten:
        tabel.add_row(dag_nl(punt.dag), str(punt.stap), str(punt.ronde or ""), punt.omschrijving)
    console.print(tabel)
    console.print(
        f"{len(kalender.punten)} data staan op blad Kalender van {kalender.master}; wijzig ze daar.", soft_wrap=True
    )
    if kalender.reserve is not None:
        console.print(f"De vorige master is bewaard als {kalender.reserve}", soft_wrap=True)


def toon_agenda(agenda: Agenda) -> None:
    """The days in the calendar file, and where it is."""
    from via_xl.rekenen.kalender import dag_nl

    console = _console()
    tabel = Table(title="Agenda", title_justify="left")
    for kop in ("Dag", "Wat"):
        tabel.add_column(kop)
    for afspraak in agenda.afspraken:
        tabel.add_row(dag_nl(afspraak.dag), afspraak.titel)
    console.print(tabel)
    dagen = "dag" if len(agenda.afspraken) == 1 else "dagen"
    console.print(f"Gemaakt: {agenda.pad} ({len(agenda.afspraken)} {dagen}).", soft_wrap=True)


def toon_noteersel(noteersel: Noteersel) -> None:
    """What was recorded, what follows from it, what is next, and where the old master is."""
    from via_xl.rekenen.besluiten import Besluitstand
    from via_xl.rekenen.kalender import dag_nl

    console = _console()
    stap, stand = noteersel.stap, noteersel.stand
    wie = f"{stap.stap} {noteersel.namen[stap.code]}" if stap.code else str(stap.stap)
    op = f" op {dag_nl(stap.gehouden)}" if stap.gehouden else ""
    console.print(f"Genoteerd bij {stap.besluit}: {wie} {stap.oordeel}{op}. Stand: {stand.stand}.", soft_wrap=True)
    for gevolg in noteersel.gevolgen:
        console.print(f"• {gevolg}", soft_wrap=True)
    if stand.volgende is not None:
        gepland = f", gepland op {dag_nl(stand.gepland)}" if stand.gepland else ""
        if stand.stand is Besluitstand.TERUG:
            console.print(f"Er staat nog open: {stand.volgende}{gepland}. Plan wat anders moet op blad Besluiten.")
        else:
            console.print(f"Volgende stap: {stand.volgende}{gepland}.")
    console.print(f"Bewaard in {noteersel.master}", soft_wrap=True)
    if noteersel.reserve is not None:
        console.print(f"De vorige master is bewaard als {noteersel.reserve}", soft_wrap=True)


def toon_voorstel(verslag: Voorstelverslag) -> None:
    """What is proposed, what each gemeente then bears, and where the documents and the old master are."""
    from via_xl.rekenen.kalender import dag_nl

    console = _console()
    stof, c = verslag.stof, verslag.stof.cijfers
    tabel = Table(title=f"Voorstel {stof.nummer}: {stof.onderwerp}", title_justify="left")
    tabel.add_column("Gemeente")
    for kop in ("Begroot", "Bijdrage", "Verschil"):
        tabel.add_column(kop, justify="right", no_wrap=True)
    for rij in c.deelnemers:
        bekend = rij.begroot_ct is not None
        begroot_ct = rij.begroot_ct or 0
        tabel.add_row(
            rij.naam,
            euro_nl(begroot_ct) if bekend else "",
            euro_nl(rij.bijdrage_ct),
            euro_nl(rij.bijdrage_ct - begroot_ct) if bekend else "",
        )
    console.print(tabel)
    console.print(
        f"Te verdelen {euro_nl(c.uitkomst.te_verdelen_ct)}, grens {euro_nl(c.grens_ct)}: {euro_nl(c.boven_ct)} erboven. De "
        f"meerkosten {stof.draagt}.",
        soft_wrap=True,
    )
    gepland = [f"{stap} {dag_nl(dag)}" for stap, dag in stof.route.items() if dag]
    console.print(
        f"Gepland: {', '.join(gepland)}." if gepland else "Nog niet gepland: blad Kalender heeft geen komende ronde."
    )
    for zin in verslag.let_op:
        console.print(f"LET OP: {zin}", soft_wrap=True)
    console.print(f"{len(verslag.bestanden)} documenten in {verslag.map}", soft_wrap=True)
    console.print(f"{stof.nummer} staat op blad Besluiten van {verslag.master}", soft_wrap=True)
    if verslag.reserve is not None:
        console.print(f"De vorige master is bewaard als {verslag.reserve}", soft_wrap=True)


def toon_scenario(scenario: Scenario) -> None:
    """Per year what each gemeente bears now, under the scenario, and the difference."""
    console = _console()
    for jaar in scenario.jaren:
        tabel = Table(title=f"Scenario {jaar.jaar}: {', '.join(scenario.gesteld)}", title_justify="left")
        tabel.add_column("Gemeente")
        for kop in ("Nu", "Scenario", "Verschil"):
            tabel.add_column(kop, justify="right", no_wrap=True)
        for rij in jaar.regels:
            tabel.add_row(rij.naam, euro_nl(rij.nu_ct), euro_nl(rij.scenario_ct), euro_nl(rij.verschil_ct))
        tabel.add_section()
        nu, straks = jaar.nu.te_verdelen_ct, jaar.scenario.te_verdelen_ct
        tabel.add_row("Totaal", euro_nl(nu), euro_nl(straks), euro_nl(straks - nu))
        console.print(tabel)
        console.print(f"Nu {jaar.nu.hoe}; scenario {jaar.scenario.hoe}.")
    for gemist, reden in scenario.zonder.items():
        console.print(f"{gemist} is niet te vergelijken: {reden}.")
    if scenario.pad is not None:
        console.print(f"Gemaakt en nagerekend: {scenario.pad}", soft_wrap=True)


def toon_verschil(verschil: Versieverschil) -> None:
    """Per gemeente the saldo in both versions and the difference, with the reasons; then what changed for the region."""
    v = verschil.vergelijking
    console = _console()
    titel = (
        f"ViA verrekening {v.jaar} · versie {v.vorig.versie} ({v.vorig.status}) → versie {v.nu.versie} ({v.nu.status})"
    )
    tabel = Table(title=titel, title_justify="left")
    tabel.add_column("Gemeente")
    for kop in ("Saldo toen", "Saldo nu", "Verschil"):
        tabel.add_column(kop, justify="right", no_wrap=True)
    tabel.add_column("Wat zelf veranderde")
    for rij in v.gemeenten:
        saldo = rij.saldo_ct
        bedragen = (euro_nl(saldo.vorig), euro_nl(saldo.nu), euro_nl(saldo.verschil))
        tabel.add_row(rij.naam, *bedragen, "; ".join(rij.eigen_redenen))
    tabel.add_section()
    sommen = (sum(getattr(rij.saldo_ct, veld) for rij in v.gemeenten) for veld in ("vorig", "nu", "verschil"))
    tabel.add_row("Totaal", *(euro_nl(som) for som in sommen), "")
    console.print(tabel)
    console.print("Hele regio: " + ("; ".join(v.redenen) or "niets veranderd") + ".", soft_wrap=True)
    if v.herziening:
        console.print(f"Versie {v.vorig.versie} is verrekend; alleen het verschil is nog te verrekenen.")
    for tekst in verschil.let_op:
        console.print(f"LET OP: {tekst}.", soft_wrap=True)
    if verschil.pad is not None:
        console.print(f"Gemaakt en nagerekend: {verschil.pad}", soft_wrap=True)


def toon_akkoordstuk(verslag: Stukverslag) -> None:
    """Where the document is, its reference, and what the settlement lacks besides the approvals."""
    console = _console()
    console.print(f"Gemaakt: {verslag.pad}", soft_wrap=True)
    console.print(
        f"Kenmerk {verslag.kenmerk}: {verslag.jaar}, versie {verslag.versie}. Laat het door twee gemeenten tekenen."
    )
    if verslag.belemmeringen:
        _toon_belemmeringen(console, verslag.belemmeringen)
    else:
        console.print("Behalve de akkoorden ontbreekt er niets.")


def toon_genoteerd(genoteerd: Genoteerd) -> None:
    """What was recorded, what the settlement still lacks, and where the old master is."""
    console = _console()
    console.print(f"Genoteerd: {genoteerd.zin}.", soft_wrap=True)
    _toon_belemmeringen(console, genoteerd.belemmeringen)
    console.print(f"Bewaard in {genoteerd.master}", soft_wrap=True)
    if genoteerd.reserve is not None:
        console.print(f"De vorige master is bewaard als {genoteerd.reserve}", soft_wrap=True)


def _toon_belemmeringen(console: Console, belemmeringen: Sequence[Belemmering]) -> None:
    if not belemmeringen:
        console.print("Er ontbreekt niets: een jaarrun met --definitief is mogelijk.")
        return
    console.print("Voor een definitieve afrekening is nog nodig:")
    for rij in belemmeringen:
        console.print(f"• {rij.wat}. {rij.doen}", soft_wrap=True)


def toon_verzending(verzending: Verzending) -> None:
    """Whose drafts were made, whose stood there, who has no address, and where all of it is."""
    console = _console()
    for wie in verzending.gemaakt:
        console.print(f"Bericht gemaakt: {wie}", soft_wrap=True)
    for wie in verzending.er_al:
        console.print(f"Stond er al: {wie}", soft_wrap=True)
    for naam in verzending.zonder_adres:
        console.print(
            f"LET OP: {naam} heeft geen e-mailadres (vacature); er is geen bericht gemaakt. Vul het in op blad Gemeenten en "
            "geef de opdracht nog eens met --adressen.",
            soft_wrap=True,
        )
    if verzending.gemaakt and not verzending.met_pdf:
        console.print("Zonder PDF: LibreOffice staat niet op deze computer.")
    if not verzending.gemaakt:
        console.print("Er was niets te maken.")
    console.print(f"De berichten staan in {verzending.map}; er is niets verstuurd.", soft_wrap=True)
    if verzending.wachtwoorden is not None:
        console.print(f"De wachtwoorden staan apart, alleen voor u: {verzending.wachtwoorden}", soft_wrap=True)


def toon_betaallijst(verslag: Betaalverslag) -> None:
    """Who pays or receives what, the internal booking, and where the two files are."""
    lijst = verslag.lijst
    console = _console()
    soort = f"herziening van versie {verslag.herziet}" if verslag.herziet is not None else "definitief"
    tabel = Table(title=f"Betaallijst {lijst.nu.jaar} · versie {lijst.versie} ({soort})", title_justify="left")
    for kop in ("Richting", "Gemeente", "Kenmerk"):
        tabel.add_column(kop)
    for kop in ("Bijdrage", "Vergoeding inzet", "Bedrag"):
        tabel.add_column(kop, justify="right", no_wrap=True)
    for regel in (*lijst.regels, lijst.intern):
        if regel is lijst.intern:
            tabel.add_section()
        bedrag = regel.saldo_ct if regel is lijst.intern else regel.bedrag_ct
        bedragen = (euro_nl(regel.bijdrage_ct), euro_nl(regel.inzet_ct), euro_nl(bedrag))
        tabel.add_row(str(regel.richting), regel.naam, regel.kenmerk, *bedragen)
    console.print(tabel)
    console.print(
        f"Vervaldatum {lijst.vervaldatum:%d-%m-%Y}. De lijst sluit: saldi van de anderen {euro_nl(lijst.saldi_ct)} = min "
        f"vergoeding {euro_nl(lijst.vergoeding_ct)}, eigen saldo {euro_nl(lijst.intern.saldo_ct)} en voorschotten "
        f"{euro_nl(lijst.voorschotten_ct)}.",
        soft_wrap=True,
    )
    for tekst in verslag.let_op:
        console.print(f"LET OP: {tekst}.", soft_wrap=True)
    console.print(f"Gemaakt: {verslag.csv}\nGemaakt en nagerekend: {verslag.werkboek}", soft_wrap=True)


def toon_leesverslag(verslag: Leesverslag) -> None:
    """What became of each hour sheet, the findings, and where the master is."""
    tabel = Table(title="Urenstaten", title_justify="left")
    for kop in ("Bestand", "Gemeente", "Jaar"):
        tabel.add_column(kop)
    for kop in ("Regels", "Uren"):
        tabel.add_column(kop, justify="right", no_wrap=True)
    tabel.add_column("Gevolg")
    for inbreng in verslag.gevolgen:
        telt = str(inbreng.regels), uren_nl(inbreng.uren_h)
        tabel.add_row(inbreng.bestand, inbreng.code or "?", str(inbreng.jaar or "?"), *telt, str(inbreng.gevolg))
    console = _console()
    console.print(tabel)
    _toon_bevindingen(console, tuple(b for staat in verslag.staten for b in staat.bevindingen))
    if verslag.rapport is not None:
        console.print(f"Bevindingen: {verslag.rapport}", soft_wrap=True)
    if verslag.master is None:
        console.print("De master is niet gewijzigd.")
    else:
        console.print(f"Ingebracht in {verslag.master}", soft_wrap=True)
    if verslag.reserve is not None:
        console.print(f"De vorige master is bewaard als {verslag.reserve}", soft_wrap=True)


def toon_opening(opening: Opening) -> None:
    """Which rows a new year got, what it still lacks, and where the old master is."""
    from via_xl.wijzigen.jaaropenen import NIET_OVERGENOMEN

    console = _console()
    rijen = ", ".join(f"{aantal} in {tabel}" for tabel, aantal in opening.rijen.items() if aantal)
    console.print(f"{opening.jaar} is geopend in {opening.master}", soft_wrap=True)
    console.print(f"Overgenomen uit {opening.uit_jaar}, alle te bevestigen: {rijen}.")
    console.print(NIET_OVERGENOMEN)
    if opening.ontbreekt:
        console.print(f"Wat {opening.jaar} nog mist:")
        for wat in opening.ontbreekt:
            console.print(f"• {wat}")
    if opening.reserve is not None:
        console.print(f"De vorige master is bewaard als {opening.reserve}", soft_wrap=True)


def toon_omzetting(omzetting: Omzetting, advies: str = "") -> None:
    """What the new master was filled with, what to look at, and where the old one is."""
    console = _console()
    _toon_bevindingen(console, omzetting.waarschuwingen)
    rijen = f"{getal_nl(omzetting.rijen)} invoerrijen, nagerekend en gelijk teruggelezen"
    console.print(f"Gemaakt: {omzetting.master} ({rijen}).", soft_wrap=True)
    if omzetting.reserve is not None:
        console.print(f"De vorige master is bewaard als {omzetting.reserve}", soft_wrap=True)
    if advies:
        console.print(advies, soft_wrap=True)


def toon_controle(verslag: Controleverslag) -> None:
    """What was found in a workbook, and in a line whether it keeps the rules."""
    console = _console()
    _toon_bevindingen(console, verslag.bevindingen)
    waarvan = f"{verslag.pad.name}, jaar {verslag.jaar}" if verslag.jaar is not None else verslag.pad.name
    fouten, rest = verslag.aantal_fouten, len(verslag.bevindingen) - verslag.aantal_fouten
    if verslag.bevindingen:
        console.print(
            f"{waarvan}: {fouten} {'fout' if fouten == 1 else 'fouten'} en "
            f"{rest} {'waarschuwing' if rest == 1 else 'waarschuwingen'}.",
            soft_wrap=True,
        )
    else:
        console.print(f"{waarvan}: houdt zich aan alle regels.", soft_wrap=True)


def toon_fout(fout: GebruikersFout) -> None:
    """The message of an error, with its findings, on standard error."""
    console = _console(stderr=True)
    console.print(fout.bericht, style="bold", soft_wrap=True)
    _toon_bevindingen(console, fout.bevindingen)


def _toon_bevindingen(console: Console, bevindingen: tuple[Bevinding, ...]) -> None:
    if not bevindingen:
        return
    meer_bestanden = len({b.bestand for b in bevindingen}) > 1
    tabel = Table(show_lines=False)
    for kop in ("Ernst", "Waar", "Wat", "Wat te doen"):
        tabel.add_column(kop, overflow="fold")
    for b in bevindingen[:_MEESTE_BEVINDINGEN]:
        waar = "!".join(deel for deel in (b.blad, b.cel) if deel) or Path(b.bestand).name
        if meer_bestanden and waar != b.bestand:
            waar = f"{b.bestand} {waar}"
        tabel.add_row(str(b.ernst), waar, b.wat, b.doen)
    console.print(tabel)
    rest = len(bevindingen) - _MEESTE_BEVINDINGEN
    if rest > 0:
        console.print(f"… en nog {rest} bevindingen.")


def _console(*, stderr: bool = False) -> Console:
    stroom = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, markup=False, highlight=False, width=None if stroom.isatty() else 118)
