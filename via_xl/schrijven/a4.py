"""The settlement of one gemeente on one printed A4: the same page in the master and in its own workbook.

Every number stands in a cell of its own: joined to a text it would follow the locale of whoever opens it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from via_xl.regeling.regio import Regio
from via_xl.rekenen.grootheden import BEGROOT
from via_xl.schrijven.boek import VOLGT, Adres, Blad
from via_xl.schrijven.opmaak import F, kop, staafgrafiek


@dataclass(frozen=True, slots=True)
class A4Regel:
    """One numbered line: its text, up to two given numbers with their styles, and the amount."""

    tekst: str | F
    bedrag: F
    stijl: str = "regel.euro"
    gegevens: tuple[tuple[F, str], ...] = ()


@dataclass(frozen=True, slots=True)
class A4:
    """What the page says. ``stand`` is "CONCEPT · versie 1"; ``redenen`` why it is not definitive.

    ``uiterlijk`` is the day that belongs to the last of ``te_doen``. ``vervangt``: which version this one replaces, and what the saldo differs; None for a first version.
    """

    titel: F
    stand: str
    vlag: str
    richting: F
    te_betalen: F
    posten: Sequence[A4Regel]
    begroot: F
    verschil: F
    bijdrage_post: int
    te_doen: Sequence[str]
    uiterlijk: F
    vragen_aan: str
    redenen: Sequence[str]
    vervangt: tuple[str, F] | None = None


_KOLOMMEN = {0: 4, 1: 50, 2: 13, 3: 16, 4: 19}
_EERSTE_POST = 7


def zet(blad: Blad, pagina: A4, regio: Regio) -> Adres:
    """Fill the sheet with the page; gives the cell of the day that belongs to the last of ``te_doen``."""
    blad.liggend = False
    blad.paginas = (1, 1)
    blad.breedtes |= _KOLOMMEN
    kop(
        blad,
        pagina.titel,
        ondertitel(regio),
        vlag=pagina.vlag,
    )
    blad.zet(2, 4, pagina.stand, "concept" if pagina.redenen else "vet")
    blad.hoogtes[4] = 26
    blad.zet(4, 0, None, "groot")
    blad.formule(4, 1, pagina.richting.formule, pagina.richting.waarde, "groot")
    blad.zet(4, 2, None, "groot")
    blad.zet(4, 3, None, "groot")
    blad.formule(4, 4, pagina.te_betalen.formule, pagina.te_betalen.waarde, "groot.euro")
    if pagina.vervangt is not None:
        tekst, verschil = pagina.vervangt
        blad.hoogtes[5] = 22
        blad.zet(5, 1, tekst, "regel")
        for kol in (2, 3):
            blad.zet(5, kol, None, "regel")
        blad.formule(5, 4, verschil.formule, verschil.waarde, "regel.euro")
    blad.zet(_EERSTE_POST - 1, 1, "Hoe het bedrag tot stand komt", "kopje")
    bedragen = [_post(blad, _EERSTE_POST + nummer, nummer + 1, post) for nummer, post in enumerate(pagina.posten)]
    rij = _EERSTE_POST + len(pagina.posten) + 1
    rij = _begroot(blad, rij, pagina, bedragen[pagina.bijdrage_post], regio)
    return _slot(blad, rij, pagina)


def ondertitel(regio: Regio) -> str:
    """What the arrangement is, and where its document is about the settlement."""
    waar = regio.woord("vindplaats")
    return f"{regio.woord('voluit')} · jaarlijkse verrekening{f' ({waar})' if waar else ''}"


def _post(blad: Blad, rij: int, nummer: int, post: A4Regel) -> Adres:
    slot = post.stijl.startswith("slot")
    rol = "slot" if slot else "regel"
    blad.hoogtes[rij] = 19
    blad.zet(rij, 0, nummer, f"{rol}.nr")
    if isinstance(post.tekst, F):
        blad.formule(rij, 1, post.tekst.formule, post.tekst.waarde, rol)
    else:
        blad.zet(rij, 1, post.tekst, rol)
    for plaats in range(2):
        if plaats < len(post.gegevens):
            inhoud, formaat = post.gegevens[plaats]
            blad.formule(rij, 2 + plaats, inhoud.formule, inhoud.waarde, f"{rol}.{formaat}")
        else:
            blad.zet(rij, 2 + plaats, None, rol)
    return blad.formule(rij, 4, post.bedrag.formule, post.bedrag.waarde, post.stijl)


def _begroot(blad: Blad, rij: int, pagina: A4, bijdrage: Adres, regio: Regio) -> int:
    """Budgeted beside actual, with the chart. Gives the next free row."""
    blad.zet(rij, 1, "Begroot en werkelijk", "kopje")
    blad.noem("bijdrage", bijdrage)
    blad.zet(rij + 1, 1, BEGROOT.bij(regio).label, "regel")
    blad.formule(rij + 1, 4, pagina.begroot.formule, pagina.begroot.waarde, "regel.euro")
    blad.zet(rij + 2, 1, "Werkelijke bijdrage", "regel")
    blad.formule(rij + 2, 4, "{bijdrage}", VOLGT, "regel.euro")
    blad.zet(rij + 3, 1, "Werkelijk min begroot", "regel")
    blad.formule(rij + 3, 4, pagina.verschil.formule, pagina.verschil.waarde, "regel.euro")
    for extra in range(1, 4):
        for kol in (2, 3):
            blad.zet(rij + extra, kol, None, "regel")
    blad.aanvullingen.append(
        staafgrafiek(
            "Begrote en werkelijke bijdrage van uw gemeente",
            (blad.naam, rij + 1, 1, rij + 2, 1),
            [("Bijdrage", (blad.naam, rij + 1, 4, rij + 2, 4))],
            (rij + 5, 1),
            liggend=True,
            breedte=690,
            hoogte=170,
        )
    )
    return rij + 15


def _slot(blad: Blad, rij: int, pagina: A4) -> Adres:
    blad.zet(rij, 1, "Wat u nu doet", "kopje")
    rij += 1
    for nummer, tekst in enumerate(pagina.te_doen, start=1):
        blad.zet(rij, 0, nummer, "regel.nr")
        for kol in (2, 3, 4):
            blad.zet(rij, kol, None, "regel")
        blad.zet(rij, 1, tekst, "regel")
        rij += 1
    dag = blad.formule(rij - 1, 4, pagina.uiterlijk.formule, pagina.uiterlijk.waarde, "regel.datumlang")
    blad.zet(rij, 1, f"Vragen: {pagina.vragen_aan}", "uitleg")
    if pagina.redenen:
        rij += 2
        blad.zet(rij, 1, "Nog niet definitief", "kopje")
        tekst = "; ".join(pagina.redenen)
        regels = 1 + len(tekst) // 105
        blad.alinea(rij + 1, 1, 4, f"{tekst[0].upper()}{tekst[1:]}.", "alinea", hoogte=14.0 * regels)
        rij += 1
    blad.afdrukbereik = (0, 0, rij, 4)
    return dag


def richting(saldo: Adres | str, saldo_ct: int, hoe: str = "") -> F:
    """Whether the gemeente pays or receives, in words; ``hoe`` stands behind them."""
    betaalt, ontvangt = (" ".join(filter(None, ("Uw gemeente", doet, hoe))) for doet in ("betaalt", "ontvangt"))
    niets = " ".join(filter(None, (hoe, "niets te betalen of te ontvangen"))).capitalize()
    waarde = betaalt if saldo_ct > 0 else ontvangt if saldo_ct < 0 else niets
    return F(f'=IF({saldo}>0,"{betaalt}",IF({saldo}<0,"{ontvangt}","{niets}"))', waarde)
