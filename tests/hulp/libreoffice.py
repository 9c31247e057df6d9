"""LibreOffice in the tests: the product's own adapter, and PDFs. It is required: without it the tests fail."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from via_xl.bewijs.libreoffice import LibreOfficeFout, herbereken, waarden, zet_om


def to_pdf(bestanden: Iterable[Path], doelmap: Path) -> list[Path]:
    """Recalculate workbooks and print them to PDF in ``doelmap``, in the order given."""
    return zet_om(bestanden, doelmap, "pdf", ".pdf")


__all__ = ["LibreOfficeFout", "herbereken", "to_pdf", "waarden"]
