"""The tree, built from the cell down: each step once, ranges folded, and on into the master."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from msgspec import Struct

from via_xl import __version__
from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.geld import getal_nl
from via_xl.bewijs.herkomst.boom import Boom, Knoop, Stapsoort
from via_xl.bewijs.herkomst.bronnen import Bronmaster, bron_van, bronnen_van
from via_xl.bewijs.herkomst.kring import zoek_kring
from via_xl.bewijs.herkomst.label import VOLGNUMMER, Labels, adres, getoond
from via_xl.bewijs.herkomst.optelling import tel
from via_xl.bewijs.herkomst.rekenaar import TELLEND, Rekenaar, Selectie
from via_xl.bewijs.herkomst.vertaling import in_het_engels, in_het_nederlands
from via_xl.bewijs.herkomst.voorgangers import Formuleverwijzing, Voorgangers
from via_xl.bewijs.herkomst.werkboek import Herkomstboek, Plek
from via_xl.bewijs.herkomst.woorden import Woorden
from via_xl.bewijs.linter.boek import Lintformule
from via_xl.bewijs.linter.verwijzing import Gebied
from via_xl.lezen.getalopmaak import FOUTEN, Inhoud

MEESTE = 25_000
"""Steps in a tree at most."""


class _Kant(Struct, frozen=True):
    """One of the workbooks of a tree: the one that was asked for, or the master."""

    naam: str
    werkboek: Herkomstboek
    labels: Labels
    voorgangers: Voorgangers
    woorden: Woorden

    @classmethod
    def van(cls, naam: str, werkboek: Herkomstboek) -> _Kant:
        """One side of the tree for this workbook, with its labels, arithmetic, precedents and sentences."""
        labels, voorgangers = Labels(werkboek), Voorgangers(Rekenaar(werkboek))
        return cls(naam, werkboek, labels, voorgangers, Woorden(voorgangers, labels))


def bouw(werkboek: Herkomstboek, plek: Plek, diepte: int, uitvouwen: int, *, met_master: bool = True) -> Boom:
    """The tree of a cell, ``diepte`` steps deep, with ranges of at most ``uitvouwen`` cells unfolded.

    Raises:
        InvoerFout: the cell depends on itself.
    """
    if kring := zoek_kring(werkboek, plek):
        keten = " → ".join(adres(stap) for stap in (*kring[:8], kring[0]))
        raise InvoerFout(f"{adres(plek)} hangt van een kring van cellen af, dus er is geen herkomst: {keten}.")
    master = Bronmaster(werkboek, mee=met_master)
    bouwer = _Bouwer(werkboek, master, diepte, uitvouwen)
    wortel = bouwer.cel(bouwer.kant, plek, 0)
    opmerkingen = list(bouwer.opmerkingen)
    if bouwer.in_master:
        opmerkingen.append(
            f"Deze herkomst gaat door tot in de master ({master.naam}) en kan gegevens van meer gemeenten tonen; "
            "stuur haar niet door aan een gemeente."
        )
    elif master.waarom_niet:
        opmerkingen.append(f"De herkomst stopt bij blad Herkomst van deze werkmap: {master.waarom_niet}.")
    gevolgd = master.naam if bouwer.in_master else ""
    versie = f"ViA-XL {__version__}"
    return Boom(werkboek.pad.name, wortel, bouwer.diepte, uitvouwen, versie, gevolgd, tuple(opmerkingen))


class _Bouwer:
    def __init__(self, werkboek: Herkomstboek, master: Bronmaster, diepte: int, uitvouwen: int) -> None:
        self.kant = _Kant.van("", werkboek)
        self.diepte = diepte
        self.in_master = False
        self.opmerkingen: dict[str, None] = {}
        self._uitvouwen = uitvouwen
        self._master = master
        self._masterkant = _Kant.van(master.naam, master.werkboek) if master.werkboek is not None else None
        self._getoond: dict[object, Knoop] = {}
        self._aantal = 0

    def cel(self, kant: _Kant, plek: Plek, niveau: int, waar: str = "") -> Knoop:
        """The step of one cell; the first time it is met with all its precedents below it, after that as a reference."""
        knoop = self._knoop(kant, Stapsoort.INVOER, adres(plek), kant.labels.van(plek), waar)
        knoop.waarde = getoond(kant.werkboek, plek)
        knoop.ruw, knoop.formaat = _ruw(kant.werkboek.waarde(plek)), kant.werkboek.formaat(plek)
        eerder = self._getoond.get((kant.naam, plek))
        if eerder is not None:
            return _verwijs(knoop, eerder)
        formule = kant.werkboek.formule(plek)
        if formule is not None:
            return self._berekend(kant, plek, formule, knoop, niveau)
        self._getoond[kant.naam, plek] = knoop
        if kant.werkboek.leeg(plek):
            knoop.soort, knoop.waarde = Stapsoort.LEEG, "leeg"
        else:
            self._invoer(kant, plek, knoop, niveau)
        return knoop

    def _berekend(self, kant: _Kant, plek: Plek, formule: Lintformule, knoop: Knoop, niveau: int) -> Knoop:
        knoop.soort = Stapsoort.BEREKEND
        knoop.formule_en, knoop.formule_nl = in_het_engels(formule.formule), in_het_nederlands(formule.formule)
        knoop.uitleg = kant.woorden.van(formule)
        knoop.opmerking = kant.voorgangers.onvolgbaar(formule)
        if plek[1:] != (formule.rij, formule.kolom):
            knoop.opmerking = f"deel van de matrixformule in {formule.adres}"
        elif not kant.werkboek.berekend(plek):
            knoop.waarde = "niet berekend"
            knoop.opmerking = (
                knoop.opmerking or "het programma dat dit bestand opsloeg heeft deze formule niet berekend"
            )
        elif kant.werkboek.waarde(plek) is None:
            knoop.waarde = "leeg"
        elif knoop.ruw in FOUTEN:
            knoop.opmerking = knoop.opmerking or "deze cel geeft een foutwaarde"
        knoop.bron = None
        voorgangers = kant.voorgangers.van(formule)
        if voorgangers and not self._verder(niveau):
            knoop.meer = True
            return knoop
        self._getoond[kant.naam, plek] = knoop
        for voorganger in voorgangers:
            knoop.kinderen.append(self._voorganger(kant, voorganger, niveau + 1))
            if voorganger.selectie is not None and voorganger.gebruikt:
                knoop.kinderen += self._voorbeelden(kant, voorganger.selectie, niveau + 1)
        return knoop

    def _invoer(self, kant: _Kant, plek: Plek, knoop: Knoop, niveau: int) -> None:
        knoop.bron = bron_van(kant.werkboek, plek)
        if kant is self.kant:
            plaatsen, waarom_niet = self._master.plaatsen(plek)
            if plaatsen and not self._verder(niveau):
                knoop.meer = True
            elif plaatsen and self._masterkant is not None:
                self.in_master = True
                for ander in plaatsen:
                    knoop.kinderen.append(self.cel(self._masterkant, ander, niveau + 1))
            elif waarom_niet and waarom_niet != self._master.waarom_niet:
                knoop.opmerking = waarom_niet
        if knoop.bron is None and not knoop.kinderen:
            nummer = kant.labels.kop_in_tabel(plek) == VOLGNUMMER
            knoop.opmerking = knoop.opmerking or ("volgnummer in de tabel" if nummer else "ingevuld, zonder bron")

    def _voorganger(self, kant: _Kant, voorganger: Formuleverwijzing, niveau: int) -> Knoop:
        if voorganger.fout:
            knoop = self._knoop(kant, Stapsoort.BUITEN, voorganger.tekst, voorganger.tekst)
            knoop.opmerking = voorganger.fout
            return knoop
        if voorganger.vast:
            knoop = self._knoop(kant, Stapsoort.INVOER, voorganger.tekst, f"naam {voorganger.tekst}")
            knoop.waarde = knoop.ruw = in_het_nederlands(f"={voorganger.vast}").removeprefix("=").strip('"')
            knoop.opmerking = "vaste waarde van deze naam, zonder bron"
            return knoop
        waar = kant.woorden.waar(voorganger.selectie) if voorganger.selectie is not None else ""
        gebied = voorganger.gebied
        if not voorganger.gebruikt:
            return self._ongebruikt(kant, voorganger)
        if gebied is not None and gebied.enkel:
            return self.cel(kant, (gebied.blad, gebied.rij1, gebied.kolom1), niveau, waar)
        if voorganger.selectie is not None:
            return self._selectie(kant, voorganger.selectie, waar, niveau)
        assert gebied is not None  # noqa: S101 - a precedent is one of these
        return self._bereik(kant, gebied, niveau)

    def _voorbeelden(self, kant: _Kant, selectie: Selectie, niveau: int) -> Iterator[Knoop]:
        """Of each calculated column of criteria how it comes about, in the first row that counts; once in a tree."""
        for criterium in selectie.criteria if selectie.plekken else ():
            _, rij, kolom = selectie.plekken[0]
            g, doel = criterium.gebied, selectie.gebied
            plek = g.blad, g.rij1 + rij - doel.rij1, g.kolom1 + min(kolom - doel.kolom1, g.kolom2 - g.kolom1)
            if kant.werkboek.formule(plek) is None or (kant.naam, g, "voorbeeld") in self._getoond:
                continue
            al_verklaard = self._getoond.get((kant.naam, plek))
            knoop = al_verklaard or self.cel(kant, plek, niveau)
            self._getoond[kant.naam, g, "voorbeeld"] = knoop
            if al_verklaard is not None:
                continue
            if knoop.soort is Stapsoort.BEREKEND:
                kop = kant.labels.kop_van(g)
                knoop.opmerking = f"zo is {kop} bepaald, hier in de eerste regel die telt; in de andere net zo"
            yield knoop

    def _ongebruikt(self, kant: _Kant, voorganger: Formuleverwijzing) -> Knoop:
        gebied = voorganger.gebied or (voorganger.selectie.gebied if voorganger.selectie else None)
        assert gebied is not None  # noqa: S101
        plek = gebied.blad, gebied.rij1, gebied.kolom1
        naam = adres(plek) if gebied.enkel else kant.labels.naam_van(gebied)
        label = kant.labels.van(plek) if gebied.enkel else kant.labels.van_gebied(gebied)
        knoop = self._knoop(kant, Stapsoort.ONGEBRUIKT, naam, label)
        if gebied.enkel:
            knoop.waarde = getoond(kant.werkboek, plek) or "leeg"
            knoop.ruw, knoop.formaat = _ruw(kant.werkboek.waarde(plek)), kant.werkboek.formaat(plek)
        knoop.opmerking = "staat in de formule, maar telt nu niet mee"
        return knoop

    def _bereik(self, kant: _Kant, gebied: Gebied, niveau: int) -> Knoop:
        plekken = kant.werkboek.plekken(gebied)
        knoop = self._knoop(kant, Stapsoort.BEREIK, kant.labels.naam_van(gebied), kant.labels.van_gebied(gebied))
        eenheid = "regel" if kant.labels.is_kolom(gebied) else "cel"
        self._tel(kant, knoop, plekken, eenheid, totaal=True)
        return self._vouw(kant, (kant.naam, gebied), knoop, plekken, niveau)

    def _selectie(self, kant: _Kant, selectie: Selectie, waar: str, niveau: int) -> Knoop:
        plekken = list(selectie.plekken)
        naam, label = kant.labels.naam_van(selectie.gebied), kant.labels.van_gebied(selectie.gebied)
        tellend = selectie.functie == TELLEND
        knoop = self._knoop(kant, Stapsoort.SELECTIE, naam, f"aantal regels naar {label}" if tellend else label, waar)
        self._tel(kant, knoop, plekken, "regel", totaal=not tellend)
        uit = kant.werkboek.rijen(selectie.gebied)
        knoop.opmerking = f"{len(plekken)} van de {max(uit, len(plekken))} regels" if plekken else ""
        sleutel = kant.naam, selectie.gebied, selectie.criteria
        return self._vouw(kant, sleutel, knoop, plekken, niveau)

    def _vouw(self, kant: _Kant, sleutel: object, knoop: Knoop, plekken: list[Plek], niveau: int) -> Knoop:
        """The cells of a range as steps of their own, when there are at most ``uitvouwen`` of them; else none."""
        eerder = self._getoond.get(sleutel)
        if eerder is not None:
            return _verwijs(knoop, eerder)
        if plekken and (len(plekken) > self._uitvouwen or not self._verder(niveau)):
            knoop.meer = True
            if self._uitvouwen and len(plekken) <= self._uitvouwen:
                return knoop
        self._getoond[sleutel] = knoop
        if not knoop.meer:
            knoop.kinderen = [self.cel(kant, plek, niveau + 1) for plek in plekken]
        return knoop

    def _tel(self, kant: _Kant, knoop: Knoop, plekken: list[Plek], eenheid: str, *, totaal: bool) -> None:
        knoop.aantal = len(plekken)
        knoop.bronnen = bronnen_van(kant.werkboek, plekken)
        opgeteld = tel(kant.werkboek, plekken, eenheid, totaal=totaal)
        knoop.waarde, knoop.ruw, knoop.formaat = opgeteld.tekst, opgeteld.totaal, opgeteld.formaat
        if not totaal:
            knoop.ruw = len(plekken)

    def _knoop(self, kant: _Kant, soort: Stapsoort, plaats: str, label: str, waar: str = "") -> Knoop:
        self._aantal += 1
        return Knoop(self._aantal, soort, plaats, label, waar=waar, bestand=kant.naam)

    def _verder(self, niveau: int) -> bool:
        if self._aantal >= MEESTE:
            self.opmerkingen[f"De boom is afgebroken na {getal_nl(MEESTE)} stappen."] = None
            return False
        return niveau < self.diepte


def _verwijs(knoop: Knoop, eerder: Knoop) -> Knoop:
    knoop.soort, knoop.naar, knoop.bronnen, knoop.opmerking = Stapsoort.VERWIJZING, eerder.nummer, (), ""
    knoop.waarde = eerder.waarde
    return knoop


def _ruw(waarde: Inhoud) -> str | int | float | bool | None:
    if isinstance(waarde, timedelta):
        return waarde.total_seconds()
    return waarde.isoformat() if isinstance(waarde, (date, time)) else waarde
