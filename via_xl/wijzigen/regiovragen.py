"""What a new region is asked: each question with what an answer must be, on a screen and in a file of answers.

An answer is typed as people type it (``12.345``, ``24,5``). What isn't answered takes what the question says then, which is
told afterwards, or is an error; nothing else is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from via_xl.basis.bevinding import Bevinding, InvoerFout, fouten
from via_xl.basis.gemeenten import is_code, normaliseer
from via_xl.controle.jaarstand import NIETS_GEMAAKT
from via_xl.controle.regio import wat_mankeert
from via_xl.lezen.tekstbestand import lees_csv
from via_xl.lezen.waarden import WaardeFout, uit_getypt
from via_xl.regeling.tabellen import CAPACITEIT, GEMEENTEN, INWONERS, JAREN, POK, THEMAS

_MEESTE_BYTES = 1_000_000
_MEESTE_JAREN = 20
_PERIODE = re.compile(r"(\d{4})(?:\s*(?:-|–|t/m|tot en met)\s*(\d{4}))?", re.ASCII)
Gezegd = Mapping[str, Any]
"""What was answered so far, by the key of the question."""


class Deelnemer(Struct, frozen=True):
    """A gemeente as it was given: what is None was not said."""

    code: str
    naam: str
    inwoners: int | None = None
    uren_per_week_h: int | None = None


class Vraag(Struct, frozen=True):
    """A question. ``lees`` makes the value of an answer, given those before it, and raises WaardeFout.

    ``anders`` gives what holds when nothing is answered, from the answers before it; None where there must be one. Of ``meer`` there
    is an answer for each line, and what ``lees`` gets is the values of the lines before it under its own key.
    """

    sleutel: str
    tekst: str
    voorbeeld: str
    lees: Callable[[str, Gezegd], Any]
    anders: Callable[[Gezegd], str] | None = None
    meer: bool = False


def _woord(sleutel: str) -> Callable[[str, Gezegd], str]:
    """A name that the region gives something."""

    def lees(tekst: str, _: Gezegd) -> str:
        if wat := wat_mankeert(sleutel, tekst):
            raise WaardeFout(f'"{tekst}" {wat}.', "Kies een andere schrijfwijze.")
        return tekst

    return lees


def _lidwoord(tekst: str, _: Gezegd) -> str:
    if tekst.casefold() not in ("de", "het"):
        raise WaardeFout(f'"{tekst}" is geen lidwoord.', "Typ de of het.")
    return tekst.casefold()


def _deelnemer(tekst: str, gezegd: Gezegd) -> Deelnemer:
    delen = [deel.strip() for deel in tekst.split(";")]
    if not 2 <= len(delen) <= 4 or not delen[1]:
        raise WaardeFout(
            f'"{tekst}" is geen gemeente.',
            "Typ CBS-code; naam; inwoners; uren per week, gescheiden door puntkomma's. De laatste twee mogen weg.",
        )
    delen += [""] * (4 - len(delen))
    code = uit_getypt(delen[0], GEMEENTEN.kolom("code"))
    if not is_code(code):
        raise WaardeFout(f'"{code}" is geen CBS-code.', "Typ GM en vier cijfers, bijvoorbeeld GM9001.")
    naam = uit_getypt(delen[1], GEMEENTEN.kolom("naam"))
    for eerder in gezegd.get("gemeente", ()):
        if code == eerder.code or normaliseer(naam) == normaliseer(eerder.naam):
            raise WaardeFout(
                f"{naam} ({code}) is er al: {eerder.naam} ({eerder.code}).", "Noem elke gemeente één keer."
            )
    inwoners = uit_getypt(delen[2], INWONERS.kolom("inwoners")) if delen[2] else None
    return Deelnemer(
        code, naam, inwoners, uit_getypt(delen[3], CAPACITEIT.kolom("uren_per_week_h")) if delen[3] else None
    )


def _centrum(tekst: str, gezegd: Gezegd) -> str:
    for een in gezegd.get("gemeente", ()):
        if tekst.upper() == een.code or normaliseer(tekst) == normaliseer(een.naam):
            code: str = een.code
            return code
    namen = ", ".join(een.naam for een in gezegd.get("gemeente", ()))
    raise WaardeFout(f'"{tekst}" is geen gemeente van deze regio.', f"Kies uit: {namen}.")


def _periode(tekst: str, _: Gezegd) -> range:
    gevonden = _PERIODE.fullmatch(tekst)
    if gevonden is None:
        raise WaardeFout(f'"{tekst}" is geen jaar of periode.', "Typ bijvoorbeeld 2026-2029, of één jaar.")
    van, tot = (uit_getypt(jaar, JAREN.kolom("jaar")) for jaar in (gevonden[1], gevonden[2] or gevonden[1]))
    if not van <= tot < van + _MEESTE_JAREN:
        raise WaardeFout(
            f'"{tekst}" is geen periode van 1 tot en met {_MEESTE_JAREN} jaar.', "Typ het vroegste jaar eerst."
        )
    return range(van, tot + 1)


def _pok(tekst: str, _: Gezegd) -> tuple[int, int] | None:
    if tekst.casefold() in ("geen", "nee"):
        return None
    delen = tekst.split(";")
    if len(delen) != 2 or not all(deel.strip() for deel in delen):
        raise WaardeFout(f'"{tekst}" is geen vergoeding.', "Typ geen, of percentage; hoogste bedrag: 50; 310.000.")
    return uit_getypt(delen[0], POK.kolom("vergoeding_bp")), uit_getypt(delen[1], POK.kolom("maximum_ct"))


def _themas(tekst: str, _: Gezegd) -> tuple[str, ...]:
    namen = [uit_getypt(deel, THEMAS.kolom("thema")) for deel in tekst.split(";") if deel.strip()]
    if not namen or len({naam.casefold() for naam in namen}) < len(namen):
        raise WaardeFout(
            f'"{tekst}" noemt geen thema, of een thema twee keer.', "Typ elk thema één keer, met ; ertussen."
        )
    return tuple(namen)


VRAGEN: Sequence[Vraag] = (
    Vraag("regio", "Hoe heet de regio?", "Rivierenland", _woord("regio"), lambda _: ""),
    Vraag("kort", "Hoe heet de samenwerking kort? Titels en bestandsnamen beginnen ermee.", "JP", _woord("kort")),
    Vraag("voluit", "Hoe heet de samenwerking voluit?", "Jeugdpreventie", _woord("voluit"), lambda _: ""),
    Vraag(
        "werkgroep",
        "Hoe heet de werkgroep?",
        "werkgroep Jeugdpreventie",
        _woord("werkgroep"),
        lambda gezegd: f"werkgroep {gezegd['kort']}",
    ),
    Vraag("stuurgroep", "Hoe heet de stuurgroep?", "Stuurgroep Jeugd", _woord("stuurgroep"), lambda _: "stuurgroep"),
    Vraag(
        "document",
        "In welk document staan de afspraken? Alleen letters, cijfers en spaties.",
        "Regioplan",
        _woord("document"),
        lambda _: "Regeling",
    ),
    Vraag(
        "lidwoord",
        "Is het de of het, voor dat document?",
        "het",
        _lidwoord,
        lambda gezegd: "de" if gezegd["document"] == "Regeling" else "het",
    ),
    Vraag(
        "gemeente",
        "Welke gemeenten doen mee? Elke op een eigen regel: CBS-code; naam; inwoners; uren per week die zij levert.",
        "GM9001; Waterkant; 24.500; 16",
        _deelnemer,
        meer=True,
    ),
    Vraag("centrumgemeente", "Welke daarvan is de centrumgemeente, die afrekent?", "Waterkant", _centrum),
    Vraag("jaren", "Over welke jaren loopt de afspraak?", "2026-2029", _periode),
    Vraag(
        "peiljaar",
        "Van welk jaar zijn de inwoners (CBS, op 1 januari)?",
        "2025",
        lambda tekst, _: uit_getypt(tekst, INWONERS.kolom("peiljaar")),
        lambda gezegd: str(gezegd["jaren"][0] - 1),
    ),
    Vraag(
        "verdeelsleutel",
        f"Waarnaar wordt verdeeld: {', '.join(JAREN.kolom('verdeelsleutel').keuzelijst)}?",
        "inwoners",
        lambda tekst, _: uit_getypt(tekst, JAREN.kolom("verdeelsleutel")),
    ),
    Vraag("pok", "Welke vergoeding is er van het rijk: geen, of percentage; hoogste bedrag?", "50; 310.000", _pok),
    Vraag("themas", "Op welke thema's worden uren geschreven? Met ; ertussen.", "Preventie; Advies", _themas),
)
"""Every question, in the order in which they are asked."""

_PER_SLEUTEL = {vraag.sleutel: vraag for vraag in VRAGEN}


class Antwoorden(Struct, frozen=True):
    """All answers by key, and the keys of those that were taken because nothing was said."""

    gezegd: Gezegd
    aangenomen: tuple[str, ...] = ()


def antwoordblad() -> str:
    """The file of answers to fill in: each question as a remark, with its example."""
    kop = "# Zet achter elke dubbele punt uw antwoord. Een regel met # ervoor telt niet.\n"
    return kop + "".join(
        f"\n# {vraag.tekst}\n#   bijvoorbeeld {vraag.voorbeeld}\n{vraag.sleutel}:\n" for vraag in VRAGEN
    )


def neem(vraag: Vraag, tekst: str, gezegd: Gezegd) -> Any:
    """The value of an answer; a blank one takes what the question says then.

    Raises:
        WaardeFout: the answer can't be used, or there must be one.
    """
    kaal = tekst.strip()
    if kaal:
        return vraag.lees(kaal, gezegd)
    if vraag.anders is None:
        raise WaardeFout("Hier is een antwoord nodig.", f"Typ bijvoorbeeld {vraag.voorbeeld}.")
    anders = vraag.anders(gezegd)
    return vraag.lees(anders, gezegd) if anders else anders


def vraag_alles(stel: Callable[[Vraag, str], str], zeg: Callable[[str], None]) -> Antwoorden:
    """Ask every question until its answer can be used. ``stel`` asks one (with what a blank gives), ``zeg`` says what is wrong."""
    gezegd: dict[str, Any] = {}
    aangenomen: list[str] = []

    def antwoord(vraag: Vraag) -> Any:
        while True:
            tekst = stel(vraag, vraag.anders(gezegd) if vraag.anders else "")
            genoeg = vraag.meer and not tekst.strip() and gezegd.get(vraag.sleutel)
            try:
                uit = None if genoeg else neem(vraag, tekst, gezegd)
            except WaardeFout as fout:
                zeg(f"{fout.wat} {fout.doen}")
                continue
            if not tekst.strip() and not genoeg and uit:
                aangenomen.append(vraag.sleutel)
            return uit

    for vraag in VRAGEN:
        if not vraag.meer:
            gezegd[vraag.sleutel] = antwoord(vraag)
        while vraag.meer and (een := antwoord(vraag)) is not None:
            gezegd.setdefault(vraag.sleutel, []).append(een)
    return Antwoorden(gezegd, tuple(aangenomen))


def lees_antwoorden(pad: Path) -> Antwoorden:
    """The answers in a file of lines ``key: answer``, in any order, with everything wrong gathered.

    Raises:
        InvoerFout: the file can't be read, or an answer can't be used.
    """
    tekst = lees_csv(pad, _MEESTE_BYTES, NIETS_GEMAAKT).tekst
    bevindingen: list[Bevinding] = []

    def mis(nummer: int, wat: str, doen: str) -> None:
        bevindingen.append(Bevinding(pad.name, "", f"rij {nummer}" if nummer else "", wat, doen))

    regels = _per_sleutel(tekst, mis)
    gezegd: dict[str, Any] = {}
    aangenomen: list[str] = []
    for vraag in VRAGEN:
        for nummer, antwoord in regels.get(vraag.sleutel) or [(0, "")]:
            try:
                uit = neem(vraag, antwoord, gezegd)
            except WaardeFout as fout:
                mis(nummer, f"{vraag.sleutel}: {fout.wat}", fout.doen)
                continue
            except (KeyError, LookupError):
                continue  # it follows from an answer that was refused
            if vraag.meer:
                gezegd.setdefault(vraag.sleutel, []).append(uit)
                continue
            gezegd[vraag.sleutel] = uit
            if not antwoord and uit:
                aangenomen.append(vraag.sleutel)
    if fouten(bevindingen):
        raise InvoerFout(f"De antwoorden in {pad.name} zijn niet te gebruiken; {NIETS_GEMAAKT}.", bevindingen)
    return Antwoorden(gezegd, tuple(aangenomen))


def _per_sleutel(tekst: str, mis: Callable[[int, str, str], None]) -> dict[str, list[tuple[int, str]]]:
    """The answers that a file holds with the number of their line, by key."""
    uit: dict[str, list[tuple[int, str]]] = {}
    for nummer, sleutel, antwoord in _regels(tekst):
        vraag = _PER_SLEUTEL.get(sleutel)
        if vraag is None:
            mis(nummer, f'"{sleutel}" is geen vraag.', f"Begin de regel met een van: {', '.join(_PER_SLEUTEL)}.")
        elif sleutel in uit and not vraag.meer:
            mis(nummer, f"{sleutel} staat er twee keer.", "Laat één regel staan.")
        elif antwoord or not vraag.meer:
            uit.setdefault(sleutel, []).append((nummer, antwoord))
    return uit


def _regels(tekst: str) -> Iterator[tuple[int, str, str]]:
    for nummer, regel in enumerate(tekst.splitlines(), start=1):
        if regel.strip() and not regel.lstrip().startswith("#"):
            sleutel, _, antwoord = regel.partition(":")
            yield nummer, sleutel.strip().casefold(), antwoord.strip()
