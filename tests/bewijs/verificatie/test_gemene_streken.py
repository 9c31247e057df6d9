"""Every kind of forgery by somebody who knows the format is found, also by who claims another version of the program.

With the manifest hashed again or not, and with another version claimed everywhere or not: it is never in order. What another
version of the program might do as well is then told as a difference (``ALS_VERSCHIL``); everything else is an error.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hulp.gemene_streken import ALS_VERSCHIL, Streek, streken
from hulp.verificaties import Gevonden, basis, noem_andere_versie, streek_en_controleer
from hulp.vervalsen import Vervalsing, hash_opnieuw

from via_xl.basis.bevinding import Bevinding, Ernst
from via_xl.bewijs.verificatie import doe
from via_xl.bewijs.verificatie.bestanden import controleer as controleer_bestanden
from via_xl.bewijs.verificatie.herbouw import controleer as herbouw
from via_xl.bewijs.verificatie.versie import NietVolledig, Versie

_NAMEN = ("ViA_afrekening_2024_GM0755_Boekel_v1_concept.xlsx", "ViA_regio_2024_v1_concept.xlsx")
STREKEN = tuple(streken(_NAMEN))
"""On a settlement workbook, on that of the region, and on the folder itself."""

VLUG = {
    "betaalt en ontvangt verwisseld: ViA_afrekening_2024_GM0755_Boekel_v1_concept.xlsx",
    "tekstvak: ViA_regio_2024_v1_concept.xlsx",
    "voorwaardelijk ander getal: ViA_afrekening_2024_GM0755_Boekel_v1_concept.xlsx",
    "bytes ertussen: ViA_afrekening_2024_GM0755_Boekel_v1_concept.xlsx",
    "koppeling om te mailen: ViA_afrekening_2024_GM0755_Boekel_v1_concept.xlsx",
    "bestand van Windows erbij: desktop.ini",
}
"""What is in every run of the tests, claiming another version; the others are in the long one."""

_SOMS = [s if str(s) in VLUG else pytest.param(s, marks=pytest.mark.lang(een_op=80)) for s in STREKEN]
_EEN_PER_SOORT = [
    pytest.param(s, marks=pytest.mark.lang(een_op=80)) for s in {s.soort: s for s in reversed(STREKEN)}.values()
]


@pytest.fixture(scope="module")
def eigen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return basis(tmp_path_factory.mktemp("streken")).map


@pytest.fixture(scope="module")
def andere(eigen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return noem_andere_versie(shutil.copytree(eigen, tmp_path_factory.mktemp("andere") / "2024" / "v1"))


def _uitkomst(versiemap: Path, streek: Streek) -> Gevonden:
    def vervals(kopie: Path) -> Vervalsing:
        streek.doe(kopie)
        hash_opnieuw(kopie)
        return Vervalsing(streek.soort, streek.bestand)

    return streek_en_controleer(versiemap, vervals)


@pytest.mark.parametrize("streek", _EEN_PER_SOORT, ids=str)
def test_a_forgery_is_an_error_that_names_the_file(streek: Streek, eigen: Path) -> None:
    fouten = _uitkomst(eigen, streek).fouten
    assert any(b.bestand == streek.bestand for b in fouten), [b.regel() for b in fouten]


@pytest.mark.lang(vlug=1, een_op=40)  # cases that cost much, of which some are in every run
@pytest.mark.parametrize("streek", _SOMS, ids=str)
def test_nor_does_claiming_another_version_hide_it(streek: Streek, andere: Path) -> None:
    gevonden = _uitkomst(andere, streek)
    assert any(b.bestand == streek.bestand for b in gevonden.alle), "not even told as a difference"
    assert gevonden.fouten or streek.soort in ALS_VERSCHIL


@pytest.mark.parametrize("noemt", ["eigen", "andere"])
@pytest.mark.parametrize("streek", _EEN_PER_SOORT, ids=str)
def test_whoever_does_not_hash_again_is_found_by_the_files_alone(
    streek: Streek, noemt: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    kopie = Path(shutil.copytree(request.getfixturevalue(noemt), tmp_path / "2024" / "v1"))
    streek.doe(kopie)
    gevonden = list(controleer_bestanden(Versie(kopie)))
    assert gevonden or streek.bestand == "manifest.json"


def test_there_are_as_many_kinds_as_a_hundred_and_each_exception_is_one_of_them() -> None:
    soorten = {streek.soort for streek in STREKEN}
    print(f"{len(soorten)} soorten vervalsing, {len(STREKEN)} vervalsingen")
    assert len(soorten) >= 100
    assert len(STREKEN) >= 190
    assert soorten >= ALS_VERSCHIL.keys()


def test_what_is_told_as_a_difference_only_is_told_in_the_manual_too() -> None:
    tekst = (Path(__file__).parents[3] / "docs" / "verifieren.md").read_text("utf-8")
    assert [soort for soort in ALS_VERSCHIL if soort not in tekst] == []


def test_another_version_with_the_very_same_workbooks_is_not_wholly_checked(andere: Path) -> None:
    versie = Versie(andere)
    with pytest.raises(NietVolledig, match=r"ViA-XL 0\.0\.9 deze map maakte; .* precies dezelfde werkmappen"):
        list(herbouw(versie, versie.werkboeken[0]))


def test_what_differs_in_every_settlement_may_be_another_version_and_in_one_it_is_not(
    andere: Path, tmp_path: Path
) -> None:
    kopie = Path(shutil.copytree(andere, tmp_path / "2024" / "v1"))
    streek = next(s for s in STREKEN if s.soort == "kopregel van de afdruk")
    namen = [pad.name for pad in sorted(kopie.glob("*_afrekening_*"))]
    gezien = []
    for naam in namen:
        streek.op(kopie / naam)
        gezien.append([b.ernst for b in _herbouwd(Versie(kopie), namen[0])])
    assert gezien == [[Ernst.FOUT], [Ernst.FOUT], [Ernst.WAARSCHUWING]]


def _herbouwd(versie: Versie, naam: str) -> list[Bevinding]:
    return list(doe(versie, "herbouw", naam).bevindingen)
