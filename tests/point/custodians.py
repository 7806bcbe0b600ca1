"""Five data custodians of one life as real HTTP processes, and the file that names them to a hub."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from graph.embedded import free_port
from tests.histories import a_life
from tests.processes import ROOT, environment

SECRET = "between-the-two-of-us"
CONNECTORS = {"victoria_police": "l17", "magistrates_court": "courts", "childrens_court": "courts",
              "corrections_victoria": "corrections", "child_protection": "child_protection"}  # fmt: skip
SLOW, REFUSING = "corrections_victoria", "child_protection"
DELAY, PATIENCE, LITTLE = 4.0, 120, 0.5  # seconds: of the slow one, of the hub with the others, and with the slow one


def held() -> Mapping[str, Sequence[Any]]:
    """What each holds of him, in its newest version."""
    return {
        "victoria_police": [*a_life.reports(), a_life.under_review()],
        "magistrates_court": [a_life.file_for_imogen(), a_life.file_for_tess()],
        "childrens_court": [],
        "corrections_victoria": [a_life.custody(2)],
        "child_protection": [a_life.harm_to_elka(), a_life.concern_for_finn()],
    }


@dataclass(frozen=True, slots=True)
class Conducted:
    """What one holds, how long it may take, and how it answers, as `one_custodian` is told it."""

    rows: Sequence[Any]
    seconds: float
    conduct: tuple[str, ...]


def of_one_life(delay: float = DELAY) -> Mapping[str, Conducted]:
    """One is slow by `delay` seconds, and another refuses."""
    slow, refusing = {SLOW: (LITTLE, (str(delay), ""))}, {REFUSING: (PATIENCE, ("0", "OTHER_LAW"))}
    return {name: Conducted(rows, *(slow | refusing).get(name, (PATIENCE, ("0", "")))) for name, rows in held().items()}


@contextmanager
def custodians(folder: Path, all_of_them: Mapping[str, Conducted] | None = None) -> Iterator[Path]:
    """Ended at the end; the file is a setting of the hub."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "secret").write_text(f"{SECRET}\n")
    conducted = all_of_them or of_one_life()
    ports = {name: free_port() for name in conducted}
    with ExitStack() as stack:
        begun = [stack.enter_context(_one(folder, name, ports[name], one)) for name, one in conducted.items()]
        for process in begun:
            assert process.stdout
            assert process.stdout.readline().split(" at ")[0] in CONNECTORS
        tables = (_table(name, ports[name], one.seconds) for name, one in conducted.items())
        (folder / "custodians.toml").write_text("\n".join(tables))
        yield folder / "custodians.toml"


def _table(custodian: str, port: int, seconds: float) -> str:
    return (f'[{custodian}]\nurl = "http://127.0.0.1:{port}"\nconnector = "{CONNECTORS[custodian]}"\n'
            f'secret = "secret"\nseconds = {seconds}\n')  # fmt: skip


@contextmanager
def _one(folder: Path, custodian: str, port: int, one: Conducted) -> Iterator[subprocess.Popen[str]]:
    file = folder / f"{custodian}.json"
    file.write_bytes(orjson.dumps(one.rows))
    told = [custodian, str(port), str(file), SECRET, *one.conduct]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.point.one_custodian", *told], env=environment(), cwd=ROOT,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=60)
