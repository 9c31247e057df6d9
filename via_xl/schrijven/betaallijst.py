"""The list for the ledger as a workbook and as CSV: the amounts as the engine has them, what is to be paid as formulas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from via_xl.basis.geld import euro
from via_xl.basis.ketencode import kort
from via_xl.basis.maat import Maat, Ruw
from via_xl.regeling.model import Grootboekregel
from via_xl.rekenen.betaallijst import Betaallijst, Betaalregel, Richting
from via_xl.rekenen.journaal import journaal
from via_xl.rekenen.verrekening import Verrekening
from via_xl.schrijven import herkomstblad
from via_xl.schrijven import journaal as journaalbladen
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.csv_nl import Veld, als_csv
from via_xl.schrijven.taal import (
    Aanzien,
    Blok,
    F,
    Namen,
    Stapel,
    Tabelveld,
    Tabkleur,
    begin_blad,
    controleblad,
    invoer,
    naast_vlag,
    uitkomst,
    werk,
)
from via_xl.schrijven.taal.controleblad import Controle, controle

BLAD, BEDRAGEN = "Betaallijst", "Bedragen"
LIJST, TABEL, INTERN = "tblBetaallijst", "tblBedragen", "intern"
_LIJST, _REGIO = Namen(BLAD), Namen(BEDRAGEN)
_NU = ("Bijdrage €", "Vergoeding inzet €", "Voorschot €")
_ANDER = "Ander jaar €"
_VERREKEND = ("Verrekende bijdrage €", "Verrekende inzet €", "Verrekend voorschot €")
_BTW = ("Waarvan btw €", "Verrekende btw €")


class Kenmerken(Struct, frozen=True):
    """Where a list is from: the folder by its last names, its hashes, and of a herziening the version settled before."""

    map: str
    invoerhash: str
    ketenwaarde: str
    herziet: int | None = None


def als_bestand(lijst: Betaallijst) -> bytes:
    """The list as CSV; the internal booking is the last row."""
    koppen = (
        *("Kenmerk", "Soort", "Richting", "Code", "Gemeente", "Bijdrage", "Vergoeding inzet", "Voorschot"),
        *("Saldo", "Bedrag", "Vervaldatum", "Omschrijving", "Ander jaar", "IBAN", "Ten name van"),
    )

    def velden(regel: Betaalregel) -> Sequence[Veld]:
        return (
            *(regel.kenmerk, str(regel.soort), str(regel.richting), regel.code, regel.naam),
            *(regel.bijdrage_ct, regel.inzet_ct, regel.voorschot_ct, regel.saldo_ct, regel.bedrag_ct),
            regel.vervaldatum,
            f"{lijst.nu.regio.kort} verrekening {lijst.nu.jaar}, versie {lijst.versie}",
            *(regel.ander_jaar_ct, regel.iban, regel.ten_name_van),
        )

    return als_csv(koppen, [velden(regel) for regel in (*lijst.regels, lijst.intern)])


def maak_betaalboek(lijst: Betaallijst, kenmerken: Kenmerken, grootboek: Sequence[Grootboekregel] = ()) -> Boek:
    """The workbook: the list and, when there is anything to book, its journal in front; what they are made of behind."""
    naam = f"{lijst.nu.regio.kort} betaallijst {lijst.nu.jaar} · versie {lijst.versie}"
    boek = Boek(naam)
    _lijst(boek, naam, lijst, kenmerken)
    te_boeken = bool(journaal(lijst))
    if te_boeken:
        journaalbladen.zet_regels(boek, naam, lijst, grootboek)
        journaalbladen.zet_boekingen(boek, naam, lijst, (BLAD, LIJST, INTERN), _btw_van_gemeente(lijst))
    _bedragen(boek, naam, lijst, kenmerken.herziet)
    if te_boeken:
        journaalbladen.zet_rekeningen(boek, naam, lijst, grootboek)
    uitleg = "Of de lijst sluit op wat de verrekening van de hele regio is, en het journaal op de lijst."
    controleblad.zet(
        boek,
        [*_controles(lijst), *(journaalbladen.controles(lijst) if te_boeken else ())],
        uitleg,
        f"{naam} · Controles",
    )
    herziet = "geen: een eerste afrekening" if kenmerken.herziet is None else f"versie {kenmerken.herziet}"
    feiten = (
        ("Versiemap", kenmerken.map),
        ("Jaar en versie", f"{lijst.nu.jaar}, versie {lijst.versie} (definitief)"),
        ("Herziening van", herziet),
        ("Invoerhash", kenmerken.invoerhash),
        *([("Ketenwaarde", kenmerken.ketenwaarde)] if kenmerken.ketenwaarde else []),
    )
    herkomstblad.zet(boek, naam, "Uit welke definitieve versie deze lijst komt.", feiten)
    return boek.klaar()


def _lijst(boek: Boek, naam: str, lijst: Betaallijst, kenmerken: Kenmerken) -> None:
    """The list with its totals, and the row of the centrumgemeente, that is booked and not paid."""
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.UITKOMST,
        kopregel=f"{naam} · {BLAD}",
        titel=f"Betaallijst {lijst.nu.regio.kort} {lijst.nu.jaar} · versie {lijst.versie}",
        uitleg="Voor het grootboek van de centrumgemeente: saldo = bijdrage − vergoeding voor geleverde inzet − voorschot.",
    )
    herziet = kenmerken.herziet
    tekst = "DEFINITIEF" if herziet is None else f"HERZIENING van versie {herziet}: elk bedrag is het verschil"
    keten = f" · ketenwaarde {kort(kenmerken.ketenwaarde)}" if kenmerken.ketenwaarde else ""
    naast_vlag(s.blad, f"{tekst}{keten}", kol=2)
    b = s.blok()
    b.rij("Vervaldatum", Maat.DATUM, lijst.vervaldatum, als="vervaldatum")
    for wat, richting in (("Te ontvangen", Richting.ONTVANGEN), ("Te betalen", Richting.BETALEN)):
        formule = f'ROUND(SUMIFS({LIJST}[Bedrag €],{LIJST}[Richting],"{richting}"),2)'
        samen_ct = sum(regel.bedrag_ct for regel in lijst.regels if regel.richting is richting)
        b.rij(f"{wat}, samen", Maat.EURO, F(formule, samen_ct), als=wat, aanzien=Aanzien.UITKOMST)
    s.wit(3)
    s.kopje("Betalingen")
    s.tabel(LIJST, lijst.regels, _kolommen(lijst), kophoogte=30)
    s.wit(2)
    s.kopje("Interne boeking van de centrumgemeente (geen betaling)")
    s.losse_rij(INTERN, lijst.intern, _kolommen(lijst, intern=True))


def _kolommen(lijst: Betaallijst, *, intern: bool = False) -> list[Tabelveld[Betaalregel]]:
    """The columns of the list; the internal booking goes nowhere, on no day."""

    def post(nummer: int) -> str:
        """An amount to settle: of this version, less what was settled."""
        som = f"SUMIFS({TABEL}[{_NU[nummer]}],{TABEL}[Code],[@Code])"
        if lijst.verrekend is not None:
            som += f"-SUMIFS({TABEL}[{_VERREKEND[nummer]}],{TABEL}[Code],[@Code])"
        return f"ROUND({som},2)"

    saldo = "ROUND([@Bijdrage €]-[@Vergoeding inzet €]-[@Voorschot €],2)"
    ander = f"ROUND(SUMIFS({TABEL}[{_ANDER}],{TABEL}[Code],[@Code]),2)"
    met: list[Tabelveld[Betaalregel]] = [
        werk(_ANDER, Maat.EURO, lambda r: r.ander_jaar_ct, ander, breedte=17, totaal=True)
    ] * lijst.met_ander_jaar
    gaat = f"ROUND([@Saldo €]+[@{_ANDER}],2)" if met else "[@Saldo €]"
    ontvangen, geven = (
        (Richting.INTERN_ONTVANGEN, Richting.INTERN_BETALEN) if intern else (Richting.ONTVANGEN, Richting.BETALEN)
    )
    betalen = f'IF({gaat}<0,"{geven}","{Richting.NIETS}")'
    richting = f'IF({gaat}>0,"{ontvangen}",{betalen})'
    dag = f'IF({gaat}=0,"",{{vervaldatum}})'
    velden: list[Tabelveld[Betaalregel]] = [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, breedte=34),
        werk("Code", Maat.TEKST, lambda r: r.code, breedte=17),
        werk("Kenmerk", Maat.TEKST, lambda r: r.kenmerk, breedte=24),
        werk("Bijdrage €", Maat.EURO, lambda r: r.bijdrage_ct, post(0), breedte=17, totaal=True),
        werk("Vergoeding inzet €", Maat.EURO, lambda r: r.inzet_ct, post(1), breedte=17, totaal=True),
        werk("Voorschot €", Maat.EURO, lambda r: r.voorschot_ct, post(2), breedte=17, totaal=True),
        werk("Saldo €", Maat.EURO, lambda r: r.saldo_ct, saldo, breedte=17, totaal=True),
        *met,
        werk("Richting", Maat.TEKST, lambda r: r.richting, richting, breedte=20),
        uitkomst("Bedrag €", Maat.EURO, lambda r: r.bedrag_ct, f"ABS({gaat})", breedte=17),
    ]
    betaling: list[Tabelveld[Betaalregel]] = [
        werk("Vervaldatum", Maat.DATUM, lambda r: r.vervaldatum, dag, breedte=13),
        werk("IBAN van wie ontvangt", Maat.TEKST, lambda r: r.iban, breedte=26),
        werk("Ten name van", Maat.TEKST, lambda r: r.ten_name_van, breedte=30),
    ]
    return velden if intern else [*velden, *betaling]


def _bedragen(boek: Boek, naam: str, lijst: Betaallijst, herziet: int | None) -> None:
    """K and V to be settled; then what every gemeente settles in this version, and in the one settled before."""
    uitleg = "Wat in deze versie is afgerekend, uit de rekenkern."
    if herziet is not None:
        uitleg = f"Wat in deze versie is afgerekend, en wat al is verrekend met versie {herziet}."
    s = begin_blad(
        boek,
        BEDRAGEN,
        kleur=Tabkleur.INVOER,
        kopregel=f"{naam} · {BEDRAGEN}",
        titel=f"Bedragen {lijst.nu.jaar}",
        uitleg=uitleg,
    )
    boven, met_btw = s.plek(), int(_met_btw(lijst.nu, lijst.verrekend))
    s.wit(2)
    velden: list[Tabelveld[Betaalregel]] = [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, breedte=34),
        werk("Code", Maat.TEKST, lambda r: r.code, breedte=18),
        *_van_versie((*_NU, *_BTW[:met_btw]), lijst.nu),
        *(_van_versie((*_VERREKEND, *_BTW[1 : 1 + met_btw]), lijst.verrekend) if lijst.verrekend is not None else ()),
        *([invoer(_ANDER, Maat.EURO, lambda r: r.ander_jaar_ct, breedte=18)] if lijst.met_ander_jaar else []),
    ]
    s.tabel(TABEL, (*lijst.regels, lijst.intern), velden, kophoogte=30)
    _regio(boven, lijst.nu, lijst.verrekend)


def _regio(s: Stapel, nu: Verrekening, verrekend: Verrekening | None) -> None:
    koppen = ("Hele regio", "Deze versie €", *(("Verrekend €", "Te verrekenen €") if verrekend is not None else ()))
    kolommen = ("nu", "toen", "") if verrekend is not None else ("",)
    b = s.bij(Blok(koppen=koppen, kolommen=kolommen, uitkomsten=("",)))
    posten = [
        ("Kosten van de werkgroep (K)", "kosten", "kosten_ct"),
        ("Vergoeding uit POK (V)", "vergoeding", "vergoeding_ct"),
    ]
    if _met_btw(nu, verrekend):
        posten.append(("Btw in de bijdragen, af te dragen", "btw", "btw_ct"))
    for wat, als, veld in posten:
        inhoud: list[F | Ruw] = [getattr(nu, veld)]
        if verrekend is not None:
            toen_ct = getattr(verrekend, veld)
            inhoud += [toen_ct, F(f"ROUND({{{als}.nu}}-{{{als}.toen}},2)", getattr(nu, veld) - toen_ct)]
        b.rij(wat, Maat.EURO, *inhoud, als=als)


def _met_btw(nu: Verrekening, verrekend: Verrekening | None) -> bool:
    return any(uit is not None and uit.btw_ct for uit in (nu, verrekend))


def _btw_van_gemeente(lijst: Betaallijst) -> str:
    """The formula of the btw of a gemeente that is to be settled; "" without any."""
    if not _met_btw(lijst.nu, lijst.verrekend):
        return ""
    nu, toen = (f"SUMIFS({TABEL}[{kop}],{TABEL}[Code],[@Code])" for kop in _BTW)
    return nu if lijst.verrekend is None else f"{nu}-{toen}"


def _van_versie(koppen: Sequence[str], uit: Verrekening) -> list[Tabelveld[Betaalregel]]:
    per_code = {r.code: r for r in uit.gemeenten}

    def bedrag(kop: str, veld: str) -> Tabelveld[Betaalregel]:
        return invoer(kop, Maat.EURO, lambda r: getattr(per_code.get(r.code), veld, 0), breedte=18)

    velden = ("bijdrage_ct", "kosten_ct", "voorschot_ct", "btw_ct")
    return [bedrag(kop, veld) for kop, veld in zip(koppen, velden, strict=False)]


def _controles(lijst: Betaallijst) -> Iterator[Controle]:
    alle, beide = (*lijst.regels, lijst.intern), f"{BLAD} en {BEDRAGEN}"
    kosten_ct = lijst.nu.kosten_ct - (lijst.verrekend.kosten_ct if lijst.verrekend is not None else 0)
    totaal = {kop: _LIJST[f"{LIJST} {kop}"] for kop in (*_NU, "Saldo €")}
    eigen = {kop: _LIJST[f"{INTERN} {kop}"] for kop in (*_NU, "Saldo €")}

    def samen(kop: str, som_ct: int) -> F:
        return F(f"ROUND({totaal[kop]}+{eigen[kop]},2)", euro(som_ct))

    btw = f"+{_REGIO.btw}" if _met_btw(lijst.nu, lijst.verrekend) else ""
    anderen_ct = lijst.btw_ct - lijst.vergoeding_ct - lijst.intern.saldo_ct - lijst.voorschotten_ct
    voorschotten = f"{totaal['Voorschot €']}-{eigen['Voorschot €']}"
    yield controle(
        "De lijst sluit: saldi van de anderen zijn min vergoeding, eigen saldo en voorschotten",
        Maat.EURO,
        verwacht=F(f"ROUND(0-{_REGIO.vergoeding}-{eigen['Saldo €']}-{voorschotten}{btw},2)", euro(anderen_ct)),
        gevonden=totaal["Saldo €"],
        waar=beide,
    )
    yield controle(
        f"Alle bijdragen samen zijn kosten min vergoeding{', en btw' if btw else ''}",
        Maat.EURO,
        verwacht=F(
            f"ROUND({_REGIO.kosten}-{_REGIO.vergoeding}{btw},2)", euro(kosten_ct - lijst.vergoeding_ct + lijst.btw_ct)
        ),
        gevonden=samen("Bijdrage €", sum(regel.bijdrage_ct for regel in alle)),
        waar=beide,
    )
    yield controle(
        "Alle vergoedingen voor inzet samen zijn de kosten",
        Maat.EURO,
        verwacht=_REGIO.kosten,
        gevonden=samen("Vergoeding inzet €", sum(regel.inzet_ct for regel in alle)),
        waar=beide,
    )
    ander = f", met wat van een ander jaar is{'' if lijst.meegenomen.naar is None else ' of daarheen gaat'}"
    saldi: F | str = totaal["Saldo €"]
    if lijst.met_ander_jaar:
        som = f"ROUND({totaal['Saldo €']}+{_LIJST[f'{LIJST} {_ANDER}']},2)"
        saldi = F(som, euro(lijst.saldi_ct + lijst.ander_jaar_ct))
    yield controle(
        f"Te ontvangen min te betalen is het saldo van de anderen{ander if lijst.met_ander_jaar else ''}",
        Maat.EURO,
        verwacht=saldi,
        gevonden=F(
            f"ROUND({_LIJST['Te ontvangen']}-{_LIJST['Te betalen']},2)", euro(lijst.saldi_ct + lijst.ander_jaar_ct)
        ),
        waar=BLAD,
    )
    yield controle(
        "Elke gemeente staat één keer in de lijst, of is de interne boeking",
        verwacht=f"COUNTA({TABEL}[Code])",
        gevonden=f"COUNTA({LIJST}[Code])+1",
        waarde=len(alle),
        waar=beide,
    )
