"""The master as it is now, beside the one that was kept: the same rows for this year, or which differ."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from via_xl.basis.bevinding import Bevinding, InvoerFout
from via_xl.bewijs.verificatie.versie import MEESTE, NietMogelijk, Versie
from via_xl.bewijs.voorganger import Voorganger, verschillende_rijen
from via_xl.lezen.master import Master, lees_master
from via_xl.rekenen.invoerhash import invoerhash


def controleer(versie: Versie, _: str = "") -> Iterator[Bevinding]:
    """Each row that the version was not calculated from, or that the master does not have any more."""
    if versie.nu is None:
        raise NietMogelijk("er is met --master geen master gegeven")
    toen = versie.vergelijkbaar()
    try:
        master = lees_master(versie.nu, vergeef_ouderdom=True)
        yield from _geregistreerd(versie, master)
        hash_nu = invoerhash(master.regeling, versie.jaar)
    except InvoerFout as fout:
        yield from fout.bevindingen or (fout.als_bevinding(versie.nu.name),)
        return
    except KeyError:
        wat = f"jaar {versie.jaar} staat niet meer in tabel tblJaren."
        yield Bevinding(versie.nu.name, "Jaren", "", wat, "Kijk na of dit de goede master is.")
        return
    if hash_nu == toen.stand.invoerhash:
        return
    eerder = Voorganger(f"v{versie.nummer}", toen.stand.master.pad, toen.stand.invoerhash)
    verschillen = list(verschillende_rijen(toen.stand.regeling, master, versie.jaar, eerder))
    yield from (replace(b, bestand=b.bestand or versie.nu.name) for b in verschillen[:MEESTE])
    if len(verschillen) > MEESTE or not verschillen:
        wat = f"de invoer van {versie.jaar} is nu een andere; {len(verschillen)} verschillen in totaal."
        yield Bevinding(versie.nu.name, "", "", wat, "Draai de jaarrun opnieuw als de master van nu de goede is.")


def _geregistreerd(versie: Versie, master: Master) -> Iterator[Bevinding]:
    """A finding when the master knows this version by another ketenwaarde."""
    for rij in master.regeling.afrekeningen:
        if (rij.jaar, rij.versie) == (versie.jaar, versie.nummer) and rij.ketenwaarde not in ("", versie.ketenwaarde):
            wat = f"van versie {rij.versie} staat hier een andere ketenwaarde dan die van de map."
            doen = "De map is vervangen of opnieuw gemaakt; vergelijk met de waarde die de gemeenten kregen."
            yield replace(Bevinding.op(rij.plek, "ketenwaarde", wat, doen), bestand=master.pad.name)
