"""The sheet Manifest: each file of the version, its size and SHA-256 as the run recorded them and as they are now."""

from __future__ import annotations

from via_xl.basis.datum import datum_nl
from via_xl.basis.maat import Maat
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.dossier.opbouw import KOPHOOGTE, begin
from via_xl.schrijven.dossier.stof import Bestand, Dossierstof
from via_xl.schrijven.taal import Namen, Tabelveld, invoer, kolom, uitkomst, werk

BLAD = "Manifest"
TABEL = "tblManifest"
NAMEN = Namen(BLAD)
"""The input hash: ``NAMEN.hash_toen`` by the manifest, ``NAMEN.hash_nu`` that of the kept inputs."""


def zet(boek: Boek, stof: Dossierstof) -> None:
    """Add the sheet."""
    uitleg = f"Links wat manifest.json zegt, rechts wat er op {datum_nl(stof.op)} lag. Gelijke SHA-256: bit voor bit hetzelfde."
    s = begin(boek, stof, BLAD, uitleg)
    s.feit("Invoerhash volgens het manifest", stof.hash_toen, als="hash_toen")
    s.feit("Invoerhash van de bewaarde invoer", stof.invoerhash, als="hash_nu")
    s.feit("SHA-256 van manifest.json zelf", stof.manifest_sha)
    s.wit()
    s.tabel(TABEL, stof.bestanden, _kolommen(), kophoogte=KOPHOOGTE, bevries=True, doorlopend=True)
    s.kleur(kolom(s.blad, TABEL, "Uitkomst"))


def _kolommen() -> list[Tabelveld[Bestand]]:
    zelfde = "EXACT([@SHA256 manifest],[@SHA256 nu]),[@Bytes manifest]=[@Bytes nu]"
    klopt = f'IF(AND([@SHA256 nu]<>"",{zelfde}),"OK","FOUT")'
    return [
        werk("Bestand", Maat.ALINEA, lambda b: b.naam, breedte=46),
        werk("Wat het is", Maat.ALINEA, lambda b: b.wat, breedte=26),
        invoer("Bytes manifest", Maat.GEHEEL, lambda b: b.bytes_toen, breedte=13),
        invoer("SHA256 manifest", Maat.ALINEA, lambda b: b.sha_toen, breedte=36),
        invoer("Bytes nu", Maat.GEHEEL, lambda b: b.bytes_nu, breedte=13),
        invoer("SHA256 nu", Maat.ALINEA, lambda b: b.sha_nu, breedte=36),
        uitkomst("Uitkomst", Maat.TEKST, lambda b: "OK" if b.klopt else "FOUT", klopt, breedte=11),
        werk("Situatie", Maat.ALINEA, lambda b: b.situatie, breedte=22),
    ]
