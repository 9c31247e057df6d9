"""The draft and its template: what a mail program reads back, and a template that would leave something out."""

from __future__ import annotations

from email import policy
from email.parser import BytesParser
from itertools import pairwise
from pathlib import Path

import pytest

from via_xl.basis.bevinding import InvoerFout
from via_xl.schrijven.bericht import VELDEN, eigen_sjabloon, is_adres, lees_sjabloon, maak_bericht, standaardtekst

GEVULD = {veld: f"[{veld}]" for veld in VELDEN}


def test_our_own_template_uses_every_field() -> None:
    onderwerp, tekst = lees_sjabloon().vul(GEVULD)
    assert [veld for veld in VELDEN if f"[{veld}]" not in onderwerp + tekst] == []


def test_a_draft_opens_unsent_with_its_text_and_attachments(tmp_path: Path) -> None:
    pad = tmp_path / "eigen.txt"
    pad.write_text("Onderwerp: Over $gemeenten\n\n$bedragen\n$vraag kost $$ 1\n", "utf-8-sig")
    onderwerp, tekst = lees_sjabloon(pad).vul(GEVULD | {"gemeenten": "'s-Hertogenbosch\nBcc: x@y.example"})
    ruw = maak_bericht("via@oss.example", onderwerp, tekst, [("a b.xlsx", b"PK"), ("c.pdf", b"%PDF")])
    bericht = BytesParser(policy=policy.default).parsebytes(ruw)
    assert (bericht["X-Unsent"], bericht["To"], bericht["From"], bericht["Bcc"]) == ("1", "via@oss.example", None, None)
    assert bericht["Subject"] == "Over 's-Hertogenbosch Bcc: x@y.example"
    lijf = bericht.get_body()
    assert lijf is not None
    assert (
        lijf.get_content().replace("\r\n", "\n") == "[bedragen]\n[vraag] kost $ 1\n\n[keten]\n"
    )  # it comes at the end
    assert [(d.get_filename(), d.get_content()) for d in bericht.iter_attachments()] == [
        ("a b.xlsx", b"PK"),
        ("c.pdf", b"%PDF"),
    ]


def test_everything_wrong_in_a_template_is_said_at_once_with_its_line(tmp_path: Path) -> None:
    pad = tmp_path / "eigen.txt"
    pad.write_text("Beste lezer\n$bedragen $naam\n$ los\n", "utf-8")
    with pytest.raises(InvoerFout) as fout:
        lees_sjabloon(pad)
    gezegd = [bevinding.regel() for bevinding in fout.value.bevindingen]
    assert len(gezegd) == 4
    for deel in (
        'regel 2: "$naam" is geen veld',
        'regel 3: "$" is geen veld',
        "$vraag ontbreekt",
        "regel 1: begint niet met",
    ):
        assert any(deel in regel for regel in gezegd), gezegd


def test_a_template_that_can_not_be_read_is_refused(tmp_path: Path) -> None:
    pad = tmp_path / "eigen.txt"
    with pytest.raises(InvoerFout, match=r"niet te lezen \(het pad bestaat niet\)\. Kijk de naam"):
        lees_sjabloon(pad)
    pad.write_bytes("Onderwerp: é\n".encode("utf-16"))
    with pytest.raises(InvoerFout, match="UTF-8"):
        lees_sjabloon(pad)


def test_the_template_that_is_shown_is_the_one_that_is_used(tmp_path: Path) -> None:
    pad = tmp_path / "eigen.txt"
    pad.write_text(standaardtekst(), "utf-8")
    assert lees_sjabloon(pad).vul(GEVULD) == lees_sjabloon().vul(GEVULD)


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "boekel",
        "a@b",
        "a@b.example, c@d.example",
        "a@b.example\nBcc: c@d.example",
        "<a@b.example>",
        "a b@c.example",
    ],
)
def test_what_is_not_one_address_is_none(tekst: str) -> None:
    assert not is_adres(tekst)


@pytest.mark.parametrize("naam", ["urenstaat", "herinnering", "herinnering-reactie", "verzend"])
def test_no_line_of_our_own_templates_breaks_in_the_middle_of_a_sentence(naam: str) -> None:
    regels = eigen_sjabloon(naam).tekst.template.splitlines()
    assert not [deze for deze, volgende in pairwise(regels) if deze.strip() and volgende.strip()]
