"""Our own functions at work on the master's own tables, with a sentence each: to try, and to copy from.

Only in the edition with macros. Beside each outcome stands the same number from the master's own formulas, which
know nothing of these functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from via_xl.basis.geld import euro
from via_xl.basis.gemeenten import normaliseer
from via_xl.regeling.model import Naam
from via_xl.schrijven.boek import NIET_GELADEN, Adres, Blad, Boek, Waarde
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.verrekening import BLOK, TABEL, adressen
from via_xl.schrijven.opmaak import F, kop
from via_xl.schrijven.taal.controleblad import Controle, f

BLAD = "Rekenhulp"
_KOPRIJ = 4
_BLOKRIJ = 16
_UITLEG, _FORMULE = (4, 6), (7, 9)
_NRKOLOM = 10
_NR = "{nr}"
_GELIJK = "gelijk"
_BLOKKOPPEN = (
    "Gemeente",
    "Code",
    "Sleutel",
    "VIA_AANDEEL",
    "Aandeel %",
    "VIA_VERDEEL €",
    "Toegedeeld €",
    "VIA_SALDO €",
    "Saldo €",
    "Gelijk?",
    "Nr",
)

_NEDERLANDS = (("SUM(", "SOM("), ("ROUND(", "AFRONDEN("), ("[#All]", "[#Alles]"), (",", ";"))
"""How a Dutch Excel spells what a file holds in English."""


@dataclass(frozen=True, slots=True)
class _Voorbeeld:
    """A function with one outcome: what it does, its formula, and the same from the master's own formulas."""

    functie: str
    uitleg: str
    formule: str
    ernaast: F | None
    stijl: str


def formule_nl(formule: str) -> str:
    """A formula as one types it in a Dutch Excel; absolute references without dollars.

    >>> formule_nl("SUM(VIA_KOSTEN(tblUren[#All],tblTarieven[#All]))")
    '=SOM(VIA_KOSTEN(tblUren[#Alles];tblTarieven[#Alles]))'
    """
    tekst = re.sub(r"\$([A-Z]+)\$(\d+)", r"\1\2", formule)
    for engels, nederlands in _NEDERLANDS:
        tekst = tekst.replace(engels, nederlands)
    return f"={tekst}"


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet."""
    blad = boek.blad(BLAD, kleur="#548235", kopregel=f"{stand.naam} · Rekenhulp")
    kop(
        blad,
        "Rekenhulp · de functies van ViA",
        "Elke functie aan het werk op de tabellen van deze master. Kopieer een formule naar een eigen blad en pas haar aan.",
        vlag=stand.vlag,
    )
    uitleg = f"Zijn macro's of Python er niet, dan staat er '{NIET_GELADEN}'; de afrekening hangt nooit van deze functies af."
    blad.zet(3, 0, uitleg, "uitleg")
    _enkele(blad, stand)
    _per_gemeente(blad, stand)
    blad.breedtes |= {0: 22} | dict.fromkeys(range(1, 10), 19)
    blad.bevroren = (3, 1)
    blad.titelkolommen = (0, 0)


def _enkele(blad: Blad, stand: Stand) -> None:
    """The functions with one outcome."""
    for kol, tekst in ((0, "Functie"), (1, "Uitkomst"), (2, "Zelfde uit de master"), (3, "Gelijk?")):
        blad.zet(_KOPRIJ, kol, tekst, "kop")
    blad.alinea(_KOPRIJ, *_UITLEG, "Wat zij doet", "kop")
    blad.alinea(_KOPRIJ, *_FORMULE, "Formule om te kopiëren", "kop", hoogte=30)
    for rij, voorbeeld in enumerate(_voorbeelden(stand), start=_KOPRIJ + 1):
        blad.zet(rij, 0, voorbeeld.functie, "werk.tekst")
        udf = blad.udf(rij, 1, voorbeeld.formule, f"uitkomst.{voorbeeld.stijl}")
        if voorbeeld.ernaast is not None:
            ernaast = blad.formule(
                rij, 2, voorbeeld.ernaast.formule, voorbeeld.ernaast.waarde, f"werk.{voorbeeld.stijl}"
            )
            _gelijk(blad, rij, 3, [(udf, ernaast)])
        else:
            blad.zet(rij, 2, None, "werk.tekst")
            blad.zet(rij, 3, None, "werk.tekst")
        getoond = formule_nl(voorbeeld.formule)
        blad.alinea(rij, *_UITLEG, voorbeeld.uitleg, "werk.alinea")
        blad.alinea(rij, *_FORMULE, getoond, "werk.alinea")
        blad.laat_doorlopen(rij, [(voorbeeld.uitleg, 48), (getoond, 46)])


def _per_gemeente(blad: Blad, stand: Stand) -> None:
    """The functions that give a column: a row per gemeente, with the steps of the settlement beside them."""
    uit = stand.uitkomst
    n = len(uit.gemeenten)
    blad.zet(_BLOKRIJ - 2, 0, "Per gemeente, in het gekozen jaar", "kopje")
    blad.zet(
        _BLOKRIJ - 1,
        0,
        "Deze functies geven een hele kolom. Selecteer de cellen, typ de formule en sluit af met Ctrl+Shift+Enter; in een "
        "nieuw Excel loopt zij vanzelf door.",
        "uitleg",
    )
    for kol, tekst in enumerate(_BLOKKOPPEN):
        blad.zet(_BLOKRIJ, kol, tekst, "kop")
    blad.hoogtes[_BLOKRIJ] = 30
    eerste, laatste = _BLOKRIJ + 1, _BLOKRIJ + n
    sleutel = _bereik(1, 2, eerste, laatste)
    formules = {
        3: (f"VIA_AANDEEL({sleutel})", "procent4"),
        5: (f"VIA_VERDEEL({adressen(uit)['volgens_sleutel']}/100,{sleutel})", "euro"),
        7: (f"VIA_SALDO({TABEL}[Bijdrage €],{TABEL}[Kosten €],{TABEL}[Voorschot €])", "euro"),
    }
    for kol, (formule, stijl) in formules.items():
        blad.udf(eerste, kol, formule, f"uitkomst.{stijl}", (n, 1))
    noemer = max(1, uit.sleutel_totaal)
    for nummer, r in enumerate(uit.gemeenten, start=1):
        rij = _BLOKRIJ + nummer
        naast: dict[int, tuple[str, Waarde, str]] = {
            0: (f"INDEX({TABEL}[Gemeente],{_NR})", r.naam, "tekst"),
            1: (f"INDEX({TABEL}[Code],{_NR})", r.code, "tekst"),
            2: (f"INDEX({TABEL}[Sleutel],{_NR})", r.deel.sleutel, "geheel"),
            4: (f"INDEX({TABEL}[Aandeel %],{_NR})", r.deel.sleutel / noemer, "procent4"),
            6: (f"INDEX({TABEL}[Toegedeeld in cent],{_NR})/100", euro(r.deel.bedrag_ct), "euro"),
            8: (f"INDEX({TABEL}[Saldo €],{_NR})", euro(r.saldo_ct), "euro"),
        }
        blad.zet(rij, _NRKOLOM, nummer, "werk.nr")
        nr = Adres(BLAD, rij, _NRKOLOM)
        for kol, (formule, waarde, stijl) in naast.items():
            blad.formule(rij, kol, "=" + formule.replace(_NR, str(nr)), waarde, f"werk.{stijl}")
        paren = [(Adres(BLAD, rij, kol), Adres(BLAD, rij, kol + 1)) for kol in formules]
        _gelijk(blad, rij, 9, paren)
    slot = laatste + 1
    for stap, (formule, _) in enumerate(formules.values(), start=1):
        blad.zet(slot + stap, 0, f"Kolom {_BLOKKOPPEN[1 + 2 * stap]}", "werk.tekst")
        blad.alinea(slot + stap, 1, 9, formule_nl(formule), "werk.alinea")


def _bereik(kol1: int, kol2: int, rij1: int, rij2: int) -> str:
    return f"{Adres(BLAD, rij1, kol1)}:{str(Adres(BLAD, rij2, kol2)).partition('!')[2]}"


def sleutelbereik(stand: Stand) -> str:
    """The two columns Code and Sleutel of the block per gemeente, for the functions that share an amount."""
    return _bereik(1, 2, _BLOKRIJ + 1, _BLOKRIJ + len(stand.uitkomst.gemeenten))


def _gelijk(blad: Blad, rij: int, kol: int, paren: list[tuple[Adres, Adres]]) -> None:
    """Whether what our functions give is what stands beside it; without them that they are not loaded."""
    eerste = paren[0][0]
    eisen = ",".join(f"{een}={ander}" for een, ander in paren)
    gelijk = f"AND({eisen})" if len(paren) > 1 else eisen
    formule = f'=IF({eerste}="{NIET_GELADEN}","{NIET_GELADEN}",IF({gelijk},"{_GELIJK}","FOUT"))'
    blad.formule(rij, kol, formule, NIET_GELADEN, "werk.tekst", udf=True)


def _voorbeelden(stand: Stand) -> Iterator[_Voorbeeld]:
    regeling, uit = stand.regeling, stand.uitkomst
    cel = adressen(uit)  # a formula that is also shown as a text names its cells itself
    if regeling.uren:
        regel = regeling.uren[0]
        tarief = stand.tarief_ct(regel)
        yield _Voorbeeld(
            "VIA_UURTARIEF",
            "Het uurtarief van een schaal op een dag; hier van de eerste urenregel, op de laatste dag van haar maand.",
            "VIA_UURTARIEF(INDEX(tblUren[Schaal],1),INDEX(tblUren[Maandeinde],1),tblTarieven[#All])",
            F("=INDEX(tblUren[Uurtarief €],1)", euro(tarief)),
            "euro",
        )
    yield _Voorbeeld(
        "VIA_KOSTEN",
        "De kosten van elke urenregel: uren × uurtarief, op de cent. Hier opgeteld, over alle jaren.",
        _ALLE_KOSTEN,
        F("=ROUND(SUM(tblUren[Kosten €]),2)", euro(stand.alle_kosten_ct)),
        "euro",
    )
    yield _Voorbeeld(
        "VIA_VERGOEDING",
        "Wat POK in een jaar vergoedt van een bedrag aan kosten: het percentage, met een maximum.",
        f"VIA_VERGOEDING(Jaar,{cel['kosten']},tblPOK[#All])",
        F(f"={BLOK.vergoeding}", euro(uit.vergoeding_ct)),
        "euro",
    )
    eerste = uit.gemeenten[0]
    yield _Voorbeeld(
        "VIA_BIJDRAGE",
        "De bijdrage van één gemeente in een bedrag; hier van de eerste, naar de sleutel hieronder.",
        f"VIA_BIJDRAGE(INDEX({TABEL}[Code],1),{cel['volgens_sleutel']}/100,{sleutelbereik(stand)})",
        F(f"=INDEX({TABEL}[Toegedeeld in cent],1)/100", euro(eerste.deel.bedrag_ct)),
        "euro",
    )
    # By its place, never by its text: a name in a formula would be a way into it.
    plaats, naam = _voorbeeldnaam(stand)
    schrijfwijze = f"INDEX(tblNamen[Schrijfwijze],{plaats})"
    yield _Voorbeeld(
        "VIA_GEMEENTE",
        f'De officiële naam bij een schrijfwijze, hoe ook getypt; hier bij "{naam.naam}".',
        f"VIA_GEMEENTE({schrijfwijze},tblNamen[#All])",
        F(
            f"=INDEX(tblGemeenten[Naam],MATCH(INDEX(tblNamen[Code],{plaats}),tblGemeenten[Code],0))",
            regeling.naam_van(naam.code),
        ),
        "tekst",
    )
    yield _Voorbeeld(
        "VIA_CONTROLE",
        "Wat er mis is met een tabel: een rij per bevinding. Hier de rij van de eerste bij de tarieven, als die er is.",
        "INDEX(VIA_CONTROLE(tblTarieven[#All]),1,1)",
        None,
        "tekst",
    )


def controles(stand: Stand) -> list[Controle]:
    """The cross-checks on Controles: what our own functions give against the master's own formulas."""
    uit = stand.uitkomst
    sleutel = sleutelbereik(stand)
    verdeeld = f"VIA_VERDEEL({BLOK.volgens_sleutel}/100,{sleutel})-{TABEL}[Toegedeeld in cent]/100"
    aandeel = (
        f"VIA_AANDEEL({sleutel})-{TABEL}[Aandeel %]"  # of an all-zero key there are no shares: then 0, by a function
    )
    saldo = f"VIA_SALDO({TABEL}[Bijdrage €],{TABEL}[Kosten €],{TABEL}[Voorschot €])-{TABEL}[Saldo €]"
    return [
        Controle(
            "VIA_KOSTEN geeft voor alle urenregels samen wat de kolom Kosten geeft",
            f(str(_ernaast(stand, "VIA_KOSTEN")), euro(stand.alle_kosten_ct)),
            f(str(_uitkomst(stand, "VIA_KOSTEN")), NIET_GELADEN),
            "Rekenhulp",
            stijl="euro",
            udf=True,
        ),
        Controle(
            "VIA_VERGOEDING geeft de vergoeding van het jaar",
            f(str(BLOK.vergoeding), euro(uit.vergoeding_ct)),
            f(str(_uitkomst(stand, "VIA_VERGOEDING")), NIET_GELADEN),
            "Rekenhulp",
            stijl="euro",
            udf=True,
        ),
        Controle(
            "VIA_VERDEEL verdeelt zoals Verrekening; som van de verschillen",
            F("0", 0),
            f(f"ROUND(SUM(ABS({verdeeld})),2)", NIET_GELADEN),
            "Rekenhulp",
            stijl="euro",
            udf=True,
        ),
        Controle(
            "VIA_AANDEEL geeft de aandelen van Verrekening; som van de verschillen",
            F("0", 0),
            f(f"IF({BLOK.som}=0,VIA_SALDO(0,0,0),ROUND(SUM(ABS({aandeel})),10))", NIET_GELADEN),
            "Rekenhulp",
            stijl="procent",
            udf=True,
        ),
        Controle(
            "VIA_SALDO geeft de saldi van Verrekening; som van de verschillen",
            F("0", 0),
            f(f"ROUND(SUM(ABS({saldo})),2)", NIET_GELADEN),
            "Rekenhulp",
            stijl="euro",
            udf=True,
        ),
    ]


def _uitkomst(stand: Stand, functie: str) -> Adres:
    """Where the outcome of an example stands."""
    rij = next(nr for nr, voorbeeld in enumerate(_voorbeelden(stand)) if voorbeeld.functie == functie)
    return Adres(BLAD, _KOPRIJ + 1 + rij, 1)


def _ernaast(stand: Stand, functie: str) -> Adres:
    """Where the same from the master's own formulas stands."""
    naast = _uitkomst(stand, functie)
    return Adres(BLAD, naast.rij, naast.kol + 1)


_ALLE_KOSTEN = "ROUND(SUM(VIA_KOSTEN(tblUren[#All],tblTarieven[#All])),2)"


def _voorbeeldnaam(stand: Stand) -> tuple[int, Naam]:
    """The place in tblNamen, from 1, of a spelling: of quite another name than the official one where there is."""
    namen = stand.regeling.namen
    officieel = {g.code: normaliseer(g.naam) for g in stand.regeling.gemeenten}
    plaatsen = [plaats for plaats in (1, 2, 12) if plaats <= len(namen)]  # the numbers that a formula may hold
    anders = [p for p in plaatsen if normaliseer(namen[p - 1].naam)[:3] != officieel[namen[p - 1].code][:3]]
    gekozen = (anders or plaatsen)[0]
    return gekozen, namen[gekozen - 1]
