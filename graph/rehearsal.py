"""Two policies on the matters that are open now: how many records, events and places either would show.

Every open matter is judged for one active account of each role of its organisation; the walls around an account's own
clients are those of that account. Own files that no matter reaches are not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from authz.access import Access
from authz.facts import Facts
from authz.judgement import LISTED, Noun, judge
from authz.policy_data import Policy
from authz.requester import Organisation
from authz.verdict import NOTHING_SEEN, Verdict, shown
from authz.words import Facet, Level, Purpose
from graph.registry import organisation_of
from graph.scope import Scope
from graph.scopes import Fetch, in_force

# Matters with an account a role: [matter, purpose, organisation, custodian, terms, until, role, account].
OPEN_MATTERS = """
RETURN COLLECT {
  MATCH (o:Organisation)-[:OPENED]->(m:Matter {status: 'OPEN'}) MATCH (a:Account {status: 'ACTIVE'})-[:MEMBER_OF]->(o)
  WITH o, m, a.role AS role, min(a.id) AS account UNWIND [m.purpose] + coalesce(m.also, []) AS purpose
  WITH o, m, role, account, purpose ORDER BY m.id, role, purpose
  RETURN [m.id, purpose, o.id, o.kind, o.custodian, o.terms, o.until, role, account] }""".strip()


@dataclass(frozen=True, slots=True)
class Moved:
    """How many nodes of a noun go from one level of a facet to another, in the matters of a role and purpose."""

    role: str
    purpose: Purpose
    noun: str
    facet: Facet
    was: Level
    now: Level


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """`asked`: matters times roles that were judged."""

    asked: int
    moved: Mapping[Moved, int]


async def rehearse(
    fetch: Fetch, scope: Scope, nouns: Mapping[str, Noun], old: Policy, new: Policy, now: str
) -> Rehearsal:
    """Nothing is written and nobody's values are read: facts and ids alone. `now` is an instant."""
    moved, asked = Counter[Moved](), 0
    async for row in _open(fetch):
        asked += 1
        given = {"matter": row.matter, "account": row.account, "organisation": row.organisation.id,
                 "purpose": str(row.purpose)}  # fmt: skip
        facts = scope.facts(await fetch(scope.text, given))
        asking = row.role, row.purpose, row.organisation, now[:10]
        was, then = (_verdict(Access.of(policy, *asking, reasoned=True), facts, nouns, now) for policy in (old, new))
        for (noun, facet), before, after in _levels(nouns, was, then):
            for id in before.keys() | after.keys():
                levels = before.get(id, Level.N), after.get(id, Level.N)
                if levels[0] is not levels[1]:
                    moved[Moved(row.role, row.purpose, noun, facet, *levels)] += 1
    return Rehearsal(asked, moved)


@dataclass(frozen=True, slots=True)
class _Row:
    matter: str
    purpose: Purpose
    organisation: Organisation
    role: str
    account: str


async def _open(fetch: Fetch) -> AsyncIterator[_Row]:
    for matter, purpose, id, kind, custodian, terms, until, role, account in await fetch(OPEN_MATTERS, {}) or []:
        held = organisation_of(id, kind, custodian, terms, until)
        yield _Row(matter, Purpose(purpose), held, role, account)


def _verdict(access: Access, facts: Facts, nouns: Mapping[str, Noun], now: str) -> Verdict:
    """A role that the policy does not know, or may not declare the purpose, sees nothing."""
    if access.role not in access.policy.roles or not access.row.may:
        return NOTHING_SEEN
    return judge(access, facts, in_force(access, facts, now), nouns)


def _levels(
    nouns: Mapping[str, Noun], was: Verdict, now: Verdict
) -> list[tuple[tuple[str, Facet], dict[str, Level], dict[str, Level]]]:
    found = []
    for noun in nouns.values():
        for facet in noun.facets:
            before, after = (
                {id: level for level in LISTED for id in verdict.lists.get(shown(noun.label, facet, level), ())}
                for verdict in (was, now)
            )
            found.append(((noun.label, facet), before, after))
    return found
