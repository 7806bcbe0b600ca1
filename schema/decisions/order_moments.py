"""When something of an order was: to the minute where a register of a court says so, else to the day."""

from __future__ import annotations

from dataclasses import dataclass

from schema.decisions.moments import local, local_date
from schema.decisions.words import day
from schema.law import UNKNOWN


@dataclass(frozen=True, slots=True)
class Asked:
    """The moment asked about, and the day in Victoria that it is on."""

    at: str  # UTC text
    on: str  # YYYY-MM-DD
    amended_from: str = UNKNOWN  # see `editions.py`


@dataclass(frozen=True, slots=True)
class Point:
    """`at` None: at an hour of the day that is not stated."""

    on: str
    at: str | None

    def ahead_of(self, asked: Asked) -> bool:
        return asked.on < self.on if self.at is None else asked.at < self.at

    def same_day(self, asked: Asked) -> bool:
        """On the very day, and not at which hour: before or after the moment asked about."""
        return self.at is None and asked.on == self.on

    def __str__(self) -> str:
        return f"on {day(self.on)}" if self.at is None else f"at {clock(self.at)}"


def asked_at(at: str, amended_from: str = UNKNOWN) -> Asked:
    return Asked(at, local_date(at).isoformat(), amended_from)


def point(at: str | None, on: str | None) -> Point | None:
    """An instant says its day too."""
    if at is not None:
        return Point(local_date(at).isoformat(), at)
    return None if on is None else Point(on, None)


def clock(at: str) -> str:
    """`clock("2026-03-03T03:15:00Z")` is "2:15 pm on 3 March 2026"; of an hour that comes twice it says which one."""
    moment = local(at)
    twice = moment.utcoffset() != moment.replace(fold=1 - moment.fold).utcoffset()
    zone = f" {moment.tzname()}" if twice else ""
    hour = moment.strftime("%I:%M").lstrip("0")
    return f"{hour} {'am' if moment.hour < 12 else 'pm'}{zone} on {day(moment.date().isoformat())}"
