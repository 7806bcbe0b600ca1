"""`python -m bench.expansion`: the relationships of one person who is met with hundreds, as an explorer asks for them.

He is the respondent of as many reports more, each of somebody else. In rounds that interleave them: `hub`, the whole
answer of the hub with facts at hand, and `bare`, its own statement through the official driver and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console

from bench.command import keep, on_a_hub
from bench.hub import UNTIL, BenchFault, Served, served
from bench.measuring import Ways, timed
from bench.pages import Page
from connectors.synthetic.population import Population, population
from graph.reaching import MOST_FOLLOWED
from server import Settings

LATEST = Path(__file__).with_name("report") / "expansion.json"
BOUND = 2.0
OTHERS = 11  # the seed of those whom he is met with
FEWEST = 200  # reports: the cast of a population has some of its own
NUMBERED = {"CROWD": "99", "ALONE": "98", "BARE": "97"}
EXPAND = """query Expand($id: ID!, $first: Int!) {
  expand(person: $id, first: $first) {
    people counts { kind people } more said
    neighbours { person { id familyNames givenNames initials birthYears } records { kind id } said } }
}"""


@dataclass(frozen=True, slots=True)
class Expansion:
    """Medians in milliseconds."""

    people: int
    rounds: int
    hub: float
    bare: float

    @property
    def ratio(self) -> float:
        return self.hub / self.bare

    def data(self) -> dict[str, Any]:
        return {"people": self.people, "rounds": self.rounds, "hub": self.hub, "bare": self.bare,
                "hub_over_bare": self.ratio, "bound": BOUND}  # fmt: skip


def crowd(found: Population, whom: str = "subject", most: int = MOST_FOLLOWED) -> Iterator[dict[str, Any]]:
    """Reports of so many other people, with that member of the cast in the place of their respondent."""
    his = found.cast[whom].person_number
    him = next(r["respondent"] for r in found.reports if r["respondent"]["person_number"] == his)
    met: set[str] = set()
    for report in population(OTHERS, max(4 * most, FEWEST), until=found.until).reports:
        number = report["affected"]["person_number"]
        if number and number not in met and len(met) < most:
            met.add(number)
            yield {**report, "report": renumbered(report["report"], len(met)), "respondent": him, "orders": []}


def renumbered(head: dict[str, Any], number: int, name: str = "CROWD") -> dict[str, Any]:
    """As no other report is numbered: the first version of one of its own."""
    incident = f"{NUMBERED[name]}{number:07}"
    numbers = {"portal_id": f"L17-{name}-{number:06}", "leap_incident": incident, "leap_sub_incident": f"{incident}-1"}
    return {**head, **numbers, "version": 1, "amended_at": None}


def others(count: int, name: str) -> Iterator[dict[str, Any]]:
    """Reports that no population holds, one after another."""
    reports = islice(population(OTHERS, max(count, FEWEST), until=UNTIL).reports, count)
    return ({**one, "report": renumbered(one["report"], number, name)} for number, one in enumerate(reports))


async def expansion(hub: Served, rounds: int, warming: int) -> Expansion:
    page = Page("expansion", "cip_analyst", EXPAND, {"id": hub.subject, "first": MOST_FOLLOWED}, ())
    ways = Ways(hub, page, await hub.statement(hub.cases[page.role], page.text, page.variables))
    people = orjson.loads(await ways.hub())["data"]["expand"]["neighbours"]
    if len(people) < MOST_FOLLOWED:
        raise BenchFault(f"He is met with {len(people)} people, not with {MOST_FOLLOWED}.")
    times: dict[str, list[float]] = {"hub": [], "bare": []}
    for number in range(warming + rounds):
        for name, taken in times.items():
            took = await timed(ways.all()[name])
            if number >= warming:
                taken.append(took)
    return Expansion(len(people), rounds, **{name: median(taken) for name, taken in times.items()})


async def run(settings: Settings, reports: int, rounds: int, warming: int = 20) -> Expansion:
    async with served(settings, reports, crowd) as hub:
        return await expansion(hub, rounds, warming)


cli = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@cli.command()
def main(
    rounds: Annotated[int, typer.Option(min=1, help="Rounds, after warming.")] = 60,
    reports: Annotated[int, typer.Option(min=40, help="Synthetic police reports beside those of the crowd.")] = 1000,
    to: Annotated[Path, typer.Option(help="Where the figures are written.")] = LATEST,
) -> None:
    found = on_a_hub(lambda settings: run(settings, reports, rounds))
    keep(found.data(), to)
    said = f"{found.people} people met: {found.hub:.1f} ms, its bare statement {found.bare:.1f} ms"
    Console().print(f"{said}: {found.ratio:.2f} (bound {BOUND}). Written to {to}.", soft_wrap=True)
    if found.ratio > BOUND:
        raise typer.Exit(1)


if __name__ == "__main__":
    cli()
