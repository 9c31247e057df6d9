"""Capacity: what the plan asks and promises, what is delivered, and where the year is going."""

from __future__ import annotations

from via_xl.basis.maat import Maat, Ruw
from via_xl.regeling.model import Taak
from via_xl.regeling.tabellen import JAREN
from via_xl.rekenen.capaciteit import Capaciteitsbeeld, Gemeentecapaciteit, verschil_h
from via_xl.schrijven import formules
from via_xl.schrijven.master import verrekening
from via_xl.schrijven.taal import (
    Aanzien,
    Blok,
    F,
    Grafiek,
    Stapel,
    Tabelveld,
    Wijze,
    kolom,
    rijen,
    uitkomst,
    volgnummer,
    werk,
)

BLAD = "Capaciteit"
ROLLEN, MAANDTABEL = "tblRoluren", "tblMaanduren"
"""The tables per rol and per gemeente and month, which are only there live."""
MAANDKOPPEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
PROGNOSE = (
    "Prognose: wat tot nu toe geleverd is, gedeeld door het aantal maanden tot en met de laatste met uren, maal 12."
)
ONBEKEND = "niet bekend"
_BEVROREN = ("Gemeente", "Uren per week", "Gepland uren", "Geleverd uren", "Prognose uren", "Prognose min gepland uren")
"""The columns of a gemeente that a frozen sheet has: hours only."""


def tabel(wijze: Wijze) -> str:
    """The name of the table per gemeente."""
    return wijze.kies("tblCapaciteitsbeeld", "tblLevering")


def taken(wijze: Wijze) -> str:
    """The name of the table per taak."""
    return wijze.kies("tblTaakuren", "tblTaken")


def uren(*waar: str) -> str:
    """The hours of the lines of which columns hold something: ``uren("Leverjaar],Jaar")``."""
    return f"SUMIFS(tblUren[Uren],{','.join(f'tblUren[{deel}' for deel in waar)})"


def _min(kop: str, af: str) -> str:
    """What one column is more than another; blank where one of them is."""
    return f'IF(OR([@{kop}]="",[@{af}]=""),"",ROUND([@{kop}]-[@{af}],2))'


def _stap(
    b: Blok, als: str, label: str, inhoud: F | Ruw, hoe: str, maat: Maat = Maat.UREN, *, hoog: bool = False
) -> None:
    b.rij(label, maat, inhoud, als=als, hoe=hoe, aanzien=Aanzien.UITKOMST if hoog else None)


def _som(kop: str, wijze: Wijze) -> str:
    return f"ROUND(SUM({tabel(wijze)}[{kop}]),2)"


def kort(s: Stapel, beeld: Capaciteitsbeeld, plan: str, wijze: Wijze) -> None:
    """The year in short. What is typed is said before what is calculated; ``plan`` is the passage that asks the capacity."""
    eerst = wijze.kies(("cao",), ("productief", "voltijd", "maanden", "taak_onbekend"))
    b = s.blok("Het jaar in het kort", eerst=eerst)
    _per_week(b, beeld, plan, wijze)
    _in_het_jaar(b, beeld, wijze)
    if wijze is Wijze.LEVEND:
        _te_veel(b, beeld)
    taak = f'ROUND(SUMIFS({ROLLEN}[Totaal uren],{ROLLEN}[Taak],"{ONBEKEND}")+{{rol_onbekend}},2)'
    hoe = wijze.kies("vul op Lijsten bij de rol de taak in", "beleid of ondersteuning; staat op Lijsten bij de rol")
    _stap(b, "taak_onbekend", "Uren waarvan de taak niet bekend is", wijze.cel(beeld.taak_h(None), taak), hoe)


def _per_week(b: Blok, beeld: Capaciteitsbeeld, plan: str, wijze: Wijze) -> None:
    kies = wijze.kies
    gevraagd = f"{taken(wijze)}[Formatie uren per week]"
    formatie = kies(
        'IF(COUNTIFS(tblFormatie[Telt mee],1,tblFormatie[Taak],"?*")=0,"",'
        "ROUND(SUMIFS(tblFormatie[Uren per week],tblFormatie[Telt mee],1),2))",
        f'IF(COUNTIFS({gevraagd},">=0")=0,"",ROUND(SUM({gevraagd}),2))',
    )
    hoe = f"wat {plan} vraagt: beleid en ondersteuning samen"
    _stap(b, "formatie", "Formatie, uren per week", F(formatie, beeld.formatie_totaal_h), hoe)
    hoe = f"wat de gemeenten volgens {plan} leveren{kies(', op 31 december', '')}"
    _stap(b, "capaciteit", "Capaciteit, uren per week", F(_som("Uren per week", wijze), beeld.capaciteit_h), hoe)
    tempo = F(formules.weekuren("{prognose}", "{productief}", "{voltijd}"), beeld.tempo_h)
    _stap(b, "tempo", "Geleverd, omgerekend in uren per week", tempo, "prognose / productieve uren × voltijd")
    vacature = F('IF({formatie}="","",ROUND({formatie}-{capaciteit},2))', beeld.vacature_h)
    hoe = f"formatie min capaciteit{kies('; onder nul is er meer dan gevraagd', '')}"
    _stap(b, "vacature", "Vacature, uren per week", vacature, hoe, hoog=True)
    productief = wijze.cel(beeld.productief_h, formules.of_leeg(formules.van_jaar("Productieve uren voltijd")))
    hoe = f"uit Jaren{kies('; leeg: er is niet te plannen', '')}"
    _stap(b, "productief", "Productieve uren per jaar, voltijd", productief, hoe)
    van_jaar = formules.van_jaar("Voltijd uren per week")
    voltijd = wijze.cel(beeld.voltijd_h, f'IF({van_jaar}="",{{cao}},{van_jaar})')
    _stap(b, "voltijd", "Voltijd, uren per week", voltijd, "uit Jaren")
    if wijze is Wijze.LEVEND:
        standaard = next(veld.standaard for veld in JAREN.kolommen if veld.veld == "voltijd_h")
        label, hoe = "Voltijd waar Jaren niets zegt, uren per week", "CAO Gemeenten"
        b.rij(label, Maat.UREN, standaard, als="cao", hoe=hoe, aanzien=Aanzien.WERK)


def _in_het_jaar(b: Blok, beeld: Capaciteitsbeeld, wijze: Wijze) -> None:
    kies = wijze.kies
    gepland = F(f'IF({{productief}}="","",{_som("Gepland uren", wijze)})', beeld.gepland_h)
    hoe = f"capaciteit × productieve uren / voltijd{kies(', per gemeente', '')}"
    _stap(b, "gepland", "Gepland, uren in het jaar", gepland, hoe)
    geleverd = F(kies(f"ROUND({uren('Leverjaar],Jaar')},2)", _som("Geleverd uren", wijze)), beeld.geleverd_h)
    hoe = kies("geldige urenregels van de maanden van het jaar", "van de maanden van het jaar, waar ook afgerekend")
    _stap(b, "geleverd", "Geleverd, uren tot nu toe", geleverd, hoe)
    maanden = wijze.cel(beeld.maanden, f"MAX({{nummer.{MAANDKOPPEN[0]}}}:{{nummer.{MAANDKOPPEN[-1]}}})")
    _stap(b, "maanden", "Maanden tot en met de laatste met uren", maanden, "zo ver is het jaar", Maat.GEHEEL)
    prognose = F(f'IF({{maanden}}=0,"",{_som("Prognose uren", wijze)})', beeld.prognose_h)
    hoe = kies(PROGNOSE, "geleverd / maanden × 12")
    _stap(b, "prognose", "Prognose, uren in het jaar", prognose, hoe, hoog=True)
    verschil = F(
        'IF(OR({prognose}="",{gepland}=""),"",ROUND({prognose}-{gepland},2))',
        verschil_h(beeld.prognose_h, beeld.gepland_h),
    )
    hoe = "onder nul wordt er minder geleverd dan gepland"
    _stap(b, "verschil", "Prognose min gepland, uren", verschil, hoe, hoog=True)


def _te_veel(b: Blok, beeld: Capaciteitsbeeld) -> None:
    """What is not for a frozen sheet: it says what an hour costs, or where the hour lines are to be put right."""
    meer = F(_som("Te veel uren", Wijze.LEVEND), beeld.meer_h)
    hoe = "meer geleverd dan de productieve uren van de capaciteit, per gemeente"
    _stap(b, "meer", "Te veel doorberekend, uren", meer, hoe, hoog=True)
    effect = F(_som("Te veel €", Wijze.LEVEND), beeld.effect_ct)
    hoe = "tegen het gemiddelde uurtarief van de gemeente, vóór vergoeding"
    _stap(b, "effect", "Te veel doorberekend, in euro", effect, hoe, Maat.EURO, hoog=True)
    rol = F(f"ROUND({uren('Leverjaar],Jaar', 'Rol bekend],0')},2)", sum(beeld.rol_onbekend_h))
    hoe = "tellen mee in het jaar, niet in de tabel per rol"
    _stap(b, "rol_onbekend", "Uren in een rol die niet in Lijsten staat", rol, hoe)


def grafieken(s: Stapel, wijze: Wijze) -> None:
    """The charts of the year and of its gemeenten, beside each other; a frozen sheet has only one year."""
    kies = wijze.kies
    per_week = Grafiek(
        f"Uren per week: gevraagd, toegezegd{kies(' en', ',')} geleverd",
        rijen(s.blad, "formatie", "tempo", labels=True),
        [("Uren per week", rijen(s.blad, "formatie", "tempo"))],
        breedte=kies(470, 400),
        hoogte=kies(340, 320),
        eenheid="uren per week",
    )
    per_jaar = Grafiek(
        f"Uren per gemeente{kies(' in het gekozen jaar', '')}: gepland, geleverd en prognose",
        kolom(s.blad, tabel(wijze), "Gemeente"),
        [(wat, kolom(s.blad, tabel(wijze), f"{wat} uren")) for wat in ("Gepland", "Geleverd", "Prognose")],
        breedte=kies(900, 560),
        hoogte=kies(340, 320),
        eenheid="uren",
    )
    s.grafiek(per_week, 18, (kies(3, 2), per_jaar))


def gemeente(wijze: Wijze) -> list[Tabelveld[Gemeentecapaciteit]]:
    """The columns that say of which gemeente a row is."""
    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, wijze.kies("INDEX(tblGemeenten[Naam],[@Nr])", ""), breedte=40),
        werk("Code", Maat.TEKST, lambda r: r.code, "INDEX(tblGemeenten[Code],[@Nr])", breedte=16),
        volgnummer(),
    ]


def per_gemeente(wijze: Wijze) -> list[Tabelveld[Gemeentecapaciteit]]:
    """The columns per gemeente."""
    capaciteit, kosten, afgerekend = (
        f"INDEX({verrekening.TABEL}[{kop}],[@Nr])" for kop in ("Capaciteit uren per week", "Kosten €", "Uren")
    )
    gepland = formules.jaaruren("[@Uren per week]", "{productief}", "{voltijd}")
    geleverd = f"SUMIFS({MAANDTABEL}[Totaal uren],{MAANDTABEL}[Code],[@Code])"
    prognose = formules.prognose("[@Geleverd uren]", "{maanden}")
    te_veel = formules.te_veel_uren("[@Geleverd uren]", "[@Gepland uren]")
    effect = formules.effect("[@Te veel uren]", kosten, afgerekend)
    verschil = _min("Prognose uren", "Gepland uren")
    velden: list[Tabelveld[Gemeentecapaciteit]] = [
        *gemeente(wijze),
        wijze.elders("Uren per week", Maat.UREN, lambda r: r.per_week_h, capaciteit),
        werk("Gepland uren", Maat.UREN, lambda r: r.gepland_h, gepland),
        wijze.elders("Geleverd uren", Maat.UREN, lambda r: r.geleverd_h, geleverd),
        uitkomst("Prognose uren", Maat.UREN, lambda r: r.prognose_h, prognose),
        uitkomst("Prognose min gepland uren", Maat.UREN, lambda r: r.verschil_h, verschil),
        werk("Te veel uren", Maat.UREN, lambda r: r.meer_h, te_veel),
        werk("Te veel €", Maat.EURO, lambda r: r.effect_ct, effect, breedte=14),
    ]
    return wijze.kies(velden, [veld for veld in velden if veld.kop in _BEVROREN])


def per_taak(beeld: Capaciteitsbeeld, wijze: Wijze) -> list[Tabelveld[Taak]]:
    """The columns per taak."""
    vraag = beeld.formatie_h.get
    op_taak = "tblFormatie[Taak],[@Taak],tblFormatie[Telt mee],1"
    formatie = f'IF(COUNTIFS({op_taak})=0,"",ROUND(SUMIFS(tblFormatie[Uren per week],{op_taak}),2))'
    geleverd = f"ROUND(SUMIFS({ROLLEN}[Totaal uren],{ROLLEN}[Taak],[@Taak]),2)"
    prognose = formules.prognose("[@Geleverd uren]", "{maanden}")
    tempo = formules.weekuren("[@Prognose uren]", "{productief}", "{voltijd}")
    tekort = _min("Formatie uren per week", "Geleverd uren per week")

    def tekort_h(taak: Taak) -> int | None:
        return verschil_h(vraag(taak), beeld.taaktempo_h(taak))

    return [
        werk("Taak", Maat.TEKST, lambda taak: taak, breedte=40),
        wijze.elders("Formatie uren per week", Maat.UREN, vraag, formatie, breedte=16),
        wijze.elders("Geleverd uren", Maat.UREN, beeld.taak_h, geleverd),
        werk("Prognose uren", Maat.UREN, beeld.taakprognose_h, prognose),
        werk("Geleverd uren per week", Maat.UREN, beeld.taaktempo_h, tempo),
        uitkomst("Tekort uren per week", Maat.UREN, tekort_h, tekort),
    ]
