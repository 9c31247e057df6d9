"""A formula of the old master, written so that it means the same in the new one; and what in it is gone."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from msgspec import Struct, field
from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError

from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.basis.kolommen import kolomletter, kolomnummer
from via_xl.lezen.xlsx import Hoeken
from via_xl.regeling.tabellen import VOORHEEN
from via_xl.wijzigen.meenemen.verhuizing import Verhuizing

_OPDRACHT = " ".join(("via-xl", "rapport"))
_RAPPORT = {
    "Bijdrage": "bijdrage",
    "Capaciteit": "capaciteit",
    "Themas": "themas",
    "DUVO-POK": "duvo-pok",
    "Lezingen": "lezingen",
    "Uitgangspunten": "lezingen",
}
"""By sheet that left the master in layout 4 the report that has what stood on it."""

_MET_BLAD = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)\Z", re.DOTALL)
_CEL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]{0,6})\Z")
_HELE_KOLOM = re.compile(r"(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})\Z")
_HELE_RIJ = re.compile(r"\$?[1-9][0-9]*:\$?[1-9][0-9]*\Z")
_STRUCTUUR = re.compile(r"([^\W\d][\w.]*)\[(.*)\]\Z", re.DOTALL)
_KOLOM = re.compile(r"\[((?:[^\[\]']|'.)+)\]")
_GEWOON = re.compile(r"[^\W\d][\w.]*\Z")


class Omschreven(Struct, frozen=True):
    """A formula for its new place, and in Dutch what it refers to that is not there any more."""

    tekst: str
    weg: tuple[str, ...] = ()


def rapport_van(blad: str) -> str:
    """Where what stood on a sheet that left the master can be had; "" when it is nowhere."""
    return f" (nu: {_OPDRACHT} {_RAPPORT[blad]})" if blad in _RAPPORT else ""


class Omschrijver(Struct):
    """Writes formulas for the new master.

    ``eigen_bladen`` are the sheets that come along, ``weg_namen`` the defined names that don't (casefolded, each with why),
    ``eigen_tabellen`` the user's own tables by the name they get.
    """

    verhuizing: Verhuizing
    eigen_bladen: Collection[str]
    weg_namen: Mapping[str, str]
    eigen_tabellen: Mapping[str, str]
    hernoemd: Mapping[str, str] = field(default_factory=dict)
    """By the name (casefolded) that the user gave a sheet of the program the name it has again."""

    def formule(self, tekst: str, blad: str, naar: str | None = None) -> Omschreven:
        """A formula (without ``=``) that stands on ``blad``, and will stand on ``naar``; "" is no sheet."""
        try:
            delen = Tokenizer(f"={tekst}").items
        except (TokenizerError, IndexError):
            return Omschreven(tekst, ("een formule die niet te lezen is",))
        weg: list[str] = []
        uit = [
            self._verwijzing(deel.value, blad, blad if naar is None else naar, weg)
            if deel.type == Token.OPERAND and deel.subtype == Token.RANGE
            else deel.value
            for deel in delen
        ]
        return Omschreven("".join(uit), tuple(dict.fromkeys(weg)))

    def _verwijzing(self, tekst: str, blad: str, naar: str, weg: list[str]) -> str:
        if tekst.startswith("#"):
            return tekst
        if (structuur := _STRUCTUUR.match(tekst)) and "!" not in tekst:
            return self._structuur(tekst, structuur[1], structuur[2], weg)
        if "[" in tekst:
            return tekst  # of another workbook, and the links with those come along in the same order
        met_blad = _MET_BLAD.match(tekst)
        op = (met_blad[1] or met_blad[2]).replace("''", "'") if met_blad else blad
        rest = met_blad[3] if met_blad else tekst
        op = self.hernoemd.get(op.casefold(), op)
        if ":" in op:
            weg.append(f"een reeks bladen ({op})")
            return tekst
        echt = next((naam for naam in self.verhuizing.oud if naam.casefold() == op.casefold()), op)
        is_cel = all(_CEL.match(hoek) for hoek in rest.split(":")) or _HELE_KOLOM.match(rest) or _HELE_RIJ.match(rest)
        if not is_cel:
            if met_blad and echt not in self.eigen_bladen and echt not in self.verhuizing.nieuw:
                weg.append(f"blad {echt}{rapport_van(echt)}")
            elif not met_blad and (waarom := self.weg_namen.get(rest.casefold())) is not None:
                weg.append(f"de naam {rest}, {waarom}")
            return tekst
        if echt in self.eigen_bladen:
            return tekst
        nieuw = self._cellen(echt, rest)
        if nieuw is None:
            if echt in self.verhuizing.nieuw or echt not in self.verhuizing.oud:
                weg.append(f"{echt}!{rest.replace('$', '')}")
            else:
                weg.append(f"blad {echt}{rapport_van(echt)}")
            return tekst
        nieuw_blad, adres = nieuw
        return adres if not met_blad and nieuw_blad == naar else f"{bladnaam(nieuw_blad)}!{adres}"

    def _structuur(self, tekst: str, tabel: str, binnen: str, weg: list[str]) -> str:
        gezocht = zelfde_in_formule(tabel)
        for naam, nieuw in self.eigen_tabellen.items():
            if zelfde_in_formule(naam) == gezocht:
                return f"{nieuw}[{binnen}]"
        verhuizing = self.verhuizing
        for was, nu in VOORHEEN.items():
            if zelfde_in_formule(was) == gezocht and nu in verhuizing.oude_tabellen:
                tekst, gezocht = f"{nu}[{binnen}]", zelfde_in_formule(nu)
        echt = next((naam for naam in verhuizing.oude_tabellen if zelfde_in_formule(naam) == gezocht), tabel)
        if echt not in verhuizing.tabellen:
            blad = verhuizing.oude_tabellen[echt].blad if echt in verhuizing.oude_tabellen else ""
            weg.append(f"tabel {echt}{rapport_van(blad)}")
            return tekst
        koppen = [] if binnen.startswith("#") else (_KOLOM.findall(binnen) if "[" in binnen else [binnen])
        for ruw in koppen:
            kop = re.sub(r"'(.)", r"\1", ruw)
            if not kop.startswith("#") and kop and verhuizing.tabelkolom(echt, kop) is None:
                weg.append(f"kolom {kop} van tabel {echt}")
        return tekst

    def _cellen(self, blad: str, rest: str) -> tuple[str, str] | None:
        """A range in its new place: its sheet and its address, with the ``$`` where they were."""
        if _HELE_RIJ.match(rest):
            return None
        if kolommen := _HELE_KOLOM.match(rest):
            een, ander = (
                self.verhuizing.hele_kolom(blad, kolomnummer(kolommen[groep].upper()) + 1) for groep in (2, 4)
            )
            if een is None or ander is None or een[0] != ander[0]:
                return None
            return een[0], f"{kolommen[1]}{kolomletter(een[1] - 1)}:{kolommen[3]}{kolomletter(ander[1] - 1)}"
        hoeken = [hoek for hoek in (_CEL.match(deel) for deel in rest.split(":")) if hoek]
        plekken = [(int(hoek[4]), kolomnummer(hoek[2].upper()) + 1) for hoek in hoeken]
        (rij1, kolom1), (rij2, kolom2) = plekken[0], plekken[-1]
        if len(hoeken) > 2 or rij2 < rij1 or kolom2 < kolom1:
            return None
        nieuw = self.verhuizing.gebied(blad, Hoeken(rij1, kolom1, rij2, kolom2))
        if nieuw is None:
            return None
        vak = nieuw[1]
        adressen = [
            f"{hoek[1]}{kolomletter(kolom - 1)}{hoek[3]}{rij}"
            for hoek, rij, kolom in zip(
                (hoeken[0], hoeken[-1]), (vak.rij1, vak.rij2), (vak.kolom1, vak.kolom2), strict=True
            )
        ]
        return nieuw[0], ":".join(adressen[: len(hoeken)])


def bladnaam(naam: str) -> str:
    """The name of a sheet as a formula writes it."""
    return naam if _GEWOON.match(naam) and not _CEL.match(naam) else "'" + naam.replace("'", "''") + "'"
