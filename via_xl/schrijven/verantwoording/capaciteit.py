"""The sheet Capaciteit: what the plan asks and promises, what was delivered, and where the year goes; hours only."""

from __future__ import annotations

from collections.abc import Sequence

from via_xl.basis.maat import Maat
from via_xl.regeling.model import Taak
from via_xl.rekenen.capaciteit import Capaciteitsbeeld, Gemeentecapaciteit, verschil_h
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.rapport.capaciteit import MAANDKOPPEN, PROGNOSE
from via_xl.schrijven.taal import (
    Aanzien,
    Blok,
    F,
    Grafiek,
    Namen,
    Stapel,
    Tabelveld,
    invoer,
    kolom,
    rijen,
    uitkomst,
    volgnummer,
    werk,
)
from via_xl.schrijven.verantwoording.opbouw import begin
from via_xl.schrijven.verantwoording.stof import Verantwoordingsstof

BLAD = "Capaciteit"
NAMEN = Namen(BLAD)
"""The figures of the year, for formulas on other sheets: ``NAMEN.geleverd``."""
TABEL, TAKEN, MAANDEN = "tblLevering", "tblTaken", "tblMaanden"
_INVOER = ("productief", "voltijd", "maanden", "taak_onbekend")


def zet(boek: Boek, stof: Verantwoordingsstof) -> None:
    """Add the sheet: the block, charts, and tables per gemeente, taak and month."""
    beeld = stof.capaciteit
    plan = stof.regeling.regio.passage("capaciteit")
    uitleg = f"Gevraagd (formatie), toegezegd (capaciteit van {plan}) en geleverd, in uren van de maanden van het jaar."
    s = begin(boek, stof, BLAD, "Capaciteit", uitleg)
    _blok(s.blok("Het jaar in het kort", eerst=_INVOER), beeld, plan)
    s.wit()
    _grafieken(s)
    s.kopje("Per gemeente")
    s.tabel(TABEL, stof.leveranciers or [_niemand(beeld)], _per_gemeente(), kophoogte=30)
    s.uitleg(PROGNOSE)
    s.wit()
    s.kopje("Per taak")
    s.tabel(TAKEN, list(Taak), _per_taak(beeld), kophoogte=30)
    s.wit()
    s.kopje("Per maand, alle gemeenten samen")
    s.tabel(MAANDEN, range(len(MAANDKOPPEN)), _per_maand(beeld.maanden_h, stof.jaar))
    s.blad.liggend = False


def _blok(b: Blok, beeld: Capaciteitsbeeld, plan: str) -> None:
    def rij(naam: str, label: str, waarde: int | None, formule: str = "", *, hoe: str, hoog: bool = False) -> None:
        inhoud = F(formule, waarde) if formule else waarde
        b.rij(label, Maat.UREN, inhoud, als=naam, hoe=hoe, aanzien=Aanzien.UITKOMST if hoog else None)

    def som(kolom: str) -> str:
        return f"ROUND(SUM({kolom}),2)"

    gevraagd = f"{TAKEN}[Formatie uren per week]"
    formule = f'IF(COUNTIFS({gevraagd},">=0")=0,"",{som(gevraagd)})'
    hoe = f"wat {plan} vraagt: beleid en ondersteuning samen"
    rij("formatie", "Formatie, uren per week", beeld.formatie_totaal_h, formule, hoe=hoe)
    hoe = f"wat de gemeenten volgens {plan} leveren"
    rij("capaciteit", "Capaciteit, uren per week", beeld.capaciteit_h, som(f"{TABEL}[Uren per week]"), hoe=hoe)
    formule = formules.weekuren("{prognose}", "{productief}", "{voltijd}")
    hoe = "prognose / productieve uren × voltijd"
    rij("tempo", "Geleverd, omgerekend in uren per week", beeld.tempo_h, formule, hoe=hoe)
    formule = 'IF({formatie}="","",ROUND({formatie}-{capaciteit},2))'
    hoe = "formatie min capaciteit"
    rij("vacature", "Vacature, uren per week", beeld.vacature_h, formule, hoe=hoe, hoog=True)
    rij("productief", "Productieve uren per jaar, voltijd", beeld.productief_h, hoe="uit Jaren")
    rij("voltijd", "Voltijd, uren per week", beeld.voltijd_h, hoe="uit Jaren")
    formule = f'IF({{productief}}="","",{som(f"{TABEL}[Gepland uren]")})'
    hoe = "capaciteit × productieve uren / voltijd"
    rij("gepland", "Gepland, uren in het jaar", beeld.gepland_h, formule, hoe=hoe)
    hoe = "van de maanden van het jaar, waar ook afgerekend"
    rij("geleverd", "Geleverd, uren tot nu toe", beeld.geleverd_h, som(f"{TABEL}[Geleverd uren]"), hoe=hoe)
    label = "Maanden tot en met de laatste met uren"
    b.rij(label, Maat.GEHEEL, beeld.maanden, als="maanden", hoe="zo ver is het jaar")
    formule = f'IF({{maanden}}=0,"",{som(f"{TABEL}[Prognose uren]")})'
    hoe = "geleverd / maanden × 12"
    rij("prognose", "Prognose, uren in het jaar", beeld.prognose_h, formule, hoe=hoe, hoog=True)
    verschil = verschil_h(beeld.prognose_h, beeld.gepland_h)
    formule = 'IF(OR({prognose}="",{gepland}=""),"",ROUND({prognose}-{gepland},2))'
    hoe = "onder nul wordt er minder geleverd dan gepland"
    rij("verschil", "Prognose min gepland, uren", verschil, formule, hoe=hoe, hoog=True)
    hoe = "beleid of ondersteuning; staat op Lijsten bij de rol"
    rij("taak_onbekend", "Uren waarvan de taak niet bekend is", beeld.taak_h(None), hoe=hoe)


def _grafieken(s: Stapel) -> None:
    links = Grafiek(
        "Uren per week: gevraagd, toegezegd, geleverd",
        rijen(s.blad, "formatie", "tempo", labels=True),
        [("Uren per week", rijen(s.blad, "formatie", "tempo"))],
        breedte=400,
        hoogte=320,
        eenheid="uren per week",
    )
    rechts = Grafiek(
        "Uren per gemeente: gepland, geleverd en prognose",
        kolom(s.blad, TABEL, "Gemeente"),
        [(wat, kolom(s.blad, TABEL, f"{wat} uren")) for wat in ("Gepland", "Geleverd", "Prognose")],
        breedte=560,
        hoogte=320,
        eenheid="uren",
    )
    s.grafiek(links, 18, (2, rechts))


def _niemand(beeld: Capaciteitsbeeld) -> Gemeentecapaciteit:
    """The row that stands in the table when nobody supplies or delivered anything."""
    return Gemeentecapaciteit("", "", 0, beeld.gepland_h, (), 0, 0, 0, 0, 0)


def _per_gemeente() -> list[Tabelveld[Gemeentecapaciteit]]:
    gepland = formules.jaaruren("[@Uren per week]", "{productief}", "{voltijd}")
    prognose = formules.prognose("[@Geleverd uren]", "{maanden}")
    verschil = 'IF(OR([@Prognose uren]="",[@Gepland uren]=""),"",ROUND([@Prognose uren]-[@Gepland uren],2))'
    return [
        werk("Gemeente", Maat.TEKST, lambda g: g.naam, breedte=42),
        invoer("Uren per week", Maat.UREN, lambda g: g.per_week_h, breedte=16),
        werk("Gepland uren", Maat.UREN, lambda g: g.gepland_h, gepland, breedte=14),
        invoer("Geleverd uren", Maat.UREN, lambda g: g.geleverd_h, breedte=14),
        uitkomst("Prognose uren", Maat.UREN, lambda g: g.prognose_h, prognose, breedte=14),
        uitkomst("Prognose min gepland uren", Maat.UREN, lambda g: g.verschil_h, verschil, breedte=16),
    ]


def _per_taak(beeld: Capaciteitsbeeld) -> list[Tabelveld[Taak]]:
    gevraagd = beeld.formatie_h.get
    prognose = formules.prognose("[@Geleverd uren]", "{maanden}")
    per_week = formules.weekuren("[@Prognose uren]", "{productief}", "{voltijd}")
    vraagt, levert = "[@Formatie uren per week]", "[@Geleverd uren per week]"
    tekort = f'IF(OR({vraagt}="",{levert}=""),"",ROUND({vraagt}-{levert},2))'
    return [
        werk("Taak", Maat.TEKST, lambda taak: taak, breedte=42),
        invoer("Formatie uren per week", Maat.UREN, gevraagd, breedte=16),
        invoer("Geleverd uren", Maat.UREN, beeld.taak_h, breedte=14),
        werk("Prognose uren", Maat.UREN, beeld.taakprognose_h, prognose, breedte=14),
        werk("Geleverd uren per week", Maat.UREN, beeld.taaktempo_h, per_week, breedte=14),
        uitkomst(
            "Tekort uren per week",
            Maat.UREN,
            lambda taak: verschil_h(gevraagd(taak), beeld.taaktempo_h(taak)),
            tekort,
            breedte=16,
        ),
    ]


def _per_maand(maanden_h: Sequence[int], jaar: int) -> list[Tabelveld[int]]:
    tot_nu = f'ROUND(SUMIFS({MAANDEN}[Geleverd uren],{MAANDEN}[Nr],"<="&[@Nr]),2)'
    return [
        werk("Maand", Maat.TEKST, lambda nr: f"{MAANDKOPPEN[nr]} {jaar}", breedte=42),
        volgnummer(breedte=16),
        invoer("Geleverd uren", Maat.UREN, lambda nr: maanden_h[nr], breedte=14),
        werk("Opgeteld uren", Maat.UREN, lambda nr: sum(maanden_h[: nr + 1]), tot_nu, breedte=14),
    ]
