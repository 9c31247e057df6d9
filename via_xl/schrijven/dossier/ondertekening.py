"""The sheet Ondertekening: who signed which hour sheet when, what is still to be settled, and the approvals."""

from __future__ import annotations

from via_xl.basis.geld import uren
from via_xl.rekenen.vaststelling import geldige_akkoorden
from via_xl.schrijven.boek import Boek, TabelKolom, Waarde
from via_xl.schrijven.dossier.opbouw import ONTBREEKT, kleur_oordeel, nieuw_blad, zet_tabel
from via_xl.schrijven.dossier.stof import Dossierstof

BLAD = "Ondertekening"
_TABELRIJ = 5
_BREEDTES = (22, 18, 34, 34, 13, 10, 13, 16, 16, 12)


def zet(boek: Boek, stof: Dossierstof) -> None:
    """Add the sheet."""
    uitleg = "Namen worden niet vastgelegd: medewerker en leidinggevende staan in de urenstaat zelf. Datum: de dag van tekenen."
    blad = nieuw_blad(boek, stof, BLAD, uitleg)
    blad.zet(_TABELRIJ - 1, 0, "Urenstaten", "kopje")
    blad.breedtes |= dict(enumerate(_BREEDTES))
    rijen = _staten(stof)
    koppen: list[tuple[str, str]] = [
        ("Gemeente", "werk.tekst"),
        ("Code", "werk.tekst"),
        ("Bestand", "invoer.alinea"),
        ("SHA256 in het register", "invoer.alinea"),
        ("Gelezen op", "invoer.datum"),
        ("Regels", "invoer.geheel"),
        ("Uren", "invoer.uren"),
        ("Akkoord medewerker", "invoer.datum"),
        ("Akkoord leidinggevende", "invoer.datum"),
        ("Oordeel", "werk.tekst"),
    ]
    kolommen = [
        TabelKolom(kop, [rij[plaats] for rij in rijen], stijl, None, _BREEDTES[plaats])
        for plaats, (kop, stijl) in enumerate(koppen)
    ]
    zet_tabel(blad, "tblStaten", _TABELRIJ, kolommen)
    blad.aanvullingen.append(kleur_oordeel(_TABELRIJ + 1, 9, _TABELRIJ + max(1, len(rijen))))
    volgende = _punten(boek, stof, _TABELRIJ + len(rijen) + 3)
    _akkoorden(boek, stof, volgende)
    blad.bevroren = (3, 0)


def _staten(stof: Dossierstof) -> list[tuple[Waarde, ...]]:
    uit: list[tuple[Waarde, ...]] = []
    for rij in stof.leveranciers:
        van = [s for s in stof.regeling.urenstaten if s.code == rij.code and s.jaar == stof.jaar]
        if not any(s.geldig for s in van):
            uit.append((rij.naam, rij.code, "geen urenstaat", "", None, None, None, None, None, ONTBREEKT))
        for s in van:
            oordeel = "vervallen" if not s.geldig else "aanwezig" if s.getekend else ONTBREEKT
            tekens = (s.akkoord_medewerker, s.akkoord_leidinggevende)
            uit.append(
                (rij.naam, rij.code, s.bestand, s.sha256, s.gelezen_op, s.regels, uren(s.uren_h), *tekens, oordeel)
            )
    return uit


def _punten(boek: Boek, stof: Dossierstof, rij: int) -> int:
    """The points of attention; gives the row of the next heading."""
    blad = boek.vind(BLAD)
    punten = [p for p in stof.regeling.aandachtspunten if p.jaar == stof.jaar]
    blad.zet(rij - 1, 0, "Aandachtspunten bij urenstaten", "kopje")
    if not punten:
        blad.zet(rij, 0, f"Voor {stof.jaar} zijn er geen aandachtspunten geregistreerd.")
        return rij + 3
    naam = {g.code: g.naam for g in stof.regeling.gemeenten}
    zet_tabel(
        blad,
        "tblPunten",
        rij,
        [
            TabelKolom("Gemeente", [naam.get(p.code, p.code) for p in punten], "werk.tekst"),
            TabelKolom("Plaats", [p.plaats for p in punten], "invoer.alinea"),
            TabelKolom("Wat", [p.wat for p in punten], "invoer.alinea"),
            TabelKolom("Toelichting", [p.toelichting for p in punten], "invoer.alinea"),
            TabelKolom("Afgehandeld", ["ja" if p.afgehandeld else "nee" for p in punten], "invoer.tekst"),
        ],
    )
    return rij + len(punten) + 4


def _akkoorden(boek: Boek, stof: Dossierstof, rij: int) -> None:
    """Who approved what, and whether it counts for this settlement; two of two gemeenten are needed."""
    blad = boek.vind(BLAD)
    blad.zet(rij - 1, 0, "Akkoord op de afrekening (vier ogen)", "kopje")
    naam = {g.code: g.naam for g in stof.regeling.gemeenten}
    alle = [akkoord for akkoord in stof.regeling.akkoorden if akkoord.jaar == stof.jaar]
    geldig = geldige_akkoorden(stof.regeling, stof.uitkomst)
    tekort = max(0, 2 - len({akkoord.code for akkoord in geldig}))
    leeg: list[Waarde] = [""] * tekort
    zet_tabel(
        blad,
        "tblVierOgen",
        rij,
        [
            TabelKolom(
                "Gemeente", [*(naam.get(a.code, a.code) for a in alle), *["nog een gemeente"] * tekort], "werk.alinea"
            ),
            TabelKolom("Rol", [*(str(a.rol) for a in alle), *leeg], "invoer.alinea"),
            TabelKolom("Getekend stuk", [*(a.bestand for a in alle), *leeg], "invoer.alinea"),
            TabelKolom("SHA256", [*(a.sha256 for a in alle), *leeg], "invoer.alinea"),
            TabelKolom("Getekend op", [*(a.op for a in alle), *[None] * tekort], "invoer.datum"),
            TabelKolom("Door", [*(a.door for a in alle), *leeg], "invoer.tekst"),
            TabelKolom(
                "Oordeel",
                [*("aanwezig" if a in geldig else "telt niet" for a in alle), *[ONTBREEKT] * tekort],
                "werk.tekst",
            ),
        ],
    )
    hoogte = len(alle) + tekort
    blad.aanvullingen.append(kleur_oordeel(rij + 1, 6, rij + max(1, hoogte)))
    uitleg = "Een akkoord telt voor precies deze invoer, en niet van wie in dit jaar zelf uren leverde."
    blad.zet(rij + hoogte + 2, 0, uitleg, "uitleg")
