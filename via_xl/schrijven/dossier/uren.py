"""The sheet Uren: the hour lines that count, summed per gemeente, schaal and tarief; the lines are in the regional book."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from via_xl.basis.maat import Maat
from via_xl.basis.schaal import schaalvolgorde
from via_xl.regeling.model import Status, Tarief
from via_xl.rekenen.kosten import regelkosten_ct
from via_xl.rekenen.verrekening import Kostenregel
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.dossier.opbouw import KOPHOOGTE, begin
from via_xl.schrijven.dossier.stof import Dossierstof, bronnen
from via_xl.schrijven.taal import Namen, Tabelveld, invoer, werk

BLAD = "Uren"
TABEL = "tblUrensom"


class Tariefgroep(Struct):
    """The lines of one gemeente at one rate."""

    code: str
    tarief: Tarief
    uurtarief_ct: int
    regels: list[Kostenregel] = field(default_factory=list)

    @property
    def uren_h(self) -> int:
        """Their hours."""
        return sum(rij.regel.uren_h for rij in self.regels)

    @property
    def kosten_ct(self) -> int:
        """Their cost, each line rounded to the cent."""
        return sum(rij.kosten_ct for rij in self.regels)

    @property
    def vastgesteld(self) -> int:
        """How many of them are vastgesteld."""
        return sum(rij.regel.status is Status.VASTGESTELD for rij in self.regels)

    @property
    def afronding_ct(self) -> int:
        """What rounding each line makes of difference."""
        return self.kosten_ct - regelkosten_ct(self.uren_h, self.uurtarief_ct)


def groepen(stof: Dossierstof) -> list[Tariefgroep]:
    """The lines that count, in the order of the gemeenten, then schaal and date of the rate."""
    uit: dict[tuple[str, int], Tariefgroep] = {}
    for rij in stof.uitkomst.regels:
        groep = uit.setdefault((rij.code, id(rij.tarief)), Tariefgroep(rij.code, rij.tarief, rij.uurtarief_ct))
        groep.regels.append(rij)
    nummer = {rij.code: plaats for plaats, rij in enumerate(stof.uitkomst.gemeenten)}
    return sorted(uit.values(), key=lambda g: (nummer[g.code], schaalvolgorde(g.tarief.schaal), g.tarief.van))


def zet(boek: Boek, stof: Dossierstof) -> None:
    """Add the sheet."""
    alle = groepen(stof)
    uitleg = (
        f"De urenregels zelf staan in {stof.regionaam}, blad Uren; elke regel is daar uren × uurtarief, op de cent."
    )
    s = begin(boek, stof, BLAD, uitleg)
    s.tabel(TABEL, alle, _kolommen(stof), kophoogte=KOPHOOGTE, bevries=True, doorlopend=True)


def _kolommen(stof: Dossierstof) -> list[Tabelveld[Tariefgroep]]:
    verschil = "ROUND([@Kosten €]-ROUND(ROUND(100*[@Uren],0)*ROUND(100*[@Uurtarief €],0)/100,0)/100,2)"
    bron: Tabelveld[Tariefgroep] = invoer(
        "Bron van de regels", Maat.ALINEA, lambda g: bronnen(rij.regel for rij in g.regels), breedte=50
    )
    afronding = f'IF([@Regels]="","",{verschil})'
    return [
        werk("Gemeente", Maat.TEKST, lambda g: stof.uitkomst.van(g.code).naam, breedte=22),
        werk("Code", Maat.TEKST, lambda g: g.code, breedte=10),
        invoer("Schaal", Maat.SCHAAL, lambda g: g.tarief.schaal, breedte=9),
        invoer("Tarief vanaf", Maat.DATUM, lambda g: g.tarief.van),
        invoer("Uurtarief €", Maat.EURO, lambda g: g.uurtarief_ct),
        invoer("Regels", Maat.GEHEEL, lambda g: len(g.regels), breedte=9, totaal=True),
        invoer("Waarvan vastgesteld", Maat.GEHEEL, lambda g: g.vastgesteld, breedte=13, totaal=True),
        invoer("Uren", Maat.UREN, lambda g: g.uren_h, totaal=True),
        invoer("Kosten €", Maat.EURO, lambda g: g.kosten_ct, breedte=16, totaal=True),
        werk("Afronding per regel €", Maat.EURO, lambda g: g.afronding_ct, afronding, breedte=13, totaal=True),
        replace(bron, erbuiten=True),
    ]


def totaal(kop: str) -> str:
    """The reference to a total on this sheet."""
    return Namen(BLAD)[f"{TABEL} {kop}"]
