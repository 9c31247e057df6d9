Attribute VB_Name = "modViaLint"
Option Explicit
' Gemaakt door workbooks/bouw_excel.py; een wijziging hoort in via_xl/macros.py.

Public Sub Via_Lint_Controleer(control As Object)
    On Error GoTo Fout
    Via_Controleer
    Exit Sub
Fout:
    ViaMeldFout "controleer", Err.Description
End Sub

Public Sub Via_Lint_Stand(control As Object)
    On Error GoTo Fout
    Via_Stand
    Exit Sub
Fout:
    ViaMeldFout "stand", Err.Description
End Sub

Public Sub Via_Lint_Urenstaatmaken(control As Object)
    On Error GoTo Fout
    Via_Urenstaatmaken
    Exit Sub
Fout:
    ViaMeldFout "urenstaatmaken", Err.Description
End Sub

Public Sub Via_Lint_Urenstaatverzend(control As Object)
    On Error GoTo Fout
    Via_Urenstaatverzend
    Exit Sub
Fout:
    ViaMeldFout "urenstaatverzend", Err.Description
End Sub

Public Sub Via_Lint_Urenstaten(control As Object)
    On Error GoTo Fout
    Via_Urenstaten
    Exit Sub
Fout:
    ViaMeldFout "urenstaten", Err.Description
End Sub

Public Sub Via_Lint_Urenbron(control As Object)
    On Error GoTo Fout
    Via_Urenbron
    Exit Sub
Fout:
    ViaMeldFout "urenbron", Err.Description
End Sub

Public Sub Via_Lint_Jaaropenen(control As Object)
    On Error GoTo Fout
    Via_Jaaropenen
    Exit Sub
Fout:
    ViaMeldFout "jaaropenen", Err.Description
End Sub

Public Sub Via_Lint_Inwoners(control As Object)
    On Error GoTo Fout
    Via_Inwoners
    Exit Sub
Fout:
    ViaMeldFout "inwoners", Err.Description
End Sub

Public Sub Via_Lint_Tarieven(control As Object)
    On Error GoTo Fout
    Via_Tarieven
    Exit Sub
Fout:
    ViaMeldFout "tarieven", Err.Description
End Sub

Public Sub Via_Lint_Begrotingsbrief(control As Object)
    On Error GoTo Fout
    Via_Begrotingsbrief
    Exit Sub
Fout:
    ViaMeldFout "begrotingsbrief", Err.Description
End Sub

Public Sub Via_Lint_Kalender(control As Object)
    On Error GoTo Fout
    Via_Kalender
    Exit Sub
Fout:
    ViaMeldFout "kalender", Err.Description
End Sub

Public Sub Via_Lint_Agenda(control As Object)
    On Error GoTo Fout
    Via_Agenda
    Exit Sub
Fout:
    ViaMeldFout "agenda", Err.Description
End Sub

Public Sub Via_Lint_Voorstel(control As Object)
    On Error GoTo Fout
    Via_Voorstel
    Exit Sub
Fout:
    ViaMeldFout "voorstel", Err.Description
End Sub

Public Sub Via_Lint_Besluitnoteer(control As Object)
    On Error GoTo Fout
    Via_Besluitnoteer
    Exit Sub
Fout:
    ViaMeldFout "besluitnoteer", Err.Description
End Sub

Public Sub Via_Lint_Besluitstand(control As Object)
    On Error GoTo Fout
    Via_Besluitstand
    Exit Sub
Fout:
    ViaMeldFout "besluitstand", Err.Description
End Sub

Public Sub Via_Lint_Scenario(control As Object)
    On Error GoTo Fout
    Via_Scenario
    Exit Sub
Fout:
    ViaMeldFout "scenario", Err.Description
End Sub

Public Sub Via_Lint_Jaarrun(control As Object)
    On Error GoTo Fout
    Via_Jaarrun
    Exit Sub
Fout:
    ViaMeldFout "jaarrun", Err.Description
End Sub

Public Sub Via_Lint_Openmap(control As Object)
    On Error GoTo Fout
    Via_Openmap
    Exit Sub
Fout:
    ViaMeldFout "openmap", Err.Description
End Sub

Public Sub Via_Lint_Jaareinde(control As Object)
    On Error GoTo Fout
    Via_Jaareinde
    Exit Sub
Fout:
    ViaMeldFout "jaareinde", Err.Description
End Sub

Public Sub Via_Lint_Jaareindeantwoord(control As Object)
    On Error GoTo Fout
    Via_Jaareindeantwoord
    Exit Sub
Fout:
    ViaMeldFout "jaareindeantwoord", Err.Description
End Sub

Public Sub Via_Lint_Verzend(control As Object)
    On Error GoTo Fout
    Via_Verzend
    Exit Sub
Fout:
    ViaMeldFout "verzend", Err.Description
End Sub

Public Sub Via_Lint_Herinner(control As Object)
    On Error GoTo Fout
    Via_Herinner
    Exit Sub
Fout:
    ViaMeldFout "herinner", Err.Description
End Sub

Public Sub Via_Lint_Pdf(control As Object)
    On Error GoTo Fout
    Via_Pdf
    Exit Sub
Fout:
    ViaMeldFout "pdf", Err.Description
End Sub

Public Sub Via_Lint_Reactie(control As Object)
    On Error GoTo Fout
    Via_Reactie
    Exit Sub
Fout:
    ViaMeldFout "reactie", Err.Description
End Sub

Public Sub Via_Lint_Akkoordstuk(control As Object)
    On Error GoTo Fout
    Via_Akkoordstuk
    Exit Sub
Fout:
    ViaMeldFout "akkoordstuk", Err.Description
End Sub

Public Sub Via_Lint_Akkoord(control As Object)
    On Error GoTo Fout
    Via_Akkoord
    Exit Sub
Fout:
    ViaMeldFout "akkoord", Err.Description
End Sub

Public Sub Via_Lint_Bewijs(control As Object)
    On Error GoTo Fout
    Via_Bewijs
    Exit Sub
Fout:
    ViaMeldFout "bewijs", Err.Description
End Sub

Public Sub Via_Lint_Definitief(control As Object)
    On Error GoTo Fout
    Via_Definitief
    Exit Sub
Fout:
    ViaMeldFout "definitief", Err.Description
End Sub

Public Sub Via_Lint_Herziening(control As Object)
    On Error GoTo Fout
    Via_Herziening
    Exit Sub
Fout:
    ViaMeldFout "herziening", Err.Description
End Sub

Public Sub Via_Lint_Meenemen(control As Object)
    On Error GoTo Fout
    Via_Meenemen
    Exit Sub
Fout:
    ViaMeldFout "meenemen", Err.Description
End Sub

Public Sub Via_Lint_Werkbij(control As Object)
    On Error GoTo Fout
    Via_Werkbij
    Exit Sub
Fout:
    ViaMeldFout "werkbij", Err.Description
End Sub

Public Sub Via_Lint_Betaallijst(control As Object)
    On Error GoTo Fout
    Via_Betaallijst
    Exit Sub
Fout:
    ViaMeldFout "betaallijst", Err.Description
End Sub

Public Sub Via_Lint_Rapport_bijdrage(control As Object)
    On Error GoTo Fout
    Via_Rapport_bijdrage
    Exit Sub
Fout:
    ViaMeldFout "rapport_bijdrage", Err.Description
End Sub

Public Sub Via_Lint_Rapport_capaciteit(control As Object)
    On Error GoTo Fout
    Via_Rapport_capaciteit
    Exit Sub
Fout:
    ViaMeldFout "rapport_capaciteit", Err.Description
End Sub

Public Sub Via_Lint_Rapport_prognose(control As Object)
    On Error GoTo Fout
    Via_Rapport_prognose
    Exit Sub
Fout:
    ViaMeldFout "rapport_prognose", Err.Description
End Sub

Public Sub Via_Lint_Rapport_jaareinde(control As Object)
    On Error GoTo Fout
    Via_Rapport_jaareinde
    Exit Sub
Fout:
    ViaMeldFout "rapport_jaareinde", Err.Description
End Sub

Public Sub Via_Lint_Rapport_themas(control As Object)
    On Error GoTo Fout
    Via_Rapport_themas
    Exit Sub
Fout:
    ViaMeldFout "rapport_themas", Err.Description
End Sub

Public Sub Via_Lint_Rapport_duvo_pok(control As Object)
    On Error GoTo Fout
    Via_Rapport_duvo_pok
    Exit Sub
Fout:
    ViaMeldFout "rapport_duvo_pok", Err.Description
End Sub

Public Sub Via_Lint_Rapport_lezingen(control As Object)
    On Error GoTo Fout
    Via_Rapport_lezingen
    Exit Sub
Fout:
    ViaMeldFout "rapport_lezingen", Err.Description
End Sub

Public Sub Via_Lint_Rapport_alles(control As Object)
    On Error GoTo Fout
    Via_Rapport_alles
    Exit Sub
Fout:
    ViaMeldFout "rapport_alles", Err.Description
End Sub

Public Sub Via_Lint_Verantwoording(control As Object)
    On Error GoTo Fout
    Via_Verantwoording
    Exit Sub
Fout:
    ViaMeldFout "verantwoording", Err.Description
End Sub

Public Sub Via_Lint_Dossier(control As Object)
    On Error GoTo Fout
    Via_Dossier
    Exit Sub
Fout:
    ViaMeldFout "dossier", Err.Description
End Sub

Public Sub Via_Lint_Zelftest(control As Object)
    On Error GoTo Fout
    Via_Zelftest
    Exit Sub
Fout:
    ViaMeldFout "zelftest", Err.Description
End Sub

Public Sub Via_Lint_Terug(control As Object)
    On Error GoTo Fout
    Via_Terug
    Exit Sub
Fout:
    ViaMeldFout "terug", Err.Description
End Sub

Public Sub Via_Lint_Herkomst(control As Object)
    On Error GoTo Fout
    Via_Herkomst
    Exit Sub
Fout:
    ViaMeldFout "herkomst", Err.Description
End Sub

Public Sub Via_Lint_Verifieer(control As Object)
    On Error GoTo Fout
    Via_Verifieer
    Exit Sub
Fout:
    ViaMeldFout "verifieer", Err.Description
End Sub

Public Sub Via_Lint_Verschil(control As Object)
    On Error GoTo Fout
    Via_Verschil
    Exit Sub
Fout:
    ViaMeldFout "verschil", Err.Description
End Sub
