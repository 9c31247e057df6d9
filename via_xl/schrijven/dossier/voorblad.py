"""The first sheet: what this is, of which year and version, the amounts, what is open, and how to use it."""

from __future__ import annotations

from collections.abc import Sequence

from via_xl.schrijven.boek import VOLGT, Blad, Boek, Waarde
from via_xl.schrijven.dossier import bedragen, bewijs, controles, manifest, vragen
from via_xl.schrijven.dossier.opbouw import AANWEZIG, DEELS, NIET_NODIG, ONTBREEKT
from via_xl.schrijven.dossier.stof import Dossierstof
from via_xl.schrijven.opmaak import kop
from via_xl.schrijven.taal.controleblad import FOUT, GOED, LET_OP, Controle
from via_xl.schrijven.taal.hoogte import hoogte

BLAD = "Voorblad"
_WIE = 4
_MEESTE = 12

_WAARVOOR = {
    "Vragen": "wat een accountant vraagt, het antwoord en waar het staat",
    "Invoer": "elke gebruikte invoerrij met bron, datum en status",
    "Tarieven": "de gebruikte uurtarieven en hoe zij zijn opgebouwd",
    "Uren": "de urenregels per gemeente, schaal en tarief",
    "Bedragen": "kosten, vergoeding en wat elke gemeente betaalt of ontvangt",
    "Capaciteit": "geleverde uren tegen de capaciteit van 8.3",
    "Ondertekening": "wie wanneer tekende; akkoorden",
    "Controles": "elke controle: verwacht, gevonden, uitkomst",
    "Bewijs": "alle formules nu opnieuw berekend",
    "Manifest": "elk bestand met SHA-256, toen en nu",
    "Uitgangspunten": "wat in het koersplan open is, en wat dat uitmaakt",
}
_GEBRUIK = (
    "Begin bij Vragen: elk rood vak is wat nog moet komen; de kolom ernaast zegt bij wie of hoe.",
    "Volg een bedrag terug: Bedragen → Uren → het regioboek, of per cel met via-xl herkomst BESTAND 'Blad!Cel'.",
    "Geel is overgenomen uit de bewaarde master; wit en blauw zijn formules van dit dossier.",
    "Dit dossier is gemaakt uit de versiemap alleen, en later opnieuw te maken: via-xl dossier MAP.",
    "Het bevat medewerkercodes en kosten per gemeente: voor de centrumgemeente en de accountant, niet voor anderen.",
)


def leg_aan(boek: Boek, stof: Dossierstof) -> None:
    """Add the sheet as the first."""
    boek.blad(BLAD, kleur="#548235", kopregel=stof.kopregel, liggend=False)


def vul(boek: Boek, stof: Dossierstof, rijen: list[Controle]) -> None:
    """Fill the sheet, once the others stand."""
    blad = boek.vind(BLAD)
    blad.breedtes |= {0: 37, 1: 20, 2: 46}
    uitleg = "Veilig in Afhankelijkheidsrelaties · jaarlijkse verrekening (Koersplan ViA, hoofdstuk 8)"
    kop(blad, f"Dossier voor de accountant · ViA {stof.jaar}", uitleg, vlag=None)
    _wie(blad, stof)
    rij = _bedragen(blad, _WIE + 9)
    rij = _stand(blad, stof, rijen, rij + 1)
    rij = _opsomming(blad, rij, "Deze map is niet meer die van de run", stof.afwijkingen)
    rij = _opsomming(blad, rij, "Nog niet definitief, want", stof.redenen)
    blad.zet(rij, 0, "Hoe dit te gebruiken", "kopje")
    for nummer, tekst in enumerate(_GEBRUIK, start=1):
        rij += 1
        blad.alinea(rij, 0, 2, f"{nummer}. {tekst}", hoogte=hoogte(tekst, 103))
    rij += 2
    blad.zet(rij, 0, "Bladen", "kopje")
    for naam, waarvoor in _WAARVOOR.items():
        rij += 1
        blad.link(rij, 0, naam)
        blad.zet(rij, 1, waarvoor)
    blad.afdrukbereik = (0, 0, rij, 2)
    blad.paginas = (1, 1)


def _opsomming(blad: Blad, rij: int, kopje: str, regels: Sequence[str]) -> int:
    """A heading with a line for each text, or nothing; gives the row of the next heading."""
    if not regels:
        return rij
    blad.zet(rij, 0, kopje, "kopje")
    getoond = [*regels[:_MEESTE], *([f"en nog {len(regels) - _MEESTE}"] if len(regels) > _MEESTE else [])]
    for nummer, regel in enumerate(getoond, start=1):
        blad.alinea(rij + nummer, 0, 2, f"• {regel}", hoogte=hoogte(f"• {regel}", 103))
    return rij + len(getoond) + 2


def _wie(blad: Blad, stof: Dossierstof) -> None:
    centrum = stof.regeling.centrumgemeente
    regels: list[tuple[str, Waarde]] = [
        ("Jaar en versie", f"{stof.jaar}, versie {stof.versie} ({stof.status}), in map {stof.map}"),
        ("Regeling", f"{len(stof.uitkomst.gemeenten)} gemeenten; centrumgemeente {centrum.naam}"),
        ("Jaarrun", f"{stof.gemaakt_op:%d-%m-%Y %H:%M}, {stof.programma}, uit {stof.masternaam}"),
        ("Dossier gemaakt en nagerekend op", f"{stof.op:%d-%m-%Y}, {stof.programma_nu}, {stof.rekenmachine_nu}"),
        ("Verdeelsleutel", f"{stof.uitkomst.verdeelsleutel}, peiljaar {stof.uitkomst.peiljaar}"),
        ("SHA-256 van manifest.json", stof.manifest_sha),
    ]
    for nummer, (wat, waarde) in enumerate(regels):
        blad.zet(_WIE + nummer, 0, wat, "vet")
        blad.zet(_WIE + nummer, 1, waarde)
    rij = _WIE + len(regels)
    blad.zet(rij, 0, "Invoerhash", "vet")
    blad.formule(rij, 1, manifest.NAMEN.hash_toen, stof.hash_toen, "kaal")


def _bedragen(blad: Blad, rij: int) -> int:
    blad.zet(rij - 1, 0, "Bedragen", "kopje")
    regels = {
        "Kosten van de werkgroep (K)": bedragen.NAMEN.kosten,
        "Vergoeding uit POK (V)": bedragen.NAMEN.vergoeding,
        "Te verdelen over de gemeenten (R)": bedragen.NAMEN.te_verdelen,
        "Gemeenten betalen samen": bedragen.totaal("Betaalt €"),
        "Gemeenten ontvangen samen": bedragen.totaal("Ontvangt €"),
    }
    for nummer, (wat, bron) in enumerate(regels.items()):
        blad.zet(rij + nummer, 0, wat, "werk.tekst")
        blad.formule(rij + nummer, 1, bron, VOLGT, "uitkomst.euro")
    return rij + len(regels)


def _stand(blad: Blad, stof: Dossierstof, rijen: list[Controle], rij: int) -> int:
    """How it stands, counted live; gives the row of the next heading."""
    blad.zet(rij, 0, "Hoe het ervoor staat", "kopje")
    eerste, laatste = controles.EERSTE_RIJ + 1, controles.EERSTE_RIJ + len(rijen)
    uitkomsten = f"Controles!$E${eerste}:$E${laatste}"
    oordelen = [vraag.oordeel for vraag in vragen.vragen(stof)]
    tellingen: list[tuple[str, str, int, str]] = [
        *(
            (f"Vragen: {woord}", f'COUNTIFS({vragen.TABEL}[Oordeel],"{woord}")', oordelen.count(woord), uitleg)
            for woord, uitleg in (
                (AANWEZIG, "het antwoord is er, met bron en vastgesteld"),
                (DEELS, "het antwoord is er, het bewijs niet volledig"),
                (NIET_NODIG, "er is niets te beantwoorden"),
            )
        ),
        (
            f"Vragen: {ONTBREEKT}",
            str(controles.plaats(rijen, controles.VRAGEN)),
            oordelen.count(ONTBREEKT),
            "nog aan te leveren; zie Vragen",
        ),
        *(
            (f"Controles: {woord}", f'COUNTIFS({uitkomsten},"{woord}")', controles.aantal(rijen, woord), uitleg)
            for woord, uitleg in (
                (GOED, ""),
                (LET_OP, "te bekijken vóór de afrekening definitief is"),
                (FOUT, "moet nul zijn; zie Controles"),
            )
        ),
        (
            "Bestanden ongewijzigd sinds de run",
            str(controles.plaats(rijen, controles.BESTANDEN)),
            sum(b.klopt for b in stof.bestanden),
            f"van {len(stof.bestanden)}; zie Manifest",
        ),
        (
            "Formulecellen nu nagerekend",
            f"SUM({bewijs.TABEL}[Formulecellen])",
            sum(p.vergeleken for p in stof.proeven),
            f"in {len(stof.proeven)} werkboeken; zie Bewijs",
        ),
        (
            "waarvan afwijkend",
            str(controles.plaats(rijen, controles.AFWIJKEND)),
            sum(p.afwijkend for p in stof.proeven),
            "",
        ),
    ]
    for nummer, (wat, formule, waarde, uitleg) in enumerate(tellingen, start=1):
        blad.zet(rij + nummer, 0, wat, "werk.tekst")
        blad.formule(rij + nummer, 1, f"={formule}", waarde, "uitkomst.geheel")
        blad.zet(rij + nummer, 2, uitleg, "uitleg.tekst")
    return rij + len(tellingen) + 2
