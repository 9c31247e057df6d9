"""The sheet Ondertekening: who signed which hour sheet when, what is still to be settled, and the approvals."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from via_xl.basis.maat import Maat, Ruw
from via_xl.regeling.model import Aandachtspunt, Akkoord, Urenstaat
from via_xl.rekenen.vaststelling import geldige_akkoorden, nodige_akkoorden
from via_xl.rekenen.verrekening import GemeenteUitkomst
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.dossier.opbouw import AANWEZIG, KOPHOOGTE, ONTBREEKT, begin, kleur_oordeel
from via_xl.schrijven.dossier.stof import Dossierstof
from via_xl.schrijven.taal import Tabelveld, invoer, werk

BLAD = "Ondertekening"
STATEN, PUNTEN, VIER_OGEN = "tblStaten", "tblPunten", "tblVierOgen"
_Rij = tuple[GemeenteUitkomst, Urenstaat | None]


def zet(boek: Boek, stof: Dossierstof) -> None:
    """Add the sheet."""
    uitleg = "Namen worden niet vastgelegd: medewerker en leidinggevende staan in de urenstaat zelf. Datum: de dag van tekenen."
    s = begin(boek, stof, BLAD, uitleg)
    s.kopje("Urenstaten")
    s.tabel(STATEN, list(_staten(stof)), _van_staat(), kophoogte=KOPHOOGTE, doorlopend=True)
    kleur_oordeel(s, STATEN)
    if stof.leveranciers:
        s.wit()
    s.kopje("Aandachtspunten bij urenstaten")
    punten = [punt for punt in stof.regeling.aandachtspunten if punt.jaar == stof.jaar]
    if punten:
        s.tabel(PUNTEN, punten, _van_punt(stof), kophoogte=KOPHOOGTE, doorlopend=True)
        s.wit(2)
    else:
        s.tekst(f"Voor {stof.jaar} zijn er geen aandachtspunten geregistreerd.")
        s.wit()
    s.kopje("Akkoord op de afrekening (vier ogen)")
    s.tabel(VIER_OGEN, _akkoorden(stof), _van_akkoord(stof), kophoogte=KOPHOOGTE, doorlopend=True)
    kleur_oordeel(s, VIER_OGEN)
    s.wit()
    s.uitleg("Een akkoord telt voor precies deze invoer, en niet van wie in dit jaar zelf uren leverde.")
    s.uitleg(
        "Van wie de handtekening op het stuk is, en of die geldt, is niet nagegaan: open daarvoor het bewaarde stuk."
    )
    s.blad.bevroren = (3, 0)


def _staten(stof: Dossierstof) -> Iterator[_Rij]:
    """The hour sheets of who owes one; None of who has no valid one."""
    for rij in stof.leveranciers:
        van = [staat for staat in stof.regeling.urenstaten if staat.code == rij.code and staat.jaar == stof.jaar]
        if not any(staat.geldig for staat in van):
            yield rij, None
        for staat in van:
            yield rij, staat


def _van_staat() -> list[Tabelveld[_Rij]]:
    def uit(veld: Callable[[Urenstaat], Ruw], anders: Ruw = None) -> Callable[[_Rij], Ruw]:
        return lambda rij: anders if rij[1] is None else veld(rij[1])

    def oordeel(staat: Urenstaat) -> str:
        return "vervallen" if not staat.geldig else AANWEZIG if staat.getekend else ONTBREEKT

    return [
        werk("Gemeente", Maat.TEKST, lambda rij: rij[0].naam, breedte=22),
        werk("Code", Maat.TEKST, lambda rij: rij[0].code, breedte=18),
        invoer("Bestand", Maat.ALINEA, uit(lambda s: s.bestand, "geen urenstaat"), breedte=34),
        invoer("SHA256 in het register", Maat.ALINEA, uit(lambda s: s.sha256, ""), breedte=34),
        invoer("Gelezen op", Maat.DATUM, uit(lambda s: s.gelezen_op), breedte=13),
        invoer("Regels", Maat.GEHEEL, uit(lambda s: s.regels), breedte=10),
        invoer("Uren", Maat.UREN, uit(lambda s: s.uren_h), breedte=13),
        invoer("Akkoord medewerker", Maat.DATUM, uit(lambda s: s.akkoord_medewerker), breedte=16),
        invoer("Akkoord leidinggevende", Maat.DATUM, uit(lambda s: s.akkoord_leidinggevende), breedte=16),
        werk("Oordeel", Maat.TEKST, uit(oordeel, ONTBREEKT)),
    ]


def _van_punt(stof: Dossierstof) -> list[Tabelveld[Aandachtspunt]]:
    naam = {g.code: g.naam for g in stof.regeling.gemeenten}
    return [
        werk("Gemeente", Maat.TEKST, lambda p: naam.get(p.code, p.code)),
        invoer("Plaats", Maat.ALINEA, lambda p: p.plaats),
        invoer("Wat", Maat.ALINEA, lambda p: p.wat),
        invoer("Toelichting", Maat.ALINEA, lambda p: p.toelichting),
        invoer("Afgehandeld", Maat.TEKST, lambda p: "ja" if p.afgehandeld else "nee"),
    ]


def _akkoorden(stof: Dossierstof) -> list[Akkoord | None]:
    """Who approved, and None for each gemeente that still has to."""
    alle = [akkoord for akkoord in stof.regeling.akkoorden if akkoord.jaar == stof.jaar]
    geldig = {akkoord.code for akkoord in geldige_akkoorden(stof.regeling, stof.uitkomst)}
    tekort = nodige_akkoorden(stof.uitkomst) - len(geldig)
    return [*alle, *[None] * tekort]


def _van_akkoord(stof: Dossierstof) -> list[Tabelveld[Akkoord | None]]:
    """Who approved what, and whether it counts for this settlement."""
    naam = {g.code: g.naam for g in stof.regeling.gemeenten}
    geldig = geldige_akkoorden(stof.regeling, stof.uitkomst)
    return [
        werk("Gemeente", Maat.ALINEA, lambda a: naam.get(a.code, a.code) if a else "nog een gemeente"),
        invoer("Rol", Maat.ALINEA, lambda a: a.rol if a else None),
        invoer("Getekend stuk", Maat.ALINEA, lambda a: a.bestand if a else None),
        invoer("SHA256", Maat.ALINEA, lambda a: a.sha256 if a else None),
        invoer("Getekend op", Maat.DATUM, lambda a: a.op if a else None),
        invoer("Door", Maat.TEKST, lambda a: a.door if a else None, breedte=10),
        werk("Oordeel", Maat.TEKST, lambda a: (AANWEZIG if a in geldig else "telt niet") if a else ONTBREEKT),
    ]
