"""What makes somebody pay, write or go somewhere, in the XML of a part."""

from __future__ import annotations

from via_xl.bewijs.verificatie.zicht import _handelingen


def test_an_amount_is_in_one_text_and_not_a_header_beside_a_number() -> None:
    deel = '<tableColumn name="Kosten €" dataDxfId="7"/><t>€ 12,50</t><a alt="betaal € 8" href="https://x.example"/>'
    assert list(_handelingen(deel.encode())) == [
        ("het adres", "https://x.example"),
        ("het bedrag", "€ 12,50"),
        ("het bedrag", "€ 8"),
    ]
