"""A next year in the master: its budget calculated and the rest of last year's rows taken over, all ``te bevestigen``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.bevinding import Ernst, InvoerFout
from via_xl.basis.geld import bedrag_tekst, euro_nl, procent_nl, uren_nl
from via_xl.basis.macrovraag import Antwoordsoort, Macrovraag
from via_xl.basis.opsomming import en
from via_xl.basis.schaal import Schaal, schaalcode
from via_xl.basis.verhaal import MASTER, Lijst, Regel, Verhaal
from via_xl.lezen.master import Master
from via_xl.regeling.keuzes import Taak
from via_xl.regeling.model import POK, Begrotingsregel, Jaar, Record, Regeling, Status, Voorschot
from via_xl.regeling.tabellen import BEGROTING, BESTEDINGEN, JAREN, VOORSCHOTTEN
from via_xl.regeling.tabellen import POK as POKTABEL
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.jaarbegroting import (
    Begrotingssleutel,
    Index,
    Kostenbron,
    NietTeBegroten,
    Raming,
    Taakraming,
    Voorschotwijze,
    begroot_ct,
    begrotingssleutel,
    bron_van_raming,
    deel_van_elk_ct,
    raam_kosten,
    te_verdelen_ct,
    voorschotten_ct,
)
from via_xl.rekenen.jaaropbouw import wat_ontbreekt
from via_xl.rekenen.opvolging import houders
from via_xl.rekenen.plan import buiten_pok
from via_xl.wijzigen.gezegd import lees_procent, lees_woord
from via_xl.wijzigen.handeling import Handeling, Opgave
from via_xl.wijzigen.wijziging import Wijziging

NIET_OVERGENOMEN = "Niet overgenomen: tarieven (die hebben een eigen bron nodig), uren en het nummer van een besluit."
_NIETS = "er is niets gewijzigd"
_EERDER = re.compile(r"(?:berekend uit .*?; de rest )?overgenomen uit \d{4}(: )?")
_MEESTE_TERMIJNEN = 12


class Kostenkeuze(StrEnum):
    """What the officer may choose the budgeted cost from: what calculates it, or last year's amounts as they are."""

    FORMATIE = Kostenbron.FORMATIE.value
    VORIG_JAAR = Kostenbron.VORIG_JAAR.value
    OVERNEMEN = "overnemen"


_MET_INDEX = (0, ("", Kostenkeuze.FORMATIE.value, Kostenkeuze.VORIG_JAAR.value))
"""A macro asks for an index with every choice of cost but to take over the amounts."""


_VRAAG_KOSTEN = Macrovraag(
    "Waaruit volgen de begrote kosten: de formatie, wat vorig jaar kost, of de bedragen van toen overnemen? Zonder "
    "antwoord: de formatie, of als die niet te berekenen is de bedragen van toen.",
    keuzes=tuple(Kostenkeuze),
    verplicht=False,
)

_VRAAG_BRON = Macrovraag(
    "Waar komt de index vandaan? Nodig bij een index; bijvoorbeeld CPB maart 2026.",
    verplicht=False,
    bij=_MET_INDEX,
)

_VRAAG_VOORSCHOT = Macrovraag(
    "Welk voorschot op de begrote bijdrage wordt gevraagd?",
    keuzes=tuple(Voorschotwijze),
    standaard=Voorschotwijze.GEEN.value,
)


def _vraag_index(tekst: str) -> Macrovraag:
    return Macrovraag(tekst, Antwoordsoort.GETAL, verplicht=False, bij=_MET_INDEX)


class Openingskeuzes(Struct, frozen=True):
    """What was asked. ``kosten`` is None when nothing was said; ``bron`` is where the index comes from."""

    jaar: int
    kosten: Kostenkeuze | None
    index: Index
    bron: str
    schalen: dict[Taak, Schaal]
    voorschot: Voorschotwijze
    termijnen: int


def open_jaar(
    master: Master,
    _heden: date,
    jaar: Annotated[int, Opgave("Het nieuwe jaar: dat na het laatste van de master.", "JAAR", "--jaar", ook_los=True)],
    kosten: Annotated[
        str | None,
        Opgave(
            "Waaruit de begrote kosten volgen: formatie, vorig-jaar (wat dat jaar kost) of overnemen (de bedragen van toen). Anders "
            "de formatie, en als die niet te berekenen is de bedragen van vorig jaar.",
            "KEUZE",
            "--kosten",
            _VRAAG_KOSTEN,
        ),
    ] = None,
    index_personeel: Annotated[
        str | None,
        Opgave(
            "Hoeveel procent duurder een uur wordt.",
            "PROCENT",
            "--index-personeel",
            _vraag_index("Hoeveel procent duurder wordt een uur? Bijvoorbeeld 3,5."),
        ),
    ] = None,
    index_overig: Annotated[
        str | None,
        Opgave(
            "Hoeveel procent duurder andere kosten worden.",
            "PROCENT",
            "--index-overig",
            _vraag_index("Hoeveel procent duurder worden andere kosten? Bijvoorbeeld 2."),
        ),
    ] = None,
    bron: Annotated[
        str | None,
        Opgave(
            "Waar de index vandaan komt; verplicht bij een index.",
            "TEKST",
            "--bron",
            _VRAAG_BRON,
        ),
    ] = None,
    voorschot: Annotated[
        str | None,
        Opgave(
            "Voorschot op de begrote bijdrage: geen, geheel, helft of termijnen.",
            "KEUZE",
            "--voorschot",
            _VRAAG_VOORSCHOT,
        ),
    ] = None,
    termijnen: Annotated[
        int | None,
        Opgave(
            "In hoeveel termijnen, bij --voorschot termijnen.",
            "AANTAL",
            "--termijnen",
            Macrovraag(
                "In hoeveel termijnen? Bijvoorbeeld 4.",
                Antwoordsoort.GEHEEL,
                bij=(4, (Voorschotwijze.TERMIJNEN.value,)),
            ),
        ),
    ] = None,
    schaal: Annotated[
        list[str],
        Opgave(
            "In welke schaal een taak wordt gedaan, zoals beleid=11; anders zoals de laatste uren.",
            "TAAK=SCHAAL",
            "--schaal",
            herhaalbaar=True,
        ),
    ] = [],  # noqa: B006 - typer's own way; it is never changed
) -> Wijziging:
    """A year more, with its budget: the cost, what POK reimburses, each gemeente's exact share, and the voorschotten asked.

    The parameters and posts are those of the last year; amounts of posts stay blank, ``besluit`` is blank, and the
    reactietermijn is a year later. POK is what is known of the year, or else as in the last one.

    Raises:
        InvoerFout: the year is there already, or isn't the next one; what was said doesn't fit; or the budget can't be
            calculated as was asked.
    """
    keuzes = lees_keuzes(jaar, kosten, (index_personeel, index_overig), bron, schaal, (voorschot, termijnen))
    opening = _Opening(master.regeling, _vorig(master.regeling, jaar, master.pad.name), keuzes, master.pad.name)
    rijen = opening.rijen()
    wijziging = Wijziging("jaar geopend", [(jaar, opening.in_het_kort)], rijen)
    return replace(wijziging, verhaal=_verhaal(opening, rijen, wijziging.toegepast(master.regeling)))


def lees_keuzes(
    jaar: int,
    kosten: str | None,
    index: tuple[str | None, str | None],
    bron: str | None,
    schalen: Iterable[str],
    voorschot: tuple[str | None, int | None],
) -> Openingskeuzes:
    """The choices as they are typed.

    Raises:
        InvoerFout: one can't be read, or two don't fit together.
    """
    personeel, overig = (
        lees_procent(optie, tekst) for optie, tekst in zip(("--index-personeel", "--index-overig"), index, strict=True)
    )
    keuze = lees_woord("--kosten", kosten, Kostenkeuze)
    wijze = lees_woord("--voorschot", voorschot[0], Voorschotwijze) or Voorschotwijze.GEEN
    document = (bron or "").strip()
    if (personeel or overig) and not document:
        raise InvoerFout(f'Een index heeft een bron nodig; {_NIETS}. Geef bijvoorbeeld --bron "CPB maart 2026" op.')
    if (personeel or overig) and keuze is Kostenkeuze.OVERNEMEN:
        raise InvoerFout(
            f"Bij --kosten overnemen blijven de bedragen zoals zij waren, dus een index doet niets; {_NIETS}. Kies formatie of "
            "vorig-jaar, of laat de index weg."
        )
    return Openingskeuzes(
        jaar,
        keuze,
        Index(personeel or 0, overig or 0),
        document,
        _schalen(schalen),
        wijze,
        _termijnen(wijze, voorschot[1]),
    )


def _termijnen(wijze: Voorschotwijze, aantal: int | None) -> int:
    if wijze is not Voorschotwijze.TERMIJNEN:
        if aantal is not None:
            raise InvoerFout(f"--termijnen hoort bij --voorschot termijnen; {_NIETS}.")
        return 1
    if aantal is None or not 1 < aantal <= _MEESTE_TERMIJNEN:
        raise InvoerFout(
            f"--voorschot termijnen vraagt om een aantal van 2 tot en met {_MEESTE_TERMIJNEN}; {_NIETS}. Geef bijvoorbeeld "
            "--termijnen 4 op."
        )
    return aantal


def _schalen(teksten: Iterable[str]) -> dict[Taak, Schaal]:
    uit: dict[Taak, Schaal] = {}
    for tekst in teksten:
        naam, _, nummer = tekst.partition("=")
        code = schaalcode(nummer)
        if code is None:
            raise InvoerFout(f"--schaal {tekst} is niet te lezen; {_NIETS}. Geef bijvoorbeeld beleid=11 op.")
        taak = lees_woord("--schaal", naam, Taak)
        if taak is None or taak in uit:
            raise InvoerFout(f"--schaal {tekst} noemt geen taak, of een die al een schaal heeft; {_NIETS}.")
        uit[taak] = code
    return uit


# --- what is added


class _Bedragen(Struct, frozen=True):
    """The budgeted bijdrage of each gemeente in cents, calculated: from what, over which key, and what POK pays nothing of."""

    raming: Raming
    sleutel: Begrotingssleutel
    buiten_pok_ct: int
    te_verdelen_ct: int
    per_code: dict[str, int]


class _Opening:
    """A year as it is opened: what was calculated of it, or why nothing was, and the rows that follow."""

    def __init__(self, regeling: Regeling, vorig: int, keuzes: Openingskeuzes, bestand: str) -> None:
        self.regeling, self.vorig, self.keuzes = regeling, vorig, keuzes
        self.jaar = keuzes.jaar
        self.pok_bekend = any(rij.jaar == self.jaar for rij in regeling.pok)
        self.pok = [] if self.pok_bekend else [self._mee(rij) for rij in regeling.pok if rij.jaar == vorig]
        self._kaal = self._mee(regeling.jaar(vorig))
        self.niet_berekend = ""
        self.berekend: _Bedragen | None = None
        if keuzes.kosten is not Kostenkeuze.OVERNEMEN:
            try:
                self.berekend = self._bereken()
            except NietTeBegroten as fout:
                if keuzes.kosten is not None or keuzes.index != Index():
                    raise InvoerFout(
                        f"{bestand}: de begroting van {self.jaar} is niet te berekenen: {fout}; {_NIETS}. Vul dat aan, of kies "
                        f"--kosten overnemen voor de bedragen van {vorig}."
                    ) from fout
                self.niet_berekend = str(fout)

    def _bereken(self) -> _Bedragen:
        keuzes = self.keuzes
        straks = replace(self.regeling, jaren=(*self.regeling.jaren, self._kaal), pok=(*self.regeling.pok, *self.pok))
        bron = Kostenbron((keuzes.kosten or Kostenkeuze.FORMATIE).value)
        raming = raam_kosten(straks, self.jaar, bron, keuzes.index, keuzes.schalen)
        if raming.kosten_ct < 0:
            raise NietTeBegroten("de kosten komen onder nul uit")
        sleutel = begrotingssleutel(straks, self.jaar)
        buiten = buiten_pok(straks, self.jaar, raming.overig_met_index_ct).ct
        bedrag = te_verdelen_ct(straks, self.jaar, raming.kosten_ct, buiten)
        return _Bedragen(raming, sleutel, buiten, bedrag, deel_van_elk_ct(bedrag, sleutel.per_code))

    @property
    def in_het_kort(self) -> str:
        """The line in the Logboek."""
        if self.berekend is None:
            return f"overgenomen uit {self.vorig}"
        wat = f"begroting berekend: {euro_nl(self.berekend.raming.kosten_ct)}, te verdelen {euro_nl(self.berekend.te_verdelen_ct)}"
        return "; ".join((wat, *map(_hoe_taak, self.berekend.raming.taken), f"de rest overgenomen uit {self.vorig}"))

    def rijen(self) -> dict[str, list[Record]]:
        """Per table what is added."""
        begroting = self._begroting()
        posten = (self._mee(rij) for rij in self.regeling.bestedingen if rij.jaar == self.vorig)
        return {
            JAREN.naam: [self._jaar()],
            POKTABEL.naam: [*self.pok],
            BEGROTING.naam: [*begroting],
            BESTEDINGEN.naam: [replace(rij, begroot_ct=None, besteed_ct=None) for rij in posten],
            VOORSCHOTTEN.naam: [*self._voorschotten(begroting)],
        }

    def _mee(self, rij: Any) -> Any:
        """A row of last year for the new one."""
        bron = _EERDER.sub("", rij.bron, count=1)
        anders: dict[str, Any] = {}
        if isinstance(rij, Jaar):
            anders = {"besluit": "", "reactietermijn": _jaar_later(rij.reactietermijn)}
        nieuw = f"overgenomen uit {self.vorig}{': ' if bron else ''}{bron}"
        return replace(rij, jaar=self.jaar, bron=nieuw, status=Status.TE_BEVESTIGEN, **anders)

    def _jaar(self) -> Jaar:
        kaal: Jaar = self._kaal
        if self.berekend is None:
            return replace(kaal, begrote_index_ct=None, begrote_index_overige_ct=None)
        raming = self.berekend.raming
        return replace(
            kaal,
            begrote_kosten_ct=raming.kosten_ct,
            begrote_overige_ct=raming.overig_met_index_ct,
            begrote_index_ct=raming.index_personeel_ct,
            begrote_index_overige_ct=raming.index_overig_ct,
            bron=bron_van_raming(self.som(), kaal.bron),
        )

    def som(self) -> list[str]:
        """How the budgeted cost was calculated, in words for everyone: nothing by which an hour of one person is priced."""
        if self.berekend is None:
            return []
        raming, index = self.berekend.raming, self.keuzes.index
        uren = en(f"{taak.taak} {uren_nl(taak.per_week_h)}" for taak in raming.taken)
        hoe = f"de formatie ({uren} uur per week) tegen de bekende tarieven" if uren else f"de kosten van {self.vorig}"
        delen = [f"{hoe}: {euro_nl(raming.personeel_ct)}"]
        if raming.nog_te_leveren_ct:
            delen[0] += f", waarvan {euro_nl(raming.nog_te_leveren_ct)} prognose"
        if raming.late_uren_ct:
            delen.append(f"zonder {euro_nl(raming.late_uren_ct)} van late uren uit eerdere jaren")
        if raming.overig_ct:
            delen.append(f"andere kosten van {self.vorig} {euro_nl(raming.overig_ct)}")
        wat = f"index personeel {procent_nl(index.personeel_bp)}, overig {procent_nl(index.overig_bp)}"
        delen.append(f"{wat} ({self.keuzes.bron})" if self.keuzes.bron else "zonder index")
        return delen

    def _begroting(self) -> list[Begrotingsregel]:
        if self.berekend is None:
            voor = houders(self.regeling.gemeenten, self.jaar)
            doen_mee = {rij.code for rij in self.regeling.gemeenten if rij.bestaat_in(self.jaar)}
            return [
                self._mee(rij)
                for rij in self.regeling.begroting
                if rij.jaar == self.vorig and voor[rij.code] in doen_mee
            ]
        b = self.berekend
        return [
            Begrotingsregel(
                code=code,
                jaar=self.jaar,
                bedrag_ct=bedrag,
                bron=f"exact aandeel: {b.sleutel.aandeel(code)} van {euro_nl(b.te_verdelen_ct)} te verdelen"
                f"{f' ({b.sleutel.uitleg})' if b.sleutel.uitleg else ''}",
            )
            for code, bedrag in b.per_code.items()
        ]

    def _voorschotten(self, begroting: Sequence[Begrotingsregel]) -> list[Voorschot]:
        """What each gemeente is asked in advance; the centrumgemeente asks nothing of itself."""
        centrum = self.regeling.centrumgemeente.code
        uit: list[Voorschot] = []
        for rij in begroting:
            delen = voorschotten_ct(rij.bedrag_ct, self.keuzes.voorschot, self.keuzes.termijnen)
            if rij.code != centrum:
                uit += [
                    Voorschot(
                        code=rij.code, jaar=self.jaar, bedrag_ct=bedrag, bron=self._welk_voorschot(nr, len(delen))
                    )
                    for nr, bedrag in enumerate(delen, start=1)
                ]
        return uit

    def _welk_voorschot(self, nummer: int, aantal: int) -> str:
        wijze = self.keuzes.voorschot
        deel = {Voorschotwijze.GEHEEL: "de hele", Voorschotwijze.HELFT: "de helft van de"}.get(wijze)
        wat = (
            f"{deel} begrote bijdrage van {self.jaar}"
            if deel
            else f"termijn {nummer} van {aantal} van de begrote bijdrage van {self.jaar}"
        )
        return f"voorstel: {wat}; bevestig als het is betaald"


def _hoe_taak(taak: Taakraming) -> str:
    schalen = ", ".join(str(deel.schaal) for deel in taak.schalen)
    uit = f"als in {taak.uit_jaar}" if taak.uit_jaar else "opgegeven"
    wat = f"{taak.taak} {uren_nl(taak.uren_h)} productieve uren"
    return f"{wat} × {euro_nl(taak.tarief_ct)} (schaal {schalen}, {uit}) = {euro_nl(taak.kosten_ct)}"


# --- what is told


def _verhaal(opening: _Opening, rijen: dict[str, list[Record]], nieuw: Regeling) -> Verhaal:
    jaar = opening.jaar
    aantallen = {tabel: len(erbij) for tabel, erbij in rijen.items() if erbij or tabel != VOORSCHOTTEN.naam}
    per_tabel = ", ".join(f"{aantal} in {tabel}" for tabel, aantal in aantallen.items() if aantal)
    mist = wat_ontbreekt(nieuw, jaar)
    punten = [f"• {wat}" for wat in mist]
    let_op = _let_op(opening, nieuw)
    hoe = _hoe(opening)
    klaar = f"Toegevoegd, alle te bevestigen: {per_tabel}."
    return Verhaal(
        [
            f"{jaar} is geopend in {MASTER}",
            klaar,
            NIET_OVERGENOMEN,
            *([f"Wat {jaar} nog mist:", *punten] if punten else []),
        ],
        [
            f"Jaar {jaar} is geopend. {klaar}",
            *let_op,
            *punten,
            f"Kies {jaar} op blad Start om te zien wat er nog ontbreekt. Bewaar de master; op Bijdrage staat {jaar} na "
            "via-xl master vernieuw.",
        ],
        _als_json(opening, aantallen, mist, nieuw),
        Ernst.WAARSCHUWING if mist or let_op else None,
        vooraf=[*_kostenlijst(opening), *hoe, _lijst(opening, nieuw), *let_op],
        vraag=[*hoe, *let_op, klaar],
    )


def _hoe(opening: _Opening) -> list[str]:
    """Where the amounts come from, in sentences."""
    jaar, b = opening.jaar, opening.berekend
    if b is None:
        return [f"De begrote kosten en bijdragen van {jaar} zijn die van {opening.vorig}."]
    samen = f" Samen {euro_nl(b.raming.kosten_ct)}." if b.raming.overig_ct or b.raming.index_ct else ""
    return [
        f"Begroot voor {jaar}: {'; '.join(opening.som())}.{samen}",
        *_buiten_pok(opening, b.buiten_pok_ct),
        f"Na POK is {euro_nl(b.te_verdelen_ct)} te verdelen, naar {b.sleutel.naar}: de exacte aandelen, naar grootste rest.",
        *([f"LET OP: {b.sleutel.uitleg}."] if b.sleutel.uitleg else []),
    ]


def _buiten_pok(opening: _Opening, buiten_ct: int) -> list[str]:
    """Of what POK reimburses nothing, and why."""
    if not buiten_ct:
        return []
    niets = f"Van {euro_nl(buiten_ct)} andere kosten vergoedt POK niets:"
    opgegeven = opening.regeling.jaar(opening.vorig).overig_buiten_pok_bp
    if opgegeven is not None:
        return [f"{niets} {procent_nl(opgegeven)}, zoals in {opening.vorig} (Overig buiten POK %, blad Jaren)."]
    return [
        f"{niets} hetzelfde deel als van die van {opening.vorig} (tblKosten, blad Voorschotten); verandert daar iets, dan verandert "
        "het exacte aandeel mee. Is het bekend, vul dan op blad Jaren Overig buiten POK % in."
    ]


def _let_op(opening: _Opening, nieuw: Regeling) -> list[str]:
    """What the officer must know of where the amounts come from."""
    jaar, vorig = opening.jaar, opening.vorig
    uit: list[str] = []
    if opening.niet_berekend:
        uit.append(
            f"LET OP: de begroting van {jaar} is niet berekend: {opening.niet_berekend}. De bedragen van {vorig} zijn overgenomen."
        )
    if not opening.pok_bekend and opening.pok:
        pok: POK = opening.pok[0]
        uit.append(
            f"LET OP: van {jaar} is nog geen POK bekend; zoals in {vorig} is gerekend met {procent_nl(pok.vergoeding_bp)}, ten "
            f"hoogste {euro_nl(pok.maximum_ct)}."
        )
    grens = nieuw.jaar(jaar).voorstelgrens_ct
    if opening.berekend is not None and grens is not None and opening.berekend.te_verdelen_ct != grens:
        uit.append(
            f"LET OP: de voorstelgrens van {euro_nl(grens)} is overgenomen uit {vorig}, en begroot is "
            f"{euro_nl(opening.berekend.te_verdelen_ct)} te verdelen."
        )
    if opening.keuzes.voorschot is not Voorschotwijze.GEEN:
        uit.append(
            f"Voorschotten: ieder behalve de centrumgemeente, die aan zichzelf niets betaalt. Zij tellen meteen mee in de afrekening "
            f"van {jaar}, ook zolang zij te bevestigen zijn: verwijder of wijzig op blad {VOORSCHOTTEN.blad} wat niet (zo) is betaald, "
            "en zet op vastgesteld wat wel is betaald."
        )
    return uit


def _kostenlijst(opening: _Opening) -> list[Regel]:
    if opening.berekend is None:
        return []
    raming = opening.berekend.raming
    rijen = [
        (f"{rij.taak}: {uren_nl(rij.uren_h)} uur × {euro_nl(rij.tarief_ct)}", euro_nl(rij.kosten_ct))
        for rij in raming.taken
    ] or [(f"Kosten van de inzet in {opening.vorig}", euro_nl(raming.personeel_ct))]
    rijen += [
        (f"Andere kosten dan uren, als in {opening.vorig}", euro_nl(raming.overig_ct)),
        (f"Index personeel {procent_nl(raming.index.personeel_bp)}", euro_nl(raming.index_personeel_ct)),
        (f"Index overig {procent_nl(raming.index.overig_bp)}", euro_nl(raming.index_overig_ct)),
    ]
    return [
        Lijst(
            f"Begrote kosten {opening.jaar}",
            ("Post",),
            rijen,
            ("Bedrag",),
            totaal=("Samen", euro_nl(raming.kosten_ct)),
        )
    ]


def _lijst(opening: _Opening, nieuw: Regeling) -> Lijst:
    rijen = _per_gemeente(opening, nieuw)
    sommen = [sum(bedragen) for bedragen in zip(*(rij[1:] for rij in rijen), strict=True)]
    return Lijst(
        f"Begrote bijdrage {opening.jaar}",
        ("Gemeente",),
        [
            (nieuw.naam_van(code), euro_nl(was), euro_nl(wordt), euro_nl(wordt - was), euro_nl(vooraf))
            for code, was, wordt, vooraf in rijen
        ],
        (str(opening.vorig), str(opening.jaar), "Verschil", g.VOORSCHOT.kort),
        totaal=("Samen", euro_nl(sommen[0]), euro_nl(sommen[1]), euro_nl(sommen[1] - sommen[0]), euro_nl(sommen[2])),
    )


def _per_gemeente(opening: _Opening, nieuw: Regeling) -> list[tuple[str, int, int, int]]:
    """Of each gemeente that takes part its code, and in cents what was budgeted, what is, and what it pays in advance."""
    was, wordt = (begroot_ct(nieuw, welk, opening.jaar) for welk in (opening.vorig, opening.jaar))
    vooraf: dict[str, int] = {}
    for rij in nieuw.voorschotten:
        if rij.jaar == opening.jaar:
            vooraf[rij.code] = vooraf.get(rij.code, 0) + rij.bedrag_ct
    codes = [rij.code for rij in nieuw.gemeenten if rij.bestaat_in(opening.jaar)]
    return [(code, was.get(code, 0), wordt.get(code, 0), vooraf.get(code, 0)) for code in codes]


def _als_json(opening: _Opening, aantallen: dict[str, int], mist: Sequence[str], nieuw: Regeling) -> dict[str, Any]:
    b = opening.berekend
    begroting = None
    if b is not None:
        begroting = {
            "kosten_uit": str(b.raming.bron),
            "personeel": bedrag_tekst(b.raming.personeel_ct),
            "overig": bedrag_tekst(b.raming.overig_ct),
            "index": bedrag_tekst(b.raming.index_ct),
            "kosten": bedrag_tekst(b.raming.kosten_ct),
            "te_verdelen": bedrag_tekst(b.te_verdelen_ct),
            "sleutel": b.sleutel.naar,
        }
    return {
        "jaar": opening.jaar,
        "overgenomen_uit": opening.vorig,
        "rijen": aantallen,
        "ontbreekt": list(mist),
        "begroting": begroting,
        "niet_berekend": opening.niet_berekend,
        "pok_bekend": opening.pok_bekend,
        "gemeenten": [
            {"code": code, "was": bedrag_tekst(was), "wordt": bedrag_tekst(wordt), "voorschot": bedrag_tekst(vooraf)}
            for code, was, wordt, vooraf in _per_gemeente(opening, nieuw)
        ],
    }


def _vorig(regeling: Regeling, jaar: int, bestand: str) -> int:
    """The last year there is, which must be the one before ``jaar``."""
    bekend = sorted(rij.jaar for rij in regeling.jaren)
    if not bekend:
        raise InvoerFout(f"{bestand}: tblJaren is leeg, dus er is geen jaar om over te nemen. Vul eerst een jaar in.")
    laatste = bekend[-1]
    if jaar in bekend:
        raise InvoerFout(
            f"{bestand}: {jaar} staat al in tblJaren; er is niets gewijzigd. Vul dat jaar daar aan, of open {laatste + 1}."
        )
    if jaar < laatste:
        raise InvoerFout(
            f"{bestand}: {jaar} ligt vóór het laatste jaar ({laatste}); er is niets gewijzigd. Een ouder jaar voegt u zelf "
            "toe aan Jaren, POK en Begroting, met zijn eigen bron."
        )
    if jaar > laatste + 1:
        raise InvoerFout(
            f"{bestand}: na {laatste} volgt {laatste + 1}, niet {jaar}; er is niets gewijzigd. Open eerst {laatste + 1}: elk "
            "jaar neemt over van het jaar ervoor."
        )
    return laatste


def _jaar_later(dag: date | None) -> date | None:
    """The same day a year later; 29 February becomes 28 February."""
    if dag is None:
        return None
    schrikkeldag = (dag.month, dag.day) == (2, 29)
    return dag.replace(year=dag.year + 1, day=28 if schrikkeldag else dag.day)


def _volgend(master: Master) -> dict[str, Any]:
    return {"jaar": max((rij.jaar for rij in master.regeling.jaren), default=0) + 1}


JAAR_OPENEN = Handeling(
    open_jaar,
    """Voeg een jaar toe, met zijn begroting berekend en de rest van het jaar ervoor, te bevestigen; en zeg wat er dan nog ontbreekt.

    De kosten volgen uit formatie, productieve uren en bekende tarieven, of uit wat vorig jaar kost, met een index; de bijdragen
    zijn exacte aandelen. Laat eerst zien wat erbij komt, en vraagt dan of het mag.
    """,
    'via-xl jaar open via_master.xlsx --jaar 2027 --index-personeel 3,5 --bron "CPB maart 2026" --voorschot helft',
    gegeven=_volgend,
    eerst_tonen=True,
)
