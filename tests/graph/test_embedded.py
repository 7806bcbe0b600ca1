"""The embedded Neo4j: who owns it, what it is told, and which process is ever ended."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import httpx
import psutil
import pytest

from graph.embedded import Embedded, EmbeddedFault, InUse, Memory
from graph.embedded import Running as Neo4j
from tests.connectors import SAMPLES
from tests.dump import counts, dump
from tests.processes import (
    LIBRARY,
    SECONDS,
    Serving,
    command,
    database_of,
    environment,
    registered,
    running,
    serving,
    throughline,
)
from tests.town import Town

GIGABYTE = 1024**3


# what it is told


@pytest.mark.parametrize(
    ("machine", "told", "chosen"),
    [
        (4, None, Memory(heap=512, cache=256)),
        (16, None, Memory(heap=1024, cache=1024)),
        (256, None, Memory(heap=4096, cache=8192)),
        (16, 700, Memory(heap=700, cache=1024)),
    ],
)
def test_memory_is_chosen_from_the_machine_unless_told(
    monkeypatch: pytest.MonkeyPatch, machine: int, told: int | None, chosen: Memory
) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(total=machine * GIGABYTE))
    assert Memory.of_this_machine(told) == chosen


async def test_the_database_is_as_it_was_told_to_be(hub: Town, neo4j: Neo4j) -> None:
    """By its own account."""
    rows = await hub.graph("SHOW SETTINGS YIELD name, value RETURN name, value")
    said = {row["name"]: row["value"] for row in rows}
    assert said["server.memory.heap.max_size"] == "900.00MiB"
    assert said["server.memory.pagecache.size"] == "512.00MiB"
    assert said["db.tx_log.rotation.retention_policy"] == "256M size"
    assert said["server.bolt.listen_address"] == neo4j.url.removeprefix("bolt://")
    off = ("server.http.enabled", "server.https.enabled", "dbms.usage_report.enabled", "server.logs.debug.enabled")
    assert [said[name] for name in off] == ["false"] * 4
    assert said["dbms.security.auth_enabled"] == "true"


# whose it is


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    """A process of somebody else."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process
        process.kill()


def noted(state: Path, process: subprocess.Popen[bytes], created: float) -> None:
    """As it is after a crash and a restart of the machine, when a number is another process's."""
    (state / "neo4j").mkdir(parents=True, exist_ok=True)
    said = {"pid": process.pid, "created": created, "port": 7687, "kept": False}
    (state / "neo4j" / "process.json").write_text(json.dumps(said))


def test_a_process_of_the_same_number_and_another_command_is_never_ended(
    tmp_path: Path, stranger: subprocess.Popen[bytes]
) -> None:
    noted(tmp_path, stranger, psutil.Process(stranger.pid).create_time())
    assert Embedded(tmp_path).process() is None
    done = throughline(tmp_path, "db", "stop")
    assert (done.returncode, done.stdout) == (0, "It does not run.\n")
    assert stranger.poll() is None


def test_a_process_of_the_same_number_and_another_time_is_never_ended(tmp_path: Path) -> None:
    words = [sys.executable, "-c", "input()", str(tmp_path / "neo4j")]
    with subprocess.Popen(words, stdin=subprocess.PIPE) as alike:
        created = psutil.Process(alike.pid).create_time()
        noted(tmp_path, alike, created - 60)
        assert Embedded(tmp_path).process() is None
        assert throughline(tmp_path, "db", "stop").stdout == "It does not run.\n"
        assert alike.poll() is None
        noted(tmp_path, alike, created)
        found = Embedded(tmp_path).process()
        assert found is not None
        assert found.pid == alike.pid
        with pytest.raises(EmbeddedFault, match="The database runs: stop it first"):
            Embedded(tmp_path).administer("database", "info")
        alike.kill()


async def test_a_second_owner_is_refused_and_told_who_the_first_is(tmp_path: Path) -> None:
    (tmp_path / "neo4j").mkdir()
    with (tmp_path / "neo4j" / "owner").open("w") as owner:
        fcntl.flock(owner, fcntl.LOCK_EX)
        owner.write(str(os.getpid()))
        owner.flush()
        with pytest.raises(InUse, match=rf"is in use by a hub \(process {os.getpid()}\)"):
            async with Embedded(tmp_path):
                raise AssertionError
        with pytest.raises(InUse):
            Embedded(tmp_path).reset()
        assert [path.name for path in (tmp_path / "neo4j").iterdir()] == ["owner"]
    Embedded(tmp_path).reset()
    assert not (tmp_path / "neo4j").exists()


@pytest.mark.parametrize("written", ["", "{}", "[1]", '{"pid": "x"}', "\x00"])
def test_a_note_that_cannot_be_read_is_of_no_process(tmp_path: Path, written: str) -> None:
    (tmp_path / "neo4j").mkdir()
    (tmp_path / "neo4j" / "process.json").write_text(written)
    assert Embedded(tmp_path).process() is None


def test_a_jar_that_is_missing_stops_the_start_and_leaves_nobody_as_owner(tmp_path: Path) -> None:
    state = tmp_path / "state"
    done = throughline(state, "serve", THROUGHLINE_NEO4J_LIBRARY=str(tmp_path / "empty"))
    assert done.returncode == 1
    assert " cannot be fetched: " in done.stderr.splitlines()[-1]
    assert Embedded(state).process() is None
    Embedded(state).reset()  # nobody owns it


def test_what_neo4j_admin_refuses_is_told_in_its_words(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedFault, match=r"neo4j-admin database failed: .*--nodes"):
        Embedded(tmp_path, LIBRARY).administer("database", "import", "full")


# its life, by the real command


def sent(hub: Serving, sample: str) -> None:
    headers = {**hub.bearer("system_connector", "ingest"), "content-type": "application/x-ndjson"}
    body = (SAMPLES / f"{sample}.ndjson").read_bytes()
    done = httpx.post(f"{hub.url}/ingest/l17", content=body, headers=headers, timeout=SECONDS, trust_env=False)
    assert done.status_code == 200, done.text


async def test_a_database_left_behind_by_a_crash_is_found_and_ended_and_its_data_is_there(
    tmp_path: Path, stranger: subprocess.Popen[bytes]
) -> None:
    state = tmp_path / "state"
    await registered(state)
    noted(state, stranger, psutil.Process(stranger.pid).create_time())
    with serving(state) as hub:
        sent(hub, "amended")
        left = hub.neo4j
        async with database_of(state) as database:
            before = await dump(database.run)
        hub.kill()
        assert running(left)
        url = said(state, "db", "start")
        assert not running(left)
        async with database_of(state) as database:
            assert await dump(database.run) == before
            assert (await counts(database.run))["Incident"] == 3
        found = Embedded(state).process()
        assert found
        assert (url, found.pid == left) == (f"bolt://127.0.0.1:{found.port}\n", False)
    assert stranger.poll() is None  # whose number was noted before the first start


async def test_a_database_is_kept_and_used_then_stopped_reset_and_built_again_from_the_ledger(tmp_path: Path) -> None:
    state = tmp_path / "state"
    await registered(state)
    kept = started(state)
    with serving(state) as hub:
        assert hub.neo4j == kept  # it is used, and goes on
        for sample in ("odd", "amended", "everything", "mutual"):
            sent(hub, sample)
        assert (hub.ended_by(signal.SIGTERM)[0], running(kept)) == (0, True)
        async with database_of(state) as database:
            before = await dump(database.run)
        assert refusal(state, "db", "reset", "--yes") == (
            "The database runs: stop it first with `throughline db stop`.\n"
        )
        assert said(state, "db", "stop") == "Stopped.\n"
    assert not running(kept)
    assert json.loads(said(state, "--json", "db", "status"))["running"] is False
    assert said(state, "db", "reset", "--yes") == "Deleted.\n"
    assert not (state / "neo4j").exists()
    with serving(state) as hub:
        own = hub.neo4j
        async with database_of(state) as database:
            assert await dump(database.run) == before
        assert (hub.ended_by(signal.SIGTERM)[0], running(own)) == (0, False)


def started(state: Path) -> int:
    """Left by Ctrl-C as soon as the process is there and before it answers; then told again."""
    words = command(state, "db", "start")
    with subprocess.Popen(words, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as starting:
        while (found := Embedded(state).process()) is None:
            assert starting.poll() is None
        starting.send_signal(signal.SIGINT)
        starting.communicate()  # nothing said, unless it answered before the signal came
    url = f"bolt://127.0.0.1:{found.port}"
    assert said(state, "db", "start") == f"{url}\n"
    status = json.loads(said(state, "--json", "db", "status"))
    assert (status["running"], status["pid"], status["url"]) == (True, found.pid, url)
    return found.pid


def said(state: Path, *arguments: str) -> str:
    done = throughline(state, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refusal(state: Path, *arguments: str) -> str:
    done = throughline(state, *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr
