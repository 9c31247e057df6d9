"""The CSV folder of a new region from the answers to :data:`~via_xl.wijzigen.regiovragen.VRAGEN`: whole or not at all.

What nobody said is blank, or an example that says so in its source and its status; nothing else is filled in.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from via_xl.basis.bevinding import BewijsFout, InvoerFout
from via_xl.basis.geld import getal_nl
from via_xl.basis.gemeenten import bestandsnaam
from via_xl.basis.opsomming import en, met_getal
from via_xl.basis.schijffout import reden
from via_xl.basis.verhaal import Regel
from via_xl.controle import controleer
from via_xl.controle.jaarstand import NIETS_GEMAAKT, eis_zonder_fouten
from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.regeling.model import (
    POK,
    Capaciteit,
    Gemeente,
    Inwoners,
    Jaar,
    Regeling,
    Regiogegeven,
    Rol,
    Status,
    Taak,
    Thema,
)
from via_xl.regeling.tabellen import KOSTEN, TABELLEN, VOORSCHOTTEN
from via_xl.schrijven.gegevensmap import schrijf_gegevensmap
from via_xl.wijzigen.regiovragen import Antwoorden, Deelnemer

_BRON = "Opgegeven bij het inrichten van de regio"
_AANGENOMEN = "AANGENOMEN bij het inrichten van de regio"
_VOORBEELD_INWONERS = 10_000
_NAMEN = ("regio", "kort", "voluit", "werkgroep", "stuurgroep", "document", "lidwoord")
_IN_TE_VULLEN = ("tarieven.csv", "begroting.csv", "uren.csv")


class NieuweRegio(Struct, frozen=True):
    """A folder that was made: what is in it that still is an example, blank or taken without an answer."""

    map: Path
    regeling: Regeling
    aangenomen: tuple[str, ...]

    def regels(self) -> Iterator[Regel]:
        """What was made, what still must be filled in, and the next steps."""
        jaren = [rij.jaar for rij in self.regeling.jaren]
        wanneer = f"{jaren[0]} tot en met {jaren[-1]}" if len(jaren) > 1 else str(jaren[0])
        yield f"Gemaakt: {self.map} ({met_getal(len(self.regeling.gemeenten), 'gemeente', 'gemeenten')}, {wanneer})."
        if self.aangenomen:
            yield f"Aangenomen, omdat u er niets over zei: {en(self.aangenomen)}. Kijk ze na in regio.csv en jaren.csv."
        if namen := self._met_voorbeeld():
            yield (
                f"VOORBEELD: {getal_nl(_VOORBEELD_INWONERS)} inwoners van {en(namen)} (inwoners.csv), en de twee rollen "
                "(rollen.csv). Vervang ze."
            )
        else:
            yield "VOORBEELD: de twee rollen in rollen.csv. Vervang ze."
        yield f"Nog leeg: {en(_IN_TE_VULLEN)}, en in gemeenten.csv het e-mailadres en de IBAN."
        master = self.map.parent / f"{bestandsnaam(self.regeling.regio.kort)}_master.xlsx"
        yield "Volgende stappen:"
        yield f'  1. via-xl master maak --gegevens "{self.map}" --uit "{master}"'
        yield "  2. vul in wat leeg of een voorbeeld is: in Excel op de gele bladen van de master"
        yield f'  3. via-xl controleer "{master}"'

    def _met_voorbeeld(self) -> list[str]:
        voorbeeld = {rij.code for rij in self.regeling.inwoners if rij.status is Status.VOORBEELD}
        return [gemeente.naam for gemeente in self.regeling.gemeenten if gemeente.code in voorbeeld]


def regeling_van(antwoorden: Antwoorden) -> Regeling:
    """The inputs of a region as its answers say them."""
    gezegd, aangenomen = antwoorden.gezegd, antwoorden.aangenomen

    def bron(*sleutels: str) -> str:
        return _AANGENOMEN if any(sleutel in aangenomen for sleutel in sleutels) else _BRON

    leden: list[Deelnemer] = gezegd["gemeente"]
    vergoeding, maximum = gezegd["pok"] or (0, 0)
    geen_pok = "" if gezegd["pok"] else ": geen vergoeding"
    regel: dict[str, Any] = {"bron": _BRON}
    return Regeling(
        gemeenten=tuple(_gemeente(lid, gezegd["centrumgemeente"]) for lid in leden),
        themas=tuple(Thema(thema=thema, **regel) for thema in gezegd["themas"]),
        rollen=tuple(
            Rol(rol=rol, taak=taak, bron="VOORBEELD: een rol", status=Status.VOORBEELD)
            for rol, taak in (("beleidsmedewerker", Taak.BELEID), ("ondersteuner", Taak.ONDERSTEUNING))
        ),
        jaren=tuple(
            Jaar(jaar=jaar, peiljaar=gezegd["peiljaar"], verdeelsleutel=gezegd["verdeelsleutel"], bron=bron("peiljaar"))
            for jaar in gezegd["jaren"]
        ),
        inwoners=tuple(_inwoners(lid, gezegd["peiljaar"]) for lid in leden),
        pok=tuple(
            POK(jaar=jaar, vergoeding_bp=vergoeding, maximum_ct=maximum, bron=_BRON + geen_pok)
            for jaar in gezegd["jaren"]
        ),
        capaciteit=tuple(
            Capaciteit(code=lid.code, uren_per_week_h=lid.uren_per_week_h, **regel)
            for lid in leden
            if lid.uren_per_week_h is not None
        ),
        regiogegevens=tuple(
            Regiogegeven(
                sleutel=sleutel,
                gegeven=gezegd[sleutel],
                bron=bron(sleutel),
                status=Status.TE_BEVESTIGEN if sleutel in aangenomen else Status.VASTGESTELD,
            )
            for sleutel in _NAMEN
            if gezegd[sleutel]
        ),
    )


def maak_regio(map: Path, antwoorden: Antwoorden) -> NieuweRegio:
    """Write the folder of a region where nothing is yet; it is read back and held against the rules before it is there.

    Raises:
        InvoerFout: there is something at this place, it can't be written, or the answers together break a rule.
        BewijsFout: it doesn't read back as what was answered.
    """
    eis_vrij(map)
    regeling = regeling_van(antwoorden)
    eis_zonder_fouten("Wat u opgaf", controleer(regeling), NIETS_GEMAAKT)
    tabellen = [
        tabel
        for tabel in TABELLEN
        if tabel.csv_verplicht or tabel in (KOSTEN, VOORSCHOTTEN) or getattr(regeling, tabel.attribuut)
    ]
    werk = None
    try:
        map.parent.mkdir(parents=True, exist_ok=True)
        werk = Path(tempfile.mkdtemp(prefix=f".{map.name}.in-aanmaak-", dir=map.parent))
        schrijf_gegevensmap(werk, regeling, tabellen)
        gelezen, _ = lees_gegevensmap(werk)
        if gelezen is None or not _zelfde(gelezen, regeling):
            raise BewijsFout(f"Teruggelezen is de map anders dan wat u opgaf; {NIETS_GEMAAKT}.")
        werk.chmod(0o755)
        werk.rename(map)
    except OSError as fout:
        raise InvoerFout(
            f"{map} kan niet worden gemaakt ({reden(fout)}); {NIETS_GEMAAKT}. Kies een andere map."
        ) from fout
    finally:
        if werk is not None:
            shutil.rmtree(werk, ignore_errors=True)
    return NieuweRegio(map, regeling, antwoorden.aangenomen)


def eis_vrij(map: Path) -> None:
    """Nothing that exists is ever overwritten. Raises InvoerFout: there is something of that name."""
    if map.exists():
        raise InvoerFout(f"{map} bestaat al; {NIETS_GEMAAKT}. Kies een map die er nog niet is.")


def _zelfde(gelezen: Regeling, gemeend: Regeling) -> bool:
    """Whether every table reads back; the spellings of the gemeenten follow from their names."""
    return all(
        getattr(gelezen, tabel.attribuut) == getattr(gemeend, tabel.attribuut)
        for tabel in TABELLEN
        if tabel.attribuut != "namen"
    )


def _gemeente(lid: Deelnemer, centrum: str) -> Gemeente:
    return Gemeente(
        code=lid.code,
        naam=lid.naam,
        organisatie=f"Gemeente {lid.naam}",
        centrumgemeente=lid.code == centrum,
        bron=_BRON,
    )


def _inwoners(lid: Deelnemer, peiljaar: int) -> Inwoners:
    if lid.inwoners is not None:
        return Inwoners(code=lid.code, peiljaar=peiljaar, inwoners=lid.inwoners, bron=_BRON)
    return Inwoners(
        code=lid.code,
        peiljaar=peiljaar,
        inwoners=_VOORBEELD_INWONERS,
        bron="VOORBEELD: vul het aantal van CBS in",
        status=Status.VOORBEELD,
    )
