"""What of the facts is in force at the moment of asking, however old the facts are.

Standing (policy README, rules 1 and 3): the matter gives a standing to whom it names;
a decision of a risk assessment entity in the matter makes an alleged person a person
of concern; and a part as a victim that still matters to safety governs where he is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from authz.facts import Event, Facts, Grant, Grounds, Part, Place
from authz.words import PROTECTIVE_ORDER, Purpose, Standing

ENDED_ORDERS = frozenset(["REVOKED", "SET_ASIDE", "EXPIRED", "WITHDRAWN", "STRUCK_OUT", "REFUSED", "DISMISSED"])


@dataclass(frozen=True, slots=True)
class Moment:
    """`standings` are those the matter gives, each over the records of its grant; `located_as` is whom W09
    locates as a victim or child; `clients` are the account's, `served` the organisation's.
    `consenting` are those who consent and those for whose consent an assertion stands; of `views_told` it is said
    that their views were sought, or why not. `consent_asked`: an adult's is asked, as it is but for a child's sake.
    `reasoned`: a reason in writing came with the question. `apart` are those from whom the account is kept (W10).
    `cip_requester`: the organisation is declared one. With those in `planned` it plans contact.
    `scope` is a connector's, as registered: "PersonRecord.IDENTITY" and the like.
    `held`: the matter is held, `glass`: a break-glass stands in for its link (W15).
    `report_open` and `kept_from_contact` are of the records that the matter reaches: see `authz.circumstances`."""

    standings: Mapping[str, Standing]
    grants: Mapping[str, Grant]
    consenting: frozenset[str]
    views_told: frozenset[str]
    clients: frozenset[str]
    served: frozenset[str]
    located_as: Mapping[str, Standing]
    consent_asked: bool = True
    reasoned: bool = False
    apart: frozenset[str] = frozenset()
    held: bool = True
    glass: bool = False
    report_open: bool = False
    kept_from_contact: frozenset[str] = frozenset()
    cip_requester: bool = False
    planned: frozenset[str] = frozenset()
    scope: frozenset[str] = frozenset()

    def asked_for(self, purpose: Purpose, reasoned: bool, cip_requester: bool, scope: frozenset[str]) -> Moment:
        """CWSA Pt 6A and CYFA: on a matter that names a child adults are not asked (source tables 4.9 and 4.10)."""
        child = Standing.CHILD in self.standings.values()
        asked = not (child and purpose in FOR_A_CHILD)
        return replace(self, consent_asked=asked, reasoned=reasoned, cip_requester=cip_requester, scope=scope)

    @property
    def key(self) -> tuple[object, ...]:
        """Two moments of one key are judged alike."""
        named = (frozenset(m.items()) for m in (self.standings, self.grants, self.located_as))
        return (*named, self.consenting, self.views_told, self.clients, self.served, self.planned, self.apart,
                self.held)  # fmt: skip


BREAK_GLASS = "BREAK_GLASS"  # the kind of a matter that stands in for a missing link
FOR_A_CHILD = (Purpose.CISS, Purpose.CYFA_STATUTORY)
PROTECTING = (Standing.VICTIM, Standing.CHILD)
NO_MOMENT = Moment({}, {}, frozenset(), frozenset(), frozenset(), frozenset(), {})


def most_protective(standings: Iterator[Standing] | set[Standing]) -> Standing:
    return min(standings, key=PROTECTIVE_ORDER.index, default=Standing.NONE)


def moment_of(facts: Facts, now: str, window_months: int, child_until: int) -> Moment:
    standings = _standings(facts, now)
    clients = _in_force(facts.serving.clients, now)
    governing = Governing(facts, set(standings) | clients, now, window_months, child_until)
    others = [p for p, standing in standings.items() if standing not in PROTECTING]
    located = {p: found for p in others if (found := governing.standing(p)) is not Standing.NONE}
    served = _in_force(facts.organisation_clients, now)
    consenting = _in_force(facts.consents, now) | _asserted(facts, now, of_views=False)
    views_told = _asserted(facts, now, of_views=True)
    apart = frozenset(conflict.person for conflict in facts.conflicts if conflict.in_force(now))
    held = apart.isdisjoint(standings) and (not facts.until or now < facts.until)
    return Moment(standings, _grants(facts, now), consenting, views_told, clients, served, located,
                  apart=apart, held=held, glass=facts.kind == BREAK_GLASS,
                  planned=_in_force(facts.planned, now))  # fmt: skip


def _in_force(grounds: Iterable[Grounds], now: str) -> frozenset[str]:
    return frozenset(found.person for found in grounds if found.in_force(now))


def _asserted(facts: Facts, now: str, *, of_views: bool) -> frozenset[str]:
    return _in_force((a.grounds for a in facts.assertions if a.kind.of_views is of_views), now)


def _grants(facts: Facts, now: str) -> dict[str, Grant]:
    """A person may be named twice: by two origins that were joined since."""
    found: dict[str, Grant] = {}
    for naming in facts.namings:
        if naming.since <= now < naming.until:
            found[naming.person] = naming.grant | found.get(naming.person, naming.grant)
    return found


def _standings(facts: Facts, now: str) -> dict[str, Standing]:
    established = _in_force(facts.decisions, now)
    named: dict[str, set[Standing]] = {}
    for naming in facts.namings:
        if naming.since <= now < naming.until:
            raised = naming.standing is Standing.ALLEGED and naming.person in established
            standing = Standing.PERPETRATOR if raised else naming.standing
            named.setdefault(naming.person, set()).add(standing)
    return {person: most_protective(found) for person, found in named.items()}


class Governing:
    """W09: does a part as a victim or child still govern where this person is?"""

    def __init__(
        self,
        facts: Facts,
        concerned: set[str],
        now: str,
        window_months: int,
        child_until: int,
    ) -> None:
        self.facts, self.concerned, self.today = facts, concerned, now[:10]
        self.child_until, self.since = child_until, _months_before(now, window_months)
        self.events = {e.id: e for e in facts.events if e.current and e.label != "Referral"}
        self.parts: dict[str, list[Part]] = {}
        for part in facts.parts:
            self.parts.setdefault(part.event, []).append(part)

    def standing(self, person: str) -> Standing:
        """The most protective standing that governs, or NONE."""
        protecting = self._ordered(person) or self._suppressed(person)
        found = {
            part.standing
            for part, event in self._protective_parts(person)
            if self._governs(person, part, event, protecting)
        }
        return most_protective(found)

    def _protective_parts(self, person: str) -> Sequence[tuple[Part, Event]]:
        return self._protective.get(person, ())

    @cached_property
    def _protective(self) -> Mapping[str, Sequence[tuple[Part, Event]]]:
        """By person."""
        found: dict[str, list[tuple[Part, Event]]] = {}
        for part in self.facts.parts:
            event = self.events.get(part.event)
            if event and part.standing in PROTECTING:
                found.setdefault(part.person, []).append((part, event))
        return found

    def _governs(self, person: str, part: Part, event: Event, protecting: bool) -> bool:
        """README, standing rules 2 and 3: a child until grown up, a victim while it matters."""
        lately = not event.at or event.at > self.since  # without a time it may have been yesterday
        if part.standing is Standing.CHILD:
            return protecting or self._is_child(person, lately)
        return protecting or lately or self._opposed(person, event) or self._shares_a_home(person)

    def _opposed(self, person: str, event: Event) -> bool:
        """Against somebody whom the asker's matter names or whom he serves."""
        against = {p.person for p in self.parts[event.id] if p.standing is Standing.ALLEGED}
        return bool((against & self.concerned) - {person})

    def _shares_a_home(self, person: str) -> bool:
        others = {p: keys for p, keys in self._homes.items() if p in self.concerned - {person}}
        mine = self._homes.get(person, set())
        return any(mine & keys for keys in others.values())

    @cached_property
    def _homes(self) -> Mapping[str, set[str]]:
        homes: dict[str, set[str]] = {}
        for person, place in self._places:
            homes.setdefault(person, set()).add(place.key)
        for person, key, until in self.facts.serving.homes:
            if until[:10] >= self.today:
                homes.setdefault(person, set()).add(key)
        return homes

    @cached_property
    def _places(self) -> Sequence[tuple[str, Place]]:
        """Where each person lives now, as far as any record says."""
        owners = {r.id: r.person for r in self.facts.records}
        living = (place for place in self.facts.places if place.until[:10] >= self.today)
        return [(owners[place.owner], place) for place in living if place.owner in owners]

    def _ordered(self, person: str) -> bool:
        """An order in force protects him now: served, begun, not ended."""
        return any(
            event.label == "Order" and order_in_force(event, self.today) for _, event in self._protective_parts(person)
        )

    def _suppressed(self, person: str) -> bool:
        return any(p == person and place.suppressed for p, place in self._places)

    def _is_child(self, person: str, lately: bool) -> bool:
        """By the youngest age that any record gives; an unknown age grows up with the window."""
        mine = (r.birth_date for r in self.facts.records if r.person == person)
        born = max((day for day in mine if day), default="")
        return is_child(born, self.today, self.child_until) if born else lately


def is_child(born: str, today: str, child_until: int) -> bool:
    """By a date of birth; without one nobody is known to be."""
    return bool(born) and _years_after(born, child_until) > today


def order_in_force(order: Event, today: str) -> bool:
    """Enforceable only after service (FVPA 2008; Victoria Legal Aid, when an order starts)."""
    begun = order.served and (not order.starts_on or order.starts_on <= today)
    lasting = not order.ends_on or today <= order.ends_on
    return begun and lasting and order.state not in ENDED_ORDERS


def _months_before(now: str, months: int) -> str:
    year, month = int(now[:4]), int(now[5:7])
    index = year * 12 + month - 1 - months
    return f"{index // 12:04}-{index % 12 + 1:02}{now[7:]}"


def _years_after(day: str, years: int) -> str:
    born = date.fromisoformat(day)
    return f"{born.year + years:04}{day[4:]}"
