"""The axis of the drawing: local days to places from left to right, with the days at which it is marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

LEFT, RIGHT = 132.0, 708.0  # of the stretch of time, in units of the drawing
MOST_TICKS = 8
STEPS = (1, 3, 6, 12, 24, 60, 120, 240)  # months between ticks
LEAST = timedelta(days=180)  # a single day is not stretched over the whole breadth
AHEAD = timedelta(days=730)  # of the day of the report: an order that ends later has an arrow instead


@dataclass(frozen=True, slots=True)
class Axis:
    """`first` and `last` are drawn, `today` is the day as at which the report is."""

    first: date
    today: date
    last: date

    def x(self, on: date) -> float:
        """What lies outside stands at the edge."""
        share = (on - self.first) / (self.last - self.first)
        return round(LEFT + min(max(share, 0.0), 1.0) * (RIGHT - LEFT), 1)

    def ticks(self) -> list[tuple[float, str]]:
        """Places and words: years, or months where there are few of them."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = next((s for s in STEPS if months / s <= MOST_TICKS), STEPS[-1])
        start = -(-(self.first.year * 12 + self.first.month) // step) * step  # the first multiple within
        days = [date(m // 12, m % 12 + 1, 1) for m in range(start, self.last.year * 12 + self.last.month, step)]
        return [(self.x(on), str(on.year) if step >= 12 else on.strftime("%b %Y")) for on in days]


def axis(days: Iterable[date], today: date) -> Axis:
    """From the first day to the last one, or to the day of the report, whichever is later."""
    found = [on for on in days if on <= today + AHEAD]
    first, last = min((*found, today)), max((*found, today))
    lacking = max(LEAST - (last - first), timedelta())
    margin = max((last - first + lacking) // 40, timedelta(days=1))
    return Axis(first - lacking - margin, today, last + margin)
