"""An attachment opens with its own password and with no other."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader, PdfWriter

from via_xl.verzenden.versleutelen import is_versleuteld, ontsleutel, versleutel, wachtwoord


def werkboek() -> bytes:
    boek = Workbook()
    boek.worksheets[0]["A1"] = "€ 1.234,56"
    uit = BytesIO()
    boek.save(uit)
    return uit.getvalue()


def pdf() -> bytes:
    schrijver = PdfWriter()
    schrijver.add_blank_page(595, 842)
    uit = BytesIO()
    schrijver.write(uit)
    return uit.getvalue()


INHOUD = {"a.xlsx": werkboek(), "a.pdf": pdf()}


@pytest.mark.parametrize("naam", INHOUD)
def test_only_its_own_password_opens_it(naam: str) -> None:
    inhoud = INHOUD[naam]
    dicht = versleutel(naam, inhoud, "juist-wachtwoord")
    assert is_versleuteld(naam, dicht)
    assert not is_versleuteld(naam, inhoud)
    with pytest.raises(ValueError, match=naam):
        ontsleutel(naam, dicht, "ander-wachtwoord")
    leesbaar = ontsleutel(naam, dicht, "juist-wachtwoord")
    if naam.endswith(".xlsx"):
        assert leesbaar == inhoud
        assert load_workbook(BytesIO(leesbaar)).worksheets[0]["A1"].value == "€ 1.234,56"
    else:
        assert len(PdfReader(BytesIO(leesbaar)).pages) == 1


def test_a_pdf_is_protected_with_aes_256() -> None:
    assert b"/AESV3" in versleutel("a.pdf", INHOUD["a.pdf"], "juist-wachtwoord")


def test_what_can_not_be_encrypted_is_not_sent_as_it_is() -> None:
    with pytest.raises(ValueError, match=r"a\.csv"):
        versleutel("a.csv", b"x", "juist-wachtwoord")


def test_passwords_are_long_legible_and_never_the_same() -> None:
    er = {wachtwoord() for _ in range(200)}
    assert len(er) == 200
    for een in er:
        assert [len(groep) for groep in een.split("-")] == [5, 5, 5, 5]
        assert not set(een) & set("0o1il")
