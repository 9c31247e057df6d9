"""The input tables: which there are, and in which order they are read and written.

The CSV reader, the master reader, the master writer, the checks and the input hash all walk these. What a table and its
columns are is said at the record, in the modules beside this one.
"""

from __future__ import annotations

from typing import get_args

from msgspec.structs import fields

from via_xl.regeling.kolom import Invoertabel, tabel_van
from via_xl.regeling.model import Regeling

TABELLEN: tuple[Invoertabel, ...] = tuple(tabel_van(get_args(veld.type)[0], veld.name) for veld in fields(Regeling))
"""Every input table, in the order in which the sheets and the CSV files are read (names before what uses them)."""

_MET_NAAM = {tabel.attribuut: tabel for tabel in TABELLEN}

GEMEENTEN = _MET_NAAM["gemeenten"]
NAMEN = _MET_NAAM["namen"]
THEMAS = _MET_NAAM["themas"]
ROLLEN = _MET_NAAM["rollen"]
JAREN = _MET_NAAM["jaren"]
INWONERS = _MET_NAAM["inwoners"]
POK = _MET_NAAM["pok"]
TARIEVEN = _MET_NAAM["tarieven"]
UREN = _MET_NAAM["uren"]
URENSTATEN = _MET_NAAM["urenstaten"]
AANDACHTSPUNTEN = _MET_NAAM["aandachtspunten"]
BEGROTING = _MET_NAAM["begroting"]
CAPACITEIT = _MET_NAAM["capaciteit"]
VOORSCHOTTEN = _MET_NAAM["voorschotten"]
KOSTEN = _MET_NAAM["kosten"]
VERREKEND = _MET_NAAM["verrekend"]
FORMATIE = _MET_NAAM["formatie"]
BESTEDINGEN = _MET_NAAM["bestedingen"]
BESLUITEN = _MET_NAAM["besluiten"]
BESLUITSTAPPEN = _MET_NAAM["besluitstappen"]
KALENDER = _MET_NAAM["kalender"]
AKKOORD = _MET_NAAM["akkoorden"]
REACTIES = _MET_NAAM["reacties"]
JAAREINDE = _MET_NAAM["jaareinde"]
AFREKENINGEN = _MET_NAAM["afrekeningen"]
BEWIJSSTUKKEN = _MET_NAAM["bewijsstukken"]
REGIO = _MET_NAAM["regiogegevens"]
UITGANGSPUNTEN = _MET_NAAM["uitgangspunten"]
GROOTBOEK = _MET_NAAM["grootboek"]
LOGBOEK = _MET_NAAM["logboek"]

VOORHEEN = {tabel.voorheen[0]: tabel.naam for tabel in TABELLEN if tabel.voorheen}
"""By the name of a table in an earlier layout the one it has now."""

HERKOMSTTABEL = "tblHerkomst"
"""The table by which a workbook of a run says what it is from; a master has none."""

INDELING = 6
"""The layout of the master: it goes up when a table, a column or a sheet that the program reads or makes changes."""

INDELINGNAAM = "Indeling"
"""The defined name of the cell in which a master says its own layout; one without that name has layout 1."""
