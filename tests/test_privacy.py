"""A settlement workbook holds nothing of anyone else's staff, in any byte of the package.

A region in which every hour, rate, cost, medewerker, rol, thema and source is found nowhere else: each workbook is
unzipped, and every part is searched for what belongs to the others, as text and as number in every form in which a
workbook could hold it.
"""

from __future__ import annotations

import getpass
import re
import socket
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hulp.gemaakt import Gemaakt, gedeelde_run, maak_alles
from hulp.kleine_master import REGIOGEGEVENS, VAST, bewerk_deel, uren
from hulp.lang import meest_lang
from msgspec import Struct
from msgspec.structs import replace
from openpyxl import load_workbook

from via_xl.regeling.model import (
    POK,
    Aandachtspunt,
    BtwPositie,
    Capaciteit,
    Gemeente,
    Inwoners,
    Jaar,
    Kostenpost,
    MeerkostenDrager,
    Regeling,
    Rol,
    Tarief,
    Thema,
    Urenstaat,
    Verdeelsleutel,
    Verrekend,
    Voorschot,
)
from via_xl.rekenen.verrekening import Verrekening

CENTRUM = "GM0796"
LEVERANCIERS = {CENTRUM: "QA", "GM1982": "QB", "GM0828": "QC", "GM1721": "QD"}
"""Who lends staff, and the mark in all their texts; one gemeente, Boekel, lends none."""
NAMEN = {CENTRUM: "Alfa", "GM1982": "Bravo", "GM0828": "Charlie", "GM1721": "Delta", "GM0755": "Echo"}
TE_LAAT = (CENTRUM, "GM0828")
"""Who delivered hours in 2023 that are settled in 2024."""
VAN_DE_REGELS = ("medewerker", "rol", "thema", "bron", "tarief")
"""The texts that a gemeente finds in its own hour lines and rates, each with its mark."""
GEHEIM_ONDER = (Verdeelsleutel.KOSTEN, Verdeelsleutel.UREN)
"""Keys under which another's bijdrage gives away its cost or hours."""


def _regio(sleutel: Verdeelsleutel, **keuzes: Any) -> Regeling:
    codes = list(NAMEN)
    leveranciers = list(LEVERANCIERS.items())
    return Regeling(
        regiogegevens=REGIOGEGEVENS,
        gemeenten=tuple(
            Gemeente(
                code=code,
                naam=naam,
                organisatie=f"organisatie {LEVERANCIERS.get(code, 'QE')}",
                centrumgemeente=code == CENTRUM,
                contactfunctionaris=f"contact {LEVERANCIERS.get(code, 'QE')}",
                e_mail=f"{LEVERANCIERS.get(code, 'QE')}@voorbeeld.example",
                **VAST,
            )
            for code, naam in NAMEN.items()
        ),
        themas=tuple(Thema(thema=f"thema {merk}", bron="") for merk in LEVERANCIERS.values()),
        rollen=tuple(Rol(rol=f"rol {merk}", bron="") for merk in LEVERANCIERS.values()),
        jaren=(
            Jaar(jaar=2024, peiljaar=2022, verdeelsleutel=sleutel, bron="", **keuzes),
            Jaar(jaar=2023, peiljaar=2022, verdeelsleutel=sleutel, bron="", drempel_herziening_ct=100_000),
        ),
        inwoners=tuple(
            Inwoners(code=code, peiljaar=2022, inwoners=31_357 + 17_449 * nummer, **VAST)
            for nummer, code in enumerate(codes)
        ),
        pok=tuple(POK(jaar=jaar, vergoeding_bp=5000, maximum_ct=31_000_000, bron="") for jaar in (2023, 2024)),
        tarieven=tuple(
            Tarief(
                schaal=9 + nummer,
                van=date(2023, 1, 1),
                tot=date(2024, 12, 31),
                maandsalaris_ct=471_389 + 63_127 * nummer,
                ikb_bp=1705,
                werkgeverslasten_bp=2500,
                productieve_uren_h=140_000,
                bron=f"tarief {merk}",
            )
            for nummer, (_, merk) in enumerate(leveranciers)
        ),
        uren=tuple(
            uren(
                code,
                13_337 + 4_219 * nummer + 1_913 * maand,
                medewerker=f"medewerker {merk}{maand}",
                rol=f"rol {merk}",
                thema=f"thema {merk}",
                schaal=9 + nummer,
                maand=date(2024, maand, 1),
                bron=f"bron {merk}{maand}",
            )
            for nummer, (code, merk) in enumerate(leveranciers)
            for maand in (2, 5, 11)
        )
        + tuple(
            uren(
                code,
                11_171 + 3_907 * nummer,
                medewerker=f"medewerker {merk}12",
                rol=f"rol {merk}",
                thema=f"thema {merk}",
                schaal=9 + nummer,
                maand=date(2023, 12, 1),
                bron=f"bron {merk}12",
            )
            for nummer, (code, merk) in enumerate(leveranciers)
            if code in TE_LAAT
        ),
        kosten=tuple(
            Kostenpost(
                jaar=2024,
                omschrijving=f"post {LEVERANCIERS.get(code, 'QE')}",
                code=code,
                bedrag_ct=187_331 + 29_477 * nummer,
                factuur=f"factuur {LEVERANCIERS.get(code, 'QE')}",
                pok=nummer % 2 == 0,
                telt_mee=True,
                bron=f"bon {LEVERANCIERS.get(code, 'QE')}",
            )
            for nummer, code in enumerate(codes)
        ),
        urenstaten=tuple(
            Urenstaat(
                code=code,
                jaar=2024,
                bestand=f"urenstaat {merk}.xlsx",
                sha256=f"{merk}{nummer:062d}",
                gelezen_op=date(2025, 1, 8),
                regels=3,
                uren_h=3 * (13_337 + 4_219 * nummer) + 1_913 * 18,
                bron=f"bron {merk}",
            )
            for nummer, (code, merk) in enumerate(leveranciers)
        ),
        aandachtspunten=tuple(
            Aandachtspunt(
                code=code,
                jaar=2024,
                bestand=f"urenstaat {merk}.xlsx",
                plaats="C5",
                wat=f"wat {merk}",
                doen=f"doen {merk}",
                toelichting=f"toelichting {merk}",
                bron=f"bron {merk}",
            )
            for code, merk in leveranciers
        ),
        capaciteit=tuple(
            Capaciteit(code=code, uren_per_week_h=1_800 + 100 * nummer, bron="")
            for nummer, code in enumerate(LEVERANCIERS)
        ),
        voorschotten=tuple(
            Voorschot(code=code, jaar=2024, bedrag_ct=231_719 + 48_611 * nummer, bron=f"voorschot {nummer}Q")
            for nummer, code in enumerate(codes)
        ),
        verrekend=tuple(
            Verrekend(
                code=code,
                jaar=2024,
                bedrag_ct=23_477 - 13_191 * nummer,
                uit_jaar=2023,
                herziet=1,
                bron=f"herzien {nummer}Q",
            )
            for nummer, code in enumerate(codes)
        ),
    )


BOVEN_DE_GRENS = {"voorstelgrens_ct": 300_000}
BTW_IS_LAST = {"btw_positie": BtwPositie.LAST, "btw_bp": 2100}


@pytest.fixture(
    scope="module",
    params=[
        *((sleutel, {}) for sleutel in Verdeelsleutel),
        (Verdeelsleutel.INWONERS, BOVEN_DE_GRENS | {"meerkosten_drager": MeerkostenDrager.LEVERANCIERS}),
        (Verdeelsleutel.UREN, BOVEN_DE_GRENS | BTW_IS_LAST | {"meerkosten_drager": MeerkostenDrager.CENTRUMGEMEENTE}),
    ],
    ids=lambda deel: f"{deel[0]} {deel[1].get('meerkosten_drager', '')}",
)
def regio(request: pytest.FixtureRequest) -> Gemaakt:
    """The run of the region, under each key, and with meerkosten that somebody else bears, once with btw over it."""
    sleutel, keuzes = request.param
    gemaakt = gedeelde_run(_regio(sleutel, **keuzes), 2024)
    assert (gemaakt.uitkomst.meerkosten_ct > 0) is bool(keuzes)
    return gemaakt


class Geheim(Struct, frozen=True):
    """What belongs to one gemeente: texts, and whole numbers of hundredths (cents, hundredths of an hour)."""

    teksten: frozenset[str]
    honderdsten: frozenset[int]
    gehelen: frozenset[int] = frozenset()

    def patroon(self) -> re.Pattern[str]:
        """Any of it, in any form in which a workbook holds it."""
        vormen = {str(getal) for getal in self.honderdsten | self.gehelen if getal}
        for getal in self.honderdsten - {0}:
            heel, deel = divmod(getal, 100)
            duizend = f"{heel:,}"
            vormen |= {
                f"{getal / 100:.16G}",  # as the file stores it
                f"{heel}.{deel:02d}",
                f"{heel},{deel:02d}",
                f"{duizend}.{deel:02d}",
                f"{duizend.replace(',', '.')},{deel:02d}",
            }
        getallen = "|".join(sorted(map(re.escape, vormen), key=len, reverse=True))
        teksten = "|".join(map(re.escape, sorted(self.teksten)))
        return re.compile(rf"(?:{teksten})|(?<![\d.,])(?:{getallen})(?!\d)")


def _geheim(uitkomst: Verrekening, code: str) -> Geheim:
    """What no other gemeente may find: hours, rates, costs, and the saldo that they follow from."""
    rij = uitkomst.van(code)
    regels = [regel for regel in uitkomst.regels if regel.regel.code == code]
    merk = LEVERANCIERS.get(code, "QE")
    teksten = {
        f"{soort} {merk}"
        for soort in (
            *VAN_DE_REGELS,
            "post",
            "factuur",
            "bon",
            "urenstaat",
            "wat",
            "doen",
            "toelichting",
        )
    }
    if code != CENTRUM:  # which sends the settlement, and to whom questions are put
        teksten |= {f"contact {merk}", f"{merk}@voorbeeld", f"organisatie {merk}"}
    honderdsten = {rij.uren_h, rij.kosten_ct, rij.voorschot_ct, abs(rij.saldo_ct)}
    honderdsten |= {abs(rij.verrekend_ct), abs(rij.te_betalen_ct)}
    laat = [regel for regel in regels if regel.regel.maand.year == 2023]
    honderdsten |= {rij.urenkosten_ct, rij.overig_ct, sum(k.kosten_ct for k in laat), sum(k.regel.uren_h for k in laat)}
    honderdsten |= {een.post.bedrag_ct for een in uitkomst.overige if een.code == code}
    honderdsten |= {n for k in regels for n in (k.regel.uren_h, k.kosten_ct, k.uurtarief_ct)}
    honderdsten |= {k.tarief.maandsalaris_ct or 0 for k in regels}
    gehelen: set[int] = set()
    if uitkomst.verdeelsleutel in GEHEIM_ONDER:
        honderdsten |= {rij.bijdrage_ct, abs(rij.bijdrage_ct - (rij.begroot_ct or 0)), rij.deel.bedrag_ct}
        honderdsten |= {rij.btw_ct, rij.zonder_btw_ct}
        gehelen = {rij.deel.sleutel, rij.deel.product, rij.deel.afgekapt}
    if _naar_kosten_boven_de_grens(uitkomst) and rij.meerkosten.bedrag_ct:
        honderdsten |= {rij.bijdrage_ct, rij.meerkosten.bedrag_ct}
        gehelen |= {rij.meerkosten.sleutel, rij.meerkosten.product, rij.meerkosten.afgekapt}
    return Geheim(frozenset(teksten), frozenset(honderdsten), frozenset(gehelen))


def _naar_kosten_boven_de_grens(uitkomst: Verrekening) -> bool:
    """Whether the part above the limit gives away a cost."""
    return uitkomst.meerkosten_ct > 0 and uitkomst.drager is MeerkostenDrager.LEVERANCIERS


def _gevonden(pad: Path, geheim: Geheim) -> list[str]:
    """What of a secret a package holds, with the part it is in."""
    patroon = geheim.patroon()
    with zipfile.ZipFile(pad) as pakket:
        delen = {naam: pakket.read(naam).decode() for naam in pakket.namelist()}
    return [f"{naam}: {vondst}" for naam, tekst in delen.items() for vondst in patroon.findall(f"{naam}\n{tekst}")]


@pytest.mark.lang(vlug=3, een_op=40)  # cases that cost much, of which some are in every run
def test_no_workbook_holds_anything_of_another_gemeente(regio: Gemaakt) -> None:
    gevonden = {
        f"{van} bij {bij}": vondst
        for bij, pad in regio.bestanden.items()
        for van in NAMEN
        if van != bij and (vondst := _gevonden(pad, _geheim(regio.uitkomst, van)))
    }
    assert gevonden == {}


@pytest.mark.lang(vlug=2, een_op=40)  # cases that cost much, of which some are in every run
def test_the_search_finds_what_is_ones_own(regio: Gemaakt) -> None:
    for code, merk in LEVERANCIERS.items():
        rij = regio.uitkomst.van(code)
        for tekst in (f"{soort} {merk}" for soort in VAN_DE_REGELS):
            assert _gevonden(regio.bestanden[code], Geheim(frozenset({tekst}), frozenset({1}))), tekst
        eigen = (rij.uren_h, rij.kosten_ct, rij.voorschot_ct, rij.saldo_ct, rij.bijdrage_ct)
        for getal in (*eigen, rij.verrekend_ct, rij.te_betalen_ct):
            assert _gevonden(regio.bestanden[code], Geheim(frozenset({"Q?"}), frozenset({abs(getal)}))), getal


@pytest.mark.lang(vlug=2, een_op=40)  # cases that cost much, of which some are in every run
def test_the_regional_workbook_holds_everything_so_the_marks_are_real(regio: Gemaakt) -> None:
    for code, merk in LEVERANCIERS.items():
        vondsten = " ".join(_gevonden(regio.regio, _geheim(regio.uitkomst, code)))
        assert all(f"{soort} {merk}" in vondsten for soort in (*VAN_DE_REGELS, "urenstaat", "toelichting"))


def test_the_bijdrage_of_all_is_shown_only_under_a_public_key(regio: Gemaakt) -> None:
    uit = regio.uitkomst
    for bij, pad in regio.bestanden.items():
        naar_kosten = _naar_kosten_boven_de_grens(uit)
        # Of who bears no meerkosten the share by the public key is all of the bijdrage.
        zonder = {rij.code for rij in uit.gemeenten if naar_kosten and not rij.meerkosten.bedrag_ct}
        anderen = [rij.bijdrage_ct for rij in uit.gemeenten if rij.code not in zonder | {bij} and rij.bijdrage_ct]
        getoond = [ct for ct in anderen if _gevonden(pad, Geheim(frozenset({"Q?"}), frozenset({ct})))]
        geheim = uit.verdeelsleutel in GEHEIM_ONDER or naar_kosten
        assert getoond == ([] if geheim else anderen)


@pytest.mark.parametrize(
    ("deel", "voor", "lek"),
    [
        ("xl/sharedStrings.xml", b"</si>", "</si><si><t>medewerker QB2</t></si>"),
        ("xl/worksheets/sheet3.xml", b"</sheetData>", "<row r='99'><c r='A99'><v>{kosten}</v></c></row></sheetData>"),
        ("xl/worksheets/sheet5.xml", b"</sheetData>", "<row r='99'><c r='A99'><v>{uren_h}</v></c></row></sheetData>"),
        ("xl/styles.xml", b"</styleSheet>", "<!-- {saldo} --></styleSheet>"),
        ("docProps/core.xml", b"</dc:title>", " thema QB</dc:title>"),
        ("xl/workbook.xml", b"</definedNames>", '<definedName name="x">"{kosten_nl}"</definedName></definedNames>'),
        ("xl/tables/table1.xml", b"</table>", "<!-- rol QB --></table>"),
    ],
)
def test_a_leak_in_any_part_is_found(deel: str, voor: bytes, lek: str, run_lek: Gemaakt, tmp_path: Path) -> None:
    uit = run_lek.uitkomst.van("GM1982")
    pad = tmp_path / "lek.xlsx"
    pad.write_bytes(run_lek.bestanden["GM0828"].read_bytes())
    geheim = _geheim(run_lek.uitkomst, "GM1982")
    assert _gevonden(pad, geheim) == []
    euro = f"{uit.kosten_ct // 100:,}".replace(",", ".")
    tekst = lek.format(
        kosten=uit.kosten_ct / 100,
        uren_h=uit.uren_h,
        saldo=-uit.saldo_ct / 100,
        kosten_nl=f"{euro},{uit.kosten_ct % 100:02d}",
    )
    bewerk_deel(pad, deel, lambda inhoud: inhoud.replace(voor, tekst.encode(), 1))
    (vondst,) = _gevonden(pad, geheim)
    assert vondst.startswith(f"{deel}: ")


@pytest.fixture(scope="module")
def run_lek() -> Gemaakt:
    """A clean run, to spoil copies of."""
    return gedeelde_run(_regio(Verdeelsleutel.INWONERS), 2024)


def test_with_two_suppliers_a_warning_comes_before_anything_is_sent(tmp_path: Path) -> None:
    basis = _regio(Verdeelsleutel.INWONERS)
    twee = replace(basis, uren=tuple(rij for rij in basis.uren if rij.code in (CENTRUM, "GM1982")), kosten=())
    gemaakt = maak_alles(tmp_path, twee, 2024)
    blad = load_workbook(gemaakt.master, data_only=True)["Controles"]
    (rij,) = [rij for rij in blad.iter_rows(values_only=True) if "Meer dan twee gemeenten" in str(rij[1])]
    assert rij[4] == "LET OP"


# --- a later version ------------------------------------------------------------------------------------------


@pytest.fixture(
    scope="module",
    params=meest_lang(Verdeelsleutel, Verdeelsleutel.KOSTEN),
    ids=str,
)
def tweede(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Verrekening, Gemaakt]:
    """A first settlement, and the second version after three suppliers changed their hours and one its rate."""
    werkmap = tmp_path_factory.mktemp("tweede")
    eerst = _regio(request.param)
    toen = maak_alles(werkmap, eerst, 2024).uitkomst
    regels = list(eerst.uren)
    regels[3] = replace(regels[3], uren_h=regels[3].uren_h + 1_789)
    regels[6] = replace(regels[6], geldig=False)
    regels.append(replace(regels[9], maand=date(2024, 7, 1), uren_h=4_373))
    tarieven = (*eerst.tarieven[:1], replace(eerst.tarieven[1], maandsalaris_ct=571_993), *eerst.tarieven[2:])
    voorschotten = tuple(
        replace(rij, bedrag_ct=rij.bedrag_ct + 10_007 + 3_391 * nummer) for nummer, rij in enumerate(eerst.voorschotten)
    )
    later = replace(eerst, uren=tuple(regels), tarieven=tarieven, voorschotten=voorschotten)
    return toen, maak_alles(werkmap, later, 2024)


def _verschil(toen: Verrekening, nu: Verrekening, code: str) -> Geheim:
    """What changed at a gemeente, which no other may find: each difference of what is its own."""
    was, is_nu = toen.van(code), nu.van(code)
    paren = [(was.uren_h, is_nu.uren_h), (was.kosten_ct, is_nu.kosten_ct), (was.saldo_ct, is_nu.saldo_ct)]
    if nu.verdeelsleutel in GEHEIM_ONDER:
        paren.append((was.bijdrage_ct, is_nu.bijdrage_ct))
    verschillen = (abs(na - voor) for voor, na in paren)
    return Geheim(frozenset({"Q?"}), frozenset(ct for ct in verschillen if ct > 1_000))  # less is found by chance


def test_a_later_version_holds_nothing_of_another_either_of_before_or_of_what_changed(
    tweede: tuple[Verrekening, Gemaakt],
) -> None:
    toen, nu = tweede
    gevonden = {
        f"{van} bij {bij}": vondst
        for bij, pad in nu.bestanden.items()
        for van in NAMEN
        for geheim in (_geheim(toen, van), _geheim(nu.uitkomst, van), _verschil(toen, nu.uitkomst, van))
        if van != bij and (vondst := _gevonden(pad, geheim))
    }
    assert gevonden == {}


def test_what_changed_is_found_in_ones_own_workbook_and_in_that_of_the_region(
    tweede: tuple[Verrekening, Gemaakt],
) -> None:
    toen, nu = tweede
    for code, pad in nu.bestanden.items():
        assert "Wijzigingen" in load_workbook(pad).sheetnames
        geheim = _verschil(toen, nu.uitkomst, code)
        assert geheim.honderdsten, "every advance changed, so every saldo did"
        assert len(_gevonden(pad, geheim)) >= len(geheim.honderdsten)
        assert len(_gevonden(nu.regio, geheim)) >= len(geheim.honderdsten)
    anders = {code for code in NAMEN if toen.van(code).kosten_ct != nu.uitkomst.van(code).kosten_ct}
    assert anders == {"GM1982", "GM0828", "GM1721"}


# --- nothing hidden, nothing from elsewhere ---------------------------------------------------------------


def test_nothing_is_hidden_and_nothing_points_outside(run_2024: Gemaakt, varianten: dict[str, Gemaakt]) -> None:
    for gemaakt in (run_2024, *varianten.values()):
        for pad in gemaakt.alle:
            with zipfile.ZipFile(pad) as pakket:
                delen = {naam: pakket.read(naam).decode() for naam in pakket.namelist()}
            soorten = {re.sub(r"\d+", "", naam) for naam in delen}
            assert not [
                naam for naam in soorten if re.search("externalLink|comment|persons|vml|custom|vba|media", naam)
            ]
            assert not [naam for naam, tekst in delen.items() if 'TargetMode="External"' in tekst]
            assert not [naam for naam, tekst in delen.items() if re.search(r'\b(hidden|veryHidden)="?(1|true)', tekst)]
            boek = load_workbook(pad)
            assert {blad.sheet_state for blad in boek.worksheets} == {"visible"}
            for blad in boek.worksheets:
                assert not [nr for nr, rij in blad.row_dimensions.items() if rij.hidden or rij.height == 0]
                assert not [nr for nr, kolom in blad.column_dimensions.items() if kolom.hidden or kolom.width == 0]


def test_the_properties_name_the_program_and_no_person_machine_or_path(run_2024: Gemaakt) -> None:
    verboden = {str(run_2024.map), str(run_2024.master.parent), str(Path.cwd()), socket.gethostname()}
    if len(getpass.getuser()) > 5:
        verboden.add(getpass.getuser())
    for pad in run_2024.bestanden.values():
        eigenschappen = load_workbook(pad).properties
        assert (eigenschappen.creator, eigenschappen.lastModifiedBy) == ("ViA-XL", "ViA-XL")
        assert eigenschappen.created == eigenschappen.modified
        assert not any((eigenschappen.description, eigenschappen.keywords, eigenschappen.subject))
        with zipfile.ZipFile(pad) as pakket:
            for naam in pakket.namelist():
                tekst = pakket.read(naam).decode()
                assert not [spoor for spoor in verboden if spoor in tekst], naam
                assert not re.search(r"[A-Z]:\\\\|file:|/home/|/Users/|\\Users\\", tekst), naam
