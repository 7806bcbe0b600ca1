"""What a receiving system does not expect: fields and codes that are new, and numbers left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from connectors.synthetic.draws import Draws

Row = dict[str, Any]

_NEW = 0.01
_WITHOUT_INCIDENT_NUMBER = 0.007


def surprise(draws: Draws, row: Row) -> Row:
    """In about one report of a hundred something is new; in a few the LEAP number is not there."""
    if draws.chance(_WITHOUT_INCIDENT_NUMBER):
        row["report"]["leap_incident"] = draws.pick((None, "UNKNOWN"))
        row["report"]["leap_sub_incident"] = None
    if draws.chance(_NEW):
        draws.pick(_NOVELTIES)(row)
    return row


def _new_field(row: Row) -> None:
    row["incident"]["body_worn_camera"] = True


def _new_section(row: Row) -> None:
    row["technology"] = {"tracking_device_found": False}


def _new_location(row: Row) -> None:
    row["incident"]["location_type"] = "RIDESHARE"


def _new_weapon(row: Row) -> None:
    row["incident"]["weapons"] = [*row["incident"]["weapons"], "DRONE"]


def _new_relationship(row: Row) -> None:
    row["respondent"]["relationship"] = "FOSTER_SIBLING"


def _new_answer(row: Row) -> None:
    row["risk"]["items"] = [*row["risk"].get("items", ()), {"code": "Q40", "answer": "DECLINED"}]


_NOVELTIES: Final[tuple[Callable[[Row], None], ...]] = (
    _new_field,
    _new_section,
    _new_location,
    _new_weapon,
    _new_relationship,
    _new_answer,
)
