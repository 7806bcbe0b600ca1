"""The file of custodians: what it may say, and that a fault is told by its place, without a value."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.lookups.targets import BadCustodians, Target, targets_of
from connectors.registry import SOURCES
from schema.lookups import DATA_CUSTODIANS

GOOD = """
[corrections_victoria]
url = "https://corrections.example/hub/"
connector = "corrections"
secret = "corrections"

[childrens_court]
url = "http://127.0.0.1:8101"
connector = "courts"
secret = "court"
seconds = 2.5
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "corrections").write_text("first-secret\n")
    (tmp_path / "court").write_text("second-secret")
    (tmp_path / "empty").write_text("\n")
    (tmp_path / "two").write_text("one two")
    (tmp_path / "lines").write_text("one\ntwo")
    (tmp_path / "accent").write_text("s\u00e9cret", encoding="utf-8")
    return tmp_path / "custodians.toml"


def test_each_custodian_has_its_address_connector_secret_and_budget(file: Path) -> None:
    file.write_text(GOOD)
    assert targets_of(file) == {
        "corrections_victoria": Target(
            "corrections_victoria", "corrections", "https://corrections.example/hub", 20.0, "first-secret"
        ),
        "childrens_court": Target("childrens_court", "courts", "http://127.0.0.1:8101", 2.5, "second-secret"),
    }


def test_a_secret_is_not_shown(file: Path) -> None:
    file.write_text(GOOD)
    assert "secret" not in repr(targets_of(file))


@pytest.mark.parametrize(
    ("was", "then", "place"),
    [
        ("[corrections_victoria]", "[corrections_victoria", ""),
        ("[corrections_victoria]", "[orange_door]", "orange_door"),
        ("https://corrections.example/hub/", "http://corrections.example", "corrections_victoria.url"),
        ("https://corrections.example/hub/", "http://localhost@corrections.example", "corrections_victoria.url"),
        ("https://corrections.example/hub/", "https://user:pass@corrections.example", "corrections_victoria.url"),
        ("https://corrections.example/hub/", "https://corrections.example/?a=b", "corrections_victoria.url"),
        ('connector = "corrections"', 'connector = "courts"', "corrections_victoria.connector"),
        ('connector = "corrections"', 'connector = "unheard"', "corrections_victoria.connector"),
        ('connector = "corrections"', "", "corrections_victoria.connector"),
        ('secret = "corrections"', 'secret = "nowhere"', "corrections_victoria.secret"),
        ('secret = "corrections"', 'secret = "empty"', "corrections_victoria.secret"),
        ('secret = "corrections"', 'secret = "two"', "corrections_victoria.secret"),
        ('secret = "corrections"', 'secret = "lines"', "corrections_victoria.secret"),
        ('secret = "corrections"', 'secret = "accent"', "corrections_victoria.secret"),
        ("seconds = 2.5", "seconds = 0", "childrens_court.seconds"),
        ("seconds = 2.5", "seconds = 601", "childrens_court.seconds"),
        ("seconds = 2.5", "budget = 5", "childrens_court.budget"),
    ],
)
def test_a_fault_is_told_by_its_place_and_nothing_is_quoted(file: Path, was: str, then: str, place: str) -> None:
    assert was in GOOD
    file.write_text(GOOD.replace(was, then))
    with pytest.raises(BadCustodians) as fault:
        targets_of(file)
    told = str(fault.value)
    assert told.startswith(f"THROUGHLINE_CUSTODIANS: {place}")
    assert told.endswith("; see docs/lookups.md.")
    assert not [word for word in ("example", "pass@", "secret-", "unheard", "nowhere") if word in told]


def test_every_data_custodian_has_a_connector() -> None:
    assert all(any(name in source.custodians for source in SOURCES.values()) for name in DATA_CUSTODIANS)
    assert len(DATA_CUSTODIANS) == 5
