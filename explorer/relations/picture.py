"""What a view shows of the people met: rows of tables, from which the drawing is made too, and what is filtered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from explorer.filtering import WITHOUT_DAY, Aspects, Choice, Filter, applied, filter_of, leaves
from explorer.kinds import BY_CODE, KINDS, USING, Kind
from explorer.relations.met import MOST_PEOPLE, Met, Person, Record, Relation
from explorer.words import agency, day
from schema.decisions.associates import HOME, NOT_TOLD, PARTS
from schema.decisions.views import ALL, COUNTS, Step, View
from schema.decisions.words import counted, listed

REVIEW = "Who used violence is under review in {}."


@dataclass(frozen=True, slots=True)
class PersonRow:
    """`relations`: how many of those shown are his. `badge`: how many more he is met with; None: not asked."""

    person: Person
    root: bool
    opened: bool
    relations: int
    badge: int | None
    steps: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class RelationRow:
    """`arrow`: from whom it points, ONE or OTHER; empty where neither or both are recorded as using violence."""

    id: str
    one: Person
    other: Person
    part: str
    other_part: str
    arrow: str
    label: str
    days: str
    agencies: str
    records: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """Relations by records of one kind."""

    kind: Kind
    words: str
    rows: tuple[RelationRow, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    people: tuple[PersonRow, ...]
    groups: tuple[Group, ...]
    filter: Filter
    shown: str
    notes: tuple[str, ...]
    taken: tuple[tuple[Person, str], ...]


def picture(met: Met, view: View) -> Picture:
    valid = applied(view)
    kept = tuple(filter(None, (_kept(relation, valid) for relation in met.relations)))
    ends = {met.root, *(id for relation in kept for id in (relation.one, relation.other))}
    people = tuple(_person_row(met, id, kept) for id in met.people if id in ends)
    every = (_aspects(relation, record) for relation in met.relations for record in relation.records)
    return Picture(
        people, tuple(_groups(met, kept)), filter_of(view, every), _shown(met, people, kept),
        tuple(_notes(met, kept, valid)), tuple(_taken(met)),
    )  # fmt: skip


# What is filtered


def _kept(relation: Relation, view: View) -> Relation | None:
    """With the records that the filter leaves; None: with none of them."""
    records = tuple(record for record in relation.records if leaves(view, _aspects(relation, record)))
    return replace(relation, records=records) if records else None


def _aspects(relation: Relation, record: Record) -> Aspects:
    parts = frozenset((relation.part, relation.other_part))
    return Aspects(relation.kind.code, parts, record.agency, record.on, record.until)


def _shown(met: Met, people: Sequence[PersonRow], kept: Sequence[Relation]) -> str:
    every, left = len(met.people), len(met.people) - len(people)
    less, all_records, records = len(met.relations) - len(kept), _records(met.relations), _records(kept)
    filtered = [
        f"{counted(left, 'person')}",
        f"{counted(less, 'relation')}",
        f"{counted(all_records - records, 'record')}",
    ]
    return (f"{len(people)} of {every} people, {len(kept)} of {len(met.relations)} relations and {records} of "
            f"{all_records} records shown; filtered: {listed(filtered)}.")  # fmt: skip


def _records(relations: Iterable[Relation]) -> int:
    """Each once for each two people who stand in it."""
    return sum(len(relation.records) for relation in relations)


def _notes(met: Met, kept: Sequence[Relation], view: View) -> Iterator[str]:
    if len(met.people) == 1:
        yield f"Nobody is shown beside this person. {NOT_TOLD}"
    if met.beyond:
        yield (f"{MOST_PEOPLE} people are the most that one view holds: {counted(met.beyond, 'person')} more did not "
               "come in. Undo a step, or add by one kind of record.")  # fmt: skip
    if met.left_out:
        yield (f"{counted(met.left_out, 'step')} of this address left out: of whom it was is not shown to you here. "
               "That is not to say that nobody is held.")  # fmt: skip
    if (view.since or view.until) and any(not record.on for relation in kept for record in relation.records):
        yield WITHOUT_DAY


def _taken(met: Met) -> Iterator[tuple[Person, str]]:
    for step in met.steps:
        words = {ALL: "all", COUNTS: "counted"}.get(step.what) or BY_CODE[step.what].words
        yield met.people[step.person], words


# Tables


def _person_row(met: Met, id: str, kept: Sequence[Relation]) -> PersonRow:
    known, beside = met.counted.get(id), _beside(met.relations, id)
    opened = id == met.root or any(step.person == id and step.what != COUNTS for step in met.steps)
    badge = known.people - len({other for others in beside.values() for other in others}) if known else None
    mine = sum(id in (relation.one, relation.other) for relation in kept)
    return PersonRow(met.people[id], id == met.root, opened, mine, badge, tuple(_steps(met, id, beside)))


def _beside(relations: Iterable[Relation], id: str) -> Mapping[str, set[str]]:
    """Who is here beside him, by code of kind."""
    found: dict[str, set[str]] = {}
    for relation in relations:
        if id in (relation.one, relation.other):
            other = relation.other if relation.one == id else relation.one
            found.setdefault(relation.kind.code, set()).add(other)
    return found


def _steps(met: Met, id: str, beside: Mapping[str, set[str]]) -> Iterator[Choice]:
    """First how many there are, by kind; then those to add."""
    known = met.counted.get(id)
    if known is None:
        yield Choice(Step(id, COUNTS).code, "Count whom he or she is met with")
        return
    fewer = {
        code: len(beside.get(code, ())) for code, people in known.kinds.items() if len(beside.get(code, ())) < people
    }
    for code, people in known.kinds.items():
        words = f"{BY_CODE[code].words}: {people}"
        yield Choice(Step(id, code).code, f"{words}, {fewer[code]} here" if code in fewer else words, code not in fewer)
    if known.kinds:
        yield Choice(Step(id, ALL).code, f"All: {known.people}", not fewer)


def _groups(met: Met, kept: Sequence[Relation]) -> Iterator[Group]:
    for kind in KINDS:
        found = [relation for relation in kept if relation.kind is kind]
        if found:
            words = f"{kind.words}: {counted(len(found), 'relation')}"
            yield Group(kind, words, tuple(_row(met, relation) for relation in found))


def _row(met: Met, relation: Relation) -> RelationRow:
    one, other = met.people[relation.one], met.people[relation.other]
    part, other_part = PARTS[relation.part], PARTS[relation.other_part]
    number = f"r-{relation.kind.code}-{one.number}-{other.number}-{relation.part}-{relation.other_part}"
    count = relation.kind.counted(len(relation.records))
    arrow = _arrow(relation)
    between = {"ONE": "\u2192", "OTHER": "\u2190", "": "\u2013"}[arrow]
    label = count if relation.kind.noun == HOME else f"{part} {between} {other_part}: {count}"
    days = sorted({record.on for record in relation.records if record.on})
    return RelationRow(
        number.lower(), one, other, part, other_part, arrow, label, _days(days), _agencies_of(relation.records),
        tuple((day(one.on) if one.on else "day not shown", agency(one.agency)) for one in relation.records),
        _reviewed(relation.records),
    )  # fmt: skip


def _arrow(relation: Relation) -> str:
    one, other = relation.part in USING, relation.other_part in USING
    return "" if one == other else "ONE" if one else "OTHER"


def _days(days: Sequence[str]) -> str:
    if not days:
        return "not shown"
    return day(days[0]) if len(days) == 1 else f"{day(days[0])} to {day(days[-1])}"


def _agencies_of(records: Iterable[Record]) -> str:
    return listed(sorted({agency(record.agency) for record in records}))


def _reviewed(records: Sequence[Record]) -> str:
    under = sum(record.review for record in records)
    return REVIEW.format(counted(under, "report")) if under else ""
