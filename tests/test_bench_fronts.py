"""The hub and its peers side by side over HTTP: all tell the same, and what is slower is told as slower."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import orjson
import psutil
import pytest

from bench import suite
from bench.copied import connected, copied
from bench.drive import Driver
from bench.filling import Filled, begun_as, filled, serving
from bench.growth import INDEXED, WARMING_SEARCHES, Side, growth
from bench.hub import BenchFault
from bench.load import Load, Sample, Sent
from bench.open_loop import Paced, open_loop
from bench.peers.agreeing import differs, refuse_unless_alike, refuse_unless_within, told
from bench.peers.fronts import Front
from bench.peers.told import Told
from bench.rounds import Found, Rounds, answer
from bench.singles import Alone
from bench.stand import Size
from bench.suite import Asked, Done
from bench.workloads import Workload
from bench.written import Report
from graph.canonical_hash import EDGES, NODES, of_edge, of_node
from graph.embedded import Running as Neo4j
from tests.serving import served
from tests.test_bench import emptied

ASKED = Asked(Size(reports=120, matters=2, analysts=2, crowd=3), rounds=1, seconds=1, requests=300, overload=5)
BY_PEERS = ("point read", "small page", "report", "list page")


@dataclass(frozen=True, slots=True)
class Started:
    """A stand that is full, and all fronts over it."""

    known: Filled
    fronts: Sequence[Front]
    state: Path

    def workload(self, name: str) -> Workload:
        return next(one for one in self.known.workloads if one.name == name)

    def front(self, name: str) -> Front:
        return next(one for one in self.fronts if one.name == name)

    def rounds(self, *names: str) -> Rounds:
        return Rounds(Load(psutil.Process().pid, 1), self.fronts, [self.workload(name) for name in names])


@pytest.fixture(scope="module")
async def started(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Started]:
    state = tmp_path_factory.mktemp("fronts") / "hub"
    await emptied(neo4j)
    known = await filled(neo4j, state, ASKED.size)
    with ExitStack() as stack:
        hubs = stack.enter_context(suite._hubs(state, neo4j, {"THROUGHLINE_LOG_LEVEL": "error"}))
        peers = stack.enter_context(suite._peers(known.told))
        yield Started(known, [*hubs, *peers], state)


def test_all_fronts_tell_the_same_and_each_is_a_process_of_its_own(started: Started) -> None:
    started.rounds(*(one.name for one in started.known.workloads)).check()
    names = [front.name for front in started.fronts]
    assert names == ["hub", "hub+THROUGHLINE_LOG_LEVEL=error", "bare", "apollo", "strawberry", "alone"]
    assert len({front.pid for front in started.fronts}) == 6
    assert all(set(started.workload(name).sent) == {"hub", "bare", "apollo", "strawberry"} for name in BY_PEERS)


def test_a_front_that_tells_something_else_is_refused_by_name_and_place(started: Started) -> None:
    report, small = started.workload("report"), started.workload("small page")
    wrong = replace(report, sent={**report.sent, "apollo": small.sent["apollo"]})
    with pytest.raises(BenchFault, match="report: apollo told something else than the hub at the root"):
        replace(started.rounds("report"), workloads=[wrong]).check()
    nobody = replace(report, sent={**report.sent, "apollo": [without_token(report.sent["apollo"][0])]})
    with pytest.raises(BenchFault, match="apollo"):
        replace(started.rounds("report"), workloads=[nobody]).check()


def without_token(sent: Sent) -> Sent:
    return Sent(sent.body, {name: value for name, value in sent.headers.items() if name != "authorization"})


def test_a_matter_comes_again_only_when_all_others_have(started: Started) -> None:
    """So that facts of the first question are gathered, once there are more matters than a hub keeps."""
    workload = started.workload("small page, one a matter")
    asked = workload.sent["hub"]
    assert len({(one.headers["throughline-purpose"], one.headers["authorization"]) for one in asked}) == 4
    rounds = started.rounds("small page, one a matter")
    rounds.met["hub"] = 3
    sample = rounds._sample(workload, started.front("hub"), 16)
    assert rounds.met["hub"] == 3 + sample.requests
    twenty = started.workload("mix, twenty a matter").sent["hub"]
    assert [len({one.headers["throughline-purpose"] for one in twenty[n : n + 20]}) for n in (0, 20)] == [1, 1]


async def test_what_is_measured_once_is_told_of_a_hub_that_serves(started: Started) -> None:
    load = Load(psutil.Process().pid, 1)
    alone = Alone(started.front("hub"), started.state / "ledger" / "ledger.db", load)
    small, report = (started.workload(name).sent["hub"] for name in ("small page", "report"))
    figures = {**await alone.cold(report[0]), **alone.memory(small, 300), **await alone.overload(small, 3, 5)}
    assert figures["overload: answers without an entry in the ledger"] == 0
    assert figures["overload: 503 without Retry-After"] in (None, 0)
    cold = figures["cold document: CPU of the API"]
    assert cold
    assert cold > 0
    assert all(
        value is not None and value >= 0 for name, value in figures.items() if "memory" in name and "growth" not in name
    )


async def test_a_graph_many_times_over_is_the_first_with_others_like_it(
    started: Started, neo4j: Neo4j, tmp_path: Path
) -> None:
    begun_as(started.state, tmp_path)
    async with copied(tmp_path, neo4j, 3) as (many, _), connected(neo4j) as source, connected(many) as copies:
        nodes, edges = [[row async for row in source.each(text)] for text in (NODES, EDGES)]
        more_nodes, more_edges = [[row async for row in copies.each(text)] for text in (NODES, EDGES)]
        with serving(tmp_path, many) as hub:
            for name in ("point read", "small page", "report", "neighbours"):
                sent = started.workload(name).sent["hub"][0]
                one, other = (told(orjson.loads(answer(f, sent))["data"]) for f in (started.front("hub"), hub))
                assert not differs(one, other)
    of_source, more = parted(nodes, edges)[""], parted(more_nodes, more_edges)
    assert sorted(more) == ["", "~1", "~2"]
    assert more[""] == of_source
    assert more["~1"] == more["~2"] < of_source
    assert not {label for row in more_nodes if "~" in row["held"]["id"] for label in row["labels"]} & ONCE
    assert len(more["~1"]) > 0.9 * len(of_source)


ONCE = {"Account", "Area", "Lga", "Ledger", "Matter", "Organisation", "Programme", "Service", "Source"}


def parted(nodes: Sequence[Any], edges: Sequence[Any]) -> dict[str, set[bytes]]:
    """Nodes and edges by the mark of their copy, each as its bytes without it."""
    found: dict[str, set[bytes]] = {}
    told = [(mark(row["held"]["id"]), of_node(row)) for row in nodes]
    told += [(max(mark(row["start"]), mark(row["end"])), of_edge(row)) for row in edges]
    for copy, said in told:
        found.setdefault(copy, set()).add(orjson.dumps(said, option=orjson.OPT_SORT_KEYS).replace(copy.encode(), b""))
    return found


def mark(id: str) -> str:
    return "".join(id.rpartition("~")[1:]) if "~" in id else ""


# What needs no hub


@asynccontextmanager
async def answering(status: int, headers: list[tuple[bytes, bytes]], seconds: float = 0) -> AsyncIterator[str]:
    async def app(scope: Any, _receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            await asyncio.sleep(seconds)
            head = [(b"content-length", b"2"), *headers]
            await send({"type": "http.response.start", "status": status, "headers": head})
            await send({"type": "http.response.body", "body": b"{}"})

    async with served(app) as port:
        yield f"http://127.0.0.1:{port}/graphql"


async def test_each_load_tells_what_it_cost_and_a_slower_front_is_told_as_slower() -> None:
    """One of two that differ in nothing but that it takes 50 ms."""
    sent = [Sent(b"{}", {"content-type": "application/json"})]
    async with answering(200, []) as quick, answering(200, [], 0.05) as slow:
        fronts = [Front(name, url, psutil.Process().pid) for name, url in (("hub", quick), ("bare", slow))]
        workload = Workload("waiting", {"hub": sent, "bare": sent}, (1,))
        rounds = Rounds(Load(psutil.Process().pid, 1), fronts, [workload])
        await asyncio.to_thread(rounds.run, 2, lambda _number: None)
    found = Found(rounds.done)
    assert (found.ratio(("waiting", "hub"), ("waiting", "bare"), 1, lambda sample: sample.rate) or 0) > 1
    assert [[sample.front for sample in each] for each in rounds.done] == [["hub", "bare"], ["bare", "hub"]]
    for sample in (one for each in rounds.done for one in each):
        assert (sample.requests > 0, sample.failed) == (True, 0)
        assert 0 < sample.p50 <= sample.p95
        assert sample.tool > 0
        assert sample.api > 0 or sample.front == "bare"  # of so few answers less than the clock of /proc may tell


async def test_a_round_of_too_few_answers_counts_for_nobody() -> None:
    sample = Sample("x", "hub", 1, 50, 1.0, 1.0, 2.0, 0, 9, 1.0, 1.0, 1.0)
    still = replace(sample, requests=1)
    found = Found([[sample, replace(sample, front="bare")], [still, replace(sample, front="bare")]])
    assert found.ratio(("x", "hub"), ("x", "bare"), 1, lambda one: one.rate) is None
    assert Found(found.rounds[:1]).ratio(("x", "hub"), ("x", "bare"), 1, lambda one: one.rate) == 1


async def test_requests_at_a_rate_do_not_wait_for_answers() -> None:
    """Of a front that takes half a second, twenty a second are asked all the same."""
    asked = Sent(b"{}", {"content-type": "application/json"})
    async with answering(503, [(b"retry-after", b"7")], 0.5) as url:
        done = await Driver(url).at_rate(iter([asked] * 20), 20, 1)
    assert [(one.status, one.again) for one in done] == [(503, "7")] * 20
    assert all(one.ms >= 500 for one in done)


async def test_an_open_loop_tells_of_a_front_that_stands_still_and_a_closed_one_does_not() -> None:
    """One answer of a hundred takes half a second: those that come due meanwhile wait for it, though few are asked."""
    sent = [Sent(b"{}", {"content-type": "application/json"})]
    async with standing_still(every=100, seconds=0.5) as url:
        front = Front("hub", url, psutil.Process().pid)
        workload = Workload("still", {"hub": sent}, (16,))
        rounds = Rounds(Timed({url: 1.0}), [front], [workload])
        rounds.run(1, lambda _number: None)
        (told,) = await open_loop(rounds, Found(rounds.done), 200)
    assert (told.rate, told.requests, told.failed) == (25.0, 200, 0)
    assert told.p99 > 300 > told.p50


@asynccontextmanager
async def standing_still(every: int, seconds: float) -> AsyncIterator[str]:
    """One that answers nobody for a while now and then."""
    came = 0

    async def app(scope: Any, _receive: Any, send: Any) -> None:
        nonlocal came
        if scope["type"] == "http":
            came += 1
            if came % every == 0:
                time.sleep(seconds)  # noqa: ASYNC251 - the whole process stands still
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
            await send({"type": "http.response.body", "body": b"{}"})

    async with served(app) as port:
        yield f"http://127.0.0.1:{port}/graphql"


async def test_requests_one_after_another_are_each_sent_once() -> None:
    asked = [Sent(b"%d" % number, {}) for number in range(9)]
    async with answering(200, []) as url:
        done = await Driver(url).closed(asked, 4)
    assert [one.status for one in done] == [200] * 9


def test_who_answers_nothing_is_told_as_not_sent() -> None:
    done = asyncio.run(Driver("http://127.0.0.1:9/").closed([Sent(b"", {})], 1))
    assert [one.status for one in done] == [0]


def test_answers_are_one_whatever_the_shape_of_root_code_and_list() -> None:
    hub = {"incidents": {"nodes": [{"id": "b", "band": {"code": "HIGH"}}, {"id": "a", "band": None}]}}
    peer = {"incidents": [{"id": "a", "band": None}, {"id": "b", "band": "HIGH"}]}
    assert not differs(told(hub), told(peer))
    peer["incidents"][1]["band"] = "LOW"
    assert differs(told(hub), told(peer)) == "the root[1].band"


def test_an_empty_answer_proves_nothing_and_rows_that_lack_a_leaf_are_refused() -> None:
    answer = orjson.dumps({"data": {"incident": {"id": "a", "band": {"code": "HIGH"}}}})
    with pytest.raises(BenchFault, match="the hub shows nothing"):
        refuse_unless_alike("x", b'{"data": {"incident": null}}', {})
    refuse_unless_within("x", answer, b'{"data": [1, ["a", "HIGH"]]}', worked_out=False)
    with pytest.raises(BenchFault, match="lacks 1 values"):
        refuse_unless_within("x", answer, b'{"data": [1, ["a"]]}', worked_out=False)


class Timed(Load):
    """Each load takes what the list says, by the address of its front."""

    def __init__(self, p50: Mapping[str, float]) -> None:
        self.p50 = p50

    def of(self, workload: str, front: Front, asked: Sequence[Sent], connections: int) -> Sample:
        assert asked
        p50 = self.p50[front.url]
        return Sample(workload, front.name, connections, 50, 1.0, p50, p50, 0, 9, 1.0, 1.0, 1.0)


async def test_growth_is_the_slope_of_times_over_nodes_and_a_search_that_waits_grows() -> None:
    """Twice the time over a hundred times the nodes; searches wait 30 ms over all and not over few."""
    sent = [Sent(b"{}", {"content-type": "application/json"})]
    told = Told("", "", "", "", "", "", {})
    workloads = [Workload(name, {"hub": sent}) for name in INDEXED]
    async with answering(200, []) as few, answering(200, [], 0.03) as all_of_them:
        sides = [
            Side(Front("hub", url, 1), Filled(workloads, told, sent * (WARMING_SEARCHES + 5), "", nodes, {}))
            for url, nodes in ((few, 1_000), (all_of_them, 100_000))
        ]
        found = await growth(sides[0], sides[1], Timed({few: 3.0, all_of_them: 6.0}), 2)
    assert found.slopes["point read"] == pytest.approx(0.1505, abs=0.001)
    assert found.figures()["growth of an indexed page"] == found.slopes["point read"]
    assert found.slopes["search"] > 0
    assert found.times["search"] >= 30
    assert set(found.slopes) == {*INDEXED, "search"}


def test_the_report_keeps_every_load_and_draws_it(started: Started, tmp_path: Path) -> None:
    rounds = started.rounds("small page")
    rounds.run(1, lambda _number: None)
    paced = [Paced("small page", "apollo", 50.0, 100, 2.0, 31.5, 0)]
    done = Done(Found(rounds.done), {"hub": {"one police report a request": 1.0}}, 5, paced)
    Report(ASKED, done).write(tmp_path)
    kept = orjson.loads((tmp_path / "latest.json").read_bytes())
    fronts = {(one["front"], one["connections"]) for one in kept["rounds"][0]}
    assert fronts == {(front, n) for front in ("hub", "hub+THROUGHLINE_LOG_LEVEL=error", "bare", "apollo", "strawberry")
                      for n in (1, 16)}  # fmt: skip
    assert {one["state"] for one in kept["targets"]} == {"missed", "not measured"}
    said = (tmp_path / "latest.md").read_text()
    assert "| small page | apollo | 16 |" in said
    assert "| small page | apollo | 50 | 100 | 2.00 | 31.5 | 0 |" in said
    assert (tmp_path / "requests.svg").read_text().count("small page, apollo") == 1
