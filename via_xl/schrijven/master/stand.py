"""What every sheet of the master is written from: the inputs, the outcome of the year, and the choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import islice

from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.regeling.model import POK, Besluitstap, Regeling, Regio, Tarief, Urenregel
from via_xl.rekenen.kosten import urenregel_ct
from via_xl.rekenen.opvolging import Houders, houders, keten, over_op, telt_inwoners
from via_xl.rekenen.plan import Begrotingsjaar, Planregel, begrotingsdelen, plan
from via_xl.rekenen.pokjaren import Pokjaren
from via_xl.rekenen.prognose import Prognose, Tariefverloop, prognose
from via_xl.rekenen.tarief import Tarieven
from via_xl.rekenen.vaststelling import Vaststelling, vaststellingen
from via_xl.rekenen.vergoeding import Vergoedingsjaar
from via_xl.rekenen.verrekening import GemeenteUitkomst, Verrekening


class Stand:
    """The inputs, the outcome of the chosen year and the gemeente chosen on the sheet Afrekening."""

    def __init__(self, regeling: Regeling, uitkomst: Verrekening, code: str, naam: str = "") -> None:
        self.regeling = regeling
        self.regio: Regio = regeling.regio
        self.uitkomst = uitkomst
        self.code = code
        self.naam = naam or f"{self.regio.kort} master"
        self.vlag = "OK"
        self._houders: dict[int, Houders] = {}
        self._van_voorgangers: dict[int, dict[str, tuple[int, int]]] = {}

    @property
    def jaar(self) -> int:
        """The chosen year."""
        return self.uitkomst.jaar

    @property
    def gekozen(self) -> GemeenteUitkomst:
        """The outcome of the chosen gemeente."""
        return self.uitkomst.van(self.code)

    def houders(self, jaar: int) -> Houders:
        """Per CBS code who it counts as on 31 December of a year."""
        if jaar not in self._houders:
            self._houders[jaar] = houders(self.regeling.gemeenten, jaar)
        return self._houders[jaar]

    def inwoners_van_voorgangers(self, code: str, jaar: int) -> tuple[int, int]:
        """The inwoners, at the peiljaar of a year, of who went into this gemeente: at once, and by way of another."""
        if jaar not in self._van_voorgangers:
            self._van_voorgangers[jaar] = self._tel_voorgangers(jaar)
        return self._van_voorgangers[jaar].get(code, (0, 0))

    def _tel_voorgangers(self, jaar: int) -> dict[str, tuple[int, int]]:
        """The same of every gemeente into which another went."""
        peiljaar = next((rij.peiljaar for rij in self.regeling.jaren if rij.jaar == jaar), 0)
        gegaan = {rij.code for rij in self.regeling.gemeenten if over_op(rij) is not None}
        samen: dict[str, tuple[int, int]] = {}
        for rij in self.regeling.inwoners:
            if rij.peiljaar != peiljaar or rij.code not in gegaan:
                continue
            for nr, stap in enumerate(islice(keten(self.regeling.gemeenten, rij.code), 2)):
                dag = over_op(stap)
                if dag is None or dag > date(jaar, 12, 31):
                    break
                meteen, eerder = samen.get(stap.opvolger, (0, 0))
                samen[stap.opvolger] = (meteen, eerder + rij.inwoners) if nr else (meteen + rij.inwoners, eerder)
        return samen

    @cached_property
    def inwoners_nodig(self) -> Mapping[str, str]:
        """Whose inwoners the chosen year needs, each with the gemeente as which they count."""
        return telt_inwoners(self.regeling.gemeenten, self.jaar, self.uitkomst.peiljaar)

    @cached_property
    def plan(self) -> tuple[Planregel, ...]:
        """The plan table, a row per year and gemeente."""
        return plan(self.regeling)

    @cached_property
    def tarieven(self) -> Tarieven:
        """The rates, to look up."""
        return Tarieven(self.regeling.tarieven)

    @cached_property
    def tariefverloop(self) -> Tariefverloop:
        """The rates of the chosen year as far as they are known."""
        return Tariefverloop(self.regeling.tarieven, self.jaar)

    @cached_property
    def prognose(self) -> Prognose:
        """Where the chosen year will end."""
        return prognose(self.regeling, self.uitkomst)

    def tarief_ct(self, regel: Urenregel, maand: date | None = None) -> int:
        """What an hour of this line costs; ``maand`` defaults to its own."""
        return self.tarieven.som_ct(regel.schaal, maand or regel.maand)

    def geldende(self, regel: Urenregel) -> tuple[Tarief, ...]:
        """The rates that hold for this line: one, or a finding."""
        return self.tarieven.voor(regel.schaal, regel.maand)

    def overlap(self, tarief: Tarief) -> int:
        """How many other rates of the same schaal hold on a day on which this one holds."""
        return sum(
            rij is not tarief and rij.schaal == tarief.schaal and rij.van <= tarief.tot and rij.tot >= tarief.van
            for rij in self.regeling.tarieven
        )

    @cached_property
    def namen(self) -> dict[str, str]:
        """The official name by CBS code, of every gemeente of the region."""
        return {rij.code: rij.naam for rij in self.regeling.gemeenten}

    @cached_property
    def pokjaren(self) -> Pokjaren:
        """Of every line the year whose POK reimburses it."""
        return Pokjaren(self.regeling)

    def vergoeding_van(self, rij: POK) -> Vergoedingsjaar:
        """What a row of tblPOK reimburses in the chosen year, also when nothing asks for it."""
        return self.pokjaren.vergoeding(rij, self.jaar, self.tarieven)

    @cached_property
    def _begrotingsjaren(self) -> dict[int, Begrotingsjaar]:
        return begrotingsdelen(self.regeling)

    def begrotingsjaar(self, jaar: int) -> Begrotingsjaar:
        """The plan table of a year calculated again, for the rows that stand in it."""
        return self._begrotingsjaren.get(jaar) or Begrotingsjaar(None, {})

    @cached_property
    def rollen(self) -> frozenset[str]:
        """The roles to choose from, as a formula compares them."""
        return frozenset(zelfde_in_formule(rij.rol) for rij in self.regeling.rollen)

    @cached_property
    def themas(self) -> frozenset[str]:
        """The themes to choose from, as a formula compares them."""
        return frozenset(zelfde_in_formule(rij.thema) for rij in self.regeling.themas)

    @cached_property
    def stappen(self) -> Mapping[str, Sequence[Besluitstap]]:
        """The steps of each besluit that has any, by its number."""
        per_besluit: dict[str, list[Besluitstap]] = {}
        for stap in self.regeling.besluitstappen:
            per_besluit.setdefault(stap.besluit, []).append(stap)
        return per_besluit

    @cached_property
    def alle_kosten_ct(self) -> int:
        """The cost of every hour line, of all years, the vervallen ones included: what the column adds to."""
        return sum(urenregel_ct(regel, self.tarief_ct(regel)) for regel in self.regeling.uren)

    @cached_property
    def vaststellingen(self) -> tuple[Vaststelling, ...]:
        """How firm the inputs of the year are."""
        return vaststellingen(self.regeling, self.uitkomst)
