"""The sheet language: how a sheet is said. A sheet module reads as a table of contents of its sheet.

The parts
---------

``begin_blad`` adds a sheet with its heading and gives a :class:`Stapel`. Onto that go, from top to bottom, ``kopje``,
``uitleg``, ``tekst``, ``alinea``, ``feit``, ``link``, ``oordeel``, ``blok``, ``tabel``, ``losse_rij`` (a record beside a
table), ``grafiek``, ``vakken`` (a row of cells that is none of those), ``wit`` (blank rows) and ``nieuwe_pagina``. No
module counts rows. ``raster`` is what a table is where nothing may grow: rows and columns that stay in their place, with
``regel`` for what may be typed in a column. ``plek`` keeps a place for what is said later.

A **column** is one declaration: header, unit, what the engine has of a record, formula; and by keyword its width and
whether it is totalled. The function that says it is its role: ``invoer`` (typed, or from elsewhere), ``werk`` (a step),
``uitkomst`` (what it comes to); ``volgnummer`` numbers the rows. ``grootste_rest`` gives the six columns of largest
remainder, ``eigen_rest`` the same steps as rows. ``ingevouwen`` leaves steps out, their formulas in those that use them: so
a workbook that must stay small has the columns of one that shows every step.

A **block** is rows of label, figure and how it comes about. ``stap`` says a figure of
:mod:`via_xl.rekenen.grootheden`, which has its label, unit, value and formula; ``rij`` says any other. Rows may be said
after what stands below them.

A **unit** (:class:`via_xl.basis.maat.Maat`) says in what the engine counts. Values are given as the engine has them:
cents, hundredths, basispunten, dates, True or a StrEnum. None is a blank; the unit makes of it what the cell holds.

A **formula** is without ``=``. ``[@Kop]`` is this row's cell of a column, ``{naam}`` a cell of this sheet by its name,
``{Blad!naam}`` one of another sheet; :class:`Namen` spells the latter as ``BEREKENING.saldo``. Names are those of rows
(``als``), of a total (``{tblX Kop}``) and of what ``noemt`` and ``rijnaam`` name. They are looked up when the book is
ready, so a formula may refer to what is said later. ``F("{Verdeling!kosten}")`` and ``F("-{saldo}")`` need no value: it
is that of the cell they refer to. A book is ready after ``Boek.klaar()``, which its maker returns.

A **check** is :func:`controleblad.controle`: a unit, what is expected, what is found, where to look. A **chart** is a
:class:`Grafiek` over ranges of :mod:`via_xl.schrijven.taal.bereik`.

A **way** (:class:`Wijze`) says of a sheet that stands in two books whether the tables it comes from are there (live: all is
a formula) or not (frozen: what comes from elsewhere is an input). So its columns and figures are said once for both.

Cells are written in the order in which they are said (that decides the order of texts in the file), whatever their
place; of a block ``eerst`` names the rows that go before the others.

A sheet
-------

>>> from via_xl.basis.maat import Maat
>>> from via_xl.rekenen import grootheden as g
>>> from via_xl.rekenen.verrekening import GemeenteUitkomst, Verrekening
>>> from via_xl.schrijven.boek import Boek
>>> def zet(boek: Boek, uit: Verrekening) -> None:
...     s = begin_blad(boek, "Kort", kleur=Tabkleur.REKENEN, kopregel="Kort", uitleg="Wie betaalt wat.")
...     b = s.blok("Het jaar in het kort")
...     b.stap(g.KOSTEN, uit, "ROUND(SUM(tblKort[Kosten €]),2)")
...     b.rij("Vergoeding (V)", Maat.EURO, uit.vergoeding_ct, als="vergoeding")
...     b.stap(g.TE_VERDELEN, uit, aanzien=Aanzien.UITKOMST)
...     b.rij("Samen ontvangen", Maat.EURO, F("{tblKort Saldo €}"), als="saldi", hoe="0 − V")
...     s.wit()
...     s.kopje("Per gemeente")
...     s.tabel("tblKort", uit.gemeenten, kolommen())
>>> def kolommen() -> list[Tabelveld[GemeenteUitkomst]]:
...     saldo = "ROUND([@Bijdrage €]-[@Kosten €],2)"
...     return [
...         werk("Gemeente", Maat.TEKST, lambda r: r.naam, breedte=34),
...         invoer("Kosten €", Maat.EURO, lambda r: r.kosten_ct),
...         invoer("Bijdrage €", Maat.EURO, lambda r: r.bijdrage_ct),
...         uitkomst("Saldo €", Maat.EURO, lambda r: r.saldo_ct, saldo, breedte=15, totaal=True),
...     ]

Of a year in which two gemeenten together made a cost of € 7.500, of which half is reimbursed:

>>> from datetime import date
>>> from via_xl.regeling.model import POK, Gemeente, Inwoners, Jaar, Regeling, Tarief, Urenregel, Verdeelsleutel
>>> from via_xl.rekenen.verrekening import verreken
>>> region = Regeling(
...     gemeenten=(Gemeente(bron="", code="GM0828", naam="Oss", organisatie="", centrumgemeente=True),
...                Gemeente(bron="", code="GM0755", naam="Boekel", organisatie="", centrumgemeente=False)),
...     jaren=(Jaar(bron="", jaar=2024, peiljaar=2022, verdeelsleutel=Verdeelsleutel.INWONERS),),
...     inwoners=(Inwoners(bron="", code="GM0828", peiljaar=2022, inwoners=93307),
...               Inwoners(bron="", code="GM0755", peiljaar=2022, inwoners=11030)),
...     pok=(POK(bron="", jaar=2024, vergoeding_bp=5000, maximum_ct=31000000),),
...     tarieven=(Tarief(bron="", schaal=11, van=date(2024, 1, 1), tot=date(2024, 12, 31), uurtarief_ct=7500),),
...     uren=(Urenregel(bron="", code="GM0828", medewerker="M1", rol="kernlid", thema="Preventie", schaal=11,
...                     maand=date(2024, 3, 1), uren_h=10000, afrekenjaar=2024),))
>>> boek = Boek("Voorbeeld")
>>> zet(boek, verreken(region, 2024))
>>> for verwacht in boek.klaar().verwachtingen():
...     print(verwacht.cel, verwacht.formule, verwacht.waarde)
A3 "Controles: "&Alles_in_orde Controles: OK
B6 ROUND(SUM(tblKort[Kosten €]),2) 7500.0
B8 ROUND($B$6-$B$7,2) 3750.0
B9 $D$16 -3750.0
D13 ROUND(tblKort[[#This Row],[Bijdrage €]]-tblKort[[#This Row],[Kosten €]],2) -4146.43
D14 ROUND(tblKort[[#This Row],[Bijdrage €]]-tblKort[[#This Row],[Kosten €]],2) 396.43
D16 ROUND(SUM(tblKort[Saldo €]),2) -3750.0
"""

from via_xl.schrijven.taal.bereik import kolom, rijen
from via_xl.schrijven.taal.blad import VLAG, begin_blad, kop, naast_vlag
from via_xl.schrijven.taal.blok import Blok, Namen
from via_xl.schrijven.taal.cel import Aanzien, F, Tabkleur, Vak
from via_xl.schrijven.taal.grafiek import Grafiek
from via_xl.schrijven.taal.grootste_rest import eigen_rest, grootste_rest
from via_xl.schrijven.taal.hoogte import geteld
from via_xl.schrijven.taal.keuzelijst import keuzelijst
from via_xl.schrijven.taal.raster import Raster
from via_xl.schrijven.taal.stapel import Stapel
from via_xl.schrijven.taal.tabel import Bestandsplek, Tabelveld, ingevouwen, invoer, uitkomst, volgnummer, werk
from via_xl.schrijven.taal.wijze import Wijze

__all__ = [
    "VLAG",
    "Aanzien",
    "Bestandsplek",
    "Blok",
    "F",
    "Grafiek",
    "Namen",
    "Raster",
    "Stapel",
    "Tabelveld",
    "Tabkleur",
    "Vak",
    "Wijze",
    "begin_blad",
    "eigen_rest",
    "geteld",
    "grootste_rest",
    "ingevouwen",
    "invoer",
    "keuzelijst",
    "kolom",
    "kop",
    "naast_vlag",
    "rijen",
    "uitkomst",
    "volgnummer",
    "werk",
]
