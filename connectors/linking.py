"""What becomes of a new record's person: compared with whom he may be, linked by rule, or put before a reviewer.

A description that nobody compared yet is `fresh`; whatever stopped the hub, it is compared at the next turn.
Every outcome is one ledger command, so that a graph built again holds the same decisions, whatever the weights
are by then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph.candidates import Between, Candidates, Known, Matched, Near
from graph.following import Following
from schema.matching.case import Circumstances
from schema.matching.description import Description, of_row
from schema.matching.joining import Link, joined, moves
from schema.matching.rules import BLOCKS, CANDIDATE, LINKS, WEIGHT, Band, Judgement, judge
from schema.matching.scoring import Feature, weigh
from schema.matching.weights import Weights

BY = "matcher"
CONFLICT = "CONFLICT"
SENTENCES = {rule.id: rule.sentence for rule in (*BLOCKS, *LINKS)} | {
    WEIGHT: "As likely one person as two, or more.",
    CONFLICT: "A link would bring together, or choose between, two who were decided to be two people.",
}
MORE_BITS = 1.0  # a possible match is told again when it became twice as likely
Pair = tuple[str, str]
Identify = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Likely:
    """Two persons, the origins that led from one to the other, and how they compare."""

    persons: Pair
    origins: Pair
    left: tuple[Description, ...]
    right: tuple[Description, ...]
    judgement: Judgement


@dataclass(slots=True)
class Round:
    """What one command holds."""

    decisions: list[dict[str, Any]] = field(default_factory=list)
    moves: list[dict[str, Any]] = field(default_factory=list)
    joined: set[str] = field(default_factory=set)  # persons; each is joined once a round
    later: set[str] = field(default_factory=set)  # persons with more to be joined to


class Linking:
    def __init__(
        self,
        candidates: Candidates,
        following: Following,
        identify: Identify,
        weights: Weights,
        now: Callable[[], str],
    ) -> None:
        self.candidates, self.following, self.identify = candidates, following, identify
        self.weights, self.now = weights, now

    async def settle(self) -> None:
        """Compares what is fresh until nothing is. It is the caller's turn."""
        while True:
            fresh, known = await self.candidates.near()
            if not fresh:
                return
            likely = await asyncio.to_thread(self._likely, fresh, known)
            between = await self.candidates.stands_between([pair.persons for pair in likely])
            done = self._round(likely, between, {known_one.person: known_one for known_one in known})
            owner = {origin: one.person for one in known for origin in one.origins}
            compared = [near.description for near in fresh if owner[near.origin] not in done.later]
            body = {"at": self.now(), "compared": compared, "decisions": done.decisions, "moves": done.moves}
            await self.following.decide("decideIdentity", body, str(body["at"]), BY)

    # whom it may be

    def _likely(self, fresh: Sequence[Near], known: Sequence[Known]) -> list[Likely]:
        """Pairs of persons that are a candidate by what is said of them, the likeliest first."""
        said = {one.person: tuple(of_row(dict(row)) for row in one.said) for one in known}
        owner = {origin: one.person for one in known for origin in one.origins}
        found = {}
        for new, origin in _met(fresh, owner):
            persons = _in_order(owner[new.origin], owner[origin])
            if persons not in found and self._worth(new, said[owner[origin]]):
                found[persons] = self._compared(persons, _in_order(new.origin, origin), said)
        likely = (pair for pair in found.values() if pair.judgement.band is not Band.DIFFERENT)
        return sorted(likely, key=lambda pair: (-pair.judgement.evidence.total, pair.persons))

    def _worth(self, new: Near, said: Sequence[Description]) -> bool:
        """The new description alone makes it likely: what was said before was compared before."""
        mine = of_row(dict(new.said))
        return any(weigh(mine, other, self.weights).total >= CANDIDATE for other in said)

    def _compared(self, persons: Pair, origins: Pair, said: Mapping[str, tuple[Description, ...]]) -> Likely:
        left, right = (said[person] for person in persons)
        circumstances = Circumstances(household=_share_a_home(left, right))
        return Likely(persons, origins, left, right, judge(left, right, circumstances, self.weights))

    # what becomes of it

    def _round(self, likely: Sequence[Likely], between: Mapping[Pair, Between], known: Mapping[str, Known]) -> Round:
        done = Round()
        for pair, judgement in self._judgements(likely, between, known):
            stands = between[pair.persons]
            if judgement.band is Band.SAME:
                self._link(pair, judgement, stands, known, done)
            elif judgement.band is Band.POSSIBLE and _is_news(pair, judgement, stands):
                done.decisions.append(self._decision(pair, judgement, stands, "POSSIBLE"))
        return done

    def _judgements(
        self, likely: Sequence[Likely], between: Mapping[Pair, Between], known: Mapping[str, Known]
    ) -> Iterator[tuple[Likely, Judgement]]:
        """What stands between two is known now; and no rule chooses between two who are two people."""
        judged = [(pair, self._judged(pair, between[pair.persons])) for pair in likely]
        same = [pair.persons for pair, judgement in judged if judgement.band is Band.SAME]
        apart = _told_apart(between, known)
        for pair, judgement in judged:
            conflict = judgement.band is Band.SAME and _conflicts(pair.persons, same, apart)
            yield pair, replace(judgement, band=Band.POSSIBLE, rule=CONFLICT) if conflict else judgement

    def _judged(self, pair: Likely, stands: Between) -> Judgement:
        circumstances = Circumstances(
            same_event=stands.same_event,
            counter_party=stands.crossing,
            suppressed=stands.suppressed,
            household=_share_a_home(pair.left, pair.right),
            forbidden=any(_is_of(match, pair) and match.state == "NOT_SAME" for match in stands.matches_between),
        )
        return judge(pair.left, pair.right, circumstances, self.weights)

    def _link(
        self, pair: Likely, judgement: Judgement, stands: Between, known: Mapping[str, Known], done: Round
    ) -> None:
        """One join of a person in a round: what it brings with it is looked at in the next."""
        if done.joined & set(pair.persons):
            done.later |= set(pair.persons)
            return
        done.joined |= set(pair.persons)
        decision = self._decision(pair, judgement, stands, "LINKED")
        origins = [origin for person in pair.persons for origin in known[person].origins]
        held = links_of(stands.matches)
        new = Link(*pair.origins, str(decision["id"]))
        done.moves += [move.as_row() for move in moves(joined(origins, held), joined(origins, [*held, new]))]
        done.decisions.append(decision)

    def _decision(self, pair: Likely, judgement: Judgement, stands: Between, state: str) -> dict[str, Any]:
        match, at = self.identify("match", *pair.origins), self.now()
        evidence = judgement.evidence
        return {
            "id": self.identify("decision", match, state, at, f"{evidence.total:.3f}"),
            "match": match,
            "left": pair.origins[0],
            "right": pair.origins[1],
            "state": state,
            "rule": judgement.rule,
            "reason": SENTENCES[judgement.rule],
            "score": round(evidence.total, 3),
            "probability": round(evidence.probability, 9),
            "because": [as_text(feature) for feature in evidence.features if feature.weight],
            "safety": safety(stands),
            "second_person": stands.suppressed,
            "confirmed": False,
            "method": "RULE" if state == "LINKED" else "WEIGHT",
            "by": BY,
            "weights": self.weights.version,
        }


def links_of(matches: Sequence[Matched]) -> list[Link]:
    """The links that hold."""
    return [Link(m.left, m.right, m.decision, bool(m.confirmed)) for m in matches if m.state == "LINKED"]


def safety(stands: Between) -> int:
    """How much harm a wrong join would do: a hidden home, the other side, a child."""
    return 4 * stands.suppressed + 2 * stands.crossing + stands.child


def as_text(feature: Feature) -> str:
    """Stored with the decision: `name|IDENTITY|+9.3|Full name the same`."""
    return f"{feature.name}|{feature.facet}|{feature.weight:+.1f}|{feature.words}"


def _met(fresh: Sequence[Near], owner: Mapping[str, str]) -> Iterator[tuple[Near, str]]:
    for one in fresh:
        for origin in one.near:
            if owner[origin] != owner[one.origin]:
                yield one, origin


def _in_order(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)


def _share_a_home(left: Sequence[Description], right: Sequence[Description]) -> bool:
    homes = [{address for said in side for address in said.addresses} for side in (left, right)]
    return bool(homes[0] & homes[1])


def _is_of(match: Matched, pair: Likely) -> bool:
    return {match.left, match.right} == set(pair.origins)


def _told_apart(between: Mapping[Pair, Between], known: Mapping[str, Known]) -> frozenset[Pair]:
    """Persons of whom a decision says that they are two."""
    owner = {origin: person for person, one in known.items() for origin in one.origins}
    found = (m for stands in between.values() for m in stands.matches if m.state == "NOT_SAME")
    return frozenset(_in_order(owner.get(m.left, m.left), owner.get(m.right, m.right)) for m in found)


def _conflicts(persons: Pair, same: Sequence[Pair], apart: frozenset[Pair]) -> bool:
    """They were told apart themselves, or one of them is as much another from whom the other was told apart."""
    if persons in apart:
        return True
    near = {one for pair in same if set(pair) & set(persons) for one in pair}
    return any(set(pair) <= near for pair in apart)


def _is_news(pair: Likely, judgement: Judgement, stands: Between) -> bool:
    """Not decided or told before, or much likelier since."""
    told = [match for match in stands.matches if _is_of(match, pair)]
    return all(m.state == "POSSIBLE" and judgement.evidence.total > m.score + MORE_BITS for m in told)
