"""Rules on a request as a whole, before any statement: each gives None, or the refusal.

They speak of the declaration and the registry only, never of data.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from authz.account_state import AWAKE, State
from authz.policy_data import Policy, PurposeRow
from authz.requester import Requester
from authz.words import Purpose

UNSIGNED = "AGREEMENT_NOT_CURRENT"
AGREEMENT = "privacy_agreement"  # setting of the policy: the version in force


@dataclass(frozen=True, slots=True)
class Refusal:
    """`code` is stable; `message` names the next step."""

    code: str
    message: str


Rule = Callable[[Policy, Requester, str], Refusal | None]


def account_is_active(_policy: Policy, asker: Requester, today: str) -> Refusal | None:
    """W01: an account that ended or sleeps, or whose organisation ended, opens nothing. A verified one may sign."""
    if asker.account.status in AWAKE | {State.VERIFIED} and asker.account.organisation.is_there(today):
        return None
    return Refusal("ACCOUNT_NOT_ACTIVE", "This account is not active. Ask your Organisational Authority.")


def agreement_is_current(policy: Policy, asker: Requester, _today: str) -> Refusal | None:
    """W01: the privacy agreement is executed by each user before access."""
    current = policy.settings[AGREEMENT]
    if asker.account.status in AWAKE and asker.account.agreement == current:
        return None
    message = f'Sign the privacy agreement {current} before you ask: signAgreement(version: "{current}").'
    return Refusal("AGREEMENT_NOT_CURRENT", message)


def more_than_one_factor(_policy: Policy, asker: Requester, _today: str) -> Refusal | None:
    """W01: the token's `acr` says that the worker signed in with more than one factor."""
    if asker.strong or asker.account.role == "system_connector":
        return None
    return Refusal("MFA_REQUIRED", "Sign in with more than one factor and ask again.")


def purpose_is_declared(policy: Policy, asker: Requester, _today: str) -> Refusal | None:
    """W02: no purpose, no personal field."""
    if asker.purpose:
        return None
    may = ", ".join(p for p in Purpose if policy.purposes[asker.account.role, p].may)
    return Refusal("PURPOSE_REQUIRED", f"Declare a purpose. Your role may declare: {may}.")


def purpose_is_within_power(policy: Policy, asker: Requester, today: str) -> Refusal | None:
    """W02: FVPA Part 5A Div 2 (risk assessment entities), Div 3 (ISEs), Div 6 (CIP); CYFA; CWSA."""
    row = purpose_row(policy, asker)
    if not row.may:
        return Refusal(row.refusal, f"Your role may not ask for the purpose {asker.purpose}.")
    held = asker.account.organisation
    if row.entity_class == "none" or held.holds(row.entity_class, today):
        return None
    message = f"{asker.purpose} needs an organisation that is {row.entity_class} on this day."
    return Refusal(f"NOT_{row.entity_class}", message)


def matter_is_named(policy: Policy, asker: Requester, _today: str) -> Refusal | None:
    """Personal data is shared for a request, a referral or a case, never at large."""
    if asker.declaration.matter or not purpose_row(policy, asker).needs_matter:
        return None
    return Refusal("MATTER_REQUIRED", f"{asker.purpose} needs a matter: open one and name it with the purpose.")


def reason_is_given(policy: Policy, asker: Requester, _today: str) -> Refusal | None:
    """Grounds in writing where the purpose asks them (Ministerial Guidelines, request content)."""
    if asker.declaration.reason.strip() or not purpose_row(policy, asker).needs_reason:
        return None
    return Refusal("REASON_REQUIRED", f"{asker.purpose} needs a reason: give it with the purpose.")


def purpose_row(policy: Policy, asker: Requester) -> PurposeRow:
    assert asker.purpose
    return policy.purposes[asker.account.role, asker.purpose]


ACCOUNT_RULES: tuple[Rule, ...] = (
    account_is_active,
    more_than_one_factor,
    agreement_is_current,  # the last: whoever lacks nothing else may come in to sign it
)
PURPOSE_RULES: tuple[Rule, ...] = (
    purpose_is_declared,
    purpose_is_within_power,
    matter_is_named,
    reason_is_given,
)


def refusal(rules: tuple[Rule, ...], policy: Policy, asker: Requester, today: str) -> Refusal | None:
    """The first objection."""
    return next((found for rule in rules if (found := rule(policy, asker, today))), None)
