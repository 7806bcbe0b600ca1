"""Whether the declared matter is open to this asker now, and what is asked of what stands under it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from authz import walls
from authz.access import Access
from authz.policy_data import Policy
from authz.requester import Requester
from authz.words import Purpose
from graph.scopes import Scopes, in_force
from resolvers.errors import Fault


async def is_open(scopes: Scopes, policy: Policy, asker: Requester, now: str) -> bool:
    """Under CIP_REQUEST. W03, W10, W15: one that is not, is answered as if it were not held."""
    if asker.purpose is not Purpose.CIP_REQUEST or not asker.declaration.matter:
        return False
    facts, account = await scopes.facts(asker), asker.account
    access = Access.of(policy, account.role, Purpose.CIP_REQUEST, account.organisation, now[:10], True)
    return walls.matter_is_open(facts, in_force(access, facts, now), access)


def refuse_without_matter(asker: Requester) -> None:
    """Also where the purpose alone would need none."""
    if not asker.declaration.matter:
        raise Fault("MATTER_REQUIRED", "This is kept in a matter: open one and name it with the purpose.")


def under(asker: Requester, now: str, apart: Sequence[str]) -> dict[str, Any]:
    """What `graph.matters.OPEN_TO` asks, and the role; `apart`: the ids of those from whom the account is kept."""
    return {"organisation": asker.organisation, "matter": asker.declaration.matter, "purpose": str(asker.purpose),
            "account": asker.account.id, "role": asker.account.role, "now": now, "apart": apart}  # fmt: skip
