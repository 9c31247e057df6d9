"""The salaries of a CAO table into the rates of the master; first shown, and with what they change.

A rate is a salary with IKB, werkgeverslasten and productive hours. The table gives the salary; the rest is taken over from the
rate before it of the same schaal, and said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding, InvoerFout
from via_xl.basis.datum import datum_nl
from via_xl.basis.geld import euro_nl, procent_nl, uren_nl
from via_xl.basis.macrovraag import Antwoordsoort, Macrovraag
from via_xl.basis.schaal import Schaal, schaalcode, schaalvolgorde
from via_xl.basis.verhaal import MASTER, Lijst, Regel, Verhaal
from via_xl.lezen.caotabel import Caobedrag, Caotabel, lees_caotabel
from via_xl.lezen.losblad import lees_los
from via_xl.lezen.master import Master
from via_xl.regeling.model import Regeling, Status, Tarief
from via_xl.rekenen.tarief import uurtarief_ct
from via_xl.wijzigen.gevolg import ONGEWIJZIGD, al_definitief, dag_van, gevolgen, lijsten, zinnen
from via_xl.wijzigen.gezegd import lees_dag
from via_xl.wijzigen.handeling import Handeling, Opgave
from via_xl.wijzigen.wijziging import Wijziging

_NIETS = "er is niets gewijzigd"


def lees_tarieven(
    master: Master,
    heden: date,
    salaristabel: Annotated[
        Path,
        Opgave(
            "De salaristabel van de CAO, als werkmap of CSV.",
            "TABEL",
            "",
            Macrovraag("Kies de salaristabel van de CAO (.xlsx of .csv)", Antwoordsoort.BESTAND),
        ),
    ],
    vanaf: Annotated[
        str | None, Opgave("Vanaf wanneer de tabel geldt, als zij dat zelf niet zegt.", "DATUM", "--vanaf")
    ] = None,
    trede: Annotated[int | None, Opgave("Welke trede; anders het maximum van de schaal.", "TREDE", "--trede")] = None,
    schaal: Annotated[
        list[str],
        Opgave(
            "Alleen deze schaal, zo vaak als nodig; anders die de master al kent.",
            "SCHAAL",
            "--schaal",
            herhaalbaar=True,
        ),
    ] = [],  # noqa: B006 - typer's own way; it is never changed
) -> Wijziging:
    """The salaries of the table, from its day on: a rate for each schaal. The rate before it ends the day before.

    Raises:
        InvoerFout: the table can't be read, it has nothing for these schalen, or a rate lacks what the table doesn't give.
    """
    tabel = lees_caotabel(lees_los(salaristabel, _NIETS), lees_dag("--vanaf", vanaf))
    gevraagd = _gevraagd(schaal) if schaal else _bekend(master.regeling)
    bedragen = tabel.per_schaal(trede)
    _eis_aanwezig(tabel, bedragen, gevraagd if schaal else frozenset(), trede)
    invoegen = _Invoegen(master.regeling.tarieven, tabel, dag_van(salaristabel, heden), trede)
    for (code, van), bedrag in sorted(bedragen.items(), key=lambda paar: (schaalvolgorde(paar[0][0]), paar[0][1])):
        if code in gevraagd:
            invoegen.bedrag(code, van, bedrag)
    invoegen.eis_compleet()
    nieuw = replace(master.regeling, tarieven=invoegen.tarieven)
    rijen, cellen = Wijziging.tussen(master.regeling, nieuw)
    verhaal = _verhaal(
        master.regeling, nieuw, invoegen, sorted({s for s, _ in bedragen} - gevraagd, key=schaalvolgorde)
    )
    jaren = sorted({van.year for _, van in bedragen})
    return Wijziging("tarieven ingelezen", [(jaar, f"uit {tabel.bestand}") for jaar in jaren], rijen, cellen, verhaal)


def _gevraagd(schalen: Iterable[str]) -> frozenset[Schaal]:
    codes = {tekst: schaalcode(tekst) for tekst in schalen}
    mis = [tekst for tekst, code in codes.items() if code is None]
    if mis:
        raise InvoerFout(f"--schaal {mis[0]} is geen schaal; {_NIETS}. Geef bijvoorbeeld 8, 10 of 10A op.")
    return frozenset(code for code in codes.values() if code is not None)


def _bekend(regeling: Regeling) -> frozenset[Schaal]:
    return frozenset((*(rij.schaal for rij in regeling.tarieven), *(rij.schaal for rij in regeling.uren if rij.geldig)))


def _eis_aanwezig(
    tabel: Caotabel, bedragen: Mapping[tuple[Schaal, date], Caobedrag], gevraagd: frozenset[Schaal], trede: int | None
) -> None:
    """Refuse a table without any amount, or without one of the schalen that were asked for by name."""
    welke = "" if trede is None else f" in trede {trede}"
    if not bedragen:
        raise InvoerFout(
            f"{tabel.bestand} heeft geen bedragen{welke}; {_NIETS}. Kies een andere trede, of het maximum."
        )
    mist = sorted(gevraagd - {schaal for schaal, _ in bedragen}, key=schaalvolgorde)
    if mist:
        raise InvoerFout(f"{tabel.bestand} heeft schaal {', '.join(map(str, mist))} niet{welke}; {_NIETS}.")


class _Ingevoegd(Struct, frozen=True):
    """A rate that the table brings: as it was before that day (None: nothing held), and as it is now."""

    was: Tarief | None
    wordt: Tarief
    nieuw: bool


class _Invoegen:
    """Puts amounts among the rates, schaal by schaal, so that the periods never overlap and leave no gap."""

    def __init__(self, tarieven: Sequence[Tarief], tabel: Caotabel, dag: date, trede: int | None) -> None:
        self._rijen = list(tarieven)
        self._tabel, self._dag = tabel, dag
        self._welke = "maximum" if trede is None else f"trede {trede}"
        self._bevindingen: list[Bevinding] = []
        self.ingevoegd: list[_Ingevoegd] = []
        self.ingekort: list[tuple[Tarief, date]] = []
        self.gelijk = 0

    @property
    def tarieven(self) -> tuple[Tarief, ...]:
        """All rates, the new ones at the end."""
        return tuple(self._rijen)

    def bedrag(self, schaal: Schaal, van: date, bedrag: Caobedrag) -> None:
        """The salary of a schaal from a day on."""
        eigen = sorted((rij for rij in self._rijen if rij.schaal == schaal), key=lambda rij: rij.van)
        zelfde = next((rij for rij in eigen if rij.van == van), None)
        if zelfde is not None:
            self._zet(zelfde, bedrag)
            return
        eerder = next((rij for rij in reversed(eigen) if rij.van < van), None)
        later = next((rij for rij in eigen if rij.van > van), None)
        delen = eerder or later or self._van_andere_schaal(van)
        if delen is None or None in (delen.ikb_bp, delen.werkgeverslasten_bp, delen.productieve_uren_h):
            wat = f"schaal {schaal} heeft nog geen tarief waarvan IKB, werkgeverslasten en productieve uren over te nemen zijn."
            doen = f"Zet op blad Tarieven een rij van schaal {schaal} met die drie, en lees de tabel opnieuw."
            self._bevindingen.append(Bevinding(self._tabel.bestand, self._tabel.blad, bedrag.plaats, wat, doen))
            return
        tot = self._einde(van, eerder, later)
        nieuw = Tarief(
            schaal=schaal,
            van=van,
            tot=tot,
            maandsalaris_ct=bedrag.bedrag_ct,
            ikb_bp=delen.ikb_bp,
            werkgeverslasten_bp=delen.werkgeverslasten_bp,
            productieve_uren_h=delen.productieve_uren_h,
            bron=self._bron(bedrag, delen),
            datum=self._dag,
            status=Status.TE_BEVESTIGEN,
        )
        if eerder is not None and eerder.tot >= van:
            self._vervang(eerder, replace(eerder, tot=van - timedelta(days=1)))
            self.ingekort.append((eerder, van - timedelta(days=1)))
        self._rijen.append(nieuw)
        self.ingevoegd.append(_Ingevoegd(eerder, nieuw, nieuw=True))

    def eis_compleet(self) -> None:
        """Refuse what isn't a whole rate; with every finding."""
        if self._bevindingen:
            raise InvoerFout(f"{self._tabel.bestand} kan niet worden ingelezen; {_NIETS}.", self._bevindingen)

    def _zet(self, rij: Tarief, bedrag: Caobedrag) -> None:
        """Another salary for a rate that is there; the same one leaves it as it is, with its source."""
        if rij.maandsalaris_ct == bedrag.bedrag_ct:
            self.gelijk += 1
            return
        anders = replace(
            rij,
            maandsalaris_ct=bedrag.bedrag_ct,
            bron=self._bron(bedrag, None),
            datum=self._dag,
            status=Status.TE_BEVESTIGEN,
        )
        self._vervang(rij, anders)
        self.ingevoegd.append(_Ingevoegd(rij, anders, nieuw=False))

    def _vervang(self, oud: Tarief, nieuw: Tarief) -> None:
        self._rijen = [nieuw if rij is oud else rij for rij in self._rijen]

    def _van_andere_schaal(self, van: date) -> Tarief | None:
        """A rate of another schaal of which the parts may be taken over: when all that hold on the day have the same."""
        geldend = [rij for rij in self._rijen if rij.geldt_op(van)]
        delen = {(rij.ikb_bp, rij.werkgeverslasten_bp, rij.productieve_uren_h) for rij in geldend}
        return geldend[0] if len(delen) == 1 else None

    @staticmethod
    def _einde(van: date, eerder: Tarief | None, later: Tarief | None) -> date:
        """The last day: that of the rate that held until now, else 31 December; and before the next one begins."""
        tot = eerder.tot if eerder is not None and eerder.tot >= van else date(van.year, 12, 31)
        return tot if later is None else min(tot, later.van - timedelta(days=1))

    def _bron(self, bedrag: Caobedrag, delen: Tarief | None) -> str:
        waar = f"{self._tabel.blad}!{bedrag.plaats}" if self._tabel.blad else bedrag.plaats
        uit = f"CAO-tabel {self._tabel.bestand} {waar}, {self._welke}, SHA-256 {self._tabel.kenmerk}"
        if delen is None:
            return uit
        return f"{uit}; IKB, lasten en uren als schaal {delen.schaal} vanaf {datum_nl(delen.van)}"


def _verhaal(oud: Regeling, nieuw: Regeling, invoegen: _Invoegen, over: Sequence[Schaal]) -> Verhaal:
    tabel = invoegen._tabel
    json = {
        "tarieven": [
            {
                "schaal": str(ding.wordt.schaal),
                "van": ding.wordt.van.isoformat(),
                "tot": ding.wordt.tot.isoformat(),
                "maandsalaris_was": None if ding.was is None else ding.was.maandsalaris_ct,
                "maandsalaris_wordt": ding.wordt.maandsalaris_ct,
            }
            for ding in invoegen.ingevoegd
        ],
        "niet_meegenomen": [str(schaal) for schaal in over],
    }
    niet = (
        [f"Niet meegenomen, want de master kent ze niet: schaal {', '.join(map(str, over))} (--schaal)."]
        if over
        else []
    )
    if not invoegen.ingevoegd:
        klaar = f"De bedragen van {tabel.bestand} staan al zo in de master; er is niets gewijzigd."
        return Verhaal([klaar, *niet], [klaar, *niet], json)
    kop = [*_kop(invoegen), *niet]
    jaren = gevolgen(oud, nieuw)
    gevolg: list[Regel] = [*lijsten(jaren), *al_definitief(jaren, oud)] if jaren else [ONGEWIJZIGD]
    hoeveel = len(invoegen.ingevoegd)
    waar = "1 tarief staat op blad Tarieven" if hoeveel == 1 else f"{hoeveel} tarieven staan op blad Tarieven"
    return Verhaal(
        [f"{waar} van {MASTER}, te bevestigen."],
        [f"{waar}, te bevestigen. Bewaar de master."],
        json,
        vooraf=[*kop, _lijst(invoegen.ingevoegd), *gevolg],
        vraag=[*kop, *map(_zin, invoegen.ingevoegd), *zinnen(jaren, oud)],
    )


def _kop(invoegen: _Invoegen) -> list[str]:
    tabel = invoegen._tabel
    titel = f", vanaf {datum_nl(tabel.dag_uit_titel)} (uit de titel)" if tabel.dag_uit_titel else ""
    regels = [f"Maandsalarissen uit {tabel.bestand}{titel}: {invoegen._welke} van de schaal."]
    nieuw = [ding.wordt for ding in invoegen.ingevoegd if ding.nieuw]
    for ikb, lasten, uren in dict.fromkeys((t.ikb_bp, t.werkgeverslasten_bp, t.productieve_uren_h) for t in nieuw):
        wat = f"IKB {procent_nl(ikb or 0)}, werkgeverslasten {procent_nl(lasten or 0)}, {uren_nl(uren or 0)} productieve uren"
        regels.append(f"Overgenomen van het tarief ervoor: {wat}.")
    for dag in dict.fromkeys(dag for _, dag in invoegen.ingekort):
        welke = ", ".join(str(rij.schaal) for rij, tot in invoegen.ingekort if tot == dag)
        regels.append(f"Het tarief van nu eindigt op {datum_nl(dag)}: schaal {welke}.")
    vast = [ding.wordt for ding in invoegen.ingevoegd if ding.wordt.uurtarief_ct is not None]
    regels += [
        f"LET OP: schaal {t.schaal} vanaf {datum_nl(t.van)} heeft een vast uurtarief; het maandsalaris telt daar niet."
        for t in vast
    ]
    if invoegen.gelijk:
        regels.append(f"Al gelijk: {invoegen.gelijk} {'tarief' if invoegen.gelijk == 1 else 'tarieven'}.")
    return regels


def _lijst(ingevoegd: Sequence[_Ingevoegd]) -> Lijst:
    return Lijst(
        "Tarieven",
        ("Schaal", "Van", "Tot"),
        [
            (
                *(str(ding.wordt.schaal), datum_nl(ding.wordt.van), datum_nl(ding.wordt.tot)),
                *(_salaris(ding.was), _salaris(ding.wordt), _uurtarief(ding.was), _uurtarief(ding.wordt)),
            )
            for ding in ingevoegd
        ],
        ("Maandsalaris nu", "Wordt", "Uurtarief nu", "Wordt"),
    )


def _zin(ding: _Ingevoegd) -> str:
    return (
        f"• Schaal {ding.wordt.schaal} vanaf {datum_nl(ding.wordt.van)}: {_salaris(ding.was)} wordt {_salaris(ding.wordt)} "
        f"(uurtarief {_uurtarief(ding.wordt)})"
    )


def _salaris(tarief: Tarief | None) -> str:
    return "—" if tarief is None or tarief.maandsalaris_ct is None else euro_nl(tarief.maandsalaris_ct)


def _uurtarief(tarief: Tarief | None) -> str:
    return "—" if tarief is None else euro_nl(uurtarief_ct(tarief))


TARIEVEN_LEZEN = Handeling(
    lees_tarieven,
    """Lees de maandsalarissen uit een salaristabel van de CAO (werkmap of CSV), en zet ze bij de tarieven in de master.

    Laat eerst zien wat er verandert, ook in de bijdragen, en vraagt dan of het mag. Het tarief ervoor eindigt de dag ervoor;
    IKB, werkgeverslasten en productieve uren worden ervan overgenomen. Bron en datum worden ingevuld.
    """,
    "via-xl tarieven lees CAO_2026.xlsx --in via_master.xlsx",
    master="--in",
    eerst_tonen=True,
)
