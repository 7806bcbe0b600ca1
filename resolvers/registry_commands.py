"""How a registry begins, on the operator's machine: an organisation, and the first two administrators.

Each is a ledger command like any other. Two administrators, since one alone could verify nobody; more are nominated by
these. When none can come in any more (they sleep, or left) it is done again.
"""

from __future__ import annotations

from authz import holding
from authz.account_state import AWAKE, State, awake_on, state_of
from authz.keys import new_id
from authz.local_days import local_day
from authz.policy_data import Policy
from graph import accounts
from graph.following import Following
from resolvers.registry_desk import Fetch, LastUses

ROLE, DUTY = "organisational_authority", "administrator"
MOST = 2  # administrators who can come in: with these nobody makes another from here
OPERATOR = "operator"  # by whom, in the ledger


class RegistryFault(Exception):
    """It cannot be so; the message names what and the mend."""


async def add_organisation(
    fetch: Fetch, following: Following, policy: Policy, now: str, id: str, kind: str, name: str
) -> None:
    """With the entity classes of its kind. One that is held is changed over the API."""
    if kind not in policy.kinds:
        raise RegistryFault(f"--kind: say one of {', '.join(sorted(policy.kinds))}.")
    if not id.replace("_", "").isalnum() or not name.strip():
        raise RegistryFault("The id is of letters, digits and underscores, and the name is no blank.")
    if await fetch(accounts.ORGANISATION, {"organisation": id}):
        raise RegistryFault(f"There is an organisation {id} already.")
    row = policy.kinds[kind]
    said = {"id": id, "kind": kind, "name": name, "custodian": id, "classes": list(row.classes),
            "prescribed_from": row.prescribed_from, "services": []}  # fmt: skip
    await following.command("registerOrganisations", {"organisations": [said], "at": now}, now, OPERATOR)


async def add_administrator(
    fetch: Fetch,
    last_uses: LastUses,
    following: Following,
    policy: Policy,
    now: str,
    issuer: str,
    subject: str,
    organisation: str,
) -> str:
    """The id of its account, which still signs the privacy agreement itself."""
    kind = await fetch(accounts.ORGANISATION, {"organisation": organisation})
    if kind is None:
        raise RegistryFault(f"There is no organisation {organisation}: add it first.")
    if found := holding.objection(policy, kind, ROLE, [DUTY]):
        raise RegistryFault(f"--organisation: {found[1]}")
    held = await fetch(accounts.WITH_DUTY.strip(), {"duty": DUTY}) or []
    uses = await last_uses([row[0] for row in held])
    awake = [row for row in held if _comes_in(row[1], awake_on(row[2], uses.get(row[0], "")), policy, now)]
    if len(awake) >= MOST:
        raise RegistryFault(f"{MOST} administrators can come in: they nominate others.")
    if [issuer, subject] in [row[3:5] for row in awake]:
        raise RegistryFault("This subject is an administrator already.")
    body = {"id": new_id(), "issuer": issuer, "subject": subject, "role": ROLE, "duties": [DUTY], "custodians": [],
            "organisation": organisation, "need": "First administrator", "status": State.VERIFIED,
            "by": OPERATOR, "at": now}  # fmt: skip
    await following.command("nominateAccount", body, now, OPERATOR)
    return str(body["id"])


def _comes_in(status: str, last: str, policy: Policy, now: str) -> bool:
    """Or will, when he has signed."""
    return state_of(status, last, local_day(now), policy.settings) in AWAKE | {State.VERIFIED}
