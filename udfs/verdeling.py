"""Sharing an amount by inwoners: the shares, the amounts, and the amount of one gemeente."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from udfs.cellen import BEDRAG, Cellen, Uitkomst, enkel, geen_fout, leeg, lees, rooster
from udfs.fouten import Excelfout, Uitval
from udfs.register import Argument, udf
from udfs.tabel import Kop
from via_xl.basis.geld import euro
from via_xl.basis.gemeenten import is_code, normaliseer
from via_xl.regeling.tabellen import INWONERS
from via_xl.rekenen.verdeling import Deel, LegeSleutel, verdeel

_CODE = INWONERS.kolom("code")
_AANTAL = INWONERS.kolom("inwoners")
_CODEKOPPEN = ("CBS code", _CODE.kop)
"""The calculated code first: under ``Code`` a spelling of the name may stand."""
_AANTALKOPPEN = (_AANTAL.kop, "Sleutel")
_NAAMKOPPEN = ("Gemeente", "Naam")

_INWONERS_HULP = (
    "Een kolom met inwoners (gelijke resten: de bovenste rij eerst), twee kolommen met CBS-code en inwoners, of een tabel "
    "met koppen Code en Inwoners. Elke code één keer."
)


class _Sleutel(Struct, frozen=True):
    """The key of the sharing, line by line: None for a blank line. ``kop`` and ``liggend`` give the answer its shape."""

    kop: bool
    liggend: bool
    codes: tuple[str | None, ...]
    namen: tuple[str, ...]
    aantallen: tuple[int, ...]
    op_code: bool

    def per_code(self) -> dict[str, int]:
        """Code → n_g; without codes the place of the row is its code."""
        return {code: n for code, n in zip(self.codes, self.aantallen, strict=True) if code is not None}

    def vorm(self, kop: str, per_code: dict[str, float]) -> Uitkomst:
        """The answers in the shape of the cells that were given."""
        uit = ["" if code is None else per_code[code] for code in self.codes]
        return [uit] if self.liggend else [[kop]] * self.kop + [[waarde] for waarde in uit]


@udf(
    "Het aandeel van elke gemeente: inwoners gedeeld door het totaal (0,25 is 25 %). Een matrix in de vorm van de "
    "kolom. Een lege regel blijft leeg.",
    Argument("inwoners", _INWONERS_HULP),
)
def VIA_AANDEEL(inwoners: Cellen) -> Uitkomst:  # noqa: N802
    """The share of each line in the sum of all, as a fraction. A sum of 0 is #NUM!; a fault anywhere is the whole answer.

    Cells, headers and codes as for ``VIA_VERDEEL``; the header of the answer is ``Aandeel %``.
    """
    sleutel = _sleutel(inwoners)
    per_code = sleutel.per_code()
    som = sum(per_code.values())
    if per_code and som == 0:
        raise Uitval(Excelfout.GETAL)
    return sleutel.vorm("Aandeel %", {code: n / som for code, n in per_code.items()})


@udf(
    "Verdeelt een bedrag naar inwoners volgens de grootste rest, zodat de delen op de cent optellen tot het bedrag. Een "
    "matrix in de vorm van de kolom, in euro.",
    Argument("bedrag", "Het te verdelen bedrag in euro, nul of meer."),
    Argument("inwoners", _INWONERS_HULP),
)
def VIA_VERDEEL(bedrag: Cellen, inwoners: Cellen) -> Uitkomst:  # noqa: N802
    """The amount shared by largest remainder: the parts add to it to the cent.

    ``inwoners`` is one column (or one row of numbers), of which equal remainders are served from the top; or two columns,
    CBS code and inwoners; or a table with the headers ``Inwoners`` (or ``Sleutel``) and ``CBS code`` or ``Code``, of which
    equal remainders go by CBS code whatever the order. The answer has the shape of the column, ``Bedrag €`` above it when
    there were headers. A blank line gives ``""`` and has no part; half a line is #VALUE!.

    The whole answer is an error when a line is one, #NUM! when a code stands twice, the amount is below 0 or finer than a
    cent, or when there is an amount and nobody to share it.
    """
    sleutel = _sleutel(inwoners)
    return sleutel.vorm("Bedrag €", {code: euro(deel.bedrag_ct) for code, deel in _delen(bedrag, sleutel).items()})


@udf(
    "De bijdrage in euro van één gemeente: haar deel als het bedrag naar inwoners over alle gemeenten wordt verdeeld. "
    "Een onbekende gemeente: #N/B.",
    Argument("gemeente", "De CBS-code, of de naam als de tabel een kolom Gemeente of Naam heeft."),
    Argument("bedrag", "Het te verdelen bedrag in euro, nul of meer."),
    Argument("inwoners", "Twee kolommen met CBS-code en inwoners, of een tabel met koppen Code en Inwoners."),
)
def VIA_BIJDRAGE(gemeente: Cellen, bedrag: Cellen, inwoners: Cellen) -> Uitkomst:  # noqa: N802
    """The part of one gemeente in ``VIA_VERDEEL`` over all of them.

    ``gemeente`` is a CBS code of the table, or a name of it (column ``Gemeente`` or ``Naam``) however it is spelled; one
    that is not there is #N/A, a name that two of them have #NUM!. ``inwoners`` must hold codes, or it is #VALUE!.
    """
    gezocht = lees(enkel(gemeente), _CODE)
    sleutel = _sleutel(inwoners)
    if not sleutel.op_code:
        raise Uitval(Excelfout.WAARDE)
    delen = _delen(bedrag, sleutel)
    if is_code(gezocht):
        codes = [gezocht] if gezocht in delen else []
    else:
        vorm = normaliseer(gezocht)
        codes = [code for code, naam in zip(sleutel.codes, sleutel.namen, strict=True) if code and naam == vorm]
    if len(codes) != 1:
        raise Uitval(Excelfout.GETAL if codes else Excelfout.NIET_GEVONDEN)
    return euro(delen[codes[0]].bedrag_ct)


def _delen(bedrag: Cellen, sleutel: _Sleutel) -> dict[str, Deel]:
    try:
        return verdeel(lees(enkel(bedrag), BEDRAG), sleutel.per_code())
    except LegeSleutel as fout:
        raise Uitval(Excelfout.GETAL) from fout


def _sleutel(cellen: Cellen) -> _Sleutel:
    """The key that these cells hold.

    Raises:
        Uitval: the cells have another shape, a line has a fault, or a code stands twice.
    """
    rijen = rooster(cellen)
    breedte = len(rijen[0])
    kop = Kop.van(rijen[0])
    code: int | None = None
    naam: int | None = None
    aantal, liggend = 0, False
    met_kop = kop.heeft(*_AANTALKOPPEN, *_CODEKOPPEN)
    if met_kop:
        aantal = kop.plek(*_AANTALKOPPEN)
        code = kop.plek(*_CODEKOPPEN) if breedte > 1 else None
        naam = kop.plek(*_NAAMKOPPEN) if kop.heeft(*_NAAMKOPPEN) else None
        rijen = rijen[1:]
    elif len(rijen) == 1 and breedte > 1 and not any(isinstance(cel, str) for cel in rijen[0]):
        rijen, liggend = [[cel] for cel in rijen[0]], True
    elif breedte == 2:
        code, aantal = 0, 1
    elif breedte > 2:
        raise Uitval(Excelfout.WAARDE)
    regels = [_regel(nummer, rij, code, aantal) for nummer, rij in enumerate(rijen)]
    codes = [regel[0] for regel in regels if regel is not None]
    if len(set(codes)) != len(codes):
        raise Uitval(Excelfout.GETAL)
    return _Sleutel(
        kop=met_kop,
        liggend=liggend,
        codes=tuple(regel and regel[0] for regel in regels),
        namen=tuple(_naam(rij, naam) for rij in rijen),
        aantallen=tuple(regel[1] if regel else 0 for regel in regels),
        op_code=code is not None,
    )


def _regel(nummer: int, rij: list[Any], code: int | None, aantal: int) -> tuple[str, int] | None:
    """Code and number of a line, or None when it is blank."""
    gebruikt = [rij[aantal]] if code is None else [rij[code], rij[aantal]]
    if leeg(gebruikt):
        return None
    for cel in gebruikt:
        geen_fout(cel)
    n = lees(rij[aantal], _AANTAL)
    if code is None:
        return f"{nummer:07}", n
    gelezen = lees(rij[code], _CODE)
    if not is_code(gelezen):
        raise Uitval(Excelfout.WAARDE)
    return gelezen, n


def _naam(rij: list[Any], plek: int | None) -> str:
    return normaliseer(rij[plek]) if plek is not None and isinstance(rij[plek], str) else ""
