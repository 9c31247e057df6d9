"""The checks of a finished version folder: one a module, each from a folder (and a file in it) to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from via_xl.basis.bevinding import Bevinding
from via_xl.bewijs.verificatie.versie import NietMogelijk, NietVolledig, Versie

Functie = Callable[[Versie, str], Iterable[Bevinding]]


class Versiecontrole(Struct, frozen=True):
    """A check: its key, what it proves (as the page says it), and where it stands ("module:function").

    ``per_bestand``: it is done for every workbook of the version. ``gevraagd``: only when a master was given. ``naast``: it starts
    another program, for which the other checks don't wait. ``onmisbaar``: without it nobody can say that all is in order.
    """

    naam: str
    titel: str
    functie: str
    per_bestand: bool = False
    gevraagd: bool = False
    onmisbaar: bool = False
    naast: bool = False

    def laad(self) -> Functie:
        """The function, imported when it is used."""
        from importlib import import_module

        module, _, naam = self.functie.partition(":")
        functie: Functie = getattr(import_module(f"{__name__}.{module}"), naam)
        return functie


CONTROLES: tuple[Versiecontrole, ...] = (
    Versiecontrole(
        "bestanden", "Alle bestanden van het manifest zijn er, ongewijzigd, en geen andere", "bestanden:controleer"
    ),
    Versiecontrole(
        "invoer", "De bewaarde master en urenstaten zijn leesbaar, zonder fouten en nagerekend", "invoer:controleer"
    ),
    Versiecontrole("keten", "De ketenwaarde legt vast wat er ligt en wat eraan voorafging", "keten:controleer"),
    Versiecontrole("akkoorden", "Elk akkoord is bewezen met het getekende stuk", "akkoorden:controleer"),
    Versiecontrole("opgaven", "Wat het manifest zegt, volgt uit de bewaarde invoer", "opgaven:controleer"),
    Versiecontrole("ironcalc", "Elke formule nagerekend met IronCalc", "narekenen:met_ironcalc", per_bestand=True),
    Versiecontrole("libreoffice", "Elke formule nagerekend met LibreOffice", "narekenen:met_libreoffice", naast=True),
    Versiecontrole(
        "bedragen", "Elk bedrag is dat van de rekenkern, opnieuw berekend", "bedragen:controleer", per_bestand=True
    ),
    Versiecontrole(
        "groepen", "Rekenkern, formules en een derde berekening geven dezelfde bedragen", "groepen:controleer"
    ),
    Versiecontrole("optelling", "De afrekeningen tellen samen op tot de regio", "optelling:controleer"),
    Versiecontrole(
        "urenregels", "De urenregels naast een werkmap zijn samen wat de master optelt", "urenregels:controleer"
    ),
    Versiecontrole(
        "verzending", "De concept-e-mails ernaast zeggen wat uit deze versie volgt", "verzending:controleer"
    ),
    Versiecontrole("betaallijst", "De betaallijst ernaast zegt wat uit deze versie volgt", "betaallijst:controleer"),
    Versiecontrole("runverslag", "Het runverslag zegt wat uit de invoer volgt", "runverslag:controleer"),
    Versiecontrole("regels", "Elke werkmap houdt zich aan de regels", "regels:controleer", per_bestand=True),
    Versiecontrole(
        "privacy", "Geen werkmap bevat iets van het personeel van een ander", "privacy:controleer", per_bestand=True
    ),
    Versiecontrole(
        "vorm", "Geen werkmap bevat iets dat het programma nooit maakt", "vorm:controleer", per_bestand=True
    ),
    Versiecontrole(
        "zicht", "Wat men ziet en waar men op handelt, volgt uit de invoer", "zicht:controleer", per_bestand=True
    ),
    Versiecontrole(
        "herbouw",
        "Hetzelfde programma maakt dezelfde werkmappen",
        "herbouw:controleer",
        per_bestand=True,
        onmisbaar=True,
    ),
    Versiecontrole("master", "De master van nu heeft dezelfde invoer", "master_nu:controleer", gevraagd=True),
)
"""Every check, in the order in which an auditor would ask."""


class Antwoord(Struct, frozen=True):
    """What a check gave for one file (or for the folder): findings, and why it could not be done, or not wholly."""

    bevindingen: tuple[Bevinding, ...] = ()
    niet_mogelijk: str = ""
    niet_volledig: str = ""


def doe(versie: Versie, naam: str, bestand: str) -> Antwoord:
    """Do one check."""
    controle = next(controle for controle in CONTROLES if controle.naam == naam)
    gevonden: list[Bevinding] = []
    try:
        gevonden.extend(controle.laad()(versie, bestand))
    except NietMogelijk as fout:
        return Antwoord(tuple(gevonden), str(fout))
    except NietVolledig as fout:
        return Antwoord(tuple(gevonden), niet_volledig=str(fout))
    return Antwoord(tuple(gevonden))
