"""The functions a cell can call, ``VIA_…``: thin, over :mod:`via_xl.rekenen`. What the help says of each stands in ``UDFS``.

Every function takes cells (a value, or rows of values) and gives a value or rows of values. What holds for all of them:

* A table comes with its header row (``tblUren[#Alles]``), and its columns are found by header, or as exactly the
  columns that are needed, in the order of the help and without headers. An array that belongs to a table with
  headers has a header of its own, so that it lines up.
* A blank line gives ``""``. A blank where a value belongs is never 0.
* ``#VALUE!``: a text, a logical value or a date where a number belongs (also ``"7,5"``: typed text is refused, as in the
  master), an error value, a wrong shape, a table that can't be read. ``#NUM!``: a number that can't be (negative,
  finer than a cent, too large), or more than one row that holds. ``#N/A``: a year, rate or gemeente that isn't there.
* In an array the error stands in its own element; in a column that is added or shared it is the whole answer, and an
  error value in it stays that error (``#VALUE!`` for the kinds without a text of their own here).
"""

from udfs.controle import VIA_CONTROLE
from udfs.fouten import Excelfout
from udfs.gemeente import VIA_GEMEENTE
from udfs.register import UDFS, Argument, Udf
from udfs.saldo import VIA_SALDO
from udfs.tarieven import VIA_KOSTEN, VIA_UURTARIEF
from udfs.verdeling import VIA_AANDEEL, VIA_BIJDRAGE, VIA_VERDEEL
from udfs.vergoeding import VIA_VERGOEDING

__all__ = [
    "UDFS",
    "VIA_AANDEEL",
    "VIA_BIJDRAGE",
    "VIA_CONTROLE",
    "VIA_GEMEENTE",
    "VIA_KOSTEN",
    "VIA_SALDO",
    "VIA_UURTARIEF",
    "VIA_VERDEEL",
    "VIA_VERGOEDING",
    "Argument",
    "Excelfout",
    "Udf",
]
