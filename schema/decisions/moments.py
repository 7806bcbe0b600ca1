"""When an event happened, and how far back a window reaches.

Instants are UTC text; days, months and years are counted on the calendar and the clock of
Melbourne (Australia/Melbourne). A window holds what happened in (opens_after, closes_at]: the
day a period is reckoned from is left out (Interpretation of Legislation Act 1984 (Vic) s 44).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from authz.local_days import MELBOURNE
from graph.times import OPEN, instant
from schema.decisions.event import Event


@dataclass(frozen=True, slots=True)
class Window:
    """How far back a count looks. `days` and `months` both None: the whole life."""

    label: str
    words: str
    days: int | None = None
    months: int | None = None


WINDOWS = (
    Window("LAST_28_DAYS", "the last 28 days", days=28),
    Window("LAST_90_DAYS", "the last 90 days", days=90),
    Window("LAST_12_MONTHS", "the last 12 months", months=12),
    Window("LAST_5_YEARS", "the last 5 years", months=60),
    Window("LIFE", "all the time shown"),
)


def local(moment: str) -> datetime:
    return datetime.fromisoformat(moment).astimezone(MELBOURNE)


def local_date(moment: str) -> date:
    return local(moment).date()


def start_of(day: str) -> str:
    """The first instant of a local date."""
    return instant(datetime.combine(date.fromisoformat(day), time(), MELBOURNE))


def days_between(earlier: str, later: str) -> int:
    """Whole local calendar days: a night apart is one day, however long the night was."""
    return (local_date(later) - local_date(earlier)).days


def began(event: Event) -> str | None:
    """The first moment the report gives; its end only where no beginning is shown."""
    end = None if event.occurred_to == OPEN else event.occurred_to
    return event.occurred_from or end


def happened(event: Event, as_at: str) -> str | None:
    """The last moment of the event up to `as_at`; None when it is undated or had not begun.

    A course of conduct is as recent as its end: its beginning would make it look older.
    """
    start = began(event)
    if start is None or start > as_at:
        return None
    return min(max(start, _believable_end(event) or start), as_at)


def _believable_end(event: Event) -> str | None:
    """A report cannot tell of an end later than its own receipt; such an end is not used."""
    end = event.occurred_to
    if end is None or end == OPEN:
        return None
    return None if event.received_at is not None and end > event.received_at else end


def known_by(event: Event, as_at: str) -> bool:
    """Whether it had certainly begun: an undated report tells of what came before its receipt."""
    start = began(event) or event.received_at
    return start is not None and start <= as_at


def opens_after(window: Window, as_at: str) -> str | None:
    """The instant a window opens, itself outside it: the same clock time, so long ago."""
    if window.days is not None:
        return _instant(local(as_at) - timedelta(days=window.days))
    if window.months is not None:
        return _instant(_months_before(local(as_at), window.months))
    return None


def _months_before(moment: datetime, months: int) -> datetime:
    """29 February goes to 28 February where the year has no leap day."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def _instant(moment: datetime) -> str:
    """An hour that comes twice opens at its first pass, so that no window is cut short."""
    return instant(moment.replace(fold=0))


def in_words(day: date) -> str:
    return f"{day.day} {day.strftime('%B %Y')}"
