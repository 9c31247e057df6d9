"""How the amount to share comes about and is shared: all gemeenten under a public key, else the own row only."""

from __future__ import annotations

from dataclasses import dataclass

from via_xl.geld import euro, fractie
from via_xl.model import Verdeelsleutel
from via_xl.rekenen.vergoeding import zonder_maximum_ct
from via_xl.schrijven import formules
from via_xl.schrijven.afrekening.eigen_uren import Totalen
from via_xl.schrijven.afrekening.herkomst import SLEUTELTABEL, Plaatsen
from via_xl.schrijven.afrekening.opdracht import Opdracht
from via_xl.schrijven.boek import Adres, Blad, Boek, TabelKolom
from via_xl.schrijven.opmaak import F, kop, rij

BLAD = "Verdeling"
TABEL = "tblVerdeling"
_BLOKRIJ = 5
_TABELRIJ = 19


@dataclass(frozen=True, slots=True)
class Stappen:
    """The cells of the shared steps, and of this gemeente's own row."""

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
    bijdrage: str


def zet(boek: Boek, o: Opdracht, h: Plaatsen, eigen: Totalen) -> Stappen:
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
    volgens_sleutel = rij(
        blad,
        r + 6,
        "Verdeeld volgens de sleutel, in cent",
        F(
            f"={formules.volgens_sleutel(te_verdelen, vergoeding, h.sleutel)}",
            uit.volgens_sleutel_ct,
        ),
        "werk.geheel",
        "R; bij sleutel kosten de vergoeding V",
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
    if o.openbaar:
        return Stappen(*basis, *_alle(blad, o, volgens_sleutel, noemer, r + 9))
    return Stappen(*basis, *_eigen(blad, o, h, eigen, volgens_sleutel, noemer))


def _alle(blad: Blad, o: Opdracht, bedrag: Adres, noemer: Adres, restrij: int) -> tuple[str, str, str, str, str]:
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
    blad.zet(_TABELRIJ - 2, 0, "Wie wat draagt", "kopje")
    blad.zet(_TABELRIJ - 1, 0, f"Sleutel: {kop_sleutel.lower()} van alle gemeenten, openbare cijfers.", "uitleg")
    blad.tabel(
        TABEL,
        _TABELRIJ,
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
                "Bijdrage €", [euro(r.deel.bedrag_ct) for r in rijen], "uitkomst.euro", "=[@Toegedeeld in cent]/100", 15
            ),
        ],
    )
    blad.hoogtes[_TABELRIJ] = 30

    def van_ons(kolom: str) -> str:
        return f'INDEX({TABEL}[{kolom}],MATCH("{o.code}",{TABEL}[Code],0))'

    return (
        van_ons("Sleutel"),
        van_ons("Aandeel %"),
        van_ons("Product"),
        van_ons("Toegedeeld in cent"),
        van_ons("Bijdrage €"),
    )


def _eigen(
    blad: Blad, o: Opdracht, h: Plaatsen, eigen: Totalen, bedrag: Adres, noemer: Adres
) -> tuple[str, str, str, str, str]:
    """The own row only: another's share would give away its cost or hours. The rounding cent comes as input."""
    deel, ons = o.ons.deel, o.ons
    naar_kosten = o.uitkomst.verdeelsleutel is Verdeelsleutel.KOSTEN
    blad.zet(_TABELRIJ - 2, 0, "Wat uw gemeente draagt", "kopje")
    blad.zet(
        _TABELRIJ - 1,
        0,
        "Alleen de eigen regel: onder deze sleutel zou die van een ander zijn kosten of uren verraden.",
        "uitleg",
    )
    r = _TABELRIJ
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
    formule = f"{eigen.kosten}-{toegedeeld}/100" if naar_kosten else f"{toegedeeld}/100"
    bijdrage = rij(
        blad,
        r + 6,
        "Bijdrage in euro",
        F(f"=IF({te_verdelen}=0,0,ROUND({formule},2))", euro(ons.bijdrage_ct)),
        "uitkomst.euro",
        "eigen kosten min deel in de vergoeding" if naar_kosten else "toegedeeld",
    )
    return str(sleutel), str(aandeel), str(product), str(toegedeeld), str(bijdrage)
