"""Requests sent by `wrk` as fast as they are answered, and what they cost each process, from /proc."""

from __future__ import annotations

import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.hub import BenchFault
from bench.peers.fronts import Front

DRAINED, PAUSE, IDLE = 15.0, 0.1, 0.2  # seconds, seconds, share of a core
SCRIPT = Path(__file__).with_name("load.lua")


@dataclass(frozen=True, slots=True)
class Sent:
    """One request: a body of JSON, and who asks."""

    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """One load of one front. Times in milliseconds; `api`, `java` and `tool` are of CPU, for each request."""

    workload: str
    front: str
    connections: int
    requests: int
    seconds: float
    p50: float
    p95: float
    failed: int
    bytes: int
    api: float
    java: float
    tool: float

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of CPU: of the process that answers, of the database, and of what was started here and has ended."""

    api: float
    java: float
    tool: float

    @staticmethod
    def now(api: int, java: int) -> Spent:
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        return Spent(_cpu(api), _cpu(java), ended.ru_utime + ended.ru_stime)


def _cpu(pid: int) -> float:
    spent = psutil.Process(pid).cpu_times()
    return float(spent.user + spent.system)


class Load:
    """`java` is the number of the database's process."""

    def __init__(self, java: int, seconds: int) -> None:
        if not shutil.which("wrk"):
            raise BenchFault("Install Debian's package wrk: `make bench` does, as root.")
        self.java, self.seconds = java, seconds

    def of(self, workload: str, front: Front, asked: Sequence[Sent], connections: int) -> Sample:
        with tempfile.TemporaryDirectory() as folder:
            listed = Path(folder) / "asked.lua"
            listed.write_text(_lua(asked))
            before = Spent.now(front.pid, self.java)
            said = self._run(front, connections, listed)
            after = Spent.now(front.pid, self.java)
            self._drain(front)
        requests, microseconds, p50, p95, refused, broken, size = map(int, said.split())
        each = 1000 / max(1, requests)
        return Sample(
            workload, front.name, connections, requests, microseconds / 1e6, p50 / 1000, p95 / 1000,
            refused + broken, size // max(1, requests), (after.api - before.api) * each,
            (after.java - before.java) * each, (after.tool - before.tool) * each,
        )  # fmt: skip

    def _drain(self, front: Front) -> None:
        """`wrk` leaves while requests are answered; their work must not fall into the next load."""
        until, spent = time.monotonic() + DRAINED, _cpu(front.pid) + _cpu(self.java)
        while time.monotonic() < until:
            time.sleep(PAUSE)
            now = _cpu(front.pid) + _cpu(self.java)
            if now - spent <= PAUSE * IDLE:
                return
            spent = now

    def _run(self, front: Front, connections: int, listed: Path) -> str:
        command = ["wrk", "-t1", f"-c{connections}", f"-d{self.seconds}s", "--timeout", "30s", "-s", str(SCRIPT)]
        done = subprocess.run([*command, front.url, "--", str(listed)], capture_output=True, text=True, check=False)
        found = [line.removeprefix("told ") for line in done.stdout.splitlines() if line.startswith("told ")]
        if not found:
            raise BenchFault(f"wrk failed at {front.name}: {done.stderr[-300:]}")
        return found[0]


def _lua(asked: Sequence[Sent]) -> str:
    """Heads and bodies once each, and the order in which they are sent."""
    heads = dict.fromkeys(tuple(one.headers.items()) for one in asked)
    bodies = dict.fromkeys(one.body for one in asked)
    head_at = {head: n for n, head in enumerate(heads, 1)}
    body_at = {body: n for n, body in enumerate(bodies, 1)}
    listed = ",\n".join("{" + ", ".join(f"[ {_long(k)} ] = {_long(v)}" for k, v in head) + "}" for head in heads)
    texts = ",\n".join(_long(body.decode()) for body in bodies)
    order = " ".join(f"{head_at[tuple(one.headers.items())]} {body_at[one.body]}" for one in asked)
    return f"heads = {{\n{listed}\n}}\nbodies = {{\n{texts}\n}}\norder = {_long(order)}\n"


def _long(text: str) -> str:
    return f"[==[{text}]==]"
