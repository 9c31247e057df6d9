Attribute VB_Name = "modViaMacros"
Option Explicit
' Gemaakt door workbooks/bouw_excel.py; een wijziging hoort in via_xl/macros.py.

Private Const VERSIE As String = "0.1.0"

Public Sub Via_Controleer()
    ' Controleert alle invoer, de uitkomst van het gekozen jaar en de formules, en zet de bevindingen op blad Controles.
    On Error GoTo Fout
    ViaStart "controleer", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "controleer", Err.Description
End Sub

Public Sub Via_Stand()
    ' Zegt welke van de twaalf stappen van het gekozen jaar nog open staan, en wat de volgende is.
    On Error GoTo Fout
    ViaStart "stand", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "stand", Err.Description
End Sub

Public Sub Via_Urenstaatmaken()
    ' Maakt voor elke gemeente die capaciteit levert een lege urenstaat van het gekozen jaar, in een map naast de master.
    On Error GoTo Fout
    ViaStart "urenstaatmaken", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "urenstaatmaken", Err.Description
End Sub

Public Sub Via_Urenstaatverzend()
    ' Maakt per ontvanger een concept-e-mail met haar lege urenstaat, of een herinnering; verstuurt niets.
    On Error GoTo Fout
    ViaStart "urenstaatverzend", VERSIE, Array( _
        Array("dag", "Voor welke dag wilt u de urenstaten terug? Bijvoorbeeld 31-12-2026.", "", "", True, False, -1, ""), _
        Array("tekst", "Is het een herinnering, alleen aan wie nog geen urenstaat inleverde?", "nee|ja", "nee", True, False, -1, ""))
    Exit Sub
Fout:
    ViaMeldFout "urenstaatverzend", Err.Description
End Sub

Public Sub Via_Urenstaten()
    ' Leest alle ingevulde urenstaten uit een map en voegt de goede toe aan Uren. Per bestand alles of niets.
    On Error GoTo Fout
    ViaStart "urenstaten", VERSIE, Array( _
        Array("map", "Kies de map met ingevulde urenstaten", "", "", True, False, -1, ""))
    Exit Sub
Fout:
    ViaMeldFout "urenstaten", Err.Description
End Sub

Public Sub Via_Urenbron()
    ' Leest de uren die in bestanden naast de master staan, controleert ze alle, en zet hun sommen op blad Uren.
    On Error GoTo Fout
    ViaStart "urenbron", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "urenbron", Err.Description
End Sub

Public Sub Via_Jaaropenen()
    ' Voegt het jaar na het laatste toe en berekent zijn begroting: kosten, exacte aandelen en voorschotten, te bevestigen.
    On Error GoTo Fout
    ViaStart "jaaropenen", VERSIE, Array( _
        Array("tekst", "Waaruit volgen de begrote kosten: de formatie, wat vorig jaar kost, of de bedragen van toen overnemen? Zonder antwoord: de formatie, of als die niet te berekenen is de bedragen van toen.", "formatie|vorig-jaar|overnemen", "", False, False, -1, ""), _
        Array("getal", "Hoeveel procent duurder wordt een uur? Bijvoorbeeld 3,5.", "", "", False, False, 0, "|formatie|vorig-jaar"), _
        Array("getal", "Hoeveel procent duurder worden andere kosten? Bijvoorbeeld 2.", "", "", False, False, 0, "|formatie|vorig-jaar"), _
        Array("tekst", "Waar komt de index vandaan? Nodig bij een index; bijvoorbeeld CPB maart 2026.", "", "", False, False, 0, "|formatie|vorig-jaar"), _
        Array("tekst", "Welk voorschot op de begrote bijdrage wordt gevraagd?", "geen|geheel|helft|termijnen", "geen", True, False, -1, ""), _
        Array("geheel", "In hoeveel termijnen? Bijvoorbeeld 4.", "", "", True, False, 4, "termijnen"))
    Exit Sub
Fout:
    ViaMeldFout "jaaropenen", Err.Description
End Sub

Public Sub Via_Inwoners()
    ' Leest de inwoners van een peiljaar uit een download van CBS StatLine; laat eerst zien wat er verandert.
    On Error GoTo Fout
    ViaStart "inwoners", VERSIE, Array( _
        Array("bestand", "Kies de download van CBS StatLine (CSV)", "", "", True, False, -1, ""))
    Exit Sub
Fout:
    ViaMeldFout "inwoners", Err.Description
End Sub

Public Sub Via_Tarieven()
    ' Leest de maandsalarissen uit een salaristabel van de CAO; laat eerst zien wat er verandert.
    On Error GoTo Fout
    ViaStart "tarieven", VERSIE, Array( _
        Array("bestand", "Kies de salaristabel van de CAO (.xlsx of .csv)", "", "", True, False, -1, ""))
    Exit Sub
Fout:
    ViaMeldFout "tarieven", Err.Description
End Sub

Public Sub Via_Begrotingsbrief()
    ' Maakt per gemeente een brief over haar begrote bijdrage van het laatste jaar van de master, in Word.
    On Error GoTo Fout
    ViaStart "begrotingsbrief", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "begrotingsbrief", Err.Description
End Sub

Public Sub Via_Kalender()
    ' Stelt de data van het gekozen jaar voor op blad Besluiten; wijzigt niets wat er staat.
    On Error GoTo Fout
    ViaStart "kalender", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "kalender", Err.Description
End Sub

Public Sub Via_Agenda()
    ' Zet alle data van Kalender en de geplande stappen in een .ics naast de master.
    On Error GoTo Fout
    ViaStart "agenda", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "agenda", Err.Description
End Sub

Public Sub Via_Voorstel()
    ' Maakt het voorstel voor wat in het gekozen jaar boven de voorstelgrens ligt: Word-documenten en de rijen op Besluiten.
    On Error GoTo Fout
    ViaStart "voorstel", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "voorstel", Err.Description
End Sub

Public Sub Via_Besluitnoteer()
    ' Legt vast hoe een stap van een voorstel afliep: van werkgroep tot college en raad.
    On Error GoTo Fout
    ViaStart "besluitnoteer", VERSIE, Array( _
        Array("tekst", "Over welk besluit gaat het?", "tblBesluiten[Nummer]", "", True, False, -1, ""), _
        Array("tekst", "Welke stap is gedaan?", "werkgroep|stuurgroep|contactfunctionarissen|ambtelijk opdrachtgevers|regiodag|college|raad", "", True, False, -1, ""), _
        Array("tekst", "Hoe liep die stap af?", "inbreng gegeven|voldoende rijp|akkoord|terug|afgewezen", "", True, False, -1, ""), _
        Array("dag", "Op welke dag? Bijvoorbeeld 31-12-2026.", "", "", True, False, -1, ""), _
        Array("tekst", "Van welke gemeente is het college of de raad?", "tblGemeenten[Naam]", "", True, False, 1, "college|raad"), _
        Array("tekst", "Wat moet er bij de stap komen te staan?", "", "", False, False, -1, ""))
    Exit Sub
Fout:
    ViaMeldFout "besluitnoteer", Err.Description
End Sub

Public Sub Via_Besluitstand()
    ' Zegt van elk voorstel waar het staat, wat de volgende stap is en wie nog moet besluiten.
    On Error GoTo Fout
    ViaStart "besluitstand", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "besluitstand", Err.Description
End Sub

Public Sub Via_Scenario()
    ' Rekent uit wat een andere keuze elke gemeente kost, en schrijft de vergelijking in een werkmap naast de master.
    On Error GoTo Fout
    ViaStart "scenario", VERSIE, Array( _
        Array("tekst", "Wat moet anders? Eén keuze per keer, bijvoorbeeld verdeelsleutel.2026=kosten, peiljaar=2024 of herindeling GM0757+GM0845=GM9999:Dommel. Daarna wordt gevraagd of er nog iets anders moet.", "", "", True, True, -1, ""))
    Exit Sub
Fout:
    ViaMeldFout "scenario", Err.Description
End Sub

Public Sub Via_Jaarrun()
    ' Rekent het gekozen jaar af en maakt per gemeente een werkmap, in een nieuwe versiemap naast deze master.
    On Error GoTo Fout
    ViaStart "jaarrun", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "jaarrun", Err.Description
End Sub

Public Sub Via_Openmap()
    ' Opent de map met de afrekeningen van het gekozen jaar.
    On Error GoTo Fout
    ViaStart "openmap", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "openmap", Err.Description
End Sub

Public Sub Via_Jaareinde()
    ' Maakt per gemeente een brief met wat zij in haar jaarrekening opneemt, vóór de afrekening.
    On Error GoTo Fout
    ViaStart "jaareinde", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "jaareinde", Err.Description
End Sub

Public Sub Via_Jaareindeantwoord()
    ' Legt vast of een gemeente haar opgave voor de jaarrekening opnam, of een ander bedrag.
    On Error GoTo Fout
    ViaStart "jaareindeantwoord", VERSIE, Array( _
        Array("tekst", "Welke gemeente antwoordde?", "tblGemeenten[Naam]", "", True, False, -1, ""), _
        Array("getal", "Welk saldo nam zij op? Alleen bij een ander bedrag dan in de opgave: 1234,56 te betalen, -1234,56 te ontvangen.", "", "", False, False, -1, ""), _
        Array("tekst", "Wat zei zij erbij?", "", "", False, False, -1, ""))
    Exit Sub
Fout:
    ViaMeldFout "jaareindeantwoord", Err.Description
End Sub

Public Sub Via_Verzend()
    ' Maakt van een versie per ontvanger een concept-e-mail met versleutelde bijlagen; verstuurt niets.
    On Error GoTo Fout
    ViaStart "verzend", VERSIE, Array( _
        Array("map", "Kies de map van een versie, bijvoorbeeld afrekeningen, 2024, v1", "", "", True, False, -1, ""), _
        Array("tekst", "Ook de betaallijst maken? Dat kan alleen van een definitieve versie.", "nee|ja", "nee", True, False, -1, ""))
    Exit Sub
Fout:
    ViaMeldFout "verzend", Err.Description
End Sub

Public Sub Via_Herinner()
    ' Maakt een concept-e-mail voor elke gemeente die nog niet op een versie antwoordde; verstuurt niets.
    On Error GoTo Fout
    ViaStart "herinner", VERSIE, Array( _
        Array("map", "Kies de map van een versie, bijvoorbeeld afrekeningen, 2024, v1", "", "", True, False, -1, ""), _
        Array("dag", "Voor welke dag wilt u antwoord? Zonder antwoord: de dag bij Reactie voor op blad Jaren. Bijvoorbeeld 31-12-2026.", "", "", False, False, -1, ""))
    Exit Sub
Fout:
    ViaMeldFout "herinner", Err.Description
End Sub

Public Sub Via_Pdf()
    ' Maakt van het eerste blad van elke afrekening van een versie een PDF, en een van allemaal.
    On Error GoTo Fout
    ViaStart "pdf", VERSIE, Array( _
        Array("map", "Kies de map van een versie, bijvoorbeeld afrekeningen, 2024, v1", "", "", True, False, -1, ""))
    Exit Sub
Fout:
    ViaMeldFout "pdf", Err.Description
End Sub

Public Sub Via_Reactie()
    ' Legt vast wat een gemeente op haar afrekening antwoordde: akkoord of bezwaar.
    On Error GoTo Fout
    ViaStart "reactie", VERSIE, Array( _
        Array("tekst", "Welke gemeente reageerde?", "tblGemeenten[Naam]", "", True, False, -1, ""), _
        Array("tekst", "Wat antwoordde zij? Afgehandeld: een eerder bezwaar is opgelost.", "akkoord|bezwaar|afgehandeld", "", True, False, -1, ""), _
        Array("geheel", "Op welke versie reageerde zij? Bijvoorbeeld 1.", "", "", True, False, 1, "akkoord|bezwaar"), _
        Array("tekst", "Waartegen is het bezwaar, of hoe is het afgehandeld?", "", "", True, False, 1, "bezwaar|afgehandeld"))
    Exit Sub
Fout:
    ViaMeldFout "reactie", Err.Description
End Sub

Public Sub Via_Akkoordstuk()
    ' Maakt van een versie het Word-document waarop twee gemeenten de afrekening goedkeuren.
    On Error GoTo Fout
    ViaStart "akkoordstuk", VERSIE, Array( _
        Array("map", "Kies de map van een versie, bijvoorbeeld afrekeningen, 2024, v1", "", "", True, False, -1, ""))
    Exit Sub
Fout:
    ViaMeldFout "akkoordstuk", Err.Description
End Sub

Public Sub Via_Akkoord()
    ' Legt een getekend akkoord vast; het geldt voor precies de invoer van nu.
    On Error GoTo Fout
    ViaStart "akkoord", VERSIE, Array( _
        Array("tekst", "Namens welke gemeente is er getekend?", "tblGemeenten[Naam]", "", True, False, -1, ""), _
        Array("tekst", "In welke rol is er getekend?", "contactfunctionaris|ambtelijk opdrachtgever|financieel adviseur", "", True, False, -1, ""), _
        Array("tekst", "Wat is de code van wie tekende? Geen naam; bijvoorbeeld AO-2.", "", "", True, False, -1, ""), _
        Array("tekst", "Welk kenmerk staat er op het getekende stuk? Bijvoorbeeld 3f2a9c01d7e4.", "", "", True, False, -1, ""), _
        Array("bestand", "Kies het getekende stuk", "", "", True, False, -1, ""), _
        Array("tekst", "Is het stuk een scan, waarin de code niet te lezen is?", "nee|ja", "nee", True, False, -1, ""), _
        Array("tekst", "Nu ook het akkoord van een tweede gemeente vastleggen? Beide worden dan in één keer vastgelegd.", "nee|ja", "nee", True, False, -1, ""), _
        Array("tekst", "Namens welke gemeente is er getekend?", "tblGemeenten[Naam]", "", True, False, 6, "ja"), _
        Array("tekst", "In welke rol is er getekend?", "contactfunctionaris|ambtelijk opdrachtgever|financieel adviseur", "", True, False, 6, "ja"), _
        Array("tekst", "Wat is de code van wie tekende? Geen naam; bijvoorbeeld AO-2.", "", "", True, False, 6, "ja"), _
        Array("tekst", "Welk kenmerk staat er op het getekende stuk? Bijvoorbeeld 3f2a9c01d7e4.", "", "", True, False, 6, "ja"), _
        Array("bestand", "Kies het getekende stuk", "", "", True, False, 6, "ja"), _
        Array("tekst", "Is het stuk een scan, waarin de code niet te lezen is?", "nee|ja", "nee", True, False, 6, "ja"))
    Exit Sub
Fout:
    ViaMeldFout "akkoord", Err.Description
End Sub

Public Sub Via_Bewijs()
    ' Legt een document vast dat een invoer bewijst: een schaal, een tarief, de beschikking, btw of inwoners.
    On Error GoTo Fout
    ViaStart "bewijs", VERSIE, Array( _
        Array("tekst", "Waarvan is het document het bewijs?", "schaal|tarief|pok-beschikking|btw|inwoners|urenstaat|akkoord|anders", "", True, False, -1, ""), _
        Array("bestand", "Kies het document", "", "", True, False, -1, ""), _
        Array("tekst", "Over welke gemeente gaat het? Zonder antwoord: over de hele regio.", "tblGemeenten[Naam]", "", False, False, -1, ""), _
        Array("dag", "Tot wanneer wordt het bewaard? Bijvoorbeeld 31-12-2026.", "", "", False, False, -1, ""))
    Exit Sub
Fout:
    ViaMeldFout "bewijs", Err.Description
End Sub

Public Sub Via_Definitief()
    ' Rekent het gekozen jaar definitief af, of zegt alles wat daarvoor nog ontbreekt.
    On Error GoTo Fout
    ViaStart "definitief", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "definitief", Err.Description
End Sub

Public Sub Via_Herziening()
    ' Rekent een jaar dat al definitief is opnieuw af, als concept: alleen het verschil is nog te verrekenen.
    On Error GoTo Fout
    ViaStart "herziening", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "herziening", Err.Description
End Sub

Public Sub Via_Meenemen()
    ' Verrekent een herziening waarvan elk verschil onder de drempel van het jaar ligt met de afrekening van een later jaar.
    On Error GoTo Fout
    ViaStart "meenemen", VERSIE, Array( _
        Array("map", "Kies de map van de herziening, bijvoorbeeld afrekeningen, 2024, v2", "", "", True, False, -1, ""))
    Exit Sub
Fout:
    ViaMeldFout "meenemen", Err.Description
End Sub

Public Sub Via_Werkbij()
    ' Zet op blad Akkoorden welke versies er in de mappen staan, en welke zijn verzonden of betaald.
    On Error GoTo Fout
    ViaStart "werkbij", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "werkbij", Err.Description
End Sub

Public Sub Via_Betaallijst()
    ' Maakt van een definitieve versie de lijst voor het grootboek: wie wat betaalt of ontvangt, met kenmerk en vervaldatum.
    On Error GoTo Fout
    ViaStart "betaallijst", VERSIE, Array( _
        Array("map", "Kies de map van een versie, bijvoorbeeld afrekeningen, 2024, v1", "", "", True, False, -1, ""))
    Exit Sub
Fout:
    ViaMeldFout "betaallijst", Err.Description
End Sub

Public Sub Via_Rapport_bijdrage()
    ' De begroting over alle jaren: gedrukt, nagerekend en exact.
    On Error GoTo Fout
    ViaStart "rapport_bijdrage", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "rapport_bijdrage", Err.Description
End Sub

Public Sub Via_Rapport_capaciteit()
    ' Gevraagd, toegezegd en geleverd, met prognose.
    On Error GoTo Fout
    ViaStart "rapport_capaciteit", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "rapport_capaciteit", Err.Description
End Sub

Public Sub Via_Rapport_prognose()
    ' Waar het jaar op uitkomt: laag, verwacht en hoog, naast de voorstelgrens.
    On Error GoTo Fout
    ViaStart "rapport_prognose", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "rapport_prognose", Err.Description
End Sub

Public Sub Via_Rapport_jaareinde()
    ' Wat elke gemeente aan het einde van het jaar in haar jaarrekening opneemt.
    On Error GoTo Fout
    ViaStart "rapport_jaareinde", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "rapport_jaareinde", Err.Description
End Sub

Public Sub Via_Rapport_themas()
    ' Uren en kosten per thema en per rol.
    On Error GoTo Fout
    ViaStart "rapport_themas", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "rapport_themas", Err.Description
End Sub

Public Sub Via_Rapport_duvo_pok()
    ' Het budget van het jaar, wat is besteed en wat over is.
    On Error GoTo Fout
    ViaStart "rapport_duvo_pok", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "rapport_duvo_pok", Err.Description
End Sub

Public Sub Via_Rapport_lezingen()
    ' Wat open is, en wat elke lezing elke gemeente kost.
    On Error GoTo Fout
    ViaStart "rapport_lezingen", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "rapport_lezingen", Err.Description
End Sub

Public Sub Via_Rapport_alles()
    ' Alle rapporten op de master in één werkmap.
    On Error GoTo Fout
    ViaStart "rapport_alles", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "rapport_alles", Err.Description
End Sub

Public Sub Via_Verantwoording()
    ' Maakt het verslag van het gekozen jaar voor stuurgroep en Regiodag: kerncijfers, capaciteit, thema's, meerjaren.
    On Error GoTo Fout
    ViaStart "verantwoording", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "verantwoording", Err.Description
End Sub

Public Sub Via_Dossier()
    ' Maakt van een versie het dossier voor de accountant: invoer met bron, controles, bewijs, en wat ontbreekt.
    On Error GoTo Fout
    ViaStart "dossier", VERSIE, Array( _
        Array("map", "Kies de map van een versie, bijvoorbeeld afrekeningen, 2024, v1", "", "", True, False, -1, ""))
    Exit Sub
Fout:
    ViaMeldFout "dossier", Err.Description
End Sub

Public Sub Via_Zelftest()
    ' Laat Excel alles herrekenen en vergelijkt elke formule van het programma met de rekenkern.
    On Error GoTo Fout
    ViaStart "zelftest", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "zelftest", Err.Description
End Sub

Public Sub Via_Terug()
    ' Zegt wat er verandert als de laatste kopie van deze master wordt teruggezet, en met welke opdracht dat gaat.
    On Error GoTo Fout
    ViaStart "terug", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "terug", Err.Description
End Sub

Public Sub Via_Herkomst()
    ' Laat zien waar het bedrag in de gekozen cel vandaan komt: stap voor stap, tot de invoer en haar bron.
    On Error GoTo Fout
    ViaStart "herkomst", VERSIE, Array()
    Exit Sub
Fout:
    ViaMeldFout "herkomst", Err.Description
End Sub

Public Sub Via_Verifieer()
    ' Kijkt een versiemap helemaal na: elk bestand, elke formule, elk bedrag, opnieuw berekend uit wat erin bewaard is.
    On Error GoTo Fout
    ViaStart "verifieer", VERSIE, Array( _
        Array("map", "Kies de map van een versie, bijvoorbeeld afrekeningen, 2024, v1", "", "", True, False, -1, ""))
    Exit Sub
Fout:
    ViaMeldFout "verifieer", Err.Description
End Sub

Public Sub Via_Verschil()
    ' Zet een versie naast de versie die zij vervangt: per gemeente het saldo, en waarom het veranderde.
    On Error GoTo Fout
    ViaStart "verschil", VERSIE, Array( _
        Array("map", "Kies de map van een versie, bijvoorbeeld afrekeningen, 2024, v1", "", "", True, False, -1, ""))
    Exit Sub
Fout:
    ViaMeldFout "verschil", Err.Description
End Sub
