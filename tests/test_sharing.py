"""Which tests stay together."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sharing import ROWS, longest_first, together

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("test", "group"),
    [
        ("tests/walk/test_not_empty.py::test_each[a::b]", "tests/walk"),
        ("tests/resolvers/test_differential.py::test_one", "tests/twoworlds/test_everybody.py"),
        ("tests/twoworlds/test_everybody.py::test_one", "tests/twoworlds/test_everybody.py"),
        ("tests/twoworlds/test_search.py::test_one", "tests/twoworlds"),
        ("tests/resolvers/test_limits.py::test_one", "tests/resolvers/test_limits.py"),
        ("tests/test_crash_while_answering.py::test_one", "tests/test_crash.py"),
    ],
)
def test_a_test_stays_with_its_row_or_else_with_its_file(test: str, group: str) -> None:
    assert together(test) == group


def test_what_is_in_no_row_comes_after_all_that_is() -> None:
    seconds = [longest_first(f"{names[0]}::test") for _, names in ROWS]
    assert seconds == sorted(seconds)
    assert max(seconds) < longest_first("tests/resolvers/test_limits.py::test") == 0


def test_every_name_is_of_a_folder_or_file_that_is_there_and_in_one_row() -> None:
    names = [name for _, row in ROWS for name in row]
    assert [name for name in names if not (ROOT / name).exists()] == []
    assert len(set(names)) == len(names)
