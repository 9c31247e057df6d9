"""The sheet Capaciteit: what each gemeente supplies by 8.3 against what it delivered; more is over-recovery."""

from __future__ import annotations

from dataclasses import dataclass

from via_xl.geld import euro, rond_half_op, uren
from via_xl.rekenen.uitgangspunten import productieve_uren
from via_xl.schrijven.boek import Adres, Boek, TabelKolom
from via_xl.schrijven.dossier import bedragen
from via_xl.schrijven.dossier.opbouw import nieuw_blad, zet_tabel
from via_xl.schrijven.dossier.stof import Dossierstof
from via_xl.urenstaat.sjabloon import VOLTIJD_H

BLAD = "Capaciteit"
TABEL = "tblCapaciteitstoets"
_TABELRIJ = 8


@dataclass(frozen=True, slots=True)
class Toets:
    """A gemeente's hours against its capacity; ``mag_h`` is None where nothing to compare with is known."""

    code: str
    naam: str
    per_week_h: int
    afgerekend_h: int
    eerder_h: int
    later_h: int
    kosten_ct: int
    mag_h: int | None

    @property
    def geleverd_h(self) -> int:
        """The hours of the months of the year: without late ones of another year, with those settled elsewhere."""
        return self.afgerekend_h - self.eerder_h + self.later_h

    @property
    def meer_h(self) -> int:
        """Hours above the productive hours of the capacity."""
        return 0 if self.mag_h is None else max(0, self.geleverd_h - self.mag_h)

    @property
    def effect_ct(self) -> int:
        """Their cost, at the mean rate of the hours of the gemeente that are settled."""
        return rond_half_op(self.meer_h * self.kosten_ct, self.afgerekend_h) if self.afgerekend_h else 0


def toetsen(stof: Dossierstof) -> list[Toets]:
    """Each gemeente that supplies capacity or delivered hours."""
    jaar = stof.jaar
    productief = productieve_uren(stof.regeling, jaar).waarde_h
    later = [u for u in stof.regeling.uren if u.geldig and u.maand.year == jaar and u.afrekenjaar != jaar]
    return [
        Toets(
            r.code,
            r.naam,
            r.capaciteit_h,
            r.uren_h,
            sum(k.regel.uren_h for k in stof.uitkomst.regels if k.regel.code == r.code and k.regel.maand.year != jaar),
            sum(u.uren_h for u in later if u.code == r.code),
            r.kosten_ct,
            None if productief is None else rond_half_op(r.capaciteit_h * productief, VOLTIJD_H),
        )
        for r in stof.leveranciers
    ]


def zet(boek: Boek, stof: Dossierstof) -> None:
    """Add the sheet."""
    alle = toetsen(stof)
    productief = productieve_uren(stof.regeling, stof.jaar)
    uitleg = "Een uur kost een productief uur: meer uren dan capaciteit × productieve uren is te veel doorberekend."
    blad = nieuw_blad(boek, stof, BLAD, uitleg)
    blad.zet(4, 0, "Productieve uren per jaar", "werk.tekst")
    waarde = None if productief.waarde_h is None else uren(productief.waarde_h)
    blad.zet(4, 1, waarde, "invoer.uren")
    blad.zet(4, 2, f"tarieven van {stof.jaar} ({productief.status}); zie blad Tarieven", "uitleg.tekst")
    blad.zet(5, 0, "Voltijd, uren per week", "werk.tekst")
    blad.zet(5, 1, uren(VOLTIJD_H), "invoer.uren")
    blad.zet(5, 2, "CAO Gemeenten, voltijd; aanname van het programma, zonder status", "uitleg.tekst")
    if not alle:
        blad.zet(_TABELRIJ - 1, 0, f"In {stof.jaar} levert geen enkele gemeente capaciteit, en er zijn geen uren.")
        return
    jaaruren, voltijd = Adres(BLAD, 4, 1), Adres(BLAD, 5, 1)
    mag = f'IF({jaaruren}="","",ROUND(ROUND(100*[@Uren per week],0)*{jaaruren}/{voltijd},0)/100)'
    waar = f"{bedragen.TABEL}[Code],0)"
    tabel = zet_tabel(
        blad,
        TABEL,
        _TABELRIJ,
        [
            TabelKolom("Gemeente", [t.naam for t in alle], "werk.tekst", None, 28),
            TabelKolom("Code", [t.code for t in alle], "werk.tekst", None, 13),
            TabelKolom("Uren per week", [uren(t.per_week_h) for t in alle], "invoer.uren", None, 13),
            TabelKolom(
                "Hoogstens uren",
                ["" if t.mag_h is None else uren(t.mag_h) for t in alle],
                "werk.uren",
                f"={mag}",
                13,
            ),
            TabelKolom(
                "Afgerekende uren",
                [uren(t.afgerekend_h) for t in alle],
                "werk.uren",
                f"=INDEX({bedragen.TABEL}[Uren],MATCH([@Code],{waar})",
                13,
            ),
            TabelKolom("Waarvan ander jaar", [uren(t.eerder_h) for t in alle], "invoer.uren", None, 13),
            TabelKolom("Elders afgerekend", [uren(t.later_h) for t in alle], "invoer.uren", None, 13),
            TabelKolom(
                "Geleverde uren",
                [uren(t.geleverd_h) for t in alle],
                "werk.uren",
                "=ROUND([@Afgerekende uren]-[@Waarvan ander jaar]+[@Elders afgerekend],2)",
                13,
            ),
            TabelKolom(
                "Meer uren",
                [uren(t.meer_h) for t in alle],
                "werk.uren",
                '=IF([@Hoogstens uren]="",0,MAX(0,ROUND([@Geleverde uren]-[@Hoogstens uren],2)))',
                12,
            ),
            TabelKolom(
                "Kosten €",
                [euro(t.kosten_ct) for t in alle],
                "werk.euro",
                f"=INDEX({bedragen.TABEL}[Kosten €],MATCH([@Code],{waar})",
                16,
            ),
            TabelKolom(
                "Effect €",
                [euro(t.effect_ct) for t in alle],
                "uitkomst.euro",
                "=IF([@Afgerekende uren]=0,0,ROUND(ROUND(100*[@Meer uren],0)*ROUND(100*[@Kosten €],0)"
                "/ROUND(100*[@Afgerekende uren],0),0)/100)",
                15,
            ),
        ],
    )
    rij = _TABELRIJ + tabel.rijen + 2
    for plaats in range(11):
        blad.zet(rij, plaats, "Totaal" if plaats == 0 else None, "slot")
    meer = uren(sum(t.meer_h for t in alle))
    blad.formule(rij, 8, f"=ROUND(SUM({TABEL}[Meer uren]),2)", meer, "slot.uren")
    effect = euro(sum(t.effect_ct for t in alle))
    blad.formule(rij, 10, f"=ROUND(SUM({TABEL}[Effect €]),2)", effect, "slot.euro")
    tekst = "Effect: meer uren × het gemiddelde uurtarief van de gemeente, vóór vergoeding; het zit nu in de kosten."
    blad.zet(rij + 2, 0, tekst, "uitleg")
    tekst = "De uren per week zijn die van 8.3 op 31 december; 8.3 noemt geen eenheid. Aanstellingen staan in de urenstaten."
    blad.zet(rij + 3, 0, tekst, "uitleg")
