"""What state an account is in on a day of Victoria.

A command says what was decided of it; what time alone does (it is warned of, then deactivated) is worked out
here from the last day on which it was awake, and is stored by nobody. Days are dates of Melbourne: the portal's rule
is a warning at 45 days without a sign-in, deactivation at 60, and the day it was last awake is none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

WARNED_AFTER, DEACTIVATED_AFTER = "account_warned_after", "account_deactivated_after"  # settings of the policy, days


class State(StrEnum):
    REQUESTED = "REQUESTED"
    VERIFIED = "VERIFIED"
    ACTIVE = "ACTIVE"
    WARNED = "WARNED"
    DEACTIVATED = "DEACTIVATED"
    SUSPENDED = "SUSPENDED"
    ENDED = "ENDED"


AWAKE = frozenset({State.ACTIVE, State.WARNED})
"""Those that may come in."""


def awake_on(active_from: str | None, used_on: str) -> str:
    """The last day on which an account was awake: of its last use or its (re)activation; empty where none is known."""
    return max(active_from or "", used_on)


def days_unused(last: str, today: str) -> int:
    """From the last day it was awake, a date, to today's."""
    return (date.fromisoformat(today) - date.fromisoformat(last)).days


def state_of(status: str, last: str, today: str, settings: Mapping[str, str]) -> str:
    """`last` is the last day it was awake (`awake_on`); empty is not known: it counts from the first use.

    A status that no command writes stays what it is, and opens nothing.
    """
    if status != State.ACTIVE or not last:
        return status
    unused = days_unused(last, today)
    if unused >= int(settings[DEACTIVATED_AFTER]):
        return State.DEACTIVATED
    return State.WARNED if unused >= int(settings[WARNED_AFTER]) else State.ACTIVE
