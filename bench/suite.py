"""The whole of it in order: a stand is filled, fronts are started over it, rounds are run, single figures are taken."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import orjson

from bench import figures, growth, intake, planning, policy_cost
from bench.expansion import others
from bench.filling import Filled, begun_as, filled, serving
from bench.load import Load
from bench.open_loop import Paced, open_loop
from bench.peers import fronts
from bench.peers.fronts import Front
from bench.peers.told import Told
from bench.rounds import Found, Rounds
from bench.singles import Alone
from bench.stand import Size, Stand, database
from bench.targets import REPORT, SMALL, Figures
from bench.workloads import PAGES, Asking
from graph.embedded import Running as Neo4j

Say = Callable[[str], None]
BATCH = 250  # reports that come to intake at once


@dataclass(frozen=True, slots=True)
class Asked:
    """How long and how much. `second`: settings of the environment of a hub beside the first, if any."""

    size: Size = field(default_factory=Size)
    rounds: int = 5
    seconds: int = 1
    requests: int = 100_000
    overload: int = 60
    reports: int = 200  # sent one by one
    batches: int = 8  # of reports, the first of which warms
    paced: int = 400  # requests of each load that does not wait for answers
    times: int = 10  # the graph that growth is measured by, beside the one
    second: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """`figures` by hub, then by target."""

    found: Found
    figures: Mapping[str, Figures]
    nodes: int
    paced: Sequence[Paced] = ()
    growth: growth.Growth | None = None


async def run(state: Path, asked: Asked, say: Say, warming: int = policy_cost.WARMING) -> Done:
    async def costs(full: Stand, asking: Asking) -> Figures:
        cost = await policy_cost.cost(full.hub, 30, warming)
        page = await asking.statement(full.hub.cases["police_member"], PAGES, {"first": 100})
        hits = await planning.hits(full.hub.parts.database.driver, page) / 100
        at_hand, first = cost.ratios
        return {"policy: facts at hand over none": at_hand, "policy: first question over none": first,
                "first page: database hits a row": hits}  # fmt: skip

    async with database(state) as (neo4j, java):
        say(f"Neo4j serves; {asked.size.reports} reports are taken in …")
        known = await filled(neo4j, state, asked.size, costs)
        say(f"{known.nodes} nodes; hubs and their peers are started …")
        done = await measured(state, neo4j, java, known, asked, say)
        say(f"The same graph {asked.times} times over is imported beside …")
        grown = await growth.beside(state, neo4j, java, known, asked.times, asked.rounds, asked.seconds)
    say("Intake is measured …")
    bulk = intake.over_bare((await intake.measured(asked.batches * BATCH, BATCH))[1:])
    last = {**grown.figures(), "bulk ingest: over the bare writes": bulk}
    return replace(done, figures={hub: {**found, **last} for hub, found in done.figures.items()}, growth=grown)


async def measured(state: Path, neo4j: Neo4j, java: int, known: Filled, asked: Asked, say: Say) -> Done:
    with _hubs(state, neo4j, asked.second) as hubs, _peers(known.told) as peers:
        rounds = Rounds(Load(java, asked.seconds), [*hubs, *peers], known.workloads)
        rounds.check()
        rounds.warm()
        say("All answer the same; the rounds begin …")
        rounds.run(asked.rounds, lambda number: say(f"round {number} of {asked.rounds}"))
        found = Found(rounds.done)
        say("Requests that do not wait for answers …")
        paced = await open_loop(rounds, found, asked.paced)
        alone = {hub.name: Alone(hub, _state(state, hub) / "ledger" / "ledger.db", rounds.load) for hub in hubs}
        told = {name: await _alone(one, known, asked, say) for name, one in alone.items()}
        first = next(iter(alone.values()))
        say("Reports are sent one by one …")
        last = await first.reports([orjson.dumps(one) for one in others(asked.reports, "ALONE")], known.connector)
    shared = {**known.figures, **last}
    by_hub = {name: {**shared, **figures.of_rounds(found, name), **one} for name, one in told.items()}
    return Done(found, by_hub, known.nodes, paced)


async def _alone(one: Alone, known: Filled, asked: Asked, say: Say) -> Figures:
    small, report = [next(w for w in known.workloads if w.name == name).sent["hub"] for name in (SMALL, REPORT)]
    say(f"{one.hub.name}: texts that were never asked, {asked.requests} requests, overload …")
    return {
        **await one.cold(report[0]),
        **one.memory(small, asked.requests),
        **await one.overload(small, 3, asked.overload),
    }


def _state(state: Path, hub: Front) -> Path:
    return state if "+" not in hub.name else _second(state)


def _second(state: Path) -> Path:
    return state.with_name(f"{state.name}-second")


@contextmanager
def _hubs(state: Path, neo4j: Neo4j, second: Mapping[str, str]) -> Iterator[list[Front]]:
    """The second has a ledger of its own, which begins as that of the first."""
    if second:
        begun_as(state, _second(state))
    with ExitStack() as stack:
        hubs = [stack.enter_context(serving(state, neo4j))]
        if second:
            name = "hub+" + "+".join(f"{key}={value}" for key, value in second.items())
            hubs.append(stack.enter_context(serving(_second(state), neo4j, second, name)))
        yield hubs


@contextmanager
def _peers(told: Told) -> Iterator[list[Front]]:
    with ExitStack() as stack:
        started = (fronts.bare(told), fronts.apollo(told), fronts.plain(told), fronts.plain(told, alone=True))
        yield [stack.enter_context(one) for one in started]


def cores() -> int:
    return len(os.sched_getaffinity(0))
