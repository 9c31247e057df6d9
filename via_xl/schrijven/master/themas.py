"""The sheet Themas: hours and cost of the settlement per theme of 4.2, and the hours per rol."""

from __future__ import annotations

import re

from via_xl.basis.geld import euro, uren
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.rekenen.themas import Themabeeld, themas
from via_xl.schrijven.boek import Adres, Blad, Boek, TabelKolom
from via_xl.schrijven.master import verrekening
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.verrekening import BLOK as VERREKENING
from via_xl.schrijven.opmaak import F, kop, staafgrafiek
from via_xl.schrijven.taal.controleblad import Controle, f

BLAD = "Themas"
TABEL = "tblThemauren"
BUITEN = "niet in tblThemas"
_TABELRIJ = 6
_ROLKOL = 6
_GEEN_KOP = re.compile(r"[^\w ]+")


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet: a row per theme, what is booked outside them, the total, and charts."""
    beeld = themas(stand.regeling, stand.uitkomst, BUITEN)
    blad = boek.blad(BLAD, kleur="#1F4E78", kopregel=f"{stand.naam} · Thema's")
    kop(
        blad,
        F('="Thema\'s "&Jaar', f"Thema's {stand.jaar}"),
        "Waar de werkgroep de afgerekende uren van het jaar aan besteedde (Koersplan 4.2), en wat dat kostte.",
        vlag=stand.vlag,
    )
    rollen = list({zelfde_in_formule(rij.rol): rij.rol for rij in reversed(stand.regeling.rollen)}.values())[::-1]
    blad.tabel(TABEL, _TABELRIJ, 0, _kolommen(boek, blad, stand, beeld, rollen))
    blad.hoogtes[_TABELRIJ] = 30
    _slotrijen(blad, beeld)
    laatste = _TABELRIJ + max(1, len(beeld.themas))
    for plaats, (titel, kol, eenheid) in enumerate((("Uren per thema", 2, "uren"), ("Kosten per thema", 4, "euro"))):
        blad.aanvullingen.append(
            staafgrafiek(
                f"{titel}, in het gekozen jaar",
                (BLAD, _TABELRIJ + 1, 0, laatste, 0),
                [(titel, (BLAD, _TABELRIJ + 1, kol, laatste, kol))],
                (laatste + 6, 0 if plaats == 0 else 4),
                liggend=True,
                van_boven=True,
                breedte=500,
                hoogte=380,
                eenheid=eenheid,
            )
        )
    blad.breedtes |= {0: 40}
    blad.bevroren = (_TABELRIJ + 1, 1)
    blad.paginas = (1, 1)


def slotrij(beeld: Themabeeld) -> int:
    """The row (from 0) with what is booked outside the themes; the total stands under it."""
    return _TABELRIJ + max(1, len(beeld.themas)) + 2


def totaal(beeld: Themabeeld, kolom: str) -> Adres:
    """The cell with the total of ``Uren`` or ``Kosten €``."""
    return Adres(BLAD, slotrij(beeld) + 1, {"Uren": 2, "Kosten €": 4}[kolom])


def controles(boek: Boek, stand: Stand) -> list[Controle]:
    """Whether the themes hold all hours and all cost of the settlement, and whether everything has a known theme."""
    beeld = themas(stand.regeling, stand.uitkomst, BUITEN)
    rest = Adres(BLAD, slotrij(beeld), 2)
    return [
        Controle(
            "Thema's tellen op tot alle uren van de verrekening",
            f(str(verrekening.totaal(boek, "Uren")), uren(beeld.uren_h)),
            f(str(totaal(beeld, "Uren")), uren(beeld.uren_h)),
            "Themas; na toevoegen van een thema de master opnieuw bouwen",
            let_op=True,
            stijl="uren",
        ),
        Controle(
            "Thema's tellen op tot alle kosten van de verrekening",
            f(str(VERREKENING.kosten), euro(beeld.kosten_ct)),
            f(str(totaal(beeld, "Kosten €")), euro(beeld.kosten_ct)),
            "Themas; na toevoegen van een thema de master opnieuw bouwen",
            let_op=True,
            stijl="euro",
        ),
        Controle(
            "Elk afgerekend uur staat op een thema van tblThemas",
            F("0", 0),
            f(str(rest), uren(beeld.onbekend.uren_h)),
            "Uren, kolom Thema bekend, en Lijsten",
            let_op=True,
            stijl="uren",
        ),
    ]


def _kolommen(boek: Boek, blad: Blad, stand: Stand, beeld: Themabeeld, rollen: list[str]) -> list[TabelKolom]:
    alle = beeld.themas
    namen = [rij.thema for rij in stand.regeling.themas]
    deze = "(tblUren[Thema]=[@Thema])*(tblUren[Telt mee]=1)"
    alle_uren = verrekening.totaal(boek, "Uren")
    kolommen = [
        TabelKolom(
            "Thema", [r.thema for r in alle] or [""], "werk.tekst", '=IF([@Nr]=0,"",INDEX(tblThemas[Thema],[@Nr]))', 40
        ),
        TabelKolom("Nr", [namen.index(r.thema) + 1 for r in alle] or [0], "werk.nr", None, 8),
        TabelKolom(
            "Uren",
            [uren(r.uren_h) for r in alle] or [0],
            "uitkomst.uren",
            f"=ROUND(SUMPRODUCT({deze}*tblUren[Uren]),2)",
            14,
        ),
        TabelKolom(
            "Aandeel uren %",
            [_deel(r.uren_h, beeld.uren_h) for r in alle] or [0],
            "werk.procent",
            f"=[@Uren]/{_ten_minste(alle_uren)}",
            12,
        ),
        TabelKolom(
            "Kosten €",
            [euro(r.kosten_ct) for r in alle] or [0],
            "uitkomst.euro",
            f"=ROUND(SUMPRODUCT({deze}*tblUren[Kosten €]),2)",
            16,
        ),
        TabelKolom(
            "Aandeel kosten %",
            [_deel(r.kosten_ct, beeld.kosten_ct) for r in alle] or [0],
            "werk.procent",
            f"=[@Kosten €]/{_ten_minste(VERREKENING.kosten)}",
            12,
        ),
    ]
    if rollen:
        blad.zet(_TABELRIJ - 2, _ROLKOL, "Uren per rol", "kopje")
    gebruikt = {kolom.kop.casefold() for kolom in kolommen}
    for nummer, rol in enumerate(rollen):
        cel = blad.zet(_TABELRIJ - 1, _ROLKOL + nummer, rol, "werk.tekst")
        kolomkop = f"{_GEEN_KOP.sub(' ', rol).strip()} uren"
        if kolomkop.casefold() in gebruikt:
            kolomkop = f"rol {nummer + 1} uren"
        gebruikt.add(kolomkop.casefold())
        kolommen.append(
            TabelKolom(
                kolomkop,
                [uren(r.per_rol_h.get(zelfde_in_formule(rol), 0)) for r in alle] or [0],
                "werk.uren",
                f"=ROUND(SUMPRODUCT({deze}*(tblUren[Rol]={cel})*tblUren[Uren]),2)",
                max(14, len(rol) + 4),
            )
        )
    return kolommen


def _ten_minste(totaalcel: Adres | str) -> str:
    """The total to divide by; 1 when there is nothing."""
    return f"IF({totaalcel}=0,1,{totaalcel})"


def _deel(deel: int, geheel: int) -> float:
    return deel / geheel if geheel else 0


def _slotrijen(blad: Blad, beeld: Themabeeld) -> None:
    rij, rest = slotrij(beeld), beeld.onbekend
    buiten = "tblUren[Telt mee],1,tblUren[Thema bekend],0"
    blad.zet(rij, 0, BUITEN, "werk.tekst")
    blad.zet(rij + 1, 0, "Totaal", "slot")
    for kol in range(1, 6):
        blad.zet(rij + 1, kol, None, "slot")
    for kol, kolomkop, stijl, deel, geheel in (
        (2, "Uren", "uren", uren(rest.uren_h), uren(beeld.uren_h)),
        (4, "Kosten €", "euro", euro(rest.kosten_ct), euro(beeld.kosten_ct)),
    ):
        cel = blad.formule(rij, kol, f"=ROUND(SUMIFS(tblUren[{kolomkop}],{buiten}),2)", deel, f"werk.{stijl}")
        blad.formule(rij + 1, kol, f"=ROUND(SUM({TABEL}[{kolomkop}])+{cel},2)", geheel, f"slot.{stijl}")
    tekst = "Een thema dat na het bouwen aan Lijsten is toegevoegd, komt hier na het opnieuw bouwen van de master."
    blad.zet(rij + 2, 0, tekst, "uitleg")
