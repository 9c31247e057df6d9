"""The signed approval and the answers of gemeenten, into the master."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding, Ernst, InvoerFout
from via_xl.basis.datum import datum_nl
from via_xl.basis.kindproces import Kind
from via_xl.basis.macrovraag import JA_NEE, Antwoordsoort, Macrovraag
from via_xl.basis.publiceren import afrekeningenmap
from via_xl.basis.schrijfwijze import eender
from via_xl.basis.verhaal import MASTER, Verhaal
from via_xl.basis.vingerafdruk import sha256
from via_xl.bewijs.akkoordbewijs import NAGEGAAN, SCAN, bezwaren, naast_master, onbewezen, vanaf
from via_xl.controle.jaarstand import eis_verrekenbaar, kies_jaar
from via_xl.lezen.getekend import stukkenkind
from via_xl.lezen.master import Master
from via_xl.lezen.waarden import WaardeFout, uit_getypt
from via_xl.regeling.kolom import Invoerkolom
from via_xl.regeling.model import Akkoord, Reactie, Reactieoordeel, Record, Regeling, Status
from via_xl.regeling.tabellen import AKKOORD as AKKOORDTABEL
from via_xl.regeling.tabellen import REACTIES
from via_xl.rekenen.afrekeningen import definitieve, laatste
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.invoerhash import kenmerk as kenmerk_van
from via_xl.rekenen.opvolging import houders
from via_xl.rekenen.vaststelling import Belemmering, Reden, belemmeringen, leverden_uren
from via_xl.rekenen.verrekening import Verrekening, verreken
from via_xl.wijzigen.bewaarstukken import Bewaarstukken
from via_xl.wijzigen.gezegd import lees_gemeente, lees_keuze, vraag_gemeente
from via_xl.wijzigen.handeling import Handeling, Opgave
from via_xl.wijzigen.opsomming import Lijstvorm, Opgesomd, som_op
from via_xl.wijzigen.wijziging import Celwijziging, Wijziging

AFGEHANDELD = "afgehandeld"
"""What is recorded of a bezwaar that was settled, beside the two answers that a gemeente gives."""

_NIETS = "er is niets gewijzigd"
_KORTST = 8
_DUBBEL = ("Dit staat er twee keer.", "Laat het één keer staan.")

_LIJST_AKKOORD = Lijstvorm(
    AKKOORDTABEL,
    ("code", "rol", "door", "invoerhash", "bestand", "op", "jaar", "opmerking"),
    {"code": "gemeente", "invoerhash": "kenmerk"},
    frozenset(("bestand",)),
)
_LIJST_REACTIE = Lijstvorm(REACTIES, ("code", "oordeel", "versie", "op", "jaar", "opmerking"), {"code": "gemeente"})

Meldingen = list[tuple[str, str]]
"""What is wrong with one of them, each with what to do."""

Jaaroptie = Annotated[int | None, Opgave("Anders het jaar van blad Start.", "JAAR", "--jaar")]


Lijstoptie = Annotated[
    Path | None,
    Opgave("Een CSV met een rij per gemeente; wat leeg blijft geldt zoals in de opdracht.", "BESTAND.csv", "--lijst"),
]


def noteer_akkoord(
    master: Master,
    heden: date,
    gemeente: Annotated[
        str | Sequence[str],
        Opgave(
            "Namens welke gemeente; zo vaak als nodig.",
            "GEMEENTE",
            "--gemeente",
            vraag_gemeente("Namens welke gemeente is er getekend?"),
            herhaalbaar=True,
        ),
    ] = (),
    rol: Annotated[
        str | None,
        Opgave(
            "contactfunctionaris, ambtelijk opdrachtgever of financieel adviseur.",
            "ROL",
            "--rol",
            Macrovraag("In welke rol is er getekend?", keuzes=AKKOORDTABEL.kolom("rol").keuzelijst),
        ),
    ] = None,
    door: Annotated[
        str | None,
        Opgave(
            "De code van wie tekende, geen naam.",
            "CODE",
            "--door",
            Macrovraag("Wat is de code van wie tekende? Geen naam; bijvoorbeeld AO-2."),
        ),
    ] = None,
    kenmerk: Annotated[
        str | None,
        Opgave(
            "Het kenmerk dat op het getekende stuk staat.",
            "KENMERK",
            "--kenmerk",
            Macrovraag("Welk kenmerk staat er op het getekende stuk? Bijvoorbeeld 3f2a9c01d7e4."),
        ),
    ] = None,
    bestand: Annotated[
        Path | None,
        Opgave(
            "Het getekende stuk.",
            "BESTAND",
            "--bestand",
            Macrovraag("Kies het getekende stuk", Antwoordsoort.BESTAND),
        ),
    ] = None,
    op: Annotated[str | None, Opgave("De dag van tekenen; anders vandaag.", "DATUM", "--op")] = None,
    jaar: Jaaroptie = None,
    opmerking: Annotated[str, Opgave("Komt op blad Akkoorden.", "TEKST", "--opmerking")] = "",
    lijst: Lijstoptie = None,
    scan: Annotated[
        bool,
        Opgave(
            "Het stuk is een scan, waarin de code niet te lezen is.",
            "",
            "--scan",
            Macrovraag("Is het stuk een scan, waarin de code niet te lezen is?", keuzes=JA_NEE, standaard=JA_NEE[0]),
        ),
    ] = False,
    ook: Mapping[str, Any] | None = None,
) -> Wijziging:
    """Signed approvals, each for exactly the input that its document is about; ``kenmerk`` is the beginning of its hash.

    A copy of each document is kept beside the master. ``ook`` is one more, by the names of these parameters.

    Raises:
        InvoerFout: a document is about other input than the master holds now or is of another gemeente, who signed delivered
            hours in the year, or something can't be read; with every finding, and then nothing of it is recorded.
    """
    gezegd = {"rol": rol, "door": door, "kenmerk": kenmerk, "bestand": bestand, "op": op, "opmerking": opmerking}
    opgesomd = [(wie, scan) for wie in _akkoorden_van(master, gemeente, gezegd, lijst)]
    if ook is not None:
        opgesomd += [(wie, ook.get("scan", False)) for wie in _akkoorden_van(master, ook["gemeente"], ook, None)]
        opgesomd = [(replace(wie, cel=wie.tekst["code"]), is_scan) for wie, is_scan in opgesomd]
    noteren = _Noteren(master, heden, jaar, "Het akkoord")
    rijen: list[Akkoord] = []
    with stukkenkind() as kind:
        for wie, is_scan in opgesomd:
            with noteren.van(wie) as mis:
                rijen.append(_akkoord(noteren, wie, rijen, SCAN if is_scan else "", kind, mis))
    return noteren.klaar({AKKOORDTABEL.naam: rijen})


def _akkoorden_van(
    master: Master, gemeente: str | Sequence[str], gezegd: Mapping[str, Any], lijst: Path | None
) -> list[Opgesomd]:
    """What is said of each approval, from what is ``gezegd`` under the names of the parameters, and from the list."""
    velden = {_LIJST_AKKOORD.koppen.get(naam, naam): waarde for naam, waarde in gezegd.items()}
    overal = {veld: velden.get(veld) for veld in ("rol", "door", "invoerhash", "bestand", "op", "opmerking")}
    return som_op(_LIJST_AKKOORD, lijst, _namen(gemeente), overal, master.pad.name)


def _akkoord(
    noteren: _Noteren, wie: Opgesomd, eerder: Sequence[Akkoord], scan: str, kind: Kind, mis: Meldingen
) -> Akkoord:
    """One signed approval. Raises _NietTeLezen: see ``mis``."""
    regeling = noteren.master.regeling
    gekozen, uitkomst = noteren.jaar_van(wie)
    code = _gemeente(regeling, wie.tekst["code"], mis)
    _eis_met_stuk(regeling, uitkomst, code, mis)
    rol = _keuze(AKKOORDTABEL.kolom("rol"), wie.tekst.get("rol", ""), mis)
    dag = _dag(wie, noteren.heden, mis)
    jaarhash = invoerhash(regeling, gekozen)
    kenmerk, door = wie.tekst.get("invoerhash", "").lower(), wie.tekst.get("door", "")
    bestand = Path(wie.tekst.get("bestand", ""))
    if not door:
        mis.append(("Wie tekende is leeg.", "Geef een code op, geen naam."))
    if len(kenmerk) < _KORTST:
        mis.append((f"Het kenmerk heeft ten minste {_KORTST} tekens.", "Neem het over van het getekende stuk."))
    elif not jaarhash.startswith(kenmerk):
        wat = (
            f"Het getekende stuk gaat over invoer {kenmerk}; de invoer van {gekozen} in {noteren.master.pad.name} is nu "
            f"{kenmerk_van(jaarhash)}."
        )
        mis.append((wat, "Laat een nieuw stuk tekenen, van een versie met de invoer van nu."))
    if bestand == Path():
        mis.append(("Er is geen getekend stuk genoemd.", "Geef het getekende stuk op."))
    elif not bestand.is_file():
        mis.append((f"{bestand} is geen bestand.", "Geef het getekende stuk op."))
    if mis:
        raise _NietTeLezen
    akkoord = Akkoord(
        jaar=gekozen,
        code=code,
        rol=rol,
        door=door,
        invoerhash=jaarhash,
        op=dag,
        bestand=noteren.stukken.neem(bestand, f"akkoorden/{gekozen}"),
        sha256=sha256(bestand),
        opmerking=wie.tekst.get("opmerking", ""),
        bron=f"{scan}{bestand.name}",
        datum=dag,
        status=Status.VASTGESTELD,
    )
    naam = regeling.naam_van(code)
    if eender(door) in leverden_uren(regeling, uitkomst):
        volgens = regeling.regio.volgens("functiescheiding")
        wat = f"{door} leverde in {gekozen} zelf uren en kan dat jaar voor geen gemeente goedkeuren{volgens}."
        mis.append((wat, "Laat iemand zonder uren in dat jaar tekenen."))
    _eis_eenmaal(regeling, akkoord, mis)
    _eis_nieuw(akkoord, eerder, mis)
    andere = [*(rij for rij in regeling.akkoorden if rij.jaar == gekozen and rij.invoerhash == jaarhash), *eerder]
    eerste = noteren.vanaf(gekozen, jaarhash)
    mis += (
        (f"{wat[0].upper()}{wat[1:]}", doen)
        for _, wat, doen in bezwaren(akkoord, bestand, eerste, noteren.heden, kind, andere)
    )
    zin = f"akkoord van {naam} ({akkoord.rol}, {door}) op {datum_nl(dag)} voor {kenmerk_van(jaarhash)}"
    noteren.zeg(gekozen, wie, zin)
    return akkoord


def noteer_reactie(
    master: Master,
    heden: date,
    gemeente: Annotated[
        str | Sequence[str],
        Opgave(
            "Wie reageerde; zo vaak als nodig.",
            "GEMEENTE",
            "--gemeente",
            vraag_gemeente("Welke gemeente reageerde?"),
            herhaalbaar=True,
        ),
    ] = (),
    reactie: Annotated[
        str | None,
        Opgave(
            "akkoord, bezwaar, of afgehandeld (een bezwaar).",
            "REACTIE",
            "--reactie",
            Macrovraag(
                "Wat antwoordde zij? Afgehandeld: een eerder bezwaar is opgelost.",
                keuzes=(*REACTIES.kolom("oordeel").keuzelijst, AFGEHANDELD),
            ),
        ),
    ] = None,
    versie: Annotated[
        int | None,
        Opgave(
            "De versie waarop is gereageerd.",
            "VERSIE",
            "--versie",
            Macrovraag(
                "Op welke versie reageerde zij? Bijvoorbeeld 1.",
                Antwoordsoort.GEHEEL,
                bij=(1, REACTIES.kolom("oordeel").keuzelijst),
            ),
        ),
    ] = None,
    op: Annotated[str | None, Opgave("De dag van de reactie; anders vandaag.", "DATUM", "--op")] = None,
    jaar: Jaaroptie = None,
    opmerking: Annotated[
        str,
        Opgave(
            "Waartegen het bezwaar is, of hoe het is afgehandeld.",
            "TEKST",
            "--opmerking",
            Macrovraag(
                "Waartegen is het bezwaar, of hoe is het afgehandeld?",
                bij=(1, (Reactieoordeel.BEZWAAR.value, AFGEHANDELD)),
            ),
        ),
    ] = "",
    lijst: Lijstoptie = None,
) -> Wijziging:
    """What gemeenten answered, or that every open bezwaar of them was settled.

    Raises:
        InvoerFout: something can't be read, or there is no bezwaar to settle; with every finding, and then nothing of it
            is recorded.
    """
    gezegd = {"oordeel": reactie, "versie": versie, "op": op, "opmerking": opmerking}
    noteren = _Noteren(master, heden, jaar, "De reactie")
    rijen: list[Reactie] = []
    cellen: list[Celwijziging] = []
    for wie in som_op(_LIJST_REACTIE, lijst, _namen(gemeente), gezegd, master.pad.name):
        with noteren.van(wie) as mis:
            if wie.tekst.get("oordeel", "").casefold() == AFGEHANDELD:
                cellen += _afhandeling(noteren, wie, cellen, mis)
            else:
                rijen.append(_reactie(noteren, wie, rijen, mis))
    return noteren.klaar({REACTIES.naam: rijen} if rijen else {}, cellen)


def _reactie(noteren: _Noteren, wie: Opgesomd, eerder: Sequence[Reactie], mis: Meldingen) -> Reactie:
    """One answer. Raises _NietTeLezen: see ``mis``."""
    regeling = noteren.master.regeling
    gekozen, uitkomst = noteren.jaar_van(wie)
    code = _gemeente(regeling, wie.tekst["code"], mis)
    _eis_met_stuk(regeling, uitkomst, code, mis)
    dag, opmerking = _dag(wie, noteren.heden, mis), wie.tekst.get("opmerking", "")
    oordeel = _keuze(REACTIES.kolom("oordeel"), wie.tekst.get("oordeel", ""), mis, f" of {AFGEHANDELD}")
    versie = _versie(wie, mis)
    _eis_gemaakt(regeling, gekozen, versie, mis)
    if oordeel is Reactieoordeel.BEZWAAR and not opmerking:
        mis.append(("Er staat niet bij waartegen het bezwaar is.", "Zeg bij de opmerking waartegen het bezwaar is."))
    if mis:
        raise _NietTeLezen
    nieuw = Reactie(
        jaar=gekozen,
        code=code,
        versie=versie,
        oordeel=oordeel,
        op=dag,
        opmerking=opmerking,
        bron=f"reactie van {wie.tekst['code']}",
        datum=dag,
        status=Status.VASTGESTELD,
    )
    _eis_nieuw(nieuw, eerder, mis)
    noteren.zeg(
        gekozen,
        wie,
        f"{oordeel} van {regeling.naam_van(code)} op versie {versie}, {datum_nl(dag)}"
        + _van_een_andere(regeling, gekozen, versie),
    )
    return nieuw


def _afhandeling(
    noteren: _Noteren, wie: Opgesomd, eerder: Sequence[Celwijziging], mis: Meldingen
) -> list[Celwijziging]:
    """That every open bezwaar of a gemeente was settled. Raises _NietTeLezen: see ``mis``."""
    regeling = noteren.master.regeling
    gekozen, _ = noteren.jaar_van(wie)
    code = _gemeente(regeling, wie.tekst["code"], mis)
    dag = _dag(wie, noteren.heden, mis)
    cellen = _afgehandeld(regeling, gekozen, code, dag, wie.tekst.get("opmerking", ""), mis)
    if {id(cel.rij) for cel in cellen} & {id(cel.rij) for cel in eerder}:
        mis.append(_DUBBEL)
    if mis:
        raise _NietTeLezen
    noteren.zeg(gekozen, wie, f"bezwaar van {regeling.naam_van(code)} afgehandeld op {datum_nl(dag)}")
    return cellen


def _afgehandeld(
    regeling: Regeling, jaar: int, code: str, dag: date, opmerking: str, mis: Meldingen
) -> list[Celwijziging]:
    """Every open bezwaar of a gemeente, settled."""
    bezwaren = [rij for rij in regeling.reacties if rij.jaar == jaar and rij.code == code and rij.open]
    if not opmerking:
        mis.append(
            ("Er staat niet bij hoe het is afgehandeld.", "Zeg bij de opmerking hoe het bezwaar is afgehandeld.")
        )
    if code and not bezwaren:
        wat = f"Van {regeling.naam_van(code)} staat over {jaar} geen bezwaar open."
        mis.append((wat, f"Kijk op blad {REACTIES.blad} wat er van deze gemeente staat."))
    mis += [
        (f"Het bezwaar kwam op {datum_nl(rij.op)}; {datum_nl(dag)} is eerder.", "Kijk de datum na.")
        for rij in bezwaren
        if dag < rij.op
    ]
    return [
        Celwijziging(REACTIES, rij, veld, waarde)
        for rij in bezwaren
        for veld, waarde in (("afgehandeld", dag), ("opmerking", "; ".join(filter(None, (rij.opmerking, opmerking)))))
    ]


# --- shared by both


class _NietTeLezen(Exception):
    """One of several can't be read; what is wrong with it is known."""


class _Noteren:
    """One or several to be recorded, all or none: what is wrong with any of them, and what is said of each."""

    def __init__(self, master: Master, heden: date, jaar: int | None, wat: str) -> None:
        self.master = master
        self.heden = heden
        self._wat = wat
        self._jaar = kies_jaar(master, jaar)
        self._uitkomsten = {self._jaar: eis_verrekenbaar(master.pad.name, master.regeling, self._jaar)[0]}
        self._bevindingen: list[Bevinding] = []
        self._log: list[tuple[int, str]] = []
        self.stukken = Bewaarstukken(master.pad.parent)

    def vanaf(self, jaar: int, jaarhash: str) -> date:
        """The first day on which somebody could sign."""
        return vanaf(self.master.regeling, jaar, jaarhash, afrekeningenmap(self.master.pad) / str(jaar))

    @contextmanager
    def van(self, wie: Opgesomd) -> Iterator[Meldingen]:
        """Where what is wrong with one of them is put; it is a finding at its place, and the next one's turn."""
        mis: Meldingen = []
        try:
            yield mis
        except _NietTeLezen:
            pass
        except InvoerFout as fout:
            mis.append((fout.bericht, "Noem een ander jaar, of verbeter dit eerst."))
            mis += [(replace(bevinding, doen="").regel(), bevinding.doen) for bevinding in fout.bevindingen]
        self._bevindingen += [wie.bevinding(wat, doen) for wat, doen in mis]

    def jaar_van(self, wie: Opgesomd) -> tuple[int, Verrekening]:
        """The year that a row says, else that of the command, and its settlement as the master holds it now.

        Raises:
            InvoerFout: it is no year of the master, or can't be settled.
        """
        tekst = wie.tekst.get("jaar")
        if tekst is None:
            return self._jaar, self._uitkomsten[self._jaar]
        try:
            jaar = kies_jaar(self.master, uit_getypt(tekst, REACTIES.kolom("jaar")))
        except WaardeFout as fout:
            raise InvoerFout(f"{fout.wat} {fout.doen}") from fout
        if jaar not in self._uitkomsten:
            self._uitkomsten[jaar] = eis_verrekenbaar(self.master.pad.name, self.master.regeling, jaar)[0]
        return jaar, self._uitkomsten[jaar]

    def zeg(self, jaar: int, wie: Opgesomd, zin: str) -> None:
        """What the Logboek says of one of them; of a row of a list also where it stood."""
        self._log.append((jaar, f"{zin} ({wie.bestand}, {wie.cel})" if wie.uit_lijst else zin))

    def klaar(self, rijen: Mapping[str, Sequence[Record]], cellen: Sequence[Celwijziging] = ()) -> Wijziging:
        """The change, and what still keeps its years a concept after it.

        Raises:
            InvoerFout: something is wrong with any of them; with every finding.
        """
        if self._bevindingen:
            raise InvoerFout(f"{self._wat} is niet vastgelegd; {_NIETS}.", self._bevindingen)
        wijziging = Wijziging(
            "akkoord of reactie genoteerd",
            self._log,
            rijen,
            cellen,
            bijlage=self.stukken if AKKOORDTABEL.naam in rijen else None,
        )
        nieuw = wijziging.toegepast(self.master.regeling)
        jaren = sorted({jaar for jaar, _ in self._log})
        mist = [rij for jaar in jaren for rij in self._mist(nieuw, jaar)]
        jaar = jaren[-1]
        vlaggen = f"--jaar {jaar} {'--herziening ' if definitieve(nieuw, jaar) is not None else ''}--definitief"
        nagegaan = NAGEGAAN if AKKOORDTABEL.naam in rijen else ""
        return replace(wijziging, verhaal=_verhaal([zin for _, zin in self._log], mist, nagegaan, vlaggen))

    def _mist(self, nieuw: Regeling, jaar: int) -> Iterator[Belemmering]:
        """What keeps a year a concept after the change: also what isn't true of the approvals that were there."""
        uitkomst = verreken(nieuw, jaar)
        yield from belemmeringen(nieuw, uitkomst, self.heden)
        eerder = replace(nieuw, akkoorden=self.master.regeling.akkoorden)
        plaats = naast_master(self.master.pad.parent)
        for fout in onbewezen(eerder, uitkomst, plaats, self.vanaf(jaar, invoerhash(nieuw, jaar)), self.heden):
            yield Belemmering(
                Reden(f"{fout.blad} {fout.cel}: {fout.wat.rstrip('.')}", "een akkoord is nog niet bewezen"), fout.doen
            )


def _namen(gemeente: str | Sequence[str]) -> Sequence[str]:
    """The gemeenten that were named; a macro names one."""
    return [gemeente] if isinstance(gemeente, str) else gemeente


def _eis_eenmaal(regeling: Regeling, akkoord: Akkoord, mis: Meldingen) -> None:
    """That the master doesn't hold this approval yet: of the same person, for the same input."""

    def sleutel(rij: Akkoord) -> tuple[object, ...]:
        return rij.jaar, rij.code, eender(rij.door), rij.invoerhash

    er_al = next((rij for rij in regeling.akkoorden if sleutel(rij) == sleutel(akkoord)), None)
    if er_al is not None:
        van = [v.versie for v in regeling.afrekeningen if (v.jaar, v.invoerhash) == (akkoord.jaar, akkoord.invoerhash)]
        versie = f"versie {max(van)} van {akkoord.jaar}" if van else f"de invoer van {akkoord.jaar}"
        wat = f"Het akkoord van {regeling.naam_van(akkoord.code)} ({akkoord.door}) voor {versie} staat er al"
        doen = f"Laat het zo, of verbeter die rij op blad {AKKOORDTABEL.blad}."
        mis.append((f"{wat}, van {datum_nl(er_al.op)}.", doen))


def _eis_nieuw(rij: Record, eerder: Sequence[Record], mis: Meldingen) -> None:
    if rij in eerder:
        mis.append(_DUBBEL)


def _gemeente(regeling: Regeling, tekst: str, mis: Meldingen) -> str:
    try:
        return lees_gemeente(tekst, regeling)
    except WaardeFout as fout:
        mis.append((fout.wat, fout.doen))
        return ""


def _eis_met_stuk(regeling: Regeling, uitkomst: Verrekening, code: str, mis: Meldingen) -> None:
    """That a gemeente gets a settlement of the year: on what it was never sent there is nothing to answer or to sign."""
    if not code or uitkomst.van(code).ontvangt_stuk:
        return
    naam, nu = regeling.naam_van(code), houders(regeling.gemeenten, uitkomst.jaar)[code]
    over = f"; het is opgegaan in {regeling.naam_van(nu)}" if nu != code else ""
    doen = "Noem die gemeente, of een ander jaar." if over else "Noem een andere gemeente, of een ander jaar."
    mis.append((f"{naam} krijgt over {uitkomst.jaar} geen afrekening{over}.", doen))


def _keuze(kolom: Invoerkolom, tekst: str, mis: Meldingen, ook: str = "") -> Any:
    """A choice; None when it is none."""
    try:
        return lees_keuze(tekst, kolom)
    except WaardeFout:
        mis.append((f'"{tekst}" past niet.', f"Kies uit {', '.join(kolom.keuzelijst)}{ook}."))
        return None


def _versie(wie: Opgesomd, mis: Meldingen) -> int:
    tekst = wie.tekst.get("versie", "")
    zeg = "bijvoorbeeld 1" if wie.uit_lijst else "bijvoorbeeld --versie 1"
    if not tekst:
        mis.append(("De versie ontbreekt.", f"Zeg van welke versie dit de reactie is, {zeg}."))
        return 0
    try:
        versie: int = uit_getypt(tekst, REACTIES.kolom("versie"))
    except WaardeFout as fout:
        mis.append((f"{wie.noem('versie')} {fout.wat}", fout.doen))
        return 0
    return versie


def _eis_gemaakt(regeling: Regeling, jaar: int, versie: int, mis: Meldingen) -> None:
    """That there is such a version, when the master holds which there are."""
    er_zijn = sorted(rij.versie for rij in regeling.afrekeningen if rij.jaar == jaar)
    if versie and er_zijn and versie not in er_zijn:
        wel = f"alleen versie {er_zijn[0]}" if len(er_zijn) == 1 else f"wel {', '.join(map(str, er_zijn))}"
        mis.append((f"Van {jaar} is er geen versie {versie}, {wel}.", "Neem de versie over van de afrekening."))


def _van_een_andere(regeling: Regeling, jaar: int, versie: int) -> str:
    """What to say of an answer on another version than the newest that was sent (of none sent: the last made)."""
    verzonden = (rij.versie for rij in regeling.afrekeningen if rij.jaar == jaar and rij.verzonden is not None)
    gemaakt = laatste(regeling, jaar)
    nieuwste = max(verzonden, default=gemaakt.versie if gemaakt is not None else versie)
    return "" if versie == nieuwste else f"; telt niet voor versie {nieuwste}"


def _dag(wie: Opgesomd, heden: date, mis: Meldingen) -> date:
    """A day; today when it isn't said."""
    op = wie.tekst.get("op")
    if op is None:
        return heden
    try:
        dag: date = uit_getypt(op, AKKOORDTABEL.kolom("op"))
    except WaardeFout as fout:
        mis.append((f"{wie.noem('op')}: {fout.wat}", fout.doen))
        return heden
    if dag > heden:
        mis.append((f"{datum_nl(dag)} is nog niet geweest.", "Leg vast wat er is."))
    return dag


def _verhaal(zinnen: Sequence[str], mist: Sequence[Belemmering], nagegaan: str, vlaggen: str) -> Verhaal:
    """What was recorded and ``nagegaan``, and what comes next: what is missing, or the jaarrun with these options."""
    hoofden = [f"{zin[0].upper()}{zin[1:]}" for zin in zinnen]
    nodig = "Voor een definitieve afrekening is nog nodig:"
    return Verhaal(
        [
            *(f"Genoteerd: {hoofd}." for hoofd in hoofden),
            *filter(None, [nagegaan]),
            f"Bewaard in {MASTER}",
            *([nodig] if mist else [f'Er ontbreekt niets. Volgende stap: via-xl jaarrun "{MASTER}" {vlaggen}']),
            *(f"• {rij.wat}. {rij.doen}" for rij in mist),
        ],
        [
            f"Vastgelegd: {'; '.join(zinnen)}. Bewaar de master.",
            *filter(None, [nagegaan]),
            *([nodig] if mist else ["Er ontbreekt niets meer. Volgende stap: de knop Definitief maken."]),
            *(f"• {rij.wat}" for rij in mist),
        ],
        {"genoteerd": "; ".join(hoofden), "ontbreekt": [{"wat": rij.wat, "doen": rij.doen} for rij in mist]},
        Ernst.WAARSCHUWING if mist else None,
    )


AKKOORD = Handeling(
    noteer_akkoord,
    "Leg een getekend akkoord vast in de master; het geldt voor precies de invoer van nu.\n\n"
    "Van meer gemeenten tegelijk: --lijst akkoorden.csv, met de kopregel gemeente;rol;door;kenmerk;bestand;op en een rij "
    "per gemeente (Oss;opdrachtgever;AO-2;3f2a9c01d7e4;akkoord_oss.pdf;3-6-2025); het bestand staat naast de lijst. Is er "
    "iets mis, dan wordt er niets vastgelegd.",
    "via-xl akkoord noteer via_master.xlsx --gemeente Oss --rol opdrachtgever --door AO-02 "
    "--kenmerk 3f2a9c01d7e4 --bestand akkoord_oss.pdf",
    op_schijf=True,
    nog_een="Nu ook het akkoord van een tweede gemeente vastleggen? Beide worden dan in één keer vastgelegd.",
)


REACTIE = Handeling(
    noteer_reactie,
    "Leg vast wat een gemeente op haar afrekening antwoordde, of dat haar bezwaar is afgehandeld.\n\n"
    "Van meer gemeenten tegelijk: --gemeente vaker, of --lijst reacties.csv, met de kopregel "
    "gemeente;reactie;versie;op;opmerking en een rij per gemeente (Oss;bezwaar;1;3-6-2025;uren van mei). Is er iets mis, "
    "dan wordt er niets vastgelegd.",
    "via-xl reactie via_master.xlsx --gemeente Oss --gemeente Boekel --reactie akkoord --versie 1",
    op_schijf=True,
)
