"""How one attendance comes to be reported twice: filed again, or begun anew by a second member.

The shares are ours, for police publish none; they are low, so that the published figures hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from connectors.synthetic.clock import stamp
from connectors.synthetic.draws import Draws, Weighted

Row = dict[str, Any]

REPEATED: Final = 0.012  # of reports


class RepeatedAs(StrEnum):
    """What is the same in the report that repeats another."""

    FILED_AGAIN = "FILED_AGAIN"  # all but the number in the portal
    NUMBERS_LOST = "NUMBERS_LOST"  # filed again without its LEAP numbers
    SECOND_NUMBER = "SECOND_NUMBER"  # a second member of the same attendance took a number of his own
    MISTYPED_NUMBER = "MISTYPED_NUMBER"  # or wrote one digit of it wrong, or two the other way round
    MISSING_NUMBER = "MISSING_NUMBER"  # or wrote none


WAYS: Final = Weighted.of(
    (
        (RepeatedAs.FILED_AGAIN, 30),
        (RepeatedAs.NUMBERS_LOST, 15),
        (RepeatedAs.SECOND_NUMBER, 20),
        (RepeatedAs.MISTYPED_NUMBER, 15),
        (RepeatedAs.MISSING_NUMBER, 20),
    )
)


def some_way(draws: Draws) -> RepeatedAs:
    return draws.weighted(WAYS)


def repeated(draws: Draws, row: Row, way: RepeatedAs, portal_id: str, submitted_at: datetime) -> Row:
    """The row again, under another number of the portal. It is changed in place."""
    about = row["report"]
    about |= {"portal_id": portal_id, "version": 1, "submitted_at": stamp(submitted_at), "amended_at": None}
    about["created_at"] = min(about["created_at"], about["submitted_at"], key=datetime.fromisoformat)
    about["supervisor"]["approved_at"] = about["submitted_at"]
    if way in _SECOND_MEMBER:
        _as_second_member(draws, row)
    about["leap_incident"] = _NUMBERS[way](draws, about["leap_incident"])
    if way is not RepeatedAs.FILED_AGAIN:
        about["leap_sub_incident"] = f"{about['leap_incident']}-1" if about["leap_incident"] else None
    return row


_SECOND_MEMBER: Final = (RepeatedAs.SECOND_NUMBER, RepeatedAs.MISTYPED_NUMBER, RepeatedAs.MISSING_NUMBER)


def _as_second_member(draws: Draws, row: Row) -> None:
    """His own words and estimate of the time; where he was, and with whom, is the same."""
    incident, about = row["incident"], row["report"]
    about["member"] = {"name": None, "number": f"VP{draws.digits(5)}", "rank": "Constable"}
    begun = max(-20, min(20, draws.between(-25, 25)))
    for name, minutes in (("occurred_from", begun), ("occurred_to", begun + draws.between(0, 5))):
        incident[name] = _later(incident[name], minutes)
    for name in ("attended_from", "attended_to"):
        incident[name] = _later(incident[name], draws.between(0, 4))
    incident["alcohol"] = draws.pick((True, False, None))
    incident["narrative"] = "I attended with another member, who spoke with the AFM; I spoke with the RESP."


def _later(moment: str | None, minutes: int) -> str | None:
    if moment is None:
        return None
    return (datetime.fromisoformat(moment) + timedelta(minutes=minutes)).isoformat(timespec="seconds")


def _unchanged(draws: Draws, number: str | None) -> str | None:
    return number


def _none(draws: Draws, number: str | None) -> None:
    return None


def _another(draws: Draws, number: str | None) -> str:
    """Above all numbers that attendances have."""
    return f"{(number or '26')[:2]}9{draws.digits(6)}"


def _mistyped(draws: Draws, number: str | None) -> str:
    if number is None or not number.isdigit():
        return _another(draws, number)
    at = draws.between(2, len(number) - 2)
    turned = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    if turned != number and draws.chance(0.5):
        return turned
    return number[:at] + str((int(number[at]) + draws.between(1, 9)) % 10) + number[at + 1 :]


_NUMBERS: Final[Mapping[RepeatedAs, Callable[[Draws, str | None], str | None]]] = {
    RepeatedAs.FILED_AGAIN: _unchanged,
    RepeatedAs.NUMBERS_LOST: _none,
    RepeatedAs.SECOND_NUMBER: _another,
    RepeatedAs.MISTYPED_NUMBER: _mistyped,
    RepeatedAs.MISSING_NUMBER: _none,
}
