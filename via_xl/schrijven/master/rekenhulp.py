"""Our own functions at work on the master's own tables, with a sentence each: to try, and to copy from.

Only in the edition with macros. Beside each outcome stands the same number from the master's own formulas, which
know nothing of these functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from via_xl.basis.maat import Maat
from via_xl.rekenen.verrekening import GemeenteUitkomst
from via_xl.schrijven.boek import GEEN_UITKOMST, NIET_GELADEN, REKENFOUT, Boek
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.verrekening import BLOK, TABEL, adressen
from via_xl.schrijven.taal import (
    F,
    Namen,
    Raster,
    Stapel,
    Tabelveld,
    Tabkleur,
    Vak,
    begin_blad,
    geteld,
    uitkomst,
    volgnummer,
    werk,
)
from via_xl.schrijven.taal.controleblad import Controle, controle

BLAD = "Rekenhulp"
_NAMEN = Namen(BLAD)
_ONDER = 14
"""The row from which the functions per gemeente stand: the formulas are shown too, so their cells are known before."""
_GELIJK = "Gelijk?"
_ALLE_KOSTEN = "ROUND(SUM(VIA_KOSTEN(tblUren[#All],tblTarieven[#All])),2)"

_NEDERLANDS = (("SUM(", "SOM("), ("ROUND(", "AFRONDEN("), ("[#All]", "[#Alles]"), (",", ";"))
"""How a Dutch Excel spells what a file holds in English."""


class _Voorbeeld(Struct, frozen=True):
    """A function with one outcome: what it does, its formula, and the same from the master's own formulas."""

    functie: str
    uitleg: str
    formule: str
    ernaast: F | None
    maat: Maat

    @property
    def naam(self) -> str:
        """What formulas call its outcome; ``{kosten ernaast}`` is the same from the master's own."""
        return self.functie.removeprefix("VIA_").lower()


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
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.UITKOMST,
        kopregel=f"{stand.naam} · {BLAD}",
        titel="Rekenhulp · de functies van ViA",
        uitleg="Elke functie aan het werk op de tabellen van deze master. Kopieer een formule naar een eigen blad en pas haar aan.",
        vlag=stand.vlag,
        begin=3,
    )
    s.uitleg(
        f"Zijn macro's of Python er niet, dan staat er '{NIET_GELADEN}'; de afrekening hangt nooit van deze functies af."
    )
    koppen = {
        plaats: Vak(tekst, opmaak="kop")
        for plaats, tekst in enumerate(("Functie", "Uitkomst", "Zelfde uit de master", _GELIJK))
    }
    breed = {4: Vak("Wat zij doet", opmaak="kop", tot=6), 7: Vak("Formule om te kopiëren", opmaak="kop", tot=9)}
    s.vakken(koppen | breed, hoogte=30)
    for voorbeeld in _voorbeelden(stand):
        _voorbeeld(s, voorbeeld)
    onder = Stapel(s.blad, _ONDER)
    _per_gemeente(onder, stand)
    _oorzaak(onder)
    boek.naam(GEEN_UITKOMST, _NAMEN.oorzaak)
    s.breed({0: 22} | dict.fromkeys(range(1, 10), 19))
    s.blad.bevroren, s.blad.titelkolommen = (3, 1), (0, 0)


def _voorbeeld(s: Stapel, v: _Voorbeeld) -> None:
    """A function with one outcome."""
    getoond = formule_nl(v.formule)
    ernaast = {2: Vak(None), 3: Vak(None)}
    if v.ernaast is not None:
        gelijk = _gelijk((f"{{{v.naam}}}", f"{{{v.naam} ernaast}}"))
        ernaast = {2: Vak(v.ernaast, v.maat, als=f"{v.naam} ernaast"), 3: Vak(F(gelijk, NIET_GELADEN))}
    vakken = {
        0: Vak(v.functie),
        1: Vak(F(v.formule, NIET_GELADEN), v.maat, f"uitkomst.{v.maat}", v.naam),
        **ernaast,
        4: Vak(v.uitleg, opmaak="werk.alinea", tot=6),
        7: Vak(getoond, opmaak="werk.alinea", tot=9),
    }
    s.vakken(vakken, hoogte=geteld((v.uitleg, 48), (getoond, 46)))


def _per_gemeente(s: Stapel, stand: Stand) -> None:
    """The functions that give a column: a row per gemeente, with the steps of the settlement beside them."""
    raster = _raster(stand)
    s.kopje("Per gemeente, in het gekozen jaar")
    s.uitleg(
        "Deze functies geven een hele kolom. Selecteer de cellen, typ de formule en sluit af met Ctrl+Shift+Enter; in een "
        "nieuw Excel loopt zij vanzelf door."
    )
    s.raster(raster)
    s.wit()
    for veld in raster.velden:
        if veld.formule.startswith("VIA_"):
            s.vakken({0: Vak(f"Kolom {veld.kop}"), 1: Vak(formule_nl(veld.formule), opmaak="werk.alinea", tot=9)})


def _oorzaak(s: Stapel) -> None:
    """What an error of any of these functions means, by one that can't go wrong: it knows no table."""
    s.wit()
    uitleg = f"{NIET_GELADEN}: macro's of Python zijn er niet. {REKENFOUT}: die zijn er wel, maar wat een functie meekrijgt kan niet."
    proef = f'IFERROR(IF(VIA_SALDO(1,0,0)=1,"{REKENFOUT}","{NIET_GELADEN}"),"{NIET_GELADEN}")'
    s.vakken(
        {
            0: Vak("Bij een fout staat er"),
            1: Vak(F(proef, NIET_GELADEN), Maat.TEKST, "uitkomst.tekst", "oorzaak"),
            2: Vak(uitleg, opmaak="werk.alinea", tot=9),
        }
    )


def _raster(stand: Stand, sleutels: str = "") -> Raster[GemeenteUitkomst]:
    """A column of each function, and beside it what the settlement has; ``sleutels`` are the cells of Code and Sleutel."""
    uit = stand.uitkomst

    def van(kop: str) -> str:
        return f"INDEX({TABEL}[{kop}],[@$Nr])"

    sleutels = sleutels or sleutelbereik(stand)
    verdeel = f"VIA_VERDEEL({adressen(uit)['volgens_sleutel']}/100,{sleutels})"
    saldo = f"VIA_SALDO({TABEL}[Bijdrage €],{TABEL}[Kosten €],{TABEL}[Voorschot €])"
    paren = (("VIA_AANDEEL", "Aandeel %"), ("VIA_VERDEEL €", "Toegedeeld €"), ("VIA_SALDO €", "Saldo €"))
    gelijk = _gelijk(*((f"[@${een}]", f"[@${ander}]") for een, ander in paren))
    velden: list[Tabelveld[GemeenteUitkomst]] = [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, van("Gemeente")),
        werk("Code", Maat.TEKST, lambda r: r.code, van("Code")),
        werk("Sleutel", Maat.GEHEEL, lambda r: r.deel.sleutel, van("Sleutel")),
        uitkomst("VIA_AANDEEL", Maat.PROCENT4, lambda _: NIET_GELADEN, f"VIA_AANDEEL({sleutels})"),
        werk("Aandeel %", Maat.PROCENT4, lambda r: r.deel.sleutel / max(1, uit.sleutel_totaal), van("Aandeel %")),
        uitkomst("VIA_VERDEEL €", Maat.EURO, lambda _: NIET_GELADEN, verdeel),
        werk("Toegedeeld €", Maat.EURO, lambda r: r.deel.bedrag_ct, f"{van('Toegedeeld in cent')}/100"),
        uitkomst("VIA_SALDO €", Maat.EURO, lambda _: NIET_GELADEN, saldo),
        werk("Saldo €", Maat.EURO, lambda r: r.saldo_ct, van("Saldo €")),
        werk(_GELIJK, Maat.TEKST, lambda _: NIET_GELADEN, gelijk),
        volgnummer(breedte=0),
    ]
    return Raster("gemeenten", uit.gemeenten, velden, kophoogte=30)


def sleutelbereik(stand: Stand) -> str:
    """The two columns Code and Sleutel of the block per gemeente, for the functions that share an amount."""
    raster = _raster(stand, "hier")
    return str(raster.gebied(BLAD, _ONDER + 2, 0, "Code", "Sleutel"))


def _gelijk(*paren: tuple[str, str]) -> str:
    """Whether what our functions give is what stands beside it; without them that they are not loaded."""
    eisen = ",".join(f"{een}={ander}" for een, ander in paren)
    gelijk = f"AND({eisen})" if len(paren) > 1 else eisen
    return f'IF({paren[0][0]}="{NIET_GELADEN}","{NIET_GELADEN}",IF({gelijk},"gelijk","FOUT"))'


def _voorbeelden(stand: Stand) -> Iterator[_Voorbeeld]:
    regeling, uit = stand.regeling, stand.uitkomst
    cel = adressen(uit)  # a formula that is also shown as a text names its cells itself
    if regeling.uren:
        yield _Voorbeeld(
            "VIA_UURTARIEF",
            "Het uurtarief van een schaal op een dag; hier van de eerste urenregel, op de laatste dag van haar maand.",
            "VIA_UURTARIEF(INDEX(tblUren[Schaal],1),INDEX(tblUren[Maandeinde],1),tblTarieven[#All])",
            F("INDEX(tblUren[Uurtarief €],1)", stand.tarief_ct(regeling.uren[0])),
            Maat.EURO,
        )
    yield _Voorbeeld(
        "VIA_KOSTEN",
        "De kosten van elke urenregel: uren × uurtarief, op de cent. Hier opgeteld, over alle jaren.",
        _ALLE_KOSTEN,
        F("ROUND(SUM(tblUren[Kosten €]),2)", stand.alle_kosten_ct),
        Maat.EURO,
    )
    yield _Voorbeeld(
        "VIA_VERGOEDING",
        "Wat de POK van een jaar vergoedt van een bedrag aan kosten: het percentage, met een maximum.",
        f"VIA_VERGOEDING(Jaar,{cel['van_jaar']},tblPOK[#All])",
        F(BLOK.uit_jaar),
        Maat.EURO,
    )
    yield _Voorbeeld(
        "VIA_BIJDRAGE",
        "De bijdrage van één gemeente in een bedrag; hier van de eerste, naar de sleutel hieronder.",
        f"VIA_BIJDRAGE(INDEX({TABEL}[Code],1),{cel['volgens_sleutel']}/100,{sleutelbereik(stand)})",
        F(f"INDEX({TABEL}[Toegedeeld in cent],1)/100", uit.gemeenten[0].deel.bedrag_ct),
        Maat.EURO,
    )
    # By its place, never by its text: a name in a formula would be a way into it. And by the first place, whatever stands
    # there: one chosen by what the names are would be another in the proof, once someone sorts them.
    naam = regeling.namen[0]
    yield _Voorbeeld(
        "VIA_GEMEENTE",
        f'De officiële naam bij een schrijfwijze, hoe ook getypt; hier bij "{naam.naam}".',
        "VIA_GEMEENTE(INDEX(tblNamen[Schrijfwijze],1),tblNamen[#All])",
        F(
            "INDEX(tblGemeenten[Naam],MATCH(INDEX(tblNamen[Code],1),tblGemeenten[Code],0))",
            regeling.naam_van(naam.code),
        ),
        Maat.TEKST,
    )
    yield _Voorbeeld(
        "VIA_CONTROLE",
        "Wat er mis is met een tabel: een rij per bevinding. Hier de rij van de eerste bij de tarieven, als die er is.",
        "INDEX(VIA_CONTROLE(tblTarieven[#All]),1,1)",
        None,
        Maat.TEKST,
    )


def controles(stand: Stand) -> Iterator[Controle]:
    """The cross-checks on Controles: what our own functions give against the master's own formulas."""
    sleutel = sleutelbereik(stand)
    verdeeld = f"VIA_VERDEEL({BLOK.volgens_sleutel}/100,{sleutel})-{TABEL}[Toegedeeld in cent]/100"
    aandeel = f"VIA_AANDEEL({sleutel})-{TABEL}[Aandeel %]"
    saldo = f"VIA_SALDO({TABEL}[Bijdrage €],{TABEL}[Kosten €],{TABEL}[Voorschot €])-{TABEL}[Saldo €]"

    def zelfde(wat: str, maat: Maat, verwacht: str | int, gevonden: str) -> Controle:
        return controle(wat, maat, verwacht=verwacht, gevonden=F(gevonden, NIET_GELADEN), waar=BLAD, udf=True)

    wat = "VIA_KOSTEN geeft voor alle urenregels samen wat de kolom Kosten geeft"
    yield zelfde(wat, Maat.EURO, _NAMEN["kosten ernaast"], _NAMEN.kosten)
    yield zelfde("VIA_VERGOEDING geeft wat de POK van het jaar vergoedt", Maat.EURO, BLOK.uit_jaar, _NAMEN.vergoeding)
    wat = "VIA_VERDEEL verdeelt zoals Verrekening; som van de verschillen"
    yield zelfde(wat, Maat.EURO, 0, f"ROUND(SUM(ABS({verdeeld})),2)")
    wat = "VIA_AANDEEL geeft de aandelen van Verrekening; som van de verschillen"
    # of an all-zero key there are no shares: then 0, by a function
    yield zelfde(wat, Maat.PROCENT, 0, f"IF({BLOK.som}=0,VIA_SALDO(0,0,0),ROUND(SUM(ABS({aandeel})),10))")
    wat = "VIA_SALDO geeft de saldi van Verrekening; som van de verschillen"
    yield zelfde(wat, Maat.EURO, 0, f"ROUND(SUM(ABS({saldo})),2)")
