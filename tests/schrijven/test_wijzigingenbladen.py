"""The sheets with what changed: under every key they keep the rules, open in Excel, and every engine gives the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hulp import libreoffice, openvba, validator
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING
from hulp.lang import meest_lang
from hulp.versies import LATER, versies
from msgspec.structs import replace
from openpyxl import load_workbook

from via_xl.bewijs.linter import lint
from via_xl.bewijs.vergelijken import gelijk
from via_xl.bewijs.verificatie.versie import Versie
from via_xl.regeling.model import (
    Begrotingsregel,
    BijdrageKarakter,
    MeerkostenDrager,
    Regeling,
    Verdeelsleutel,
    Voorschot,
)
from via_xl.versie.betaallijst import schrijf_betaallijst
from via_xl.versie.verschil import bepaal_verschil

KEUZES: dict[str, dict[str, Any]] = {
    **{str(sleutel): {"verdeelsleutel": sleutel} for sleutel in Verdeelsleutel},
    "vast": {"bijdrage_karakter": BijdrageKarakter.VAST},
    "meerkosten": {"voorstelgrens_ct": 100_000, "meerkosten_drager": MeerkostenDrager.LEVERANCIERS},
}


def _eerst(**keuzes: Any) -> Regeling:
    """The small region with these choices, a begroting for each gemeente, and sources that are no numbers."""
    begroot = {rij.code for rij in REGELING.begroting}
    rest = (g.code for g in REGELING.gemeenten if g.code not in begroot)
    return replace(
        REGELING,
        jaren=(replace(REGELING.jaren[0], bron="Koersplan", **keuzes),),
        begroting=(
            *(replace(rij, bron="tabel") for rij in REGELING.begroting),
            *(Begrotingsregel(code=code, jaar=2024, bedrag_ct=123_456, bron="tabel") for code in rest),
        ),
        capaciteit=tuple(replace(rij, bron="tabel") for rij in REGELING.capaciteit),
    )


def _dan(eerst: Regeling) -> Regeling:
    """Other hours, another rate, other inwoners, an advance, and another maximum."""
    return replace(
        eerst,
        uren=LATER.uren,
        tarieven=(replace(eerst.tarieven[0], maandsalaris_ct=611111), *eerst.tarieven[1:]),
        inwoners=tuple(replace(r, inwoners=r.inwoners + (r.code == BOEKEL)) for r in eerst.inwoners),
        voorschotten=(*eerst.voorschotten, Voorschot(code=HB, jaar=2024, bedrag_ct=1234, bron="bank")),
        pok=(replace(eerst.pok[0], maximum_ct=500_000),),
    )


@pytest.fixture(scope="module", params=meest_lang(KEUZES, "inwoners", "meerkosten"), ids=str)
def versiemap(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second version, after a definitief first one."""
    eerst = _eerst(**KEUZES[request.param])
    versiemap = tmp_path_factory.mktemp("wijzigingen")
    v1, v2 = versies(versiemap, eerst, _dan(eerst), definitief=True)
    schrijf_betaallijst(v2, v2.parent)
    bepaal_verschil(v1, v2, v2.parent / "verschil.xlsx")
    return v2


def _werkboeken(versiemap: Path) -> list[Path]:
    return sorted([*versiemap.glob("*.xlsx"), *versiemap.parent.glob("*.xlsx")])


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
def test_they_keep_the_rules(versiemap: Path) -> None:
    assert [b.regel() for pad in _werkboeken(versiemap) for b in lint(pad)] == []


@pytest.mark.motoren
def test_they_open_in_excel(versiemap: Path) -> None:
    regio = [pad for pad in _werkboeken(versiemap) if "afrekening" not in pad.name or BOEKEL in pad.name]
    assert [validator.fouten(pad) for pad in regio] == [[]] * len(regio)


@pytest.mark.motoren
def test_libreoffice_and_an_engine_that_follows_excel_give_the_same(versiemap: Path, tmp_path: Path) -> None:
    per_naam = {naam: boek for naam, (_, boek) in Versie(versiemap).herleiding().per_naam.items()}
    namen = [naam for naam in per_naam if OSS in naam or "regio" in naam]
    herberekend = libreoffice.herbereken([versiemap / naam for naam in namen], tmp_path)
    for naam, pad in zip(namen, herberekend, strict=True):
        lo = load_workbook(pad, data_only=True)
        anders = openvba.bereken(versiemap / naam)
        for v in per_naam[naam].verwachtingen():
            if v.blad in ("Wijzigingen", "Oorzaken", "Controles"):
                assert gelijk(lo[v.blad][v.cel].value, v.waarde), (naam, v)
                assert gelijk(anders.get((v.blad, v.cel)), v.waarde), (naam, v)


def test_every_kind_of_reason_is_shown(versiemap: Path) -> None:
    def tabellen(wat: str, blad: str) -> set[str]:
        (pad,) = versiemap.glob(f"*{wat}*.xlsx")
        return set(load_workbook(pad)[blad].tables)

    alle = {"tblWijzigingUren", "tblWijzigingTarieven", "tblWijzigingGegevens"}
    assert tabellen("regio", "Oorzaken") == alle
    assert tabellen(HB, "Wijzigingen") == {"tblWijzigingTarieven", "tblWijzigingGegevens"}
    assert tabellen(OSS, "Wijzigingen") == {"tblWijzigingUren", "tblWijzigingGegevens"}
