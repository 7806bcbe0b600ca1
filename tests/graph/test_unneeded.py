"""A hub does not carry what only development has installed."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from graph.unneeded import UNNEEDED, without

ALONE = "import server, sys; print([name for name in ('numpy', 'pandas', 'pyarrow') if name in sys.modules])"
BESIDE = f"import server; {'; '.join(f'import {name}' for name in UNNEEDED)}; print([])"
BEFORE = "import pandas, server, sys; print([] if sys.modules['pandas'] is pandas else ['pandas'])"


@pytest.mark.parametrize("text", [ALONE, BESIDE, BEFORE])
def test_the_driver_is_taken_in_without_them_and_everybody_else_has_them(text: str) -> None:
    said = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_what_is_hidden_is_hidden_within_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a_module_of_this_test.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    with without(("a_module_of_this_test", "sys")):
        with pytest.raises(ImportError):
            importlib.import_module("a_module_of_this_test")
        assert importlib.import_module("sys") is sys  # was there before
    importlib.import_module("a_module_of_this_test")
