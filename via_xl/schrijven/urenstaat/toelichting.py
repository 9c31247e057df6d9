"""The sheet Toelichting: how to fill in the hour sheet, in plain Dutch."""

from __future__ import annotations

from itertools import count
from math import ceil

from via_xl.basis.maat import Maat
from via_xl.schrijven.boek import REGELHOOGTE, Boek
from via_xl.schrijven.taal import Tabkleur, Vak, begin_blad
from via_xl.schrijven.urenstaat.opdracht import Urenstaatopdracht
from via_xl.urenstaat.sjabloon import (
    BLAD_TOELICHTING,
    KOP_AFREKENJAAR,
    KOP_OPMERKING,
    LABEL_NIHIL,
    MEDEWERKERS,
    RIJEN,
)

_PER_REGEL = 118
"""What surely fits on a line."""


def _hoofdstukken(o: Urenstaatopdracht) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        (
            "Invullen",
            (
                "Vul alleen de lichtgele cellen in. De rest is beveiligd (zonder wachtwoord), zodat koppen en formules "
                "heel blijven.",
                f"Zet bovenaan van elke medewerker de code en de aanstelling: het aantal uren per week voor {o.regio.kort}. Er is "
                f"plaats voor {MEDEWERKERS} medewerkers. Gebruik een code en nooit een naam; houd dezelfde code aan als "
                "vorig jaar.",
                f"In het rooster is elke regel één medewerker, één rol, één thema en één schaal. Kies uit de "
                f"keuzelijsten. Er zijn {RIJEN} regels; laat regels die u niet nodig hebt leeg.",
                "Verandert in de loop van het jaar de schaal of de rol van een medewerker, gebruik dan een nieuwe regel.",
                "Vul per maand de gewerkte uren in als getal, met een komma en hoogstens twee decimalen: zeven en een "
                "half uur is 7,5 en een kwartier is 0,25. Typ er geen woord bij (dus niet: 8 uur) en geen tijd (dus "
                "niet: 7:30).",
                "Laat een maand zonder uren leeg.",
            ),
        ),
        (
            "Uren van een ander jaar, en geen uren",
            (
                f"Op deze urenstaat staan alleen uren die in {o.jaar} zijn gewerkt. Uren die te laat komen voor de "
                f"afrekening van {o.jaar} krijgen een eigen regel, met in de kolom {KOP_AFREKENJAAR} het latere jaar "
                f"waarin ze worden verrekend. Leeg betekent: {o.jaar}.",
                f"Heeft uw gemeente geen uren geleverd? Kies dan ja bij {LABEL_NIHIL}, laat het rooster leeg en stuur "
                "de urenstaat toch ondertekend terug. Dan is bekend dat er niets meer komt.",
            ),
        ),
        (
            "Nakijken en ondertekenen",
            (
                f"Rechtsboven staan de uren naast de capaciteit van {o.regio.het_document} en naast de productieve uren van de "
                "aanstellingen. Een verschil mag; leg een groot verschil uit bij de opmerkingen.",
                "Op het blad Controles staat wat er nog niet klopt. FOUT moet worden verbeterd, LET OP alleen nagekeken.",
                "Onderaan kiezen de medewerker en de leidinggevende ja en vullen zij de datum in. Meer medewerkers: een "
                "van hen tekent namens allen. Niemand keurt de eigen uren goed. Er komen geen namen op.",
                f"In de kolom {KOP_OPMERKING} en in het vak onderaan is plaats voor uitleg. Zet er geen "
                "persoonsgegevens in.",
            ),
        ),
        (
            "Wat u niet moet doen",
            (
                "Geen rijen of kolommen invoegen, verwijderen of verplaatsen, geen cellen samenvoegen, geen koppen "
                "veranderen en geen bladen toevoegen.",
                "Geen totalen in het rooster plakken: het blad telt zelf op.",
                "Geen urenstaat van een andere gemeente of een ander jaar overschrijven: gemeente en jaar staan vast "
                "in het bestand, ook als u het een andere naam geeft.",
                "Plakt u uren uit een ander bestand, kies dan Plakken speciaal, Waarden. Anders verdwijnt de controle "
                "op wat u invult.",
                "Bewaar als Excel-werkmap (.xlsx), zonder wachtwoord.",
            ),
        ),
        (
            "Wat er daarna mee gebeurt",
            (
                f"Stuur het bestand terug naar de gemeente {o.centrumgemeente}, die de verrekening maakt.",
                "De urenstaat wordt in zijn geheel gecontroleerd. Is er iets fout, dan komt er niets van binnen en "
                "hoort u in welke cel wat te doen is.",
                "Iets te verbeteren? Stuur de hele urenstaat opnieuw, niet alleen wat veranderde: de nieuwe vervangt "
                "de vorige.",
                "De uren worden vermenigvuldigd met het uurtarief van de schaal. In de afrekening ziet alleen uw eigen "
                "gemeente deze regels terug; de andere gemeenten zien alleen het totaal van de regio.",
            ),
        ),
    )


def zet(boek: Boek, o: Urenstaatopdracht, vlag: str) -> None:
    """Add the sheet."""
    s = begin_blad(
        boek,
        BLAD_TOELICHTING,
        kleur=Tabkleur.UITKOMST,
        kopregel=o.kopregel,
        titel="Toelichting op de urenstaat",
        uitleg=f"Urenstaat {o.regio.kort} {o.jaar} van de gemeente {o.naam}.",
        vlag=vlag,
    )
    s.blad.liggend, s.blad.paginas = False, (1, 1)
    s.breed({0: 5, 1: 112})
    s.afdruk(1)
    nummer = count(1)
    for plaats, (titel, punten) in enumerate(_hoofdstukken(o)):
        s.wit(bool(plaats))
        s.kopje(titel, hoogte=18)
        for punt in punten:
            hoogte = REGELHOOGTE * ceil(len(punt) / _PER_REGEL) + 3
            s.vakken({0: Vak(next(nummer), Maat.NR, "kaal.nr"), 1: Vak(punt, opmaak="alinea")}, hoogte=hoogte)
