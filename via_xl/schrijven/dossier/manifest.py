"""The sheet Manifest: each file of the version, its size and SHA-256 as the run recorded them and as they are now."""

from __future__ import annotations

from via_xl.schrijven.boek import Adres, Boek, TabelKolom, kleur_uitkomst
from via_xl.schrijven.dossier.opbouw import nieuw_blad, zet_tabel
from via_xl.schrijven.dossier.stof import Dossierstof

BLAD = "Manifest"
TABEL = "tblManifest"
HASH_TOEN, HASH_NU = Adres(BLAD, 4, 1), Adres(BLAD, 5, 1)
"""Where the input hash stands: that of the manifest, and that of the kept inputs now."""

_TABELRIJ = 8


def zet(boek: Boek, stof: Dossierstof) -> None:
    """Add the sheet."""
    uitleg = f"Links wat manifest.json zegt, rechts wat er op {stof.op:%d-%m-%Y} lag. Gelijke SHA-256: bit voor bit hetzelfde."
    blad = nieuw_blad(boek, stof, BLAD, uitleg)
    for plaats, wat, waarde in (
        (HASH_TOEN, "Invoerhash volgens het manifest", stof.hash_toen),
        (HASH_NU, "Invoerhash van de bewaarde invoer", stof.invoerhash),
        (Adres(BLAD, 6, 1), "SHA-256 van manifest.json zelf", stof.manifest_sha),
    ):
        blad.zet(plaats.rij, 0, wat, "vet")
        blad.zet(plaats.rij, plaats.kol, waarde)
    alle = stof.bestanden
    zelfde = "EXACT([@SHA256 manifest],[@SHA256 nu])"
    zet_tabel(
        blad,
        TABEL,
        _TABELRIJ,
        [
            TabelKolom("Bestand", [b.naam for b in alle], "werk.alinea", None, 46),
            TabelKolom("Wat het is", [b.wat for b in alle], "werk.alinea", None, 26),
            TabelKolom("Bytes manifest", [b.bytes_toen for b in alle], "invoer.geheel", None, 13),
            TabelKolom("SHA256 manifest", [b.sha_toen for b in alle], "invoer.alinea", None, 36),
            TabelKolom("Bytes nu", [b.bytes_nu for b in alle], "invoer.geheel", None, 13),
            TabelKolom("SHA256 nu", [b.sha_nu for b in alle], "invoer.alinea", None, 36),
            TabelKolom(
                "Uitkomst",
                ["OK" if b.klopt else "FOUT" for b in alle],
                "uitkomst.tekst",
                f'=IF(AND([@SHA256 nu]<>"",{zelfde},[@Bytes manifest]=[@Bytes nu]),"OK","FOUT")',
                11,
            ),
            TabelKolom("Situatie", [b.situatie for b in alle], "werk.alinea", None, 22),
        ],
    )
    blad.aanvullingen.append(kleur_uitkomst(_TABELRIJ + 1, 6, _TABELRIJ + len(alle), 6))
    blad.bevroren = (_TABELRIJ + 1, 0)
    blad.titelrijen = (_TABELRIJ, _TABELRIJ)
