"""A reviewer joins, parts and undoes; nothing is forgotten, and nothing of it stays where it was taken back."""

from __future__ import annotations

from typing import Any

from tests.identity.believed import believed
from tests.identity.people import DECIDE, HOME, PHONE, human, looked_at, matches, nobody, persons, report, reviewers
from tests.town import Town

RHYS = human("Kestrelworth", "Rhys", "1987-03-14", phone=PHONE, home=HOME, sex="MALE")
NUMBERED = {**RHYS, "person_number": "40000011"}
REASON = "Same scar, same employer; spoke to the member"


async def decide(hub: Town, who: str, match: str, same: bool, matter: str = "", **more: Any) -> Any:
    asked = {"match": match, "same": same, "why": REASON, **more}
    return (await hub.post(who, DECIDE, "OWN_CASE", matter, **asked)).json()


async def code_of(hub: Town, who: str, match: str, same: bool, **more: Any) -> str:
    answer = await decide(hub, who, match, same, **more)
    return str(answer["errors"][0]["extensions"]["code"])


async def one_match(hub: Town) -> dict[str, Any]:
    [match] = await matches(hub)
    return match


async def two_reports(hub: Town) -> None:
    await reviewers(hub, "rosa", "amir")
    await hub.ingest([report("L17-1", nobody("1"), NUMBERED), report("L17-2", nobody("2"), RHYS)])


async def test_only_the_duty_decides_and_only_of_what_is_shown(hub: Town) -> None:
    await two_reports(hub)
    match = await one_match(hub)
    assert await code_of(hub, "police_member", match["id"], False) == "DUTY_REQUIRED"
    await reviewers(hub, "jun", role="tod_victim_side")
    assert await code_of(hub, "jun", match["id"], False) == "MATCH_NOT_HELD"
    assert await code_of(hub, "jun", "0" * 26, False) == "MATCH_NOT_HELD"
    assert await code_of(hub, "rosa", match["id"], True, checked=False) == "BAD_INPUT"
    assert await one_match(hub) == match
    answer = await decide(hub, "rosa", match["id"], True)
    assert answer["data"]["decideMatch"]["state"] == "LINKED"
    assert (await one_match(hub))["confirmed"] is True


async def test_link_and_undo_leave_the_graph_as_it_was(hub: Town) -> None:
    await two_reports(hub)
    match = await one_match(hub)
    linked = await believed(hub.parts.database.run)
    assert (await decide(hub, "rosa", match["id"], False))["data"]["decideMatch"]["state"] == "NOT_SAME"
    apart = await believed(hub.parts.database.run)
    assert len(await persons(hub, "Kestrelworth")) == 2
    await decide(hub, "rosa", match["id"], True)
    joined = await believed(hub.parts.database.run)
    assert linked != apart != joined
    await decide(hub, "amir", match["id"], False)
    assert await believed(hub.parts.database.run) == apart


async def test_what_was_told_apart_is_not_joined_again_by_a_rule(hub: Town) -> None:
    await two_reports(hub)
    await decide(hub, "rosa", (await one_match(hub))["id"], False)
    again = {**RHYS, "contacts": [{"kind": "PHONE", "value": "0491 570 158"}, *RHYS["contacts"]]}
    await hub.ingest([report("L17-1", nobody("1"), {**again, "person_number": "40000011"}, version=2)])
    assert len(await persons(hub, "Kestrelworth")) == 2
    assert (await one_match(hub))["state"] == "NOT_SAME"


async def test_a_third_record_is_not_given_to_either_of_two_who_were_told_apart_nor_joins_two_who_were_told_apart(
    hub: Town,
) -> None:
    await two_reports(hub)
    await decide(hub, "rosa", (await one_match(hub))["id"], False)
    await hub.ingest([report("L17-3", nobody("3"), RHYS)])
    assert sorted(map(len, await persons(hub, "Kestrelworth"))) == [1, 1, 1]
    possible = await matches(hub, state="POSSIBLE")
    assert [one["rule"] for one in possible] == ["CONFLICT", "CONFLICT"]
    await decide(hub, "rosa", possible[0]["id"], True)
    assert sorted(map(len, await persons(hub, "Kestrelworth"))) == [1, 2]
    assert await code_of(hub, "rosa", possible[1]["id"], True) == "IDENTITY_CONFLICT"
    assert sorted(map(len, await persons(hub, "Kestrelworth"))) == [1, 2]


async def test_a_suppressed_home_needs_two_people(hub: Town) -> None:
    await reviewers(hub, "rosa", "amir")
    hidden = human("Khourawiyeh", "Samira", "1992-11-27", phone=PHONE, home={**HOME, "suppressed": True}, sex="FEMALE")
    await hub.ingest([report("L17-1", {**hidden, "person_number": "40000033"}, nobody("1"))])
    await hub.ingest([report("L17-2", human("Khourawiyeh", "Samira", "1992-11-27", phone=PHONE), nobody("2"))])
    assert len(await persons(hub, "Khourawiyeh")) == 2
    match = await one_match(hub)
    assert (match["left"], match["because"], match["rule"]) == ([], None, None)
    assert await code_of(hub, "rosa", match["id"], True) == "MATCH_NOT_HELD"  # not before she is shown both
    matter = await looked_at(hub, match)
    [seen] = await matches(hub, matter=matter)
    assert (seen["state"], seen["rule"], seen["secondPerson"]) == ("POSSIBLE", "SUPPRESSED", True)
    for who, state in (("rosa", "PROPOSED"), ("rosa", "PROPOSED"), ("amir", "LINKED")):
        assert (await decide(hub, who, match["id"], True, matter))["data"]["decideMatch"]["state"] == state
    assert len(await persons(hub, "Khourawiyeh")) == 1


CHANGES = (
    "query($since: DateTime) { identityChanges(since: $since) { state leftOrigin rightOrigin decidedAt confirmed } }"
)


async def test_who_keeps_a_copy_is_told_of_each_join_and_parting_in_order(hub: Town) -> None:
    await two_reports(hub)
    match = await one_match(hub)
    hub.clock.at = "2026-07-02T00:00:00Z"
    await decide(hub, "rosa", match["id"], False)
    hub.clock.at = "2026-07-03T00:00:00Z"
    await decide(hub, "rosa", match["id"], True)
    told = (await hub.ask("rosa", CHANGES, "OWN_CASE"))["identityChanges"]
    assert [(one["state"], one["confirmed"]) for one in told] == [
        ("LINKED", False), ("NOT_SAME", False), ("LINKED", True)]  # fmt: skip
    assert {one["leftOrigin"] for one in told} == {match["leftOrigin"]}
    later = (await hub.ask("rosa", CHANGES, "OWN_CASE", since=told[0]["decidedAt"]))["identityChanges"]
    assert later == told[1:]
    assert (await hub.ask("mens_service", CHANGES, "ASSESSMENT", MATTERLESS))["identityChanges"] == []


MATTERLESS = "0" * 26  # a matter that is none of theirs


async def test_an_old_id_answers_with_the_survivor_and_with_the_decision(hub: Town) -> None:
    await two_reports(hub)
    ids = [row["id"] for row in await hub.graph("MATCH (r:PersonRecord {family_name: 'Kestrelworth'}) "
                                                "RETURN DISTINCT r.origin AS id ORDER BY id")]  # fmt: skip
    asked = "query($id: ID!) { person(id: $id) { id records { familyName } } }"
    for id in ids:
        person = (await hub.ask("rosa", asked, "OWN_CASE", id=id))["person"]
        assert (person["id"], len(person["records"])) == (ids[0], 2)
    [why] = await matches(hub, person=ids[1], state="LINKED")
    assert why["reason"].startswith("All names and date of birth the same")
    await decide(hub, "rosa", why["id"], False)
    for id in ids:
        person = (await hub.ask("rosa", asked, "OWN_CASE", id=id))["person"]
        assert (person["id"], len(person["records"])) == (id, 1)
