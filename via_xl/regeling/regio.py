"""The region itself as data: what it calls itself and its arrangement, and where its document says what.

No sheet, document or message names a region, its document or a passage of it: it asks :class:`Regio`. What the region
doesn't say gives a neutral word, and a passage that isn't known leaves the sentence without a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

from via_xl.basis.opsomming import en

if TYPE_CHECKING:
    from via_xl.regeling.model import Regiogegeven

PASSAGE = "passage."
"""How the key of a passage begins; behind it stands its subject."""

WOORDEN: Mapping[str, str] = {
    "regio": "",
    "kort": "Samenwerking",
    "voluit": "Samenwerking van gemeenten",
    "werkgroep": "werkgroep",
    "stuurgroep": "stuurgroep",
    "document": "Regeling",
    "document.voluit": "",
    "lidwoord": "",
    "vindplaats": "",
    "uren.bron": "",
    "factuur": "nee",
}
"""The keys that are no passage, each with the word that stands there when the region says nothing."""

ONDERWERPEN = (
    *("verdeling", "begroting", "tabel", "bijdragen", "capaciteit", "verrekening", "peiljaar", "budget"),
    *("themas", "functiescheiding", "besluitvorming", "adoptie"),
)
"""The subjects of which a region can say where its document treats them; ``tabel`` is the printed table of bijdragen."""

_ZONDER_TABEL = "de begroting"
_INVULLING = re.compile(r"\{([^{}]+)\}")


class Regio(Struct, frozen=True):
    """What a region calls things; ``gegevens`` is what it says, by key.

    >>> plan = Regio({"kort": "JP", "document": "Regioplan", "passage.verrekening": "artikel 9"})
    >>> plan.zin("Wat {kort} kost{volgens verrekening}; een voorstel volgt{bij verrekening} uit {het document}.")
    'Wat JP kost (Regioplan artikel 9); een voorstel volgt (artikel 9) uit het regioplan.'
    >>> Regio().zin("Wat {kort} kost{volgens verrekening}; de capaciteit van {capaciteit}.")
    'Wat Samenwerking kost; de capaciteit van de regeling.'
    """

    gegevens: Mapping[str, str] = field(default_factory=dict)

    def woord(self, sleutel: str) -> str:
        """What the region says under a key of :data:`WOORDEN`, or the neutral word. Raises KeyError for another key."""
        return self.gegevens.get(sleutel) or WOORDEN[sleutel]

    @property
    def kort(self) -> str:
        """The short name of the arrangement, which titles, file names and payment references begin with."""
        return self.woord("kort")

    @property
    def werkgroep(self) -> str:
        """What the working group is called, in a sentence."""
        return self.woord("werkgroep")

    @property
    def document(self) -> str:
        """The title of the document as one cites it."""
        return self.woord("document")

    @property
    def document_voluit(self) -> str:
        """Its whole title."""
        return self.woord("document.voluit") or self.document

    @property
    def lidwoord(self) -> str:
        """The article of its title."""
        return self.woord("lidwoord") or ("het" if self.gegevens.get("document") else "de")

    @property
    def het_document(self) -> str:
        """The document as it is named in a sentence: ``de regeling``."""
        return f"{self.lidwoord} {self.document[0].lower()}{self.document[1:]}"

    @property
    def verwijs(self) -> str:
        """The word that points back to the document."""
        return "het" if self.lidwoord == "het" else "die"

    @property
    def met_factuur(self) -> bool:
        """Whether an invoice goes with each payment; otherwise the settlement itself is what is paid on."""
        return self.woord("factuur").casefold() == "ja"

    @property
    def urenbron(self) -> str:
        """The folder beside the master that holds the hour lines of which the master has the sums; "" for none."""
        return self.woord("uren.bron").strip().strip("/")

    @property
    def naam(self) -> str:
        """The arrangement with its region, as documents name it."""
        return f"{self.kort} {self.woord('regio')}".rstrip()

    def nummer(self, onderwerp: str) -> str:
        """Where the document treats a subject; "" when the region doesn't say. Raises KeyError for an unknown subject."""
        if onderwerp not in ONDERWERPEN:
            raise KeyError(onderwerp)
        return self.gegevens.get(PASSAGE + onderwerp, "")

    def passage(self, onderwerp: str) -> str:
        """Where the document treats a subject, or the document itself (the budget for its table) when that isn't said."""
        zonder = _ZONDER_TABEL if onderwerp == "tabel" else self.het_document
        return self.nummer(onderwerp) or zonder

    def bron(self, *onderwerpen: str) -> str:
        """The document with the passages on these subjects, as a source: ``Regeling 3 en 5``."""
        return f"{self.document} {self.nummers(*onderwerpen)}".rstrip()

    def bij(self, *onderwerpen: str) -> str:
        """The passages between parentheses, behind a space; "" when none is known."""
        nummers = self.nummers(*onderwerpen)
        return f" ({nummers})" if nummers else ""

    def volgens(self, *onderwerpen: str) -> str:
        """The document with the passages, between parentheses behind a space; "" when none is known."""
        return f" ({self.bron(*onderwerpen)})" if self.nummers(*onderwerpen) else ""

    def nummers(self, *onderwerpen: str) -> str:
        """The passages on these subjects that are known: ``3, 4 en 5``."""
        return en(nummer for nummer in map(self.nummer, onderwerpen) if nummer)

    def zin(self, tekst: str) -> str:
        """A text with each ``{...}`` filled in.

        That is a word (``{kort}``), ``{het document}`` or ``{het Document}``, a passage (``{verrekening}``), or
        ``{bron ...}``, ``{bij ...}`` and ``{volgens ...}`` of subjects. A capital at the start gives one.

        Raises:
            KeyError: there is no such word or subject.
        """
        return _INVULLING.sub(lambda gevonden: self._invulling(gevonden[1]), tekst)

    def _invulling(self, wat: str) -> str:
        klein = f"{wat[0].lower()}{wat[1:]}"
        eerste, *rest = klein.split()
        if klein == "het document":
            uit = self.het_document
        elif klein == "het Document":
            uit = f"{self.lidwoord} {self.document}"
        elif rest:
            uit = {"bron": self.bron, "bij": self.bij, "volgens": self.volgens}[eerste](*rest)
        elif klein in WOORDEN:
            uit = self.woord(klein)
        else:
            uit = self.passage(klein)
        return uit if wat == klein else f"{uit[0].upper()}{uit[1:]}"


def regio_van(rijen: Iterable[Regiogegeven]) -> Regio:
    """The region as its rows say it; of two rows with one key the first counts."""
    gegevens: dict[str, str] = {}
    for rij in rijen:
        gegevens.setdefault(rij.sleutel.strip().casefold(), rij.gegeven.strip())
    return Regio(gegevens)
