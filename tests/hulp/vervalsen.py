"""A forger: one random change to a finished version folder, and the manifest hashed again as if nothing happened.

Every kind says whether it changes what a reader of a workbook is told (``inhoud``) or only how it looks or is stored.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from hulp.kleine_master import bewerk_deel
from via_xl.basis.vingerafdruk import sha256, vingerafdruk
from via_xl.bewijs.keten import KETEN, lees_schakels


class Vervalsing(Struct, frozen=True):
    """What was changed: the kind, the file, and the sheet and cell where there is one."""

    soort: str
    bestand: str
    blad: str = ""
    cel: str = ""


class Onmogelijk(Exception):
    """There is nothing of this kind to change here."""


Keuze = random.Random
Daad = Callable[[Path, Keuze], Vervalsing]

ZONDER_OPMAAK = "zonder opmaak"
"""Of a whole number the kind is another one: that shows the same without a number format."""

_CEL = re.compile(r'<c r="([A-Z]+\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_V = re.compile(r"<v>([^<]+)</v>")
_GETAL = re.compile(r"-?\d+(\.\d+)?(E-?\d+)?")


def hash_opnieuw(versiemap: Path) -> None:
    """The list of files in the manifest as it is now, and its link in the chain; what else the manifest says stays."""
    pad = versiemap / "manifest.json"
    manifest = json.loads(pad.read_text("utf-8"))
    manifest["bestanden"] = [
        {"bestand": deel.relative_to(versiemap).as_posix(), "bytes": deel.stat().st_size, "sha256": sha256(deel)}
        | ({"sha256_delen": vingerafdruk(deel)} if zipfile.is_zipfile(deel) else {})
        for deel in sorted(versiemap.rglob("*"))
        if deel.is_file() and deel not in (pad, versiemap / KETEN)
    ]
    pad.write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    keten_opnieuw(versiemap)


def keten_opnieuw(versiemap: Path) -> None:
    """The link of a version with the manifest as it is now: a forger can do that too, but what others hold stays what it was."""
    if not (versiemap / KETEN).is_file():
        return
    (schakel,) = lees_schakels(versiemap / KETEN)
    inhoud = tuple((dict(schakel.inhoud) | {"manifest": sha256(versiemap / "manifest.json")}).items())
    (versiemap / KETEN).write_bytes(replace(schakel, inhoud=inhoud).als_bestand())


def vervals(versiemap: Path, zaad: int) -> Vervalsing:
    """One change, always the same for the same number; the kinds take turns."""
    keuze = random.Random(zaad)  # noqa: S311 - which change, not a secret
    soorten = list(SOORTEN)
    for stap in range(len(soorten)):
        try:
            daad = SOORTEN[soorten[(zaad + stap) % len(soorten)]]
            gedaan = daad(versiemap, keuze)
        except Onmogelijk:
            continue
        hash_opnieuw(versiemap)
        return gedaan
    raise AssertionError("niets te vervalsen")


# --- in a workbook ------------------------------------------------------------------------------------------


def _werkboek(versiemap: Path, keuze: Keuze) -> Path:
    return keuze.choice(sorted(versiemap.glob("*.xlsx")))


def _bladen(pad: Path) -> dict[str, str]:
    """Name of each sheet by its part (our own workbooks have them in order)."""
    with zipfile.ZipFile(pad) as pakket:
        namen = re.findall(r'<sheet name="([^"]*)"', pakket.read("xl/workbook.xml").decode())
    return {f"xl/worksheets/sheet{nummer}.xml": naam for nummer, naam in enumerate(namen, start=1)}


def _lees(pad: Path, deel: str) -> str:
    with zipfile.ZipFile(pad) as pakket:
        if deel not in pakket.namelist():
            raise Onmogelijk
        return pakket.read(deel).decode()


def _vervang(pad: Path, deel: str, oud: str, nieuw: str) -> None:
    bewerk_deel(pad, deel, lambda inhoud: inhoud.replace(oud.encode(), nieuw.encode(), 1))


def _cel(soort: str, wil: Callable[[str, str], str | None]) -> Daad:
    """A random cell for which ``wil`` (its attributes, its inner XML) gives other XML, ``{r}`` being its address."""

    def doe(versiemap: Path, keuze: Keuze) -> Vervalsing:
        pad = _werkboek(versiemap, keuze)
        bladen = list(_bladen(pad).items())
        keuze.shuffle(bladen)
        for deel, naam in bladen:
            xml = _lees(pad, deel)
            mogelijk = [(m, nieuw) for m in _CEL.finditer(xml) if (nieuw := wil(m[2], m[3] or "")) is not None]
            if mogelijk:
                gevonden, nieuw = keuze.choice(mogelijk)
                _vervang(pad, deel, gevonden[0], nieuw.replace("{r}", gevonden[1]))
                waarde = _V.search(gevonden[3] or "")
                heel = soort == ZONDER_OPMAAK and waarde is not None and float(waarde[1]).is_integer()
                return Vervalsing(f"{soort}, heel getal" if heel else soort, pad.name, naam, gevonden[1])
        raise Onmogelijk

    return doe


def _ander_getal(inhoud: str) -> str | None:
    waarde = _V.search(inhoud)
    if waarde is None or not _GETAL.fullmatch(waarde[1]):
        return None
    return inhoud.replace(waarde[0], f"<v>{float(waarde[1]) + 1:.16G}</v>")


def _invoer(attributen: str, inhoud: str) -> str | None:
    if "<f" in inhoud or " t=" in attributen:
        return None
    nieuw = _ander_getal(inhoud)
    return nieuw and f'<c r="{{r}}"{attributen}>{nieuw}</c>'


def _uitkomst(attributen: str, inhoud: str) -> str | None:
    if "<f" not in inhoud or " t=" in attributen:
        return None
    nieuw = _ander_getal(inhoud)
    return nieuw and f'<c r="{{r}}"{attributen}>{nieuw}</c>'


def _uitkomst_tekst(attributen: str, inhoud: str) -> str | None:
    waarde = _V.search(inhoud)
    if ' t="str"' not in attributen or "<f" not in inhoud or waarde is None:
        return None
    return f'<c r="{{r}}"{attributen}>{inhoud.replace(waarde[0], f"<v>{waarde[1]} x</v>")}</c>'


def _andere_formule(attributen: str, inhoud: str) -> str | None:
    """The amount plus one, in the formula and in what is stored: consistent in itself."""
    nieuw = _uitkomst(attributen, inhoud)
    return nieuw and nieuw.replace("</f>", "+1</f>", 1)


def _zelfde_uitkomst(attributen: str, inhoud: str) -> str | None:
    if "<f>" not in inhoud or " t=" in attributen or _ander_getal(inhoud) is None:
        return None
    return f'<c r="{{r}}"{attributen}>{inhoud.replace("</f>", "+0</f>", 1)}</c>'


def _overgetypt(attributen: str, inhoud: str) -> str | None:
    waarde = _V.search(inhoud)
    if "<f" not in inhoud or " t=" in attributen or waarde is None:
        return None
    return f'<c r="{{r}}"{attributen}>{waarde[0]}</c>'


def _gewist(attributen: str, inhoud: str) -> str | None:
    if " t=" in attributen or _ander_getal(inhoud) is None:
        return None
    return f'<c r="{{r}}"{attributen}/>'


def _andere_stijl(attributen: str, inhoud: str) -> str | None:
    """The same amount, shown without any number format."""
    if ' s="' not in attributen or _ander_getal(inhoud) is None or " t=" in attributen:
        return None
    return f'<c r="{{r}}"{re.sub(r" s=.[0-9]+.", "", attributen)}>{inhoud}</c>'


def _tekst(versiemap: Path, keuze: Keuze) -> Vervalsing:
    pad = _werkboek(versiemap, keuze)
    teksten = re.findall(r"<si><t[^>]*>[^<]{3,}</t></si>", _lees(pad, "xl/sharedStrings.xml"))
    oud = keuze.choice(teksten)
    _vervang(pad, "xl/sharedStrings.xml", oud, oud.replace("</t>", "x</t>"))
    return Vervalsing("tekst", pad.name)


def _rij(versiemap: Path, keuze: Keuze) -> Vervalsing:
    pad = _werkboek(versiemap, keuze)
    deel, naam = keuze.choice(list(_bladen(pad).items()))
    rij = keuze.choice(re.findall(r'<row r="\d+"', _lees(pad, deel)))
    _vervang(pad, deel, rij + " ", f'{rij} hidden="1" ')
    return Vervalsing("rij verborgen", pad.name, naam)


def _kolom(versiemap: Path, keuze: Keuze) -> Vervalsing:
    pad = _werkboek(versiemap, keuze)
    deel, naam = keuze.choice(list(_bladen(pad).items()))
    kolommen = re.findall(r'<col min="\d+"', _lees(pad, deel))
    if not kolommen:
        raise Onmogelijk
    kolom = keuze.choice(kolommen)
    _vervang(pad, deel, kolom + " ", f'{kolom} hidden="1" ')
    return Vervalsing("kolom verborgen", pad.name, naam)


def _blad_verborgen(versiemap: Path, keuze: Keuze) -> Vervalsing:
    pad = _werkboek(versiemap, keuze)
    naam = keuze.choice(list(_bladen(pad).values())[1:])
    _vervang(pad, "xl/workbook.xml", f'<sheet name="{naam}" ', f'<sheet name="{naam}" state="hidden" ')
    return Vervalsing("blad verborgen", pad.name, naam)


def _blad_hernoemd(versiemap: Path, keuze: Keuze) -> Vervalsing:
    pad = _werkboek(versiemap, keuze)
    naam = keuze.choice(list(_bladen(pad).values()))
    _vervang(pad, "xl/workbook.xml", f'<sheet name="{naam}" ', f'<sheet name="{naam} 2" ')
    return Vervalsing("blad hernoemd", pad.name)


def _notatie(versiemap: Path, keuze: Keuze) -> Vervalsing:
    """A number format that shows another amount: in thousands, times 100, without decimals, or with digits of its own."""
    pad = _werkboek(versiemap, keuze)
    formaten = [
        f for f in re.findall(r'<numFmt [^>]*formatCode="[^"]*"', _lees(pad, "xl/styles.xml")) if "#,##0.00" in f
    ]
    oud = keuze.choice(formaten)
    nieuw = keuze.choice(("#,##0.00,", "#,##0.00%", "#,##0", "#,##0.00&quot;9&quot;", "&quot;5,00&quot;"))
    _vervang(pad, "xl/styles.xml", oud, oud.replace("#,##0.00", nieuw))
    return Vervalsing("getalnotatie", pad.name)


def _deel(soort: str, patroon: str, oud: str, nieuw: str) -> Daad:
    """Another text in a random part of the package whose name is like this."""

    def doe(versiemap: Path, keuze: Keuze) -> Vervalsing:
        pad = _werkboek(versiemap, keuze)
        with zipfile.ZipFile(pad) as pakket:
            namen = [naam for naam in pakket.namelist() if re.fullmatch(patroon, naam)]
            namen = [naam for naam in namen if re.search(oud, pakket.read(naam).decode())]
        if not namen:
            raise Onmogelijk
        bewerk_deel(pad, keuze.choice(namen), lambda inhoud: re.sub(oud, nieuw, inhoud.decode(), count=1).encode())
        return Vervalsing(soort, pad.name)

    return doe


# --- in the folder ------------------------------------------------------------------------------------------


def _verwisseld(versiemap: Path, keuze: Keuze) -> Vervalsing:
    een, ander = keuze.sample(sorted(versiemap.glob("ViA_afrekening*.xlsx")), 2)
    inhoud = een.read_bytes()
    een.write_bytes(ander.read_bytes())
    ander.write_bytes(inhoud)
    return Vervalsing("bestanden verwisseld", een.name)


def _weg(versiemap: Path, keuze: Keuze) -> Vervalsing:
    pad = _werkboek(versiemap, keuze)
    pad.unlink()
    return Vervalsing("bestand weg", pad.name)


def _erbij(versiemap: Path, keuze: Keuze) -> Vervalsing:
    pad = _werkboek(versiemap, keuze)
    kopie = Path(shutil.copyfile(pad, pad.with_name(f"kopie van {pad.name}")))
    return Vervalsing("bestand erbij", kopie.name)


def _hernoemd(versiemap: Path, keuze: Keuze) -> Vervalsing:
    pad = _werkboek(versiemap, keuze)
    nieuw = pad.rename(pad.with_name(pad.name.replace("concept", "definitief")))
    return Vervalsing("bestand hernoemd", nieuw.name)


def _manifest(versiemap: Path, keuze: Keuze) -> Vervalsing:
    pad = versiemap / "manifest.json"
    manifest = json.loads(pad.read_text("utf-8"))
    plaatsen = [(manifest, sleutel) for sleutel in ("jaar", "versie", "status", "invoerhash", "programma")]
    plaatsen += [
        (manifest[groep], sleutel) for groep in ("parameters", "totalen", "master") for sleutel in manifest[groep]
    ]
    waar, sleutel = keuze.choice(plaatsen)
    waar[sleutel] = waar[sleutel] + 1 if isinstance(waar[sleutel], int) else f"{waar[sleutel]}1"
    pad.write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return Vervalsing("programma in manifest" if sleutel == "programma" else "manifest", "manifest.json", "", sleutel)


def _runverslag(versiemap: Path, keuze: Keuze) -> Vervalsing:
    pad = versiemap / "runverslag.txt"
    tekst = pad.read_bytes().decode("utf-8")
    plaatsen = [plaats for plaats, teken in enumerate(tekst) if teken.isalnum()]
    plaats = keuze.choice(plaatsen)
    nieuw = "7" if tekst[plaats] != "7" else "8"
    pad.write_bytes((tekst[:plaats] + nieuw + tekst[plaats + 1 :]).encode())
    return Vervalsing("runverslag", "runverslag.txt")


def _bron(versiemap: Path, keuze: Keuze) -> Vervalsing:
    """Another number in an input of this year in the kept master."""
    from openpyxl import load_workbook

    (pad,) = (versiemap / "bron").glob("*.xlsx")
    boek = load_workbook(pad)
    blad, kop = keuze.choice(
        (("Inwoners", "Inwoners"), ("Uren", "Uren"), ("POK", "Maximum €"), ("Voorschotten", "Voorschot €"))
    )
    tabel = next(iter(boek[blad].tables.values()))
    begin, _ = tabel.ref.split(":")
    rij = boek[blad][begin].row
    kolom = next(cel.column for cel in boek[blad][rij] if cel.value == kop)
    boek[blad].cell(rij + 1, kolom).value += 1
    boek.save(pad)
    return Vervalsing("bewaarde master", f"bron/{pad.name}")


SOORTEN: dict[str, Daad] = {
    "invoer": _cel("invoer", _invoer),
    "opgeslagen": _cel("opgeslagen", _uitkomst),
    "opgeslagen tekst": _cel("opgeslagen tekst", _uitkomst_tekst),
    "formule": _cel("formule", _andere_formule),
    "formule, zelfde uitkomst": _cel("formule, zelfde uitkomst", _zelfde_uitkomst),
    "overgetypt": _cel("overgetypt", _overgetypt),
    "gewist": _cel("gewist", _gewist),
    ZONDER_OPMAAK: _cel(ZONDER_OPMAAK, _andere_stijl),
    "tekst": _tekst,
    "rij verborgen": _rij,
    "kolom verborgen": _kolom,
    "blad verborgen": _blad_verborgen,
    "blad hernoemd": _blad_hernoemd,
    "getalnotatie": _notatie,
    "grafiek": _deel("grafiek", r"xl/charts/chart\d+\.xml", r"<c:v>([^<]+)</c:v>", r"<c:v>\g<1>1</c:v>"),
    "eigenschappen": _deel("eigenschappen", r"docProps/core\.xml", r"</dc:title>", " x</dc:title>"),
    "naam": _deel("naam", r"xl/workbook\.xml", r"\$(\d+)</definedName>", r"$\g<1>0</definedName>"),
    "kop van tabel": _deel(
        "kop van tabel", r"xl/tables/table\d+\.xml", r'displayName="(\w+)"', r'displayName="\g<1>x"'
    ),
    "beveiliging": _deel("beveiliging", r"xl/worksheets/sheet\d+\.xml", r"<sheetProtection[^>]*/>", ""),
    "letter": _deel("letter", r"xl/styles\.xml", r'<name val="Arial"/>', '<name val="Courier"/>'),
    "paginakop": _deel("paginakop", r"xl/worksheets/sheet\d+\.xml", r"<oddHeader>", "<oddHeader>x"),
    "verwisseld": _verwisseld,
    "weg": _weg,
    "erbij": _erbij,
    "hernoemd": _hernoemd,
    "manifest": _manifest,
    "runverslag": _runverslag,
    "bron": _bron,
}
"""Every kind of change, in the order in which they take turns."""
