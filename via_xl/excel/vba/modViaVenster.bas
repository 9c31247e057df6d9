Attribute VB_Name = "modViaVenster"
Option Explicit
Option Private Module
' Wat van Excel en Windows komt: een melding, een map of een bestand kiezen, of een bestand er is, hoe laat het is, en welke cel een functie aanroept.

Public Function ViaMeld(ByVal tekst As String) As Boolean
    ' Toont een melding; geeft altijd True.
    On Error GoTo Fout
    MsgBox tekst, vbExclamation, VIA_TITEL
    ViaMeld = True
    Exit Function
Fout:
    ViaMeld = True
End Function

Public Function ViaKiesMap(ByVal begin As String, ByVal titel As String) As String
    ' Laat de gebruiker een map kiezen; geeft een lege tekst als er niets is gekozen.
    Dim venster As Object
    On Error GoTo Fout
    Set venster = Application.FileDialog(4)
    venster.Title = titel
    venster.AllowMultiSelect = False
    If InStr(begin, "://") = 0 Then venster.InitialFileName = begin & "\"
    If venster.Show = -1 Then ViaKiesMap = venster.SelectedItems(1)
    Exit Function
Fout:
    ViaMeld "Er kon geen map worden gekozen: " & Err.Description
    ViaKiesMap = ""
End Function

Public Function ViaKiesBestand(ByVal begin As String, ByVal titel As String) As String
    ' Laat de gebruiker een bestand kiezen; geeft een lege tekst als er niets is gekozen.
    Dim venster As Object
    On Error GoTo Fout
    Set venster = Application.FileDialog(3)
    venster.Title = titel
    venster.AllowMultiSelect = False
    If InStr(begin, "://") = 0 Then venster.InitialFileName = begin & "\"
    If venster.Show = -1 Then ViaKiesBestand = venster.SelectedItems(1)
    Exit Function
Fout:
    ViaMeld "Er kon geen bestand worden gekozen: " & Err.Description
    ViaKiesBestand = ""
End Function

Public Function ViaVraagTekst(ByVal vraag As String, ByVal titel As String, ByVal standaard As String) As Variant
    ' Laat de gebruiker een antwoord typen; Null bij Annuleren, want een leeg antwoord kan ook een antwoord zijn.
    ' Application.InputBox zou hetzelfde zeggen, maar toont hoogstens 255 tekens.
    Dim antwoord As String
    On Error GoTo Fout
    antwoord = InputBox(vraag, titel, standaard)
    If StrPtr(antwoord) = 0 Then ViaVraagTekst = Null Else ViaVraagTekst = antwoord
    Exit Function
Fout:
    ViaMeld "Er kon niets worden gevraagd: " & Err.Description
    ViaVraagTekst = Null
End Function

Public Function ViaBestaat(ByVal bestand As String) As Boolean
    ' Of een bestand bestaat; een pad dat niet te lezen is, bestaat niet.
    On Error GoTo Fout
    ViaBestaat = FileExists(bestand)
    Exit Function
Fout:
    ViaBestaat = False
End Function

Public Function ViaElders(ByVal werkboek As String, ByVal functie As String) As Boolean
    ' Voert een functie van ViA in een andere werkmap uit; False als die werkmap of die functie er niet is.
    On Error GoTo Fout
    Application.Run "'" & Replace(werkboek, "'", "''") & "'!" & functie
    ViaElders = True
    Exit Function
Fout:
    ViaElders = False
End Function

Public Function ViaVerborgen() As Boolean
    ' Of deze werkmap een invoegtoepassing is, die niet te zien is.
    On Error GoTo Fout
    ViaVerborgen = ThisWorkbook.IsAddin
    Exit Function
Fout:
    ViaVerborgen = False
End Function

Public Function ViaVerberg(ByVal verborgen As Boolean) As Boolean
    ' Maakt deze werkmap wel of geen invoegtoepassing; wat er op het scherm staat verandert pas als het dat weer is.
    On Error GoTo Fout
    If Not verborgen Then Application.ScreenUpdating = False
    ThisWorkbook.IsAddin = verborgen
    If verborgen Then Application.ScreenUpdating = True
    ViaVerberg = True
    Exit Function
Fout:
    If verborgen Then Application.ScreenUpdating = True
    ViaVerberg = False
End Function

Public Function ViaOpties(ByVal functie As String, ByVal uitleg As String, ByVal argumenten As Variant) As Boolean
    ' Geeft een functie haar uitleg in het venster Functie invoegen.
    On Error GoTo Fout
    Application.MacroOptions Macro:=functie, Description:=uitleg, Category:="ViA", ArgumentDescriptions:=argumenten
    ViaOpties = True
    Exit Function
Fout:
    ViaOpties = False
End Function

Public Function ViaBezig(ByVal bezig As Boolean) As Boolean
    ' Laat bij een klik meteen zien dat er iets begint: in de statusbalk en aan de muis. Daarna is alles zoals het was.
    Static statusbalk As Variant
    Static muis As Variant
    On Error GoTo Fout
    If bezig Then
        statusbalk = Application.StatusBar
        muis = Application.Cursor
        Application.StatusBar = "ViA-XL wordt gestart " & ChrW$(8230)
        Application.Cursor = 2
    ElseIf Not IsEmpty(muis) Then
        Application.StatusBar = statusbalk
        Application.Cursor = muis
        muis = Empty
    End If
    ViaBezig = True
    Exit Function
Fout:
    ViaBezig = False
End Function

Public Function ViaLees(ByVal bestand As String) As String
    ' De tekst van een bestand.
    Dim nummer As Integer
    On Error GoTo Fout
    nummer = FreeFile
    Open bestand For Input As #nummer
    Line Input #nummer, ViaLees
    Close #nummer
    Exit Function
Fout:
    ViaLees = Err.Description
End Function

Public Function ViaNu() As Variant
    ' De tijd van nu.
    On Error GoTo Fout
    ViaNu = Now
    Exit Function
Fout:
    Err.Raise Err.Number, "ViaNu", Err.Description
End Function

Public Function ViaRoeper() As Object
    ' De cel die een functie aanroept.
    On Error GoTo Fout
    Set ViaRoeper = Application.Caller
    Exit Function
Fout:
    Err.Raise Err.Number, "ViaRoeper", Err.Description
End Function
