"""Every command: when in the year one uses it, a line about it, and where it stands.

What stands in a module ("module:name") is imported when it is used: a function, or a handeling.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

_O = "via_xl.opdrachten"
_W = "via_xl.wijzigen"


class Ingang(Struct, frozen=True):
    """A command of the first level, with its line in the overview: where it stands, or the commands below it.

    What has commands below it has an explanation and an example of its own. ``ook`` are commands that its line names too,
    ``erbij`` those that have commands below them.
    """

    naam: str
    wat: str
    waar: str = ""
    uitleg: str = ""
    voorbeeld: str = ""
    eronder: Mapping[str, str] = field(default_factory=dict)
    ook: Mapping[str, str] = field(default_factory=dict)
    erbij: tuple[Ingang, ...] = ()


MOMENTEN: Mapping[str, tuple[Ingang, ...]] = {
    "Voorbereiden": (
        Ingang(
            "jaar",
            "open: het volgende jaar, met zijn begroting",
            uitleg="Een jaar aan de master toevoegen.",
            voorbeeld="via-xl jaar open via_master.xlsx --jaar 2027 --voorschot helft",
            eronder={"open": f"{_W}.jaaropenen:JAAR_OPENEN"},
        ),
        Ingang(
            "besluit",
            "kalender, agenda, stand, noteer: de besluitvorming",
            uitleg="De besluitvorming over voorstellen.",
            voorbeeld="via-xl besluit stand via_master.xlsx",
            eronder={
                "stand": f"{_O}.voorbereiden:stand",
                "kalender": f"{_W}.besluitkalender:KALENDER",
                "agenda": f"{_O}.voorbereiden:agenda",
                "noteer": f"{_W}.besluitnoteren:NOTEREN",
            },
        ),
        Ingang(
            "inwoners",
            "lees: de inwoners van een peiljaar, van CBS",
            uitleg="De inwoners van een peiljaar.",
            voorbeeld="via-xl inwoners lees CBS.csv --in via_master.xlsx --peiljaar 2025",
            eronder={"lees": f"{_W}.inwonerslezen:INWONERS_LEZEN"},
        ),
        Ingang(
            "tarieven",
            "lees: de salarissen van de CAO",
            uitleg="De tarieven per schaal.",
            voorbeeld="via-xl tarieven lees CAO_2026.xlsx --in via_master.xlsx",
            eronder={"lees": f"{_W}.tarievenlezen:TARIEVEN_LEZEN"},
        ),
        Ingang("voorstel", "wat boven de voorstelgrens ligt, in Word", f"{_W}.voorstel:VOORSTEL"),
    ),
    "Uren": (
        Ingang(
            "urenstaat",
            "maak, verzend, lees; bron: uren naast de master",
            uitleg="Urenstaten maken en teruglezen; of uren die naast de master staan.",
            voorbeeld="via-xl urenstaat maak via_master.xlsx --jaar 2024 --uit urenstaten",
            eronder={
                "maak": f"{_O}.uren:maak",
                "verzend": f"{_O}.uren:verzend",
                "lees": f"{_W}.urenstaatlezen:URENSTATEN",
                "bron": f"{_W}.urenbronlezen:URENBRON",
            },
        ),
    ),
    "Afrekenen": (
        Ingang(
            "jaarrun",
            "een jaar afrekenen; jaarruns: dat van veel regio's",
            f"{_O}.afrekenen:jaarrun",
            ook={"jaarruns": f"{_O}.veelregios:jaarruns"},
        ),
        Ingang("scenario", "wat een andere keuze elke gemeente kost", f"{_O}.afrekenen:scenario"),
    ),
    "Vaststellen en versturen": (
        Ingang(
            "brief",
            "begroting, jaareinde, antwoord: brieven",
            uitleg="Brieven aan elke gemeente, in Word, en wat zij daarop antwoordde.",
            voorbeeld="via-xl brief jaareinde via_master.xlsx --jaar 2025",
            eronder={
                "begroting": f"{_O}.voorbereiden:begroting",
                "jaareinde": f"{_W}.jaareindebrief:JAAREINDE_OPGEVEN",
                "antwoord": f"{_W}.jaareindebrief:JAAREINDE_ANTWOORD",
            },
        ),
        Ingang(
            "verzend",
            "per ontvanger een concept-e-mail; pdf: elke A4",
            f"{_O}.vaststellen:verzend",
            ook={"pdf": f"{_O}.vaststellen:pdf"},
        ),
        Ingang(
            "reactie",
            "wat een gemeente antwoordde; bewijs: een bewijsstuk",
            f"{_W}.akkoord:REACTIE",
            ook={"bewijs": f"{_W}.bewijsnoteren:BEWIJS"},
        ),
        Ingang(
            "akkoord",
            "stuk, noteer: goedkeuring door twee gemeenten",
            uitleg="Goedkeuring van een afrekening door twee gemeenten.",
            voorbeeld="via-xl akkoord stuk afrekeningen/2024/v1",
            eronder={"stuk": f"{_O}.vaststellen:stuk", "noteer": f"{_W}.akkoord:AKKOORD"},
        ),
        Ingang(
            "herziening",
            "meenemen: een klein verschil later verrekenen",
            uitleg="Een herziening van een jaar dat al definitief is afgerekend.",
            voorbeeld="via-xl herziening meenemen afrekeningen/2024/v2 --in via_master.xlsx --met 2025",
            eronder={"meenemen": "via_xl.versie.meenemen:HERZIENING_MEENEMEN"},
        ),
        Ingang("betaallijst", "wie wat betaalt, voor het grootboek", f"{_O}.vaststellen:betaallijst"),
    ),
    "Rapporteren": (
        Ingang(
            "rapport",
            "bijdrage, capaciteit … dossier: een werkmap",
            uitleg="Een rapport als werkmap: op de master, van een jaar, van een versie, of van wat tussen twee versies "
            "veranderde.",
            voorbeeld="via-xl rapport capaciteit via_master.xlsx --jaar 2024",
            eronder={
                naam: f"{_O}.rapporteren:{naam.replace('-', '_')}"
                for naam in (
                    *("bijdrage", "capaciteit", "prognose", "jaareinde", "themas", "duvo-pok", "lezingen", "alles"),
                    *("verantwoording", "dossier", "verschil"),
                )
            },
        ),
    ),
    "Nazien": (
        Ingang("stand", "waar het jaar staat, en wat de volgende stap is", f"{_O}.nazien:stand"),
        Ingang("controleer", "een werkmap aan de regels toetsen", f"{_O}.nazien:controleer"),
        Ingang("herkomst", "waar het bedrag in een cel vandaan komt", f"{_O}.nazien:herkomst"),
        Ingang("verifieer", "een versiemap narekenen en vergelijken", f"{_O}.nazien:verifieer"),
    ),
    "Inrichten": (
        Ingang(
            "master",
            "maak, vernieuw, terug …; regio nieuw: andere regio",
            uitleg="De master maken, omzetten en vernieuwen.",
            voorbeeld="via-xl master maak --gegevens workbooks/gegevens --uit via_master.xlsx",
            eronder={
                "maak": f"{_O}.inrichten:maak",
                "zet-om": f"{_O}.inrichten:zet_om",
                "vernieuw": f"{_O}.inrichten:vernieuw",
                "werk-bij": f"{_W}.afrekeningen:BIJWERKEN",
                "terug": f"{_O}.inrichten:terug",
            },
            erbij=(
                Ingang(
                    "regio",
                    "nieuw: de gegevens van een andere regio",
                    uitleg="De gegevens van een regio.",
                    voorbeeld="via-xl regio nieuw mijn-regio",
                    eronder={"nieuw": f"{_O}.inrichten:regio_nieuw"},
                ),
            ),
        ),
        Ingang(
            "excel",
            "installeer, instellen, zelftest: ViA op deze computer",
            uitleg="ViA in Excel op deze computer: het lint, de macro's en de functies.",
            voorbeeld="via-xl excel installeer",
            eronder={
                "installeer": f"{_O}.inrichten:installeer",
                "instellen": f"{_O}.inrichten:instellen",
                "zelftest": f"{_O}.inrichten:zelftest",
                "pakket": f"{_O}.inrichten:pakket",
            },
        ),
    ),
}
"""The moments of the year in their order, each with its commands."""

INGANGEN: tuple[Ingang, ...] = tuple(
    ingang for ingangen in MOMENTEN.values() for eerste in ingangen for ingang in (eerste, *eerste.erbij)
)
"""Every command of the first level, also those that stand on the line of another."""

KORT: Mapping[str, str] = {
    naam: ingang.eronder[naam]
    for ingang in INGANGEN
    for naam in ("verantwoording", "dossier", "verschil", "terug", "instellen")
    if naam in ingang.eronder
} | {naam: waar for ingang in INGANGEN for naam, waar in ingang.ook.items()}
"""Commands that may be named without the group they stand in, or that stand on the line of another."""
