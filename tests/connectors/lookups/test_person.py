"""Is a row about who was asked about: by number, by name and birth, by birth and a part of a name; else not."""

from __future__ import annotations

from typing import Any

import pytest

from connectors.lookups.person import concerns, parties
from schema.lookups import Subject, SubjectName
from tests.connectors.lookups import HE

CUSTODIAN = "corrections_victoria"
NAME = {"family_name": "Kestrelworth", "given_names": "Rhys"}
BORN = {"birth_date": "1987-03-14"}


@pytest.mark.parametrize(
    ("_case", "party", "expected"),
    [
        ("number alone", {"person_number": "2100000"}, True),
        ("number, another name", {"person_number": "2100000", "family_name": "Alder", "birth_date": "1950-01-02"},
         True),
        ("number of another custodian", {"person_number": "40000011"}, False),
        ("name and birth", NAME | BORN, True),
        ("name and birth under another number", NAME | BORN | {"person_number": "7"}, True),
        ("name the other way round", {"family_name": "Rhys", "given_names": "Kestrelworth"} | BORN, True),
        ("name spelt otherwise", {"family_name": "Kestrelwurth", "given_names": "Reece"} | BORN, True),
        ("an alias, beside another name", {"family_name": "Alder", "aliases": [NAME]} | BORN, True),
        ("name, no birth", NAME, True),
        ("name, year of birth", NAME | {"birth_year": 1987}, True),
        ("name, another day of that year", NAME | {"birth_date": "1987-04-13"}, False),
        ("name, one digit apart", NAME | {"birth_date": "1987-03-15"}, True),
        ("name, another birth", NAME | {"birth_date": "1961-11-02"}, False),
        ("an alias of somebody born otherwise", {"family_name": "Alder", "aliases": [NAME], "birth_date": "1961-11-02"},
         False),
        ("family name changed", {"family_name": "Alder", "given_names": "Rhys"} | BORN, True),
        ("birth alone", BORN, False),
        ("birth of a stranger", {"family_name": "Alder", "given_names": "Tomas"} | BORN, False),
        ("family name alone, another given name", {"family_name": "Kestrelworth", "given_names": "Ines"}, False),
        ("nothing", {"person_number": "UNKNOWN"}, False),
        ("values of no kind", {"person_number": 7, "family_name": ["Kestrelworth"], "aliases": "Rhys"}, False),
    ],
)  # fmt: skip
def test_a_party_is_who_was_asked_about(_case: str, party: dict[str, Any], expected: bool) -> None:
    assert concerns({"deep": [{"down": party}]}, CUSTODIAN, HE) is expected


def test_a_placeholder_is_nobodys_number() -> None:
    asked = Subject(numbers={CUSTODIAN: ("UNKNOWN",)})
    assert not concerns({"person": {"person_number": "UNKNOWN"}}, CUSTODIAN, asked)


def test_nobody_is_asked_about_by_no_name() -> None:
    assert not concerns({"person": BORN | {"given_names": "Rhys"}}, CUSTODIAN, Subject((SubjectName(),), "1987-03-14"))


def test_each_person_of_a_row_is_found_once_and_an_alias_is_nobody() -> None:
    row = {"person": NAME | {"aliases": [NAME]}, "no_contact": [{"person_number": "1"}, {"kind": "x"}], "file": {}}
    assert sorted(map(str, parties(row))) == sorted(map(str, [row["person"], {"person_number": "1"}]))


def test_a_row_may_be_nested_as_deep_as_json_is() -> None:
    deep: Any = {"person_number": "2100000"}
    for _ in range(50_000):
        deep = [deep]
    assert concerns({"deep": deep}, CUSTODIAN, HE)
