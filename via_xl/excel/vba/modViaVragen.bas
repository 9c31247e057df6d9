Attribute VB_Name = "modViaVragen"
Option Explicit
Option Private Module
' Stelt de vragen van een macro, één voor één. Annuleren stopt alles; een antwoord dat niet kan wordt opnieuw gevraagd.
' Een vraag is een rij van acht: soort, tekst, keuzes of tabel met kolom, standaard, verplicht, herhaald, en van welke
' eerdere vraag welk antwoord haar nodig maakt (-1: altijd).

Private Const TUSSEN As String = "|"
Private Const LANGSTE As Long = 600

Public Function ViaVragen(ByVal boek As Object, ByVal vragen As Variant) As Variant
    ' De antwoorden, een per regel; Null als de gebruiker stopt.
    Dim nummer As Long
    Dim gegeven As String
    Dim antwoord As Variant
    On Error GoTo Fout
    ViaVragen = Null
    For nummer = 0 To UBound(vragen)
        antwoord = ""
        If ViaNodig(vragen(nummer), gegeven) Then
            antwoord = ViaAntwoorden(boek, vragen(nummer), VIA_TITEL & ": vraag " & (nummer + 1) & " van " & (UBound(vragen) + 1))
            If IsNull(antwoord) Then Exit Function
        End If
        If nummer > 0 Then gegeven = gegeven & vbLf
        gegeven = gegeven & antwoord
    Next nummer
    ViaVragen = gegeven
    Exit Function
Fout:
    Err.Raise Err.Number, "ViaVragen", Err.Description
End Function

Private Function ViaNodig(ByVal vraag As Variant, ByVal gegeven As String) As Boolean
    Dim eerder As Variant
    On Error GoTo Fout
    ViaNodig = True
    If vraag(6) >= 0 Then
        eerder = Split(gegeven & vbLf, vbLf)
        ViaNodig = (InStr(TUSSEN & vraag(7) & TUSSEN, TUSSEN & eerder(vraag(6)) & TUSSEN) > 0)
    End If
    Exit Function
Fout:
    Err.Raise Err.Number, "ViaNodig", Err.Description
End Function

Private Function ViaAntwoorden(ByVal boek As Object, ByVal vraag As Variant, ByVal titel As String) As Variant
    ' Het antwoord; van een vraag die zich herhaalt alle antwoorden, tot er niets meer wordt getypt.
    Dim antwoord As Variant
    Dim alle As String
    On Error GoTo Fout
    antwoord = ViaAntwoord(boek, vraag, titel, vraag(4))
    If vraag(5) And Not IsNull(antwoord) Then
        Do While antwoord <> ""
            If alle <> "" Then alle = alle & vbTab
            alle = alle & antwoord
            antwoord = ViaAntwoord(boek, vraag, titel, False)
            If IsNull(antwoord) Then Exit Do
        Loop
        If Not IsNull(antwoord) Then antwoord = alle
    End If
    ViaAntwoorden = antwoord
    Exit Function
Fout:
    Err.Raise Err.Number, "ViaAntwoorden", Err.Description
End Function

Private Function ViaAntwoord(ByVal boek As Object, ByVal vraag As Variant, ByVal titel As String, ByVal verplicht As Boolean) As Variant
    ' Een antwoord dat kan, of Null als de gebruiker stopt.
    Dim keuzes As Variant
    Dim getypt As Variant
    Dim antwoord As String
    Dim mis As String
    On Error GoTo Fout
    ViaAntwoord = Null
    If vraag(0) = "map" Or vraag(0) = "bestand" Then
        If vraag(0) = "map" Then antwoord = ViaKiesMap(boek.Path, vraag(1)) Else antwoord = ViaKiesBestand(boek.Path, vraag(1))
        If antwoord <> "" Then ViaAntwoord = antwoord
        Exit Function
    End If
    keuzes = ViaKeuzes(boek, vraag(2))
    antwoord = vraag(3)
    Do
        getypt = ViaVraagTekst(ViaTekst(vraag(1), keuzes, mis, verplicht), titel, antwoord)
        If IsNull(getypt) Then Exit Function
        antwoord = ViaGekozen(ViaSchoon(getypt), keuzes)
        mis = ViaMis(vraag(0), antwoord, keuzes, verplicht)
        If antwoord = "" And mis <> "" Then antwoord = vraag(3)
    Loop While mis <> ""
    ViaAntwoord = antwoord
    Exit Function
Fout:
    Err.Raise Err.Number, "ViaAntwoord", Err.Description
End Function

Private Function ViaSchoon(ByVal getypt As String) As String
    On Error GoTo Fout
    ViaSchoon = Trim$(Replace(Replace(Replace(getypt, vbTab, " "), vbLf, " "), vbCr, " "))
    Exit Function
Fout:
    Err.Raise Err.Number, "ViaSchoon", Err.Description
End Function

Private Function ViaKeuzes(ByVal boek As Object, ByVal waaruit As String) As Variant
    ' De keuzes: genoemd, of wat er in een kolom van een tabel staat. Is die tabel er niet, dan is elk antwoord goed.
    Dim alle As String
    Dim plaats As Long
    On Error GoTo Fout
    plaats = InStr(waaruit, "[")
    If plaats > 0 Then
        alle = ViaKolom(boek, Left$(waaruit, plaats - 1), Mid$(waaruit, plaats + 1, Len(waaruit) - plaats - 1), TUSSEN)
    Else
        alle = waaruit
    End If
    ViaKeuzes = Split(alle, TUSSEN)
    Exit Function
Fout:
    ViaKeuzes = Split("", TUSSEN)
End Function

Private Function ViaTekst(ByVal vraag As String, ByVal keuzes As Variant, ByVal mis As String, ByVal verplicht As Boolean) As String
    ' Wat er in het venster staat: wat er mis was, de vraag, de keuzes met hun nummer, en wat er getypt kan worden.
    Dim nummer As Long
    Dim lijst As String
    On Error GoTo Fout
    For nummer = 0 To UBound(keuzes)
        If nummer > 0 Then lijst = lijst & ", "
        lijst = lijst & (nummer + 1) & " = " & keuzes(nummer)
    Next nummer
    If Len(lijst) > LANGSTE Then lijst = "Typ de naam zoals die in de werkmap staat."
    If lijst <> "" Then lijst = vbLf & vbLf & lijst
    If mis <> "" Then ViaTekst = mis & vbLf & vbLf
    ViaTekst = ViaTekst & vraag & lijst
    If Not verplicht Then ViaTekst = ViaTekst & vbLf & vbLf & "OK zonder antwoord slaat dit over."
    Exit Function
Fout:
    Err.Raise Err.Number, "ViaTekst", Err.Description
End Function

Private Function ViaGekozen(ByVal getypt As String, ByVal keuzes As Variant) As String
    ' De keuze met dit nummer, met deze naam, of de enige die zo begint; anders wat er is getypt.
    Dim nummer As Long
    Dim aantal As Long
    Dim gevonden As String
    On Error GoTo Fout
    ViaGekozen = getypt
    If getypt = "" Or UBound(keuzes) < 0 Then Exit Function
    For nummer = 0 To UBound(keuzes)
        If CStr(nummer + 1) = getypt Or LCase$(keuzes(nummer)) = LCase$(getypt) Then
            ViaGekozen = keuzes(nummer)
            Exit Function
        End If
        If LCase$(Left$(keuzes(nummer), Len(getypt))) = LCase$(getypt) Then
            aantal = aantal + 1
            gevonden = keuzes(nummer)
        End If
    Next nummer
    If aantal = 1 Then ViaGekozen = gevonden
    Exit Function
Fout:
    Err.Raise Err.Number, "ViaGekozen", Err.Description
End Function

Private Function ViaMis(ByVal soort As String, ByVal antwoord As String, ByVal keuzes As Variant, ByVal verplicht As Boolean) As String
    ' Waarom een antwoord niet kan; leeg als het kan. Of het ook klopt met wat er in de master staat, zegt Python.
    Dim nummer As Long
    Dim wat As String
    On Error GoTo Fout
    wat = """" & Left$(antwoord, 40) & """ is geen "
    If antwoord = "" Then
        If verplicht Then ViaMis = "Hier is een antwoord nodig."
    ElseIf UBound(keuzes) >= 0 Then
        ViaMis = wat & "van de keuzes. Typ een nummer of een naam uit de lijst."
        For nummer = 0 To UBound(keuzes)
            If keuzes(nummer) = antwoord Then ViaMis = ""
        Next nummer
    ElseIf soort = "geheel" And Not ViaAlleen(antwoord, "0123456789") Then
        ViaMis = wat & "heel getal. Typ bijvoorbeeld 2."
    ElseIf soort = "getal" And (Not ViaAlleen(antwoord, "0123456789.,-% ") Or ViaAlleen(antwoord, ".,-% ")) Then
        ViaMis = wat & "getal. Typ bijvoorbeeld 3,5."
    ElseIf soort = "dag" And Not ViaIsDag(antwoord) Then
        ViaMis = wat & "dag. Typ bijvoorbeeld 31-12-2026."
    End If
    Exit Function
Fout:
    Err.Raise Err.Number, "ViaMis", Err.Description
End Function

Private Function ViaAlleen(ByVal tekst As String, ByVal tekens As String) As Boolean
    ' Of een tekst alleen uit deze tekens bestaat.
    Dim plaats As Long
    On Error GoTo Fout
    For plaats = 1 To Len(tekst)
        If InStr(tekens, Mid$(tekst, plaats, 1)) = 0 Then Exit Function
    Next plaats
    ViaAlleen = True
    Exit Function
Fout:
    Err.Raise Err.Number, "ViaAlleen", Err.Description
End Function

Private Function ViaIsDag(ByVal tekst As String) As Boolean
    ' Dag-maand-jaar, of jaar-maand-dag, van een dag die er is.
    Dim delen As Variant
    Dim dag As Long
    Dim maand As Long
    Dim jaar As Long
    On Error GoTo Fout
    If Not ViaAlleen(tekst, "0123456789-") Or Len(tekst) > 10 Then Exit Function
    delen = Split(tekst, "-")
    If UBound(delen) <> 2 Then Exit Function
    If Len(delen(0)) = 4 Then
        jaar = CLng(delen(0))
        dag = CLng(delen(2))
    ElseIf Len(delen(2)) = 4 Then
        jaar = CLng(delen(2))
        dag = CLng(delen(0))
    Else
        Exit Function
    End If
    maand = CLng(delen(1))
    If maand < 1 Or maand > 12 Or dag < 1 Then Exit Function
    ViaIsDag = (Month(DateSerial(jaar, maand, dag)) = maand)
    Exit Function
Fout:
    ViaIsDag = False
End Function
