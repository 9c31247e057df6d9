"""The settlement of one gemeente on one printed A4: the same page in the master and in its own workbook.

Every number stands in a cell of its own: joined to a text it would follow the locale of whoever opens it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from via_xl.basis.maat import Maat
from via_xl.regeling.keuzes import BtwPositie
from via_xl.regeling.regio import Regio
from via_xl.rekenen import grootheden as g
from via_xl.schrijven.boek import Adres, Boek
from via_xl.schrijven.taal import F, Stapel, Tabkleur, Vak, begin_blad, naast_vlag
from via_xl.schrijven.taal.blok import BEGIN

BLAD = "Afrekening"


_LANGE_AFZENDER = 64
"""So many characters stand before the day on which it was made."""

BTW: Mapping[BtwPositie, str] = {
    BtwPositie.GEMENE_REKENING: "Btw: kosten voor gemene rekening; er komt geen btw bij.",
    BtwPositie.COMPENSABEL: "Btw: belast, en terug te vragen uit het BTW-compensatiefonds; hier staat alles zonder btw.",
    BtwPositie.LAST: "Btw: belast en niet terug te vragen; de btw zit in de bijdrage, niet in wat is begroot.",
}
"""The sentence about btw under each position."""


class Gegeven(Struct, frozen=True):
    """A number that explains a line; ``toon`` is the number format that says what it is: "ten hoogste € 310.000,00"."""

    inhoud: F
    maat: Maat
    toon: str = ""


class Verzoek(Struct, frozen=True):
    """What the reader does or may know now, and the day by which."""

    tekst: str
    dag: F | None = None


class A4Regel(Struct, frozen=True):
    """One numbered line: its text, up to two given numbers, and the amount; ``slot``: a line that adds up.

    ``bijdrage`` marks the line that is held against what was begroot.
    """

    tekst: str | F
    bedrag: F
    gegevens: tuple[Gegeven, ...] = ()
    maat: Maat = Maat.EURO
    slot: bool = False
    bijdrage: bool = False


class A4(Struct, frozen=True):
    """What the page says.

    ``stand`` is "CONCEPT · versie 1", or a formula that says it; ``redenen`` why it is not definitive: sentences, or one
    formula. ``van`` says who sends it, and ``gemaakt`` on which day; None where it follows what is typed.

    ``btw`` is the sentence about it. ``jaareinde``: the saldo that the gemeente entered in its jaarrekening, and how far this one
    is from it; None where it was given nothing. ``begroot`` is None where nothing was.
    ``vervangt``: which version this one replaces, and what the saldo differs; None for a first version. ``samengegaan``: whose
    numbers are in it of who is no more.
    """

    titel: F
    stand: str | F
    vlag: str
    richting: F
    te_betalen: F
    posten: Sequence[A4Regel]
    begroot: F | None
    verschil: F
    te_doen: Sequence[Verzoek]
    van: str
    vragen_aan: str
    redenen: Sequence[str] | F
    btw: str | F
    gemaakt: F | None = None
    vervangt: tuple[str, F] | None = None
    samengegaan: str = ""
    jaareinde: tuple[F, F] | None = None


def zet(boek: Boek, pagina: A4, kopregel: str, regio: Regio) -> Stapel:
    """Add the sheet with the page. The day of what is asked is ``{Afrekening!uiterlijk}``."""
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.UITKOMST,
        kopregel=kopregel,
        titel=pagina.titel,
        uitleg=ondertitel(regio),
        vlag=pagina.vlag,
        begin=BEGIN - 1,
    )
    s.blad.liggend, s.blad.paginas = False, (1, 1)
    s.breed({0: 4, 1: 44, 2: 14, 3: 24, 4: 19})
    s.afdruk(4)
    naast_vlag(s.blad, pagina.stand, "concept" if pagina.redenen else "vet", kol=4)
    _afzender(s, pagina.van, pagina.gemaakt)
    _regel(s, pagina.richting, pagina.te_betalen, rol="groot", nummer="", hoogte=26)
    if pagina.vervangt is not None:
        _regel(s, *pagina.vervangt, hoogte=22)
    s.wit()
    _kopje(s, "Hoe het bedrag tot stand komt")
    for nummer, post in enumerate(pagina.posten):
        als = "bijdrage" if post.bijdrage else ""
        rol = "slot" if post.slot else "regel"
        _regel(
            s,
            post.tekst,
            post.bedrag,
            post.maat,
            rol=rol,
            nummer=nummer + 1,
            gegevens=post.gegevens,
            als=als,
            hoogte=19,
        )
    s.vakken({1: Vak(pagina.btw, opmaak="uitleg")})
    if pagina.samengegaan:
        s.vakken({1: Vak(pagina.samengegaan, opmaak="uitleg")})
    _begroot_en_werkelijk(s, pagina, regio)
    s.wit()
    _kopje(s, "Wat u nu doet")
    for nummer, taak in enumerate(pagina.te_doen, start=1):
        _regel(
            s, taak.tekst, taak.dag, Maat.DATUM, nummer=nummer, als="" if taak.dag is None else "uiterlijk", hoogte=17
        )
    s.vakken({1: Vak(f"Reactie en vragen: {pagina.vragen_aan}", opmaak="uitleg")})
    if isinstance(pagina.redenen, F):
        s.wit()
        s.vakken({1: Vak(pagina.redenen, opmaak="vet")})
    elif pagina.redenen:
        s.wit()
        _kopje(s, "Nog niet definitief")
        tekst = "; ".join(pagina.redenen)
        s.vakken(
            {1: Vak(f"{tekst[0].upper()}{tekst[1:]}.", opmaak="alinea", tot=4)}, hoogte=14.0 * (1 + len(tekst) // 105)
        )
    return s


def _afzender(s: Stapel, van: str, gemaakt: F | None) -> None:
    """Who sends it, with the day on which it was made: a long name has the line to itself."""
    if gemaakt is None:
        s.vakken({1: Vak(van, opmaak="uitleg")})
        return
    samen = f"{van} · gemaakt op:"
    if len(samen) > _LANGE_AFZENDER:
        s.vakken({1: Vak(van, opmaak="uitleg")})
        samen = "Gemaakt op:"
    # The day not above the amounts, as if it headed them.
    s.vakken({1: Vak(samen, opmaak="uitleg"), 3: Vak(gemaakt, Maat.DATUM, "uitleg.datum", "gemaakt")})


def _begroot_en_werkelijk(s: Stapel, pagina: A4, regio: Regio) -> None:
    """What was expected, beside what it became: only where something was."""
    if pagina.begroot is None and pagina.jaareinde is None:
        return
    s.wit()
    _kopje(s, "Begroot en werkelijk")
    if pagina.begroot is not None:
        _regel(s, g.BEGROOT.bij(regio).label, pagina.begroot, als="begroot")
        _regel(s, "Werkelijke bijdrage", F("{bijdrage}"), als="werkelijk")
        _regel(s, "Werkelijk min begroot", pagina.verschil)
    if pagina.jaareinde is not None:
        _regel(s, "Saldo opgenomen in uw jaarrekening", pagina.jaareinde[0])
        _regel(s, "Dit saldo min wat is opgenomen", pagina.jaareinde[1])


def ondertitel(regio: Regio) -> str:
    """What the arrangement is, and where its document is about the settlement."""
    waar = regio.woord("vindplaats")
    return f"{regio.woord('voluit')} · jaarlijkse verrekening{f' ({waar})' if waar else ''}"


def _kopje(s: Stapel, tekst: str) -> None:
    s.vakken({1: Vak(tekst, opmaak="kopje")})


def _regel(
    s: Stapel,
    tekst: str | F,
    bedrag: F | None,
    maat: Maat = Maat.EURO,
    *,
    rol: str = "regel",
    nummer: int | str | None = None,
    gegevens: Sequence[Gegeven] = (),
    als: str = "",
    hoogte: float = 0,
) -> None:
    """A line over the width of the page: its number (or a blank cell, or none), its text, what is given, and the amount."""
    vakken = {1: Vak(tekst, opmaak=rol), 2: Vak(None, opmaak=rol), 3: Vak(None, opmaak=rol)}
    if nummer is not None:
        vakken = {0: Vak(nummer, Maat.NR, f"{rol}.nr" if nummer else rol)} | vakken
    for plaats, een in enumerate(gegevens, start=2):
        vakken[plaats] = Vak(een.inhoud, een.maat, f"{rol}.{een.toon or een.maat}")
    vakken[4] = Vak(bedrag, maat, f"{rol}.{maat}" if bedrag is not None else rol, als)
    s.vakken(vakken, hoogte=hoogte)


def richting(saldo: Adres | str, saldo_ct: int, hoe: str = "") -> F:
    """Whether the gemeente pays or receives, in words; ``hoe`` stands behind them."""
    betaalt, ontvangt = (" ".join(filter(None, ("Uw gemeente", doet, hoe))) for doet in ("betaalt", "ontvangt"))
    niets = "Nu niets te betalen of te ontvangen" if hoe else "Niets te betalen of te ontvangen"
    waarde = betaalt if saldo_ct > 0 else ontvangt if saldo_ct < 0 else niets
    return F(f'=IF({saldo}>0,"{betaalt}",IF({saldo}<0,"{ontvangt}","{niets}"))', waarde)
