"""A small region without any fault, and a master of it: only the input tables, to be spoilt in one place by a test."""

from __future__ import annotations

import csv
import shutil
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from msgspec import Struct, field

from via_xl.basis import geld
from via_xl.lezen.waarden import Formule
from via_xl.regeling.kolom import Invoerkolom, Kolomsoort
from via_xl.regeling.model import (
    POK,
    Aandachtspunt,
    Afrekening,
    Agendapunt,
    Akkoord,
    Akkoordrol,
    Begrotingsregel,
    Besluit,
    Besluitstap,
    Besteding,
    Bewijsonderwerp,
    Bewijsstuk,
    Boekkant,
    Boekpost,
    Capaciteit,
    Formatie,
    Gemeente,
    Grootboekregel,
    Inwoners,
    Jaar,
    Jaareinde,
    Kostenpost,
    Logregel,
    Naam,
    Openpunt,
    Reactie,
    Reactieoordeel,
    Regeling,
    Regiogegeven,
    Registerpunt,
    Rol,
    Stap,
    Status,
    Taak,
    Tarief,
    Thema,
    Urenregel,
    Urenstaat,
    Verdeelsleutel,
    Verrekend,
    Versiestand,
    Voorschot,
)
from via_xl.regeling.tabellen import TABELLEN

HB, BOEKEL, OSS = "GM0796", "GM0755", "GM0828"
VAST = {"bron": "CBS", "datum": date(2024, 1, 15), "status": Status.VASTGESTELD}


OPGAVE = Jaareinde(
    code="GM0828",
    jaar=2023,
    op=date(2024, 1, 15),
    kosten_ct=1,
    bijdrage_ct=2,
    voorschot_ct=0,
    saldo_ct=1,
    invoerhash="0" * 64,
    **VAST,
)
"""What Oss was given to enter at the end of 2023; the region itself has no opgave, for it changes what a settlement says."""

SCHAALBEWIJS = Bewijsstuk(
    onderwerp=Bewijsonderwerp.SCHAAL, code="GM0828", jaar=2024, bestand="bewijsstukken/2024/schaal_oss.pdf", **VAST
)
LASTEN = Grootboekregel(kant=Boekkant.GEMEENTE, post=Boekpost.BIJDRAGE, rekening="4438000", **VAST)


def rijen_van(attribuut: str) -> tuple[Any, ...]:
    """The rows of a table of the region; of those that it has no row of, an example."""
    zonder = {"jaareinde": (OPGAVE,), "bewijsstukken": (SCHAALBEWIJS,), "grootboek": (LASTEN,)}
    return getattr(REGELING, attribuut) or zonder[attribuut]


def uren(code: str, uren_h: int, **anders: Any) -> Urenregel:
    """An hour line of March 2024 in schaal 11."""
    basis: dict[str, Any] = {
        "medewerker": "M1",
        "rol": "kernlid",
        "thema": "Preventie",
        "schaal": 11,
        "maand": date(2024, 3, 1),
        "afrekenjaar": 2024,
        "bron": "urenstaat 2024",
    }
    return Urenregel(code=code, uren_h=uren_h, **basis | anders)


def tarief(van: date, tot: date, **anders: Any) -> Tarief:
    """A rate of schaal 11 that can be derived."""
    basis: dict[str, Any] = {
        "schaal": 11,
        "maandsalaris_ct": 599700,
        "ikb_bp": 1705,
        "werkgeverslasten_bp": 2500,
        "productieve_uren_h": 140000,
        "bron": "CAO",
    }
    return Tarief(van=van, tot=tot, **basis | anders)


def uit_gegevens(bestand: str) -> list[dict[str, str]]:
    """The rows of a CSV file of the region in the repository."""
    pad = Path(__file__).parents[2] / "workbooks" / "gegevens" / bestand
    with pad.open(encoding="utf-8", newline="") as inhoud:
        return list(csv.DictReader(inhoud))


REGIOGEGEVENS = tuple(Regiogegeven(**rij) for rij in uit_gegevens("regio.csv"))
PUNTEN = tuple(Registerpunt(**{**rij, "punt": Openpunt(rij["punt"])}) for rij in uit_gegevens("uitgangspunten.csv"))
"""What the region in the repository calls things, and its register: texts on sheets and in messages name both."""

REGELING = Regeling(
    regiogegevens=REGIOGEGEVENS,
    uitgangspunten=PUNTEN,
    gemeenten=(
        Gemeente(code=HB, naam="'s-Hertogenbosch", organisatie="Gemeente", centrumgemeente=True, **VAST),
        Gemeente(code=BOEKEL, naam="Boekel", organisatie="", centrumgemeente=False, **VAST),
        Gemeente(code=OSS, naam="Oss", organisatie="", centrumgemeente=False, van=date(2000, 1, 1), bron=""),
    ),
    namen=(
        Naam(code=HB, naam="'s-Hertogenbosch", bron=""),
        Naam(code=HB, naam="Den Bosch", bron=""),
        Naam(code=BOEKEL, naam="Boekel", bron=""),
        Naam(code=OSS, naam="Oss", bron=""),
    ),
    themas=(Thema(thema="Preventie", bron="Koersplan 4.2"),),
    rollen=(Rol(rol="kernlid", taak=Taak.BELEID, bron=""),),
    jaren=(
        Jaar(jaar=2024, peiljaar=2022, verdeelsleutel=Verdeelsleutel.INWONERS, voorstelgrens_ct=31_000_000, bron="8"),
    ),
    inwoners=(
        Inwoners(code=HB, peiljaar=2022, inwoners=156538, **VAST),
        Inwoners(code=BOEKEL, peiljaar=2022, inwoners=11030, **VAST),
        Inwoners(code=OSS, peiljaar=2022, inwoners=93307, **VAST),
    ),
    pok=(POK(jaar=2024, vergoeding_bp=5000, maximum_ct=31_000_000, bron="Koersplan 8"),),
    tarieven=(
        tarief(date(2024, 1, 1), date(2024, 9, 30)),
        tarief(date(2024, 10, 1), date(2024, 12, 31), uurtarief_ct=7615),
    ),
    uren=(
        uren(HB, 725),
        uren(OSS, 10000, medewerker="1001", maand=date(2024, 11, 1)),
        uren(BOEKEL, 50),
        uren(OSS, 9900, geldig=False),
    ),
    urenstaten=(
        Urenstaat(
            code=OSS,
            jaar=2024,
            bestand="oss.xlsx",
            sha256="ab" * 32,
            gelezen_op=date(2025, 1, 20),
            regels=1,
            uren_h=10000,
            akkoord_medewerker=date(2025, 1, 10),
            bron="oss.xlsx",
        ),
    ),
    aandachtspunten=(
        Aandachtspunt(
            code=OSS,
            jaar=2024,
            bestand="oss.xlsx",
            plaats="Urenstaat!B62",
            wat="De leidinggevende heeft niet getekend.",
            doen="Vraag een ondertekende urenstaat.",
            bron="oss.xlsx",
        ),
    ),
    akkoorden=(
        Akkoord(
            jaar=2024,
            code=OSS,
            rol=Akkoordrol.OPDRACHTGEVER,
            door="AO-2",
            invoerhash="12" * 32,
            op=date(2025, 3, 1),
            bestand="akkoord_oss.pdf",
            sha256="34" * 32,
            bron="akkoord_oss.pdf",
        ),
    ),
    reacties=(
        Reactie(
            jaar=2024,
            code=BOEKEL,
            versie=1,
            oordeel=Reactieoordeel.BEZWAAR,
            op=date(2025, 2, 10),
            afgehandeld=date(2025, 2, 20),
            opmerking="uren nagezien",
            bron="reactie van Boekel",
        ),
    ),
    afrekeningen=(
        Afrekening(
            jaar=2024,
            versie=1,
            soort=Versiestand.CONCEPT,
            invoerhash="ab" * 32,
            op=date(2025, 2, 1),
            door="FIN-1",
            map="elders/2024/v1",
            verzonden=date(2025, 2, 3),
            opmerking="proef",
        ),
    ),
    logboek=(
        Logregel(wanneer=date(2025, 1, 20), wie="FIN-1", wat="urenstaten ingelezen", jaar=2024, versie="ViA-XL 0"),
    ),
    begroting=(Begrotingsregel(code=BOEKEL, jaar=2024, percentage_bp=178, bedrag_ct=551800, bron="8.1"),),
    capaciteit=(Capaciteit(code=OSS, uren_per_week_h=2400, van=date(2024, 1, 1), bron="8.3"),),
    voorschotten=(Voorschot(code=BOEKEL, jaar=2024, bedrag_ct=100000, bron="bank"),),
    kosten=(Kostenpost(jaar=2024, omschrijving="procesbegeleiding", bedrag_ct=1250050, bron="factuur"),),
    verrekend=(Verrekend(code=BOEKEL, jaar=2024, bedrag_ct=0, uit_jaar=2023, herziet=1, **VAST),),
    formatie=(Formatie(taak=Taak.BELEID, uren_per_week_h=2400, van=date(2024, 1, 1), bron="8.3"),),
    bestedingen=(Besteding(jaar=2024, post="Veilig Thuis", begroot_ct=400_000_000, bron="8.1"),),
    besluiten=(
        Besluit(nummer="V2024-1", jaar=2024, onderwerp="regiovisie", nodig=False, bron="nota", datum=date(2024, 2, 1)),
    ),
    besluitstappen=(Besluitstap(besluit="V2024-1", stap=Stap.WERKGROEP, gepland=date(2024, 3, 4), bron="agenda"),),
    kalender=(Agendapunt(jaar=2024, dag=date(2024, 3, 4), stap=Stap.WERKGROEP, ronde=1, bron="agenda"),),
)
"""Three gemeenten, one year, every table filled."""


def naar_cel(waarde: Any, kolom: Invoerkolom) -> Any:
    """A value of a record as a cell holds it."""
    if waarde is None or waarde == "":
        return None
    if kolom.keuzes:
        return kolom.woord(waarde)
    if kolom.soort in (Kolomsoort.BEDRAG, Kolomsoort.UREN):
        return waarde / 100
    if kolom.soort is Kolomsoort.PERCENTAGE:
        return geld.fractie(waarde)
    return waarde


class Blok(Struct):
    """A table to be written: where its header starts (0-based), and its cells."""

    naam: str
    blad: str
    koppen: list[str]
    rijen: list[list[Any]]
    rij: int = 0
    kolom: int = 0
    totaal: bool = False
    formules: dict[str, str] = field(default_factory=dict)

    def zet(self, rij: int, kop: str, waarde: Any) -> None:
        """Put something else in a cell."""
        self.rijen[rij][self.koppen.index(kop)] = waarde

    def zonder(self, kop: str) -> None:
        """Drop a column."""
        plaats = self.koppen.index(kop)
        for rij in (self.koppen, *self.rijen):
            del rij[plaats]

    def met(self, plaats: int, kop: str, waarde: Any = None) -> None:
        """Insert a column."""
        for rij in self.rijen:
            rij.insert(plaats, waarde)
        self.koppen.insert(plaats, kop)

    def cel(self, rij: int, kop: str) -> str:
        """The address of a data cell."""
        return str(xlsxwriter.utility.xl_rowcol_to_cell(self.rij + 1 + rij, self.kolom + self.koppen.index(kop)))


class Blokken(list[Blok]):
    """The tables of a master, by name."""

    def __getitem__(self, naam: Any) -> Any:
        if isinstance(naam, str):
            return next(blok for blok in self if blok.naam == naam)
        return super().__getitem__(naam)

    def weg(self, naam: str) -> None:
        self.remove(self[naam])


def blokken(regeling: Regeling = REGELING) -> Blokken:
    """The tables of a region: on their own sheets, side by side where there are more."""
    vrij: dict[str, int] = {}
    uit = Blokken()
    for tabel in TABELLEN:
        rijen = [
            [naar_cel(getattr(record, kolom.veld), kolom) for kolom in tabel.kolommen]
            for record in getattr(regeling, tabel.attribuut)
        ]
        begin = vrij.get(tabel.blad, 0)
        vrij[tabel.blad] = begin + len(tabel.kolommen) + 1
        uit.append(Blok(tabel.naam, tabel.blad, [k.kop for k in tabel.kolommen], rijen, rij=2, kolom=begin))
    return uit


def schrijf(
    pad: Path,
    delen: Iterable[Blok] | None = None,
    *,
    jaar: Any = 2024,
    code: Any = BOEKEL,
    los: Iterable[tuple[str, str, Any]] = (),
    opties: dict[str, Any] | None = None,
) -> Path:
    """Write the tables, the chosen year and gemeente on ``Start``, and ``los``se cellen (sheet, cell, value)."""
    delen = blokken() if delen is None else list(delen)
    boek = xlsxwriter.Workbook(str(pad), opties or {})
    dag = boek.add_format({"num_format": "d-m-yyyy"})
    start = boek.add_worksheet("Start")
    for naam, cel, waarde in (("Jaar", "B2", jaar), ("Afrekening_code", "B3", code)):
        boek.define_name(naam, f"=Start!$B${cel[1:]}")
        _schrijf_cel(start, cel, waarde, dag)
    bladen = {"Start": start}
    for blok in delen:
        blad = bladen.setdefault(blok.blad, None) or boek.add_worksheet(blok.blad)
        bladen[blok.blad] = blad
        onder = blok.rij + max(len(blok.rijen), 1) + blok.totaal
        kolommen = [{"header": kop} for kop in blok.koppen]
        rechts = blok.kolom + len(kolommen) - 1
        blad.add_table(
            blok.rij, blok.kolom, onder, rechts, {"name": blok.naam, "columns": kolommen, "total_row": blok.totaal}
        )
        for r, rij in enumerate(blok.rijen, start=blok.rij + 1):
            for k, waarde in enumerate(rij, start=blok.kolom):
                _schrijf_cel(blad, xlsxwriter.utility.xl_rowcol_to_cell(r, k), waarde, dag)
    for naam, cel, waarde in los:
        _schrijf_cel(bladen[naam], cel, waarde, dag)
    boek.close()
    return pad


def _schrijf_cel(blad: Any, cel: str, waarde: Any, dag: Any) -> None:
    if waarde is None:
        return
    if isinstance(waarde, Formule):
        blad.write_formula(cel, str(waarde), None, 7.5)
    elif isinstance(waarde, date):
        blad.write_datetime(cel, waarde, dag)
    elif isinstance(waarde, bool):
        blad.write_boolean(cel, waarde)
    elif isinstance(waarde, str):
        blad.write_string(cel, waarde)
    else:
        blad.write_number(cel, waarde)


def bewerk_deel(pad: Path, deel: str, bewerk: Callable[[bytes], bytes | None]) -> Path:
    """Change one part of a package (``None`` drops it); the other parts stay as they are."""
    nieuw = pad.with_suffix(".nieuw")
    geraakt = False
    with zipfile.ZipFile(pad) as bron, zipfile.ZipFile(nieuw, "w", zipfile.ZIP_DEFLATED) as doel:
        for info in bron.infolist():
            inhoud: bytes | None = bron.read(info)
            if info.filename == deel:
                inhoud = bewerk(bron.read(info))
                geraakt = inhoud != bron.read(info)
            if inhoud is not None:
                kop = zipfile.ZipInfo(info.filename, info.date_time)
                kop.compress_type, kop.external_attr = zipfile.ZIP_DEFLATED, info.external_attr
                doel.writestr(kop, inhoud)
    shutil.move(nieuw, pad)
    assert geraakt, f"{deel} is niet veranderd"
    return pad


def blad_deel(pad: Path, blad: str) -> str:
    """The part of the package that holds a sheet of a master written here."""
    with zipfile.ZipFile(pad) as pakket:
        namen = pakket.read("xl/workbook.xml").decode()
    voor = namen[: namen.index(f'name="{blad}"')]
    return f"xl/worksheets/sheet{voor.count('<sheet ')}.xml"
