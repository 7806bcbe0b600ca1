"""Neo4j's jars: those at hand are enough, each is the one of the lock, and a missing one is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.library import LOCK, Jar, LibraryFault, jars, locked
from tests.conftest import LIBRARY
from tests.processes import PROXIES

WANTED = locked()
ONE = next(jar for jar in WANTED if jar.name == "neo4j-bolt")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All jars in a folder of the test's own, and no way to the internet."""
    for jar in jars(LIBRARY):
        mine = tmp_path / jar.relative_to(LIBRARY)
        mine.parent.mkdir(parents=True, exist_ok=True)
        mine.symlink_to(jar)
    for name, value in PROXIES.items():
        monkeypatch.setenv(name, value)
    return tmp_path


def path_of(library: Path, jar: Jar) -> Path:
    (found,) = library.rglob(f"{jar.name}-{jar.version}.jar")
    return found


def test_the_lock_has_a_hash_of_each_jar_and_no_address() -> None:
    assert len(WANTED) == len(set(WANTED)) > 200
    assert [jar.said for jar in WANTED if not re.fullmatch("[0-9a-f]{64}", jar.sha256)] == []
    assert "://" not in LOCK.read_text()


def test_with_all_jars_at_hand_nothing_is_fetched(library: Path) -> None:
    told: list[tuple[int, int]] = []
    before = sorted(library.rglob("*"))
    found = jars(library, lambda done, wanted: told.append((done, wanted)))
    assert [path.name.startswith(jar.name) for path, jar in zip(found, WANTED, strict=True)] == [True] * len(WANTED)
    assert told == [(len(WANTED), len(WANTED))]
    assert sorted(library.rglob("*")) == before


@pytest.mark.parametrize("harm", ["one byte altered", "cut short", "empty", "another jar"])
def test_a_jar_that_is_not_the_one_of_the_lock_is_refused_by_name(library: Path, harm: str) -> None:
    path = path_of(library, ONE)
    good = path.read_bytes()
    path.unlink()
    path.write_bytes(
        {
            "one byte altered": good[:1000] + bytes((good[1000] ^ 1,)) + good[1001:],
            "cut short": good[:-1],
            "empty": b"",
            "another jar": jars(LIBRARY)[0].read_bytes(),
        }[harm]
    )
    with pytest.raises(LibraryFault) as refused:
        jars(library)
    assert str(refused.value) == f"{path.name} is not the jar that the lock names; delete it and start again."
    path.write_bytes(good)
    assert len(jars(library)) == len(WANTED)


def test_a_missing_jar_without_a_network_is_named(library: Path) -> None:
    path = path_of(library, ONE)
    path.unlink()
    with pytest.raises(LibraryFault) as refused:
        jars(library)
    assert str(refused.value).startswith(f"{ONE.said} cannot be fetched: ")
    assert str(refused.value).endswith("Is there a network?")
    assert not path.exists()
