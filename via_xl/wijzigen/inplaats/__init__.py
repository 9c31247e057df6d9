"""A change carried out in the file of a master, as it is: only the cells and rows concerned, everything else stays the user's.

pakket.py      the package: parts read, and written with some of them replaced; the others byte for byte as they were
werkmap.py     which part holds which sheet and table
blad.py        the XML of one sheet: a cell set, a row put under a table, ranges that grow with it
invullen.py    a change of named tables, carried out over those
naast.py       two packages beside each other: what differs, found without the code that made the difference
"""
