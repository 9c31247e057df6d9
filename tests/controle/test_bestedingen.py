from __future__ import annotations

from hulp.bevindingen import regels

from via_xl.controle.bestedingen import controleer
from via_xl.regeling.model import Besteding


def besteding(post: str, jaar: int = 2024) -> Besteding:
    return Besteding(jaar=jaar, post=post, bron="rekening")


def test_een_jaar_zonder_rij_in_tbljaren_wordt_een_keer_gemeld() -> None:
    rijen = (besteding("CSG"), besteding("CSG", 2019), besteding("Veilig Thuis", 2019))
    assert regels(controleer, bestedingen=rijen) == [
        "waarschuwing m.xlsx Voorschotten!A5: jaar 2019 heeft geen rij in tblJaren: deze bestedingen staan op geen enkel "
        "overzicht. Voeg 2019 toe met via-xl jaar open, of verbeter het jaartal."
    ]


def test_een_post_die_bijna_hetzelfde_is_geschreven_wordt_gemeld() -> None:
    rijen = (besteding("Veilig Thuis"), besteding("veilig  thuis"), besteding("Veilig-Thuis"), besteding("CSG"))
    assert regels(controleer, bestedingen=rijen) == [
        f'waarschuwing m.xlsx Voorschotten!B{rij}: post "{post}" verschilt alleen in hoofdletters, spaties of streepjes van '
        '"Veilig Thuis". Schrijf een post overal hetzelfde.'
        for rij, post in ((5, "veilig  thuis"), (6, "Veilig-Thuis"))
    ]


def test_dezelfde_post_in_een_ander_jaar_is_goed() -> None:
    assert regels(controleer, bestedingen=(besteding("CSG"), besteding("CSG"))) == []
