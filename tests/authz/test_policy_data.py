"""The policy's files are read whole or not at all: what cannot be right stops the start-up, by file and line."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from authz import policy_data
from authz.access import Access
from authz.gates import BUILT
from authz.policy_data import FOLDER, PolicyFault
from authz.words import PROTECTIVE_ORDER, Facet, Level, Position, Purpose, Standing
from server import running, settings_of

POLICY = policy_data.load()
Change = Callable[[list[dict[str, str]]], None]


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def changed(folder: Path, name: str, change: Change) -> Path:
    """The policy in another folder, with one table changed."""
    there = folder / "policy"
    shutil.copytree(FOLDER, there)
    rows = table(FOLDER, name)
    header = list(rows[0])
    change(rows)
    with (there / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(rows)
    return there


def put(place: int, column: str, value: str) -> Change:
    def change(rows: list[dict[str, str]]) -> None:
        rows[place][column] = value

    return change


def again(place: int) -> Change:
    return lambda rows: rows.append(dict(rows[place]))


def for_days(place: int, first: str, last: str) -> Change:
    """The row once more, with other days."""
    return lambda rows: rows.append({**rows[place], "valid_from": first, "valid_to": last})


def without(place: int) -> Change:
    return lambda rows: rows.pop(place) and None


FAULTS: dict[str, tuple[str, Change, str]] = {
    "a level that is none": ("matrix.csv", put(3, "own", "X"), "matrix.csv:5: unknown level 'X'"),
    "a level in small letters": ("matrix.csv", put(0, "other", "f"), "matrix.csv:2: unknown level 'f'"),
    "a gate that no file declares": ("matrix.csv", put(1, "gates", "linkd"), "matrix.csv:3: unknown gate 'linkd'"),
    "a gate at no position": ("matrix.csv", put(1, "gates", "owm:linked"), "matrix.csv:3: unknown position 'owm'"),
    "a cell twice": ("matrix.csv", again(0), "matrix.csv:317: ('police_member', 'victim_identity') stands twice for"),
    "a cell whose days overlap": ("matrix.csv", for_days(0, "2026-01-01", ""), "matrix.csv:317: ('police_member', "),
    "a cell that ends before it begins": (
        "matrix.csv",
        put(0, "valid_to", "2018-02-25"),
        "matrix.csv:2: it ends before",
    ),
    "a first day that is none": ("matrix.csv", put(0, "valid_from", "soon"), "matrix.csv:2: valid_from is to be a day"),
    "a basis that no file declares": (
        "matrix.csv",
        put(0, "basis", "L99 Act"),
        "matrix.csv:2: unknown basis 'L99 Act'",
    ),
    "a yes in other letters": ("purposes.csv", put(0, "may", "Yes"), "purposes.csv:2: unknown may 'Yes'"),
    "a purpose for no column": ("purposes.csv", put(0, "columns", "victims"), "no row for victims"),
    "a cell missing": ("matrix.csv", without(0), "no row for ('police_member', 'victim_identity')"),
    "a facet that is none": ("facets.csv", put(0, "facet", "NAME"), "facets.csv:2: unknown facet 'NAME'"),
    "a standing that is none": ("facets.csv", put(0, "standing", "SELF"), "facets.csv:2: unknown standing 'SELF'"),
    "a facet led to no column": ("facets.csv", put(0, "column", "nowhere"), "no row for nowhere"),
    "a facet twice": ("facets.csv", again(0), "facets.csv:110: "),
    "a purpose that is none": ("purposes.csv", put(0, "purpose", "LOOK"), "purposes.csv:2: unknown purpose 'LOOK'"),
    "a ceiling that is none": ("purposes.csv", put(0, "ceiling", "Z"), "purposes.csv:2: unknown level 'Z'"),
    "a position that is none": ("purposes.csv", put(0, "opens", "own all"), "purposes.csv:2: unknown position 'all'"),
    "a purpose missing": ("purposes.csv", without(0), "no row for ('police_member', <Purpose.ASSESSMENT"),
    "a summary of no level": ("summaries.csv", put(0, "level", "Q"), "summaries.csv:2: unknown level 'Q'"),
    "a setting that is no number": (
        "settings.csv",
        put(0, "value", "two years"),
        "settings.csv: protective_window_months is to be a whole number",
    ),
    "a setting that is no day": (
        "settings.csv",
        put(11, "value", "2027"),
        "settings.csv: family_violence_amendments_from is to be a day (YYYY-MM-DD) or unknown",
    ),
    "a setting missing": ("settings.csv", without(1), "settings.csv: child_until is to be a whole number"),
    "a search of no key": ("search.csv", put(0, "keys", "name dob"), "search.csv:2: unknown searchkey 'dob'"),
    "a search of no spelling": ("search.csv", put(0, "spelling", "like"), "search.csv:2: unknown spelling 'like'"),
    "a search that shows nothing": ("search.csv", put(0, "handle", "none"), "search.csv:2: keys, spelling and handle"),
    "a search that may need a reason": (
        "search.csv",
        put(0, "reason", "maybe"),
        "search.csv:2: unknown reason 'maybe'",
    ),
    "a search by no count": ("search.csv", put(0, "rate_per_hour", "many"), "search.csv:2: rate_per_hour is to be a"),
    "a search missing": ("search.csv", without(3), "no row for ('police_member', <Standing.CHILD"),
    "a search twice": ("search.csv", again(0), "search.csv:92: "),
    "a summary twice": ("summaries.csv", again(0), "summaries.csv:86: "),
}


@pytest.mark.parametrize(("name", "change", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_stops_the_load_and_names_its_place(tmp_path: Path, name: str, change: Change, said: str) -> None:
    with pytest.raises(PolicyFault) as fault:
        policy_data.load(changed(tmp_path, name, change))
    assert str(fault.value).startswith(said)


def test_all_faulty_rows_are_told_at_once(tmp_path: Path) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[0]["own"], rows[4]["gates"] = "X", "linkd"

    with pytest.raises(PolicyFault) as fault:
        policy_data.load(changed(tmp_path, "matrix.csv", change))
    assert str(fault.value).splitlines() == ["matrix.csv:2: unknown level 'X'", "matrix.csv:6: unknown gate 'linkd'"]


def test_a_comma_without_quotes_is_a_fault_and_not_a_shift_of_columns(tmp_path: Path) -> None:
    there = changed(tmp_path, "walls.csv", lambda rows: None)
    text = (
        (there / "walls.csv")
        .read_text()
        .replace('"facet CONTACT, records of others"', "facet CONTACT, records of others")
    )
    (there / "walls.csv").write_text(text)
    with pytest.raises(PolicyFault, match=r"^walls.csv:10: more values than columns"):
        policy_data.load(there)


@pytest.mark.parametrize("name", ["matrix.csv", "settings.csv", "gates.csv"])
def test_a_missing_file_or_column_is_a_fault_of_the_policy(tmp_path: Path, name: str) -> None:
    there = changed(tmp_path, name, lambda rows: None)
    text = (there / name).read_text()
    column = text.partition(",")[0]
    (there / name).write_text(text.replace(column, "misnamed", 1))
    with pytest.raises(PolicyFault, match=rf"^{name}:2: no column '{column}'$"):
        policy_data.load(there)
    (there / name).unlink()
    with pytest.raises(PolicyFault, match=rf"policy/{name} cannot be read$"):
        policy_data.load(there)


async def test_a_hub_does_not_start_on_a_faulty_policy(tmp_path: Path) -> None:
    there = changed(tmp_path, "matrix.csv", put(3, "own", "X"))
    settings = settings_of({}, policy=there, state=tmp_path / "state", neo4j_url="bolt://127.0.0.1:1")
    with pytest.raises(PolicyFault, match="unknown level 'X'"):
        async with running(settings):
            raise AssertionError("it started")
    assert not (tmp_path / "state").exists()


# What was read is what the tables print


def test_every_cell_is_read_as_it_is_printed() -> None:
    rows = table(FOLDER, "matrix.csv")
    assert len(rows) == 15 * 21
    for row in rows:
        [cell] = POLICY.cells[row["role"], row["column"]]
        assert [cell.levels[p].name for p in Position] == [row[p] for p in Position]
        assert cell.printed_none is ({row[p] for p in Position} == {"N"})
        for position in Position:
            mine = {use for use in row["gates"].split() if ":" not in use}
            mine |= {use.partition(":")[2] for use in row["gates"].split() if use.startswith(f"{position}:")}
            assert set(cell.gates[position]) == mine


def test_a_row_holds_on_its_days_and_where_no_row_holds_nothing_is_shown(tmp_path: Path) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        assert (rows[0]["role"], rows[0]["column"], rows[0]["own"]) == ("police_member", "victim_identity", "F")
        rows.append({**rows[0], "own": "M", "valid_from": "2026-07-03", "valid_to": ""})
        rows[0] |= {"valid_from": "2018-02-26", "valid_to": "2026-06-30"}

    policy = policy_data.load(changed(tmp_path, "matrix.csv", change))
    shown = {
        day: Access(policy, "police_member", Purpose.OWN_CASE, "o", "o", True, day).level(
            "victim_identity", Position.OWN
        )
        for day in ("2018-02-25", "2018-02-26", "2026-06-30", "2026-07-01", "2026-07-02", "2026-07-03")
    }
    assert [level.name for level in shown.values()] == ["N", "F", "F", "N", "N", "M"]


def test_every_purpose_is_read_as_it_is_printed() -> None:
    for row in table(FOLDER, "purposes.csv"):
        found = POLICY.purposes[row["role"], Purpose(row["purpose"])]
        yes = row["may"] == "yes"
        assert (found.may, found.entity_class) == (yes, row["entity_class"])
        assert (found.needs_matter, found.needs_reason) == (row["matter"] == "yes", row["reason"] == "yes")
        assert set(found.opens) == (set(row["opens"].split()) if yes else set())
        assert found.ceiling.name == row["ceiling"]
        assert bool(found.refusal) is not yes


def test_every_facet_has_a_column_at_every_standing() -> None:
    rows = {(row["facet"], row["standing"]): row["column"] for row in table(FOLDER, "facets.csv")}
    assert rows == {(f, s): POLICY.column(f, s) for f in Facet for s in Standing}


def test_an_unbuilt_gate_is_declared_and_a_built_one_is_in_the_table() -> None:
    declared = {row["gate"] for row in table(FOLDER, "gates.csv")}
    assert declared == set(POLICY.gates)
    assert set(BUILT) <= declared


def test_the_levels_are_ordered_and_only_three_show_a_row() -> None:
    assert sorted(Level, reverse=True) == [Level.F, Level.S, Level.M, Level.D, Level.A, Level.N]
    assert [level.as_row.name for level in sorted(Level)] == ["N", "N", "N", "M", "S", "F"]


def test_the_protective_order_is_that_of_the_policy() -> None:
    assert " > ".join(PROTECTIVE_ORDER) == "CHILD > VICTIM > LINKED > ALLEGED > PERPETRATOR > NONE"
