from __future__ import annotations

from hulp.bevindingen import regels
from hulp.kleine_master import HB, uren

from via_xl.controle.lijsten import controleer

VREEMD = (
    uren(HB, 1),
    uren(HB, 1, thema="Zorg"),
    uren(HB, 1, thema="Zorg", rol="stagiair"),
    uren(HB, 1, rol="x", geldig=False),
)


def test_een_thema_of_rol_buiten_de_lijst_is_een_waarschuwing() -> None:
    assert regels(controleer, uren=VREEMD) == [
        'waarschuwing m.xlsx Uren!D5: thema "Zorg" staat niet in tblThemas (2 urenregels). '
        "Verbeter de urenregels of voeg dit toe aan tblThemas.",
        'waarschuwing m.xlsx Uren!C6: rol "stagiair" staat niet in tblRollen (1 urenregel). '
        "Verbeter de urenregels of voeg dit toe aan tblRollen.",
    ]


def test_een_lege_lijst_laat_alles_toe() -> None:
    assert regels(controleer, uren=VREEMD, themas=(), rollen=()) == []


def test_hoofdletters_maken_geen_verschil_want_een_formule_ziet_ze_niet() -> None:
    assert regels(controleer, uren=(uren(HB, 1, thema="PREVENTIE"),)) == []
