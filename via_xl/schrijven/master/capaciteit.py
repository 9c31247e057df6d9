"""The sheet Capaciteit: what was planned for the chosen year (8.3), what is delivered, and where the year is going."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from via_xl.basis.geld import euro, uren
from via_xl.basis.maat import serienummer
from via_xl.regeling.model import Taak
from via_xl.regeling.tabellen import JAREN
from via_xl.rekenen.capaciteit import MAANDEN, Capaciteitsbeeld, capaciteit, verschil_h
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Adres, Blad, Boek, TabelKolom, Waarde
from via_xl.schrijven.master import verrekening
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.opmaak import F, kop, rij, staafgrafiek
from via_xl.schrijven.taal.controleblad import Controle, f

BLAD = "Capaciteit"
TABEL = "tblCapaciteitsbeeld"
TAKEN = "tblTaakuren"
ROLLEN = "tblRoluren"
MAANDTABEL = "tblMaanduren"
MAANDKOPPEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
PROGNOSE = (
    "Prognose: wat tot nu toe geleverd is, gedeeld door het aantal maanden tot en met de laatste met uren, maal 12."
)
_BLOKRIJ = 4
_GRAFIEKRIJ = 23
_TABELRIJ = 43
_MAANDKOL = 3
_VOLGORDE = (
    *("formatie", "capaciteit", "tempo", "vacature", "productief", "voltijd", "cao", "gepland", "geleverd"),
    *("maanden", "prognose", "verschil", "meer", "effect", "rol_onbekend", "taak_onbekend"),
)


@dataclass(frozen=True, slots=True)
class Capaciteitblok:
    """The addresses of the summary block."""

    formatie: Adres
    capaciteit: Adres
    tempo: Adres
    vacature: Adres
    productief: Adres
    voltijd: Adres
    cao: Adres
    gepland: Adres
    geleverd: Adres
    maanden: Adres
    prognose: Adres
    verschil: Adres
    meer: Adres
    effect: Adres
    rol_onbekend: Adres
    taak_onbekend: Adres


BLOK = Capaciteitblok(*(Adres(BLAD, _BLOKRIJ + 1 + plaats, 1) for plaats in range(len(_VOLGORDE))))
"""Where the summary stands; the layout is fixed."""


def zet(boek: Boek, stand: Stand) -> None:
    """Add the sheet: the block and charts, then tables per gemeente, taak and rol, and per month."""
    beeld = capaciteit(stand.regeling, stand.uitkomst)
    blad = boek.blad(BLAD, kleur="#1F4E78", kopregel=f"{stand.naam} · Capaciteit")
    kop(
        blad,
        F('="Capaciteit "&Jaar', f"Capaciteit {stand.jaar}"),
        "Wat 8.3 vraagt, wie wat levert, wat er geleverd is en waar het jaar op uitkomt. Uren van de maanden van het jaar, "
        "ook als ze in een ander jaar zijn afgerekend.",
        vlag=stand.vlag,
    )
    gemeenterij = _TABELRIJ
    taakrij, rolrij, maandrij = _tabelrijen(beeld)
    _blok(blad, beeld)
    _per_gemeente(blad, beeld, gemeenterij)
    _per_taak(blad, beeld, taakrij)
    nummers = _nummers(stand, beeld)
    _per_maand(
        blad,
        ROLLEN,
        rolrij,
        "Geleverde uren per rol en maand",
        [
            TabelKolom(
                "Rol",
                [r.rol for r in beeld.rollen] or [""],
                "werk.tekst",
                '=IF([@Nr]=0,"",INDEX(tblRollen[Rol],[@Nr]))',
                40,
            ),
            TabelKolom(
                "Taak",
                [str(r.taak) if r.taak else "niet bekend" for r in beeld.rollen] or ["niet bekend"],
                "werk.tekst",
                '=IF([@Nr]=0,"niet bekend",IF(INDEX(tblRollen[Taak],[@Nr])="","niet bekend",INDEX(tblRollen[Taak],[@Nr])))',
                16,
            ),
            TabelKolom("Nr", nummers or [0], "werk.nr", None, 12),
        ],
        [r.maanden_h for r in beeld.rollen] or [(0,) * MAANDEN],
        "SUMPRODUCT((tblUren[Rol]=[@Rol])*(tblUren[Leverjaar]=Jaar)*(tblUren[Maandeinde]={einde})*tblUren[Uren])",
        rolrij - 1,
    )
    _per_maand(
        blad,
        MAANDTABEL,
        maandrij,
        "Geleverde uren per gemeente en maand",
        [
            TabelKolom(
                "Gemeente", [g.naam for g in beeld.gemeenten], "werk.tekst", "=INDEX(tblGemeenten[Naam],[@Nr])", 40
            ),
            TabelKolom("Code", [g.code for g in beeld.gemeenten], "werk.tekst", "=INDEX(tblGemeenten[Code],[@Nr])", 16),
            TabelKolom("Nr", list(range(1, len(beeld.gemeenten) + 1)), "werk.nr", None, 12),
        ],
        [g.maanden_h for g in beeld.gemeenten],
        "SUMIFS(tblUren[Uren],tblUren[CBS code],[@Code],tblUren[Leverjaar],Jaar,tblUren[Maandeinde],{einde})",
        rolrij - 1,
    )
    _maandeinden(blad, beeld, rolrij - 1)
    _maandtotalen(blad, beeld, maandrij, rolrij - 1)
    _grafieken(blad, beeld, gemeenterij)
    blad.breedtes |= {0: 40, 1: 16}
    blad.bevroren = (3, 1)
    blad.nieuwe_pagina_na = [gemeenterij - 2]


def controles(stand: Stand) -> list[Controle]:
    """Whether the tables hold every hour of the year, and whether more was delivered than the capacity allows."""
    beeld = capaciteit(stand.regeling, stand.uitkomst)
    maandrij = _tabelrijen(beeld)[-1]
    som = Adres(BLAD, maandrij + len(beeld.gemeenten) + 2, _MAANDKOL + MAANDEN)
    return [
        Controle(
            "Uren per gemeente en maand tellen op tot de geleverde uren van het jaar",
            f(str(BLOK.geleverd), uren(beeld.geleverd_h)),
            f(str(som), uren(beeld.geleverd_h)),
            "Capaciteit; na toevoegen van een gemeente de master opnieuw bouwen",
            let_op=True,
            stijl="uren",
        ),
        Controle(
            "Uren per rol tellen op tot de geleverde uren van het jaar",
            f(str(BLOK.geleverd), uren(beeld.geleverd_h)),
            f(f"ROUND(SUM({ROLLEN}[Totaal uren])+{BLOK.rol_onbekend},2)", uren(beeld.geleverd_h)),
            "Capaciteit en Lijsten; na toevoegen van een rol de master opnieuw bouwen",
            let_op=True,
            stijl="uren",
        ),
        Controle(
            "Van elk geleverd uur is de taak bekend (beleid of ondersteuning)",
            F("0", 0),
            f(str(BLOK.taak_onbekend), uren(beeld.taak_h(None))),
            "Lijsten, kolom Taak",
            let_op=True,
            stijl="uren",
        ),
        Controle(
            "Geen gemeente levert meer dan de productieve uren van haar capaciteit",
            F("0", 0),
            f(str(BLOK.meer), uren(beeld.meer_h)),
            "Capaciteit, kolom Te veel uren",
            let_op=True,
            stijl="uren",
        ),
    ]


def _tabelrijen(beeld: Capaciteitsbeeld) -> tuple[int, int, int]:
    """The header rows (from 0) of the tables per taak, per rol and per gemeente and month."""
    taakrij = _TABELRIJ + len(beeld.gemeenten) + 6
    rolrij = taakrij + len(Taak) + 7
    return taakrij, rolrij, rolrij + max(1, len(beeld.rollen)) + 4


def _nummers(stand: Stand, beeld: Capaciteitsbeeld) -> list[Waarde]:
    """Where each rol stands in tblRollen."""
    namen = [rol.rol for rol in stand.regeling.rollen]
    return [namen.index(rol.rol) + 1 for rol in beeld.rollen]


def _of_leeg(uren_h: int | None) -> Waarde:
    return "" if uren_h is None else uren(uren_h)


def _blok(blad: Blad, beeld: Capaciteitsbeeld) -> None:
    b = BLOK
    blad.zet(_BLOKRIJ, 0, "Het jaar in het kort", "kopje")
    parameter = "INDEX(tblJaren[{}],MATCH(Jaar,tblJaren[Jaar],0))"
    productief, voltijd = parameter.format("Productieve uren voltijd"), parameter.format("Voltijd uren per week")
    blad.zet(b.cao.rij, 0, "Voltijd waar Jaren niets zegt, uren per week", "werk.tekst")
    standaard = next(kolom.standaard for kolom in JAREN.kolommen if kolom.veld == "voltijd_h")
    blad.zet(b.cao.rij, 1, uren(standaard), "werk.uren")
    blad.zet(b.cao.rij, 2, "CAO Gemeenten", "uitleg.tekst")
    telrij = _tabelrijen(beeld)[-1] + len(beeld.gemeenten) + 3
    nummers = f"{Adres(BLAD, telrij, _MAANDKOL)}:{Adres(BLAD, telrij, _MAANDKOL + MAANDEN - 1)}"
    regels: dict[str, tuple[str, F, str, str]] = {
        "formatie": (
            "Formatie, uren per week",
            F(
                '=IF(COUNTIFS(tblFormatie[Telt mee],1,tblFormatie[Taak],"?*")=0,"",'
                "ROUND(SUMIFS(tblFormatie[Uren per week],tblFormatie[Telt mee],1),2))",
                _of_leeg(beeld.formatie_totaal_h),
            ),
            "uren",
            "wat 8.3 vraagt: beleid en ondersteuning samen",
        ),
        "capaciteit": (
            "Capaciteit, uren per week",
            F(f"=ROUND(SUM({TABEL}[Uren per week]),2)", uren(beeld.capaciteit_h)),
            "uren",
            "wat de gemeenten volgens 8.3 leveren, op 31 december",
        ),
        "tempo": (
            "Geleverd, omgerekend in uren per week",
            F(f"={formules.weekuren(b.prognose, b.productief, b.voltijd)}", _of_leeg(beeld.tempo_h)),
            "uren",
            "prognose / productieve uren × voltijd",
        ),
        "vacature": (
            "Vacature, uren per week",
            F(
                f'=IF({b.formatie}="","",ROUND({b.formatie}-{b.capaciteit},2))',
                _of_leeg(beeld.vacature_h),
            ),
            "uren",
            "formatie min capaciteit; onder nul is er meer dan gevraagd",
        ),
        "productief": (
            "Productieve uren per jaar, voltijd",
            F(f'=IF({productief}="","",{productief})', _of_leeg(beeld.productief_h)),
            "uren",
            "uit Jaren; leeg: er is niet te plannen",
        ),
        "voltijd": (
            "Voltijd, uren per week",
            F(f'=IF({voltijd}="",{b.cao},{voltijd})', uren(beeld.voltijd_h)),
            "uren",
            "uit Jaren",
        ),
        "gepland": (
            "Gepland, uren in het jaar",
            F(
                f'=IF({b.productief}="","",ROUND(SUM({TABEL}[Gepland uren]),2))',
                _of_leeg(beeld.gepland_h),
            ),
            "uren",
            "capaciteit × productieve uren / voltijd, per gemeente",
        ),
        "geleverd": (
            "Geleverd, uren tot nu toe",
            F("=ROUND(SUMIFS(tblUren[Uren],tblUren[Leverjaar],Jaar),2)", uren(beeld.geleverd_h)),
            "uren",
            "geldige urenregels van de maanden van het jaar",
        ),
        "maanden": (
            "Maanden tot en met de laatste met uren",
            F(f"=MAX({nummers})", beeld.maanden),
            "geheel",
            "zo ver is het jaar",
        ),
        "prognose": (
            "Prognose, uren in het jaar",
            F(
                f'=IF({b.maanden}=0,"",ROUND(SUM({TABEL}[Prognose uren]),2))',
                _of_leeg(beeld.prognose_h),
            ),
            "uren",
            PROGNOSE,
        ),
        "verschil": (
            "Prognose min gepland, uren",
            F(
                f'=IF(OR({b.prognose}="",{b.gepland}=""),"",ROUND({b.prognose}-{b.gepland},2))',
                _of_leeg(verschil_h(beeld.prognose_h, beeld.gepland_h)),
            ),
            "uren",
            "onder nul wordt er minder geleverd dan gepland",
        ),
        "meer": (
            "Te veel doorberekend, uren",
            F(f"=ROUND(SUM({TABEL}[Te veel uren]),2)", uren(beeld.meer_h)),
            "uren",
            "meer geleverd dan de productieve uren van de capaciteit, per gemeente",
        ),
        "effect": (
            "Te veel doorberekend, in euro",
            F(f"=ROUND(SUM({TABEL}[Te veel €]),2)", euro(beeld.effect_ct)),
            "euro",
            "tegen het gemiddelde uurtarief van de gemeente, vóór vergoeding",
        ),
        "rol_onbekend": (
            "Uren in een rol die niet in Lijsten staat",
            F(
                "=ROUND(SUMIFS(tblUren[Uren],tblUren[Leverjaar],Jaar,tblUren[Rol bekend],0),2)",
                uren(sum(beeld.rol_onbekend_h)),
            ),
            "uren",
            "tellen mee in het jaar, niet in de tabel per rol",
        ),
        "taak_onbekend": (
            "Uren waarvan de taak niet bekend is",
            F(
                f'=ROUND(SUMIFS({ROLLEN}[Totaal uren],{ROLLEN}[Taak],"niet bekend")+{b.rol_onbekend},2)',
                uren(beeld.taak_h(None)),
            ),
            "uren",
            "vul op Lijsten bij de rol de taak in",
        ),
    }
    for naam, (label, inhoud, formaat, uitleg) in regels.items():
        rol = "uitkomst" if naam in ("vacature", "prognose", "verschil", "meer", "effect") else "werk"
        rij(blad, getattr(b, naam).rij, label, inhoud, f"{rol}.{formaat}", uitleg)


def _per_gemeente(blad: Blad, beeld: Capaciteitsbeeld, koprij: int) -> None:
    b, alle = BLOK, beeld.gemeenten
    uit_verrekening = f"INDEX({verrekening.TABEL}[{{}}],[@Nr])"
    blad.zet(koprij - 1, 0, "Per gemeente", "kopje")
    kolommen = [
        TabelKolom("Gemeente", [g.naam for g in alle], "werk.tekst", "=INDEX(tblGemeenten[Naam],[@Nr])", 40),
        TabelKolom("Code", [g.code for g in alle], "werk.tekst", "=INDEX(tblGemeenten[Code],[@Nr])", 16),
        TabelKolom("Nr", list(range(1, len(alle) + 1)), "werk.nr", None, 12),
        TabelKolom(
            "Uren per week",
            [uren(g.per_week_h) for g in alle],
            "werk.uren",
            f"={uit_verrekening.format('Capaciteit uren per week')}",
            12,
        ),
        TabelKolom(
            "Gepland uren",
            [_of_leeg(g.gepland_h) for g in alle],
            "werk.uren",
            f"={formules.jaaruren('[@Uren per week]', b.productief, b.voltijd)}",
            12,
        ),
        TabelKolom(
            "Geleverd uren",
            [uren(g.geleverd_h) for g in alle],
            "werk.uren",
            f"=SUMIFS({MAANDTABEL}[Totaal uren],{MAANDTABEL}[Code],[@Code])",
            12,
        ),
        TabelKolom(
            "Prognose uren",
            [_of_leeg(g.prognose_h) for g in alle],
            "uitkomst.uren",
            f"={formules.prognose('[@Geleverd uren]', b.maanden)}",
            12,
        ),
        TabelKolom(
            "Prognose min gepland uren",
            [_of_leeg(g.verschil_h) for g in alle],
            "uitkomst.uren",
            '=IF(OR([@Prognose uren]="",[@Gepland uren]=""),"",ROUND([@Prognose uren]-[@Gepland uren],2))',
            12,
        ),
        TabelKolom(
            "Te veel uren",
            [uren(g.meer_h) for g in alle],
            "werk.uren",
            f"={formules.te_veel_uren('[@Geleverd uren]', '[@Gepland uren]')}",
            12,
        ),
        TabelKolom(
            "Te veel €",
            [euro(g.effect_ct) for g in alle],
            "werk.euro",
            f"={formules.effect('[@Te veel uren]', uit_verrekening.format('Kosten €'), uit_verrekening.format('Uren'))}",
            14,
        ),
    ]
    blad.tabel(TABEL, koprij, 0, kolommen)
    blad.hoogtes[koprij] = 44
    blad.zet(koprij + len(alle) + 2, 0, PROGNOSE, "uitleg")


def _per_taak(blad: Blad, beeld: Capaciteitsbeeld, koprij: int) -> None:
    b = BLOK
    blad.zet(koprij - 1, 0, "Per taak (8.3 zegt niet wie voor welke taak levert)", "kopje")
    op_taak = "tblFormatie[Taak],[@Taak],tblFormatie[Telt mee],1"
    tempo = [beeld.taaktempo_h(taak) for taak in Taak]
    gevraagd = [beeld.formatie_h.get(taak) for taak in Taak]
    prognose = formules.prognose("[@Geleverd uren]", b.maanden)
    blad.tabel(
        TAKEN,
        koprij,
        0,
        [
            TabelKolom("Taak", [str(taak) for taak in Taak], "werk.tekst", None, 40),
            TabelKolom(
                "Formatie uren per week",
                [_of_leeg(h) for h in gevraagd],
                "werk.uren",
                f'=IF(COUNTIFS({op_taak})=0,"",ROUND(SUMIFS(tblFormatie[Uren per week],{op_taak}),2))',
                16,
            ),
            TabelKolom(
                "Geleverd uren",
                [uren(beeld.taak_h(taak)) for taak in Taak],
                "werk.uren",
                f"=ROUND(SUMIFS({ROLLEN}[Totaal uren],{ROLLEN}[Taak],[@Taak]),2)",
                12,
            ),
            TabelKolom(
                "Prognose uren",
                [_of_leeg(beeld.taakprognose_h(taak)) for taak in Taak],
                "werk.uren",
                f"={prognose}",
                12,
            ),
            TabelKolom(
                "Geleverd uren per week",
                [_of_leeg(h) for h in tempo],
                "werk.uren",
                f"={formules.weekuren('[@Prognose uren]', b.productief, b.voltijd)}",
                12,
            ),
            TabelKolom(
                "Tekort uren per week",
                [_of_leeg(verschil_h(*paar)) for paar in zip(gevraagd, tempo, strict=True)],
                "uitkomst.uren",
                '=IF(OR([@Formatie uren per week]="",[@Geleverd uren per week]=""),"",'
                "ROUND([@Formatie uren per week]-[@Geleverd uren per week],2))",
                12,
            ),
        ],
    )
    blad.hoogtes[koprij] = 44
    tekst = "Tekort: formatie min wat omgerekend per week geleverd wordt. Uren zonder taak staan bovenaan, apart."
    blad.zet(koprij + len(Taak) + 2, 0, tekst, "uitleg")


def _per_maand(
    blad: Blad,
    naam: str,
    koprij: int,
    titel: str,
    wie: list[TabelKolom],
    maanden_h: Sequence[tuple[int, ...]],
    formule: str,
    einderij: int,
) -> None:
    """A table with a column a month; ``einderij`` is the row with the last day of each month."""
    blad.zet(koprij - 2 if koprij - 1 == einderij else koprij - 1, 0, titel, "kopje")
    kolommen = [
        TabelKolom(
            kop,
            [uren(maanduren[nr]) for maanduren in maanden_h],
            "werk.uren",
            f"=ROUND({formule.format(einde=Adres(BLAD, einderij, _MAANDKOL + nr))},2)",
            12,
        )
        for nr, kop in enumerate(MAANDKOPPEN)
    ]
    som = "+".join(f"[@{kop}]" for kop in MAANDKOPPEN)
    totaal = TabelKolom(
        "Totaal uren", [uren(sum(maanduren)) for maanduren in maanden_h], "uitkomst.uren", f"=ROUND({som},2)", 13
    )
    blad.tabel(naam, koprij, 0, [*wie, *kolommen, totaal])


def _maandeinden(blad: Blad, beeld: Capaciteitsbeeld, einderij: int) -> None:
    jaar = beeld.jaar
    blad.zet(einderij, 0, "Laatste dag van de maand", "uitleg")
    vorige: Adres | None = None
    for nr in range(MAANDEN):
        einde = date(jaar, nr + 1, monthrange(jaar, nr + 1)[1])
        van = "DATE(Jaar,1,1),0" if vorige is None else f"{vorige},1"
        vorige = blad.formule(einderij, _MAANDKOL + nr, f"=EOMONTH({van})", serienummer(einde), "werk.datum")


def _maandtotalen(blad: Blad, beeld: Capaciteitsbeeld, koprij: int, einderij: int) -> None:
    """Under the months of the gemeenten their totals, and the number of each month in which hours were made."""
    onder = koprij + len(beeld.gemeenten) + 2
    blad.zet(onder, 0, "Totaal", "slot")
    for kol in (1, 2):
        blad.zet(onder, kol, None, "slot")
    blad.zet(onder + 1, 0, "Nummer van de maand, als er uren zijn", "uitleg")
    for nr, kop_tekst in enumerate([*MAANDKOPPEN, "Totaal uren"]):
        waarde = beeld.maanden_h[nr] if nr < MAANDEN else beeld.geleverd_h
        som = f"=ROUND(SUM({MAANDTABEL}[{kop_tekst}]),2)"
        cel = blad.formule(onder, _MAANDKOL + nr, som, uren(waarde), "slot.uren")
        if nr < MAANDEN:
            einde = Adres(BLAD, einderij, _MAANDKOL + nr)
            telt = f"=IF({cel}>0,MONTH({einde}),0)"
            blad.formule(onder + 1, _MAANDKOL + nr, telt, nr + 1 if waarde else 0, "werk.geheel")


def _grafieken(blad: Blad, beeld: Capaciteitsbeeld, koprij: int) -> None:
    laatste = koprij + len(beeld.gemeenten)

    def kolom(kol: int) -> tuple[str, int, int, int, int]:
        return (BLAD, koprij + 1, kol, laatste, kol)

    blad.aanvullingen.append(
        staafgrafiek(
            "Uren per week: gevraagd, toegezegd en geleverd",
            (BLAD, BLOK.formatie.rij, 0, BLOK.tempo.rij, 0),
            [("Uren per week", (BLAD, BLOK.formatie.rij, 1, BLOK.tempo.rij, 1))],
            (_GRAFIEKRIJ, 0),
            breedte=470,
            hoogte=340,
            eenheid="uren per week",
        )
    )
    blad.aanvullingen.append(
        staafgrafiek(
            "Uren per gemeente in het gekozen jaar: gepland, geleverd en prognose",
            kolom(0),
            [("Gepland", kolom(4)), ("Geleverd", kolom(5)), ("Prognose", kolom(6))],
            (_GRAFIEKRIJ, 3),
            breedte=900,
            hoogte=340,
            eenheid="uren",
        )
    )
