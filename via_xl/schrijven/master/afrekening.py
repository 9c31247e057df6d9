"""The A4 of one gemeente in the master, chosen in a dropdown: live, printable with neither macros nor Python."""

from __future__ import annotations

from via_xl.basis.maat import Maat
from via_xl.regeling.model import BtwPositie, Verdeelsleutel, Versiestand
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.afrekeningen import laatste
from via_xl.rekenen.verrekening import Verrekening
from via_xl.schrijven import a4
from via_xl.schrijven.a4 import A4, A4Regel, Gegeven, Verzoek
from via_xl.schrijven.boek import Adres, Boek
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.verrekening import BLOK, TABEL
from via_xl.schrijven.taal import F, Namen, Stapel, Vak, keuzelijst

BLAD = a4.BLAD
KEUZE = "Afrekening_code"
"""The defined name of the cell in which the gemeente is chosen."""

_DEFINITIEF = 'COUNTIFS(tblAfrekeningen[Laatste van jaar],Jaar,tblAfrekeningen[Soort],"definitief")'
"""Whether the last version of the year is definitief, 1 or 0."""
_WEL = "Definitief afgerekend; dit blad rekent met de invoer van nu."
_NIET = "Nog niet definitief; wat er nog moet, staat op blad Start."
_POK = g.VERGOEDING.label
_POK_LAAT = f"{_POK}; met late uren"
_INZET = "Geleverde inzet"
_INZET_EN = "Geleverde inzet en andere kosten"
_GEWOON = "Bijdrage van de gemeente"
_VAST = "Bijdrage van de gemeente: vast, zoals begroot"
_KOSTEN = "Bijdrage van de gemeente: kosten min deel in de vergoeding"


def _bijdrage(uit: Verrekening) -> F:
    """What the line of the bijdrage is called."""
    vast = _VAST
    formule = f'IF({BLOK.karakter}="vast","{vast}",IF({BLOK.sleutel}="kosten","{_KOSTEN}","{_GEWOON}"))'
    if uit.vast:
        return F(formule, vast)
    return F(formule, _KOSTEN if uit.verdeelsleutel is Verdeelsleutel.KOSTEN else _GEWOON)


def is_definitief(stand: Stand) -> bool:
    """Whether the last version of the year is definitief."""
    versie = laatste(stand.regeling, stand.jaar)
    return versie is not None and versie.soort is Versiestand.DEFINITIEF


def zet(boek: Boek, stand: Stand) -> Adres:
    """Add the sheet; gives the cell of the day before which a gemeente answers."""
    s = a4.zet(boek, _pagina(stand), f"{stand.naam} · {BLAD}", stand.regio)
    ernaast = Stapel(s.blad, 0, 6)
    ernaast.kopje("Kies de gemeente")
    kiest = keuzelijst("=Lijst_codes", "Kies de CBS-code van de gemeente.")
    ernaast.vakken({0: Vak(stand.code, opmaak="invoer.tekst", als="code", regel=kiest)})
    ernaast.vakken({0: Vak(F(_uit_tabel("Gemeente"), stand.gekozen.naam), opmaak="vet")})
    ernaast.breed({5: 3, 6: 22, 7: 14})
    boek.naam(KEUZE, Namen(BLAD).code)
    s.leg()
    return s.blad.namen["uiterlijk"]


def _uit_tabel(kolom: str) -> str:
    return f"INDEX({TABEL}[{kolom}],MATCH({KEUZE},{TABEL}[Code],0))"


def _pagina(stand: Stand) -> A4:
    uit, ons, kort = stand.uitkomst, stand.gekozen, stand.regio.kort
    saldo, sleutel = _uit_tabel(g.SALDO.kop), F(_uit_tabel("Sleutel"), ons.deel.sleutel)
    samen, centrum = _uit_tabel(g.TE_BETALEN.kop), stand.regeling.centrumgemeente
    positie, last, vrij, terug = BLOK.btw_positie, BtwPositie.LAST, BtwPositie.GEMENE_REKENING, BtwPositie.COMPENSABEL
    anders = f'IF({positie}="{terug}","{a4.BTW[terug]}","{a4.BTW[vrij]}")'
    termijn = "INDEX(tblJaren[Reactie voor],MATCH(Jaar,tblJaren[Jaar],0))"
    uiterlijk = F(
        f'IF({termijn}="","nog niet bepaald",{termijn})',
        stand.regeling.jaar(stand.jaar).reactietermijn or "nog niet bepaald",
    )
    return A4(
        titel=F(
            f'"Afrekening {kort} "&Jaar&" · "&{_uit_tabel("Gemeente")}&" ("&{KEUZE}&")"',
            f"Afrekening {kort} {stand.jaar} · {ons.naam} ({ons.code})",
        ),
        stand=F(f'IF({_DEFINITIEF}>0,"DEFINITIEF","CONCEPT")', "DEFINITIEF" if is_definitief(stand) else "CONCEPT"),
        vlag=stand.vlag,
        richting=a4.richting(samen, ons.te_betalen_ct),
        te_betalen=F(f"ABS({samen})", abs(ons.te_betalen_ct)),
        posten=[
            A4Regel(g.KOSTEN.label, F(BLOK.kosten)),
            A4Regel(
                F(f'IF({BLOK.laat}=0,"{_POK}","{_POK_LAAT}")', _POK_LAAT if g.LAAT.waarde(uit) else _POK),
                F(f"-{BLOK.vergoeding}"),
                (Gegeven(F(BLOK.percentage), Maat.PROCENT), Gegeven(F(BLOK.maximum), Maat.EURO, "tenhoogste")),
            ),
            A4Regel(g.TE_VERDELEN.label, F(BLOK.te_verdelen)),
            A4Regel(
                F(
                    f'"Aandeel naar "&{BLOK.sleutel}',
                    f"Aandeel naar {uit.verdeelsleutel}",
                ),
                F(_uit_tabel("Aandeel %"), ons.deel.sleutel / max(1, uit.sleutel_totaal)),
                (Gegeven(sleutel, Maat.GEHEEL), Gegeven(F(BLOK.som), Maat.GEHEEL, "van")),
                maat=Maat.PROCENT4,
            ),
            A4Regel(
                "In de bijdrage: meerkosten boven de voorstelgrens",
                F(f"{_uit_tabel('Meerkosten in cent')}/100", ons.meerkosten.bedrag_ct),
            ),
            A4Regel(_bijdrage(uit), F(_uit_tabel(g.BIJDRAGE.kop), ons.bijdrage_ct), bijdrage=True),
            A4Regel(
                F(
                    f'IF({_uit_tabel(g.BETAALD.kop)}=0,"{_INZET}","{_INZET_EN}")',
                    _INZET_EN if ons.overig_ct else _INZET,
                ),
                F(f"-{_uit_tabel('Kosten €')}", -ons.kosten_ct),
                (Gegeven(F(_uit_tabel("Uren"), ons.uren_h), Maat.UREN, "uur"),),
            ),
            A4Regel(g.VOORSCHOT.label, F(f"-{_uit_tabel(g.VOORSCHOT.kop)}", -ons.voorschot_ct)),
            A4Regel(g.SALDO.label, F(saldo, ons.saldo_ct), slot=True),
            A4Regel(g.VERREKEND.label, F(_uit_tabel(g.VERREKEND.kop), ons.verrekend_ct)),
            A4Regel("Samen (min: de gemeente ontvangt)", F(samen, ons.te_betalen_ct), slot=True),
        ],
        begroot=F(_uit_tabel(g.BEGROOT.kop), ons.begroot_ct),
        verschil=F(_uit_tabel("Verschil €"), g.VERSCHIL.waarde(ons)),
        te_doen=(
            Verzoek("Kijk de uren en het bedrag na."),
            Verzoek("Laat weten of u akkoord bent, of wat er niet klopt, vóór:", uiterlijk),
        ),
        van=f"Van {centrum.organisatie or centrum.naam}, centrumgemeente",
        vragen_aan=f"{centrum.contactfunctionaris or centrum.naam} · {centrum.e_mail}".rstrip(" ·"),
        btw=F(f'IF({positie}="{last}","{a4.BTW[last]}",{anders})', a4.BTW[uit.btw_positie]),
        redenen=F(f'IF({_DEFINITIEF}>0,"{_WEL}","{_NIET}")', _WEL if is_definitief(stand) else _NIET),
    )
