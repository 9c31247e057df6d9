"""``via-xl besluit agenda``: the dates as .ics, the same each time, and read back."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hulp.kleine_master import OSS, REGELING, blokken, schrijf
from icalendar import Calendar
from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout
from via_xl.opdrachten.cli import main
from via_xl.regeling.model import Agendapunt, Besluitstap, Oordeel, Regeling, Stap, Status
from via_xl.rekenen.kalender import jaarkalender
from via_xl.vragen.besluitagenda import als_ics, haal_afspraken, maak_agenda

LEEG = replace(REGELING, kalender=(), besluitstappen=())


def stap(soort: Stap, gepland: date | None, **anders: Any) -> Besluitstap:
    velden: dict[str, Any] = {"besluit": "V2024-1", "bron": "agenda"}
    return Besluitstap(stap=soort, gepland=gepland, **velden | anders)


def gelezen(inhoud: bytes) -> list[Any]:
    return list(Calendar.from_ical(inhoud).walk("VEVENT"))


def ics(regeling: Regeling, jaar: int | None = None) -> bytes:
    return als_ics(haal_afspraken(regeling, jaar, "m.xlsx"), regeling.regio)


def test_every_date_and_every_planned_step_is_an_event_of_a_whole_day() -> None:
    regio = replace(
        REGELING,
        besluitstappen=(
            *REGELING.besluitstappen,
            stap(Stap.COLLEGE, date(2024, 6, 3), code=OSS, status=Status.VASTGESTELD, datum=date(2024, 2, 20)),
        ),
    )
    eerste, tweede, derde = gelezen(ics(regio))
    assert [str(g["SUMMARY"]) for g in (eerste, tweede, derde)] == [
        "ViA V2024-1: werkgroep",
        "ViA werkgroep (ronde 1)",
        "ViA V2024-1: college Oss",
    ]
    assert (derde.decoded("DTSTART"), derde.decoded("DTEND")) == (date(2024, 6, 3), date(2024, 6, 4))
    assert str(derde["DESCRIPTION"]) == "regiovisie.\nStatus: vastgesteld\nBron: agenda"
    assert [str(g["STATUS"]) for g in (eerste, derde)] == ["TENTATIVE", "CONFIRMED"]
    assert [f"{g.decoded('DTSTAMP'):%Y-%m-%d}" for g in (eerste, derde)] == ["2024-01-01", "2024-02-20"]


@pytest.mark.parametrize(
    ("besluit", "stappen"),
    [
        ({}, [stap(Stap.WERKGROEP, None)]),
        ({}, [stap(Stap.WERKGROEP, date(2024, 3, 4), gehouden=date(2024, 3, 5), oordeel=Oordeel.INBRENG)]),
        ({"ingetrokken": date(2024, 2, 10)}, [stap(Stap.WERKGROEP, date(2024, 3, 4))]),
        (
            {},
            [
                stap(Stap.AMBTELIJK, None, gehouden=date(2024, 3, 5), oordeel=Oordeel.AFGEWEZEN),
                stap(Stap.REGIODAG, date(2024, 4, 4)),
            ],
        ),
    ],
)
def test_a_step_without_a_day_or_with_an_outcome_and_one_of_a_besluit_that_ended_is_no_event(
    besluit: dict[str, Any], stappen: list[Besluitstap]
) -> None:
    regio = replace(LEEG, besluiten=(replace(REGELING.besluiten[0], **besluit),), besluitstappen=tuple(stappen))
    with pytest.raises(InvoerFout, match="geen data in tblKalender"):
        haal_afspraken(regio, None, "m.xlsx")


def test_a_besluit_that_was_sent_back_is_still_in_the_agenda() -> None:
    terug = stap(Stap.AMBTELIJK, None, gehouden=date(2024, 3, 5), oordeel=Oordeel.TERUG)
    regio = replace(LEEG, besluitstappen=(terug, stap(Stap.WERKGROEP, date(2024, 4, 4))))
    assert len(gelezen(ics(regio))) == 1


def test_the_text_is_the_same_each_time_with_crlf_and_short_lines_and_dutch_letters() -> None:
    lang = replace(REGELING.kalender[0], omschrijving="coördinatie; drie, of méér; \\ en\x0bnog " + "ë" * 200)
    regio = replace(REGELING, kalender=(lang, *jaarkalender(2026)))
    inhoud = ics(regio)
    assert inhoud == ics(regio)
    assert inhoud.replace(b"\r\n", b"").count(b"\n") == 0
    assert max(len(regel) for regel in inhoud.split(b"\r\n")) <= 75
    assert "ë" * 200 in str(gelezen(inhoud)[1]["DESCRIPTION"])
    assert "drie, of méér; \\ en" in str(gelezen(inhoud)[1]["DESCRIPTION"])


def test_a_date_that_moves_keeps_its_identity_and_no_two_events_share_one() -> None:
    punten = jaarkalender(2026)
    verzet = (replace(punten[0], dag=date(2026, 1, 9)), *punten[1:])
    uids = [[str(g["UID"]) for g in gelezen(ics(replace(LEEG, kalender=k)))] for k in (punten, verzet)]
    assert uids[0] == uids[1]
    assert len(set(uids[0])) == len(punten)
    kaal = tuple(Agendapunt(jaar=2026, dag=date(2026, maand, 5), stap=Stap.WERKGROEP, bron="") for maand in (1, 2, 3))
    assert len({str(g["UID"]) for g in gelezen(ics(replace(LEEG, kalender=kaal)))}) == 3


def test_one_calendar_year_is_a_choice_and_a_year_without_dates_is_refused() -> None:
    regio = replace(REGELING, kalender=(*REGELING.kalender, *jaarkalender(2026)))
    assert len(haal_afspraken(regio, None, "m.xlsx")) == 31
    assert {a.dag.year for a in haal_afspraken(regio, 2026, "m.xlsx")} == {2026}
    with pytest.raises(InvoerFout, match=r"geen data in 2027 in tblKalender.*besluit kalender \"m\.xlsx\" --jaar 2027"):
        haal_afspraken(regio, 2027, "m.xlsx")


def test_a_master_with_errors_is_refused() -> None:
    with pytest.raises(InvoerFout, match=r"m\.xlsx bevat 1 fout; er is niets gemaakt"):
        haal_afspraken(replace(REGELING, kalender=(replace(REGELING.kalender[0], jaar=2025),)), None, "m.xlsx")


def test_the_command_writes_beside_the_master_and_overwrites_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = schrijf(tmp_path / "master.xlsx", blokken())
    assert main(["besluit", "agenda", str(pad), "--jaar", "2024"]) == 0
    gezegd = capsys.readouterr().out
    doel = tmp_path / "ViA_agenda_2024.ics"
    assert "ma 4-3-2024" in gezegd
    assert f"Gemaakt: {doel} (2 dagen)." in gezegd
    was = doel.read_bytes()
    assert len(gelezen(was)) == 2
    assert main(["besluit", "agenda", str(pad), "--jaar", "2024"]) == 0
    assert (tmp_path / "ViA_agenda_2024_2.ics").exists()
    assert main(["besluit", "agenda", str(pad), "--uit", str(doel)]) == 2
    assert "bestaat al" in capsys.readouterr().err
    assert doel.read_bytes() == was
    assert main(["besluit", "agenda", str(pad), "--uit", str(tmp_path / "a.ics"), "--json"]) == 0
    uit = json.loads(capsys.readouterr().out)
    assert [rij["dag"] for rij in uit["afspraken"]] == ["2024-03-04"] * 2
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        *("ViA_agenda_2024.ics", "ViA_agenda_2024_2.ics", "a.ics", "master.xlsx")
    ]


def test_another_kind_of_file_and_a_place_where_nothing_can_be_written_are_refused(tmp_path: Path) -> None:
    pad = schrijf(tmp_path / "master.xlsx", blokken())
    with pytest.raises(InvoerFout, match=r"kies bij --uit een naam op \.ics"):
        maak_agenda(pad, None, tmp_path / "a.xlsx")
    with pytest.raises(InvoerFout, match="kan niet worden gemaakt"):
        maak_agenda(pad, None, tmp_path / "weg" / "a.ics")
