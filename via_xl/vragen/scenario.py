"""A scenario on a master: what other parameters would cost each gemeente, on screen and as a workbook. Changes nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding, InvoerFout
from via_xl.basis.geld import bedrag_tekst
from via_xl.basis.opsomming import en
from via_xl.controle import controleer
from via_xl.controle.jaarstand import NIETS_GEMAAKT, eis_zonder_fouten
from via_xl.controle.uitkomst import controleer_uitkomst
from via_xl.lezen.cbs import Cbsdownload, lees_cbs
from via_xl.lezen.master import Master, lees_master
from via_xl.lezen.waarden import WaardeFout, uit_getypt
from via_xl.regeling.kolom import Invoerkolom, Invoertabel
from via_xl.regeling.model import Regeling
from via_xl.regeling.tabellen import JAREN, POK
from via_xl.rekenen.herindeling import herindeling
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.scenario import Jaarvergelijking, Scenariowijziging, pas_toe, vergelijk
from via_xl.wijzigen.mastermaken import zet_neer
from via_xl.wijzigen.vervangen import eis_nieuw

_STEL = re.compile(r"(?:(?P<tabel>jaren|pok)\.)?(?P<naam>[a-z_]+)(?:\.(?P<jaar>\d{4}))?=(?P<waarde>.*)", re.DOTALL)
_HERINDELING = re.compile(r"(?P<oude>GM\d{4}(?:\+GM\d{4})+)=(?P<code>GM\d{4}):(?P<naam>.+)")
_INZET = "inzet"
_NIET = ("jaar", "bron", "datum", "status", "besluit", "reactietermijn")
"""Columns of which another value changes no amount."""


class Scenario(Struct, frozen=True):
    """The comparison: what was changed (as it was asked), per year the two settlements, and years without one."""

    master: Path
    gesteld: tuple[str, ...]
    jaren: tuple[Jaarvergelijking, ...]
    zonder: dict[int, str]
    invoerhash: str
    pad: Path | None = None

    def als_json(self) -> dict[str, Any]:
        """Amounts are texts with two decimals and a dot."""
        return {
            "gesteld": list(self.gesteld),
            "invoerhash": self.invoerhash,
            "jaren": [
                {
                    "jaar": jaar.jaar,
                    "te_verdelen_nu": bedrag_tekst(jaar.nu.te_verdelen_ct),
                    "te_verdelen_scenario": bedrag_tekst(jaar.scenario.te_verdelen_ct),
                    "gemeenten": [
                        {
                            "code": rij.code,
                            "naam": rij.naam,
                            "nu": bedrag_tekst(rij.nu_ct),
                            "scenario": bedrag_tekst(rij.scenario_ct),
                            "verschil": bedrag_tekst(rij.verschil_ct),
                        }
                        for rij in jaar.regels
                    ],
                }
                for jaar in self.jaren
            ],
            "niet_te_berekenen": {str(jaar): reden for jaar, reden in self.zonder.items()},
            "bestand": None if self.pad is None else str(self.pad),
        }


def bereken_scenario(
    masterpad: Path,
    stellingen: Sequence[str],
    jaren: Sequence[int] = (),
    uit: Path | None = None,
    herindelingen: Sequence[str] = (),
    cbs: Path | None = None,
) -> Scenario:
    """Compare the settlements of these years (default: every year with hours) as they are and under the changes.

    A change is ``naam=waarde`` or ``naam.jaar=waarde``, with the names and values of ``jaren.csv`` and ``pok.csv``:
    ``verdeelsleutel.2026=kosten``, ``peiljaar=2024``, ``vergoeding_pct.2026=50``. A merger is ``GM0757+GM0845=GM9999:Naam``, from the first of these years on. ``cbs`` is a download of
    CBS StatLine whose inwoners take the place of those of its years. With ``uit`` a workbook is written.

    Raises:
        InvoerFout: a change says nothing that can be changed, the master holds errors, or the scenario does; all of it
            at once.
        BewijsFout: the workbook doesn't recalculate to what the engine says.
    """
    if uit is not None:
        if uit.suffix.lower() != ".xlsx":
            raise InvoerFout(f"{uit.name}: een vergelijking is een werkmap; kies bij --uit een naam op .xlsx.")
        eis_nieuw(uit)
    master = lees_master(masterpad)
    eis_zonder_fouten(masterpad.name, controleer(master.regeling), NIETS_GEMAAKT)
    if not (stellingen or herindelingen or cbs):
        raise InvoerFout("Zeg wat anders moet, bijvoorbeeld --stel verdeelsleutel.2026=kosten.")
    anders = pas_toe(master.regeling, lees_stellingen(stellingen, master.regeling))
    gekozen = tuple(jaren) or tuple(sorted({rij.afrekenjaar for rij in master.regeling.uren if rij.geldig}))
    uit_cbs: tuple[str, ...] = ()
    if cbs is not None:
        anders, wat = _met_inwoners(anders, lees_cbs(cbs, master.regeling), gekozen)
        uit_cbs = (wat,)
    anders = _met_herindelingen(anders, herindelingen, min(gekozen, default=0))
    eis_zonder_fouten(f"{masterpad.name}, met deze wijzigingen,", controleer(anders), NIETS_GEMAAKT)
    uitkomsten = {jaar: vergelijk(master.regeling, anders, jaar) for jaar in gekozen}
    vergeleken = tuple(u for u in uitkomsten.values() if isinstance(u, Jaarvergelijking))
    for jaar in vergeleken:
        eis_zonder_fouten(f"Het scenario van {jaar.jaar}", controleer_uitkomst(anders, jaar.scenario), NIETS_GEMAAKT)
    zonder = {jaar: u for jaar, u in uitkomsten.items() if isinstance(u, str)}
    if not vergeleken:
        redenen = "; ".join(f"{jaar}: {reden}" for jaar, reden in zonder.items()) or "er zijn geen urenregels"
        raise InvoerFout(f"{masterpad.name}: geen enkel jaar is te vergelijken ({redenen}).")
    gesteld = (*stellingen, *herindelingen, *uit_cbs)
    scenario = Scenario(masterpad, gesteld, vergeleken, zonder, _hash(master, vergeleken), uit)
    if uit is not None:
        from via_xl.schrijven.scenario import maak_scenarioboek

        zet_neer(maak_scenarioboek(scenario.gesteld, vergeleken, zonder, scenario.invoerhash, masterpad.name), uit)
    return scenario


def lees_stellingen(stellingen: Sequence[str], regeling: Regeling) -> tuple[Scenariowijziging, ...]:
    """The changes that were asked for.

    Raises:
        InvoerFout: something that can't be changed, with every such thing in the findings.
    """
    bevindingen: list[Bevinding] = []
    wijzigingen: list[Scenariowijziging] = []
    for stelling in stellingen:
        try:
            wijzigingen.append(_wijziging(stelling, regeling))
        except WaardeFout as fout:
            bevindingen.append(Bevinding("--stel", "", stelling, fout.wat, fout.doen))
    if bevindingen:
        raise InvoerFout("Dit scenario is niet te berekenen; er is niets gemaakt.", bevindingen)
    return tuple(wijzigingen)


def _met_inwoners(regeling: Regeling, cbs: Cbsdownload, jaren: Sequence[int]) -> tuple[Regeling, str]:
    """The regeling with these inwoners in the place of those of the peiljaren that the years use, and what was taken.

    Raises:
        InvoerFout: no year uses a peiljaar that is in the file.
    """
    gebruikt = sorted({jaar.peiljaar for jaar in regeling.jaren if jaar.jaar in jaren})
    peiljaren = [jaar for jaar in gebruikt if jaar in cbs.jaren]
    if not peiljaren and cbs.jaren:
        raise InvoerFout(
            f"{cbs.bestand} heeft cijfers van 1 januari {en(map(str, cbs.jaren))}, en de gekozen jaren gebruiken peiljaar "
            f"{en(map(str, gebruikt))}; er is niets gemaakt. Voeg toe: --stel peiljaar={cbs.jaren[-1]}"
        )
    nieuw = [rij for jaar in peiljaren or gebruikt for rij in cbs.inwoners(jaar, regeling.gemeenten)]
    plekken = {(rij.code, rij.peiljaar) for rij in nieuw}
    blijft = (rij for rij in regeling.inwoners if (rij.code, rij.peiljaar) not in plekken)
    merken = "; ".join(f"{jaar}: {merk} cijfer" for jaar in peiljaren if (merk := cbs.merken(jaar)))
    wat = f"inwoners uit {cbs.bestand}{f' ({merken})' if merken else ''}"
    return replace(regeling, inwoners=(*blijft, *nieuw)), wat


def _met_herindelingen(regeling: Regeling, herindelingen: Sequence[str], vanaf: int) -> Regeling:
    bevindingen: list[Bevinding] = []
    for tekst in herindelingen:
        delen = _HERINDELING.fullmatch(tekst.strip())
        if delen is None:
            doen = "Schrijf oude codes, nieuwe code en naam: GM0757+GM0845=GM9999:Dommel."
            bevindingen.append(Bevinding("--herindeling", "", tekst, "is geen herindeling.", doen))
            continue
        try:
            oude = tuple(delen["oude"].split("+"))
            regeling = herindeling(regeling, oude, delen["code"], delen["naam"].strip(), vanaf)
        except ValueError as fout:
            bevindingen.append(Bevinding("--herindeling", "", tekst, str(fout), "Verbeter de herindeling."))
    if bevindingen:
        raise InvoerFout("Dit scenario is niet te berekenen; er is niets gemaakt.", bevindingen)
    return regeling


def _wijziging(stelling: str, regeling: Regeling) -> Scenariowijziging:
    delen = _STEL.fullmatch(stelling.strip())
    if delen is None:
        raise WaardeFout("is geen wijziging.", "Schrijf naam=waarde of naam.jaar=waarde: verdeelsleutel.2026=kosten.")
    tabel, kolom = _kolom(delen["tabel"], delen["naam"])
    waarde = delen["waarde"].strip()
    if kolom.veld == "verdeelsleutel" and waarde == _INZET:
        raise WaardeFout('"inzet" heeft drie lezingen.', "Kies kosten, uren of capaciteit.")
    jaar = int(delen["jaar"]) if delen["jaar"] else None
    if jaar is not None and all(rij.jaar != jaar for rij in getattr(regeling, tabel.attribuut)):
        bekend = ", ".join(str(rij.jaar) for rij in getattr(regeling, tabel.attribuut))
        raise WaardeFout(f"jaar {jaar} staat niet in {tabel.naam}.", f"Kies uit {bekend}.")
    return Scenariowijziging(tabel.attribuut, kolom.veld, jaar, uit_getypt(waarde, kolom))


def _kolom(tabelnaam: str | None, naam: str) -> tuple[Invoertabel, Invoerkolom]:
    for tabel in (JAREN, POK):
        if tabelnaam in (None, tabel.attribuut):
            for kolom in tabel.kolommen:
                if kolom.csv == naam and kolom.csv not in _NIET:
                    return tabel, kolom
    namen = ", ".join(k.csv for tabel in (JAREN, POK) for k in tabel.kolommen if k.csv not in _NIET and k.in_hash)
    raise WaardeFout(f'"{naam}" is niets dat per jaar gekozen wordt.', f"Kies uit {namen}.")


def _hash(master: Master, jaren: Sequence[Jaarvergelijking]) -> str:
    """The input hash of the years as they are, in their order."""
    return " ".join(invoerhash(master.regeling, jaar.jaar) for jaar in jaren)
