"""What becomes of a new record's person: compared with whom he may be, linked by rule, or put before a reviewer.

A description that nobody compared yet is `fresh`; whatever stopped the hub, it is compared at the next turn.
Every outcome is one ledger command, so that a graph built again holds the same decisions, whatever the weights
are by then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph.candidates import KIN, Between, Candidates, Matched, Met, Near
from graph.following import Following
from schema.matching.case import Circumstances
from schema.matching.description import Description, of_text
from schema.matching.joining import Link, moves
from schema.matching.rules import BLOCKS, CANDIDATE, LINKS, WEIGHT, Band, Judgement, judge
from schema.matching.scoring import Feature, weigh
from schema.matching.weights import Weights

BY = "matcher"
CONFLICT = "CONFLICT"
SENTENCES = {rule.id: rule.sentence for rule in (*BLOCKS, *LINKS)} | {
    WEIGHT: "Likely enough for a person to look, and no rule links them.",
    CONFLICT: "A link would bring together, or choose between, two who were decided to be two people.",
}
MORE_BITS = 1.0  # a possible match is told again when it became twice as likely
Pair = tuple[str, str]
Identify = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Likely:
    """Two persons who met by keys, and how they compare."""

    met: Met
    judgement: Judgement

    @property
    def persons(self) -> Pair:
        return _in_order(self.met.left.person, self.met.right.person)


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
        while fresh := await self.candidates.near():
            met = await self.candidates.between(await asyncio.to_thread(self._worth, fresh))
            done = await asyncio.to_thread(self._round, met)
            owner = _owners(met)
            compared = [near.description for near in fresh if owner.get(near.origin) not in done.later]
            body = {"at": self.now(), "compared": compared, "decisions": done.decisions, "moves": done.moves}
            await self.following.decide("decideIdentity", body, str(body["at"]), BY)

    def _worth(self, fresh: Sequence[Near]) -> list[Pair]:
        """Origins of which two descriptions alone make it likely: what was said before was compared before."""
        found: dict[Pair, None] = {}
        for new in fresh:
            mine = of_text(new.said)
            for origin, said in new.near:
                pair = _in_order(new.origin, origin)
                if pair not in found and weigh(mine, of_text(said), self.weights).total >= CANDIDATE:
                    found[pair] = None
        return list(found)

    def _round(self, met: Sequence[Met]) -> Round:
        done = Round()
        for pair in self._judged(met):
            if pair.judgement.band is Band.SAME:
                self._link(pair, done)
            elif pair.judgement.band is Band.POSSIBLE and _is_news(pair):
                done.decisions.append(self._decision(pair, "POSSIBLE"))
        return done

    def _judged(self, met: Sequence[Met]) -> Iterator[Likely]:
        """Each two persons once, the likeliest first; and no rule chooses between two who are two people."""
        found = {}
        for one in met:
            persons = _in_order(one.left.person, one.right.person)
            if persons[0] != persons[1] and persons not in found:
                found[persons] = Likely(one, self._judgement(one))
        likely = sorted(found.values(), key=lambda pair: (-pair.judgement.evidence.total, pair.persons))
        same = [pair.persons for pair in likely if pair.judgement.band is Band.SAME]
        apart = _told_apart(met)
        for pair in likely:
            conflict = pair.judgement.band is Band.SAME and _conflicts(pair.persons, same, apart)
            yield (
                replace(pair, judgement=replace(pair.judgement, band=Band.POSSIBLE, rule=CONFLICT))
                if conflict
                else pair
            )

    def _judgement(self, met: Met) -> Judgement:
        left, right = (tuple(map(of_text, side.said)) for side in (met.left, met.right))
        circumstances = Circumstances(
            same_event=met.stands.same_event,
            counter_party=met.stands.crossing,
            suppressed=met.stands.suppressed,
            household=_share_a_home(left, right),
            forbidden=any(_is_of(match, met) and match.state == "NOT_SAME" for match in met.stands.matches_between),
            kin=any(match.state == KIN for match in met.stands.matches_between),
        )
        return judge(left, right, circumstances, self.weights)

    def _link(self, pair: Likely, done: Round) -> None:
        """One join of a person in a round: what it brings with it is looked at in the next."""
        if done.joined & set(pair.persons):
            done.later |= set(pair.persons)
            return
        done.joined |= set(pair.persons)
        decision = self._decision(pair, "LINKED")
        origins = (*pair.met.left.origins, *pair.met.right.origins)
        held = [Link(m.left, m.right, m.decision, m.confirmed) for m in pair.met.stands.links]
        new = Link(*pair.met.origins, str(decision["id"]))
        done.moves += [move.as_row() for move in moves(origins, held, [*held, new])]
        done.decisions.append(decision)

    def _decision(self, pair: Likely, state: str) -> dict[str, Any]:
        origins, judgement, stands = pair.met.origins, pair.judgement, pair.met.stands
        match, at, evidence = self.identify("match", *origins), self.now(), judgement.evidence
        return {
            "id": self.identify("decision", match, state, at, f"{evidence.total:.3f}"),
            "match": match,
            "left": origins[0],
            "right": origins[1],
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


def safety(stands: Between) -> int:
    """How much harm a wrong join would do: a hidden home, the other side, a child."""
    return 4 * stands.suppressed + 2 * stands.crossing + stands.child


def as_text(feature: Feature) -> str:
    """Stored with the decision: `name|IDENTITY|+9.3|Full name the same`."""
    return f"{feature.name}|{feature.facet}|{feature.weight:+.1f}|{feature.words}"


def _in_order(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)


def _share_a_home(left: Sequence[Description], right: Sequence[Description]) -> bool:
    homes = [{address for said in side for address in said.addresses} for side in (left, right)]
    return bool(homes[0] & homes[1])


def _is_of(match: Matched, met: Met) -> bool:
    return {match.left, match.right} == set(met.origins)


def _owners(met: Sequence[Met]) -> dict[str, str]:
    """Whose origin each is."""
    return {origin: side.person for one in met for side in (one.left, one.right) for origin in side.origins}


def _told_apart(met: Sequence[Met]) -> frozenset[Pair]:
    """Persons of whom a decision says that they are two."""
    owner = _owners(met)
    found = (match for one in met for match in one.stands.matches if match.state in ("NOT_SAME", KIN))
    return frozenset(_in_order(owner.get(m.left, m.left), owner.get(m.right, m.right)) for m in found)


def _conflicts(persons: Pair, same: Sequence[Pair], apart: frozenset[Pair]) -> bool:
    """They were told apart themselves, or one of them is as much another from whom the other was told apart."""
    if persons in apart:
        return True
    near = {one for pair in same if set(pair) & set(persons) for one in pair}
    return any(set(pair) <= near for pair in apart)


def _is_news(pair: Likely) -> bool:
    """Not decided or told before, or much likelier since."""
    told = [match for match in pair.met.stands.matches if _is_of(match, pair.met)]
    return all(m.state == "POSSIBLE" and pair.judgement.evidence.total > m.score + MORE_BITS for m in told)
