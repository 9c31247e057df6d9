"""The rows of the grid: who worked how many hours on what, month by month, and whether the sheet's own totals agree."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct, field

from via_xl.basis.geld import UUR, uren_nl
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.basis.schaal import Schaal
from via_xl.basis.schrijfwijze import eender, zuiver
from via_xl.controle.schrijfwijzen import waarom_vreemd, wat_te_typen
from via_xl.rekenen.tarief import Tarieven
from via_xl.urenstaat import sjabloon
from via_xl.urenstaat.celwaarden import (
    GelezenUren,
    Opgevallen,
    getal_nl,
    kort,
    lees_geheel,
    lees_schaal,
    lees_uren,
    lees_woord,
)
from via_xl.urenstaat.gelezen import Kader, Melder
from via_xl.urenstaat.plaatsen import Roosterplaats, heet_totaal
from via_xl.urenstaat.uitlezen import Celsoort, Staatblad, Staatboek, Staatcel

_CENT = Decimal("0.0051")
"""The sheet rounds its totals to hundredths."""


_HERREKEN = "Open het bestand in Excel, laat het opnieuw rekenen, kijk het totaal na en sla het op."


class GelezenRij(Struct):
    """A row of the grid with hours, as it was read; ``rij`` counts from 0."""

    rij: int
    medewerker: str
    rol: str
    thema: str
    schaal: Schaal | None
    afrekenjaar: int | None
    uren: dict[int, GelezenUren] = field(default_factory=dict)
    """By month."""

    gaaf: bool = True
    """Whether every cell with hours could be read."""

    @property
    def sleutel(self) -> tuple[object, ...]:
        """Who did what in which schaal: two rows of a sheet may not have the same."""
        return (eender(self.medewerker), self.rol, self.thema, self.schaal, self.afrekenjaar)


class Roosterlezer:
    """Reads the rows of one sheet's grid and judges them: each cell, the rows together, and the sheet's totals."""

    def __init__(
        self, boek: Staatboek, blad: Staatblad, plaats: Roosterplaats, kader: Kader, jaar: int, opgevallen: Opgevallen
    ) -> None:
        self._boek, self._blad, self._plaats, self._kader, self._jaar = boek, blad, plaats, kader, jaar
        self._opgevallen = opgevallen
        self._melder: Melder = opgevallen.melder
        regeling = kader.regeling
        self._tarieven = Tarieven(regeling.tarieven)
        self._schalen = {rij.schaal for rij in regeling.tarieven}
        self._rollen = {zelfde_in_formule(rij.rol): rij.rol for rij in regeling.rollen}
        self._themas = {zelfde_in_formule(rij.thema): rij.thema for rij in regeling.themas}
        self._kop_van = {kol: kop for kop, kol in plaats.kolommen.items()}

    def lees(self) -> list[GelezenRij]:
        """Every row with hours. What is wrong or doubtful about them goes to the findings of the file."""
        rijen = [rij for nummer, cellen in self._roosterrijen() if (rij := self._rij(nummer, cellen)) is not None]
        self._controleer_dubbel(rijen)
        self._controleer_geplakte_totalen(rijen)
        self._controleer_maanden(rijen)
        self._controleer_totalen(rijen)
        return rijen

    def _roosterrijen(self) -> Iterator[tuple[int, dict[str, Staatcel]]]:
        rijen: dict[int, dict[str, Staatcel]] = {}
        for (rij, kol), cel in self._blad.cellen.items():
            if self._plaats.koprij < rij < self._plaats.totaalrij and kol in self._kop_van:
                rijen.setdefault(rij, {})[self._kop_van[kol]] = cel
        yield from sorted(rijen.items())

    def _rij(self, nummer: int, cellen: dict[str, Staatcel]) -> GelezenRij | None:
        uren, gaaf = self._uren(cellen)
        medewerker = self._medewerker(cellen, nummer, verplicht=bool(uren) or not gaaf)
        opmerking = cellen.get(sjabloon.KOP_OPMERKING)
        if opmerking is not None and opmerking.tekst[:1] in ("=", "+", "-", "@"):
            self._opgevallen.noteer("injectie", opmerking)
        if not uren and gaaf:
            return None
        return GelezenRij(
            nummer,
            medewerker,
            self._uit_lijst(cellen, nummer, sjabloon.KOP_ROL, self._rollen, "tblRollen"),
            self._uit_lijst(cellen, nummer, sjabloon.KOP_THEMA, self._themas, "tblThemas"),
            self._schaal(cellen, nummer, uren),
            self._afrekenjaar(cellen),
            uren,
            gaaf,
        )

    def _uren(self, cellen: dict[str, Staatcel]) -> tuple[dict[int, GelezenUren], bool]:
        uren: dict[int, GelezenUren] = {}
        gaaf = True
        for maand, kop in enumerate(sjabloon.MAANDEN, start=1):
            cel = cellen.get(kop)
            if cel is None or cel.leeg:
                continue
            maximum_h = monthrange(self._jaar, maand)[1] * 24 * UUR
            lezing = lees_uren(
                cel,
                self._boek,
                maximum_h,
                f"{kop} {self._jaar} heeft",
                self._opgevallen,
                tekst_als_getal=self._kader.tekst_als_getal,
            )
            if lezing is None:
                gaaf = False
            else:
                uren[maand] = lezing
        return uren, gaaf

    def _adres(self, nummer: int, kop: str) -> str:
        return Staatcel(nummer, self._plaats.kolommen[kop], Celsoort.TEKST, "", "").adres

    def _medewerker(self, cellen: dict[str, Staatcel], nummer: int, *, verplicht: bool) -> str:
        cel = cellen.get(sjabloon.KOP_MEDEWERKER)
        voor = len(self._melder.bevindingen)
        naam = lees_woord(cel, self._opgevallen)
        if heet_totaal(naam) and cel is not None:
            wat = f'"{kort(naam)}" is een totaal tussen de regels; die uren zouden dubbel tellen.'
            self._melder.meld_fout(cel, wat, "Haal de regel weg: het blad telt zelf op.")
        elif not naam and verplicht and len(self._melder.bevindingen) == voor:
            wat = "er staan uren, maar geen medewerker."
            self._melder.meld_fout(
                self._adres(nummer, sjabloon.KOP_MEDEWERKER), wat, "Vul de code van de medewerker in."
            )
        elif len(naam) > sjabloon.MEDEWERKER_MAX and cel is not None:
            wat = f"de medewerker heeft {len(naam)} tekens; een code heeft er hoogstens {sjabloon.MEDEWERKER_MAX}."
            self._melder.meld_fout(cel, wat, "Vul een code in, nooit een naam.")
        elif cel is not None and (waarom := waarom_vreemd(naam)):
            self._melder.meld_fout(cel, f"de medewerker {waarom}", wat_te_typen(naam))
        return zuiver(naam)

    def _uit_lijst(self, cellen: dict[str, Staatcel], nummer: int, kop: str, lijst: dict[str, str], tabel: str) -> str:
        cel = cellen.get(kop)
        voor = len(self._melder.bevindingen)
        woord = lees_woord(cel, self._opgevallen)
        gekozen = lijst.get(zelfde_in_formule(woord), "")
        if len(self._melder.bevindingen) > voor:
            return ""
        if not woord or cel is None:
            wat = f"er staan uren, maar geen {kop.casefold()}."
            self._melder.meld_fout(self._adres(nummer, kop), wat, f"Kies een {kop.casefold()} uit de lijst.")
        elif not gekozen:
            wat = f'{kop.casefold()} "{kort(woord)}" staat niet in {tabel}.'
            self._melder.meld_fout(cel, wat, "Kies uit de lijst, of laat de lijst in de master aanvullen.")
        return gekozen

    def _schaal(self, cellen: dict[str, Staatcel], nummer: int, uren: dict[int, GelezenUren]) -> Schaal | None:
        cel = cellen.get(sjabloon.KOP_SCHAAL)
        if cel is None or cel.leeg:
            wat = "er staan uren, maar geen schaal."
            self._melder.meld_fout(self._adres(nummer, sjabloon.KOP_SCHAAL), wat, "Kies een schaal uit de lijst.")
            return None
        schaal = lees_schaal(cel, self._opgevallen, tekst_als_getal=self._kader.tekst_als_getal)
        if schaal is None:
            return None
        if schaal not in self._schalen:
            self._melder.meld_fout(cel, f"schaal {schaal} staat niet in tblTarieven.", "Kies een schaal uit de lijst.")
            return None
        for maand in sorted(uren):
            aantal = len(self._tarieven.voor(schaal, date(self._jaar, maand, 1)))
            if aantal != 1:
                geldt = f"gelden {aantal} tarieven" if aantal else "geldt geen tarief"
                wat = f"voor schaal {schaal} {geldt} in {sjabloon.MAANDEN[maand - 1]} {self._jaar}."
                self._melder.meld_fout(cel, wat, "Kijk de schaal na, of laat tblTarieven aanvullen.")
                return None
        return schaal

    def _afrekenjaar(self, cellen: dict[str, Staatcel]) -> int | None:
        cel = cellen.get(sjabloon.KOP_AFREKENJAAR)
        if cel is None or cel.leeg:
            return self._jaar
        jaar = lees_geheel(cel, self._opgevallen, tekst_als_getal=self._kader.tekst_als_getal)
        if jaar is None:
            return None
        laatste = self._jaar + sjabloon.LATER_MAX
        if not self._jaar <= jaar <= laatste:
            wat = f"afrekenjaar {jaar} ligt niet tussen {self._jaar} en {laatste}."
            self._melder.meld_fout(cel, wat, "Laat de cel leeg, of vul een later jaar in voor nagekomen uren.")
            return None
        return jaar

    def _controleer_dubbel(self, rijen: list[GelezenRij]) -> None:
        eerste: dict[tuple[object, ...], GelezenRij] = {}
        for rij in rijen:
            if not rij.medewerker or not rij.rol or not rij.thema or rij.schaal is None:
                continue
            ander = eerste.setdefault(rij.sleutel, rij)
            if ander is not rij:
                wat = f"deze regel is dezelfde als regel {ander.rij + 1} (medewerker, rol, thema, schaal, afrekenjaar)."
                doen = "Tel de uren op één regel bij elkaar op, of haal de dubbele weg."
                self._melder.meld_fout(self._adres(rij.rij, sjabloon.KOP_MEDEWERKER), wat, doen)

    def _controleer_geplakte_totalen(self, rijen: list[GelezenRij]) -> None:
        """A row that is the sum of two or more rows above it, in every month: a total, whoever it names."""
        som: dict[int, int] = {}
        for plek, rij in enumerate(rijen):
            uren = {maand: lezing.uren_h for maand, lezing in rij.uren.items() if lezing.uren_h}
            if plek >= 2 and uren and uren == som and not heet_totaal(rij.medewerker):
                wat = "de uren van deze regel zijn precies de som van alle regels erboven; dat lijkt een totaal."
                doen = "Haal de regel weg: het blad telt zelf op."
                self._melder.meld_fout(self._adres(rij.rij, sjabloon.KOP_MEDEWERKER), wat, doen)
            for maand, uren_h in uren.items():
                som[maand] = som.get(maand, 0) + uren_h

    def _controleer_maanden(self, rijen: list[GelezenRij]) -> None:
        """Nobody works more hours in a month than it has, in all rows together; one row alone was looked at already."""
        per_maand: dict[tuple[str, int], list[GelezenRij]] = {}
        for rij in rijen:
            for maand in rij.uren:
                per_maand.setdefault((eender(rij.medewerker), maand), []).append(rij)
        for (_, maand), samen in per_maand.items():
            uren_h = sum(rij.uren[maand].uren_h for rij in samen)
            mag_h = monthrange(self._jaar, maand)[1] * 24 * UUR
            if uren_h > mag_h:
                kop = sjabloon.MAANDEN[maand - 1]
                wat = (
                    f'medewerker "{kort(samen[0].medewerker)}" heeft in {kop} {uren_nl(uren_h)} uur in {len(samen)} regels, meer '
                    f"dan de maand heeft ({uren_nl(mag_h)} uur)."
                )
                self._melder.meld_fout(self._adres(samen[-1].rij, kop), wat, "Vul de gewerkte uren in.")

    def _controleer_eindtotaal(
        self, cel: Staatcel, staat: Decimal, som: int, zonder_tekst: int, ruimte: Decimal
    ) -> None:
        """The total that was signed: another one than was taken is an error, or a warning where rounding explains it."""
        if all(abs(staat - Decimal(hoeveel).scaleb(-2)) > ruimte for hoeveel in (som, zonder_tekst)):
            wat = f"het totaal zegt {getal_nl(staat)} uur, maar de gelezen uren zijn samen {uren_nl(som)}."
            self._melder.meld_fout(cel, wat, _HERREKEN)
        elif all(abs(staat - Decimal(hoeveel).scaleb(-2)) > _CENT for hoeveel in (som, zonder_tekst)):
            verschil = getal_nl(abs(staat - Decimal(som).scaleb(-2)))
            wat = (
                f"het blad telt op tot {getal_nl(staat)} uur, en gelezen is {uren_nl(som)}: {verschil} uur verschil, doordat elke "
                "cel is afgerond op wat er te zien is."
            )
            self._melder.meld_waarschuwing(cel, wat, "Vraag of de uren op honderdsten kunnen worden ingevuld.")

    def _controleer_totalen(self, rijen: list[GelezenRij]) -> None:
        """What the sheet's own totals say is what a person saw: it must be what was read."""
        if not all(rij.gaaf for rij in rijen):
            return
        totaal, onder = self._plaats.kolommen[sjabloon.KOP_TOTAAL], self._plaats.totaalrij
        alle: list[GelezenUren] = [lezing for rij in rijen for lezing in rij.uren.values()]
        gelezen = {rij.rij: rij for rij in rijen}
        for nummer in range(self._plaats.koprij + 1, onder):
            rij = gelezen.get(nummer)
            self._controleer_totaal(nummer, totaal, [] if rij is None else list(rij.uren.values()))
        for kol, maand in self._plaats.maanden.items():
            self._controleer_totaal(onder, kol, [rij.uren[maand] for rij in rijen if maand in rij.uren])
        self._controleer_totaal(onder, totaal, alle)

    def _controleer_totaal(self, rij: int, kol: int, lezingen: list[GelezenUren]) -> None:
        cel = self._blad.cellen.get((rij, kol))
        if cel is None or cel.leeg or cel.soort is Celsoort.ONBEREKEND:
            return
        som = sum(lezing.uren_h for lezing in lezingen)
        zonder_tekst = sum(lezing.uren_h for lezing in lezingen if not lezing.tekst)
        ruimte = sum((lezing.verschil for lezing in lezingen), _CENT)
        doen = _HERREKEN
        if not isinstance(cel.waarde, Decimal) or cel.soort is not Celsoort.GETAL:
            wat = f'het totaal is "{kort(str(cel.waarde))}"; gelezen is {uren_nl(som)} uur.'
            self._melder.meld_fout(cel, wat, doen)
        elif rij == self._plaats.totaalrij and kol == self._plaats.kolommen[sjabloon.KOP_TOTAAL]:
            self._controleer_eindtotaal(cel, cel.waarde, som, zonder_tekst, ruimte)
        elif all(abs(cel.waarde - Decimal(hoeveel).scaleb(-2)) > ruimte for hoeveel in (som, zonder_tekst)):
            wat = f"het totaal zegt {getal_nl(cel.waarde)} uur, maar de gelezen uren zijn samen {uren_nl(som)}."
            self._melder.meld_fout(cel, wat, doen)
