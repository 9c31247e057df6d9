"""The sheet Bewijs: every workbook of the version recalculated now, with which engine, against what."""

from __future__ import annotations

from via_xl.schrijven.boek import Boek, TabelKolom, Waarde, kleur_uitkomst
from via_xl.schrijven.dossier.opbouw import nieuw_blad, zet_tabel
from via_xl.schrijven.dossier.stof import Dossierstof

BLAD = "Bewijs"
TABEL = "tblBewijs"
_TABELRIJ = 11


def zet(boek: Boek, stof: Dossierstof) -> None:
    """Add the sheet."""
    uitleg = "Elke formule opnieuw berekend door een rekenmachine die niets van dit programma weet."
    blad = nieuw_blad(boek, stof, BLAD, uitleg)
    feiten: list[tuple[str, Waarde]] = [
        ("Bij de run", f"{stof.programma}, {stof.rekenmachine}, op {stof.gemaakt_op:%d-%m-%Y %H:%M}"),
        ("Cellen vergeleken bij de run", stof.vergeleken_toen),
        ("Nu", f"{stof.programma_nu}, {stof.rekenmachine_nu}, op {stof.op:%d-%m-%Y}"),
        (
            "Hoe",
            "De rekenkern (Python) en de formules kennen elkaar niet: gelijk betekent twee berekeningen, één uitkomst.",
        ),
        ("Niet vergeleken", "eigen formules van gebruikers en cellen met functies VIA_; geen bedrag hangt ervan af"),
    ]
    for nummer, (wat, waarde) in enumerate(feiten):
        blad.zet(4 + nummer, 0, wat, "vet")
        blad.zet(
            4 + nummer, 1, "niet bekend" if waarde is None else waarde, "kaal.tekst" if nummer != 1 else "kaal.geheel"
        )
    alle = stof.proeven
    zet_tabel(
        blad,
        TABEL,
        _TABELRIJ,
        [
            TabelKolom("Werkboek", [p.bestand for p in alle], "werk.alinea", None, 60),
            TabelKolom("Formulecellen", [p.vergeleken for p in alle], "invoer.geheel", None, 15),
            TabelKolom("Afwijkend", [p.afwijkend for p in alle], "invoer.geheel", None, 18),
            TabelKolom("Vergeleken met", [p.waarmee for p in alle], "werk.alinea", None, 34),
            TabelKolom(
                "Uitkomst",
                ["OK" if p.vergeleken and not p.afwijkend else "FOUT" for p in alle],
                "uitkomst.tekst",
                '=IF(AND([@Formulecellen]>0,[@Afwijkend]=0),"OK","FOUT")',
                12,
            ),
            TabelKolom("Opmerking", [p.opmerking for p in alle], "werk.alinea", None, 46),
        ],
    )
    blad.aanvullingen.append(kleur_uitkomst(_TABELRIJ + 1, 4, _TABELRIJ + len(alle), 4))
