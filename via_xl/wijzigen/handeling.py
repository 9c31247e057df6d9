"""What one can do to a master: a pure function of the master and what the user says, with everything around it once.

A handeling is declared once: its function, how the command line spells and explains it, and with each parameter what is
asked. The command, the macro, the guard on errors, the line in the Logboek and what is told all follow from that.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.macrovraag import JA_NEE, Macrovraag, antwoorden
from via_xl.basis.verhaal import MASTER, Regel
from via_xl.controle import controleer
from via_xl.controle.jaarstand import eis_zonder_fouten
from via_xl.lezen.master import Master
from via_xl.wijzigen.wijziging import Wijziging


class Opgave(Struct, frozen=True):
    """What the user says for one parameter: on the command line an option, or an argument when it has no ``optie``.

    ``vraag`` is how a macro asks for it; without it the macro doesn't ask. ``herhaalbaar``: the command line takes it more than
    once, a macro once. ``ook_los``: the value may stand there without its option, as it once had to. Type, default, and whether it may be left out are those of the parameter itself.
    """

    uitleg: str
    metavar: str = ""
    optie: str = ""
    vraag: Macrovraag | None = None
    herhaalbaar: bool = False
    ook_los: bool = False


class Gevraagd(Struct, frozen=True):
    """A parameter of a handeling, its type and default (inspect's ``empty``: it must be given), with what is asked for it."""

    naam: str
    soort: Any
    standaard: Any
    opgave: Opgave


class Handeling(Struct, frozen=True, dict=True):
    """Something one does to a master, as a function of it, the day and what the user says.

    ``gevolg`` says in a refusal what was not done; ``invoer`` stands there after the name of the master. ``master`` and
    ``uit`` are the options that name the old master (blank: it is the first argument) and the new one. With ``eerst_tonen``
    the user sees what would change, and is asked, before anything does.

    The rest is for the macro: ``gegeven`` is what it knows without asking, ``op_schijf`` that files beside the master are
    used, and ``bewaard`` why what is open must be what is saved. ``nog_een`` is asked after everything else: on ja the same
    is asked once more, and the function gets those answers as ``ook``.
    """

    functie: Callable[..., Wijziging]
    uitleg: str
    voorbeeld: str
    gevolg: str = "er is niets gewijzigd"
    invoer: str = ""
    uit: str = "--uit"
    master: str = ""
    eerst_tonen: bool = False
    gegeven: Callable[[Master], Mapping[str, Any]] = lambda _: {}
    op_schijf: bool = False
    bewaard: str = ""
    nog_een: str = ""

    @cached_property
    def gevraagd(self) -> tuple[Gevraagd, ...]:
        """What is asked, in the order of the function."""
        soorten = get_type_hints(self.functie, include_extras=True)
        parameters = inspect.signature(self.functie).parameters.values()
        return tuple(
            Gevraagd(p.name, get_args(soorten[p.name])[0], p.default, get_args(soorten[p.name])[1])
            for p in parameters
            if get_origin(soorten[p.name]) is Annotated
        )

    @property
    def vragen(self) -> tuple[Macrovraag, ...]:
        """What Excel asks before the macro starts, one after another."""
        eenmaal = tuple(g.opgave.vraag for g in self.gevraagd if g.opgave.vraag is not None)
        if not self.nog_een:
            return eenmaal
        nog = Macrovraag(self.nog_een, keuzes=JA_NEE, standaard=JA_NEE[0])
        return (*eenmaal, nog, *(replace(vraag, bij=(len(eenmaal), JA_NEE[1:])) for vraag in eenmaal))

    def lees_antwoorden(self, gegeven: str) -> dict[str, Any]:
        """What was answered, by parameter; what was skipped isn't there. ``ook`` is there when it was asked once more.

        Raises:
            InvoerFout: an answer is missing, or is none of the choices.
        """
        gevraagd = [g for g in self.gevraagd if g.opgave.vraag is not None]
        delen, aantal = antwoorden(self.vragen, gegeven, self.gevolg), len(gevraagd)
        eerste, tweede = (
            {g.naam: _als(g.soort, deel) for g, deel in zip(gevraagd, stuk, strict=False) if deel}
            for stuk in (delen[:aantal], delen[aantal + 1 :])
        )
        return eerste | ({"ook": tweede} if tweede else {})

    def werk_uit(
        self, master: Master, heden: date | None = None, voortgang: Voortgang = lambda *_: None, **opgaven: Any
    ) -> Wijziging:
        """The change, with its lines in the Logboek, of a master without errors into one without errors.

        Raises:
            InvoerFout: the master holds errors, before or after; or what was said doesn't fit.
        """
        naam, dag = master.pad.name, heden or date.today()
        eis_zonder_fouten(f"{naam}{self.invoer}", controleer(master.regeling), self.gevolg, geteld=False)
        if "voortgang" in inspect.signature(self.functie).parameters:
            opgaven["voortgang"] = voortgang
        wijziging = self.functie(master, dag, **opgaven)
        if wijziging.leeg:
            return wijziging
        met = f"{naam}, met deze wijziging{self.invoer or ','}"
        eis_zonder_fouten(met, controleer(wijziging.toegepast(master.regeling)), self.gevolg, geteld=False)
        return wijziging.gelogd(master.regeling, dag)


def _als(soort: Any, tekst: str) -> Any:
    """An answer as its parameter takes it; a number that is none is nothing."""
    if soort in (Path, Path | None):
        return Path(tekst)
    if soort == list[Path]:
        return [Path(tekst)]
    if soort is bool:
        return tekst == JA_NEE[1]
    if soort in (int, int | None):
        return int(tekst) if tekst.isascii() and tekst.isdigit() else None
    return tekst


# --- carried out


Drager = Callable[[Master, Wijziging], AbstractContextManager[Path | None]]
"""Carries a change out, reads it back, and gives where the old master is kept; leaving by an exception takes it back."""


class Gedaan(Struct, frozen=True):
    """A change that was carried out: the master that holds it (None: nothing changed), and where the old one is kept."""

    wijziging: Wijziging
    master: Path | None
    reserve: Path | None

    def als_json(self) -> dict[str, Any]:
        """Everything, for ``--json``."""
        waar = {
            "master": None if self.master is None else str(self.master),
            "reservekopie": None if self.reserve is None else str(self.reserve),
        }
        return {**self.wijziging.verhaal.json, **waar}

    def scherm(self) -> list[Regel]:
        """What the screen of a command shows."""
        regels = [self._met_plaats(regel) for regel in self.wijziging.verhaal.scherm]
        if self.reserve is not None:
            regels.append(f"De vorige master is bewaard als {self.reserve}")
        return regels

    def _met_plaats(self, regel: Regel) -> Regel:
        return regel.replace(MASTER, str(self.master)) if isinstance(regel, str) else regel


def voer_uit(
    wijziging: Wijziging, master: Master, drager: Drager, waar: Path, voortgang: Voortgang, bezig: str
) -> Gedaan:
    """Carry a change out, with the files that belong to it: both or neither. ``waar`` is the master it comes in.

    Raises:
        InvoerFout: something can't be written.
        BewijsFout: what was written doesn't recalculate, or doesn't read back as what was meant.
    """
    if wijziging.leeg and not wijziging.geweigerd:
        return Gedaan(wijziging, None, None)
    stappen = 2 if wijziging.bijlage is None else 3
    with wijziging.bijlage or nullcontext() as bijlage:
        if bijlage is not None:
            voortgang("Documenten schrijven", 1, stappen)
            bijlage.schrijf()
        voortgang(bezig, stappen - 1, stappen)
        try:
            with drager(master, wijziging) as reserve:
                if bijlage is not None:
                    bijlage.publiceer()
        except BaseException:
            if bijlage is not None:
                bijlage.trek_in()
            raise
    return Gedaan(wijziging, None if wijziging.leeg else waar, reserve)
