"""What a verzending puts on disk: the folder of drafts with its register, and the passwords in a file of their own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from via_xl.basis.bevinding import InvoerFout
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.opsomming import en
from via_xl.basis.publiceren import naar_schijf, neem_slot, schrijf_heel
from via_xl.basis.schijffout import reden
from via_xl.bewijs.keten import KETEN, REGISTER
from via_xl.regeling.model import Regeling
from via_xl.rekenen.ontvangers import Ontvanger
from via_xl.schrijven.csv_nl import als_csv, tabel_van
from via_xl.verzenden.versleutelen import wachtwoord

KOP = ("Gemeente", "Code", "Email", "Bericht", "Bijlage", "SHA256 bijlage", "SHA256 inhoud", "Gemaakt op")
_KOP_WACHTWOORDEN = ("Gemeenten", "Email", "Wachtwoord")


@contextmanager
def alleen_in(jaarmap: Path) -> Iterator[None]:
    """Nobody else makes a version or a verzending in this folder. Raises InvoerFout."""
    try:
        slot = neem_slot(jaarmap)
    except OSError as fout:
        raise InvoerFout(f"In {jaarmap} kan niet worden geschreven ({reden(fout)}); er is niets gemaakt.") from fout
    try:
        yield
    except OSError as fout:
        raise InvoerFout(
            f"Het schrijven in {jaarmap} is mislukt ({reden(fout)}). Wat er al stond, staat er nog; probeer het opnieuw."
        ) from fout
    finally:
        slot.release()


def lees_register(doel: Path) -> list[dict[str, str]]:
    """What was made before. Raises InvoerFout when the register isn't one."""
    pad = doel / REGISTER
    if not doel.exists():
        return []
    try:
        koppen, rijen = tabel_van(lees_gewoon(pad))
    except (OSError, UnicodeDecodeError) as fout:
        raise InvoerFout(
            f"{doel} heeft geen leesbaar {REGISTER}: het is niet te zien wat al is gemaakt. Hernoem de map en probeer het opnieuw."
        ) from fout
    if set(KOP) - koppen or any(None in rij.values() for rij in rijen):
        raise InvoerFout(f"{pad} is veranderd. Zet het terug, of hernoem de map en probeer het opnieuw.")
    return rijen


def zonder_bericht(alle: Iterable[Ontvanger], register: Iterable[Mapping[str, str]]) -> list[Ontvanger]:
    """The recipients of whom a gemeente has no draft yet by the register."""
    klaar = {rij["Code"] for rij in register}
    return [een for een in alle if any(gemeente.code not in klaar for gemeente in een.gemeenten)]


def gewone_velden(regeling: Regeling, jaar: int, ontvanger: Ontvanger) -> dict[str, str]:
    """What every mail says: of which arrangement and year, for which gemeenten, to whom and from whom."""
    centrum, regio = regeling.centrumgemeente, regeling.regio
    return {
        "kort": regio.kort,
        "voluit": regio.woord("voluit"),
        "jaar": str(jaar),
        "gemeenten": en(gemeente.naam for gemeente in ontvanger.gemeenten),
        "aanhef": ontvanger.aanhef,
        "afzender": centrum.contactfunctionaris.strip() or centrum.naam,
    }


def wachtwoorden_van(geheim: Iterable[Mapping[str, str]], wie: Sequence[Ontvanger]) -> dict[str, str]:
    """The password of each address for the whole year: the one that it was given before, or a new one."""
    eerder = {rij["Email"].casefold(): rij["Wachtwoord"] for rij in geheim}
    return {een.e_mail: eerder.get(een.e_mail.casefold()) or wachtwoord() for een in wie}


def zet_geheim(
    pad: Path, geheim: Iterable[Mapping[str, str]], wie: Sequence[Ontvanger], sleutels: Mapping[str, str]
) -> None:
    """The passwords in a file that only its owner reads, beside those of other addresses that ``geheim`` has."""
    nu = [
        [en(g.naam for g in een.gemeenten), een.e_mail, sleutels[een.e_mail]] for een in wie if een.e_mail in sleutels
    ]
    if not nu:
        return
    weg = {rij[1].casefold() for rij in nu}
    eerder = [[rij[kop] for kop in _KOP_WACHTWOORDEN] for rij in geheim if rij["Email"].casefold() not in weg]
    schrijf_heel(als_csv(_KOP_WACHTWOORDEN, [*eerder, *nu]), pad, 0o600)


def lees_geheim(pad: Path) -> list[dict[str, str]]:
    """The passwords that were given before, each with its address. Raises InvoerFout: the file isn't one."""
    if not pad.is_file():
        return []
    try:
        koppen, rijen = tabel_van(lees_gewoon(pad))
    except UnicodeDecodeError:
        koppen, rijen = set(), []
    if koppen != set(_KOP_WACHTWOORDEN) or any(None in rij or not all(rij.values()) for rij in rijen):
        raise InvoerFout(
            f"{pad} is veranderd; er is niets gemaakt. Zet het terug, of hernoem het en probeer het opnieuw."
        )
    return rijen


@contextmanager
def in_aanmaak(doel: Path, vrijgeven: Callable[[Path, Path], None] | None = None) -> Iterator[Path]:
    """A folder to make files in beside ``doel``, where they come when this context is left; not when by an exception.

    ``vrijgeven`` brings them there; by default as drafts (:func:`publiceer`).

    Raises:
        OSError: it can't be written.
    """
    werkmap = doel.with_name(f".in-aanmaak-{doel.name}")
    shutil.rmtree(werkmap, ignore_errors=True)
    werkmap.mkdir(mode=0o700)
    try:
        yield werkmap
        (vrijgeven or publiceer)(werkmap, doel)
    finally:
        shutil.rmtree(werkmap, ignore_errors=True)


def publiceer(werkmap: Path, doel: Path) -> None:
    """The drafts whole or not at all: a new folder by one rename, new drafts in an old one before the register names them.

    Their link in the chain comes last: what it fixes is there by then, and without it the next one fixes it.
    """
    naar_schijf(werkmap)
    if not doel.exists():
        werkmap.rename(doel)
        return
    for pad in sorted(werkmap.iterdir(), key=lambda pad: (pad.name == KETEN, pad.name == REGISTER)):
        pad.replace(doel / pad.name)
