"""A voorstel about meerkosten (Koersplan 8.4): the documents for decision making, and its rows in the master. All or nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from via_xl import __version__
from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import InvoerFout, NietsTeDoen, fouten
from via_xl.basis.geld import bedrag_tekst, euro_nl
from via_xl.basis.publiceren import naar_schijf
from via_xl.basis.schijffout import reden
from via_xl.controle import controleer
from via_xl.controle.jaarstand import eis_verrekenbaar
from via_xl.lezen.master import Master, lees_master
from via_xl.lezen.waarden import WaardeFout, uit_tekst
from via_xl.regeling.model import Besluit, Besluitsoort, Besluitstap, Logregel, MeerkostenDrager, Regeling, Stap
from via_xl.regeling.tabellen import JAREN
from via_xl.rekenen.besluiten import Besluitstand, voortgang
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.scenario import Scenariowijziging, pas_toe
from via_xl.rekenen.vaststelling import redenen_concept
from via_xl.rekenen.verrekening import verreken
from via_xl.rekenen.voorstel import ROUTE, route, volgend_nummer, voorstelcijfers
from via_xl.schrijven.voorstel.adoptie import maak_adoptievoorstel
from via_xl.schrijven.voorstel.document import maak_document
from via_xl.schrijven.voorstel.stof import Voorstelstof
from via_xl.wijzigen.mastermaken import eis_nieuw, vernieuw_master

MAP = "voorstellen"
"""Where the folders of the voorstellen stand, beside the master."""

_NIETS = "er is niets gemaakt en niets gewijzigd"


@dataclass(frozen=True, slots=True)
class Voorstelkeuzes:
    """What is proposed: the year, who bears the meerkosten, the limit in cents; None is what the master says."""

    jaar: int | None = None
    drager: MeerkostenDrager | None = None
    grens_ct: int | None = None


@dataclass(frozen=True)
class Opgesteld:
    """A voorstel that is worked out and nowhere written yet: what the documents tell, and the regeling that it makes."""

    stof: Voorstelstof
    regeling: Regeling
    let_op: tuple[str, ...]


@dataclass(frozen=True)
class Voorstelverslag:
    """What was made: the voorstel, its folder and files, and where the master is and the one before it."""

    stof: Voorstelstof
    map: Path
    bestanden: tuple[Path, ...]
    master: Path
    reserve: Path | None
    let_op: tuple[str, ...]

    def als_json(self) -> dict[str, Any]:
        """Everything, for ``--json``; amounts are texts with two decimals and a dot, days in ISO form."""
        c = self.stof.cijfers
        return {
            "nummer": self.stof.nummer,
            "jaar": self.stof.jaar,
            "op": self.stof.op.isoformat(),
            "te_verdelen": bedrag_tekst(c.uitkomst.te_verdelen_ct),
            "grens": bedrag_tekst(c.grens_ct),
            "boven_de_grens": bedrag_tekst(c.boven_ct),
            "drager": str(c.uitkomst.drager),
            "gemeenten": [
                {
                    "code": rij.code,
                    "naam": rij.naam,
                    "begroot": None if rij.begroot_ct is None else bedrag_tekst(rij.begroot_ct),
                    "bijdrage": bedrag_tekst(rij.bijdrage_ct),
                }
                for rij in c.deelnemers
            ],
            "route": {str(stap): dag.isoformat() if dag else None for stap, dag in self.stof.route.items()},
            "nog_niet_vast": list(self.stof.redenen),
            "let_op": list(self.let_op),
            "invoerhash": self.stof.invoerhash,
            "map": str(self.map),
            "bestanden": [str(pad) for pad in self.bestanden],
            "master": str(self.master),
            "reservekopie": None if self.reserve is None else str(self.reserve),
        }


def lees_keuzes(jaar: int | None = None, drager: str | None = None, grens: str | None = None) -> Voorstelkeuzes:
    """The choices as they are typed; an amount as in ``jaren.csv``, with a dot for the cents.

    Raises:
        InvoerFout: with everything that can't be read.
    """
    gelezen: dict[str, Any] = {}
    mis: list[str] = []
    for optie, veld, tekst in (
        ("--drager", "meerkosten_drager", drager),
        ("--grens", "voorstelgrens_ct", grens),
    ):
        try:
            gelezen[veld] = uit_tekst(tekst, JAREN.kolom(veld)) if tekst and tekst.strip() else None
        except WaardeFout as fout:
            mis.append(f"{optie}: {fout.wat} {fout.doen}")
    if mis:
        raise InvoerFout(f"{' '.join(mis)} {_NIETS[0].upper()}{_NIETS[1:]}.")
    return Voorstelkeuzes(jaar, gelezen["meerkosten_drager"], gelezen["voorstelgrens_ct"])


def maak_voorstel(
    masterpad: Path,
    keuzes: Voorstelkeuzes = Voorstelkeuzes(),
    uit: Path | None = None,
    uit_master: Path | None = None,
    op: date | None = None,
    voortgang: Voortgang = lambda *_: None,
) -> Voorstelverslag:
    """Write the documents of a voorstel in a new folder, ``voorstellen/<nummer>``, and enter it in the master.

    The documents come first, in a folder of which nobody knows; then the master, rebuilt; then the folder gets its name.
    When any of it fails there is no folder, and the master is as it was. ``op`` is the day of the voorstel, by default
    today.

    Raises:
        InvoerFout: the master can't be read, holds errors or work that a rebuild would lose; there is nothing to propose;
            or something can't be written.
        BewijsFout: the new master doesn't recalculate to what the engine says.
    """
    voortgang("Master lezen", 0, 4)
    if uit_master is not None and uit_master.resolve() != masterpad.resolve():
        eis_nieuw(uit_master)
    master = lees_master(masterpad)
    voortgang("Controleren en rekenen", 1, 4)
    voorstellenmap = uit or masterpad.resolve().parent / MAP
    opgesteld = stel_op(master, keuzes, voorstellenmap, op or date.today())
    with Voorstelmap(voorstellenmap, opgesteld.stof) as plaats:
        voortgang("Documenten schrijven", 2, 4)
        plaats.schrijf()
        voortgang("Master herbouwen en narekenen", 3, 4)
        with _terug_bij_fout(masterpad, uit_master) as herbouwd:
            herbouwd.reserve = vernieuw_master(master, opgesteld.regeling, uit_master)
            herbouwd.klaar = True
            bestanden = plaats.publiceer()
    return Voorstelverslag(
        opgesteld.stof, plaats.map, bestanden, uit_master or masterpad, herbouwd.reserve, opgesteld.let_op
    )


def stel_op(master: Master, keuzes: Voorstelkeuzes, voorstellenmap: Path, op: date) -> Opgesteld:
    """Work out a voorstel: its figures, and the regeling with its rows. Writes nothing.

    Raises:
        InvoerFout: the master holds errors, or there is nothing to propose.
    """
    regeling, bestand = master.regeling, master.pad.name
    _eis_zonder_fouten(regeling, bestand)
    jaar = _eis_jaar(master, keuzes.jaar)
    eis_verrekenbaar(bestand, regeling, jaar)
    nu = verreken(regeling, jaar)
    grens = nu.voorstelgrens_ct if keuzes.grens_ct is None else keuzes.grens_ct
    if grens is None:
        raise InvoerFout(
            f"{bestand}: {jaar} heeft geen voorstelgrens en geen begroting, dus er is niets waar het te verdelen bedrag boven "
            f"ligt; {_NIETS}. Vul de grens in op blad Jaren, of geef --grens."
        )
    if nu.te_verdelen_ct <= grens:
        raise NietsTeDoen(
            f"{bestand}: over {jaar} is {euro_nl(nu.te_verdelen_ct)} te verdelen, niet meer dan de grens van "
            f"{euro_nl(grens)}; er is geen voorstel nodig (Koersplan 8.4) en {_NIETS}."
        )
    drager = keuzes.drager or nu.drager
    if nu.vast and drager is not nu.drager:
        raise InvoerFout(
            f"{bestand}: de bijdragen van {jaar} zijn vast, dus de centrumgemeente draagt de rest en --drager verandert niets; "
            f"{_NIETS}. Laat --drager weg, of kies op blad Jaren bij Bijdrage karakter werkelijk."
        )
    let_op = _eis_nieuw_voorstel(regeling, jaar, drager, grens, nu.te_verdelen_ct, bestand)
    anders = pas_toe(
        regeling,
        (
            Scenariowijziging("jaren", "meerkosten_drager", jaar, drager),
            Scenariowijziging("jaren", "voorstelgrens_ct", jaar, grens),
        ),
    )
    _eis_zonder_fouten(anders, f"{bestand}, met dit voorstel,")
    eis_verrekenbaar(f"{bestand}, met dit voorstel,", anders, jaar)
    stof = Voorstelstof(
        nummer=volgend_nummer((*(rij.nummer for rij in regeling.besluiten), *_namen_in(voorstellenmap)), jaar),
        op=op,
        regeling=regeling,
        cijfers=voorstelcijfers(regeling, jaar, drager, grens),
        route=route(regeling, op),
        redenen=redenen_concept(regeling, nu),
        invoerhash=invoerhash(regeling, jaar),
        programma=f"ViA-XL {__version__}",
        masternaam=bestand,
    )
    nieuw = met_voorstel(stof)
    _eis_zonder_fouten(nieuw, bestand)
    return Opgesteld(stof, nieuw, let_op)


def met_voorstel(stof: Voorstelstof) -> Regeling:
    """The regeling with the voorstel in it: a besluit, a row for each step and each college, and a line in the log."""
    regeling, uit = stof.regeling, stof.cijfers.uitkomst
    besluit = Besluit(
        nummer=stof.nummer,
        jaar=stof.jaar,
        onderwerp=stof.onderwerp,
        soort=Besluitsoort.MEERKOSTEN,
        bedrag_ct=uit.te_verdelen_ct,
        voorstelgrens_ct=stof.cijfers.grens_ct,
        meerkosten_drager=uit.drager,
        nodig=True,
        bron=stof.documentnaam,
        datum=stof.op,
    )
    codes = {Stap.COLLEGE: [rij.code for rij in stof.cijfers.deelnemers]}
    stappen = [
        Besluitstap(
            besluit=stof.nummer,
            stap=stap,
            code=code,
            gepland=stof.route.get(stap),
            bron=stof.documentnaam,
            datum=stof.op,
        )
        for stap in ROUTE
        for code in codes.get(stap, [""])
    ]
    regel = Logregel(
        wanneer=stof.op,
        wat="voorstel gemaakt",
        jaar=stof.jaar,
        versie=stof.programma,
        invoerhash=stof.invoerhash,
        opmerking=f"{stof.nummer}: {euro_nl(uit.te_verdelen_ct)} te verdelen, grens {euro_nl(stof.cijfers.grens_ct)}, "
        f"meerkosten {uit.drager}",
    )
    return replace(
        regeling,
        besluiten=(*regeling.besluiten, besluit),
        besluitstappen=(*regeling.besluitstappen, *stappen),
        logboek=(*regeling.logboek, regel),
    )


class Voorstelmap:
    """The folder of a voorstel, as a context manager: it appears whole or not at all, and overwrites nothing.

    Leaving without :meth:`publiceer`, or by an exception, leaves no trace; not even of the folder above it if that is new.
    """

    def __init__(self, boven: Path, stof: Voorstelstof) -> None:
        self._boven = boven
        self._stof = stof
        self._nieuw: list[Path] = []
        self._werk: Path | None = None
        self.map = boven / stof.nummer

    def __enter__(self) -> Voorstelmap:
        try:
            self._nieuw = [pad for pad in (self._boven, *self._boven.parents) if not pad.exists()]
            self._boven.mkdir(parents=True, exist_ok=True)
            self._werk = Path(tempfile.mkdtemp(prefix=f".{self._stof.nummer}.in-aanmaak-", dir=self._boven))
        except OSError as fout:
            self._ruim_op()
            raise InvoerFout(
                f"In {self._boven} kan niet worden geschreven ({reden(fout)}); {_NIETS}. Kies met --uit een andere map."
            ) from fout
        return self

    def schrijf(self) -> None:
        """Write the document, and an adoptievoorstel for each gemeente that takes part in the year.

        Raises:
            InvoerFout: a file can't be written.
        """
        stof, werk = self._stof, self._werk
        if werk is None:
            raise ValueError("schrijf buiten de context")
        stukken = [(stof.documentnaam, maak_document(stof))]
        stukken += [(stof.adoptienaam(rij), maak_adoptievoorstel(stof, rij.code)) for rij in stof.cijfers.deelnemers]
        try:
            for naam, stuk in stukken:
                stuk.bewaar(werk / naam)
            naar_schijf(werk)
        except OSError as fout:
            raise InvoerFout(f"Het schrijven in {self._boven} is mislukt ({reden(fout)}); {_NIETS}.") from fout

    def publiceer(self) -> tuple[Path, ...]:
        """Give the folder its name, by one rename; gives the files, the document first.

        Raises:
            InvoerFout: there is a folder of that name by now, or it can't be renamed.
        """
        werk = self._werk
        if werk is None:
            raise ValueError("publiceer buiten de context")
        try:
            if self.map.exists():
                raise FileExistsError(17, "")
            werk.chmod(0o755)
            werk.rename(self.map)
        except OSError as fout:
            raise InvoerFout(f"{self.map} kan niet worden gemaakt ({reden(fout)}); {_NIETS}.") from fout
        self._werk = None
        stof = self._stof
        namen = (stof.documentnaam, *(stof.adoptienaam(rij) for rij in stof.cijfers.deelnemers))
        return tuple(self.map / naam for naam in namen)

    def trek_in(self) -> None:
        """Take back what was published: for what fails after it."""
        if self._werk is None:
            shutil.rmtree(self.map, ignore_errors=True)

    def __exit__(self, *_: object) -> None:
        self._ruim_op()

    def _ruim_op(self) -> None:
        if self._werk is not None:
            shutil.rmtree(self._werk, ignore_errors=True)
        for pad in self._nieuw:
            try:
                pad.rmdir()
            except OSError:
                return


@dataclass
class _Herbouwd:
    """How far the rebuild of the master is."""

    reserve: Path | None = None
    klaar: bool = False


@contextmanager
def _terug_bij_fout(masterpad: Path, uit_master: Path | None) -> Iterator[_Herbouwd]:
    """When what comes after the rebuild fails, the master is what it was, and there is no new one."""
    herbouwd = _Herbouwd()
    try:
        yield herbouwd
    except BaseException:
        if herbouwd.klaar and herbouwd.reserve is not None:
            herbouwd.reserve.replace(masterpad)
        elif herbouwd.klaar and uit_master is not None:
            uit_master.unlink(missing_ok=True)
        raise


# --- what is refused


def _eis_zonder_fouten(regeling: Regeling, wat: str) -> None:
    bevindingen = controleer(regeling)
    if fouten(bevindingen):
        raise InvoerFout(f"{wat} bevat fouten; {_NIETS}.", fouten(bevindingen))


def _eis_jaar(master: Master, jaar: int | None) -> int:
    gekozen = jaar if jaar is not None else master.jaar
    if gekozen is None:
        raise InvoerFout(f"In {master.pad.name} is geen jaar gekozen. Kies een jaar op blad Start of geef --jaar op.")
    bekend = sorted(rij.jaar for rij in master.regeling.jaren)
    if gekozen not in bekend:
        lijst = ", ".join(map(str, bekend))
        raise InvoerFout(
            f"Jaar {gekozen} staat niet in tabel tblJaren van {master.pad.name}; daar staan {lijst}; {_NIETS}."
        )
    return gekozen


def _eis_nieuw_voorstel(
    regeling: Regeling, jaar: int, drager: MeerkostenDrager, grens_ct: int, bedrag_ct: int, bestand: str
) -> tuple[str, ...]:
    """Whether there is room for a voorstel beside the earlier ones; gives what to mind about those."""
    let_op: list[str] = []
    for rij in regeling.besluiten:
        if rij.jaar != jaar or rij.soort is not Besluitsoort.MEERKOSTEN:
            continue
        stand = voortgang(regeling, rij).stand
        if stand in (Besluitstand.OPEN, Besluitstand.TERUG):
            raise InvoerFout(
                f"{bestand}: voorstel {rij.nummer} over de meerkosten van {jaar} loopt nog (stand: {stand}); {_NIETS}. Rond het af, "
                "of vul op blad Besluiten in wanneer het is ingetrokken."
            )
        if stand is Besluitstand.GENOMEN and (
            rij.meerkosten_drager is drager
            and rij.voorstelgrens_ct in (None, grens_ct)
            and rij.bedrag_ct is not None
            and bedrag_ct <= rij.bedrag_ct
        ):
            raise InvoerFout(
                f"{bestand}: {rij.nummer} is al genomen, voor {euro_nl(rij.bedrag_ct)}, met dezelfde drager en grens; {_NIETS}. Een "
                "nieuw voorstel is pas nodig als het te verdelen bedrag hoger wordt, of een van beide anders."
            )
        if stand is Besluitstand.AFGEWEZEN and rij.nodig:
            let_op.append(
                f"{rij.nummer} is afgewezen en houdt de afrekening van {jaar} op concept. Vul op blad Besluiten in wanneer het is "
                "ingetrokken."
            )
    return tuple(let_op)


def _namen_in(voorstellenmap: Path) -> list[str]:
    try:
        return [pad.name for pad in voorstellenmap.iterdir()]
    except OSError:
        return []
