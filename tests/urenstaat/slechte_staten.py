"""Hour sheets as they really come back: each made from a good one, with the finding it must give.

A case is a function that spoils the book before it is written, or the written file; the decorator says in which cell
which finding must stand, and whether the hours come in.
"""

from __future__ import annotations

import functools
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msoffcrypto.format.ooxml
from hulp.kleine_master import bewerk_deel, blad_deel
from msgspec import Struct, field
from msgspec.structs import replace

from via_xl.basis.kolommen import kolomletter, kolomnummer
from via_xl.lezen.gegevensmap import lees_gegevensmap
from via_xl.regeling.model import Regeling
from via_xl.schrijven.boek import Blad, Boek
from via_xl.schrijven.raster import Cel
from via_xl.schrijven.urenstaat import Inhoud, Roosterrij
from via_xl.urenstaat import sjabloon
from via_xl.vragen.urenstaatmaken import maak_urenstaat

GEGEVENS = Path(__file__).parents[2] / "workbooks" / "gegevens"
NAAM = "ViA_urenstaat_2024_GM0828_Oss.xlsx"
EERSTE = sjabloon.KOPRIJ + 2
"""Excel's number of the first row of the grid."""

NIEUW_THEMA = "Ervaringsdeskundigheid"
TOTAALRIJ = EERSTE + sjabloon.RIJEN


@functools.cache
def regeling() -> Regeling:
    """The region's own data, with one thema on which nobody ever booked."""
    gelezen = lees_gegevensmap(GEGEVENS)[0]
    return replace(gelezen, uren=tuple(regel for regel in gelezen.uren if regel.thema != NIEUW_THEMA))


def goed_boek(inhoud: Inhoud | None = None) -> Boek:
    """A sheet without any finding: Oss, 900 hours in two rows, signed."""
    return maak_urenstaat(regeling(), "GM0828", 2024, inhoud or INHOUD)


INHOUD = Inhoud(
    medewerkers=(("OS-01", 2400),),
    rijen=(
        Roosterrij("OS-01", "kernlid", "Preventie", 11, (5000,) * 12),
        Roosterrij("OS-01", "kernlid", "Communicatie", 11, (2500,) * 12),
    ),
    akkoord={"medewerker": date(2025, 1, 10), "leidinggevende": date(2025, 1, 12)},
)


class Geval(Struct, frozen=True):
    """One bad sheet. ``bevinding`` is part of what is said, ``cel`` its place; ``uren_h`` what comes in (0: nothing)."""

    naam: str
    maak: Callable[[Path], Path]
    cel: str
    bevinding: str
    uren_h: int = 0
    ernst: str = "fout"
    opties: dict[str, Any] = field(default_factory=dict)


GEVALLEN: list[Geval] = []
Bewerking = Callable[[Any], None]


def _registreer(naam: str, maak: Callable[[Path], Path], args: tuple[str, str], opties: dict[str, Any]) -> None:
    uren_h = opties.pop("uren_h", 0)
    ernst = opties.pop("ernst", "waarschuwing" if uren_h else "fout")
    GEVALLEN.append(Geval(naam, maak, *args, uren_h, ernst, opties))


def blad_geval(cel: str, bevinding: str, **opties: Any) -> Callable[[Callable[[Blad], None]], None]:
    """A case that changes the sheet before it is written; totals follow, as they do in Excel."""

    def registreer(bewerk: Callable[[Blad], None]) -> None:
        def maak(werkmap: Path) -> Path:
            boek = goed_boek()
            blad = boek.vind(sjabloon.BLAD)
            bewerk(blad)
            if not opties_maak.get("oude_totalen"):
                herreken(blad)
            boek.bewaar(werkmap / NAAM)
            return werkmap / NAAM

        opties_maak = {"oude_totalen": opties.pop("oude_totalen", False)}
        _registreer(bewerk.__name__, maak, (cel, bevinding), opties)

    return registreer


def boek_geval(cel: str, bevinding: str, **opties: Any) -> Callable[[Callable[[Boek], None]], None]:
    """A case that changes the book before it is written."""

    def registreer(bewerk: Callable[[Boek], None]) -> None:
        def maak(werkmap: Path) -> Path:
            boek = goed_boek()
            bewerk(boek)
            boek.bewaar(werkmap / NAAM)
            return werkmap / NAAM

        _registreer(bewerk.__name__, maak, (cel, bevinding), opties)

    return registreer


def bestand_geval(cel: str, bevinding: str, **opties: Any) -> Callable[[Callable[[Path], Path | None]], None]:
    """A case that changes the written file, or gives another path."""

    def registreer(bewerk: Callable[[Path], Path | None]) -> None:
        def maak(werkmap: Path) -> Path:
            goed_boek().bewaar(werkmap / NAAM)
            return bewerk(werkmap / NAAM) or werkmap / NAAM

        _registreer(bewerk.__name__, maak, (cel, bevinding), opties)

    return registreer


def plek(adres: str) -> tuple[int, int]:
    """Row and column, from 0, of an address."""
    letters = adres.rstrip("0123456789")
    return int(adres[len(letters) :]) - 1, kolomnummer(letters)


def zet(blad: Blad, adres: str, waarde: Any, stijl: str = "") -> None:
    """Another value, in the style that was there."""
    rij, kol = plek(adres)
    oud = blad.cellen.get((rij, kol))
    blad.zet(rij, kol, waarde, stijl or (oud.stijl if oud else "kaal"))


def formaat(blad: Blad, adres: str, waarde: Any, opmaak: str) -> None:
    """A number in a number format of its own."""
    zet(blad, adres, waarde)
    rij, kol = plek(adres)
    schrijf = "write_string" if isinstance(waarde, str) else "write_number"
    blad.aanvullingen.append(
        lambda boek, ws: getattr(ws, schrijf)(rij, kol, waarde, boek.add_format({"num_format": opmaak})) and None
    )


def herreken(blad: Blad) -> None:
    """The totals as Excel would have them."""

    def getal(rij: int, kol: int) -> float:
        cel = blad.cellen.get((rij, kol))
        waarde = None if cel is None else cel.waarde
        return float(waarde) if isinstance(waarde, int | float) and not isinstance(waarde, bool) else 0.0

    for (rij, kol), cel in list(blad.cellen.items()):
        if cel.formule and cel.formule.startswith("ROUND(SUM("):
            van, tot = (plek(deel) for deel in cel.formule[len("ROUND(SUM(") :].split(")")[0].split(":"))
            som = sum(getal(r, k) for r in range(van[0], tot[0] + 1) for k in range(van[1], tot[1] + 1))
            blad.cellen[rij, kol] = Cel(round(som + 1e-9, 2), cel.stijl, cel.formule)


# --- values -------------------------------------------------------------------------------------------------


@blad_geval("E17", '"7,5" is tekst, geen getal; als getal zou het 7,50 uur zijn.')
def decimale_komma_als_tekst(blad: Blad) -> None:
    zet(blad, "E17", "7,5")


@blad_geval("E17", "bevat een getal als tekst", uren_h=85750, tekst_als_getal=True)
def tekst_als_getal_als_daarom_is_gevraagd(blad: Blad) -> None:
    zet(blad, "E17", "7,5")


@blad_geval("E17", '"7.5" is tekst, geen getal; als getal zou het 7,50 uur zijn.')
def decimale_punt_als_tekst(blad: Blad) -> None:
    zet(blad, "E17", "7.5")


@blad_geval("E17", '"1.234" is tekst', tekst_als_getal=True)
def een_punt_die_duizend_kan_zijn_blijft_een_fout(blad: Blad) -> None:
    zet(blad, "E17", "1.234")


@blad_geval("E17", '"8 uur" is tekst, geen getal.')
def acht_uur(blad: Blad) -> None:
    zet(blad, "E17", "8 uur")


@blad_geval("E17", '"8 uur" is tekst, geen getal.', tekst_als_getal=True)
def acht_uur_is_ook_dan_geen_getal(blad: Blad) -> None:
    zet(blad, "E17", "8 uur")


@blad_geval("E17", '"7:30" is tekst, geen getal.', tekst_als_getal=True)
def tijd_als_tekst(blad: Blad) -> None:
    zet(blad, "E17", "7:30")


@blad_geval("E17", '"acht" is tekst')
def getal_in_letters(blad: Blad) -> None:
    zet(blad, "E17", "acht")


@blad_geval("E17", '"x" is tekst')
def kruisje(blad: Blad) -> None:
    zet(blad, "E17", "x")


@blad_geval("E17", "toont een datum of tijd (8-1-1900), maar bevat het getal 8.")
def datum_als_uren(blad: Blad) -> None:
    zet(blad, "E17", 8, "invoer.datum")


@blad_geval("E17", "toont een datum of tijd (7:30), maar bevat het getal 0,3125.")
def tijd_als_uren(blad: Blad) -> None:
    formaat(blad, "E17", 0.3125, "h:mm")


@blad_geval("E17", "toont een datum of tijd (12:00), maar bevat het getal 0,5.")
def verstreken_tijd_als_uren(blad: Blad) -> None:
    formaat(blad, "E17", 0.5, "[h]:mm")


@blad_geval("E17", "toont een percentage (750 %), maar bevat 7,5.")
def percentage_als_uren(blad: Blad) -> None:
    formaat(blad, "E17", 7.5, "0%")


@blad_geval("E17", "toont duizendtallen, maar bevat 50.")
def duizendtallen(blad: Blad) -> None:
    formaat(blad, "E17", 50, "0,")


@blad_geval("E17", "toont niets, maar bevat 50.")
def verborgen_getal(blad: Blad) -> None:
    formaat(blad, "E17", 50, ";;;")


@blad_geval("E17", "toont tekst (opmaak Tekst), maar bevat het getal 50.")
def getal_met_tekstopmaak(blad: Blad) -> None:
    formaat(blad, "E17", 50, "@")


@blad_geval("E17", "toont 7, maar bevat 7,25.")
def afgeknotte_decimalen(blad: Blad) -> None:
    formaat(blad, "E17", 7.25, "0")


@blad_geval("E17", "toont 7,3, maar bevat 7,25.")
def een_decimaal_te_weinig(blad: Blad) -> None:
    formaat(blad, "E17", 7.25, "0.0")


@blad_geval("E17", '"0.00\\" dagen\\"" toont iets anders'.replace('\\"', '"'))
def dagen_in_plaats_van_uren(blad: Blad) -> None:
    formaat(blad, "E17", 7.25, '0.00" dagen"')


@blad_geval("E17", "toont iets anders")
def een_cijfer_dat_er_niet_staat(blad: Blad) -> None:
    formaat(blad, "E17", 7.25, '"1"0.00')


@blad_geval("E17", "toont iets anders")
def breuk(blad: Blad) -> None:
    formaat(blad, "E17", 7.25, "# ?/?")


@blad_geval("E17", "toont iets anders")
def wetenschappelijk(blad: Blad) -> None:
    formaat(blad, "E17", 7.25, "0.00E+00")


@blad_geval("E17", "toont iets anders")
def opmaak_met_voorwaarde(blad: Blad) -> None:
    formaat(blad, "E17", 7.25, "[<5]0.00;0")


@blad_geval("E17", "7,255 is fijner dan een honderdste uur.")
def fijner_dan_een_honderdste(blad: Blad) -> None:
    formaat(blad, "E17", 7.255, "0.000")


@blad_geval("E17", "bevat een fijner getal dan er te zien is", uren_h=85750)
def te_zien_is_wat_telt(blad: Blad) -> None:
    zet(blad, "E17", 7.498)


@blad_geval("E17", "−8 uur is negatief.")
def negatieve_uren(blad: Blad) -> None:
    zet(blad, "E17", -8)


@blad_geval("F17", "700,00 uur is meer dan feb 2024 heeft (696,00 uur).")
def meer_uren_dan_de_maand_heeft(blad: Blad) -> None:
    zet(blad, "F17", 700)


@blad_geval("E17", "is geen aantal uren")
def onzinnig_groot_getal(blad: Blad) -> None:
    zet(blad, "E17", 1e200)


@blad_geval("E17", "WAAR is een logische waarde, geen getal.")
def logische_waarde(blad: Blad) -> None:
    zet(blad, "E17", True)


@bestand_geval("E17", "bevat de foutwaarde #N/A.")
def foutwaarde(pad: Path) -> None:
    cel_xml(pad, "E17", 't="e"', "<v>#N/A</v>")


@bestand_geval("E17", "bevat een formule zonder uitkomst.")
def formule_zonder_uitkomst(pad: Path) -> None:
    cel_xml(pad, "E17", "", "<f>25+25</f>")


@bestand_geval("E17", "bevat een formule; de laatst berekende waarde telt.", uren_h=90000, ernst="waarschuwing")
def formule_als_uren(pad: Path) -> None:
    cel_xml(pad, "E17", "", "<f>25+25</f><v>50</v>")


@bestand_geval("E17", "bevat de foutwaarde #REF!.")
def formule_met_foutwaarde(pad: Path) -> None:
    cel_xml(pad, "E17", 't="e"', "<f>Weg!A1</f><v>#REF!</v>")


@bestand_geval("E17", '"acht" is tekst')
def formule_die_tekst_geeft(pad: Path) -> None:
    cel_xml(pad, "E17", 't="str"', '<f>"acht"</f><v>acht</v>')


def cel_xml(pad: Path, adres: str, kenmerken: str, inhoud: str) -> None:
    """Another content in a cell of the written file, in the style that was there."""
    patroon = re.compile(rf'<c r="{adres}"( s="\d+")?[^>]*?(/>|>.*?</c>)')

    def bewerk(xml: bytes) -> bytes:
        return patroon.sub(lambda t: f'<c r="{adres}"{t[1] or ""} {kenmerken}>{inhoud}</c>', xml.decode(), 1).encode()

    bewerk_deel(pad, blad_deel(pad, sjabloon.BLAD), bewerk)


# --- rows ---------------------------------------------------------------------------------------------------


@blad_geval("A17", "er staan uren, maar geen medewerker.")
def zonder_medewerker(blad: Blad) -> None:
    zet(blad, "A17", None)


@blad_geval("B17", "er staan uren, maar geen rol.")
def zonder_rol(blad: Blad) -> None:
    zet(blad, "B17", None)


@blad_geval("C17", "er staan uren, maar geen thema.")
def zonder_thema(blad: Blad) -> None:
    zet(blad, "C17", None)


@blad_geval("D17", "er staan uren, maar geen schaal.")
def zonder_schaal(blad: Blad) -> None:
    zet(blad, "D17", None)


@blad_geval("B17", 'rol "baas" staat niet in tblRollen.')
def onbekende_rol(blad: Blad) -> None:
    zet(blad, "B17", "baas")


@blad_geval("C17", 'thema "Vergaderen" staat niet in tblThemas.')
def onbekend_thema(blad: Blad) -> None:
    zet(blad, "C17", "Vergaderen")


@blad_geval("D17", "schaal 99 staat niet in tblTarieven.")
def onbekende_schaal(blad: Blad) -> None:
    zet(blad, "D17", 99)


@blad_geval("D17", '"11" is tekst, geen getal.')
def schaal_als_tekst(blad: Blad) -> None:
    zet(blad, "D17", "11")


@blad_geval("D17", "schaal 11A staat niet in tblTarieven.")
def schaal_met_letter(blad: Blad) -> None:
    zet(blad, "D17", "11A")


@blad_geval("D17", '"elf" is tekst, geen getal.')
def schaal_in_woorden(blad: Blad) -> None:
    zet(blad, "D17", "elf")


@blad_geval("D17", "toont geen geheel getal.")
def halve_schaal(blad: Blad) -> None:
    zet(blad, "D17", 10.5)


@blad_geval("A18", "deze regel is dezelfde als regel 17")
def dubbele_regel(blad: Blad) -> None:
    zet(blad, "C18", "Preventie")
    zet(blad, "A18", " os-01 ")


@blad_geval("A19", '"Totaal" is een totaal tussen de regels')
def geplakt_totaal(blad: Blad) -> None:
    rij(blad, 19, "Totaal", 75)


@blad_geval("A19", "precies de som van alle regels erboven")
def geplakt_totaal_op_naam(blad: Blad) -> None:
    rij(blad, 19, "OS-02", 75)
    zet(blad, "C19", "Toekomstscenario")


def rij(blad: Blad, nummer: int, medewerker: str, uren: float) -> None:
    """A row of the grid with the same hours each month."""
    for letter, waarde in zip("ABCD", (medewerker, "kernlid", "Preventie", 11), strict=True):
        zet(blad, f"{letter}{nummer}", waarde)
    for kol in range(4, 16):
        zet(blad, f"{kolomletter(kol)}{nummer}", uren)


@blad_geval("R17", "afrekenjaar 2023 ligt niet tussen 2024 en 2029.")
def afrekenjaar_voor_het_jaar(blad: Blad) -> None:
    zet(blad, "R17", 2023)


@blad_geval("R17", '"later" is tekst')
def afrekenjaar_in_woorden(blad: Blad) -> None:
    zet(blad, "R17", "later")


@blad_geval("Q17", "het totaal zegt 600 uur, maar de gelezen uren zijn samen 590,00.", oude_totalen=True)
def totaal_dat_niet_is_herrekend(blad: Blad) -> None:
    zet(blad, "E17", 40)


@bestand_geval("E57", "het totaal zegt 80 uur, maar de gelezen uren zijn samen 75,00.")
def totaal_overtypt(pad: Path) -> None:
    cel_xml(pad, "E57", "", "<v>80</v>")


@blad_geval("Q57", "het blad telt op tot 304 uur, en gelezen is 303,96: 0,04 uur verschil", uren_h=30396)
def een_derde_uur_per_maand(blad: Blad) -> None:
    for kolom in range(4, 16):
        blad.zet(16, kolom, 1 / 3, blad.cellen[16, kolom].stijl)


@blad_geval("E17", "(7,255, getoond als 7,26); wat te zien is telt.", uren_h=85726)
def beide_getallen_bij_afronden(blad: Blad) -> None:
    zet(blad, "E17", 7.255)


@blad_geval("E18", 'medewerker "OS-01" heeft in jan 790,00 uur in 2 regels, meer dan de maand heeft (744,00 uur).')
def samen_meer_uren_dan_de_maand_heeft(blad: Blad) -> None:
    zet(blad, "E17", 400)
    zet(blad, "E18", 390)


@blad_geval("A18", "deze regel is dezelfde als regel 17")
def dubbele_regel_met_een_onzichtbaar_teken(blad: Blad) -> None:
    zet(blad, "A18", "OS-01\u200b")
    zet(blad, "C18", "Preventie")


@blad_geval("", "", uren_h=90000, ernst="geen")
def onzichtbaar_teken_in_een_rol(blad: Blad) -> None:
    zet(blad, "B17", "kernlid\u200b")


@blad_geval("", "", uren_h=90000, ernst="geen")
def onzichtbaar_teken_in_een_kop(blad: Blad) -> None:
    zet(blad, "A16", "\ufeffMedewerker")


@blad_geval("A17", 'de medewerker "ОS-01" heeft een teken uit een ander schrift')
def medewerker_met_een_letter_uit_een_ander_schrift(blad: Blad) -> None:
    zet(blad, "A17", "\u041eS-01")


@blad_geval("A17", "de medewerker heeft 27 tekens")
def een_naam_in_plaats_van_een_code(blad: Blad) -> None:
    zet(blad, "A17", "Jan Willem van den Voorbeel")


@blad_geval("S17", 'hier staat de opmerking "deels ziek" (en nog in 1 cellen).', uren_h=90000)
def opmerking_bij_een_regel(blad: Blad) -> None:
    zet(blad, "S17", "deels ziek")
    zet(blad, "S18", "deels ziek")


@blad_geval("E59", 'hier staat de opmerking "mei is geschat".', uren_h=90000)
def opmerking_onder_het_rooster(blad: Blad) -> None:
    zet(blad, "E59", "mei is geschat")


@blad_geval("S17", "bevat tekst die met = + - of @ begint; het blijft tekst.", uren_h=90000)
def formule_injectie(blad: Blad) -> None:
    zet(blad, "S17", '=HYPERLINK("http://voorbeeld.example")')


# --- what cannot be seen, and what is out of place -----------------------------------------------------------


@blad_geval("rij 17", "rij 17 is verborgen of weggefilterd en er staat iets in.")
def verborgen_rij(blad: Blad) -> None:
    blad.aanvullingen.append(lambda _, ws: ws.set_row(16, None, None, {"hidden": True}) and None)


@blad_geval("rij 17", "rij 17 is verborgen")
def platgedrukte_rij(blad: Blad) -> None:
    blad.aanvullingen.append(lambda _, ws: ws.set_row(16, 0.75) and None)


@blad_geval("kolom F", "kolom F is verborgen en er staat iets in.")
def verborgen_kolom(blad: Blad) -> None:
    blad.aanvullingen.append(lambda _, ws: ws.set_column(5, 5, 8, None, {"hidden": True}) and None)


@boek_geval("", "dit blad is verborgen en er staat iets op.")
def verborgen_blad(boek: Boek) -> None:
    geheim = boek.blad("Geheim")
    geheim.zet(0, 0, 8)
    geheim.aanvullingen.append(lambda _, ws: ws.very_hidden())


@boek_geval("", "het blad is verborgen.")
def urenstaat_verborgen(boek: Boek) -> None:
    boek.vind("Toelichting").aanvullingen.append(lambda _, ws: ws.activate() or ws.set_first_sheet())
    boek.vind(sjabloon.BLAD).aanvullingen.append(lambda _, ws: ws.hide())


@blad_geval("E17:F17", "in het rooster zijn cellen samengevoegd.")
def samengevoegde_cellen(blad: Blad) -> None:
    zet(blad, "F17", None)
    blad.samengevoegd.append((16, 4, 16, 5))


@blad_geval("E17:P56", "voorwaardelijke opmaak verandert hoe getallen in het rooster worden getoond.")
def getal_verstopt_met_voorwaarde(blad: Blad) -> None:
    blad.aanvullingen.append(
        lambda boek, ws: (
            ws.conditional_format(
                "E17:P56",
                {"type": "cell", "criteria": ">", "value": 0, "format": boek.add_format({"num_format": ";;;"})},
            )
            and None
        )
    )


@blad_geval("E17", '"50" staat er in de kleur van de cel zelf, en is niet te lezen.')
def wit_op_wit(blad: Blad) -> None:
    met_opmaak(blad, "E17", {"font_color": "#FFFFFF"})


@blad_geval("E17", '"50" staat er in de kleur van de cel zelf, en is niet te lezen.')
def de_kleur_van_de_vulling(blad: Blad) -> None:
    met_opmaak(blad, "E17", {"font_color": "#FFF2CC", "bg_color": "#FFF2CA"})


@blad_geval("F17", "deze uren hebben een andere kleur dan de andere (en nog 1 cellen).", uren_h=90000)
def gekleurde_uren(blad: Blad) -> None:
    met_opmaak(blad, "F17", {"bg_color": "#FF9999"})
    met_opmaak(blad, "G17", {"bg_color": "#FF9999"})


@blad_geval("E17", "deze uren hebben een andere kleur dan de andere.", uren_h=90000)
def wit_op_blauw_is_te_lezen(blad: Blad) -> None:
    met_opmaak(blad, "E17", {"font_color": "#FFFFFF", "bg_color": "#1F4E78"})


@blad_geval("E17", '"50" staat er in letters van 1 punt, en is niet te lezen.')
def letters_van_een_punt(blad: Blad) -> None:
    met_opmaak(blad, "E17", {"font_size": 1})


@blad_geval("E17", '"50" staat er door de getalopmaak in wit, en is niet te lezen.')
def getalopmaak_in_wit(blad: Blad) -> None:
    met_opmaak(blad, "E17", {"num_format": "[White]0.00"})


def met_opmaak(blad: Blad, adres: str, opmaak: dict[str, Any]) -> None:
    """A number in a look of its own."""
    rij, kol = plek(adres)
    blad.aanvullingen.append(
        lambda boek, ws: (
            ws.write_number(rij, kol, 50, boek.add_format({"num_format": "0.00", "locked": False} | opmaak)) and None
        )
    )


@blad_geval("rij 17", "rij 17 is verborgen of weggefilterd en er staat iets in.")
def een_rij_van_vijf_punt(blad: Blad) -> None:
    blad.aanvullingen.append(lambda _, ws: ws.set_row(16, 5) and None)


@blad_geval("E17:P20", "voorwaardelijke opmaak verandert hoe getallen in het rooster worden getoond.")
def wit_met_voorwaarde(blad: Blad) -> None:
    blad.aanvullingen.append(
        lambda boek, ws: (
            ws.conditional_format(
                "E17:P20",
                {"type": "formula", "criteria": "=TRUE", "format": boek.add_format({"font_color": "#FFFFFF"})},
            )
            and None
        )
    )


X14 = (
    '<extLst><ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings>'
    '<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:cfRule type="expression" priority="1" id="{{0B1E8F5C-1111-4111-8111-111111111111}}"><xm:f>TRUE</xm:f>'
    "<x14:dxf>{}</x14:dxf></x14:cfRule><xm:sqref>E17:P17</xm:sqref></x14:conditionalFormatting>"
    "</x14:conditionalFormattings></ext></extLst>"
)


@bestand_geval("E17:P17", "voorwaardelijke opmaak verandert hoe getallen in het rooster worden getoond.")
def nieuwere_voorwaardelijke_opmaak(pad: Path) -> None:
    """As Excel writes it when the condition looks at another sheet."""
    regel = X14.format('<numFmt numFmtId="164" formatCode="&quot;4&quot;0.00"/>')
    bewerk_deel(
        pad, blad_deel(pad, sjabloon.BLAD), lambda x: x.replace(b"</worksheet>", f"{regel}</worksheet>".encode())
    )


@blad_geval("E17", "over het rooster ligt een tekstvak of afbeelding; wat eronder staat is niet te zien.")
def tekstvak_over_een_cel(blad: Blad) -> None:
    blad.aanvullingen.append(lambda _, ws: ws.insert_textbox("E17", "3,00", {"width": 30, "height": 12}) and None)


@blad_geval("", "", uren_h=90000, ernst="geen")
def tekstvak_onder_het_rooster(blad: Blad) -> None:
    blad.aanvullingen.append(
        lambda _, ws: ws.insert_textbox("D64", "handtekening", {"width": 30, "height": 12}) and None
    )


@blad_geval("E17", 'bij deze cel staat de opmerking "FIN-1: dit moet 40 zijn".', uren_h=90000)
def opmerking_bij_een_cel(blad: Blad) -> None:
    blad.aanvullingen.append(lambda _, ws: ws.write_comment("E17", "FIN-1:\ndit moet 40 zijn") and None)


DRAAD = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="E17" id="{A}"><text>dit moet 40 zijn</text></threadedComment>'
    '<threadedComment ref="E17" id="{B}" parentId="{A}"><text>akkoord</text></threadedComment></ThreadedComments>'
)
VERWIJZINGEN = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
    'Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
    'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
)


@bestand_geval("E17", 'bij deze cel staat de opmerking "dit moet 40 zijn / akkoord".', uren_h=90000)
def gesprek_bij_een_cel(pad: Path) -> None:
    with zipfile.ZipFile(pad, "a") as pakket:
        pakket.writestr("xl/threadedComments/threadedComment1.xml", DRAAD)
        pakket.writestr(f"xl/worksheets/_rels/{Path(blad_deel(pad, sjabloon.BLAD)).name}.rels", VERWIJZINGEN)


@bestand_geval("", "de onderdelen kloppen niet met elkaar.")
def cel_in_iets_anders(pad: Path) -> None:
    """Which Excel would read, and who passes over it would not."""
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    bewerk_deel(
        pad,
        blad_deel(pad, sjabloon.BLAD),
        lambda xml: re.sub(
            rb'(<c r="F17".*?(?:/>|</c>))',
            rb"<mc:AlternateContent %s><mc:Fallback>\1</mc:Fallback></mc:AlternateContent>" % mc.encode(),
            xml,
            count=1,
        ),
    )


@bestand_geval("", "de onderdelen kloppen niet met elkaar.")
def getal_met_een_element_erin(pad: Path) -> None:
    cel_xml(pad, "E17", "", "<v><x>9</x>7</v>")


@blad_geval("U17", 'naast het rooster staat "8".')
def getal_naast_het_rooster(blad: Blad) -> None:
    zet(blad, "U17", 8)


@blad_geval("U17", 'naast het rooster staat "vergeten".', uren_h=90000)
def tekst_naast_het_rooster(blad: Blad) -> None:
    zet(blad, "U17", "vergeten")


@blad_geval("G70", 'onder het rooster staat "8", in een kolom met uren.')
def uren_onder_het_rooster(blad: Blad) -> None:
    zet(blad, "G70", 8)


@blad_geval("XFD1048576", "naast het rooster", uren_h=90000, ernst="geen")
def een_cel_in_de_verste_hoek(blad: Blad) -> None:
    zet(blad, "XFD1048576", "x")


@blad_geval("rij 16", 'de kop "jan" ontbreekt; wel staat er: januari.')
def hernoemde_kop(blad: Blad) -> None:
    zet(blad, "E16", "januari")


@blad_geval("rij 16", 'de koppen "jan" en "feb" ontbreken; wel staat er: geen tekst in E16, februari.')
def maanden_als_datum(blad: Blad) -> None:
    formaat(blad, "E16", 45292, "mmm")
    zet(blad, "F16", "februari")


@blad_geval("E17", '"7,5 u" is tekst, geen getal.')
def uren_met_een_u(blad: Blad) -> None:
    zet(blad, "E17", "7,5 u")


@blad_geval("E17", '"7u30" is tekst, geen getal.', tekst_als_getal=True)
def uren_en_minuten(blad: Blad) -> None:
    zet(blad, "E17", "7u30")


@blad_geval("rij 16", 'de kop "Schaal" ontbreekt.')
def verwijderde_kop(blad: Blad) -> None:
    zet(blad, "D16", None)


@blad_geval("F16", 'de kop "jan" staat er dubbel.')
def dubbele_kop(blad: Blad) -> None:
    zet(blad, "F16", "jan")


@blad_geval("A70", "hier begint een tweede rooster")
def tweede_rooster_eronder(blad: Blad) -> None:
    for kol, kop in enumerate(sjabloon.KOPPEN):
        zet(blad, f"{kolomletter(kol)}70", kop)


@blad_geval("", "de rij met koppen (Medewerker, Rol, Thema, Schaal, jan, …) ontbreekt.")
def zonder_koppen(blad: Blad) -> None:
    for kol in range(len(sjabloon.KOPPEN)):
        zet(blad, f"{kolomletter(kol)}16", None)


@blad_geval("A57", "de rij met totalen onder het rooster ontbreekt")
def zonder_totaalrij(blad: Blad) -> None:
    zet(blad, "A57", None)


@blad_geval("E16", "", uren_h=90000, ernst="geen")
def verplaatste_kolommen(blad: Blad) -> None:
    """January and December have changed places, and Schaal stands at the end: nothing is lost."""
    wissel(blad, 4, 15)
    wissel(blad, 3, 18)


def wissel(blad: Blad, een: int, ander: int) -> None:
    """Two columns of the grid change places."""
    for r in range(sjabloon.KOPRIJ, TOTAALRIJ):
        links, rechts = blad.cellen.pop((r, een), None), blad.cellen.pop((r, ander), None)
        if rechts is not None:
            blad.cellen[r, een] = rechts
        if links is not None:
            blad.cellen[r, ander] = links


@boek_geval("", "dit blad hoort niet bij een urenstaat; het telt niet mee.", uren_h=90000)
def extra_blad(boek: Boek) -> None:
    boek.blad("Kladblok").zet(0, 0, "oude aantekening")


@boek_geval("", "dit blad lijkt ook een urenstaat")
def twee_urenstaten_in_een_bestand(boek: Boek) -> None:
    kopie = boek.blad("Urenstaat (2)")
    for kol, kop in enumerate(sjabloon.KOPPEN):
        kopie.zet(3, kol, kop)


def hernoem_blad(pad: Path, naam: str) -> None:
    bewerk_deel(pad, "xl/workbook.xml", lambda xml: xml.replace(b'name="Urenstaat"', f'name="{naam}"'.encode()))


@bestand_geval("", 'het blad met de uren heet "Blad1", en niet Urenstaat.')
def blad_hernoemd(pad: Path) -> None:
    hernoem_blad(pad, "Blad1")


@bestand_geval("", 'er is geen blad Urenstaat; "Urenstaat - Tabel 1" en "Urenstaat (2)" lijken erop.')
def bladen_van_numbers(pad: Path) -> None:
    boek = goed_boek()
    boek.blad("Exportoverzicht").zet(0, 0, "Dit document is geëxporteerd vanuit Numbers.")
    tweede = boek.blad("Urenstaat (2)")
    for kol, kop in enumerate(sjabloon.KOPPEN):
        tweede.zet(3, kol, kop)
    boek.bewaar(pad)
    hernoem_blad(pad, "Urenstaat - Tabel 1")


@bestand_geval("", "er is geen blad Urenstaat; wel: Blad1, Toelichting")
def blad_zonder_koppen_hernoemd(pad: Path) -> None:
    boek = goed_boek()
    for kol in range(len(sjabloon.KOPPEN)):
        zet(boek.vind(sjabloon.BLAD), f"{kolomletter(kol)}16", None)
    boek.bewaar(pad)
    hernoem_blad(pad, "Blad1")


# --- identity -----------------------------------------------------------------------------------------------


@blad_geval("B4", '"Boekel" staat bij code GM0828 (Oss), maar dat is GM0755.')
def naam_van_een_andere_gemeente(blad: Blad) -> None:
    zet(blad, "B4", "Boekel")


@blad_geval("B4", '"Rotterdam" staat bij code GM0828 (Oss), maar die naam is onbekend.')
def onbekende_naam(blad: Blad) -> None:
    zet(blad, "B4", "Rotterdam")


@blad_geval("B5", '"GM9999" is geen CBS-code uit tblGemeenten.')
def onbekende_code(blad: Blad) -> None:
    zet(blad, "B5", "GM9999")


@blad_geval("A5", 'achter "CBS-code" staat niets.')
def zonder_code(blad: Blad) -> None:
    zet(blad, "B5", None)


@blad_geval("", '"CBS-code" ontbreekt boven het rooster.')
def zonder_label(blad: Blad) -> None:
    zet(blad, "A5", "Code")


@blad_geval("B6", "dit is een urenstaat van 2023; gevraagd is 2024.")
def kopie_van_vorig_jaar(blad: Blad) -> None:
    zet(blad, "B6", 2023)


@blad_geval("B6", "1999 staat niet in tblJaren.")
def onbekend_jaar(blad: Blad) -> None:
    zet(blad, "B6", 1999)


@blad_geval("B6", "toont geen geheel getal.")
def jaar_als_datum(blad: Blad) -> None:
    zet(blad, "B6", 2024, "invoer.datum")


@blad_geval("B7", "is een ander sjabloon dan ViA-urenstaat 1.")
def eigen_sjabloon(blad: Blad) -> None:
    zet(blad, "B7", "Onze urenlijst")


@blad_geval("B7", "het sjabloon (ViA-urenstaat 2) is nieuwer dan dit programma kent")
def nieuwer_sjabloon(blad: Blad) -> None:
    zet(blad, "B7", "ViA-urenstaat 2")


@blad_geval("B5", "Vught (GM0865) levert in 2024 volgens tblCapaciteit geen capaciteit.", uren_h=90000)
def gemeente_zonder_capaciteit(blad: Blad) -> None:
    zet(blad, "B5", "GM0865")
    zet(blad, "B4", "Vught")


@bestand_geval("", "de bestandsnaam noemt GM0755, maar in de urenstaat staat GM0828", uren_h=90000)
def andere_code_in_de_bestandsnaam(pad: Path) -> Path:
    return pad.rename(pad.with_name("ViA_urenstaat_2024_GM0755_Boekel.xlsx"))


@bestand_geval("", "de bestandsnaam noemt 2023, maar in de urenstaat staat 2024", uren_h=90000)
def ander_jaar_in_de_bestandsnaam(pad: Path) -> Path:
    return pad.rename(pad.with_name("urenstaat 2023 Oss.xlsx"))


@blad_geval("rij 17", 'bij "Geen uren geleverd" staat ja, maar er zijn uren ingevuld.')
def nihil_met_uren(blad: Blad) -> None:
    zet(blad, "B8", "ja")


@blad_geval("B8", '"misschien" is geen ja of nee.')
def nihil_misschien(blad: Blad) -> None:
    zet(blad, "B8", "misschien")


@blad_geval("", 'er zijn geen uren ingevuld, en bij "Geen uren geleverd" staat geen ja.')
def leeg_zonder_nihil(blad: Blad) -> None:
    for nummer in (17, 18):
        for kol in range(4, 16):
            zet(blad, f"{kolomletter(kol)}{nummer}", None)


# --- medewerkers, signatures and hours that ask for a look ---------------------------------------------------


@blad_geval("A17", 'van medewerker "OS-01" is geen aanstelling ingevuld.', uren_h=90000)
def zonder_aanstelling(blad: Blad) -> None:
    zet(blad, "D5", None)


@blad_geval("D5", '"24 uur" is tekst, geen getal.')
def aanstelling_als_tekst(blad: Blad) -> None:
    zet(blad, "D5", "24 uur")


@blad_geval("A17", "toont geen geheel getal.")
def onzinnig_groot_getal_als_medewerker(blad: Blad) -> None:
    zet(blad, "A17", 1e300)


@blad_geval("C6", 'medewerker "OS-01" staat er dubbel (ook in C5).')
def medewerker_dubbel(blad: Blad) -> None:
    zet(blad, "C6", "OS-01")


@blad_geval("", 'het blok met "Medewerker" en "Aanstelling uren per week" boven het rooster ontbreekt.')
def zonder_blok_medewerkers(blad: Blad) -> None:
    zet(blad, "D4", "Uren p/w")


@blad_geval("A17", "meer dan de 700,00 productieve uren van de aanstelling; dat is € ", uren_h=90000)
def meer_dan_de_aanstelling(blad: Blad) -> None:
    zet(blad, "D5", 18)


@blad_geval("", "480,00 uur is meer dan 10 % anders dan de capaciteit van 8.3 (933,33 uur).", uren_h=48000)
def ver_van_de_capaciteit(blad: Blad) -> None:
    rij(blad, 17, "OS-01", 15)


@blad_geval(
    "A17", 'medewerker "OS-01" heeft in 2024 over alle gemeenten samen 2.100,00 uur, meer dan 1.872,00.', uren_h=210000
)
def meer_dan_een_jaar_uren(blad: Blad) -> None:
    rij(blad, 17, "OS-01", 150)


@blad_geval("", "zonder uren: mei; ervoor en erna zijn er wel uren.", uren_h=82500)
def maand_zonder_uren(blad: Blad) -> None:
    zet(blad, "I17", None)
    zet(blad, "I18", None)


@blad_geval("C17", 'op thema "Ervaringsdeskundigheid" zijn nog nooit uren geboekt.', uren_h=90000)
def nieuw_thema(blad: Blad) -> None:
    zet(blad, "C17", NIEUW_THEMA)


@blad_geval("", "het akkoord van de medewerker ontbreekt.", uren_h=90000)
def niet_getekend_door_medewerker(blad: Blad) -> None:
    zet(blad, "B59", None)


@blad_geval("B61", 'het akkoord van de leidinggevende ontbreekt (er staat "nee").', uren_h=90000)
def leidinggevende_niet_akkoord(blad: Blad) -> None:
    zet(blad, "B61", "nee")


@blad_geval("B59", "de datum bij het akkoord van de medewerker ontbreekt.", uren_h=90000)
def akkoord_zonder_datum(blad: Blad) -> None:
    zet(blad, "B60", None)


@blad_geval("B60", "het akkoord van de medewerker is van 9-10-2029; die dag is nog niet geweest.", uren_h=90000)
def akkoord_van_later(blad: Blad) -> None:
    zet(blad, "B60", date(2029, 10, 9))


@blad_geval("B60", '"10 januari" is geen datum', uren_h=90000)
def akkoord_met_datum_als_tekst(blad: Blad) -> None:
    zet(blad, "B60", "10 januari")


@blad_geval("B60", "is van 10-1-2022; dat past niet bij een urenstaat van 2024.", uren_h=90000)
def akkoord_van_een_vorige_keer(blad: Blad) -> None:
    zet(blad, "B60", date(2022, 1, 10))


# --- files --------------------------------------------------------------------------------------------------


@bestand_geval("", "is leeg (0 bytes).")
def nul_bytes(pad: Path) -> None:
    pad.write_bytes(b"")


@bestand_geval("", "is beschadigd of niet compleet.")
def afgekapt(pad: Path) -> None:
    pad.write_bytes(pad.read_bytes()[:-1000])


@bestand_geval("", "is beschadigd of niet compleet.")
def een_byte_anders(pad: Path) -> None:
    inhoud = bytearray(pad.read_bytes())
    inhoud[inhoud.index(b"xl/worksheets/sheet1.xml") + 200] ^= 0xFF
    pad.write_bytes(inhoud)


@bestand_geval("", "is een tekstbestand (CSV), geen Excel-werkmap.")
def csv(pad: Path) -> Path:
    doel = pad.with_suffix(".csv")
    doel.write_text("Medewerker;jan\nOS-01;8\n", encoding="utf-8")
    return doel


@bestand_geval("", "is een tekstbestand (CSV), geen Excel-werkmap.")
def csv_onder_een_andere_naam(pad: Path) -> None:
    pad.write_text("Medewerker;jan\nOS-01;8\n", encoding="utf-8")


OLE = bytes.fromhex("D0CF11E0A1B11AE1")


@bestand_geval("", "is een oud Excel-bestand (.xls)")
def xls(pad: Path) -> Path:
    doel = pad.with_suffix(".xls")
    doel.write_bytes(OLE + bytes(600) + "Workbook".encode("utf-16-le"))
    return doel


@bestand_geval("", "is een oud Excel-bestand (.xls)")
def xls_onder_een_andere_naam(pad: Path) -> None:
    pad.write_bytes(OLE + bytes(600) + "Workbook".encode("utf-16-le"))


@bestand_geval("", "is een OpenDocument-bestand (.ods).")
def ods(pad: Path) -> Path:
    doel = pad.with_suffix(".ods")
    with zipfile.ZipFile(doel, "w") as pakket:
        pakket.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        pakket.writestr("content.xml", "<x/>")
    return doel


@bestand_geval("", "is een webpagina (HTML), geen Excel-werkmap.")
def webpagina(pad: Path) -> None:
    pad.write_text("<html><table><tr><td>8</td></tr></table></html>", encoding="utf-8")


@bestand_geval("", "is met een wachtwoord beveiligd.")
def met_wachtwoord(pad: Path) -> None:
    versleuteld = io.BytesIO()
    with pad.open("rb") as bron:
        msoffcrypto.format.ooxml.OOXMLFile(bron).encrypt("geheim", versleuteld)
    pad.write_bytes(versleuteld.getvalue())


@bestand_geval("", "keer samengeperst")
def zipbom(pad: Path) -> None:
    with zipfile.ZipFile(pad, "a", zipfile.ZIP_DEFLATED) as pakket:
        pakket.writestr("xl/media/bom.bin", bytes(48 * 2**20))


@bestand_geval("", "heeft meer dan 100000 cellen.")
def te_veel_cellen(pad: Path) -> None:
    rijen = "".join(f'<row r="{1000 + n}">{"<c/>" * 200}</row>' for n in range(600))
    bewerk_deel(
        pad,
        blad_deel(pad, sjabloon.BLAD),
        lambda xml: xml.replace(b"</sheetData>", rijen.encode() + b"</sheetData>"),
    )


@bestand_geval("", "bevat een documenttype.")
def xml_met_entiteiten(pad: Path) -> None:
    bewerk_deel(
        pad,
        "xl/sharedStrings.xml",
        lambda xml: xml.replace(b"<sst", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><sst', 1),
    )


@bestand_geval("", "de onderdelen kloppen niet met elkaar.")
def kapotte_xml(pad: Path) -> None:
    bewerk_deel(pad, blad_deel(pad, sjabloon.BLAD), lambda xml: xml.replace(b"</row>", b"</rij>", 1))


@bestand_geval("", "heeft een cel dubbel")
def dubbele_cel(pad: Path) -> None:
    cel_xml(pad, "E17", "", '<v>8</v></c><c r="E17"><v>9</v>')


@bestand_geval("", "staan niet op volgorde")
def dubbele_rij(pad: Path) -> None:
    bewerk_deel(pad, blad_deel(pad, sjabloon.BLAD), lambda xml: xml.replace(b'<row r="18"', b'<row r="17"', 1))


@bestand_geval("", "cel B30 is waar noch onwaar")
def waar_noch_onwaar(pad: Path) -> None:
    cel_xml(pad, "B30", 't="b"', "<v>7,5</v>")


@bestand_geval("", "bevat macro's; ze zijn niet uitgevoerd.", uren_h=90000)
def met_macros(pad: Path) -> Path:
    with zipfile.ZipFile(pad, "a") as pakket:
        pakket.writestr("xl/vbaProject.bin", OLE)
    return pad.rename(pad.with_suffix(".xlsm"))


@bestand_geval("", "bevat koppelingen naar andere werkmappen; er is niets van geopend.", uren_h=90000)
def met_externe_koppeling(pad: Path) -> None:
    with zipfile.ZipFile(pad, "a") as pakket:
        pakket.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")


@bestand_geval("", "is geen urenstaat en is niet gelezen.")
def een_ander_soort_bestand(pad: Path) -> Path:
    return pad.rename(pad.with_suffix(".txt"))


@bestand_geval("", "is een document, geen urenstaat, en is niet gelezen.")
def een_word_document(pad: Path) -> Path:
    return pad.rename(pad.with_suffix(".docx"))


@bestand_geval("", "is een binaire Excel-werkmap (.xlsb) en is niet gelezen.")
def binair(pad: Path) -> Path:
    return pad.rename(pad.with_suffix(".xlsb"))


@bestand_geval("", "is een spreadsheet van Apple Numbers en is niet gelezen.")
def numbers(pad: Path) -> Path:
    return pad.rename(pad.with_suffix(".numbers"))


@bestand_geval("", "is een zipbestand en is niet gelezen.")
def ingepakt(pad: Path) -> Path:
    return pad.rename(pad.with_suffix(".zip"))


@bestand_geval("", "is een e-mail en is niet gelezen.")
def een_mail_met_de_bijlage(pad: Path) -> Path:
    return pad.rename(pad.with_suffix(".eml"))


@bestand_geval("", "is een snelkoppeling, niet het bestand zelf.")
def een_snelkoppeling(pad: Path) -> Path:
    return pad.rename(pad.with_suffix(".url"))


def hernoem_delen(pad: Path, nieuw: Callable[[str], str]) -> None:
    """The same package with other names for its parts."""
    with zipfile.ZipFile(pad) as bron:
        delen = {nieuw(naam): bron.read(naam) for naam in bron.namelist()}
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as doel:
        for naam, inhoud in delen.items():
            info = zipfile.ZipInfo(naam)
            info.filename = naam  # as written: zipfile would turn a backslash on Windows
            doel.writestr(info, inhoud)


@bestand_geval("", "is door een ander programma op een ongewone manier opgeslagen.")
def delen_met_backslashes(pad: Path) -> None:
    hernoem_delen(pad, lambda naam: naam.replace("/", "\\"))


@bestand_geval("", "is door een ander programma op een ongewone manier opgeslagen.")
def delen_in_hoofdletters(pad: Path) -> None:
    hernoem_delen(
        pad,
        lambda naam: {"xl/workbook.xml": "xl/Workbook.xml", "[Content_Types].xml": "[content_types].xml"}.get(
            naam, naam
        ),
    )


@bestand_geval("", "is door een ander programma op een ongewone manier opgeslagen.")
def werkmap_met_een_nummer(pad: Path) -> None:
    hernoem_delen(pad, lambda naam: naam.replace("workbook.xml", "workbook22.xml"))


@bestand_geval("", "", uren_h=90000, ernst="geen")
def datums_van_1904(pad: Path) -> None:
    """The date system of old Macs: the same days have other numbers."""
    bewerk_deel(pad, "xl/workbook.xml", lambda xml: xml.replace(b"<workbookPr", b'<workbookPr date1904="1"', 1))
    for adres, dag in (("B60", date(2025, 1, 10)), ("B62", date(2025, 1, 12))):
        cel_xml(pad, adres, "", f"<v>{(datetime(dag.year, dag.month, dag.day) - datetime(1904, 1, 1)).days}</v>")
