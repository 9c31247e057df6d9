"""How the amount to share comes about and is shared: all gemeenten under a public key, else the own row only."""

from __future__ import annotations

from dataclasses import dataclass

from via_xl.basis.geld import euro, fractie
from via_xl.regeling.model import MeerkostenDrager, Verdeelsleutel
from via_xl.rekenen.vergoeding import zonder_maximum_ct
from via_xl.schrijven import formules
from via_xl.schrijven.afrekening.eigen_uren import Totalen
from via_xl.schrijven.afrekening.herkomst import SLEUTELTABEL, Herkomstplaatsen
from via_xl.schrijven.afrekening.opdracht import Afrekeningopdracht
from via_xl.schrijven.boek import Adres, Blad, Boek, TabelKolom
from via_xl.schrijven.opmaak import F, kop, rij

BLAD = "Verdeling"
TABEL = "tblVerdeling"
_BLOKRIJ = 5


def _tabelrij(o: Afrekeningopdracht) -> int:
    """Where the shares stand: below the shared steps, and below the meerkosten where there are any."""
    return _BLOKRIJ + (21 if o.apart else 14)


@dataclass(frozen=True, slots=True)
class Stappen:
    """The cells of the shared steps, and of this gemeente's own row.

    ``binnen`` is the bijdrage, without the own part of the ``meerkosten`` (in cents) where those are borne apart. Where
    the bijdrage is fixed there is no share: ``sleutel``, ``aandeel``, ``product`` and ``toegedeeld`` are then "".
    """

    kosten: Adres
    percentage: Adres
    maximum: Adres
    vergoeding: Adres
    te_verdelen: Adres
    volgens_sleutel: Adres
    som: Adres
    noemer: Adres
    sleutel: str
    aandeel: str
    product: str
    toegedeeld: str
    binnen: str
    meerkosten: Adres | None


def zet(boek: Boek, o: Afrekeningopdracht, h: Herkomstplaatsen, eigen: Totalen) -> Stappen:
    """Add the sheet."""
    uit = o.uitkomst
    blad = boek.blad(BLAD, kleur="#1F4E78", kopregel=o.kopregel)
    kop(
        blad,
        "Verdeling",
        f"Van de kosten van de regio naar ieders bijdrage, naar {uit.verdeelsleutel}, op de cent (grootste rest).",
        vlag="OK",
    )
    blad.breedtes |= {0: 36, 1: 20, 2: 24}
    blad.zet(_BLOKRIJ - 1, 0, "Wat er te verdelen is", "kopje")
    r = _BLOKRIJ
    kosten = rij(
        blad, r, "Kosten van de werkgroep (K)", F(f"={h.kosten}", euro(uit.kosten_ct)), "werk.euro", "Herkomst"
    )
    percentage = rij(
        blad, r + 1, "Vergoeding POK", F(f"={h.percentage}", fractie(uit.vergoeding_bp)), "werk.procent", "Herkomst"
    )
    onbegrensd = rij(
        blad,
        r + 2,
        "Vergoeding zonder maximum",
        F(
            f"={formules.deel_van(percentage, kosten)}",
            euro(zonder_maximum_ct(uit.kosten_ct, uit.vergoeding_bp)),
        ),
        "werk.euro",
        "percentage × kosten, in hele centen",
    )
    maximum = rij(blad, r + 3, "Maximum POK", F(f"={h.maximum}", euro(uit.maximum_ct)), "werk.euro", "Herkomst")
    vergoeding = rij(
        blad,
        r + 4,
        "Vergoeding (V)",
        F(f"={formules.vergoeding(onbegrensd, maximum)}", euro(uit.vergoeding_ct)),
        "uitkomst.euro",
        "niet meer dan het maximum",
    )
    te_verdelen = rij(
        blad,
        r + 5,
        "Te verdelen (R)",
        F(f"={formules.te_verdelen(kosten, vergoeding)}", euro(uit.te_verdelen_ct)),
        "uitkomst.euro",
        "R = K − V",
    )
    apart = _boven_de_grens(blad, o, h, te_verdelen, r + 6) if o.apart else None
    r += int(o.apart)
    vast = f'{h.karakter}="vast"' if uit.vast else ""
    verdeeld = formules.volgens_sleutel(kosten, te_verdelen, h.sleutel, apart or "", vast)
    volgens_sleutel = rij(
        blad,
        r + 6,
        "Verdeeld volgens de sleutel, in cent",
        F(f"={verdeeld}", uit.volgens_sleutel_ct),
        "werk.geheel",
        "R; bij sleutel kosten wat van ieders kosten afgaat" if apart is None else "zonder de meerkosten",
    )
    som_formule = f"=SUM({TABEL}[Sleutel])" if o.openbaar else f"={h.som}"
    som = rij(blad, r + 7, "Som van de sleutel (N)", F(som_formule, uit.sleutel_totaal), "werk.geheel", "hele regio")
    noemer = rij(
        blad,
        r + 8,
        "Noemer",
        F(f"={formules.noemer(som)}", max(1, uit.sleutel_totaal)),
        "werk.geheel",
        "N, ten minste 1",
    )
    basis = (kosten, percentage, maximum, vergoeding, te_verdelen, volgens_sleutel, som, noemer)
    if uit.vast:
        return Stappen(*basis, *_vast(blad, o, h, te_verdelen))
    eigen_deel = (
        _alle(blad, o, volgens_sleutel, noemer, r + 9)
        if o.openbaar
        else _eigen(blad, o, h, eigen, volgens_sleutel, noemer)
    )
    if apart is None:
        return Stappen(*basis, *eigen_deel, None)
    meer = _meerkosten(blad, o, h, apart, eigen, r + 10)
    return Stappen(*basis, *eigen_deel, meer)


def _boven_de_grens(blad: Blad, o: Afrekeningopdracht, h: Herkomstplaatsen, te_verdelen: Adres, r: int) -> Adres:
    """The part of R above the limit, in cents."""
    boven = formules.boven_grens(te_verdelen, h.voorstelgrens)
    hoe = f"wat boven de voorstelgrens ligt; gedragen door: {o.uitkomst.drager}"
    inhoud = F(f"=ROUND(100*{boven},0)", o.uitkomst.meerkosten_ct)
    return rij(blad, r, "Meerkosten, apart gedragen, in cent", inhoud, "werk.geheel", hoe)


def _meerkosten(blad: Blad, o: Afrekeningopdracht, h: Herkomstplaatsen, bedrag: Adres, eigen: Totalen, r: int) -> Adres:
    """The own part of the meerkosten, in cents. Another's would give away its cost, so the sum and the cent are input."""
    deel = o.ons.meerkosten
    uit_uren = o.uitkomst.drager is MeerkostenDrager.LEVERANCIERS
    n = f"ROUND({eigen.kosten},0)" if uit_uren else str(h.meer_sleutel)
    hoe = "kosten van uw inzet in hele euro's" if uit_uren else "Herkomst"
    sleutel = rij(blad, r, "Sleutel voor de meerkosten", F(f"={n}", deel.sleutel), "werk.geheel", hoe)
    noemer = rij(
        blad,
        r + 1,
        "Noemer voor de meerkosten",
        F(f"={formules.noemer(h.meer_som)}", max(1, o.uitkomst.meerkosten_totaal)),
        "werk.geheel",
        "hele regio, ten minste 1",
    )
    product = rij(
        blad, r + 2, "Product", F(f"={bedrag}*{sleutel}", deel.product), "werk.geheel", "meerkosten in cent × sleutel"
    )
    afgekapt = rij(
        blad,
        r + 3,
        "Afgekapt",
        F(f"={formules.afgekapt(product, noemer)}", deel.afgekapt),
        "werk.geheel",
        "hele centen",
    )
    return rij(
        blad,
        r + 4,
        "Uw deel in de meerkosten, in cent",
        F(f"={afgekapt}+{h.meer_cent}", deel.bedrag_ct),
        "uitkomst.geheel",
        "afgekapt + restcent (Herkomst: de rang is regionaal)",
    )


def _vast(
    blad: Blad, o: Afrekeningopdracht, h: Herkomstplaatsen, te_verdelen: Adres
) -> tuple[str, str, str, str, str, None]:
    """The fixed bijdrage: the printed amount, and for the centrumgemeente what that of the others leaves."""
    centrum = o.ons.gemeente.centrumgemeente
    blad.zet(_tabelrij(o) - 2, 0, "Wat uw gemeente draagt", "kopje")
    uitleg = "De bijdragen zijn vast: de gedrukte bedragen van tabel 8.1; de centrumgemeente draagt de rest."
    blad.zet(_tabelrij(o) - 1, 0, uitleg, "uitleg")
    formule = f"IF({te_verdelen}=0,0,ROUND({te_verdelen}-{h.vaste_anderen},2))" if centrum else ""
    formule = formule or f'IF(OR({te_verdelen}=0,{h.begroot}=""),0,{h.begroot})'
    bijdrage = rij(
        blad,
        _tabelrij(o),
        "Vaste bijdrage in euro",
        F(f"={formule}", euro(o.ons.bijdrage_ct)),
        "uitkomst.euro",
        "te verdelen min de gedrukte bedragen van de anderen" if centrum else "het gedrukte bedrag van uw gemeente",
    )
    return "", "", "", "", str(bijdrage), None


def _alle(
    blad: Blad, o: Afrekeningopdracht, bedrag: Adres, noemer: Adres, restrij: int
) -> tuple[str, str, str, str, str]:
    """The rows of all gemeenten; gives the lookups of the own key, share, product, cents and bijdrage."""
    uit = o.uitkomst
    rijen = uit.gemeenten
    restcenten = rij(
        blad,
        restrij,
        "Restcenten",
        F(f"={bedrag}-SUM({TABEL}[Afgekapt])", uit.volgens_sleutel_ct - sum(r.deel.afgekapt for r in rijen)),
        "werk.geheel",
        "een cent voor elk van de grootste resten",
    )
    kop_sleutel = "Inwoners" if uit.verdeelsleutel is Verdeelsleutel.INWONERS else "Capaciteit in honderdsten"
    blad.zet(_tabelrij(o) - 2, 0, "Wie wat draagt", "kopje")
    blad.zet(_tabelrij(o) - 1, 0, f"Sleutel: {kop_sleutel.lower()} van alle gemeenten, openbare cijfers.", "uitleg")
    blad.tabel(
        TABEL,
        _tabelrij(o),
        0,
        [
            TabelKolom(
                "Gemeente", [r.naam for r in rijen], "werk.tekst", f"=INDEX({SLEUTELTABEL}[Gemeente],[@Nr])", 36
            ),
            TabelKolom("Code", [r.code for r in rijen], "werk.tekst", f"=INDEX({SLEUTELTABEL}[Code],[@Nr])", 20),
            TabelKolom("Nr", list(range(1, len(rijen) + 1)), "werk.nr", None, 24),
            TabelKolom(
                "Sleutel",
                [r.deel.sleutel for r in rijen],
                "werk.geheel",
                f"=SUMIFS({SLEUTELTABEL}[Sleutel],{SLEUTELTABEL}[Code],[@Code])",
                12,
            ),
            TabelKolom(
                "Aandeel %",
                [r.deel.sleutel / max(1, uit.sleutel_totaal) for r in rijen],
                "werk.procent4",
                f"=[@Sleutel]/{noemer}",
                11,
            ),
            TabelKolom("Product", [r.deel.product for r in rijen], "werk.geheel", f"={bedrag}*[@Sleutel]", 21),
            TabelKolom(
                "Afgekapt",
                [r.deel.afgekapt for r in rijen],
                "werk.geheel",
                f"={formules.afgekapt('[@Product]', noemer)}",
                13,
            ),
            TabelKolom(
                "Rest",
                [r.deel.rest for r in rijen],
                "werk.geheel",
                f"={formules.rest('[@Product]', '[@Afgekapt]', noemer)}",
                11,
            ),
            TabelKolom("Rang", [r.deel.rang for r in rijen], "werk.geheel", f"={formules.rang(TABEL)}", 8),
            TabelKolom(
                "Restcent",
                [r.deel.cent for r in rijen],
                "werk.geheel",
                f"={formules.restcent('[@Rang]', restcenten)}",
                10,
            ),
            TabelKolom(
                "Toegedeeld in cent", [r.deel.bedrag_ct for r in rijen], "werk.geheel", "=[@Afgekapt]+[@Restcent]", 13
            ),
            TabelKolom(
                "Binnen de grens €" if o.apart else "Bijdrage €",
                [euro(r.deel.bedrag_ct) for r in rijen],
                "uitkomst.euro",
                "=[@Toegedeeld in cent]/100",
                15,
            ),
        ],
    )
    blad.hoogtes[_tabelrij(o)] = 30

    def van_ons(kolom: str) -> str:
        return f'INDEX({TABEL}[{kolom}],MATCH("{o.code}",{TABEL}[Code],0))'

    return (
        van_ons("Sleutel"),
        van_ons("Aandeel %"),
        van_ons("Product"),
        van_ons("Toegedeeld in cent"),
        van_ons("Binnen de grens €" if o.apart else "Bijdrage €"),
    )


def _eigen(
    blad: Blad, o: Afrekeningopdracht, h: Herkomstplaatsen, eigen: Totalen, bedrag: Adres, noemer: Adres
) -> tuple[str, str, str, str, str]:
    """The own row only: another's share would give away its cost or hours. The rounding cent comes as input."""
    deel, ons = o.ons.deel, o.ons
    naar_kosten = o.uitkomst.verdeelsleutel is Verdeelsleutel.KOSTEN
    blad.zet(_tabelrij(o) - 2, 0, "Wat uw gemeente draagt", "kopje")
    blad.zet(
        _tabelrij(o) - 1,
        0,
        "Alleen de eigen regel: onder deze sleutel zou die van een ander zijn kosten of uren verraden.",
        "uitleg",
    )
    r = _tabelrij(o)
    sleutel_formule = f"=ROUND({eigen.kosten},0)" if naar_kosten else f"=ROUND(100*{eigen.uren},0)"
    sleutel = rij(
        blad,
        r,
        "Sleutel van uw gemeente (n)",
        F(sleutel_formule, deel.sleutel),
        "werk.geheel",
        "kosten in hele euro's" if naar_kosten else "uren in honderdsten",
    )
    aandeel = rij(
        blad,
        r + 1,
        "Aandeel",
        F(f"={sleutel}/{noemer}", deel.sleutel / max(1, o.uitkomst.sleutel_totaal)),
        "werk.procent4",
        "n / N",
    )
    product = rij(blad, r + 2, "Product", F(f"={bedrag}*{sleutel}", deel.product), "werk.geheel", "bedrag in cent × n")
    afgekapt = rij(
        blad,
        r + 3,
        "Afgekapt",
        F(f"={formules.afgekapt(product, noemer)}", deel.afgekapt),
        "werk.geheel",
        "hele centen",
    )
    cent = rij(blad, r + 4, "Restcent", F(f"={h.restcent}", deel.cent), "werk.geheel", "Herkomst: de rang is regionaal")
    toegedeeld = rij(
        blad,
        r + 5,
        "Toegedeeld in cent",
        F(f"={afgekapt}+{cent}", deel.bedrag_ct),
        "werk.geheel",
        "afgekapt + restcent",
    )
    te_verdelen = Adres(BLAD, _BLOKRIJ + 5, 1)
    binnen_ct = ons.bijdrage_ct - ons.meerkosten.bedrag_ct
    formule = f"{eigen.kosten}-{toegedeeld}/100" if naar_kosten else f"{toegedeeld}/100"
    bijdrage = rij(
        blad,
        r + 6,
        "Bijdrage binnen de voorstelgrens, in euro" if o.apart else "Bijdrage in euro",
        F(f"=IF({te_verdelen}=0,0,ROUND({formule},2))", euro(binnen_ct)),
        "uitkomst.euro",
        "eigen kosten min deel in de vergoeding" if naar_kosten else "toegedeeld",
    )
    return str(sleutel), str(aandeel), str(product), str(toegedeeld), str(bijdrage)
