"""The yearly run: lezen → controle → rekenen → schrijven → bewijs → publiceren, on one page.

Nothing is published unless every step succeeds; the master is never written.
"""

from __future__ import annotations

import json
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Bevinding, BewijsFout, InvoerFout, NietsTeDoen
from via_xl.basis.kringzoeker import Opruimer, zonder_kringzoeker
from via_xl.basis.publiceren import Versiemap, afrekeningenmap
from via_xl.basis.vingerafdruk import sha256
from via_xl.bewijs.akkoordbewijs import Plaats, bewaarnaam, naast_master, onbewezen, vanaf
from via_xl.bewijs.keten import KETEN, schakels_van
from via_xl.bewijs.manifest import maak_manifest
from via_xl.bewijs.masterbewijs import Masterbewijs, bewijs_master
from via_xl.bewijs.naast import Naast, Rekenkind
from via_xl.bewijs.rekenmachine import Vertaald, aantal_vertaald
from via_xl.bewijs.vergelijken import Celverschil, vergelijk
from via_xl.bewijs.verificatie.versie import AKKOORDEN
from via_xl.bewijs.verouderd import waarschuwing
from via_xl.bewijs.voorganger import vergelijk_met_voorganger
from via_xl.controle import controleer
from via_xl.controle.jaarstand import Jaarstand, eis_zonder_fouten, kies_jaar, stel_vast
from via_xl.lezen.bronbestanden import eis_ongewijzigd
from via_xl.lezen.geopend import geopend_elders
from via_xl.lezen.indeling import aanbod
from via_xl.lezen.master import Master, lees_master
from via_xl.lezen.pakket import controleer_pakket
from via_xl.regeling.tabellen import INDELING
from via_xl.rekenen.afrekeningen import definitieve
from via_xl.rekenen.keten import koppen, schakel_van_versie
from via_xl.rekenen.vaststelling import belemmeringen, geldige_akkoorden, redenen_concept
from via_xl.rekenen.wijzigingen import DEFINITIEF, Afgerekend
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.runverslag import Verslag
from via_xl.schrijven.urenregels import csvnaam, regels_per_gemeente
from via_xl.schrijven.versie import REGIO, Versieboek, versieboeken
from via_xl.versie.vorige import zoek_vorige

if TYPE_CHECKING:
    from via_xl.lezen.urenbron import Bronbestand
    from via_xl.urenstaat.gelezen import GelezenUrenstaat

_ONDERWEG = 8_000_000
"""How many bytes of workbooks may be waiting behind the one that is recalculated while the next is written: an ordinary run waits for none."""

_VEEL = 40
"""More workbooks than so many are recalculated in a process of their own, beside the master: a start costs as much as some of them."""

_OPRUIMEN_NA = 50_000
"""After so many proven formula cells what is left of their workbooks is cleared away: an ordinary run never comes to that."""


class AlAfgerekend(InvoerFout):
    """The year was settled for good, with this version, and no herziening was asked for."""

    def __init__(self, jaar: int, versie: int) -> None:
        super().__init__(
            f"{jaar} is al definitief afgerekend, met versie {versie}; er is niets gemaakt. Moet dat anders, geef dan "
            "--herziening: die versie blijft, en alleen het verschil wordt nog verrekend."
        )
        self.jaar, self.versie = jaar, versie


@zonder_kringzoeker()
def jaarrun(
    masterpad: Path,
    jaar: int | None = None,
    doel: Path | None = None,
    voortgang: Voortgang = lambda *_: None,
    urenstaten: Sequence[Path] = (),
    *,
    plek: Path | None = None,
    geopend_is_goed: bool = False,
    andere_master: bool = False,
    definitief: bool = False,
    herziening: bool = False,
    zonder_uren: bool = False,
    rekenkind: Callable[[], AbstractContextManager[Rekenkind]] = Rekenkind,
) -> Verslag:
    """Settle a year from a master into the next version folder ``doel/jaar/vN``.

    ``jaar`` defaults to the year chosen in the master, ``doel`` to the folder ``afrekeningen`` beside it; of a copy ``plek``
    says where the master lies. Hour sheets (files or folders) replace the hours of their gemeente and year, in this run only.
    ``geopend_is_goed``: what is open elsewhere is what is saved. ``andere_master``: the previous version may be of another
    one. ``definitief``: settle for good, refused while anything keeps the year a concept. ``herziening``: what is settled
    besides what was settled for good before. ``zonder_uren``: no single hour is meant. ``rekenkind`` gives who recalculates.

    Raises:
        InvoerFout: the master, an hour sheet or the target can't be used, or it can't be definitief yet (exit code 2).
        BewijsFout: a check or the proof failed (exit code 1).
    """
    tijdstip = datetime.now()
    with rekenkind() as kind:
        voortgang("Master lezen", 0, 3)
        hash_voor, machine = _hash(masterpad), kind.open(masterpad)
        master = gelezen = _lees(masterpad, plek)
        doel = doel or afrekeningenmap(gelezen.pad)
        gekozen = kies_jaar(master, jaar)
        voortgang("Controleren en rekenen", 1, 3)
        waarschuwingen = list(() if geopend_is_goed else geopend_elders(masterpad))
        master, staten = _met_urenstaten(master, urenstaten, gekozen, voortgang)
        stand = stel_vast(master, gekozen, ook=[bevinding for staat in staten for bevinding in staat.bevindingen])
        naast = _uren_naast(gelezen, voortgang)
        waarschuwingen += stand.waarschuwingen
        _eis_met_uren(stand, zonder_uren)
        if definitief:
            _eis_definitief(stand, tijdstip.date(), doel / str(gekozen))
        redenen = redenen_concept(stand.regeling, stand.uitkomst, tijdstip.date(), definitief=definitief)

        with Versiemap(doel, gekozen) as versiemap:
            jaarmap = versiemap.map.parent
            waarschuwingen += vergelijk_met_voorganger(master, gekozen, jaarmap, andere_master=andere_master)
            vorige = zoek_vorige(jaarmap, gelezen)
            _eis_niet_afgerekend(stand, vorige.stand, herziening)
            waarschuwingen += vorige.waarschuwingen
            status = "concept" if redenen else "definitief"
            voortgang("Werkmappen opstellen", 2, 3)
            wijzigingen = vorige.vergelijk(stand, versiemap.versie, status)
            boeken = versieboeken(
                stand.regeling,
                master.pad.name,
                stand.uitkomst,
                versiemap.versie,
                redenen,
                stand.invoerhash,
                wijzigingen,
                gemaakt_op=tijdstip.date(),
            )
            namen = {code: boek.naam for code, boek in boeken.items()}
            with _Narekening(versiemap.werkmap, kind, voortgang) as narekening:
                narekening.schrijf(boeken)
                masterbewijs = narekening.bewijs(gelezen, gekozen, machine)
            waarschuwingen += waarschuwing(masterbewijs.verouderd)
            voortgang("Publiceren", len(namen), len(namen))
            _schrijf_urenregels(naast, stand, namen, versiemap.werkmap)
            _bewaar_bronnen({masterpad: hash_voor}, staten, versiemap.werkmap / "bron")
            if definitief:
                _bewaar_akkoorden(stand, versiemap.werkmap / AKKOORDEN)
            vorige.bewaar(versiemap.werkmap)
            verslag = Verslag(
                uitkomst=stand.uitkomst,
                versie=versiemap.versie,
                status=status,
                redenen=redenen,
                invoerhash=stand.invoerhash,
                map=versiemap.map,
                bestanden={code: naam for code, naam in namen.items() if code != REGIO},
                regio=namen[REGIO],
                vergeleken=narekening.vergeleken + masterbewijs.vergeleken,
                eigen_formules=masterbewijs.eigen_formules,
                udfs=masterbewijs.udfs,
                waarschuwingen=tuple(waarschuwingen),
                gedeeld=narekening.met_gedeelde + masterbewijs.gedeeld,
                verouderd=len(masterbewijs.verouderd),
                volgt_op=koppen(schakels_van(jaarmap)),
                master=gelezen,
            )
            verslag = _leg_vast(
                verslag, master, versiemap, tijdstip, staten, vorige.stand, masterbewijs.verouderd, narekening
            )
            versiemap.publiceer()
    return verslag


def _lees(masterpad: Path, plek: Path | None) -> Master:
    """The master in this file, with where it is said to lie."""
    return replace(lees_master(masterpad, beoordeeld=True), pad=plek or masterpad)


def _hash(pad: Path) -> str:
    """The SHA-256 of a master that is a package which may be read."""
    controleer_pakket(pad)
    try:
        return sha256(pad)
    except OSError:
        raise InvoerFout(
            f"{pad.name} kan niet worden gelezen. Sluit het bestand in andere programma's en probeer opnieuw."
        ) from None


def _met_urenstaten(
    master: Master, paden: Sequence[Path], jaar: int, voortgang: Voortgang
) -> tuple[Master, tuple[GelezenUrenstaat, ...]]:
    """The master with the hours of these sheets; its own file, which is proven as it is, stays as it was."""
    if not paden:
        return master, ()
    from via_xl.urenstaat.meetellen import met_urenstaten

    eis_zonder_fouten(master.pad.name, controleer(master.regeling))
    regeling, staten = met_urenstaten(master, paden, jaar, voortgang)
    return replace(master, regeling=regeling), staten


def _uren_naast(master: Master, voortgang: Voortgang) -> tuple[Bronbestand, ...]:
    """The hour lines beside the master, where it has such: of the sums in it, and at its rates."""
    if not master.regeling.regio.urenbron:
        return ()
    from via_xl.urenstaat.naast import eis_sommen  # it brings pandas

    eis_ongewijzigd(master)
    return eis_sommen(master, voortgang)


def _schrijf_urenregels(
    bestanden: Sequence[Bronbestand], stand: Jaarstand, namen: Mapping[str, str], werkmap: Path
) -> None:
    """Beside each workbook of a gemeente its own hour lines, where the master has their sums."""
    for code, inhoud in regels_per_gemeente(bestanden, stand.uitkomst) if bestanden else ():
        (werkmap / csvnaam(namen[code])).write_bytes(inhoud)


def _eis_definitief(stand: Jaarstand, vandaag: date, jaarmap: Path) -> None:
    """Everything that is still missing or isn't true, at once, each with where to put it."""
    mist = belemmeringen(stand.regeling, stand.uitkomst, vandaag)
    bevindingen = [Bevinding(stand.master.pad.name, "", "", f"{rij.wat}.", rij.doen) for rij in mist]
    eerste = vanaf(stand.regeling, stand.jaar, stand.invoerhash, jaarmap)
    bevindingen += onbewezen(stand.regeling, stand.uitkomst, naast_master(stand.master.pad.parent), eerste, vandaag)
    if bevindingen:
        raise NietsTeDoen(f"{stand.jaar} kan nog niet definitief worden; er is niets gemaakt.", bevindingen)


def _eis_met_uren(stand: Jaarstand, zonder_uren: bool) -> None:
    """A year without hours settles ten times nothing, or only what else there is, which is seldom meant."""
    if not stand.uitkomst.regels and not zonder_uren:
        anders = any(rij.kosten_ct or rij.voorschot_ct or rij.verrekend_ct for rij in stand.uitkomst.gemeenten)
        wat = (
            "dan worden alleen andere kosten, voorschotten en eerdere herzieningen verrekend"
            if anders
            else "dan is elk bedrag nul"
        )
        raise InvoerFout(
            f"{stand.master.pad.name} heeft voor {stand.jaar} geen enkele urenregel die meetelt; {wat}. Er is "
            "niets gemaakt. Lees de urenstaten in met via-xl urenstaat lees, of geef --zonder-uren als dit klopt."
        )


def _eis_niet_afgerekend(stand: Jaarstand, vorige: Afgerekend | None, herziening: bool) -> None:
    """A year that is settled is not settled once more by accident."""
    bekend = definitieve(stand.regeling, stand.jaar)
    versie = bekend.versie if bekend else vorige.versie if vorige and vorige.status == DEFINITIEF else None
    if versie is not None and not herziening:
        raise AlAfgerekend(stand.jaar, versie)


class _Narekening:
    """The workbooks of a run: each is recalculated in turn while the next is written, and compared when its outcomes are needed.

    ``vergeleken`` is how many of their formula cells were compared, ``met_gedeelde`` how many had a formula that rows share,
    ``gedeeld`` by file which, that of the master too, and ``vingerafdrukken`` by file its fingerprint. As a context manager,
    which clears away what is left of workbooks.
    """

    def __init__(self, werkmap: Path, kind: Rekenkind, voortgang: Voortgang) -> None:
        self._werkmap, self._kind, self._voortgang = werkmap, kind, voortgang
        self.vergeleken = self.met_gedeelde = 0
        self.gedeeld: dict[str, Vertaald] = {}
        self.vingerafdrukken: dict[str, str] = {}
        self._verschillen: list[Celverschil] = []
        self._onderweg: deque[tuple[str, int, Boek, Naast]] = deque()
        self._opruimer = Opruimer(_OPRUIMEN_NA)
        self._erbij = ExitStack()

    def __enter__(self) -> _Narekening:
        self._erbij.enter_context(self._opruimer)
        return self

    def schrijf(self, boeken: Mapping[str, Versieboek]) -> None:
        """Compose each workbook and write it; the first are compared when too many are waiting.

        Of a country there is no room for all of them: one is composed, and those that are being recalculated are kept.
        """
        if len(boeken) > _VEEL:
            self._kind = self._erbij.enter_context(Rekenkind())
        for nummer, volgende in enumerate(sorted(boeken.values(), key=lambda boek: -boek.omvang)):
            self._voortgang("Werkmappen opstellen", nummer, len(boeken))
            naam, boek = volgende.naam, volgende.stel_op()
            self._voortgang(f"Schrijven: {naam}", nummer, len(boeken))
            pad = self._werkmap / naam
            boek.bewaar(pad)
            self._onderweg.append((naam, pad.stat().st_size, boek, self._kind.eens(pad)))
            self._voortgang("Narekenen", nummer, len(boeken))
            while sum(omvang for _, omvang, _, _ in islice(self._onderweg, 1, None)) > _ONDERWEG:
                self._vergelijk()

    def bewijs(self, master: Master, jaar: int, machine: Naast) -> Masterbewijs:
        """Compare the master, which was recalculated first, while the last workbooks are in hand; then those.

        Raises:
            BewijsFout: not every outcome is what it should be.
        """
        totaal, bron = len(self.gedeeld) + len(self._onderweg), f"bron/{master.pad.name}"
        self._voortgang("Master narekenen", totaal, totaal)
        gevonden = bewijs_master(master, jaar, machine)
        self._voortgang("Narekenen", totaal, totaal)
        while self._onderweg:
            self._vergelijk()
        self.gedeeld[bron], self.vingerafdrukken[bron] = machine.vertaald, machine.vingerafdruk
        _eis_gelijk(self._verschillen)
        _eis_gelijk(gevonden.fouten, master)
        return gevonden

    def _vergelijk(self) -> None:
        naam, _, boek, machine = self._onderweg.popleft()
        aantal, anders = vergelijk(self._werkmap / naam, boek.verwacht(), machine)
        self.vergeleken += aantal
        self._verschillen += anders
        self.gedeeld[naam], self.vingerafdrukken[naam] = machine.vertaald, machine.vingerafdruk
        self.met_gedeelde += aantal_vertaald(machine.vertaald)
        del boek, machine
        self._opruimer.weg(aantal)

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self._erbij.__exit__(soort, fout, spoor)


def _eis_gelijk(verschillen: Iterable[Celverschil], master: Master | None = None) -> None:
    """Nothing that differs is published: first the cells whose formula is gone, then what may follow from those.

    A ``master`` is the officer's own, so there it says what to do next.
    """
    alle = sorted(verschillen, key=lambda verschil: not verschil.oorzaak)
    if alle:
        getoond = "\n".join(f"  {verschil.regel()}" for verschil in alle[:20])
        meer = f"\n  … en nog {len(alle) - 20}" if len(alle) > 20 else ""
        verder = f"\n{_hoe_verder(master)}" if master else ""
        raise BewijsFout(f"Het narekenen klopt niet; er is niets gepubliceerd.\n{getoond}{meer}{verder}")


def _hoe_verder(master: Master) -> str:
    """What to do with a master of which the formulas don't give what the rekenkern says."""
    if master.indeling < INDELING:
        return aanbod(master.pad, master.indeling)
    return (
        f'Elke cel die niet meer is zoals zij hoort, toont: via-xl controleer "{master.pad}"\n'
        f'Alle formules terugzetten, met behoud van uw invoer: via-xl master vernieuw "{master.pad}"'
    )


def _bewaar_bronnen(master: Mapping[Path, str], staten: Sequence[GelezenUrenstaat], doelmap: Path) -> None:
    """The master as it was read, by its path and hash, and each hour sheet."""
    for pad, som in master.items():
        _bewaar_bron(pad, som, doelmap)
    for staat in staten:
        _bewaar_bron(staat.pad, staat.sha256, doelmap / "urenstaten")


def _bewaar_bron(pad: Path, hash_voor: str, bronmap: Path) -> None:
    """Keep a file as it was read; if it changed during the run, the run is worth nothing."""
    bronmap.mkdir(exist_ok=True)
    shutil.copyfile(pad, bronmap / pad.name)
    if sha256(bronmap / pad.name) != hash_voor:
        raise InvoerFout(f"{pad.name} is tijdens de run gewijzigd. Bewaar en sluit de werkmap en probeer opnieuw.")


def _bewaar_akkoorden(stand: Jaarstand, doelmap: Path) -> None:
    """Keep the signed documents as they were held against the master."""
    doelmap.mkdir(parents=True)
    plaats: Plaats = naast_master(stand.master.pad.parent)
    for akkoord in geldige_akkoorden(stand.regeling, stand.uitkomst):
        pad, doel = plaats(akkoord), doelmap / bewaarnaam(akkoord)
        if pad is None:
            raise ValueError(akkoord.bestand)  # had been refused
        shutil.copyfile(pad, doel)
        if sha256(doel) != akkoord.sha256:
            raise InvoerFout(f"{pad.name} is tijdens de run gewijzigd. Probeer het opnieuw.")


def _leg_vast(
    verslag: Verslag,
    master: Master,
    versiemap: Versiemap,
    tijdstip: datetime,
    staten: Sequence[GelezenUrenstaat],
    vorige: Afgerekend | None,
    verouderd: Sequence[Celverschil],
    narekening: _Narekening,
) -> Verslag:
    """The run report, the manifest, since it lists every other file, and the link in the chain of the year, that fixes it."""
    tekst = verslag.als_tekst(tijdstip, master.pad.name)
    (versiemap.werkmap / "runverslag.txt").write_text(tekst, encoding="utf-8-sig", newline="\r\n")
    manifest = maak_manifest(
        versiemap.werkmap,
        master.regeling,
        verslag.uitkomst,
        master=master.pad,
        versie=verslag.versie,
        status=verslag.status,
        invoerhash=verslag.invoerhash,
        tijdstip=tijdstip,
        urenstaten=[staat.pad.name for staat in staten],
        vorige=vorige,
        verouderd=verouderd,
        vergeleken=verslag.vergeleken,
        met_gedeelde_formule=verslag.gedeeld,
        gedeeld=narekening.gedeeld,
        vingerafdrukken=narekening.vingerafdrukken,
    )
    inhoud = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (versiemap.werkmap / "manifest.json").write_text(inhoud, encoding="utf-8")
    sha = sha256(versiemap.werkmap / "manifest.json")
    schakel = schakel_van_versie(master.regeling, verslag.uitkomst.jaar, verslag.versie, verslag.volgt_op, sha)
    (versiemap.werkmap / KETEN).write_bytes(schakel.als_bestand())
    return replace(verslag, ketenwaarde=schakel.ketenwaarde)
