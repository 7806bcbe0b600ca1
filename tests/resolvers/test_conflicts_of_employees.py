"""W10 over HTTP, of who works where her records are kept: no colleague sees her, but whoever may handle the matter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from authz.issuing import ISSUER
from connectors.synthetic import agencies
from graph.embedded import Running as Neo4j
from tests.dump import dump
from tests.resolvers.test_break_glass import broken
from tests.resolvers.test_conflicts import (
    AUTHORITY,
    END,
    FOREIGN,
    POLICING,
    SUPERVISOR,
    everything,
    graph_of,
    hub,
    module_hub,
    opening,
    register,
    told,
    worker,
)
from tests.resolvers.test_matters import (
    DOOR,
    MEN,
    NOTHING,
    POLICE,
    UNKNOWN,
    Asks,
    Case,
    names,
    opened,
    referral,
    report,
    seen,
)
from tests.town import START, Town, town

__all__ = ["hub", "module_hub"]  # fixtures
RECORD = """mutation($account: ID, $kind: ConflictKind = EMPLOYEE, $person: Reference!, $except: [ID!],
  $until: DateTime) { done: recordConflict(account: $account, kind: $kind, person: $person, except: $except,
  reason: "She works here", until: $until) { id at } }"""
LISTED = "{ conflicts { id account excepted kind since until } }"


async def kept(hub: Town, person: dict[str, str], *handling: Asks, by: str = AUTHORITY, **more: Any) -> str:
    """The id of the conflict; `handling` are the accounts that it does not bind."""
    found = await told(hub, by, RECORD, person=person, **{"except": [f"id-{who.role}" for who in handling]}, **more)
    assert isinstance(found, dict), found
    return str(found["id"])


@pytest.mark.parametrize("who", ["her", "him", "child"])
async def test_no_colleague_is_told_of_her_by_any_way_and_who_handles_it_is_told_as_before(
    hub: Town, case: Case, who: str
) -> None:
    colleague, handler = await worker(hub), await worker(hub)
    evidence = await referral(hub, case, DOOR)
    matters = {one.role: await opened(hub, one, evidence) for one in (colleague, handler)}
    before, _ = await everything(hub, case, colleague, matters[colleague.role])
    handled, _ = await everything(hub, case, handler, matters[handler.role])
    assert before[0]["subjects"]
    assert handled[0]["subjects"]
    conflict = await kept(hub, case.reference(who), handler)
    none = await everything(hub, case, colleague, UNKNOWN)
    assert await everything(hub, case, colleague, matters[colleague.role]) == none
    told_none, waiting, _ = none[0]
    persons = ("her", "him", "child", "person", "patternAndHistory")
    assert [told_none[name] for name in persons] == [None] * 5
    assert (told_none["subjects"], told_none["incidents"]["nodes"]) == ([], [])
    assert waiting == {"awaiting": [], "matters": []}
    assert (await everything(hub, case, handler, matters[handler.role]))[0] == handled
    await told(hub, AUTHORITY, END, conflict=conflict)
    assert (await everything(hub, case, colleague, matters[colleague.role]))[0] == before


async def test_a_matter_of_a_colleague_opens_like_one_on_nothing_also_when_he_comes_later(
    hub: Town, case: Case
) -> None:
    handler, evidence = await worker(hub), await referral(hub, case, DOOR)
    await kept(hub, case.reference("her"), handler)
    later = await worker(hub)
    assert await opening(hub, later, evidence) == await opening(hub, later, UNKNOWN)
    mine = await opened(hub, later, evidence)
    assert await names(hub, case, mine) == {}
    assert await seen(hub, case, later, mine) == NOTHING
    assert set(await names(hub, case, await opened(hub, handler, evidence))) == {"her", "him", "child"}


async def test_a_colleague_s_broken_glass_names_nobody(hub: Town, case: Case) -> None:
    colleague, handler = await worker(hub), await worker(hub)
    await kept(hub, case.reference("her"), handler)
    for one, found in ((colleague, {}), (handler, {"her": ("VICTIM", False)})):
        assert await names(hub, case, await broken(hub, case.reference("her"), one)) == found


async def test_another_organisation_sees_her_but_for_whoever_is_or_was_her_colleague_too(hub: Town, case: Case) -> None:
    stranger, colleague = await worker(hub, MEN), await worker(hub, MEN)
    evidence = await referral(hub, case, MEN)
    matters = {one.role: await opened(hub, one, evidence) for one in (stranger, colleague)}
    await hub.parts.following.command("registerAccount", {
        **agencies.account("tod_victim_side", ISSUER, START[:10]), "id": f"first-{colleague.role}",
        "subject": colleague.role, "status": "ENDED"}, START, "test")  # fmt: skip
    first_account = [f"first-{colleague.role}"]  # what is excepted is one account, not its worker
    await told(hub, AUTHORITY, RECORD, person=case.reference("her"), **{"except": first_account})
    assert await seen(hub, case, colleague, matters[colleague.role]) == NOTHING
    assert (await seen(hub, case, stranger, matters[stranger.role]))["him"] is not None


async def test_nobody_of_an_organisation_can_tell_whether_anything_is_held_of_whom_it_employs(hub: Town) -> None:
    """Police and their own records: the same worker before and after the report came in; who handles it sees it."""
    await register(hub, "authority-of-police", organisation=POLICE, role="organisational_authority",
                   duties=["organisational_authority"])  # fmt: skip
    colleague, handler = await worker(hub, POLICING), await worker(hub, POLICING)
    next_number = int((await report(hub)).portal[-6:]) + 1
    await kept(hub, {"system": POLICE, "id": f"42{next_number:06}"}, handler, by="authority-of-police")
    coming = Case(f"L17-2026-{next_number:06}", {}, dict.fromkeys(("her", "him", "child"), UNKNOWN))
    before, empty = await everything(hub, coming, colleague, ""), await everything(hub, coming, handler, "")
    case = await report(hub)
    assert case.portal == coming.portal
    for who in ("her", "him", "child"):
        found = await everything(hub, Case(case.portal, {}, {**coming.ids, who: case.ids["him"]}), colleague, "")
        assert found == before
    again = await everything(hub, coming, handler, "")
    assert again[1] == empty[1]
    assert [node["portalId"] for node in again[0][0]["incidents"]["nodes"]] == [case.portal]


async def test_it_ends_on_its_day(hub: Town, case: Case) -> None:
    mine, evidence = await worker(hub), await referral(hub, case, DOOR)
    await kept(hub, case.reference("her"), until="2026-07-02T00:00:00Z")
    assert await names(hub, case, await opened(hub, mine, evidence)) == {}
    hub.clock.at = "2026-07-02T00:00:00Z"
    assert set(await names(hub, case, await opened(hub, mine, evidence))) == {"her", "him", "child"}


# Who may say so


async def test_who_may_record_one_and_what_it_may_say(hub: Town, case: Case) -> None:
    mine, foreign = await worker(hub), await worker(hub, MEN)
    given = {"person": case.reference("her")}
    before = await dump(hub.graph)
    assert await told(hub, mine.role, RECORD, **given) == "DUTY_REQUIRED"
    assert await told(hub, AUTHORITY, RECORD, **given, account=f"id-{mine.role}") == "BAD_INPUT"
    assert await told(hub, mine.role, RECORD, **given, kind="BLOCKED", **{"except": [UNKNOWN]}) == "BAD_INPUT"
    assert await told(hub, AUTHORITY, RECORD, **given, **{"except": [f"id-{foreign.role}"]}) == "ACCOUNT_NOT_HELD"
    assert await told(hub, AUTHORITY, RECORD, **given, **{"except": [UNKNOWN]}) == "ACCOUNT_NOT_HELD"
    assert await told(hub, AUTHORITY, RECORD, **given, **{"except": [f"id-{mine.role}"] * 101}) == "BAD_INPUT"
    assert await told(hub, AUTHORITY, RECORD, **given, until=START) == "BAD_INPUT"
    assert await dump(hub.graph) == before
    unknown = await told(hub, SUPERVISOR, RECORD, person={"system": POLICE, "id": "none"})
    assert set(unknown) == {"id", "at"}  # as one that is held


async def test_it_is_ended_and_listed_by_whom_it_does_not_bind(hub: Town, case: Case) -> None:
    mine, supervisor = await worker(hub), Asks(SUPERVISOR, "", "")
    of_all, but_one = await kept(hub, case.reference("her")), await kept(hub, case.reference("her"), supervisor)
    before = await dump(hub.graph)
    assert await told(hub, mine.role, END, conflict=of_all) == "DUTY_REQUIRED"
    assert await told(hub, FOREIGN, END, conflict=of_all) == "CONFLICT_NOT_HELD"
    assert await told(hub, SUPERVISOR, END, conflict=of_all) == "OWN_ACCOUNT"
    assert await dump(hub.graph) == before
    rows = {row["id"]: row for row in (await hub.ask(AUTHORITY, LISTED, "ADMIN"))["conflicts"]}
    assert rows[but_one] == {"id": but_one, "account": None, "excepted": [f"id-{SUPERVISOR}"], "kind": "EMPLOYEE",
                             "since": START, "until": None}  # fmt: skip
    assert rows[of_all]["excepted"] == []
    listed = {row["id"] for row in (await hub.ask(SUPERVISOR, LISTED, "ADMIN"))["conflicts"]}
    assert (of_all in listed, but_one in listed) == (False, True)
    assert (await hub.ask(FOREIGN, LISTED, "ADMIN"))["conflicts"] == []
    assert await told(hub, SUPERVISOR, END, conflict=but_one) == {"id": but_one, "at": START}
    assert await told(hub, AUTHORITY, END, conflict=of_all) == {"id": of_all, "at": START}


async def test_an_authority_who_has_a_worker_s_account_beside_it_neither_ends_nor_lists_it(
    hub: Town, case: Case
) -> None:
    authority = "organisational_authority"
    await register(hub, "both", organisation="orange_door", role=authority, duties=[authority])
    conflict = await kept(hub, case.reference("her"))
    assert conflict in {row["id"] for row in (await hub.ask("both", LISTED, "ADMIN"))["conflicts"]}
    await register(hub, "both-working", subject="both", status="ENDED")
    assert conflict not in {row["id"] for row in (await hub.ask("both", LISTED, "ADMIN"))["conflicts"]}
    assert await told(hub, "both", END, conflict=conflict) == "OWN_ACCOUNT"


async def test_a_graph_built_again_keeps_her_from_them(neo4j: Neo4j, tmp_path: Path) -> None:
    """After the tests of the hub above: the graph is emptied for a ledger of its own."""
    async with town(neo4j, tmp_path) as hub:
        case, mine, handler = await report(hub), await worker(hub), await worker(hub)
        await register(hub, SUPERVISOR, duties=["supervisor"])
        await kept(hub, case.reference("her"), handler, by=SUPERVISOR)
        held = await graph_of(hub)
    async with town(neo4j, tmp_path) as again:
        assert await graph_of(again) == held
        evidence = await referral(again, case, handler)
        assert await names(again, case, await opened(again, mine, evidence)) == {}
        assert set(await names(again, case, await opened(again, handler, evidence))) == {"her", "him", "child"}
