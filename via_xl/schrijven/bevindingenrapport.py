"""The findings of a reading, for who has to settle them: an Excel report whose rows lead to the cell, and JSON."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.basis.geld import uren
from via_xl.regeling.regio import Regio
from via_xl.schrijven.boek import Blad, Boek, TabelKolom
from via_xl.schrijven.opmaak import TABELRIJ, kop
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
    _bevindingen(boek.blad("Bevindingen", beschermd=False), list(_gesorteerd(staten)), beginmap)
    _bestanden(boek.blad("Bestanden", beschermd=False), staten)
    return boek


def _gesorteerd(staten: Sequence[GelezenUrenstaat]) -> Iterator[tuple[GelezenUrenstaat, Bevinding]]:
    for staat in staten:
        for bevinding in sorted(staat.bevindingen, key=lambda b: b.ernst is not Ernst.FOUT):
            yield staat, bevinding


def _bevindingen(blad: Blad, rijen: Sequence[tuple[GelezenUrenstaat, Bevinding]], beginmap: Path) -> None:
    fouten = sum(bevinding.ernst is Ernst.FOUT for _, bevinding in rijen)
    uitleg = (
        f"{fouten} fouten en {len(rijen) - fouten} waarschuwingen. Van een bestand met een fout komen geen uren binnen. "
        "Klik op Cel om de plaats te openen."
    )
    kop(blad, "Bevindingen bij de urenstaten", uitleg, vlag=None)
    alle = [bevinding for _, bevinding in rijen]
    kolommen = (
        TabelKolom("Ernst", [str(b.ernst) for b in alle], "werk.tekst", breedte=15),
        TabelKolom("Bestand", [b.bestand for b in alle], "werk.tekst", breedte=44),
        TabelKolom("Blad", [b.blad for b in alle], "werk.tekst", breedte=14),
        TabelKolom("Cel", [b.cel for b in alle], "werk.tekst", breedte=11),
        TabelKolom("Wat", [b.wat for b in alle], "werk.alinea", breedte=70),
        TabelKolom("Wat te doen", [b.doen for b in alle], "werk.alinea", breedte=60),
    )
    tabel = blad.tabel("tblBevindingen", TABELRIJ, 0, kolommen)
    for index, bevinding in enumerate(alle):
        blad.laat_doorlopen(TABELRIJ + 1 + index, ((bevinding.wat, 70), (bevinding.doen, 60)))
    for index, (staat, bevinding) in enumerate(rijen[:_MEESTE_LINKS]):
        plek = tabel.adres(blad.naam, "Cel", index)
        tekst = bevinding.cel or "open"
        blad.link_naar_bestand(
            plek.rij, plek.kol, tekst, _vanuit(beginmap, staat.pad), bevinding.blad, _doel(bevinding.cel)
        )
    blad.bevroren = (TABELRIJ + 1, 0)
    blad.titelrijen = (TABELRIJ, TABELRIJ)


def _bestanden(blad: Blad, staten: Sequence[GelezenUrenstaat]) -> None:
    kop(blad, "Gelezen bestanden", "Wat er van elk bestand is binnengekomen.", vlag=None)
    aantallen = [sum(b.ernst is Ernst.FOUT for b in staat.bevindingen) for staat in staten]
    kolommen = (
        TabelKolom("Bestand", [staat.bestand for staat in staten], "werk.tekst", breedte=44),
        TabelKolom("CBS-code", [staat.code for staat in staten], "werk.tekst"),
        TabelKolom("Jaar", [staat.jaar for staat in staten], "werk.jaar"),
        TabelKolom("Komt binnen", ["nee" if staat.fout else "ja" for staat in staten], "werk.tekst", breedte=14),
        TabelKolom("Regels", [len(staat.regels) for staat in staten], "werk.geheel"),
        TabelKolom("Uren", [uren(staat.uren_h) for staat in staten], "werk.uren"),
        TabelKolom("Fouten", aantallen, "werk.geheel"),
        TabelKolom(
            "Waarschuwingen",
            [len(staat.bevindingen) - fouten for staat, fouten in zip(staten, aantallen, strict=True)],
            "werk.geheel",
            breedte=17,
        ),
        TabelKolom("SHA-256", [staat.sha256 for staat in staten], "werk.tekst", breedte=70),
    )
    blad.tabel("tblBestanden", TABELRIJ, 0, kolommen)
    blad.bevroren = (TABELRIJ + 1, 0)


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
