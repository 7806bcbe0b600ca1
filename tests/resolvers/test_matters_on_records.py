"""Matters open on what an organisation holds itself: a court's file, a supervision or stay in custody, an open report.

Whatever is not such a record of its own is answered as if it were, and opens nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from graph.embedded import Running as Neo4j
from graph.times import OPEN as FOR_EVER
from tests.town import START, Town, town

OPEN = "mutation($input: MatterInput!) { openMatter(input: $input) { id status purpose openedAt } }"
SEEN = "{ subjects { id initials familyNames records { firearmsAccess { code } } } }"
TODAY = START[:10]
SERIAL = itertools.count(1)
STANDING = {"her": "VICTIM", "him": "ALLEGED", "child": "CHILD", "other": "LINKED"}


@dataclass(frozen=True)
class Kind:
    """A record of an organisation: who asks, what it is called, who has which part, and what keeps it going."""

    evidence: str
    role: str
    purpose: str
    custodian: str
    label: str
    parts: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    serves: str = ""


KINDS = {
    "court file": Kind(
        *("COURT_FILE", "court_registrar", "COURT", "magistrates_court", "CourtFile"),
        {"her": "AFFECTED_ON_FILE", "him": "RESPONDENT_ON_FILE", "child": "CHILD_ON_FILE", "other": "OTHER_ON_FILE"},
    ),
    "supervision": Kind(
        *("SUPERVISION", "corrections_officer", "PROTECTION", "corrections_victoria", "Supervision"),
        {"him": "SUPERVISED_IN", "her": "NO_CONTACT_WITH"}, {"state": "CURRENT", "until_on": TODAY}, "him",
    ),
    "stay in custody": Kind(
        *("SUPERVISION", "corrections_officer", "PROTECTION", "corrections_victoria", "CustodyEpisode"),
        {"him": "HELD_IN", "her": "NO_CONTACT_WITH"}, {"in_custody": True, "released_at": "2026-07-02T00:00:00Z"},
        "him",
    ),
    "report": Kind(
        *("PROTECTION_REPORT", "cp_practitioner", "CYFA_STATUTORY", "child_protection", "ProtectionReport"),
        {"child": "CHILD_REPORTED_IN", "him": "RESPONSIBLE_IN", "her": "ADULT_VICTIM_IN", "other": "HOUSEHOLD_IN"},
        {"open_now": True}, "child",
    ),
}  # fmt: skip
OVER: dict[str, tuple[dict[str, Any], ...]] = {
    "court file": (),
    "supervision": ({"state": "COMPLETED"}, {"state": "CANCELLED"}, {"until_on": "2026-06-30"}),
    "stay in custody": ({"in_custody": False}, {"released_at": START}),
    "report": ({"open_now": False}, {"open_now": None}),
}


@dataclass(frozen=True)
class Held:
    """One record, and the people in it."""

    kind: Kind
    lineage: str
    ids: dict[str, str]

    def name(self, who: str, standing: str) -> dict[str, str]:
        return {"system": "throughline", "id": self.ids[who], "as": standing}


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


PERSON = """CREATE (p:Person {id: $given.person})
CREATE (r:PersonRecord {id: $given.record, lineage: $given.record, document: $given.record, origin: $given.person,
  custodian: $given.custodian, own: $given.custodian + ' ' + $given.standing, standing: $given.standing, version: 1,
  family_name: 'Okapi', initials: 'O.', person_number: $given.record, firearms_access: 'YES',
  valid_from: $given.since, received_at: $given.since, recorded_from: $given.since, recorded_to: $given.open})
CREATE (p)-[:KNOWN_AS {from: $given.since, until: $given.open}]->(r)"""
EVENT = "CREATE (v:%s {id: $given.id, lineage: $given.lineage, document: $given.lineage, own: $given.custodian}) " \
        "SET v += $given.values"  # fmt: skip
PART = "MATCH (r:PersonRecord {id: $given.record}), (v:%s {id: $given.event}) CREATE (r)-[:%s]->(v)"


async def hold(hub: Town, kind: Kind, **changed: Any) -> Held:
    """Written straight into the graph: whatever source it came by."""
    n, since = f"{next(SERIAL):04}", "2026-01-01T00:00:00Z"
    ids = {who: f"{who}{n}".ljust(26, "p") for who in kind.parts}
    event, lineage = f"v{n}".ljust(26, "v"), f"l{n}".ljust(26, "l")
    values = {"custodian": kind.custodian, "version": 1, "received_at": since, "recorded_from": since,
              "recorded_to": FOR_EVER, **kind.values, **changed}  # fmt: skip
    given = {"id": event, "lineage": lineage, "custodian": values["custodian"], "values": values}
    await hub.graph(EVENT % kind.label, given)
    for who, part in kind.parts.items():
        record = f"r{who}{n}".ljust(26, "r")
        about = {"person": ids[who], "record": record, "standing": STANDING[who], "since": since, "open": FOR_EVER}
        await hub.graph(PERSON, {**about, "custodian": kind.custodian})
        await hub.graph(PART % (kind.label, part), {"record": record, "event": event})
    return Held(kind, lineage, ids)


async def opening(hub: Town, kind: Kind, **given: Any) -> httpx.Response:
    wanted = {"kind": kind.evidence, **given}
    return await hub.post(kind.role, OPEN, kind.purpose, "", "a reason", input=wanted)


async def opened(hub: Town, kind: Kind, **given: Any) -> str:
    answer = (await opening(hub, kind, **given)).json()
    assert "errors" not in answer, answer
    return str(answer["data"]["openMatter"]["id"])


async def names(hub: Town, held: Held, matter: str) -> dict[str, tuple[str, bool]]:
    found = await hub.graph(
        "MATCH (:Matter {id: $given.matter})-[k:NAMES]->(p:Person) "
        "RETURN p.id AS id, k.standing AS standing, k.client AS client", {"matter": matter},
    )  # fmt: skip
    who = {id: name for name, id in held.ids.items()}
    return {who[row["id"]]: (row["standing"], row["client"]) for row in found}


async def subjects(hub: Town, kind: Kind, matter: str) -> list[dict[str, Any]]:
    return (await hub.ask(kind.role, SEEN, kind.purpose, matter, "a reason"))["subjects"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", KINDS)
async def test_it_names_each_who_has_a_part_as_what_he_stands_in_it(hub: Town, name: str) -> None:
    held = await hold(hub, KINDS[name])
    matter = await opened(hub, held.kind, evidence=held.lineage)
    expected = {who: (STANDING[who], who == held.kind.serves) for who in held.kind.parts}
    assert await names(hub, held, matter) == expected
    assert {one["id"] for one in await subjects(hub, held.kind, matter)} <= set(held.ids.values())
    assert held.ids["him"] in {one["id"] for one in await subjects(hub, held.kind, matter)}


@pytest.mark.parametrize("name", KINDS)
async def test_of_its_people_some_may_be_chosen(hub: Town, name: str) -> None:
    held = await hold(hub, KINDS[name])
    wanted = [held.name("him", "RESPONDENT"), *([held.name("other", "OTHER")] if "other" in held.ids else [])]
    matter = await opened(hub, held.kind, evidence=held.lineage, names=wanted)
    expected = {"him": ("ALLEGED", held.kind.serves == "him"), **({"other": ("LINKED", False)} if wanted[1:] else {})}
    assert await names(hub, held, matter) == expected


async def denied(hub: Town, held: Held, why: str) -> dict[str, Any]:
    """What opens nothing."""
    other = await hold(hub, KINDS["report" if held.kind.label == "CourtFile" else "court file"])
    return {
        "unknown": {"evidence": "0" * 26},
        "none": {"evidence": ""},
        "a version's id": {"evidence": held.lineage.replace("l", "v")},
        "a person's id": {"evidence": held.ids["him"]},
        "in capitals": {"evidence": held.lineage.upper()},
        "another organisation's": {"evidence": (await hold(hub, held.kind, custodian="orange_door")).lineage},
        "superseded": {"evidence": (await hold(hub, held.kind, recorded_to="2026-06-01T00:00:00Z")).lineage},
        "of another kind": {"evidence": other.lineage},
        "somebody who is not in it": {"evidence": held.lineage, "names": [other.name("him", "RESPONDENT")]},
        "as what she is not": {"evidence": held.lineage, "names": [held.name("her", "RESPONDENT")]},
    }[why]  # fmt: skip


DENIED = ("unknown", "none", "a version's id", "a person's id", "in capitals", "another organisation's", "superseded",
          "of another kind", "somebody who is not in it", "as what she is not")  # fmt: skip


@pytest.mark.parametrize("why", DENIED)
@pytest.mark.parametrize("name", KINDS)
async def test_what_is_no_such_record_is_answered_alike_and_opens_nothing(hub: Town, name: str, why: str) -> None:
    held = await hold(hub, KINDS[name])
    await answered_alike(hub, held, await denied(hub, held, why))


@pytest.mark.parametrize(("name", "changed"), [(name, changed) for name in KINDS for changed in OVER[name]])
async def test_what_is_over_is_answered_alike_and_opens_nothing(hub: Town, name: str, changed: dict[str, Any]) -> None:
    held, over = await hold(hub, KINDS[name]), await hold(hub, KINDS[name], **changed)
    await answered_alike(hub, held, {"evidence": over.lineage})


@pytest.mark.parametrize("name", KINDS)
async def test_of_whom_the_account_is_kept_apart_from_it_opens_nothing(hub: Town, name: str) -> None:
    held, apart = await hold(hub, KINDS[name]), await hold(hub, KINDS[name])
    conflict = {"account": f"demo-{held.kind.role}".replace("_", "-"), "id": f"conflict{held.lineage}",
                "person": apart.ids["her"], "open": FOR_EVER}  # fmt: skip
    await hub.graph(
        "MATCH (a:Account {id: $given.account}) CREATE (a)-[:KEPT_APART]->(:Conflict {id: $given.id, kind: 'BLOCKED', "
        "system: 'throughline', reference: $given.person, since: '2026-01-01T00:00:00Z', until: $given.open})",
        conflict,
    )
    try:
        await answered_alike(hub, held, {"evidence": apart.lineage})
    finally:
        await hub.graph("MATCH (c:Conflict {id: $given.id}) DETACH DELETE c", conflict)


async def answered_alike(hub: Town, held: Held, given: dict[str, Any]) -> None:
    """The twin opens."""
    await hub.post(held.kind.role, "{ limits { depth } }")
    found = []
    for wanted in (given, {"evidence": held.lineage}):
        hub.statements.clear()
        answer = (await opening(hub, held.kind, **wanted)).json()
        sent, matter = list(hub.statements), answer["data"]["openMatter"].pop("id")
        answer["extensions"].pop("auditId")
        found.append((answer, sent, bool(await names(hub, held, matter)), await subjects(hub, held.kind, matter)))
    bad, good = found
    assert bad[:2] == good[:2]
    assert (bad[2:], good[2]) == ((False, []), True)


# What it opens


@pytest.mark.parametrize("name", ["supervision", "stay in custody"])
async def test_whom_he_may_not_contact_is_shown_masked_while_he_is_held_or_supervised(hub: Town, name: str) -> None:
    held = await hold(hub, KINDS[name])
    matter = await opened(hub, held.kind, evidence=held.lineage)
    [her] = [one for one in await subjects(hub, held.kind, matter) if one["id"] == held.ids["her"]]
    assert (her["initials"], her["familyNames"]) == (["O."], [])
    over = "MATCH (v {lineage: $given.lineage}) SET v.recorded_to = '2026-06-01T00:00:00Z'"
    await hub.graph(over, {"lineage": held.lineage})
    hub.parts.hub.scopes.moved_to(-1)
    assert held.ids["her"] not in {one["id"] for one in await subjects(hub, held.kind, matter)}


async def test_the_pattern_of_his_own_file_is_shown_to_a_practitioner_while_the_report_is_open(hub: Town) -> None:
    held = await hold(hub, KINDS["report"])
    matter = await opened(hub, held.kind, evidence=held.lineage)
    for open_now, shown in ((True, {"code": "YES"}), (False, None)):
        await hub.graph("MATCH (v:ProtectionReport {lineage: $given.lineage}) SET v.open_now = $given.open_now",
                        {"lineage": held.lineage, "open_now": open_now})  # fmt: skip
        hub.parts.hub.scopes.moved_to(-1)
        [him] = [one for one in await subjects(hub, held.kind, matter) if one["id"] == held.ids["him"]]
        assert him["records"] == [{"firearmsAccess": shown}]


# One's own file


async def test_an_own_file_finds_a_record_by_its_part_in_whatever_it_is(hub: Town) -> None:
    held = await hold(hub, KINDS["supervision"])
    own = Kind("OWN_FILE", "corrections_officer", "OWN_CASE", "corrections_victoria", "", {})
    named = [{"system": "corrections_victoria", "id": f"rhim{held.lineage[1:5]}".ljust(26, "r"), "as": "RESPONDENT"}]
    assert await names(hub, held, await opened(hub, own, names=named)) == {"him": ("ALLEGED", False)}
    await hub.graph("MATCH (v:Supervision {lineage: $given.lineage}) DETACH DELETE v", {"lineage": held.lineage})
    assert await names(hub, held, await opened(hub, own, names=named)) == {}
