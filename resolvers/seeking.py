"""The one search of an operation, from its refusal to the ledger and the alert."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import structlog

from authz.access import Access
from authz.facts import Facts
from authz.keys import new_id
from authz.moment import Moment
from authz.requester import Requester
from authz.search import Declared
from authz.search_budget import Budget, BudgetUsed, Used
from graph import shape
from graph.cursor import BadCursor
from graph.selection import Selection, given_of
from resolvers.errors import Fault
from resolvers.finding import Hits
from resolvers.mutations import Command
from resolvers.searching import Found, Page, Search, opened
from resolvers.sought import asked

ADDRESS_SEARCH_LIMIT = "ADDRESS_SEARCH_LIMIT"
LOG = structlog.get_logger("search")


class Counting(Protocol):
    """The ledger, as far as a search is counted."""

    async def searches(self, account: str, now: str) -> Used: ...
    async def disclose_search(self, body: Mapping[str, Any], at: str, budget: Budget) -> tuple[str, bool]: ...


def search_of(selections: Sequence[Selection]) -> Selection | None:
    """One in an operation: each is counted."""
    found = [selection for selection in selections if selection.name == "find_people"]
    if len(found) > 1:
        raise Fault("BAD_REQUEST", "Search for people once in an operation: each search is counted.")
    return found[0] if found else None


@dataclass(slots=True)
class Seeking:
    """`found`, `told` and `people`, those of the hits, are of the last answer of the statement."""

    search: Search
    selection: Selection
    page: Page
    asker: Requester
    now: str
    found: Found | None = None
    results: int = 0
    told: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)

    @classmethod
    async def begin(
        cls,
        ledger: Counting,
        access: Access,
        asker: Requester,
        now: str,
        selection: Selection,
        variables: Mapping[str, Any],
        key: bytes,
    ) -> Seeking:
        """Refused before any statement."""
        wanted = asked(selection, variables)
        declared = Declared(bool(asker.declaration.reason.strip()), bool(asker.declaration.matter))
        used = await ledger.searches(asker.account.id, now)
        search = opened(access, wanted, selection, declared, used, now[:10])
        first, after = (given_of(selection.arguments[name], variables) for name in ("first", "after"))
        try:
            page = Page.asked(wanted, key, first, after)
        except BadCursor:
            raise Fault("BAD_CURSOR", "`after` is not a cursor of this search for you.") from None
        return cls(search, selection, page, asker, now)

    def given(self, facts: Facts, moment: Moment) -> dict[str, Any]:
        self.found = self.search.at(facts, moment)
        return self.found.given()

    async def answer(self, column: Any) -> Any:
        """Names are compared off the loop: others are answered meanwhile."""
        rows, self.told = column
        assert self.found
        hits: Hits = await asyncio.to_thread(self.found.answer, rows, self.page)
        self.results, self.people = len(hits.nodes), [hit.id for hit in hits.nodes]
        return shape.plain(self.selection, hits)

    @property
    def budget(self) -> Budget:
        return self.search.budget(self.asker.account.id)

    async def disclose(self, ledger: Counting, body: Mapping[str, Any], command: Callable[[], Command]) -> str:
        """The ledger's entry; the search by address that is the last of the hour tells a supervisor."""
        entry = {**body, "search": self.search.ledger_entry(self.results, self.told)}
        try:
            audit_id, last = await ledger.disclose_search(entry, self.now, self.budget)
        except BudgetUsed as used:
            raise Fault("RATE_LIMITED", str(used)) from None
        if last and self.search.opens.alerts:
            await self._alert(command())
        return audit_id

    async def _alert(self, command: Command) -> None:
        account, organisation = self.asker.account.id, self.asker.organisation
        body = {"id": new_id(), "kind": ADDRESS_SEARCH_LIMIT, "account": account,
                "organisation": organisation, "at": self.now}  # fmt: skip
        LOG.warning("address search limit", account=account, organisation=organisation)
        await command("raiseAlert", body, self.now, account)
