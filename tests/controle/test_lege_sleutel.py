from __future__ import annotations

from typing import Any

import pytest
from hulp.kleine_master import REGELING
from msgspec.structs import replace

from via_xl.controle.lege_sleutel import lege_sleutel
from via_xl.regeling.model import MeerkostenDrager, Regeling, Verdeelsleutel
from via_xl.rekenen.verdeling import LegeSleutel
from via_xl.rekenen.verrekening import verreken


def _zonder_inwoners(**keuzes: Any) -> Regeling:
    jaren = (replace(REGELING.jaren[0], **keuzes),)
    return replace(REGELING, jaren=jaren, inwoners=tuple(replace(rij, inwoners=0) for rij in REGELING.inwoners))


def _bevinding(regeling: Regeling) -> tuple[str, str]:
    with pytest.raises(LegeSleutel):
        verreken(regeling, 2024)
    bevinding = lege_sleutel(regeling, 2024)
    return bevinding.wat, bevinding.doen


def test_een_sleutel_van_nul_wordt_genoemd_met_de_kolom_die_haar_vult() -> None:
    wat, doen = _bevinding(_zonder_inwoners())
    assert wat == "in 2024 is er een bedrag te verdelen naar inwoners, maar die tellen op tot 0."
    assert "tblInwoners" in doen
    assert doen.endswith("of kies een andere verdeelsleutel.")


def test_ligt_het_aan_de_drager_van_de_meerkosten_dan_wordt_die_genoemd() -> None:
    wat, doen = _bevinding(_zonder_inwoners(verdeelsleutel=Verdeelsleutel.UREN, voorstelgrens_ct=0))
    assert wat == "in 2024 zijn er meerkosten voor inwoners, maar hun inwoners tellen op tot 0."
    assert doen.endswith("of kies een andere drager.")


def test_met_een_drager_die_niets_deelt_is_de_sleutel_zelf_de_schuldige() -> None:
    keuzes = {"voorstelgrens_ct": 100, "meerkosten_drager": MeerkostenDrager.CENTRUMGEMEENTE}
    assert "te verdelen naar inwoners" in _bevinding(_zonder_inwoners(**keuzes))[0]
