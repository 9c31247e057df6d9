"""The sheet Bewijs: every workbook of the version recalculated now, with which engine, against what."""

from __future__ import annotations

from via_xl.basis.datum import datum_nl, moment_nl
from via_xl.basis.maat import Maat
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.dossier.opbouw import KOPHOOGTE, begin
from via_xl.schrijven.dossier.stof import Dossierstof, Herberekening
from via_xl.schrijven.taal import Tabelveld, invoer, kolom, uitkomst, werk

BLAD = "Bewijs"
TABEL = "tblBewijs"


def zet(boek: Boek, stof: Dossierstof) -> None:
    """Add the sheet."""
    s = begin(boek, stof, BLAD, "Elke formule opnieuw berekend door een rekenmachine die niets van dit programma weet.")
    toen = f"{stof.programma}, {stof.rekenmachine}, op {moment_nl(stof.gemaakt_op)}"
    vergeleken = "niet bekend" if stof.vergeleken_toen is None else stof.vergeleken_toen
    hoe = "De rekenkern (Python) en de formules kennen elkaar niet: gelijk betekent twee berekeningen, één uitkomst."
    niet = "eigen formules van gebruikers en cellen met functies VIA_; geen bedrag hangt ervan af"
    s.feit("Bij de run", toen, "kaal.tekst")
    s.feit("Cellen vergeleken bij de run", vergeleken, "kaal.geheel")
    s.feit("Nu", f"{stof.programma_nu}, {stof.rekenmachine_nu}, op {datum_nl(stof.op)}", "kaal.tekst")
    s.feit("Hoe", hoe, "kaal.tekst")
    s.feit("Niet vergeleken", niet, "kaal.tekst")
    s.wit(2)
    s.tabel(TABEL, stof.proeven, _kolommen(), kophoogte=KOPHOOGTE, doorlopend=True)
    s.kleur(kolom(s.blad, TABEL, "Uitkomst"))


def _kolommen() -> list[Tabelveld[Herberekening]]:
    def klopt(p: Herberekening) -> str:
        return "OK" if p.vergeleken and not p.afwijkend else "FOUT"

    return [
        werk("Werkmap", Maat.ALINEA, lambda p: p.bestand, breedte=60),
        invoer("Formulecellen", Maat.GEHEEL, lambda p: p.vergeleken, breedte=15),
        invoer("Afwijkend", Maat.GEHEEL, lambda p: p.afwijkend, breedte=18),
        werk("Vergeleken met", Maat.ALINEA, lambda p: p.waarmee, breedte=34),
        uitkomst("Uitkomst", Maat.TEKST, klopt, 'IF(AND([@Formulecellen]>0,[@Afwijkend]=0),"OK","FOUT")'),
        werk("Opmerking", Maat.ALINEA, lambda p: p.opmerking, breedte=46),
    ]
