"""Downloads of CBS StatLine as its buttons write them, with invented figures: each form, encoding and mark.

``python -m hulp.statline MAP`` writes one of each form into a folder, to look at.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

NAMEN = {
    "GM0796": "'s-Hertogenbosch",
    "GM0755": "Boekel",
    "GM0828": "Oss",
    "NL01": "Nederland",
    "GM0344": "Utrecht (gemeente)",
}
ONDERWERP = {
    "37230ned": ("BevolkingAanHetBeginVanDePeriode_1", "Bevolking aan het begin van de periode (aantal)"),
    "03759ned": ("BevolkingOp1Januari_1", "Bevolking op 1 januari (aantal)"),
    "70072ned": (
        "TotaleBevolking_1",
        "Bevolking/Bevolkingssamenstelling op 1 januari/Totale bevolking/Totale bevolking (aantal)",
    ),
}
INDELINGEN = {
    "03759ned": (
        ("Geslacht", "T001038", "Totaal mannen en vrouwen"),
        ("Leeftijd", "10000", "Totaal"),
        ("Burgerlijke staat", "T001019", "Totaal burgerlijke staat"),
    )
}
"""The parts of the population that a table has, each with the code and the name of the whole."""

Cijfers = Mapping[tuple[str, int], str]
"""The text of the figure by code of the region and year."""


class Download(Struct, frozen=True):
    """A download: which table, with which figures, and how the button and the program after it wrote it.

    ``vorm``: ``codes`` or ``namen`` (a row a figure), ``tabelindeling`` (the periods above the columns) or ``gekanteld`` (the
    regions above the columns). ``merken`` stand behind the period of a year.
    """

    cijfers: Cijfers
    tabel: str = "37230ned"
    vorm: str = "codes"
    codering: str = "utf-8-sig"
    teken: str = ";"
    sep: bool = False
    voet: str = ""
    merken: Mapping[int, str] = field(default_factory=dict)
    namen: Mapping[str, str] = field(default_factory=dict)

    def schrijf(self, pad: Path) -> Path:
        """Write it."""
        regels = [f"sep={self.teken}"] * self.sep
        regels += [self.teken.join(self._veld(veld) for veld in rij) for rij in getattr(self, f"_{self.vorm}")()]
        regels += [f'"{self.voet}"'] * bool(self.voet)
        pad.write_bytes(("\r\n".join(regels) + "\r\n").encode(self.codering))
        return pad

    def _veld(self, tekst: str) -> str:
        return tekst if tekst.isdigit() else '"' + tekst.replace('"', '""') + '"'

    def _jaar(self, jaar: int) -> str:
        maand = " januari" if self.tabel == "37230ned" else ""
        return f"{jaar}{maand}{self.merken.get(jaar, '')}"

    def _naam(self, code: str) -> str:
        return {**NAMEN, **self.namen}.get(code, code)

    def _codes(self) -> list[list[str]]:
        deel = [(naam.replace(" ", ""), code) for naam, code, _ in INDELINGEN.get(self.tabel, ())]
        soort = "MM01" if self.tabel == "37230ned" else "JJ00"
        kop = ["ID", *(naam for naam, _ in deel), "RegioS", "Perioden", ONDERWERP[self.tabel][0]]
        rijen = [
            [str(nummer), *(code for _, code in deel), f"{regio:<6}", f"{jaar}{soort}", tekst]
            for nummer, ((regio, jaar), tekst) in enumerate(self.cijfers.items())
        ]
        return [kop, *rijen]

    def _namen(self) -> list[list[str]]:
        deel = [(naam, heel) for naam, _, heel in INDELINGEN.get(self.tabel, ())]
        kop = [*(naam for naam, _ in deel), "Regio's", "Perioden", ONDERWERP[self.tabel][1]]
        rijen = [
            [*(heel for _, heel in deel), self._naam(regio), self._jaar(jaar), tekst]
            for (regio, jaar), tekst in self.cijfers.items()
        ]
        return [kop, *rijen]

    def _tabelindeling(self) -> list[list[str]]:
        return self._boven("Perioden", self._jaren, "Regio's", self._regios)

    def _gekanteld(self) -> list[list[str]]:
        return self._boven("Regio's", self._regios, "Perioden", self._jaren)

    @property
    def _jaren(self) -> Sequence[tuple[int, str]]:
        return [(jaar, self._jaar(jaar)) for jaar in dict.fromkeys(jaar for _, jaar in self.cijfers)]

    @property
    def _regios(self) -> Sequence[tuple[str, str]]:
        return [(code, self._naam(code)) for code in dict.fromkeys(code for code, _ in self.cijfers)]

    def _boven(
        self, boven: str, kolommen: Sequence[tuple[object, str]], links: str, rijen: Sequence[tuple[object, str]]
    ) -> list[list[str]]:
        naam = ONDERWERP[self.tabel][1].partition(" (")[0]
        uit = [["Bevolkingsontwikkeling; regio per maand"]]
        uit += [[deel, heel] + [""] * (len(kolommen) - 1) for deel, _, heel in INDELINGEN.get(self.tabel, ())]
        uit.append(["Onderwerp", naam, *[""] * (len(kolommen) - 1)])
        uit.append([boven, *(tekst for _, tekst in kolommen)])
        uit.append([links, *["aantal"] * len(kolommen)])
        for rij, tekst in rijen:
            waarden = [self.cijfers.get((kolom, rij), self.cijfers.get((rij, kolom), "")) for kolom, _ in kolommen]  # type: ignore[arg-type]
            uit.append([tekst, *waarden])
        return uit


if __name__ == "__main__":
    proef = {("GM0755", 2024): "11345", ("GM0755", 2025): "11400", ("GM0828", 2024): "94741", ("GM0828", 2025): "."}
    for tabel in ONDERWERP:
        for vorm in ("codes", "namen", "tabelindeling", "gekanteld"):
            Download(proef, tabel, vorm, voet="Bron: CBS").schrijf(Path(sys.argv[1]) / f"{tabel}_{vorm}.csv")
