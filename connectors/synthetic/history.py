"""Events in the order in which they happened, each with what police knew by then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from connectors.synthetic.draws import Draws
from connectors.synthetic.events import Event
from connectors.synthetic.homes import Homes
from connectors.synthetic.orders import Order, OrderBook

_BREACH_RECORDED = 0.7


@dataclass(frozen=True, slots=True)
class Record:
    """One event as police record it, with the history of the parties before it."""

    event: Event
    part: int  # of the attendance: 1, 2, ...
    between: int
    by_respondent: int
    of_affected: int
    breach: str | None
    breaches: int
    orders: tuple[Order, ...]


@dataclass(slots=True)
class History:
    """What police know so far; it grows with every event."""

    homes: Homes
    seed: int
    book: OrderBook = field(default_factory=OrderBook)
    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def records(self, events: Iterable[Event]) -> Iterator[Record]:
        for number, event in enumerate(sorted(events, key=_in_time)):
            yield self._record(Draws.stream(self.seed, "history", number), event)

    def _record(self, draws: Draws, event: Event) -> Record:
        breach = self._breach(draws, event)
        court = self.homes.at(event.tie.affected, event.day).place.locality
        self.book.follow(draws, event, court)
        record = self._with_counts(event, breach)
        self._count(event, breach)
        return record

    def _breach(self, draws: Draws, event: Event) -> str | None:
        """Only conduct that was an offence, and only under an order that had been served."""
        order = self.book.restraining(event)
        if order is None or event.gravity == 0:
            return None
        if not event.role and not draws.chance(_BREACH_RECORDED):
            return None
        section = "37" if order.kind == "FVSN" else "123"
        return f"FVPA_{section}A" if event.gravity >= 3 else f"FVPA_{section}"

    def _with_counts(self, event: Event, breach: str | None) -> Record:
        tie, counts = event.tie, self._counts
        return Record(
            event=event,
            part=counts["attendance", str(event.attendance)] + 1,
            between=counts["between", tie.key],
            by_respondent=counts["respondent", tie.respondent.key],
            of_affected=counts["affected", tie.affected.key],
            breach=breach,
            breaches=counts["breach", tie.respondent.key] + (breach is not None),
            orders=self.book.known(event, event.day),
        )

    def _count(self, event: Event, breach: str | None) -> None:
        tie = event.tie
        for kind, whose in (
            ("attendance", str(event.attendance)),
            ("between", tie.key),
            ("respondent", tie.respondent.key),
            ("affected", tie.affected.key),
        ):
            self._counts[kind, whose] += 1
        self._counts["breach", tie.respondent.key] += breach is not None


def _in_time(event: Event) -> tuple[str, int, str, str]:
    tie = event.tie
    return event.at.isoformat(), event.attendance, tie.respondent.key, tie.affected.key
