"""Files of the Magistrates' and Children's Courts: applications with their orders, and criminal cases.

Charges of contravening an order are on the file of that order, others on a file of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from connectors.synthetic import aftermath
from connectors.synthetic.applications import Application, applications, court_of
from connectors.synthetic.cases import Case, contravened
from connectors.synthetic.clock import stamp
from connectors.synthetic.court_charges import charges
from connectors.synthetic.court_orders import OrderWriter, Registered, registered
from connectors.synthetic.draws import Draws
from connectors.synthetic.people import Human
from connectors.synthetic.population import Population
from connectors.synthetic.reported import Reported, at_end_of
from connectors.synthetic.scribes import Scribe
from connectors.synthetic.written import Written, told

Fields = dict[str, Any]
_TOGETHER: Final = timedelta(days=120)  # charges laid within it are heard as one case
_SENT_TWICE: Final = 0.15
_ENDINGS: Final = ("WITHDRAWN", "STRUCK_OUT", "REFUSED", "")


@dataclass(frozen=True, slots=True)
class File:
    """What is on one file: an application, or none, and the cases of the charges on it."""

    application: Application
    cases: tuple[Case, ...]
    kind: str
    orders: tuple[Registered, ...] = ()

    @property
    def children(self) -> tuple[Human, ...]:
        return self.application.children if self.kind != "CRIMINAL" else ()


def court_files(found: Population, reports: tuple[Reported, ...], cases: tuple[Case, ...]) -> list[Written]:
    writer = FileWriter(found, {c: Scribe.of(c, found) for c in ("magistrates_court", "childrens_court")})
    return [row for file in _files(found, reports, cases) for row in writer.versions(file)]


def _files(found: Population, reports: tuple[Reported, ...], cases: tuple[Case, ...]) -> Iterator[File]:
    breaches = _breaches(reports)
    on_file: set[str] = set()
    for application in applications(found, reports):
        numbers = {order.number for order in application.orders}
        mine = tuple(c for c in cases if c.contravened and c.contravened.number in numbers)
        on_file |= {case.reported.number for case in mine}
        held = tuple(_registered(found, application, order.number, breaches) for order in application.orders)
        yield File(application, mine, "BOTH" if mine else "INTERVENTION_ORDER", held)
    for mine in _together(case for case in cases if case.reported.number not in on_file):
        yield File(_criminal(found, mine), mine, "CRIMINAL")


def _breaches(reports: Iterable[Reported]) -> Mapping[str, list[datetime]]:
    """By number of the notice or order: when it was contravened, charged or not."""
    found: dict[str, list[datetime]] = {}
    for one in reports:
        if order := contravened(one):
            found.setdefault(order.number, []).append(one.event.at)
    return found


def _registered(
    found: Population, application: Application, number: str, breaches: Mapping[str, list[datetime]]
) -> Registered:
    order = next(order for order in application.orders if order.number == number)
    served_on = order.served_on
    if application.told_by.event.order == "UNSERVED":
        served_on = found.until - timedelta(days=aftermath.SERVED_AT_LAST)
    draws = Draws.stream(found.seed, "order", number)
    return registered(draws, order, application.told_by.event.at, breaches.get(number, ()), served_on)


def _together(cases: Iterable[Case]) -> Iterator[tuple[Case, ...]]:
    """Charges against one person of what was done to one other, as they are heard together."""
    open_: dict[tuple[str, str], list[Case]] = {}
    for case in cases:
        key = (case.reported.respondent.key, case.reported.affected.key)
        held = open_.setdefault(key, [])
        if held and case.charged_on - held[0].charged_on > _TOGETHER:
            yield tuple(held)
            open_[key] = held = []
        held.append(case)
    yield from (tuple(held) for held in open_.values())


def _criminal(found: Population, cases: tuple[Case, ...]) -> Application:
    """The frame of a file without an application."""
    one, day = cases[0].reported, cases[0].charged_on
    locality = found.homes.at(one.affected, day).place.locality.locality
    custodian, court = court_of(one.respondent, one.event.day, locality)
    return Application(f"P{day:%y}{one.number[-6:]}", one.event.tie, (), day, custodian, court, one)


@dataclass(frozen=True, slots=True)
class FileWriter:
    """Writes files as they stood at a moment."""

    found: Population
    scribes: Mapping[str, Scribe]

    def versions(self, file: File) -> Iterator[Written]:
        """The file as it stands at the end; of some, as it stood a week after it was opened as well."""
        draws = Draws.stream(self.found.seed, "file", file.application.number)
        week, end = file.application.opened_on + timedelta(days=7), self.found.until
        early = draws.chance(_SENT_TWICE) and week < end
        if early:
            yield self._written(file, 1, at_end_of(week))
        yield self._written(file, 2 if early else 1, at_end_of(end))

    def _written(self, file: File, version: int, as_at: datetime) -> Written:
        about = file.application
        file = replace(file, orders=tuple(held for held in file.orders if held.order.made_on <= as_at.date()),
                       cases=tuple(case for case in file.cases if case.charged_on <= as_at.date()))  # fmt: skip
        parties = self._parties(file, as_at.date())
        respondent, affected, *children = parties
        row = {
            "custodian": about.custodian,
            "file_number": about.number,
            "version": version,
            "kind": "INTERVENTION_ORDER" if file.kind == "BOTH" and not file.cases else file.kind,
            "court": about.court,
            "opened_on": about.opened_on.isoformat(),
            "hearings": list(self._hearings(file, as_at)),
            "next_hearing_at": self._next_hearing(file, as_at),
            "respondent": respondent,
            "affected": [affected],
            "children": children,
            "orders": list(self._orders(file, as_at)),
            "charges": list(charges(self.found.seed, file.cases, as_at)),
        }
        humans = (about.tie.respondent, about.tie.affected, *file.children)
        people = told(zip(parties, humans, strict=True))
        return Written(about.custodian, about.number, as_at, row, people)

    def _parties(self, file: File, day: date) -> list[Fields]:
        scribe, tie, number = self.scribes[file.application.custodian], file.application.tie, file.application.number
        return [scribe.party(human, day, number) for human in (tie.respondent, tie.affected, *file.children)]

    def _orders(self, file: File, as_at: datetime) -> Iterator[Fields]:
        """What was applied for without a notice is on the file as an application; each order comes after it."""
        about = file.application
        if file.kind != "CRIMINAL" and (not about.orders or about.orders[0].kind != "FVSN"):
            yield self._application(file, as_at)
        notice = next((held.order.number for held in file.orders if held.order.kind == "FVSN"), None)
        writer = OrderWriter(about, self.found.homes, as_at)
        for held in file.orders:
            draws = Draws.stream(self.found.seed, "conditions", held.order.number)
            yield writer.row(draws, held, None if held.order.number == notice else notice)

    def _application(self, file: File, as_at: datetime) -> Fields:
        about = file.application
        steps = [{"state": "APPLIED", "at": stamp(datetime.combine(about.opened_on, time(9, 30)))}]
        for held in file.orders:
            made = held.made_at or at_end_of(held.order.made_on)
            steps.append({"state": f"{held.order.kind}_MADE", "at": stamp(made)})
        ending, on = self._ending(file)
        if ending and on <= as_at:
            steps.append({"state": ending, "at": stamp(on)})
        return {"number": about.number, "kind": "APPLICATION", "state": steps[-1]["state"], "applicant_type": "POLICE",
                "applied_on": about.opened_on.isoformat(), "affected": [1], "steps": steps}  # fmt: skip

    def _ending(self, file: File) -> tuple[str, datetime]:
        """How an application ended on which no order was made."""
        draws = Draws.stream(self.found.seed, "ending", file.application.number)
        on = datetime.combine(file.application.opened_on, time(11)) + timedelta(days=draws.between(10, 60))
        return ("" if file.application.orders else draws.pick(_ENDINGS)), on

    def _hearings(self, file: File, as_at: datetime) -> Iterator[Fields]:
        for held in file.orders:
            if held.order.kind != "FVSN" and held.made_at:
                kind = "CONTEST" if held.order.kind == "FINAL" else "FIRST_MENTION"
                yield {"at": stamp(held.made_at), "kind": kind, "outcome": f"{held.order.kind}_MADE"}
        for on in sorted({c.decided_on for c in file.cases if c.decided_on and c.decided(as_at.date())}):
            yield {"at": stamp(datetime.combine(on, time(10))), "kind": "PLEA", "outcome": "DECIDED"}

    def _next_hearing(self, file: File, as_at: datetime) -> str | None:
        """Of what is still before the court."""
        days = [case.decided_on for case in file.cases if not case.decided(as_at.date())]
        if not days:
            return None
        next_day = min((day for day in days if day), default=as_at.date() + timedelta(days=8))
        return stamp(datetime.combine(next_day, time(10)))
