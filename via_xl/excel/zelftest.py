"""The self-test on a PC with Excel: an Excel of its own calculates, and is held against the engine.

Nothing of the user's is touched: a master is copied first. What Excel gives for a copy is saved, and then proven as a
run proves a master: each result that Excel left in it against a recalculation and against the engine.
"""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct

from via_xl import __version__
from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Ernst, GebruikersFout, InvoerFout, NietsTeDoen
from via_xl.basis.datum import datum_nl, moment_nl
from via_xl.basis.eigenexcel import GeenExcel, start_excel
from via_xl.basis.geld import getal_nl
from via_xl.basis.macrovraag import JA_NEE, TUSSEN
from via_xl.basis.opsomming import met_getal
from via_xl.basis.tijdelijk import Tijdelijkemap
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.bewijs.vergelijken import gelijk
from via_xl.excel.bouwen import BESTAND, bouw_addin
from via_xl.excel.functieproef import BLAD, proefboek, proeven
from via_xl.excel.installeren import gebreken
from via_xl.excel.macro import laad, vragen_van
from via_xl.excel.openboek import OpenBoek, foutwaarde
from via_xl.excel.teken import antwoord
from via_xl.excel.windows import Computer, deze_computer
from via_xl.lezen.getalopmaak import toon
from via_xl.lezen.master import JAAR, Master, lees_master, lees_open_master
from via_xl.regeling.model import Editie
from via_xl.rekenen.invoerhash import akkoordcode, invoerhash, kenmerk
from via_xl.schrijven.boek import GEEN_UITKOMST, NIET_GELADEN, REKENFOUT, Verwachting
from via_xl.schrijven.macros import MACROS, VERSIE, Macro
from via_xl.schrijven.master import maak_master
from via_xl.vragen.urenstaatmaken import maak_urenstaten
from via_xl.wijzigen.mastermaken import getoond_jaar

if TYPE_CHECKING:
    from xlwings import Book

GEEN_EXCEL = "Op deze computer is geen Excel; de zelftest is voor Windows met Excel."
_URENSTATEN = "urenstaten"
"""The macro that reads hour sheets, which here are blank."""
_VAN_BUITEN = (
    *("inwoners", "tarieven", "jaareindeantwoord", "meenemen", "betaallijst", "urenstaatmaken", "bewijs"),
    *("urenstaatverzend", "urenbron", "besluitnoteer", "herinner", "pdf"),
)
"""The macros that want a file, an answer, gemeenten or a version that this master need not have: they must say so."""

_WEG = (
    "Voer uit: via-xl excel installeer. Mag Excel hier geen programma's of geen cmd.exe starten: via-xl excel installeer "
    "--vooraf-gestart, en meld u af en aan. Zonder knop werkt alles ook, met de opdracht via-xl."
)
_MEESTE = 10
"""How many differences of one part the report lists."""


class Excel(Protocol):
    """The Excel that is tested."""

    versie: str

    def open(self, pad: Path) -> Book:
        """Open a file, with its macros."""

    def herreken(self) -> None:
        """Calculate everything anew."""

    def proef(self, teken: str, bestand: Path) -> str:
        """Let the VBA of the add-in start Python, as a button does, and give what comes back."""


class Testonderdeel(Struct, frozen=True):
    """A part of the test: what, whether it was right, and what was seen."""

    wat: str
    goed: bool
    gezien: str

    def regel(self) -> str:
        """The part as Dutch text."""
        return f"{'goed' if self.goed else 'FOUT'}  {self.wat}: {self.gezien}"


class Zelftest(Struct, frozen=True):
    """The outcome, and where the report lies."""

    onderdelen: tuple[Testonderdeel, ...]
    verslag: Path

    @property
    def fouten(self) -> tuple[Testonderdeel, ...]:
        """What wasn't right."""
        return tuple(onderdeel for onderdeel in self.onderdelen if not onderdeel.goed)


@contextmanager
def eigen_excel() -> Iterator[Excel]:
    """An invisible Excel of our own, which is gone afterwards whatever happened.

    Raises:
        InvoerFout: there is none on this PC.
    """
    with ExitStack() as tot_het_einde:
        try:
            app = tot_het_einde.enter_context(start_excel())
        except GeenExcel as fout:
            raise InvoerFout(f"{GEEN_EXCEL} (Excel start niet: {fout})" if str(fout) else GEEN_EXCEL) from fout
        yield _EigenExcel(app)


class _EigenExcel:
    def __init__(self, app: Any) -> None:
        self._app = app
        self.versie = str(app.api.Version)
        app.api.AutomationSecurity = 1  # our own files, with their macros

    def open(self, pad: Path) -> Book:
        boek: Book = self._app.books.open(str(pad), update_links=False)
        return boek

    def herreken(self) -> None:
        self._app.api.CalculateFullRebuild()

    def proef(self, teken: str, bestand: Path) -> str:
        return str(self._app.api.Run(f"'{BESTAND}'!ViaProef", teken, str(bestand)))


def doe_zelftest(
    masterpad: Path | None = None,
    verslag: Path | None = None,
    voortgang: Voortgang = lambda *_: None,
    *,
    excel: Callable[[], AbstractContextManager[Excel]] = eigen_excel,
    computer: Callable[[], Computer] = deze_computer,
) -> Zelftest:
    """Test Excel, the functions, and with a master its formulas and the macros on it; the outcome is a report too.

    The report lies beside the master, or in the current folder, unless ``verslag`` says where.

    Raises:
        InvoerFout: there is no Excel, or the master or the report can't be used.
    """
    werkmap = Path.cwd() if masterpad is None else masterpad.absolute().parent
    nu = datetime.now()
    uit = verslag or werkmap / f"ViA_zelftest_{nu:%Y-%m-%d_%H%M%S}.txt"
    if uit.exists():
        raise InvoerFout(f"{uit} bestaat al en wordt niet overschreven. Kies bij --uit een andere naam.")
    with (
        excel() as app,
        Tijdelijkemap() as tijdelijk,
    ):
        master = None if masterpad is None else lees_master(masterpad)
        test = _Test(app, tijdelijk, master, voortgang)
        onderdelen = (_probeer("Installatie", lambda: _installatie(computer)), *test.onderdelen())
        kop = _kop(nu, app.versie, masterpad)
    regels = [*kop, "", *(onderdeel.regel() for onderdeel in onderdelen)]
    try:
        uit.write_text("\n".join(regels) + "\n", encoding="utf-8-sig", newline="\r\n")
    except OSError as fout:
        raise InvoerFout(f"{uit} kan niet worden gemaakt. Kies met --uit een andere plaats.") from fout
    return Zelftest(onderdelen, uit)


def _kop(nu: datetime, excel: str, masterpad: Path | None) -> list[str]:
    return [
        f"Zelftest van ViA-XL {__version__} · {moment_nl(nu)}",
        f"{platform.platform()} · Python {platform.python_version()} · Excel {excel}",
        f"Master: {masterpad or '(geen)'}",
    ]


def _probeer(wat: str, doe: Callable[[], tuple[bool, str]]) -> Testonderdeel:
    """A part of the test; an exception is what was seen."""
    try:
        goed, gezien = doe()
    except GebruikersFout as fout:
        return Testonderdeel(
            wat, False, "\n".join((fout.bericht, *(f"      {b.regel()}" for b in fout.bevindingen[:_MEESTE])))
        )
    except Exception as fout:  # whatever Excel or Windows says belongs in the report
        return Testonderdeel(wat, False, f"Excel of Windows meldt: {fout}")
    return Testonderdeel(wat, goed, gezien)


def _installatie(computer: Callable[[], Computer]) -> tuple[bool, str]:
    mis = gebreken(computer())
    return not mis, "; ".join(mis) or "instellingen, invoegtoepassing en aanmelding zijn van deze versie"


class _Test:
    """The parts that need Excel, in one folder of their own."""

    def __init__(self, excel: Excel, werkmap: Path, master: Master | None, voortgang: Voortgang) -> None:
        self._excel = excel
        self._map = werkmap
        self._master = master
        self._voortgang = voortgang

    def onderdelen(self) -> Iterator[Testonderdeel]:
        """Each part, one after another."""
        delen: list[tuple[str, Callable[[], tuple[bool, str]]]] = [
            ("De weg van een knop", self._knop),
            ("Functies", self._functies),
        ]
        master = self._master
        if master is not None:
            for jaar in sorted(rij.jaar for rij in master.regeling.jaren):
                delen.append((f"Formules {jaar}", partial(self._formules, master, jaar)))
            delen.append(("Functies in de master", partial(self._functies_in_master, master)))
        totaal = len(delen) + (len(MACROS) if master is not None else 0)
        for nummer, (wat, doe) in enumerate(delen):
            self._voortgang(f"Zelftest: {wat}", nummer, totaal)
            yield _probeer(wat, doe)
        if master is not None:
            yield from self._macros(master, len(delen), totaal)

    def _knop(self) -> tuple[bool, str]:
        """From VBA to Python and back, as every button goes; the other parts start from Python."""
        bouw_addin(self._map / BESTAND)
        teken = token_hex(8)
        invoegtoepassing = self._excel.open(self._map / BESTAND)
        try:
            gaf = self._excel.proef(teken, self._map / "teken.txt")
        finally:
            invoegtoepassing.api.Close(False)
        if gaf == antwoord(teken):
            return True, "een knop start Python, en Python antwoordt"
        return False, f"een knop krijgt van Python geen antwoord ({gaf or 'niets'}). {_WEG}"

    def _functies(self) -> tuple[bool, str]:
        """Every function on a scratch sheet, from the add-in."""
        proefboek().bewaar(self._map / "proef.xlsx")
        invoegtoepassing = self._excel.open(self._map / BESTAND)
        boek = self._excel.open(self._map / "proef.xlsx")
        try:
            blad = boek.api.Worksheets(BLAD)
            alle = list(proeven())
            for rij, proef in enumerate(alle, start=1):
                blad.Range(f"Z{rij}").Formula = proef.formule
            self._excel.herreken()
            anders = []
            for rij, proef in enumerate(alle, start=1):
                gaf = _waarde(blad, f"Z{rij}")
                if not gelijk(gaf, proef.verwacht):
                    anders.append(f"{proef.formule} geeft {_gezien(gaf)} in plaats van {_gezien(proef.verwacht)}")
        finally:
            boek.api.Close(False)
            invoegtoepassing.api.Close(False)
        functies = len({proef.functie for proef in alle})
        return not anders, _opsomming(anders) or f"{functies} functies geven wat Python geeft"

    def _formules(self, master: Master, jaar: int) -> tuple[bool, str]:
        """What Excel makes of a copy of the master for a year, proven as a run proves a master."""
        kopie, uitkomst = (self._map / f"{naam}_{jaar}{master.pad.suffix}" for naam in ("kopie", "excel"))
        shutil.copyfile(master.pad, kopie)
        boek = self._excel.open(kopie)
        try:
            if jaar != master.jaar:
                blad, letter, rij = _eis(OpenBoek(boek).cel_van_naam(JAAR), f"de naam {JAAR}")
                boek.api.Worksheets(blad).Range(f"{letter}{rij}").Value = jaar
            self._excel.herreken()
            boek.api.SaveCopyAs(str(uitkomst))
        finally:
            boek.api.Close(False)
        bewijs = bewijs_master(lees_master(uitkomst), jaar)
        anders = [verschil.regel() for verschil in bewijs.verschillen]
        gezien = f"{getal_nl(bewijs.vergeleken)} formulecellen gelijk aan de rekenkern"
        return not anders, _opsomming(anders) or gezien

    def _proefmaster(self, master: Master, naam: str) -> tuple[Path, tuple[Verwachting, ...]]:
        """A fresh master with macros of the same inputs, so that nothing of the user's is in the way."""
        pad = self._map / naam / "via_master.xlsm"
        pad.parent.mkdir()
        jaar = getoond_jaar(master.jaar, master.regeling)
        nieuw = maak_master(master.regeling, jaar, master.afrekening_code, Editie.MET_MACROS)
        nieuw.bewaar(pad)
        return pad, nieuw.verwachtingen()

    def _functies_in_master(self, master: Master) -> tuple[bool, str]:
        """The functions on Rekenhulp and Controles, each beside the master's own formula."""
        pad, verwachtingen = self._proefmaster(master, "functies")
        boek = self._excel.open(pad)
        try:
            self._excel.herreken()
            cellen = [(v, _waarde(boek.api.Worksheets(v.blad), v.cel)) for v in verwachtingen if v.udf]
            blad, letter, rij = _eis(OpenBoek(boek).cel_van_naam(GEEN_UITKOMST), f"de naam {GEEN_UITKOMST}")
        finally:
            boek.api.Close(False)
        zegt_het = (blad, f"{letter}{rij}")
        fout = [
            f"{v.blad}!{v.cel}: {gaf}"
            for v, gaf in cellen
            if _mislukt(gaf) or (gaf == REKENFOUT) != ((v.blad, v.cel) == zegt_het)
        ]
        return not fout, _opsomming(fout) or f"{len(cellen)} cellen gelijk aan de formules ernaast"

    def _macros(self, master: Master, klaar: int, totaal: int) -> Iterator[Testonderdeel]:
        """Every macro on one master of its own, in their order, saved after each as its user would."""
        pad = self._map / "macros" / "via_master.xlsm"
        staten = pad.parent / "urenstaten"
        geopend: list[Book] = []

        def open_master() -> tuple[bool, str]:
            self._proefmaster(master, pad.parent.name)
            staten.mkdir()
            with suppress(GebruikersFout):  # a region in which nobody supplies hours
                maak_urenstaten(pad, getoond_jaar(master.jaar, master.regeling), staten)
            geopend.append(self._excel.open(pad))
            return True, "geopend"

        begin = _probeer("Master met macro's", open_master)
        if not begin.goed:
            yield begin
        for boek in geopend:
            try:
                for nummer, macro in enumerate(MACROS, start=klaar):
                    self._voortgang(f"Zelftest: {macro.label}", nummer, totaal)
                    yield _probeer(f"Macro {macro.label}", partial(_macro, macro, boek, staten))
            finally:
                boek.api.Close(False)


def _macro(macro: Macro, boek: Book, staten: Path) -> tuple[bool, str]:
    """Run a macro: with what it says.

    Blank hour sheets may be refused, this master may leave it nothing to do, and where its user would choose something
    that isn't there it must say so.
    """
    gekozen = _gekozen(macro, boek, staten)
    with _zonder_verkenner():
        try:
            uitkomst = laad(macro)(OpenBoek(boek), gekozen, lambda *_: None)
        except NietsTeDoen as niets:
            return True, f"niets te doen: {niets.bericht}"
        except GebruikersFout as geweigerd:
            if macro.naam not in _VAN_BUITEN:
                raise
            return True, f"niets gekozen: {geweigerd.bericht}"
    boek.api.Save()
    goed = uitkomst.ernst is not Ernst.FOUT or macro.naam == _URENSTATEN
    return goed, uitkomst.tekst.replace("\n", "\n      ")


def _gekozen(macro: Macro, boek: Book, staten: Path) -> str:
    """What its user would choose or type: the hour sheets, the version that was just made, a choice, an answer."""
    if VERSIE in macro.vragen:
        versies = sorted(Path(boek.api.Path).glob("afrekeningen/*/v*"))
        rest = (vraag.standaard for vraag in macro.vragen if vraag is not VERSIE)
        return TUSSEN.join((str(versies[-1]), *rest)) if versies else ""
    if macro.naam == _URENSTATEN:
        return str(staten)
    if macro.naam == "urenstaatverzend":
        return TUSSEN.join((datum_nl(date.today() + timedelta(days=30)), JA_NEE[0]))
    if macro.naam in ("scenario", "reactie", "akkoord"):
        return TUSSEN.join(_getypt(macro.naam, boek))
    return TUSSEN.join(vraag.standaard for vraag in vragen_van(macro)) if macro.naam not in _VAN_BUITEN else ""


def _getypt(naam: str, boek: Book) -> Sequence[str]:
    """Answers that fit the master: of a signed document there is a sample beside it."""
    master = lees_open_master(OpenBoek(boek))
    code, jaar = master.regeling.gemeenten[0].code, getoond_jaar(master.jaar, master.regeling)
    if naam == "akkoord":
        stuk = Path(boek.api.Path) / "proef.pdf"
        som = invoerhash(master.regeling, jaar)
        _leg_stuk_neer(stuk, akkoordcode(som, code))
        return code, "ambtelijk opdrachtgever", "PROEF-1", kenmerk(som), str(stuk), *JA_NEE[:1] * 2
    return (code, "akkoord", "1") if naam == "reactie" else (f"verdeelsleutel.{jaar}=kosten",)


def _leg_stuk_neer(pad: Path, trefwoord: str) -> None:
    """A signed document of one page, with the code of its gemeente in its properties."""
    from pypdf import PdfWriter
    from pypdf.generic import ContentStream, DecodedStreamObject

    stuk = PdfWriter()
    bladzijde, lijn = stuk.add_blank_page(595, 842), DecodedStreamObject()
    lijn.set_data(b"50 700 m 200 700 l S")
    bladzijde.replace_contents(ContentStream(lijn, stuk))
    stuk.add_metadata({"/Keywords": trefwoord})
    stuk.write(pad)


@contextmanager
def _zonder_verkenner() -> Iterator[None]:
    """Without windows that a macro opens: the folder they would show is gone in a moment."""
    import os

    echt = getattr(os, "startfile", None)
    vars(os)["startfile"] = lambda *_: None
    try:
        yield
    finally:
        if echt is None:
            del vars(os)["startfile"]
        else:
            vars(os)["startfile"] = echt


def _waarde(blad: Any, cel: str) -> Any:
    """What Excel gives in a cell; an error as its text."""
    waarde = blad.Range(cel).Value2
    return foutwaarde(waarde) if type(waarde) is int else waarde


def _gezien(waarde: Any) -> str:
    """What a cell gives, as a sentence has it."""
    return toon(waarde) if isinstance(waarde, (str, int, float, bool)) or waarde is None else str(waarde)


def _mislukt(waarde: Any) -> bool:
    return waarde in (NIET_GELADEN, "FOUT") or (isinstance(waarde, str) and waarde.startswith("#"))


def _eis(waarde: Any, wat: str) -> Any:
    if waarde is None:
        raise InvoerFout(f"De master heeft {wat} niet.")
    return waarde


def _opsomming(regels: list[str]) -> str:
    """The first of a list of differences, each on a line of its own."""
    getoond = "".join(f"\n      {regel}" for regel in regels[:_MEESTE])
    meer = f"\n      … en nog {len(regels) - _MEESTE}" if len(regels) > _MEESTE else ""
    return f"{met_getal(len(regels), 'verschil', 'verschillen')}{getoond}{meer}" if regels else ""
