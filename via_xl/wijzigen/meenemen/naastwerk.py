"""What the user put on the program's own sheets: free cells, columns, tables, notes, colours, pictures."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property

from lxml import etree
from msgspec import Struct, field

from via_xl.basis.kolommen import kolomletter, kolomnummer, letters_van
from via_xl.lezen.tabelplaats import kop_vorm
from via_xl.lezen.xlsx import Bladdeel, Hoeken, Tabeldeel, gebied, waar
from via_xl.wijzigen.inplaats.werkmap import Element, als_xml, ontleed, tag
from via_xl.wijzigen.meenemen.beeld import (
    Programmaplek,
    aantal_knoppen,
    aantal_tekeningen,
    letterbeeld,
    plekken_van,
    regelafdruk,
    vingerafdruk,
    vulkleur,
)
from via_xl.wijzigen.meenemen.bladen import NIET, Bladenter, Meeneemlijst, zonder_formule
from via_xl.wijzigen.meenemen.bladxml import Programmablad, met_adressen
from via_xl.wijzigen.meenemen.delen import OFFICE, Bron, Doel, R, volledig
from via_xl.wijzigen.meenemen.formules import rapport_van
from via_xl.wijzigen.meenemen.notities import CT_NOTITIES, CT_TEKENING, notities_xml, tekening_erbij, tekening_xml
from via_xl.wijzigen.meenemen.verhuizing import Plaats, Verhuizing

BladVan = Callable[[str], Programmablad]
"""Gives the sheet of the program of this name in the new master, to add to."""

_ZELF = "Met --toch blijft het alleen in de bewaarde oude master staan; neem het daaruit over."
_EERSTE_GROEP = 900
"""The boxes of notes have numbers of their own in a workbook; the program and Excel begin at 1."""


class Eigenkolom(Struct, frozen=True):
    """A column of the user in a table of the program: where it was and where it comes."""

    tabel: Tabeldeel
    kop: str
    was: int
    wordt: int


class Naastwerk(Struct, dict=True):
    """Finds what is the user's on the program's sheets, decides where it goes, and puts it there.

    Args:
        zeker: whether it is known exactly what the program made in the old master; otherwise what stands where the program
            works itself may be of an earlier version, and is only named.
    """

    bron: Bron
    verhuizing: Verhuizing
    lijst: Meeneemlijst
    zeker: bool
    cellen: dict[Plaats, Plaats] = field(default_factory=dict)
    kolommen: list[Eigenkolom] = field(default_factory=list)
    bedoeld: set[Plaats] = field(default_factory=set)
    """The cells of the new master that got another content."""

    @cached_property
    def bladen(self) -> list[Bladdeel]:
        """The sheets of the old master that the program makes or made."""
        return [blad for blad in self.bron.boek.werkbladen if self.verhuizing.is_van_programma(blad.naam)]

    @cached_property
    def eigen_tabellen(self) -> list[Tabeldeel]:
        """The user's tables on the program's sheets."""
        return [
            tabel
            for blad in self.bladen
            for tabel in self.verhuizing.oud[blad.naam].tabellen
            if tabel.naam not in self.verhuizing.beeld.tabellen
        ]

    # --- where everything goes

    def kies_plaatsen(self) -> None:
        """Decide where columns and cells go, and list what has no place."""
        for blad in self.bladen:
            for tabel in self.verhuizing.oud[blad.naam].tabellen:
                self._kies_kolommen(blad.naam, tabel)
        for blad in self.bladen:
            self._kies_cellen(blad)
        self.verhuizing.vrij.update(self.cellen)

    def _kies_kolommen(self, blad: str, tabel: Tabeldeel) -> None:
        beeld = self.verhuizing.beeld
        if tabel.naam not in beeld.tabellen:
            return
        daar = self.verhuizing.tabellen.get(tabel.naam)
        for plek, kop in enumerate(tabel.kolommen):
            if beeld.heeft_kolom(tabel.naam, kop):
                continue
            was = tabel.kader.kolom1 + plek
            adres = f"{kolomletter(was - 1)}{tabel.kader.rij1}"
            wat = f"uw kolom {kop} in tabel {tabel.naam} kan niet mee"
            if daar is None:
                self.lijst.kan_niet(
                    blad, adres, f"{wat}: de tabel staat niet meer in de master{rapport_van(blad)}.", _ZELF
                )
                continue
            if any(ander.kader.kolom1 > daar.kader.kolom2 for ander in self.verhuizing.nieuw[daar.blad].tabellen):
                self.lijst.kan_niet(blad, adres, f"{wat}: er staat nu een tabel rechts van.", _ZELF)
                continue
            wordt = daar.kader.kolom2 + 1 + sum(1 for kolom in self.kolommen if kolom.tabel.naam == tabel.naam)
            self.kolommen.append(Eigenkolom(tabel, kop, was, wordt))
            self.verhuizing.eigen_kolommen[tabel.naam, kop_vorm(kop)] = wordt

    def _kies_cellen(self, blad: Bladdeel) -> None:
        beeld = self.verhuizing.beeld
        eigen = {(kolom.tabel.naam, kop_vorm(kolom.kop)) for kolom in self.kolommen}
        namen = {tabel.naam for tabel in self.eigen_tabellen}
        hier = self.verhuizing.oud[blad.naam]
        plekken = [
            (plek.cel.rij, plek.cel.kolom, plek) for plek in plekken_van(self.bron.boek, blad, self.verhuizing.masker)
        ]
        for rij, kolom, plek in plekken:
            if plek.tabel and plek.tabel not in namen:
                if (plek.tabel, kop_vorm(plek.kop)) in eigen or not beeld.heeft_kolom(plek.tabel, plek.kop):
                    continue  # all of the column was seen to
                if plek.afdruk not in beeld.plekken:
                    self._overgetypt(blad.naam, plek.cel.adres, plek.cel.formule is not None)
            elif plek.tabel or not self._is_van_programma(blad.naam, plek):
                self._kies_cel(blad.naam, rij, kolom, plek.cel.formule is not None)
        for tabel in hier.tabellen:
            if tabel.naam in namen and tabel.kopregels:
                for kolom in range(tabel.kader.kolom1, tabel.kader.kolom2 + 1):
                    self._kies_cel(blad.naam, tabel.kader.rij1, kolom, is_formule=False)

    def _is_van_programma(self, blad: str, plek: Programmaplek) -> bool:
        """Whether the program put this in a free cell: in this column, or in the one from which columns put in moved it."""
        beeld, vorm = self.verhuizing.beeld, self.verhuizing.masker.vorm(plek.cel.inhoud)
        return plek.afdruk in beeld.plekken or any(
            vingerafdruk(blad, plek.cel.kolom - erbij, vorm) in beeld.plekken
            for erbij in self.verhuizing.ingevoegd(blad)
        )

    def _kies_cel(self, blad: str, rij: int, kolom: int, is_formule: bool) -> None:
        adres = f"{kolomletter(kolom - 1)}{rij}"
        if blad == self._indelingblad and adres == self._indelingcel:
            return
        wat = "een formule" if is_formule else "een tekst of getal"
        if not self.zeker and kolom <= self.verhuizing.oude_breedte(blad):
            self.lijst.misschien_eigen(blad, adres, f"hier staat {wat} die niet van het programma is.")
            return
        plaats = self.verhuizing.vrije_plek(blad, rij, kolom)
        if plaats is None:
            waarom = (
                f"het blad staat niet meer in de master{rapport_van(blad)}"
                if blad not in self.verhuizing.nieuw
                else "op die plaats staat nu iets van het programma"
            )
            self.lijst.kan_niet(blad, adres, f"hier staat {wat} van u, en {waarom}.", _ZELF)
        else:
            self.cellen[blad, rij, kolom] = plaats

    def _overgetypt(self, blad: str, adres: str, is_formule: bool) -> None:
        wat = "een andere formule" if is_formule else "een tekst of getal"
        if self.zeker:
            self.lijst.kan_niet(blad, adres, f"hier staat {wat} over een formule van het programma heen.", _ZELF)
        else:
            self.lijst.misschien_eigen(blad, adres, f"hier staat {wat} die niet van het programma is.")

    @cached_property
    def _indeling(self) -> tuple[str, str]:
        for naam in self.bron.boek.namen:
            if naam.naam == "Indeling":
                blad, _, adres = naam.doel.partition("!")
                return blad.strip("'"), adres.replace("$", "")
        return "", ""

    @property
    def _indelingblad(self) -> str:
        return self._indeling[0]

    @property
    def _indelingcel(self) -> str:
        return self._indeling[1]

    # --- putting it there

    def zet(self, doel: Doel, enter: Bladenter, delen: dict[str, str]) -> None:
        """Put everything in the new master; ``delen`` says which part holds which sheet of the program."""
        bewerkt: dict[str, Programmablad] = {}

        def blad_van(naam: str) -> Programmablad:
            if naam not in bewerkt:
                bewerkt[naam] = Programmablad(doel.lees(delen[naam]))
            return bewerkt[naam]

        notities: dict[str, list[tuple[int, int, Element, str]]] = defaultdict(list)
        for blad in self.bladen:
            wortel = ontleed(self.bron.boek.bytes(blad.deel))
            oude = _Oud(self.bron, blad, wortel)
            for soort in self.bron.soorten(blad.deel):
                if soort in NIET or soort == "pivotTable":
                    self.lijst.kan_niet(blad.naam, "", f"er staat {NIET.get(soort, 'een draaitabel')}.", _ZELF)
            for (naam, rij, kolom), plaats in self.cellen.items():
                if naam == blad.naam and (cel := oude.cel(rij, kolom)) is not None:
                    self._zet_cel(blad_van(plaats[0]), plaats, cel, blad.naam, enter)
                    self._breedte(blad_van(plaats[0]), oude, kolom, plaats[2])
            for eigen in self.kolommen:
                if eigen.tabel.blad == blad.naam:
                    self._zet_kolom(eigen, oude, doel, enter, blad_van)
            self._kleuren(oude, enter, blad_van)
            self._verborgen(oude, blad_van)
            self._breedten(oude, blad_van)
            self._regels(oude, enter, blad_van)
            self._koppelingen(oude, doel, delen, blad_van)
            for naam, notitie in self._notities(oude):
                notities[naam].append(notitie)
            self._tekening(oude, doel, enter, delen, blad_van)
        for tabel in self.eigen_tabellen:
            self._zet_tabel(tabel, doel, enter, delen, blad_van)
        for teller, (naam, lijst) in enumerate(notities.items()):
            self._zet_notities(blad_van(naam), delen[naam], lijst, doel, _EERSTE_GROEP + teller)
        for naam, bewerking in bewerkt.items():
            doel.zet(delen[naam], bewerking.xml())

    def _zet_notities(
        self, blad: Programmablad, deel: str, lijst: list[tuple[int, int, Element, str]], doel: Doel, groep: int
    ) -> None:
        """Notes beside cells of a sheet, which may have buttons of the program in the part where their boxes stand."""
        notities = doel.vrij("xl/comments1.xml")
        doel.zet(notities, notities_xml(lijst), CT_NOTITIES)
        doel.verbind(deel, f"{OFFICE}/comments", notities)
        plekken = [(rij, kolom) for rij, kolom, *_ in lijst]
        knoppen = blad.wortel.find(tag("legacyDrawing"))
        if knoppen is None:
            vml = doel.vrij("xl/drawings/vmlDrawing1.vml")
            doel.zet(vml, tekening_xml(plekken, groep), CT_TEKENING)
            nummer = doel.verbind(deel, f"{OFFICE}/vmlDrawing", vml)
            blad.voeg(etree.Element(tag("legacyDrawing"), {f"{R}id": nummer}))
        else:
            vml = doel.doel_van(deel, knoppen.get(f"{R}id"))
            doel.zet(vml, tekening_erbij(doel.lees(vml), plekken, groep))

    def _zet_cel(self, blad: Programmablad, plaats: Plaats, cel: Element, van: str, enter: Bladenter) -> None:
        kopie = copy.deepcopy(cel)
        f = kopie.find(tag("f"))
        if f is not None:
            omschreven = enter.schrijver.formule(f.text or "", van, plaats[0])
            if omschreven.weg:
                wat = f"de formule ={f.text} verwijst naar wat er niet meer is: {'; '.join(omschreven.weg)}."
                self.lijst.kan_niet(van, cel.get("r"), wat, "Met --toch komt hier de laatste uitkomst als waarde.")
                zonder_formule(kopie)
            else:
                f.text = omschreven.tekst
                if f.get("ref"):
                    if ":" in f.get("ref"):
                        wat = f"de matrixformule ={f.text} vult meer cellen dan deze."
                        self.lijst.kan_niet(
                            van,
                            cel.get("r"),
                            wat,
                            "Met --toch komt alleen de eerste cel mee; voer haar dan opnieuw in.",
                        )
                    f.set("ref", f"{kolomletter(plaats[2] - 1)}{plaats[1]}")
        nieuw = blad.zet(plaats[1], plaats[2], kopie)
        if cel.get("s"):
            nieuw.set("s", str(enter.opmaak.xf(int(cel.get("s")))))
        self.bedoeld.add(plaats)

    def _breedte(self, blad: Programmablad, oude: _Oud, was: int, wordt: int) -> None:
        col = oude.kolom(was)
        if col is not None and col.get("width") and not blad.heeft_kolom(wordt):
            nieuw = blad.kolom(wordt)
            nieuw.set("width", col.get("width"))
            nieuw.set("customWidth", "1")

    def _zet_kolom(self, eigen: Eigenkolom, oude: _Oud, doel: Doel, enter: Bladenter, blad_van: BladVan) -> None:
        daar = self.verhuizing.tabellen[eigen.tabel.naam]
        blad = blad_van(daar.blad)
        rijen = self.verhuizing.rijen(eigen.tabel.naam)
        for rij in range(eigen.tabel.kader.rij1, eigen.tabel.kader.rij2 + 1):
            cel, naar = oude.cel(rij, eigen.was), rijen.get(rij)
            if cel is not None and naar is not None:
                self._zet_cel(blad, (daar.blad, naar, eigen.wordt), cel, eigen.tabel.blad, enter)
            elif cel is not None and len(cel):
                adres = f"{kolomletter(eigen.was - 1)}{rij}"
                self.lijst.kan_niet(eigen.tabel.blad, adres, "de rij bij deze cel van uw kolom is er niet meer.", _ZELF)
        self._breedte(blad, oude, eigen.was, eigen.wordt)
        deel = _tabeldeel(doel, eigen.tabel.naam)
        wortel = ontleed(doel.lees(deel))
        kolommen = wortel.find(tag("tableColumns"))
        nummer = max(int(kolom.get("id")) for kolom in kolommen) + 1
        nieuw = etree.SubElement(kolommen, tag("tableColumn"), id=str(nummer), name=eigen.kop.replace("\n", "_x000a_"))
        kolommen.set("count", str(len(kolommen)))
        formule = eigen.tabel.formules.get(eigen.kop)
        if formule:
            omschreven = enter.schrijver.formule(formule.removeprefix("="), eigen.tabel.blad, daar.blad)
            if not omschreven.weg:
                etree.SubElement(nieuw, tag("calculatedColumnFormula")).text = omschreven.tekst
        for element in (wortel, wortel.find(tag("autoFilter"))):
            vak = None if element is None else gebied(element.get("ref", ""))
            if element is not None and vak is not None:
                element.set("ref", Hoeken(vak.rij1, vak.kolom1, vak.rij2, eigen.wordt).adres)
        doel.zet(deel, als_xml(wortel))

    def _zet_tabel(
        self, tabel: Tabeldeel, doel: Doel, enter: Bladenter, delen: dict[str, str], blad_van: BladVan
    ) -> None:
        """A table of the user on a sheet of the program, where its cells went."""
        kader = tabel.kader
        hoeken = [
            self.cellen.get((tabel.blad, rij, kolom))
            for rij, kolom in ((kader.rij1, kader.kolom1), (kader.rij1, kader.kolom2))
        ]
        rijen = [self.verhuizing.vrije_plek(tabel.blad, rij, kader.kolom1) for rij in range(kader.rij1, kader.rij2 + 1)]
        eerste, laatste = hoeken
        heel = (
            eerste is not None
            and laatste is not None
            and laatste[2] - eerste[2] == kader.kolom2 - kader.kolom1
            and all(plaats is not None and plaats[1] == eerste[1] + plek for plek, plaats in enumerate(rijen))
        )
        if eerste is None or laatste is None or not heel:
            self.lijst.kan_niet(tabel.blad, kader.adres, f"uw tabel {tabel.naam} kan hier niet als tabel mee.", _ZELF)
            return
        adres = Hoeken(eerste[1], eerste[2], eerste[1] + kader.rij2 - kader.rij1, laatste[2]).adres
        for blad in self.bladen:
            for rel in self.bron.rels(blad.deel) if blad.naam == tabel.blad else ():
                if not rel.get("Type", "").endswith("/table"):
                    continue
                oud = volledig(blad.deel, rel.get("Target", ""))
                if (ontleed(self.bron.boek.bytes(oud)).get("displayName")) != tabel.naam:
                    continue
                naam = doel.kopieer(self.bron, oud, enter.bewerk(blad.naam))
                wortel = ontleed(doel.lees(naam))
                for element in (wortel, wortel.find(tag("autoFilter"))):
                    if element is not None:
                        element.set("ref", adres)
                doel.zet(naam, als_xml(wortel))
                nummer = doel.verbind(delen[eerste[0]], f"{OFFICE}/table", naam)
                lijst = blad_van(eerste[0]).lijst("tableParts")
                etree.SubElement(lijst, tag("tablePart"), {f"{R}id": nummer})
                lijst.set("count", str(len(lijst)))

    def _kleuren(self, oude: _Oud, enter: Bladenter, blad_van: BladVan) -> None:
        opmaken = self.bron.boek.opmaken
        geen: list[str] = []
        for adres, stijl in oude.stijlen():
            if stijl >= len(opmaken):
                continue
            vulling = vulkleur(opmaken[stijl].vulling) not in {"", *self.verhuizing.beeld.kleuren}
            letter = letterbeeld(opmaken[stijl].letter) not in {"", *self.verhuizing.beeld.letters}
            if not vulling and not letter:
                continue
            letters = letters_van(adres)
            van = (oude.blad.naam, int(adres[len(letters) :]), kolomnummer(letters) + 1)
            if van in self.cellen:
                continue  # with all of its style
            plaats = self.verhuizing.cel(*van)
            if plaats is None or plaats[0] not in self.verhuizing.nieuw:
                geen.append(adres)
                continue
            cel = blad_van(plaats[0]).cel(plaats[1], plaats[2])
            nieuw = enter.opmaak.met(int(cel.get("s", 0)), stijl, vulling=vulling, letter=letter)
            cel.set("s", str(nieuw))
        if geen:
            reeks = ", ".join(geen[:5]) + (" …" if len(geen) > 5 else "")
            self.lijst.kan_niet(
                oude.blad.naam, geen[0], f"de kleur van {reeks} heeft in de nieuwe master geen plaats.", _ZELF
            )

    def _verborgen(self, oude: _Oud, blad_van: BladVan) -> None:
        for nummer in oude.verborgen_kolommen():
            plaats = self.verhuizing.hele_kolom(oude.blad.naam, nummer)
            if plaats is None or plaats[0] not in self.verhuizing.nieuw:
                wat = f"kolom {kolomletter(nummer - 1)} was verborgen; wat ervan in de nieuwe master staat, is te zien."
                self.lijst.let_op(oude.blad.naam, "", wat, "Verberg de kolom zo nodig opnieuw.")
            else:
                blad_van(plaats[0]).kolom(plaats[1]).set("hidden", "1")
        if oude.verborgen_rijen():
            self.lijst.let_op(
                oude.blad.naam,
                "",
                "er waren rijen verborgen; in de nieuwe master zijn ze te zien.",
                "Filter of verberg zo nodig opnieuw.",
            )

    def _breedten(self, oude: _Oud, blad_van: BladVan) -> None:
        """Columns that the user made wider or narrower."""
        for nummer, breedte in oude.breedten():
            plaats = self.verhuizing.hele_kolom(oude.blad.naam, nummer)
            if (
                plaats is None
                and oude.blad.naam in self.verhuizing.nieuw
                and not self.verhuizing.nieuw[oude.blad.naam].tabellen
            ):
                plaats = (oude.blad.naam, nummer)
            if self.verhuizing.beeld.is_breedte(oude.blad.naam, nummer, breedte) or plaats is None:
                continue
            if plaats[0] in self.verhuizing.nieuw:
                kolom = blad_van(plaats[0]).kolom(plaats[1])
                kolom.set("width", str(breedte))
                kolom.set("customWidth", "1")

    def _regels(self, oude: _Oud, enter: Bladenter, blad_van: BladVan) -> None:
        """Conditional formats and validations that the program doesn't make."""
        for lijst in list(oude.wortel.iter(tag("conditionalFormatting"))):
            for regel in lijst.iter(tag("cfRule")):
                if regelafdruk("cf", regel) not in self.verhuizing.beeld.regels:
                    self._regel(oude, lijst, regel, enter, blad_van)
        for regel in list(oude.wortel.iter(tag("dataValidation"))):
            if regelafdruk("dv", regel) not in self.verhuizing.beeld.regels:
                self._regel(oude, regel, regel, enter, blad_van)

    def _regel(self, oude: _Oud, met_bereik: Element, regel: Element, enter: Bladenter, blad_van: BladVan) -> None:
        is_opmaak = regel.tag == tag("cfRule")
        wat = "uw voorwaardelijke opmaak" if is_opmaak else "uw gegevensvalidatie"
        bereiken = met_bereik.get("sqref", "").split()
        nieuw = [
            self.verhuizing.gebied(oude.blad.naam, vak) if (vak := gebied(bereik)) is not None else None
            for bereik in bereiken
        ]
        formules = list(regel.iter(tag("formula"), tag("formula1"), tag("formula2")))
        op = {plaats[0] for plaats in nieuw if plaats is not None}
        if None in nieuw or len(op) != 1 or not op <= set(self.verhuizing.nieuw):
            self.lijst.kan_niet(
                oude.blad.naam, met_bereik.get("sqref", ""), f"{wat} heeft in de nieuwe master geen plaats.", _ZELF
            )
            return
        (naar,) = op
        kopie = copy.deepcopy(regel)
        for f, oud_f in zip(kopie.iter(tag("formula"), tag("formula1"), tag("formula2")), formules, strict=True):
            omschreven = enter.schrijver.formule(oud_f.text or "0", oude.blad.naam, naar)
            if omschreven.weg:
                self.lijst.kan_niet(
                    oude.blad.naam,
                    met_bereik.get("sqref", ""),
                    f"{wat} verwijst naar {'; '.join(omschreven.weg)}.",
                    _ZELF,
                )
                return
            f.text = omschreven.tekst
        sqref = " ".join(_kort_adres(plaats[1]) for plaats in nieuw if plaats is not None)
        blad = blad_van(naar)
        if is_opmaak:
            if kopie.get("dxfId"):
                kopie.set("dxfId", str(enter.opmaak.dxf(int(kopie.get("dxfId")))))
            hoogste = max((int(el.get("priority", 0)) for el in blad.wortel.iter(tag("cfRule"))), default=0)
            kopie.set("priority", str(hoogste + 1))
            for kind in list(kopie.iterchildren(tag("extLst"))):
                kopie.remove(kind)
            omhulsel = etree.Element(tag("conditionalFormatting"), sqref=sqref)
            omhulsel.append(kopie)
            blad.voeg(omhulsel)
        else:
            kopie.set("sqref", sqref)
            lijst = blad.lijst("dataValidations")
            lijst.append(kopie)
            lijst.set("count", str(len(lijst)))

    def _koppelingen(self, oude: _Oud, doel: Doel, delen: dict[str, str], blad_van: BladVan) -> None:
        """Links to the outside beside input cells."""
        adressen = {rel.get("Id"): rel for rel in self.bron.rels(oude.blad.deel) if rel.get("TargetMode") == "External"}
        for koppeling in oude.wortel.iter(tag("hyperlink")):
            rel = adressen.get(koppeling.get(f"{R}id"))
            vak = gebied(koppeling.get("ref", ""))
            if rel is None or vak is None:
                continue
            plaats = self.verhuizing.cel(oude.blad.naam, vak.rij1, vak.kolom1)
            if plaats is None or plaats[0] not in self.verhuizing.nieuw:
                self.lijst.kan_niet(
                    oude.blad.naam,
                    koppeling.get("ref"),
                    f"de koppeling met {rel.get('Target')} heeft geen plaats meer.",
                    _ZELF,
                )
                continue
            adres = f"{kolomletter(plaats[2] - 1)}{plaats[1]}"
            lijst = blad_van(plaats[0]).lijst("hyperlinks")
            if any(ander.get("ref") == adres for ander in lijst):
                continue
            nummer = doel.verbind(delen[plaats[0]], rel.get("Type"), rel.get("Target"), extern=True)
            nieuw = copy.deepcopy(koppeling)
            nieuw.set("ref", adres)
            nieuw.set(f"{R}id", nummer)
            lijst.append(nieuw)

    def _notities(self, oude: _Oud) -> Iterator[tuple[str, tuple[int, int, Element, str]]]:
        boek = self.bron.boek
        soorten = {relatie.soort: relatie.doel for relatie in boek.relaties(oude.blad.deel)}
        if "threadedComment" in soorten:
            self.lijst.let_op(
                oude.blad.naam,
                "",
                "gesprekken bij cellen zijn gewone notities geworden.",
                "De tekst staat er nog helemaal in.",
            )
        if "comments" not in soorten:
            return
        wortel = ontleed(boek.bytes(soorten["comments"]))
        schrijvers = ["".join(el.itertext()) for el in wortel.iterfind(f"{tag('authors')}/{tag('author')}")]
        for notitie in wortel.iter(tag("comment")):
            vak = gebied(notitie.get("ref", ""))
            if vak is None:
                continue
            plaats = self.verhuizing.cel(oude.blad.naam, vak.rij1, vak.kolom1)
            if plaats is None or plaats[0] not in self.verhuizing.nieuw:
                tekst = " ".join("".join(notitie.itertext()).split())
                self.lijst.kan_niet(
                    oude.blad.naam,
                    notitie.get("ref"),
                    f'de notitie "{tekst[:60]}" hoort bij een cel die er niet meer is{rapport_van(oude.blad.naam)}.',
                    _ZELF,
                )
                continue
            nummer = int(notitie.get("authorId", 0))
            yield plaats[0], (plaats[1], plaats[2], notitie, schrijvers[nummer] if nummer < len(schrijvers) else "")

    def _tekening(self, oude: _Oud, doel: Doel, enter: Bladenter, delen: dict[str, str], blad_van: BladVan) -> None:
        """Charts and pictures of the user: the whole drawing when the program has none on this sheet, then or now."""
        blad = oude.blad.naam
        if aantal_knoppen(self.bron.boek, oude.blad) > self.verhuizing.beeld.tekeningen.get(f"{blad}!knoppen", 0):
            self.lijst.kan_niet(blad, "", "er staat een knop of besturingselement van u.", _ZELF)
        van_ons = self.verhuizing.beeld.tekeningen.get(blad, 0)
        if aantal_tekeningen(self.bron.boek, oude.blad) <= van_ons:
            return
        tekening = oude.wortel.find(tag("drawing"))
        rel = next(
            (
                r
                for r in self.bron.rels(oude.blad.deel)
                if tekening is not None and r.get("Id") == tekening.get(f"{R}id")
            ),
            None,
        )
        if van_ons or blad not in delen or rel is None or blad_van(blad).wortel.find(tag("drawing")) is not None:
            self.lijst.kan_niet(
                blad,
                "",
                "er staat een grafiek of afbeelding van u tussen die van het programma, of het blad is er niet meer.",
                _ZELF,
            )
            return
        naam = doel.kopieer(self.bron, volledig(oude.blad.deel, rel.get("Target", "")), enter.bewerk(blad))
        nummer = doel.verbind(delen[blad], rel.get("Type"), naam)
        blad_van(blad).voeg(etree.Element(tag("drawing"), {f"{R}id": nummer}))


class _Oud:
    """The XML of a sheet of the program in the old master, with its texts in the cells themselves."""

    def __init__(self, bron: Bron, blad: Bladdeel, wortel: Element) -> None:
        self.blad = blad
        self.wortel = met_adressen(wortel)
        self._bron = bron
        self._formules = {
            cel.adres: cel.formule
            for cel in bron.boek.cellen(bron.boek.stroom(blad).rijen())
            if cel.formule is not None
        }
        self._cellen = {cel.get("r"): cel for cel in wortel.iter(tag("c"))}

    def cel(self, rij: int, kolom: int) -> Element | None:
        """A copy of a cell with its own text and its own formula."""
        adres = f"{kolomletter(kolom - 1)}{rij}"
        cel = self._cellen.get(adres)
        if cel is None:
            return None
        kopie = copy.deepcopy(cel)
        f, v = kopie.find(tag("f")), kopie.find(tag("v"))
        if f is not None and adres in self._formules:
            if f.get("t") == "shared":
                f.attrib.clear()
            f.text = self._formules[adres].removeprefix("=")
        if kopie.get("t") == "s" and v is not None and v.text:
            kopie.set("t", "inlineStr")
            inline = etree.Element(tag("is"))
            inline.extend(copy.deepcopy(kind) for kind in self._teksten[int(v.text)])
            kopie.replace(v, inline)
        return kopie

    @cached_property
    def _teksten(self) -> list[Element]:
        boek = self._bron.boek
        deel = next((rel.doel for rel in boek.relaties("xl/workbook.xml") if rel.soort == "sharedStrings"), None)
        return [] if deel is None else list(ontleed(boek.bytes(deel)).iterchildren(tag("si")))

    def stijlen(self) -> Iterator[tuple[str, int]]:
        """Each cell that has a style, with its number."""
        return ((adres, int(cel.get("s"))) for adres, cel in self._cellen.items() if cel.get("s"))

    def kolom(self, nummer: int) -> Element | None:
        """The element that says how wide a column is."""
        return next(
            (col for col in self.wortel.iter(tag("col")) if int(col.get("min")) <= nummer <= int(col.get("max"))), None
        )

    def verborgen_kolommen(self) -> Iterator[int]:
        """The columns that are hidden."""
        for col in self.wortel.iter(tag("col")):
            if waar(col.get("hidden")):
                yield from range(int(col.get("min")), min(int(col.get("max")), int(col.get("min")) + 200) + 1)

    def breedten(self) -> Iterator[tuple[int, float]]:
        """The columns of which the width is said."""
        for col in self.wortel.iter(tag("col")):
            if col.get("width") and not waar(col.get("hidden")):
                for nummer in range(int(col.get("min")), min(int(col.get("max")), int(col.get("min")) + 200) + 1):
                    yield nummer, float(col.get("width"))

    def verborgen_rijen(self) -> bool:
        """Whether any row is hidden."""
        return any(waar(rij.get("hidden")) for rij in self.wortel.iter(tag("row")))


def _kort_adres(vak: Hoeken) -> str:
    van, _, tot = vak.adres.partition(":")
    return van if van == tot else vak.adres


def _tabeldeel(doel: Doel, naam: str) -> str:
    """The part of a table of the program in the new master."""
    return next(
        deel
        for deel in doel.namen()
        if deel.startswith("xl/tables/") and ontleed(doel.lees(deel)).get("displayName") == naam
    )
