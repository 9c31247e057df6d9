from __future__ import annotations

from hulp.bevindingen import regels
from hulp.kleine_master import REGELING
from msgspec.structs import replace

from via_xl.basis.iban import in_groepen
from via_xl.controle.rekeningen import controleer
from via_xl.rekenen.betaallijst import rekening

GOED = "nl91 abna 0417.1643-00"


def test_an_account_with_another_digit_is_named_at_its_cell_and_stops_nothing() -> None:
    een, *rest = REGELING.gemeenten
    assert regels(controleer, gemeenten=(replace(een, iban=GOED), *rest)) == []
    (waarschuwing,) = regels(controleer, gemeenten=(replace(een, iban="NL91 ABNA 0417 1643 01"), *rest))
    assert waarschuwing.startswith("waarschuwing ")
    assert '"NL91 ABNA 0417 1643 01" is geen IBAN' in waarschuwing


def test_a_sentence_names_the_account_only_when_it_is_one() -> None:
    een = replace(REGELING.gemeenten[0], organisatie="Gemeente Noord", rekeninghouder="")
    assert rekening(replace(een, iban=GOED)) == "NL91 ABNA 0417 1643 00 ten name van Gemeente Noord"
    assert rekening(replace(een, iban=GOED, rekeninghouder="Kas Noord")).endswith("ten name van Kas Noord")
    assert [rekening(replace(een, iban=fout)) for fout in ("", "NL19 ABNA 0417 1643 00", "NL91 0417")] == ["", "", ""]
    assert in_groepen("BE68539007547034") == "BE68 5390 0754 7034"
