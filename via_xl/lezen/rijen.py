"""One row of a source becomes one record: every value converted, every fault gathered. Shared by CSV and master."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from via_xl.basis.bevinding import Bevinding, Plek
from via_xl.basis.gemeenten import is_code, normaliseer, zelfde_in_formule
from via_xl.lezen.waarden import WaardeFout, leeg
from via_xl.regeling.kolom import Invoerkolom, Invoertabel, Kolomsoort
from via_xl.regeling.model import Gemeente, Naam, Record, Status

Lees = Callable[[Any, Invoerkolom], Any]
"""Text or cell to value: one of the two of :mod:`via_xl.lezen.waarden`."""

Herken = Callable[[str], str]
"""A CBS code or a spelling of a gemeente to its code; raises WaardeFout."""


class Rijlezer:
    """Turns the rows of one table into records.

    ``kolommen`` are those that the source has; the others get their default. ``lees`` converts one value, ``herken``
    finds the code of a gemeente. What is wrong is gathered in ``bevindingen``; a faulty row gives no record. A value
    that was met before in the same column is not converted again: hour lines repeat themselves.
    """

    def __init__(
        self, tabel: Invoertabel, kolommen: Iterable[Invoerkolom], lees: Lees, herken: Herken, *, met_kop: bool
    ) -> None:
        self.bevindingen: list[Bevinding] = []
        self._tabel = tabel
        self._kolommen: tuple[tuple[Invoerkolom, dict[Any, Any]], ...] = tuple((kolom, {}) for kolom in kolommen)
        aanwezig = {kolom.veld for kolom, _ in self._kolommen}
        self._ontbreekt = {k.veld: leeg(k) for k in tabel.kolommen if k.veld not in aanwezig and not k.verplicht}
        self._uit_rij = tuple((kolom.veld, kolom.uit_rij) for kolom in tabel.kolommen if kolom.uit_rij)
        self._lees = lees
        self._herken = herken
        self._met_kop = met_kop

    def lees(self, ruw: Mapping[str, Any], plek: Plek) -> Record | None:
        """The record of one row, or None when something in it is wrong.

        ``ruw`` has what the source holds by field name; ``plek`` is where the row stands.
        """
        waarden: dict[str, Any] = dict(self._ontbreekt)
        goed = True
        for kolom, eerder in self._kolommen:
            inhoud = ruw.get(kolom.veld)
            sleutel = (type(inhoud), inhoud)
            uitkomst = eerder.get(sleutel, eerder)
            if uitkomst is eerder:
                uitkomst = eerder[sleutel] = self._zet_om(inhoud, kolom)
            if isinstance(uitkomst, WaardeFout):
                goed = False
                wat = f"{kolom.kop}: {uitkomst.wat}" if self._met_kop else uitkomst.wat
                self.bevindingen.append(Bevinding.op(plek, kolom.veld, wat, uitkomst.doen))
            else:
                waarden[kolom.veld] = uitkomst
        if not goed:
            return None
        for veld, uit_rij in self._uit_rij:
            if waarden[veld] is None:
                waarden[veld] = uit_rij(waarden)
        return self._tabel.record(plek=plek, **waarden)

    def _zet_om(self, inhoud: Any, kolom: Invoerkolom) -> Any:
        try:
            waarde = self._lees(inhoud, kolom)
            return self._herken(waarde) if waarde and kolom.soort is Kolomsoort.CODE else waarde
        except WaardeFout as fout:
            return fout


def alleen_code(tekst: str) -> str:
    """The text itself, which must be a CBS code: in the tables that say which codes and names there are, no name will do.

    Raises:
        WaardeFout: anything else than a CBS code.
    """
    if not is_code(tekst):
        raise WaardeFout(f'"{tekst}" is geen CBS-code.', "Vul de code van de gemeente in: GM en vier cijfers.")
    return tekst


class Namenlijst:
    """The spellings under which gemeenten are known, and how strictly they are compared."""

    def __init__(self, gemeenten: Iterable[Gemeente], namen: Iterable[Naam]) -> None:
        namen = tuple(namen)
        paren = [(rij.naam, rij.code) for rij in gemeenten] + [(rij.naam, rij.code) for rij in namen]
        self._ruim: dict[str, set[str]] = defaultdict(set)
        self._formule = {zelfde_in_formule(rij.naam): rij.code for rij in reversed(namen)}  # MATCH: the first
        for naam, code in paren:
            self._ruim[normaliseer(naam)].add(code)

    def codes_van(self, tekst: str) -> set[str]:
        """The codes of the gemeenten that may be meant by a name, however it is spelled."""
        return set(self._ruim.get(normaliseer(tekst), ()))

    def herken_ruim(self, tekst: str) -> str:
        """The code of a name however it was spelled (CSV).

        Raises:
            WaardeFout: nobody's name, or the name of more than one gemeente.
        """
        if is_code(tekst):
            return tekst
        codes = sorted(self.codes_van(tekst))
        if len(codes) > 1:
            raise WaardeFout(f'"{tekst}" kan {" en ".join(codes)} zijn.', "Vul de CBS-code in.")
        if not codes:
            raise _onbekend(tekst)
        return codes[0]

    def herken_als_formule(self, tekst: str) -> str:
        """The code of a name that the workbook's own MATCH finds in ``tblNamen`` (master).

        Raises:
            WaardeFout: the formulas would not find it, even if we do.
        """
        if is_code(tekst):
            return tekst
        code = self._formule.get(zelfde_in_formule(tekst))
        if code is not None:
            return code
        codes = sorted(self.codes_van(tekst))
        if not codes:
            raise _onbekend(tekst)
        raise WaardeFout(
            f'"{tekst}" staat niet zo in tblNamen; de formules herkennen het niet.',
            f"Typ {' of '.join(codes)}, of zet deze schrijfwijze in tblNamen.",
        )


def _onbekend(tekst: str) -> WaardeFout:
    return WaardeFout(
        f'"{tekst}" is geen bekende gemeente.', "Vul de CBS-code in, of zet deze schrijfwijze bij de namen."
    )


def officiele_namen(gemeenten: Iterable[Gemeente], namen: Iterable[Naam], bron: str) -> tuple[Naam, ...]:
    """``namen`` and behind them the official name of each gemeente that isn't among them; ``bron`` is their source."""
    uit = list(namen)
    bekend = {zelfde_in_formule(rij.naam) for rij in uit}
    for gemeente in gemeenten:
        vorm = zelfde_in_formule(gemeente.naam)
        if vorm not in bekend:
            bekend.add(vorm)
            nieuw = Naam(code=gemeente.code, naam=gemeente.naam, bron=bron, status=Status.VASTGESTELD)
            uit.append(nieuw)
    return tuple(uit)
