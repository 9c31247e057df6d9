"""Names of gemeenten: one normaliser, so that a name is recognised however it was typed.

The CBS code (``GM0796``) is the key everywhere; names are for people. Excel eats the apostrophe of a
typed ``'s-Hertogenbosch`` (it is the text prefix), sources use ' ‘ ’ and other dashes, and people write
"Den Bosch". Which variants belong to which code is data (``namen.csv``, table ``tblNamen``); this module
only says when two spellings are the same.
"""

import re
import unicodedata

from via_xl.basis.schrijfwijze import zuiver

CODE = re.compile(r"GM[0-9]{4}\Z")


def is_code(tekst: str) -> bool:
    """Whether this is a CBS gemeentecode: ``GM`` and four digits."""
    return CODE.match(tekst) is not None


def normaliseer(naam: str) -> str:
    """The spelling-free form of a name: without case, accents, quotes, dashes, dots and double spaces.

    >>> normaliseer("‘s–Hertogenbosch") == normaliseer("'s-hertogenbosch") == normaliseer("s Hertogenbosch")
    True
    >>> normaliseer("St. Michielsgestel")
    'sint michielsgestel'
    """
    kaal = unicodedata.normalize("NFKD", zuiver(naam).casefold())
    kaal = "".join(teken for teken in kaal if not unicodedata.combining(teken))
    kaal = re.sub(r"['‘’‛`´′]", "", kaal)
    kaal = re.sub(r"[\s\-‐‑‒–—._]+", " ", kaal).strip()
    kaal = re.sub(r"^gemeente ", "", kaal)
    return re.sub(r"^st ", "sint ", kaal)


def zelfde_in_formule(naam: str) -> str:
    """The form in which a spreadsheet's MATCH compares texts: without case and surrounding blanks."""
    return naam.strip().casefold()


def bestandsnaam(naam: str) -> str:
    """A name as part of a file name: letters, digits and hyphens, so it can never leave the folder.

    >>> bestandsnaam("'s-Hertogenbosch"), bestandsnaam("Land van Cuijk")
    ('s-Hertogenbosch', 'Land-van-Cuijk')
    """
    return re.sub(r"[^\w-]+", "-", naam.replace("'", "")).strip("-_") or "gemeente"
