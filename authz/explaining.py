"""Why a field is shown or not, in words that may be told: those of the policy, and what the asker's own matter records.

No record, event or place is looked at here, nor any wall that stands on one, but for the ids by which a named person
is shown: whether something is held, excluded or walled stays untold, and a person whom the matter does not name is
explained like one who is not held.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from authz import walls
from authz.access import Access, Comparison
from authz.facts import Facts
from authz.gates import ASKING_THE_FACET, BUILT, OF_THE_MATTER, Case
from authz.moment import NO_MOMENT, Moment
from authz.policy_data import Cell
from authz.policy_document import LEVELS
from authz.verdict import Verdict, there
from authz.words import Facet, Level, Position, Standing

HELD_BACK = ("W05", "W07", "W08", "W09", "W10")  # they stand on facts that nobody is told


class ConditionState(StrEnum):
    """Whether a condition holds, as far as it may be told."""

    MET = "MET"
    NOT_MET = "NOT_MET"
    BY_RECORD = "BY_RECORD"  # some records meet it, others do not
    NOT_BUILT = "NOT_BUILT"  # the hub cannot tell yet: what it binds is shown to nobody


@dataclass(frozen=True, slots=True)
class AccessCondition:
    """What must hold."""

    name: Annotated[str, "Name of the gate or wall, as docs/policy.md has it."]
    state: Annotated[ConditionState, "Whether it holds for you, as far as that may be told."]
    holds_when: Annotated[str, "When it holds, in the policy's words."]
    next_step: Annotated[str | None, "What you may do, or whom you may ask; null: it holds."]


@dataclass(frozen=True, slots=True)
class AccessWay:
    """One cell of the access matrix, at one position."""

    column: Annotated[str, "Name of the column: facet and standing together."]
    law: Annotated[str, "The law that the cell rests on, by Act and section where these are stated."]
    position: Annotated[
        Position | None, "Where you stand to the records that it opens; null: it opens none to your role."
    ]
    shows: Annotated[
        str, "How much of the field your purpose shows when all conditions hold, for example all, masked or nothing."
    ]
    purpose_opens: Annotated[bool, "Your purpose opens the cell here, whatever becomes of its conditions."]
    conditions: Annotated[
        tuple[AccessCondition, ...], "What must hold beside the purpose, all of it; empty: nothing more."
    ]

    @property
    def missing(self) -> tuple[AccessCondition, ...]:
        return tuple(c for c in self.conditions if c.state in (ConditionState.NOT_MET, ConditionState.NOT_BUILT))

    @property
    def open(self) -> bool:
        return self.purpose_opens and not self.missing


@dataclass(frozen=True, slots=True)
class AccessWall:
    """A rule that beats every cell and stands on facts that nobody is told: listed whether it bites or not."""

    wall: Annotated[str, "Number of the wall in docs/policy.md, for example W05."]
    passes_when: Annotated[str, "When it lets through, in the policy's words."]


@dataclass(frozen=True, slots=True)
class AccessExplanation:
    """Why a field is shown or not: from the policy and from the asker's own matter, never from what is held."""

    facet: Annotated[Facet, "The facet of the field, by which the policy decides."]
    named: Annotated[bool, "The open matter names the person."]
    said: Annotated[str, "The whole in plain English, with what is missing and what to do about it."]
    ways: Annotated[
        tuple[AccessWay, ...], "Each cell and position by which it may be shown to you; empty: it is public."
    ]
    walls: Annotated[
        tuple[AccessWall, ...],
        "Walls that may hide it all the same; they hang on the facet alone, so that they tell nothing.",
    ]


def explain(
    access: Access, facts: Facts, moment: Moment, verdict: Verdict, asked: Comparison, event: bool, id: str
) -> AccessExplanation:
    """`asked` is the field, `event` says that its noun is one. `id`: a person's, or nobody's."""
    person = _known_by(id, facts, moment, verdict)
    is_open = walls.matter_is_open(facts, moment, access)
    asking = moment.asked_for(access.purpose, access.reasoned, access.cip_requester, access.scope)
    found = Explaining(access, asking if is_open else NO_MOMENT, asked, event, person)
    ways = tuple(found.ways())
    beside = tuple(AccessWall(w, access.policy.walls[w].passes_when) for w in _beside(asked.facet))
    return AccessExplanation(asked.facet, found.standing is not None, said(ways), ways, beside)


def _known_by(id: str, facts: Facts, moment: Moment, verdict: Verdict) -> str:
    """The named person whom the asker knows by this id: that of an origin of whom a record is there. While none of
    him is, that of the matter. The id of a hidden origin would tell who was joined."""
    listed = frozenset(verdict.lists.get(there("PersonRecord"), ()))
    seen = [r for r in facts.records if r.id in listed and r.person in moment.standings]
    if any(r.person == id for r in seen):
        return id if any(r.origin == id for r in seen) else ""
    return next((r.person for r in seen if r.origin == id), id)


def _beside(facet: Facet) -> Iterator[str]:
    """Always the same ones of a facet, whether they bite or not."""
    if facet is Facet.PUBLIC:
        return
    for wall in HELD_BACK:
        if wall in ("W05", "W10") or facet in walls.LOCATION or (wall == "W08" and facet is Facet.IDENTITY):
            yield wall


class Explaining:
    """One field, for one asker under one purpose and matter."""

    def __init__(self, access: Access, moment: Moment, asked: Comparison, event: bool, person: str) -> None:
        self.access, self.moment, self.asked, self.event, self.person = access, moment, asked, event, person
        self.standing = moment.standings.get(person)

    def ways(self) -> Iterator[AccessWay]:
        """By the column of the standing that the matter gives; of whom it does not name, by every column."""
        if self.asked.facet is Facet.PUBLIC:
            return
        standings = [self.standing] if self.standing else list(Standing)
        columns = {self.access.policy.column(self.asked.facet, s): s for s in reversed(standings)}
        for column in sorted(columns):
            cell = self.access.policy.cell(self.access.role, column, self.access.today)
            if cell.printed_none:
                yield AccessWay(column, cell.basis, None, LEVELS[Level.N], False, ())
                continue
            yield from (self._way(column, cell, p, columns[column]) for p in Position if self._reaches(cell, p))

    def _reaches(self, cell: Cell, position: Position) -> bool:
        """Nobody stands beside a named person whom the matter names himself."""
        return bool(cell.levels[position]) and not (self.standing and position is Position.OTHER)

    def _way(self, column: str, cell: Cell, position: Position, standing: Standing) -> AccessWay:
        opens = self.access.row.opens_cell(column, position) and self._hard_layer_opens()
        shown = self._shown(column, min(cell.levels[position], self.access.row.ceiling) if opens else Level.N)
        conditions = [self._condition(gate, position, standing) for gate in cell.gates[position]]
        return AccessWay(column, cell.basis, position, shown, opens, (*conditions, *self._alleged(position)))

    def _shown(self, column: str, level: Level) -> str:
        """A level below full shows the declared fields alone."""
        return LEVELS[level if self.access.policy.tells(self.asked.name, column, level) else Level.N]

    def _hard_layer_opens(self) -> bool:
        """W06 and W15, as far as purpose and matter tell."""
        told = self.asked.facet is not Facet.REPORTER or self.access.reporter_opens()
        return told and walls.broken_glass_shows(self.asked.facet, self.moment)

    def _condition(self, gate: str, position: Position, standing: Standing) -> AccessCondition:
        row = self.access.policy.gates[gate]
        state = self._state(gate, position, standing)
        return AccessCondition(gate, state, row.holds_when, None if state is ConditionState.MET else row.next_step)

    def _state(self, gate: str, position: Position, standing: Standing) -> ConditionState:
        if gate not in BUILT:
            return ConditionState.NOT_BUILT
        if gate == "linked" and self.standing is None:
            return ConditionState.NOT_MET
        if gate == ASKING_THE_FACET:
            registered = f"{self.asked.noun}.{self.asked.facet}" in self.access.scope
            return ConditionState.MET if registered else ConditionState.NOT_MET
        if gate not in OF_THE_MATTER or self.standing is None or self._by_respondent(gate):
            return ConditionState.BY_RECORD
        own = position is Position.OWN
        case = Case(position, self.person, standing, standing, self.access.custodian, own, self.moment)
        return ConditionState.MET if BUILT[gate](case) else ConditionState.NOT_MET

    def _by_respondent(self, gate: str) -> bool:
        """Of an event it is the risk from whoever uses violence in it."""
        return gate == "established" and self.event and not (self.standing or Standing.NONE).uses_violence

    def _alleged(self, position: Position) -> Iterator[AccessCondition]:
        """W04, as far as the matter gives the standing."""
        if self.standing is Standing.ALLEGED and position is not Position.OWN:
            state = ConditionState.MET if walls.alleged_may_be_told(self.access) else ConditionState.NOT_MET
            step = None if state is ConditionState.MET else self.access.policy.gates["established"].next_step
            yield AccessCondition("W04", state, self.access.policy.walls["W04"].passes_when, step)


def said(ways: tuple[AccessWay, ...]) -> str:
    """One sentence, and what to do."""
    if not ways:
        return "Shown to everybody who is signed in."
    if all(way.position is None for way in ways):
        return "Your role is never shown this."
    opened = [way for way in ways if way.purpose_opens and way.shows != LEVELS[Level.N]]
    if not opened:
        return "This purpose does not open it to your role; whoAmI lists the purposes that your role may declare."
    mine = [way for way in opened if way.position is Position.OWN]
    others = [way for way in opened if way.position is not Position.OWN]
    return " ".join([*_said("In your own records", mine), *_said("In records of others", others), LAST])


LAST = "What is open and still empty is not held, or a rule stands on something that nobody is told."


def _said(where: str, ways: list[AccessWay]) -> Iterator[str]:
    """The way that lacks least."""
    if not ways:
        yield f"{where} it is not shown."
        return
    missing = min((way.missing for way in ways), key=len)
    if not missing:
        by_record = any(c.state is ConditionState.BY_RECORD for way in ways if way.open for c in way.conditions)
        yield f"{where} it is open{', where the record meets its conditions' if by_record else ''}."
        return
    yield " ".join([f"{where} it is closed.", *(str(condition.next_step) for condition in missing)])
