"""The list for the ledger as a workbook and as CSV: the amounts as the engine has them, what is to be paid as formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from via_xl import __version__
from via_xl.basis.geld import euro
from via_xl.basis.maat import serienummer
from via_xl.rekenen.betaallijst import Betaallijst, Betaalregel, Richting
from via_xl.rekenen.verrekening import Verrekening
from via_xl.schrijven.boek import Adres, Blad, Boek, TabelKolom, Waarde
from via_xl.schrijven.csv_nl import Veld, als_csv
from via_xl.schrijven.opmaak import F, kop, rij
from via_xl.schrijven.taal import controleblad
from via_xl.schrijven.taal.controleblad import Controle, f

BLAD, BEDRAGEN = "Betaallijst", "Bedragen"
LIJST, TABEL = "tblBetaallijst", "tblBedragen"
_POSTEN = (("Bijdrage €", "bijdrage_ct"), ("Vergoeding inzet €", "inzet_ct"), ("Voorschot €", "voorschot_ct"))
_VERREKEND = ("Verrekende bijdrage €", "Verrekende inzet €", "Verrekend voorschot €")
_VELDEN = ("bijdrage_ct", "kosten_ct", "voorschot_ct")
_TABELRIJ = 11
_KOPPEN = (
    ("Gemeente", 34),
    ("Code", 11),
    ("Kenmerk", 24),
    *((kolomkop, 17) for kolomkop, _ in _POSTEN),
    ("Saldo €", 17),
    ("Richting", 20),
    ("Bedrag €", 17),
    ("Vervaldatum", 13),
)


@dataclass(frozen=True, slots=True)
class Kenmerken:
    """Where a list is from: the folder by its last names, the input hash, and of a herziening the version settled before."""

    map: str
    invoerhash: str
    herziet: int | None = None


@dataclass(frozen=True, slots=True)
class _Regio:
    """The cells of K and V to be settled."""

    kosten: Adres
    vergoeding: Adres


def als_bestand(lijst: Betaallijst) -> bytes:
    """The list as CSV; the internal booking is the last row."""
    koppen = (
        *("Kenmerk", "Soort", "Richting", "Code", "Gemeente", "Bijdrage", "Vergoeding inzet", "Voorschot"),
        *("Saldo", "Bedrag", "Vervaldatum", "Omschrijving"),
    )

    def velden(regel: Betaalregel) -> Sequence[Veld]:
        return (
            *(regel.kenmerk, str(regel.soort), str(regel.richting), regel.code, regel.naam),
            *(regel.bijdrage_ct, regel.inzet_ct, regel.voorschot_ct, regel.saldo_ct, regel.bedrag_ct),
            regel.vervaldatum,
            f"{lijst.nu.regio.kort} verrekening {lijst.nu.jaar}, versie {lijst.versie}",
        )

    return als_csv(koppen, [velden(regel) for regel in (*lijst.regels, lijst.intern)])


def maak_betaalboek(lijst: Betaallijst, kenmerken: Kenmerken) -> Boek:
    """The workbook: the list in front, the amounts it is made of behind."""
    naam = f"{lijst.nu.regio.kort} betaallijst {lijst.nu.jaar} · versie {lijst.versie}"
    boek = Boek(naam)
    blad = boek.blad(BLAD, kleur="#548235", kopregel=f"{naam} · {BLAD}")
    bedragen = Blad(BEDRAGEN, kleur="#F2C94C", kopregel=f"{naam} · {BEDRAGEN}")
    regio = _bedragen(bedragen, lijst, kenmerken)
    controles = _lijst(blad, lijst, kenmerken, regio)
    boek.bladen.append(bedragen)
    uitleg = "Of de lijst sluit op wat de verrekening van de hele regio is."
    controleblad.zet(boek, controles, uitleg, f"{naam} · Controles")
    _herkomst(boek, naam, lijst, kenmerken)
    return boek


def _bedragen(blad: Blad, lijst: Betaallijst, kenmerken: Kenmerken) -> _Regio:
    """What every gemeente settles in this version, and in the one settled before; then K and V to be settled."""
    uitleg = "Wat in deze versie is afgerekend, uit de rekenkern."
    if kenmerken.herziet is not None:
        uitleg = f"Wat in deze versie is afgerekend, en wat al is verrekend met versie {kenmerken.herziet}."
    kop(blad, f"Bedragen {lijst.nu.jaar}", uitleg, vlag="OK")
    regels = (*lijst.regels, lijst.intern)
    kolommen = [
        TabelKolom("Gemeente", [r.naam for r in regels], "werk.tekst", None, 34),
        TabelKolom("Code", [r.code for r in regels], "werk.tekst", None, 18),
        *_van_versie([kolomkop for kolomkop, _ in _POSTEN], lijst.nu, regels),
    ]
    if lijst.verrekend is not None:
        kolommen += _van_versie(_VERREKEND, lijst.verrekend, regels)
    rijnummer = 9
    blad.tabel(TABEL, rijnummer, 0, kolommen)
    blad.hoogtes[rijnummer] = 30
    blad.zet(4, 0, "Hele regio", "kop")
    blad.zet(4, 1, "Deze versie €", "kop")
    posten = [("Kosten van de werkgroep (K)", "kosten_ct"), ("Vergoeding uit POK (V)", "vergoeding_ct")]
    if lijst.verrekend is not None:
        blad.zet(4, 2, "Verrekend €", "kop")
        blad.zet(4, 3, "Te verrekenen €", "kop")
    cellen = []
    for nummer, (wat, veld) in enumerate(posten, start=5):
        blad.zet(nummer, 0, wat, "werk.tekst")
        nu_ct = getattr(lijst.nu, veld)
        cel = blad.zet(nummer, 1, euro(nu_ct), "invoer.euro")
        if lijst.verrekend is not None:
            toen_ct = getattr(lijst.verrekend, veld)
            toen = blad.zet(nummer, 2, euro(toen_ct), "invoer.euro")
            cel = blad.formule(nummer, 3, f"=ROUND({cel}-{toen},2)", euro(nu_ct - toen_ct), "uitkomst.euro")
        cellen.append(cel)
    return _Regio(*cellen)


def _van_versie(koppen: Sequence[str], uit: Verrekening, regels: Sequence[Betaalregel]) -> list[TabelKolom]:
    per_code = {r.code: r for r in uit.gemeenten}

    def bedrag(regel: Betaalregel, veld: str) -> float:
        return euro(getattr(per_code[regel.code], veld)) if regel.code in per_code else 0

    return [
        TabelKolom(kolomkop, [bedrag(regel, veld) for regel in regels], "invoer.euro", None, 18)
        for kolomkop, veld in zip(koppen, _VELDEN, strict=True)
    ]


def _van_code(lijst: Betaallijst, nummer: int, code: str) -> str:
    """The formula of an amount to settle of the gemeente with this code: of this version, less what was settled."""
    kolom = _POSTEN[nummer][0]
    som = f"SUMIFS({TABEL}[{kolom}],{TABEL}[Code],{code})"
    if lijst.verrekend is not None:
        som += f"-SUMIFS({TABEL}[{_VERREKEND[nummer]}],{TABEL}[Code],{code})"
    return f"=ROUND({som},2)"


def _lijst(blad: Blad, lijst: Betaallijst, kenmerken: Kenmerken, regio: _Regio) -> list[Controle]:
    """The list, its totals and the internal booking; gives the checks."""
    herziet = kenmerken.herziet
    kop(
        blad,
        f"Betaallijst {lijst.nu.regio.kort} {lijst.nu.jaar} · versie {lijst.versie}",
        "Voor het grootboek van de centrumgemeente: saldo = bijdrage − vergoeding voor geleverde inzet − voorschot.",
        vlag="OK",
    )
    tekst = "DEFINITIEF" if herziet is None else f"HERZIENING van versie {herziet}: elk bedrag is het verschil"
    blad.zet(2, 2, tekst, "vet")
    vervaldatum = blad.zet(4, 1, serienummer(lijst.vervaldatum), "invoer.datum")
    blad.zet(4, 0, "Vervaldatum", "werk.tekst")
    ontvangen, betalen = (
        rij(
            blad,
            5 + nummer,
            f"{wat}, samen",
            F(f'=ROUND(SUMIFS({LIJST}[Bedrag €],{LIJST}[Richting],"{richting}"),2)', euro(_samen(lijst, richting))),
            "uitkomst.euro",
        )
        for nummer, (wat, richting) in enumerate(
            (("Te ontvangen", Richting.ONTVANGEN), ("Te betalen", Richting.BETALEN))
        )
    )
    blad.zet(_TABELRIJ - 1, 0, "Betalingen", "kopje")
    blad.tabel(LIJST, _TABELRIJ, 0, _kolommen(lijst, vervaldatum))
    blad.hoogtes[_TABELRIJ] = 30
    blad.breedtes |= {kol: breedte for kol, (_, breedte) in enumerate(_KOPPEN)}
    blad.breedtes[1] = 17
    totalen = _totaal(blad, _TABELRIJ + 2 + len(lijst.regels), lijst)
    eigen = _intern(blad, _TABELRIJ + 5 + len(lijst.regels), lijst)
    return _controles(lijst, regio, totalen, eigen, (ontvangen, betalen))


def _samen(lijst: Betaallijst, richting: Richting) -> int:
    return sum(regel.bedrag_ct for regel in lijst.regels if regel.richting is richting)


def _kolommen(lijst: Betaallijst, vervaldatum: Adres) -> list[TabelKolom]:
    regels = lijst.regels
    dag = serienummer(lijst.vervaldatum)
    per_kop: dict[str, tuple[list[Waarde], str, str | None]] = {
        "Gemeente": ([r.naam for r in regels], "werk.tekst", None),
        "Code": ([r.code for r in regels], "werk.tekst", None),
        "Kenmerk": ([r.kenmerk for r in regels], "werk.tekst", None),
        **{
            kolomkop: ([euro(getattr(r, veld)) for r in regels], "werk.euro", _van_code(lijst, nummer, "[@Code]"))
            for nummer, (kolomkop, veld) in enumerate(_POSTEN)
        },
        "Saldo €": (
            [euro(r.saldo_ct) for r in regels],
            "werk.euro",
            "=ROUND([@Bijdrage €]-[@Vergoeding inzet €]-[@Voorschot €],2)",
        ),
        "Richting": ([str(r.richting) for r in regels], "werk.tekst", f"={_richting('[@Saldo €]')}"),
        "Bedrag €": ([euro(r.bedrag_ct) for r in regels], "uitkomst.euro", "=ABS([@Saldo €])"),
        "Vervaldatum": (
            ["" if r.vervaldatum is None else dag for r in regels],
            "werk.datum",
            f'=IF([@Saldo €]=0,"",{vervaldatum})',
        ),
    }
    return [TabelKolom(kolomkop, *per_kop[kolomkop], breedte) for kolomkop, breedte in _KOPPEN]


def _richting(saldo: object) -> str:
    return f'IF({saldo}>0,"{Richting.ONTVANGEN}",IF({saldo}<0,"{Richting.BETALEN}","{Richting.NIETS}"))'


def _totaal(blad: Blad, rijnummer: int, lijst: Betaallijst) -> dict[str, Adres]:
    blad.zet(rijnummer, 0, "Totaal", "slot")
    for kol in range(1, len(_KOPPEN)):
        blad.zet(rijnummer, kol, None, "slot")
    uit: dict[str, Adres] = {}
    for kol, (kolomkop, veld) in enumerate((*_POSTEN, ("Saldo €", "saldo_ct")), start=3):
        som = sum(getattr(regel, veld) for regel in lijst.regels)
        uit[kolomkop] = blad.formule(rijnummer, kol, f"=ROUND(SUM({LIJST}[{kolomkop}]),2)", euro(som), "slot.euro")
    return uit


def _intern(blad: Blad, rijnummer: int, lijst: Betaallijst) -> dict[str, Adres]:
    """The row of the centrumgemeente: booked, not paid."""
    regel = lijst.intern
    blad.zet(rijnummer, 0, "Interne boeking van de centrumgemeente (geen betaling)", "kopje")
    for kol, (kolomkop, _) in enumerate(_KOPPEN[:-1]):
        blad.zet(rijnummer + 1, kol, kolomkop, "kop")
    r = rijnummer + 2
    blad.zet(r, 0, regel.naam, "werk.tekst")
    code = blad.zet(r, 1, regel.code, "werk.tekst")
    blad.zet(r, 2, regel.kenmerk, "werk.tekst")
    uit = {
        kolomkop: blad.formule(
            r, 3 + nummer, _van_code(lijst, nummer, str(code)), euro(getattr(regel, veld)), "werk.euro"
        )
        for nummer, (kolomkop, veld) in enumerate(_POSTEN)
    }
    bijdrage, inzet, voorschot = uit.values()
    saldo = blad.formule(r, 6, f"=ROUND({bijdrage}-{inzet}-{voorschot},2)", euro(regel.saldo_ct), "werk.euro")
    blad.zet(r, 7, str(regel.richting), "werk.tekst")
    blad.formule(r, 8, f"=ABS({saldo})", euro(regel.bedrag_ct), "uitkomst.euro")
    return uit | {"Saldo €": saldo}


def _controles(
    lijst: Betaallijst,
    regio: _Regio,
    totalen: dict[str, Adres],
    eigen: dict[str, Adres],
    samen: tuple[Adres, Adres],
) -> list[Controle]:
    saldi = euro(lijst.saldi_ct)
    alle = (*lijst.regels, lijst.intern)
    kosten_ct = lijst.nu.kosten_ct - (lijst.verrekend.kosten_ct if lijst.verrekend is not None else 0)
    voorschotten = f"{totalen['Voorschot €']}-{eigen['Voorschot €']}"
    return [
        Controle(
            "De lijst sluit: saldi van de anderen zijn min vergoeding, eigen saldo en voorschotten",
            f(
                f"ROUND(0-{regio.vergoeding}-{eigen['Saldo €']}-{voorschotten},2)",
                euro(-lijst.vergoeding_ct - lijst.intern.saldo_ct - lijst.voorschotten_ct),
            ),
            f(str(totalen["Saldo €"]), saldi),
            f"{BLAD} en {BEDRAGEN}",
            stijl="euro",
        ),
        Controle(
            "Alle bijdragen samen zijn kosten min vergoeding",
            f(f"ROUND({regio.kosten}-{regio.vergoeding},2)", euro(kosten_ct - lijst.vergoeding_ct)),
            f(
                f"ROUND({totalen['Bijdrage €']}+{eigen['Bijdrage €']},2)",
                euro(sum(regel.bijdrage_ct for regel in alle)),
            ),
            f"{BLAD} en {BEDRAGEN}",
            stijl="euro",
        ),
        Controle(
            "Alle vergoedingen voor inzet samen zijn de kosten",
            f(str(regio.kosten), euro(kosten_ct)),
            f(
                f"ROUND({totalen['Vergoeding inzet €']}+{eigen['Vergoeding inzet €']},2)",
                euro(sum(regel.inzet_ct for regel in alle)),
            ),
            f"{BLAD} en {BEDRAGEN}",
            stijl="euro",
        ),
        Controle(
            "Te ontvangen min te betalen is het saldo van de anderen",
            f(str(totalen["Saldo €"]), saldi),
            f(f"ROUND({samen[0]}-{samen[1]},2)", saldi),
            BLAD,
            stijl="euro",
        ),
        Controle(
            "Elke gemeente staat één keer in de lijst, of is de interne boeking",
            f(f"COUNTA({TABEL}[Code])", len(alle)),
            f(f"COUNTA({LIJST}[Code])+1", len(alle)),
            f"{BLAD} en {BEDRAGEN}",
        ),
    ]


def _herkomst(boek: Boek, naam: str, lijst: Betaallijst, kenmerken: Kenmerken) -> None:
    blad = boek.blad("Herkomst", kleur="#7F7F7F", kopregel=f"{naam} · Herkomst")
    kop(blad, "Herkomst", "Uit welke definitieve versie deze lijst komt.", vlag="OK")
    blad.breedtes |= {0: 30, 1: 90}
    herziet = "geen: een eerste afrekening" if kenmerken.herziet is None else f"versie {kenmerken.herziet}"
    regels = (
        ("Programma, versie", f"ViA-XL {__version__}"),
        ("Versiemap", kenmerken.map),
        ("Jaar en versie", f"{lijst.nu.jaar}, versie {lijst.versie} (definitief)"),
        ("Herziening van", herziet),
        ("Invoerhash", kenmerken.invoerhash),
    )
    for rijnummer, (wat, waarde) in enumerate(regels, start=4):
        blad.zet(rijnummer, 0, wat, "vet")
        blad.zet(rijnummer, 1, waarde)
