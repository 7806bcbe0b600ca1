"""What another policy gives and takes is told before it is in force: nothing changed tells nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from authz import policy_data
from authz.policy_difference import changes, reworded
from authz.policy_document import document
from authz.words import Facet, Position, Standing
from schema.model import MODEL
from tests.authz.test_policy_data import Change, changed, for_days, put

DAY = "2026-07-01"
HELD = MODEL.held()
POLICY = policy_data.load()


def told(folder: Path, name: str, change: Change, day: str = DAY) -> list[tuple[str, str, str, str]]:
    new = policy_data.load(changed(folder, name, change))
    return [(c.role, str(c.position), str(c.was), str(c.now)) for c in changes(POLICY, new, day, HELD)]


def test_the_same_policy_changes_nothing() -> None:
    assert changes(POLICY, policy_data.load(), DAY, HELD) == []
    assert reworded(POLICY, policy_data.load()) == []


def test_a_level_taken_away_names_role_position_and_every_field_lost(tmp_path: Path) -> None:
    new = policy_data.load(changed(tmp_path, "matrix.csv", put(0, "named", "N")))
    [change] = changes(POLICY, new, DAY, HELD)
    assert (change.role, change.position) == ("police_member", Position.NAMED)
    assert (str(change.was), str(change.now)) == ("F if consent", "N")
    assert change.of == ((Facet.IDENTITY, Standing.VICTIM),)
    assert change.gained == []
    assert set(change.lost) == HELD[Facet.IDENTITY]
    assert {"PersonRecord.family_name", "Incident.relationship"} <= set(change.lost)


def test_a_mask_loses_all_but_the_fields_that_the_mask_declares(tmp_path: Path) -> None:
    new = policy_data.load(changed(tmp_path, "matrix.csv", put(0, "own", "M")))
    [change] = changes(POLICY, new, DAY, HELD)
    assert set(change.lost) == HELD[Facet.IDENTITY] - {"PersonRecord.initials", "PersonRecord.birth_year"}


def test_turned_round_what_was_lost_is_gained(tmp_path: Path) -> None:
    new = policy_data.load(changed(tmp_path, "matrix.csv", put(0, "named", "N")))
    [change], [back] = changes(POLICY, new, DAY, HELD), changes(new, POLICY, DAY, HELD)
    assert (back.gained, back.lost) == (change.lost, [])


def test_a_condition_added_is_told_though_no_field_is(tmp_path: Path) -> None:
    found = told(tmp_path, "matrix.csv", put(0, "gates", "own:linked named:consent named:established"))
    assert found == [("police_member", "named", "F if consent", "F if consent and established")]


def test_a_facet_led_to_another_column_is_told_of_every_role_that_it_moves(tmp_path: Path) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        [row] = [row for row in rows if (row["facet"], row["standing"]) == ("CONTACT", "LINKED")]
        row["column"] = "public"

    roles = {role for role, *_ in told(tmp_path, "facets.csv", change)}
    assert {"police_member", "cip_analyst", "mens_service"} <= roles


@pytest.mark.parametrize(("day", "count"), [("2026-12-31", 0), ("2027-01-01", 1)])
def test_a_row_of_later_days_changes_nothing_before_them(tmp_path: Path, day: str, count: int) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        for_days(0, "2027-01-01", "")(rows)
        rows[0]["valid_to"], rows[-1]["own"] = "2026-12-31", "N"

    assert len(told(tmp_path, "matrix.csv", change, day)) == count


def test_a_purpose_a_search_and_a_setting_are_told_by_row_and_value(tmp_path: Path) -> None:
    changes_of = {
        "purposes.csv": (put(0, "reason", "yes"), "purposes police_member ASSESSMENT: needs_reason no yes"),
        "search.csv": (put(0, "rate_per_hour", "600"), "search police_member VICTIM: per_hour 60 600"),
        "settings.csv": (put(0, "value", "36"), "settings: protective_window_months 24 36"),
    }
    for name, (change, said) in changes_of.items():
        new = policy_data.load(changed(tmp_path / name, name, change))
        [one] = reworded(POLICY, new)
        assert f"{one.row}: {one.value} {one.was} {one.now}" == said
        assert changes(POLICY, new, DAY, HELD) == []


def test_the_policy_in_words_says_every_cell_that_opens_and_names_every_one_that_does_not() -> None:
    text = document(POLICY)
    for role in POLICY.roles:
        part = text.partition(f"## {role}\n")[2].partition("\n## ")[0]
        rows = {line.split(" | ")[0].removeprefix("| ") for line in part.splitlines() if line.startswith("| ")}
        nothing = set(part.partition("Nothing of: ")[2].partition(".")[0].split(", ")) - {"no column"}
        columns = {column for of, column in POLICY.cells if of == role}
        assert (rows - {"column"}) | nothing == columns
        assert not rows & nothing
