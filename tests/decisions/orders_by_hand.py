"""Which orders bind, played from the events of one application as they happened; shares no code with the rule.

Written from the Family Violence Protection Act 2008 (Vic): a notice starts when it is served and ends when the court
refuses an order, or when the order made on it is served (s 30); an order is contravened by whom it was served on
(s 123); an interim order lasts until the final order is decided or served (s 57(1)(c)), else to its last day; a last
day ends at midnight in Victoria; what the court revokes ends there and then (s 100).
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

VICTORIA = ZoneInfo("Australia/Melbourne")
BEGIN = datetime(2026, 3, 20, tzinfo=UTC)  # the histories run over the night of 5 April 2026, which has 25 hours
DAYS = 30


@dataclass(frozen=True)
class Happened:
    """`what` is MADE, SERVED or ENDED; `which` is NOTICE, INTERIM or FINAL."""

    at: datetime
    which: str
    what: str


@dataclass
class History:
    """What happened on one application, and the last day that each order was made for."""

    happened: list[Happened] = field(default_factory=list)
    last_days: dict[str, date] = field(default_factory=dict)

    def when(self, which: str, what: str) -> datetime | None:
        return next((h.at for h in self.happened if (h.which, h.what) == (which, what)), None)


def binding(history: History, at: datetime) -> set[str]:
    """Plays the events up to the moment, one by one, midnights among them."""
    life = Life(history)
    midnights = [(midnight_after(day), which) for which, day in history.last_days.items()]
    events = [(h.at, 1, h.which, h.what) for h in history.happened] + [(m, 0, w, "MIDNIGHT") for m, w in midnights]
    for when, _, which, what in sorted(events):
        if when <= at:
            life.play(which, what)
    return {which for which in life.served if which not in life.gone}


class Life:
    """Who has been made, served and gone, as the play goes on."""

    def __init__(self, history: History) -> None:
        self.made: set[str] = set()
        self.served: set[str] = set()
        self.gone: set[str] = set()
        self.outlived: dict[str, set[str]] = {}  # past its last day, and what had been made by then to take its place

    def play(self, which: str, what: str) -> None:
        if what == "MADE":
            self.made.add(which)
        elif what == "SERVED":
            self.served.add(which)
            self.gone.update({"INTERIM": {"NOTICE"}, "FINAL": {"NOTICE", "INTERIM"}}.get(which, set()))
        elif what == "ENDED":
            self._end(which)
        elif self._waiting(which):
            self.outlived[which] = set(self.made)
        else:
            self._end(which)

    def _end(self, which: str) -> None:
        """With an order that never was served goes what had only been waiting for its service."""
        self.gone.add(which)
        for earlier in ("INTERIM", "NOTICE"):  # the interim one first: a notice may wait for it
            if earlier in self.outlived and not self._waiting(earlier):
                self.gone.add(earlier)

    def _waiting(self, which: str) -> bool:
        """Is an order made that takes its place, by its last day, and not served, and not over?"""
        later = {"NOTICE": {"INTERIM", "FINAL"}, "INTERIM": {"FINAL"}}.get(which, set())
        made = self.outlived.get(which, self.made)
        return any(w in made and w not in self.served and w not in self.gone for w in later)


def midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), VICTORIA).astimezone(UTC)


# Histories at random


def drawn(draw: random.Random) -> History:
    """A notice, an interim and a final order, each or none of them, in that order; service, end, last day at will."""
    history, at = History(), BEGIN + timedelta(minutes=draw.randrange(24 * 60))
    for which in ("NOTICE", "INTERIM", "FINAL"):
        if draw.random() < 0.75:
            _order(draw, history, which, at)
            at += timedelta(minutes=draw.randrange(1, 9 * 24 * 60))
    return history


def _order(draw: random.Random, history: History, which: str, made: datetime) -> None:
    history.happened.append(Happened(made, which, "MADE"))
    over = made + timedelta(days=DAYS)
    if draw.random() < 0.7:
        day = made.astimezone(VICTORIA).date() + timedelta(days=draw.randrange(0, 14))
        history.last_days[which] = day
        over = midnight_after(day)
    if draw.random() < 0.3:
        ended = made + timedelta(minutes=draw.randrange(1, 10 * 24 * 60))
        history.happened.append(Happened(ended, which, "ENDED"))
        over = min(over, ended)
    minutes = int((over - made).total_seconds() // 60)
    if draw.random() < 0.75 and minutes > 1:
        served = made + timedelta(minutes=draw.randrange(0, min(minutes, 8 * 24 * 60)))
        history.happened.append(Happened(served, which, "SERVED"))


def asked_at(draw: random.Random, history: History) -> list[datetime]:
    """Two boundaries, the second before each, and two moments at random."""
    edges = [h.at for h in history.happened] + [midnight_after(day) for day in history.last_days.values()]
    anywhere = [BEGIN + timedelta(seconds=draw.randrange(DAYS * 24 * 3600)) for _ in range(2)]
    edges = draw.sample(edges, min(2, len(edges)))
    return [*edges, *(edge - timedelta(seconds=1) for edge in edges), *anywhere]
