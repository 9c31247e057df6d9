"""The inwoners of a peiljaar into the master, from a download of CBS StatLine; first shown, and with what they change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from msgspec.structs import replace

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.geld import getal_nl
from via_xl.basis.macrovraag import Antwoordsoort, Macrovraag
from via_xl.basis.verhaal import MASTER, Lijst, Regel, Verhaal
from via_xl.lezen.cbs import Cbsdownload, lees_cbs
from via_xl.lezen.master import Master
from via_xl.regeling.model import Inwoners, Regeling, Status
from via_xl.wijzigen.gevolg import ONGEWIJZIGD, al_definitief, dag_van, gevolgen, lijsten, zinnen
from via_xl.wijzigen.handeling import Handeling, Opgave
from via_xl.wijzigen.wijziging import Wijziging


def lees_inwoners(
    master: Master,
    heden: date,
    download: Annotated[
        Path,
        Opgave(
            "Een download van CBS StatLine (37230ned, 03759ned of 70072ned).",
            "CBS.csv",
            "",
            Macrovraag("Kies de download van CBS StatLine (CSV)", Antwoordsoort.BESTAND),
        ),
    ],
    peiljaar: Annotated[
        int | None, Opgave("Het jaar van 1 januari; anders het laatste in het bestand.", "JAAR", "--peiljaar")
    ] = None,
) -> Wijziging:
    """The inwoners on 1 January of a year, for each gemeente of the region: added, or set where there is another number.

    A number that is there already stays as it is, with its source.

    Raises:
        InvoerFout: the file says nothing of that year, or something in it is wrong.
    """
    cbs = lees_cbs(download, master.regeling)
    if peiljaar is None and not cbs.jaren and not cbs.bevindingen:
        raise InvoerFout(
            f"{cbs.bestand} heeft geen cijfers van een 1 januari; er is niets gewijzigd. Haal de tabel op met de bevolking op 1 januari."
        )
    jaar = peiljaar if peiljaar is not None else cbs.jaren[-1] if cbs.jaren else max(cbs.bevindingen)
    gelezen = {
        rij.code: replace(rij, datum=dag_van(download, heden), status=Status.TE_BEVESTIGEN)
        for rij in cbs.inwoners(jaar, master.regeling.gemeenten)
    }
    nieuw = _met(master.regeling, gelezen)
    rijen, cellen = Wijziging.tussen(master.regeling, nieuw)
    wat = f"{len(gelezen)} gemeenten, peiljaar {jaar}, uit {cbs.bestand}"
    jaren: list[int | None] = [rij.jaar for rij in master.regeling.jaren if rij.peiljaar == jaar]
    return Wijziging(
        "inwoners ingelezen",
        [(rekenjaar, wat) for rekenjaar in jaren or [None]],
        rijen,
        cellen,
        _verhaal(master.regeling, nieuw, cbs, jaar, list(gelezen.values())),
    )


def _met(regeling: Regeling, gelezen: Mapping[str, Inwoners]) -> Regeling:
    """The regeling with these inwoners, of one peiljaar: in the place of another number, or added."""
    peiljaren = {rij.peiljaar for rij in gelezen.values()}
    bekend = {rij.code for rij in regeling.inwoners if rij.peiljaar in peiljaren}

    def nu(rij: Inwoners) -> Inwoners:
        ander = gelezen.get(rij.code) if rij.peiljaar in peiljaren else None
        if ander is None or ander.inwoners == rij.inwoners:
            return rij
        return replace(rij, inwoners=ander.inwoners, bron=ander.bron, datum=ander.datum, status=ander.status)

    erbij = (rij for code, rij in gelezen.items() if code not in bekend)
    return replace(regeling, inwoners=(*map(nu, regeling.inwoners), *erbij))


def _verhaal(oud: Regeling, nieuw: Regeling, cbs: Cbsdownload, jaar: int, gelezen: Sequence[Inwoners]) -> Verhaal:
    was = {rij.code: rij.inwoners for rij in oud.inwoners if rij.peiljaar == jaar}
    anders = [rij for rij in gelezen if was.get(rij.code) != rij.inwoners]
    jaren = gevolgen(oud, nieuw)
    merk = cbs.merken(jaar)
    kop = [
        f"Inwoners op 1 januari {jaar} uit {cbs.bestand}, CBS-tabel {cbs.tabel}{f' ({merk} cijfer)' if merk else ''}: "
        f"{len(anders)} van {len(gelezen)} gemeenten nieuw of anders.",
        *_andere_jaren(cbs, jaar),
        *_gebruik(oud, jaar),
    ]
    if not anders:
        klaar = f"Peiljaar {jaar} staat al zo in de master; er is niets gewijzigd."
        return Verhaal([klaar], [klaar], _als_json(cbs, jaar, gelezen, was))
    gevolg: list[Regel] = [*lijsten(jaren), *al_definitief(jaren, oud)] if jaren else [ONGEWIJZIGD]
    klaar = f"De inwoners van peiljaar {jaar} staan op blad Inwoners van {MASTER}, te bevestigen."
    return Verhaal(
        [klaar],
        [f"De inwoners van peiljaar {jaar} staan op blad Inwoners, te bevestigen. Bewaar de master."],
        _als_json(cbs, jaar, gelezen, was),
        vooraf=[*kop, _lijst(oud, gelezen, was), *gevolg],
        vraag=[
            *kop,
            *(
                f"• {oud.naam_van(rij.code)}: {_getal(was.get(rij.code))} wordt {getal_nl(rij.inwoners)}"
                for rij in anders
            ),
            *zinnen(jaren, oud),
        ],
    )


def _lijst(regeling: Regeling, gelezen: Sequence[Inwoners], was: Mapping[str, int]) -> Lijst:
    rijen = []
    for rij in gelezen:
        eerder = was.get(rij.code)
        verschil = (
            "nieuw" if eerder is None else getal_nl(rij.inwoners - eerder) if eerder != rij.inwoners else "gelijk"
        )
        rijen.append((regeling.naam_van(rij.code), rij.code, _getal(eerder), getal_nl(rij.inwoners), verschil))
    peiljaar = gelezen[0].peiljaar
    return Lijst(f"Inwoners, peiljaar {peiljaar}", ("Gemeente", "Code"), rijen, ("Nu", "Wordt", "Verschil"))


def _getal(inwoners: int | None) -> str:
    return "—" if inwoners is None else getal_nl(inwoners)


def _andere_jaren(cbs: Cbsdownload, jaar: int) -> list[str]:
    """What else the file has, and isn't taken."""
    ook = [str(ander) for ander in cbs.jaren if ander != jaar]
    return [f"Het bestand heeft ook {' en '.join(ook)}; dat blijft buiten beschouwing (--peiljaar)."] if ook else []


def _gebruik(regeling: Regeling, peiljaar: int) -> list[str]:
    """Which years settle by this peiljaar."""
    jaren = [str(rij.jaar) for rij in regeling.jaren if rij.peiljaar == peiljaar]
    if jaren:
        return [f"Peiljaar {peiljaar} geldt voor {' en '.join(jaren)} (blad Jaren)."]
    return [f"Nog geen jaar rekent met peiljaar {peiljaar}; dat kiest u op blad Jaren."]


def _als_json(cbs: Cbsdownload, jaar: int, gelezen: Sequence[Inwoners], was: Mapping[str, int]) -> dict[str, object]:
    return {
        "tabel": cbs.tabel,
        "peiljaar": jaar,
        "merk": cbs.merken(jaar),
        "gemeenten": [{"code": rij.code, "was": was.get(rij.code), "wordt": rij.inwoners} for rij in gelezen],
    }


INWONERS_LEZEN = Handeling(
    lees_inwoners,
    """Lees de inwoners van een peiljaar uit een download van CBS StatLine, en zet ze in de master.

    Laat eerst zien wat er verandert, ook in de bijdragen, en vraagt dan of het mag. Bron en datum worden ingevuld.
    """,
    "via-xl inwoners lees CBS.csv --in via_master.xlsx --peiljaar 2025",
    master="--in",
    eerst_tonen=True,
)
