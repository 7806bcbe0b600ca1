"""Who saw one human being, under whichever of his ids."""

from __future__ import annotations

from tests.identity.people import DECIDE, looked_at, matches
from tests.identity.test_reviewing import two_reports
from tests.resolvers.test_accesses import saw
from tests.town import Town


async def test_who_saw_either_of_two_who_were_joined_saw_the_one(hub: Town) -> None:
    await two_reports(hub)
    [match] = await matches(hub)
    matter = await looked_at(hub, match)
    await hub.ask("rosa", DECIDE, "OWN_CASE", matter, match=match["id"], same=False, why="Two men")
    people = [match[side] for side in ("leftOrigin", "rightOrigin")]
    for person in people:
        await hub.ask("police_fv_unit", "query($id: ID!) { person(id: $id) { familyNames } }", "OWN_CASE", id=person)
    apart = [await saw(hub, person) for person in people]
    assert apart[0] != apart[1]
    await hub.ask("amir", DECIDE, "OWN_CASE", matter, match=match["id"], same=True, why="One man after all")
    together = [await saw(hub, person) for person in people]
    assert together[0] == together[1]
    assert {seen["auditId"] for seen in together[0]} >= {seen["auditId"] for side in apart for seen in side}
