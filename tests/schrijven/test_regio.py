"""The picture of the year in the regional workbook: who pays and who receives, first, and whole on its page."""

from __future__ import annotations

import re
import zipfile

from hulp.gemaakt import Gemaakt


def test_the_first_page_shows_who_pays_and_who_receives(run_2024: Gemaakt) -> None:
    (pad,) = run_2024.map.glob("*_regio_*.xlsx")
    with zipfile.ZipFile(pad) as pakket:
        delen = {naam: pakket.read(naam).decode("utf-8") for naam in pakket.namelist() if naam.endswith(".xml")}
    titels = [re.findall(r"<a:t>([^<]+)</a:t>", delen[f"xl/charts/chart{nummer}.xml"])[0] for nummer in (1, 2)]
    assert titels == ["Wie betaalt en wie ontvangt", "Begrote en werkelijke bijdrage per gemeente"]
    (einde,) = map(int, re.findall(r'<rowBreaks.*?<brk id="(\d+)"', delen["xl/worksheets/sheet1.xml"]))
    begin, eind = (
        [int(rij) for rij in re.findall(rf"<xdr:{hoek}>.*?<xdr:row>(\d+)</xdr:row>", delen["xl/drawings/drawing1.xml"])]
        for hoek in ("from", "to")
    )
    assert eind[0] < einde <= begin[1]
