Attribute VB_Name = "modOpnemer"
Option Explicit
' Takes the place of xlwings and of modViaVenster in the tests: remembers what the VBA of ViA asks of them.

Global OpnemerPython As String
Global OpnemerVersie As String
Global OpnemerMap As String
Global OpnemerOntbreekt As String
Global OpnemerUitslag As Variant
Global OpnemerVerslag As String
Global OpnemerFout As String
Global OpnemerMinuten As Variant
Global OpnemerDuur As Variant
Global OpnemerElders As String
Global OpnemerBezig As String
Global OpnemerGetypt As String
Global OpnemerTitels As String

Public Function RunPython(ByVal opdracht As String) As Variant
    OpnemerVerslag = OpnemerVerslag & "PYTHON " & opdracht & vbLf
    If OpnemerFout <> "" Then Err.Raise 1004, "RunPython", OpnemerFout
    RunPython = OpnemerUitslag
End Function

Public Function GetConfig(sleutel As String, Optional anders As String = "", Optional bron As String = "") As Variant
    GetConfig = anders
    If OpnemerPython <> "" Then
        If sleutel = "INTERPRETER_WIN" Then GetConfig = OpnemerPython
        If sleutel = "VIA_XL_MAP" Then GetConfig = "C:\programma\via_xl"
        If sleutel = "VIA_XL_VERSIE" Then GetConfig = OpnemerVersie
    End If
End Function

Public Function ViaBestaat(ByVal bestand As String) As Boolean
    ViaBestaat = (bestand <> OpnemerOntbreekt)
End Function

Public Function ViaMeld(ByVal tekst As String) As Boolean
    OpnemerVerslag = OpnemerVerslag & "MELDING " & tekst & vbLf
    ViaMeld = True
End Function

Public Function ViaKiesMap(ByVal begin As String, ByVal titel As String) As String
    OpnemerVerslag = OpnemerVerslag & "KIES " & titel & vbLf
    ViaKiesMap = OpnemerMap
End Function

Public Function ViaKiesBestand(ByVal begin As String, ByVal titel As String) As String
    OpnemerVerslag = OpnemerVerslag & "BESTAND " & titel & vbLf
    ViaKiesBestand = OpnemerMap
End Function

Public Function ViaVraagTekst(ByVal vraag As String, ByVal titel As String, ByVal standaard As String) As Variant
    ' What is typed, one answer after another: "<" is Cancel, "=" is OK on what stands there, and nothing more is Cancel too.
    Dim plaats As Long
    Dim getypt As String
    OpnemerVerslag = OpnemerVerslag & "TYP " & Replace(vraag, vbLf, "/") & vbLf
    OpnemerTitels = OpnemerTitels & titel & vbLf
    plaats = InStr(OpnemerGetypt, "|")
    If plaats = 0 Then
        ViaVraagTekst = Null
        Exit Function
    End If
    getypt = Left$(OpnemerGetypt, plaats - 1)
    OpnemerGetypt = Mid$(OpnemerGetypt, plaats + 1)
    If getypt = "<" Then
        ViaVraagTekst = Null
    ElseIf getypt = "=" Then
        ViaVraagTekst = standaard
    Else
        ViaVraagTekst = getypt
    End If
End Function

Public Function Typt(ByVal antwoorden As String) As String
    OpnemerGetypt = antwoorden
    OpnemerTitels = ""
    Typt = "typt"
End Function

Public Function Titels() As String
    Titels = OpnemerTitels
End Function

Public Function ViaRoeper() As Object
    Set ViaRoeper = ThisWorkbook.Worksheets(1).Range("H1")
End Function

Public Function XLPy() As Object
    OpnemerVerslag = OpnemerVerslag & "SERVER" & vbLf
    If OpnemerFout <> "" Then Err.Raise 1000, "XLPy", OpnemerFout
    Set XLPy = New clsOpnemer
End Function

Public Function ViaElders(ByVal werkboek As String, ByVal functie As String) As Boolean
    OpnemerElders = OpnemerElders & werkboek & "!" & functie & vbLf
End Function

Public Function Elders() As String
    Elders = OpnemerElders
End Function

Public Function ViaVerborgen() As Boolean
    ViaVerborgen = (LCase$(Right$(ThisWorkbook.Name, 5)) = ".xlam")
End Function

Public Function ViaVerberg(ByVal verborgen As Boolean) As Boolean
    Noteer IIf(verborgen, "VERBORGEN", "ZICHTBAAR")
End Function

Public Function ViaOpties(ByVal functie As String, ByVal uitleg As String, ByVal argumenten As Variant) As Boolean
    If OpnemerFout <> "" Then Err.Raise 1004, "ViaOpties", OpnemerFout
    Noteer "UITLEG " & functie & " " & (UBound(argumenten) + 1)
    ViaOpties = True
End Function

Public Function ViaBezig(ByVal bezig As Boolean) As Boolean
    OpnemerBezig = OpnemerBezig & IIf(bezig, "BEZIG ", "KLAAR ")
End Function

Public Function Bezig() As String
    Bezig = OpnemerBezig
    OpnemerBezig = ""
End Function

Public Function ViaLees(ByVal bestand As String) As String
    ViaLees = "gelezen uit " & bestand
End Function

Public Function ViaNu() As Variant
    OpnemerMinuten = OpnemerMinuten + OpnemerDuur
    ViaNu = TimeSerial(0, OpnemerMinuten, 0)
End Function

Public Function Hapert(ByVal fout As String) As String
    OpnemerFout = fout
    Hapert = "hapert"
End Function

Public Function Wacht(ByVal minuten As Variant) As String
    OpnemerMinuten = OpnemerMinuten + minuten
    Wacht = "gewacht"
End Function

Public Function Traag(ByVal minuten As Variant) As String
    OpnemerDuur = minuten
    Traag = "traag"
End Function


Public Function Stel(ByVal python As String, ByVal versie As String, ByVal map As String, ByVal ontbreekt As String, ByVal uitslag As Variant, ByVal fout As String) As String
    OpnemerPython = python
    OpnemerVersie = versie
    OpnemerMap = map
    OpnemerOntbreekt = ontbreekt
    OpnemerUitslag = uitslag
    OpnemerFout = fout
    OpnemerVerslag = ""
    ViaHerstel
    Stel = "gesteld"
End Function

Public Function Verslag() As String
    Verslag = OpnemerVerslag
End Function

Public Function Noteer(ByVal regel As String) As String
    OpnemerVerslag = OpnemerVerslag & regel & vbLf
    Noteer = regel
End Function

Public Function ProefMatrix() As String
    ProefMatrix = Beschrijf(VIA_KOSTEN(ThisWorkbook.Worksheets(1).Range("A1:B2"), ThisWorkbook.Worksheets(1).Range("A:A")))
End Function

Public Function ProefEen() As String
    ProefEen = Beschrijf(VIA_UURTARIEF(11, 45352, 3))
End Function

Public Function ProefFout() As String
    ProefFout = Beschrijf(VIA_SALDO(1, 2, 3))
End Function

Public Function ProefGetal() As String
    ProefGetal = Beschrijf(VIA_VERGOEDING(2024, 2, 3))
End Function

Public Function ProefRij() As String
    Dim uit As Variant
    uit = VIA_CONTROLE(1)
    ProefRij = BeschrijfCel(uit(0)) & ";" & BeschrijfCel(uit(1)) & ";" & BeschrijfCel(uit(2))
End Function

Public Function Beschrijf(ByVal waarde As Variant) As String
    ' A value with its kind, an array element by element: rows by a bar, columns by a semicolon.
    Dim rij As Long
    Dim kolom As Long
    If IsArray(waarde) Then
        For rij = LBound(waarde, 1) To UBound(waarde, 1)
            If rij > LBound(waarde, 1) Then Beschrijf = Beschrijf & "|"
            For kolom = LBound(waarde, 2) To UBound(waarde, 2)
                If kolom > LBound(waarde, 2) Then Beschrijf = Beschrijf & ";"
                Beschrijf = Beschrijf & BeschrijfCel(waarde(rij, kolom))
            Next kolom
        Next rij
    Else
        Beschrijf = BeschrijfCel(waarde)
    End If
End Function

Private Function BeschrijfCel(ByVal waarde As Variant) As String
    If IsError(waarde) Then
        If CLng(waarde) = 2015 Then BeschrijfCel = "fout:VALUE"
        If CLng(waarde) = 2036 Then BeschrijfCel = "fout:NUM"
        If CLng(waarde) = 2042 Then BeschrijfCel = "fout:NA"
    ElseIf VarType(waarde) = vbString Then
        BeschrijfCel = "tekst:" & waarde
    Else
        BeschrijfCel = "getal:" & CStr(waarde)
    End If
End Function
