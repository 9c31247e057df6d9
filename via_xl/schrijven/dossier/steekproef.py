"""The sample of the costs of the region, for the accountant to fill in: lines by their place, amounts only of one's own."""

from __future__ import annotations

from via_xl.basis.geld import getal_nl
from via_xl.basis.maat import Maat
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.samengenomen import GENOEG_PERSONEN
from via_xl.rekenen.steekproef import Kostendeel, Steekproef
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.dossier.opbouw import KOPHOOGTE
from via_xl.schrijven.taal import F, Tabelveld, Tabkleur, begin_blad, invoer, keuzelijst, volgnummer, werk

BLAD, TABEL = "Steekproef", "tblSteekproef"
GOED, FOUT = "goed", "fout"
_FOUT, _UITKOMST = "Fout €", "Uitkomst"


def zet(boek: Boek, naam: str, proef: Steekproef, code: str) -> None:
    """The sheet: what was drawn of what, and a row a line with room for the outcome."""
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.INVOER,
        kopregel=f"{naam} · {BLAD}",
        uitleg="Vergelijk elke regel met het bewijs en vul de uitkomst in. Van een andere gemeente staat hier geen bedrag: vraag het bewijs "
        "aan de centrumgemeente.",
    )
    b = s.blok("Wat er is getrokken")
    b.rij("Regels in de populatie", Maat.GEHEEL, len(proef.populatie), hoe="urenregels en andere kosten die meetellen")
    b.rij(g.KOSTEN.met_symbool, Maat.EURO, proef.populatie_ct, als="populatie", hoe="wat de populatie samen is")
    b.rij("Regels in de steekproef", Maat.GEHEEL, len(proef.getrokken), als="aantal")
    minder = f"niet getoond: van minder dan {GENOEG_PERSONEN} anderen"
    mag_totaal = proef.mag_totaal(code)
    b.rij(
        "Kosten in de steekproef",
        Maat.EURO,
        proef.getrokken_ct if mag_totaal else None,
        als="bedrag",
        hoe="van alle gemeenten" if mag_totaal else minder,
    )
    nog = f'{{aantal}}-COUNTIFS({TABEL}[{_UITKOMST}],"?*")'
    b.rij("Nog te beoordelen", Maat.GEHEEL, F(nog, len(proef.getrokken)), hoe="regels zonder uitkomst")
    b.rij("Gevonden fouten", Maat.EURO, F(f"ROUND(SUM({TABEL}[{_FOUT}]),2)", 0), hoe="som van de kolom Fout €")
    s.wit()
    s.kopje(f"De {getal_nl(len(proef.getrokken))} regels, in de volgorde van trekken")
    s.uitleg(
        "Ieder trekt dezelfde. Maak van elke regel de tekst: SHA-256 van manifest.json, een spatie, en de regel zoals hieronder "
        "(Uren rij 12); neem daarvan de SHA-256, en neem de laagste."
    )
    s.feit("SHA-256 van manifest.json", proef.zaad, "invoer.tekst")
    s.wit()
    s.tabel(TABEL, proef.getrokken, _kolommen(code), kophoogte=KOPHOOGTE, doorlopend=True)


def _kolommen(code: str) -> list[Tabelveld[Kostendeel]]:
    return [
        werk("Regel in de master", Maat.TEKST, lambda d: d.regel, breedte=36),
        volgnummer("Nr"),
        werk("Van", Maat.TEKST, lambda d: "uw gemeente" if d.code == code else "een andere gemeente", breedte=24),
        werk("Kosten €", Maat.EURO, lambda d: d.kosten_ct if d.code == code else None, breedte=18),
        invoer(
            _UITKOMST, Maat.TEKST, lambda _: "", breedte=14, validatie=keuzelijst([GOED, FOUT], "Komt de regel uit?")
        ),
        invoer(_FOUT, Maat.EURO, lambda _: None, breedte=16),
        invoer("Bewijs en toelichting", Maat.TEKST, lambda _: "", breedte=44),
    ]
