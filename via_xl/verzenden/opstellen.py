"""A mail to a recipient: a template filled in, with attachments, of which nothing names a person of another gemeente."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

from msgspec import Struct

from via_xl.basis.vingerafdruk import delen_van
from via_xl.bewijs.personen import eis_niemand_van_anderen
from via_xl.controle.jaarstand import NIETS_GEMAAKT
from via_xl.regeling.model import Regeling
from via_xl.rekenen.ontvangers import Ontvanger
from via_xl.schrijven.bericht import Sjabloon, maak_bericht

_PAKKET = b"PK\x03\x04"


class Meegestuurd(Struct, frozen=True):
    """What goes with a mail: its name, what its reader finds in it, and the bytes that are sent (it may be locked)."""

    naam: str
    inhoud: bytes
    verzonden: bytes


def stel_op(
    regeling: Regeling,
    jaar: int,
    ontvanger: Ontvanger,
    sjabloon: Sjabloon,
    velden: Mapping[str, str],
    bijlagen: Sequence[Meegestuurd] = (),
) -> bytes:
    """The mail about a year, from the centrumgemeente.

    Raises:
        InvoerFout: it or a workbook with it names a person of a gemeente that the recipient isn't of.
    """
    onderwerp, tekst = sjabloon.vul(velden)
    stukken = {"het bericht": {"onderwerp": onderwerp.encode(), "tekst": tekst.encode()}}
    stukken |= {b.naam: _delen(b.inhoud) for b in bijlagen}
    eis_niemand_van_anderen(regeling, jaar, {gemeente.code for gemeente in ontvanger.gemeenten}, stukken, NIETS_GEMAAKT)
    van = regeling.centrumgemeente.e_mail.strip()
    return maak_bericht(ontvanger.e_mail, onderwerp, tekst, ((b.naam, b.verzonden) for b in bijlagen), van)


def _delen(inhoud: bytes) -> dict[str, bytes]:
    """What is looked through of an attachment: the parts of a workbook, or all of it."""
    return delen_van(BytesIO(inhoud)) if inhoud.startswith(_PAKKET) else {"": inhoud}
