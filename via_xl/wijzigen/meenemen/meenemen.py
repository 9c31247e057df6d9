"""Everything that a person made in a master, put in the one that is made anew, or named when it can't be."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree
from msgspec import Struct

from via_xl.basis.bevinding import Bevinding, BewijsFout, fouten
from via_xl.bewijs.eigen_werk import van_eerdere_versie, vreemde_delen
from via_xl.lezen.master import Master, lees_master
from via_xl.lezen.xlsx import HOOFDDEEL, ONLEESBAAR, Xlsx
from via_xl.regeling.model import Regeling
from via_xl.regeling.tabellen import INDELING, VOORHEEN
from via_xl.wijzigen.inplaats.werkmap import Element, als_xml, ontleed, tag
from via_xl.wijzigen.meenemen.beeld import BEWAARD, Beeld, Masker, beeld_van, beeld_van_indeling
from via_xl.wijzigen.meenemen.bladen import Bladenter, Meeneemlijst, eigen_bladen
from via_xl.wijzigen.meenemen.delen import OFFICE, Bron, Doel, R
from via_xl.wijzigen.meenemen.formules import Omschrijver
from via_xl.wijzigen.meenemen.naastwerk import Naastwerk
from via_xl.wijzigen.meenemen.opmaak import Opmaak
from via_xl.wijzigen.meenemen.verhuizing import Plaats, Verhuizing, bladen_van

_STIJLEN = "xl/styles.xml"
_VAN_HET_DOCUMENT = frozenset(("custom-properties", "classificationlabels"))
"""The kinds of parts of the package itself that are the user's: a sensitivity label stands in the second, or in both."""

_PERSONEN = "http://schemas.microsoft.com/office/2017/10/relationships/person"


class Meegenomen(Struct, frozen=True):
    """The new master with the user's work in it.

    ``niet`` is what can't come along as it is, ``misschien`` what stands in a place of the program and may be of an earlier
    version of it, ``let_op`` what is good to know and stops nothing.
    """

    inhoud: bytes
    gebouwd: bytes
    niet: tuple[Bevinding, ...]
    misschien: tuple[Bevinding, ...]
    let_op: tuple[Bevinding, ...]
    _bedoeld: frozenset[Plaats]
    _eigen: tuple[str, ...]

    def schrijf(self, doel: Path, regeling: Regeling) -> None:
        """Put it over the built master at ``doel``, and judge it there.

        Raises:
            BewijsFout: it doesn't read back as these inputs, or something of the program's became another.
        """
        doel.write_bytes(self.inhoud)
        if lees_master(doel).regeling != regeling:
            raise BewijsFout("Met uw eigen werk erin heeft de nieuwe master andere invoer; er is niets gemaakt.")
        anders = list(self._anders())
        if anders:
            regels = "\n".join(f"  {regel}" for regel in anders[:20])
            raise BewijsFout(f"Met uw eigen werk erin is de nieuwe master niet heel; er is niets gemaakt.\n{regels}")

    def _anders(self) -> Iterator[str]:
        """What is another than it was built, and links that lead nowhere."""
        with Xlsx(io.BytesIO(self.gebouwd)) as was, Xlsx(io.BytesIO(self.inhoud)) as nu:
            for deel, relatie in nu.alle_relaties():
                if not relatie.extern and relatie.doel not in nu:
                    yield f"{deel} verwijst naar {relatie.doel}, en dat is er niet"
            erbij = {blad.naam: blad for blad in nu.bladen}
            for naam in self._eigen:
                if naam not in erbij:
                    yield f"blad {naam} is er niet"
            for blad in was.werkbladen:
                if blad.naam not in erbij:
                    yield f"blad {blad.naam} is er niet"
                    continue
                voor = {cel.adres: cel for cel in was.cellen(was.stroom(blad).rijen())}
                na = {cel.adres: cel for cel in nu.cellen(nu.stroom(erbij[blad.naam]).rijen())}
                for adres, cel in na.items():
                    if (blad.naam, cel.rij, cel.kolom) in self._bedoeld:
                        continue
                    if adres not in voor or (voor[adres].inhoud, voor[adres].waarde) != (cel.inhoud, cel.waarde):
                        yield f"{blad.naam}!{adres} is een andere cel"
                yield from (f"{blad.naam}!{adres} is weg" for adres in voor.keys() - na.keys())


def neem_mee(master: Master, gebouwd: bytes, wordt: Regeling, editie: bytes) -> Meegenomen:
    """Put what the user made in a master in the one that was built from its inputs.

    Args:
        master: the old master.
        gebouwd: the new one as the program made it.
        wordt: the inputs of the new one.
        editie: a master of today in the edition of the old one: what is in it is no work of the user.
    """
    try:
        return _meegenomen(master, gebouwd, wordt, editie)
    except ONLEESBAAR:  # a part that contradicts itself: the inputs can come, the rest is in the old master
        wat = "uw eigen werk is niet te lezen: de onderdelen kloppen niet met elkaar."
        doen = "Bewaar de master eerst opnieuw in Excel. Met --toch komt alleen de invoer mee."
        return Meegenomen(gebouwd, gebouwd, (Bevinding(master.pad.name, "", "", wat, doen),), (), (), frozenset(), ())


def _meegenomen(master: Master, gebouwd: bytes, wordt: Regeling, editie: bytes) -> Meegenomen:
    with Xlsx(master.pad) as hier, Xlsx(io.BytesIO(gebouwd)) as daar, Xlsx(io.BytesIO(editie)) as zelfde:
        return _Meename(master, hier, daar, zelfde, gebouwd, wordt).doe(vreemde_delen(master, hier, zelfde))


class _Meename:
    def __init__(self, master: Master, hier: Xlsx, daar: Xlsx, zelfde: Xlsx, gebouwd: bytes, wordt: Regeling) -> None:
        self._hier = hier
        self._daar = daar
        self._gebouwd = gebouwd
        if master.indeling < INDELING:
            hier.hernoem_tabellen(VOORHEEN)
        self._lijst = Meeneemlijst(master.pad.name)
        masker = Masker(wordt)
        van_nu = beeld_van(daar, masker).met(beeld_van(zelfde, masker))
        beeld = van_nu if master.indeling == INDELING else beeld_van_indeling(master.indeling).met(van_nu)
        self._hernoemd = _met_namen_van_programma(hier, beeld)
        masker.heten(self._hernoemd)
        for naam, eigenlijk in self._hernoemd.items():
            self._lijst.let_op(
                naam, "", f"dit blad van het programma heet weer {eigenlijk}.", "Hernoem het zo nodig opnieuw."
            )
        zeker = not van_eerdere_versie(master) or master.indeling in BEWAARD
        self._verhuizing = Verhuizing(bladen_van(hier), bladen_van(daar), beeld, masker, master.regeling)
        self._bron = Bron(hier)
        self._naastwerk = Naastwerk(self._bron, self._verhuizing, self._lijst, zeker)
        self._eigen = []
        for blad in eigen_bladen(hier, beeld.bladen):
            if blad.soort in ("worksheet", "chartsheet"):
                self._eigen.append(blad)
            else:
                self._lijst.kan_niet(blad.naam, "", "dit is een macroblad of dialoogblad.", "Het vervalt met --toch.")

    def doe(self, vreemd: Iterable[Bevinding]) -> Meegenomen:
        vreemd = tuple(vreemd)
        self._lijst.niet += fouten(vreemd)
        self._lijst.misschien += [bevinding for bevinding in vreemd if bevinding not in fouten(vreemd)]
        self._naastwerk.kies_plaatsen()
        doel = Doel(self._gebouwd)
        opmaak = Opmaak(self._hier.bytes(_STIJLEN), doel.lees(_STIJLEN))
        schrijver = Omschrijver(
            self._verhuizing,
            {blad.naam for blad in self._eigen},
            {},
            self._tabelnamen(),
            {naam.casefold(): eigenlijk for naam, eigenlijk in self._hernoemd.items()},
        )
        namen = self._namen(schrijver)
        nummers = [int(ontleed(doel.lees(deel)).get("id", 0)) for deel in doel.namen() if deel.startswith("xl/tables/")]
        enter = Bladenter(self._bron, doel, opmaak, schrijver, self._lijst, max(nummers, default=0))
        delen = {blad.naam: self._daar.delen[blad.deel.casefold()] for blad in self._daar.werkbladen}
        self._naastwerk.zet(doel, enter, delen)
        geent = {blad.naam: enter.zet(blad) for blad in self._eigen}
        if opmaak.gewijzigd:
            doel.zet(_STIJLEN, opmaak.xml())
        self._werkmap(doel, geent, namen)
        self._personen(doel)
        self._koppelingen(doel)
        self._draaigeheugens(doel)
        self._eigenschappen(doel)
        inhoud = doel.bytes() if doel.nieuw else self._gebouwd
        return Meegenomen(
            inhoud,
            self._gebouwd,
            _ordelijk(self._lijst.niet),
            _ordelijk(self._lijst.misschien),
            _ordelijk(self._lijst.wel),
            frozenset(self._naastwerk.bedoeld),
            tuple(geent),
        )

    def _tabelnamen(self) -> dict[str, str]:
        """The user's own tables, each with the name it gets: its own, unless the program has a table of that name now."""
        bezet = {naam.casefold() for naam in self._verhuizing.tabellen}
        eigen = {blad.naam for blad in self._eigen}
        namen = [tabel.naam for tabel in self._hier.tabellen if tabel.blad in eigen]
        namen += [tabel.naam for tabel in self._naastwerk.eigen_tabellen]
        return {naam: f"{naam}_eigen" if naam.casefold() in bezet else naam for naam in namen}

    # --- names

    def _namen(self, schrijver: Omschrijver) -> list[Element]:
        """The defined names that come along, as elements whose ``localSheetId`` is the name of their sheet."""
        eigen = {blad.naam for blad in self._eigen}
        bladen = [blad.naam for blad in self._hier.bladen]
        bezet = {naam.naam.casefold() for naam in self._daar.namen if not naam.blad}
        elementen = []
        for element in ontleed(self._hier.bytes(HOOFDDEEL)).iterfind(f"{tag('definedNames')}/{tag('definedName')}"):
            plek = element.get("localSheetId")
            blad = "" if plek is None else bladen[int(plek)]
            ingebouwd = element.get("name", "").startswith("_xlnm")
            van_programma = element.get("name", "").casefold() in self._verhuizing.beeld.namen and not blad
            if van_programma or (ingebouwd and blad not in eigen):
                continue
            if not blad and element.get("name", "").casefold() in bezet:
                continue
            elementen.append((element, blad))
        weg: dict[str, str] = {}
        schrijver.weg_namen = weg
        while True:
            nieuw = {
                element.get("name", "").casefold(): "; ".join(omschreven.weg)
                for element, blad in elementen
                if (omschreven := schrijver.formule(element.text or "", blad)).weg
            }
            if nieuw.keys() == weg.keys():
                break
            weg.update(nieuw)
        uit = []
        for element, blad in elementen:
            omschreven = schrijver.formule(element.text or "", blad)
            if omschreven.weg or (blad and blad not in eigen and blad not in self._verhuizing.nieuw):
                wat = "; ".join(omschreven.weg) or f"blad {blad}"
                self._lijst.kan_niet(
                    "", "", f"de naam {element.get('name')} verwijst naar {wat}.", "Hij vervalt met --toch."
                )
                continue
            element.text = omschreven.tekst
            if blad:
                element.set("localSheetId", blad)
            uit.append(element)
        return uit

    # --- the workbook's own part

    def _werkmap(self, doel: Doel, geent: Mapping[str, str], namen: list[Element]) -> None:
        if not geent and not namen:
            return
        wortel = ontleed(doel.lees(HOOFDDEEL))
        bladen = wortel.find(tag("sheets"))
        was = [blad.get("name") for blad in bladen]
        staat = {blad.naam: blad for blad in self._eigen}
        nummer = max(int(blad.get("sheetId")) for blad in bladen)
        for naam, deel in geent.items():
            nummer += 1
            soort = "chartsheet" if staat[naam].soort == "chartsheet" else "worksheet"
            rid = doel.verbind(HOOFDDEEL, f"{OFFICE}/{soort}", deel)
            element = etree.Element(tag("sheet"), {"name": naam, "sheetId": str(nummer), f"{R}id": rid})
            if staat[naam].staat != "visible":
                element.set("state", staat[naam].staat)
            self._voeg_blad_in(bladen, naam, element)
        is_nu = [blad.get("name") for blad in bladen]
        lijst = wortel.find(tag("definedNames"))
        if lijst is None:
            lijst = etree.Element(tag("definedNames"))
            bladen.addnext(lijst)
        for element in lijst:
            if element.get("localSheetId") is not None:
                element.set("localSheetId", str(is_nu.index(was[int(element.get("localSheetId"))])))
        for element in namen:
            if element.get("localSheetId") is not None:
                element.set("localSheetId", str(is_nu.index(element.get("localSheetId"))))
            lijst.append(element)
        lijst[:] = sorted(lijst, key=lambda el: (el.get("name", "").casefold(), int(el.get("localSheetId", -1))))
        for beeld in wortel.iter(tag("workbookView")):
            for kenmerk in ("activeTab", "firstSheet"):
                eerder = was[int(beeld.get(kenmerk, 0))]
                if beeld.get(kenmerk) is not None or is_nu.index(eerder):
                    beeld.set(kenmerk, str(is_nu.index(eerder)))
        doel.zet(HOOFDDEEL, als_xml(wortel))

    def _voeg_blad_in(self, bladen: Element, naam: str, element: Element) -> None:
        """After the sheet it stood after, if that is there; else as the last one."""
        eerder = [blad.naam for blad in self._hier.bladen]
        for ander in reversed(eerder[: eerder.index(naam)]):
            for blad in bladen:
                if blad.get("name") == ander:
                    blad.addnext(element)
                    return
        if eerder.index(naam) == 0:
            bladen.insert(0, element)
        else:
            bladen.append(element)

    def _koppelingen(self, doel: Doel) -> None:
        """The links with other workbooks, in the same order, since formulas refer to them by number."""
        oud = ontleed(self._hier.bytes(HOOFDDEEL)).find(tag("externalReferences"))
        if oud is None:
            return
        doelen = {relatie.nummer: relatie.doel for relatie in self._hier.relaties(HOOFDDEEL)}
        wortel = ontleed(doel.lees(HOOFDDEEL))
        lijst = etree.Element(tag("externalReferences"))
        for verwijzing in oud:
            deel = doel.kopieer(self._bron, doelen[verwijzing.get(f"{R}id")], lambda _soort, inhoud: inhoud)
            rid = doel.verbind(HOOFDDEEL, f"{OFFICE}/externalLink", deel)
            etree.SubElement(lijst, tag("externalReference"), {f"{R}id": rid})
        wortel.find(tag("sheets")).addnext(lijst)
        doel.zet(HOOFDDEEL, als_xml(wortel))

    def _draaigeheugens(self, doel: Doel) -> None:
        """The caches of the pivot tables that came along, under the numbers by which those know them."""
        oud = ontleed(self._hier.bytes(HOOFDDEEL)).find(tag("pivotCaches"))
        doelen = {relatie.nummer: relatie.doel for relatie in self._hier.relaties(HOOFDDEEL)}
        lijst = etree.Element(tag("pivotCaches"))
        for geheugen in () if oud is None else oud:
            deel = doel.gekopieerd(doelen.get(geheugen.get(f"{R}id"), ""))
            if deel:
                rid = doel.verbind(HOOFDDEEL, f"{OFFICE}/pivotCacheDefinition", deel)
                kenmerken = {"cacheId": geheugen.get("cacheId"), f"{R}id": rid}
                etree.SubElement(lijst, tag("pivotCache"), kenmerken)
        if len(lijst):
            wortel = ontleed(doel.lees(HOOFDDEEL))
            wortel.find(tag("calcPr")).addnext(lijst)
            doel.zet(HOOFDDEEL, als_xml(wortel))

    def _eigenschappen(self, doel: Doel) -> None:
        """What the organisation says of the document: its sensitivity label, and properties such as a number of the case."""
        for rel in self._bron.rels(""):
            if rel.get("Type", "").rpartition("/")[2] in _VAN_HET_DOCUMENT:
                doel.neem_relatie(self._bron, "", "", rel, lambda _soort, inhoud: inhoud)

    def _personen(self, doel: Doel) -> None:
        """Who takes part in the conversations beside cells."""
        for relatie in self._hier.relaties(HOOFDDEEL):
            if (
                relatie.soort == "person"
                and relatie.doel in self._hier
                and any("threadedComment" in deel for deel in doel.nieuw)
            ):
                deel = doel.kopieer(self._bron, relatie.doel, lambda _soort, inhoud: inhoud)
                doel.verbind(HOOFDDEEL, _PERSONEN, deel)


def _met_namen_van_programma(boek: Xlsx, beeld: Beeld) -> dict[str, str]:
    """Have the sheets of the program that the user renamed go by their own names again; gives those by their new ones."""
    namen = {blad.naam for blad in boek.bladen}
    van: dict[str, set[str]] = defaultdict(set)
    for tabel in boek.tabellen:
        if tabel.blad not in beeld.bladen and tabel.naam in beeld.bladen_van:
            van[tabel.blad].add(beeld.bladen_van[tabel.naam])
    uit = {blad: min(eigenlijk) for blad, eigenlijk in van.items() if len(eigenlijk) == 1 and not eigenlijk & namen}
    if uit:
        boek.hernoem(uit)
    return uit


def _ordelijk(bevindingen: Iterable[Bevinding]) -> tuple[Bevinding, ...]:
    """Each finding once; more of the same kind on a sheet stay together."""
    per_blad: dict[str, dict[Any, Bevinding]] = defaultdict(dict)
    for bevinding in bevindingen:
        per_blad[bevinding.blad].setdefault(bevinding, bevinding)
    return tuple(bevinding for blad in per_blad.values() for bevinding in blad.values())
