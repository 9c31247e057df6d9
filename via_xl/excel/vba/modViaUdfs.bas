Attribute VB_Name = "modViaUdfs"
Option Explicit
' Gemaakt door workbooks/bouw_excel.py; een wijziging hoort in udfs/.
' Elke functie geeft haar argumenten door aan de Python-functie van dezelfde naam.

Public Function VIA_AANDEEL(inwoners As Variant) As Variant
Attribute VIA_AANDEEL.VB_Description = "Het aandeel van elke gemeente: inwoners gedeeld door het totaal (0,25 is 25 %). Een matrix in de vorm van de kolom. Een lege regel blijft leeg."
    On Error GoTo Fout
    VIA_AANDEEL = ViaVraag("VIA_AANDEEL", Array(ViaBereik(inwoners)))
    Exit Function
Fout:
    VIA_AANDEEL = CVErr(2015)
End Function

Public Function VIA_BIJDRAGE(gemeente As Variant, bedrag As Variant, inwoners As Variant) As Variant
Attribute VIA_BIJDRAGE.VB_Description = "De bijdrage in euro van één gemeente: haar deel als het bedrag naar inwoners over alle gemeenten wordt verdeeld. Een onbekende gemeente: #N/B."
    On Error GoTo Fout
    VIA_BIJDRAGE = ViaVraag("VIA_BIJDRAGE", Array(ViaBereik(gemeente), ViaBereik(bedrag), ViaBereik(inwoners)))
    Exit Function
Fout:
    VIA_BIJDRAGE = CVErr(2015)
End Function

Public Function VIA_CONTROLE(tabel As Variant) As Variant
Attribute VIA_CONTROLE.VB_Description = "Wat er mis is in een invoertabel: per bevinding rij, kolom, wat en wat te doen. Zonder bevinding één rij: Geen bevindingen. De rij telt vanaf de eerste onder de koppen."
    On Error GoTo Fout
    VIA_CONTROLE = ViaVraag("VIA_CONTROLE", Array(ViaBereik(tabel)))
    Exit Function
Fout:
    VIA_CONTROLE = CVErr(2015)
End Function

Public Function VIA_GEMEENTE(naam As Variant, Optional namen As Variant) As Variant
Attribute VIA_GEMEENTE.VB_Description = "De officiële naam van een gemeente bij een schrijfwijze of CBS-code. Eén naam of een hele kolom. Onbekend: #N/B. Van meer dan één gemeente: #GETAL!"
    On Error GoTo Fout
    If IsMissing(namen) Then
        VIA_GEMEENTE = VIA_GEMEENTE(naam, ViaTabel("tblNamen"))
        Exit Function
    End If
    VIA_GEMEENTE = ViaVraag("VIA_GEMEENTE", Array(ViaBereik(naam), ViaBereik(namen)))
    Exit Function
Fout:
    VIA_GEMEENTE = CVErr(2015)
End Function

Public Function VIA_KOSTEN(uren As Variant, tarieven As Variant) As Variant
Attribute VIA_KOSTEN.VB_Description = "De kosten in euro van elke urenregel: uren × uurtarief van schaal en maand, afgerond op de cent. Een matrix van één kolom, naast de regels. Een lege regel blijft leeg."
    On Error GoTo Fout
    VIA_KOSTEN = ViaVraag("VIA_KOSTEN", Array(ViaBereik(uren), ViaBereik(tarieven)))
    Exit Function
Fout:
    VIA_KOSTEN = CVErr(2015)
End Function

Public Function VIA_SALDO(bijdrage As Variant, kosten As Variant, voorschot As Variant) As Variant
Attribute VIA_SALDO.VB_Description = "Het saldo in euro: bijdrage min kosten min voorschot. Boven nul betaalt de gemeente, onder nul ontvangt zij. Drie bedragen, of drie kolommen van gelijke vorm."
    On Error GoTo Fout
    VIA_SALDO = ViaVraag("VIA_SALDO", Array(ViaBereik(bijdrage), ViaBereik(kosten), ViaBereik(voorschot)))
    Exit Function
Fout:
    VIA_SALDO = CVErr(2015)
End Function

Public Function VIA_UURTARIEF(schaal As Variant, datum As Variant, tarieven As Variant) As Variant
Attribute VIA_UURTARIEF.VB_Description = "Het uurtarief in euro van een schaal in de maand van een datum: het tarief dat op de laatste dag van die maand geldt. Geen tarief: #N/B. Meer dan één: #GETAL!"
    On Error GoTo Fout
    VIA_UURTARIEF = ViaVraag("VIA_UURTARIEF", Array(ViaBereik(schaal), ViaBereik(datum), ViaBereik(tarieven)))
    Exit Function
Fout:
    VIA_UURTARIEF = CVErr(2015)
End Function

Public Function VIA_VERDEEL(bedrag As Variant, inwoners As Variant) As Variant
Attribute VIA_VERDEEL.VB_Description = "Verdeelt een bedrag naar inwoners volgens de grootste rest, zodat de delen op de cent optellen tot het bedrag. Een matrix in de vorm van de kolom, in euro."
    On Error GoTo Fout
    VIA_VERDEEL = ViaVraag("VIA_VERDEEL", Array(ViaBereik(bedrag), ViaBereik(inwoners)))
    Exit Function
Fout:
    VIA_VERDEEL = CVErr(2015)
End Function

Public Function VIA_VERGOEDING(jaar As Variant, kosten As Variant, pok As Variant) As Variant
Attribute VIA_VERGOEDING.VB_Description = "De POK-vergoeding in euro van de kosten van een jaar: het percentage van dat jaar, ten hoogste het maximum. Geen rij voor het jaar: #N/B. Meer dan één: #GETAL!"
    On Error GoTo Fout
    VIA_VERGOEDING = ViaVraag("VIA_VERGOEDING", Array(ViaBereik(jaar), ViaBereik(kosten), ViaBereik(pok)))
    Exit Function
Fout:
    VIA_VERGOEDING = CVErr(2015)
End Function
