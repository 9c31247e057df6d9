"""The findings of a reading, for who has to settle them: an Excel report whose rows lead to the cell, and JSON."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.maat import Maat
from via_xl.regeling.regio import Regio
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.taal import Bestandsplek, Tabelveld, begin_blad, geteld, werk
from via_xl.urenstaat.gelezen import GelezenUrenstaat

_CEL = re.compile(r"[A-Z]{1,3}[0-9]{1,7}(:[A-Z]{1,3}[0-9]{1,7})?\Z")
_MEESTE_LINKS = 60_000
"""Excel follows some 65,000 links on a sheet; it repairs a sheet with more."""


def als_dicts(staten: Sequence[GelezenUrenstaat]) -> list[dict[str, str]]:
    """Every finding as plain texts, errors first within a file."""
    return [
        {
            "ernst": str(bevinding.ernst),
            "bestand": bevinding.bestand,
            "blad": bevinding.blad,
            "cel": bevinding.cel,
            "wat": bevinding.wat,
            "doen": bevinding.doen,
        }
        for _, bevinding in _gesorteerd(staten)
    ]


def maak_rapport(staten: Sequence[GelezenUrenstaat], beginmap: Path, regio: Regio) -> Boek:
    """The report, to be saved in ``beginmap``: its links lead from there to the hour sheets."""
    boek = Boek(f"{regio.kort} bevindingen bij de urenstaten")
    _bevindingen(boek, [_Bevindingrij(nummer, *rij) for nummer, rij in enumerate(_gesorteerd(staten))], beginmap)
    _bestanden(boek, staten)
    return boek.klaar()


def _gesorteerd(staten: Sequence[GelezenUrenstaat]) -> Iterator[tuple[GelezenUrenstaat, Bevinding]]:
    for staat in staten:
        for bevinding in sorted(staat.bevindingen, key=lambda b: b.ernst is not Ernst.FOUT):
            yield staat, bevinding


class _Bevindingrij(NamedTuple):
    """A finding: its number from 0, the hour sheet it is about, and what was found."""

    nummer: int
    staat: GelezenUrenstaat
    bevinding: Bevinding


def _bevindingen(boek: Boek, rijen: Sequence[_Bevindingrij], beginmap: Path) -> None:
    fouten = sum(rij.bevinding.ernst is Ernst.FOUT for rij in rijen)
    s = begin_blad(
        boek,
        "Bevindingen",
        kleur=None,
        kopregel="",
        titel="Bevindingen bij de urenstaten",
        uitleg=f"{fouten} fouten en {len(rijen) - fouten} waarschuwingen. Van een bestand met een fout komen geen uren binnen. "
        "Klik op Cel om de plaats te openen.",
        vlag=None,
        beschermd=False,
    )

    def in_bestand(rij: _Bevindingrij) -> Bestandsplek | None:
        if rij.nummer >= _MEESTE_LINKS:
            return None
        return Bestandsplek(_vanuit(beginmap, rij.staat.pad), rij.bevinding.blad, _doel(rij.bevinding.cel))

    def cel(rij: _Bevindingrij) -> str:
        return rij.bevinding.cel or ("open" if rij.nummer < _MEESTE_LINKS else "")

    velden: list[Tabelveld[_Bevindingrij]] = [
        werk("Ernst", Maat.TEKST, lambda r: r.bevinding.ernst, breedte=15),
        werk("Bestand", Maat.TEKST, lambda r: r.bevinding.bestand, breedte=44),
        werk("Blad", Maat.TEKST, lambda r: r.bevinding.blad, breedte=14),
        Tabelveld("Cel", Maat.TEKST, cel, breedte=11, link=in_bestand),
        werk("Wat", Maat.ALINEA, lambda r: r.bevinding.wat, breedte=70),
        werk("Wat te doen", Maat.ALINEA, lambda r: r.bevinding.doen, breedte=60),
    ]
    s.tabel("tblBevindingen", rijen, velden, bevries=True, rijhoogte=_hoogte)


def _hoogte(rij: _Bevindingrij) -> float:
    return geteld((rij.bevinding.wat, 70), (rij.bevinding.doen, 60))


def _bestanden(boek: Boek, staten: Sequence[GelezenUrenstaat]) -> None:
    s = begin_blad(
        boek,
        "Bestanden",
        kleur=None,
        kopregel="",
        titel="Gelezen bestanden",
        uitleg="Wat er van elk bestand is binnengekomen.",
        vlag=None,
        beschermd=False,
    )

    def fouten(staat: GelezenUrenstaat) -> int:
        return sum(bevinding.ernst is Ernst.FOUT for bevinding in staat.bevindingen)

    velden: list[Tabelveld[GelezenUrenstaat]] = [
        werk("Bestand", Maat.TEKST, lambda staat: staat.bestand, breedte=44),
        werk("CBS-code", Maat.TEKST, lambda staat: staat.code),
        werk("Jaar", Maat.JAAR, lambda staat: staat.jaar),
        werk("Komt binnen", Maat.TEKST, lambda staat: "nee" if staat.fout else "ja", breedte=14),
        werk("Regels", Maat.GEHEEL, lambda staat: len(staat.regels)),
        werk("Uren", Maat.UREN, lambda staat: staat.uren_h),
        werk("Fouten", Maat.GEHEEL, fouten),
        werk("Waarschuwingen", Maat.GEHEEL, lambda staat: len(staat.bevindingen) - fouten(staat), breedte=17),
        werk("SHA-256", Maat.TEKST, lambda staat: staat.sha256, breedte=70),
    ]
    s.tabel("tblBestanden", staten, velden, bevries=True, herhaal=False)


def _vanuit(beginmap: Path, pad: Path) -> str:
    """The path of a file as a link in ``beginmap`` has it."""
    try:
        return Path(os.path.relpath(pad, beginmap)).as_posix()
    except ValueError:  # on another drive
        return pad.absolute().as_posix()


def _doel(cel: str) -> str:
    """What a link can lead to: a finding about a row or column leads to all of it."""
    soort, _, waarde = cel.partition(" ")
    if soort in ("rij", "kolom") and waarde.isalnum():
        return f"{waarde}:{waarde}"
    return cel if _CEL.match(cel) else "A1"
