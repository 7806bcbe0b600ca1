"""`python -m bench.policy_cost`: what the access policy costs, on the history page, in ratios of one run.

The same question goes through the same hub with its statement as it is, and with every test of membership taken out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from statistics import median
from typing import Any

import orjson
import typer
from rich.console import Console

from authz.admission import Admitted
from authz.issuing import ISSUER
from authz.requester import Declaration
from authz.words import Purpose
from bench.command import FOLDER, Reports, Rounds, To, keep, on_a_hub
from bench.hub import BenchFault, Served, served
from bench.measuring import ids_of, timed
from bench.pages import Page, pages
from graph import registry
from resolvers.answering import Hub
from resolvers.reading import Question
from server import Settings

LATEST = FOLDER / "policy_cost.json"
MEMBER = re.compile(
    r"\((\w+)\.id IN \$given\.\w+ OR \(\1\.own IN \$given\.own_\w+ AND NOT \1\.id IN \$given\.walled\)\)"
)
AT_HAND, FIRST = 1.15, 2.5  # bounds on the ratios
WARMING = 150  # rounds: the longest statement of all is compiled by Java only after some hundred calls


@dataclass(frozen=True, slots=True)
class Cost:
    """Medians in milliseconds of a whole answer: without the policy, with facts at hand, and as the first question."""

    rounds: int
    without: float
    at_hand: float
    first: float
    ids: int
    ids_without: int
    tests: int

    @property
    def ratios(self) -> tuple[float, float]:
        return self.at_hand / self.without, self.first / self.without

    @property
    def within(self) -> bool:
        return self.ratios[0] <= AT_HAND and self.ratios[1] <= FIRST

    def data(self) -> dict[str, Any]:
        at_hand, first = self.ratios
        bounds = {"at_hand": AT_HAND, "first": FIRST}
        return {**asdict(self), "at_hand_over_without": at_hand, "first_over_without": first, "bounds": bounds}


def without_policy(text: str) -> str:
    """The statement that shows everything: a bound for the bench, and for no hub."""
    return MEMBER.sub("true", text)


class Asking:
    """The history page, asked of the hub in three ways."""

    def __init__(self, hub: Served, page: Page, admitted: Admitted) -> None:
        self.served, self.page, self.admitted = hub, page, admitted
        self.case = hub.cases[page.role]
        self.texts: dict[str, str] = {}
        self.open = replace(hub.parts.hub, fetch=self._unguarded)

    async def at_hand(self) -> bytes:
        return await self._ask(self.served.parts.hub)

    async def first(self) -> bytes:
        self.served.forget()
        return await self.at_hand()

    async def without(self) -> bytes:
        return await self._ask(self.open)

    @property
    def tests(self) -> int:
        return sum(len(MEMBER.findall(text)) for text in self.texts)

    async def _ask(self, hub: Hub) -> bytes:
        declared = Declaration(Purpose(self.case.purpose), self.case.matter, self.case.reason)
        return await hub.ask(Question(self.page.text, self.page.variables, None, declared), self.admitted)

    async def _unguarded(self, text: str, given: Mapping[str, Any]) -> Any:
        if text not in self.texts:
            self.texts[text] = without_policy(text)
        return await self.served.parts.database.value(self.texts[text], given)


async def cost(hub: Served, rounds: int, warming: int) -> Cost:
    """In rounds that interleave the ways; the first question leaves its facts at hand for the next."""
    page = next(page for page in await pages(hub) if page.name == "history page")
    account = await registry.account(hub.parts.database.value, ISSUER, page.role)
    if account is None:
        raise BenchFault(f"There is no account of {page.role}.")
    asking = Asking(hub, page, Admitted(account, True, frozenset({"read"})))
    ways = {"first": asking.first, "at_hand": asking.at_hand, "without": asking.without}
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(warming + rounds):
        for name, way in ways.items():
            took = await timed(way)
            if number >= warming:
                times[name].append(took)
    shown, everything = [ids_of(orjson.loads(await way())["data"]) for way in (asking.at_hand, asking.without)]
    if not shown <= everything or not asking.tests:
        raise BenchFault("Without the policy less was shown than with it.")
    medians = {name: median(taken) for name, taken in times.items()}
    return Cost(rounds, **medians, ids=len(shown), ids_without=len(everything), tests=asking.tests)


async def run(settings: Settings, reports: int, rounds: int, warming: int = WARMING) -> Cost:
    async with served(settings, reports) as hub:
        return await cost(hub, rounds, warming)


cli = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@cli.command()
def main(
    rounds: Rounds = 60,
    reports: Reports = 3000,
    to: To = LATEST,
) -> None:
    console = Console()
    found = on_a_hub(lambda settings: run(settings, reports, rounds))
    keep(found.data(), to)
    at_hand, first = found.ratios
    console.print(f"History page of {found.ids} ids, {found.tests} tests of membership in its statement.")
    console.print(f"With the policy, facts at hand: {at_hand:.2f} of the time without (bound {AT_HAND}).")
    console.print(f"The first question of a matter: {first:.2f} (bound {FIRST}). Written to {to}.", soft_wrap=True)
    if not found.within:
        raise typer.Exit(1)


if __name__ == "__main__":
    cli()
