"""The register of a random month agrees with what was done, entry by entry, for each organisation and no other."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime
from statistics import median
from typing import Any

import pytest

from connectors.synthetic.casework import declared
from graph.embedded import Running as Neo4j
from tests.register.by_hand import expected
from tests.register.month import FIRST, LAST, OFFICERS, PLAN, Month, officer, played
from tests.resolvers.test_conflicts import RECORD
from tests.town import Town, town

SEED, ACTS = 20261004, 170
EVERY_KIND = {"REQUEST", "INELIGIBLE", "DISCLOSURE", "VOLUNTARY", "NOT_HELD", "REFUSAL", "DISPUTE", "WITHDRAWAL",
              "COMPLAINT", "COMPLAINT_RESOLVED"}  # fmt: skip


@pytest.fixture(scope="module")
async def month(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Month]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as hub:
        yield await played(hub, SEED, ACTS)


async def exported(hub: Town, who: str, form: str, first: str = FIRST, last: str = LAST) -> Any:
    headers = {**hub.bearer(who), "throughline-purpose": declared("ADMIN", "", PLAN)}
    return await hub.http.get(f"/register.{form}?from={first}&to={last}", headers=headers)


async def entries(hub: Town, who: str) -> list[dict[str, Any]]:
    """Each with an id of its own, which is left out."""
    answer = await exported(hub, who, "json")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["entries"]
    ids = [entry.pop("id") for entry in found]
    assert len(set(ids)) == len(ids)
    return found


def test_the_month_has_every_kind_of_entry_and_days_before_and_after_it(month: Month) -> None:
    kinds = Counter(row["kind"] for row in [*month.log, *month.complaints])
    assert set(kinds) == EVERY_KIND
    assert min(row["at"] for row in month.log) < "2026-09-30T14:00:00Z"
    assert max(row["at"] for row in month.log) >= "2026-10-31T13:00:00Z"
    told = {kind for whose in OFFICERS for kind in (row["kind"] for row in expected(month, whose))}
    assert told == EVERY_KIND
    assert {row["report"] is not None for row in month.log if row["kind"] == "DISCLOSURE"} == {True, False}


@pytest.mark.parametrize("organisation", OFFICERS)
async def test_each_organisation_is_told_of_its_own_part_and_of_nothing_else(month: Month, organisation: str) -> None:
    told, wanted = await entries(month.hub, OFFICERS[organisation]), expected(month, organisation)
    assert len(told) == len(wanted)
    for entry, by_hand in zip(told, wanted, strict=True):
        assert {**entry, "records": sorted(entry["records"])} == {**by_hand, "records": sorted(by_hand["records"])}


@pytest.mark.parametrize("organisation", ["orange_door", "police_fv_unit", "cip"])
async def test_the_file_for_a_spreadsheet_tells_the_same_and_no_cell_is_a_formula(
    month: Month, organisation: str
) -> None:
    answer = await exported(month.hub, OFFICERS[organisation], "csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["cache-control"] == "no-store"
    name = f"register-{organisation}-{FIRST}-{LAST}.csv"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    told = list(csv.DictReader(io.StringIO(answer.content.decode(), newline=""), strict=True))
    wanted = (await exported(month.hub, OFFICERS[organisation], "json")).json()["entries"]
    assert [{name: _plain(value) for name, value in entry.items()} for entry in wanted] == told
    assert not [cell for row in told for cell in row.values() if cell[:1] in set("=+-@\t\r")]
    assert any(cell.startswith("'") for row in told for cell in row.values())


def _plain(value: Any) -> str:
    text = " | ".join(value) if isinstance(value, list) else value or ""
    return f"'{text}" if text[:1] in set("=+-@\t\r") and text else text


async def test_who_is_kept_apart_from_somebody_is_told_no_entry_about_him(month: Month) -> None:
    """W10; the complaint about such a request neither. The organisation's other officer is told of all."""
    hub, him = month.hub, month.case.reference("him")
    await officer(hub, "kin-of-his", "orange_door")
    answer = await hub.post("kin-of-his", RECORD, "ADMIN", "", PLAN, kind="KIN", person=him)
    assert "errors" not in answer.json(), answer.text
    told = await entries(hub, "kin-of-his")
    wanted = expected(month, "orange_door", him["id"])
    assert [(entry["at"], entry["kind"]) for entry in told] == [(entry["at"], entry["kind"]) for entry in wanted]
    assert 0 < len(wanted) < len(expected(month, "orange_door"))
    assert him["id"] not in str(told)
    assert len(await entries(hub, "officer-door")) == len(expected(month, "orange_door"))


PAGE = """query($first: Int!, $after: ID) {
  register(from: "2026-10-01", to: "2026-10-31", first: $first, after: $after) { id at kind } }"""


async def test_it_is_paged_in_order_of_time_and_of_others_no_entry_is_a_place(month: Month) -> None:
    hub = month.hub
    found: list[dict[str, Any]] = []
    while page := (await _asked(hub, "officer-door", 7, found[-1]["id"] if found else None))["data"]["register"]:
        assert len(page) <= 7
        found += page
    wanted = expected(month, "orange_door")
    assert [(one["at"], one["kind"]) for one in found] == [(one["at"], one["kind"]) for one in wanted]
    [refused] = (await _asked(hub, "officer-nobody", 7, found[0]["id"]))["errors"]
    [unknown] = (await _asked(hub, "officer-nobody", 7, "0" * 26))["errors"]
    assert refused == unknown
    assert refused["extensions"]["code"] == "BAD_CURSOR"


async def _asked(hub: Town, who: str, first: int, after: str | None) -> Any:
    return (await hub.post(who, PAGE, "ADMIN", "", PLAN, first=first, after=after)).json()


# How it was worked on

WORK = """query($from: Date!, $to: Date!) { requestWork(from: $from, to: $to) { month said requests
  ended { state count } figures { measure median inAll said } kinds { scheme amount asking asked requests }
  custodians { custodian } } }"""


async def worked(hub: Town, who: str, purpose: str = "EVALUATION", first: str = FIRST, last: str = LAST) -> Any:
    return (await hub.post(who, WORK, purpose, "", "Study of 2026", **{"from": first, "to": last})).json()


def _ended_in_the_month(month: Month) -> list[tuple[Any, str, str, str]]:
    """By the log: each request with when it was sent, when it first came to an end, and which."""
    found = []
    for it in month.requests:
        rows = [row for row in month.log if row["request"] == it.id]
        sent = next((row["at"] for row in rows if row["kind"] == "REQUEST"), None)
        ends = [row for row in rows if row["state"] in ("ANSWERED", "REFUSED", "WITHDRAWN") and not row.get("alone")]
        if sent and ends and "2026-09-30T14:00:00Z" <= ends[0]["at"] < "2026-10-31T13:00:00Z":
            found.append((it, sent, ends[0]["at"], ends[0]["state"]))
    return found


async def test_an_evaluator_is_told_how_requests_were_worked_on_in_counts_alone(month: Month) -> None:
    by_hand = _ended_in_the_month(month)
    answer = await worked(month.hub, "auditor_evaluator")
    [told] = answer["data"]["requestWork"]
    assert (told["month"], told["requests"]) == (FIRST, len(by_hand))
    assert told["said"] == f"{len(by_hand)} requests ended in October 2026."
    figures = {one["measure"]: one for one in told["figures"]}
    waits = [_minutes(sent, at) for _, sent, at, state in by_hand if state == "ANSWERED"]
    assert len(waits) >= 5
    assert figures["SENT_TO_ANSWERED"]["median"] == pytest.approx(median(waits))
    accepted = [_minutes(sent, it.accepted[0]) for it, sent, at, _ in by_hand if it.accepted and it.accepted[0] < at]
    wanted = pytest.approx(median(accepted)) if len(accepted) >= 5 else None
    assert accepted
    assert figures["SENT_TO_ACCEPTED"]["median"] == wanted
    ends = Counter(state for *_, state in by_hand)
    assert all(one["count"] in (None, ends[one["state"]]) for one in told["ended"])
    kinds = Counter((it.given["scheme"], it.given.get("kind", "FULL"), it.asking, it.asked) for it, *_ in by_hand)
    assert all(kinds[one["scheme"], one["amount"], one["asking"], one["asked"]] == one["requests"] >= 5
               for one in told["kinds"])  # fmt: skip
    assert {one["scheme"] for one in told["kinds"]} >= {"CIP"}
    hidden = [month.case.numbers["him"], month.case.portal, *(it.id for it in month.requests)]
    assert not [value for value in hidden if value in str(answer["data"])]


def _minutes(begin: str, end: str) -> float:
    return (datetime.fromisoformat(end) - datetime.fromisoformat(begin)).total_seconds() / 60


@pytest.mark.parametrize("first", ["2026-09-01", "2026-08-01"])
async def test_of_a_month_of_too_few_nothing_is_told(month: Month, first: str) -> None:
    last = {"2026-09-01": "2026-09-30", "2026-08-01": "2026-08-31"}[first]
    [told] = (await worked(month.hub, "auditor_evaluator", first=first, last=last))["data"]["requestWork"]
    assert told["said"].startswith("Fewer than 5 requests ended in ")
    assert (told["requests"], told["ended"], told["figures"], told["kinds"]) == (None, [], [], [])


@pytest.mark.parametrize(
    ("first", "last"),
    [("2026-10-01", "2026-10-30"), ("2026-10-02", "2026-10-31"), ("2026-11-01", "2026-11-30"),
     ("2026-10-01", "2026-09-30"), ("2024-10-01", "2026-10-31")],
)  # fmt: skip
async def test_only_whole_months_that_are_over_are_told(month: Month, first: str, last: str) -> None:
    """Of shorter or longer times one answer could be taken from another."""
    [error] = (await worked(month.hub, "auditor_evaluator", first=first, last=last))["errors"]
    assert error["extensions"]["code"] == "BAD_INPUT"


async def test_it_is_for_evaluators_and_not_for_who_reads_a_register(month: Month) -> None:
    for who, purpose in (("officer-door", "EVALUATION"), ("auditor_evaluator", "ADMIN"), ("cip_analyst", "ADMIN")):
        [error] = (await worked(month.hub, who, purpose))["errors"]
        assert error["extensions"]["code"] == "PURPOSE_REQUIRED"
    for role in ("cip_analyst", "tod_victim_side", "police_fv_unit", "organisational_authority"):
        assert (await worked(month.hub, role))["errors"][0]["extensions"]["code"] == "NO_PURPOSE"
