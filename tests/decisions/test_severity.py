"""The decision table: what is stated, what is denied, and what is not known."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

import schema
from schema.decisions.event import Event, Part
from schema.decisions.history import history
from schema.decisions.offences import OFFENCES, Severity, offence
from schema.decisions.severity import KNOWN_INJURY, highest_severity, judge, latest_severity
from tests.decisions.events import AS_AT, on, respondent

LETHAL = Severity.STRANGULATION_THREAT_TO_KILL_OR_WEAPON
SERIOUS = Severity.SERIOUS_ASSAULT_OR_SEXUAL
LOWEST = Severity.PROPERTY_OR_HARASSMENT


@pytest.mark.parametrize(
    ("values", "severity"),
    [
        ({}, Severity.NO_OFFENCE),
        ({"property_damage": True}, LOWEST),
        ({"offences": ("0531",)}, LOWEST),
        ({"offences": ("1531",)}, LOWEST),
        ({"offences": ("FVPA s 125A",)}, LOWEST),
        ({"offences": ("0213",)}, Severity.ASSAULT),
        ({"injuries": "MINOR"}, Severity.ASSAULT),
        ({"injuries": "SERIOUS"}, SERIOUS),
        ({"offences": ("0211",)}, SERIOUS),
        ({"offences": ("0311",)}, SERIOUS),
        ({"sexual_violence": True}, SERIOUS),
        ({"strangulation": True}, LETHAL),
        ({"threat_to_kill": True}, LETHAL),
        ({"weapon_used": True}, LETHAL),
        ({"offences": ("Crimes Act 1958 s 34AE",)}, LETHAL),
        ({"offences": ("0121",)}, Severity.ATTEMPTED_HOMICIDE),
    ],
)
def test_each_row_of_the_table(values: dict[str, Any], severity: Severity) -> None:
    judged = judge(respondent("one", AS_AT, **values))
    assert (judged.floor, judged.ceiling) == (severity, severity)


def test_several_offences_are_as_serious_as_the_worst_and_never_a_sum() -> None:
    judged = judge(respondent("one", AS_AT, offences=("0213",) * 9 + ("0531",)))
    assert judged.floor is Severity.ASSAULT


@pytest.mark.parametrize(
    "field", ["offences", "weapon_used", "strangulation", "threat_to_kill", "sexual_violence",
              "property_damage", "injuries"]
)  # fmt: skip
def test_one_value_not_shown_is_never_read_as_no(field: str) -> None:
    assert judge(respondent("one", AS_AT, **{field: None})).floor is None


def test_nothing_shown_is_not_known_and_could_be_anything() -> None:
    judged = judge(Event(incident="one", part=Part.RESPONDENT))
    assert (judged.floor, judged.ceiling) == (None, Severity.ATTEMPTED_HOMICIDE)


def test_an_unknown_code_is_not_no_offence() -> None:
    judged = judge(respondent("one", AS_AT, offences=("ZZ9",)))
    assert (judged.floor, judged.ceiling) == (None, Severity.ATTEMPTED_HOMICIDE)


def test_an_unknown_injury_code_is_not_no_injury() -> None:
    judged = judge(respondent("one", AS_AT, injuries="SEE NARRATIVE"))
    assert (judged.floor, judged.ceiling) == (None, SERIOUS)


def test_a_known_rung_with_a_worse_one_not_shown_is_a_least_rung() -> None:
    event = respondent("one", AS_AT, offences=("0213",), strangulation=None)
    found = highest_severity(history([event], AS_AT))
    assert (found.severity, found.at_least) == (Severity.ASSAULT, True)


def test_a_known_rung_with_a_lesser_one_not_shown_is_exact() -> None:
    event = respondent("one", AS_AT, strangulation=True, property_damage=None)
    found = highest_severity(history([event], AS_AT))
    assert (found.severity, found.at_least) == (LETHAL, False)


def test_the_reasons_are_those_of_the_rung_in_words() -> None:
    event = respondent("one", AS_AT, strangulation=True, weapon_used=True, offences=("0213",))
    assert judge(event).reasons == ("strangulation stated", "use of a weapon stated")


def test_an_offence_reason_gives_the_code_as_police_wrote_it() -> None:
    judged = judge(respondent("one", AS_AT, offences=("fvpa s123A",)))
    expected = "offence fvpa s123A: contravention of an order, intending harm or fear"
    assert judged.reasons == (expected,)


def test_latest_and_highest_are_told_apart_with_their_own_evidence() -> None:
    events = [
        respondent("old", "2024-05-01T02:00:00Z", strangulation=True),
        respondent("new", "2026-02-01T02:00:00Z", offences=("0213",)),
    ]
    held = history(events, AS_AT)
    latest, highest = latest_severity(held), highest_severity(held)
    assert (latest.severity, latest.on, latest.evidence) == (
        Severity.ASSAULT,
        "2026-02-01",
        ("new",),
    )
    assert (highest.severity, highest.on, highest.evidence) == (LETHAL, "2024-05-01", ("old",))


def test_the_latest_attendance_is_as_serious_as_its_worst_report() -> None:
    events = [
        respondent("a", "2026-02-01T02:00:00Z", attendance="night", weapon_used=True),
        respondent("b", "2026-02-01T02:30:00Z", attendance="night"),
    ]
    found = latest_severity(history(events, AS_AT))
    assert (found.severity, found.evidence) == (LETHAL, ("a",))


def test_attendances_of_the_same_moment_are_all_the_latest() -> None:
    """Which of them comes last by its id must not hide the worse one."""
    events = [
        respondent("a", on("2026-02-01"), weapon_used=True),
        respondent("b", on("2026-02-01")),
    ]
    assert latest_severity(history(events, AS_AT)).severity is LETHAL


def test_no_report_has_no_severity() -> None:
    found = highest_severity(history([], AS_AT))
    assert (found.severity, found.at_least, found.evidence) == (None, False, ())


def test_the_severity_of_a_report_without_a_date_still_counts_as_highest() -> None:
    undated = respondent("one", None, received_at="2026-02-01T00:00:00Z", strangulation=True)
    held = history([undated], AS_AT)
    assert highest_severity(held).severity is LETHAL
    assert latest_severity(held).severity is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0211", "0211"), ("ANZSOC 0211", "0211"), ("anzsoc-0219", "02"), ("021", "02"),
        ("13", "13"),
        ("37", "FVPA 37"), ("37A", "FVPA 37A"), ("s 123", "FVPA 123"), ("FVPA s.123A", "FVPA 123A"),
        ("FVPA 2008 s 125A", "FVPA 125A"), ("1531", "1531"), ("CRIMES 20", "CRIMES 20"),
        ("FVPA_123A", "FVPA 123A"), ("CRIMES_34AD", "CRIMES 34AD"), ("061", "061"), ("0612", "061"),
        ("A20", "A20"), ("A211", "A21"), ("A231", "A20"), ("A70", "A"), ("E20", "E"), ("F90", "F"),
    ],
)  # fmt: skip
def test_a_code_is_read_however_it_is_written(written: str, code: str) -> None:
    found = offence(written)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("written", ["", "17", "211", "00", "123B", "20", "assault", "02111", "A", "A90", "C40"])
def test_a_code_that_is_not_known_is_not_guessed(written: str) -> None:
    assert offence(written) is None


def _codes(code_list: str) -> list[str]:
    path = Path(schema.__file__).parent / "codes" / f"{code_list}.csv"
    with path.open(encoding="utf-8", newline="") as rows:
        return [row["code"] for row in csv.DictReader(rows)]


def test_every_offence_of_the_code_list_has_a_rung() -> None:
    assert [code for code in _codes("offence") if offence(code) is None] == []


def test_every_injury_of_the_code_list_is_known_but_the_unknown_one() -> None:
    assert [code for code in _codes("injury") if code not in KNOWN_INJURY] == ["UNKNOWN"]


def test_every_division_of_anzsoc_2011_is_known() -> None:
    assert all(offence(f"{division:02}") for division in range(1, 17))
    assert len({row.code for row in OFFENCES}) == len(OFFENCES)
