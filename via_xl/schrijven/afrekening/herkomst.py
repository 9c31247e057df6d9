"""Every input of the workbook: its value, where in the master it stands, and on which document it rests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from via_xl import __version__
from via_xl.basis.geld import euro, fractie
from via_xl.regeling.model import MeerkostenDrager, Record, Verdeelsleutel
from via_xl.rekenen.betaallijst import BETAALTERMIJN
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht
from via_xl.schrijven.boek import Adres, Blad, Cel, TabelKolom, Waarde
from via_xl.schrijven.master.verrekening import BLAD as VERREKENING
from via_xl.schrijven.master.verrekening import BLOK
from via_xl.schrijven.opmaak import kop

BLAD = "Herkomst"
TABEL = "tblHerkomst"
SLEUTELTABEL = "tblSleutel"
_TABELRIJ = 8


@dataclass(frozen=True, slots=True)
class Herkomstgegeven:
    """An input: what it is, its value and style, its place in the master, and its source."""

    wat: str
    waarde: Waarde
    stijl: str
    eenheid: str
    blad: str
    cel: str
    bron: str
    datum: date | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Herkomstplaatsen:
    """The cells of the inputs on this sheet, for the formulas of the other sheets."""

    jaar: Adres
    code: Adres
    gemeente: Adres
    peiljaar: Adres
    sleutel: Adres
    kosten: Adres
    percentage: Adres
    maximum: Adres
    vergoeding: Adres
    te_verdelen: Adres
    som: Adres
    eigen_kosten: Adres
    restcent: Adres
    voorschot: Adres
    begroot: Adres
    saldo: Adres
    reactietermijn: Adres
    voorstelgrens: Adres | None = None
    drager: Adres | None = None
    meer_sleutel: Adres | None = None
    meer_som: Adres | None = None
    meer_cent: Adres | None = None
    karakter: Adres | None = None
    vaste_anderen: Adres | None = None
    betaaldag: Adres | None = None


def _uit(record: Record, veld: str, wat: str, waarde: Waarde, stijl: str, eenheid: str) -> Herkomstgegeven:
    plek = record.plek
    return Herkomstgegeven(
        wat, waarde, stijl, eenheid, plek.blad, plek.cel(veld), record.bron, record.datum, str(record.status)
    )


def _berekend(wat: str, waarde: Waarde, stijl: str, eenheid: str, adres: Adres, hoe: str) -> Herkomstgegeven:
    return Herkomstgegeven(
        wat, waarde, stijl, eenheid, adres.blad, adres.cel, f"berekend in de master: {hoe}", None, "berekend"
    )


def _gegevens(o: Afrekeningopdracht) -> dict[str, Herkomstgegeven]:
    uit, ons = o.uitkomst, o.ons
    jaar, pok = o.regeling.jaar(uit.jaar), o.regeling.pok_van(uit.jaar)
    gemeente = ons.gemeente
    begroting = next((r for r in o.regeling.begroting if r.code == o.code and r.jaar == uit.jaar), None)
    voorschotten = [r for r in o.regeling.voorschotten if r.code == o.code and r.jaar == uit.jaar]
    tabel = Adres(VERREKENING, 0, 0)
    eigen = "rij van de gemeente, kolom "
    sleuteleenheid = {
        Verdeelsleutel.INWONERS: "inwoners",
        Verdeelsleutel.KOSTEN: "hele euro's",
        Verdeelsleutel.UREN: "honderdsten van een uur",
        Verdeelsleutel.CAPACITEIT: "honderdsten van een uur per week",
    }[uit.verdeelsleutel]
    return {
        "jaar": _uit(jaar, "jaar", "Jaar", uit.jaar, "invoer.jaar", "jaar"),
        "code": _uit(gemeente, "code", "CBS-code", gemeente.code, "invoer.tekst", ""),
        "gemeente": _uit(gemeente, "naam", "Gemeente", gemeente.naam, "invoer.tekst", ""),
        "peiljaar": _uit(jaar, "peiljaar", "Peiljaar inwoners", uit.peiljaar, "invoer.jaar", "jaar"),
        "sleutel": _uit(jaar, "verdeelsleutel", "Verdeelsleutel", str(uit.verdeelsleutel), "invoer.tekst", ""),
        "kosten": _berekend(
            "Kosten van de werkgroep, hele regio",
            euro(uit.kosten_ct),
            "invoer.euro",
            "euro",
            BLOK.kosten,
            "uren × uurtarief van alle urenregels",
        ),
        "percentage": _uit(
            pok, "vergoeding_bp", "Vergoeding POK", fractie(uit.vergoeding_bp), "invoer.procent", "percentage"
        ),
        "maximum": _uit(pok, "maximum_ct", "Maximum POK", euro(uit.maximum_ct), "invoer.euro", "euro"),
        "vergoeding": _berekend(
            "Vergoeding (ter controle)", euro(uit.vergoeding_ct), "invoer.euro", "euro", BLOK.vergoeding, "V"
        ),
        "te_verdelen": _berekend(
            "Te verdelen (ter controle)", euro(uit.te_verdelen_ct), "invoer.euro", "euro", BLOK.te_verdelen, "R = K − V"
        ),
        "som": _berekend(
            "Som van de sleutel, hele regio", uit.sleutel_totaal, "invoer.geheel", sleuteleenheid, BLOK.som, "N"
        ),
        "restcent": Herkomstgegeven(
            "Restcent van deze gemeente",
            ons.deel.cent,
            "invoer.geheel",
            "cent",
            tabel.blad,
            f"{eigen}Restcent",
            "berekend in de master: rang van de rest",
            None,
            "berekend",
        ),
        "eigen_kosten": Herkomstgegeven(
            "Kosten van de eigen inzet (ter controle)",
            euro(ons.kosten_ct),
            "invoer.euro",
            "euro",
            tabel.blad,
            f"{eigen}Kosten €",
            "berekend in de master: eigen urenregels",
            None,
            "berekend",
        ),
        "saldo": Herkomstgegeven(
            "Saldo (ter controle)",
            euro(ons.saldo_ct),
            "invoer.euro",
            "euro",
            tabel.blad,
            f"{eigen}Saldo €",
            "berekend in de master",
            None,
            "berekend",
        ),
        "voorschot": Herkomstgegeven(
            "Betaald voorschot",
            euro(ons.voorschot_ct),
            "invoer.euro",
            "euro",
            "Voorschotten",
            ", ".join(r.plek.cel("bedrag_ct") for r in voorschotten) or "geen regel",
            ", ".join(r.bron for r in voorschotten) or "geen voorschot geregistreerd voor dit jaar",
            None,
            ", ".join(sorted({str(r.status) for r in voorschotten})) or "geen regel",
        ),
        "begroot": _uit(
            begroting, "bedrag_ct", "Begroot in het koersplan", euro(begroting.bedrag_ct), "invoer.euro", "euro"
        )
        if begroting
        else Herkomstgegeven(
            "Begroot in het koersplan", None, "invoer.euro", "euro", "Begroting", "geen regel", "", None, ""
        ),
        "reactietermijn": _uit(jaar, "reactietermijn", "Reactie vóór", jaar.reactietermijn, "invoer.datum", "datum"),
    }


def _boven_de_grens(o: Afrekeningopdracht) -> dict[str, Herkomstgegeven]:
    """What the meerkosten are calculated from; nothing when R is within the limit or borne by one key."""
    uit, ons = o.uitkomst, o.ons
    if not o.apart:
        return {}
    jaar = o.regeling.jaar(uit.jaar)
    eenheid = {
        MeerkostenDrager.INWONERS: "inwoners",
        MeerkostenDrager.CENTRUMGEMEENTE: "1 is centrumgemeente",
        MeerkostenDrager.LEVERANCIERS: "hele euro's",
    }[uit.drager]
    eigen = "rij van de gemeente, kolom "

    def uit_rij(wat: str, waarde: Waarde, maat: str, kolom: str) -> Herkomstgegeven:
        bron = "berekend in de master"
        return Herkomstgegeven(
            wat, waarde, "invoer.geheel", maat, VERREKENING, f"{eigen}{kolom}", bron, None, "berekend"
        )

    return {
        "voorstelgrens": _berekend(
            "Voorstelgrens (8.4)",
            euro(uit.voorstelgrens_ct or 0),
            "invoer.euro",
            "euro",
            BLOK.voorstelgrens,
            "uit Jaren, anders het begrote totaal",
        ),
        "drager": _uit(jaar, "meerkosten_drager", "Drager van de meerkosten", str(uit.drager), "invoer.tekst", ""),
        "meer_sleutel": uit_rij(
            "Sleutel van deze gemeente voor de meerkosten", ons.meerkosten.sleutel, eenheid, "Sleutel meerkosten"
        ),
        "meer_som": _berekend(
            "Som van die sleutel, hele regio", uit.meerkosten_totaal, "invoer.geheel", eenheid, BLOK.meer_som, "som"
        ),
        "meer_cent": uit_rij("Restcent van de meerkosten", ons.meerkosten.cent, "cent", "Restcent meerkosten"),
    }


def _vast(o: Afrekeningopdracht) -> dict[str, Herkomstgegeven]:
    """What a fixed bijdrage is calculated from besides the own printed amount."""
    uit = o.uitkomst
    if not uit.vast:
        return {}
    jaar = o.regeling.jaar(uit.jaar)
    anderen = sum(r.begroot_ct or 0 for r in uit.gemeenten if not r.gemeente.centrumgemeente)
    return {
        "karakter": _uit(jaar, "bijdrage_karakter", "Karakter van de bijdrage", str(uit.karakter), "invoer.tekst", ""),
        "vaste_anderen": _berekend(
            "Gedrukte bedragen van alle gemeenten behalve de centrumgemeente",
            euro(anderen),
            "invoer.euro",
            "euro",
            BLOK.vaste_anderen,
            "tabel 8.1",
        ),
    }


def _betaling(o: Afrekeningopdracht) -> dict[str, Herkomstgegeven]:
    """Until when a definitief settlement is paid; a concept has no such day."""
    if o.betaaldag is None:
        return {}
    bron = f"{BETAALTERMIJN.days} dagen na de dag van de jaarrun"
    return {
        "betaaldag": Herkomstgegeven(
            "Uiterste betaaldag",
            o.betaaldag,
            "invoer.datum",
            "datum",
            "manifest.json",
            "gemaakt_op",
            bron,
            None,
            "berekend",
        )
    }


def _sleutelrecords(o: Afrekeningopdracht) -> tuple[str, str, dict[str, list[Record]]]:
    """The field and unit of a public key, and per gemeente the records it rests on; no records otherwise."""
    uit = o.uitkomst
    records: dict[str, list[Record]] = {}
    if uit.verdeelsleutel is Verdeelsleutel.INWONERS:
        for rij in o.regeling.inwoners:
            if rij.peiljaar == uit.peiljaar:
                records.setdefault(rij.code, []).append(rij)
        return "inwoners", "inwoners", records
    if uit.verdeelsleutel is Verdeelsleutel.CAPACITEIT:
        for capaciteit in o.regeling.capaciteit:
            if capaciteit.geldt_op(date(uit.jaar, 12, 31)):
                records.setdefault(capaciteit.code, []).append(capaciteit)
        return "uren_per_week_h", "honderdsten van een uur per week", records
    return "", "", records


def _sleuteltabel(blad: Blad, rij: int, o: Afrekeningopdracht) -> None:
    """The key of all gemeenten, with the place and source of each."""
    veld, eenheid, records = _sleutelrecords(o)
    blad.zet(rij - 1, 0, f"Verdeelsleutel {o.uitkomst.verdeelsleutel}, alle gemeenten (openbare cijfers)", "kopje")
    gemeenten = o.uitkomst.gemeenten
    per_rij = [records.get(r.code, []) for r in gemeenten]

    def samen(teksten: list[str]) -> str:
        return ", ".join(dict.fromkeys(teksten))

    blad.tabel(
        SLEUTELTABEL,
        rij,
        0,
        [
            TabelKolom("Gemeente", [r.naam for r in gemeenten], "werk.tekst", None, 40),
            TabelKolom("Sleutel", [r.deel.sleutel for r in gemeenten], "invoer.geheel", None, 20),
            TabelKolom("Eenheid", [eenheid for _ in gemeenten], "werk.tekst", None, 26),
            TabelKolom("Code", [r.code for r in gemeenten], "werk.tekst", None, 16),
            TabelKolom(
                "Cel in master",
                [samen([f"{r.plek.blad}!{r.plek.cel(veld)}" for r in rijen]) or "geen regel" for rijen in per_rij],
                "werk.tekst",
                None,
                32,
            ),
            TabelKolom("Bron", [samen([r.bron for r in rijen]) for rijen in per_rij], "werk.tekst", None, 50),
            TabelKolom("Brondatum", [rijen[0].datum if rijen else None for rijen in per_rij], "werk.datum", None, 12),
            TabelKolom("Status", [samen([str(r.status) for r in rijen]) for rijen in per_rij], "werk.tekst", None, 15),
        ],
    )


def leg_aan(o: Afrekeningopdracht) -> tuple[Blad, Herkomstplaatsen]:
    """Make the sheet (to be placed last) and give the cells of its inputs."""
    blad = Blad(BLAD, kleur="#7F7F7F", kopregel=o.kopregel)
    kop(
        blad,
        "Herkomst",
        "Elk ingevoerd gegeven van dit werkboek, met zijn plaats in de master en het document waarop het rust.",
        vlag="OK",
    )
    blad.zet(3, 0, "Programma", "vet")
    blad.zet(3, 1, f"ViA-XL {__version__}")
    blad.zet(4, 0, "Master", "vet")
    blad.zet(4, 1, o.masternaam)
    blad.zet(5, 0, "Invoerhash", "vet")
    blad.zet(5, 1, o.invoerhash)
    blad.zet(6, 0, "Stand", "vet")
    blad.zet(6, 1, o.stand)
    gegevens = _gegevens(o) | _boven_de_grens(o) | _vast(o) | _betaling(o)
    rijen = list(gegevens.values())
    tabel = blad.tabel(
        TABEL,
        _TABELRIJ,
        0,
        [
            TabelKolom("Gegeven", [g.wat for g in rijen], "werk.tekst", None, 40),
            TabelKolom("Waarde", [g.waarde for g in rijen], "invoer.algemeen", None, 20),
            TabelKolom("Eenheid", [g.eenheid for g in rijen], "werk.tekst", None, 26),
            TabelKolom("Blad in master", [g.blad for g in rijen], "werk.tekst", None, 16),
            TabelKolom("Cel in master", [g.cel for g in rijen], "werk.tekst", None, 32),
            TabelKolom("Bron", [g.bron for g in rijen], "werk.tekst", None, 50),
            TabelKolom("Brondatum", [g.datum for g in rijen], "werk.datum", None, 12),
            TabelKolom("Status", [g.status for g in rijen], "werk.tekst", None, 15),
        ],
    )
    plaatsen: dict[str, Adres] = {}
    for nummer, (naam, gegeven) in enumerate(gegevens.items()):
        adres = tabel.adres(BLAD, "Waarde", nummer)
        blad.cellen[adres.rij, adres.kol] = Cel(gegeven.waarde, gegeven.stijl)
        plaatsen[naam] = adres
    if o.openbaar:
        _sleuteltabel(blad, _TABELRIJ + len(rijen) + 3, o)
    blad.bevroren = (3, 0)
    return blad, Herkomstplaatsen(**plaatsen)
