"""The tree as one page for a browser: it folds, prints, works from the keyboard, and loads nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape

from via_xl.bewijs.herkomst.boom import Boom, Bronvermelding, Knoop, Stapsoort, samenvatting
from via_xl.bewijs.herkomst.pagina_opmaak import SCRIPT, STIJL

_SOORT = {
    Stapsoort.BEREKEND: "berekend",
    Stapsoort.INVOER: "invoer",
    Stapsoort.BEREIK: "optelling",
    Stapsoort.SELECTIE: "selectie",
    Stapsoort.VERWIJZING: "zie eerder",
    Stapsoort.ONGEBRUIKT: "telt nu niet mee",
    Stapsoort.LEEG: "leeg",
    Stapsoort.BUITEN: "niet te volgen",
}
_OPEN = 3
"""So many steps stand open when the page opens; steps that only pass a value on don't count."""


def als_html(boom: Boom) -> str:
    """The page."""
    wortel = boom.wortel
    beleid = f"default-src 'none'; style-src '{_hash(STIJL)}'; script-src '{_hash(SCRIPT)}'; img-src data:"
    delen = [
        "<!DOCTYPE html>",
        '<html lang="nl"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(beleid)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<link rel="icon" href="data:,">',
        f"<title>Herkomst van {escape(wortel.adres)}</title><style>{STIJL}</style></head><body>",
        '<a class="sprong" href="#boom">Naar de boom</a>',
        f'<header><p class="boven">Hoe dit bedrag tot stand komt</p><h1>{_met_hoofdletter(wortel.label)}</h1>',
        f'<p class="groot">{escape(wortel.waarde)}</p>' if wortel.waarde else "",
        f'<p class="plaats">Cel {escape(wortel.adres)} in {escape(boom.bestand)}'
        + (f", verder in {escape(boom.master)}" if boom.master else "")
        + f" · {escape(boom.versie)}</p>",
        *(f'<p class="let-op" role="note">{escape(tekst)}</p>' for tekst in boom.opmerkingen),
        "</header><main>",
        *_bronnen(boom.bronnen()),
        '<section aria-labelledby="kop-boom"><h2 id="kop-boom">Stap voor stap</h2>',
        '<p class="hulp">Elke regel is een stap; wat eronder staat, verklaart hem. Klik op een regel of druk op '
        "Enter om hem open of dicht te doen; met de pijltjestoetsen loopt u door de boom. Afdrukken gaat zoals het er "
        "staat: wat dicht is, blijft dicht.</p>",
        '<p class="knoppen"><button type="button" id="open">Alles uitklappen</button> '
        '<button type="button" id="dicht">Alles inklappen</button> '
        '<label><input type="checkbox" id="formules"> Toon formules</label></p>',
        '<ul class="boom" id="boom" tabindex="-1">',
        *_stappen(wortel),
        "</ul></section></main>",
        f"<script>{SCRIPT}</script></body></html>",
    ]
    return "\n".join(deel for deel in delen if deel) + "\n"


def _hash(tekst: str) -> str:
    """What the page's own policy calls a style or script: only these two count, whatever a workbook holds."""
    return "sha256-" + base64.b64encode(hashlib.sha256(tekst.encode()).digest()).decode()


def _met_hoofdletter(tekst: str) -> str:
    return escape(tekst[:1].upper() + tekst[1:])


def _bronnen(bronnen: list[tuple[Bronvermelding, int]]) -> Iterator[str]:
    if not bronnen:
        return
    yield f'<details class="bronnen" id="bronnen"><summary><h2>Waarop dit rust: {samenvatting(bronnen)}</h2></summary>'
    yield '<div class="breed"><table><thead><tr><th scope="col">Document</th><th scope="col">Datum</th>'
    yield '<th scope="col">Status</th><th scope="col">Gegevens</th></tr></thead><tbody>'
    for bron, aantal in bronnen:
        document = escape(bron.document) or "<em>geen document genoemd</em>"
        yield f"<tr><td>{document}</td><td>{escape(bron.datum)}</td><td>{_status(bron)}</td><td>{aantal}</td></tr>"
    yield "</tbody></table></div></details>"


def _status(bron: Bronvermelding) -> str:
    vast = "vast" if bron.status == "vastgesteld" else "open"
    return f'<span class="status {vast}">{escape(bron.status)}</span>' if bron.status else ""


def _stappen(wortel: Knoop) -> Iterator[str]:
    """Each step as an item of a list, with its own list below it; without recursion in the markup's making."""
    wachtend: list[tuple[Knoop | str, int]] = [(wortel, 0)]
    while wachtend:
        knoop, niveau = wachtend.pop()
        if isinstance(knoop, str):
            yield knoop
            continue
        nader = list(_nader(knoop))
        if not knoop.kinderen and not nader:
            yield f'<li id="s{knoop.nummer}" class="{knoop.soort}"><div class="regel">{_regel(knoop)}</div></li>'
            continue
        staat_open = " open" if niveau < _OPEN else ""
        yield f'<li id="s{knoop.nummer}" class="{knoop.soort}"><details{staat_open}><summary>{_regel(knoop)}</summary>'
        yield from nader
        wachtend.append(("</details></li>", 0))
        if knoop.kinderen:
            yield "<ul>"
            wachtend.append(("</ul>", 0))
            door = len(knoop.kinderen) == 1 and not knoop.uitleg
            wachtend.extend((kind, niveau + (not door)) for kind in reversed(knoop.kinderen))


def _regel(knoop: Knoop) -> str:
    plaats = f"{knoop.bestand} · {knoop.adres}" if knoop.bestand else knoop.adres
    delen = [f'<span class="label">{_met_hoofdletter(knoop.label)}</span>']
    if knoop.waarde:
        delen.append(f'<span class="waarde">{escape(knoop.waarde)}</span>')
    if knoop.soort is Stapsoort.VERWIJZING:
        delen.append(f'<a href="#s{knoop.naar}">zie hierboven</a>')
    elif knoop.soort is not Stapsoort.BEREKEND:
        uit_master = knoop.soort is Stapsoort.INVOER and knoop.kinderen
        delen.append(f'<span class="soort">{"uit de master" if uit_master else _SOORT[knoop.soort]}</span>')
    if knoop.bron is not None and knoop.soort is Stapsoort.INVOER:
        delen.append(_status(knoop.bron))
    delen.append(f'<span class="adres">{escape(plaats)}</span>')
    return " ".join(delen)


def _nader(knoop: Knoop) -> Iterator[str]:
    """What is said below a step."""
    if knoop.soort is Stapsoort.VERWIJZING:
        return
    if knoop.waar:
        yield f'<p class="waar">waar {escape(knoop.waar)}</p>'
    if knoop.uitleg:
        yield f'<p class="uitleg">{escape(knoop.uitleg)}</p>'
    if knoop.formule_nl:
        yield f'<p class="formule"><span>Formule</span> <code lang="nl">{escape(knoop.formule_nl)}</code></p>'
    if knoop.formule_en and knoop.formule_en != knoop.formule_nl:
        yield f'<p class="formule"><span>Engels</span> <code lang="en">{escape(knoop.formule_en)}</code></p>'
    if knoop.bron is not None:
        yield f'<p class="bron">Bron: {_bron(knoop.bron)}</p>'
    for bron, aantal in knoop.bronnen[:10]:
        yield f'<p class="bron">Bron van {aantal}: {_bron(bron)}</p>'
    if knoop.opmerking:
        yield f'<p class="opmerking">{_met_hoofdletter(knoop.opmerking)}.</p>'
    if knoop.meer:
        yield '<p class="opmerking">Hieronder staat meer; vraag het op met --diepte of --uitvouwen.</p>'


def _bron(bron: Bronvermelding) -> str:
    delen = [escape(bron.document) or "geen document genoemd", escape(bron.datum), _status(bron)]
    return " · ".join(deel for deel in delen if deel)
