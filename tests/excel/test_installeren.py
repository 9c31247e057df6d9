"""Installing for one user, on a stand-in for Windows: what is made, what of others stays, and how it is undone."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from hulp.nepwindows import BELEID, DLLS, OPTIES, NepWinreg, computer
from hulp.proefboek import vervang
from hulp.runs import inhoud
from hulp.vba import VBA, onderteken
from msgspec.structs import replace

from via_xl import __version__
from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.publiceren import schrijf_heel
from via_xl.excel import installeren, windows
from via_xl.excel.installeren import Installatiegevolg, gebreken, installeer, verwijder
from via_xl.excel.windows import Computer, Snelkoppelingen
from via_xl.opdrachten import cli

Scherm = pytest.CaptureFixture[str]


@pytest.fixture
def winreg() -> NepWinreg:
    return NepWinreg()


@pytest.fixture
def pc(tmp_path: Path, winreg: NepWinreg) -> Computer:
    return computer(tmp_path, winreg)


def gevolgen(onderdelen: object) -> list[str]:
    return [str(onderdeel.gevolg) for onderdeel in onderdelen]  # type: ignore[attr-defined]


def conf(pc: Computer) -> Path:
    return pc.gebruikersmap / ".via_xl" / "via_xl.conf"


def opties(winreg: NepWinreg) -> dict[str, object]:
    return {naam: waarde for naam, (waarde, _) in winreg.sleutels.get(OPTIES, {}).items()}


def alles(tmp_path: Path, winreg: NepWinreg) -> tuple[dict[str, bytes], dict[str, object]]:
    """What a PC holds besides Python, to see that nothing changed."""
    return {naam: wat for naam, wat in inhoud(tmp_path).items() if not naam.endswith(".dll")}, opties(winreg)


# What is made


def test_everything_is_made_for_this_user_and_said(pc: Computer, winreg: NepWinreg, tmp_path: Path) -> None:
    klaar = installeer(pc)
    assert gevolgen(klaar) == ["gemaakt"] * 4
    assert conf(pc).read_bytes().decode("cp1252").splitlines() == [
        f'"INTERPRETER_WIN","{pc.python}"',
        f'"VIA_XL_MAP","{pc.pakket}"',
        f'"VIA_XL_VERSIE","{__version__}"',
    ]
    assert conf(pc).read_bytes().endswith(b'"\r\n')
    assert opties(winreg) == {"OPEN": '"via_xl.xlam"'}
    lnk = json.loads((tmp_path / "Desktop" / "ViA jaarrun.lnk").read_text())
    assert (lnk["doel"], lnk["argumenten"]) == (str(pc.programma), "jaarrun --wacht")
    assert (pc.invoegtoepassingen / "via_xl.xlam").read_bytes().startswith(b"PK")
    assert [re.sub(r" \(.*", "", onderdeel.regel()) for onderdeel in klaar] == [
        "Invoegtoepassing: gemaakt",
        "Instellingen: gemaakt",
        "Laden bij het starten van Excel: gemaakt",
        "Snelkoppeling: gemaakt",
    ]
    assert not list((tmp_path / "Startup").iterdir())


def test_doing_it_again_changes_nothing(pc: Computer, winreg: NepWinreg, tmp_path: Path) -> None:
    installeer(pc)
    voor = alles(tmp_path, winreg)
    assert gevolgen(installeer(pc)) == ["was al goed"] * 4
    assert alles(tmp_path, winreg) == voor


def test_undoing_it_leaves_the_pc_as_it_was(pc: Computer, winreg: NepWinreg, tmp_path: Path) -> None:
    winreg.sleutels[OPTIES] = {"OPEN": ('"solver.xlam"', 1), "MenuKey": (47, 4)}
    voor = alles(tmp_path, winreg)
    installeer(pc, vooraf_gestart=True)
    assert gevolgen(verwijder(pc)) == ["verwijderd"] * 5
    assert alles(tmp_path, winreg) == voor
    assert not conf(pc).parent.exists()
    assert gevolgen(verwijder(pc)) == ["was er niet"] * 5
    assert alles(tmp_path, winreg) == voor


def test_a_new_version_updates_what_differs_only(pc: Computer, tmp_path: Path) -> None:
    installeer(pc)
    conf(pc).write_bytes(conf(pc).read_bytes().replace(__version__.encode(), b"0.0.1"))
    (pc.invoegtoepassingen / "via_xl.xlam").write_bytes(b"de vorige")
    nieuw = replace(pc, python=tmp_path / "Python312" / "python.exe")
    assert gevolgen(installeer(nieuw)) == ["bijgewerkt", "bijgewerkt", "was al goed", "was al goed"]
    assert f'"INTERPRETER_WIN","{nieuw.python}"' in conf(pc).read_text("cp1252")


def test_without_the_installed_command_the_shortcut_starts_python(tmp_path: Path, winreg: NepWinreg) -> None:
    pc = computer(tmp_path, winreg, programma=False)
    installeer(pc)
    lnk = json.loads((tmp_path / "Desktop" / "ViA jaarrun.lnk").read_text())
    assert (lnk["doel"], lnk["argumenten"]) == (str(pc.python), "-m via_xl jaarrun --wacht")


def test_a_python_started_beforehand_has_its_settings_and_shortcut_and_goes_without_the_option(
    pc: Computer, tmp_path: Path
) -> None:
    klaar = installeer(pc, vooraf_gestart=True)
    assert klaar[-1].regel().startswith("Python bij het aanmelden: gemaakt (")
    lnk = json.loads((tmp_path / "Startup" / "ViA-XL server.lnk").read_text())
    assert lnk["doel"] == str(pc.python.with_name("pythonw.exe"))
    assert lnk["argumenten"] == "-m via_xl.excel.server"
    assert '"USE UDF SERVER","True"\n"DEBUG UDFS","True"\n' in conf(pc).read_text("cp1252")
    assert gevolgen(installeer(pc, vooraf_gestart=True)) == ["was al goed"] * 5

    assert gevolgen(installeer(pc)) == ["was al goed", "bijgewerkt", "was al goed", "was al goed", "verwijderd"]
    assert "UDF" not in conf(pc).read_text("cp1252")


# What is of others


def test_other_lines_in_the_settings_stay_also_after_removing(pc: Computer) -> None:
    anders = b'"SHOW CONSOLE","True"\r\n"interpreter_win","C:\\oud\\python.exe"\r\n"PYTHONPATH","C:\\Projecten\\\xe9\xe9n"\r\n'
    conf(pc).parent.mkdir(parents=True)
    conf(pc).write_bytes(anders)
    installeer(pc)
    regels = conf(pc).read_bytes().splitlines()
    assert regels[0] == b'"SHOW CONSOLE","True"'
    assert regels[1] == f'"INTERPRETER_WIN","{pc.python}"'.encode()
    assert regels[2] == b'"PYTHONPATH","C:\\Projecten\\\xe9\xe9n"'
    assert len(regels) == 5
    verwijder(pc)
    assert conf(pc).read_bytes().splitlines() == [regels[0], regels[2]]


@pytest.mark.parametrize(
    ("voor", "erna", "weg"),
    [
        ([], ["V"], []),
        (["a"], ["a", "V"], ["a"]),
        (["a", "b", "c"], ["a", "b", "c", "V"], ["a", "b", "c"]),
        (["a", "V", "b", "c"], ["a", "V", "b", "c"], ["a", "b", "c"]),
        (["V", "b"], ["V", "b"], ["b"]),
        (["a", "V"], ["a", "V"], ["a"]),
        (["a", None, "c"], ["a", "V", "c"], ["a", "c"]),
        (["a", "V", "b", None, "d"], ["a", "V", "b", None, "d"], ["a", "b", None, None, "d"]),
    ],
)
def test_registering_never_touches_another_add_in_and_removing_leaves_no_new_gap(
    voor: list[str | None],
    erna: list[str | None],
    weg: list[str | None],
    pc: Computer,
    winreg: NepWinreg,
) -> None:
    teksten = {
        "a": '"a.xlam"',
        "b": r'/R "C:\Program Files\b.xll"',
        "c": "c.xla",
        "d": '"d.xlam"',
        "V": '"via_xl.xlam"',
    }

    def als_register(rij: list[str | None]) -> dict[str, str]:
        return {f"OPEN{nummer or ''}": teksten[wie] for nummer, wie in enumerate(rij) if wie}

    winreg.sleutels[OPTIES] = {naam: (waarde, 1) for naam, waarde in als_register(voor).items()}
    installeer(pc)
    assert opties(winreg) == als_register(erna)
    verwijder(pc)
    assert opties(winreg) == als_register(weg)


@pytest.mark.parametrize(
    "vorm", ["via_xl.xlam", r'"C:\Users\Jan\AppData\Roaming\Microsoft\AddIns\VIA_XL.XLAM"', '/R "via_xl.xlam"']
)
def test_our_add_in_is_known_however_excel_wrote_it(vorm: str, pc: Computer, winreg: NepWinreg) -> None:
    winreg.sleutels[OPTIES] = {"OPEN": ('"a.xlam"', 1), "OPEN1": (vorm, 1), "OPENX": ('"via_xl.xlam"', 1)}
    assert installeer(pc)[2].gevolg is Installatiegevolg.GOED
    verwijder(pc)
    assert opties(winreg) == {"OPEN": '"a.xlam"', "OPENX": '"via_xl.xlam"'}


# All or nothing


def test_an_open_excel_is_refused_before_anything_is_done(tmp_path: Path, winreg: NepWinreg) -> None:
    pc = computer(tmp_path, winreg, excel_draait=True)
    for doe, wat in ((installeer, "installeren"), (verwijder, "verwijderen")):
        with pytest.raises(InvoerFout, match=rf"^Excel staat open; het {wat} is niet begonnen\. Sluit alle vensters"):
            doe(pc)
    assert alles(tmp_path, winreg) == ({}, {})


def test_an_add_in_that_excel_holds_leaves_everything_as_it_was(
    pc: Computer, winreg: NepWinreg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installeer(pc)
    xlam = pc.invoegtoepassingen / "via_xl.xlam"
    xlam.write_bytes(b"de vorige")
    voor = alles(tmp_path, winreg)
    vervang, wis = Path.replace, Path.unlink

    def in_gebruik(pad: Path, *argumenten: object, **opties: object) -> object:
        if xlam in (pad, *argumenten):
            raise PermissionError(13, "wordt gebruikt", str(xlam))
        return vervang(pad, *argumenten) if argumenten else wis(pad, **opties)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "replace", in_gebruik)
    monkeypatch.setattr(Path, "unlink", in_gebruik)
    for doe in (installeer, verwijder):
        with pytest.raises(InvoerFout) as fout:
            doe(pc)
        assert fout.value.bericht == (
            f"{xlam} is in gebruik of mag niet worden gewijzigd; er is niets gewijzigd. Sluit Excel en probeer opnieuw."
        )
    monkeypatch.undo()
    assert alles(tmp_path, winreg) == voor


def test_what_fails_at_the_last_step_undoes_the_first(pc: Computer, winreg: NepWinreg, tmp_path: Path) -> None:
    class Weigert:
        def CreateShortcut(self, _pad: str) -> object:  # noqa: N802
            class Lnk:
                def Save(self) -> None:  # noqa: N802
                    raise RuntimeError("com_error")

            return Lnk()

    winreg.sleutels[OPTIES] = {"OPEN": ('"a.xlam"', 1)}
    voor = alles(tmp_path, winreg)
    with pytest.raises(InvoerFout, match=r"ViA jaarrun\.lnk is in gebruik of mag niet worden gewijzigd; er is"):
        installeer(replace(pc, snelkoppelingen=Snelkoppelingen(Weigert())))
    assert alles(tmp_path, winreg) == voor


def test_what_fails_while_removing_puts_everything_back(
    pc: Computer, winreg: NepWinreg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installeer(pc)
    winreg.sleutels[OPTIES] |= {"OPEN1": ('"b.xlam"', 1)}
    voor = alles(tmp_path, winreg)
    wis = Path.unlink

    def weiger(pad: Path, **opties: bool) -> None:
        if pad.suffix == ".lnk":
            raise PermissionError(13, "nee", str(pad))
        wis(pad, **opties)

    monkeypatch.setattr(Path, "unlink", weiger)
    with pytest.raises(InvoerFout, match="er is niets gewijzigd"):
        verwijder(pc)
    monkeypatch.undo()
    assert alles(tmp_path, winreg) == voor


def test_a_path_that_vba_cannot_read_is_said(pc: Computer, winreg: NepWinreg, tmp_path: Path) -> None:
    with pytest.raises(InvoerFout, match="bevat tekens die Excel in een instelling niet kan lezen; er is niets"):
        installeer(replace(pc, python=tmp_path / "Ελένη" / "python.exe"))
    assert alles(tmp_path, winreg) == ({}, {})


# The command


def test_elsewhere_than_on_windows_it_is_said_plainly(capsys: Scherm) -> None:
    for opdracht in (["installeer"], ["installeer", "--verwijder"], ["installeer", "--vooraf-gestart"]):
        assert cli.main(["excel", *opdracht]) == 2
        uit, fout = capsys.readouterr()
        assert (uit, fout) == (
            "",
            "Dit is voor Windows met Excel; op deze computer valt er niets te installeren. De opdracht via-xl doet hier "
            "het hele jaar.\n",
        )


def test_the_command_says_of_each_part_what_it_did(
    pc: Computer, capsys: Scherm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "deze_computer", lambda: pc)
    assert cli.main(["excel", "installeer"]) == 0
    regels = capsys.readouterr().out.splitlines()
    assert regels[0] == f"Invoegtoepassing: gemaakt ({pc.invoegtoepassingen / 'via_xl.xlam'})"
    assert regels[-1] == "Start Excel: het tabblad ViA staat in het lint. Kijk alles na met: via-xl excel zelftest"
    assert cli.main(["excel", "installeer", "--verwijder"]) == 0
    regels = capsys.readouterr().out.splitlines()
    assert regels[0].startswith("Invoegtoepassing: verwijderd (")
    assert regels[-1] == "ViA is uit Excel verwijderd. Het programma via-xl en uw werkmappen zijn er nog."


def test_a_python_that_cannot_run_the_program_is_refused_and_told_by_the_self_test(
    pc: Computer, winreg: NepWinreg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installeren, "bezwaar", lambda: "Deze Python is van 32 bits.")
    voor = alles(tmp_path, winreg)
    with pytest.raises(InvoerFout, match=r"^Deze Python is van 32 bits\. Er is niets gewijzigd\.$"):
        installeer(pc)
    assert alles(tmp_path, winreg) == voor
    assert gebreken(pc)[0] == "Deze Python is van 32 bits"


# What is in the way, however well it is installed


def test_a_dll_where_excel_does_not_look_is_said_with_a_venv_as_the_remedy(
    winreg: NepWinreg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Scherm
) -> None:
    pc = computer(tmp_path, winreg, dlls="Jan/AppData/Roaming/Python/Python311")
    monkeypatch.setattr(windows, "deze_computer", lambda: pc)
    assert cli.main(["excel", "installeer"]) == 0
    scherm = " ".join(capsys.readouterr().out.split())
    assert (
        f"Let op: de functies VIA_… werken niet: {DLLS[0]} en {DLLS[1]} staan niet in {pc.python.parent} of" in scherm
    )
    assert "installeer ViA-XL in een eigen omgeving (venv)" in scherm
    (gezegd,) = gebreken(pc)
    assert gezegd.startswith("de functies VIA_… werken niet")
    pc.python.parent.mkdir()
    (pc.python.parent / DLLS[1]).touch()
    (gezegd,) = gebreken(pc)
    assert f": {DLLS[0]} staat niet in" in gezegd


@pytest.mark.parametrize("plek", ["Python311", "."], ids=["beside python.exe", "one folder up, as in a venv"])
def test_a_dll_where_excel_looks_is_good(plek: str, winreg: NepWinreg, tmp_path: Path) -> None:
    pc = computer(tmp_path, winreg, dlls=plek)
    installeer(pc)
    assert gebreken(pc) == ()


@pytest.mark.parametrize(("waarde", "verboden"), [(1, True), (2, True), (0, False)])
def test_a_command_prompt_that_is_forbidden_is_said_with_the_python_that_waits_as_the_remedy(
    waarde: int, verboden: bool, pc: Computer, winreg: NepWinreg
) -> None:
    winreg.sleutels[BELEID] = {"DisableCMD": (waarde, 4)}
    installeer(pc)
    assert ["DisableCMD" in wat for wat in gebreken(pc)] == [True] * verboden
    installeer(pc, vooraf_gestart=True)
    assert gebreken(pc) == ()


# Signed by the organisation


def test_a_signed_add_in_of_the_same_content_stays(pc: Computer) -> None:
    installeer(pc)
    addin = pc.invoegtoepassingen / "via_xl.xlam"
    onderteken(addin)
    voor = addin.read_bytes()
    assert gevolgen(installeer(pc)) == ["was al goed"] * 4
    assert addin.read_bytes() == voor
    assert gebreken(pc) == ()


@pytest.mark.parametrize("deel", ["customUI/customUI14.xml", "xl/sharedStrings.xml", "xl/vbaProject.bin"])
def test_a_signed_add_in_of_another_version_is_replaced_and_that_is_said(pc: Computer, deel: str) -> None:
    installeer(pc)
    addin = pc.invoegtoepassingen / "via_xl.xlam"
    onderteken(addin)
    oud, nieuw = ("VIA_GEMEENTE", "VIA_WAS_ANDERS") if deel.endswith("Strings.xml") else ("Jaarrun", "Jaarloop")
    if deel.endswith(".bin"):
        _zet_project(addin, (VBA / "master.bin").read_bytes())
    else:
        vervang(addin, deel, oud, nieuw)
    eerste = installeer(pc)[0]
    assert str(eerste.gevolg) == "bijgewerkt"
    assert "de vorige was ondertekend, deze nog niet" in eerste.regel()
    assert gebreken(pc) == ()


def _zet_project(addin: Path, project: bytes) -> None:
    with zipfile.ZipFile(addin) as pakket:
        delen = {naam: pakket.read(naam) for naam in pakket.namelist()}
    with zipfile.ZipFile(addin, "w") as pakket:
        for naam, wat in (delen | {"xl/vbaProject.bin": project}).items():
            pakket.writestr(naam, wat)


# What guards the computer


def test_an_addin_that_a_virus_scanner_takes_away_is_told_and_nothing_is_left(
    pc: Computer, winreg: NepWinreg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = alles(tmp_path, winreg)

    def zet(inhoud: bytes, pad: Path) -> None:
        if pad.suffix != ".xlam":
            schrijf_heel(inhoud, pad)

    monkeypatch.setattr(installeren, "schrijf_heel", zet)
    with pytest.raises(InvoerFout, match=r"is verdwenen nadat zij was gezet.*virusscanner.*ICT-afdeling"):
        installeer(pc)
    assert alles(tmp_path, winreg) == was


def test_an_addin_that_is_gone_or_blocked_later_is_found(pc: Computer) -> None:
    installeer(pc)
    assert gebreken(pc) == ()
    addin = pc.invoegtoepassingen / "via_xl.xlam"
    merk = addin.with_name("via_xl.xlam:Zone.Identifier")
    merk.write_text("[ZoneTransfer]\nZoneId=3\n", "ascii")
    assert "Windows blokkeert de macro's" in gebreken(pc)[0]
    assert "Blokkering opheffen" in gebreken(pc)[0]
    addin.unlink()
    assert "virusscanner" in gebreken(pc)[0]
