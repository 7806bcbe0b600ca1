"""How requests are worked on: hands that they pass through, minutes that they wait, records that a person decides.

Counts alone, of requests that came to their first end in one month, and of nothing after it: the figures of a month
that is over never change, and no two answers can be subtracted. A count under five is never told, nor what would reveal
it (gate `small_cells` of the policy); no request is told of by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from statistics import median
from typing import Annotated, Any

from schema.decisions.words import counted, named

FEWEST = 5
ENDS = ("ANSWERED", "REFUSED", "WITHDRAWN")
OVERDUE = "TIMED_OUT"
Acts = Sequence[tuple[str, str, str]]  # when, by which account, of which organisation


@dataclass(frozen=True, slots=True)
class Step:
    at: str
    state: str
    by: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Asking:
    """One look-up at a custodian; `answered_at` is none where it did not answer before the request ended."""

    custodian: str
    asked_at: str
    answered_at: str | None
    late: bool


@dataclass(frozen=True, slots=True)
class Work:
    """One request from when it was sent to its first end; organisations by their kind."""

    scheme: str
    amount: str
    asking: str
    asked: str
    steps: tuple[Step, ...]
    decisions: tuple[tuple[str, str, str, str], ...] = ()  # when, by which account, of which organisation, which record
    answers: tuple[Asking, ...] = ()
    told: frozenset[str] = frozenset()

    @property
    def end(self) -> Step:
        return self.steps[-1]

    @property
    def kind(self) -> tuple[str, str, str, str]:
        return self.scheme, self.amount, self.asking, self.asked


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured of one request, or None where it does not apply to it; `said` of half of them, `{}` being how
    much. What is summed is counted; minutes are not summed."""

    name: str
    said: str
    of: Callable[[Work], float | None]
    summed: bool = True


@dataclass(frozen=True, slots=True)
class WorkFigure:
    """One measure over many requests."""

    measure: Annotated[str, "Name of the measure."]
    said: Annotated[str, "It in words."]
    median: Annotated[float | None, "Half of them have this or less; null: it is known of too few."]
    in_all: Annotated[float | None, "The sum; null of minutes, and where it is known of too few."]


@dataclass(frozen=True, slots=True)
class WorkCount:
    """How many requests came to one end."""

    state: Annotated[str, "The end: a state of docs/law/request-states.md."]
    count: Annotated[int | None, "How many; null where a count under five could be worked out."]
    said: Annotated[str, "It in words."]


@dataclass(frozen=True, slots=True)
class WorkOfKind:
    """Requests that are alike in scheme and amount, between the same kinds of organisations."""

    scheme: Annotated[str, "CIP, FVISS, CISS or CYFA."]
    amount: Annotated[str, "BRIEF or FULL."]
    asking: Annotated[str, "Kind of the organisation that asked."]
    asked: Annotated[str, "Kind of the organisation that was asked."]
    requests: Annotated[int, "How many."]
    figures: Annotated[tuple[WorkFigure, ...], "The measures of these."]


@dataclass(frozen=True, slots=True)
class WorkOfCustodian:
    """How one data custodian answered when it was asked at once."""

    custodian: Annotated[str, "Id of the organisation."]
    requests: Annotated[int | None, "For how many requests; null where a count under five could be worked out."]
    late: Annotated[int | None, "For how many of these it came after its time; null likewise."]
    median_minutes: Annotated[float | None, "Half its answers came within so many minutes; null: of too few."]
    said: Annotated[str, "It in words."]


@dataclass(frozen=True, slots=True)
class MonthOfWork:
    """How requests were worked on that came to their first end in one month of Victoria."""

    month: Annotated[str, "First day of the month."]
    said: Annotated[str, "How many ended, in words."]
    requests: Annotated[int | None, "How many; null: fewer than five, and nothing more is told."]
    ended: Annotated[tuple[WorkCount, ...], "How they ended."]
    figures: Annotated[tuple[WorkFigure, ...], "The measures of all of them."]
    kinds: Annotated[tuple[WorkOfKind, ...], "Those of each kind of which there are enough."]
    custodians: Annotated[tuple[WorkOfCustodian, ...], "Custodians that were asked for enough of them."]


def month_of(first: str, works: Sequence[Work]) -> MonthOfWork:
    """`first` is the first day of the month."""
    when = date.fromisoformat(first).strftime("%B %Y")
    if len(works) < FEWEST:
        return MonthOfWork(
            first, f"Fewer than {FEWEST} requests ended in {when}: nothing more is told.", None, (), (), (), ()
        )
    return MonthOfWork(
        first, f"{len(works)} requests ended in {when}.", len(works), _ended(works), _figures(works), _kinds(works),
        tuple(_custodians(works)),
    )  # fmt: skip


def tellable(counts: Mapping[Any, int]) -> dict[Any, int | None]:
    """Parts of a whole that is told. None where a part is under five, and where a part would reveal such a one: what is
    not told is at least two parts, and at least five together."""
    kept = dict(sorted(counts.items(), key=lambda item: item[1]))
    hidden = [name for name, count in kept.items() if count < FEWEST]
    shown = [name for name in kept if name not in hidden]
    while hidden and shown and (len(hidden) == 1 or sum(kept[name] for name in hidden) < FEWEST):
        hidden.append(shown.pop(0))
    return {name: None if name in hidden else count for name, count in counts.items()}


# What is measured of one request


def _hands(acts: Acts, place: int) -> int:
    return sum(before[place] != after[place] for before, after in pairwise(acts))


def _acts(work: Work) -> Acts:
    """In order of time. Records are decided on before the answer that tells of them."""
    steps = [(step.at, 2 if step.state in (*ENDS, "PARTLY_ANSWERED") else 0, step.by, step.organisation)
             for step in work.steps]  # fmt: skip
    decided = [(at, 1, by, organisation) for at, by, organisation, _ in work.decisions]
    return [(at, by, organisation) for at, _, by, organisation in sorted((*steps, *decided), key=lambda act: act[:2])]


def _minutes(begin: str, end: str) -> float:
    return (datetime.fromisoformat(end) - datetime.fromisoformat(begin)).total_seconds() / 60


def _until(work: Work, *states: str) -> float | None:
    reached = next((step.at for step in work.steps if step.state in states), None)
    return None if reached is None else _minutes(work.steps[0].at, reached)


def _from_acceptance(work: Work) -> float | None:
    accepted = next((step.at for step in work.steps if step.state == "ACCEPTED"), None)
    told = next((step.at for step in work.steps if step.state in ("PARTLY_ANSWERED", "ANSWERED")), None)
    return None if accepted is None or told is None else _minutes(accepted, told)


def _decided(work: Work) -> set[str]:
    return {record for _, _, _, record in work.decisions}


MEASURES = (
    Measure("HANDS_OF_PEOPLE", "changed hands between people {} times", lambda work: _hands(_acts(work), 1)),
    Measure("HANDS_OF_ORGANISATIONS", "changed hands between organisations {} times",
            lambda work: _hands(_acts(work), 2)),
    Measure("SENT_TO_ACCEPTED", "waited {} min for who the subject is to be confirmed",
            lambda work: _until(work, "ACCEPTED"), summed=False),
    Measure("ACCEPTED_TO_FIRST_ANSWER", "waited {} min from there for a first answer", _from_acceptance,
            summed=False),
    Measure("SENT_TO_ANSWERED", "waited {} min from being sent for the whole answer",
            lambda work: _until(work, "ANSWERED"), summed=False),
    Measure("DECIDED_BY_A_PERSON", "had {} records decided by a person", lambda work: len(_decided(work))),
    Measure("CLEARED_BY_POLICY", "told of {} records that the policy cleared", lambda w: len(w.told - _decided(w))),
    Measure("CUSTODIANS_ASKED", "had {} custodians asked", lambda work: len({one.custodian for one in work.answers})),
)  # fmt: skip


# Of many


def _ended(works: Sequence[Work]) -> tuple[WorkCount, ...]:
    counts = tellable({end: sum(work.end.state == end for work in works) for end in ENDS})
    return tuple(WorkCount(end, count, _counted(end.lower(), count)) for end, count in counts.items())


def _counted(what: str, count: int | None) -> str:
    if count is None:
        return f"How many were {what} is not told: a count under {FEWEST} could be worked out."
    return f"{counted(count, 'request')} were {what}."


def _figures(works: Sequence[Work]) -> tuple[WorkFigure, ...]:
    return tuple(_figure(measure, [measure.of(work) for work in works]) for measure in MEASURES)


def _figure(measure: Measure, values: Iterable[float | None]) -> WorkFigure:
    found = [value for value in values if value is not None]
    if len(found) < FEWEST:
        return WorkFigure(measure.name, f"Known of fewer than {FEWEST} requests: not told.", None, None)
    middle, in_all = median(found), sum(found) if measure.summed else None
    said = f"Half {measure.said.format(f'at most {middle:g}')}"
    return WorkFigure(measure.name, f"{said}." if in_all is None else f"{said}; {in_all:g} in all.", middle, in_all)


def _kinds(works: Sequence[Work]) -> tuple[WorkOfKind, ...]:
    """Of each kind of request of which there are enough."""
    kinds = sorted({work.kind for work in works})
    counts = tellable({kind: sum(work.kind == kind for work in works) for kind in kinds})
    of = {kind: [work for work in works if work.kind == kind] for kind in kinds if counts[kind] is not None}
    return tuple(WorkOfKind(*kind, len(found), _figures(found)) for kind, found in of.items())


def _custodians(works: Sequence[Work]) -> Iterator[WorkOfCustodian]:
    """Of each that was asked for enough of them."""
    for custodian in sorted({one.custodian for work in works for one in work.answers}):
        asked = [[one for one in work.answers if one.custodian == custodian] for work in works]
        asked = [one for one in asked if one]
        if len(asked) >= FEWEST:
            yield _custodian(custodian, asked, len(works))


def _custodian(custodian: str, asked: Sequence[Sequence[Asking]], of: int) -> WorkOfCustodian:
    late = sum(any(one.late for one in each) for each in asked)
    told = tellable({"late": late, "in time": len(asked) - late})["late"]
    firsts = [
        next((_minutes(one.asked_at, one.answered_at) for one in each if one.answered_at), None) for each in asked
    ]
    waits = [wait for wait in firsts if wait is not None]
    middle = median(waits) if len(waits) >= FEWEST else None
    came = f"half its answers came within {middle:g} min" if middle is not None else "how soon it answers is not told"
    often = f"it was late for {told}" if told is not None else "how often it was late is not told"
    requests = tellable({"asked": len(asked), "not": of - len(asked)})["asked"]
    return WorkOfCustodian(custodian, requests, told, middle, f"{named(custodian)}: {came}; {often}.")
