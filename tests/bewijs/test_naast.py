import os
import signal
from pathlib import Path

import pytest

from via_xl.basis.bevinding import BewijsFout, InvoerFout
from via_xl.bewijs.masterbewijs import bewijs_master
from via_xl.bewijs.naast import ProefNaast
from via_xl.lezen.master import lees_master

MASTER = Path(__file__).parents[2] / "workbooks" / "via_master.xlsx"


def test_the_proof_beside_the_run_is_the_proof_itself() -> None:
    with ProefNaast(MASTER, 2024) as proef:
        assert proef.uitkomst() == bewijs_master(lees_master(MASTER), 2024)


def test_without_a_year_the_one_chosen_in_the_master_is_proven() -> None:
    with ProefNaast(MASTER, None) as proef:
        assert proef.uitkomst().verschillen == ()


def test_what_is_wrong_with_the_master_comes_back_as_it_is_said_in_the_run(tmp_path: Path) -> None:
    (tmp_path / "master.xlsx").write_text("geen werkboek")
    with ProefNaast(tmp_path / "master.xlsx", 2024) as proef, pytest.raises(InvoerFout, match=r"master\.xlsx"):
        proef.uitkomst()


def test_a_child_that_is_killed_is_a_failed_proof() -> None:
    with ProefNaast(MASTER, 2024) as proef:
        os.kill(proef._kind.pid, signal.SIGKILL)
        with pytest.raises(BewijsFout, match="afgebroken"):
            proef.uitkomst()


def test_leaving_early_ends_the_child() -> None:
    with ProefNaast(MASTER, 2024) as proef:
        kind = proef._kind
    assert kind.poll() is not None


def test_a_mistake_in_the_program_is_no_proof() -> None:
    with ProefNaast(MASTER, 1999) as proef, pytest.raises(RuntimeError, match="KeyError"):
        proef.uitkomst()
