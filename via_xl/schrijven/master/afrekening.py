"""The A4 of one gemeente in the master, chosen in a dropdown: live, printable with neither macros nor Python."""

from __future__ import annotations

from via_xl.basis.geld import euro, fractie, uren
from via_xl.basis.maat import serienummer
from via_xl.regeling.model import Verdeelsleutel
from via_xl.rekenen.vaststelling import redenen_concept
from via_xl.rekenen.verrekening import Verrekening
from via_xl.schrijven import a4
from via_xl.schrijven.a4 import A4, A4Regel
from via_xl.schrijven.boek import Adres, Boek, Waarde
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.verrekening import BLOK, TABEL
from via_xl.schrijven.opmaak import F, keuzelijst

BLAD = "Afrekening"
KEUZE = "Afrekening_code"
"""The defined name of the cell in which the gemeente is chosen."""

_GEWOON = "Bijdrage van de gemeente"
_VAST = "Bijdrage van de gemeente: vast ({tabel})"
_KOSTEN = "Bijdrage van de gemeente: kosten min deel in de vergoeding"


def _bijdrage(uit: Verrekening) -> F:
    """What the line of the bijdrage is called."""
    vast = uit.regio.zin(_VAST)
    formule = f'=IF({BLOK.karakter}="vast","{vast}",IF({BLOK.sleutel}="kosten","{_KOSTEN}","{_GEWOON}"))'
    if uit.vast:
        return F(formule, vast)
    return F(formule, _KOSTEN if uit.verdeelsleutel is Verdeelsleutel.KOSTEN else _GEWOON)


def zet(boek: Boek, stand: Stand) -> Adres:
    """Add the sheet; gives the cell of the day before which a gemeente answers."""
    blad = boek.blad(BLAD, kleur="#548235", kopregel=f"{stand.naam} · Afrekening")
    uit, ons = stand.uitkomst, stand.gekozen

    def uit_tabel(kolom: str) -> str:
        return f"INDEX({TABEL}[{kolom}],MATCH({KEUZE},{TABEL}[Code],0))"

    def f(formule: str, waarde: Waarde) -> F:
        return F(f"={formule}", waarde)

    termijn = stand.regeling.jaar(stand.jaar).reactietermijn
    centrum = stand.regeling.centrumgemeente
    cel_termijn = "INDEX(tblJaren[Reactie voor],MATCH(Jaar,tblJaren[Jaar],0))"
    pagina = A4(
        titel=f(
            f'"Afrekening {stand.regio.kort} "&Jaar&" · "&{uit_tabel("Gemeente")}&" ("&{KEUZE}&")"',
            f"Afrekening {stand.regio.kort} {stand.jaar} · {ons.naam} ({ons.code})",
        ),
        stand="CONCEPT",
        vlag=stand.vlag,
        richting=a4.richting(uit_tabel("Saldo €"), ons.saldo_ct),
        te_betalen=f(f"ABS({uit_tabel('Saldo €')})", euro(abs(ons.saldo_ct))),
        posten=[
            A4Regel("Kosten van de werkgroep, hele regio", f(str(BLOK.kosten), euro(uit.kosten_ct))),
            A4Regel(
                "Vergoeding uit POK: percentage en maximum",
                f(f"-{BLOK.vergoeding}", euro(-uit.vergoeding_ct)),
                gegevens=(
                    (f(str(BLOK.percentage), fractie(uit.vergoeding_bp)), "procent"),
                    (f(str(BLOK.maximum), euro(uit.maximum_ct)), "euro"),
                ),
            ),
            A4Regel("Te verdelen over de gemeenten", f(str(BLOK.te_verdelen), euro(uit.te_verdelen_ct))),
            A4Regel(
                f(
                    f'"Aandeel naar "&{BLOK.sleutel}&": gemeente en regio"',
                    f"Aandeel naar {uit.verdeelsleutel}: gemeente en regio",
                ),
                f(uit_tabel("Aandeel %"), ons.deel.sleutel / max(1, uit.sleutel_totaal)),
                "regel.procent4",
                gegevens=(
                    (f(uit_tabel("Sleutel"), ons.deel.sleutel), "geheel"),
                    (f(str(BLOK.som), uit.sleutel_totaal), "geheel"),
                ),
            ),
            A4Regel(
                "In de bijdrage: meerkosten boven de voorstelgrens",
                f(f"{uit_tabel('Meerkosten in cent')}/100", euro(ons.meerkosten.bedrag_ct)),
            ),
            A4Regel(_bijdrage(uit), f(uit_tabel("Bijdrage €"), euro(ons.bijdrage_ct))),
            A4Regel(
                "Geleverde inzet, in uren",
                f(f"-{uit_tabel('Kosten €')}", euro(-ons.kosten_ct)),
                gegevens=((f(uit_tabel("Uren"), uren(ons.uren_h)), "uren"),),
            ),
            A4Regel("Betaald voorschot", f(f"-{uit_tabel('Voorschot €')}", euro(-ons.voorschot_ct))),
            A4Regel("Saldo (min: de gemeente ontvangt)", f(uit_tabel("Saldo €"), euro(ons.saldo_ct)), "slot.euro"),
        ],
        begroot=f(uit_tabel("Begroot €"), "" if ons.begroot_ct is None else euro(ons.begroot_ct)),
        verschil=f(uit_tabel("Verschil €"), "" if ons.begroot_ct is None else euro(ons.bijdrage_ct - ons.begroot_ct)),
        bijdrage_post=5,
        te_doen=("Kijk de uren en het bedrag na.", "Geef akkoord, of maak bezwaar, vóór:"),
        uiterlijk=F(
            f'=IF({cel_termijn}="","nog niet bepaald",{cel_termijn})',
            "nog niet bepaald" if termijn is None else serienummer(termijn),
        ),
        vragen_aan=f"{centrum.contactfunctionaris or centrum.naam} · {centrum.e_mail}".rstrip(" ·"),
        redenen=redenen_concept(stand.regeling, uit),
    )
    termijn_cel = a4.zet(blad, pagina, stand.regio)
    blad.breedtes |= {5: 3, 6: 22, 7: 14}
    blad.zet(0, 6, "Kies de gemeente", "kopje")
    keuze = blad.keuze(
        1, 6, stand.code, "invoer.tekst", keuzelijst("=Lijst_codes", "Kies de CBS-code van de gemeente.")
    )
    blad.formule(2, 6, f"={uit_tabel('Gemeente')}", ons.naam, "vet")
    boek.naam(KEUZE, keuze)
    return termijn_cel
