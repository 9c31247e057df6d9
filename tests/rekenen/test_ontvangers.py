"""One mail per address, nobody for a vacancy."""

from __future__ import annotations

from hulp.gemaakt import regeling
from hulp.kleine_master import REGELING
from msgspec.structs import replace

from via_xl.rekenen.ontvangers import ontvangers


def test_the_region_has_eight_recipients_one_of_them_for_two_gemeenten_and_one_vacancy() -> None:
    gevonden, zonder = ontvangers(regeling().gemeenten)
    assert [len(o.gemeenten) for o in gevonden].count(2) == 1
    (dubbel,) = [o for o in gevonden if len(o.gemeenten) == 2]
    assert [g.naam for g in dubbel.gemeenten] == ["Boxtel", "Sint-Michielsgestel"]
    assert dubbel.aanhef == "contactfunctionaris ViA MijnGemeenteDichtbij"
    assert [g.naam for g in zonder] == ["Vught"]
    assert len(gevonden) == 8


def test_an_address_is_the_same_whatever_its_capitals_and_spaces_around_it_play_no_part() -> None:
    hb, boekel, oss = REGELING.gemeenten
    gevonden, zonder = ontvangers(
        (
            replace(hb, e_mail="Via@Regio.example", contactfunctionaris="functionaris A"),
            replace(boekel, e_mail="via@regio.example ", contactfunctionaris="functionaris B"),
            replace(oss, e_mail="  "),
        )
    )
    (een,) = gevonden
    assert (een.e_mail, een.aanhef) == ("Via@Regio.example", "functionaris A en functionaris B")
    assert zonder == (replace(oss, e_mail="  "),)


def test_without_a_contactfunctionaris_the_mail_still_has_someone_to_address() -> None:
    (een,), _ = ontvangers((replace(REGELING.gemeenten[2], e_mail="via@oss.example"),))
    assert een.aanhef == "contactfunctionaris van Oss"
