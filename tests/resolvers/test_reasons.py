"""The gate `reason`: what is suppressed opens only to who says in writing why, and that is kept; denied first."""

from __future__ import annotations

import pytest

from tests.resolvers.test_matters import CONSENT, DOOR, matter_of, report
from tests.town import START, Town

WHERE = "query($id: ID!) { person(id: $id) { records { addresses { line suppressed } } } }"
REASON = "She asked to be moved before he is released"


@pytest.mark.parametrize(("reason", "opens"), [("", False), (" \t", False), (REASON, True)])
async def test_a_suppressed_address_opens_to_who_gives_a_reason_with_the_purpose(
    hub: Town, reason: str, opens: bool
) -> None:
    case = await report(hub)
    matter = await matter_of(hub, case, DOOR)
    given = {"m": matter, "person": case.reference("her"), "at": START, "how": "In person"}
    await hub.ask(DOOR.role, CONSENT, DOOR.purpose, matter, **given)
    await hub.graph(
        "MATCH (:PersonRecord {person_number: $given.n})-[:LIVES_AT]->(a) SET a.suppressed = true, a.guarded = true",
        {"n": case.numbers["her"]},
    )
    hub.parts.hub.scopes.known.clear()
    answer = (await hub.post(DOOR.role, WHERE, DOOR.purpose, matter, reason, id=case.ids["her"])).json()
    [record] = answer["data"]["person"]["records"]
    line = f"{int(case.portal[-6:])} Cooper Street"
    assert record["addresses"] == ([{"line": line, "suppressed": True}] if opens else [])
    [kept] = [k for k in await hub.parts.ledger.disclosures() if k["auditId"] == answer["extensions"]["auditId"]]
    assert kept["reason"] == reason
