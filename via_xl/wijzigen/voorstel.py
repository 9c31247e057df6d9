"""A voorstel about meerkosten: the documents for decision making, and its rows in the master. All or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from msgspec import Struct

from via_xl import __version__
from via_xl.basis.bevinding import Ernst, InvoerFout, NietsTeDoen
from via_xl.basis.geld import bedrag_tekst, euro_nl
from via_xl.basis.verhaal import MASTER, Lijst, Smal, Verhaal
from via_xl.controle import controleer
from via_xl.controle.jaarstand import eis_verrekenbaar, eis_zonder_fouten, kies_jaar
from via_xl.lezen.master import Master
from via_xl.lezen.waarden import WaardeFout, uit_getypt
from via_xl.regeling.model import (
    Besluit,
    Besluitsoort,
    Besluitstap,
    MeerkostenDrager,
    Record,
    Regeling,
    Stap,
    VoorstelToets,
)
from via_xl.regeling.tabellen import BESLUITEN, BESLUITSTAPPEN, JAREN
from via_xl.rekenen import grootheden as g
from via_xl.rekenen.besluiten import Besluitstand, lopend_voorstel, voortgang
from via_xl.rekenen.invoerhash import invoerhash
from via_xl.rekenen.kalender import dag_nl
from via_xl.rekenen.scenario import Scenariowijziging, pas_toe
from via_xl.rekenen.vaststelling import redenen_concept, redenen_voor
from via_xl.rekenen.voorstel import ROUTE, route, volgend_nummer, voorstelcijfers
from via_xl.schrijven.stuk import Stuk
from via_xl.schrijven.voorstel.adoptie import maak_adoptievoorstel
from via_xl.schrijven.voorstel.document import maak_document
from via_xl.schrijven.voorstel.stof import Voorstelstof, hoger
from via_xl.wijzigen.handeling import Handeling, Opgave
from via_xl.wijzigen.stukkenmap import Stukkenmap
from via_xl.wijzigen.wijziging import Wijziging

MAP = "voorstellen"
"""Where the folders of the voorstellen stand, beside the master."""

_NIETS = "er is niets gemaakt en niets gewijzigd"


class Voorstelkeuzes(Struct, frozen=True):
    """What was asked: the year, who is to bear the meerkosten, and the limit in cents; None is what the master says."""

    jaar: int | None = None
    drager: MeerkostenDrager | None = None
    grens_ct: int | None = None


def stel_voor(
    master: Master,
    heden: date,
    jaar: Annotated[
        int | None, Opgave("Het jaar van de afrekening; anders dat van blad Start.", "JAAR", "--jaar")
    ] = None,
    drager: Annotated[
        str | None,
        Opgave(
            "Wie de meerkosten draagt: inwoners, centrumgemeente of leveranciers; anders zoals op blad Jaren.",
            "DRAGER",
            "--drager",
        ),
    ] = None,
    grens: Annotated[
        str | None,
        Opgave("Een andere grens dan die van het jaar, bijvoorbeeld 310.000.", "EUR", "--grens"),
    ] = None,
    uit: Annotated[
        Path | None,
        Opgave("Waar de map van het voorstel komt; anders in voorstellen, naast de master.", "MAP", "--uit"),
    ] = None,
) -> Wijziging:
    """A voorstel for what lies above the limit: a besluit, its steps, and its documents in ``voorstellen/<nummer>``.

    Raises:
        InvoerFout: something can't be read, or there is nothing to propose.
    """
    keuzes = lees_keuzes(jaar, drager, grens)
    boven = uit or master.pad.resolve().parent / MAP
    stof, let_op = stel_op(master, keuzes, boven, heden)
    uitkomst, nummer = stof.cijfers.uitkomst, stof.nummer
    log = (
        f"{nummer}: {euro_nl(uitkomst.te_verdelen_ct)} te verdelen, grens {euro_nl(stof.cijfers.grens_ct)}, "
        f"meerkosten {uitkomst.drager}"
    )
    plaats = Voorstelmap(boven, stof)
    verhaal = _verhaal(stof, plaats, let_op)
    return Wijziging("voorstel gemaakt", [(stof.jaar, log)], rijen_van(stof), verhaal=verhaal, bijlage=plaats)


def lees_keuzes(jaar: int | None = None, drager: str | None = None, grens: str | None = None) -> Voorstelkeuzes:
    """The choices as they are typed.

    Raises:
        InvoerFout: with everything that can't be read.
    """
    gelezen: dict[str, Any] = {}
    mis: list[str] = []
    for optie, veld, tekst in (
        ("--drager", "meerkosten_drager", drager),
        ("--grens", "voorstelgrens_ct", grens),
    ):
        try:
            gelezen[veld] = uit_getypt(tekst, JAREN.kolom(veld)) if tekst and tekst.strip() else None
        except WaardeFout as fout:
            mis.append(f"{optie}: {fout.wat} {fout.doen}")
    if mis:
        raise InvoerFout(f"{' '.join(mis)} {_NIETS[0].upper()}{_NIETS[1:]}.")
    return Voorstelkeuzes(jaar, gelezen["meerkosten_drager"], gelezen["voorstelgrens_ct"])


def stel_op(master: Master, keuzes: Voorstelkeuzes, boven: Path, op: date) -> tuple[Voorstelstof, tuple[str, ...]]:
    """Work out a voorstel: its figures, and what to mind about earlier ones. Writes nothing.

    Raises:
        InvoerFout: there is nothing to propose.
    """
    regeling, bestand = master.regeling, master.pad.name
    jaar = kies_jaar(master, keuzes.jaar)
    nu, _ = eis_verrekenbaar(bestand, regeling, jaar)
    grens = nu.voorstelgrens_ct if keuzes.grens_ct is None else keuzes.grens_ct
    if grens is None:
        raise InvoerFout(
            f"{bestand}: {jaar} heeft geen voorstelgrens en geen begroting, dus er is niets waar het te verdelen bedrag boven "
            f"ligt; {_NIETS}. Vul de grens in op blad Jaren, of geef --grens."
        )
    if nu.toets is VoorstelToets.GEMEENTE and not nu.boven_begroot:
        raise NietsTeDoen(
            f"{bestand}: over {jaar} draagt geen gemeente meer dan haar begrote bijdrage{regeling.regio.bij('bijdragen')}; er is geen "
            f"voorstel nodig{regeling.regio.volgens('verrekening')} en {_NIETS}."
        )
    if nu.toets is VoorstelToets.REGIO and nu.te_verdelen_ct <= grens:
        raise NietsTeDoen(
            f"{bestand}: over {jaar} is {euro_nl(nu.te_verdelen_ct)} te verdelen, niet meer dan de grens van "
            f"{euro_nl(grens)}; er is geen voorstel nodig{regeling.regio.volgens('verrekening')} en {_NIETS}."
        )
    drager = keuzes.drager or nu.drager
    if nu.vast and drager is not nu.drager:
        raise InvoerFout(
            f"{bestand}: de bijdragen van {jaar} zijn vast, dus de centrumgemeente draagt de rest en --drager verandert niets; "
            f"{_NIETS}. Laat --drager weg, of kies op blad Jaren bij Bijdrage karakter werkelijk."
        )
    let_op = _eis_nieuw_voorstel(regeling, jaar, drager, grens, nu.te_verdelen_ct, bestand)
    anders = pas_toe(
        regeling,
        (
            Scenariowijziging("jaren", "meerkosten_drager", jaar, drager),
            Scenariowijziging("jaren", "voorstelgrens_ct", jaar, grens),
        ),
    )
    eis_zonder_fouten(f"{bestand}, met dit voorstel,", controleer(anders), _NIETS, geteld=False)
    eis_verrekenbaar(f"{bestand}, met dit voorstel,", anders, jaar)
    stof = Voorstelstof(
        nummer=volgend_nummer((*(rij.nummer for rij in regeling.besluiten), *_namen_in(boven)), jaar),
        op=op,
        regeling=regeling,
        cijfers=voorstelcijfers(regeling, jaar, drager, grens),
        route=route(regeling, op),
        redenen=redenen_voor(redenen_concept(regeling, nu, op), None),
        invoerhash=invoerhash(regeling, jaar),
        programma=f"ViA-XL {__version__}",
        masternaam=bestand,
    )
    return stof, let_op


def rijen_van(stof: Voorstelstof) -> dict[str, Sequence[Record]]:
    """What a voorstel adds to the master: a besluit, and a row for each step and each college."""
    uit = stof.cijfers.uitkomst
    besluit = Besluit(
        nummer=stof.nummer,
        jaar=stof.jaar,
        onderwerp=stof.onderwerp,
        soort=Besluitsoort.MEERKOSTEN,
        bedrag_ct=uit.te_verdelen_ct,
        voorstelgrens_ct=stof.cijfers.grens_ct,
        meerkosten_drager=uit.drager,
        nodig=True,
        bron=stof.documentnaam,
        datum=stof.op,
    )
    codes = {Stap.COLLEGE: [rij.code for rij in stof.cijfers.deelnemers]}
    stappen = [
        Besluitstap(
            besluit=stof.nummer,
            stap=stap,
            code=code,
            gepland=stof.route.get(stap),
            bron=stof.documentnaam,
            datum=stof.op,
        )
        for stap in ROUTE
        for code in codes.get(stap, [""])
    ]
    return {BESLUITEN.naam: [besluit], BESLUITSTAPPEN.naam: stappen}


def _verhaal(stof: Voorstelstof, plaats: Voorstelmap, let_op: Sequence[str]) -> Verhaal:
    """What is proposed, what each gemeente then bears, and where the documents are."""
    c = stof.cijfers
    gepland = [f"{stap} {dag_nl(dag)}" for stap, dag in stof.route.items() if dag]
    regiodag = stof.route.get(Stap.REGIODAG)
    wanneer = f"de Regiodag is op {dag_nl(regiodag)}" if regiodag else "blad Besluiten heeft geen komende ronde"
    te_verdelen, grens, boven = map(euro_nl, (c.uitkomst.te_verdelen_ct, c.grens_ct, c.boven_ct))
    bestanden = plaats.bestanden
    draagt = f"De meerkosten {stof.draagt}." if c.boven_ct else hoger(stof)
    return Verhaal(
        [
            Lijst(
                f"Voorstel {stof.nummer}: {stof.onderwerp}",
                ("Gemeente",),
                [
                    (rij.naam, "", euro_nl(rij.bijdrage_ct), "")
                    if rij.begroot_ct is None
                    else (rij.naam, *map(euro_nl, (rij.begroot_ct, rij.bijdrage_ct, rij.bijdrage_ct - rij.begroot_ct)))
                    for rij in c.deelnemers
                ],
                (g.BEGROOT.kort, g.BIJDRAGE.kort, "Verschil"),
            ),
            f"{g.TE_VERDELEN.label} {te_verdelen}, grens {grens}: {boven} erboven. {draagt}",
            Smal(
                f"Gepland: {', '.join(gepland)}."
                if gepland
                else "Nog niet gepland: blad Besluiten heeft geen komende ronde."
            ),
            *(f"LET OP: {zin}" for zin in let_op),
            f"{len(bestanden)} documenten in {plaats.map}",
            f"{stof.nummer} staat op blad Besluiten van {MASTER}",
            "Volgende stap: breng het voorstel in, en leg vast hoe elke stap afloopt met via-xl besluit noteer.",
        ],
        [
            f"Voorstel {stof.nummer} is gemaakt: over {stof.jaar} ligt {boven} boven de grens van {grens}. {draagt}",
            f"{len(bestanden)} documenten staan in {plaats.map}.",
            f"Op blad {BESLUITEN.blad} staan het voorstel en zijn stappen; {wanneer}. Bewaar de master.",
            *let_op,
        ],
        {
            "nummer": stof.nummer,
            "jaar": stof.jaar,
            "op": stof.op.isoformat(),
            "te_verdelen": bedrag_tekst(c.uitkomst.te_verdelen_ct),
            "grens": bedrag_tekst(c.grens_ct),
            "boven_de_grens": bedrag_tekst(c.boven_ct),
            "toets": str(c.toets),
            "gemeenten_boven_begroot": c.boven_begroot,
            "drager": str(c.uitkomst.drager),
            "gemeenten": [
                {
                    "code": rij.code,
                    "naam": rij.naam,
                    "begroot": None if rij.begroot_ct is None else bedrag_tekst(rij.begroot_ct),
                    "bijdrage": bedrag_tekst(rij.bijdrage_ct),
                }
                for rij in c.deelnemers
            ],
            "route": {str(stap): dag.isoformat() if dag else None for stap, dag in stof.route.items()},
            "nog_niet_vast": list(stof.redenen),
            "let_op": list(let_op),
            "invoerhash": stof.invoerhash,
            "map": str(plaats.map),
            "bestanden": [str(pad) for pad in bestanden],
        },
        Ernst.WAARSCHUWING if let_op else None,
    )


class Voorstelmap(Stukkenmap):
    """The folder of a voorstel: the document, and an adoptievoorstel for each gemeente that takes part in the year."""

    def __init__(self, boven: Path, stof: Voorstelstof) -> None:
        voor = {stof.documentnaam: "", **{stof.adoptienaam(rij): rij.code for rij in stof.cijfers.deelnemers}}
        super().__init__(boven, stof.nummer, voor, stof.regeling, stof.jaar, _NIETS)
        self._stof = stof

    def stukken(self) -> Iterator[Stuk]:
        """The document first."""
        yield maak_document(self._stof)
        for rij in self._stof.cijfers.deelnemers:
            yield maak_adoptievoorstel(self._stof, rij.code)


# --- what is refused


def _eis_nieuw_voorstel(
    regeling: Regeling, jaar: int, drager: MeerkostenDrager, grens_ct: int, bedrag_ct: int, bestand: str
) -> tuple[str, ...]:
    """Whether there is room for a voorstel beside the earlier ones; gives what to mind about those."""
    let_op: list[str] = []
    if loopt := lopend_voorstel(regeling, jaar):
        raise InvoerFout(
            f"{bestand}: voorstel {loopt.besluit.nummer} over de meerkosten van {jaar} loopt nog (stand: {loopt.stand}); "
            f"{_NIETS}. Rond het af, of vul op blad Besluiten in wanneer het is ingetrokken."
        )
    for rij in regeling.besluiten:
        if rij.jaar != jaar or rij.soort is not Besluitsoort.MEERKOSTEN:
            continue
        stand = voortgang(regeling, rij).stand
        if stand is Besluitstand.GENOMEN and (
            rij.meerkosten_drager is drager
            and rij.voorstelgrens_ct in (None, grens_ct)
            and rij.bedrag_ct is not None
            and bedrag_ct <= rij.bedrag_ct
        ):
            raise InvoerFout(
                f"{bestand}: {rij.nummer} is al genomen, voor {euro_nl(rij.bedrag_ct)}, met dezelfde drager en grens; {_NIETS}. Een "
                "nieuw voorstel is pas nodig als het te verdelen bedrag hoger wordt, of een van beide anders."
            )
        if stand is Besluitstand.AFGEWEZEN and rij.nodig:
            let_op.append(
                f"{rij.nummer} is afgewezen en houdt de afrekening van {jaar} op concept. Vul op blad Besluiten in wanneer het is "
                "ingetrokken."
            )
    return tuple(let_op)


def _namen_in(boven: Path) -> list[str]:
    try:
        return [pad.name for pad in boven.iterdir()]
    except OSError:
        return []


VOORSTEL = Handeling(
    stel_voor,
    """Maak een voorstel voor wat boven de voorstelgrens ligt: Word-documenten, en de rijen op blad Besluiten.

    Eén document voor de regio, en per college een adoptievoorstel met alleen de eigen cijfers. Alles of niets.
    """,
    "via-xl voorstel via_master.xlsx --jaar 2025 --drager centrumgemeente",
    gevolg=_NIETS,
    uit="--uit-master",
    op_schijf=True,
    bewaard="een voorstel noemt de invoer waarop het berust",
)
