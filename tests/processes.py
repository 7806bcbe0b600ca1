"""The `throughline` command as a real child process: its own port and state folder, and no way to the internet."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

from authz.commands import issuer_of
from authz.issuing import ISSUER
from authz.keys import Keys
from authz.ledger import Ledger
from connectors.synthetic import agencies
from graph.database import Database
from graph.embedded import Embedded, end, free_port
from graph.embedded import Running as Neo4j
from graph.library import VERSION
from tests.town import START

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / ".throughline" / f"neo4j-{VERSION}"
NOWHERE = "http://127.0.0.1:9"  # nothing listens there: whoever asks the internet gets no answer
PROXIES = {name: NOWHERE for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")}
SECONDS = 300


def environment(**more: str) -> dict[str, str]:
    """Nothing of the developer's own settings. What Python compiles is kept: each command would compile it anew."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("THROUGHLINE_")}
    told = {"THROUGHLINE_NEO4J_LIBRARY": str(LIBRARY), "THROUGHLINE_NEO4J_HEAP": "512"}
    compiled = {"PYTHONPYCACHEPREFIX": str(LIBRARY.parent / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    return own | PROXIES | told | compiled | more


def command(state: Path, *arguments: str) -> list[str]:
    return [sys.executable, str(ROOT / "server.py"), "--state", str(state), *arguments]


def throughline(state: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """The command, run to its end."""
    return subprocess.run(
        command(state, *arguments), env=environment(**settings), cwd=state.parent,
        capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Serving:
    """A hub that serves, in a process of its own."""

    process: subprocess.Popen[str]
    state: Path
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def neo4j(self) -> int:
        """The number of its database's process."""
        found = Embedded(self.state).process()
        assert found
        return found.pid

    def run(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Another command of the same state folder and port."""
        return throughline(self.state, "--port", str(self.port), *arguments, **settings)

    def bearer(self, role: str, scope: str) -> dict[str, str]:
        return {"authorization": f"Bearer {issuer_of(self.state / 'keys').token(role, scope=scope)}"}

    def kill(self) -> None:
        """As when the machine has had enough of it: it can do nothing more."""
        self.process.kill()
        self.process.communicate()

    def ended_by(self, number: signal.Signals) -> tuple[int, str]:
        """Its exit code, and what it said."""
        self.process.send_signal(number)
        _, said = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, said


@contextmanager
def serving(state: Path, *more: str, **settings: str) -> Iterator[Serving]:
    """Ended at the end, with its database, however the test left it. `more` follows `serve`."""
    port = free_port()
    process = subprocess.Popen(
        command(state, "--port", str(port), "serve", *more), env=environment(**settings), cwd=state.parent,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    hub = Serving(process, state, port)
    try:
        _wait(hub)
        yield hub
    finally:
        hub.kill()
        if left := Embedded(state).process():
            end(left.pid)


def beside(neo4j: Neo4j) -> dict[str, str]:
    """The settings of a hub whose database is another's."""
    return {
        "THROUGHLINE_NEO4J_URL": neo4j.url,
        "THROUGHLINE_NEO4J_USER": neo4j.user,
        "THROUGHLINE_NEO4J_PASSWORD": neo4j.password,
    }


def _wait(hub: Serving) -> None:
    """Its port is taken at once, and answers when the hub is ready."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if hub.process.poll() is not None:
            raise AssertionError(hub.process.communicate()[1])
        try:
            httpx.get(f"{hub.url}/health/ready", timeout=SECONDS, trust_env=False).raise_for_status()
        except httpx.TransportError:
            time.sleep(0.05)
            continue
        return
    raise AssertionError("The hub does not answer.")


async def registered(state: Path, ledger_url: str = "", *more: Mapping[str, Any]) -> None:
    """The registry of the demo and more accounts, in the ledger of a hub that has not been started yet."""
    folder = state / "ledger"
    folder.mkdir(parents=True)
    url = ledger_url or f"sqlite:///{folder / 'ledger.db'}"
    ledger = await Ledger.open(url, Keys.open(state / "keys").sealing)
    await ledger.command("registerAreas", agencies.areas(), START, "test")
    await ledger.command("registerOrganisations", {"organisations": agencies.organisations()}, START, "test")
    for role in agencies.HOMES:
        await ledger.command("registerAccount", agencies.account(role, ISSUER), START, "test")
    for account in more:
        await ledger.command("registerAccount", account, START, "test")
    await ledger.close()


@asynccontextmanager
async def database_of(state: Path) -> AsyncIterator[Database]:
    """Its running Neo4j, past the hub."""
    embedded = Embedded(state)
    found = embedded.process()
    assert found
    answering = embedded._answering(found.port)
    database = Database(answering.url, answering.user, answering.password)
    try:
        yield database
    finally:
        await database.close()


def running(pid: int) -> bool:
    """A process that has ended and was not waited for does not run."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
