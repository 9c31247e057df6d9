Attribute VB_Name = "modViaMacros"
Option Explicit
' Gemaakt door workbooks/bouw_excel.py; een wijziging hoort in via_xl/macros.py.

Private Const VERSIE As String = "0.1.0"

Public Sub Via_Controleer()
    ' Controleert alle invoer, de uitkomst van het gekozen jaar en de formules, en zet de bevindingen op blad Controles.
    On Error GoTo Fout
    ViaStart "controleer", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "controleer", Err.Description
End Sub

Public Sub Via_Stand()
    ' Zegt welke van de twaalf stappen van het gekozen jaar nog open staan, en wat de volgende is.
    On Error GoTo Fout
    ViaStart "stand", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "stand", Err.Description
End Sub

Public Sub Via_Urenstaatmaken()
    ' Maakt voor elke gemeente die capaciteit levert een lege urenstaat van het gekozen jaar, in een map naast de master.
    On Error GoTo Fout
    ViaStart "urenstaatmaken", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "urenstaatmaken", Err.Description
End Sub

Public Sub Via_Urenstaten()
    ' Leest alle ingevulde urenstaten uit een map en voegt de goede toe aan Uren. Per bestand alles of niets.
    On Error GoTo Fout
    ViaStart "urenstaten", VERSIE, "Kies de map met ingevulde urenstaten", "map"
    Exit Sub
Fout:
    ViaMeldFout "urenstaten", Err.Description
End Sub

Public Sub Via_Jaaropenen()
    ' Voegt het jaar na het laatste toe en berekent zijn begroting: kosten, exacte aandelen en voorschotten, te bevestigen.
    On Error GoTo Fout
    ViaStart "jaaropenen", VERSIE, "Typ, met puntkomma's ertussen: kosten (formatie, vorig-jaar of overnemen); index personeel in %; index overig in %; bron van de index; voorschot (geen, geheel, helft of termijnen); aantal termijnen. Bijvoorbeeld: formatie; 3,5; 2,0; CPB maart 2026; helft", "tekst"
    Exit Sub
Fout:
    ViaMeldFout "jaaropenen", Err.Description
End Sub

Public Sub Via_Inwoners()
    ' Leest de inwoners van een peiljaar uit een download van CBS StatLine; laat eerst zien wat er verandert.
    On Error GoTo Fout
    ViaStart "inwoners", VERSIE, "Kies de download van CBS StatLine (CSV)", "bestand"
    Exit Sub
Fout:
    ViaMeldFout "inwoners", Err.Description
End Sub

Public Sub Via_Tarieven()
    ' Leest de maandsalarissen uit een salaristabel van de CAO; laat eerst zien wat er verandert.
    On Error GoTo Fout
    ViaStart "tarieven", VERSIE, "Kies de salaristabel van de CAO (.xlsx of .csv)", "bestand"
    Exit Sub
Fout:
    ViaMeldFout "tarieven", Err.Description
End Sub

Public Sub Via_Begrotingsbrief()
    ' Maakt per gemeente een brief over haar begrote bijdrage van het laatste jaar van de master, in Word.
    On Error GoTo Fout
    ViaStart "begrotingsbrief", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "begrotingsbrief", Err.Description
End Sub

Public Sub Via_Kalender()
    ' Stelt de data van het gekozen jaar voor op blad Besluiten; wijzigt niets wat er staat.
    On Error GoTo Fout
    ViaStart "kalender", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "kalender", Err.Description
End Sub

Public Sub Via_Agenda()
    ' Zet alle data van Kalender en de geplande stappen in een .ics naast de master.
    On Error GoTo Fout
    ViaStart "agenda", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "agenda", Err.Description
End Sub

Public Sub Via_Voorstel()
    ' Maakt het voorstel voor wat in het gekozen jaar boven de voorstelgrens ligt: Word-documenten en de rijen op Besluiten.
    On Error GoTo Fout
    ViaStart "voorstel", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "voorstel", Err.Description
End Sub

Public Sub Via_Besluitstand()
    ' Zegt van elk voorstel waar het staat, wat de volgende stap is en wie nog moet besluiten.
    On Error GoTo Fout
    ViaStart "besluitstand", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "besluitstand", Err.Description
End Sub

Public Sub Via_Scenario()
    ' Rekent uit wat een andere keuze elke gemeente kost, en schrijft de vergelijking in een werkmap naast de master.
    On Error GoTo Fout
    ViaStart "scenario", VERSIE, "Wat moet anders? Typ keuzes met een puntkomma ertussen, bijvoorbeeld: verdeelsleutel.2026=kosten; peiljaar=2024; herindeling GM0757+GM0845=GM9999:Dommel", "tekst"
    Exit Sub
Fout:
    ViaMeldFout "scenario", Err.Description
End Sub

Public Sub Via_Jaarrun()
    ' Rekent het gekozen jaar af en maakt per gemeente een werkmap, in een nieuwe versiemap naast deze master.
    On Error GoTo Fout
    ViaStart "jaarrun", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "jaarrun", Err.Description
End Sub

Public Sub Via_Openmap()
    ' Opent de map met de afrekeningen van het gekozen jaar.
    On Error GoTo Fout
    ViaStart "openmap", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "openmap", Err.Description
End Sub

Public Sub Via_Jaareinde()
    ' Maakt per gemeente een brief met wat zij in haar jaarrekening opneemt, vóór de afrekening.
    On Error GoTo Fout
    ViaStart "jaareinde", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "jaareinde", Err.Description
End Sub

Public Sub Via_Jaareindeantwoord()
    ' Legt vast of een gemeente haar opgave voor de jaarrekening opnam, of een ander bedrag.
    On Error GoTo Fout
    ViaStart "jaareindeantwoord", VERSIE, "Typ, met puntkomma's ertussen: gemeente; ander bedrag; opmerking. Bijvoorbeeld: Oss", "tekst"
    Exit Sub
Fout:
    ViaMeldFout "jaareindeantwoord", Err.Description
End Sub

Public Sub Via_Verzend()
    ' Maakt van een versie per ontvanger een concept-e-mail met versleutelde bijlagen; verstuurt niets.
    On Error GoTo Fout
    ViaStart "verzend", VERSIE, "Kies de map van een versie, bijvoorbeeld afrekeningen, 2024, v1", "map"
    Exit Sub
Fout:
    ViaMeldFout "verzend", Err.Description
End Sub

Public Sub Via_Reactie()
    ' Legt vast wat een gemeente op haar afrekening antwoordde: akkoord of bezwaar.
    On Error GoTo Fout
    ViaStart "reactie", VERSIE, "Typ, met puntkomma's ertussen: gemeente; akkoord of bezwaar; versie; opmerking. Bijvoorbeeld: Oss; akkoord; 1", "tekst"
    Exit Sub
Fout:
    ViaMeldFout "reactie", Err.Description
End Sub

Public Sub Via_Akkoordstuk()
    ' Maakt van een versie het Word-document waarop twee gemeenten de afrekening goedkeuren.
    On Error GoTo Fout
    ViaStart "akkoordstuk", VERSIE, "Kies de map van een versie, bijvoorbeeld afrekeningen, 2024, v1", "map"
    Exit Sub
Fout:
    ViaMeldFout "akkoordstuk", Err.Description
End Sub

Public Sub Via_Akkoord()
    ' Legt een getekend akkoord vast; het geldt voor precies de invoer van nu.
    On Error GoTo Fout
    ViaStart "akkoord", VERSIE, "Typ, met puntkomma's ertussen: gemeente; rol; code van wie tekende; kenmerk; bestand naast deze master; ja bij een scan. Bijvoorbeeld: Oss; opdrachtgever; AO-2; 3f2a9c01d7e4; akkoord_oss.pdf", "tekst"
    Exit Sub
Fout:
    ViaMeldFout "akkoord", Err.Description
End Sub

Public Sub Via_Bewijs()
    ' Legt een document vast dat een invoer bewijst: een schaal, een tarief, de beschikking, btw of inwoners.
    On Error GoTo Fout
    ViaStart "bewijs", VERSIE, "Typ, met puntkomma's ertussen: onderwerp; bestand naast deze master; gemeente; bewaren tot. Bijvoorbeeld: schaal; schaal_oss.pdf", "tekst"
    Exit Sub
Fout:
    ViaMeldFout "bewijs", Err.Description
End Sub

Public Sub Via_Definitief()
    ' Rekent het gekozen jaar definitief af, of zegt alles wat daarvoor nog ontbreekt.
    On Error GoTo Fout
    ViaStart "definitief", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "definitief", Err.Description
End Sub

Public Sub Via_Herziening()
    ' Rekent een jaar dat al definitief is opnieuw af, als concept: alleen het verschil is nog te verrekenen.
    On Error GoTo Fout
    ViaStart "herziening", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "herziening", Err.Description
End Sub

Public Sub Via_Meenemen()
    ' Verrekent een herziening waarvan elk verschil onder de drempel van het jaar ligt met de afrekening van een later jaar.
    On Error GoTo Fout
    ViaStart "meenemen", VERSIE, "Kies de map van de herziening, bijvoorbeeld afrekeningen, 2024, v2", "map"
    Exit Sub
Fout:
    ViaMeldFout "meenemen", Err.Description
End Sub

Public Sub Via_Werkbij()
    ' Zet op blad Akkoorden welke versies er in de mappen staan, en welke zijn verzonden of betaald.
    On Error GoTo Fout
    ViaStart "werkbij", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "werkbij", Err.Description
End Sub

Public Sub Via_Betaallijst()
    ' Maakt van een definitieve versie de lijst voor het grootboek: wie wat betaalt of ontvangt, met kenmerk en vervaldatum.
    On Error GoTo Fout
    ViaStart "betaallijst", VERSIE, "Kies de map van een versie, bijvoorbeeld afrekeningen, 2024, v1", "map"
    Exit Sub
Fout:
    ViaMeldFout "betaallijst", Err.Description
End Sub

Public Sub Via_Rapport_bijdrage()
    ' De begroting over alle jaren: gedrukt, nagerekend en exact.
    On Error GoTo Fout
    ViaStart "rapport_bijdrage", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "rapport_bijdrage", Err.Description
End Sub

Public Sub Via_Rapport_capaciteit()
    ' Gevraagd, toegezegd en geleverd, met prognose.
    On Error GoTo Fout
    ViaStart "rapport_capaciteit", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "rapport_capaciteit", Err.Description
End Sub

Public Sub Via_Rapport_prognose()
    ' Waar het jaar op uitkomt: laag, verwacht en hoog, naast de voorstelgrens.
    On Error GoTo Fout
    ViaStart "rapport_prognose", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "rapport_prognose", Err.Description
End Sub

Public Sub Via_Rapport_jaareinde()
    ' Wat elke gemeente aan het einde van het jaar in haar jaarrekening opneemt.
    On Error GoTo Fout
    ViaStart "rapport_jaareinde", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "rapport_jaareinde", Err.Description
End Sub

Public Sub Via_Rapport_themas()
    ' Uren en kosten per thema en per rol.
    On Error GoTo Fout
    ViaStart "rapport_themas", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "rapport_themas", Err.Description
End Sub

Public Sub Via_Rapport_duvo_pok()
    ' Het budget van het jaar, wat is besteed en wat over is.
    On Error GoTo Fout
    ViaStart "rapport_duvo_pok", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "rapport_duvo_pok", Err.Description
End Sub

Public Sub Via_Rapport_lezingen()
    ' Wat open is, en wat elke lezing elke gemeente kost.
    On Error GoTo Fout
    ViaStart "rapport_lezingen", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "rapport_lezingen", Err.Description
End Sub

Public Sub Via_Rapport_alles()
    ' Alle rapporten op de master in één werkmap.
    On Error GoTo Fout
    ViaStart "rapport_alles", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "rapport_alles", Err.Description
End Sub

Public Sub Via_Verantwoording()
    ' Maakt het verslag van het gekozen jaar voor stuurgroep en Regiodag: kerncijfers, capaciteit, thema's, meerjaren.
    On Error GoTo Fout
    ViaStart "verantwoording", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "verantwoording", Err.Description
End Sub

Public Sub Via_Dossier()
    ' Maakt van een versie het dossier voor de accountant: invoer met bron, controles, bewijs, en wat ontbreekt.
    On Error GoTo Fout
    ViaStart "dossier", VERSIE, "Kies de map van een versie, bijvoorbeeld afrekeningen, 2024, v1", "map"
    Exit Sub
Fout:
    ViaMeldFout "dossier", Err.Description
End Sub

Public Sub Via_Zelftest()
    ' Laat Excel alles herrekenen en vergelijkt elke formule van het programma met de rekenkern.
    On Error GoTo Fout
    ViaStart "zelftest", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "zelftest", Err.Description
End Sub

Public Sub Via_Terug()
    ' Zegt wat er verandert als de laatste kopie van deze master wordt teruggezet, en met welke opdracht dat gaat.
    On Error GoTo Fout
    ViaStart "terug", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "terug", Err.Description
End Sub

Public Sub Via_Herkomst()
    ' Laat zien waar het bedrag in de gekozen cel vandaan komt: stap voor stap, tot de invoer en haar bron.
    On Error GoTo Fout
    ViaStart "herkomst", VERSIE, "", ""
    Exit Sub
Fout:
    ViaMeldFout "herkomst", Err.Description
End Sub

Public Sub Via_Verifieer()
    ' Kijkt een versiemap helemaal na: elk bestand, elke formule, elk bedrag, opnieuw berekend uit wat erin bewaard is.
    On Error GoTo Fout
    ViaStart "verifieer", VERSIE, "Kies de map van een versie, bijvoorbeeld afrekeningen, 2024, v1", "map"
    Exit Sub
Fout:
    ViaMeldFout "verifieer", Err.Description
End Sub

Public Sub Via_Verschil()
    ' Zet een versie naast de versie die zij vervangt: per gemeente het saldo, en waarom het veranderde.
    On Error GoTo Fout
    ViaStart "verschil", VERSIE, "Kies de map van een versie, bijvoorbeeld afrekeningen, 2024, v1", "map"
    Exit Sub
Fout:
    ViaMeldFout "verschil", Err.Description
End Sub
