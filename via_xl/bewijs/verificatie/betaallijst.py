"""The payment lists beside a definitief version: every amount, direction, account number and journal line follows from the version.

What is paid is paid from these files, and who makes a version can make their link in the chain anew. So they are made again from
what the version keeps. The due date and the accounts of the ledger are a choice: those are taken from the file, and an account
that the kept master doesn't have is said.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding, BewijsFout, Ernst, InvoerFout
from via_xl.basis.datum import dag_van, datum_nl
from via_xl.basis.gewoon import lees_gewoon
from via_xl.bewijs.keten import KETEN
from via_xl.bewijs.verificatie.bedragen import vergelijk_met_boek
from via_xl.bewijs.verificatie.versie import GRENZEN, MEESTE, NietMogelijk, Versie
from via_xl.lezen.pakket import PakketFout, controleer_pakket
from via_xl.lezen.xlsx import ONLEESBAAR
from via_xl.regeling.model import Boekkant, Boekpost, Grootboekregel
from via_xl.rekenen.betaallijst import BETAALTERMIJN, Betaallijst, maak_betaallijst
from via_xl.rekenen.journaal import rekening_van
from via_xl.rekenen.meenemen import NIETS, meegenomen
from via_xl.rekenen.wijzigingen import DEFINITIEF, Afgerekend
from via_xl.schrijven.csv_nl import rijen_van, veilig

if TYPE_CHECKING:
    from via_xl.schrijven.boek import Boek

JOURNAAL = ".journaal.csv"
"""How the name of the journal of a list ends."""
_SCHAKEL = f".{KETEN}"
_OPNIEUW = "Betaal hier niets uit. Maak de lijst opnieuw met via-xl betaallijst, en zoek uit wie dit wijzigde."
_REKENINGEN = slice(5, 9)
"""Where in a line of the journal the accounts stand."""


def herleide_lijst(versie: Versie, verrekend: Afgerekend | None, dag: date) -> Betaallijst:
    """The list of a version with a due date; ``verrekend`` is the definitief version that it is a herziening of."""
    nu = versie.afgerekend()
    if verrekend is None:
        return maak_betaallijst(nu.uitkomst, None, versie.nummer, dag, NIETS)
    mee = meegenomen(nu.regeling, versie.jaar, verrekend.versie)
    return maak_betaallijst(nu.uitkomst, verrekend.uitkomst, versie.nummer, dag, mee)


def controleer(versie: Versie, _: str = "") -> Iterator[Bevinding]:
    """What in the lists beside this version isn't what follows from it; a version without them has nothing to check."""
    yield from _andere_namen(versie)
    lijsten = [*_lijsten(versie)]
    if not lijsten:
        return
    if versie.status != DEFINITIEF:
        for pad in lijsten:
            yield Bevinding(pad.name, "", "", "van een concept wordt niets betaald.", _OPNIEUW)
        return
    try:
        vorige = versie.vorige
        verrekend = vorige.afgerekend() if vorige is not None and vorige.status == DEFINITIEF else None
        grootboek = versie.rekening().regeling.grootboek
        for pad in lijsten:
            yield from islice(_lijst(versie, verrekend, grootboek, pad), MEESTE)
    except InvoerFout as fout:
        raise NietMogelijk("uit bron is de verrekening niet opnieuw te berekenen") from fout


def _andere_namen(versie: Versie) -> Iterator[Bevinding]:
    """A remark for each payment list of the year that no version would be held against: by its name, or for want of the version."""
    jaarmap, naam = versie.map.resolve().parent, _lijstnaam(versie)
    for pad in sorted(jaarmap.iterdir()):
        gevonden = naam.fullmatch(pad.name)
        if gevonden and (int(gevonden[2]) == versie.nummer or (jaarmap / f"v{gevonden[2]}").is_dir()):
            continue
        if gevonden or ("betaallijst" in pad.name.casefold() and pad.is_file()):
            wat = "dit is geen betaallijst van een versie die hier ligt; zij is niet nagegaan."
            yield Bevinding(
                pad.name, "", "", wat, "Betaal alleen uit een lijst die bij een versie hoort.", Ernst.WAARSCHUWING
            )


def _lijsten(versie: Versie) -> Iterator[Path]:
    """The CSV of each list of this version, also where only its workbook or its journal is left."""
    jaarmap, naam = versie.map.resolve().parent, _lijstnaam(versie)
    gevonden = (naam.fullmatch(pad.name) for pad in sorted(jaarmap.iterdir()) if pad.is_file())
    van_ons = (een for een in gevonden if een and een[2] == str(versie.nummer) and een[3] != _SCHAKEL)
    yield from dict.fromkeys(jaarmap / f"{een[1]}.csv" for een in van_ons)


def _lijstnaam(versie: Versie) -> re.Pattern[str]:
    """How the files of the payment lists of a year are called: what they share, the number of the version, and what each is."""
    soorten = "|".join(map(re.escape, (".xlsx", ".csv", JOURNAAL, _SCHAKEL)))
    return re.compile(rf"(.*_betaallijst_{versie.jaar}_v(\d+)(?:_\d+)?)({soorten})")


def _lijst(
    versie: Versie, verrekend: Afgerekend | None, grootboek: Sequence[Grootboekregel], pad: Path
) -> Iterator[Bevinding]:
    """What is wrong in one list: its CSV, its journal and its workbook."""
    from via_xl.schrijven.betaallijst import Kenmerken, als_bestand, maak_betaalboek
    from via_xl.schrijven.journaal import als_bestand as als_journaal

    rijen, journaalrijen = _rijen(pad), _rijen(pad.with_suffix(JOURNAAL))
    dag = _vervaldatum(rijen) or versie.gemaakt_op.date() + BETAALTERMIJN
    if dag < versie.gemaakt_op.date():
        wat = f"de vervaldatum {datum_nl(dag)} ligt vóór de dag van de jaarrun."
        yield Bevinding(pad.name, "", "Vervaldatum", wat, _OPNIEUW)
    lijst = herleide_lijst(versie, verrekend, dag)
    yield from _regels(versie, pad, rijen, list(rijen_van(als_bestand(lijst))))
    genoemd = _rekeningen(journaalrijen)
    journaal = pad.with_suffix(JOURNAAL)
    yield from _regels(versie, journaal, journaalrijen, list(rijen_van(als_journaal(lijst, genoemd))))
    yield from _andere_rekeningen(journaal, grootboek, genoemd)
    werkboek = pad.with_suffix(".xlsx")
    if werkboek.is_file():
        kenmerken = Kenmerken(
            "/".join(versie.map.resolve().parts[-2:]),
            str(versie.manifest.get("invoerhash")),
            versie.ketenwaarde,
            None if verrekend is None else verrekend.versie,
        )
        boek = maak_betaalboek(lijst, kenmerken, genoemd if journaalrijen else grootboek)
        yield from _werkboek(versie, werkboek, boek)


def _rijen(pad: Path) -> list[list[str]] | None:
    """The rows of a CSV; None where it can't be read as one."""
    try:
        return list(rijen_van(lees_gewoon(pad)))
    except (OSError, UnicodeDecodeError, csv.Error):
        return None


def _vervaldatum(rijen: list[list[str]] | None) -> date | None:
    """The first due date in a list, in which there is only one; None where none can be read."""
    if not rijen or "Vervaldatum" not in rijen[0]:
        return None
    kolom = rijen[0].index("Vervaldatum")
    dagen = (dag_van(rij[kolom]) for rij in rijen[1:] if kolom < len(rij))
    return next((dag for dag in dagen if dag is not None), None)


def _regels(versie: Versie, pad: Path, rijen: list[list[str]] | None, horen: list[list[str]]) -> Iterator[Bevinding]:
    """A finding for each field that is another than the version gives."""
    if rijen is None:
        yield Bevinding(pad.name, "", "", "dit hoort bij de betaallijst en ontbreekt, of is niet te lezen.", _OPNIEUW)
        return
    koppen = horen[0]
    if rijen[:1] != [koppen]:
        yield Bevinding(pad.name, "", "rij 1", "de koppen zijn andere.", _OPNIEUW, versie.ernst_van_verschil)
        return
    for nummer, (rij, hoort) in enumerate(zip_longest(rijen[1:], horen[1:]), start=2):
        if rij is None or hoort is None or len(rij) != len(hoort):
            wat = "deze regel ontbreekt." if rij is None else "deze regel hoort er niet in, of heeft andere velden."
            yield Bevinding(pad.name, "", f"rij {nummer}", wat, _OPNIEUW)
            continue
        for kop, er_staat, moet in zip(koppen, rij, hoort, strict=True):
            if er_staat != moet:
                wat = f'{kop} is "{er_staat}"; uit de versie volgt "{moet}" ({hoort[4] or hoort[3]}).'
                yield Bevinding(pad.name, "", f"rij {nummer}", wat, _OPNIEUW)


def _rekeningen(journaal: list[list[str]] | None) -> tuple[Grootboekregel, ...]:
    """The accounts that a journal uses, by the first line of each post on each side."""
    gevonden: dict[tuple[str, str], Grootboekregel] = {}
    for rij in journaal[1:] if journaal else ():
        if len(rij) < _REKENINGEN.stop or rij[0] not in [*Boekkant] or rij[4] not in [*Boekpost]:
            continue
        rekening, kostenplaats, taakveld, iv3 = rij[_REKENINGEN]
        regel = Grootboekregel(
            kant=Boekkant(rij[0]),
            post=Boekpost(rij[4]),
            rekening=rekening,
            kostenplaats=kostenplaats,
            taakveld=taakveld,
            iv3=iv3,
        )
        gevonden.setdefault((rij[0], rij[4]), regel)
    return tuple(gevonden.values())


def _andere_rekeningen(
    pad: Path, grootboek: Sequence[Grootboekregel], genoemd: Sequence[Grootboekregel]
) -> Iterator[Bevinding]:
    """A remark for each account that is another than that of the kept master: of a newer one, or changed afterwards."""
    for regel in genoemd:
        hoort = rekening_van(grootboek, regel.kant, regel.post)
        velden = [(regel.rekening, hoort.rekening), (regel.kostenplaats, hoort.kostenplaats)]
        velden += [(regel.taakveld, hoort.taakveld), (regel.iv3, hoort.iv3)]
        anders = "; ".join(f'"{er_staat}" en niet "{moet}"' for er_staat, moet in velden if er_staat != veilig(moet))
        if anders:
            wat = f"{regel.post} van {regel.kant} is geboekt op {anders}, zoals de bewaarde master zegt."
            doen = "Goed als de lijst met --grootboek is gemaakt; kijk het na in tblGrootboek van die master."
            yield Bevinding(pad.name, "", "", wat, doen, Ernst.WAARSCHUWING)


def _werkboek(versie: Versie, pad: Path, boek: Boek) -> Iterator[Bevinding]:
    """What in the workbook of a list is another than the version gives: each value, each formula recalculated, and the rest."""
    from via_xl.bewijs.linter.boek import Lintboek
    from via_xl.bewijs.vergelijken import vergelijk
    from via_xl.bewijs.verificatie.delen import verschillen

    nieuw = io.BytesIO()
    boek.bewaar(nieuw)
    try:
        controleer_pakket(pad, GRENZEN)
        waarden = [*vergelijk_met_boek(pad.name, boek, Lintboek.lees(pad), versie.ernst_van_verschil)]
        formules = vergelijk(pad, boek.verwacht())[1]
        opmaak = [*islice(verschillen(pad, nieuw), 1)]
    except (PakketFout, BewijsFout, *ONLEESBAAR):
        yield Bevinding(pad.name, "", "", "deze werkmap is beschadigd, of niet een die ViA-XL maakt.", _OPNIEUW)
        return
    yield from (replace(bevinding, doen=_OPNIEUW) for bevinding in waarden)
    yield from (Bevinding(pad.name, v.blad, v.cel, v.wat, _OPNIEUW) for v in formules)
    if opmaak and not (waarden or formules):
        ((blad, cel, wat),) = opmaak
        wat = f"zo is de werkmap niet gemaakt, al staan de goede bedragen erin: {wat}"
        doen = "Goed als iemand haar in Excel opsloeg; betaal dan uit de CSV."
        yield Bevinding(pad.name, blad, cel, wat, doen, Ernst.WAARSCHUWING)
