Attribute VB_Name = "modViaStart"
Option Explicit
Option Private Module
' Start een macro van ViA-XL: kijkt of alles er is en geeft het werk aan Python.
' Deze module rekent niets en schrijft niets in de werkmap.

Public Const VIA_TITEL As String = "ViA-XL"

Public Function ViaStart(ByVal naam As String, ByVal versie As String, ByVal vragen As Variant) As Boolean
    ' Geeft True als Python is gestart. Elke reden om niet te starten is een melding.
    ' Eerst worden de vragen gesteld; wie er een annuleert, start niets.
    Dim boek As Object
    Dim gekozen As Variant
    Dim opdracht As String
    On Error GoTo Fout
    Set boek = ViaBoek()
    If boek Is Nothing Then
        ViaMeld "Er is geen werkmap actief. Staat de master in Beveiligde weergave? Klik op 'Bewerken inschakelen' en probeer het opnieuw."
        Exit Function
    End If
    If boek.Path = "" Then
        ViaMeld "Deze werkmap is nog niet bewaard. Bewaar die eerst op uw eigen schijf of een netwerkschijf."
        Exit Function
    End If
    If Not ViaGereed(versie) Then Exit Function
    gekozen = ViaVragen(boek, vragen)
    If IsNull(gekozen) Then Exit Function
    opdracht = "import via_xl.excel.macro as m; m.start('" & naam & "', '" & versie & "', '" & ViaHex(boek.FullName) & "', '" & ViaHex(gekozen) & "')"
    If naam = "zelftest" Then ViaHerstelOveral
    ViaStart = ViaPython(opdracht)
    Exit Function
Fout:
    ViaMeldFout naam, Err.Description
End Function

Public Function ViaProef(ByVal teken As String, ByVal bestand As String) As String
    ' De hele weg van een knop: VBA start Python, Python schrijft het teken in het bestand, en VBA leest het terug.
    On Error GoTo Fout
    If RunPython("import via_xl.excel.teken as t; t.schrijf('" & ViaHex(bestand) & "', '" & ViaHex(teken) & "')") = -1 Then
        ViaProef = "Python kon niet worden gestart of is onderbroken"
    Else
        ViaProef = ViaLees(bestand)
    End If
    Exit Function
Fout:
    ViaProef = Err.Description
End Function

Private Function ViaPython(ByVal opdracht As String) As Boolean
    ' RunPython geeft -1 als Python niet tot het einde kwam; wat er in Python misging meldt Python zelf.
    Dim uitkomst As Variant
    Dim reden As String
    On Error GoTo Fout
    ViaBezig True
    uitkomst = RunPython(opdracht)
    ViaBezig False
    If uitkomst = -1 Then
        ViaMeld "Python kon niet worden gestart of is onderbroken; er is niets gewijzigd. Voer in een opdrachtvenster 'via-xl excel installeer' uit en probeer het opnieuw. Mag Excel hier geen programma's starten, of is cmd.exe verboden: 'via-xl excel installeer --vooraf-gestart', of gebruik de snelkoppeling 'ViA jaarrun' of de opdracht via-xl."
    Else
        ViaPython = True
    End If
    Exit Function
Fout:
    reden = Err.Description
    ViaBezig False
    ViaMeld "Python kon niet worden gestart (" & reden & "); er is niets gewijzigd. Voer in een opdrachtvenster 'via-xl excel installeer' uit en probeer het opnieuw."
End Function

Public Function ViaBoek() As Object
    ' De werkmap waarmee wordt gewerkt: deze master, of vanuit de invoegtoepassing de actieve werkmap.
    On Error GoTo Fout
    If LCase$(Right$(ThisWorkbook.Name, 5)) = ".xlam" Then
        Set ViaBoek = ActiveWorkbook
    Else
        Set ViaBoek = ThisWorkbook
    End If
    Exit Function
Fout:
    Set ViaBoek = Nothing
End Function

Private Function ViaGereed(ByVal versie As String) As Boolean
    ' Of Python en het programma er zijn, in dezelfde versie als deze macro's.
    Dim python As String
    Dim programma As String
    Dim geinstalleerd As String
    On Error GoTo Fout
    python = GetConfig("INTERPRETER_WIN", "")
    programma = GetConfig("VIA_XL_MAP", "")
    geinstalleerd = GetConfig("VIA_XL_VERSIE", "")
    If python = "" Or programma = "" Then
        ViaMeld "ViA-XL is op deze computer nog niet ingesteld. Voer in een opdrachtvenster 'via-xl excel installeer' uit en open deze werkmap opnieuw. Zonder Python werkt alles ook: zie de handleiding, de opdracht via-xl."
    ElseIf Not ViaBestaat(python) Then
        ViaMeld "Python is niet gevonden op " & python & ". Installeer Python opnieuw en voer daarna 'via-xl excel installeer' uit."
    ElseIf Not ViaBestaat(programma & "\excel\macro.py") Then
        ViaMeld "Het programma ViA-XL is niet gevonden in " & programma & ". Installeer het opnieuw (pip install via-xl) en voer daarna 'via-xl excel installeer' uit."
    ElseIf geinstalleerd <> versie Then
        ViaMeld "Deze macro's zijn van ViA-XL " & versie & ", het programma op deze computer is " & geinstalleerd & ". Voer 'via-xl excel installeer' uit voor de invoegtoepassing en 'via-xl master vernieuw' voor de master; sluit daarna Excel en open het opnieuw."
    Else
        ViaGereed = True
    End If
    Exit Function
Fout:
    ViaMeldFout "instellingen", Err.Description
End Function

Public Function ViaHex(ByVal tekst As String) As String
    ' Vier hexadecimale cijfers per teken: zo komt elke padnaam heel over, ook met aanhalingstekens en accenten.
    Dim plaats As Long
    Dim uit As String
    On Error GoTo Fout
    For plaats = 1 To Len(tekst)
        uit = uit & Right$("000" & Hex$(AscW(Mid$(tekst, plaats, 1)) And &HFFFF&), 4)
    Next plaats
    ViaHex = uit
    Exit Function
Fout:
    Err.Raise Err.Number, "ViaHex", Err.Description
End Function

Public Function ViaMeldFout(ByVal wat As String, ByVal reden As String) As Boolean
    ' De melding van een fout in de macro zelf; geeft altijd False.
    On Error GoTo Fout
    ViaMeld "De macro is gestopt (" & wat & "): " & reden & ". Er is niets gewijzigd. Bewaar uw werk, sluit Excel, open het opnieuw en probeer het nog eens."
    Exit Function
Fout:
    ViaMeldFout = False
End Function
