"""The sheet Uren: the hour lines that count, summed per gemeente, schaal and tarief; the lines are in the regional book."""

from __future__ import annotations

from dataclasses import dataclass, field

from via_xl.basis.geld import euro, uren
from via_xl.regeling.model import Status, Tarief
from via_xl.rekenen.verrekening import Kostenregel, regelkosten_ct
from via_xl.schrijven.boek import Boek, TabelKolom
from via_xl.schrijven.dossier.opbouw import nieuw_blad, zet_tabel
from via_xl.schrijven.dossier.stof import Dossierstof, bronnen
from via_xl.schrijven.taal import Namen

BLAD = "Uren"
TABEL = "tblUrensom"
_TABELRIJ = 4


@dataclass
class Tariefgroep:
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
    def afronding_ct(self) -> int:
        """What rounding each line makes of difference."""
        return self.kosten_ct - regelkosten_ct(self.uren_h, self.uurtarief_ct)


def groepen(stof: Dossierstof) -> list[Tariefgroep]:
    """The lines that count, in the order of the gemeenten, then schaal and date of the rate."""
    uit: dict[tuple[str, int], Tariefgroep] = {}
    for rij in stof.uitkomst.regels:
        groep = uit.setdefault(
            (rij.regel.code, id(rij.tarief)), Tariefgroep(rij.regel.code, rij.tarief, rij.uurtarief_ct)
        )
        groep.regels.append(rij)
    nummer = {rij.code: plaats for plaats, rij in enumerate(stof.uitkomst.gemeenten)}
    return sorted(uit.values(), key=lambda g: (nummer[g.code], g.tarief.schaal, g.tarief.van))


def zet(boek: Boek, stof: Dossierstof) -> None:
    """Add the sheet."""
    alle = groepen(stof)
    uitleg = (
        f"De urenregels zelf staan in {stof.regionaam}, blad Uren; elke regel is daar uren × uurtarief, op de cent."
    )
    blad = nieuw_blad(boek, stof, BLAD, uitleg)
    verschil = "ROUND([@Kosten €]-ROUND(ROUND(100*[@Uren],0)*ROUND(100*[@Uurtarief €],0)/100,0)/100,2)"
    tabel = zet_tabel(
        blad,
        TABEL,
        _TABELRIJ,
        [
            TabelKolom("Gemeente", [stof.uitkomst.van(g.code).naam for g in alle], "werk.tekst", None, 22),
            TabelKolom("Code", [g.code for g in alle], "werk.tekst", None, 10),
            TabelKolom("Schaal", [g.tarief.schaal for g in alle], "invoer.schaal", None, 9),
            TabelKolom("Tarief vanaf", [g.tarief.van for g in alle], "invoer.datum", None, 12),
            TabelKolom("Uurtarief €", [euro(g.uurtarief_ct) for g in alle], "invoer.euro", None, 12),
            TabelKolom("Regels", [len(g.regels) for g in alle], "invoer.geheel", None, 9),
            TabelKolom("Waarvan vastgesteld", [_vast(g) for g in alle], "invoer.geheel", None, 13),
            TabelKolom("Uren", [uren(g.uren_h) for g in alle], "invoer.uren", None, 12),
            TabelKolom("Kosten €", [euro(g.kosten_ct) for g in alle], "invoer.euro", None, 16),
            TabelKolom(
                "Afronding per regel €",
                [euro(g.afronding_ct) for g in alle],
                "werk.euro",
                f'=IF([@Regels]="","",{verschil})',
                13,
            ),
            TabelKolom(
                "Bron van de regels", [bronnen(rij.regel for rij in g.regels) for g in alle], "invoer.alinea", None, 50
            ),
        ],
    )
    rij = _TABELRIJ + tabel.rijen + 2
    blad.zet(rij, 0, "Totaal", "slot")
    for plaats in range(1, len(tabel.kolommen) - 1):
        blad.zet(rij, plaats, None, "slot")
    uit = stof.uitkomst
    totaal_h = sum(g.uren_h for g in alle)
    blad.formule(rij, 5, f"=SUM({TABEL}[Regels])", len(uit.regels), "slot.geheel")
    blad.formule(rij, 6, f"=SUM({TABEL}[Waarvan vastgesteld])", sum(map(_vast, alle)), "slot.geheel")
    blad.formule(rij, 7, f"=ROUND(SUM({TABEL}[Uren]),2)", uren(totaal_h), "slot.uren")
    blad.formule(rij, 8, f"=ROUND(SUM({TABEL}[Kosten €]),2)", euro(uit.kosten_ct), "slot.euro")
    afronding = sum(g.afronding_ct for g in alle)
    blad.formule(rij, 9, f"=ROUND(SUM({TABEL}[Afronding per regel €]),2)", euro(afronding), "slot.euro")
    for kop in ("Regels", "Kosten €"):
        blad.noem(f"{TABEL} {kop}", tabel.adres(BLAD, kop, tabel.rijen + 1))
    blad.bevroren = (_TABELRIJ + 1, 0)
    blad.titelrijen = (_TABELRIJ, _TABELRIJ)


def totaal(kop: str) -> str:
    """The reference to a total on this sheet."""
    return Namen(BLAD)[f"{TABEL} {kop}"]


def _vast(groep: Tariefgroep) -> int:
    return sum(rij.regel.status is Status.VASTGESTELD for rij in groep.regels)
