"""What two records say differently of one thing, side by side, each with its source: a contradiction is evidence.

Nothing is decided between them, and neither is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Annotated

from schema import codes
from schema.decisions.history import History
from schema.decisions.order_statement import Statement
from schema.decisions.orders_in_force import OrderContradiction, orders_at
from schema.decisions.records import Described, Held, Stay, day_of, kinds
from schema.decisions.words import day

FREE = ("NOT_IN_CUSTODY", "BAIL", "PAROLE", "COMMUNITY_ORDER")
IN_PRISON = ("REMAND", "SENTENCED")
DAYS = {
    "made_on": "was made",
    "served_on": "was served",
    "starts_on": "starts",
    "ends_on": "ends",
}


@dataclass(frozen=True, slots=True)
class ContradictoryValue:
    """What one record says."""

    says: Annotated[str, "The value in words, for example: born on 3 March 1990."]
    custodian: Annotated[str | None, "Id of the organisation that answers for the record; null: not shown."]
    record: Annotated[str, "Id of the record that says it."]


@dataclass(frozen=True, slots=True)
class RecordContradiction:
    """Records that differ on one thing, or one that contradicts itself; none is preferred."""

    kind: Annotated[
        str,
        "BIRTH_DATES_DIFFER, ORDER_DAYS_DIFFER, CUSTODY_OVERLAPS, CUSTODY_STATUS_DIFFERS; RECORD_DOUBT: of one alone.",
    ]
    text: Annotated[str, "On what they differ, in words."]
    values: Annotated[tuple[ContradictoryValue, ...], "What each record says, one for each of them."]
    evidence: Annotated[tuple[str, ...], "Ids of the records that differ, each once."]


def birth_dates(history: History) -> Iterator[RecordContradiction]:
    said = [d for d in history.records.described if d.birth_date]
    if len({d.birth_date for d in said}) > 1:
        values = (_value(d, f"born on {day(d.birth_date or '')}") for d in said)
        yield _found("BIRTH_DATES_DIFFER", "Records give different dates of birth", values)


def order_days(history: History) -> Iterator[RecordContradiction]:
    """Of one order, as statements of every source give its days."""
    said = {statement.id: statement for statement in history.records.orders}
    for order in orders_at(history.records.orders, history.as_at, history.records.amended_from).orders:
        name = f"order {order.number}" if order.number else "an order"
        for field, words in DAYS.items():
            told = [row for row in order.contradictions if row.field == field]
            if told:
                values = (value for row in told for value in _days(row, words, said))
                text = f"Statements of {name} give different days on which it {words}"
                yield _found("ORDER_DAYS_DIFFER", text, values)


def stays(history: History) -> Iterator[RecordContradiction]:
    """One says that the subject was released, the other that he was held before and after that very moment: a stay that
    begins when another ends is its continuation."""
    for one, other in combinations(history.records.stays, 2):
        for released, held in ((one, other), (other, one)):
            end = released.released_at
            if end and held.holds(end) and held.from_at != end:
                values = (_value(released, _released(released)), _value(held, _held(held)))
                yield _found("CUSTODY_OVERLAPS", "One record tells of release while another tells of custody", values)
                break


def custody_status(history: History) -> Iterator[RecordContradiction]:
    """What a document says of a person at its time, against the stays in custody shown of that time."""
    for said in history.records.described:
        against = _stays_against(said, history.records.stays)
        if against:
            values = (_status(said), *(_value(stay, words) for stay, words in against))
            yield _found("CUSTODY_STATUS_DIFFERS", "Records differ on whether the person was in custody", values)


def doubts(history: History) -> Iterator[RecordContradiction]:
    for kind, records in kinds(history.records):
        for record in records:
            for doubt in record.doubts or ():
                words = codes.label("record_doubt", doubt)
                said = (ContradictoryValue(words, record.custodian, record.id),)
                yield _found("RECORD_DOUBT", f"A {kind} contradicts itself", said)


CONTRADICTIONS: tuple[Callable[[History], Iterator[RecordContradiction]], ...] = (
    birth_dates,
    stays,
    custody_status,
    order_days,
    doubts,
)


def contradictions(history: History) -> tuple[RecordContradiction, ...]:
    return tuple(found for rule in CONTRADICTIONS for found in rule(history))


def _days(row: OrderContradiction, words: str, said: dict[str, Statement]) -> Iterator[ContradictoryValue]:
    return (_value(said[id], f"it {words} on {day(row.value)}") for id in row.evidence)


def _value(record: Held | Statement, says: str) -> ContradictoryValue:
    return ContradictoryValue(says, record.custodian, record.id)


def _stays_against(said: Described, stays: tuple[Stay, ...]) -> list[tuple[Stay, str]]:
    """Free while held; or in prison while the last stay shown had ended."""
    at = said.valid_from
    if at is None:
        return []
    held = [stay for stay in stays if stay.holds(at)]
    if said.custody_status in FREE:
        return [(stay, _held(stay)) for stay in held]
    ended = [stay for stay in stays if stay.released_at and stay.released_at <= at]
    if said.custody_status not in IN_PRISON or held or not ended:
        return []
    last = max(ended, key=lambda stay: (stay.released_at or "", stay.id))
    return [(last, _released(last))]


def _status(said: Described) -> ContradictoryValue:
    words = codes.label("custody_status", said.custody_status or "").lower()
    return _value(said, f"{words} on {day(day_of(said.valid_from or ''))}")


def _released(stay: Stay) -> str:
    return f"released on {day(day_of(stay.released_at or ''))}"


def _held(stay: Stay) -> str:
    end = f"to {day(day_of(stay.released_at))}" if stay.released_at else "on, and not released since"
    return f"in custody from {day(day_of(stay.from_at or ''))} {end}"


def _found(kind: str, text: str, values: Iterable[ContradictoryValue]) -> RecordContradiction:
    said = tuple(values)
    return RecordContradiction(kind, text, said, tuple(dict.fromkeys(value.record for value in said)))
