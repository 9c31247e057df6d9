"""The first sheet: the year, the status, the overall check, the key figures and the way to every sheet."""

from __future__ import annotations

from via_xl.basis.geld import euro, uren
from via_xl.rekenen.jaaropbouw import BEGROTING, CAPACITEIT, jaaropbouw
from via_xl.rekenen.vaststelling import redenen_concept
from via_xl.schrijven.boek import Adres, Blad, Boek, Knop, TabelKolom, kleur_uitkomst
from via_xl.schrijven.macros import MACROS
from via_xl.schrijven.master import controles, instellingen, verrekening
from via_xl.schrijven.master.duvo_pok import BLOK as DUVO_POK
from via_xl.schrijven.master.invoer import LIJSTEN
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.master.verrekening import BLOK
from via_xl.schrijven.opmaak import VLAG, F, keuzelijst, kop, rij, staafgrafiek
from via_xl.schrijven.taal import controleblad

BLAD = "Start"
JAAR = "Jaar"
"""The defined name of the cell in which the year is chosen."""

BEZWAAR, AKKOORD, STIL = "LET OP: bezwaar", "akkoord", "nog niets"
"""How a gemeente reacted: a bezwaar that nobody settled; an akkoord, or a bezwaar that is settled; nothing yet."""

_KNOPKOLOM = 4
_ONTBREEKTRIJ = 16

_WAARVOOR = {
    "Gemeenten": "wie meedoet, en wie de afrekening ontvangt",
    "Lijsten": "schrijfwijzen van gemeenten, thema's en rollen",
    "Jaren": "peiljaar, verdeelsleutel en andere keuzes per jaar",
    "Inwoners": "inwoners per gemeente en peiljaar",
    "POK": "vergoeding en maximum per jaar",
    "Tarieven": "uurtarief per schaal en periode",
    "Uren": "alle urenregels met tarief en kosten",
    "Urenstaten": "ingelezen urenstaten, met wie tekende",
    "Aandachtspunten": "waarschuwingen bij urenstaten om af te handelen",
    "Begroting": "{tabel}, en capaciteit en formatie van {capaciteit}",
    "Bestedingen": "begroot en besteed per post van het DUVO- en POK-budget",
    "Voorschotten": "betaalde voorschotten en overige kosten",
    "Besluiten": "voorstellen en waar elk staat in de besluitvorming",
    "Kalender": "overleggen, rondes en regiodagen",
    "Akkoorden": "wie de afrekening goedkeurde, en wat elke gemeente antwoordde",
    "Bijdrage": "{tabel} nagerekend, met grafiek",
    "Verrekening": "de afrekening van het jaar, stap voor stap",
    "Afrekening": "één gemeente op één A4, te kiezen in een lijst",
    "Capaciteit": "gepland en geleverd per gemeente, rol en maand, met prognose",
    "Themas": "uren en kosten per thema",
    "DUVO-POK": "het budget van het jaar, wat is besteed en wat over is",
    "Lezingen": "het jaar verrekend onder elke andere lezing, stap voor stap",
    "Uitgangspunten": "wat in {het document} open is, en wat elke lezing elke gemeente kost",
    "Rekenhulp": "de functies van ViA aan het werk, om te proberen en te kopiëren",
    "Controles": "alle controles met uitkomst",
    "Logboek": "wat wanneer is gedaan",
    instellingen.BLAD: "instellingen van xlwings voor knoppen en functies",
}


def leg_aan(boek: Boek, stand: Stand) -> Blad:
    """Add the sheet as the first, with the cell of the year and the names behind the dropdowns."""
    blad = boek.blad(BLAD, kleur="#1F4E78", kopregel=f"{stand.naam} · Start", liggend=False)
    keuze = keuzelijst("=Lijst_jaren", "Het jaar dat wordt afgerekend.")
    jaar = blad.keuze(4, 1, stand.jaar, "invoer.jaar", keuze)
    boek.naam(JAAR, jaar)
    for naam, verwijzing in LIJSTEN.items():
        boek.naam(naam, verwijzing)
    return blad


def vul(boek: Boek, blad: Blad, stand: Stand, termijn: Adres, *, met_macros: bool = False) -> None:
    """Fill the sheet, once the others stand; ``termijn`` is the cell of the day before which a gemeente answers."""
    uit = stand.uitkomst
    kop(
        blad,
        f"{stand.regio.kort} · jaarlijkse verrekening",
        "Kies het jaar in het gele veld; alle bladen rekenen mee. Invoer staat op de gele tabbladen.",
        vlag=None,
    )
    blad.zet(4, 0, "Jaar", "werk.tekst")
    blad.zet(4, 2, "kies een jaar uit Jaren", "uitleg.tekst")
    blad.zet(5, 0, "Stand", "werk.tekst")
    blad.zet(5, 1, "CONCEPT", "uitkomst.tekst")
    blad.zet(5, 2, "pas definitief na akkoord van twee gemeenten", "uitleg.tekst")
    rij(blad, 6, "Controles", F(f"={VLAG}", stand.vlag), "uitkomst.tekst", "zie blad Controles")
    blad.aanvullingen.append(kleur_uitkomst(6, 1, 6, 1))
    blad.zet(8, 0, "Kerncijfers", "kopje")
    cijfers = [
        ("Kosten van de werkgroep", F(f"={BLOK.kosten}", euro(uit.kosten_ct)), "uitkomst.euro", "K"),
        ("Vergoeding uit POK", F(f"={BLOK.vergoeding}", euro(uit.vergoeding_ct)), "uitkomst.euro", "V"),
        ("Te verdelen over de gemeenten", F(f"={BLOK.te_verdelen}", euro(uit.te_verdelen_ct)), "uitkomst.euro", "R"),
        (
            "Voorstelgrens",
            F(f"={BLOK.voorstelgrens}", "" if uit.voorstelgrens_ct is None else euro(uit.voorstelgrens_ct)),
            "werk.euro",
            f"daarboven is een voorstel nodig{stand.regio.bij('verrekening')}",
        ),
        (
            "Geleverde uren",
            F(f"={verrekening.totaal(boek, 'Uren')}", uren(sum(r.uren_h for r in uit.gemeenten))),
            "werk.uren",
            "",
        ),
        ("Verdeelsleutel", F(f"={BLOK.sleutel}", str(uit.verdeelsleutel)), "werk.tekst", ""),
    ]
    for nummer, (label, inhoud, stijl, uitleg) in enumerate(cijfers):
        rij(blad, 9 + nummer, label, inhoud, stijl, uitleg)
    onder = _reacties(boek, blad, stand, termijn, _wat_ontbreekt(boek, blad, stand) + 1) + 1
    blad.zet(onder, 0, "Nog niet definitief, want", "kopje")
    redenen = redenen_concept(stand.regeling, uit)
    blad.zet(onder + 1, 0, f"Stand bij het bouwen, voor {stand.jaar}; het blad Controles rekent mee.", "uitleg.tekst")
    for nummer, reden in enumerate(redenen):
        blad.alinea(onder + 2 + nummer, 0, 2, f"• {reden}")
    volgende = onder + 2 + len(redenen) + 1
    tabel = boek.vind(verrekening.BLAD).tabellen[0]
    laatste = tabel.rij + len(uit.gemeenten)
    koppen = [kolom.kop for kolom in tabel.kolommen]

    def kolombereik(kolomkop: str) -> tuple[str, int, int, int, int]:
        kol = koppen.index(kolomkop)
        return (verrekening.BLAD, tabel.rij + 1, kol, laatste, kol)

    blad.aanvullingen.append(
        staafgrafiek(
            "Begrote en werkelijke bijdrage per gemeente, in het gekozen jaar",
            kolombereik("Gemeente"),
            [("Begroot", kolombereik("Begroot €")), ("Werkelijk", kolombereik("Bijdrage €"))],
            (volgende, 0),
            breedte=700,
            hoogte=330,
        )
    )
    volgende += 18
    blad.zet(volgende, 0, "Bladen", "kopje")
    aanwezig = {ander.naam for ander in boek.bladen}
    bladen = [(naam, waarvoor) for naam, waarvoor in _WAARVOOR.items() if naam in aanwezig]
    for nummer, (naam, waarvoor) in enumerate(bladen):
        plek = volgende + 1 + nummer
        blad.link(plek, 0, naam)
        blad.zet(plek, 1, stand.regio.zin(waarvoor), "kaal")
    blad.breedtes |= {0: 34, 1: 22, 2: 48}
    blad.paginas = (1, 1)
    blad.afdrukbereik = (0, 0, volgende + len(bladen), 2)
    if met_macros:
        _knoppen(blad)


def _wat_ontbreekt(boek: Boek, blad: Blad, stand: Stand) -> int:
    """What the chosen year still lacks, live: a row per subject, at a fixed place. Gives the row below."""
    delen = jaaropbouw(stand.regeling, stand.jaar)

    def controle(wat: str, kol: int) -> Adres:
        cellen = boek.vind(controleblad.BLAD).cellen
        return next(Adres(controleblad.BLAD, r, kol) for (r, k), cel in cellen.items() if k == 1 and cel.waarde == wat)

    def leeg(kolom: str) -> str:
        return f'IF(INDEX(tblJaren[{kolom}],MATCH(Jaar,tblJaren[Jaar],0))="",1,0)'

    doen_mee, geteld = controle(controles.INWONERS, 2), controle(controles.INWONERS, 3)
    geldt = 'COUNTIFS(tblCapaciteit[Telt mee],1,tblCapaciteit[Code],"?*")'
    formules = {
        "POK-vergoeding": f"MAX(0,1-{controle(controles.POK, 3)})",
        "inwoners van het peiljaar": f"MAX(0,{doen_mee}-{geteld})",
        stand.regio.zin(BEGROTING): f"MAX(0,{doen_mee}-{controle('Vastgesteld: begroting', 2)})",
        "begrote kosten van de werkgroep": leeg("Begrote kosten €"),
        "reactietermijn": leeg("Reactie voor"),
        "tarieven, schalen × maanden": "MAX(0,12*MAX(1,SUM(tblTarieven[Eerste van schaal]))-SUM(tblTarieven[Maanden in jaar]))",
        stand.regio.zin(CAPACITEIT): f"1-MIN(1,{geldt})",
        "budget DUVO en POK": f'IF({DUVO_POK.budget}="",1,0)',
        "bestedingen per post": f"MAX({DUVO_POK.onbekend},1-{DUVO_POK.gemeld})",
    }
    blad.zet(_ONTBREEKTRIJ, 0, "Wat het jaar nog mist (aantal)", "kopje")
    eerste = _ONTBREEKTRIJ + 1
    for nummer, deel in enumerate(delen):
        r = eerste + nummer
        label = f"{deel.onderwerp[0].upper()}{deel.onderwerp[1:]}"
        aantal = rij(blad, r, label, F(f"={formules[deel.onderwerp]}", deel.ontbreekt), "werk.geheel")
        mist = f"LET OP: vul aan op blad {deel.blad}"
        blad.formule(r, 2, f'=IF({aantal}=0,"OK","{mist}")', mist if deel.ontbreekt else "OK", "uitleg.tekst")
    laatste = eerste + len(delen) - 1
    samen = sum(deel.ontbreekt for deel in delen)
    kolom = f"{Adres(BLAD, eerste, 1)}:$B${laatste + 1}"
    rij(blad, laatste + 1, "Samen", F(f"=SUM({kolom})", samen), "uitkomst.geheel", "0: alles is ingevuld")
    blad.aanvullingen.append(kleur_uitkomst(eerste, 2, laatste, 2))
    return laatste + 2


def _reacties(boek: Boek, blad: Blad, stand: Stand, termijn: Adres, kopjerij: int) -> int:
    """Who agreed, who objects and who is silent, live, with the day the term ends. Gives the row below."""
    regeling, jaar = stand.regeling, stand.jaar
    blad.zet(kopjerij, 0, "Reacties op de afrekening", "kopje")
    dag = boek.vind(termijn.blad).cellen[termijn.rij, termijn.kol].waarde
    rij(blad, kopjerij + 1, "Reageren kan tot", F(f"={termijn}", dag), "werk.datum")
    codes = [gemeente.code for gemeente in regeling.gemeenten]
    van_jaar = [reactie for reactie in regeling.reacties if reactie.jaar == jaar]
    alle = [sum(reactie.code == code for reactie in van_jaar) for code in codes]
    open_bezwaren = [sum(reactie.code == code and reactie.open for reactie in van_jaar) for code in codes]
    van_gemeente = "tblReacties[Jaar],Jaar,tblReacties[CBS code],[@Code]"
    blad.tabel(
        "tblReactiestand",
        kopjerij + 2,
        0,
        [
            TabelKolom("Gemeente", [gemeente.naam for gemeente in regeling.gemeenten], "werk.tekst"),
            TabelKolom("Code", list(codes), "werk.tekst"),
            TabelKolom(
                "Reactie",
                [
                    BEZWAAR if mis else AKKOORD if aantal else STIL
                    for aantal, mis in zip(alle, open_bezwaren, strict=True)
                ],
                "uitkomst.tekst",
                f'=IF(SUMIFS(tblReacties[Open bezwaar],{van_gemeente})>0,"{BEZWAAR}",'
                f'IF(COUNTIFS({van_gemeente})>0,"{AKKOORD}","{STIL}"))',
            ),
        ],
    )
    return kopjerij + 3 + max(1, len(codes))


def _knoppen(blad: Blad) -> None:
    """A button for each macro that has one, beside the key figures and outside what is printed."""
    blad.zet(3, _KNOPKOLOM, "Knoppen", "kopje")
    for nummer, macro in enumerate(macro for macro in MACROS if macro.knop):
        blad.knoppen.append(Knop(4 + 2 * nummer, _KNOPKOLOM, macro.label, macro.sub, macro.tip))
    blad.breedtes |= {_KNOPKOLOM - 1: 3, _KNOPKOLOM: 28}
