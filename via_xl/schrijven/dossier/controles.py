"""The checks: those of the run, calculated anew, and those of the dossier on the version folder; one overall flag."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from via_xl.basis.geld import euro
from via_xl.rekenen.gebruikt import beperk
from via_xl.schrijven.boek import Adres, Boek, Cel
from via_xl.schrijven.dossier import bedragen, bewijs, manifest, uren, vragen
from via_xl.schrijven.dossier.opbouw import ONTBREEKT
from via_xl.schrijven.dossier.stof import Dossierstof
from via_xl.schrijven.master import controles as van_de_master
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.opmaak import F
from via_xl.schrijven.taal import controleblad
from via_xl.schrijven.taal.controleblad import Controle, f, gevonden_cel
from via_xl.schrijven.taal.hoogte import hoogte

EERSTE_RIJ = 5
"""The row (from 0) of the first check."""

BESTANDEN = "Elk bestand van de versie is er, en is dat van de run (grootte en SHA-256)"
AFWIJKEND = "Formulecellen die nu iets anders geven dan opgeslagen is of de rekenkern zegt"
VRAGEN = "Vragen van de accountant waarop het antwoord ontbreekt"
_BREEDTES = {0: 13, 1: 58, 2: 20, 3: 20, 4: 12, 5: 62}
_TOTALEN = {
    "kosten": ("Kosten", "Kosten €"),
    "bijdragen": ("Bijdragen", "Bijdrage €"),
    "voorschotten": ("Voorschotten", "Voorschot €"),
    "saldi": ("Saldi", "Saldo €"),
}


def controles(boek: Boek, stof: Dossierstof) -> list[Controle]:
    """The checks of the dossier first, since they say whether the others are about the same files."""
    uit = stof.uitkomst
    aantal = len(stof.bestanden)
    goed = sum(b.klopt for b in stof.bestanden)
    onbeantwoord = sum(v.oordeel == ONTBREEKT for v in vragen.vragen(stof))
    gelijk = "gelijk" if stof.hash_toen == stof.invoerhash else "anders"
    return [
        Controle(
            BESTANDEN,
            f(f"COUNTA({manifest.TABEL}[Bestand])", aantal),
            f(f'COUNTIFS({manifest.TABEL}[Uitkomst],"OK")', goed),
            "Manifest, kolom Uitkomst",
        ),
        Controle(
            AFWIJKEND,
            F("0", 0),
            f(f"SUM({bewijs.TABEL}[Afwijkend])", sum(p.afwijkend for p in stof.proeven)),
            "Bewijs, kolom Afwijkend",
        ),
        Controle(
            "Elk werkboek is nagerekend en klopt",
            f(f"COUNTA({bewijs.TABEL}[Werkboek])", len(stof.proeven)),
            f(
                f'COUNTIFS({bewijs.TABEL}[Uitkomst],"OK")',
                sum(p.vergeleken > 0 and not p.afwijkend for p in stof.proeven),
            ),
            "Bewijs, kolom Uitkomst",
        ),
        Controle(
            "De invoerhash van de bewaarde invoer is die van het manifest",
            F("gelijk", "gelijk"),
            f(f'IF(EXACT({manifest.HASH_TOEN},{manifest.HASH_NU}),"gelijk","anders")', gelijk),
            "Manifest",
            stijl="tekst",
        ),
        Controle(
            "De stand volgens het manifest is die van de invoer nu",
            F(stof.status, stof.status),
            F(_stand_nu(stof), _stand_nu(stof)),
            "Voorblad",
            let_op=True,
            stijl="tekst",
        ),
        *_totalen(boek, stof),
        Controle(
            "De groepen van blad Uren bevatten elke urenregel die meetelt",
            F(str(len(uit.regels)), len(uit.regels)),
            f(uren.totaal(boek, "Regels"), len(uit.regels)),
            "Uren",
        ),
        Controle(
            "Elke bijdrage ligt minder dan een cent van het evenredige deel",
            F("0", 0),
            f(
                f"SUMPRODUCT(({bedragen.TABEL}[Afronding in cent]>=1)+({bedragen.TABEL}[Afronding in cent]<=-1))",
                0,
            ),
            "Bedragen, kolom Afronding in cent",
        ),
        Controle(
            "Saldi, voorschotten en vergoeding sluiten op nul (opgeteld uit dit dossier)",
            F("0", 0),
            f(
                f"ROUND({bedragen.totaal(boek, 'Saldo €')}+{bedragen.totaal(boek, 'Voorschot €')}"
                f"+{bedragen.cel('vergoeding')},2)",
                euro(uit.sluitcontrole_ct),
            ),
            "Bedragen",
            stijl="euro",
        ),
        Controle(
            VRAGEN,
            F("0", 0),
            f(f'COUNTIFS({vragen.TABEL}[Oordeel],"{ONTBREEKT}")', onbeantwoord),
            "Vragen, kolom Oordeel",
            let_op=True,
        ),
        *_van_de_run(stof),
    ]


def _stand_nu(stof: Dossierstof) -> str:
    return "concept" if stof.redenen else "definitief"


def _totalen(boek: Boek, stof: Dossierstof) -> Iterator[Controle]:
    """Every total of the manifest against the amounts of this dossier."""
    adressen = {sleutel: (wat, str(bedragen.totaal(boek, kop))) for sleutel, (wat, kop) in _TOTALEN.items()}
    adressen["vergoeding"] = ("Vergoeding", str(bedragen.cel("vergoeding")))
    adressen["te_verdelen"] = ("Te verdelen", str(bedragen.cel("te_verdelen")))
    waarden = bedragen.waarden(stof)
    nu = {sleutel: waarden[kop] for sleutel, (_, kop) in _TOTALEN.items()} | waarden
    for sleutel, (wat, adres) in adressen.items():
        if sleutel in stof.totalen_ct:
            toen = euro(stof.totalen_ct[sleutel])
            tekst = f"{wat}: het totaal van dit dossier is dat van het manifest"
            yield Controle(tekst, F(str(toen), toen), f(adres, nu[sleutel]), "Bedragen", stijl="euro")


def _van_de_run(stof: Dossierstof) -> Iterator[Controle]:
    """The checks of the regional workbook, with what the engine expects and finds now."""
    klein = replace(beperk(stof.regeling, stof.jaar), capaciteit=stof.regeling.capaciteit)
    stand = Stand(klein, stof.uitkomst, stof.regeling.centrumgemeente.code)
    for nummer, rij in enumerate(van_de_master.controles(stof.regioboek, stand)):
        yield replace(
            rij,
            wat=f"Jaarrun: {rij.wat[0].lower()}{rij.wat[1:]}",
            verwacht=F("", rij.verwacht.waarde),
            gevonden=F("", rij.gevonden.waarde),
            waar=f"regioboek, Controles!{gevonden_cel(nummer).cel}; {rij.waar}",
        )


def zet(boek: Boek, stof: Dossierstof, alle: list[Controle]) -> None:
    """Add the sheet; texts run on instead of making it too wide to print."""
    uitleg = "De eerste controles gaan over deze map en dit dossier, die met Jaarrun over de afrekening zelf."
    blad = controleblad.zet(boek, alle, uitleg, f"{stof.kopregel} · Controles")
    blad.breedtes |= _BREEDTES
    for nummer, rij in enumerate(alle):
        for kol, tekst in ((1, rij.wat), (5, rij.waar)):
            blad.cellen[EERSTE_RIJ + nummer, kol] = Cel(tekst, "werk.alinea")
        blad.hoogtes[EERSTE_RIJ + nummer] = max(hoogte(rij.wat, _BREEDTES[1]), hoogte(rij.waar, _BREEDTES[5]))


def aantal(rijen: list[Controle], uitkomst: str) -> int:
    """How many checks have this outcome."""
    return sum(rij.uitkomst == uitkomst for rij in rijen)


def plaats(rijen: list[Controle], wat: str) -> Adres:
    """The cell with what a check found."""
    return gevonden_cel([rij.wat for rij in rijen].index(wat))
