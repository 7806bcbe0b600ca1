"""What of one asker's view may be passed on to another: no more than either is shown, less what is held back.

FVPA 2008 (Vic) Pt 5A Div 6: custodians give the Central Information Point what could be shared under Part 5A, and it
gives a requester what the requester's own status permits. So a report shows a recipient only what both may see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from authz.judgement import LISTED, Noun
from authz.verdict import APART, EVENTS, SUBJECTS, WALLED, Verdict, shown, there
from authz.words import Facet, Level

KEPT = "_kept"


@dataclass(frozen=True, slots=True)
class Review:
    """Ids of nodes (every version of what a reviewer decided on): `withheld` are not there at all, `masked` at most in
    a summary."""

    withheld: frozenset[str] = frozenset()
    masked: frozenset[str] = frozenset()


def passed_on(giver: Verdict, recipient: Verdict, nouns: Mapping[str, Noun], review: Review) -> Verdict:
    """At the recipient's position. Own records of either that no matter reaches are not passed on."""
    lists: dict[str, list[str]] = {}
    for noun in nouns.values():
        here = _ids(giver, there(noun.label)) & _ids(recipient, there(noun.label))
        levels = {facet: _levels(giver, recipient, noun, facet, review) for facet in noun.facets}
        remaining = {id for id in here if _best(noun, levels, id) >= noun.there_from}
        lists[there(noun.label)] = sorted(remaining)
        for facet, of in levels.items():
            for level in LISTED:
                lists[shown(noun.label, facet, level)] = sorted(id for id, found in of.items() if found == level)
    lists |= {name: sorted(_ids(giver, name) | _ids(recipient, name)) for name in _kept(giver, recipient)}
    lists[SUBJECTS] = sorted(_ids(giver, SUBJECTS) & _ids(recipient, SUBJECTS))
    lists[EVENTS] = sorted({id for noun in nouns.values() if noun.standings for id in lists[there(noun.label)]})
    return Verdict(lists, recipient.position)


def told_of(verdict: Verdict, nouns: Mapping[str, Noun]) -> Set[str]:
    """Ids of the events of which at least a summary is told, whether or not they are there by themselves."""
    facets = ((noun.label, noun.facet) for noun in nouns.values() if noun.standings)
    return {
        id
        for label, facet in facets
        for level in (Level.F, Level.S)
        for id in _ids(verdict, shown(label, facet, level))
    }


def _levels(giver: Verdict, recipient: Verdict, noun: Noun, facet: Facet, review: Review) -> dict[str, Level]:
    """The lower of the two; of what is masked a summary at most."""
    mine, theirs = _of(giver, noun, facet), _of(recipient, noun, facet)
    both = {id: min(level, theirs[id]) for id, level in mine.items() if id in theirs and id not in review.withheld}
    return {id: min(level, Level.S) if id in review.masked else level for id, level in both.items()}


def _of(verdict: Verdict, noun: Noun, facet: Facet) -> dict[str, Level]:
    found = ((level, verdict.lists.get(shown(noun.label, facet, level), ())) for level in LISTED)
    return {id: level for level, ids in found for id in ids}


def _best(noun: Noun, levels: Mapping[Facet, Mapping[str, Level]], id: str) -> Level:
    facets = (noun.facet, Facet.SUPPRESSED_LOCATION)
    return max(levels.get(facet, {}).get(id, Level.N) for facet in facets)


def _kept(*verdicts: Verdict) -> Iterable[str]:
    """Fields that markings keep, and what walls keep: whatever either is not shown."""
    return {name for verdict in verdicts for name in verdict.lists if name.endswith(KEPT)} | {WALLED, APART}


def _ids(verdict: Verdict, name: str) -> Set[str]:
    return set(verdict.lists.get(name, ()))
