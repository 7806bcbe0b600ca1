"""Lists that are for whoever has a duty: refused by the account alone, before anything is read."""

from __future__ import annotations

from collections.abc import Iterable

from authz import holding
from authz.policy_data import Policy
from authz.requester import Requester
from resolvers.errors import Fault
from resolvers.reviewing import DUTY

REVIEWERS = frozenset({DUTY, "supervisor"})
# For whom a duty lets do this.
LISTED_FOR = {"conflicts": "endConflict", "break_glass_reviews": "reviewBreakGlass",
              "exclusions_to_review": "reviewExclusion", "corrections_to_decide": "decideCorrection",
              "erasures_to_decide": "decideErasure", "register": "readRegister"}  # fmt: skip


def refuse_without_duty(policy: Policy, asker: Requester, roots: Iterable[str]) -> None:
    """A fault where the operation asks a list that the account's duties do not let it be told."""
    for root in roots:
        duties = _duties_for(policy, root)
        if duties is not None and not asker.account.duties & duties:
            listed = ", ".join(sorted(duties))
            raise Fault("DUTY_REQUIRED", f"This list is for an account with one of the duties {listed}.")


def _duties_for(policy: Policy, root: str) -> frozenset[str] | None:
    """Whoever has one of them is told this list; None: it asks no duty."""
    if root == "alerts":
        return REVIEWERS
    act = LISTED_FOR.get(root)
    return None if act is None else holding.with_act(policy, act)
