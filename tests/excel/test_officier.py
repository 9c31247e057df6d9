"""What an officer made in the master that is open stops no macro, and is there after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hulp.kleine_master import OSS, REGELING
from hulp.lang import eerste_vlug
from hulp.nepexcel import Nepexcel, nep_excel
from hulp.officierswerk import WERK
from msgspec.structs import replace
from urenstaat.slechte_staten import INHOUD

from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.excel import inboek
from via_xl.excel.openboek import OpenBoek
from via_xl.lezen.master import lees_master
from via_xl.regeling.model import Editie
from via_xl.schrijven.master import maak_master
from via_xl.vragen.urenstaatmaken import maak_urenstaat, naam_van
from via_xl.wijzigen.akkoord import REACTIE
from via_xl.wijzigen.urenstaatlezen import URENSTATEN

STAAT = replace(INHOUD, rijen=INHOUD.rijen[:1])
EIGEN_KOLOM = {
    "texts in a column of a table": ("Van mij", None),
    "formulas in a column of a table": ("Dubbel", "=tblUren[[#This Row],[Uren]]*2"),
    "formulas with addresses in a column of a table": ("Dubbel", "=G{rij}*2"),
    "formulas only in the cells of a column": ("Dubbel", "=G{rij}*2"),
}
"""The header of the officer's column in tblUren, and what a new row must have in it."""


def geen_voortgang(*_: object) -> None:
    """Progress that nobody sees."""


@pytest.fixture(scope="module")
def nep() -> Iterator[Nepexcel]:
    with nep_excel() as excel:
        yield excel


@pytest.fixture(scope="module")
def inhoud(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    pad = tmp_path_factory.mktemp("officier") / "master.xlsm"
    maak_master(replace(REGELING, reacties=()), 2024, editie=Editie.MET_MACROS).bewaar(pad)
    return pad.read_bytes()


def _bewaard(boek: OpenBoek) -> Path:
    kopie = boek.pad.with_name("kopie.xlsm")
    boek.com.SaveCopyAs(str(kopie))
    return kopie


@pytest.mark.parametrize(
    "vult_door",
    [
        pytest.param(True, marks=pytest.mark.lang(een_op=16), id="Excel fills down"),
        pytest.param(False, id="Excel does not"),
    ],
)
@pytest.mark.parametrize("wat", eerste_vlug([*EIGEN_KOLOM, "a filter that hides rows", "sorted tables"], een_op=40))
def test_an_answer_and_hour_sheets_come_in_the_open_book(
    wat: str, vult_door: bool, nep: Nepexcel, inhoud: bytes, tmp_path: Path
) -> None:
    pad = tmp_path / "master.xlsm"
    pad.write_bytes(inhoud)
    WERK[wat].maak(pad)
    voor = lees_master(pad).regeling
    staten = tmp_path / "staten"
    staten.mkdir()
    maak_urenstaat(voor, OSS, 2024, STAAT).bewaar(staten / naam_van(voor, OSS, 2024))
    werkboek = nep.boek(pad)
    nep.app._vult_door = vult_door
    try:
        boek = OpenBoek(werkboek)
        inboek.doe(REACTIE, boek, "Oss\nakkoord\n1", geen_voortgang)
        inboek.doe(URENSTATEN, boek, str(staten), geen_voortgang)
        na = lees_master(_bewaard(boek))
        assert len(na.regeling.uren) == len(voor.uren) + 12
        assert na.regeling.gemeenten == voor.gemeenten
        assert na.regeling.reacties[-1].code == OSS
        assert bewijs_master(na, 2024).fouten == ()
        if wat in EIGEN_KOLOM:
            kop, formule = EIGEN_KOLOM[wat]
            plaats = na.tabellen["tblUren"]
            rijen = range(plaats.laatste - 11, plaats.laatste + 1)
            blad, letter = boek.com.Worksheets(plaats.blad), plaats.kolommen[kop]
            assert [blad.Range(f"{letter}{rij}").Formula for rij in rijen] == [
                "" if formule is None else formule.format(rij=rij) for rij in rijen
            ]
    finally:
        nep.app._vult_door = True
        werkboek.close()
