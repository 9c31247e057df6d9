"""The version that a new one replaces: found, held against its own manifest, compared with, and kept in the new folder.

After a definitief version every later one is compared with that, since only the difference to it is still to be settled;
before that with the newest version there is.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from msgspec import Struct

from via_xl.basis.bevinding import Bevinding, Ernst, GebruikersFout, InvoerFout
from via_xl.basis.schijffout import reden
from via_xl.basis.vingerafdruk import sha256
from via_xl.bewijs.verificatie.versie import MANIFEST, VORIGE, NietMogelijk, Versie
from via_xl.bewijs.verificatie.vorige import afwijkingen, invoer, sha_volgens_manifest
from via_xl.controle.jaarstand import Jaarstand
from via_xl.lezen.master import Master
from via_xl.rekenen.wijzigingen import DEFINITIEF, Afgerekend, Vergelijking, vergelijk

_VERSIE = re.compile(r"v([1-9]\d*)\Z")
_DEFINITIEF = f"_{DEFINITIEF}.xlsx"


class Vorige(Struct, frozen=True):
    """What is known of the version that is replaced: ``stand`` is None for a first one, or when it can't be compared.

    ``waarschuwingen`` say why not.
    """

    stand: Afgerekend | None = None
    versie: Versie | None = None
    waarschuwingen: tuple[Bevinding, ...] = ()

    def vergelijk(self, nu: Jaarstand, versie: int, status: str) -> Vergelijking | None:
        """What changed since; None when there is nothing to compare with."""
        if self.stand is None:
            return None
        return vergelijk(self.stand, Afgerekend(nu.regeling, nu.uitkomst, versie, status, nu.invoerhash))

    def bewaar(self, doelmap: Path) -> None:
        """Put what it was calculated from in the new version folder, so that this can be proven by itself.

        Raises:
            InvoerFout: a file of it was changed meanwhile.
        """
        if self.versie is None:
            return
        sha = sha_volgens_manifest(self.versie)
        for naam in (MANIFEST, *invoer(self.versie)):
            doel = doelmap / VORIGE / naam
            doel.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.versie.bestanden[naam], doel)
            if naam != MANIFEST and sha256(doel) != sha.get(naam):
                raise InvoerFout(f"{self.versie.map / naam} is tijdens de run gewijzigd. Probeer het opnieuw.")


def zoek_vorige(jaarmap: Path, eerder: Master | None = None) -> Vorige:
    """The version that the next one in the folder of a year replaces; ``eerder`` is what was read of the master of now.

    Raises:
        InvoerFout: it is definitief and can't be read or was changed: then nobody can say what is still to be settled.
    """
    versies = [versie for _, versie in sorted(_versies(jaarmap, eerder).items(), reverse=True)]
    gekozen = next((versie for versie in versies if _is_definitief(versie)), versies[0] if versies else None)
    if gekozen is None:
        return Vorige()
    try:
        for naam, mis in afwijkingen(gekozen):
            raise NietMogelijk(f"{naam}: {mis}")
        return Vorige(gekozen.afgerekend(), gekozen)
    except (GebruikersFout, NietMogelijk, KeyError, OSError) as fout:
        wat = _waarom(fout)
        zin = f"{gekozen.map.name} is niet te vergelijken ({wat.rstrip('.')})"
        if _is_definitief(gekozen):
            raise InvoerFout(
                f"{zin}. Die versie is definitief, dus alleen het verschil mag nog worden verrekend. Zet de map "
                f'{gekozen.map} terug zoals de jaarrun haar maakte; kijk na met: via-xl verifieer "{gekozen.map}"'
            ) from fout
        doen = f"Het blad Wijzigingen ontbreekt. Kijk na met: via-xl verifieer {gekozen.map.name}"
        return Vorige(waarschuwingen=(Bevinding(gekozen.map.name, "", "", f"{zin}.", doen, Ernst.WAARSCHUWING),))


def _waarom(fout: Exception) -> str:
    """Why a version can't be compared with, in Dutch."""
    if isinstance(fout, GebruikersFout):
        return fout.bericht
    if isinstance(fout, OSError):
        return reden(fout)
    return f"in de bewaarde invoer ontbreekt {fout}" if isinstance(fout, KeyError) else str(fout)


def definitieve_versies(jaarmap: Path) -> tuple[int, ...]:
    """The numbers of the versions in the folder of a year that were settled, in order."""
    return tuple(sorted(nummer for nummer, versie in _versies(jaarmap).items() if _is_definitief(versie)))


def _versies(jaarmap: Path, eerder: Master | None = None) -> dict[int, Versie]:
    genummerd = ((_VERSIE.match(pad.name), pad) for pad in jaarmap.iterdir() if pad.is_dir())
    return {int(nummer[1]): Versie(pad, eerder=eerder) for nummer, pad in genummerd if nummer}


def _is_definitief(versie: Versie) -> bool:
    """Whether it was settled: by its manifest, or where that is gone by the names of its workbooks."""
    try:
        return versie.status == DEFINITIEF
    except NietMogelijk:
        return any(naam.endswith(_DEFINITIEF) for naam in versie.werkboeken)
