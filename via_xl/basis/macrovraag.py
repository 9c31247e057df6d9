"""What Excel asks before a macro starts: one question at a time, each declared once; the VBA that asks it follows from that.

The answers come as one text, a line a question. Cancelling any of them stops the macro before Python starts.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from via_xl.basis.bevinding import InvoerFout

TUSSEN = "\n"
"""Between the answers of two questions; nobody types one in a window of one line."""

NOG_EEN = "\t"
"""Between the answers of a question that is asked until nothing more is typed."""

JA_NEE = ("nee", "ja")


class Antwoordsoort(StrEnum):
    """What is answered: something typed, which Excel looks at before it goes on, or something chosen in a window of Windows."""

    TEKST = "tekst"
    GEHEEL = "geheel"
    GETAL = "getal"
    DAG = "dag"
    MAP = "map"
    BESTAND = "bestand"


_VENSTER = (Antwoordsoort.MAP, Antwoordsoort.BESTAND)


class Macrovraag(Struct, frozen=True):
    """A question of a macro, in the words of its window.

    Of ``keuzes`` one is chosen; with ``uit`` ("tblX[Kop]") they are what that column of the open workbook holds. ``bij`` is the
    number (from 0) of an earlier question and the answers with which this one is asked at all. ``herhaald``: it is asked again until nothing is
    typed.
    """

    tekst: str
    soort: Antwoordsoort = Antwoordsoort.TEKST
    keuzes: tuple[str, ...] = ()
    uit: str = ""
    standaard: str = ""
    verplicht: bool = True
    herhaald: bool = False
    bij: tuple[int, tuple[str, ...]] | None = None

    def nodig(self, eerder: Sequence[str]) -> bool:
        """Whether it is asked after these answers."""
        return self.bij is None or eerder[self.bij[0]] in self.bij[1]


def antwoorden(vragen: Sequence[Macrovraag], gegeven: str, gevolg: str) -> list[str]:
    """The answer to each question, "" to one that was skipped; ``gevolg`` says in a refusal what was not done.

    Raises:
        InvoerFout: an answer that is needed isn't there, or is none of the choices.
    """
    delen = [deel.strip() for deel in gegeven.split(TUSSEN)] if vragen else []
    delen += [""] * (len(vragen) - len(delen))
    for vraag, deel in zip(vragen, delen, strict=False):
        if not deel and vraag.verplicht and vraag.nodig(delen):
            if vraag.soort in _VENSTER:
                raise InvoerFout(f"Er is geen {vraag.soort} gekozen; er is niets gedaan.")
            raise InvoerFout(f'Op "{vraag.tekst}" is niet geantwoord; {gevolg}.')
        if deel and vraag.keuzes and deel not in vraag.keuzes:
            keuzes = ", ".join(vraag.keuzes)
            raise InvoerFout(f'"{deel}" is geen antwoord op "{vraag.tekst}"; {gevolg}. Kies uit: {keuzes}.')
    if len(delen) > len(vragen):
        raise InvoerFout(f"Er zijn meer antwoorden dan vragen; {gevolg}.")
    return delen
