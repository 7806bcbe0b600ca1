"""What is planted in the other systems' rows: new fields and codes, numbers left out, and what contradicts itself.

Each that fits a row is there at least once, and a few times in a hundred; no row of the planted people is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from connectors.synthetic.cast import ROLES
from connectors.synthetic.draws import Draws
from connectors.synthetic.written import Planted, Written

Row = dict[str, Any]
_ONE_IN = 80


@dataclass(frozen=True, slots=True)
class Oddity:
    """`change` changes the row in place; False: there is nothing in it that could be changed so."""

    planted: Planted
    change: Callable[[Row], bool]


def with_oddities(seed: int, connector: str, rows: Sequence[Written]) -> list[Written]:
    """The same rows in the same order, some of them odd; a row is odd in one way."""
    found, free = list(rows), [at for at, row in enumerate(rows) if not _of_the_cast(row)]
    draws = Draws.stream(seed, "oddities", connector)
    order = list(draws.some(free, len(free)))
    for oddity in ODDITIES[connector]:
        for _ in range(max(1, len(rows) // _ONE_IN)):
            _plant(found, order, oddity)
    return found


def _plant(found: list[Written], order: list[int], oddity: Oddity) -> None:
    """Into the first row of the order that it fits, which is taken out of it."""
    for at in order:
        row = deepcopy(found[at].row)
        if oddity.change(row):
            found[at] = replace(found[at], row=row, planted=oddity.planted)
            order.remove(at)
            return


def _of_the_cast(row: Written) -> bool:
    return any(key in ROLES for _, key in row.people)


def _set(*path: str | int, to: Any) -> Callable[[Row], bool]:
    """Sets what lies there, where the way there exists."""

    def change(row: Row) -> bool:
        at: Any = row
        for step in path[:-1]:
            at = (
                at.get(step) if isinstance(at, dict) else at[step] if isinstance(step, int) and len(at) > step else None
            )
            if at is None:
                return False
        at[path[-1]] = to
        return True

    return change


def _new(kind: str, *path: str | int, to: Any) -> Oddity:
    return Oddity(Planted(kind, "", "/" + "/".join(map(str, path))), _set(*path, to=to))


def _fault(code: str, *path: str | int, to: Any) -> Oddity:
    return Oddity(Planted("FAULT", code, "/" + "/".join(map(str, path))), _set(*path, to=to))


def _doubt(code: str, change: Callable[[Row], bool]) -> Oddity:
    return Oddity(Planted("DOUBT", code), change)


def _served_before_made(row: Row) -> bool:
    """The day of service is mistyped."""
    for order in row["orders"]:
        served = next((service for service in order.get("services", ()) if service["served"] and service["at"]), None)
        if served and order["made_at"] and not row["charges"]:
            served["at"] = _earlier(order["made_at"], 3)
            return True
    return False


def _stays_overlap(row: Row) -> bool:
    """A stay that was never closed."""
    stays = row["episodes"]
    if len(stays) < 2 or not stays[0]["released_at"]:
        return False
    stays[0]["released_at"] = _earlier(stays[1]["from_at"], -2)
    return datetime.fromisoformat(stays[0]["released_at"]) <= datetime.fromisoformat(row["file"]["as_at"])


def _released_before_held(row: Row) -> bool:
    for stay in row["episodes"]:
        if stay["released_at"]:
            stay["released_at"] = _earlier(stay["from_at"], 1)
            return True
    return False


def _classified_before_received(row: Row) -> bool:
    about = row["report"]
    if not about["classified_on"]:
        return False
    about["classified_on"] = _day_before(about["received_at"], 4)
    return True


def _faint_scan(row: Row) -> bool:
    row["documents"][0]["dpi"] = 150
    return True


def _nobody_judged(row: Row) -> bool:
    row["assessment"]["assessor"] = None
    return True


def _two_answers(row: Row) -> bool:
    first = row["observations"][0]
    other = "NOT_PRESENT" if first["presence"] == "PRESENT" else "PRESENT"
    row["observations"].append({"factor": first["factor"], "presence": other})
    return True


def _earlier(moment: str, days: int) -> str:
    return (datetime.fromisoformat(moment) - timedelta(days=days)).isoformat(timespec="seconds")


def _day_before(moment: str, days: int) -> str:
    return (date.fromisoformat(moment[:10]) - timedelta(days=days)).isoformat()


ODDITIES: Final[Mapping[str, tuple[Oddity, ...]]] = {
    "courts": (
        _new("FIELD", "list_of_the_day", to="Remote"),
        _new("CODE", "orders", 0, "kind", to="RECOGNISED_DVO"),
        _new("CODE", "charges", 0, "state", to="DEFERRED"),
        _new("FIELD", "charges", 0, "prosecutor", to="Police"),
        _fault("PLACEHOLDER_ID", "file_number", to="N/A"),
        _doubt("SERVED_BEFORE_MADE", _served_before_made),
    ),
    "corrections": (
        _new("FIELD", "person", "security_rating", to="B2"),
        _new("CODE", "supervisions", 0, "kind", to="HOME_DETENTION"),
        _fault("MISSING", "person", "person_number", to=None),
        _doubt("CUSTODY_OVERLAPS", _stays_overlap),
        _doubt("RELEASED_BEFORE_HELD", _released_before_held),
    ),
    "child_protection": (
        _new("FIELD", "report", "intake_team", to="After hours"),
        _new("FIELD", "siblings_known", to=True),
        _new("CODE", "report", "classification", to="RE_REPORT"),
        _fault("PLACEHOLDER_ID", "report", "report_number", to="UNKNOWN"),
        _doubt("CLASSIFIED_BEFORE_RECEIVED", _classified_before_received),
        _doubt("LOW_RESOLUTION", _faint_scan),
    ),
    "risk": (
        _new("FIELD", "assessment", "interpreter_used", to=False),
        _new("CODE", "observations", 0, "factor", to="P99"),
        _new("CODE", "assessment", "practice_level", to="ADVANCED"),
        _fault("PLACEHOLDER_ID", "assessment", "number", to="TBC"),
        _doubt("LEVEL_WITHOUT_ASSESSOR", _nobody_judged),
        _doubt("FACTOR_TWICE", _two_answers),
    ),
}  # fmt: skip
