"""Facts at hand: gathered once a matter and asker, forgotten when the graph moves on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from authz.access import Access
from authz.facts import Facts
from authz.judgement import Noun, judge
from authz.kept import Kept
from authz.moment import Moment, moment_of
from authz.requester import Requester
from authz.verdict import Verdict
from graph.scope import Scope

# By their number and not by their size: how much is hidden behind a matter must not decide whose facts are gathered
# again, which takes longer.
MOST_KNOWN = 300
Fetch = Callable[[str, Mapping[str, Any]], Awaitable[Any]]
Judged = tuple[object, ...]


@dataclass(slots=True)
class Known:
    """Facts, and what they were judged to open, by all that a judgement depends on."""

    facts: Facts
    verdicts: dict[Judged, Verdict] = field(default_factory=dict)


class Scopes:
    """Facts are kept at an access position: how far the graph had followed the ledger."""

    def __init__(self, fetch: Fetch, scope: Scope, nouns: Mapping[str, Noun]) -> None:
        self.fetch, self.scope, self.nouns = fetch, scope, nouns
        self.known: Kept[tuple[str, str, str], Known] = Kept("facts", MOST_KNOWN)
        self.position = -1

    async def warm(self, run: Fetch) -> None:
        """Planned before anybody asks, however long that takes; for a matter that does not exist."""
        await run(self.scope.text, {"matter": "", "account": "", "organisation": "", "purpose": ""})

    async def verdict(self, access: Access, asker: Requester, now: str) -> Verdict:
        known = await self._known(asker)
        moment = in_force(access, known.facts, now)
        judged = (access.role, access.purpose, access.organisation, access.custodian,
                  access.risk_assessment_entity, access.today, access.reasoned, access.cip_requester,
                  access.scope, *moment.key)  # fmt: skip
        if judged not in known.verdicts:
            known.verdicts[judged] = judge(access, known.facts, moment, self.nouns)
        return known.verdicts[judged]

    async def at(self, access: Access, asker: Requester, now: str) -> tuple[Facts, Moment]:
        """The facts, and what of them is in force now: for what no list of a verdict says."""
        facts = await self.facts(asker)
        return facts, in_force(access, facts, now)

    async def facts(self, asker: Requester) -> Facts:
        """Those of the asker's matter, in force or not."""
        return (await self._known(asker)).facts

    def moved_to(self, position: int) -> None:
        """Facts of elsewhere than where the graph is are forgotten."""
        if position != self.position:
            self.known.clear()
            self.position = position

    async def _known(self, asker: Requester) -> Known:
        key = (asker.declaration.matter, asker.account.id, str(asker.purpose))
        if known := self.known.get(key):
            return known
        facts = await self._gather(asker)
        self.moved_to(facts.position)
        return self.known.put(key, Known(facts))

    async def _gather(self, asker: Requester) -> Facts:
        given = {
            "matter": asker.declaration.matter,
            "account": asker.account.id,
            "organisation": asker.organisation,
            "purpose": str(asker.purpose),
        }
        return self.scope.facts(await self.fetch(self.scope.text, given))


def in_force(access: Access, facts: Facts, now: str) -> Moment:
    """What of the facts holds at that instant, by the settings of the policy."""
    settings = access.policy.settings
    return moment_of(facts, now, int(settings["protective_window_months"]), int(settings["child_until"]))
