"""The graph follows the ledger, and never goes back."""

from __future__ import annotations

from authz.issuing import ISSUER
from connectors.synthetic import agencies
from tests.resolvers.test_accounts import WHO
from tests.town import START, Town

POSITION = "MATCH (l:Ledger) RETURN l.position AS position"
TO = {"account": "id-leaving", "by": "test", "reason": "Role ended", "at": START}


async def test_a_worker_that_was_held_up_does_not_apply_what_another_went_past(hub: Town) -> None:
    """It still holds the entry that made an account; the account has ended since."""
    parts = hub.parts
    account = {**agencies.account("mens_service", ISSUER), "id": "id-leaving", "subject": "leaving"}
    async with parts.following.turn():
        held_up = await parts.ledger.command("registerAccount", account, START, "test")
        await parts.following.apply([held_up])
    assert (await hub.post("leaving", WHO)).status_code == 200
    await parts.following.command("endAccount", TO, START, "test")
    assert (await hub.post("leaving", WHO)).status_code == 403
    before = await hub.graph(POSITION)
    await parts.following.apply([held_up])
    assert (await hub.post("leaving", WHO)).status_code == 403
    assert await hub.graph(POSITION) == before
