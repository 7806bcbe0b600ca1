"""`serve --workers`: several processes at one port, begun again when one dies, and ended before their database."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
import psutil
import pytest

from graph.embedded import Running as Neo4j
from graph.embedded import free_port, listening
from tests.authz.stores import Store, store_of
from tests.joined import told_of
from tests.processes import SECONDS, Serving, registered, running, serving, throughline
from tests.test_crash_while_answering import CLIENTS, Asked, asking, disclosed, sent
from tests.waiting import until

TWO = ("--workers", "2")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with store_of("postgresql") as found:
        yield found


def workers_of(hub: Serving) -> list[psutil.Process]:
    return list(filter(works, psutil.Process(hub.process.pid).children()))


def works(process: psutil.Process) -> bool:
    """It is a worker, and none that has just ended."""
    try:
        return "spawn_main" in " ".join(process.cmdline())
    except psutil.Error:
        return False


def answers(worker: psutil.Process, port: int) -> bool:
    """Somebody is connected with it."""
    return any(line.status == "ESTABLISHED" and line.laddr.port == port for line in worker.net_connections())


async def asking_on(hub: Serving, told: Asked, stop: asyncio.Event) -> None:
    """One client, who connects again when his worker is gone."""
    while not stop.is_set():
        await asking(hub, told)


async def killed_and_ended(hub: Serving, told: Asked, told_so_far: Callable[[], int]) -> str:
    """One of its workers is killed while many ask, and then all are asked to end; what it said."""
    stop = asyncio.Event()
    clients = [asyncio.create_task(asking_on(hub, told, stop)) for _ in range(CLIENTS)]
    first, database = workers_of(hub), hub.neo4j
    await until(lambda: told_so_far() > 40, SECONDS)
    busy = next(worker for worker in first if answers(worker, hub.port))  # one may have all the connections
    busy.kill()
    await until(lambda: len(workers_of(hub)) == 2 and not running(busy.pid), SECONDS)
    before = told_so_far()
    await until(lambda: told_so_far() > before + 40, SECONDS)
    last = workers_of(hub)
    stop.set()
    code, said = await asyncio.to_thread(hub.ended_by, signal.SIGTERM)
    await asyncio.gather(*clients)
    assert code == 0
    assert not any(running(pid) for pid in (database, *(worker.pid for worker in last)))
    return said


async def test_a_worker_that_dies_is_begun_again_and_no_answer_is_missing_in_the_ledger(
    tmp_path: Path, store: Store
) -> None:
    state, url, received = tmp_path / "state", store.fresh(), list[str]()
    await registered(state, url)
    with serving(state, *TWO, THROUGHLINE_LEDGER_URL=url) as hub:
        await sent(hub)
        refused = throughline(state, "--port", str(free_port()), "serve")
        assert (refused.returncode, "is in use by a hub" in refused.stderr) == (1, True)
        said = await killed_and_ended(hub, received.append, lambda: len(received))
    [died] = [orjson.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert (died["event"], died["code"]) == ("worker_died", -signal.SIGKILL)
    kept = await disclosed(state, url)
    assert set(received) <= kept
    assert len(kept) - len(received) <= 2 * CLIENTS


async def test_workers_whose_supervisor_was_killed_end_by_themselves(
    neo4j: Neo4j, tmp_path: Path, store: Store
) -> None:
    state, url = tmp_path / "state", store.fresh()
    await registered(state, url)
    with serving(state, *TWO, **told_of(neo4j, url)) as hub:
        left = workers_of(hub)
        assert len(left) == 2
        hub.kill()
        await until(lambda: not any(running(worker.pid) for worker in left), SECONDS)
        assert not listening(hub.port)


def test_more_than_one_worker_needs_a_ledger_that_several_can_write(tmp_path: Path) -> None:
    state = tmp_path / "state"
    done = throughline(state, "serve", *TWO)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "THROUGHLINE_LEDGER_URL: more than one worker needs a ledger in PostgreSQL (postgresql+psycopg://…); "
        "a SQLite file serves one. Tell its address, or leave out --workers.\n"
    )
    assert not state.exists()


def test_a_worker_that_cannot_begin_ends_the_hub_and_says_why(tmp_path: Path, neo4j: Neo4j, store: Store) -> None:
    weights = tmp_path / "weights.json"
    weights.write_text("{}")
    told = told_of(neo4j, store.fresh()) | {"THROUGHLINE_WEIGHTS": str(weights)}
    done = throughline(tmp_path / "state", "--port", str(free_port()), "serve", *TWO, **told)
    assert done.returncode == 1
    assert str(weights) in done.stderr
    assert done.stderr.splitlines()[-1].endswith("could not begin.")
