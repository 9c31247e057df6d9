"""What an input rests on: the document, date and status of its row, and its place in the master."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from via_xl.basis.bevinding import GebruikersFout
from via_xl.bewijs.herkomst.boom import Bronvermelding
from via_xl.bewijs.herkomst.label import kort
from via_xl.bewijs.herkomst.werkboek import Herkomstboek, Plek
from via_xl.bewijs.linter.verwijzing import Gebied, Tabelvorm, a1
from via_xl.lezen.getalopmaak import Inhoud, getal_van, vijftien_cijfers

BEREKEND = "berekend"
"""The status of what the master calculated."""

_KOLOMMEN = ("Bron", "Brondatum", "Status")
_VINDPLAATS = re.compile(r"([^!]+)!(\d+)")
_IN_RIJ = re.compile(r"rij van de gemeente, kolom (.+)")
_GEGEVENS = "tblHerkomst"


def bron_van(werkboek: Herkomstboek, plek: Plek) -> Bronvermelding | None:
    """The source in the row of the table in which a cell stands; None when there is none."""
    tabel = werkboek.tabel_op(plek)
    if tabel is None or tabel.kolom("Bron") is None:
        return None
    document, datum, status = (_in_rij(werkboek, tabel, plek[1], kop) for kop in _KOLOMMEN)
    if plek[2] in _eigen_kolommen(tabel) or not (document or status):
        return None
    return Bronvermelding(" ".join(document.split()), datum, status)


def bronnen_van(werkboek: Herkomstboek, plekken: Sequence[Plek]) -> tuple[tuple[Bronvermelding, int], ...]:
    """The sources of many cells, each with how many rest on it, most first."""
    telling = Counter(bron for plek in plekken if (bron := bron_van(werkboek, plek)) is not None)
    return tuple(sorted(telling.items(), key=lambda paar: (-paar[1], paar[0].document)))


def _eigen_kolommen(tabel: Tabelvorm) -> set[int]:
    return {gebied.kolom1 for kop in _KOLOMMEN if (gebied := tabel.kolom(kop)) is not None}


def _in_rij(werkboek: Herkomstboek, tabel: Tabelvorm, rij: int, kop: str) -> str:
    gebied = tabel.kolom(kop)
    return werkboek.toon((gebied.blad, rij, gebied.kolom1)).strip() if gebied else ""


class Bronmaster:
    """The master that lies with a settlement, as far as it is there."""

    def __init__(self, werkboek: Herkomstboek, *, mee: bool) -> None:
        self._afrekening = werkboek
        self.naam = ""
        self.werkboek: Herkomstboek | None = None
        self.waarom_niet = ""
        tabel = werkboek.boek.tabellen.get(_GEGEVENS.casefold())
        self.hoort_bij_master = tabel is not None and tabel.kolom("Cel in master") is not None
        if not self.hoort_bij_master:
            return
        if not mee:
            self.waarom_niet = "de master is buiten beschouwing gelaten"
            return
        self._zoek(werkboek.pad)

    def _zoek(self, pad: Path) -> None:
        kandidaten = sorted((pad.parent / "bron").glob("via_master.*")) or sorted(
            (pad.parent / "bron").glob("*.xls[xm]")
        )
        genoemd = self._genoemd()
        kandidaten.sort(key=lambda ander: ander.name != genoemd)
        if not kandidaten:
            self.waarom_niet = "de master ligt niet in de map bron naast dit bestand"
            return
        try:
            self.werkboek = Herkomstboek(kandidaten[0])
        except GebruikersFout as fout:
            self.waarom_niet = f"de master in de map bron is niet te lezen ({fout.bericht})"
            return
        self.naam = f"bron/{kandidaten[0].name}"

    def _genoemd(self) -> str:
        """The file name of the master on the sheet Herkomst."""
        blad = self._afrekening.bladen.get("herkomst", "")
        for plek in self._afrekening.plekken(Gebied(blad, 1, 1, 10, 1)) if blad else ():
            if self._afrekening.waarde(plek) == "Master":
                return self._afrekening.toon((plek[0], plek[1], 2))
        return ""

    def plaatsen(self, plek: Plek) -> tuple[list[Plek], str]:
        """The cells of the master in which an input of the settlement stands; or why there are none, in Dutch."""
        tabel = self._afrekening.tabel_op(plek) if self.hoort_bij_master else None
        if tabel is None:
            return [], ""
        genoemd = [tekst for tekst in self._genoemde_plaatsen(tabel, plek) if tekst[1]]
        if not genoemd:
            return [], ""
        if self.werkboek is None:
            return [], self.waarom_niet
        gevonden = [ander for blad, cel in genoemd if (ander := self._plek(blad, cel, tabel, plek)) is not None]
        if not gevonden:
            return [], ""
        if _in_rij(self._afrekening, tabel, plek[1], "Status") == BEREKEND and not self._zelfde_jaar():
            return [], "de master staat op een ander jaar dan deze afrekening"
        if not self._zelfde(plek, gevonden):
            staat = ", ".join(self.werkboek.toon(ander) or "niets" for ander in gevonden)
            return [], f"in de master staat hier iets anders: {kort(staat)}"
        return gevonden, ""

    def _genoemde_plaatsen(self, tabel: Tabelvorm, plek: Plek) -> Iterator[tuple[str, str]]:
        """Sheet and cell (or row, or column of the gemeente's row) as the settlement names them."""
        werkboek, rij = self._afrekening, plek[1]
        waarde = tabel.kolom("Waarde") or tabel.kolom("Sleutel")
        if tabel.kolom("Cel in master") is not None and waarde is not None and waarde.kolom1 == plek[2]:
            blad, cellen = (_in_rij(werkboek, tabel, rij, kop) for kop in ("Blad in master", "Cel in master"))
            if _IN_RIJ.fullmatch(cellen):
                yield blad, cellen
                return
            for cel in cellen.split(", "):
                deel, uitroep, adres = cel.rpartition("!")
                yield (deel if uitroep else blad), adres
        elif tabel.kolom("Vindplaats") is not None and (treffer := self._vindplaats(tabel, rij)):
            yield treffer

    def _vindplaats(self, tabel: Tabelvorm, rij: int) -> tuple[str, str] | None:
        treffer = _VINDPLAATS.fullmatch(_in_rij(self._afrekening, tabel, rij, "Vindplaats"))
        return (treffer[1], treffer[2]) if treffer else None

    def _plek(self, bladnaam: str, cel: str, tabel: Tabelvorm, hier: Plek) -> Plek | None:
        assert self.werkboek is not None  # noqa: S101 - plaatsen() has seen to it
        blad = self.werkboek.bladen.get(bladnaam.casefold())
        if blad is None:
            return None
        if in_rij := _IN_RIJ.fullmatch(cel):
            return self._in_rij_van(blad, in_rij[1])
        if cel.isdigit():
            kop = tabel.kolommen[hier[2] - tabel.kader.kolom1]
            for ander in self.werkboek.boek.tabellen_op(blad):
                kolom = ander.kolom(kop)
                if kolom is not None and kolom.rij1 <= int(cel) <= kolom.rij2:
                    return blad, int(cel), kolom.kolom1
            return None
        gebied = a1(cel, blad)
        return (blad, gebied.rij1, gebied.kolom1) if gebied is not None and gebied.enkel else None

    def _in_rij_van(self, blad: str, kop: str) -> Plek | None:
        """The cell of a column in the row of the gemeente of this settlement."""
        assert self.werkboek is not None  # noqa: S101
        code = self._gegeven("CBS-code")
        for tabel in self.werkboek.boek.tabellen_op(blad):
            codes, kolom = tabel.kolom("Code"), tabel.kolom(kop)
            if codes is None or kolom is None:
                continue
            for plek in self.werkboek.plekken(codes):
                if self.werkboek.waarde(plek) == code:
                    return blad, plek[1], kolom.kolom1
        return None

    def _gegeven(self, naam: str) -> Inhoud:
        """The value of an input of the settlement by its name."""
        tabel = self._afrekening.boek.tabellen[_GEGEVENS.casefold()]
        namen, waarden = tabel.kolom("Gegeven"), tabel.kolom("Waarde")
        if namen is None or waarden is None:
            return None
        for plek in self._afrekening.plekken(namen):
            if self._afrekening.waarde(plek) == naam:
                return self._afrekening.waarde((plek[0], plek[1], waarden.kolom1))
        return None

    def _zelfde_jaar(self) -> bool:
        assert self.werkboek is not None  # noqa: S101
        gebied = self.werkboek.verwijzing("Jaar", next(iter(self.werkboek.bladen.values()), "")).gebied
        if gebied is None or not gebied.enkel:
            return True
        return self.werkboek.waarde((gebied.blad, gebied.rij1, gebied.kolom1)) == self._gegeven("Jaar")

    def _zelfde(self, hier: Plek, daar: list[Plek]) -> bool:
        """Whether the master still holds what was settled; hours may be there and hundredths here."""
        assert self.werkboek is not None  # noqa: S101
        getallen = [getal_van(self.werkboek.waarde(plek)) for plek in daar]
        eigen = getal_van(self._afrekening.waarde(hier))
        if eigen is None or any(nummer is None for nummer in getallen):
            return len(daar) == 1 and self.werkboek.waarde(daar[0]) == self._afrekening.waarde(hier)
        som = sum(vijftien_cijfers(nummer) for nummer in getallen if nummer is not None)
        return vijftien_cijfers(eigen) in (som, 100 * som)
