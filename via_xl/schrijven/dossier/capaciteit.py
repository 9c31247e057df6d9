"""The sheet Capaciteit: what each gemeente supplies by the plan against what it delivered; more is over-recovery."""

from __future__ import annotations

from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.capaciteit import Gemeentecapaciteit, capaciteit
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.dossier import bedragen
from via_xl.schrijven.dossier.opbouw import KOPHOOGTE, begin
from via_xl.schrijven.dossier.stof import Dossierstof
from via_xl.schrijven.taal import Tabelveld, invoer, uitkomst, werk

BLAD = "Capaciteit"
TABEL = "tblCapaciteitstoets"


def toetsen(stof: Dossierstof) -> list[Gemeentecapaciteit]:
    """Each gemeente that supplies capacity or delivered hours."""
    codes = {rij.code for rij in stof.leveranciers}
    return [rij for rij in capaciteit(stof.regeling, stof.uitkomst).gemeenten if rij.code in codes]


def zet(boek: Boek, stof: Dossierstof) -> None:
    """Add the sheet."""
    uitleg = "Een uur kost een productief uur: meer uren dan capaciteit × productieve uren is te veel doorberekend."
    s = begin(boek, stof, BLAD, uitleg)
    jaar, alle, b = stof.regeling.jaar(stof.jaar), toetsen(stof), s.blok()
    hoe = f"Jaren, rij {stof.jaar} ({jaar.status})"
    b.rij("Productieve uren per jaar", Maat.UREN, jaar.productieve_uren_h, als="productief", hoe=hoe)
    hoe = f"Jaren, rij {stof.jaar}; CAO Gemeenten: 36"
    b.rij("Voltijd, uren per week", Maat.UREN, jaar.voltijd_h, als="voltijd", hoe=hoe)
    s.wit()
    if not alle:
        s.tekst(f"In {stof.jaar} levert geen enkele gemeente capaciteit, en er zijn geen uren.")
        return
    s.wit()
    s.tabel(TABEL, alle, _kolommen(stof), kophoogte=KOPHOOGTE, doorlopend=True)
    s.wit()
    s.uitleg("Effect: meer uren × het gemiddelde uurtarief van de gemeente, vóór vergoeding; het zit nu in de kosten.")
    waar = stof.regeling.regio.passage("capaciteit")
    s.uitleg(
        f"De uren per week zijn die van {waar} op 31 december; {waar} noemt geen eenheid. Aanstellingen staan in de urenstaten."
    )


def _kolommen(stof: Dossierstof) -> list[Tabelveld[Gemeentecapaciteit]]:
    def uit_bedragen(kop: str) -> str:
        return f"INDEX({bedragen.TABEL}[{kop}],MATCH([@Code],{bedragen.TABEL}[Code],0))"

    uren, kosten = Maat.UREN, uit_bedragen("Kosten €")
    if stof.uitkomst.overige:
        kosten = formules.verschil_van(kosten, uit_bedragen(g.BETAALD.kop))
    mag = formules.jaaruren("[@Uren per week]", "{productief}", "{voltijd}")
    geleverd = "ROUND([@Afgerekende uren]-[@Waarvan ander jaar]+[@Elders afgerekend],2)"
    meer = formules.te_veel_uren("[@Geleverde uren]", "[@Hoogstens uren]")
    effect = formules.effect("[@Meer uren]", "[@Kosten €]", "[@Afgerekende uren]")
    return [
        werk("Gemeente", Maat.TEKST, lambda t: t.naam, breedte=28),
        werk("Code", Maat.TEKST, lambda t: t.code, breedte=13),
        invoer("Uren per week", uren, lambda t: t.per_week_h, breedte=13),
        werk("Hoogstens uren", uren, lambda t: t.gepland_h, mag, breedte=13),
        werk("Afgerekende uren", uren, lambda t: t.afgerekend_h, uit_bedragen("Uren"), breedte=13),
        invoer("Waarvan ander jaar", uren, lambda t: t.eerder_h, breedte=13),
        invoer("Elders afgerekend", uren, lambda t: t.later_h, breedte=13),
        werk("Geleverde uren", uren, lambda t: t.geleverd_h, geleverd, breedte=13),
        werk("Meer uren", uren, lambda t: t.meer_h, meer, totaal=True),
        werk("Kosten €", Maat.EURO, lambda t: t.kosten_ct, kosten, breedte=16),
        uitkomst("Effect €", Maat.EURO, lambda t: t.effect_ct, effect, breedte=15, totaal=True),
    ]
