"""The settlement of a year a third time, in pandas: from the rows of the input tables, by joining, grouping and adding up.

It shares no line with the rekenkern and none with the formulas: what all three agree on isn't the mistake of one of them.
``make lint`` holds that nothing of :mod:`via_xl.rekenen` is imported here. Where the rekenkern takes steps that a
spreadsheet can follow, this takes the shortest way: an amount × a key in one go, in Python's own whole numbers.

Hour lines are added in int64, as long as no sum of them can be beyond it.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import floor
from typing import Any

import pandas as pd
from msgspec import Struct

from via_xl.regeling import tabellen
from via_xl.regeling.frames import eis_int64, frame
from via_xl.regeling.model import Regeling

_UIT = (
    tabellen.GEMEENTEN,
    tabellen.JAREN,
    tabellen.INWONERS,
    tabellen.POK,
    tabellen.TARIEVEN,
    tabellen.UREN,
    tabellen.BEGROTING,
    tabellen.CAPACITEIT,
    tabellen.VOORSCHOTTEN,
    tabellen.KOSTEN,
    tabellen.VERREKEND,
)
"""The tables that a settlement is calculated from."""

Rij = Any
Reeks = pd.Series
"""A row of a frame, and a column of it."""


class Groepsrekening(Struct, frozen=True):
    """The outcome: a row per gemeente (index ``code``, in the order of the input), and the amounts of the region in cents.

    The columns are ``uren_h``, ``kosten_ct``, ``btw_ct``, ``bijdrage_ct``, ``voorschot_ct``, ``saldo_ct``, ``verrekend_ct``
    and ``te_betalen_ct``: Python's whole numbers.
    """

    gemeenten: pd.DataFrame
    kosten_ct: int
    vergoeding_ct: int
    meerkosten_ct: int

    @property
    def te_verdelen_ct(self) -> int:
        """What is left to share, in cents."""
        return self.kosten_ct - self.vergoeding_ct


def groepsrekening(regeling: Regeling, jaar: int) -> Groepsrekening:
    """The settlement of ``jaar``.

    Raises:
        KeyError: the year isn't in tblJaren, or a year of POK not in tblPOK.
        ValueError: an hour line of the year without exactly one rate, or a rate that can't be derived.
        ZeroDivisionError: there is an amount to share, and the key adds to zero.
        OverflowError: the hour lines are beyond what 64 bits hold.
    """
    van = {tabel.attribuut: frame(tabel, getattr(regeling, tabel.attribuut)) for tabel in _UIT}
    gemeenten = van["gemeenten"].set_index("code")
    keuzes: Rij = van["jaren"].set_index("jaar").loc[jaar]
    _naar_houder(van, _houder(van["gemeenten"], jaar))
    regels, posten = _urenregels(van, jaar), _kosten(van, jaar)
    nu, posten_nu = regels[regels["jaar"] == jaar], posten[posten["jaar"] == jaar]

    def per_gemeente(tabel: pd.DataFrame, kolom: str) -> Reeks[Any]:
        return _exact(tabel.groupby("code")[kolom].sum().reindex(gemeenten.index, fill_value=0))

    def van_jaar(naam: str, kolom: str, jaarkolom: str = "jaar", welk: int = jaar) -> Reeks[Any]:
        tabel = van[naam]
        return per_gemeente(tabel[tabel[jaarkolom] == welk], kolom)

    uit = pd.DataFrame(index=gemeenten.index)
    uit["uren_h"] = per_gemeente(nu, "uren_h")
    uit["kosten_ct"] = per_gemeente(nu, "kosten_ct") + per_gemeente(posten_nu, "kosten_ct")
    kosten, vergoeding = sum(uit["kosten_ct"]), _vergoeding(van["pok"], regels, posten, jaar)
    te_verdelen = kosten - vergoeding

    doet_mee = _op(gemeenten, jaar)
    sleutels = {
        "inwoners": van_jaar("inwoners", "inwoners", "peiljaar", keuzes["peiljaar"]).where(doet_mee, 0),
        "kosten": _exact(uit["kosten_ct"], lambda ct: _half_op(Fraction(ct, 100))),
        "uren": uit["uren_h"],
        "capaciteit": per_gemeente(van["capaciteit"][_op(van["capaciteit"], jaar)], "uren_per_week_h"),
        "centrumgemeente": _exact(gemeenten["centrumgemeente"]),
    }
    begroot = van_jaar("begroting", "bedrag_ct")
    boven = _boven_de_grens(van["begroting"], keuzes, te_verdelen, jaar)
    bijdrage, apart = _bijdragen(keuzes, sleutels, uit["kosten_ct"], begroot, te_verdelen, boven)
    btw_bp = keuzes["btw_bp"] if keuzes["btw_positie"] == "belast en een last" and pd.notna(keuzes["btw_bp"]) else 0
    uit["btw_ct"] = _exact(bijdrage, lambda ct: _half_op(Fraction(ct * int(btw_bp), 10_000)))
    uit["bijdrage_ct"] = bijdrage + uit["btw_ct"]
    uit["voorschot_ct"] = van_jaar("voorschotten", "bedrag_ct")
    uit["saldo_ct"] = uit["bijdrage_ct"] - uit["kosten_ct"] - uit["voorschot_ct"]
    uit["verrekend_ct"] = van_jaar("verrekend", "bedrag_ct")
    uit["te_betalen_ct"] = uit["saldo_ct"] + uit["verrekend_ct"]
    return Groepsrekening(uit, kosten, vergoeding, apart)


# --- who, and which rows ------------------------------------------------------------------------------------


def _houder(gemeenten: pd.DataFrame, jaar: int) -> dict[str, str]:
    """Per code the gemeente as which it counts: who was gone before 31 December is the one that it went into."""
    weg = gemeenten[
        gemeenten["opvolger"].isin(gemeenten["code"]) & (gemeenten["tot"] < pd.Timestamp(jaar, 12, 31)).fillna(False)
    ]
    naar = dict(zip(weg["code"], weg["opvolger"], strict=True))
    houder = {code: code for code in gemeenten["code"]}
    for _ in naar:
        houder = {code: naar.get(nu, nu) for code, nu in houder.items()}
    return houder


def _naar_houder(van: dict[str, pd.DataFrame], houder: dict[str, str]) -> None:
    for naam, tabel in van.items():
        if naam != tabellen.GEMEENTEN.attribuut and "code" in tabel:
            tabel["code"] = tabel["code"].map(lambda code: houder.get(code, code)).astype("str")


def _op(tabel: pd.DataFrame, jaar: int) -> Reeks[bool]:
    """Which rows hold on 31 December of the year, by their ``van`` and ``tot``."""
    dag = pd.Timestamp(jaar, 12, 31)
    return (tabel["van"].isna() | (tabel["van"] <= dag)) & (tabel["tot"].isna() | (tabel["tot"] >= dag))


# --- what was delivered and paid ----------------------------------------------------------------------------


def _urenregels(van: dict[str, pd.DataFrame], jaar: int) -> pd.DataFrame:
    """The valid hour lines that were settled until ``jaar``: ``jaar`` of settlement, ``pokjaar`` and ``kosten_ct``."""
    uren = van["uren"]
    uren = uren[uren["geldig"] & (uren["afrekenjaar"] <= jaar)].rename(columns={"afrekenjaar": "jaar"})
    tarieven = _tarieven(van["tarieven"], uren[["schaal", "maand"]].drop_duplicates())
    uren = uren.merge(tarieven, on=["schaal", "maand"], how="left", validate="many_to_one")
    niet_een = uren[(uren["jaar"] == jaar) & (uren["aantal"] != 1)]
    if len(niet_een):
        eerste = niet_een.iloc[0]
        raise ValueError(f"{eerste['aantal']} tarieven voor schaal {eerste['schaal']} in {eerste['maand']:%Y-%m}")
    eis_int64(uren)
    uren["kosten_ct"] = (uren["uren_h"] * uren["tarief_ct"] + 50) // 100 + uren["afronding_ct"]
    kiest = van["jaren"].set_index("jaar")["pok_jaar"].eq("afrekenjaar")
    van_afrekening = uren["jaar"].map(lambda een: bool(kiest.get(een, False))).astype(bool)
    uren["pokjaar"] = uren["maand"].dt.year.where(~van_afrekening, uren["jaar"])
    return uren


def _tarieven(tarieven: pd.DataFrame, gevraagd: pd.DataFrame) -> pd.DataFrame:
    """Of each schaal and month that is asked for how many rates hold on its last day, and what they add up to in cents."""
    rijen = tarieven.assign(tarief_ct=[_uurtarief(rij) for _, rij in tarieven.iterrows()], aantal=1)
    paren = gevraagd.merge(rijen[["schaal", "van", "tot", "tarief_ct", "aantal"]], on="schaal")
    einde = paren["maand"] + pd.offsets.MonthEnd(0)
    geldt = paren[(paren["van"] <= einde) & (einde <= paren["tot"])]
    opgeteld = geldt.groupby(["schaal", "maand"])[["tarief_ct", "aantal"]].sum()
    alle = opgeteld.reindex(pd.MultiIndex.from_frame(gevraagd), fill_value=0)
    return alle.astype("int64").reset_index()


def _uurtarief(rij: Rij) -> int:
    """The rate of a row of tblTarieven: the one that was entered, or what salary, IKB, lasten and hours give."""
    if pd.notna(rij["uurtarief_ct"]):
        return int(rij["uurtarief_ct"])
    delen = [rij[veld] for veld in ("maandsalaris_ct", "ikb_bp", "werkgeverslasten_bp", "productieve_uren_h")]
    if any(pd.isna(deel) for deel in delen):
        raise ValueError(f"schaal {rij['schaal']}: geen uurtarief")
    salaris, ikb, lasten, uren = map(int, delen)
    jaarkosten_ct = Fraction(12 * salaris) * (1 + Fraction(ikb, 10_000)) * (1 + Fraction(lasten, 10_000))
    return _half_op(jaarkosten_ct / Fraction(uren, 100))


def _kosten(van: dict[str, pd.DataFrame], jaar: int) -> pd.DataFrame:
    """The other costs that count, until ``jaar``: with the btw that is a burden, and the year of their POK."""
    posten = van["kosten"]
    posten = posten[posten["telt_mee"] & (posten["jaar"] <= jaar)]
    btw_bp = van["jaren"].set_index("jaar")["btw_bp"].fillna(0)

    def met_btw(rij: Rij) -> int:
        erbij = Fraction(rij["bedrag_ct"] * int(btw_bp.get(rij["jaar"], 0)), 10_000) if rij["btw"] else Fraction(0)
        return int(rij["bedrag_ct"]) + _half_op(erbij)

    return posten.assign(kosten_ct=[met_btw(rij) for _, rij in posten.iterrows()], pokjaar=posten["jaar"])


# --- what POK pays, and who bears the rest ------------------------------------------------------------------


def _vergoeding(pok: pd.DataFrame, regels: pd.DataFrame, posten: pd.DataFrame, jaar: int) -> int:
    """What POK reimburses: of each year that the settlement asks, all until now less all that came before."""
    kolommen = ["pokjaar", "jaar", "kosten_ct"]
    alle = pd.concat([regels[kolommen], posten[posten["pok"]][kolommen]])
    gevraagd = {jaar, *regels[regels["jaar"] == jaar]["pokjaar"]}
    rijen: dict[int, Rij] = {rij["jaar"]: rij for _, rij in pok.iterrows()}

    def vergoed(van: int, tot: int) -> int:
        kosten = sum(_exact(alle[(alle["pokjaar"] == van) & (alle["jaar"] <= tot)]["kosten_ct"]))
        percentage = Fraction(int(rijen[van]["vergoeding_bp"]), 10_000)
        return min(_half_op(percentage * kosten), int(rijen[van]["maximum_ct"]))

    return sum(vergoed(een, jaar) - vergoed(een, jaar - 1) for een in gevraagd)


def _boven_de_grens(begroting: pd.DataFrame, keuzes: Rij, te_verdelen: int, jaar: int) -> int:
    """How much of what is to be shared lies above the limit of the year, or else above all that is budgeted for it."""
    begroot = begroting[begroting["jaar"] == jaar]["bedrag_ct"]
    if pd.notna(keuzes["voorstelgrens_ct"]):
        return max(0, te_verdelen - int(keuzes["voorstelgrens_ct"]))
    return max(0, te_verdelen - int(begroot.sum())) if len(begroot) else 0


def _bijdragen(
    keuzes: Rij, sleutels: dict[str, Reeks[Any]], kosten: Reeks[Any], begroot: Reeks[Any], te_verdelen: int, boven: int
) -> tuple[Reeks[Any], int]:
    """What each bears without btw, and how much of it apart from the key."""
    centrum = sleutels["centrumgemeente"] == 1
    if keuzes["bijdrage_karakter"] == "vast":
        rest = te_verdelen - sum(begroot[~centrum])
        return (begroot.where(~centrum, rest) if te_verdelen else begroot * 0), 0
    sleutel, drager = keuzes["verdeelsleutel"], keuzes["meerkosten_drager"]
    samen = (sleutel, drager) in (("inwoners", "inwoners"), ("kosten", "leveranciers"))
    apart = 0 if samen else boven
    per_drager = sleutels["kosten" if drager == "leveranciers" else drager]
    meer = _grootste_rest(apart, per_drager)
    if not te_verdelen:
        return kosten * 0, apart
    if sleutel == "kosten":
        eraf = sum(kosten) - (te_verdelen - apart)
        return kosten - _grootste_rest(eraf, sleutels["kosten"]) + meer, apart
    return _grootste_rest(te_verdelen - apart, sleutels[sleutel]) + meer, apart


def _grootste_rest(bedrag: int, sleutel: Reeks[Any]) -> Reeks[Any]:
    """An amount shared over a key: whole cents, and the cents that are left to the largest remainders (ties: by code)."""
    if bedrag == 0:
        return sleutel * 0
    som = sum(sleutel)
    delen = pd.DataFrame({"deel": bedrag * sleutel // som, "rest": bedrag * sleutel % som})
    rest = bedrag - sum(delen["deel"])
    krijgt = delen.sort_values(["rest", "code"], ascending=[False, True]).index[:rest]
    return delen["deel"] + _exact(pd.Series(sleutel.index.isin(krijgt), index=sleutel.index))


def _exact(reeks: Reeks[Any], naar: Callable[[int], int] = int) -> Reeks[Any]:
    """The column in Python's own whole numbers, which have no bounds: of the gemeenten there are few enough."""
    return pd.Series([naar(int(waarde)) for waarde in reeks], index=reeks.index, dtype=object)


def _half_op(waarde: Fraction) -> int:
    """To a whole number; a half goes away from zero."""
    return floor(waarde + Fraction(1, 2)) if waarde >= 0 else -floor(-waarde + Fraction(1, 2))
