"""The commands that are clients of a hub, against one that serves in a process of its own."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from authz.keys import Keys
from authz.ledger import Ledger
from connectors.intake import rows_of
from connectors.registry import SOURCES
from connectors.sources.decoding import decoded
from graph.embedded import free_port
from tests.connectors import SAMPLES
from tests.dump import NODES
from tests.processes import Serving, database_of, registered, serving, throughline

WHO = "{ whoAmI { role } }"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """One hub for all that need one, with the registry of the demo."""
    state = tmp_path_factory.mktemp("served") / "state"
    asyncio.run(registered(state))
    with serving(state) as hub:
        yield hub


def asked(hub: Serving, token: str) -> httpx.Response:
    headers = {"authorization": f"Bearer {token}"}
    return httpx.post(f"{hub.url}/graphql", json={"query": WHO}, headers=headers, trust_env=False)


def test_a_token_is_printed_alone_and_is_good_at_the_hub(served: Serving) -> None:
    done = served.run("token", "--role", "cip_analyst", "--minutes", "5")
    assert (done.returncode, done.stderr) == (0, "")
    token, nothing = done.stdout.split("\n")
    assert nothing == ""
    assert asked(served, token).json()["data"] == {"whoAmI": {"role": "cip_analyst"}}
    assert asked(served, token[:-6] + "AAAAAA").status_code == 401


def test_a_query_of_a_file_prints_the_answer(served: Serving, tmp_path: Path) -> None:
    file = tmp_path / "who.graphql"
    file.write_text(WHO)
    done = served.run("query", str(file), "--role", "mens_service")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["data"] == {"whoAmI": {"role": "mens_service"}}


def test_a_query_that_is_refused_prints_why_and_fails(served: Serving, tmp_path: Path) -> None:
    file = tmp_path / "matters.graphql"
    file.write_text("{ matters { id } }")
    refused = served.run("query", str(file), "--role", "police_member")
    assert refused.returncode == 1
    assert json.loads(refused.stdout)["errors"][0]["extensions"]["code"] == "PURPOSE_REQUIRED"
    told = ("--purpose", "OWN_CASE", "--reason", "Routine — für Zoë, “quoted”")
    answered = served.run("query", str(file), "--role", "police_member", *told)
    assert (answered.returncode, json.loads(answered.stdout)["data"]) == (0, {"matters": []})


def test_a_file_for_no_connector_is_refused_in_the_words_of_the_hub(served: Serving) -> None:
    done = served.run("ingest", "l71", str(SAMPLES / "ordinary.ndjson"))
    assert done.returncode == 1
    assert f"There is no such connector. Known: {', '.join(SOURCES)}." in done.stderr.splitlines()


def test_a_second_hub_of_one_state_folder_is_refused_and_the_first_goes_on(served: Serving) -> None:
    database = served.neo4j
    done = throughline(served.state, "--port", str(free_port()), "serve")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"The state folder {served.state} is in use by a hub (process {served.process.pid}). "
        "Stop that one, or give this one a folder of its own with --state.\n"
    )
    assert served.neo4j == database
    assert httpx.get(f"{served.url}/health/ready", trust_env=False).json() == {"status": "ready"}


# a file of odd reports, written by hand

ODD = SAMPLES / "odd.ndjson"
TOLD = """\
7 created
4 quarantined
2 superseded
1 unchanged
row 7 /report/version: another text of this version is held; send the change as a new version (VERSION_CONFLICT)
row 10 /report/portal_id: is required (MISSING)
row 11 /report/portal_id: must be text (TYPE)
row 11 /report/version: must be a whole number (TYPE)
row 11 /incident/occurred_from: is not a date-time; send it as YYYY-MM-DDTHH:MM:SS+10:00 (INSTANT)
row 13 : is not JSON; send one JSON object (NOT_JSON)
unknown code disability TASTE: 2
unknown code exposure ASLEEP: 1
unknown code gender MURRUP: 2
unknown code how_reported SMOKE_SIGNAL: 2
unknown code injury PSYCHIC: 2
unknown code location_type HOUSEBOAT: 2
unknown code name_type STAGE: 1
unknown code offence FVPA_999: 2
unknown code order_condition CURFEW: 1
unknown code order_kind RECOGNISED DVO: 1
unknown code order_state ACTIVE: 1
unknown code referral_party PET: 1
unknown code restrained BOTH: 1
unknown code risk_answer MAYBE: 2
unknown code risk_band VERY HIGH: 2
unknown code service_type ANIMAL_CARE: 1
unknown code sex F: 2
unknown code weapon DRONE: 2
unknown encoding: 1
unknown field /: 1
unknown field /affected/contacts/0/carrier: 1
unknown field /affected/favourite~1colour~0: 1
unknown field /drone: 1
unknown field /incident/weather: 1
unknown field /report/body_worn_camera: 1
unknown field /respondent/tattoos: 1
unknown placeholder /affected/person_number: 1
unknown placeholder /orders/0/number: 1
unknown placeholder /report/leap_incident: 1
unknown placeholder /respondent/person_number: 1
"""
# What the graph has no place for: values of fields that the form does not have, words that stand for
# no number, and an order's side that is no party.
ONLY_IN_THE_LEDGER = {
    *("BWC-4471", "hail", "green", "TinCan", "anchor", "swallow", "DJ-0042", "a field without a name"),
    *("N/A", "0000000", "", "BOTH"),
}


async def test_of_odd_reports_nothing_is_lost_and_all_that_is_new_is_told(served: Serving) -> None:
    done = served.run("ingest", "l17", str(ODD))
    assert (done.returncode, done.stdout) == (0, TOLD)
    rows = rows_of(ODD.read_bytes())
    kept = await ledger_of(served.state)
    assert [content for content, _ in kept] == rows[:-1]  # the last is a report once more
    accepted = [decoded(content)[0] for content, accepted in kept if accepted]
    assert len(accepted) == 9
    async with database_of(served.state) as database:
        held = set(leaves([row["held"] for row in await database.run(NODES)]))
    sent = set(leaves(accepted))
    apart = {value for value in sent if value.strip() not in held and not value.startswith("2026-03-07")}
    assert apart == ONLY_IN_THE_LEDGER
    assert {"2026-03-07T10:40:00Z", "2026-03-07T21:40:00Z"} <= held  # each moment, as UTC
    assert {"Q40=MAYBE", "Q07=YES", "Tūrangawaewae", "Aroha", "Núñez", "Tú", "🦉", "Māia 🦋"} <= held


async def ledger_of(state: Path) -> list[tuple[bytes, bool]]:
    """The raw records of odd reports, opened, and whether each was accepted."""
    ledger = await Ledger.open(f"sqlite:///{state}/ledger/ledger.db", Keys.open(state / "keys").sealing)
    entries = [entry for entry in await ledger.after(0, 1_000) if entry.command is None]
    await ledger.close()
    return [(entry.content, entry.accepted) for entry in entries]


def leaves(value: Any) -> Iterator[str]:
    """Every text in it; an answer to a risk item stands in the graph as CODE=ANSWER."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict) and value.keys() == {"code", "answer"}:
        yield f"{value['code']}={value['answer']}"
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from leaves(part)
