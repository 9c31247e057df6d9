"""The figures of a settlement, each said once: what it is called, its unit, its source, how it is calculated.

Sheets, documents and screen take label and unit from here; :mod:`via_xl.schrijven.formules` has the formula under the
name that ``formule`` gives, and :attr:`Grootheid.waarde` is what the engine has.

>>> TE_VERDELEN.met_symbool, TE_VERDELEN.kort_met_symbool, SALDO.kop
('Te verdelen over de gemeenten (R)', 'Te verdelen (R)', 'Saldo €')
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from via_xl.basis.maat import Maat, Ruw
from via_xl.regeling.regio import Regio
from via_xl.rekenen.verrekening import GemeenteUitkomst, Verrekening, boven_grens_ct, draagt_volgens_sleutel

R = TypeVar("R")


class Grootheid(Struct, Generic[R], frozen=True):
    """A figure. ``R`` is what it is a figure of: the settlement of a year, or of one gemeente.

    ``naam`` is what formulas call it (``{te_verdelen}``); ``label`` what people do, ``kort`` where that is clear from
    what stands around it. ``uit`` are the figures that go into the formula, in the order in which it takes them;
    ``hoe`` says the same in a few words. ``uitkomst``: it is shown as an outcome. ``bron`` names the subjects of the
    passages that it comes from (:data:`via_xl.regeling.regio.ONDERWERPEN`). Label and ``hoe`` are texts for
    :meth:`via_xl.regeling.regio.Regio.zin`.
    """

    naam: str
    label: str
    maat: Maat
    waarde: Callable[[R], Ruw]
    kort: str = ""
    symbool: str = ""
    bron: tuple[str, ...] = ()
    formule: str = ""
    uit: tuple[str, ...] = ()
    hoe: str = ""
    uitkomst: bool = False

    def bij(self, regio: Regio) -> Grootheid[R]:
        """The figure as a region calls it: its texts filled in."""
        return replace(self, label=regio.zin(self.label), kort=regio.zin(self.kort), hoe=regio.zin(self.hoe))

    def vindplaats(self, regio: Regio) -> str:
        """Where the document of a region treats it; "" for a figure that no passage is about."""
        return regio.bron(*self.bron) if self.bron else ""

    @property
    def met_symbool(self) -> str:
        """The label, with the letter that the explanation uses."""
        return f"{self.label} ({self.symbool})" if self.symbool else self.label

    @property
    def kort_met_symbool(self) -> str:
        """The short label, with that letter."""
        kort = self.kort or self.label
        return f"{kort} ({self.symbool})" if self.symbool else kort

    @property
    def in_zin(self) -> str:
        """The label inside a sentence: ``vergoeding uit POK``."""
        return f"{self.label[0].lower()}{self.label[1:]}"

    @property
    def zonder_cent(self) -> str:
        """The label of a figure in cents, where its amount stands in euro."""
        return self.label.removesuffix(", in cent")

    @property
    def kop(self) -> str:
        """The header of a column that holds it: the short label and the sign of its unit."""
        return f"{self.kort or self.label} {self.maat.teken}".rstrip()


KOSTEN: Grootheid[Verrekening] = Grootheid(
    "kosten",
    "Kosten van de werkgroep, hele regio",
    Maat.EURO,
    lambda u: u.kosten_ct,
    kort="Kosten van de werkgroep",
    symbool="K",
    bron=("verrekening",),
    hoe="uren × uurtarief, per regel afgerond op de cent, en andere kosten die meetellen",
    uitkomst=True,
)
OVERIG: Grootheid[Verrekening] = Grootheid(
    "overig",
    "Daarvan andere kosten dan uren",
    Maat.EURO,
    lambda u: u.overig_ct,
    bron=("verrekening",),
    hoe="wat gemeenten betaalden en meetelt",
)
VAN_UREN: Grootheid[Verrekening] = Grootheid(
    "van_uren",
    "Daarvan kosten van uren",
    Maat.EURO,
    lambda u: u.kosten_ct - u.overig_ct,
    bron=("verrekening",),
    formule="verschil_van",
    uit=("kosten", "overig"),
    hoe="kosten zonder de andere",
)
VERGOEDBAAR: Grootheid[Verrekening] = Grootheid(
    "vergoedbaar",
    "Daarvan kosten waarvan POK een deel vergoedt",
    Maat.EURO,
    lambda u: u.vergoedbaar_ct,
    kort="Daarvan voor POK",
    bron=("verdeling",),
    hoe="alle uren, en andere kosten met POK op ja",
)
VAN_JAAR: Grootheid[Verrekening] = Grootheid(
    "van_jaar",
    "Kosten voor POK van het jaar zelf",
    Maat.EURO,
    lambda u: u.van_jaar.kosten_ct,
    bron=("verdeling",),
    hoe="zonder uren die de POK van een ander jaar vergoedt",
)
PERCENTAGE: Grootheid[Verrekening] = Grootheid(
    "percentage",
    "Vergoeding uit POK, percentage",
    Maat.PROCENT,
    lambda u: u.vergoeding_bp,
    kort="Percentage POK",
    bron=("verdeling",),
)
ZONDER_MAXIMUM: Grootheid[Verrekening] = Grootheid(
    "vergoeding_zonder_maximum",
    "Vergoeding zonder maximum",
    Maat.EURO,
    lambda u: u.van_jaar.zonder_maximum_ct,
    bron=("verdeling",),
    formule="deel_van",
    uit=("percentage", "van_jaar"),
    hoe="percentage × kosten, in hele centen",
)
MAXIMUM: Grootheid[Verrekening] = Grootheid(
    "maximum",
    "Vergoeding uit POK, maximum",
    Maat.EURO,
    lambda u: u.maximum_ct,
    kort="Maximum POK",
    bron=("verdeling",),
)
UIT_JAAR: Grootheid[Verrekening] = Grootheid(
    "uit_jaar",
    "Vergoeding uit de POK van het jaar zelf",
    Maat.EURO,
    lambda u: u.van_jaar.vergoeding_ct,
    kort="Uit de POK van het jaar zelf",
    bron=("verdeling",),
    hoe="percentage × kosten, niet meer dan het maximum",
)
LAAT: Grootheid[Verrekening] = Grootheid(
    "laat",
    "Vergoeding van late uren, uit de POK van hun eigen jaar",
    Maat.EURO,
    lambda u: sum(deel.vergoeding_ct for deel in u.laat),
    kort="Uit de POK van een ander jaar",
    bron=("verdeling",),
    hoe="late uren: binnen wat het jaar van levering nog over had",
)
VERGOEDING: Grootheid[Verrekening] = Grootheid(
    "vergoeding",
    "Vergoeding uit POK",
    Maat.EURO,
    lambda u: u.vergoeding_ct,
    kort="Vergoeding",
    symbool="V",
    bron=("verdeling",),
    formule="samen",
    uit=("uit_jaar", "laat"),
    hoe="van het jaar zelf, en van late uren",
    uitkomst=True,
)
TE_VERDELEN: Grootheid[Verrekening] = Grootheid(
    "te_verdelen",
    "Te verdelen over de gemeenten",
    Maat.EURO,
    lambda u: u.te_verdelen_ct,
    kort="Te verdelen",
    symbool="R",
    bron=("verdeling",),
    formule="te_verdelen",
    uit=("kosten", "vergoeding"),
    hoe="R = K − V",
    uitkomst=True,
)
PEILJAAR: Grootheid[Verrekening] = Grootheid(
    "peiljaar", "Peiljaar inwoners", Maat.JAAR, lambda u: u.peiljaar, bron=("peiljaar",)
)
SLEUTEL: Grootheid[Verrekening] = Grootheid(
    "sleutel", "Verdeelsleutel", Maat.TEKST, lambda u: u.verdeelsleutel, bron=("verdeling", "begroting")
)
KARAKTER: Grootheid[Verrekening] = Grootheid(
    "karakter", "Karakter van de bijdrage", Maat.TEKST, lambda u: u.karakter, bron=("begroting", "bijdragen")
)
DRAGER: Grootheid[Verrekening] = Grootheid(
    "drager", "Drager van de meerkosten", Maat.TEKST, lambda u: u.drager, bron=("verrekening",)
)
VOORSTELGRENS: Grootheid[Verrekening] = Grootheid(
    "voorstelgrens",
    "Voorstelgrens{bij verrekening}",
    Maat.EURO,
    lambda u: u.voorstelgrens_ct,
    kort="Voorstelgrens",
    bron=("verrekening",),
    hoe="uit Jaren, anders het begrote totaal",
)
BOVEN: Grootheid[Verrekening] = Grootheid(
    "boven",
    "Te verdelen boven de voorstelgrens",
    Maat.EURO,
    lambda u: boven_grens_ct(u.te_verdelen_ct, u.voorstelgrens_ct),
    bron=("verrekening",),
    formule="boven_grens",
    uit=("te_verdelen", "voorstelgrens"),
    hoe="daarvoor is een voorstel nodig",
)
ZELFDE: Grootheid[Verrekening] = Grootheid(
    "zelfde",
    "De meerkosten volgen de sleutel",
    Maat.GEHEEL,
    lambda u: draagt_volgens_sleutel(u.verdeelsleutel, u.drager),
    bron=("verrekening",),
    formule="draagt_volgens_sleutel",
    uit=("sleutel", "drager"),
    hoe="1 is ja: dan wordt R in één keer verdeeld",
)
MEERKOSTEN: Grootheid[Verrekening] = Grootheid(
    "meerkosten",
    "Meerkosten, apart gedragen, in cent",
    Maat.GEHEEL,
    lambda u: u.meerkosten_ct,
    bron=("verrekening",),
    hoe="het deel boven de grens, als de drager een andere is dan de sleutel",
)
VOLGENS_SLEUTEL: Grootheid[Verrekening] = Grootheid(
    "volgens_sleutel",
    "Verdeeld volgens de sleutel, in cent",
    Maat.GEHEEL,
    lambda u: u.volgens_sleutel_ct,
    bron=("verdeling",),
    formule="volgens_sleutel",
    hoe="R zonder de meerkosten; bij sleutel kosten wat van ieders kosten afgaat; niets als de bijdrage vast is",
)
BTW_POSITIE: Grootheid[Verrekening] = Grootheid("btw_positie", "Btw positie", Maat.TEKST, lambda u: u.btw_positie)
BTW_TARIEF: Grootheid[Verrekening] = Grootheid(
    "btw_tarief",
    "Btw tarief over de bijdrage",
    Maat.PROCENT,
    lambda u: u.btw_over_bijdrage_bp,
    hoe="alleen als de btw een last is, anders nul",
)
SOM: Grootheid[Verrekening] = Grootheid(
    "som", "Som van de sleutel", Maat.GEHEEL, lambda u: u.sleutel_totaal, symbool="N", bron=("verdeling",)
)
NOEMER: Grootheid[Verrekening] = Grootheid(
    "noemer",
    "Noemer",
    Maat.GEHEEL,
    lambda u: max(1, u.sleutel_totaal),
    formule="noemer",
    uit=("som",),
    hoe="N, ten minste 1",
)
HEEL: Grootheid[Verrekening] = Grootheid(
    "heel",
    "Hele centen per eenheid van de sleutel",
    Maat.GEHEEL,
    lambda u: u.rondes[0],
    formule="heel",
    uit=("volgens_sleutel", "noemer"),
    hoe="het verdeelde bedrag gedeeld door N, in hele centen",
)
OVER: Grootheid[Verrekening] = Grootheid(
    "over",
    "Over na de hele centen, in cent",
    Maat.GEHEEL,
    lambda u: u.rondes[1],
    formule="over",
    uit=("volgens_sleutel", "heel", "noemer"),
    hoe="minder dan N; dit wordt per gemeente naar de sleutel verdeeld",
)
RESTCENTEN: Grootheid[Verrekening] = Grootheid(
    "restcenten",
    "Restcenten",
    Maat.GEHEEL,
    lambda u: u.volgens_sleutel_ct - sum(r.deel.afgekapt for r in u.gemeenten),
    hoe="een cent voor elk van de grootste resten",
)
MEER_SOM: Grootheid[Verrekening] = Grootheid(
    "meer_som", "Som sleutel meerkosten", Maat.GEHEEL, lambda u: u.meerkosten_totaal, bron=("verrekening",)
)
MEER_NOEMER: Grootheid[Verrekening] = Grootheid(
    "meer_noemer",
    "Noemer voor de meerkosten",
    Maat.GEHEEL,
    lambda u: max(1, u.meerkosten_totaal),
    formule="noemer",
    uit=("meer_som",),
    hoe="ten minste 1",
)
MEER_HEEL: Grootheid[Verrekening] = Grootheid(
    "meer_heel",
    "Hele centen meerkosten per eenheid van hun sleutel",
    Maat.GEHEEL,
    lambda u: u.meer_rondes[0],
    formule="heel",
    uit=("meerkosten", "meer_noemer"),
    hoe="de meerkosten gedeeld door hun noemer, in hele centen",
)
MEER_OVER: Grootheid[Verrekening] = Grootheid(
    "meer_over",
    "Over van de meerkosten, in cent",
    Maat.GEHEEL,
    lambda u: u.meer_rondes[1],
    formule="over",
    uit=("meerkosten", "meer_heel", "meer_noemer"),
    hoe="minder dan hun noemer; dit wordt per gemeente verdeeld",
)
MEER_RESTCENTEN: Grootheid[Verrekening] = Grootheid(
    "meer_restcenten",
    "Restcenten van de meerkosten",
    Maat.GEHEEL,
    lambda u: u.meerkosten_ct - sum(r.meerkosten.afgekapt for r in u.gemeenten),
    hoe="een cent voor elk van de grootste resten",
)
VASTE_ANDEREN: Grootheid[Verrekening] = Grootheid(
    "vaste_anderen",
    "Gedrukte bedragen van de anderen",
    Maat.EURO,
    lambda u: sum(r.begroot_ct or 0 for r in u.gemeenten if not r.gemeente.centrumgemeente),
    bron=("tabel",),
    hoe="{tabel}, zonder de centrumgemeente",
)

UREN: Grootheid[GemeenteUitkomst] = Grootheid(
    "uren", "Door u geleverde uren", Maat.UREN, lambda r: r.uren_h, kort="Uren", bron=("verrekening",)
)
INZET: Grootheid[GemeenteUitkomst] = Grootheid(
    "inzet", "Kosten van uw inzet", Maat.EURO, lambda r: r.kosten_ct, kort="Kosten", bron=("verrekening",)
)
URENKOSTEN: Grootheid[GemeenteUitkomst] = Grootheid(
    "urenkosten",
    "Kosten van uw uren",
    Maat.EURO,
    lambda r: r.urenkosten_ct,
    kort="Kosten van uren",
    bron=("verrekening",),
)
BETAALD: Grootheid[GemeenteUitkomst] = Grootheid(
    "betaald",
    "Andere kosten die u betaalde",
    Maat.EURO,
    lambda r: r.overig_ct,
    kort="Overige kosten",
    bron=("verrekening",),
)
ZONDER_BTW: Grootheid[GemeenteUitkomst] = Grootheid(
    "zonder_btw", "Bijdrage zonder btw", Maat.EURO, lambda r: r.zonder_btw_ct, kort="Zonder btw", bron=("verdeling",)
)
BTW: Grootheid[GemeenteUitkomst] = Grootheid(
    "btw",
    "Btw over uw bijdrage",
    Maat.EURO,
    lambda r: r.btw_ct,
    kort="Btw",
    formule="deel_van",
    uit=("btw_tarief", "zonder_btw"),
    hoe="btw tarief × bijdrage zonder btw",
)
BIJDRAGE: Grootheid[GemeenteUitkomst] = Grootheid(
    "bijdrage",
    "Bijdrage van uw gemeente",
    Maat.EURO,
    lambda r: r.bijdrage_ct,
    kort="Bijdrage",
    bron=("verdeling",),
    uitkomst=True,
)
VOORSCHOT: Grootheid[GemeenteUitkomst] = Grootheid(
    "voorschot", "Betaald voorschot", Maat.EURO, lambda r: r.voorschot_ct, kort="Voorschot", bron=("bijdragen",)
)
SALDO: Grootheid[GemeenteUitkomst] = Grootheid(
    "saldo",
    "Saldo (min: uw gemeente ontvangt)",
    Maat.EURO,
    lambda r: r.saldo_ct,
    kort="Saldo",
    bron=("verrekening",),
    formule="saldo",
    uit=("bijdrage", "inzet", "voorschot"),
    hoe="bijdrage − kosten van uw inzet − voorschot",
    uitkomst=True,
)
VERREKEND: Grootheid[GemeenteUitkomst] = Grootheid(
    "verrekend",
    "Verrekend uit een eerdere herziening",
    Maat.EURO,
    lambda r: r.verrekend_ct,
    kort="Verrekend",
    hoe="een klein verschil van een ander jaar, dat nu wordt meegenomen",
)
TE_BETALEN: Grootheid[GemeenteUitkomst] = Grootheid(
    "met_verrekend",
    "Saldo met wat is verrekend (min: uw gemeente ontvangt)",
    Maat.EURO,
    lambda r: r.te_betalen_ct,
    kort="Met verrekend",
    formule="samen",
    uit=("saldo", "verrekend"),
    hoe="saldo + verrekend uit een eerdere herziening",
    uitkomst=True,
)
BEGROOT: Grootheid[GemeenteUitkomst] = Grootheid(
    "begroot",
    "Begroot in {het document}{bij bijdragen}",
    Maat.EURO,
    lambda r: r.begroot_ct,
    kort="Begroot",
    bron=("bijdragen",),
)
VERSCHIL: Grootheid[GemeenteUitkomst] = Grootheid(
    "verschil",
    "Bijdrage min begroot",
    Maat.EURO,
    lambda r: None if r.begroot_ct is None else r.bijdrage_ct - r.begroot_ct,
    kort="Verschil",
    bron=("bijdragen",),
    formule="verschil",
    uit=("bijdrage", "begroot"),
    hoe="werkelijke bijdrage min begrote bijdrage",
)

VAN_HET_JAAR = (
    *(KOSTEN, OVERIG, VAN_UREN, VERGOEDBAAR, VAN_JAAR, PERCENTAGE, ZONDER_MAXIMUM, MAXIMUM, UIT_JAAR, LAAT, VERGOEDING),
    *(TE_VERDELEN, PEILJAAR, SLEUTEL, KARAKTER, DRAGER, BTW_POSITIE, BTW_TARIEF),
    *(VOORSTELGRENS, BOVEN, ZELFDE, MEERKOSTEN, VOLGENS_SLEUTEL, SOM, NOEMER, HEEL, OVER, RESTCENTEN),
    *(MEER_SOM, MEER_NOEMER, MEER_HEEL, MEER_OVER, MEER_RESTCENTEN, VASTE_ANDEREN),
)
"""The figures of a year, for the whole region."""
VAN_EEN_GEMEENTE = (
    *(UREN, URENKOSTEN, BETAALD, INZET, ZONDER_BTW, BTW, BIJDRAGE, VOORSCHOT, SALDO, VERREKEND, TE_BETALEN),
    *(BEGROOT, VERSCHIL),
)
"""The figures of one gemeente."""
