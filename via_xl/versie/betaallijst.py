"""The list for the ledger, from a definitief version only: as CSV and as a workbook, beside the version folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.datum import datum_nl
from via_xl.basis.geld import bedrag_tekst, euro_nl
from via_xl.basis.publiceren import neem_slot, schrijf_heel, vrije_naam, zet_bytes
from via_xl.basis.schijffout import reden
from via_xl.basis.vingerafdruk import sha256
from via_xl.bewijs.keten import KETEN, schakels_van
from via_xl.bewijs.verificatie.akkoorden import controleer as bewezen_akkoorden
from via_xl.bewijs.verificatie.betaallijst import JOURNAAL, herleide_lijst
from via_xl.bewijs.verificatie.versie import NietMogelijk, Versie
from via_xl.bewijs.verificatie.vorige import afwijkingen
from via_xl.lezen.master import lees_master
from via_xl.regeling.model import Boekkant, Grootboekregel, Regeling
from via_xl.rekenen import opvolging
from via_xl.rekenen.betaallijst import BETAALTERMIJN, Betaallijst, Betaalregel
from via_xl.rekenen.journaal import zonder_rekening
from via_xl.rekenen.keten import Schakel, Schakelsoort, koppen
from via_xl.rekenen.wijzigingen import DEFINITIEF, Afgerekend
from via_xl.versie.versiemap import eis_zoals_manifest, open_versiemap
from via_xl.versie.vorige import definitieve_versies
from via_xl.wijzigen.mastermaken import zet_neer

NA_BETAALLIJST = "boek de betaallijst, en vul op blad Akkoorden bij Betaald op de dag in waarop alles is betaald."
"""What is left to do when there is a list."""


class Betaalverslag(Struct, frozen=True):
    """The list, the version that it is a herziening of (None: a first settlement), and its three files."""

    lijst: Betaallijst
    herziet: int | None
    csv: Path
    werkboek: Path
    journaal: Path
    let_op: tuple[str, ...] = ()

    def als_json(self) -> dict[str, Any]:
        """Amounts are texts with two decimals and a dot; days as 2026-12-31."""
        lijst = self.lijst
        return {
            "jaar": lijst.nu.jaar,
            "versie": lijst.versie,
            "herziening_van": self.herziet,
            "vervaldatum": lijst.vervaldatum.isoformat(),
            "vergoeding": bedrag_tekst(lijst.vergoeding_ct),
            "btw": bedrag_tekst(lijst.btw_ct),
            "verrekend_met": lijst.meegenomen.naar,
            "betalingen": [_regel(regel) for regel in lijst.regels],
            "interne_boeking": _regel(lijst.intern),
            "let_op": list(self.let_op),
            "csv": str(self.csv),
            "werkboek": str(self.werkboek),
            "journaal": str(self.journaal),
        }


def bestaande(versiemap: Path) -> Path | None:
    """The list of a version that lies beside it; None when there is none. Raises InvoerFout: it is no version folder."""
    pad = versiemap.resolve().parent / f"{_naam(open_versiemap(versiemap))}.xlsx"
    return pad if pad.is_file() else None


def neem_of_schrijf(versiemap: Path) -> tuple[Path, tuple[str, ...]]:
    """The list of a version: the one that lies beside it, or a new one with what one must know of it.

    Raises:
        InvoerFout, BewijsFout: as :func:`schrijf_betaallijst`.
    """
    if (er_al := bestaande(versiemap)) is not None:
        return er_al, ()
    verslag = schrijf_betaallijst(versiemap)
    return verslag.werkboek, verslag.let_op


def _naam(versie: Versie) -> str:
    return f"{versie.kort}_betaallijst_{versie.jaar}_v{versie.nummer}"


def schrijf_betaallijst(
    versiemap: Path, uit: Path | None = None, vervaldatum: date | None = None, grootboek: Path | None = None
) -> Betaalverslag:
    """Write the list of a definitief version into the folder ``uit``, by default the one that the version lies in.

    After an earlier definitief version only the difference is asked for. ``vervaldatum`` is by default 30 days after the
    day of the run. ``grootboek`` is a master of which the accounts are newer than those that the version keeps.

    Raises:
        InvoerFout: it is no version folder, a concept, not what its manifest says, or the files can't be made.
        BewijsFout: the workbook doesn't recalculate to what the engine says.
    """
    versie = open_versiemap(versiemap)
    _eis_definitief(versie)
    gemaakt_op = versie.gemaakt_op.date()
    dag = vervaldatum or gemaakt_op + BETAALTERMIJN
    if dag < gemaakt_op:
        raise InvoerFout(
            f"De vervaldatum {datum_nl(dag)} ligt vóór de dag van de jaarrun ({datum_nl(gemaakt_op)}); er is niets gemaakt. Kies die dag of een latere."
        )
    doelmap = uit if uit is not None else versiemap.resolve().parent
    _eis_doel(doelmap, versiemap)
    werkboek = vrije_naam(doelmap / f"{_naam(versie)}.xlsx", ".csv", JOURNAAL)
    csv, journaal = werkboek.with_suffix(".csv"), werkboek.with_suffix(JOURNAAL)
    verrekend = _verrekend(versie)
    eis_zoals_manifest(versie, "er wordt niets uit betaald")
    _eis_bewezen(versie)
    nu = versie.afgerekend()
    herziet = None if verrekend is None else verrekend.versie
    lijst = herleide_lijst(versie, verrekend, dag)
    rekeningen = (lees_master(grootboek) if grootboek is not None else nu).regeling.grootboek
    from via_xl.schrijven import journaal as journaalbladen
    from via_xl.schrijven.betaallijst import Kenmerken, als_bestand, maak_betaalboek

    kenmerken = Kenmerken("/".join(versiemap.resolve().parts[-2:]), nu.invoerhash, versie.ketenwaarde, herziet)
    zet_neer(maak_betaalboek(lijst, kenmerken, rekeningen), werkboek)
    try:
        zet_bytes(als_bestand(lijst), csv)
        zet_bytes(journaalbladen.als_bestand(lijst, rekeningen), journaal)
        niet_in_keten = _sluit_aan(versie, (werkboek, csv, journaal))
    except BaseException:
        for pad in (werkboek, csv, journaal):
            pad.unlink(missing_ok=True)
        raise
    let_op = (*_let_op(versie), *_opgegaan(lijst, nu.regeling), *_zonder_rekening(lijst, rekeningen), *niet_in_keten)
    return Betaalverslag(lijst, herziet, csv, werkboek, journaal, let_op)


def _sluit_aan(versie: Versie, bestanden: Sequence[Path]) -> tuple[str, ...]:
    """The link of the list in the chain of the year, beside the versions wherever the list itself was put; gives why it isn't."""
    jaarmap = versie.map.resolve().parent
    try:
        with neem_slot(jaarmap):
            inhoud = tuple((pad.name, sha256(pad)) for pad in bestanden)
            ervoor = koppen(schakels_van(jaarmap))
            schakel = Schakel(Schakelsoort.BETAALLIJST, versie.jaar, versie.nummer, ervoor, inhoud)
            vrij = vrije_naam(jaarmap / f"{bestanden[0].stem}.keten", f".{KETEN}")
            schrijf_heel(schakel.als_bestand(), vrij.with_suffix(f".{KETEN}"))
    except OSError as fout:
        wat = f"in {jaarmap} kan niet worden geschreven ({reden(fout)})"
        return (f"{wat}, dus deze lijst staat niet in de keten van {versie.jaar}",)
    return ()


def _opgegaan(lijst: Betaallijst, regeling: Regeling) -> Iterator[str]:
    """Whom an amount is really settled with, where a gemeente is no more on the day of payment."""
    for regel in lijst.regels:
        code, sinds = opvolging.wie_op(regeling.gemeenten, regel.code, lijst.vervaldatum)
        if sinds is not None and regel.bedrag_ct:
            wie = regeling.naam_van(code)
            yield (
                f"{regel.naam} is op {datum_nl(sinds)} opgegaan in {wie}; verreken {euro_nl(regel.bedrag_ct)} ({regel.richting} "
                f"{regel.naam}) met {wie}, en vraag welke IBAN geldt"
            )


def _zonder_rekening(lijst: Betaallijst, rekeningen: Sequence[Grootboekregel]) -> Iterator[str]:
    """Which posts have no account, said once."""
    leeg = [*zonder_rekening(lijst, rekeningen)]
    per_kant = (", ".join(post for kant, post in leeg if kant is deze) for deze in Boekkant)
    wat = "; ".join(f"{kant}: {posten}" for kant, posten in zip(Boekkant, per_kant, strict=True) if posten)
    if wat:
        yield (
            f"in tblGrootboek staat geen grootboekrekening bij {wat}; daar is het journaal leeg. Vul haar in op blad Lijsten van "
            "de master, en maak de lijst opnieuw met --grootboek en die master"
        )


def _eis_definitief(versie: Versie) -> None:
    if versie.status != DEFINITIEF:
        raise InvoerFout(
            f"{versie.map} is een concept; daarvan wordt niets betaald. Wat nog ontbreekt staat in runverslag.txt in die "
            "map; maak daarna een definitieve versie."
        )


def _eis_bewezen(versie: Versie) -> None:
    """That the approvals are true, where the signed documents are kept."""
    try:
        onwaar = tuple(bewezen_akkoorden(versie))
    except NietMogelijk:
        return
    if onwaar:
        raise InvoerFout(f"{versie.map} rust op akkoorden die niet kloppen; er wordt niets uit betaald.", onwaar)


def _eis_doel(doelmap: Path, versiemap: Path) -> None:
    if doelmap.resolve().is_relative_to(versiemap.resolve()):
        raise InvoerFout(f"{doelmap} ligt in de versiemap, en daar mag niets bij. Kies bij --uit een plaats ernaast.")
    if not doelmap.is_dir():
        raise InvoerFout(f"{doelmap} is geen map. Maak haar eerst, of kies bij --uit een andere.")


def _verrekend(versie: Versie) -> Afgerekend | None:
    """What the definitief version before settled; None when this is the first."""
    vorige = versie.vorige
    bewaard = _eis_goed_bewaard(vorige) if vorige is not None and vorige.status == DEFINITIEF else None
    ernaast = max((n for n in definitieve_versies(versie.map.resolve().parent) if n < versie.nummer), default=None)
    if ernaast is not None and (bewaard is None or bewaard.versie < ernaast):
        raise InvoerFout(
            f"Versie {ernaast} ernaast is ook definitief, maar {versie.map} is daar geen herziening van: dan zou alles "
            "nog eens worden betaald. Draai de jaarrun opnieuw; die maakt een herziening."
        )
    return bewaard


def _eis_goed_bewaard(vorige: Versie) -> Afgerekend:
    try:
        mis = [f"{naam}: {wat}" for naam, wat in afwijkingen(vorige)]
        bewaard = vorige.afgerekend()
    except NietMogelijk as fout:
        mis = [str(fout)]
    if mis:
        raise InvoerFout(f"Wat van de verrekende versie is bewaard klopt niet ({mis[0]}); er wordt niets uit betaald.")
    return bewaard


def _let_op(versie: Versie) -> list[str]:
    later = [n for n in definitieve_versies(versie.map.resolve().parent) if n > versie.nummer]
    return [f"er is een latere definitieve versie ({max(later)})"] if later else []


def _regel(regel: Betaalregel) -> dict[str, Any]:
    return {
        "kenmerk": regel.kenmerk,
        "soort": str(regel.soort),
        "code": regel.code,
        "naam": regel.naam,
        "richting": str(regel.richting),
        "bijdrage": bedrag_tekst(regel.bijdrage_ct),
        "vergoeding_inzet": bedrag_tekst(regel.inzet_ct),
        "voorschot": bedrag_tekst(regel.voorschot_ct),
        "saldo": bedrag_tekst(regel.saldo_ct),
        "ander_jaar": bedrag_tekst(regel.ander_jaar_ct),
        "iban": regel.iban,
        "ten_name_van": regel.ten_name_van,
        "bedrag": bedrag_tekst(regel.bedrag_ct),
        "vervaldatum": None if regel.vervaldatum is None else regel.vervaldatum.isoformat(),
    }
