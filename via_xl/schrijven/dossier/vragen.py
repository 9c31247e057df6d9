"""The sheet Vragen: what an accountant asks, the answer as the data give it, where it stands, and what is missing.

A verdict follows from the rows only: *aanwezig* when each is vastgesteld and has its source (and date), *ontbreekt* when
there is no proof at all, *deels* between. What the data model has no place for is missing, never assumed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from via_xl.basis.datum import datum_nl
from via_xl.basis.geld import euro_nl, getal_nl, procent_nl, uren_nl
from via_xl.basis.maat import Maat
from via_xl.basis.opsomming import met_getal
from via_xl.basis.schaal import Schaal, schaalvolgorde
from via_xl.regeling.model import (
    Akkoord,
    Besluitsoort,
    Bewijsonderwerp,
    Reactie,
    Reactieoordeel,
    Record,
    Status,
    Urenstaat,
)
from via_xl.rekenen.besluiten import meerkosten_besloten, voortgang
from via_xl.rekenen.gebruikt import beperk
from via_xl.rekenen.vaststelling import (
    geldige_akkoorden,
    nodige_akkoorden,
    open_aandachtspunten,
    waarom_voorstel,
    zijn_genoeg,
)
from via_xl.rekenen.verrekening import GemeenteUitkomst, Kostenregel, Verrekening
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.dossier import capaciteit
from via_xl.schrijven.dossier.bewijsstukken import bewijs_van
from via_xl.schrijven.dossier.opbouw import (
    AANWEZIG,
    DEELS,
    KOPHOOGTE,
    NIET_NODIG,
    ONTBREEKT,
    begin,
    kleur_oordeel,
)
from via_xl.schrijven.dossier.stof import STATENMAP, Dossierstof, bronnen
from via_xl.schrijven.taal import Tabelveld, volgnummer, werk

BLAD = "Vragen"
TABEL = "tblVragen"
NERGENS = "nergens in deze map"
STAAT, SCHAAL, TARIEF, SLEUTEL, CBS = "Urenstaat", "Schaal", "Tarief", "Sleutel", "Inwoners"
VIER_OGEN, VOLLEDIG, AFGRENZING, CAPACITEIT = "Vier ogen", "Volledigheid", "Afgrenzing", "Capaciteit"
POK, VOORWAARDEN, VOORSTEL, BTW = "POK", "POK-voorwaarden", "Voorstel", "Btw"
REACTIES, OVERIG, NAREKENEN, ONGEWIJZIGD = "Reacties", "Overige kosten", "Narekenen", "Ongewijzigd"

_SISA = (
    "SiSa is de verantwoording van specifieke uitkeringen, en geldt niet voor geld dat als decentralisatie-uitkering naar de "
    "centrumgemeente gaat; de beschikking zegt wat voor uitkering het is."
)


class Dossiervraag(Struct, frozen=True):
    """A question with its answer, where that is, the verdict, and what to do when it isn't there."""

    onderwerp: str
    vraag: str
    antwoord: str
    waar: str
    oordeel: str
    doen: str = ""


def vragen(stof: Dossierstof) -> list[Dossiervraag]:
    """Every question, in the order in which an accountant works: delivered, rate, key, people, amounts, file."""
    delen = (
        *(over_staat(stof, rij) for rij in stof.leveranciers),
        *(_schaal(stof, rij) for rij in stof.uitkomst.gemeenten if rij.uren_h),
        _volledig(stof),
        _afgrenzing(stof),
        _tarief(stof),
        _sleutel(stof),
        _inwoners(stof),
        _capaciteit(stof),
        *_pok(stof),
        _voorstel(stof),
        _overig(stof),
        _btw(stof),
        _vier_ogen(stof),
        _reacties(stof),
        _narekenen(stof),
        _ongewijzigd(stof),
    )
    return list(delen)


def zet(boek: Boek, stof: Dossierstof) -> None:
    """Add the sheet."""
    uitleg = "Elk antwoord komt uit de gegevens in deze map. Wat er niet is, staat er als ontbreekt, met wat te doen."
    s = begin(boek, stof, BLAD, uitleg)
    s.tabel(TABEL, vragen(stof), kolommen(), kophoogte=KOPHOOGTE, bevries=True, doorlopend=True)
    kleur_oordeel(s, TABEL)


def kolommen() -> list[Tabelveld[Dossiervraag]]:
    """The columns of a table of questions."""
    tekst = Maat.ALINEA
    return [
        volgnummer(breedte=6),
        werk("Onderwerp", tekst, lambda v: v.onderwerp, breedte=17),
        werk("Vraag", tekst, lambda v: v.vraag, breedte=34),
        werk("Antwoord", tekst, lambda v: v.antwoord, breedte=52),
        werk("Waar", tekst, lambda v: v.waar, breedte=36),
        werk("Oordeel", tekst, lambda v: v.oordeel, breedte=14),
        werk("Wat te doen", tekst, lambda v: v.doen, breedte=40),
    ]


def _van(rijen: Sequence[Record], *, met_datum: bool = False) -> str:
    """The verdict on rows: vastgesteld with a source; an example or a row without source proves nothing."""
    if not rijen or any(not rij.bron or rij.status is Status.VOORBEELD for rij in rijen):
        return ONTBREEKT
    if met_datum and not any(rij.datum for rij in rijen):
        return ONTBREEKT
    heel = all(rij.status is Status.VASTGESTELD and (rij.datum or not met_datum) for rij in rijen)
    return AANWEZIG if heel else DEELS


def _bronnen(rijen: Iterable[Record]) -> str:
    return bronnen(rijen, met_datum=True)


def _statussen(rijen: Sequence[Record]) -> str:
    """``253 × voorbeeld, 2 × vastgesteld``."""
    aantal: dict[str, int] = {}
    for rij in rijen:
        aantal[str(rij.status)] = aantal.get(str(rij.status), 0) + 1
    return ", ".join(f"{n} × {status}" for status, n in aantal.items()) or "geen rijen"


def over_staat(stof: Dossierstof, rij: GemeenteUitkomst) -> Dossiervraag:
    """Whether the signed hour sheet of a gemeente that owes one is there."""
    vraag = f"Is er een prestatieverklaring (ondertekende urenstaat) van {rij.naam}?"
    staten = stof.staten_van(rij.code)
    if not staten:
        regels = [r.regel for r in stof.uitkomst.regels if r.code == rij.code]
        antwoord = f"Geen urenstaat geregistreerd. Meegeteld: {met_getal(len(regels), 'regel', 'regels')}, {uren_nl(rij.uren_h)} uur, uit: "
        antwoord += (_bronnen(regels) or "niets") + "."
        doen = "Vraag de ondertekende urenstaat (of nihilopgave) op, en lees haar in met via-xl urenstaat lees."
        return Dossiervraag(STAAT, vraag, antwoord, stof.waar(regels, "bron") or NERGENS, ONTBREEKT, doen)
    bewijs = bewijs_van(stof, Bewijsonderwerp.URENSTAAT, rij.code)
    getekend = all(s.getekend for s in staten)
    goed = getekend and (all(_zelfde(stof, s) for s in staten) or bewijs.oordeel == AANWEZIG)
    antwoord = " ".join(_over_staat(stof, s) for s in staten)
    waar = "; ".join(_plaats_van(stof, s) for s in staten)
    if bewijs.waar:
        antwoord, waar = f"{antwoord} {bewijs.zin}", f"{waar}; {bewijs.waar}"
    oordeel = AANWEZIG if goed else DEELS if any(s.getekend for s in staten) else ONTBREEKT
    doen = "" if goed else bewijs.doen if getekend else "Laat beide tekenen, en lees de getekende urenstaat opnieuw in."
    return Dossiervraag(STAAT, vraag, antwoord, waar, oordeel, doen)


def _zelfde(stof: Dossierstof, staat: Urenstaat) -> bool:
    kopie = stof.bewaard(staat)
    return kopie is not None and kopie.sha_nu == staat.sha256


def _over_staat(stof: Dossierstof, staat: Urenstaat) -> str:
    def wanneer(wie: str, dag: date | None) -> str:
        return f"{wie} tekende op {datum_nl(dag)}" if dag else f"{wie} tekende niet"

    tekens = [
        wanneer("medewerker", staat.akkoord_medewerker),
        wanneer("leidinggevende", staat.akkoord_leidinggevende),
    ]
    kopie = stof.bewaard(staat)
    bewaard = (
        "Het bestand zelf ligt niet in deze map."
        if kopie is None
        else "Het bewaarde bestand heeft deze SHA-256."
        if kopie.sha_nu == staat.sha256
        else "Het bewaarde bestand heeft een ANDERE SHA-256."
    )
    tekst = ", ".join(tekens)
    return f"{tekst[0].upper()}{tekst[1:]}. {uren_nl(staat.uren_h)} uur. SHA-256 {staat.sha256}. {bewaard}"


def _plaats_van(stof: Dossierstof, staat: Urenstaat) -> str:
    kopie = stof.bewaard(staat)
    register = stof.waar([staat], "sha256")
    plek = kopie.naam if kopie else f"{staat.bestand} (ligt niet in {STATENMAP})"
    return f"{plek}; register: {register}" if register else plek


def _schaal(stof: Dossierstof, rij: GemeenteUitkomst) -> Dossiervraag:
    regels = [r.regel for r in stof.uitkomst.regels if r.code == rij.code]
    per_wie: dict[str, set[Schaal]] = {}
    for regel in regels:
        per_wie.setdefault(regel.medewerker, set()).add(regel.schaal)
    wie = "; ".join(
        f"{code}: schaal {', '.join(map(str, sorted(s, key=schaalvolgorde)))}" for code, s in sorted(per_wie.items())
    )
    vraag_om = (
        "Vraag een opgave van de functionele schaal (functieboek of aanstelling) op, en leg die naast deze regels."
    )
    bewijs = bewijs_van(stof, Bewijsonderwerp.SCHAAL, rij.code, vraag_om)
    return Dossiervraag(
        SCHAAL,
        f"Is er bewijs uit de salarisadministratie van de schaal per medewerker van {rij.naam}?",
        f"De urenregels noemen {wie}. {bewijs.zin}",
        f"{bewijs.waar or NERGENS}; de schaal staat in {stof.waar(regels, 'schaal')}",
        bewijs.oordeel,
        bewijs.doen,
    )


def _volledig(stof: Dossierstof) -> Dossiervraag:
    nodig = stof.leveranciers
    met = [rij for rij in nodig if any(s.getekend for s in stof.staten_van(rij.code))]
    zonder = [rij.naam for rij in nodig if rij not in met]
    staat_h = sum(s.uren_h for rij in nodig for s in stof.staten_van(rij.code))
    totaal_h = sum(rij.uren_h for rij in nodig)
    gaten = [tekst for rij in nodig if (tekst := _lege_maanden(stof, rij))]
    punten = open_aandachtspunten(stof.regeling, stof.jaar)
    antwoord = (
        f"Van {len(met)} van de {len(nodig)} leverende gemeenten is een getekende urenstaat binnen. De geldige urenstaten "
        f"tellen op tot {uren_nl(staat_h)} uur, in de kosten zitten {uren_nl(totaal_h)} uur. "
        f"Maanden zonder uren: {'; '.join(gaten) or 'geen'}. Open aandachtspunten: {punten}."
    )
    heel = len(met) == len(nodig) and staat_h == totaal_h and not punten
    oordeel = AANWEZIG if heel else DEELS if met else ONTBREEKT
    doen = []
    if zonder:
        doen.append(f"Vraag de urenstaat op van {', '.join(zonder)}.")
    if staat_h != totaal_h:
        doen.append("Verklaar het verschil tussen urenstaten en uren (zonder staat, of uit een ander jaar).")
    if punten:
        doen.append("Handel de aandachtspunten af.")
    waar = f"blad Ondertekening; blad Uren; {stof.masternaam}, Urenstaten en Aandachtspunten"
    return Dossiervraag(VOLLEDIG, "Zijn alle uren binnen?", antwoord, waar, oordeel, " ".join(doen))


def _lege_maanden(stof: Dossierstof, rij: GemeenteUitkomst) -> str:
    er_zijn = {r.regel.maand.month for r in stof.uitkomst.regels if _in_jaar(r, stof.jaar) and r.code == rij.code}
    leeg = [str(maand) for maand in range(1, 13) if maand not in er_zijn]
    return f"{rij.naam} ({'alle' if len(leeg) == 12 else ', '.join(leeg)})" if leeg else ""


def _in_jaar(rij: Kostenregel, jaar: int) -> bool:
    return rij.regel.maand.year == jaar


def _afgrenzing(stof: Dossierstof) -> Dossiervraag:
    jaar = stof.jaar
    laat = [rij for rij in stof.uitkomst.regels if not _in_jaar(rij, jaar)]
    later = [u for u in stof.regeling.uren if u.geldig and u.maand.year == jaar and u.afrekenjaar != jaar]
    antwoord = (
        f"Een urenregel telt mee in haar afrekenjaar. Uit een ander jaar in {jaar}: {met_getal(len(laat), 'regel', 'regels')}, "
        f"{uren_nl(sum(r.regel.uren_h for r in laat))} uur, {euro_nl(sum(r.kosten_ct for r in laat))}. "
        f"Van {jaar} maar in een ander afrekenjaar: {met_getal(len(later), 'regel', 'regels')}, {uren_nl(sum(u.uren_h for u in later))} uur."
    )
    records = [r.regel for r in laat] + later
    waar = stof.waar(records, "afrekenjaar") or f"{stof.masternaam}, Uren, kolom Afrekenjaar (geen afwijkende regels)"
    return Dossiervraag(AFGRENZING, "Vallen de uren in het juiste jaar (te late uren)?", antwoord, waar, AANWEZIG)


def _tarief(stof: Dossierstof) -> Dossiervraag:
    rijen = beperk(stof.regeling, stof.jaar).tarieven
    oordeel = _van(rijen) if rijen else NIET_NODIG
    antwoord = f"{len(rijen)} tariefrijen gebruikt ({_statussen(rijen)}). Bron: {_bronnen(rijen) or 'geen'}."
    antwoord += _ook(stof, Bewijsonderwerp.TARIEF)
    doen = "Leg het besluit met salaristabel, werkgeverslasten en productieve uren vast als bron, en zet de rijen op vastgesteld."
    return Dossiervraag(
        TARIEF,
        "Welk besluit stelde de uurtarieven vast, en waarop rusten zij?",
        antwoord,
        f"blad Tarieven; {stof.waar(rijen, 'status')}" if rijen else "blad Tarieven",
        oordeel,
        "" if oordeel in (AANWEZIG, NIET_NODIG) else doen,
    )


def _ook(stof: Dossierstof, onderwerp: Bewijsonderwerp) -> str:
    """The documents about a subject of which the rows are the proof; "" when there are none."""
    bewijs = bewijs_van(stof, onderwerp)
    return f" {bewijs.zin}" if bewijs.waar else ""


def _sleutel(stof: Dossierstof) -> Dossiervraag:
    rij = stof.regeling.jaar(stof.jaar)
    oordeel = _van([rij])
    zegt = f"{stof.regeling.regio.bron('verdeling')} zegt naar inwoners."
    antwoord = f"Sleutel: {rij.verdeelsleutel}; status: {rij.status}. Bron: {_bronnen([rij])}. {zegt}"
    return Dossiervraag(
        SLEUTEL,
        "Welk besluit legt de verdeelsleutel en de andere keuzes van het jaar vast?",
        antwoord,
        stof.waar([rij], "verdeelsleutel"),
        oordeel,
        "" if oordeel == AANWEZIG else "Noem het besluit (met datum) bij Jaren en zet de rij op vastgesteld.",
    )


def _inwoners(stof: Dossierstof) -> Dossiervraag:
    rijen = [r for r in stof.regeling.inwoners if r.peiljaar == stof.uitkomst.peiljaar]
    oordeel = _van(rijen, met_datum=True)
    totaal = getal_nl(sum(rij.inwoners or 0 for rij in stof.uitkomst.gemeenten))
    antwoord = (
        f"{len(rijen)} gemeenten, peiljaar {stof.uitkomst.peiljaar}, samen {totaal} inwoners ({_statussen(rijen)}). "
    )
    antwoord += f"Bron: {_bronnen(rijen) or 'geen'}.{_ook(stof, Bewijsonderwerp.INWONERS)}"
    return Dossiervraag(
        CBS,
        "Is er een uittreksel van het CBS, met datum, van de inwoners?",
        antwoord,
        stof.waar(rijen, "inwoners"),
        oordeel,
        "" if oordeel == AANWEZIG else "Bewaar het CBS-uittreksel en vul de datum ervan in bij Brondatum.",
    )


def _capaciteit(stof: Dossierstof) -> Dossiervraag:
    alle = capaciteit.toetsen(stof)
    te_veel = [t for t in alle if t.meer_h]
    onbekend = any(t.gepland_h is None for t in alle)
    per = "; ".join(f"{t.naam} {uren_nl(t.meer_h)} uur ({euro_nl(t.effect_ct)})" for t in te_veel)
    antwoord = f"Boven capaciteit × productieve uren: {per or 'geen enkele gemeente'}."
    if onbekend:
        antwoord = "De productieve uren zijn niet bekend; vergelijken kan niet."
    oordeel = ONTBREEKT if onbekend else DEELS if te_veel else AANWEZIG
    doen = "Laat de gemeente de extra uren verklaren; een uur boven de productieve uren is te veel doorberekend."
    if onbekend:
        doen = "Vul op Jaren de productieve uren van een voltijder in."
    waar = "blad Capaciteit"
    vraag = stof.regeling.regio.zin("Past wat geleverd is bij de capaciteit van {capaciteit}?")
    return Dossiervraag(CAPACITEIT, vraag, antwoord, waar, oordeel, "" if oordeel == AANWEZIG else doen)


def _pok(stof: Dossierstof) -> Iterator[Dossiervraag]:
    rij, uit = stof.regeling.pok_van(stof.jaar), stof.uitkomst
    knelt = "het maximum knelt" if uit.van_jaar.vergoeding_ct == uit.maximum_ct else "het maximum knelt niet"
    rijen = [stof.regeling.pok_van(deel.jaar) for deel in uit.vergoedingen]
    antwoord = (
        f"{procent_nl(rij.vergoeding_bp)} van {euro_nl(uit.van_jaar.kosten_ct)}, ten hoogste {euro_nl(rij.maximum_ct)}: "
        f"{euro_nl(uit.van_jaar.vergoeding_ct)} ({knelt}){_laat(uit)}. Status: {_statussen(rijen)}. Bron: {_bronnen(rijen)}."
    )
    oordeel = _van(rijen)
    doen = "" if oordeel == AANWEZIG else "Noem de bron bij POK en zet de rij op vastgesteld."
    waar = f"{stof.waar(rijen, 'vergoeding_bp')}; blad Bedragen"
    yield Dossiervraag(POK, "Hoeveel vergoedt POK, en is het maximum toegepast?", antwoord, waar, oordeel, doen)
    vraag_om = "Vraag de beschikking op, en ga na of alle kosten onder haar voorwaarden vallen."
    bewijs = bewijs_van(stof, Bewijsonderwerp.POK, vraag_om=vraag_om)
    yield Dossiervraag(
        VOORWAARDEN,
        "Is de beschikking van de POK-uitkering er, met haar voorwaarden aan besteding en verantwoording?",
        f"{bewijs.zin} Of elke post onder haar voorwaarden valt, beoordeelt u. {_SISA}",
        bewijs.waar or NERGENS,
        bewijs.oordeel,
        bewijs.doen,
    )


def _laat(uit: Verrekening) -> str:
    """What late hours have from the POK of their own year, in words."""
    delen = [
        f"{euro_nl(deel.vergoeding_ct)} voor {euro_nl(deel.kosten_ct)} aan uren uit {deel.jaar} ({procent_nl(deel.vergoeding_bp)})"
        for deel in uit.laat
    ]
    return f"; uit de POK van een eerder jaar {' en '.join(delen)}" if delen else ""


def _voorstel(stof: Dossierstof) -> Dossiervraag:
    uit, regio = stof.uitkomst, stof.regeling.regio
    naam = f"{VOORSTEL} {regio.nummer('verrekening')}".rstrip()
    vraag = f"Moest er een voorstel aan de gemeenten{regio.bij('verrekening')}, en is daarover besloten?"
    waar = "blad Bedragen; tblJaren, kolom Voorstelgrens €"
    if uit.voorstelgrens_ct is None:
        doen = f"Vul bij Jaren de voorstelgrens in, of bij Begroting de bedragen van {regio.passage('begroting')}."
        return Dossiervraag(naam, vraag, "Er is geen voorstelgrens en geen begroting.", waar, ONTBREEKT, doen)
    grens, bedrag = euro_nl(uit.voorstelgrens_ct), euro_nl(uit.te_verdelen_ct)
    tegen = "niet meer dan" if uit.te_verdelen_ct <= uit.voorstelgrens_ct else "meer dan"
    vergeleken = f"Te verdelen {bedrag}, {tegen} de grens van {grens}. {_boven_begroot(uit)}"
    if not uit.voorstel_nodig:
        return Dossiervraag(naam, vraag, vergeleken, waar, NIET_NODIG)
    alle = [rij for rij in stof.regeling.besluiten if rij.jaar == stof.jaar and rij.soort is Besluitsoort.MEERKOSTEN]
    standen = "; ".join(f"{rij.nummer}: {voortgang(stof.regeling, rij).stand}" for rij in alle)
    reden = waarom_voorstel(uit)
    antwoord = f"{vergeleken} Er is een voorstel nodig: {reden}. Voorstel: {standen or 'geen vastgelegd'}."
    if alle:
        waar = f"{waar}; {stof.waar(alle, 'nummer')}"
    if meerkosten_besloten(stof.regeling, stof.jaar):
        return Dossiervraag(naam, vraag, antwoord, waar, AANWEZIG)
    doen = "Maak het voorstel met via-xl voorstel en leg vast wat erover is besloten met via-xl besluit noteer."
    return Dossiervraag(naam, vraag, antwoord, waar, DEELS if alle else ONTBREEKT, doen)


def _boven_begroot(uit: Verrekening) -> str:
    """Each bijdrage beside its budgeted amount, in a sentence."""
    aantal = len(uit.boven_begroot)
    hoeveel = (
        "Geen gemeente draagt" if not aantal else "Eén gemeente draagt" if aantal == 1 else f"{aantal} gemeenten dragen"
    )
    return f"{hoeveel} meer dan begroot{uit.regio.bij('bijdragen')}; getoetst wordt per {uit.toets}."


def _overig(stof: Dossierstof) -> Dossiervraag:
    rijen = [rij for rij in stof.regeling.kosten if rij.jaar == stof.jaar]
    vraag = "Zijn er andere kosten dan uren, en tellen die mee?"
    if not rijen:
        waar = f"{stof.masternaam}, Voorschotten, tblKosten (geen rijen)"
        return Dossiervraag(OVERIG, vraag, f"Voor {stof.jaar} zijn geen overige kosten geregistreerd.", waar, AANWEZIG)
    per = "; ".join(f"{r.omschrijving} {euro_nl(r.bedrag_ct)}, telt {'' if r.telt_mee else 'niet '}mee" for r in rijen)
    oordeel = _van(rijen)
    doen = "" if oordeel == AANWEZIG else "Noem de facturen als bron en zet de rijen op vastgesteld."
    return Dossiervraag(OVERIG, vraag, f"{per}.", stof.waar(rijen, "bedrag_ct"), oordeel, doen)


def _btw(stof: Dossierstof) -> Dossiervraag:
    jaar = stof.regeling.jaar(stof.jaar)
    bedrag = f" Over de bijdragen is {euro_nl(stof.uitkomst.btw_ct)} berekend." if stof.uitkomst.btw_is_last else ""
    bewijs = bewijs_van(stof, Bewijsonderwerp.BTW, vraag_om="Vraag het fiscale standpunt van de centrumgemeente op.")
    return Dossiervraag(
        BTW,
        "Hoe is omgegaan met btw op het uitlenen van personeel (kosten voor gemene rekening)?",
        f"Btw positie van {stof.jaar}: {jaar.btw_positie}.{bedrag} {bewijs.zin} Kosten voor gemene rekening vragen om werkelijke "
        "kosten en een sleutel die vooraf vaststaat.",
        "; ".join(filter(None, (bewijs.waar, stof.waar([jaar], "btw_positie"), "blad Uitgangspunten"))),
        bewijs.oordeel,
        bewijs.doen,
    )


def vraag_vier_ogen(stof: Dossierstof) -> str:
    """What is asked about the approvals: of two gemeenten, or of the only one."""
    if nodige_akkoorden(stof.uitkomst) == 1:
        return "Heeft iemand zonder eigen uren van de enige gemeente de afrekening goedgekeurd?"
    return "Hebben twee personen van twee verschillende gemeenten de afrekening goedgekeurd?"


def _vier_ogen(stof: Dossierstof) -> Dossiervraag:
    geldig = geldige_akkoorden(stof.regeling, stof.uitkomst)
    naam = {g.code: g.naam for g in stof.regeling.gemeenten}
    wie = "; ".join(
        f"{naam.get(a.code, a.code)} ({a.rol}, {a.door}) op {datum_nl(a.op)}, stuk {a.bestand}, {_stuk(stof, a)}"
        for a in geldig
    )
    vervallen = sum(a.jaar == stof.jaar for a in stof.regeling.akkoorden) - len(geldig)
    antwoord = f"Akkoord voor precies deze invoer: {wie or 'van niemand'}."
    if vervallen:
        antwoord += f" Daarnaast telt {'één akkoord' if vervallen == 1 else f'{vervallen} akkoorden'} niet: andere invoer, of wie tekende leverde zelf uren."
    heel = zijn_genoeg(geldig, stof.uitkomst)
    waar = f"blad Ondertekening; {stof.waar(geldig, 'bestand')}" if geldig else NERGENS
    doen = "Laat het stuk van via-xl akkoord stuk tekenen door iemand zonder eigen uren, en leg het vast met via-xl akkoord noteer."
    return Dossiervraag(
        VIER_OGEN,
        vraag_vier_ogen(stof),
        antwoord,
        waar,
        AANWEZIG if heel else DEELS if geldig else ONTBREEKT,
        "" if heel else doen,
    )


def _stuk(stof: Dossierstof, akkoord: Akkoord) -> str:
    """Whether the signed file of an approval is there: kept with the version, or recorded as a document."""
    if stof.akkoord_bewaard(akkoord):
        return f"bij deze versie bewaard (SHA-256 {akkoord.sha256})"
    bewijs = bewijs_van(stof, Bewijsonderwerp.AKKOORD, akkoord.code)
    if bewijs.oordeel == AANWEZIG:
        return f"vastgelegd: {bewijs.waar}"
    return f"niet bij deze versie bewaard (SHA-256 {akkoord.sha256 or 'onbekend'})"


def _reacties(stof: Dossierstof) -> Dossiervraag:
    rij = stof.regeling.jaar(stof.jaar)
    termijn = rij.reactietermijn
    wanneer = f"Reageren kon tot {datum_nl(termijn)}." if termijn else "Er is geen reactietermijn bepaald."
    alle = [reactie for reactie in stof.regeling.reacties if reactie.jaar == stof.jaar]
    open_reacties = [reactie for reactie in alle if reactie.open]
    naam = {g.code: g.naam for g in stof.regeling.gemeenten}
    stil = [g.naam for g in stof.regeling.gemeenten if g.code not in {reactie.code for reactie in alle}]
    per = "; ".join(
        f"{naam.get(r.code, r.code)} {r.oordeel} op {datum_nl(r.op)}{_afloop(r)}"
        for r in sorted(alle, key=lambda r: r.op)
    )
    antwoord = f"{wanneer} {per or 'Er is geen reactie vastgelegd'}. Zonder reactie: {', '.join(stil) or 'geen'}."
    doen = []
    if not termijn:
        doen.append("Bepaal de reactietermijn bij Jaren.")
    if open_reacties:
        doen.append("Handel het bezwaar af en leg dat vast met via-xl reactie.")
    waar = stof.waar(alle, "oordeel") if alle else stof.waar([rij], "reactietermijn") if termijn else NERGENS
    oordeel = ONTBREEKT if not termijn else DEELS if open_reacties or not alle else AANWEZIG
    if termijn and not alle:
        doen.append("Leg de reacties van de gemeenten vast met via-xl reactie.")
    vraag = "Konden de gemeenten reageren, en staat er geen bezwaar open?"
    return Dossiervraag(REACTIES, vraag, antwoord, waar, oordeel, " ".join(doen))


def _afloop(reactie: Reactie) -> str:
    if reactie.oordeel is not Reactieoordeel.BEZWAAR:
        return ""
    return f", afgehandeld op {datum_nl(reactie.afgehandeld)}" if reactie.afgehandeld else ", nog open"


def _narekenen(stof: Dossierstof) -> Dossiervraag:
    cellen = sum(proef.vergeleken for proef in stof.proeven)
    mis = [proef for proef in stof.proeven if proef.afwijkend or not proef.vergeleken]
    antwoord = f"{getal_nl(cellen)} formulecellen nu opnieuw berekend met {stof.rekenmachine_nu}; "
    antwoord += f"afwijkend: {sum(p.afwijkend for p in stof.proeven)}."
    if mis:
        antwoord += f" Zie {', '.join(proef.bestand for proef in mis)}."
    doen = "Gebruik deze versie niet; draai de jaarrun opnieuw en vergelijk." if mis else ""
    vraag = "Zijn de bedragen onafhankelijk nagerekend?"
    return Dossiervraag(NAREKENEN, vraag, antwoord, "blad Bewijs", DEELS if mis else AANWEZIG, doen)


def _ongewijzigd(stof: Dossierstof) -> Dossiervraag:
    anders = [b for b in stof.bestanden if not b.klopt]
    goed = len(stof.bestanden) - len(anders)
    antwoord = f"{goed} van de {len(stof.bestanden)} bestanden zijn nu bit voor bit die van de run."
    if anders:
        antwoord += " Niet: " + "; ".join(f"{b.naam} ({b.situatie})" for b in anders) + "."
    doen = "Vraag de map opnieuw op bij wie de jaarrun deed; gebruik de gewijzigde bestanden niet." if anders else ""
    vraag = "Is er na de run niets aan de bestanden veranderd?"
    return Dossiervraag(
        ONGEWIJZIGD, vraag, antwoord, "blad Manifest; manifest.json", DEELS if anders else AANWEZIG, doen
    )
