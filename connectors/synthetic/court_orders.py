"""An order as the register of the court has it: made and served to the minute, its conditions in full, its steps.

Family Violence Protection Act 2008 (Vic): conditions s 81, exceptions s 92, service ss 30, 57, 96.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from connectors.synthetic.addresses import address
from connectors.synthetic.applications import Application
from connectors.synthetic.clock import stamp
from connectors.synthetic.draws import Draws
from connectors.synthetic.homes import Homes
from connectors.synthetic.orders import Order

Fields = dict[str, Any]
MADE: Final = {"FVSN": "NOTICE_ISSUED", "INTERIM": "INTERIM_MADE", "FINAL": "FINAL_MADE"}
SERVED: Final = {"FVSN": "NOTICE_SERVED", "INTERIM": "INTERIM_SERVED", "FINAL": "FINAL_SERVED"}
_POLICE: Final = "Victoria Police"
_IN_VAIN: Final = ("Nobody home", "Said to have moved", "Would not open the door")
_LATEST: Final = time(22, 59)  # standard time: the same day in summer time too
_SITS: Final = (time(10), time(15, 30))


@dataclass(frozen=True, slots=True)
class Registered:
    """An order with its hours; None: the hour is not stated. All moments are in standard time."""

    order: Order
    made_at: datetime | None
    served_on: date | None
    served_at: datetime | None


def registered(
    draws: Draws, order: Order, told_at: datetime, breaches: Iterable[datetime], served_on: date | None
) -> Registered:
    """Never made before what led to it, nor served after it was contravened. `told_at`: of the event it was made on."""
    first = min(breaches, default=None)
    notice = order.kind == "FVSN"
    made_at = _moment(draws, order.made_on, told_at if notice else None, first, sits=not notice)
    served_at = _moment(draws, served_on, made_at or told_at, first, sits=False) if served_on else None
    return Registered(order, made_at, served_on, served_at)


def _moment(draws: Draws, day: date, after: datetime | None, before: datetime | None, *, sits: bool) -> datetime | None:
    """A minute of that day between the two; while the court sits, where that can be. None: there is none."""
    begin = max(filter(None, (datetime.combine(day, time(0)), after and after + timedelta(minutes=20))))
    end = min(filter(None, (datetime.combine(day, _LATEST), before and before - timedelta(minutes=20))))
    opens, closes = (datetime.combine(day, at) for at in _SITS)
    if sits and max(begin, opens) < min(end, closes):
        begin, end = max(begin, opens), min(end, closes)
    minutes = int((end - begin).total_seconds() // 60)
    return begin + timedelta(minutes=draws.between(0, minutes)) if minutes >= 0 else None


@dataclass(frozen=True, slots=True)
class OrderWriter:
    """Writes the orders of one application as they stood at a moment. `draws` is a stream of the order's own."""

    application: Application
    homes: Homes
    as_at: datetime

    def row(self, draws: Draws, held: Registered, notice: str | None) -> Fields:
        order, served = held.order, self._served(held)
        children = list(range(1, len(self.application.children) + 1))
        return {
            "number": order.number,
            "kind": order.kind,
            "state": self._state(held),
            "applicant_type": "POLICE",
            "applied_on": self.application.opened_on.isoformat(),
            "made_at": _stamp(held.made_at),
            "starts_on": held.served_on.isoformat() if served and held.served_on else None,
            "ends_on": order.ends_on.isoformat(),
            "notice_number": notice,
            "conditions": [self._condition(draws, code, order.made_on) for code in order.conditions],
            "services": list(self._services(draws, held)),
            "steps": list(self._steps(held)),
            "affected": [1],
            "children": children,
        }

    def _served(self, held: Registered) -> bool:
        at = held.served_at or (held.served_on and datetime.combine(held.served_on, _LATEST))
        return bool(at and at <= self.as_at)

    def _expired(self, held: Registered) -> bool:
        return self.as_at.date() > held.order.ends_on

    def _state(self, held: Registered) -> str:
        if self._expired(held):
            return "EXPIRED"
        return (SERVED if self._served(held) else MADE)[held.order.kind]

    def _condition(self, draws: Draws, code: str, day: date) -> Fields:
        """What it forbids, by what it is measured, and when it does not hold."""
        condition: Fields = {"code": code}
        if code in ("NO_APPROACH", "STAY_AWAY_HOME"):
            condition["distance_m"] = draws.pick((5, 200) if code == "NO_APPROACH" else (100, 200))
        if code == "STAY_AWAY_HOME":
            home = self.homes.at(self.application.tie.affected, day)
            condition["place"] = address(home.place, "RESIDENCE") | {"suppressed": home.suppressed}
        if code in _EXCEPTIONS:
            condition["exceptions"] = list(_EXCEPTIONS[code])
        if code in _EXCEPTIONS and self.application.children:
            condition["exceptions"] += ["WRITTEN_AGREEMENT", "FAMILY_LAW_ORDER"]
        return condition

    def _services(self, draws: Draws, held: Registered) -> Iterator[Fields]:
        """An attempt in vain on some of the days before; of an order not served yet, no other."""
        made, served = held.order.made_on, self._served(held)
        last = held.served_on if served and held.served_on else min(self.as_at.date(), made + timedelta(days=10))
        days = [made + timedelta(days=back) for back in range(1, (last - made).days)]
        for day in days[:2]:
            at = datetime.combine(day, time(draws.between(8, 19), draws.between(0, 59)))
            yield {"at": stamp(at), "served": False, "method": "PERSONAL", "served_by": _POLICE,
                   "note": draws.pick(_IN_VAIN)}  # fmt: skip
        if served:
            in_court = held.order.kind == "FINAL" and held.served_on == made
            method = "IN_COURT" if in_court else "PERSONAL"
            by = self.application.court if in_court else _POLICE
            yield {"at": _stamp(held.served_at), "served": True, "method": method, "served_by": by}

    def _steps(self, held: Registered) -> Iterator[Fields]:
        kind = held.order.kind
        yield {"state": MADE[kind], "at": _stamp(held.made_at)}
        if self._served(held):
            yield {"state": SERVED[kind], "at": _stamp(held.served_at)}
        if self._expired(held):
            yield {"state": "EXPIRED", "at": stamp(datetime.combine(held.order.ends_on, _LATEST))}


_EXCEPTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "NO_CONTACT": ("LAWYER", "COURT_PROCEEDINGS"),
    "NO_APPROACH": ("MEDIATION", "COURT_PROCEEDINGS"),
}


def _stamp(moment: datetime | None) -> str | None:
    return stamp(moment) if moment else None
