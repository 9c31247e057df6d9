"""The sheet Capaciteit: what each gemeente supplies by 8.3 against what it delivered; more is over-recovery."""

from __future__ import annotations

from via_xl.basis.geld import euro, uren
from via_xl.rekenen.capaciteit import Gemeentecapaciteit, capaciteit
from via_xl.schrijven import formules
from via_xl.schrijven.boek import Adres, Boek, TabelKolom
from via_xl.schrijven.dossier import bedragen
from via_xl.schrijven.dossier.opbouw import nieuw_blad, zet_tabel
from via_xl.schrijven.dossier.stof import Dossierstof

BLAD = "Capaciteit"
TABEL = "tblCapaciteitstoets"
_TABELRIJ = 8


def toetsen(stof: Dossierstof) -> list[Gemeentecapaciteit]:
    """Each gemeente that supplies capacity or delivered hours."""
    codes = {rij.code for rij in stof.leveranciers}
    return [g for g in capaciteit(stof.regeling, stof.uitkomst).gemeenten if g.code in codes]


def zet(boek: Boek, stof: Dossierstof) -> None:
    """Add the sheet."""
    alle = toetsen(stof)
    parameters = stof.regeling.jaar(stof.jaar)
    uitleg = "Een uur kost een productief uur: meer uren dan capaciteit × productieve uren is te veel doorberekend."
    blad = nieuw_blad(boek, stof, BLAD, uitleg)
    blad.zet(4, 0, "Productieve uren per jaar", "werk.tekst")
    waarde = None if parameters.productieve_uren_h is None else uren(parameters.productieve_uren_h)
    blad.zet(4, 1, waarde, "invoer.uren")
    blad.zet(4, 2, f"Jaren, rij {stof.jaar} ({parameters.status})", "uitleg.tekst")
    blad.zet(5, 0, "Voltijd, uren per week", "werk.tekst")
    blad.zet(5, 1, uren(parameters.voltijd_h), "invoer.uren")
    blad.zet(5, 2, f"Jaren, rij {stof.jaar}; CAO Gemeenten: 36", "uitleg.tekst")
    if not alle:
        blad.zet(_TABELRIJ - 1, 0, f"In {stof.jaar} levert geen enkele gemeente capaciteit, en er zijn geen uren.")
        return
    jaaruren, voltijd = Adres(BLAD, 4, 1), Adres(BLAD, 5, 1)
    mag = formules.jaaruren("[@Uren per week]", jaaruren, voltijd)
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
                ["" if t.gepland_h is None else uren(t.gepland_h) for t in alle],
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
                f"={formules.te_veel_uren('[@Geleverde uren]', '[@Hoogstens uren]')}",
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
                f"={formules.effect('[@Meer uren]', '[@Kosten €]', '[@Afgerekende uren]')}",
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
