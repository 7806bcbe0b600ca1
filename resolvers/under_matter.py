"""Whether the declared matter is open to this asker now: his organisation's, under CIP_REQUEST, nobody kept apart."""

from __future__ import annotations

from authz import walls
from authz.access import Access
from authz.policy_data import Policy
from authz.requester import Requester
from authz.words import Purpose
from graph.scopes import Scopes, in_force


async def is_open(scopes: Scopes, policy: Policy, asker: Requester, now: str) -> bool:
    """W03, W10, W15: one that is not, is answered as if it were not held."""
    if asker.purpose is not Purpose.CIP_REQUEST or not asker.declaration.matter:
        return False
    facts, account = await scopes.facts(asker), asker.account
    access = Access.of(policy, account.role, Purpose.CIP_REQUEST, account.organisation, now[:10], True)
    return walls.matter_is_open(facts, in_force(access, facts, now), access)
