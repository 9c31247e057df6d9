"""Every input of the workbook: its value, where in the master it stands, and on which document it rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from via_xl.basis.geld import euro_nl, getal_nl, uren_nl
from via_xl.basis.maat import Maat, Ruw
from via_xl.basis.opsomming import en
from via_xl.regeling.model import POK, MeerkostenDrager, Record, Verdeelsleutel
from via_xl.regeling.tabellen import HERKOMSTTABEL
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.betaallijst import BETAALTERMIJN
from via_xl.rekenen.jaareinde import is_laatste_opgave
from via_xl.rekenen.vergoeding import Vergoedingsjaar
from via_xl.rekenen.verrekening import GemeenteUitkomst, Verrekening
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht
from via_xl.schrijven.boek import Boek
from via_xl.schrijven.master.verrekening import BLAD as VERREKENING
from via_xl.schrijven.taal import Aanzien, Namen, Tabelveld, Tabkleur, begin_blad, invoer, werk

BLAD = "Herkomst"
SLEUTELTABEL = "tblSleutel"
NAMEN = Namen(BLAD)
"""The inputs, for formulas on other sheets: ``NAMEN.voorschot``."""

_BREED = 54
"""The column in which the longest name of an input fits, and those of the gemeenten below it."""

_EENHEDEN = {Maat.EURO: "euro", Maat.JAAR: "jaar", Maat.PROCENT: "percentage", Maat.DATUM: "datum"}

TER_CONTROLE = {
    "V": f"{g.VERGOEDING.kort} (ter controle)",
    "R": f"{g.TE_VERDELEN.kort} (ter controle)",
    "kosten": f"{g.INZET.label} (ter controle)",
    "btw": f"{g.BTW.label} (ter controle)",
    "saldo": f"{g.SALDO.kort} (ter controle)",
}
"""What this workbook calculates itself, and what the master had for it: by these names the rows are found again."""


class Vergoedingsnamen(Struct, frozen=True):
    """What formulas call the figures of what the POK of one year reimburses."""

    leverjaar: int

    def __getattr__(self, naam: str) -> str:
        """The name of a figure of that year: ``nu_2023``."""
        if naam.startswith("_"):
            raise AttributeError(naam)
        return f"{naam}_{self.leverjaar}"


class Herkomstgegeven(Struct, frozen=True, kw_only=True):
    """An input: its name in formulas, what it is, its value and unit, its place in the master, and its source."""

    naam: str
    wat: str
    maat: Maat
    waarde: Ruw
    eenheid: str
    blad: str
    cel: str
    bron: str
    datum: date | None = None
    status: str = "berekend"


def zet(boek: Boek, o: Afrekeningopdracht) -> None:
    """Add the sheet."""
    s = begin_blad(
        boek,
        BLAD,
        kleur=Tabkleur.HERKOMST,
        kopregel=o.kopregel,
        uitleg="Elk ingevoerd gegeven van deze werkmap, met zijn plaats in de master en het document waarop het rust.",
        begin=3,
    )
    s.feit("Programma", o.programma)
    s.feit("Master", o.masternaam)
    s.feit("Invoerhash", o.invoerhash)
    s.feit("Stand", o.stand)
    s.wit()
    gegevens = [*_gegevens(o), *_boven_de_grens(o), *_vast(o), *_betaling(o), *_jaareinde(o), *_ander_jaar(o)]
    s.tabel(
        HERKOMSTTABEL,
        gegevens,
        [
            werk("Gegeven", Maat.TEKST, lambda r: r.wat, breedte=_BREED),
            Tabelveld("Waarde", Maat.ALGEMEEN, lambda r: r.waarde, "", 20, Aanzien.INVOER, per_rij=lambda r: r.maat),
            werk("Eenheid", Maat.TEKST, lambda r: r.eenheid, breedte=26),
            werk("Blad in master", Maat.TEKST, lambda r: r.blad, breedte=16),
            werk("Cel in master", Maat.TEKST, lambda r: r.cel, breedte=32),
            werk("Bron", Maat.ALINEA, lambda r: r.bron, breedte=50),
            werk("Brondatum", Maat.DATUM, lambda r: r.datum),
            werk("Status", Maat.TEKST, lambda r: r.status, breedte=15),
        ],
        noemt=("Waarde", lambda r: r.naam),
        doorlopend=True,
    )
    if o.openbaar:
        s.wit()
        s.nieuwe_pagina()
        s.kopje(f"Verdeelsleutel {o.uitkomst.verdeelsleutel}, alle gemeenten (openbare cijfers)")
        velden = o.samen.tabel(SLEUTELTABEL, lambda: _sleutelkolommen(o))
        s.tabel(SLEUTELTABEL, o.uitkomst.gemeenten, velden, doorlopend=True)
    s.blad.bevroren = (3, 0)


def _uit(naam: str, record: Record, veld: str, wat: str, maat: Maat, waarde: Ruw) -> Herkomstgegeven:
    """An input as it stands in a table of the master."""
    plek = record.plek
    return Herkomstgegeven(
        naam=naam,
        wat=wat,
        maat=maat,
        waarde=waarde,
        eenheid=_EENHEDEN.get(maat, ""),
        blad=plek.blad,
        cel=plek.cel(veld),
        bron=record.bron,
        datum=record.datum,
        status=str(record.status),
    )


def _berekend(
    o: Afrekeningopdracht, wat: g.Grootheid[Verrekening], hoe: str, label: str = "", eenheid: str = "euro"
) -> Herkomstgegeven:
    """A figure of the whole region, from the summary of ``Verrekening``."""
    plaats = o.samen.plaatsen[wat.naam]
    return Herkomstgegeven(
        naam=wat.naam,
        wat=label or wat.label,
        maat=wat.maat,
        waarde=wat.waarde(o.uitkomst),
        eenheid=eenheid,
        blad=plaats.blad,
        cel=plaats.cel,
        bron=f"berekend in de master: {hoe}",
    )


def _eigen_rij(
    naam: str, wat: str, maat: Maat, waarde: int, eenheid: str, kolom: str, hoe: str = ""
) -> Herkomstgegeven:
    """A step from the own row of ``Verrekening``."""
    return Herkomstgegeven(
        naam=naam,
        wat=wat,
        maat=maat,
        waarde=waarde,
        eenheid=eenheid,
        blad=VERREKENING,
        cel=f"rij van de gemeente, kolom {kolom}",
        bron=f"berekend in de master: {hoe}" if hoe else "berekend in de master",
    )


def _gegevens(o: Afrekeningopdracht) -> Iterator[Herkomstgegeven]:
    uit, ons = o.uitkomst, o.ons
    jaar, pok, gemeente = o.regeling.jaar(uit.jaar), o.regeling.pok_van(uit.jaar), ons.gemeente
    begroting = [r for r in o.regeling.begroting if o.voor[r.code] == o.code and r.jaar == uit.jaar]
    voorschotten = [r for r in o.regeling.voorschotten if o.voor[r.code] == o.code and r.jaar == uit.jaar]
    sleuteleenheid = {
        Verdeelsleutel.INWONERS: "inwoners",
        Verdeelsleutel.KOSTEN: "hele euro's",
        Verdeelsleutel.UREN: "honderdsten van een uur",
        Verdeelsleutel.CAPACITEIT: "honderdsten van een uur per week",
    }[uit.verdeelsleutel]
    yield _uit("jaar", jaar, "jaar", "Jaar", Maat.JAAR, uit.jaar)
    yield _uit("code", gemeente, "code", "CBS-code", Maat.TEKST, gemeente.code)
    yield _uit("gemeente", gemeente, "naam", "Gemeente", Maat.TEKST, gemeente.naam)
    yield _uit("peiljaar", jaar, "peiljaar", g.PEILJAAR.label, Maat.JAAR, uit.peiljaar)
    yield _uit("sleutel", jaar, "verdeelsleutel", g.SLEUTEL.label, Maat.TEKST, uit.verdeelsleutel)
    yield _berekend(o, g.KOSTEN, g.KOSTEN.hoe)
    if not o.alles_voor_pok_van_het_jaar:
        yield _van_pok(g.VAN_JAAR.naam, f"{g.VAN_JAAR.label} (hele regio)", pok, uit.van_jaar.kosten_ct)
    yield _uit("percentage", pok, "vergoeding_bp", g.PERCENTAGE.label, Maat.PROCENT, uit.vergoeding_bp)
    yield _uit("maximum", pok, "maximum_ct", g.MAXIMUM.label, Maat.EURO, uit.maximum_ct)
    for deel in uit.laat:
        yield from _laat(o, deel)
    yield _berekend(o, g.VERGOEDING, "V", TER_CONTROLE["V"])
    yield _berekend(o, g.TE_VERDELEN, g.TE_VERDELEN.hoe, TER_CONTROLE["R"])
    yield _berekend(o, g.SOM, "N", f"{g.SOM.label}, hele regio", sleuteleenheid)
    restcent, hoe = "Restcent van deze gemeente", "rang van de rest"
    yield _eigen_rij("restcent", restcent, Maat.GEHEEL, ons.deel.cent, "cent", "Restcent", hoe)
    kosten, hoe = TER_CONTROLE["kosten"], "eigen urenregels en andere kosten die u betaalde"
    yield _eigen_rij("eigen_kosten", kosten, Maat.EURO, ons.kosten_ct, "euro", "Kosten €", hoe)
    if uit.btw_is_last:
        yield _eigen_rij("eigen_btw", TER_CONTROLE["btw"], Maat.EURO, ons.btw_ct, "euro", g.BTW.kop)
    yield _eigen_rij("saldo", TER_CONTROLE["saldo"], Maat.EURO, ons.saldo_ct, "euro", g.SALDO.kop)
    yield Herkomstgegeven(
        naam="voorschot",
        wat=g.VOORSCHOT.label,
        maat=Maat.EURO,
        waarde=ons.voorschot_ct,
        eenheid="euro",
        blad="Voorschotten",
        cel=", ".join(r.plek.cel("bedrag_ct") for r in voorschotten) or "geen regel",
        bron=", ".join(r.bron for r in voorschotten) or "geen voorschot geregistreerd voor dit jaar",
        status=", ".join(sorted({str(r.status) for r in voorschotten})) or "geen regel",
    )
    if len(begroting) == 1:
        een = begroting[0]
        yield _uit("begroot", een, "bedrag_ct", g.BEGROOT.bij(uit.regio).label, Maat.EURO, een.bedrag_ct)
    elif begroting:
        yield Herkomstgegeven(
            naam="begroot",
            wat=g.BEGROOT.bij(uit.regio).label,
            maat=Maat.EURO,
            waarde=ons.begroot_ct,
            eenheid="euro",
            blad="Begroting",
            cel=", ".join(r.plek.cel("bedrag_ct") for r in begroting),
            bron=_samenstelling(o, [(r.code, euro_nl(r.bedrag_ct), r.bron) for r in begroting]),
            status=", ".join(sorted({str(r.status) for r in begroting})),
        )
    else:
        geen = Herkomstgegeven(
            naam="begroot",
            wat=g.BEGROOT.bij(uit.regio).label,
            maat=Maat.EURO,
            waarde=None,
            eenheid="euro",
            blad="Begroting",
            cel="geen regel",
            bron="",
            status="",
        )
        yield geen
    yield _uit("btw_positie", jaar, "btw_positie", g.BTW_POSITIE.label, Maat.TEKST, uit.btw_positie)
    if uit.btw_is_last or any(rij.post.btw for rij in o.overige):
        yield _uit("btw_tarief", jaar, "btw_bp", "Btw tarief", Maat.PROCENT, jaar.btw_bp)
    yield _uit("reactietermijn", jaar, "reactietermijn", "Reactie vóór", Maat.DATUM, jaar.reactietermijn)


def _van_pok(naam: str, wat: str, pok: POK, bedrag_ct: int, kop: str = "Kosten nu €") -> Herkomstgegeven:
    """What the region settles, or settled, of the cost that the POK of a year pays for."""
    return Herkomstgegeven(
        naam=naam,
        wat=wat,
        maat=Maat.EURO,
        waarde=bedrag_ct,
        eenheid="euro",
        blad=pok.plek.blad,
        cel=f"rij van {pok.jaar}, kolom {kop}",
        bron="berekend in de master: hele regio",
    )


def _laat(o: Afrekeningopdracht, deel: Vergoedingsjaar) -> Iterator[Herkomstgegeven]:
    """What the reimbursement of hours that came late is calculated from: figures of the whole region."""
    jaar, namen, pok = deel.jaar, Vergoedingsnamen(deel.jaar), o.regeling.pok_van(deel.jaar)
    yield _van_pok(namen.nu, f"Kosten van uren uit {jaar}, nu verrekend (hele regio)", pok, deel.kosten_ct)
    wat = f"Kosten voor POK van {jaar}, eerder verrekend (hele regio)"
    yield _van_pok(namen.eerder, wat, pok, deel.eerder_ct, "Kosten eerder €")
    wat = f"Vergoeding uit POK van {jaar}"
    yield _uit(namen.percentage, pok, "vergoeding_bp", f"{wat}, percentage", Maat.PROCENT, deel.vergoeding_bp)
    yield _uit(namen.maximum, pok, "maximum_ct", f"{wat}, maximum", Maat.EURO, deel.maximum_ct)
    if deel in o.late_jaren:
        yield _uit(namen.jaar, pok, "jaar", "Jaar van late uren", Maat.JAAR, jaar)


def _samenstelling(o: Afrekeningopdracht, delen: Sequence[tuple[str, str, str]]) -> str:
    """Whose amounts a figure is the sum of, and their sources: ``9.000 + 12.000 van Boxtel en Vught; CBS``.

    Each part is a CBS code, the amount as a text, and the source.
    """
    namen = en([o.regeling.naam_van(code) for code, _, _ in delen])
    bronnen = ", ".join(dict.fromkeys(bron for _, _, bron in delen if bron))
    som = f"{' + '.join(bedrag for _, bedrag, _ in delen)} van {namen}"
    return f"{som}; {bronnen}" if bronnen else som


def _boven_de_grens(o: Afrekeningopdracht) -> Iterator[Herkomstgegeven]:
    """What the meerkosten are calculated from; nothing when R is within the limit or borne by one key."""
    if not o.apart:
        return
    jaar, meer = o.regeling.jaar(o.uitkomst.jaar), o.ons.meerkosten
    eenheid = {
        MeerkostenDrager.INWONERS: "inwoners",
        MeerkostenDrager.CENTRUMGEMEENTE: "1 is centrumgemeente",
        MeerkostenDrager.LEVERANCIERS: "hele euro's",
    }[o.uitkomst.drager]
    sleutel = "Sleutel van deze gemeente voor de meerkosten"
    yield _berekend(o, g.VOORSTELGRENS.bij(o.uitkomst.regio), g.VOORSTELGRENS.hoe)
    yield _uit("drager", jaar, "meerkosten_drager", g.DRAGER.label, Maat.TEKST, o.uitkomst.drager)
    yield _eigen_rij("meer_sleutel", sleutel, Maat.GEHEEL, meer.sleutel, eenheid, "Sleutel meerkosten")
    yield _berekend(o, g.MEER_SOM, "som", "Som van die sleutel, hele regio", eenheid)
    yield _eigen_rij("meer_cent", "Restcent van de meerkosten", Maat.GEHEEL, meer.cent, "cent", "Restcent meerkosten")


def _vast(o: Afrekeningopdracht) -> Iterator[Herkomstgegeven]:
    """What a fixed bijdrage is calculated from besides the own printed amount."""
    if not o.uitkomst.vast:
        return
    jaar = o.regeling.jaar(o.uitkomst.jaar)
    yield _uit("karakter", jaar, "bijdrage_karakter", g.KARAKTER.label, Maat.TEKST, o.uitkomst.karakter)
    anderen = "Gedrukte bedragen van alle gemeenten behalve de centrumgemeente"
    yield _berekend(o, g.VASTE_ANDEREN, o.uitkomst.regio.passage("tabel"), anderen)


def _betaling(o: Afrekeningopdracht) -> Iterator[Herkomstgegeven]:
    """On which day the version was made, and until when a definitief one is paid; a concept has no such day."""
    yield _van_manifest("gemaakt", "Dag van deze versie", o.gemaakt_op, "de jaarrun")
    if o.betaaldag is not None:
        bron = f"{BETAALTERMIJN.days} dagen na de dag van de jaarrun"
        yield _van_manifest("betaaldag", "Uiterste betaaldag", o.betaaldag, bron)


def _van_manifest(naam: str, wat: str, dag: date, bron: str) -> Herkomstgegeven:
    return Herkomstgegeven(
        naam=naam,
        wat=wat,
        maat=Maat.DATUM,
        waarde=dag,
        eenheid="datum",
        blad="manifest.json",
        cel="gemaakt_op",
        bron=bron,
    )


def _jaareinde(o: Afrekeningopdracht) -> Iterator[Herkomstgegeven]:
    """The saldo that the gemeente entered in its jaarrekening; nothing where it was given none."""
    if o.opgenomen_ct is None:
        return
    jaar = o.uitkomst.jaar
    rijen = [r for r in o.regeling.jaareinde if r.jaar == jaar and o.voor[r.code] == o.code]
    laatste = [r for r in rijen if is_laatste_opgave(o.regeling, r)]
    yield Herkomstgegeven(
        naam="jaareinde",
        wat="Saldo opgenomen in de jaarrekening",
        maat=Maat.EURO,
        waarde=o.opgenomen_ct,
        eenheid="euro",
        blad="Akkoorden",
        cel=", ".join(r.plek.cel("saldo_ct" if r.geboekt_ct is None else "geboekt_ct") for r in laatste),
        bron=", ".join(r.bron for r in laatste),
        datum=max(r.op for r in laatste),
        status=", ".join(sorted({str(r.antwoord or "niet beantwoord") for r in laatste})),
    )


def _ander_jaar(o: Afrekeningopdracht) -> Iterator[Herkomstgegeven]:
    """What is settled along of an earlier herziening, and what of this one is settled with a later year."""
    for naam, wat, rijen in (
        ("verrekend", o.waaruit_verrekend, o.verrekend),
        ("meegenomen", "Verschil dat met een later jaar wordt verrekend", o.meegenomen),
    ):
        if rijen:
            yield Herkomstgegeven(
                naam=naam,
                wat=wat,
                maat=Maat.EURO,
                waarde=sum(rij.bedrag_ct for rij in rijen),
                eenheid="euro",
                blad=rijen[0].plek.blad,
                cel=", ".join(rij.plek.cel("bedrag_ct") for rij in rijen),
                bron=", ".join(dict.fromkeys(rij.bron for rij in rijen)),
                datum=rijen[0].datum,
                status=", ".join(sorted({str(rij.status) for rij in rijen})),
            )


def _sleutelrecords(o: Afrekeningopdracht) -> tuple[str, str, dict[str, list[Record]]]:
    """The field and unit of a public key, and per gemeente the records it rests on."""
    uit = o.uitkomst
    rijen: Iterable[tuple[str, Record]]
    if uit.verdeelsleutel is Verdeelsleutel.INWONERS:
        veld, eenheid = "inwoners", "inwoners"
        rijen = ((o.voor[r.code], r) for r in o.regeling.inwoners if r.peiljaar == uit.peiljaar)
    else:
        veld, eenheid = "uren_per_week_h", "honderdsten van een uur per week"
        rijen = ((o.voor[r.code], r) for r in o.regeling.capaciteit if r.geldt_op(date(uit.jaar, 12, 31)))
    records: dict[str, list[Record]] = {}
    for code, record in rijen:
        records.setdefault(code, []).append(record)
    return veld, eenheid, records


def _code(record: Record) -> str:
    """Whose record it is."""
    code: str = getattr(record, "code")  # noqa: B009 - a field that only the records of a key have
    return code


def _sleutelkolommen(o: Afrekeningopdracht) -> list[Tabelveld[GemeenteUitkomst]]:
    """The key of all gemeenten, with the place and source of each."""
    veld, eenheid, records = _sleutelrecords(o)

    def van(rij: GemeenteUitkomst) -> list[Record]:
        return records.get(rij.code, [])

    def samen(teksten: Iterable[str]) -> str:
        return ", ".join(dict.fromkeys(teksten))

    def cellen(rij: GemeenteUitkomst) -> str:
        return samen(f"{r.plek.blad}!{r.plek.cel(veld)}" for r in van(rij)) or "geen regel"

    def bron(rij: GemeenteUitkomst) -> str:
        codes = {_code(record) for record in van(rij)}
        if codes <= {rij.code}:
            return samen(record.bron for record in van(rij))
        delen = [(record, getattr(record, veld)) for record in van(rij)]
        return _samenstelling(
            o,
            [
                (_code(record), getal_nl(n) if veld == "inwoners" else f"{uren_nl(n)} uur", record.bron)
                for record, n in delen
            ],
        )

    return [
        werk("Gemeente", Maat.TEKST, lambda r: r.naam, breedte=_BREED),
        invoer("Sleutel", Maat.GEHEEL, lambda r: r.deel.sleutel, breedte=20),
        werk("Eenheid", Maat.TEKST, lambda _: eenheid, breedte=26),
        werk("Code", Maat.TEKST, lambda r: r.code, breedte=16),
        werk("Cel in master", Maat.TEKST, cellen, breedte=32),
        werk("Bron", Maat.ALINEA, bron, breedte=50),
        werk("Brondatum", Maat.DATUM, lambda r: van(r)[0].datum if van(r) else None),
        werk("Status", Maat.TEKST, lambda r: samen(str(record.status) for record in van(r)), breedte=15),
    ]
