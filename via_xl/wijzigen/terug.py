"""The last change of a master undone: its dated copy back in its place, and the master of now kept as the newest copy.

So going back can be undone by going back once more. Nothing is read but what the files hold, and nothing that a person made in them
refuses it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from via_xl.basis.bevinding import InvoerFout, NietsTeDoen
from via_xl.basis.datum import moment_nl
from via_xl.basis.gewoon import lees_gewoon
from via_xl.basis.publiceren import ruim_slot_op
from via_xl.basis.schijffout import reden
from via_xl.basis.verhaal import Lijst, Regel
from via_xl.basis.vingerafdruk import sha256
from via_xl.wijzigen.terugblik import Terugblik, blik_terug
from via_xl.wijzigen.vervangen import bewaarde, vervang_bestand

_HEEL = "De kopie is het hele bestand: ook wat u sindsdien buiten de tabellen wijzigde, gaat terug."


class Bewaardekopie(Struct, frozen=True):
    """A dated copy of a master: when the master was last saved before it was replaced, and how large it is."""

    pad: Path
    bewaard: datetime
    bytes: int
    gelijk: bool
    """Whether it holds exactly what the master of now holds."""


class Kopieenlijst(Struct, frozen=True):
    """The dated copies of a master, the last one first."""

    master: Path
    kopieen: Sequence[Bewaardekopie]

    def als_json(self) -> dict[str, Any]:
        """Everything, for ``--json``."""
        return {
            "master": str(self.master),
            "kopieen": [
                {
                    "bestand": k.pad.name,
                    "bewaard": k.bewaard.isoformat(timespec="seconds"),
                    "bytes": k.bytes,
                    "gelijk": k.gelijk,
                }
                for k in self.kopieen
            ],
        }

    def scherm(self) -> Iterator[Regel]:
        """What the screen shows."""
        if not self.kopieen:
            yield f"Van {self.master.name} staat er geen eerdere kopie naast."
            return
        yield Lijst(
            f"Eerdere kopieën van {self.master.name}, de laatste bovenaan",
            ("Kopie", "Master van"),
            [(k.pad.name, f"{moment_nl(k.bewaard)}{' (gelijk aan nu)' if k.gelijk else ''}") for k in self.kopieen],
        )


class Terugzetting(Struct, frozen=True):
    """What putting a copy back undoes, and of exactly which two files that was said."""

    master: Path
    kopie: Bewaardekopie
    blik: Terugblik
    sha_master: str
    sha_kopie: str
    reserve: Path | None = None
    """Where the master of before is kept; None while nothing was done."""

    def als_json(self) -> dict[str, Any]:
        """Everything, for ``--json``."""
        return {
            "master": str(self.master),
            "kopie": str(self.kopie.pad),
            "tabellen": list(self.blik.tabellen),
            "logboek": list(self.blik.logboek),
            "elders": list(self.blik.elders),
            "onleesbaar": self.blik.onleesbaar,
            "teruggezet": self.reserve is not None,
            "reservekopie": None if self.reserve is None else str(self.reserve),
        }

    def regels(self) -> Iterator[str]:
        """What is undone, a line each."""
        blik = self.blik
        yield f"{self.kopie.pad.name} (de master van {moment_nl(self.kopie.bewaard)}) komt in de plaats van {self.master.name}."
        if blik.onleesbaar:
            yield f"Wat er verandert, is niet te zeggen. {blik.onleesbaar}"
            return
        yield from (f"• {regel}." for regel in blik.tabellen)
        if blik.logboek:
            yield "Uit het Logboek verdwijnt:"
            yield from (f"• {regel}" for regel in blik.logboek)
        if blik.elders:
            yield _HEEL
            yield from (f"• {regel}." for regel in blik.elders)
        if not (blik.tabellen or blik.logboek or blik.elders):
            yield "In de tabellen en op de bladen staat hetzelfde; alleen het bestand is een ander."

    def gedaan(self) -> Iterator[str]:
        """What was done, and how that is undone."""
        yield f"Teruggezet: {self.master.name} is weer die van {moment_nl(self.kopie.bewaard)}."
        yield f'De master van zojuist is bewaard als {self.reserve}. Ongedaan maken: via-xl terug "{self.master}"'


def kopieen_van(pad: Path) -> Kopieenlijst:
    """The dated copies that lie beside a master.

    Raises:
        InvoerFout: there is no such master, or a file can't be read.
    """
    echt = _eis_bestand(pad)
    try:
        som = sha256(echt)
        lijst = [_kopie(ander, som) for ander in bewaarde(echt)]
    except OSError as fout:
        raise InvoerFout(f"De kopieën naast {pad} zijn niet te lezen ({reden(fout)}).") from fout
    return Kopieenlijst(pad, lijst)


def _kopie(pad: Path, som: str) -> Bewaardekopie:
    stand = pad.stat()
    return Bewaardekopie(pad, datetime.fromtimestamp(stand.st_mtime), stand.st_size, sha256(pad) == som)


def bekijk(pad: Path, naam: str | None = None) -> Terugzetting:
    """What going back undoes: to the last copy that is another than the master is now, or to the one of this name.

    Raises:
        InvoerFout: there is no such master or copy, or the copy can't be opened.
        NietsTeDoen: there is no copy, or the master is what the copy is.
    """
    ruim_slot_op(pad.resolve())
    lijst = kopieen_van(pad)
    kopie = _gekozen(lijst, naam)
    try:
        sha_master, sha_kopie = sha256(pad), sha256(kopie.pad)
    except OSError as fout:
        raise InvoerFout(f"{pad} of een kopie ervan is niet te lezen ({reden(fout)}).") from fout
    return Terugzetting(pad, kopie, blik_terug(pad, kopie.pad), sha_master, sha_kopie)


def _gekozen(lijst: Kopieenlijst, naam: str | None) -> Bewaardekopie:
    if not lijst.kopieen:
        raise NietsTeDoen(
            f"Van {lijst.master.name} staat er geen eerdere kopie naast; er is niets om terug te zetten. Een opdracht die de "
            "master wijzigt, maakt er een."
        )
    anders = [kopie for kopie in lijst.kopieen if not kopie.gelijk]
    if naam is not None:
        gekozen = next((kopie for kopie in lijst.kopieen if kopie.pad.name == Path(naam).name), None)
        if gekozen is None:
            raise InvoerFout(
                f'{naam} is geen kopie van {lijst.master.name}. Zie: via-xl terug "{lijst.master}" --lijst'
            )
        anders = [gekozen] if gekozen in anders else []
    if not anders:
        raise NietsTeDoen(f"{lijst.master.name} is al gelijk aan die kopie; er is niets gewijzigd.")
    return anders[0]


def zet_terug(zetting: Terugzetting) -> Terugzetting:
    """Put the copy in the place of the master by one rename, under its lock; the master becomes the newest copy.

    Raises:
        InvoerFout: the master is open, one of the two was changed since it was looked at, or it can't be written.
    """

    def schrijf(doel: Path) -> None:
        doel.write_bytes(lees_gewoon(zetting.kopie.pad))
        if sha256(doel) != zetting.sha_kopie:
            raise InvoerFout(
                f"{zetting.kopie.pad.name} is intussen gewijzigd; er is niets teruggezet. Geef de opdracht opnieuw."
            )

    reserve = vervang_bestand(zetting.master, zetting.sha_master, schrijf)
    return Terugzetting(
        zetting.master, zetting.kopie, zetting.blik, zetting.sha_master, zetting.sha_kopie, reserve=reserve
    )


def _eis_bestand(pad: Path) -> Path:
    if not pad.is_file():
        kopieen = bewaarde(pad) if pad.parent.is_dir() else []
        wel = f"De laatste kopie ernaast is {kopieen[0].name}: geef die deze naam." if kopieen else ""
        raise InvoerFout(f"{pad} bestaat niet. {wel or 'Geef de master op.'}")
    return pad.resolve()
