"""The register of macros: from it follow the VBA, the ribbon, the buttons and the help. One entry a macro.

The function of a macro takes the open book, the answers to its questions (or "") and the progress, and gives an
:class:`Macrouitkomst`; or it is a Handeling, of which the questions follow too. It never talks to the screen itself:
:mod:`via_xl.excel.macro` does.
"""

from __future__ import annotations

from msgspec import Struct

from via_xl.basis.bevinding import Ernst
from via_xl.basis.macrovraag import JA_NEE, Antwoordsoort, Macrovraag

VERSIE = Macrovraag("Kies de map van een versie, bijvoorbeeld afrekeningen, 2024, v1", Antwoordsoort.MAP)

SCENARIO = Macrovraag(
    "Wat moet anders? Eén keuze per keer, bijvoorbeeld verdeelsleutel.2026=kosten, peiljaar=2024 of herindeling "
    "GM0757+GM0845=GM9999:Dommel. Daarna wordt gevraagd of er nog iets anders moet.",
    herhaald=True,
)

VERZENDEN = (
    VERSIE,
    Macrovraag(
        "Ook de betaallijst maken? Dat kan alleen van een definitieve versie.", keuzes=JA_NEE, standaard=JA_NEE[0]
    ),
)

HERINNEREN = (
    VERSIE,
    Macrovraag(
        "Voor welke dag wilt u antwoord? Zonder antwoord: de dag bij Reactie voor op blad Jaren. Bijvoorbeeld 31-12-2026.",
        Antwoordsoort.DAG,
        verplicht=False,
    ),
)

UITVRAGEN = (
    Macrovraag("Voor welke dag wilt u de urenstaten terug? Bijvoorbeeld 31-12-2026.", Antwoordsoort.DAG),
    Macrovraag(
        "Is het een herinnering, alleen aan wie nog geen urenstaat inleverde?", keuzes=JA_NEE, standaard=JA_NEE[0]
    ),
)


class Macrouitkomst(Struct, frozen=True):
    """How a macro ended: the one message that the user sees, and None when all is well."""

    tekst: str
    ernst: Ernst | None = None


class Macro(Struct, frozen=True):
    """A macro. ``naam`` is its key in the Python command; ``icoon`` one of Office's own images (imageMso).

    ``functie`` ("module:function") is imported when the macro runs. ``stap`` is the number of the step of the year that it does: its
    button stands in that row of Start. ``knop``: also a button on Start, beside the steps.
    """

    naam: str
    label: str
    groep: str
    tip: str
    uitleg: str
    icoon: str
    functie: str
    vragen: tuple[Macrovraag, ...] = ()
    knop: bool = False
    stap: int = 0

    @property
    def sub(self) -> str:
        """The VBA Sub that starts this macro: what a button calls."""
        return f"Via_{self.naam.capitalize()}"

    @property
    def terugroep(self) -> str:
        """The VBA Sub that the ribbon calls."""
        return f"Via_Lint_{self.naam.capitalize()}"


_BEWAARD = "Gebruikt de bewaarde master: bewaar eerst. De werkmap komt naast de master te staan en overschrijft niets."


def _rapport(naam: str, label: str, tip: str, icoon: str) -> Macro:
    """A macro that makes a report on the master."""
    waar = f"via_xl.excel.macros.rapporten:{naam}"
    return Macro(
        f"rapport_{naam}",
        label,
        "Rapporten",
        tip,
        f"{_BEWAARD} Met levende formules en bewijs.",
        icoon,
        waar,
    )


_RAPPORTEN = (
    _rapport(
        "bijdrage",
        "Bijdrage",
        "De begroting over alle jaren: gedrukt, nagerekend en exact.",
        "ChartTypeColumnInsertGallery",
    ),
    _rapport("capaciteit", "Capaciteit", "Gevraagd, toegezegd en geleverd, met prognose.", "ResourceAllViewsGallery"),
    _rapport(
        "prognose",
        "Prognose",
        "Waar het jaar op uitkomt: laag, verwacht en hoog, naast de voorstelgrens.",
        "ChartTypeLineInsertGallery",
    ),
    _rapport(
        "jaareinde",
        "Jaareinde",
        "Wat elke gemeente aan het einde van het jaar in haar jaarrekening opneemt.",
        "AccountingFormat",
    ),
    _rapport("themas", "Thema's", "Uren en kosten per thema en per rol.", "ChartTypeBarInsertGallery"),
    _rapport("duvo_pok", "DUVO-POK", "Het budget van het jaar, wat is besteed en wat over is.", "AccountingFormatMenu"),
    _rapport("lezingen", "Lezingen", "Wat open is, en wat elke lezing elke gemeente kost.", "Consolidate"),
    _rapport("alles", "Alle rapporten", "Alle rapporten op de master in één werkmap.", "CreateReport"),
)

MACROS: tuple[Macro, ...] = (
    Macro(
        naam="controleer",
        label="Controleer",
        groep="Voorbereiden",
        tip="Controleert alle invoer, de uitkomst van het gekozen jaar en de formules, en zet de bevindingen op blad Controles.",
        uitleg="Leest de geopende werkmap, past alle regels toe en voegt elke bevinding met blad en cel toe aan "
        "tblBevindingen. Verandert verder niets. Een andere werkmap dan een master wordt aan de regels getoetst die "
        "voor elke werkmap gelden; de bevindingen staan dan in de melding.",
        icoon="DataValidation",
        functie="via_xl.excel.macros.controleer:voer_uit",
        stap=6,
    ),
    Macro(
        naam="stand",
        label="Stand van het jaar",
        groep="Voorbereiden",
        tip="Zegt welke van de twaalf stappen van het gekozen jaar nog open staan, en wat de volgende is.",
        uitleg="Leest de geopende werkmap; verandert niets.",
        icoon="ViewGanttChart",
        functie="via_xl.excel.macros.stand:voer_uit",
    ),
    Macro(
        naam="urenstaatmaken",
        label="Urenstaten uitzetten",
        groep="Voorbereiden",
        tip="Maakt voor elke gemeente die capaciteit levert een lege urenstaat van het gekozen jaar, in een map naast de master.",
        uitleg="Gebruikt de bewaarde master: bewaar eerst. Een urenstaat die er al staat blijft zoals hij is.",
        icoon="ExportExcel",
        functie="via_xl.excel.macros.stand:urenstaten_uit",
    ),
    Macro(
        naam="urenstaatverzend",
        label="Urenstaten versturen",
        groep="Voorbereiden",
        tip="Maakt per ontvanger een concept-e-mail met haar lege urenstaat, of een herinnering; verstuurt niets.",
        uitleg="Vraagt voor welke dag u ze terug wilt. Gebruikt de bewaarde master: bewaar eerst. Maakt een urenstaat die er nog niet "
        "is; de berichten komen in een map naast de urenstaten.",
        icoon="EnvelopesAndLabelsDialog",
        functie="via_xl.excel.macros.stand:urenstaten_versturen",
        vragen=UITVRAGEN,
    ),
    Macro(
        naam="urenstaten",
        label="Urenstaten inlezen",
        groep="Voorbereiden",
        tip="Leest alle ingevulde urenstaten uit een map en voegt de goede toe aan Uren. Per bestand alles of niets.",
        uitleg="Voegt rijen toe aan Uren, Urenstaten, Aandachtspunten en Logboek; wat een verbeterde staat vervangt, "
        "wordt vervallen. Er wordt niets verwijderd.",
        icoon="ImportExcel",
        functie="via_xl.wijzigen.urenstaatlezen:URENSTATEN",
        stap=5,
    ),
    Macro(
        naam="urenbron",
        label="Uren naast de master",
        groep="Voorbereiden",
        tip="Leest de uren die in bestanden naast de master staan, controleert ze alle, en zet hun sommen op blad Uren.",
        uitleg="Leest de map die in tblRegio bij uren.bron staat. Voegt rijen toe aan Uren, Urenstaten en Logboek; wat de bestanden "
        "niet meer geven wordt vervallen.",
        icoon="GetExternalDataFromText",
        functie="via_xl.wijzigen.urenbronlezen:URENBRON",
    ),
    Macro(
        naam="jaaropenen",
        label="Jaar openen",
        groep="Voorbereiden",
        tip="Voegt het jaar na het laatste toe en berekent zijn begroting: kosten, exacte aandelen en voorschotten, te bevestigen.",
        uitleg="Vraagt waaruit de kosten volgen, en om index en voorschot. Laat zien wat erbij komt voor het gebeurt. Voegt rijen "
        "toe aan Jaren, POK, Begroting, Bestedingen, Voorschotten en Logboek; tarieven worden niet overgenomen.",
        icoon="CalendarInsert",
        functie="via_xl.wijzigen.jaaropenen:JAAR_OPENEN",
        stap=1,
    ),
    Macro(
        naam="inwoners",
        label="Inwoners van CBS",
        groep="Voorbereiden",
        tip="Leest de inwoners van een peiljaar uit een download van CBS StatLine; laat eerst zien wat er verandert.",
        uitleg="Vraagt om het bestand, en voor het schrijft of het mag. Voegt rijen toe aan Inwoners en Logboek, of zet daar een "
        "ander aantal, met bron en datum, te bevestigen.",
        icoon="AddressBook",
        functie="via_xl.wijzigen.inwonerslezen:INWONERS_LEZEN",
        knop=False,
    ),
    Macro(
        naam="tarieven",
        label="Tarieven van de CAO",
        groep="Voorbereiden",
        tip="Leest de maandsalarissen uit een salaristabel van de CAO; laat eerst zien wat er verandert.",
        uitleg="Vraagt om het bestand, en voor het schrijft of het mag. Voegt rijen toe aan Tarieven en Logboek, met bron en datum, "
        "te bevestigen; het tarief ervoor eindigt de dag ervoor.",
        icoon="AccountingFormat",
        functie="via_xl.wijzigen.tarievenlezen:TARIEVEN_LEZEN",
        knop=False,
    ),
    Macro(
        naam="begrotingsbrief",
        label="Begrotingsbrieven",
        groep="Voorbereiden",
        tip="Maakt per gemeente een brief over haar begrote bijdrage van het laatste jaar van de master, in Word.",
        uitleg="Gebruikt de bewaarde master: bewaar eerst. De brieven komen in de map brieven naast de master: het bedrag, waarom het "
        "anders is dan vorig jaar, en wat wordt gevraagd. De master wordt niet gewijzigd.",
        icoon="MailMergeStartLetters",
        functie="via_xl.excel.macros.rapporten:begroting",
        knop=False,
    ),
    Macro(
        naam="kalender",
        label="Kalender",
        groep="Besluiten",
        tip="Stelt de data van het gekozen jaar voor op blad Besluiten; wijzigt niets wat er staat.",
        uitleg="Voegt rijen toe aan Kalender en Logboek: dertien overleggen, drie rondes en vier regiodagen, te bevestigen. "
        "Heeft het jaar al data, dan blijft alles zoals het is.",
        icoon="FunctionsDateTimeInsertGallery",
        functie="via_xl.wijzigen.besluitkalender:KALENDER",
    ),
    Macro(
        naam="agenda",
        label="Agenda",
        groep="Besluiten",
        tip="Zet alle data van Kalender en de geplande stappen in een .ics naast de master.",
        uitleg="Leest de geopende master, ook wat nog niet bewaard is. Het bestand opent in Outlook; er wordt niets overschreven.",
        icoon="FileSendAsAttachment",
        functie="via_xl.excel.macros.besluiten:agenda",
    ),
    Macro(
        naam="voorstel",
        label="Voorstel",
        groep="Besluiten",
        tip="Maakt het voorstel voor wat in het gekozen jaar boven de voorstelgrens ligt: Word-documenten en de rijen op Besluiten.",
        uitleg="Gebruikt de bewaarde master: bewaar eerst. Eén document voor de regio en een adoptievoorstel per college, naast "
        "de master, en rijen in Besluiten en Logboek. Alles of niets.",
        icoon="FileNewDefault",
        functie="via_xl.wijzigen.voorstel:VOORSTEL",
    ),
    Macro(
        naam="besluitnoteer",
        label="Besluit noteren",
        groep="Besluiten",
        tip="Legt vast hoe een stap van een voorstel afliep: van werkgroep tot college en raad.",
        uitleg="Vraagt om het besluit, de stap, het oordeel en de dag. Voegt een rij toe aan tblBesluitstappen, of vult haar in, en zet "
        "een regel in Logboek; een genomen besluit over meerkosten zet ook de drager en de grens op blad Jaren.",
        icoon="ReviewAcceptChange",
        functie="via_xl.wijzigen.besluitnoteren:NOTEREN",
    ),
    Macro(
        naam="besluitstand",
        label="Stand van besluiten",
        groep="Besluiten",
        tip="Zegt van elk voorstel waar het staat, wat de volgende stap is en wie nog moet besluiten.",
        uitleg="Leest de geopende master, ook wat nog niet bewaard is. Verandert niets.",
        icoon="ReviewShowAllComments",
        functie="via_xl.excel.macros.besluiten:stand",
    ),
    Macro(
        naam="scenario",
        label="Scenario",
        groep="Besluiten",
        tip="Rekent uit wat een andere keuze elke gemeente kost, en schrijft de vergelijking in een werkmap naast de master.",
        uitleg="Vraagt om de keuzes. Gebruikt de bewaarde master en verandert hem niet.",
        icoon="WhatIfAnalysisMenu",
        functie="via_xl.excel.macros.rapporten:scenario",
        vragen=(SCENARIO,),
    ),
    Macro(
        naam="jaarrun",
        label="Jaarrun",
        groep="Afrekenen",
        tip="Rekent het gekozen jaar af en maakt per gemeente een werkmap, in een nieuwe versiemap naast deze master.",
        uitleg="Gebruikt de bewaarde master: bewaar eerst. Bewijst elke werkmap voor die verschijnt, en schrijft een "
        "regel in het Logboek.",
        icoon="FunctionsFinancialInsertGallery",
        functie="via_xl.excel.macros.jaarrun:voer_uit",
        stap=7,
    ),
    Macro(
        naam="openmap",
        label="Open map",
        groep="Afrekenen",
        tip="Opent de map met de afrekeningen van het gekozen jaar.",
        uitleg="Opent in de Verkenner de nieuwste versie van het jaar, of zegt dat er nog geen is.",
        icoon="FileOpen",
        functie="via_xl.excel.macros.versies:open_map",
        knop=True,
    ),
    Macro(
        naam="jaareinde",
        label="Opgave jaareinde",
        groep="Akkoord",
        tip="Maakt per gemeente een brief met wat zij in haar jaarrekening opneemt, vóór de afrekening.",
        uitleg="Gebruikt de bewaarde master: bewaar eerst. Een brief per gemeente, naast de master, en rijen in tblJaareinde en "
        "Logboek. Ontbreken er uren, dan zijn de bedragen die van de prognose. Alles of niets.",
        icoon="FileSaveAsWordDocx",
        functie="via_xl.wijzigen.jaareindebrief:JAAREINDE_OPGEVEN",
        knop=False,
    ),
    Macro(
        naam="jaareindeantwoord",
        label="Antwoord jaareinde",
        groep="Akkoord",
        tip="Legt vast of een gemeente haar opgave voor de jaarrekening opnam, of een ander bedrag.",
        uitleg="Vraagt om de gemeente en wat zij opnam. Vult tblJaareinde op blad Akkoorden in en zet een regel in Logboek; de afrekening toont "
        "daarna het verschil.",
        icoon="ReviewShowOrHideComment",
        functie="via_xl.wijzigen.jaareindebrief:JAAREINDE_ANTWOORD",
        knop=False,
    ),
    Macro(
        naam="verzend",
        label="Verzenden",
        groep="Akkoord",
        tip="Maakt van een versie per ontvanger een concept-e-mail met versleutelde bijlagen; verstuurt niets.",
        uitleg="Vraagt om de map van een versie, en of van een definitieve ook de betaallijst moet worden gemaakt. Kijkt elke bijlage "
        "na voor er iets wordt weggezet. Nog eens verandert niets; de wachtwoorden staan in een apart bestand.",
        icoon="FileEmailAsPdfEmailAttachment",
        functie="via_xl.excel.macros.versies:verzend",
        vragen=VERZENDEN,
        stap=8,
    ),
    Macro(
        naam="herinner",
        label="Herinnering",
        groep="Akkoord",
        tip="Maakt een concept-e-mail voor elke gemeente die nog niet op een versie antwoordde; verstuurt niets.",
        uitleg="Vraagt om de map van een versie. Wie antwoordde staat in tblReacties van de geopende master, ook wat nog niet bewaard is.",
        icoon="MailMergeFinishAndMergeMenu",
        functie="via_xl.excel.macros.versies:herinnering",
        vragen=HERINNEREN,
    ),
    Macro(
        naam="pdf",
        label="PDF's",
        groep="Akkoord",
        tip="Maakt van het eerste blad van elke afrekening van een versie een PDF, en een van allemaal.",
        uitleg="Vraagt om de map van een versie. De bestanden komen naast die map; LibreOffice maakt ze, of Excel zelf.",
        icoon="FileSaveAsPdfOrXps",
        functie="via_xl.excel.macros.versies:pdfs",
        vragen=(VERSIE,),
    ),
    Macro(
        naam="reactie",
        label="Reactie",
        groep="Akkoord",
        tip="Legt vast wat een gemeente op haar afrekening antwoordde: akkoord of bezwaar.",
        uitleg="Vraagt om de gemeente, haar antwoord en de versie. Voegt rijen toe aan Akkoorden en Logboek; blad Start laat zien wie nog "
        "niets zei.",
        icoon="ReviewNewComment",
        functie="via_xl.wijzigen.akkoord:REACTIE",
        stap=9,
    ),
    Macro(
        naam="akkoordstuk",
        label="Akkoorddocument",
        groep="Akkoord",
        tip="Maakt van een versie het Word-document waarop twee gemeenten de afrekening goedkeuren.",
        uitleg="Vraagt om de map van een versie. Er staan geen uren van personen in, en geen kosten per gemeente.",
        icoon="SignatureLineInsert",
        functie="via_xl.excel.macros.versies:akkoordstuk",
        vragen=(VERSIE,),
    ),
    Macro(
        naam="akkoord",
        label="Akkoord",
        groep="Akkoord",
        tip="Legt een getekend akkoord vast; het geldt voor precies de invoer van nu.",
        uitleg="Vraagt wie tekende, om het kenmerk en om het getekende stuk, en desgewenst hetzelfde van een tweede gemeente. Voegt "
        "rijen toe aan Akkoorden en Logboek.",
        icoon="ReviewAcceptChangeMenu",
        functie="via_xl.wijzigen.akkoord:AKKOORD",
        stap=10,
    ),
    Macro(
        naam="bewijs",
        label="Bewijsstuk",
        groep="Akkoord",
        tip="Legt een document vast dat een invoer bewijst: een schaal, een tarief, de beschikking, btw of inwoners.",
        uitleg="Vraagt waarvan het een bewijs is, en om het bestand. Bewaart een kopie van het bestand naast de master, en voegt rijen toe aan Bewijsstukken "
        "en Logboek; het dossier antwoordt ermee.",
        icoon="FileLinksToFiles",
        functie="via_xl.wijzigen.bewijsnoteren:BEWIJS",
    ),
    Macro(
        naam="definitief",
        label="Definitief maken",
        groep="Akkoord",
        tip="Rekent het gekozen jaar definitief af, of zegt alles wat daarvoor nog ontbreekt.",
        uitleg="Als Jaarrun, maar definitief: alleen als alles is vastgesteld, ondertekend, besloten en door twee gemeenten is "
        "goedgekeurd.",
        icoon="FileMarkAsFinal",
        functie="via_xl.excel.macros.jaarrun:definitief",
        stap=11,
    ),
    Macro(
        naam="herziening",
        label="Herziening",
        groep="Akkoord",
        tip="Rekent een jaar dat al definitief is opnieuw af, als concept: alleen het verschil is nog te verrekenen.",
        uitleg="Als Jaarrun, voor een jaar dat al definitief is afgerekend.",
        icoon="RecurrenceEdit",
        functie="via_xl.excel.macros.jaarrun:herziening",
    ),
    Macro(
        naam="meenemen",
        label="Herziening meenemen",
        groep="Akkoord",
        tip="Verrekent een herziening waarvan elk verschil onder de drempel van het jaar ligt met de afrekening van een later jaar.",
        uitleg="Vraagt om de map van de herziening, en laat zien wat erbij komt voor het gebeurt. Voegt rijen toe aan tblVerrekend en "
        "Logboek.",
        icoon="GoToNextRecord",
        functie="via_xl.versie.meenemen:HERZIENING_MEENEMEN",
        knop=False,
    ),
    Macro(
        naam="werkbij",
        label="Versies bijwerken",
        groep="Akkoord",
        tip="Zet op blad Akkoorden welke versies er in de mappen staan, en welke zijn verzonden of betaald.",
        uitleg="Leest de mappen naast de master. Voegt rijen toe aan tblAfrekeningen en Logboek; verandert verder niets.",
        icoon="RefreshAll",
        functie="via_xl.wijzigen.afrekeningen:BIJWERKEN",
    ),
    Macro(
        naam="betaallijst",
        label="Betaallijst",
        groep="Akkoord",
        tip="Maakt van een definitieve versie de lijst voor het grootboek: wie wat betaalt of ontvangt, met kenmerk en vervaldatum.",
        uitleg="Vraagt om de map van een versie. Werkmap en CSV komen naast die map; vervalt dertig dagen na de jaarrun.",
        icoon="AccountingFormatMenu",
        functie="via_xl.excel.macros.versies:betaallijst",
        vragen=(VERSIE,),
    ),
    *_RAPPORTEN,
    Macro(
        naam="verantwoording",
        label="Jaarverantwoording",
        groep="Rapporten",
        tip="Maakt het verslag van het gekozen jaar voor stuurgroep en Regiodag: kerncijfers, capaciteit, thema's, meerjaren.",
        uitleg="Gebruikt de bewaarde master: bewaar eerst. De werkmap komt naast de master te staan en overschrijft niets. "
        "Er staan geen uren van personen in, en geen kosten per gemeente.",
        icoon="ChartInsert",
        functie="via_xl.excel.macros.rapporten:verantwoording",
    ),
    Macro(
        naam="dossier",
        label="Dossier",
        groep="Rapporten",
        tip="Maakt van een versie het dossier voor de accountant: invoer met bron, controles, bewijs, en wat ontbreekt.",
        uitleg="Vraagt om de map van een versie. Alles wordt opnieuw berekend uit wat die map bewaart; zij blijft zoals zij is.",
        icoon="FileDocumentInspect",
        functie="via_xl.excel.macros.versies:dossier",
        vragen=(VERSIE,),
    ),
    Macro(
        naam="zelftest",
        label="Zelftest",
        groep="Nazien",
        tip="Laat Excel alles herrekenen en vergelijkt elke formule van het programma met de rekenkern.",
        uitleg="Leest deze werkmap ook van schijf en vergelijkt beide; verandert niets.",
        icoon="AcceptInvitation",
        functie="via_xl.excel.macros.zelftest:voer_uit",
        knop=True,
    ),
    Macro(
        naam="terug",
        label="Terugzetten",
        groep="Nazien",
        tip="Zegt wat er verandert als de laatste kopie van deze master wordt teruggezet, en met welke opdracht dat gaat.",
        uitleg="Vergelijkt de bewaarde master met de laatste kopie ernaast. Verandert niets: zolang Excel de master open heeft, kan "
        "hij niet worden vervangen.",
        icoon="Undo",
        functie="via_xl.excel.macros.terug:voer_uit",
    ),
    Macro(
        naam="herkomst",
        label="Herkomst van deze cel",
        groep="Nazien",
        tip="Laat zien waar het bedrag in de gekozen cel vandaan komt: stap voor stap, tot de invoer en haar bron.",
        uitleg="Werkt in elke werkmap, ook in een afrekening. Opent een bladzijde in de browser; verandert niets.",
        icoon="TracePrecedents",
        functie="via_xl.excel.macros.herkomst:voer_uit",
    ),
    Macro(
        naam="verifieer",
        label="Verifieer versie",
        groep="Nazien",
        tip="Kijkt een versiemap helemaal na: elk bestand, elke formule, elk bedrag, opnieuw berekend uit wat erin bewaard is.",
        uitleg="Vraagt om de map van een versie. Herrekent en herbouwt elke werkmap en vergelijkt die met de bewaarde master; "
        "verandert niets.",
        icoon="ReviewProtectWorkbook",
        functie="via_xl.excel.macros.versies:verifieer",
        vragen=(VERSIE,),
        knop=True,
    ),
    Macro(
        naam="verschil",
        label="Verschil met vorige",
        groep="Nazien",
        tip="Zet een versie naast de versie die zij vervangt: per gemeente het saldo, en waarom het veranderde.",
        uitleg="Vraagt om de map van een versie. Berekent beide opnieuw en schrijft een werkmap naast die map; er staan uren van "
        "iedereen in, dus het is voor de centrumgemeente.",
        icoon="WindowSideBySide",
        functie="via_xl.excel.macros.versies:verschil",
        vragen=(VERSIE,),
    ),
)
"""Every macro, in the order of the ribbon and of the buttons; macros of one group stand together."""
