"""Which role and duties an account may hold, and who acts on accounts: by the policy alone."""

from __future__ import annotations

from collections.abc import Iterable

from authz.policy_data import Policy
from authz.requester import Requester


def objection(policy: Policy, kind: str, role: str, duties: Iterable[str]) -> tuple[str, str] | None:
    """To an account of this kind of organisation: the argument that is to be mended, and how.

    A role that the kind does not list is held only by a duty that brings it; such a role opens no person's data.
    """
    row, held = policy.kinds.get(kind), sorted(set(duties))
    if row is None:
        return "organisation", "The policy lets no account be of this kind of organisation."
    for duty in held:
        if duty not in row.duties:
            return "duties", f"This kind of organisation may hold: {_listed(row.duties)}."
        if role not in policy.duties[duty].held_with:
            return "duties", f"The duty {duty} is held with: {_listed(policy.duties[duty].held_with)}."
    if role in row.roles or brings(policy, role, held):
        return None
    return "role", f"This kind of organisation may hold: {_listed(row.roles)}; or a duty that brings a role."


def with_act(policy: Policy, act: str) -> frozenset[str]:
    """The duties that let an account do it."""
    return frozenset(duty for duty, row in policy.duties.items() if act in row.acts)


def may(policy: Policy, asker: Requester, act: str) -> bool:
    """A duty of the asker lets him do it."""
    return bool(asker.account.duties & with_act(policy, act))


def reaches(policy: Policy, asker: Requester, act: str, organisation: str) -> bool:
    """He may do it to accounts of that organisation."""
    held = (policy.duties[duty] for duty in asker.account.duties if duty in policy.duties)
    return any(act in duty.acts and (duty.everywhere or organisation == asker.organisation) for duty in held)


def brings(policy: Policy, role: str, duties: Iterable[str]) -> bool:
    """The role is there for a duty alone: an authority or administrator, who is shown nobody's data."""
    return any(policy.duties[duty].brings_role == role for duty in duties)


def gives_reach(policy: Policy, asker: Requester, duties: Iterable[str]) -> bool:
    """These duties reach further than any of the asker's: he cannot give them."""
    wide = {name for name, row in policy.duties.items() if row.everywhere}
    return bool(wide & set(duties)) and not wide & asker.account.duties


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)) or "none"
