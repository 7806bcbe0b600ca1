"""The bench runs and tells what it says it tells. No time is judged here."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest
from rich.console import Console

from bench import flat, policy_cost
from bench.hub import BenchFault
from bench.report import COLUMNS, Report
from bench.statements import run
from graph.database import Database
from graph.embedded import Running as Neo4j
from server import Settings
from tests.town import empty

REPORTS, ROUNDS = 120, 2


async def measured(neo4j: Neo4j, folder: Path) -> Report:
    await emptied(neo4j)
    return await run(settings_for(neo4j, folder), REPORTS, ROUNDS, warming=1)


async def emptied(neo4j: Neo4j) -> None:
    database = Database(neo4j.url, neo4j.user, neo4j.password)
    await empty(database)
    await database.close()


def settings_for(neo4j: Neo4j, folder: Path) -> Settings:
    given = {"neo4j_url": neo4j.url, "neo4j_user": neo4j.user, "neo4j_password": neo4j.password}
    return Settings(state=folder, **given)


@pytest.fixture(scope="module")
async def report(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> Report:
    return await measured(neo4j, tmp_path_factory.mktemp("bench"))


def test_each_page_is_measured_in_four_ways_that_found_the_same(report: Report, tmp_path: Path) -> None:
    report.write(tmp_path / "figures" / "latest.json")
    told = orjson.loads((tmp_path / "figures" / "latest.json").read_bytes())
    assert (told["reports"], told["rounds"], told["cores"] > 0) == (REPORTS, ROUNDS, True)
    assert [(page["page"], page["statements"]) for page in told["pages"]] == [
        ("point read", 1),
        ("history page", 7),
        ("big page", 5),
    ]
    assert [page["ids"] > least for page, least in zip(told["pages"], (0, 60, 200), strict=True)] == [True] * 3
    for page in told["pages"]:
        assert all(page[way] > 0 for way in ("hub", "first", "bare", "flat"))
        assert page["hub_over_bare"] == pytest.approx(page["hub"] / page["bare"])
        assert page["flat_over_hub"] == pytest.approx(page["flat"] / page["hub"])


def test_the_table_has_a_row_for_each_page_and_says_the_cores(report: Report) -> None:
    paper = io.StringIO()
    Console(file=paper, width=100).print(report.table())
    said = paper.getvalue()
    assert all(column in said for column in COLUMNS)
    assert [page.page in said for page in report.pages] == [True] * 3
    assert f"{report.cores} cores" in said
    assert f"{REPORTS} reports" in said


async def test_a_number_of_statements_that_fetch_something_else_is_refused(
    neo4j: Neo4j, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch = flat.fetch

    async def less(session: Any, steps: tuple[flat.Step, ...], *given: Mapping[str, Any]) -> Any:
        return await fetch(session, tuple(step for step in steps if step.name != "children"), *given)

    monkeypatch.setattr(flat, "fetch", less)
    with pytest.raises(BenchFault, match="history page: the flat statements found other ids than the hub"):
        await measured(neo4j, tmp_path)


async def test_the_cost_of_the_policy_is_told_against_the_same_statement_without_it(
    neo4j: Neo4j, tmp_path: Path
) -> None:
    await emptied(neo4j)
    found = await policy_cost.run(settings_for(neo4j, tmp_path), REPORTS, ROUNDS, warming=1)
    told = found.data()
    assert found.tests > 15
    assert found.ids_without >= found.ids > 60
    assert told["at_hand_over_without"] == pytest.approx(found.at_hand / found.without)
    assert told["first_over_without"] == pytest.approx(found.first / found.without)


def test_only_what_asks_for_membership_is_taken_out() -> None:
    member = "(n1.id IN $given.incident_there OR (n1.own IN $given.own_incident_there AND NOT n1.id IN $given.walled))"
    kept = "WHERE n0.id IN $given.subjects AND {} AND n1.recorded_to > $given.p1"
    assert policy_cost.without_policy(kept.format(member)) == kept.format("true")


@pytest.mark.parametrize("module", ["bench", "bench.statements"])
def test_the_command_says_what_it_takes(module: str) -> None:
    done = subprocess.run([sys.executable, "-m", module, "--help"], capture_output=True, text=True, check=True)
    assert "--rounds" in done.stdout
    assert "--reports" in done.stdout
