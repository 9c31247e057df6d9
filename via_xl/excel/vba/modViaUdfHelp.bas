Attribute VB_Name = "modViaUdfHelp"
Option Explicit
Option Private Module
' Gemaakt door workbooks/bouw_excel.py; een wijziging hoort in udfs/.

Public Function ViaHelp() As Boolean
    ' Excel bewaart deze uitleg bij de werkmap; dat telt niet als een wijziging.
    ' Van een verborgen werkmap neemt Excel haar niet aan: een invoegtoepassing is er zolang geen.
    Dim bewaard As Boolean
    Dim verborgen As Boolean
    On Error GoTo Fout
    bewaard = ThisWorkbook.Saved
    verborgen = ViaVerborgen()
    If verborgen Then ViaVerberg False
    ViaUitleg "VIA_AANDEEL", _
        "Het aandeel van elke gemeente: inwoners gedeeld door het totaal (0,25 is 25 %). Een matrix in de vorm van de kolom. Een lege regel blijft leeg.", Array( _
        "Een kolom met inwoners (gelijke resten: de bovenste rij eerst), twee kolommen met CBS-code en inwoners, of een tabel met koppen Code en Inwoners. Elke code één keer.")
    ViaUitleg "VIA_BIJDRAGE", _
        "De bijdrage in euro van één gemeente: haar deel als het bedrag naar inwoners over alle gemeenten wordt verdeeld. Een onbekende gemeente: #N/B.", Array( _
        "De CBS-code, of de naam als de tabel een kolom Gemeente of Naam heeft.", _
        "Het te verdelen bedrag in euro, nul of meer.", _
        "Twee kolommen met CBS-code en inwoners, of een tabel met koppen Code en Inwoners.")
    ViaUitleg "VIA_CONTROLE", _
        "Wat er mis is in een invoertabel: per bevinding rij, kolom, wat en wat te doen. Zonder bevinding één rij: Geen bevindingen. De rij telt vanaf de eerste onder de koppen.", Array( _
        "Een invoertabel van de master met koppen, bijvoorbeeld tblUren[#Alles].")
    ViaUitleg "VIA_GEMEENTE", _
        "De officiële naam van een gemeente bij een schrijfwijze of CBS-code. Eén naam of een hele kolom. Onbekend: #N/B. Van meer dan één gemeente: #GETAL!", Array( _
        "Een naam zoals die ergens staat, een CBS-code, of een kolom daarvan.", _
        "tblNamen[#Alles], of twee kolommen met schrijfwijze en CBS-code. De eerste schrijfwijze van een code is de officiële. Weggelaten: tblNamen van deze werkmap.")
    ViaUitleg "VIA_KOSTEN", _
        "De kosten in euro van elke urenregel: uren × uurtarief van schaal en maand, afgerond op de cent. Een matrix van één kolom, naast de regels. Een lege regel blijft leeg.", Array( _
        "tblUren[#Alles] (de matrix begint dan met een kop), of een bereik met schaal, maand en uren.", _
        "tblTarieven[#Alles], of een bereik zonder koppen met schaal, van, tot en uurtarief. Een rij die niet leesbaar is, geeft #WAARDE!")
    ViaUitleg "VIA_SALDO", _
        "Het saldo in euro: bijdrage min kosten min voorschot. Boven nul betaalt de gemeente, onder nul ontvangt zij. Drie bedragen, of drie kolommen van gelijke vorm.", Array( _
        "De bijdrage van de gemeente, of de kolom ervan.", _
        "De kosten die zij heeft ingebracht, of de kolom ervan.", _
        "Wat zij al betaalde, of de kolom ervan. Niets betaald: vul 0 in.")
    ViaUitleg "VIA_UURTARIEF", _
        "Het uurtarief in euro van een schaal in de maand van een datum: het tarief dat op de laatste dag van die maand geldt. Geen tarief: #N/B. Meer dan één: #GETAL!", Array( _
        "De functionele schaal, bijvoorbeeld 11 of 10A.", _
        "Een datum in de maand, zonder tijd.", _
        "tblTarieven[#Alles], of een bereik zonder koppen met schaal, van, tot en uurtarief. Een rij die niet leesbaar is, geeft #WAARDE!")
    ViaUitleg "VIA_VERDEEL", _
        "Verdeelt een bedrag naar inwoners volgens de grootste rest, zodat de delen op de cent optellen tot het bedrag. Een matrix in de vorm van de kolom, in euro.", Array( _
        "Het te verdelen bedrag in euro, nul of meer.", _
        "Een kolom met inwoners (gelijke resten: de bovenste rij eerst), twee kolommen met CBS-code en inwoners, of een tabel met koppen Code en Inwoners. Elke code één keer.")
    ViaUitleg "VIA_VERGOEDING", _
        "De POK-vergoeding in euro van de kosten van een jaar: het percentage van dat jaar, ten hoogste het maximum. Geen rij voor het jaar: #N/B. Meer dan één: #GETAL!", Array( _
        "Het jaar van de POK: dat waarin de uren zijn geleverd.", _
        "De kosten waarvan de POK van dat jaar een deel vergoedt, in euro. Voor late uren: de vergoeding met hen erbij, min die van wat eerder is verrekend.", _
        "tblPOK[#Alles], of een bereik zonder koppen met jaar, vergoeding (0,5 is 50 %) en maximum.")
    ViaHelp = True
Klaar:
    If verborgen Then ViaVerberg True
    ThisWorkbook.Saved = bewaard
    Exit Function
Fout:
    ViaHelp = False
    Resume Klaar
End Function

Private Function ViaUitleg(ByVal naam As String, ByVal uitleg As String, ByVal argumenten As Variant) As Boolean
    On Error GoTo Fout
    ViaUitleg = ViaOpties("'" & Replace(ThisWorkbook.Name, "'", "''") & "'!" & naam, uitleg, argumenten)
    Exit Function
Fout:
    ViaUitleg = False
End Function
