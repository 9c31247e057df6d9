"""The chain: whatever is done to the versions of a year, what somebody was sent contradicts it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hulp.kleine_master import BOEKEL, OSS, REGELING, blokken, schrijf
from hulp.vervalsen import keten_opnieuw
from msgspec.structs import replace

from via_xl import PROGRAMMA
from via_xl.basis import ketencode
from via_xl.basis.bevinding import Ernst, InvoerFout
from via_xl.basis.ketencode import Typefout, is_van, kort, lees
from via_xl.basis.vingerafdruk import sha256, sha256_van
from via_xl.bewijs.keten import KETEN, als_bestand, lees_schakels, schakels_van
from via_xl.bewijs.verificatie.keten import controleer
from via_xl.bewijs.verificatie.versie import NietMogelijk, Versie
from via_xl.regeling.model import Afrekening, Regeling, Versiestand
from via_xl.rekenen.keten import Schakel, Schakelsoort, afgesproken, koppen, schakel_van_versie
from via_xl.versie.verifieren import verifieer

ANDER_AKKOORD = replace(REGELING, akkoorden=(replace(REGELING.akkoorden[0], sha256="56" * 32),))
ANDER_ADRES = replace(
    REGELING, gemeenten=(*REGELING.gemeenten[:2], replace(REGELING.gemeenten[2], e_mail="ander@oss.example"))
)


@cache
def _master(regeling: Regeling, plek: Path) -> Path:
    return schrijf(plek / f"{abs(hash(regeling))}.xlsx", blokken(regeling))


class Jaarmap:
    """The folder of a year with versions as a run leaves them, as far as the chain looks at them."""

    def __init__(self, plek: Path) -> None:
        self.map = plek / "2024"
        self.map.mkdir(parents=True)
        self._werk = plek

    def versie(self, nummer: int, regeling: Regeling = REGELING, *, vorige: Any = None) -> Path:
        """Make a version, or make it again, after what lies there."""
        plek = self.map / f"v{nummer}"
        ervoor = koppen(schakels_van(self.map)) if vorige is None else vorige
        shutil.rmtree(plek, ignore_errors=True)
        (plek / "bron").mkdir(parents=True)
        shutil.copyfile(_master(regeling, self._werk), plek / "bron" / "m.xlsx")
        manifest = {
            "jaar": 2024,
            "versie": nummer,
            "gemaakt_op": "2025-02-01T12:00:00",
            "programma": PROGRAMMA,
            "master": {"bestand": "m.xlsx"},
            "bestanden": [{"bestand": "bron/m.xlsx", "sha256": sha256(plek / "bron" / "m.xlsx")}],
        }
        (plek / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        schakel = schakel_van_versie(regeling, 2024, nummer, ervoor, sha256(plek / "manifest.json"))
        (plek / KETEN).write_bytes(schakel.als_bestand())
        return plek

    def verzending(self, nummer: int, *rijen: str) -> None:
        """Drafts of a version, once for each row of their register."""
        plek = self.map / f"verzending-v{nummer}"
        plek.mkdir()
        schakels: list[Schakel] = []
        for aantal in range(1, len(rijen) + 1):
            tekst = "".join(f"{rij}\r\n" for rij in ("Gemeente", *rijen[:aantal])).encode()
            (plek / "verzendregister.csv").write_bytes(tekst)
            inhoud = (("register", sha256_van(tekst)), ("regels", str(aantal)))
            ervoor = koppen((*schakels_van(self.map), *schakels))
            schakels.append(Schakel(Schakelsoort.VERZENDING, 2024, nummer, ervoor, inhoud))
        (plek / KETEN).write_bytes(als_bestand(schakels))

    def waarde(self, nummer: int) -> str:
        """What everybody was sent."""
        return kort(lees_schakels(self.map / f"v{nummer}" / KETEN)[0].ketenwaarde)


@pytest.fixture(scope="module")
def drie(tmp_path_factory: pytest.TempPathFactory) -> Jaarmap:
    """Three versions; of the first one drafts were made twice, of the second a payment list."""
    jaar = Jaarmap(tmp_path_factory.mktemp("keten"))
    jaar.versie(1)
    jaar.verzending(1, "Oss", "Boekel")
    jaar.versie(2)
    lijst = jaar.map / "ViA_betaallijst_2024_v2.csv"
    lijst.write_bytes(b"Boekel;12,00\r\n")
    schakel = Schakel(Schakelsoort.BETAALLIJST, 2024, 2, koppen(schakels_van(jaar.map)), ((lijst.name, sha256(lijst)),))
    lijst.with_suffix(f".{KETEN}").write_bytes(schakel.als_bestand())
    jaar.versie(3)
    return jaar


@pytest.fixture
def jaar(drie: Jaarmap, tmp_path: Path) -> Jaarmap:
    shutil.copytree(drie.map, tmp_path / "kopie" / "2024")
    nieuw = Jaarmap.__new__(Jaarmap)
    nieuw.map, nieuw._werk = tmp_path / "kopie" / "2024", tmp_path
    return nieuw


def wat(jaar: Jaarmap, nummer: int, gegeven: str = "", ernst: Ernst = Ernst.FOUT) -> str:
    """The findings on a version, held against a value."""
    versie = Versie(jaar.map / f"v{nummer}", gegeven=lees(gegeven) if gegeven else "")
    return " ".join(b.regel() for b in controleer(versie) if b.ernst is ernst)


def test_what_nobody_touched_is_the_chain_that_everybody_holds(jaar: Jaarmap) -> None:
    for nummer in (1, 2, 3):
        assert wat(jaar, nummer, jaar.waarde(nummer).lower().replace("-", " ")) == ""
    namen = [een.naam for een in schakels_van(jaar.map)]
    assert sorted(namen) == sorted(
        ["versie 1", *["verzending van versie 1"] * 2, "versie 2", "betaallijst van versie 2", "versie 3"]
    )
    assert [naam for naam, _ in koppen(schakels_van(jaar.map))] == ["versie 3"]


def test_the_value_of_another_version_says_of_which(jaar: Jaarmap) -> None:
    assert "is die van versie 1, en niet van deze versie 3." in wat(jaar, 3, jaar.waarde(1))


def _weg(jaar: Jaarmap) -> None:
    shutil.rmtree(jaar.map / "v2")


def _vervangen(jaar: Jaarmap) -> None:
    jaar.versie(2, ANDER_AKKOORD, vorige=Versie(jaar.map / "v2").schakel.vorige)


def _tussengevoegd(jaar: Jaarmap) -> None:
    ervoor = Versie(jaar.map / "v1").schakel
    jaar.versie(3, vorige=((ervoor.naam, ervoor.ketenwaarde),))


def _verzending_weg(jaar: Jaarmap) -> None:
    shutil.rmtree(jaar.map / "verzending-v1")


@pytest.mark.parametrize(
    ("doe", "hoort"),
    [
        (_weg, "versie 2, waarop deze versie volgt, ligt er niet bij"),
        (_vervangen, "volgt op een andere versie 2 dan die ernaast ligt: die is vervangen of opnieuw gemaakt"),
        (_tussengevoegd, "versie 2 ernaast hoort niet in de keten van deze versie: die is er later bij gekomen"),
        (_verzending_weg, "verzending van versie 1, waarop deze versie volgt, ligt er niet bij"),
    ],
)
def test_what_is_taken_out_replaced_or_slipped_in_before_it_is_told(
    doe: Callable[[Jaarmap], None], hoort: str, jaar: Jaarmap
) -> None:
    van_twee = jaar.waarde(2)
    doe(jaar)
    gevonden = wat(jaar, 3, van_twee if doe is not _tussengevoegd else "")
    assert hoort in gevonden
    if doe in (_weg, _vervangen):
        assert "is die van versie 2 zoals die was toen" in gevonden


@pytest.mark.parametrize(
    ("nummer", "anders"),
    [(3, ANDER_AKKOORD), (3, ANDER_ADRES), (1, ANDER_AKKOORD), (2, ANDER_ADRES)],
    ids=["akkoord", "adres", "eerste", "tweede"],
)
def test_a_version_that_was_made_again_with_other_approvals_or_addresses_contradicts_what_was_sent(
    nummer: int, anders: Regeling, jaar: Jaarmap
) -> None:
    """Wholly consistent by itself: only what others hold tells."""
    gekregen = jaar.waarde(nummer)
    jaar.versie(nummer, anders, vorige=Versie(jaar.map / f"v{nummer}").schakel.vorige)
    assert wat(jaar, nummer) == ""
    gevonden = wat(jaar, nummer, gekregen)
    assert (
        f"is niet die van deze versie {nummer}: sinds iemand die waarde kreeg" in gevonden
        or "zoals die was" in gevonden
    )


def test_all_made_again_contradicts_every_inbox(jaar: Jaarmap) -> None:
    gekregen = [jaar.waarde(nummer) for nummer in (1, 2, 3)]
    for plek in (*jaar.map.glob("v*"), *jaar.map.glob(f"*.{KETEN}")):
        shutil.rmtree(plek) if plek.is_dir() else plek.unlink()
    for nummer in (1, 2, 3):
        jaar.versie(nummer, ANDER_AKKOORD)
    assert wat(jaar, 3) == ""
    for nummer, waarde in enumerate(gekregen, start=1):
        assert "Vertrouw deze map niet" in wat(jaar, nummer, waarde)


@pytest.mark.parametrize(
    ("knoei", "hoort"),
    [
        (lambda m: (m / KETEN).unlink(), "keten.json ontbreekt, en daarmee de ketenwaarde"),
        (lambda m: (m / KETEN).write_text("[" * 10_000), "niet te lezen als de schakel van een versie"),
        (lambda m: _bewerk(m, versie=2), "de schakel is van een andere versie"),
        (lambda m: _bewerk(m, vorige=[]), "versie 1 ernaast hoort niet in de keten"),
        (lambda m: _bewerk(m, ketenwaarde="ab" * 32), "niet die van wat er verder in staat"),
        (lambda m: _bewerk(m, erbij="x"), "niet die van wat er verder in staat"),
        (lambda m: (m / "manifest.json").open("a").write(" "), "manifest.json is een ander dan toen"),
        (
            lambda m: shutil.copyfile(_master(ANDER_ADRES, m.parent), m / "bron" / "m.xlsx"),
            "de akkoorden, urenstaten, reacties, besluiten of adressen in de bewaarde master zijn andere",
        ),
    ],
)
def test_a_link_that_is_not_that_of_its_folder_is_told(
    knoei: Callable[[Path], object], hoort: str, jaar: Jaarmap
) -> None:
    knoei(jaar.map / "v3")
    assert hoort in wat(jaar, 3)


def test_an_earlier_version_made_again_with_every_link_after_it_contradicts_what_those_keep_of_it(
    jaar: Jaarmap,
) -> None:
    """The forger goes on to the last link, but the later version keeps the manifest of the earlier, and its master the ketenwaarde."""
    eerste = Versie(jaar.map / "v1").ketenwaarde
    rij = Afrekening(
        jaar=2024, versie=1, soort=Versiestand.CONCEPT, op=date(2025, 2, 1), invoerhash="0" * 64, ketenwaarde=eerste
    )
    jaar.versie(3, replace(REGELING, afrekeningen=(rij,)), vorige=Versie(jaar.map / "v3").schakel.vorige)
    bewaart = jaar.map / "v2" / "bron" / "vorige"
    bewaart.mkdir()
    shutil.copyfile(jaar.map / "v1" / "manifest.json", bewaart / "manifest.json")
    assert [wat(jaar, nummer) for nummer in (1, 2, 3)] == [""] * 3
    manifest = jaar.map / "v1" / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace("12:00:00", "12:00:01"), "utf-8")
    voor = lees_schakels(jaar.map / "v1" / KETEN)[0].ketenwaarde
    keten_opnieuw(jaar.map / "v1")
    shutil.rmtree(jaar.map / "verzending-v1")
    for pad in jaar.map.glob(f"*.{KETEN}"):
        pad.unlink()
    na = lees_schakels(jaar.map / "v1" / KETEN)[0].ketenwaarde
    assert voor != na
    for nummer, ervoor in ((2, "v1"), (3, "v2")):
        schakel = Versie(jaar.map / ervoor).schakel
        een = replace(lees_schakels(jaar.map / f"v{nummer}" / KETEN)[0], vorige=((schakel.naam, schakel.ketenwaarde),))
        (jaar.map / f"v{nummer}" / KETEN).write_bytes(een.als_bestand())
    for nummer in (1, 2):
        assert "versie 2 bewaart een andere versie 1 dan de map v1: een van beide is later opnieuw gemaakt" in wat(
            jaar, nummer
        )
    assert "van versie 1 staat in de bewaarde master een andere ketenwaarde dan die van de map ernaast" in wat(jaar, 3)


def _bewerk(versiemap: Path, **velden: Any) -> None:
    pad = versiemap / KETEN
    pad.write_text(json.dumps(json.loads(pad.read_text("utf-8")) | velden), encoding="utf-8")


def test_a_register_or_a_payment_list_that_was_changed_is_told_at_its_version(jaar: Jaarmap) -> None:
    register = jaar.map / "verzending-v1" / "verzendregister.csv"
    register.write_bytes(register.read_bytes() + b"Vught\r\n")
    assert wat(jaar, 1) == ""
    register.write_bytes(register.read_bytes().replace(b"Oss", b"Uss"))
    assert "het register is een ander dan toen de concept-e-mails werden gemaakt" in wat(jaar, 1)
    (jaar.map / "ViA_betaallijst_2024_v2.csv").write_bytes(b"Boekel;13,00\r\n")
    assert "de betaallijst is een andere dan toen zij werd gemaakt" in wat(jaar, 2)
    assert wat(jaar, 3) == ""


def test_a_copy_by_itself_says_what_is_not_beside_it_and_a_folder_of_before_the_chain_that_it_has_none(
    jaar: Jaarmap, tmp_path: Path
) -> None:
    los = Path(shutil.copytree(jaar.map / "v2", tmp_path / "los" / "v2"))
    alleen = list(controleer(Versie(los, gegeven=lees(jaar.waarde(2)))))
    assert {b.ernst for b in alleen} == {Ernst.WAARSCHUWING}
    (los / KETEN).unlink()
    manifest = los / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace(PROGRAMMA, "ViA-XL 0.0.9"), "utf-8")
    with pytest.raises(NietMogelijk, match="nog geen keten maakte"):
        list(controleer(Versie(los)))
    assert [b.wat for b in controleer(Versie(los, gegeven=jaar.waarde(2)))] == [
        "keten.json ontbreekt, en daarmee de ketenwaarde."
    ]


def test_versions_of_before_the_chain_are_in_that_of_the_next(jaar: Jaarmap) -> None:
    for plek in (jaar.map / "v1", jaar.map / "v2"):
        (plek / KETEN).unlink()
    shutil.rmtree(jaar.map / "verzending-v1")
    (jaar.map / f"ViA_betaallijst_2024_v2.{KETEN}").unlink()
    jaar.versie(3, vorige=koppen(schakels_van(jaar.map)[:2]))
    assert wat(jaar, 3) == ""
    (jaar.map / "v1" / "manifest.json").open("a").write(" ")
    assert "andere versie 2 dan die ernaast" in wat(jaar, 3)


# --- what was agreed

_EEN = REGELING.urenstaten[0]


@pytest.mark.parametrize(
    "anders",
    [
        {"akkoorden": ()},
        {"akkoorden": (replace(REGELING.akkoorden[0], op=date(2025, 3, 2)),)},
        {"urenstaten": (replace(_EEN, akkoord_leidinggevende=date(2025, 1, 11)),)},
        {"reacties": (replace(REGELING.reacties[0], afgehandeld=None),)},
        {"besluiten": (replace(REGELING.besluiten[0], ingetrokken=date(2025, 1, 1)),)},
        {"besluitstappen": (replace(REGELING.besluitstappen[0], gehouden=date(2024, 3, 4)),)},
        {"gemeenten": ANDER_ADRES.gemeenten},
        {"gemeenten": (replace(REGELING.gemeenten[0], iban="NL91ABNA0417164300"), *REGELING.gemeenten[1:])},
    ],
    ids=lambda anders: next(iter(anders)),
)
def test_whatever_was_agreed_is_in_it(anders: dict[str, Any]) -> None:
    assert afgesproken(replace(REGELING, **anders), 2024) != afgesproken(REGELING, 2024)


def test_what_is_of_another_year_or_in_another_order_is_not() -> None:
    erbij = replace(REGELING.akkoorden[0], jaar=2025, code=BOEKEL)
    van_ander_jaar = replace(
        REGELING,
        akkoorden=(erbij, *REGELING.akkoorden),
        reacties=(replace(REGELING.reacties[0], jaar=2023), *REGELING.reacties),
        urenstaten=(replace(_EEN, jaar=2025), _EEN),
        gemeenten=REGELING.gemeenten[::-1],
        kosten=(),
    )
    assert afgesproken(van_ander_jaar, 2024) == afgesproken(REGELING, 2024)
    assert OSS in {rij.code for rij in REGELING.akkoorden}


# --- the short form

_TEKENS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@pytest.mark.parametrize("waarde", [sha256_van(b"een"), sha256_van(b"twee"), "0" * 64, "f" * 64])
def test_what_is_read_out_wrong_is_told_and_what_is_read_out_right_is_the_same(waarde: str) -> None:
    """Every character wrong, and every two that changed places."""
    code = kort(waarde)
    assert is_van(lees(code.replace("-", "").lower().replace("0", "O").replace("1", "l")), waarde)
    assert is_van(lees(waarde.upper()), waarde)
    tekens = code.replace("-", "")
    anders = {tekens[:plek] + teken + tekens[plek + 1 :] for plek in range(20) for teken in _TEKENS}
    for een, twee in combinations(range(20), 2):
        anders.add(tekens[:een] + tekens[twee] + tekens[een + 1 : twee] + tekens[een] + tekens[twee + 1 :])
    assert [fout for fout in anders - {tekens} if _aangenomen(fout)] == []


def _aangenomen(tekst: str) -> bool:
    try:
        lees(tekst)
    except Typefout:
        return False
    return True


def test_what_cannot_be_a_value_says_why() -> None:
    for tekst, hoort in (("04HMA-SW9NF", "er staan 10 tekens"), ("U" * 20, '"U" komt in geen'), ("", "0 tekens")):
        with pytest.raises(Typefout, match=hoort):
            lees(tekst)
    assert ketencode.kort("00" * 32).startswith("00000-00000-00000-000")


def test_a_typing_error_at_the_command_is_no_verdict(jaar: Jaarmap) -> None:
    with pytest.raises(InvoerFout, match=r"is geen ketenwaarde: er staan 4 tekens.*Typ haar opnieuw") as fout:
        verifieer(jaar.map / "v1", gegeven="ABCD")
    assert fout.value.exitcode == 2
