"""One attendance reported three times: filed again, begun by a second member, and what an asker is told of it.

A report of two that is not shown leaves no trace in the counts, in the list of repeats or in the sentences.
"""

from __future__ import annotations

from typing import Any

import orjson

from tests.histories.her_story import AWAITING, OPEN, harmed
from tests.town import Town

ASK = """query($person: ID!, $knownAt: DateTime) { patternAndHistory(person: $person, knownAt: $knownAt) { measures {
  reportsShown frequency { window attendances reports evidence } escalation { finding reasons }
  repeats { band kind rules stands text evidence } sentences { about text } gaps { text } } } }"""
WHOM = "{ subjects { id violenceSummary { incidents } incidentsAsRespondent { id portalId } } }"
AT = "2026-05-01T20:00:00+10:00"


def numbered(row: dict[str, Any], number: str | None, sub: str | None = None, **incident: Any) -> dict[str, Any]:
    row["report"] |= {"leap_incident": number, "leap_sub_incident": sub}
    row["incident"] |= {"occurred_to": "2026-05-01T20:20:00+10:00", "attended_from": "2026-05-01T20:40:00+10:00",
                        "attended_to": "2026-05-01T21:30:00+10:00", **incident}  # fmt: skip
    return row


def first() -> dict[str, Any]:
    return numbered(harmed(AT), "2600017", "2600017-1")


def filed_again() -> dict[str, Any]:
    """With another beginning, as the member has since learnt."""
    row = numbered(harmed(AT, "L17-AGAIN"), "2600017", "2600017-1", occurred_from="2026-05-01T19:30:00+10:00")
    row["report"]["submitted_at"] = "2026-05-03T09:00:00+10:00"
    return row


def second_member() -> dict[str, Any]:
    return numbered(harmed(AT, "L17-SECOND"), None, injuries="MINOR", attended_from="2026-05-01T20:45:00+10:00")


async def his_part(hub: Town) -> str:
    """The part of the first report that is addressed to the men's service."""
    waiting = await hub.ask("mens_service", AWAITING, "ASSESSMENT", reason="belief", reference="L17-HARMED")
    [part] = [w["id"] for w in waiting["awaiting"] if w["party"] == "RESPONDENT"]
    return str(part)


async def his_matter(hub: Town, part: str) -> tuple[str, str, dict[str, str]]:
    """A new matter about him, his id, and the reports' ids by their portal numbers."""
    made = await hub.ask("mens_service", OPEN, "ASSESSMENT", kind="REFERRAL", evidence=part)
    matter = made["openMatter"]["id"]
    [him] = (await hub.ask("mens_service", WHOM, "ASSESSMENT", matter))["subjects"]
    return matter, him["id"], {i["portalId"]: i["id"] for i in him["incidentsAsRespondent"]}


async def measured(hub: Town, matter: str, person: str, **times: str) -> Any:
    told = await hub.ask("mens_service", ASK, "ASSESSMENT", matter, person=person, **times)
    return told["patternAndHistory"]["measures"]


def life(measures: Any) -> tuple[int, int]:
    window = measures["frequency"][-1]
    return window["attendances"], window["reports"]


async def test_a_report_that_is_not_shown_repeats_nothing_and_leaves_no_trace(hub: Town) -> None:
    """To the byte what was told before it came; the twin below shows that it would have been told."""
    await hub.ingest([first()])
    part = await his_part(hub)
    matter, him, _ = await his_matter(hub, part)
    alone = await measured(hub, matter, him)
    assert (alone["repeats"], life(alone)) == ([], (1, 1))
    await hub.ingest([filed_again(), second_member()])
    hide = "MATCH (i:Incident) WHERE i.source_id IN ['L17-AGAIN', 'L17-SECOND'] SET i.exclusion = 'sealed'"
    await hub.graph(hide)
    matter, same, shown = await his_matter(hub, part)
    assert (same, list(shown)) == (him, ["L17-HARMED"])
    assert orjson.dumps(await measured(hub, matter, him)) == orjson.dumps(alone)


async def test_a_report_filed_again_counts_once_and_one_that_may_be_of_the_same_attendance_is_said(hub: Town) -> None:
    await hub.ingest([first(), filed_again(), second_member()])
    matter, him, shown = await his_matter(hub, await his_part(hub))
    told = await measured(hub, matter, him)
    assert (told["reportsShown"], life(told)) == (3, (2, 2))
    again, maybe = told["repeats"]
    assert (again["band"], again["kind"], again["rules"]) == ("LINKED", "SAME_REPORT", ["SAME_SUB_INCIDENT_NUMBER"])
    assert again["stands"] == shown["L17-AGAIN"]
    assert sorted(again["evidence"]) == sorted((shown["L17-HARMED"], shown["L17-AGAIN"]))
    assert (maybe["band"], maybe["rules"], maybe["stands"]) == ("FLAGGED", ["AT_ONE_TIME", "NEAR_IN_TIME"], None)
    assert sorted(maybe["evidence"]) == sorted((shown["L17-AGAIN"], shown["L17-SECOND"]))
    said = [s["text"] for s in told["sentences"] if s["about"] == "repeats"]
    assert said == [again["text"], maybe["text"]]
    assert said[1].startswith("2 of 3 reports may be of one attendance: L17-AGAIN (1 May 2026) and L17-SECOND")


async def test_as_the_hub_knew_it_before_the_second_filing_there_was_one_report(hub: Town) -> None:
    await hub.ingest([first()])
    before, hub.clock.at = hub.clock.at, "2026-07-05T00:00:00Z"
    await hub.ingest([filed_again()])
    matter, him, shown = await his_matter(hub, await his_part(hub))
    then = await measured(hub, matter, him, knownAt=before)
    assert (then["reportsShown"], life(then), then["repeats"]) == (1, (1, 1), [])
    assert then["frequency"][-1]["evidence"] == [shown["L17-HARMED"]]
    now = await measured(hub, matter, him)
    assert (now["reportsShown"], life(now), len(now["repeats"])) == (2, (1, 1), 1)
    assert now["frequency"][-1]["evidence"] == [shown["L17-AGAIN"]]
    [subject] = (await hub.ask("mens_service", WHOM, "ASSESSMENT", matter))["subjects"]
    assert subject["violenceSummary"] == {"incidents": "1"}
