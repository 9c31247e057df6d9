from __future__ import annotations

from datetime import date

from hulp.bevindingen import regels
from hulp.kleine_master import REGELING
from msgspec.structs import replace

from via_xl.controle.perioden import controleer

HB, BOEKEL, OSS = REGELING.gemeenten


def test_een_gemeente_of_capaciteit_die_eindigt_voor_ze_begint_is_een_fout() -> None:
    gemeente = replace(OSS, tot=date(1999, 12, 31))
    capaciteit = replace(REGELING.capaciteit[0], tot=date(2023, 12, 31))
    assert regels(controleer, gemeenten=(HB, gemeente), capaciteit=(capaciteit,)) == [
        "fout m.xlsx Gemeenten!H5: GM0828 eindigt op 31-12-1999, vóór het begin op 1-1-2000. Verbeter Van of Tot.",
        "fout m.xlsx Begroting!D4: GM0828 eindigt op 31-12-2023, vóór het begin op 1-1-2024. Verbeter Van of Tot.",
    ]


def test_een_onbekende_opvolger_is_een_fout_en_zichzelf_opvolgen_ook() -> None:
    gemeenten = (HB, replace(BOEKEL, opvolger="GM9999"), replace(OSS, opvolger="GM0828"))
    assert regels(controleer, gemeenten=gemeenten) == [
        'fout m.xlsx Gemeenten!I5: opvolger "GM9999" van Boekel is geen andere gemeente van tblGemeenten. '
        "Vul de CBS-code van de opvolger in.",
        'fout m.xlsx Gemeenten!I6: opvolger "GM0828" van Oss is geen andere gemeente van tblGemeenten. '
        "Vul de CBS-code van de opvolger in.",
    ]


def test_een_opvolger_in_de_regio_is_goed() -> None:
    assert regels(controleer, gemeenten=(HB, replace(BOEKEL, opvolger="GM0796", tot=date(2025, 12, 31)))) == []
