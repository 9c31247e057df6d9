"""The first sheet: what this is, of which year and version, the amounts, what is open, and how to use it."""

from __future__ import annotations

from collections.abc import Sequence

from via_xl.basis.datum import datum_nl, moment_nl
from via_xl.basis.ketencode import kort
from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.schrijven.a4 import ondertitel
from via_xl.schrijven.boek import Adres, Boek
from via_xl.schrijven.dossier import bedragen, bewijs, controles, manifest, vragen
from via_xl.schrijven.dossier.opbouw import AANWEZIG, DEELS, NIET_NODIG, ONTBREEKT
from via_xl.schrijven.dossier.stof import Dossierstof
from via_xl.schrijven.taal import Aanzien, Blok, F, Stapel, Tabkleur, begin_blad
from via_xl.schrijven.taal.controleblad import FOUT, GOED, LET_OP, TELT, Controle

BLAD = "Voorblad"
_MEESTE = 12
_BREED = 103
_WAARVOOR = {
    "Vragen": "wat een accountant vraagt, het antwoord en waar het staat",
    "Invoer": "elke gebruikte invoerrij met bron, datum en status",
    "Tarieven": "de gebruikte uurtarieven en hoe zij zijn opgebouwd",
    "Uren": "de urenregels per gemeente, schaal en tarief",
    "Bedragen": "kosten, vergoeding en wat elke gemeente betaalt of ontvangt",
    "Capaciteit": "geleverde uren tegen de capaciteit van {capaciteit}",
    "Ondertekening": "wie wanneer tekende; akkoorden",
    "Controles": "elke controle: verwacht, gevonden, uitkomst",
    "Bewijs": "alle formules nu opnieuw berekend",
    "Manifest": "elk bestand met SHA-256, toen en nu",
    "Uitgangspunten": "wat in {het document} open is, en wat dat uitmaakt",
}
_GEBRUIK = (
    "Begin bij Vragen: elk rood vak is wat nog moet komen; de kolom ernaast zegt bij wie of hoe.",
    "Volg een bedrag terug: Bedragen → Uren → de regionale werkmap, of per cel met via-xl herkomst BESTAND 'Blad!Cel'.",
    "Geel is overgenomen uit de bewaarde master; wit en blauw zijn formules van dit dossier.",
    "Dit dossier is gemaakt uit de versiemap alleen, en later opnieuw te maken: via-xl dossier MAP.",
    "Het bevat medewerkercodes en kosten per gemeente: voor de centrumgemeente en de accountant, niet voor anderen.",
)


def zet(boek: Boek, stof: Dossierstof, rijen: Sequence[Controle]) -> None:
    """Add the sheet, which counts the checks."""
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.UITKOMST,
        kopregel=stof.kopregel,
        titel=f"Dossier voor de accountant · {stof.regeling.regio.kort} {stof.jaar}",
        uitleg=ondertitel(stof.regeling.regio),
        vlag=None,
    )
    s.breed({0: 37, 1: 20, 2: 46})
    _wie(s, stof)
    s.wit()
    _bedragen(s.blok("Bedragen"))
    s.wit()
    _stand(s.bij(Blok("Hoe het ervoor staat", hoe_altijd=True)), stof, rijen)
    s.wit()
    _opsomming(s, "Deze map is niet meer die van de run", stof.afwijkingen)
    _opsomming(s, "Nog niet definitief, want", stof.redenen)
    s.kopje("Hoe dit te gebruiken")
    for nummer, tekst in enumerate(_GEBRUIK, start=1):
        s.alinea(f"{nummer}. {tekst}", 2, _BREED + 3)  # its number takes no room
    s.wit()
    s.kopje("Bladen")
    for naam, waarvoor in _WAARVOOR.items():
        s.link(naam, stof.regeling.regio.zin(waarvoor))
    s.afdruk(2)
    s.blad.liggend = False
    s.blad.paginas = (1, 1)


def _opsomming(s: Stapel, kopje: str, regels: Sequence[str]) -> None:
    """A heading with a line for each text, or nothing."""
    if not regels:
        return
    s.kopje(kopje)
    over = len(regels) - _MEESTE
    for regel in (*regels[:_MEESTE], *([f"en nog {over}"] if over > 0 else [])):
        s.alinea(f"• {regel}", 2, _BREED)
    s.wit()


def _wie(s: Stapel, stof: Dossierstof) -> None:
    uit = stof.uitkomst
    s.feit("Jaar en versie", f"{stof.jaar}, versie {stof.versie} ({stof.status}), in map {stof.map}")
    s.feit("Regeling", f"{len(uit.met_stuk)} gemeenten; centrumgemeente {stof.regeling.centrumgemeente.naam}")
    s.feit("Jaarrun", f"{moment_nl(stof.gemaakt_op)}, {stof.programma}, uit {stof.masternaam}")
    nagerekend = f"{datum_nl(stof.op)}, {stof.programma_nu}, {stof.rekenmachine_nu}"
    s.feit("Dossier gemaakt en nagerekend op", nagerekend)
    s.feit(g.SLEUTEL.label, f"{uit.verdeelsleutel}, peiljaar {uit.peiljaar}")
    s.feit("SHA-256 van manifest.json", stof.manifest_sha)
    if stof.ketenwaarde:
        s.feit("Ketenwaarde", f"{kort(stof.ketenwaarde)} (voluit {stof.ketenwaarde})")
    s.feit("Invoerhash", F(manifest.NAMEN.hash_toen))


def _bedragen(b: Blok) -> None:
    for wat, bron in {
        g.KOSTEN.kort_met_symbool: bedragen.NAMEN.kosten,
        g.VERGOEDING.met_symbool: bedragen.NAMEN.vergoeding,
        g.TE_VERDELEN.met_symbool: bedragen.NAMEN.te_verdelen,
        "Gemeenten betalen samen": bedragen.totaal("Betaalt €"),
        "Gemeenten ontvangen samen": bedragen.totaal("Ontvangt €"),
    }.items():
        b.rij(wat, Maat.EURO, F(bron), aanzien=Aanzien.UITKOMST)


def _stand(b: Blok, stof: Dossierstof, rijen: Sequence[Controle]) -> None:
    """How it stands, counted live."""

    def tel(wat: str, formule: object, aantal: int, hoe: str = "") -> None:
        b.rij(wat, Maat.GEHEEL, F(str(formule), aantal), hoe=hoe, aanzien=Aanzien.UITKOMST)

    def gevonden(wat: str) -> Adres:
        return controles.plaats(rijen, wat)

    oordelen = [vraag.oordeel for vraag in vragen.vragen(stof)]
    for woord, hoe in (
        (AANWEZIG, "het antwoord is er, met bron en vastgesteld"),
        (DEELS, "het antwoord is er, het bewijs niet volledig"),
        (NIET_NODIG, "er is niets te beantwoorden"),
    ):
        tel(f"Vragen: {woord}", f'COUNTIFS({vragen.TABEL}[Oordeel],"{woord}")', oordelen.count(woord), hoe)
    hoe = "nog aan te leveren; zie Vragen"
    tel(f"Vragen: {ONTBREEKT}", gevonden(controles.VRAGEN), oordelen.count(ONTBREEKT), hoe)
    uitkomsten = f"Controles!$E${controles.EERSTE_RIJ + 1}:$E${controles.EERSTE_RIJ + len(rijen)}"
    for woord, hoe in (
        (GOED, ""),
        (LET_OP, "te bekijken vóór de afrekening definitief is"),
        (FOUT, "moet nul zijn; zie Controles"),
    ):
        formule = TELT.get(woord, f'COUNTIFS({uitkomsten},"{woord}")')
        tel(f"Controles: {woord}", formule, controles.aantal(rijen, woord), hoe)
    hetzelfde = sum(b.klopt for b in stof.bestanden)
    hoe = f"van {len(stof.bestanden)}; zie Manifest"
    tel("Bestanden ongewijzigd sinds de run", gevonden(controles.BESTANDEN), hetzelfde, hoe)
    vergeleken = sum(p.vergeleken for p in stof.proeven)
    hoe = f"in {len(stof.proeven)} werkmappen; zie Bewijs"
    tel("Formulecellen nu nagerekend", f"SUM({bewijs.TABEL}[Formulecellen])", vergeleken, hoe)
    tel("waarvan afwijkend", gevonden(controles.AFWIJKEND), sum(p.afwijkend for p in stof.proeven))
