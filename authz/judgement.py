"""The rules applied to every record, event and place of one set of facts.

Order (it decides only which reason is recorded): position and gates, purpose caps,
then the walls. A position whose gates fail is skipped; the best that holds wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from authz import walls
from authz.access import Access
from authz.circumstances import kept_from_contact, report_is_open
from authz.facts import Event, Facts, Part, Place, Record
from authz.gates import ASKING_THE_FACET, Case, all_hold
from authz.grouping import grouped
from authz.moment import NO_MOMENT, Moment, most_protective
from authz.verdict import APART, EVENTS, OWN, OWN_EVENTS, SUBJECTS, WALLED, Verdict, kept, shown, there
from authz.words import Facet, Level, Position, Standing

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
    apart = walls.kept_apart(facts, moment)
    if not walls.matter_is_open(facts, moment, access):
        if access.row.needs_matter:
            return Verdict({APART: sorted(apart)}, facts.position)
        facts = Facts(serving=facts.serving, position=facts.position)
        moment = replace(NO_MOMENT, clients=moment.clients)  # whom the account serves walls with or without a matter
    asked = moment.asked_for(access.purpose, access.reasoned, access.cip_requester, access.scope)
    return Judgement(access, walls.without(facts, apart) if apart else facts, asked, nouns).verdict(apart)


class Judgement:
    """Records alike in all that the rules ask are judged once, and so are events."""

    def __init__(self, access: Access, facts: Facts, moment: Moment, nouns: Mapping[str, Noun]) -> None:
        self.access, self.facts, self.moment, self.nouns = access, facts, moment, nouns
        self.of_nobody = replace(NO_MOMENT, scope=access.scope)
        self.walled = walls.counter_parties(facts, moment)
        self.parts = grouped((p.event, p) for p in facts.parts)
        self.notes = frozenset(e.of for e in facts.events if self._respondent_part(e))
        self.records = {r.id: r for r in facts.records}
        things: tuple[Record | Event, ...] = (*facts.records, *facts.events)
        self.shut = frozenset(thing.id for thing in things if self._kept_away(thing))
        self.granted = frozenset(r.id for r in facts.records if self._covered(r))
        self.open_parts = [p for p in facts.parts if self._open(p)]
        self.leading = grouped((p.event, p) for p in self.open_parts if p.record in self.granted)
        self.moment = self._with_circumstances()
        self.alike: dict[object, Levels] = {}
        self.places: dict[object, Level] = {}
        self.names: dict[object, tuple[list[str], bool]] = {}
        self.cases: dict[object, tuple[Case, ...]] = {}
        self.cells: dict[tuple[Facet, Standing, Position], tuple[Level, tuple[str, ...]]] = {}
        self.lists: dict[str, list[str]] = {}

    def _with_circumstances(self) -> Moment:
        events = {e.id: e for e in self.facts.events if not self._excluded(e)}
        told = [(p, events[p.event]) for p in self.open_parts if p.event in events]
        led = [(p, e) for p, e in told if self._granted(self.records[p.record])]
        listed = kept_from_contact(led, told, self.moment, self.access.custodian, self.access.today)
        return replace(self.moment, report_open=report_is_open(led, self.moment), kept_from_contact=listed)

    def verdict(self, apart: frozenset[str]) -> Verdict:
        """`apart`: what W10 has taken from the facts already."""
        self.lists[SUBJECTS] = self._subjects()
        self.carrying = {r.id for r in self.facts.records if self._carries(r)}
        levels = {e.id: self._event(e) for e in self.facts.events}
        told = {e.id for e in self.facts.events if levels[e.id][self.nouns[e.label].facet] >= Level.S}
        events = {e.id: e for e in self.facts.events if self._list(e.id, e.label, levels[e.id])}
        here = self._list_records(events, told)
        for place in self.facts.places:
            self._place(place, here, events)
        self._list_kept()
        self._list_own()
        self.lists[EVENTS] = list(events)
        nouns = (noun.label for noun in self.nouns.values() if noun.standings)
        self.lists[OWN_EVENTS] = [label for label in nouns if self.lists.get(OWN + there(label))]
        files = (ids for person, ids in self.facts.serving.files if person in self.walled)
        self.lists[WALLED] = sorted({id for ids in files for id in ids} | apart)
        self.lists[APART] = sorted(apart)
        return Verdict(self.lists, self.facts.position)

    def _subjects(self) -> list[str]:
        """Whom the matter names, and the persons that their granted records were known under before."""
        known = {r.origin for r in self.facts.records if self._granted(r)}
        return sorted(known | set(self.moment.standings))

    # records

    def _covered(self, record: Record) -> bool:
        grant = self.moment.grants.get(record.person)
        return grant is not None and not self._excluded(record) and grant.holds(record)

    def _granted(self, record: Record) -> bool:
        """The matter names the person, and its grant covers this record of him."""
        return record.id in self.granted

    def _carries(self, record: Record) -> bool:
        """It leads from a named person to what he has parts in: no path through what is not there."""
        direct = self._cases(record, Standing.NONE, met=False)
        return self._granted(record) and self._best(Facet.IDENTITY, direct) >= Level.M

    def _list_records(self, events: Mapping[str, Event], told: Set[str]) -> dict[str, Standing]:
        """Own ones; and those that come with a document that is told, of the named, and of whoever has a part in an
        event that is there beside a record that the matter's grant covers. With the most protective of those parts."""
        reached = self.leading.keys() & events.keys()
        seen = [p for p in self.open_parts if p.event in reached]
        beside = grouped((p.person, p.standing) for p in seen)
        met = {p.record for p in seen}
        here = {}
        documents = {p.record for p in self.open_parts if p.event in told}
        for record in self.facts.records:
            if not walls.comes_with_a_document(record, documents, own=self._own(record.custodian)):
                continue
            standing = most_protective(set(beside.get(record.person, ())))
            if self._list(record.id, RECORD, self._record(record, standing, record.id in met)):
                here[record.id] = standing if record.id in met else Standing.NONE
        return here

    def _kept_away(self, thing: Record | Event) -> bool:
        return walls.excluded(thing.exclusion, self.access, own=self._own(thing.custodian))

    def _excluded(self, thing: Record | Event) -> bool:
        return thing.id in self.shut

    def _open(self, part: Part) -> bool:
        """W05, W12: a part is excluded by itself, and with its record."""
        record = self.records[part.record]
        kept = walls.excluded(part.exclusion, self.access, own=self._own(record.custodian))
        return not kept and not self._excluded(record)

    def _record(self, record: Record, beside: Standing, met: bool) -> Levels:
        profile = self._profile(record, beside, met)
        if profile not in self.alike:
            cases = self._cases(record, beside, met)
            self.alike[profile] = {facet: self._at_best(record, facet, cases) for facet in self.nouns[RECORD].facets}
        return self.alike[profile]

    def _profile(self, record: Record, beside: Standing, met: bool) -> object:
        """Alike are those of one person, custodian, standing, grant and exclusion."""
        return (record.person, record.custodian, record.standing, beside, met,
                self._granted(record), self._excluded(record))  # fmt: skip

    def _at_best(self, record: Record, facet: Facet, cases: Iterable[Case]) -> Level:
        if self._excluded(record):
            return Level.N
        found = self._best(facet, cases)
        return walls.counter_party(facet, found) if record.person in self.walled else found

    def _cases(self, record: Record, beside: Standing, met: bool) -> tuple[Case, ...]:
        profile = self._profile(record, beside, met)
        if profile not in self.cases:
            self.cases[profile] = tuple(self._person_cases(record, beside, met))
        return self.cases[profile]

    def _person_cases(self, record: Record, beside: Standing, met: bool) -> Iterator[Case]:
        own, person = self._own(record.custodian), record.person
        case = Case(Position.OWN, person if self._granted(record) else "", record.standing,
                    record.standing, record.custodian, own, self.moment)  # fmt: skip
        if own and (met or self._granted(record) or person not in self.walled):
            yield case
        named = self.moment.standings.get(person)
        case = replace(case, person=person, standing=named or beside)
        told = walls.alleged_may_be_told(self.access)
        if case.standing is Standing.ALLEGED and not told:
            return
        if self._granted(record):
            yield replace(case, position=Position.NAMED)
        if met:
            yield replace(case, position=Position.OTHER)

    # events

    def _event(self, event: Event) -> Levels:
        """The best that the part of a person gives: any admits."""
        if self._excluded(event):
            return dict.fromkeys(self.nouns[event.label].facets, Level.N)
        asked = (self._event_profile(event), event.id in self.notes)
        if asked not in self.alike:
            self.alike[asked] = dict(self._of_event(event))
        return self.alike[asked]

    def _of_event(self, event: Event) -> Iterator[tuple[Facet, Level]]:
        cases = self._event_cases(event)
        noted = [replace(c, respondent_part=True) for c in cases] if event.id in self.notes else cases
        for facet in self.nouns[event.label].facets:
            yield facet, self._best(facet, noted if facet is Facet.NARRATIVE else cases)

    def _event_profile(self, event: Event) -> object:
        """Alike are those of one noun, custodian and kind, whose parts are of the same people and lead from them."""
        led = tuple((p.person, p.standing, p.record in self.carrying) for p in self.leading.get(event.id, ()))
        return (event.label, event.custodian, event.party, event.scanned, event.kind, event.risk_relevant,
                event.via_cip, self._cleared(event), self._respondents(event.id), led)  # fmt: skip

    def _cleared(self, event: Event) -> bool:
        return self.access.role in event.extract_readers

    def _event_cases(self, event: Event) -> tuple[Case, ...]:
        profile = self._event_profile(event)
        if profile not in self.cases:
            self.cases[profile] = tuple(self._cases_of_event(event))
        return self.cases[profile]

    def _respondent_part(self, event: Event) -> bool:
        """A referral part of the respondent, addressed here: the report's narrative is the note under it."""
        return event.party == "RESPONDENT" and self._own(event.custodian)

    def _cases_of_event(self, event: Event) -> Iterator[Case]:
        """An own event as one of nobody in particular; a named one by each part in it.

        At position other no event is there: what stands beside a named person is people.
        """
        own, respondents = self._own(event.custodian), self._respondents(event.id)
        told = walls.alleged_may_be_told(self.access)
        told = told or not walls.about_alleged(respondents, self.moment)
        case = Case(Position.OWN, "", Standing.NONE, Standing.NONE, event.custodian, own, self.moment,
                    event.label, respondents, event.party == "RESPONDENT", event.scanned,
                    event.kind, event.risk_relevant, event.via_cip, self._cleared(event))  # fmt: skip
        parts = self.leading.get(event.id, ())
        if own:
            yield replace(case, cleared=False)  # of one that no matter reaches it is not known
            for part in parts:
                named = self.moment.standings[part.person]
                yield replace(case, person=part.person, recorded=named)
        for part in (p for p in parts if told and p.record in self.carrying):
            standing = self._part_standing(part)
            yield replace(case, position=Position.NAMED, person=part.person, standing=standing,
                          recorded=standing)  # fmt: skip

    def _respondents(self, event: str) -> frozenset[str]:
        parts = self.parts.get(event, ())
        return frozenset(p.person for p in parts if p.standing is Standing.ALLEGED)

    def _part_standing(self, part: Part) -> Standing:
        named = self.moment.standings.get(part.person)
        raised = part.standing is Standing.ALLEGED and named is Standing.PERPETRATOR
        return Standing.PERPETRATOR if raised else part.standing

    # places

    def _place(self, place: Place, here: Mapping[str, Standing], events: Mapping[str, Event]) -> None:
        """There only whole: an address is never masked."""
        owner = self.records[place.owner] if place.owner in here else events.get(place.owner)
        own = owner is not None and self._own(owner.custodian)
        if walls.excluded(place.exclusion, self.access, own=own):
            return
        if place.owner in here:
            record = self.records[place.owner]
            facet = walls.location_facet(place, own=own)
            level = self._place_of_record(record, facet, here[place.owner])
        elif place.owner in events:
            facet = walls.location_facet(place, own=own)
            level = self._place_of(events[place.owner], facet)
        else:
            return
        if level is Level.F:
            self._list(place.id, PLACE, {facet: level})

    def _place_of_record(self, record: Record, facet: Facet, beside: Standing) -> Level:
        asked = (self._profile(record, beside, met=True), facet)
        if asked not in self.places:
            cases = (replace(case, label=PLACE) for case in self._cases(record, beside, met=True))
            self.places[asked] = self._at_best(record, facet, cases)
        return self.places[asked]

    def _place_of(self, event: Event, facet: Facet) -> Level:
        """The location of everyone who stands in the event, judged as the most protective of them."""
        protected = [p for p in self.parts.get(event.id, ()) if p.standing.protected]
        if any(p.person in self.walled for p in protected):
            return Level.N
        cases = self._event_cases(event)
        leading = {self.records[p.record].person for p in self.parts.get(event.id, ()) if p.record in self.carrying}
        own = [replace(c, standing=Standing.VICTIM, label=PLACE) for c in cases
               if c.position is Position.OWN and c.person in leading | {""}]  # fmt: skip
        standing = most_protective({p.standing for p in protected})
        located = [self._locates(facet, cases, p.record, standing) for p in protected]
        return max(self._best(facet, own), min(located, default=Level.N))

    def _locates(self, facet: Facet, cases: Sequence[Case], record: str, standing: Standing) -> Level:
        """Named, the place opens only when it may be told of each person it locates, by a record of his that is shown
        itself: read at the most protective standing there, while consent is asked of each as what he stands in it."""
        person = self.records[record].person
        if record not in self.carrying:
            return Level.N
        named = any(c.position is Position.NAMED for c in cases)
        mine = (c for c in cases if c.person == person)
        placed = (replace(c, position=Position.NAMED, standing=c.recorded, label=PLACE) for c in mine)
        return max((self._level(facet, c, standing) for c in placed), default=Level.N) if named else Level.N

    def _list_kept(self) -> None:
        """W05, field by field. An own record keeps nothing from its own."""
        for record in self.facts.records:
            self._note_kept(RECORD, record)
        for event in self.facts.events:
            self._note_kept(event.label, event)

    def _note_kept(self, label: str, thing: Record | Event) -> None:
        own = self._own(thing.custodian)
        for field, exclusion in thing.kept:
            if walls.excluded(exclusion, self.access, own=own):
                self.lists.setdefault(kept(label, field), []).append(thing.id)
                self.lists.setdefault(kept(label), []).append(thing.id)

    # own records, whether or not a matter reaches them

    def _list_own(self) -> None:
        """W03: an own record is reached by its custodian; its cell may still ask for a matter."""
        for noun in self.nouns.values():
            for key, levels in self._own_keys(noun):
                self._list(key, noun.label, levels, prefix=OWN)

    def _own_keys(self, noun: Noun) -> Iterator[tuple[str, Levels]]:
        custodian = self.access.custodian
        if noun.standings:
            case = [self._own_case(Standing.NONE, noun.label, frozenset())]
            yield custodian, {f: self._best(f, case) for f in noun.facets}
            return
        for standing in (Standing.CHILD, Standing.VICTIM, Standing.LINKED, Standing.ALLEGED):
            case = [self._own_case(standing, noun.label, None)]
            levels = {f: self._best(f, case) for f in noun.facets}
            suppressed = levels.pop(Facet.SUPPRESSED_LOCATION, Level.N)
            yield f"{custodian} {standing}", levels
            if noun.label == PLACE:
                yield f"{custodian} {standing} SUPPRESSED", {Facet.SUPPRESSED_LOCATION: suppressed}

    def _own_case(self, standing: Standing, label: str, respondents: frozenset[str] | None) -> Case:
        """Without a person nothing that rests on one holds."""
        return Case(Position.OWN, "", standing, standing, self.access.custodian, True, self.of_nobody, label,
                    respondents)  # fmt: skip

    # levels and lists

    def _best(self, facet: Facet, cases: Iterable[Case]) -> Level:
        if facet is Facet.REPORTER and not self.access.reporter_opens():
            return Level.N
        if not walls.broken_glass_shows(facet, self.moment):
            return Level.N
        return max((self._level(facet, case) for case in cases), default=Level.N)

    def _level(self, facet: Facet, case: Case, standing: Standing | None = None) -> Level:
        """W09: where he is follows his part as a victim too, while that still governs."""
        governing = self.moment.located_as.get(case.person)
        if facet not in walls.LOCATION or case.position is Position.OWN or governing is None:
            return self._cell(facet, case, standing)
        return min(self._cell(facet, case, standing), self._cell(facet, replace(case, standing=governing)))

    def _cell(self, facet: Facet, case: Case, standing: Standing | None = None) -> Level:
        """`standing` where the cell is read at another than the one that the case is asked as."""
        asked = (facet, standing or case.standing, case.position)
        if asked not in self.cells:
            column = self.access.policy.column(facet, asked[1])
            self.cells[asked] = self.access.level(column, case.position), self.access.gates(column, case.position)
        level, gates = self.cells[asked]
        if level and ASKING_THE_FACET in gates:
            case = replace(case, facet=facet)
        return level if level and all_hold(gates, case) else Level.N

    def _list(self, name: str, label: str, levels: Levels, prefix: str = "") -> bool:
        """Notes what is shown of one node; False when it is not there. A place is, by either of its facets."""
        asked = (prefix, label, *levels.items())
        if asked not in self.names:
            noun = self.nouns[label]
            named = [prefix + shown(label, facet, level) for facet, level in levels.items() if level in LISTED]
            here = max(levels.get(f, Level.N) for f in (noun.facet, Facet.SUPPRESSED_LOCATION)) >= noun.there_from
            self.names[asked] = [*named, prefix + there(label)] if here else named, here
        lists, here = self.names[asked]
        for one in lists:
            self.lists.setdefault(one, []).append(name)
        return here

    def _own(self, custodian: str) -> bool:
        return bool(custodian) and custodian == self.access.custodian


Judge = Callable[[Access, Facts, Moment], Verdict]
