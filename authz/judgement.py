"""The rules applied to every record, event and place of one set of facts.

Order (it decides only which reason is recorded): position and gates, purpose caps,
then the walls. A position whose gates fail is skipped; the best that holds wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from authz import walls
from authz.access import Access
from authz.facts import Event, Facts, Part, Place, Record
from authz.gates import Case, all_hold
from authz.moment import NO_MOMENT, Moment, most_protective
from authz.verdict import OWN, SUBJECTS, Verdict, shown, there
from authz.words import Facet, Level, Position, Standing

K = TypeVar("K")
V = TypeVar("V")
Levels = Mapping[Facet, Level]


@dataclass(frozen=True, slots=True)
class Noun:
    """What the judgement must know of a noun: its facets, from which level a row is there, its parts."""

    label: str
    facet: Facet
    facets: tuple[Facet, ...]
    there_from: Level
    standings: tuple[Standing, ...] = ()  # of the parts people have in an event


RECORD, PLACE = "PersonRecord", "Address"
LISTED = (Level.F, Level.S, Level.M)


def judge(access: Access, facts: Facts, moment: Moment, nouns: Mapping[str, Noun]) -> Verdict:
    """`moment` is what of the facts is in force at the moment of asking."""
    if not walls.matter_is_open(facts, access):
        if access.row.needs_matter:
            return Verdict(position=facts.position)
        facts = Facts(serving=facts.serving, position=facts.position)
        moment = NO_MOMENT
    return Judgement(access, facts, moment, nouns).verdict()


class Judgement:
    """Records alike in all that the rules ask are judged once."""

    def __init__(
        self, access: Access, facts: Facts, moment: Moment, nouns: Mapping[str, Noun]
    ) -> None:
        self.access, self.facts, self.moment, self.nouns = access, facts, moment, nouns
        self.walled = walls.counter_parties(facts)
        self.parts = grouped((p.event, p) for p in facts.parts)
        self.notes = frozenset(
            e.of for e in facts.events if e.party == "RESPONDENT" and self._own(e.custodian)
        )
        self.records = {r.id: r for r in facts.records}
        self.known: dict[object, Levels] = {}
        self.lists: dict[str, list[str]] = {}

    def verdict(self) -> Verdict:
        self.lists[SUBJECTS] = list(self.moment.standings)
        named = {r.id for r in self.facts.records if r.person in self.moment.standings}
        self.here = {r: Standing.NONE for r in named if self._identity(r, Standing.NONE)}
        events = {e.id: e for e in self.facts.events if self._list(e.id, e.label, self._event(e))}
        self._list_records(events)
        for place in self.facts.places:
            self._place(place, events)
        self._list_own()
        return Verdict(self.lists, self.facts.position)

    # records

    def _list_records(self, events: Mapping[str, Event]) -> None:
        """Whoever has a part in an event that is there, as the most protective of those parts."""
        seen = [p for p in self.facts.parts if p.event in events]
        beside = grouped((p.person, p.standing) for p in seen)
        met = {p.record for p in seen} | set(self.here)
        for record in (r for r in self.facts.records if r.id in met):
            standing = most_protective(set(beside.get(record.person, ())))
            if self._list(record.id, RECORD, self._record(record, standing)):
                self.here[record.id] = standing

    def _identity(self, record: str, beside: Standing) -> bool:
        return self._record(self.records[record], beside)[Facet.IDENTITY] >= Level.M

    def _record(self, record: Record, beside: Standing) -> Levels:
        """Alike are those of one person, custodian, standing and exclusion."""
        profile = (record.person, record.custodian, record.standing, record.excluded, beside)
        if profile not in self.known:
            self.known[profile] = {
                facet: self._of_person(record, facet, beside)
                for facet in self.nouns[RECORD].facets
            }
        return self.known[profile]

    def _of_person(self, record: Record, facet: Facet, beside: Standing) -> Level:
        if record.excluded:  # W05 stands for everyone
            return Level.N
        found = self._best(facet, self._cases(record, beside))
        return walls.counter_party(facet, found) if record.person in self.walled else found

    def _cases(self, record: Record, beside: Standing) -> Iterator[Case]:
        own, person = self._own(record.custodian), record.person
        case = Case(
            Position.OWN,
            person,
            record.standing,
            record.standing,
            record.custodian,
            own,
            self.moment,
            person in self.facts.organisation_clients,
        )
        if own:
            yield case
        named = self.moment.standings.get(person)
        standing = named or beside
        if not own and standing is Standing.ALLEGED and not walls.alleged_may_be_told(self.access):
            return
        if named:
            yield replace(case, position=Position.NAMED, standing=named)
        yield replace(case, position=Position.OTHER, standing=standing)

    # events

    def _event(self, event: Event) -> Levels:
        """The best that the part of a person gives: any admits."""
        if event.excluded:
            return dict.fromkeys(self.nouns[event.label].facets, Level.N)
        cases = list(self._event_cases(event))
        return {f: self._best(f, cases) for f in self.nouns[event.label].facets}

    def _event_cases(self, event: Event) -> Iterator[Case]:
        """At position other no event is there: what stands beside a named person is people."""
        own, respondents = self._own(event.custodian), self._respondents(event.id)
        told = own or walls.alleged_may_be_told(self.access)
        told = told or not walls.about_alleged(respondents, self.moment)
        for part in self.parts.get(event.id, ()):
            case = Case(
                Position.OWN,
                part.person,
                self._part_standing(part),
                self._part_standing(part),
                event.custodian,
                own,
                self.moment,
                part.person in self.facts.organisation_clients,
                respondents,
                event.party == "RESPONDENT" or event.id in self.notes,
            )
            if own:
                yield case
            if told and part.person in self.moment.standings and part.record in self.here:
                yield replace(case, position=Position.NAMED)

    def _respondents(self, event: str) -> frozenset[str]:
        parts = self.parts.get(event, ())
        return frozenset(p.person for p in parts if p.standing is Standing.ALLEGED)

    def _part_standing(self, part: Part) -> Standing:
        named = self.moment.standings.get(part.person)
        raised = part.standing is Standing.ALLEGED and named is Standing.PERPETRATOR
        return Standing.PERPETRATOR if raised else part.standing

    # places

    def _place(self, place: Place, events: Mapping[str, Event]) -> None:
        """There only whole: an address is never masked."""
        if place.owner in self.here:
            record = self.records[place.owner]
            facet = walls.location_facet(place, own=self._own(record.custodian))
            level = self._of_person(record, facet, self.here[place.owner])
        elif place.owner in events:
            level = self._place_of(events[place.owner], place)
        else:
            return
        if level is Level.F:
            self.lists.setdefault(there(PLACE), []).append(place.id)

    def _place_of(self, event: Event, place: Place) -> Level:
        """The location of everyone who stands in the event, judged as the most protective of them."""
        own = self._own(event.custodian)
        facet = walls.location_facet(place, own=own)
        parts = self.parts.get(event.id, ())
        if any(p.person in self.walled and p.standing.protected for p in parts):
            return Level.N
        standing = most_protective({p.standing for p in parts})
        cases = list(self._event_cases(event))
        at_own = [replace(c, standing=standing) for c in cases if c.position is Position.OWN]
        levels = [self._best(facet, at_own)]
        located = {p.person for p in parts if p.standing.protected}
        located = located or {p.person for p in parts}
        levels.append(min((self._locates(facet, cases, p) for p in located), default=Level.N))
        return max(levels)

    def _locates(self, facet: Facet, cases: list[Case], person: str) -> Level:
        """Named, the place opens only when it may be told of each person it locates."""
        named = (c for c in cases if c.person == person and c.position is Position.NAMED)
        return self._best(facet, named)

    # own records, whether or not a matter reaches them

    def _list_own(self) -> None:
        """W03: an own record is reached by its custodian; its cell may still ask for a matter."""
        for noun in self.nouns.values():
            for key, levels in self._own_keys(noun):
                self._list(key, noun.label, levels, prefix=OWN)

    def _own_keys(self, noun: Noun) -> Iterator[tuple[str, Levels]]:
        custodian = self.access.custodian
        if noun.standings:
            cases = [self._own_case(s, noun.standings) for s in noun.standings]
            yield custodian, {f: self._best(f, cases) for f in noun.facets}
            return
        for standing in (Standing.CHILD, Standing.VICTIM, Standing.LINKED, Standing.ALLEGED):
            case = [self._own_case(standing, None)]
            levels = {f: self._walled_own(f, standing, self._best(f, case)) for f in noun.facets}
            suppressed = levels.pop(Facet.SUPPRESSED_LOCATION, Level.N)
            yield f"{custodian} {standing}", levels
            if noun.label == PLACE:
                yield f"{custodian} {standing} SUPPRESSED", {Facet.CONTACT: suppressed}

    def _own_case(self, standing: Standing, parts: tuple[Standing, ...] | None) -> Case:
        """Without a person nothing that rests on one holds."""
        respondents = None if parts is None else frozenset[str]()
        return Case(
            Position.OWN,
            "",
            standing,
            standing,
            self.access.custodian,
            True,
            NO_MOMENT,
            respondents=respondents,
        )

    def _walled_own(self, facet: Facet, standing: Standing, level: Level) -> Level:
        """W08 binds own records too; while it stands on anyone, those it may bind need a matter."""
        bound = facet in (*walls.LOCATION, Facet.IDENTITY) and standing.protected
        return Level.N if bound and self.walled else level

    # levels and lists

    def _best(self, facet: Facet, cases: Iterable[Case]) -> Level:
        if facet is Facet.REPORTER and not self.access.reporter_opens():
            return Level.N
        return max((self._level(facet, case) for case in cases), default=Level.N)

    def _level(self, facet: Facet, case: Case) -> Level:
        """W09: where he is follows his part as a victim too, while that still governs."""
        governing = self.moment.located_as.get(case.person)
        if facet not in walls.LOCATION or case.position is Position.OWN or governing is None:
            return self._cell(facet, case)
        return min(self._cell(facet, case), self._cell(facet, replace(case, standing=governing)))

    def _cell(self, facet: Facet, case: Case) -> Level:
        column = self.access.policy.column(facet, case.standing)
        level = self.access.level(column, case.position)
        holds = level and all_hold(self.access.gates(column, case.position), case)
        return level if holds else Level.N

    def _list(self, name: str, label: str, levels: Levels, prefix: str = "") -> bool:
        """Notes what is shown of one node; False when it is not there."""
        noun = self.nouns[label]
        for facet, level in levels.items():
            if level in LISTED:
                self.lists.setdefault(prefix + shown(label, facet, level), []).append(name)
        here = levels[noun.facet] >= noun.there_from
        if here:
            self.lists.setdefault(prefix + there(label), []).append(name)
        return here

    def _own(self, custodian: str) -> bool:
        return bool(custodian) and custodian == self.access.custodian


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


Judge = Callable[[Access, Facts, Moment], Verdict]
