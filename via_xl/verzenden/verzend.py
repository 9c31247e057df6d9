"""Sending a version: a draft per recipient with encrypted attachments, the passwords apart, and a register of what was made.

Nothing is sent: the drafts open in Outlook, and whoever sends them reads them first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Bevinding, InvoerFout, NietsTeDoen
from via_xl.basis.datum import datum_in_cel, datum_nl
from via_xl.basis.gemeenten import bestandsnaam
from via_xl.basis.ketencode import kort
from via_xl.basis.vingerafdruk import sha256, sha256_van
from via_xl.bewijs.keten import KETEN, REGISTER, als_bestand, lees_schakels, schakels_van
from via_xl.bewijs.verificatie.versie import Versie
from via_xl.bewijs.verificatie.verzending import bedragzin
from via_xl.controle.uitkomst import herleidbaar
from via_xl.lezen.master import lees_master
from via_xl.regeling.model import Gemeente, Regeling
from via_xl.rekenen.betaallijst import BETAALTERMIJN
from via_xl.rekenen.keten import Schakel, Schakelsoort, koppen
from via_xl.rekenen.ontvangers import Ontvanger, ontvangers
from via_xl.rekenen.wijzigingen import DEFINITIEF
from via_xl.schrijven.bericht import Sjabloon, is_adres, lees_sjabloon
from via_xl.schrijven.csv_nl import als_csv
from via_xl.versie.versiemap import herleid, open_versiemap
from via_xl.verzenden.opstellen import Meegestuurd, stel_op
from via_xl.verzenden.verzendbijlagen import Bijlage, Versleuteling, maak_bijlagen
from via_xl.verzenden.verzendregister import (
    KOP,
    alleen_in,
    gewone_velden,
    in_aanmaak,
    lees_geheim,
    lees_register,
    wachtwoorden_van,
    zet_geheim,
    zonder_bericht,
)

if TYPE_CHECKING:
    from via_xl.bewijs.verificatie.versie import Herleiding


class Verzending(Struct, frozen=True):
    """What was made, what stood there already, who has no address, and where the passwords are (None: there are none).

    ``herleidbaar`` says which total of the region gives away what one gemeente costs; ``betaallijst`` is the list that was
    asked for beside the drafts.
    """

    map: Path
    gemaakt: tuple[str, ...]
    er_al: tuple[str, ...]
    zonder_adres: tuple[str, ...]
    wachtwoorden: Path | None
    met_pdf: bool
    herleidbaar: tuple[str, ...] = ()
    versiemap: Path = Path()
    definitief: bool = False
    betaallijst: Path | None = None

    def als_json(self) -> dict[str, Any]:
        """Everything but the passwords, for ``--json``."""
        return {
            "map": str(self.map),
            "gemaakt": list(self.gemaakt),
            "stond_er_al": list(self.er_al),
            "zonder_adres": list(self.zonder_adres),
            "wachtwoorden": None if self.wachtwoorden is None else str(self.wachtwoorden),
            "met_pdf": self.met_pdf,
            "herleidbaar": list(self.herleidbaar),
            "betaallijst": None if self.betaallijst is None else str(self.betaallijst),
        }


class Verzendkeuzes(Struct, frozen=True):
    """What the sender chooses.

    ``antwoord_voor`` is by default the reaction term of the year. ``adressen`` is a master whose addresses are newer than
    those that the version keeps.
    """

    versleuteling: Versleuteling = Versleuteling.WACHTWOORD
    sjabloon: Path | None = None
    antwoord_voor: date | None = None
    adressen: Path | None = None


_INTERN = "De afrekening is definitief. Voor de centrumgemeente zelf gaat er geen geld over: het bedrag is een interne boeking."


def lees_versleuteling(tekst: str) -> Versleuteling:
    """The protection as it is typed. Raises InvoerFout."""
    try:
        return Versleuteling(tekst.strip().casefold())
    except ValueError as fout:
        keuzes = " of ".join(Versleuteling)
        raise InvoerFout(f'--versleuteling "{tekst}": kies {keuzes}. Er is niets gemaakt.') from fout


def verzend(
    versiemap: Path,
    keuzes: Verzendkeuzes | None = None,
    voortgang: Voortgang = lambda *_: None,
    nu: datetime | None = None,
) -> Verzending:
    """Make the drafts of a version, in a folder ``verzending-vN`` beside it; what stands there already stays as it is.

    Every attachment is opened again, as its reader would, before anything is put down: it must be this gemeente's, of this
    version, and byte for byte what the run made.

    Raises:
        InvoerFout: it is no version folder or a changed one, an address or the template is wrong, a concept has no day
            before which to answer, a person of another gemeente is in a workbook or a mail, or the folder can't be written.
        BewijsFout: an attachment doesn't hold what it must.
    """
    keuzes = keuzes or Verzendkeuzes()
    moment = nu or datetime.now()
    versie = open_versiemap(versiemap)
    voortgang("Versie nakijken", 0, 1)
    herleiding = herleid(versie, "er is niets gemaakt")
    sjabloon = lees_sjabloon(keuzes.sjabloon)
    gemeenten = _adressen(herleiding.stand.regeling, versie, keuzes.adressen)
    eis_adressen(gemeenten, keuzes.adressen or versie.map / versie.masternaam)
    alle, zonder = ontvangers(gemeenten)
    vraag = _vraag(versie, herleiding, keuzes.antwoord_voor, moment.date())
    jaarmap = versie.map.resolve().parent
    doel = jaarmap / f"verzending-v{versie.nummer}"
    with alleen_in(jaarmap):
        register = lees_register(doel)
        nieuw = zonder_bericht(alle, register)
        er_al = tuple(f"{g.naam} ({o.e_mail})" for o in alle for g in o.gemeenten if o not in nieuw)
        geheim = jaarmap / f"{versie.kort}_wachtwoorden_{versie.jaar}.csv"
        versleuteld = keuzes.versleuteling is Versleuteling.WACHTWOORD
        eerder = lees_geheim(geheim) if versleuteld else []
        sleutels = wachtwoorden_van(eerder, nieuw) if versleuteld else {}
        met_pdf = False
        if nieuw:
            with in_aanmaak(doel) as werkmap:
                bijlagen = maak_bijlagen(versie, herleiding, nieuw, werkmap, sleutels, voortgang)
                met_pdf = any(bijlage.naam.endswith(".pdf") for van_een in bijlagen.values() for bijlage in van_een)
                rijen = _schrijf_berichten(versie, herleiding, nieuw, bijlagen, sjabloon, vraag, werkmap, moment)
                alle_rijen = [*([rij[kop] for kop in KOP] for rij in register), *rijen]
                (werkmap / REGISTER).write_bytes(als_csv(KOP, alle_rijen))
                (werkmap / KETEN).write_bytes(_schakels(versie, jaarmap, doel, werkmap, alle_rijen))
                zet_geheim(geheim, eerder, nieuw, sleutels)
    return Verzending(
        doel,
        tuple(f"{', '.join(g.naam for g in o.gemeenten)} ({o.e_mail})" for o in nieuw),
        er_al,
        tuple(gemeente.naam for gemeente in zonder),
        geheim if geheim.is_file() else None,
        met_pdf,
        tuple(bevinding.regel() for bevinding in herleidbaar(herleiding.stand.uitkomst)),
        versiemap,
        versie.status == DEFINITIEF,
    )


def _schakels(versie: Versie, jaarmap: Path, doel: Path, werkmap: Path, rijen: Sequence[Sequence[str]]) -> bytes:
    """The links of these drafts and of those before: each fixes the register as it then was, and the drafts that it made."""
    eerder = lees_schakels(doel / KETEN) if (doel / KETEN).is_file() else ()
    berichten = ((pad.name, sha256(pad)) for pad in sorted(werkmap.glob("*.eml")))
    inhoud = (("register", sha256_van(als_csv(KOP, rijen))), ("regels", str(len(rijen))), *berichten)
    ervoor = koppen(schakels_van(jaarmap))
    nieuw = Schakel(Schakelsoort.VERZENDING, versie.jaar, versie.nummer, ervoor, inhoud)
    return als_bestand((*eerder, nieuw))


# --- what must be right first


def _adressen(regeling: Regeling, versie: Versie, ander: Path | None) -> tuple[Gemeente, ...]:
    """The gemeenten that take part, with the addresses of the version or of a newer master."""
    mee = [g for g in regeling.gemeenten if g.code in {rij.code for rij in versie.herleiding().stand.uitkomst.met_stuk}]
    if ander is None:
        return tuple(mee)
    nieuwer = {g.code: g for g in lees_master(ander).regeling.gemeenten}
    return tuple(nieuwer.get(g.code, g) for g in mee)


def eis_adressen(gemeenten: Sequence[Gemeente], waar: Path) -> None:
    """Whatever stands as an address is one. Raises InvoerFout, with each that isn't; ``waar`` is the master they stand in."""
    mis = [
        Bevinding(
            waar.name,
            "Gemeenten",
            gemeente.plek.cel("e_mail"),
            f'"{gemeente.e_mail}" is geen e-mailadres.',
            "Vul één adres in, of maak de cel leeg bij een vacature.",
        )
        for gemeente in gemeenten
        if gemeente.e_mail.strip() and not is_adres(gemeente.e_mail.strip())
    ]
    if mis:
        raise InvoerFout("Er is niets gemaakt.", mis)


def _vraag(versie: Versie, herleiding: Herleiding, antwoord_voor: date | None, heden: date) -> str:
    """What is asked of the reader, and by when."""
    if versie.status == DEFINITIEF:
        dag = datum_nl(versie.gemaakt_op.date() + BETAALTERMIJN)
        return f"De afrekening is definitief. Betalen of ontvangen gebeurt uiterlijk op {dag}, onder het kenmerk hierboven."
    termijn = antwoord_voor or herleiding.stand.regeling.jaar(versie.jaar).reactietermijn
    if termijn is None:
        raise NietsTeDoen(
            "Er is geen reactietermijn, dus de ontvangers weten niet wanneer u antwoord verwacht; er is niets gemaakt. Vul op "
            "blad Jaren de kolom Reactie voor in en draai de jaarrun opnieuw, of geef --antwoord-voor op."
        )
    if termijn <= heden:
        raise NietsTeDoen(
            f"Antwoord vóór {datum_nl(termijn)} kan niet meer; er is niets gemaakt. Geef met --antwoord-voor een latere dag op."
        )
    return (
        f"Dit is een concept: er is nog niets te betalen of te ontvangen. Wilt u de afrekening nakijken en ons vóór "
        f"{datum_nl(termijn)} laten weten of u akkoord bent, of wat er niet klopt? Zonder reactie vóór die dag gaan wij ervan uit "
        "dat de afrekening klopt."
    )


# --- the mails


def _schrijf_berichten(
    versie: Versie,
    herleiding: Herleiding,
    wie: Sequence[Ontvanger],
    bijlagen: dict[str, list[Bijlage]],
    sjabloon: Sjabloon,
    vraag: str,
    werkmap: Path,
    moment: datetime,
) -> list[list[str]]:
    """A draft for each recipient; gives the rows of the register. Raises InvoerFout when one names a person of another gemeente."""
    regeling = herleiding.stand.regeling
    rijen: list[list[str]] = []
    for ontvanger in wie:
        bij = [bijlage for gemeente in ontvanger.gemeenten for bijlage in bijlagen[gemeente.code]]
        versleuteld = any(bijlage.wachtwoord for bijlage in bij)
        velden = {
            **gewone_velden(regeling, versie.jaar, ontvanger),
            "stand": f"{versie.status} versie {versie.nummer}",
            "bedragen": "\n".join(bedragzin(versie, herleiding, gemeente) for gemeente in ontvanger.gemeenten),
            "vraag": _INTERN if versie.status == DEFINITIEF and _alleen_centrum(ontvanger) else vraag,
            "bijlagen": _over_bijlagen(bij, versleuteld=versleuteld),
            "keten": over_keten(versie),
        }
        mee = [Meegestuurd(b.naam, b.inhoud, b.verzonden) for b in bij]
        inhoud = stel_op(regeling, versie.jaar, ontvanger, sjabloon, velden, mee)
        delen = "_".join(bestandsnaam(gemeente.naam) for gemeente in ontvanger.gemeenten)
        bericht = f"{versie.kort}_afrekening_{versie.jaar}_v{versie.nummer}_{delen}.eml"
        (werkmap / bericht).write_bytes(inhoud)
        rijen += [
            [
                b.gemeente.naam,
                b.gemeente.code,
                ontvanger.e_mail,
                bericht,
                b.naam,
                sha256_van(b.verzonden),
                sha256_van(b.inhoud),
                f"{datum_in_cel(moment)} {moment:%H:%M}",
            ]
            for b in bij
        ]
    return rijen


def over_keten(versie: Versie) -> str:
    """The ketenwaarde, and why it is worth keeping; nothing for a version of before there was a chain."""
    waarde = versie.ketenwaarde
    return waarde and (
        f"Ketenwaarde van deze versie: {kort(waarde)}\n"
        "Bewaar dit bericht. Met deze waarde is later na te gaan of de afrekening, met alle akkoorden en eerdere versies, nog "
        f"dezelfde is. Voluit: {waarde}"
    )


def _alleen_centrum(ontvanger: Ontvanger) -> bool:
    return all(gemeente.centrumgemeente for gemeente in ontvanger.gemeenten)


def _over_bijlagen(bijlagen: Sequence[Bijlage], *, versleuteld: bool) -> str:
    namen = "\n".join(f"- {bijlage.naam}" for bijlage in bijlagen)
    slot = (
        "\n\nDe bijlagen zijn versleuteld. Het wachtwoord is dit hele jaar hetzelfde; u krijgt het langs een andere weg. Vraag er "
        "telefonisch naar als het nog niet bij u is."
        if versleuteld
        else ""
    )
    return f"Bijgevoegd:\n{namen}{slot}"
