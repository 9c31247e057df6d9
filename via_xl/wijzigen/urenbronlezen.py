"""The sums of the hour lines beside a master, into it: of each file all or nothing, with its hash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from via_xl.basis.afbreken import Voortgang
from via_xl.basis.bevinding import InvoerFout, NietsTeDoen, fouten
from via_xl.basis.geld import getal_nl, uren_nl, uren_tekst
from via_xl.basis.opsomming import met_getal
from via_xl.basis.verhaal import MASTER, Lijst, Verhaal
from via_xl.lezen.bronbestanden import kenmerk_som, uit_bron
from via_xl.lezen.master import Master
from via_xl.regeling.model import Regeling, Urenregel, Urenstaat
from via_xl.wijzigen.handeling import Handeling
from via_xl.wijzigen.wijziging import Wijziging

_HOOGSTENS = 100_000
"""More sums than this are no help to a sheet."""


def tel_op(master: Master, heden: date, voortgang: Voortgang = lambda *_: None) -> Wijziging:
    """Put the sums of the hour lines beside a master in it; what it has of them already stays, what isn't there any more vervalt.

    Raises:
        InvoerFout: the region has no such folder, or something in its files is wrong.
    """
    from via_xl.lezen.urenbron import lees_urenbron

    oud = master.regeling
    if not oud.regio.urenbron:
        raise NietsTeDoen(
            f"{master.pad.name} noemt geen map met uren; er is niets gewijzigd. Zet op blad Lijsten in tblRegio de sleutel "
            "uren.bron, met als gegeven de naam van de map naast de master waarin de CSV-bestanden staan."
        )
    try:
        bestanden, bevindingen = lees_urenbron(master.pad.parent, oud, voortgang)
    except OverflowError as fout:
        raise InvoerFout(f"Uren in de map {oud.regio.urenbron}: {fout}; er is niets gewijzigd.") from fout
    if aantal := len(fouten(bevindingen)):
        hoeveel = "één fout" if aantal == 1 else f"{aantal} fouten"
        raise InvoerFout(
            f"De uren in de map {oud.regio.urenbron} bevatten {hoeveel}; er is niets gewijzigd.", bevindingen
        )
    sommen = [som for bestand in bestanden for som in bestand.sommen]
    if len(sommen) > _HOOGSTENS:
        raise InvoerFout(
            f"De uren in de map {oud.regio.urenbron} geven {getal_nl(len(sommen))} sommen per medewerker, maand, rol, thema en schaal, en "
            f"een blad heeft plaats voor {getal_nl(_HOOGSTENS)}; er is niets gewijzigd. Verdeel de regio, of geef minder medewerkers."
        )
    hashes = {bestand.naam: bestand.sha256 for bestand in bestanden}
    staten = list(_staten(sommen, hashes, heden))
    nieuw = replace(
        oud,
        uren=(*_vervallen(oud.uren, sommen, oud), *_erbij(oud.uren, sommen)),
        urenstaten=(*_vervallen(oud.urenstaten, staten, oud), *_erbij(oud.urenstaten, staten)),
    )
    rijen, cellen = Wijziging.tussen(oud, nieuw)
    regels = Counter({(rij.jaar, rij.bestand): 0 for rij in staten})
    for rij in staten:
        regels[rij.jaar, rij.bestand] += rij.regels
    log = [
        (jaar, f"{bestand}: {getal_nl(aantal)} regels, SHA-256 {hashes[bestand]}")
        for (jaar, bestand), aantal in sorted(regels.items())
    ]
    return Wijziging(
        "uren naast de master opgeteld", log, rijen, cellen, _verhaal(sommen, hashes, bool(rijen or cellen))
    )


def _staten(sommen: Iterable[Urenregel], hashes: dict[str, str], heden: date) -> Iterable[Urenstaat]:
    """What is registered of each file: per gemeente and year its lines and hours."""
    regels: Counter[tuple[str, int, str]] = Counter()
    uren_h: Counter[tuple[str, int, str]] = Counter()
    for som in sommen:
        sleutel = (som.code, som.maand.year, som.bron)
        regels[sleutel] += som.regels
        uren_h[sleutel] += som.uren_h
    for (code, jaar, bestand), aantal in regels.items():
        yield Urenstaat(
            bron=bestand,
            code=code,
            jaar=jaar,
            bestand=bestand,
            sha256=hashes[bestand],
            gelezen_op=heden,
            regels=aantal,
            uren_h=uren_h[code, jaar, bestand],
        )


def _kenmerk(rij: Urenregel | Urenstaat) -> tuple[Any, ...]:
    """What makes a row of the source the same as one that the master has: all but what people decide about it."""
    if isinstance(rij, Urenstaat):
        return rij.code, rij.jaar, rij.bestand, rij.sha256, rij.regels, rij.uren_h
    return kenmerk_som(rij)


def _vervallen(oud: Sequence[Any], nu: Sequence[Any], regeling: Regeling) -> Iterable[Any]:
    """The rows that the master has; those of the source that it gives no more are vervallen."""
    er_nog = Counter(map(_kenmerk, nu))
    van_ernaast = uit_bron(regeling)
    for rij in oud:
        if rij.geldig and van_ernaast(rij.bron):
            if er_nog[_kenmerk(rij)]:
                er_nog[_kenmerk(rij)] -= 1
            else:
                rij = replace(rij, geldig=False)  # noqa: PLW2901 - the same row, with another value
        yield rij


def _erbij(oud: Sequence[Any], nu: Sequence[Any]) -> Iterable[Any]:
    """The rows of the source that the master doesn't have."""
    bekend = Counter(_kenmerk(rij) for rij in oud if rij.geldig)
    for rij in nu:
        if bekend[_kenmerk(rij)]:
            bekend[_kenmerk(rij)] -= 1
        else:
            yield rij


def _verhaal(sommen: Sequence[Urenregel], hashes: dict[str, str], gewijzigd: bool) -> Verhaal:
    per_bestand = {naam: [som for som in sommen if som.bron == naam] for naam in hashes}
    rijen = [
        (naam, getal_nl(sum(s.regels for s in hier)), uren_nl(sum(s.uren_h for s in hier)), getal_nl(len(hier)))
        for naam, hier in per_bestand.items()
    ]
    tekst = f"{met_getal(sum(s.regels for s in sommen), 'urenregel', 'urenregels')} opgeteld tot {met_getal(len(sommen), 'rij', 'rijen')}"
    slot = (
        f"{tekst} van blad Uren in {MASTER}"
        if gewijzigd
        else "De sommen staan al zo in de master; er is niets gewijzigd."
    )
    return Verhaal(
        [Lijst("Uren naast de master", ("Bestand",), rijen, ("Regels", "Uren", "Rijen")), slot],
        [f"{tekst}.", "Bewaar de master."] if gewijzigd else ["De sommen staan al zo in de master."],
        {
            "master": None,
            "reservekopie": None,
            "bestanden": [
                {
                    "bestand": naam,
                    "sha256": hashes[naam],
                    "regels": sum(s.regels for s in hier),
                    "uren": uren_tekst(sum(s.uren_h for s in hier)),
                    "rijen": len(hier),
                }
                for naam, hier in per_bestand.items()
            ],
        },
    )


URENBRON = Handeling(
    tel_op,
    """Lees de uren die naast de master staan, controleer ze alle, en zet hun sommen in de master.

    De map noemt u in tblRegio (blad Lijsten) bij uren.bron; daarin staan CSV-bestanden met de kolommen van uren.csv. Elke
    regel wordt apart op de cent afgerond. Een jaarrun weigert als een bestand daarna is gewijzigd.
    """,
    "via-xl urenstaat bron via_master.xlsx",
    invoer=", met de uren ernaast,",
    op_schijf=True,
)
