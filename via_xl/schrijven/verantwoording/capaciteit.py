"""The sheet Capaciteit: what 8.3 asks and promises, what was delivered, and where the year goes; hours only."""

from __future__ import annotations

from via_xl.basis.geld import uren
from via_xl.regeling.model import Taak
from via_xl.rekenen.capaciteit import verschil_h
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Adres, Blad, Boek, TabelKolom, Waarde
from via_xl.schrijven.master.capaciteit import MAANDKOPPEN, PROGNOSE
from via_xl.schrijven.opmaak import F, rij, staafgrafiek
from via_xl.schrijven.verantwoording.opbouw import nieuw_blad
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof

BLAD = "Capaciteit"
TABEL = "tblLevering"
TAKEN = "tblTaken"
MAANDEN = "tblMaanden"
_BLOKRIJ = 4
_GRAFIEKRIJ = 18
_TABELRIJ = 37
_VOLGORDE = (
    *("formatie", "capaciteit", "tempo", "vacature", "productief", "voltijd", "gepland", "geleverd", "maanden"),
    *("prognose", "verschil", "taak_onbekend"),
)


def adres(naam: str) -> Adres:
    """A cell of the summary block."""
    return Adres(BLAD, _BLOKRIJ + 1 + _VOLGORDE.index(naam), 1)


def zet(boek: Boek, stof: Verantwoordingsstof) -> None:
    """Add the sheet: the block, charts, and tables per gemeente, taak and month."""
    uitleg = "Gevraagd (formatie), toegezegd (capaciteit van 8.3) en geleverd, in uren van de maanden van het jaar."
    blad = nieuw_blad(boek, stof, BLAD, "Capaciteit", uitleg)
    _blok(blad, stof)
    onder = _per_gemeente(blad, stof)
    onder = _per_taak(blad, stof, onder + 3)
    _per_maand(blad, stof, onder + 3)
    eerste, laatste = _TABELRIJ + 1, _TABELRIJ + max(1, len(stof.leveranciers))
    blad.aanvullingen += [
        staafgrafiek(
            "Uren per week: gevraagd, toegezegd, geleverd",
            (BLAD, adres("formatie").rij, 0, adres("tempo").rij, 0),
            [("Uren per week", (BLAD, adres("formatie").rij, 1, adres("tempo").rij, 1))],
            (_GRAFIEKRIJ, 0),
            breedte=400,
            hoogte=320,
            eenheid="uren per week",
        ),
        staafgrafiek(
            "Uren per gemeente: gepland, geleverd en prognose",
            (BLAD, eerste, 0, laatste, 0),
            [
                (naam, (BLAD, eerste, kol, laatste, kol))
                for naam, kol in (("Gepland", 2), ("Geleverd", 3), ("Prognose", 4))
            ],
            (_GRAFIEKRIJ, 2),
            breedte=560,
            hoogte=320,
            eenheid="uren",
        ),
    ]
    blad.breedtes |= {0: 42, 1: 16}
    blad.liggend = False
    blad.paginas = (1, 1)


def _of_leeg(uren_h: int | None) -> Waarde:
    return "" if uren_h is None else uren(uren_h)


def _of_niets(uren_h: int | None) -> Waarde:
    return None if uren_h is None else uren(uren_h)


def _blok(blad: Blad, stof: Verantwoordingsstof) -> None:
    beeld, a = stof.capaciteit, adres
    blad.zet(_BLOKRIJ, 0, "Het jaar in het kort", "kopje")
    invoer: dict[str, tuple[str, Waarde, str, str]] = {
        "productief": ("Productieve uren per jaar, voltijd", _of_niets(beeld.productief_h), "uren", "uit Jaren"),
        "voltijd": ("Voltijd, uren per week", uren(beeld.voltijd_h), "uren", "uit Jaren"),
        "maanden": ("Maanden tot en met de laatste met uren", beeld.maanden, "geheel", "zo ver is het jaar"),
        "taak_onbekend": (
            "Uren waarvan de taak niet bekend is",
            uren(beeld.taak_h(None)),
            "uren",
            "beleid of ondersteuning; staat op Lijsten bij de rol",
        ),
    }
    for naam, (label, waarde, formaat, uitleg) in invoer.items():
        blad.zet(a(naam).rij, 0, label, "werk.tekst")
        blad.zet(a(naam).rij, 1, waarde, f"invoer.{formaat}")
        blad.zet(a(naam).rij, 2, uitleg, "uitleg.tekst")
    formule: dict[str, tuple[str, F, str]] = {
        "formatie": (
            "Formatie, uren per week",
            F(
                f'=IF(COUNTIFS({TAKEN}[Formatie uren per week],">=0")=0,"",ROUND(SUM({TAKEN}[Formatie uren per week]),2))',
                _of_leeg(beeld.formatie_totaal_h),
            ),
            "wat 8.3 vraagt: beleid en ondersteuning samen",
        ),
        "capaciteit": (
            "Capaciteit, uren per week",
            F(f"=ROUND(SUM({TABEL}[Uren per week]),2)", uren(beeld.capaciteit_h)),
            "wat de gemeenten volgens 8.3 leveren",
        ),
        "tempo": (
            "Geleverd, omgerekend in uren per week",
            F(f"={formules.weekuren(a('prognose'), a('productief'), a('voltijd'))}", _of_leeg(beeld.tempo_h)),
            "prognose / productieve uren × voltijd",
        ),
        "vacature": (
            "Vacature, uren per week",
            F(
                f'=IF({a("formatie")}="","",ROUND({a("formatie")}-{a("capaciteit")},2))',
                _of_leeg(beeld.vacature_h),
            ),
            "formatie min capaciteit",
        ),
        "gepland": (
            "Gepland, uren in het jaar",
            F(
                f'=IF({a("productief")}="","",ROUND(SUM({TABEL}[Gepland uren]),2))',
                _of_leeg(beeld.gepland_h),
            ),
            "capaciteit × productieve uren / voltijd",
        ),
        "geleverd": (
            "Geleverd, uren tot nu toe",
            F(f"=ROUND(SUM({TABEL}[Geleverd uren]),2)", uren(beeld.geleverd_h)),
            "van de maanden van het jaar, waar ook afgerekend",
        ),
        "prognose": (
            "Prognose, uren in het jaar",
            F(
                f'=IF({a("maanden")}=0,"",ROUND(SUM({TABEL}[Prognose uren]),2))',
                _of_leeg(beeld.prognose_h),
            ),
            "geleverd / maanden × 12",
        ),
        "verschil": (
            "Prognose min gepland, uren",
            F(
                f'=IF(OR({a("prognose")}="",{a("gepland")}=""),"",ROUND({a("prognose")}-{a("gepland")},2))',
                _of_leeg(verschil_h(beeld.prognose_h, beeld.gepland_h)),
            ),
            "onder nul wordt er minder geleverd dan gepland",
        ),
    }
    for naam, (label, inhoud, uitleg) in formule.items():
        stijl = "uitkomst.uren" if naam in ("vacature", "prognose", "verschil") else "werk.uren"
        rij(blad, a(naam).rij, label, inhoud, stijl, uitleg)


def _per_gemeente(blad: Blad, stof: Verantwoordingsstof) -> int:
    """The table per gemeente; gives its last row."""
    alle = stof.leveranciers
    blad.zet(_TABELRIJ - 1, 0, "Per gemeente", "kopje")
    tabel = blad.tabel(
        TABEL,
        _TABELRIJ,
        0,
        [
            TabelKolom("Gemeente", [g.naam for g in alle] or [""], "werk.tekst", None, 42),
            TabelKolom("Uren per week", [uren(g.per_week_h) for g in alle] or [0], "invoer.uren", None, 16),
            TabelKolom(
                "Gepland uren",
                [_of_leeg(g.gepland_h) for g in alle] or [_of_leeg(stof.capaciteit.gepland_h)],
                "werk.uren",
                f"={formules.jaaruren('[@Uren per week]', adres('productief'), adres('voltijd'))}",
                14,
            ),
            TabelKolom("Geleverd uren", [uren(g.geleverd_h) for g in alle] or [0], "invoer.uren", None, 14),
            TabelKolom(
                "Prognose uren",
                [_of_leeg(g.prognose_h) for g in alle],
                "uitkomst.uren",
                f"={formules.prognose('[@Geleverd uren]', adres('maanden'))}",
                14,
            ),
            TabelKolom(
                "Prognose min gepland uren",
                [_of_leeg(g.verschil_h) for g in alle],
                "uitkomst.uren",
                '=IF(OR([@Prognose uren]="",[@Gepland uren]=""),"",ROUND([@Prognose uren]-[@Gepland uren],2))',
                16,
            ),
        ],
    )
    blad.hoogtes[_TABELRIJ] = 30
    onder = _TABELRIJ + tabel.rijen
    blad.zet(onder + 1, 0, PROGNOSE, "uitleg")
    return onder + 1


def _per_taak(blad: Blad, stof: Verantwoordingsstof, koprij: int) -> int:
    beeld = stof.capaciteit
    gevraagd, tempo = [beeld.formatie_h.get(taak) for taak in Taak], [beeld.taaktempo_h(taak) for taak in Taak]
    blad.zet(koprij - 1, 0, "Per taak", "kopje")
    prognose = formules.prognose("[@Geleverd uren]", adres("maanden"))
    blad.tabel(
        TAKEN,
        koprij,
        0,
        [
            TabelKolom("Taak", [str(taak) for taak in Taak], "werk.tekst", None, 42),
            TabelKolom("Formatie uren per week", [_of_niets(h) for h in gevraagd], "invoer.uren", None, 16),
            TabelKolom("Geleverd uren", [uren(beeld.taak_h(taak)) for taak in Taak], "invoer.uren", None, 14),
            TabelKolom(
                "Prognose uren",
                [_of_leeg(beeld.taakprognose_h(taak)) for taak in Taak],
                "werk.uren",
                f"={prognose}",
                14,
            ),
            TabelKolom(
                "Geleverd uren per week",
                [_of_leeg(h) for h in tempo],
                "werk.uren",
                f"={formules.weekuren('[@Prognose uren]', adres('productief'), adres('voltijd'))}",
                14,
            ),
            TabelKolom(
                "Tekort uren per week",
                [_of_leeg(verschil_h(*paar)) for paar in zip(gevraagd, tempo, strict=True)],
                "uitkomst.uren",
                '=IF(OR([@Formatie uren per week]="",[@Geleverd uren per week]=""),"",'
                "ROUND([@Formatie uren per week]-[@Geleverd uren per week],2))",
                16,
            ),
        ],
    )
    blad.hoogtes[koprij] = 30
    return koprij + len(Taak)


def _per_maand(blad: Blad, stof: Verantwoordingsstof, koprij: int) -> None:
    blad.zet(koprij - 1, 0, "Per maand, alle gemeenten samen", "kopje")
    maanden_h = stof.capaciteit.maanden_h
    tot = [sum(maanden_h[: nr + 1]) for nr in range(len(maanden_h))]
    blad.tabel(
        MAANDEN,
        koprij,
        0,
        [
            TabelKolom("Maand", [f"{kop} {stof.jaar}" for kop in MAANDKOPPEN], "werk.tekst", None, 42),
            TabelKolom("Nr", list(range(1, len(maanden_h) + 1)), "werk.nr", None, 16),
            TabelKolom("Geleverd uren", [uren(h) for h in maanden_h], "invoer.uren", None, 14),
            TabelKolom(
                "Opgeteld uren",
                [uren(h) for h in tot],
                "werk.uren",
                f'=ROUND(SUMIFS({MAANDEN}[Geleverd uren],{MAANDEN}[Nr],"<="&[@Nr]),2)',
                14,
            ),
        ],
    )
