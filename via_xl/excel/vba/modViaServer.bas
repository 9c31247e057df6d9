Attribute VB_Name = "modViaServer"
Option Explicit
Option Private Module
' Het Python dat de functies beantwoordt: één keer opgezocht, en na een mislukking tien minuten met rust gelaten.
' Opzoeken leest veertien instellingen, en duurt twee minuten als Python wel draait maar niet antwoordt.

Private Const PAUZE_MINUTEN As Long = 10
Private Const TRAAG_SECONDEN As Long = 10
Private ViaServerObject As Object
Private ViaUitTot As Variant

Public Function ViaVraag(ByVal functie As String, ByVal argumenten As Variant) As Variant
    ' De uitkomst van een functie; #WAARDE! als Python er niet is.
    Dim begin As Variant
    On Error GoTo Fout
    begin = ViaNu()
    If Not IsEmpty(ViaUitTot) Then
        If begin < ViaUitTot Then
            ViaVraag = CVErr(2015)
            Exit Function
        End If
    End If
    If ViaServerObject Is Nothing Then
        ViaUitTot = begin + TimeSerial(0, PAUZE_MINUTEN, 0)
        Set ViaServerObject = XLPy()
        ViaUitTot = Empty
    End If
    ViaVraag = ViaWaarde(ViaServerObject.CallUDF("udfs", functie, argumenten, ViaBoek(), ViaRoeper()))
    Exit Function
Fout:
    ' Een Python dat weg is wordt bij de volgende functie opnieuw gezocht; dat het lang duurde telt als niet gevonden.
    Set ViaServerObject = Nothing
    If ViaNu() > begin + TimeSerial(0, 0, TRAAG_SECONDEN) Then ViaUitTot = ViaNu() + TimeSerial(0, PAUZE_MINUTEN, 0)
    ViaVraag = CVErr(2015)
End Function

Public Function ViaHerstel() As Boolean
    ' Zoek Python weer op bij de eerstvolgende functie.
    On Error GoTo Fout
    Set ViaServerObject = Nothing
    ViaUitTot = Empty
    ViaHerstel = True
    Exit Function
Fout:
    ViaHerstel = False
End Function

Public Function ViaHerstelOveral() As Boolean
    ' Ook in het andere project: van de master in de invoegtoepassing, en andersom.
    On Error GoTo Fout
    ViaHerstelOveral = ViaHerstel()
    If LCase$(Right$(ThisWorkbook.Name, 5)) = ".xlam" Then
        ViaElders ActiveWorkbook.Name, "modViaServer.ViaHerstel"
    Else
        ViaElders "via_xl.xlam", "modViaServer.ViaHerstel"
    End If
    Exit Function
Fout:
    ViaHerstelOveral = False
End Function
