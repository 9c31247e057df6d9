"""A new region: what is asked, what is refused, and the folder that the answers give."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.opdrachten import inrichten, scherm
from via_xl.opdrachten.cli import main
from via_xl.regeling.keuzes import Status, Verdeelsleutel
from via_xl.wijzigen.regiovragen import VRAGEN, antwoordblad

REGELS = (
    *("kort: JP", "regio: Rivierenland", "gemeente: GM9001; Waterkant; 24.500; 16,5", "gemeente: gm9002; Heuvelrode"),
    *("centrumgemeente: heuvelrode", "jaren: 2026 t/m 2028", "verdeelsleutel: inwoners", "pok: 50; 310.000,50"),
    "themas: Preventie; Advies",
)


def geef(plek: Path, regels: tuple[str, ...]) -> tuple[int, Path]:
    """Run the command with these lines as the answers; gives its exit code and the folder."""
    blad, map = plek / "antwoorden.txt", plek / "jp"
    blad.write_text("# de antwoorden\n\n" + "\n".join(regels) + "\n", encoding="utf-8")
    return main(["regio", "nieuw", str(map), "--antwoorden", str(blad)]), map


def rijen(pad: Path) -> list[dict[str, str]]:
    with pad.open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def test_the_answers_become_a_folder_that_reads_back_and_what_is_not_said_is_blank_or_an_example(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, map = geef(tmp_path, REGELS)
    assert code == 0
    regeling, bevindingen = lees_gegevensmap(map)
    assert regeling is not None
    assert bevindingen == ()
    assert [(g.code, g.naam, g.centrumgemeente, g.e_mail, g.iban) for g in regeling.gemeenten] == [
        ("GM9001", "Waterkant", False, "", ""),
        ("GM9002", "Heuvelrode", True, "", ""),
    ]
    assert [(r.jaar, r.peiljaar, r.verdeelsleutel) for r in regeling.jaren] == [
        (jaar, 2025, Verdeelsleutel.INWONERS) for jaar in (2026, 2027, 2028)
    ]
    assert {(r.vergoeding_bp, r.maximum_ct) for r in regeling.pok} == {(5000, 310_000_50)}
    assert [(r.inwoners, r.status) for r in regeling.inwoners] == [
        (24_500, Status.TE_BEVESTIGEN),
        (10_000, Status.VOORBEELD),
    ]
    assert regeling.inwoners[1].bron.startswith("VOORBEELD")
    assert [(r.code, r.uren_per_week_h) for r in regeling.capaciteit] == [("GM9001", 16_50)]
    assert (regeling.uren, regeling.tarieven, regeling.begroting) == ((), (), ())
    assert {r["gegeven"]: r["status"] for r in rijen(map / "regio.csv")}["werkgroep JP"] == "te bevestigen"
    assert {r["bron"] for r in rijen(map / "jaren.csv")} == {"AANGENOMEN bij het inrichten van de regio"}
    gezegd = capsys.readouterr().out
    assert "Aangenomen, omdat u er niets over zei: werkgroep, stuurgroep, document, lidwoord en peiljaar." in gezegd
    assert "10.000 inwoners van Heuvelrode (inwoners.csv)" in gezegd
    stappen = [gezegd.index(f"via-xl {stap}") for stap in ("master maak --gegevens", "controleer")]
    assert stappen == sorted(stappen)
    assert [pad.name for pad in tmp_path.iterdir() if pad.name.startswith(".")] == []


MIS = {
    "geen naam": ("kort: JP", "# zonder", "fout", "kort: Hier is een antwoord nodig."),
    "naam met een punt": ("kort: JP", "kort: J.P", "rij 3", 'kort: "J.P" is geen korte naam'),
    "geen code": ("gemeente: gm9002; H", "gemeente: 9002; H", "rij 6", '"9002" is geen CBS-code.'),
    "twee keer": ("gemeente: gm9002; H", "gemeente: GM9001; H", "rij 6", "Heuvelrode (GM9001) is er al: Waterkant"),
    "komma's": ("gemeente: gm9002; H", "gemeente: gm9002, H", "rij 6", "is geen gemeente."),
    "half aantal": ("24.500", "24,5", "rij 5", "24,5"),
    "centrum elders": ("heuvelrode", "Zee", "rij 7", '"Zee" is geen gemeente van deze regio.'),
    "jaren om": ("2026 t/m 2028", "2028-2026", "rij 8", "is geen periode van 1 tot en met 20 jaar."),
    "jaren": ("2026 t/m 2028", "straks", "rij 8", '"straks" is geen jaar of periode.'),
    "sleutel": (": inwoners", ": hoofden", "rij 9", "hoofden"),
    "half POK": ("50; 310.000,50", "50", "rij 10", '"50" is geen vergoeding.'),
    "te veel POK": ("50; ", "150; ", "rij 10", "pok:"),
    "thema dubbel": ("Advies", "preventie", "rij 11", "een thema twee keer."),
    "onbekend": ("regio: R", "regoi: R", "rij 4", '"regoi" is geen vraag.'),
    "vraag dubbel": ("regio: Rivierenland", "kort: RP", "rij 4", "kort staat er twee keer."),
}


@pytest.mark.parametrize("geval", MIS)
def test_an_answer_that_cannot_be_used_is_named_with_its_line_and_nothing_is_made(
    geval: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    oud, nieuw, waar, wat = MIS[geval]
    tekst = "\n".join(REGELS)
    assert oud in tekst
    code, map = geef(tmp_path, tuple(tekst.replace(oud, nieuw, 1).split("\n")))
    assert code == 2
    assert not map.exists()
    gezegd = " ".join(capsys.readouterr().err.replace("│", " ").split())
    assert waar in gezegd
    for woord in wat.split():
        assert woord in gezegd
    assert "er is niets gemaakt" in gezegd


def test_everything_wrong_comes_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _ = geef(tmp_path, ("kort: J.P", "jaren: ooit", "pok: 50"))
    assert code == 2
    gezegd = capsys.readouterr().err
    for sleutel in ("kort: ", "gemeente: ", "jaren: ", "pok: ", "themas: "):
        assert sleutel in gezegd


def test_nothing_that_exists_is_overwritten_and_nobody_is_asked_without_a_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, map = geef(tmp_path, REGELS)
    voor = {pad: pad.read_bytes() for pad in map.iterdir()}
    assert (code, geef(tmp_path, REGELS)[0]) == (0, 2)
    assert {pad: pad.read_bytes() for pad in map.iterdir()} == voor
    assert "bestaat al" in capsys.readouterr().err
    assert main(["regio", "nieuw", str(tmp_path / "ander")]) == 2
    assert "Hier kan niets worden gevraagd. Maak een vragenblad met --vragen" in capsys.readouterr().err
    assert main(["regio", "nieuw"]) == 2
    assert "Noem de map die gemaakt moet worden" in capsys.readouterr().err


def test_on_a_screen_a_wrong_answer_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    blad = iter(
        [
            *("Rivierenland", "", "JP", "", "", "", "Regioplan", "hat", "", "GM9001;Waterkant;;", "GM9001; Heuvelrode"),
            *("GM9002; Heuvelrode; 900", "", "GM9002", "2026", "", "kosten", "geen", "Preventie"),
        ]
    )
    gevraagd: list[str] = []

    def prompt(vraag: str, **_: object) -> str:
        gevraagd.append(vraag)
        return next(blad)

    monkeypatch.setattr(scherm.sys, "stdin", type("S", (), {"isatty": lambda _: True})())
    monkeypatch.setattr(scherm.sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(inrichten.typer, "prompt", prompt)
    inrichten.regio_nieuw(tmp_path / "jp")
    gezegd = capsys.readouterr().out
    assert "Hier is een antwoord nodig. Typ bijvoorbeeld JP." in gezegd
    assert '"hat" is geen lidwoord. Typ de of het.' in gezegd
    assert "Heuvelrode (GM9001) is er al: Waterkant (GM9001)." in gezegd
    assert "werkgroep [werkgroep JP]" in gevraagd
    assert "lidwoord [het]" in gevraagd
    assert "peiljaar [2025]" in gevraagd
    assert next(blad, None) is None
    regeling, _ = lees_gegevensmap(tmp_path / "jp")
    assert regeling is not None
    assert [g.naam for g in regeling.gemeenten if g.centrumgemeente] == ["Heuvelrode"]
    assert {r.maximum_ct for r in regeling.pok} == {0}
    assert "geen vergoeding" in regeling.pok[0].bron


def ingevuld() -> Iterator[str]:
    """The blank sheet with the example of each question behind it."""
    voorbeeld = {vraag.sleutel: vraag.voorbeeld for vraag in VRAGEN}
    for regel in antwoordblad().splitlines():
        yield f"{regel} {voorbeeld[regel[:-1]]}" if regel.endswith(":") and not regel.startswith("#") else regel


def test_the_blank_sheet_with_its_examples_filled_in_is_a_region(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["regio", "nieuw", "--vragen"]) == 0
    assert capsys.readouterr().out.strip() == antwoordblad().strip()
    assert geef(tmp_path, tuple(ingevuld()))[0] == 0
    assert "Aangenomen" not in capsys.readouterr().out
