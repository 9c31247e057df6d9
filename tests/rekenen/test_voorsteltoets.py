"""Whether a voorstel is due: R of the region against its limit, or each bijdrage against its budgeted amount, as the year says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hulp.kleine_master import BOEKEL, HB, OSS, REGELING
from msgspec.structs import replace

from via_xl.basis.bevinding import NietsTeDoen
from via_xl.bewijs.vergelijken import vergelijk
from via_xl.lezen.master import Master
from via_xl.regeling.model import BtwPositie, Openpunt, Regeling, VoorstelToets
from via_xl.rekenen.vaststelling import redenen_concept
from via_xl.rekenen.verrekening import Verrekening, verreken
from via_xl.schrijven.master import controles, maak_master
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.voorstel.document import maak_document
from via_xl.schrijven.voorstel.stof import besluitpunten, waarom, wat_is_er
from via_xl.wijzigen.voorstel import Voorstelkeuzes, stel_op

R_CT = 409_894
"""What is to be shared of 2024 in the small region."""


def regio(toets: VoorstelToets, grens_ct: int | None = None, **begroot_ct: int) -> Regeling:
    """The small region of 2024 with this test, limit and printed amounts."""
    regel = REGELING.begroting[0]
    return replace(
        REGELING,
        jaren=(replace(REGELING.jaren[0], voorstel_toets=toets, voorstelgrens_ct=grens_ct),),
        begroting=tuple(replace(regel, code=code, jaar=2024, bedrag_ct=ct) for code, ct in begroot_ct.items()),
        besluiten=(),
        besluitstappen=(),
    )


RUIM = {HB: 300_000, BOEKEL: 300_000, OSS: 300_000}
KRAP = {HB: 300_000, BOEKEL: 10_000, OSS: 300_000}
"""In both the sum is above R; in the second Boekel bears more than its own amount."""


def van(*opgave: Any, **begroot_ct: int) -> Verrekening:
    return verreken(regio(*opgave, **begroot_ct), 2024)


def test_the_small_region_is_what_these_tests_take_it_for() -> None:
    uit = van(VoorstelToets.REGIO, **KRAP)
    assert (uit.te_verdelen_ct, [rij.naam for rij in uit.boven_begroot]) == (R_CT, ["Boekel"])
    assert uit.van(BOEKEL).boven_begroot_ct == uit.van(BOEKEL).bijdrage_ct - 10_000 > 0


@pytest.mark.parametrize(
    ("toets", "grens_ct", "begroot", "nodig"),
    [
        (VoorstelToets.REGIO, None, KRAP, False),
        (VoorstelToets.GEMEENTE, None, KRAP, True),
        (VoorstelToets.REGIO, R_CT - 1, RUIM, True),
        (VoorstelToets.REGIO, R_CT, RUIM, False),
        (VoorstelToets.GEMEENTE, R_CT - 1, RUIM, False),
        (VoorstelToets.GEMEENTE, None, {}, False),
        (VoorstelToets.REGIO, None, {}, False),
    ],
)
def test_the_parameter_says_what_triggers_it(
    toets: VoorstelToets, grens_ct: int | None, begroot: dict[str, int], nodig: bool, tmp_path: Path
) -> None:
    inhoud = regio(toets, grens_ct, **begroot)
    uit = verreken(inhoud, 2024)
    assert uit.voorstel_nodig is nodig
    assert any("er is nog geen besluit" in reden for reden in redenen_concept(inhoud, uit)) is nodig
    alle = controles.controles(Stand(inhoud, uit, HB))
    let_op = [rij.wat for rij in alle if rij.vergelijk == "<=" and rij.kan_leeg and not rij.klopt]
    assert len(let_op) == int(nodig)
    pad = tmp_path / "m.xlsx"
    boek = maak_master(inhoud, 2024)
    boek.bewaar(pad)
    _, verschillen = vergelijk(pad, boek.verwacht())
    assert [verschil.regel() for verschil in verschillen] == []


def test_a_gemeente_without_a_printed_amount_is_not_compared() -> None:
    uit = van(VoorstelToets.GEMEENTE, **{HB: 300_000, OSS: 300_000})
    assert (uit.van(BOEKEL).boven_begroot_ct, uit.voorstel_nodig) == (0, False)


@pytest.mark.parametrize(("minder_ct", "boven"), [(0, []), (1, ["Boekel"])])
def test_btw_that_is_a_burden_is_not_held_against_a_plan_without_it(
    minder_ct: int, boven: list[str], tmp_path: Path
) -> None:
    krap = regio(VoorstelToets.GEMEENTE, **KRAP)
    last = replace(krap, jaren=(replace(krap.jaren[0], btw_positie=BtwPositie.LAST, btw_bp=2100),))
    precies = {rij.code: rij.zonder_btw_ct for rij in verreken(last, 2024).gemeenten}
    begroot = tuple(
        replace(rij, bedrag_ct=precies[rij.code] - (minder_ct if rij.code == BOEKEL else 0)) for rij in last.begroting
    )
    inhoud = replace(last, begroting=begroot)
    uit = verreken(inhoud, 2024)
    assert min(rij.btw_ct for rij in uit.gemeenten) > 0
    assert ([rij.naam for rij in uit.boven_begroot], uit.voorstel_nodig) == (boven, bool(boven))
    pad = tmp_path / "m.xlsx"
    boek = maak_master(inhoud, 2024)
    boek.bewaar(pad)
    _, verschillen = vergelijk(pad, boek.verwacht())
    assert [verschil.regel() for verschil in verschillen] == []


def voorstel(inhoud: Regeling) -> Any:
    master = Master(Path("via_master.xlsx"), inhoud, 2024, None, {})
    return stel_op(master, Voorstelkeuzes(2024), Path("bestaat-niet"), REGELING.gemeenten[0].datum)[0]  # type: ignore[arg-type]


def test_a_voorstel_about_a_gemeente_says_so_and_asks_no_meerkosten(tmp_path: Path) -> None:
    stof = voorstel(regio(VoorstelToets.GEMEENTE, **KRAP))
    assert stof.onderwerp == "Bijdragen werkgroep ViA 2024"
    assert wat_is_er(stof).endswith("Eén van de 3 gemeenten draagt meer dan voor haar is begroot (8.2).")
    assert "Getoetst wordt de bijdrage van elke gemeente; daarom is er dit voorstel." in waarom(stof)[-1]
    assert "niet boven" in waarom(stof)[1]
    assert len(besluitpunten(stof, "hoofdstuk 2")) == 3
    assert "meerkosten" not in " ".join(besluitpunten(stof, "hoofdstuk 2"))
    maak_document(stof).bewaar(tmp_path / "v.docx")


def test_when_each_gemeente_bears_more_that_is_said_of_each() -> None:
    stof = voorstel(regio(VoorstelToets.GEMEENTE, R_CT, **dict.fromkeys((HB, OSS, BOEKEL), 1)))
    assert wat_is_er(stof).endswith("Elk van de 3 gemeenten draagt meer dan voor haar is begroot (8.2).")


def test_a_voorstel_about_the_region_says_so() -> None:
    stof = voorstel(regio(VoorstelToets.REGIO, 300_000, **RUIM))
    assert (stof.onderwerp, stof.cijfers.boven_ct) == ("Meerkosten werkgroep ViA 2024", R_CT - 300_000)
    assert waarom(stof)[-1].startswith(
        "Geen van de 3 gemeenten draagt meer dan voor haar is begroot (8.2). Getoetst wordt"
    )
    assert "de bijdrage van de hele regio" in waarom(stof)[-1]


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (regio(VoorstelToets.GEMEENTE, 300_000, **RUIM), "draagt geen gemeente meer dan haar begrote bijdrage"),
        (regio(VoorstelToets.REGIO, **KRAP), "niet meer dan de grens van"),
    ],
)
def test_what_does_not_trigger_asks_no_voorstel(inhoud: Regeling, zin: str) -> None:
    with pytest.raises(NietsTeDoen, match=zin):
        voorstel(inhoud)


def test_the_register_has_the_point_with_its_effect() -> None:
    punten = {rij.punt for rij in REGELING.uitgangspunten}
    assert Openpunt.VOORSTEL in punten
