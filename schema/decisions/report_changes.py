"""What a report would tell now that one which was issued did not: both are drawn for the same recipient.

FVPA 2008 (Vic) Pt 5A Div 6: the Central Information Point may give new or updated information about a person on whom a
request was made. What is no longer told is named by its records and never told again, nor is it said why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from schema.decisions.moments import local_date
from schema.decisions.orders_in_force import OrderOnDay
from schema.decisions.release import NOT_REVIEWED, brief
from schema.decisions.report import Factor, ReportContent, Said
from schema.decisions.timeline import TimelineEntry
from schema.decisions.words import day, named

GONE = "NO_LONGER_TOLD"
PARTS = {"AFFECTED": "affected person", "CHILD": "child"}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is told otherwise now."""

    code: Annotated[
        str,
        "RECORD_NEW, RECORD_CHANGED, NO_LONGER_TOLD, ORDER_NEW, ORDER_CHANGED, CUSTODY, IDENTITY, SUMMARY, FACTOR, "
        "OTHER_PERSON, PATTERN, ANSWER or GAP.",
    ]
    text: Annotated[str, "What, in plain English."]
    evidence: Annotated[
        tuple[str, ...], "Ids of the records that it rests on; of NO_LONGER_TOLD as the report has them."
    ]


Changes = Iterator[Change]


def changes(then: ReportContent, now: ReportContent) -> tuple[Change, ...]:
    """`now` is a full report. A brief one is held against what a brief one of its own day would leave of that."""
    if then.heading.kind == "BRIEF":
        now = brief(now, local_date(then.heading.as_at).isoformat())
    return tuple(change for rule in RULES for change in rule(then, now))


def _records(then: ReportContent, now: ReportContent) -> Changes:
    before, after = _entries(then), _entries(now)
    told, tells = ({_said_once(one) for one in entries.values()} - {None} for entries in (before, after))
    for id, entry in after.items():
        if id not in before and _said_once(entry) not in told:
            yield Change("RECORD_NEW", f"New: {_told(entry)}", (id,))
        elif id in before and _facts(entry) != _facts(before[id]):
            yield Change("RECORD_CHANGED", f"It now says: {_told(entry)}", (id,))
    for id, entry in before.items():
        if id not in after and _said_once(entry) not in tells:
            yield Change(GONE, "A record that the report tells of is no longer told.", (id,))


def _entries(content: ReportContent) -> dict[str, TimelineEntry]:
    return {entry.id: entry for entry in (*content.chronology.entries, *content.chronology.undated)}


def _facts(entry: TimelineEntry) -> tuple[str | None, ...]:
    return entry.kind, entry.on, entry.at, entry.until_on, entry.said


def _said_once(entry: TimelineEntry) -> tuple[str | None, ...] | None:
    """Several statements of one order that say the same are told once, by one of them: which, may change."""
    return _facts(entry) if entry.kind == "Order" else None


def _told(entry: TimelineEntry) -> str:
    days = [f"on {day(entry.on)}"] if entry.on else ["on a day that is not shown"]
    days += [f"until {day(entry.until_on)}"] if entry.until_on and entry.until_on != entry.on else []
    by = f", by {named(entry.custodian)}" if entry.custodian else ""
    return f"{entry.said} ({' '.join(days)}{by})"


def _orders(then: ReportContent, now: ReportContent) -> Changes:
    """That time passed alone changes the words of each order; an order that ended by it is changed."""
    before, after = ({_order(one): one for one in content.orders.orders} for content in (then, now))
    for key, order in after.items():
        if key not in before:
            yield Change("ORDER_NEW", f"New: {order.sentence}", order.evidence)
        elif _bare(order) != _bare(before[key]):
            yield Change("ORDER_CHANGED", f"Now: {order.sentence}", order.evidence)
    for key, order in before.items():
        if key not in after:
            yield Change(GONE, "An order that the report tells of is no longer told.", order.evidence)


def _order(order: OrderOnDay) -> str:
    return order.order or order.evidence[0]


def _bare(order: OrderOnDay) -> OrderOnDay:
    return replace(order, sentence="", why="", evidence=())


def _custody(then: ReportContent, now: ReportContent) -> Changes:
    found = now.whereabouts
    if found.custody != then.whereabouts.custody:
        yield Change("CUSTODY", f"Custody, now: {found.custody}", found.custody_evidence)


def _identity(then: ReportContent, now: ReportContent) -> Changes:
    """Each value by itself: who states it besides is not told of."""
    for noun, said in SAID.items():
        yield from _values(noun, said(then), said(now))


SAID: Mapping[str, Callable[[ReportContent], Sequence[Said]]] = {
    "name": lambda content: content.identity.names,
    "birth": lambda content: content.identity.births,
    "number": lambda content: content.identity.numbers,
    "address": lambda content: content.whereabouts.addresses,
    "way to reach him": lambda content: content.whereabouts.contacts,
}


def _values(noun: str, then: Sequence[Said], now: Sequence[Said]) -> Changes:
    before, after = {one.value for one in then}, {one.value for one in now}
    for one in now:
        if one.value not in before:
            by = f" By {' and '.join(map(named, one.custodians))}." if one.custodians else ""
            yield Change("IDENTITY", f"New {noun}: {one.value}.{by}", one.evidence)
    for one in then:
        if one.value not in after:
            yield Change(GONE, f"One {noun} that the report tells is no longer told.", one.evidence)


def _summaries(then: ReportContent, now: ReportContent) -> Changes:
    before, after = ({one.value.partition(":")[0]: one.value for one in content.summaries} for content in (then, now))
    for about, value in after.items():
        if before.get(about) != value:
            yield Change("SUMMARY", f"In summary, now: {value}", ())
    for _ in before.keys() - after.keys():
        yield Change(GONE, "Something that the report tells in summary is no longer told.", ())


def _factors(then: ReportContent, now: ReportContent) -> Changes:
    before = {factor.code: factor for factor in then.factors}
    for factor in now.factors:
        held = {said.value for said in _found(before.get(factor.code))}
        for words, found in (("found present", factor.present), ("found absent", factor.absent)):
            for said in found:
                if said.value not in held:
                    yield Change("FACTOR", f"{factor.label}, {words}: {said.value}.", said.evidence)
    after = {factor.code for factor in now.factors}
    for factor in then.factors:
        if factor.code in after:
            continue
        evidence = tuple(id for said in _found(factor) for id in said.evidence)
        yield Change(GONE, "A risk factor that the report tells of is no longer told.", evidence)


def _found(factor: Factor | None) -> Iterable[Said]:
    return (*factor.present, *factor.absent) if factor else ()


def _others(then: ReportContent, now: ReportContent) -> Changes:
    before, after = ({(one.part, one.mask): one for one in content.others} for content in (then, now))
    for key, one in after.items():
        if key not in before:
            yield Change("OTHER_PERSON", f"New {PARTS[one.part]}, {one.mask}: {one.said}", one.evidence)
    for key, one in before.items():
        if key not in after:
            yield Change(GONE, f"One {PARTS[one.part]} that the report tells of is no longer told.", one.evidence)


def _pattern(then: ReportContent, now: ReportContent) -> Changes:
    """Sentences that rest on a record which the report has not; that time passed alone is no news. An
    order is told by itself."""
    known = {id for sentence in then.pattern.sentences for id in sentence.evidence} | _entries(then).keys()
    told = {order.sentence for order in now.orders.orders}
    for sentence in now.pattern.sentences:
        if sentence.text not in told and set(sentence.evidence) - known:
            yield Change("PATTERN", sentence.text, sentence.evidence)


def _answers(then: ReportContent, now: ReportContent) -> Changes:
    """How fresh a custodian's records are changes by whoever they are of: only that it answered otherwise is told."""
    before = {annex.custodian: annex.status for annex in then.annexes}
    for annex in now.annexes:
        if annex.status != before.get(annex.custodian):
            yield Change("ANSWER", f"{annex.name}: {annex.said}", ())


def _gaps(then: ReportContent, now: ReportContent) -> Changes:
    """New ones. That something waits for a person is not told: it is no gap before he looked at it."""
    before = {gap.text for gap in then.gaps} | {gap.text for gap in then.pattern.gaps}
    for gap in now.gaps:
        if gap.code != NOT_REVIEWED and gap.text not in before:
            yield Change("GAP", gap.text, ())
    for left_open in now.pattern.gaps:
        if left_open.text not in before:
            yield Change("GAP", left_open.text, left_open.evidence)


RULES: tuple[Callable[[ReportContent, ReportContent], Changes], ...] = (
    _records, _orders, _custody, _identity, _summaries, _factors, _others, _pattern, _answers, _gaps,
)  # fmt: skip
