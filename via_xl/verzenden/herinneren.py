"""A reminder to each gemeente that didn't answer on a version that was sent: a draft without attachments."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from via_xl.basis.bevinding import NietsTeDoen
from via_xl.basis.datum import datum_in_cel, datum_nl
from via_xl.basis.gemeenten import bestandsnaam
from via_xl.controle.jaarstand import NIETS_GEMAAKT
from via_xl.lezen.master import lees_master
from via_xl.rekenen.ontvangers import Ontvanger
from via_xl.rekenen.wijzigingen import DEFINITIEF
from via_xl.schrijven.bericht import eigen_sjabloon
from via_xl.versie.versiemap import open_versiemap
from via_xl.verzenden.concepten import Concepten, eis_later, zet_concepten
from via_xl.verzenden.opstellen import stel_op
from via_xl.verzenden.verzend import over_keten
from via_xl.verzenden.verzendregister import gewone_velden, lees_register


def herinner(
    versiemap: Path, masterpad: Path, antwoord_voor: date | None = None, nu: datetime | None = None
) -> Concepten:
    """Make the reminders of a concept that was sent, in a folder of this day beside it, by the answers in this master.

    ``antwoord_voor`` is by default the reaction term of the year in that master.

    Raises:
        InvoerFout: it is no version folder, an address is wrong, or the folder can't be written.
        NietsTeDoen: nothing was sent, everybody answered, the day is past, or the version is definitief.
    """
    moment = nu or datetime.now()
    versie = open_versiemap(versiemap)
    if versie.status == DEFINITIEF:
        raise NietsTeDoen(
            f"Versie {versie.nummer} is definitief; daarop wordt geen antwoord verwacht. {NIETS_GEMAAKT.capitalize()}."
        )
    jaarmap = versie.map.resolve().parent
    gestuurd = {rij["Code"] for rij in lees_register(jaarmap / f"verzending-v{versie.nummer}")}
    if not gestuurd:
        raise NietsTeDoen(
            f"Van versie {versie.nummer} zijn nog geen berichten gemaakt; {NIETS_GEMAAKT}. Begin zonder --herinnering."
        )
    regeling = lees_master(masterpad).regeling
    antwoord = {rij.code for rij in regeling.reacties if (rij.jaar, rij.versie) == (versie.jaar, versie.nummer)}
    wie = [gemeente for gemeente in regeling.gemeenten if gemeente.code in gestuurd - antwoord]
    if not wie:
        raise NietsTeDoen(f"Elke gemeente die versie {versie.nummer} kreeg, heeft geantwoord; {NIETS_GEMAAKT}.")
    termijn = antwoord_voor or next((rij.reactietermijn for rij in regeling.jaren if rij.jaar == versie.jaar), None)
    if termijn is None:
        raise NietsTeDoen(f"Er is geen reactietermijn; {NIETS_GEMAAKT}. Geef met --antwoord-voor de dag op.")
    eis_later(termijn, moment.date(), "Antwoord", "--antwoord-voor")
    sjabloon = eigen_sjabloon("herinnering-reactie")

    def schrijf(ontvanger: Ontvanger, werkmap: Path) -> list[list[str]]:
        velden = {
            **gewone_velden(regeling, versie.jaar, ontvanger),
            "versie": str(versie.nummer),
            "dag": datum_nl(termijn),
            "keten": over_keten(versie),
        }
        delen = "_".join(bestandsnaam(gemeente.naam) for gemeente in ontvanger.gemeenten)
        bericht = f"{versie.kort}_herinnering_{versie.jaar}_v{versie.nummer}_{delen}.eml"
        (werkmap / bericht).write_bytes(stel_op(regeling, versie.jaar, ontvanger, sjabloon, velden))
        op = f"{datum_in_cel(moment)} {moment:%H:%M}"
        return [[g.naam, g.code, ontvanger.e_mail, bericht, "", "", "", op] for g in ontvanger.gemeenten]

    return zet_concepten(jaarmap / f"herinnering-v{versie.nummer}-{moment:%Y-%m-%d}", wie, masterpad, schrijf)
