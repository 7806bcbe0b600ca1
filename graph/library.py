"""Neo4j's jars: fetched by the operator's command, each checked against the committed lock.

The lock is made again with jgo's command line, from `graph/neo4j`:
`jgo --resolver python --class-path-only lock`. Once fetched, nothing is asked of the network.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from jgo.maven import MavenContext

VERSION = "5.26.30"
LOCK = Path(__file__).with_name("neo4j") / "jgo.lock.toml"
AT_ONCE = 8
SECONDS = 60
Told = Callable[[int, int], None]  # jars at hand, jars in all


class LibraryFault(Exception):
    """A jar cannot be had, or is not the one that the lock names."""


@dataclass(frozen=True, slots=True)
class Jar:
    """One locked artifact."""

    group: str
    name: str
    version: str
    classifier: str
    sha256: str

    @property
    def said(self) -> str:
        return ":".join(part for part in (self.group, self.name, self.version, self.classifier) if part)


def locked(lock: Path = LOCK) -> tuple[Jar, ...]:
    found = tomllib.loads(lock.read_text())["dependencies"]
    return tuple(Jar(d["groupId"], d["artifactId"], d["version"], d.get("classifier", ""), d["sha256"]) for d in found)


def jars(folder: Path, told: Told = lambda _done, _all: None, lock: Path = LOCK) -> list[Path]:
    """All jars of the lock, Neo4j's unless told, fetched where missing and each verified; blocking."""
    wanted = locked(lock)
    paths = dict(_at_hand(folder, wanted))
    told(len(paths), len(wanted))
    missing = [jar for jar in wanted if jar not in paths]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = {pool.submit(_fetch, folder, jar): jar for jar in missing}
        for done in as_completed(running):
            paths[running[done]] = done.result()
            told(len(paths), len(wanted))
    return [_verified(paths[jar], jar) for jar in wanted]


def remembered_in(folder: Path) -> Path:
    """Where Java keeps what it remembers of these jars (`graph.remembered`), if anybody has let it."""
    return folder / "java.aot"


def _at_hand(folder: Path, wanted: tuple[Jar, ...]) -> Iterator[tuple[Jar, Path]]:
    for jar in wanted:
        path = _path(folder, jar)
        if path.exists():
            yield jar, path


def _path(folder: Path, jar: Jar) -> Path:
    """Where Maven keeps it."""
    stem = "-".join(part for part in (jar.name, jar.version, jar.classifier) if part)
    return folder.joinpath(*jar.group.split("."), jar.name, jar.version, f"{stem}.jar")


def _fetch(folder: Path, jar: Jar) -> Path:
    context = MavenContext(repo_cache=folder, timeout=SECONDS)
    component = context.project(jar.group, jar.name).at_version(jar.version)
    try:
        return component.artifact(classifier=jar.classifier or None).resolve()  # type: ignore[arg-type]
    except Exception as fault:
        raise LibraryFault(f"{jar.said} cannot be fetched: {type(fault).__name__}. Is there a network?") from None


def _verified(path: Path, jar: Jar) -> Path:
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != jar.sha256:
        raise LibraryFault(f"{path.name} is not the jar that the lock names; delete it and start again.")
    return path
