"""The first sheet: the year in twelve steps, live, with what is next; then the figures, what is missing, and who pays or receives.

Nothing on it is text of the build: choose another year, type a status, and it follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from via_xl.basis.maat import Maat
from via_xl.regeling.model import Versiestand
from via_xl.rekenen import grootheden as g
from via_xl.rekenen import jaaropbouw as opbouw
from via_xl.rekenen.afrekeningen import laatste
from via_xl.rekenen.jaarstappen import (
    HERZIENINGEN,
    OPBOUW,
    STAPPEN,
    UITGEVRAAGD,
    VASTGESTELD,
    Jaarstap,
    akkoorden_van,
    jaarstappen,
    reacties_open,
    volgende,
)
from via_xl.rekenen.vaststelling import getekende_staten, moet_staat_inleveren
from via_xl.rekenen.verrekening import GemeenteUitkomst
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Adres, Blad, Boek, Knop, Validatie
from via_xl.schrijven.macros import MACROS, Macro
from via_xl.schrijven.master import controles as master_controles
from via_xl.schrijven.master import startprognose
from via_xl.schrijven.master.invoer import LIJSTEN
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.verrekening import BLOK, TABEL
from via_xl.schrijven.taal import (
    VLAG,
    Aanzien,
    Blok,
    F,
    Grafiek,
    Stapel,
    Tabelveld,
    Vak,
    kolom,
    kop,
    rijen,
    uitkomst,
    volgnummer,
    werk,
)
from via_xl.schrijven.taal.controleblad import FOUT, TELT, Controle, gevonden_cel, verwacht_cel

BLAD = "Start"
JAAR = "Jaar"
"""The defined name of the cell in which the year is chosen."""
GEMEENTEN = "tblGemeentestand"

BEZWAAR, AKKOORD, STIL = "LET OP: bezwaar", "akkoord", "nog niets"
"""How a gemeente reacted to the last version: a bezwaar that nobody settled; an akkoord, or one that is settled; nothing."""
BINNEN, ONTBREEKT, NIET_NODIG = "OK", "ontbreekt", "niet nodig"
"""Whether its signed hour sheet is in."""
KLAAR, NU, LATER = "OK", "nu", "te doen"
"""What stands behind a step: it is done, it is the first that isn't, or one after that."""

_STAPKNOPPEN, _KNOPPEN = 6, 10
"""The column of the button that does a step, and that of those which belong to none."""
_STAPHOOGTE = 19.5
_ERNAAST = 3
"""The column of what the year lacks, beside the figures."""
_JAARRIJ = 4
_VERSIES = "tblAfrekeningen[Jaar],Jaar"
_LAATSTE = "tblAfrekeningen[Laatste van jaar],Jaar"
_DEFINITIEF = f'tblAfrekeningen[Soort],"{Versiestand.DEFINITIEF}"'


def leg_aan(boek: Boek, stand: Stand) -> Blad:
    """Add the sheet as the first, with the cell of the year and the names behind the dropdowns."""
    blad = boek.blad(BLAD, kleur="#1F4E78", kopregel=f"{stand.naam} · Start")
    keuze = Validatie({"validate": "list", "source": "=Lijst_jaren", "input_message": "Het jaar dat wordt afgerekend."})
    boek.naam(JAAR, blad.keuze(_JAARRIJ, 1, stand.jaar, "invoer.jaar", keuze))
    for naam, verwijzing in LIJSTEN.items():
        boek.naam(naam, verwijzing)
    return blad


def vul(
    boek: Boek, blad: Blad, stand: Stand, termijn: Adres, controles: Sequence[Controle], *, met_macros: bool = False
) -> None:
    """Fill the sheet, once the others stand.

    ``termijn`` is the cell of the day before which a gemeente answers, ``controles`` are those of the sheet Controles.
    """
    kop(
        blad,
        f"{stand.regio.kort} · jaarlijkse verrekening",
        "Kies het jaar in het gele veld; alle bladen rekenen mee. Invoer staat op de gele tabbladen.",
        vlag=None,
    )
    stappen = jaarstappen(stand.regeling, stand.uitkomst, boek.fouten)
    blad.zet(_JAARRIJ, 0, "Jaar", "werk.tekst")
    blad.zet(_JAARRIJ, 3, "kies een jaar uit Jaren", "uitleg.tekst")
    s = Stapel(blad, _JAARRIJ + 1)
    _bovenaan(s, stappen, boek.vlag)
    s.wit()
    s.kopje("Het jaar in twaalf stappen")
    knoppen = _stappen(s, stappen, controles, met_macros=met_macros)
    s.wit()
    ernaast = Stapel(blad, _JAARRIJ + 1 + s.hoog, _ERNAAST)
    _ontbreekt(ernaast.blok("Wat het jaar nog mist (aantal)"), stand, controles)
    _kerncijfers(s.blok("Kerncijfers"), stand, termijn)
    s.wit()
    startprognose.vul(s.blok("Waar het jaar op uitkomt"), stand)
    s.wit()
    s.grafiek(
        Grafiek(
            "Wie betaalt (boven nul) en wie ontvangt (onder nul), in het gekozen jaar",
            kolom(blad, GEMEENTEN, "Gemeente"),
            [(g.TE_BETALEN.kort, kolom(blad, GEMEENTEN, g.TE_BETALEN.kop))],
            breedte=1200,
            hoogte=300,
            vanaf_nul=False,
            letter=10,
        ),
        16,
    )
    s.kopje("Per gemeente")
    s.tabel(GEMEENTEN, stand.uitkomst.gemeenten, _per_gemeente(stand))
    s.kleur(kolom(blad, GEMEENTEN, "Reactie"))
    s.kleur(kolom(blad, GEMEENTEN, "Urenstaat"))
    s.kleur(rijen(blad, "stap 1 stand", f"stap {len(STAPPEN)} stand"))
    s.kleur(rijen(blad, "vlag", "vlag"))
    s.kleur(rijen(blad, "prognose", "prognose"))
    s.afdruk(5)
    blad.hulpkolommen = {7, 8}
    s.breed({0: 42, 1: 25, 2: 9, 3: 64, 4: 16, 5: 36, 6: 24, 7: 7, 8: 7})
    blad.bevroren = (_JAARRIJ + 2, 0)
    if met_macros:
        s.leg()
        _knoppen(blad, knoppen)


def _bovenaan(s: Stapel, stappen: Sequence[Jaarstap], vlagwaarde: str) -> None:
    """What is next, and whether all checks hold."""
    laatste_stap = len(STAPPEN)
    volgt = volgende(tuple(stappen))
    nr = f"IF(SUM({{stap 1 open}}:{{stap {laatste_stap} open}})=0,0,MATCH(1,{{stap 1 open}}:{{stap {laatste_stap} open}},0))"

    def van(deel: str) -> str:
        klaar = "alles is gedaan" if deel == "naam" else ""
        return f'IF({{volgende nr}}=0,"{klaar}",INDEX({{stap 1 {deel}}}:{{stap {laatste_stap} {deel}}},MAX(1,{{volgende nr}})))'

    s.vakken(
        {
            0: Vak("Volgende stap", opmaak="uitkomst.tekst"),
            1: Vak(
                F(van("naam"), "alles is gedaan" if volgt is None else _naam(volgt)),
                opmaak="uitkomst.tekst",
                als="volgende",
            ),
            3: Vak(F(van("doen"), "" if volgt is None else volgt.doen), opmaak="uitkomst.tekst"),
            7: Vak(F(nr, 0 if volgt is None else volgt.nr), Maat.GEHEEL, als="volgende nr"),
        }
    )
    s.vakken(
        {
            0: Vak("Controles"),
            1: Vak(F(VLAG, vlagwaarde), opmaak="uitkomst.tekst", als="vlag"),
            3: Vak("het ergste van blad Controles: OK, LET OP of FOUT", opmaak="uitleg.tekst"),
        }
    )


def _naam(stap: Jaarstap) -> str:
    return f"{stap.nr}. {stap.naam}"


def _stappen(
    s: Stapel, stappen: Sequence[Jaarstap], controles: Sequence[Controle], *, met_macros: bool
) -> dict[str, Macro]:
    """A row for each step: whether it is done, how many are missing, what to do, where, and with which command and button.

    Gives the macro of each step that has one, by the name of the cell that says what to do.
    """
    koppen = ("Stap", "Stand", "Nog", "Wat te doen", "Blad", "Opdracht", "Doe het" if met_macros else "", "Open", "Nr")
    s.vakken({kol: Vak(tekst, opmaak="kop") for kol, tekst in enumerate(koppen) if tekst})
    volgt, macros = volgende(tuple(stappen)), {macro.stap: macro for macro in MACROS if macro.stap}
    for stap, formule in zip(stappen, _open(controles), strict=True):
        n, deze = f"stap {stap.nr}", NU if stap is volgt else LATER
        oordeel = f'IF({{{n} nog}}=0,"{KLAAR}",IF({{volgende nr}}={{{n} nr}},"{NU}","{LATER}"))'
        naar = Vak(None) if stap.nr in macros else Vak(stap.blad, link=stap.blad)
        s.vakken(
            {
                0: Vak(_naam(stap), als=f"{n} naam"),
                1: Vak(F(oordeel, deze if stap.open else KLAAR), opmaak="uitkomst.tekst", als=f"{n} stand"),
                2: Vak(F(formule, stap.open), Maat.GEHEEL, als=f"{n} nog"),
                3: Vak(stap.doen, als=f"{n} doen"),
                4: Vak(stap.blad, link=stap.blad),
                5: Vak(_opdracht(stap), als=f"{n} opdracht"),
                **({_STAPKNOPPEN: naar} if met_macros else {}),
                7: Vak(F(f"MIN(1,{{{n} nog}})", min(1, stap.open)), Maat.GEHEEL, als=f"{n} open"),
                8: Vak(stap.nr, Maat.NR, als=f"{n} nr"),
            },
            hoogte=_STAPHOOGTE,
        )
    return {f"stap {stap.nr} doen": macros[stap.nr] for stap in stappen if stap.nr in macros}


def _opdracht(stap: Jaarstap) -> F | str | None:
    """The command of a step; of some it is another once the year was settled."""
    eerste = STAPPEN[stap.nr - 1][3]
    if eerste not in HERZIENINGEN:
        return f"via-xl {stap.opdracht}" if stap.opdracht else None
    formule = f'"via-xl "&IF(COUNTIFS({_VERSIES},{_DEFINITIEF})>0,"{HERZIENINGEN[eerste]}","{eerste}")'
    return F(formule, f"via-xl {stap.opdracht}")


def _open(controles: Sequence[Controle]) -> Iterator[str]:
    """Per step the formula of how many are missing (:func:`via_xl.rekenen.jaarstappen.jaarstappen`)."""
    nummer = {controle.wat: plaats for plaats, controle in enumerate(controles)}

    def tekort(wat: str) -> str:
        return f"({verwacht_cel(nummer[wat])}-{gevonden_cel(nummer[wat])})"

    def vast(nr: int) -> list[str]:
        return [tekort(f"Vastgesteld: {soort}") for soort in VASTGESTELD[nr]]

    for nr in (1, 2, 3):
        yield "+".join([*(f"{{mist {onderwerp}}}" for onderwerp in OPBOUW[nr]), *vast(nr)])
    gemaakt = f'COUNTIFS(tblLogboek[Jaar],Jaar,tblLogboek[Wat],"{UITGEVRAAGD}")'
    yield f"IF({gemaakt}+COUNTIFS(tblUrenstaten[Jaar],Jaar)>0,0,1)"
    punten = gevonden_cel(nummer[master_controles.AANDACHTSPUNTEN])
    yield "+".join([tekort(master_controles.URENSTATEN), str(punten), *vast(5)])
    yield TELT[FOUT]
    klaar = f"COUNTIFS({_LAATSTE},{_DEFINITIEF})"
    yield f"IF(COUNTIFS({_VERSIES})>0,0,1)"
    yield f'IF({klaar}+COUNTIFS({_LAATSTE},tblAfrekeningen[Verzonden op],">0")>0,0,1)'
    yield f"IF({klaar}>0,0,SUM({GEMEENTEN}[Reactie open]))"
    yield f"IF({klaar}>0,0,MAX(0,2-SUM({GEMEENTEN}[Akkoord])))"
    yield f"IF({klaar}>0,0,1)"
    yield f'IF(COUNTIFS({_LAATSTE},tblAfrekeningen[Betaald op],">0")>0,0,1)'


def _kerncijfers(b: Blok, stand: Stand, termijn: Adres) -> None:
    uit, versie = stand.uitkomst, laatste(stand.regeling, stand.jaar)
    hoog = Aanzien.UITKOMST
    for wat, aanzien in ((g.KOSTEN, hoog), (g.VERGOEDING, hoog), (g.TE_VERDELEN, hoog), (g.VOORSTELGRENS, None)):
        b.rij(wat.bij(stand.regio).met_symbool, wat.maat, F(BLOK[wat.naam], wat.waarde(uit)), aanzien=aanzien)
    uren_h = sum(r.uren_h for r in uit.gemeenten)
    b.rij("Geleverde uren", Maat.UREN, F(BLOK[f"{TABEL} Uren"], uren_h))
    b.rij(g.SLEUTEL.label, Maat.TEKST, F(BLOK.sleutel, uit.verdeelsleutel))
    dag = stand.regeling.jaar(stand.jaar).reactietermijn
    b.rij("Reageren kan tot", Maat.DATUM, F(str(termijn), dag or "nog niet bepaald"))
    nummer = 0 if versie is None else versie.versie
    som = f"SUMIFS(tblAfrekeningen[Versie],{_LAATSTE})"
    b.rij("Laatste versie (0: er is er nog geen)", Maat.GEHEEL, F(som, nummer), als="versie")
    plek = "MATCH(Jaar,tblAfrekeningen[Laatste van jaar],0)"
    for label, als, kolomkop, waarde in (
        ("Soort van die versie", "soort", "Soort", versie and str(versie.soort)),
        ("Invoerhash van die versie", "hash", "Invoerhash", versie and versie.invoerhash),
    ):
        b.rij(
            label,
            Maat.TEKST,
            F(f'IFERROR(INDEX(tblAfrekeningen[{kolomkop}],{plek}),"geen")', waarde or "geen"),
            als=als,
        )


def _ontbreekt(b: Blok, stand: Stand, controles: Sequence[Controle]) -> None:
    """What the chosen year still lacks, live: a row per subject."""
    nummer = {controle.wat: plaats for plaats, controle in enumerate(controles)}

    def leeg(naam: str) -> str:
        return f'IF({formules.van_jaar(naam)}="",1,0)'

    inwoners = nummer[master_controles.INWONERS]
    doen_mee, geteld = verwacht_cel(inwoners), gevonden_cel(inwoners)
    geldt = 'COUNTIFS(tblCapaciteit[Telt mee],1,tblCapaciteit[Code],"?*")'
    posten = "COUNTIFS(tblBestedingen[Jaar],Jaar)"
    gemeld = 'COUNTIFS(tblBestedingen[Jaar],Jaar,tblBestedingen[Besteed €],">=0")'
    formule: Mapping[str, str] = {
        opbouw.POK: f"MAX(0,1-{gevonden_cel(nummer[master_controles.POK])})",
        opbouw.INWONERS: f"MAX(0,{doen_mee}-{geteld})",
        opbouw.BEGROTING: f"MAX(0,SUM({TABEL}[Doet mee])-{verwacht_cel(nummer['Vastgesteld: begroting'])})",
        opbouw.KOSTEN: leeg("Begrote kosten €"),
        opbouw.REACTIETERMIJN: leeg("Reactie voor"),
        opbouw.TARIEVEN: (
            "MAX(0,IF(SUM(tblTarieven[Eerste van schaal])=0,12,SUM(tblTarieven[Eerste van schaal]))"
            "-SUM(tblTarieven[Maanden in jaar]))"
        ),
        opbouw.CAPACITEIT: f"1-MIN(1,{geldt})",
        opbouw.BUDGET: leeg("Budget DUVO en POK €"),
        opbouw.BESTEDINGEN: f"MAX({posten}-{gemeld},1-{gemeld})",
    }
    for deel in opbouw.jaaropbouw(stand.regeling, stand.jaar):
        label = f"{deel.naam[0].upper()}{deel.naam[1:]}"
        inhoud = F(formule[deel.onderwerp], deel.ontbreekt)
        b.rij(label, Maat.GEHEEL, inhoud, als=f"mist {deel.onderwerp}", hoe=f"blad {deel.blad}")


def _per_gemeente(stand: Stand) -> list[Tabelveld[GemeenteUitkomst]]:
    """Per gemeente what it pays or receives, its hour sheet, and its answer on the last version."""
    regeling, jaar = stand.regeling, stand.jaar
    versie = laatste(regeling, jaar)
    getekend, namen = getekende_staten(regeling, jaar), set(reacties_open(regeling, stand.uitkomst, versie))
    bezwaar = {rij.code for rij in regeling.reacties if rij.jaar == jaar and rij.open}
    geantwoord = {r.code for r in regeling.reacties if versie and (r.jaar, r.versie) == (jaar, versie.versie)}
    akkoord = akkoorden_van(regeling, stand.uitkomst, versie)
    van = "tblReacties[Jaar],Jaar,tblReacties[CBS code],[@Code]"
    open_bezwaren, antwoorden = (
        f"SUMIFS(tblReacties[Open bezwaar],{van})",
        f"COUNTIFS({van},tblReacties[Versie],{{versie}})",
    )
    stuk = f"INDEX({TABEL}[Krijgt stuk],[@Nr])"
    staat = f"INDEX({TABEL}[Staat nodig],[@Nr])", f"INDEX({TABEL}[Staat getekend],[@Nr])"

    def urenstaat(rij: GemeenteUitkomst) -> str:
        return NIET_NODIG if not moet_staat_inleveren(rij) else BINNEN if rij.code in getekend else ONTBREEKT

    def zonder(rij: GemeenteUitkomst) -> str:
        return STIL if rij.ontvangt_stuk else NIET_NODIG

    def reactie(rij: GemeenteUitkomst) -> str:
        if rij.code in bezwaar:
            return BEZWAAR
        if rij.code in geantwoord or (rij.ontvangt_stuk and rij.naam not in namen):
            return AKKOORD
        return zonder(rij)

    approves = "COUNTIFS(tblAkkoord[Jaar],Jaar,tblAkkoord[CBS code],[@Code],tblAkkoord[Invoerhash],{hash})"
    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, f"INDEX({TABEL}[Gemeente],[@Nr])", breedte=42),
        uitkomst(
            g.TE_BETALEN.kop, Maat.EURO, g.TE_BETALEN.waarde, f"INDEX({TABEL}[{g.TE_BETALEN.kop}],[@Nr])", breedte=17
        ),
        volgnummer(breedte=9),
        uitkomst(
            "Reactie",
            Maat.TEKST,
            reactie,
            f'IF({open_bezwaren}>0,"{BEZWAAR}",IF({antwoorden}>0,"{AKKOORD}",[@Zonder antwoord]))',
        ),
        werk(
            "Urenstaat",
            Maat.TEKST,
            urenstaat,
            f'IF({staat[0]}=0,"{NIET_NODIG}",IF({staat[1]}>0,"{BINNEN}","{ONTBREEKT}"))',
            breedte=16,
        ),
        werk("Akkoord", Maat.GEHEEL, lambda r: r.code in akkoord, f"MIN(1,{approves})"),
        werk("Code", Maat.TEKST, lambda r: r.code, f"INDEX({TABEL}[Code],[@Nr])"),
        werk(
            "Reactie open",
            Maat.GEHEEL,
            lambda r: r.naam in namen,
            f'IF(OR([@Reactie]="{AKKOORD}",[@Reactie]="{NIET_NODIG}"),0,1)',
            breedte=7,
        ),
        werk("Zonder antwoord", Maat.TEKST, zonder, f'IF({stuk}=1,"{STIL}","{NIET_NODIG}")', breedte=7),
    ]


def _knoppen(blad: Blad, stappen: Mapping[str, Macro]) -> None:
    """The button of each step in its own row, and those that belong to no step beside them, outside what is printed."""
    for naam, macro in stappen.items():
        _knop(blad, blad.namen[naam].rij, _STAPKNOPPEN, macro)
    kopje = min(blad.namen[naam].rij for naam in stappen) - 1
    blad.zet(kopje, _KNOPPEN, "Verder", "kop")
    for nummer, macro in enumerate(macro for macro in MACROS if macro.knop):
        _knop(blad, kopje + 1 + nummer, _KNOPPEN, macro)
    blad.breedtes |= {_KNOPPEN - 1: 3, _KNOPPEN: 24}


def _knop(blad: Blad, rij: int, kol: int, macro: Macro) -> None:
    blad.knoppen.append(Knop(rij, kol, macro.label, macro.sub, macro.tip, breedte=173, hoogte=26))
