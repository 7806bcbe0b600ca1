"""Whose acts an asker may read in the ledger: by the audit column of the matrix alone (source table 8b).

level A, position own       his own acts, and of whom they were is not said
level F                     everybody's, without any value of a personal field; by a privacy officer those of his
                            own organisation (Regulations 2018, regs 9-14: each organisation keeps its own record)
"""

from __future__ import annotations

from authz.policy_data import Policy
from authz.requester import Requester
from authz.words import Level, Position, Purpose

AUDIT, OWN_USERS = "audit_log", "own_org_users"  # column of the matrix, and a gate of its cells
OFFICER = "privacy_officer"


def reads_own(policy: Policy, asker: Requester, today: str) -> bool:
    """What he was told himself."""
    return _level(policy, asker, Position.OWN, today) >= Level.A


def reads_all(policy: Policy, asker: Requester, today: str) -> bool:
    """Who was told of whom."""
    return _level(policy, asker, Position.OTHER, today) is Level.F


def organisation_of(asker: Requester) -> str | None:
    """Whose disclosures he reads; None: all."""
    return asker.organisation if OFFICER in asker.account.duties else None


def evaluates(asker: Requester) -> bool:
    """Statistics, which the matrix has at level D under this purpose alone; audit and evaluation are two accounts."""
    return asker.purpose is Purpose.EVALUATION and OFFICER not in asker.account.duties


def reads_users(policy: Policy, asker: Requester, today: str) -> bool:
    """Which accounts his organisation has."""
    gates = policy.cell(asker.account.role, AUDIT, today).gates[Position.OWN]
    return reads_own(policy, asker, today) and OWN_USERS in gates


def _level(policy: Policy, asker: Requester, position: Position, today: str) -> Level:
    assert asker.purpose
    cell, row = policy.cell(asker.account.role, AUDIT, today), policy.purposes[asker.account.role, asker.purpose]
    return min(cell.levels[position], row.ceiling) if row.opens_cell(AUDIT, position) else Level.N
