"""The checks: those of the run, calculated anew, and those of the dossier on the version folder; one overall flag."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.gebruikt import beperk
from via_xl.schrijven.boek import Adres, Boek
from via_xl.schrijven.dossier import bedragen, bewijs, manifest, uren, vragen
from via_xl.schrijven.dossier.opbouw import ONTBREEKT
from via_xl.schrijven.dossier.stof import Dossierstof
from via_xl.schrijven.master import controles as van_de_master
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.raster import Cel
from via_xl.schrijven.taal import F, controleblad
from via_xl.schrijven.taal.controleblad import Controle, controle, gevonden_cel
from via_xl.schrijven.taal.hoogte import hoogte

EERSTE_RIJ = 5
"""The row (from 0) of the first check."""

BESTANDEN = "Elk bestand van de versie is er, en is dat van de run (grootte en SHA-256)"
AFWIJKEND = "Formulecellen die nu iets anders geven dan opgeslagen is of de rekenkern zegt"
VRAGEN = "Vragen van de accountant waarop het antwoord ontbreekt"
_BREEDTES = {0: 13, 1: 58, 2: 26, 3: 20, 4: 12, 5: 62}


def controles(stof: Dossierstof) -> Iterator[Controle]:
    """The checks of the dossier first, since they say whether the others are about the same files."""
    uit, proeven = stof.uitkomst, stof.proeven
    yield controle(
        BESTANDEN,
        verwacht=F(f"COUNTA({manifest.TABEL}[Bestand])", len(stof.bestanden)),
        gevonden=F(f'COUNTIFS({manifest.TABEL}[Uitkomst],"OK")', sum(b.klopt for b in stof.bestanden)),
        waar="Manifest, kolom Uitkomst",
    )
    afwijkend = F(f"SUM({bewijs.TABEL}[Afwijkend])", sum(p.afwijkend for p in proeven))
    yield controle(AFWIJKEND, verwacht=0, gevonden=afwijkend, waar="Bewijs, kolom Afwijkend")
    goed = sum(p.vergeleken > 0 and not p.afwijkend for p in proeven)
    yield controle(
        "Elke werkmap is nagerekend en klopt",
        verwacht=F(f"COUNTA({bewijs.TABEL}[Werkmap])", len(proeven)),
        gevonden=F(f'COUNTIFS({bewijs.TABEL}[Uitkomst],"OK")', goed),
        waar="Bewijs, kolom Uitkomst",
    )
    hash_nu = f'IF(EXACT({manifest.NAMEN.hash_toen},{manifest.NAMEN.hash_nu}),"gelijk","anders")'
    yield Controle(
        "De invoerhash van de bewaarde invoer is die van het manifest",
        F("gelijk", "gelijk"),
        F(f"={hash_nu}", "gelijk" if stof.hash_toen == stof.invoerhash else "anders"),
        "Manifest",
        stijl="tekst",
    )
    stand_nu = "concept" if stof.redenen else "definitief"
    wat = "De stand volgens het manifest is die van de invoer nu"
    yield Controle(wat, F(stof.status, stof.status), F(stand_nu, stand_nu), "Voorblad", let_op=True, stijl="tekst")
    yield from _totalen(stof)
    yield controle(
        "De groepen van blad Uren bevatten elke urenregel die meetelt",
        verwacht=len(uit.regels),
        gevonden=uren.totaal("Regels"),
        waarde=len(uit.regels),
        waar="Uren",
    )
    cent = f"{bedragen.TABEL}[Afronding in cent]"
    yield controle(
        "Elke bijdrage ligt minder dan een cent van het evenredige deel",
        verwacht=0,
        gevonden=f"SUMPRODUCT(({cent}>=1)+({cent}<=-1))",
        waarde=0,
        waar="Bedragen, kolom Afronding in cent",
    )
    samen = f"{bedragen.totaal(g.SALDO.kop)}+{bedragen.totaal(g.VOORSCHOT.kop)}+{bedragen.NAMEN.vergoeding}"
    samen += f"-{bedragen.totaal(g.BTW.kop)}" if uit.btw_is_last else ""
    yield controle(
        "Saldi, voorschotten en vergoeding sluiten op nul (opgeteld uit dit dossier)",
        Maat.EURO,
        verwacht=0,
        gevonden=f"ROUND({samen},2)",
        waarde=uit.sluitcontrole_ct,
        waar="Bedragen",
    )
    onbeantwoord = sum(v.oordeel == ONTBREEKT for v in vragen.vragen(stof))
    gevonden = F(f'COUNTIFS({vragen.TABEL}[Oordeel],"{ONTBREEKT}")', onbeantwoord)
    yield controle(VRAGEN, verwacht=0, gevonden=gevonden, waar="Vragen, kolom Oordeel", let_op=True)
    yield from _van_de_run(stof)


def _totalen(stof: Dossierstof) -> Iterator[Controle]:
    """Every total of the manifest against the amounts of this dossier."""
    uit = stof.uitkomst
    for sleutel, wat, bron, nu_ct in (
        ("kosten", g.KOSTEN.kort, bedragen.totaal("Kosten €"), uit.kosten_ct),
        ("bijdragen", "Bijdragen", bedragen.totaal(g.BIJDRAGE.kop), sum(r.bijdrage_ct for r in uit.gemeenten)),
        ("voorschotten", "Voorschotten", bedragen.totaal(g.VOORSCHOT.kop), sum(r.voorschot_ct for r in uit.gemeenten)),
        ("saldi", "Saldi", bedragen.totaal(g.SALDO.kop), sum(r.saldo_ct for r in uit.gemeenten)),
        ("vergoeding", g.VERGOEDING.label, bedragen.NAMEN.vergoeding, uit.vergoeding_ct),
        ("te_verdelen", g.TE_VERDELEN.label, bedragen.NAMEN.te_verdelen, uit.te_verdelen_ct),
    ):
        if sleutel in stof.totalen_ct:
            toen = Maat.EURO.in_cel(stof.totalen_ct[sleutel])
            tekst = f"{wat}: het totaal van dit dossier is dat van het manifest"
            nu = F(f"={bron}", Maat.EURO.in_cel(nu_ct))
            yield Controle(tekst, F(str(toen), toen), nu, "Bedragen", stijl="euro")


def _van_de_run(stof: Dossierstof) -> Iterator[Controle]:
    """The checks of the regional workbook, with what the engine expects and finds now."""
    klein = replace(beperk(stof.regeling, stof.jaar), capaciteit=stof.regeling.capaciteit)
    stand = Stand(klein, stof.uitkomst, stof.regeling.centrumgemeente.code)
    for nummer, rij in enumerate(van_de_master.controles(stand)):
        yield replace(
            rij,
            wat=f"Jaarrun: {rij.wat[0].lower()}{rij.wat[1:]}",
            verwacht=F("", rij.verwacht.waarde),
            gevonden=F("", rij.gevonden.waarde),
            waar=f"regionale werkmap, Controles!{gevonden_cel(nummer).cel}; {rij.waar}",
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


def aantal(rijen: Sequence[Controle], uitkomst: str) -> int:
    """How many checks have this outcome."""
    return sum(rij.uitkomst == uitkomst for rij in rijen)


def plaats(rijen: Sequence[Controle], wat: str) -> Adres:
    """The cell with what a check found."""
    return gevonden_cel([rij.wat for rij in rijen].index(wat))
