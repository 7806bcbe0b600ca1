"""Whom a person and those beside him are met with, asked step by step: people, and the records of each two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from explorer.asking import Answer, Api
from explorer.entry.sessions import Session
from explorer.kinds import BY_NOUN, KINDS, Kind
from schema.decisions.moments import local_date
from schema.decisions.views import ALL, COUNTS, Step

MOST_PEOPLE = 300
AT_FIRST = 50
MOST_IDS = 500
EXPAND = """query Beside($id: ID!, $kinds: [MetBy!], $first: Int!) { expand(person: $id, kinds: $kinds, first: $first) {
  person { id familyNames givenNames initials birthYears } people counts { kind people } more
  neighbours { person { id familyNames givenNames initials birthYears } records { kind id part otherPart } } } }"""
LISTED = """query Of($ids: [ID!]) {{ found: {}(where: {{id: {{in: $ids}}}}, first: 500) {{
  nodes {{ id custodian on: {} {} {} }} }} }}"""
REVIEWED = "review: misidentificationReview"


@dataclass(frozen=True, slots=True)
class Person:
    """`number` is by when he came in; `names` as shown, a mask, or that none is."""

    id: str
    number: int
    names: str
    born: str


@dataclass(frozen=True, slots=True)
class Record:
    """`on` and `until` are days of Victoria; empty, like `agency`: not shown, or it does not last. `review`: who used
    violence is under review."""

    id: str
    on: str = ""
    agency: str = ""
    review: bool = False
    until: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """Two people as what they stand together in records of one kind: the one who came in first is the one."""

    one: str
    other: str
    kind: Kind
    part: str
    other_part: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """Whom a person is met with, whether or not they are here; `kinds` by code."""

    people: int
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Met:
    """`left_out`: steps of the address that lead to nobody here; `beyond`: people who did not come in for the bound."""

    root: str
    people: Mapping[str, Person]
    relations: tuple[Relation, ...]
    counted: Mapping[str, Counted]
    more: frozenset[str]
    steps: tuple[Step, ...]
    left_out: int
    beyond: int
    said: tuple[Mapping[str, Any], ...]  # the extensions of each answer


Key = tuple[str, str, str, str, str]


@dataclass(slots=True)
class Gathering:
    people: dict[str, Person] = field(default_factory=dict)
    relations: dict[Key, dict[str, None]] = field(default_factory=dict)
    counted: dict[str, Counted] = field(default_factory=dict)
    more: set[str] = field(default_factory=set)
    beyond: set[str] = field(default_factory=set)
    said: list[Mapping[str, Any]] = field(default_factory=list)

    def come(self, said: Mapping[str, Any]) -> bool:
        """Whether he is here now; more than the bound do not come in."""
        if said["id"] not in self.people:
            if len(self.people) >= MOST_PEOPLE:
                self.beyond.add(said["id"])
                return False
            self.people[said["id"]] = _person(said, len(self.people) + 1)
        return True

    def add(self, told: Mapping[str, Any], step: Step) -> None:
        of, most = told["person"]["id"], told["people"]
        if step.what in (ALL, COUNTS):
            kinds = {BY_NOUN[one["kind"]].code: one["people"] for one in told["counts"]}
            self.counted[of] = Counted(most, kinds)
        if told["more"] and step.what != COUNTS:
            self.more.add(of)
        known = set(self.relations)  # a home goes by another id when it is met from its other side
        for neighbour in told["neighbours"]:
            if self.come(neighbour["person"]):
                for record in neighbour["records"]:
                    self._relate(of, neighbour["person"]["id"], record, known)

    def _relate(self, of: str, other: str, record: Mapping[str, str], known: set[Key]) -> None:
        ends = [(of, record["part"]), (other, record["otherPart"])]
        (one, part), (two, other_part) = sorted(ends, key=lambda end: self.people[end[0]].number)
        key = (one, two, record["kind"], part, other_part)
        if key not in known:
            self.relations.setdefault(key, {})[record["id"]] = None


async def met(api: Api, session: Session, person: str, steps: Iterable[Step]) -> Met | None:
    """None: nobody of this id is shown."""
    found = Gathering()
    root = await _asked(api, session, found, Step(person, ALL), AT_FIRST)
    if root is None:
        return None
    found.come(root["person"])
    found.add(root, Step(person, ALL))
    taken, left_out = [], 0
    for step in steps:
        told = await _asked(api, session, found, step, 0 if step.what == COUNTS else MOST_PEOPLE)
        if told is None or told["person"]["id"] not in found.people:
            left_out += 1
            continue
        found.more -= {told["person"]["id"]} if step.what == ALL else set()
        found.add(told, step)
        taken.append(replace(step, person=told["person"]["id"]))
    records = await _records(api, session, found)
    return Met(
        root["person"]["id"], found.people, tuple(_relations(found, records)), found.counted, frozenset(found.more),
        tuple(taken), left_out, len(found.beyond), tuple(found.said),
    )  # fmt: skip


async def _asked(api: Api, session: Session, found: Gathering, step: Step, first: int) -> Mapping[str, Any] | None:
    kinds = None if step.what in (ALL, COUNTS) else [step.what]
    answer = await api.ask(session, EXPAND, id=step.person, kinds=kinds, first=first)
    found.said.append(answer.extensions)
    told: Mapping[str, Any] | None = answer.data["expand"]
    return told


async def _records(api: Api, session: Session, found: Gathering) -> Mapping[str, Record]:
    """When each record that is met is of, and whose it is. Of a home neither is told."""
    known: dict[str, Record] = {}
    for kind in (kind for kind in KINDS if kind.field):
        lasts, reviewed = f"until: {kind.until}" if kind.until else "", REVIEWED if kind.code == "REPORT" else ""
        text = LISTED.format(kind.field, kind.on, lasts, reviewed)
        ids = sorted({id for key, held in found.relations.items() if key[2] == kind.noun for id in held})
        for start in range(0, len(ids), MOST_IDS):
            answer = await api.ask(session, text, ids=ids[start : start + MOST_IDS])
            found.said.append(answer.extensions)
            known |= {record.id: record for record in _listed(answer)}
    return known


def _listed(answer: Answer) -> Iterator[Record]:
    for row in answer.data["found"]["nodes"]:
        on, until = (_day(row.get(name) or "") for name in ("on", "until"))
        yield Record(row["id"], on, row["custodian"] or "", bool(row.get("review")), until)


def _day(moment: str) -> str:
    return local_date(moment).isoformat() if "T" in moment else moment


def _relations(found: Gathering, records: Mapping[str, Record]) -> Iterator[Relation]:
    """By kind, then in the order in which people came in."""
    order = {kind.noun: place for place, kind in enumerate(KINDS)}
    for key in sorted(found.relations, key=lambda key: (order[key[2]], *_places(found, key), *key[3:])):
        one, other, noun, part, other_part = key
        held = sorted((records.get(id, Record(id)) for id in found.relations[key]), key=lambda one: (one.on, one.id))
        yield Relation(one, other, BY_NOUN[noun], part, other_part, tuple(held))


def _places(found: Gathering, key: Key) -> tuple[int, int]:
    return found.people[key[0]].number, found.people[key[1]].number


def _person(said: Mapping[str, Any], number: int) -> Person:
    """Names of two records are never put together: those shown stand side by side, family names first."""
    full = ", ".join(" / ".join(said[part]) for part in ("familyNames", "givenNames") if said[part])
    born = " or ".join(str(year) for year in said["birthYears"])
    return Person(said["id"], number, full or " / ".join(said["initials"]) or "Name not shown to you", born)
