"""The whole of it in order: a stand is filled, fronts are started over it, rounds are run, single figures are taken."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import orjson

from authz.keys import Keys
from bench import figures, intake, planning, policy_cost
from bench.expansion import others
from bench.hub import LIBRARY
from bench.load import Load, Sent
from bench.peers import fronts
from bench.peers.fronts import Front
from bench.peers.told import Told
from bench.rounds import Found, Rounds
from bench.singles import Alone
from bench.stand import SEARCHERS, Size, Stand, database, stand
from bench.targets import REPORT, SMALL
from bench.workloads import KEY, PAGES, SEARCH, Asking, Workload
from graph.embedded import Running as Neo4j
from server import Settings

Say = Callable[[str], None]
NAMES = ("Kestrel", "Larkmere", "Garrow", "Quarle", "Marrow")


@dataclass(frozen=True, slots=True)
class Asked:
    """How long and how much. `second`: settings of the environment of a hub beside the first, if any."""

    size: Size = field(default_factory=Size)
    rounds: int = 5
    seconds: int = 2
    requests: int = 100_000
    overload: int = 60
    reports: int = 200  # sent one by one, and by intake in batches four times as many
    second: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filled:
    """What is known once the stand is full, and its hub has ended."""

    workloads: Sequence[Workload]
    told: Told
    searches: Sequence[Sent]
    connector: str
    nodes: int
    figures: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Done:
    """`figures` by hub, then by target."""

    found: Found
    figures: Mapping[str, Mapping[str, float | None]]
    searching: float
    nodes: int


async def filled(settings: Settings, asked: Asked, ledger: Path, warming: int) -> Filled:
    async with stand(settings, asked.size) as full:
        asking = Asking(full)
        workloads = await asking.all()
        cost = await policy_cost.cost(full.hub, 30, warming)
        page = await asking.statement(full.hub.cases["police_member"], PAGES, {"first": 100})
        driver = full.hub.parts.database.driver
        at_hand, first = cost.ratios
        known: Mapping[str, float | None] = {
            "policy: facts at hand over none": at_hand,
            "policy: first question over none": first,
            "first page: database hits a row": await planning.hits(driver, page) / 100,
        }
        nodes = (await full.hub.parts.database.run("MATCH (n) RETURN count(n) AS nodes"))[0]["nodes"]
        told = Told(settings.neo4j_url, settings.neo4j_user, settings.neo4j_password, KEY, f"sqlite:///{ledger}",
                    Keys.open(settings.key_folder).sealing.hex(), asking.statements)  # fmt: skip
        token = full.issuer.token("system_connector", scope="ingest")
        return Filled(workloads, told, list(_searches(full, asking)), token, nodes, known)


def _searches(full: Stand, asking: Asking) -> Iterator[Sent]:
    """As many as these accounts may ask in an hour, with some left."""
    police = full.hub.cases["police_member"]
    for number in range(SEARCHERS * 20):
        who = f"bench-searcher-{number % SEARCHERS}"
        yield asking.to_hub(police, SEARCH, {"name": NAMES[number % len(NAMES)]}, who)


async def run(state: Path, asked: Asked, say: Say, warming: int = policy_cost.WARMING) -> Done:
    async with database(state) as (neo4j, java):
        settings = Settings(state=state, neo4j_url=neo4j.url, neo4j_user=neo4j.user, neo4j_password=neo4j.password,
                            neo4j_library=LIBRARY)  # fmt: skip
        say(f"Neo4j serves; {asked.size.reports} reports are taken in …")
        known = await filled(settings, asked, state / "bare.db", warming)
        say(f"{known.nodes} nodes; hubs and their peers are started …")
        done = await measured(state, neo4j, java, known, asked, say)
    say("Intake is measured …")
    bulk = intake.over_bare((await intake.measured(asked.reports * 4, 100))[1:])
    last = {"bulk ingest: over the bare writes": bulk}
    return replace(done, figures={hub: {**found, **last} for hub, found in done.figures.items()})


async def measured(state: Path, neo4j: Neo4j, java: int, known: Filled, asked: Asked, say: Say) -> Done:
    with _hubs(state, neo4j, asked.second) as hubs, _peers(known.told) as peers:
        rounds = Rounds(Load(java, asked.seconds), [*hubs, *peers], known.workloads)
        rounds.check()
        rounds.warm()
        say("All answer the same; the rounds begin …")
        rounds.run(asked.rounds, lambda number: say(f"round {number} of {asked.rounds}"))
        found = Found(rounds.done)
        alone = {hub.name: Alone(hub, _state(state, hub) / "ledger" / "ledger.db", rounds.load) for hub in hubs}
        told = {name: await _alone(one, known, asked, say) for name, one in alone.items()}
        first = next(iter(alone.values()))
        searching = await first.search(known.searches)
        say("Reports are sent one by one …")
        last = await first.reports([orjson.dumps(one) for one in others(asked.reports, "ALONE")], known.connector)
    shared = {**known.figures, **last}
    return Done(found, {name: {**shared, **figures.of_rounds(found, name), **one} for name, one in told.items()},
                searching, known.nodes)  # fmt: skip


async def _alone(one: Alone, known: Filled, asked: Asked, say: Say) -> Mapping[str, float | None]:
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
    at = {"THROUGHLINE_NEO4J_URL": neo4j.url, "THROUGHLINE_NEO4J_USER": neo4j.user,
          "THROUGHLINE_NEO4J_PASSWORD": neo4j.password, "THROUGHLINE_NEO4J_LIBRARY": str(LIBRARY)}  # fmt: skip
    if second:
        for folder in ("keys", "ledger"):
            shutil.copytree(state / folder, _second(state) / folder)
    with ExitStack() as stack:
        hubs = [stack.enter_context(fronts.hub(state, at))]
        if second:
            name = "hub+" + "+".join(f"{key}={value}" for key, value in second.items())
            hubs.append(stack.enter_context(fronts.hub(_second(state), {**at, **second}, name)))
        yield hubs


@contextmanager
def _peers(told: Told) -> Iterator[list[Front]]:
    with ExitStack() as stack:
        started = (fronts.bare(told), fronts.apollo(told), fronts.plain(told), fronts.plain(told, alone=True))
        yield [stack.enter_context(one) for one in started]


def cores() -> int:
    return len(os.sched_getaffinity(0))
