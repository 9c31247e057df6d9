"""A Wijziging carried out in a copy of the file of a master, and judged there before it may take the master's place."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from via_xl.basis.bevinding import Bevinding, BewijsFout, InvoerFout
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.kolommen import kolom_en_rij, kolomletter, kolomnummer
from via_xl.bewijs.masterbewijs import plaatsen_van
from via_xl.lezen.indeling import editie_van
from via_xl.lezen.master import Master, lees_master
from via_xl.lezen.werkmap import Werkmap
from via_xl.regeling.kolom import Invoertabel
from via_xl.regeling.model import Editie
from via_xl.regeling.tabellen import TABELLEN
from via_xl.rekenen.verdeling import LegeSleutel
from via_xl.schrijven.boek import Boek, Verwachting
from via_xl.schrijven.master import maak_master
from via_xl.schrijven.master.invoer import als_rij, celwaarde
from via_xl.schrijven.raster import Waarde
from via_xl.wijzigen.inplaats.gevolgen import delen_die_volgen
from via_xl.wijzigen.inplaats.invullen import Ingevuld, Invulling, NieuweRijen, NieuweWaarde
from via_xl.wijzigen.inplaats.naast import Bedoeld, niet_bedoeld
from via_xl.wijzigen.inplaats.pakket import Pakketdelen
from via_xl.wijzigen.wijziging import Wijziging

_LETTERS = frozenset(kolomletter(kolom) for kolom in range(kolomnummer("CZ") + 1))
"""The columns in which our own tables can stand."""

_MEEST = 20
"""How many of the differences that were not meant are shown."""


def schrijf_gewijzigd(master: Master, wijziging: Wijziging, doel: Path) -> None:
    """Write the master with the change in it at ``doel``: only its cells and rows, and what formulas give.

    Raises:
        InvoerFout: something stands where a row must come, or a column is gone; each is named.
        BewijsFout: what was written doesn't read back as what was meant, or something else changed with it.
    """
    invulling = Invulling(Pakketdelen(lees_gewoon(master.pad)), master.pad.name, dict(master.tabellen))
    invulling.zet(_waarden(wijziging))
    for tabel in TABELLEN:
        erbij = wijziging.rijen.get(tabel.naam)
        if erbij and tabel.naam not in master.tabellen:  # one that need not be there, and that the user took away
            invulling.bevindingen.append(_weg(master, tabel))
        elif erbij:
            invulling.voeg_toe(NieuweRijen(tabel.naam, [als_rij(tabel, record) for record in erbij]))
    if invulling.bevindingen:
        raise InvoerFout(
            f"{master.pad.name} kan zo niet worden bijgewerkt; er is niets gewijzigd.", invulling.bevindingen
        )
    cellen = _schrijf(invulling, invulling.klaar(), doel)
    gelezen = lees_master(doel, eerder=master, beoordeeld=True, als=master.pad)
    if gelezen.regeling != wijziging.toegepast(master.regeling):
        raise BewijsFout(
            f"Teruggelezen staat er in {master.pad.name} iets anders dan is bedoeld; er is niets gewijzigd."
        )
    uitkomsten = _zet_uitkomsten(invulling, gelezen, wijziging.tabellen)
    _schrijf(invulling, invulling.klaar(uitkomsten), doel)
    bedoeld = Bedoeld(invulling.per_deel(cellen), invulling.per_deel(uitkomsten))
    anders = list(islice(niet_bedoeld(invulling.pakket, Pakketdelen(lees_gewoon(doel)), bedoeld), _MEEST))
    if anders:
        regels = "\n".join(f"  {regel}" for regel in anders)
        raise BewijsFout(f"Er zou meer wijzigen dan is bedoeld; er is niets gewijzigd.\n{regels}")


def _weg(master: Master, tabel: Invoertabel) -> Bevinding:
    doen = f"Zet de tabel terug (gewoonlijk op blad {tabel.blad}) of geef haar deze naam weer."
    return Bevinding(master.pad.name, "", "", f"tabel {tabel.naam} ontbreekt, en daar moet een rij bij.", doen)


def _waarden(wijziging: Wijziging) -> Iterator[NieuweWaarde]:
    for cel in wijziging.cellen:
        kolom = cel.tabel.kolom(cel.veld)
        yield NieuweWaarde(cel.tabel.naam, cel.rij.plek.rij, kolom.kop, celwaarde(kolom, cel.waarde))


def _schrijf(invulling: Invulling, ingevuld: Ingevuld, doel: Path) -> Mapping[str, frozenset[str]]:
    """Write the package; gives the cells that were changed, and lets go of the parts."""
    stroom = io.BytesIO()
    invulling.pakket.schrijf(stroom, ingevuld.delen)
    doel.write_bytes(stroom.getbuffer())
    return ingevuld.cellen


def _zet_uitkomsten(invulling: Invulling, master: Master, tabellen: Collection[str]) -> dict[str, frozenset[str]]:
    """What the engine says in the formula cells that the program made, so that a preview is right; gives them by sheet.

    Only where an outcome can follow from these tables: one that was out of date elsewhere stays so until Excel opens the
    workbook and calculates everything.

    A cell in which the user's own formula stands, or none, is left as it is. Of inputs with which nothing can be calculated yet
    no outcome is known: Excel says what there is when the workbook is opened.
    """
    referentie = _referentie(master, editie_van(Path(invulling.bestand)))
    if referentie is None:
        return {}
    uitkomsten: dict[str, dict[str, Waarde]] = defaultdict(dict)
    formules: dict[str, dict[str, str]] = defaultdict(dict)
    with Werkmap(master.pad) as werkmap:
        ingevoerd = _Ingevoerd(werkmap)
        for plaats in plaatsen_van(referentie, master, ingevoerd, delen_die_volgen(referentie, tabellen)):
            v = plaats.verwachting
            if plaats.cel and not plaats.mist and not v.udf:
                uitkomsten[plaats.blad][plaats.cel] = v.waarde
                formules[plaats.blad][plaats.cel] = _formule(v)
    bladen = [blad for blad in uitkomsten if blad in invulling.bladen]
    return {
        blad: gezet for blad in bladen if (gezet := invulling.zet_uitkomsten(blad, uitkomsten[blad], formules[blad]))
    }


def _formule(verwachting: Verwachting) -> str:
    return verwachting.formule.removeprefix("=")


def _referentie(master: Master, editie: Editie) -> Boek | None:
    """The master as the program would make it of these inputs; None when they can't be calculated with."""
    if master.jaar not in {rij.jaar for rij in master.regeling.jaren}:
        return None
    try:
        return maak_master(master.regeling, master.jaar, master.afrekening_code, editie)
    except LegeSleutel:
        return None


class _Ingevoerd:
    """What was entered in the cells of a workbook, each sheet read once."""

    def __init__(self, werkmap: Werkmap) -> None:
        self._werkmap = werkmap
        self._bladen: dict[str, Mapping[int, Mapping[str, Any]]] = {}

    def __call__(self, blad: str, cel: str) -> Any:
        if blad not in self._bladen:
            self._bladen[blad] = dict(self._werkmap.rijen(blad, lambda _: _LETTERS))
        letter, rij = kolom_en_rij(cel)
        return self._bladen[blad].get(rij, {}).get(letter)
