"""What a run tells: the object that ``--json`` prints, and the run report that lies in the version folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import Any

from msgspec import Struct, field

from via_xl import PROGRAMMA
from via_xl.basis.bevinding import Bevinding
from via_xl.basis.datum import moment_nl
from via_xl.basis.geld import bedrag_tekst, euro_nl, getal_nl, procent_nl, uren_nl, uren_tekst
from via_xl.basis.ketencode import kort
from via_xl.lezen.master import Master
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.verrekening import Verrekening


class Verslag(Struct, frozen=True):
    """The outcome of a run. ``bestanden`` maps each CBS code to the name of its workbook; ``regio`` is the regional one."""

    uitkomst: Verrekening
    versie: int
    status: str
    redenen: tuple[str, ...]
    invoerhash: str
    map: Path
    bestanden: dict[str, str]
    regio: str
    vergeleken: int
    eigen_formules: dict[str, int]
    waarschuwingen: tuple[Bevinding, ...]
    udfs: dict[str, int] = field(default_factory=dict)
    gedeeld: int = 0
    """Of how many of the cells that were compared the formula was recalculated that the rows of their column share."""
    verouderd: int = 0
    """How many results that were stored in the master were out of date; a warning says so."""
    volgt_op: tuple[tuple[str, str], ...] = ()
    """The links of the chain that this version follows, each with its ketenwaarde."""
    ketenwaarde: str = ""
    """Its own. The report can't hold that: it is over the report too."""
    master: Master | None = None
    """The master as it was read."""

    @property
    def hoe_berekend(self) -> str:
        """Of how many cells the formula of their column was read once, and of how many each by itself, in two sentences."""
        return (
            f"Daarvan staan er {getal_nl(self.gedeeld)} in een kolom met op elke rij dezelfde formule; die is eenmaal gelezen en "
            f"op elke rij uitgerekend. De andere {getal_nl(self.vergeleken - self.gedeeld)} zijn een voor een gelezen."
        )

    def als_json(self) -> dict[str, Any]:
        """Amounts are texts with two decimals and a dot; ``begroot`` is null where the plan gives none."""
        uit = self.uitkomst
        return {
            "jaar": uit.jaar,
            "invoerhash": self.invoerhash,
            "ketenwaarde": self.ketenwaarde,
            "kosten": bedrag_tekst(uit.kosten_ct),
            "vergoeding": bedrag_tekst(uit.vergoeding_ct),
            "te_verdelen": bedrag_tekst(uit.te_verdelen_ct),
            "status": self.status,
            "map": str(self.map),
            "bewijs": {"formulecellen": self.vergeleken, "met_gedeelde_formule": self.gedeeld},
            "gemeenten": [
                {
                    "code": r.code,
                    "naam": r.naam,
                    "inwoners": r.inwoners,
                    "uren": uren_tekst(r.uren_h),
                    "kosten": bedrag_tekst(r.kosten_ct),
                    "overige_kosten": bedrag_tekst(r.overig_ct),
                    "btw": bedrag_tekst(r.btw_ct),
                    "bijdrage": bedrag_tekst(r.bijdrage_ct),
                    "voorschot": bedrag_tekst(r.voorschot_ct),
                    "saldo": bedrag_tekst(r.saldo_ct),
                    "verrekend": bedrag_tekst(r.verrekend_ct),
                    "begroot": None if r.begroot_ct is None else bedrag_tekst(r.begroot_ct),
                    "bestand": self.bestanden[r.code],
                }
                for r in uit.met_stuk
            ],
        }

    def als_tekst(self, tijdstip: datetime, masternaam: str, programma: str = PROGRAMMA) -> str:
        """The run report: Dutch, readable without any program."""
        uit = self.uitkomst
        breed = max(len(r.naam) for r in uit.met_stuk)
        regels = [
            f"{uit.regio.kort} verrekening {uit.jaar} · versie {self.versie} · {self.status.upper()}",
            "=" * 64,
            f"Gemaakt op {moment_nl(tijdstip)} met {programma} uit {masternaam}",
            f"Invoerhash {self.invoerhash}",
            *(f"Volgt in de keten op {naam}: {kort(waarde)}" for naam, waarde in self.volgt_op),
            "De ketenwaarde van deze versie staat in keten.json.",
            "",
            f"{g.KOSTEN.kort_met_symbool:<33}{euro_nl(uit.kosten_ct):>18}",
            *([f"{g.OVERIG.label:<33}{euro_nl(uit.overig_ct):>18}"] if uit.overig_ct else []),
            f"{g.VERGOEDING.met_symbool:<33}{euro_nl(uit.vergoeding_ct):>18}"
            f"   {procent_nl(uit.vergoeding_bp)}, ten hoogste {euro_nl(uit.maximum_ct)}{uit.waarvan_laat}",
            f"{g.TE_VERDELEN.kort_met_symbool:<33}{euro_nl(uit.te_verdelen_ct):>18}   {uit.hoe}",
            *([f"{'Btw over de bijdragen, een last':<33}{euro_nl(uit.btw_ct):>18}"] if uit.btw_is_last else []),
            "",
            f"{'Gemeente':<{breed}}  {g.UREN.kort:>10}  {g.INZET.kort:>16}  {g.BIJDRAGE.kort:>16}  {g.VOORSCHOT.kort:>14}  {'Betaalt':>16}  {'Ontvangt':>16}",
        ]
        for r in uit.met_stuk:
            betaalt = euro_nl(r.te_betalen_ct) if r.te_betalen_ct > 0 else ""
            ontvangt = euro_nl(-r.te_betalen_ct) if r.te_betalen_ct < 0 else ""
            regels.append(
                f"{r.naam:<{breed}}  {uren_nl(r.uren_h):>10}  {euro_nl(r.kosten_ct):>16}  {euro_nl(r.bijdrage_ct):>16}"
                f"  {euro_nl(r.voorschot_ct):>14}  {betaalt:>16}  {ontvangt:>16}"
            )
        regels += [
            "",
            f"Saldi + voorschotten + vergoeding{' − btw' if uit.btw_is_last else ''} = {euro_nl(uit.sluitcontrole_ct)}",
            *(
                [f"{g.VERREKEND.label}, in wat wordt betaald en ontvangen: {euro_nl(uit.verrekend_ct)} samen"]
                if uit.met_verrekend
                else []
            ),
            "",
            "Bewijs",
            f"  {getal_nl(self.vergeleken)} formulecellen opnieuw berekend met een onafhankelijke rekenmachine; alle gelijk aan de",
            "  opgeslagen waarde en aan de rekenkern.",
        ]
        if self.verouderd:
            regels[-2:] = [
                f"  {getal_nl(self.vergeleken)} formulecellen opnieuw berekend met een onafhankelijke rekenmachine; alle gelijk aan de",
                "  rekenkern en aan de opgeslagen waarde, behalve die van de master die verouderd zijn (zie Let op).",
            ]
        if self.gedeeld:
            regels += [f"  {zin}" for zin in wrap(self.hoe_berekend, 100)]
        if self.eigen_formules:
            delen = ", ".join(f"{blad} ({aantal})" for blad, aantal in self.eigen_formules.items())
            regels.append(f"  Niet vergeleken: eigen formules en lege rijen op {delen}.")
        if self.udfs:
            delen = ", ".join(f"{blad} ({aantal})" for blad, aantal in self.udfs.items())
            regels.append(
                f"  Niet vergeleken: cellen met functies VIA_ op {delen}; de afrekening hangt er niet van af."
            )
        if self.redenen:
            regels += ["", "Nog niet definitief", *(f"  - {reden}" for reden in self.redenen)]
        if self.waarschuwingen:
            regels += ["", "Let op", *(f"  - {b.regel()}" for b in self.waarschuwingen)]
        regels += ["", "Bestanden", *(f"  {naam}" for naam in (*self.bestanden.values(), self.regio))]
        return "\n".join(regels) + "\n"
