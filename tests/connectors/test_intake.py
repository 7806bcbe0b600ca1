"""Five hundred reports over HTTP, five of them bad: each decided by itself, and the same when all come again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import Any

import orjson
import pytest

from connectors.synthetic.population import population
from tests.connectors import Row
from tests.dump import dump
from tests.town import Town

REPORTS = 500
UNTIL = date(2026, 6, 30)
PERSONAL = ("affected", "respondent", "children", "others")


def cut_short(row: Row) -> bytes:
    return orjson.dumps(row)[:-20]


def ended_before_it_began(row: Row) -> bytes:
    row["incident"]["occurred_to"] = "2001-01-01T00:00:00+11:00"
    return orjson.dumps(row)


def born_after_the_incident(row: Row) -> bytes:
    row["affected"]["birth_date"] = "2027-01-01"
    row["affected"].pop("birth_year", None)
    return orjson.dumps(row)


def with_a_control_character(row: Row) -> bytes:
    row["respondent"]["family_name"] = "Ferri\x07vale"
    return orjson.dumps(row)


def without_its_number_and_of_wrong_types(row: Row) -> bytes:
    del row["report"]["portal_id"]
    row["affected"]["pregnant"] = "perhaps"
    row["incident"]["narrative"] = ["She", "rang"]
    return orjson.dumps(row)


Harm = Callable[[Row], bytes]
# Place in the batch → what is done to the row, and what the hub says of it.
BAD: dict[int, tuple[Harm, list[tuple[str, str, str]]]] = {
    7: (cut_short, [("", "NOT_JSON", "is not JSON; send one JSON object")]),
    100: (ended_before_it_began, [("/incident/occurred_to", "END_BEFORE_START", "is before its start")]),
    211: (born_after_the_incident, [("/affected/birth_date", "BIRTH_AFTER_INCIDENT", "is after the incident")]),
    333: (
        with_a_control_character,
        [("/respondent/family_name", "CONTROL_CHARACTER", "holds a control character; take it out")],
    ),
    499: (
        without_its_number_and_of_wrong_types,
        [
            ("/report/portal_id", "MISSING", "is required"),
            ("/incident/narrative", "TYPE", "must be text"),
            ("/affected/pregnant", "TYPE", "must be true or false"),
        ],
    ),
}


@pytest.fixture(scope="module")
def reports() -> list[Row]:
    return list(islice(population(7, REPORTS, until=UNTIL).reports, REPORTS))


@pytest.fixture(scope="module")
def batch(reports: list[Row]) -> list[bytes]:
    """In the order of arrival, amendments among them."""
    rows = [orjson.dumps(row) for row in reports]
    for place, (harm, _) in BAD.items():
        rows[place] = harm(orjson.loads(rows[place]))
    return rows


def texts(value: Any) -> Iterator[str]:
    """Every text in it, of whatever depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


async def test_five_bad_reports_of_five_hundred_stop_none_and_all_again_change_nothing(
    hub: Town, reports: list[Row], batch: list[bytes]
) -> None:
    first = await hub.ingest(batch)
    counts = Counter(first["counts"])
    assert (counts.total(), counts["QUARANTINED"], counts["CREATED"] + counts["SUPERSEDED"]) == (REPORTS, 5, 495)
    assert [outcome["index"] for outcome in first["outcomes"]] == list(range(REPORTS))
    assert faults_of(first) == {place: faults for place, (_, faults) in BAD.items()}
    assert personal_values_in(first, reports) == set()
    bad = {reports[place]["report"]["portal_id"] for place in BAD}
    sent = Counter(row["report"]["portal_id"] for row in reports)
    held = await hub.graph("MATCH (i:Incident) RETURN i.portal_id AS id, count(*) AS versions")
    assert Counter({row["id"]: row["versions"] for row in held}) == sent - Counter(bad)

    await hub.moved_to("2026-07-02T00:00:00Z")  # the accounts' use on that day is in the ledger before the reports are
    graph, ledger = await dump(hub.graph), await hub.parts.ledger.head()
    again = await hub.ingest(batch)
    assert again["counts"] == {"QUARANTINED": 5, "UNCHANGED": 495}
    assert faults_of(again) == faults_of(first)
    assert await hub.parts.ledger.head() == ledger
    assert await dump(hub.graph) == graph


def faults_of(answer: Any) -> dict[int, list[tuple[str, str, str]]]:
    faulty = (outcome for outcome in answer["outcomes"] if "faults" in outcome)
    return {o["index"]: [(f["pointer"], f["code"], f["reason"]) for f in o["faults"]] for o in faulty}


def personal_values_in(answer: Any, reports: list[Row]) -> set[str]:
    """Of the people of the bad reports; a number of three signs may stand anywhere."""
    people = (reports[place].get(part) for place in BAD for part in PERSONAL)
    values = {text for person in people for text in texts(person) if len(text) > 3} | {"Ferri"}
    assert len(values) > 50
    said = orjson.dumps(answer).decode()
    return {value for value in values if value in said}


async def test_the_newest_version_is_current_in_whatever_order_the_versions_come(hub: Town, reports: list[Row]) -> None:
    ids = {row["report"]["portal_id"] for row in reports if row["report"]["version"] > 1}
    amended = [row for row in reports if row["report"]["portal_id"] in ids]
    newest = {row["report"]["portal_id"]: row["report"]["version"] for row in sorted(amended, key=version_of)}
    assert len(amended) > len(newest) >= 10
    await hub.ingest(amended[::-1])
    rows = await hub.graph(
        "MATCH (i:Incident) WHERE i.recorded_to STARTS WITH '9999' RETURN i.portal_id AS id, i.version AS version"
    )
    assert sorted((row["id"], row["version"]) for row in rows) == sorted(newest.items())


def version_of(row: Row) -> int:
    return int(row["report"]["version"])
