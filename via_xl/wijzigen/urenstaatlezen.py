"""Filled hour sheets into a master: read all, check all, and only then bring in what is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import Bevinding, Ernst, InvoerFout, fouten
from via_xl.basis.geld import uren_nl, uren_tekst
from via_xl.basis.macrovraag import Antwoordsoort, Macrovraag
from via_xl.basis.verhaal import MASTER, Lijst, Smal, Verhaal
from via_xl.lezen.master import Master
from via_xl.regeling.model import Regeling
from via_xl.schrijven.bevindingenrapport import als_dicts, maak_rapport
from via_xl.urenstaat.inbrengen import Inbreng, Staatgevolg, breng_in, met_gevolg
from via_xl.urenstaat.lees import GelezenUrenstaat, lees_urenstaten
from via_xl.wijzigen.handeling import Handeling, Opgave
from via_xl.wijzigen.mastermaken import zet_neer
from via_xl.wijzigen.wijziging import Wijziging

_NIEUW = (Staatgevolg.NIEUW, Staatgevolg.VERVANGT)


def lees_in(
    master: Master,
    heden: date,
    bestanden: Annotated[
        list[Path],
        Opgave(
            "Ingevulde urenstaten, of mappen ermee.",
            "BESTAND",
            "",
            Macrovraag("Kies de map met ingevulde urenstaten", Antwoordsoort.MAP),
        ),
    ],
    jaar: Annotated[
        int | None, Opgave("Het jaar van de urenstaten; anders dat van blad Start.", "JAAR", "--jaar")
    ] = None,
    tekst_als_getal: Annotated[
        bool, Opgave("Lees 7,5 dat als tekst is ingevuld als 7,50.", "", "--tekst-als-getal")
    ] = False,
    geen_submappen: Annotated[
        bool, Opgave("Lees van een map alleen de bestanden zelf, niet die in mappen eronder.", "", "--geen-submappen")
    ] = False,
    rapport: Annotated[
        Path | None, Opgave("Schrijf de bevindingen ook als werkmap.", "BESTAND.xlsx", "--rapport")
    ] = None,
    voortgang: Voortgang = lambda *_: None,
) -> Wijziging:
    """Read these hour sheets; what is right in them comes in. With ``rapport`` the findings are written as a workbook too.

    Raises:
        InvoerFout: there is a file of that name.
    """
    if rapport is not None and rapport.exists():
        raise InvoerFout(f"{rapport} bestaat al en wordt niet overschreven. Kies bij --rapport een andere naam.")
    gevraagd = jaar if jaar is not None else master.jaar
    staten = lees_urenstaten(
        bestanden,
        master.regeling,
        gevraagd,
        tekst_als_getal=tekst_als_getal,
        submappen=not geen_submappen,
        voortgang=voortgang,
    )
    nieuw, gevolgen = breng_in(master.regeling, staten, heden)
    staten = tuple(map(met_gevolg, staten, gevolgen))
    if rapport is not None:
        zet_neer(maak_rapport(staten, rapport.resolve().parent, master.regeling.regio), rapport)
    waaruit = str(bestanden[0]) if bestanden else ""
    return _ingelezen(master.regeling, nieuw, list(zip(staten, gevolgen, strict=True)), waaruit, rapport)


def _ingelezen(
    oud: Regeling,
    nieuw: Regeling,
    ingebracht: Sequence[tuple[GelezenUrenstaat, Inbreng]],
    waaruit: str,
    rapport: Path | None,
) -> Wijziging:
    staten, gevolgen = [staat for staat, _ in ingebracht], [inbreng for _, inbreng in ingebracht]
    per_jaar: dict[int, list[str]] = {}
    for inbreng in gevolgen:
        if inbreng.jaar is not None and inbreng.gevolg in _NIEUW:
            weg = f" ({_vervallen(inbreng)})" if inbreng.vervallen else ""
            per_jaar.setdefault(inbreng.jaar, []).append(f"{inbreng.code}{weg}")
    rijen, cellen = Wijziging.tussen(oud, nieuw)
    return Wijziging(
        "urenstaten ingelezen",
        [(jaar, ", ".join(codes)) for jaar, codes in per_jaar.items()],
        rijen,
        cellen,
        _verhaal(staten, gevolgen, waaruit, rapport),
        [_met_bestand(b) for staat in staten if staat.fout for b in fouten(staat.bevindingen)],
    )


def _verhaal(
    staten: Sequence[GelezenUrenstaat], gevolgen: Sequence[Inbreng], waaruit: str, rapport: Path | None
) -> Verhaal:
    geweigerd = any(inbreng.gevolg is Staatgevolg.GEWEIGERD for inbreng in gevolgen)
    nieuw = any(inbreng.gevolg in _NIEUW for inbreng in gevolgen)
    let_op = sum(b.ernst is Ernst.WAARSCHUWING for staat in staten if not staat.fout for b in staat.bevindingen)
    ernst = Ernst.FOUT if geweigerd else Ernst.WAARSCHUWING if let_op and nieuw else None
    return Verhaal(
        [
            Lijst(
                "Urenstaten",
                ("Bestand", "Gemeente", "Jaar"),
                [
                    (
                        *(i.bestand, i.code or "?", str(i.jaar or "?")),
                        *(str(i.regels), uren_nl(i.uren_h), str(len(i.vervallen)), str(i.gevolg)),
                    )
                    for i in gevolgen
                ],
                ("Regels", "Uren", "Vervallen"),
                ("Gevolg",),
            ),
            *(Smal(f"{i.bestand}: {_vervallen(i)}.") for i in gevolgen if i.vervallen),
            tuple(b for staat in staten for b in staat.bevindingen),
            *([f"Bevindingen: {rapport}"] if rapport is not None else []),
            f"Ingebracht in {MASTER}" if nieuw else "De master is niet gewijzigd.",
        ],
        _melding(staten, gevolgen, waaruit, let_op),
        {
            "master": None,
            "reservekopie": None,
            "urenstaten": [_als_dict(*paar) for paar in zip(staten, gevolgen, strict=True)],
        },
        ernst,
        2 if geweigerd else 0,
    )


def _als_dict(staat: GelezenUrenstaat, inbreng: Inbreng) -> dict[str, Any]:
    """Hours are texts with two decimals and a dot."""
    return {
        "bestand": staat.bestand,
        "code": inbreng.code,
        "jaar": inbreng.jaar,
        "gevolg": str(inbreng.gevolg),
        "regels": inbreng.regels,
        "uren": uren_tekst(inbreng.uren_h),
        "vervallen_regels": len(inbreng.vervallen),
        "vervallen": [
            {
                "rij": regel.plek.rij,
                "medewerker": regel.medewerker,
                "maand": f"{regel.maand:%Y-%m}",
                "afrekenjaar": regel.afrekenjaar,
                "uren": uren_tekst(regel.uren_h),
                "bron": regel.bron,
            }
            for regel in inbreng.vervallen
        ],
        "bevindingen": als_dicts([staat]),
    }


def _melding(staten: Sequence[GelezenUrenstaat], gevolgen: Sequence[Inbreng], waaruit: str, let_op: int) -> list[str]:
    telling = Counter(inbreng.gevolg for inbreng in gevolgen)
    delen = ", ".join(f"{telling[gevolg]} {gevolg}" for gevolg in Staatgevolg if telling[gevolg])
    nieuw = [inbreng for inbreng in gevolgen if inbreng.gevolg in _NIEUW]
    regels = [f"{_aantal(len(staten), 'bestand', 'bestanden')} gelezen uit {waaruit}: {delen}."]
    if not nieuw:
        return [*regels, "De master heeft er geen uren bij gekregen."]
    weg = sum(len(inbreng.vervallen) for inbreng in nieuw)
    eerder = f"; {_aantal(weg, 'eerdere regel is', 'eerdere regels zijn')} vervallen" if weg else ""
    rijen = _aantal(sum(inbreng.regels for inbreng in nieuw), "regel", "regels")
    uren = uren_nl(sum(inbreng.uren_h for inbreng in nieuw))
    regels.append(f"Bijgeschreven op blad Uren: {rijen}, {uren} uur{eerder}. Bewaar de master.")
    if let_op:
        regels.append(f"{_aantal(let_op, 'waarschuwing staat', 'waarschuwingen staan')} op blad Urenstaten.")
    return regels


def _vervallen(inbreng: Inbreng) -> str:
    """How many earlier lines a sheet replaced, and whose."""
    wie = ", ".join(sorted({regel.medewerker for regel in inbreng.vervallen}))
    wat = _aantal(len(inbreng.vervallen), "eerdere regel", "eerdere regels")
    return f"{wat} ({uren_nl(inbreng.vervallen_h)} uur) van {wie} vervallen"


def _aantal(hoeveel: int, een: str, meer: str) -> str:
    return f"{hoeveel} {een if hoeveel == 1 else meer}"


def _met_bestand(b: Bevinding) -> Bevinding:
    return Bevinding("", " ".join(filter(None, (b.bestand, b.blad))), b.cel, b.wat, b.doen, b.ernst)


URENSTATEN = Handeling(
    lees_in,
    """Lees ingevulde urenstaten, controleer ze alle, en breng de goede in de master.

    Per bestand alles of niets. Hetzelfde bestand nog eens verandert niets; een verbeterd bestand vervangt het oude.
    """,
    "via-xl urenstaat lees urenstaten --in via_master.xlsx",
    gevolg="er is niets mee gedaan",
    master="--in",
)
