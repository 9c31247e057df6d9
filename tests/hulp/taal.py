"""Every Dutch text that people read, word by word: of messages, sheets, documents, help, macros and the handbook."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

WORTEL = Path(__file__).parents[2]
_GEEN_TAAL = {"functienamen.py", "pagina_opmaak.py", "vbatekst.py"}
"""Names of functions, styles of a page, and the text of VBA."""
_CODE = re.compile(r"[<>{}=\[\]|_\\@#&*\x00]|--|://|\w\(|\.\w")
"""What makes a piece between spaces code, a name or half a word."""
_WOORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NAAM = re.compile(r"[a-z][A-Z]|^[A-Z]+('s)?$|^tbl|^[ViA]{3}$")
"""An identifier, an abbreviation or a table."""
_MELDING = re.compile(r'ViaMeld "([^"]*)"')
_CODEREGEL = re.compile(r"^```.*?^```|`[^`\n]*`|\]\([^)]*\)", re.MULTILINE | re.DOTALL)


def _letterlijk(deel: ast.expr) -> str:
    return deel.value if isinstance(deel, ast.Constant) and isinstance(deel.value, str) else "\0"


def _van_module(pad: Path) -> Iterator[tuple[str, str]]:
    boom = ast.parse(pad.read_text(encoding="utf-8"))
    knopen = list(ast.walk(boom))
    losse = {id(knoop.value) for knoop in knopen if isinstance(knoop, ast.Expr)}
    delen = {id(deel) for knoop in knopen if isinstance(knoop, ast.JoinedStr) for deel in knoop.values}
    for knoop in knopen:
        if isinstance(knoop, ast.JoinedStr):
            tekst = "".join(map(_letterlijk, knoop.values))
        elif isinstance(knoop, ast.Constant) and isinstance(knoop.value, str) and id(knoop) not in delen | losse:
            tekst = knoop.value
        elif isinstance(knoop, ast.FunctionDef) and pad.parent.name == "opdrachten" and knoop.name[0] != "_":
            tekst = _uitleg(knoop)
        else:
            continue
        yield f"{pad.relative_to(WORTEL)}:{knoop.lineno}", tekst


def _uitleg(opdracht: ast.FunctionDef) -> str:
    """The help of a command, which is Dutch and has an example; the docstring of anything else is English."""
    uitleg = ast.get_docstring(opdracht) or ""
    return uitleg if "Voorbeeld:" in uitleg else ""


def teksten() -> Iterator[tuple[str, str]]:
    """Each text with its place; a single word without a space is a name more often than a text, and is left out."""
    for pad in sorted((WORTEL / "via_xl").rglob("*.py")):
        if pad.name not in _GEEN_TAAL:
            yield from ((plaats, tekst) for plaats, tekst in _van_module(pad) if " " in tekst.strip())
    for pad in sorted((WORTEL / "via_xl" / "excel" / "vba").glob("*.bas")):
        yield pad.name, " ".join(_MELDING.findall(pad.read_text(encoding="utf-8")))
    for pad in sorted((WORTEL / "docs").glob("*.md")):
        yield f"docs/{pad.name}", _CODEREGEL.sub(" ", pad.read_text(encoding="utf-8"))


def woorden() -> dict[str, str]:
    """Every word of the texts, and the first place that has it."""
    uit: dict[str, str] = {}
    for plaats, tekst in teksten():
        for stuk in tekst.split():
            if not _CODE.search(stuk):
                for woord in _WOORD.findall(stuk):
                    if len(woord) > 2 and not _NAAM.search(woord):
                        uit.setdefault(woord, plaats)
    return uit
