Attribute VB_Name = "modViaBereik"
Option Explicit
Option Private Module
' Wat een functie meekrijgt en teruggeeft: bereiken zonder loze rijen, en fouten als foutwaarde in plaats van tekst.

Private Const FOUT_WAARDE As Integer = 2015
Private Const FOUT_GETAL As Integer = 2036
Private Const FOUT_NB As Integer = 2042

Public Function ViaBereik(ByVal waarde As Variant) As Variant
    ' Een bereik wordt ingekort; al het andere (een getal, een tekst, een berekende matrix) blijft wat het is.
    On Error GoTo Fout
    If IsObject(waarde) Then
        Set ViaBereik = ViaIngekort(waarde)
    Else
        ViaBereik = waarde
    End If
    Exit Function
Fout:
    Err.Raise Err.Number, "ViaBereik", Err.Description
End Function

Private Function ViaIngekort(ByVal bereik As Object) As Object
    ' Een hele kolom houdt op bij de laatste gebruikte rij van het blad.
    Dim aantal As Long
    On Error GoTo Fout
    If bereik.Areas.Count > 1 Then Err.Raise FOUT_WAARDE, "ViaBereik", "Een bereik uit losse delen kan niet."
    With bereik.Worksheet.UsedRange
        aantal = .Row + .Rows.Count - bereik.Row
    End With
    If aantal < 1 Then aantal = 1
    If bereik.Rows.Count > aantal Then
        Set ViaIngekort = bereik.Resize(aantal, bereik.Columns.Count)
    Else
        Set ViaIngekort = bereik
    End If
    Exit Function
Fout:
    Err.Raise Err.Number, "ViaBereik", Err.Description
End Function

Public Function ViaTabel(ByVal naam As String) As Object
    ' Een tabel met kopregel van de werkmap waarin deze macro's staan.
    On Error GoTo Fout
    Set ViaTabel = ViaTabelVan(ThisWorkbook, naam)
    Exit Function
Fout:
    Err.Raise Err.Number, "ViaTabel", Err.Description
End Function

Private Function ViaTabelVan(ByVal boek As Object, ByVal naam As String) As Object
    Dim blad As Object
    Dim tabel As Object
    On Error GoTo Fout
    For Each blad In boek.Worksheets
        For Each tabel In blad.ListObjects
            If LCase$(tabel.Name) = LCase$(naam) Then
                Set ViaTabelVan = tabel.Range
                Exit Function
            End If
        Next tabel
    Next blad
    Err.Raise FOUT_WAARDE, "ViaTabelVan", "Tabel " & naam & " ontbreekt."
    Exit Function
Fout:
    Err.Raise Err.Number, "ViaTabelVan", Err.Description
End Function

Public Function ViaKolom(ByVal boek As Object, ByVal tabel As String, ByVal kop As String, ByVal tussen As String) As String
    ' De teksten onder een kop van een tabel, elk een keer, met dit teken ertussen.
    Dim waarden As Variant
    Dim rij As Long
    Dim kolom As Long
    On Error GoTo Fout
    waarden = ViaTabelVan(boek, tabel).Value
    For kolom = 1 To UBound(waarden, 2)
        If waarden(1, kolom) = kop Then Exit For
    Next kolom
    For rij = 2 To UBound(waarden, 1)
        If VarType(waarden(rij, kolom)) = vbString Then
            If waarden(rij, kolom) <> "" And InStr(tussen & ViaKolom & tussen, tussen & waarden(rij, kolom) & tussen) = 0 Then
                If ViaKolom <> "" Then ViaKolom = ViaKolom & tussen
                ViaKolom = ViaKolom & waarden(rij, kolom)
            End If
        End If
    Next rij
    Exit Function
Fout:
    Err.Raise Err.Number, "ViaKolom", Err.Description
End Function

Public Function ViaWaarde(ByVal uitkomst As Variant) As Variant
    ' De uitkomst van Python zoals Excel haar toont: de tekst van een fout wordt de foutwaarde zelf.
    ' Een uitkomst van een enkele rij komt binnen als een matrix met een enkele dimensie.
    Dim rij As Long
    Dim kolom As Long
    On Error GoTo Fout
    If Not IsArray(uitkomst) Then
        ViaWaarde = ViaCel(uitkomst)
    ElseIf ViaDimensies(uitkomst) = 1 Then
        For kolom = LBound(uitkomst) To UBound(uitkomst)
            uitkomst(kolom) = ViaCel(uitkomst(kolom))
        Next kolom
        ViaWaarde = uitkomst
    Else
        For rij = LBound(uitkomst, 1) To UBound(uitkomst, 1)
            For kolom = LBound(uitkomst, 2) To UBound(uitkomst, 2)
                uitkomst(rij, kolom) = ViaCel(uitkomst(rij, kolom))
            Next kolom
        Next rij
        ViaWaarde = uitkomst
    End If
    Exit Function
Fout:
    ViaWaarde = CVErr(FOUT_WAARDE)
End Function

Private Function ViaDimensies(ByVal matrix As Variant) As Long
    ' Een of twee: VBA heeft geen andere manier om dat te vragen dan het te proberen.
    Dim grens As Long
    On Error GoTo Fout
    ViaDimensies = 1
    grens = UBound(matrix, 2)
    ViaDimensies = 2
    Exit Function
Fout:
    ViaDimensies = 1
End Function

Private Function ViaCel(ByVal waarde As Variant) As Variant
    On Error GoTo Fout
    If VarType(waarde) = vbString Then
        Select Case waarde
            Case "#VALUE!": ViaCel = CVErr(FOUT_WAARDE)
            Case "#NUM!": ViaCel = CVErr(FOUT_GETAL)
            Case "#N/A": ViaCel = CVErr(FOUT_NB)
            Case Else: ViaCel = waarde
        End Select
    Else
        ViaCel = waarde
    End If
    Exit Function
Fout:
    ViaCel = CVErr(FOUT_WAARDE)
End Function
