"""The calculated columns at the right of the input tables: each said once, its formula beside what the engine gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar

from msgspec import Struct

from via_xl.basis.datum import serienummer
from via_xl.basis.geld import verschil
from via_xl.basis.gemeenten import zelfde_in_formule
from via_xl.basis.maat import Maat, Ruw
from via_xl.regeling.model import (
    POK,
    Afrekening,
    Begrotingsregel,
    Besluit,
    Besluitstap,
    Gemeente,
    Jaareinde,
    Kostenpost,
    Oordeel,
    PokJaar,
    Stap,
    Status,
    Tarief,
    Urenregel,
)
from via_xl.rekenen.afrekeningen import laatste
from via_xl.rekenen.besluiten import voortgang
from via_xl.rekenen.capaciteit import MAANDEN
from via_xl.rekenen.jaareinde import is_laatste_opgave
from via_xl.rekenen.jaaropbouw import maanden_in, maanden_vanaf
from via_xl.rekenen.kosten import post_ct, urenregel_ct
from via_xl.rekenen.opvolging import MEESTE, keten, over_op
from via_xl.rekenen.plan import Begrotingsdeel
from via_xl.rekenen.tarief import maandeinde, uurtarief_ct
from via_xl.schrijven.formules import (
    UURTARIEF,
    afgekapt,
    buiten_pok,
    buiten_pok_naar_voor,
    deel_van,
    heel,
    inwoners_van_voorganger,
    noemer,
    opgegeven_van_jaar,
    over,
    post,
    rang,
    regelkosten,
    rest,
    restcent,
    tarief_van_maand,
    vergoeding,
)
from via_xl.schrijven.master.stand import Stand
from via_xl.schrijven.taal import Aanzien, Tabelveld

R_contra = TypeVar("R_contra", contravariant=True)


class Berekend(Struct, Generic[R_contra], frozen=True):
    """A calculated column: its header, its formula and what the engine gives for a record; its unit and its role.

    ``kop`` is a text for :meth:`via_xl.regeling.regio.Regio.zin`. ``leeg`` is what the formula gives in the one blank row of a table without data. ``hulp``: a step that nobody looks for,
    which stands at the right end, grouped, and isn't printed.
    """

    kop: str
    formule: str
    waarde: Callable[[Stand, R_contra], Ruw]
    maat: Maat = Maat.GEHEEL
    breedte: int = 10
    leeg: Ruw = 0
    aanzien: Aanzien = Aanzien.WERK
    hulp: bool = False

    def veld(self, stand: Stand) -> Tabelveld[Any]:
        """The column as a sheet says it."""

        def waarde(rij: R_contra) -> Ruw:
            return self.waarde(stand, rij)

        kop = stand.regio.zin(self.kop)
        return Tabelveld(kop, self.maat, waarde, self.formule, self.breedte, self.aanzien, leeg=self.leeg)


class _MetCode(Protocol):
    @property
    def code(self) -> str: ...


class _MetPeriode(Protocol):
    def geldt_op(self, dag: date) -> bool: ...


_GELEZEN = "IFERROR(INDEX(tblNamen[Code],MATCH([@Code],tblNamen[Schrijfwijze],0)),[@Code])"
"""The CBS code that was typed, or that belongs to the spelling that was."""

_CBS_CODE: Berekend[_MetCode] = Berekend(
    "CBS code",
    f'IF([@Code]="","",{_GELEZEN})',
    lambda _, rij: rij.code,
    maat=Maat.TEKST,
    leeg="",
    hulp=True,
)


def _gemeente(code: str) -> Berekend[_MetCode]:
    """The name beside a code."""
    return Berekend(
        "Gemeente",
        f'IFERROR(INDEX(tblGemeenten[Naam],MATCH({code},tblGemeenten[Code],0)),"")',
        lambda s, rij: s.namen.get(rij.code, ""),
        maat=Maat.TEKST,
        breedte=20,
        leeg="",
    )


_GEMEENTE = _gemeente("[@CBS code]")


_VOLGEND_JAAR = "DATE(Jaar+1,1,1)"


def _keer_over(grens: str) -> str:
    """How often a gemeente went over before the day ``grens``: 0, 1 or 2."""
    return f"([@Gaat over op]>0)*([@Gaat over op]<{grens})+([@Daarna over op]>0)*([@Daarna over op]<{grens})"


def _na(eerste: str, tweede: str, zelf: str) -> str:
    """Who a gemeente counts as: itself, its opvolger, or that one's."""
    return f"IF([@Keer over]>1,{tweede},IF([@Keer over]=1,{eerste},{zelf}))"


def _keer(stand: Stand, gemeente: Gemeente, jaar: int) -> int:
    return sum(dag <= date(jaar, 12, 31) for dag, _ in _stappen(stand, gemeente))


def _van_opvolger(kop: str) -> str:
    return f"INDEX(tblGemeenten[{kop}],MATCH([@Opvolger],tblGemeenten[Code],0))"


def _stappen(stand: Stand, gemeente: Gemeente) -> list[tuple[date, str]]:
    """The first opvolgers, each with the day on which it counts, as far as the formulas follow them."""
    uit: list[tuple[date, str]] = []
    for stap in islice(keten(stand.regeling.gemeenten, gemeente.code), MEESTE):
        dag = over_op(stap)
        if dag is None:
            break
        uit.append((max(dag, *(eerder for eerder, _ in uit)) if uit else dag, stap.opvolger))
    return uit


def _stap(nr: int, deel: int) -> Callable[[Stand, Gemeente], Ruw]:
    """The day (0, as a cell counts days) or the code (1) of the opvolger with this number; 0 and "" where there is none."""

    def waarde(stand: Stand, gemeente: Gemeente) -> Ruw:
        alle = _stappen(stand, gemeente)
        if nr >= len(alle):
            return "" if deel else 0
        dag, code = alle[nr]
        return code if deel else serienummer(dag)

    return waarde


_PEILDAG = "DATE(SUMIFS(tblJaren[Peiljaar inwoners],tblJaren[Jaar],Jaar),1,1)"

_GEMEENTEN: tuple[Berekend[Gemeente], ...] = (
    Berekend(
        "Gaat over op",
        'IF(OR([@Opvolger]="",[@Tot]=""),0,[@Tot]+1)',
        _stap(0, 0),
        breedte=12,
        hulp=True,
    ),
    Berekend(
        "Daarna over op",
        "IF([@Gaat over op]*SUMIFS(tblGemeenten[Gaat over op],tblGemeenten[Code],[@Opvolger])=0,0,"
        "MAX([@Gaat over op],SUMIFS(tblGemeenten[Gaat over op],tblGemeenten[Code],[@Opvolger])))",
        _stap(1, 0),
        breedte=12,
        hulp=True,
    ),
    Berekend(
        "Volgende opvolger",
        f'IF([@Daarna over op]=0,"",{_van_opvolger("Opvolger")})',
        _stap(1, 1),
        maat=Maat.TEKST,
        breedte=12,
        leeg="",
        hulp=True,
    ),
    Berekend("Keer over", _keer_over(_VOLGEND_JAAR), lambda s, rij: _keer(s, rij, s.jaar), hulp=True),
    Berekend(
        "Telt als",
        _na("[@Opvolger]", "[@Volgende opvolger]", "[@Code]"),
        lambda s, rij: s.houders(s.jaar)[rij.code],
        maat=Maat.TEKST,
        leeg="",
        hulp=True,
    ),
    Berekend(
        "Doet mee",
        f'IF(AND([@Van]<{_VOLGEND_JAAR},OR([@Tot]="",[@Tot]+1>={_VOLGEND_JAAR})),1,0)',
        lambda s, rij: int(rij.bestaat_in(s.jaar)),
        breedte=9,
        hulp=True,
    ),
    Berekend(
        "Was er op de peildag",
        f'IF(AND(OR([@Tot]="",[@Tot]>={_PEILDAG}),[@Van]<={_PEILDAG}),1,0)',
        lambda s, rij: int(_was_er(rij, s.uitkomst.peiljaar)),
        hulp=True,
    ),
    Berekend(
        "Begint zonder voorganger",
        f'IF(AND(OR([@Tot]="",[@Tot]>={_PEILDAG}),COUNTIFS(tblGemeenten[Opvolger],[@Code],'
        'tblGemeenten[Gaat over op],">0")=0),1,0)',
        lambda s, rij: int(
            (rij.tot is None or rij.tot >= date(s.uitkomst.peiljaar, 1, 1))
            and all(g.opvolger != rij.code or over_op(g) is None for g in s.regeling.gemeenten)
        ),
        hulp=True,
    ),
    Berekend(
        "Inwoners nodig",
        "SUMIFS(tblGemeenten[Doet mee],tblGemeenten[Code],[@Telt als])"
        "*MAX([@Was er op de peildag],[@Begint zonder voorganger])",
        lambda s, rij: int(rij.code in s.inwoners_nodig),
        hulp=True,
    ),
)


def _was_er(gemeente: Gemeente, peiljaar: int) -> bool:
    dag = date(peiljaar, 1, 1)
    return (gemeente.tot is None or gemeente.tot >= dag) and (gemeente.van is None or gemeente.van <= dag)


def _in_jaar(code: str, leeg: str) -> Berekend[_MetCode]:
    """The gemeente for which a row counts in the chosen year: of one that is no more its opvolger."""
    formule = f'IF({leeg}="","",IFERROR(INDEX(tblGemeenten[Telt als],MATCH({code},tblGemeenten[Code],0)),{code}))'
    return Berekend(
        "Code in jaar", formule, lambda s, rij: s.houders(s.jaar)[rij.code], maat=Maat.TEKST, leeg="", hulp=True
    )


_IN_JAAR = _in_jaar("[@CBS code]", "[@CBS code]")


def _dag_van_gemeente(kop: str) -> str:
    return f"SUMIFS(tblGemeenten[{kop}],tblGemeenten[Code],[@CBS code])"


def _van_gemeente(dag: str, kop: str) -> str:
    return f'IF([@{dag}]=0,"",INDEX(tblGemeenten[{kop}],MATCH([@CBS code],tblGemeenten[Code],0)))'


def _bij_gemeente(nr: int, deel: int) -> Callable[[Stand, _MetCode], Ruw]:
    """The same of the gemeente that a row is of."""

    def waarde(stand: Stand, rij: _MetCode) -> Ruw:
        for gemeente in stand.regeling.gemeenten:
            if gemeente.code == rij.code:
                return _stap(nr, deel)(stand, gemeente)
        return "" if deel else 0

    return waarde


def _dag_over(nr: int, kop: str) -> Berekend[_MetCode]:
    return Berekend(kop, _dag_van_gemeente(kop), _bij_gemeente(nr, 0), breedte=12, hulp=True)


_GAAT_OVER, _DAARNA_OVER = _dag_over(0, "Gaat over op"), _dag_over(1, "Daarna over op")

_INWONERS: tuple[Berekend[Any], ...] = (
    _GEMEENTE,
    _CBS_CODE,
    _IN_JAAR,
    Berekend(
        "Doet mee",
        "SUMIFS(tblGemeenten[Doet mee],tblGemeenten[Code],[@Code in jaar])",
        lambda s, rij: int(
            any(g.code == s.houders(s.jaar)[rij.code] and g.bestaat_in(s.jaar) for g in s.regeling.gemeenten)
        ),
        breedte=9,
        hulp=True,
    ),
    _GAAT_OVER,
    _DAARNA_OVER,
    Berekend(
        "Opvolger",
        _van_gemeente("Gaat over op", "Opvolger"),
        _bij_gemeente(0, 1),
        maat=Maat.TEKST,
        leeg="",
        hulp=True,
    ),
    Berekend(
        "Volgende opvolger",
        _van_gemeente("Daarna over op", "Volgende opvolger"),
        _bij_gemeente(1, 1),
        maat=Maat.TEKST,
        breedte=12,
        leeg="",
        hulp=True,
    ),
)


def op_jaareinde(kop: str) -> Berekend[_MetPeriode]:
    """Whether a row holds on 31 December of the chosen year."""
    formule = 'IF(AND([@Van]<=DATE(Jaar+1,1,1)-1,OR([@Tot]="",[@Tot]>=DATE(Jaar+1,1,1)-1)),1,0)'
    return Berekend(kop, formule, lambda s, rij: int(rij.geldt_op(date(s.jaar, 12, 31))), breedte=9, leeg=1)


# --- Tarieven -----------------------------------------------------------------------------------------------

_BEGIN, _VOLGEND = "DATE(Jaar,1,1)", "DATE(Jaar+1,1,1)"
_EIND = f"MIN([@Tot]+1,{_VOLGEND})"

_TARIEVEN: tuple[Berekend[Tarief], ...] = (
    Berekend(
        "Uurtarief €",
        UURTARIEF,
        lambda _, rij: uurtarief_ct(rij),
        maat=Maat.EURO,
        aanzien=Aanzien.UITKOMST,
        breedte=13,
        leeg="",
    ),
    Berekend(
        "Maanden in jaar",
        f'IF(OR([@Van]="",[@Van]>={_VOLGEND},[@Tot]<{_BEGIN}),0,'
        f"MAX(0,12*(YEAR({_EIND})-Jaar)+MONTH({_EIND})-MONTH(MAX([@Van],{_BEGIN}))))",
        lambda s, rij: maanden_in(rij, s.jaar),
        hulp=True,
    ),
    Berekend(
        "Eerste van schaal",
        'IF(OR([@Schaal]="",[@Van]=""),0,IF(COUNTIFS(tblTarieven[Schaal],[@Schaal],tblTarieven[Van],"<"&[@Van])=0,'
        "MAX(0,MIN(12,12*(Jaar+1-YEAR([@Van]))+1-MONTH([@Van]))),0))",
        lambda s, rij: (
            0
            if any(r.schaal == rij.schaal and r.van < rij.van for r in s.regeling.tarieven)
            else maanden_vanaf(rij.van, s.jaar)
        ),
        hulp=True,  # of the first rate of a schaal: the months of the year from then on
    ),
    Berekend(
        "Laatste in jaar",
        f'IF(OR([@Van]="",[@Van]>={_VOLGEND}),0,IF(COUNTIFS(tblTarieven[Schaal],[@Schaal],tblTarieven[Van],">"&[@Van],'
        f'tblTarieven[Van],"<"&{_VOLGEND})=0,1,0))',
        lambda s, rij: int(s.tariefverloop.is_laatste(rij)),
        hulp=True,
    ),
    Berekend(
        "Laatste tarief €",
        "ROUND(SUMIFS(tblTarieven[Uurtarief €],tblTarieven[Schaal],[@Schaal],tblTarieven[Laatste in jaar],1),2)",
        lambda s, rij: s.tariefverloop.laatste_ct.get(rij.schaal, 0),
        maat=Maat.EURO,
        hulp=True,
    ),
    Berekend(
        "Geldt tot",
        f"IF([@Laatste in jaar]=1,MAX([@Tot],{_VOLGEND}-1),0+[@Tot])",
        lambda s, rij: max(rij.tot, date(s.jaar, 12, 31)) if s.tariefverloop.is_laatste(rij) else rij.tot,
        maat=Maat.DATUM,
        breedte=12,
        hulp=True,
    ),
    Berekend(
        "Overlap",
        'IF([@Tot]="",0,COUNTIFS(tblTarieven[Schaal],[@Schaal],tblTarieven[Van],"<="&[@Tot],tblTarieven[Tot],">="&[@Van])-1)',
        lambda s, rij: s.overlap(rij),
        hulp=True,
    ),
)

# --- Uren ---------------------------------------------------------------------------------------------------

_GELDT = '[@Geldig]<>"vervallen",[@Geldig]<>"nee"'
_IN_MAAND = tarief_van_maand("tblTarieven")
GEEN_TARIEF = "FOUT: geen tarief"
"""What a line says whose schaal has no rate in its month."""
BUITEN_LIJST = "LET OP: rol of thema staat niet in Lijsten"
"""What a line says of which the rol or the thema is none of Lijsten: it falls out of the reports."""
_IN_LIJSTEN = "AND(SUMPRODUCT((tblRollen[Rol]=[@Rol])*1)>0,SUMPRODUCT((tblThemas[Thema]=[@Thema])*1)>0)"


def kosten_ct(stand: Stand, regel: Urenregel) -> int:
    """What an hour line costs in cents."""
    return urenregel_ct(regel, stand.tarief_ct(regel))


_UREN: tuple[Berekend[Any], ...] = (
    Berekend(
        "Maandeinde",
        'IF([@Maand]="","",EOMONTH([@Maand],0))',
        lambda _, rij: maandeinde(rij.maand),
        maat=Maat.DATUM,
        breedte=11,
        leeg="",
        hulp=True,
    ),
    Berekend(
        "Jaar van afrekening",
        f'IF(AND([@Maand]<>"",{_GELDT}),IF([@Afrekenjaar]="",YEAR([@Maand]),[@Afrekenjaar]),0)',
        lambda _, rij: rij.afrekenjaar if rij.geldig else 0,
        maat=Maat.JAAR,
        breedte=11,
        hulp=True,
    ),
    Berekend(
        "Uurtarief €",
        f"SUMIFS(tblTarieven[Uurtarief €],{_IN_MAAND})",
        lambda s, rij: s.tarief_ct(rij),
        maat=Maat.EURO,
        breedte=12,
    ),
    Berekend(
        "Kosten €",
        regelkosten("[@Uurtarief €]", afronding=True),
        kosten_ct,
        maat=Maat.EURO,
        aanzien=Aanzien.UITKOMST,
        breedte=12,
    ),
    Berekend(
        "Tarief vastgesteld",
        f'COUNTIFS({_IN_MAAND},tblTarieven[Status],"{Status.VASTGESTELD}")',
        lambda s, rij: sum(tarief.status is Status.VASTGESTELD for tarief in s.geldende(rij)),
        breedte=11,
        hulp=True,
    ),
    Berekend(
        "POK jaar",
        "IF([@Jaar van afrekening]=0,0,IF(COUNTIFS(tblJaren[Jaar],[@Jaar van afrekening],tblJaren[POK van late uren],"
        f'"{PokJaar.AFREKENJAAR}")>0,[@Jaar van afrekening],YEAR([@Maand])))',
        lambda s, rij: s.pokjaren.van(rij) if rij.geldig else 0,
        maat=Maat.JAAR,
        breedte=10,
        hulp=True,
    ),
    Berekend(
        "Controle",
        f'IF(AND([@Maand]<>"",[@Uurtarief €]=0),"{GEEN_TARIEF}",'
        f'IF(OR([@Maand]="",{_IN_LIJSTEN}),"OK","{BUITEN_LIJST}"))',
        lambda s, rij: (
            GEEN_TARIEF
            if not s.tarief_ct(rij)
            else "OK"
            if zelfde_in_formule(rij.rol) in s.rollen and zelfde_in_formule(rij.thema) in s.themas
            else BUITEN_LIJST
        ),
        maat=Maat.TEKST,
        leeg="OK",
    ),
    _in_jaar(_GELEZEN, "[@Code]"),
)

# --- Capaciteit: the months of the chosen year on whose last day a row holds ----------------------------------


def _eerste_maand(jaar: int, van: date | None) -> int:
    if van is None or van <= date(jaar, 1, 1):
        return 1
    return MAANDEN + 1 if van.year > jaar else van.month


def _laatste_maand(jaar: int, tot: date | None) -> int:
    if tot is None or tot >= date(jaar, 12, 31):
        return MAANDEN
    return 0 if tot.year < jaar else (tot + timedelta(days=1)).month - 1


_CAPACITEIT: tuple[Berekend[Any], ...] = (
    _GEMEENTE,
    _CBS_CODE,
    _IN_JAAR,
    op_jaareinde("Telt mee"),
    Berekend(
        "Eerste maand",
        f"IF([@Van]<={_BEGIN},1,IF([@Van]>={_VOLGEND},12+1,MONTH([@Van])))",
        lambda s, rij: _eerste_maand(s.jaar, rij.van),
        leeg=1,
        hulp=True,
    ),
    Berekend(
        "Laatste maand",
        f'IF(OR([@Tot]="",[@Tot]>={_VOLGEND}-1),12,IF([@Tot]<{_BEGIN},0,MONTH([@Tot]+1)-1))',
        lambda s, rij: _laatste_maand(s.jaar, rij.tot),
        leeg=MAANDEN,
        hulp=True,
    ),
)

# --- Kosten and POK: what is settled beside hours, and what the POK of each year reimburses in the chosen one ----------

_KOSTEN: tuple[Berekend[Any], ...] = (
    _GEMEENTE,
    _CBS_CODE,
    Berekend(
        "Kosten €",
        post("SUMIFS(tblJaren[Btw tarief %],tblJaren[Jaar],[@Jaar])"),
        lambda s, rij: post_ct(rij, s.regeling),
        maat=Maat.EURO,
        aanzien=Aanzien.UITKOMST,
        breedte=14,
    ),
    Berekend(
        "Telt in jaar",
        'IF(AND([@Telt mee]="ja",[@Jaar]=Jaar),1,0)',
        lambda s, rij: int(_telt_in(s, rij)),
        breedte=9,
        hulp=True,
    ),
    Berekend(
        "POK jaar",
        'IF(AND([@Telt mee]="ja",[@POK]="ja"),[@Jaar],0)',
        lambda _, rij: rij.jaar if rij.telt_mee and rij.pok else 0,
        maat=Maat.JAAR,
        hulp=True,
    ),
    _IN_JAAR,
)


def _telt_in(stand: Stand, post: Kostenpost) -> bool:
    return post.telt_mee and post.jaar == stand.jaar


def _vergoed(veld: str) -> Callable[[Stand, POK], Ruw]:
    return lambda s, rij: getattr(s.vergoeding_van(rij), veld)


def _van_pokjaar(uren: str, kosten: str) -> str:
    """What lines and other costs of which the POK of this row reimburses a part come to, under these criteria."""
    delen = (
        f"SUMIFS(tblUren[Kosten €],tblUren[POK jaar],[@Jaar],tblUren[{uren})",
        f"SUMIFS(tblKosten[Kosten €],tblKosten[POK jaar],[@Jaar],tblKosten[{kosten})",
    )
    return f'IF([@Jaar]="",0,ROUND({"+".join(delen)},2))'


def _tot_maximum(kosten: str) -> str:
    return vergoeding(deel_van("[@Vergoeding %]", kosten), "[@Maximum €]")


_POK_KOLOMMEN: tuple[Berekend[POK], ...] = (
    Berekend(
        "Kosten nu €",
        _van_pokjaar("Jaar van afrekening],Jaar", "Telt in jaar],1"),
        _vergoed("kosten_ct"),
        maat=Maat.EURO,
        breedte=14,
    ),
    Berekend(
        "Kosten eerder €",
        _van_pokjaar('Jaar van afrekening],"<"&Jaar', 'Jaar],"<"&Jaar'),
        _vergoed("eerder_ct"),
        maat=Maat.EURO,
        breedte=14,
    ),
    Berekend(
        "Vergoed tot nu €",
        _tot_maximum("ROUND([@Kosten eerder €]+[@Kosten nu €],2)"),
        _vergoed("tot_nu_ct"),
        maat=Maat.EURO,
        breedte=14,
    ),
    Berekend(
        "Vergoed eerder €",
        _tot_maximum("[@Kosten eerder €]"),
        _vergoed("eerder_vergoed_ct"),
        maat=Maat.EURO,
        breedte=14,
    ),
    Berekend(
        "Vergoeding nu €",
        "ROUND([@Vergoed tot nu €]-[@Vergoed eerder €],2)",
        _vergoed("vergoeding_ct"),
        maat=Maat.EURO,
        aanzien=Aanzien.UITKOMST,
        breedte=14,
    ),
    Berekend(
        "Gebruikt",
        "IF([@Jaar]=Jaar,1,MIN(1,COUNTIFS(tblUren[POK jaar],[@Jaar],tblUren[Jaar van afrekening],Jaar)))",
        lambda s, rij: int(rij.jaar in s.pokjaren.gevraagd(s.jaar)),
        breedte=9,
        hulp=True,
    ),
)

_URENSTATEN: tuple[Berekend[Any], ...] = (
    _GEMEENTE,
    _CBS_CODE,
    _IN_JAAR,
    Berekend(
        "Getekend",
        f'IF(AND({_GELDT},[@Akkoord medewerker]<>"",[@Akkoord leidinggevende]<>""),1,0)',
        lambda _, rij: int(rij.getekend and rij.geldig),
        hulp=True,
    ),
)

# --- Besluiten: via_xl.rekenen.besluiten.voortgang in formulas ----------------------------------------------

_STAPPEN = "tblBesluitstappen[Besluit],[@Nummer],tblBesluitstappen"
_BESTAAT = "(tblGemeenten[Van]<[@Begin volgend jaar])*((tblGemeenten[Tot]=0)+(tblGemeenten[Tot]>=[@Begin jaar])>0)"


def _mee(stand: Stand, besluit: Besluit) -> frozenset[str]:
    return frozenset(g.code for g in stand.regeling.gemeenten if g.besluit_in(besluit.jaar))


def _tel(stand: Stand, besluit: Besluit, stap: Stap | None = None, oordeel: Oordeel | None = None) -> int:
    """The steps of a besluit of this kind (of any kind) that ended so (in any way)."""
    stappen = stand.stappen.get(besluit.nummer, ())
    return sum(stap in (None, rij.stap) and oordeel in (None, rij.oordeel) for rij in stappen)


def _colleges(stand: Stand, besluit: Besluit) -> int:
    stappen, mee = stand.stappen.get(besluit.nummer, ()), _mee(stand, besluit)
    return sum(r.stap is Stap.COLLEGE and r.oordeel is Oordeel.AKKOORD and r.code in mee for r in stappen)


def _raden_open(stand: Stand, besluit: Besluit) -> int:
    return _tel(stand, besluit, Stap.RAAD) - _tel(stand, besluit, Stap.RAAD, Oordeel.AKKOORD)


def _genomen(stand: Stand, besluit: Besluit) -> bool:
    regiodag = _tel(stand, besluit, Stap.REGIODAG, Oordeel.AKKOORD) > 0
    return regiodag and _colleges(stand, besluit) >= len(_mee(stand, besluit)) and not _raden_open(stand, besluit)


def _zonder_afwijzing(stand: Stand, besluit: Besluit) -> str:
    terug = _tel(stand, besluit, oordeel=Oordeel.TERUG) > 0
    return "terug" if terug else "genomen" if _genomen(stand, besluit) else "open"


def _stand(stand: Stand, besluit: Besluit) -> str:
    return str(voortgang(stand.regeling, besluit).stand)


_BESLUITEN: tuple[Berekend[Besluit], ...] = (
    Berekend(
        "Begin jaar",
        'IF([@Jaar]="","",DATE([@Jaar],1,1))',
        lambda _, rij: date(rij.jaar, 1, 1),
        maat=Maat.DATUM,
        breedte=11,
        leeg="",
        hulp=True,
    ),
    Berekend(
        "Begin volgend jaar",
        'IF([@Jaar]="","",DATE([@Jaar]+1,1,1))',
        lambda _, rij: date(rij.jaar + 1, 1, 1),
        maat=Maat.DATUM,
        breedte=11,
        leeg="",
        hulp=True,
    ),
    Berekend(
        "Gemeenten",
        f'IF([@Jaar]="",0,SUMPRODUCT({_BESTAAT}*(tblGemeenten[Code]<>"")))',
        lambda s, rij: len(_mee(s, rij)),
        breedte=11,
    ),
    Berekend(
        "Colleges akkoord",
        f'COUNTIFS({_STAPPEN}[Stap],"{Stap.COLLEGE}",tblBesluitstappen[Oordeel],"akkoord",tblBesluitstappen[Doet mee],1)',
        _colleges,
    ),
    Berekend(
        "Raden open",
        f'COUNTIFS({_STAPPEN}[Stap],"{Stap.RAAD}")-COUNTIFS({_STAPPEN}[Stap],"{Stap.RAAD}",tblBesluitstappen[Oordeel],"akkoord")',
        _raden_open,
    ),
    Berekend(
        "Regiodag akkoord",
        f'COUNTIFS({_STAPPEN}[Stap],"{Stap.REGIODAG}",tblBesluitstappen[Oordeel],"akkoord")',
        lambda s, rij: _tel(s, rij, Stap.REGIODAG, Oordeel.AKKOORD),
    ),
    Berekend(
        "Afgewezen",
        f'COUNTIFS({_STAPPEN}[Oordeel],"{Oordeel.AFGEWEZEN}")',
        lambda s, rij: _tel(s, rij, oordeel=Oordeel.AFGEWEZEN),
        breedte=11,
    ),
    Berekend(
        "Terug",
        f'COUNTIFS({_STAPPEN}[Oordeel],"{Oordeel.TERUG}")',
        lambda s, rij: _tel(s, rij, oordeel=Oordeel.TERUG),
        breedte=8,
    ),
    Berekend(
        "Genomen",
        "IF(AND([@Regiodag akkoord]>0,[@Colleges akkoord]>=[@Gemeenten],[@Raden open]=0),1,0)",
        lambda s, rij: int(_genomen(s, rij)),
        hulp=True,
    ),
    Berekend(
        "Zonder afwijzing",
        'IF([@Terug]>0,"terug",IF([@Genomen]=1,"genomen","open"))',
        _zonder_afwijzing,
        maat=Maat.TEKST,
        breedte=12,
        leeg="open",
        hulp=True,
    ),
    Berekend(
        "Stand",
        'IF([@Ingetrokken op]<>"","ingetrokken",IF([@Afgewezen]>0,"afgewezen",[@Zonder afwijzing]))',
        _stand,
        maat=Maat.TEKST,
        aanzien=Aanzien.UITKOMST,
        breedte=12,
        leeg="open",
    ),
    Berekend(
        "Houdt op",
        'IF(AND([@Nummer]<>"",[@Nodig voor afrekening]<>"nee",[@Stand]<>"genomen",[@Stand]<>"ingetrokken"),1,0)',
        lambda s, rij: int(rij.nodig and _stand(s, rij) not in ("genomen", "ingetrokken")),
        breedte=9,
        hulp=True,
    ),
)

# --- Besluitstappen: whether the gemeente of a step takes part in the year of its besluit --------------------


def _jaar(stand: Stand, stap: Besluitstap) -> int:
    return next((besluit.jaar for besluit in stand.regeling.besluiten if besluit.nummer == stap.besluit), 0)


def _plaats_van(stand: Stand, code: str) -> int:
    return next((nr for nr, rij in enumerate(stand.regeling.gemeenten, start=1) if rij.code == code), 0)


def _doet_mee(stand: Stand, stap: Besluitstap) -> int:
    return int(any(g.code == stap.code and g.besluit_in(_jaar(stand, stap)) for g in stand.regeling.gemeenten))


def _dag(kop: str, veld: str, kop_gemeente: str) -> Berekend[Besluitstap]:
    """A day of the gemeente of a step, 0 for none."""

    def waarde(stand: Stand, stap: Besluitstap) -> int:
        dagen = (getattr(gemeente, veld) for gemeente in stand.regeling.gemeenten if gemeente.code == stap.code)
        dag = next(dagen, None)
        return serienummer(dag) if dag else 0

    formule = f"IF([@Plaats gemeente]=0,0,0+INDEX(tblGemeenten[{kop_gemeente}],MAX(1,[@Plaats gemeente])))"
    return Berekend(kop, formule, waarde, hulp=True)


_BESLUITSTAPPEN: tuple[Berekend[Besluitstap], ...] = (
    Berekend(
        "Jaar van besluit",
        "IFERROR(INDEX(tblBesluiten[Jaar],MATCH([@Besluit],tblBesluiten[Nummer],0)),0)",
        _jaar,
        maat=Maat.JAAR,
        hulp=True,
    ),
    Berekend(
        "Plaats gemeente",
        "IFERROR(MATCH([@Gemeentecode],tblGemeenten[Code],0),0)",
        lambda s, stap: _plaats_van(s, stap.code),
        hulp=True,
    ),
    Berekend(
        "Gemeente",
        'IF([@Plaats gemeente]=0,"",INDEX(tblGemeenten[Naam],MAX(1,[@Plaats gemeente])))',
        lambda s, stap: s.regeling.naam_van(stap.code) if stap.code else "",
        maat=Maat.TEKST,
        breedte=20,
        leeg="",
    ),
    _dag("Gemeente van", "van", "Van"),
    _dag("Gemeente tot", "tot", "Tot"),
    Berekend(
        "Doet mee",
        "IF(AND([@Plaats gemeente]>0,[@Gemeente van]<DATE([@Jaar van besluit]+1,1,1),"
        "OR([@Gemeente tot]=0,[@Gemeente tot]>=DATE([@Jaar van besluit],1,1))),1,0)",
        _doet_mee,
        breedte=9,
        hulp=True,
    ),
)

# --- Jaren and Begroting: the plan table calculated again (via_xl.rekenen.plan.begrotingsdelen) --------------------

_VAN_JAAR = "tblJaren[Jaar],[@Jaar]"
_BEGROOT_OVERIG = f"SUMIFS(tblJaren[Waarvan overig €],{_VAN_JAAR})"
_POK = "tblPOK[Jaar],[@Jaar]"
_TOTAAL = "SUMIFS(tblBegroting[Inwoners],tblBegroting[Jaar],[@Jaar])"
_GETELD = "SUMIFS(tblBegroting[Telt],tblBegroting[Jaar],[@Jaar])"
_BEDRAG = "[@Begroot in cent]/100"
_OVER = "[@Begroot in cent]-SUMIFS(tblBegroting[Afgekapt],tblBegroting[Jaar],[@Jaar])"


def _plaats(kop: str) -> str:
    return f"INDEX(tblGemeenten[{kop}],MAX(1,[@Plaats gemeente]))"


_NA_IN_BEGROTING = _na(_plaats("Opvolger"), _plaats("Volgende opvolger"), "[@CBS code]")


def _keer_in_begroting(stand: Stand, rij: Begrotingsregel) -> int:
    return sum(_keer(stand, g, rij.jaar) for g in stand.regeling.gemeenten if g.code == rij.code)


def _in_begroting(waarde: Callable[[Begrotingsdeel], Ruw]) -> Callable[[Stand, Begrotingsregel], Ruw]:
    return lambda s, rij: waarde(s.begrotingsjaar(rij.jaar).van(rij.code))


def _als_bekend(formule: str) -> str:
    return f'IF([@Compleet]=0,"",{formule})'


_BEGROTING: tuple[Berekend[Begrotingsregel], ...] = (
    _GEMEENTE,
    _CBS_CODE,
    Berekend(
        "Berekend %",
        f"ROUND(100*100*[@Inwoners]/{noemer(_TOTAAL)},0)/(100*100)",
        _in_begroting(lambda d: d.percentage_bp),
        maat=Maat.PROCENT,
        breedte=11,
    ),
    Berekend(
        "{document} €",
        _als_bekend(deel_van("[@Berekend %]", _BEDRAG)),
        _in_begroting(lambda d: d.naar_berekend_ct),
        maat=Maat.EURO,
        breedte=15,
        leeg="",
    ),
    Berekend(
        "Exact €",
        _als_bekend(f"([@Afgekapt]+{restcent('[@Rang]', _OVER)})/100"),
        _in_begroting(lambda d: d.exact_ct),
        maat=Maat.EURO,
        aanzien=Aanzien.UITKOMST,
        breedte=15,
        leeg="",
    ),
    Berekend(
        "Gedrukt min exact €",
        'IF([@Exact €]="","",ROUND([@Bedrag gedrukt €]-[@Exact €],2))',
        lambda s, rij: verschil(rij.bedrag_ct, s.begrotingsjaar(rij.jaar).van(rij.code).exact_ct),
        maat=Maat.EURO,
        aanzien=Aanzien.UITKOMST,
        breedte=15,
        leeg="",
    ),
    Berekend(
        "Plaats gemeente",
        "IFERROR(MATCH([@CBS code],tblGemeenten[Code],0),0)",
        lambda s, rij: _plaats_van(s, rij.code),
        hulp=True,
    ),
    Berekend(
        "Doet mee",
        "IF([@Plaats gemeente]=0,0,IF(AND(INDEX(tblGemeenten[Van],MAX(1,[@Plaats gemeente]))<DATE([@Jaar]+1,1,1),"
        "OR(0+INDEX(tblGemeenten[Tot],MAX(1,[@Plaats gemeente]))=0,"
        "0+INDEX(tblGemeenten[Tot],MAX(1,[@Plaats gemeente]))>=DATE([@Jaar]+1,1,1)-1)),1,0))",
        _in_begroting(lambda d: int(d.doet_mee)),
        breedte=9,
        hulp=True,
    ),
    _GAAT_OVER,
    _DAARNA_OVER,
    Berekend(
        "Begin volgend jaar",
        'IF([@Jaar]="",0,DATE([@Jaar]+1,1,1))',
        lambda _, rij: date(rij.jaar + 1, 1, 1),
        maat=Maat.DATUM,
        breedte=12,
        hulp=True,
    ),
    Berekend("Keer over", _keer_over("[@Begin volgend jaar]"), _keer_in_begroting, hulp=True),
    Berekend(
        "Code in jaar",
        _NA_IN_BEGROTING,
        lambda s, rij: s.houders(rij.jaar)[rij.code],
        maat=Maat.TEKST,
        leeg="",
        hulp=True,
    ),
    Berekend(
        "Peiljaar",
        f"SUMIFS(tblJaren[Peiljaar inwoners],{_VAN_JAAR})",
        lambda s, rij: next((jaar.peiljaar for jaar in s.regeling.jaren if jaar.jaar == rij.jaar), 0),
        maat=Maat.JAAR,
        hulp=True,
    ),
    Berekend(
        "Van voorgangers",
        inwoners_van_voorganger("[@CBS code]", "[@Peiljaar]", "[@Begin volgend jaar]"),
        lambda s, rij: s.inwoners_van_voorgangers(rij.code, rij.jaar)[0],
        hulp=True,
    ),
    Berekend(
        "Van eerdere voorgangers",
        inwoners_van_voorganger("[@CBS code]", "[@Peiljaar]", "[@Begin volgend jaar]", eerder=True),
        lambda s, rij: s.inwoners_van_voorgangers(rij.code, rij.jaar)[1],
        hulp=True,
    ),
    Berekend(
        "Inwoners",
        "[@Doet mee]*(SUMIFS(tblInwoners[Inwoners],tblInwoners[CBS code],[@CBS code],tblInwoners[Peiljaar],[@Peiljaar])"
        "+[@Van voorgangers]+[@Van eerdere voorgangers])",
        _in_begroting(lambda d: d.inwoners),
        hulp=True,
    ),
    Berekend("Telt", "IF([@Inwoners]>0,1,0)", _in_begroting(lambda d: int(d.inwoners > 0)), breedte=7, hulp=True),
    Berekend(
        "Gemeenten van jaar",
        'IF([@Jaar]="",0,COUNTA(tblGemeenten[Code])-COUNTIFS(tblGemeenten[Van],">="&DATE([@Jaar]+1,1,1))'
        '-COUNTIFS(tblGemeenten[Tot],"<"&DATE([@Jaar]+1,1,1)-1))',
        lambda s, rij: sum(g.bestaat_in(rij.jaar) for g in s.regeling.gemeenten),
        hulp=True,
    ),
    Berekend(
        "Kosten van jaar €",
        f"SUMIFS(tblJaren[Begrote kosten €],{_VAN_JAAR})",
        lambda s, rij: s.begrotingsjaar(rij.jaar).kosten_ct,
        maat=Maat.EURO,
        breedte=14,
        hulp=True,
    ),
    Berekend(
        "Overig jaar ervoor €",
        'ROUND(SUMIFS(tblKosten[Kosten €],tblKosten[Jaar],[@Jaar]-1,tblKosten[Telt mee],"ja"),2)',
        lambda s, rij: s.begrotingsjaar(rij.jaar).buiten_pok.voor_ct,
        maat=Maat.EURO,
        breedte=14,
        hulp=True,
    ),
    Berekend(
        "Daarvan buiten POK €",
        "ROUND([@Overig jaar ervoor €]-SUMIFS(tblKosten[Kosten €],tblKosten[POK jaar],[@Jaar]-1),2)",
        lambda s, rij: s.begrotingsjaar(rij.jaar).buiten_pok.voor_buiten_ct,
        maat=Maat.EURO,
        breedte=14,
        hulp=True,
    ),
    Berekend(
        "Naar jaar ervoor €",
        buiten_pok_naar_voor(_BEGROOT_OVERIG, "[@Daarvan buiten POK €]", "[@Overig jaar ervoor €]"),
        lambda s, rij: s.begrotingsjaar(rij.jaar).buiten_pok.naar_voor_ct,
        maat=Maat.EURO,
        breedte=14,
        hulp=True,
    ),
    Berekend(
        "Opgegeven buiten POK %",
        opgegeven_van_jaar("Overig buiten POK %"),
        lambda s, rij: s.begrotingsjaar(rij.jaar).buiten_pok.opgegeven_bp,
        maat=Maat.PROCENT,
        leeg="",
        hulp=True,
    ),
    Berekend(
        "Buiten POK €",
        buiten_pok(_BEGROOT_OVERIG, "[@Opgegeven buiten POK %]", "[@Naar jaar ervoor €]"),
        lambda s, rij: s.begrotingsjaar(rij.jaar).buiten_pok.ct,
        maat=Maat.EURO,
        breedte=14,
        hulp=True,
    ),
    Berekend(
        "POK van jaar €",
        vergoeding(
            deel_van(f"SUMIFS(tblPOK[Vergoeding %],{_POK})", "ROUND([@Kosten van jaar €]-[@Buiten POK €],2)"),
            f"SUMIFS(tblPOK[Maximum €],{_POK})",
        ),
        lambda s, rij: s.begrotingsjaar(rij.jaar).pok_ct,
        maat=Maat.EURO,
        breedte=14,
        hulp=True,
    ),
    Berekend(
        "Compleet",
        f'IF(AND(COUNTIFS({_VAN_JAAR},tblJaren[Begrote kosten €],">=0")>0,COUNTIFS({_POK})>0,{_GETELD}>0,'
        f"{_GETELD}=[@Gemeenten van jaar]),1,0)",
        lambda s, rij: int(s.begrotingsjaar(rij.jaar).te_verdelen_ct is not None),
        hulp=True,
    ),
    Berekend(
        "Begroot in cent",
        "IF([@Compleet]=0,0,ROUND(100*([@Kosten van jaar €]-[@POK van jaar €]),0))",
        _in_begroting(lambda d: d.bedrag_ct),
        breedte=12,
        hulp=True,
    ),
    Berekend(
        "Heel",
        heel("[@Begroot in cent]", noemer(_TOTAAL)),
        _in_begroting(lambda d: d.rondes[0]),
        breedte=9,
        hulp=True,
    ),
    Berekend(
        "Over in cent",
        over("[@Begroot in cent]", "[@Heel]", noemer(_TOTAAL)),
        _in_begroting(lambda d: d.rondes[1]),
        breedte=13,
        hulp=True,
    ),
    Berekend("Product", "[@Over in cent]*[@Inwoners]", _in_begroting(lambda d: d.deel.product), breedte=16, hulp=True),
    Berekend(
        "Afgekapt",
        f"{afgekapt('[@Heel]', '[@Inwoners]', '[@Product]', noemer(_TOTAAL))}",
        _in_begroting(lambda d: d.deel.afgekapt),
        breedte=11,
        hulp=True,
    ),
    Berekend(
        "Rest",
        f"{rest('[@Product]', noemer(_TOTAAL))}",
        _in_begroting(lambda d: d.deel.rest),
        hulp=True,
    ),
    Berekend(
        "Rang",
        f"{rang('tblBegroting', 'Jaar', code='CBS code')}",
        _in_begroting(lambda d: d.deel.rang),
        breedte=8,
        leeg=1,
        hulp=True,
    ),
)


# ------------------------------------------------------------------------------------------------------------

_AFREKENINGEN: tuple[Berekend[Afrekening], ...] = (
    Berekend(
        "Laatste van jaar",
        'IF([@Jaar]="",0,IF(COUNTIFS(tblAfrekeningen[Jaar],[@Jaar],tblAfrekeningen[Versie],">"&[@Versie])=0,[@Jaar],0))',
        lambda s, rij: rij.jaar if laatste(s.regeling, rij.jaar) == rij else 0,
        maat=Maat.JAAR,
        hulp=True,
    ),
)

_REACTIES: tuple[Berekend[Any], ...] = (
    _GEMEENTE,
    _CBS_CODE,
    Berekend(
        "Open bezwaar",
        'IF(AND([@Reactie]="bezwaar",[@Afgehandeld op]=""),1,0)',
        lambda _, rij: int(rij.open),
        hulp=True,
    ),
)

_JAAREINDE: tuple[Berekend[Jaareinde], ...] = (
    _CBS_CODE,
    _IN_JAAR,
    Berekend(
        "Opgenomen €",
        'IF([@Geboekt €]="",0+[@Op te nemen €],[@Geboekt €])',
        lambda _, rij: rij.opgenomen_ct,
        maat=Maat.EURO,
        breedte=15,
    ),
    Berekend(
        "Laatste van jaar",
        'IF([@Jaar]="",0,IF(COUNTIFS(tblJaareinde[Jaar],[@Jaar],tblJaareinde[CBS code],[@CBS code],'
        'tblJaareinde[Opgegeven op],">"&[@Opgegeven op])=0,[@Jaar],0))',
        lambda s, rij: rij.jaar if is_laatste_opgave(s.regeling, rij) else 0,
        maat=Maat.JAAR,
        hulp=True,
    ),
)

Berekening = Mapping[str, tuple[Berekend[Any], ...]]
"""Calculated columns by the name of their table."""

BEREKEND: Berekening = {
    "tblTarieven": _TARIEVEN,
    "tblUren": _UREN,
    "tblGemeenten": _GEMEENTEN,
    "tblInwoners": _INWONERS,
    "tblBegroting": _BEGROTING,
    "tblCapaciteit": _CAPACITEIT,
    "tblFormatie": (op_jaareinde("Telt mee"),),
    "tblUrenstaten": _URENSTATEN,
    "tblAandachtspunten": (_gemeente(_GELEZEN),),
    "tblVoorschotten": (_GEMEENTE, _CBS_CODE, _IN_JAAR),
    "tblKosten": _KOSTEN,
    "tblVerrekend": (_CBS_CODE, _IN_JAAR),
    "tblPOK": _POK_KOLOMMEN,
    "tblBesluiten": _BESLUITEN,
    "tblBesluitstappen": _BESLUITSTAPPEN,
    "tblAfrekeningen": _AFREKENINGEN,
    "tblAkkoord": (_GEMEENTE, _CBS_CODE),
    "tblReacties": _REACTIES,
    "tblJaareinde": _JAAREINDE,
    "tblBewijsstukken": (_GEMEENTE, _CBS_CODE),
}
"""The calculated columns of each input table that has them, in order."""
