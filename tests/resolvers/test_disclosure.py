"""What goes with an answer: what is withheld, how to handle it, and the ledger's entry, which holds no value of it."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import orjson
import pytest

from authz.policy_data import FOLDER
from graph.embedded import Running as Neo4j
from tests.connectors import rows
from tests.resolvers.test_http import DATABASE_WORDS, PUBLIC, QUESTION, fault
from tests.town import Town, town

PEOPLE = """{ incidents { nodes { portalId narrative custodian affected { familyName givenNames personNumber }
  respondent { familyName birthDate } place { line suburb } } } }"""
FIELDS = "{ incidents { nodes { id occurredFrom reporterName narrative riskBand { code } place { line } } } }"
FACETS = {"occurredFrom": "PATTERN", "reporterName": "REPORTER", "narrative": "NARRATIVE", "riskBand": "RISK",
          "place.line": "CONTACT"}  # fmt: skip
CLOSE = 'mutation { closeMatter(matter: "x") { status } }'


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        await found.ingest(rows("ordinary") + rows("everything"))
        yield found


async def entry(hub: Town, answer: httpx.Response) -> dict[str, Any]:
    """What the ledger keeps of this answer."""
    named = answer.json()["extensions"]["auditId"]
    [mine] = [kept for kept in await hub.parts.ledger.disclosures() if kept["auditId"] == named]
    return mine


async def test_an_answer_says_how_to_handle_it_and_where_it_is_kept(hub: Town) -> None:
    text = "{ incidents { nodes { id narrative reporterName place { line } } } limits { depth } }"
    answer = await hub.post("police_member", text, "OWN_CASE", "", "a look")
    said = answer.json()["extensions"]
    assert set(said) == {"cost", "withheld", "handling", "auditId"}
    assert said["handling"].startswith("Shared under Part 5A of the Family Violence Protection Act 2008")
    kept = await entry(hub, answer)
    assert {k: kept[k] for k in ("account", "organisation", "role", "purpose", "matter", "reason", "at")} == {
        "account": "demo-police-member", "organisation": "victoria_police", "role": "police_member",
        "purpose": "OWN_CASE", "matter": "", "reason": "a look", "at": hub.clock.at,
    }  # fmt: skip
    assert kept["fields"] == ["Address.line", "Incident.narrative", "Incident.reporter_name"]


async def test_the_entry_of_an_answer_holds_no_value_of_it(hub: Town) -> None:
    answer = await hub.post("police_member", PEOPLE, "OWN_CASE")
    values = {value for value in told(answer.json()["data"]) if len(value) > 3}
    assert {"L17-2026-000104", "Quillfeather", "victoria_police"} <= values
    kept = orjson.dumps(await entry(hub, answer)).decode()
    assert {value for value in values if value in kept} == {"victoria_police"}  # it is the asker's organisation too


def told(value: Any) -> Iterator[str]:
    match value:
        case dict():
            yield from (text for part in value.values() for text in told(part))
        case list():
            yield from (text for part in value for text in told(part))
        case None:
            return
        case _:
            yield str(value)


async def test_the_entry_names_the_question_by_its_hash_and_holds_no_value_of_it_either(hub: Town) -> None:
    text = 'query($id: ID!) { incident(id: "Featherstonehaugh-1") { id } other: incident(id: $id) { id narrative } }'
    kept = await entry(hub, await hub.post("police_member", text, "OWN_CASE", id="Featherstonehaugh-2"))
    assert set(kept) == {"auditId", "at", "account", "organisation", "role", "purpose", "matter", "reason",
                         "operation", "fields", "people", "policy", "decision"}  # fmt: skip
    assert kept["operation"] == hashlib.sha256(text.encode()).hexdigest()
    assert "Featherstonehaugh" not in str(kept)


async def test_an_answer_that_holds_nothing_is_kept_like_any_other(hub: Town) -> None:
    answer = await hub.post("homelessness", PEOPLE, "OWN_CASE")
    assert answer.json()["data"] == {"incidents": {"nodes": []}}
    full = await hub.post("police_member", PEOPLE, "OWN_CASE")
    assert (await entry(hub, answer)).keys() == (await entry(hub, full)).keys()
    assert (await entry(hub, answer))["fields"] == (await entry(hub, full))["fields"]


@pytest.mark.parametrize(
    ("text", "data"),
    [(CLOSE, {"closeMatter": {"status": "CLOSED"}}), (CLOSE.replace("closeMatter(matter", "withdrawConsent(consent")
     .replace("status", "at"), None), ("mutation { openMatter(input: {kind: OWN_FILE}) { id } }", None)],
    ids=["decided", "decided in vain", "refused"],
)  # fmt: skip
async def test_a_decision_is_kept_as_an_answer_too_even_a_refused_one(hub: Town, text: str, data: Any) -> None:
    answer = await hub.post("police_member", text, "OWN_CASE")
    kept, errors = await entry(hub, answer), answer.json().get("errors")
    assert kept["account"] == "demo-police-member"
    assert kept["decision"] == (errors[0]["extensions"]["code"] if errors else "ANSWERED")
    assert data is None or answer.json()["data"] == data


async def test_what_is_refused_before_it_is_asked_is_not_kept_as_an_answer(hub: Town) -> None:
    held = await hub.parts.ledger.disclosures()
    for text, purpose in (("{ nothing }", "OWN_CASE"), (QUESTION, ""), (QUESTION, "ASSESSMENT"), (PUBLIC, "")):
        assert "auditId" not in (await hub.post("police_member", text, purpose)).text
    assert await hub.parts.ledger.disclosures() == held


async def test_without_its_ledger_the_hub_does_not_answer(hub: Town) -> None:
    """The entry is durable before the answer leaves: when it cannot be, nothing is told."""
    engine = hub.parts.ledger.store.engine
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE entries RENAME TO gone")
    try:
        answer = await hub.post("police_member", PEOPLE, "OWN_CASE")
        public = await hub.post("police_member", PUBLIC)
    finally:
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE gone RENAME TO entries")
    assert fault(answer) == (503, "LEDGER_UNAVAILABLE")
    assert "Quillfeather" not in answer.text
    assert not DATABASE_WORDS.search(answer.text)
    assert public.status_code == 200
    assert "Quillfeather" in (await hub.post("police_member", PEOPLE, "OWN_CASE")).text


# Withheld


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


COLUMNS: dict[str, set[str]] = {}
for row in table("facets.csv"):
    COLUMNS.setdefault(row["facet"], set()).add(row["column"])
NEVER = {(row["role"], row["column"]) for row in table("matrix.csv")
         if row["own"] == row["named"] == row["other"] == "N"}  # fmt: skip
ASKING = {
    row["role"]: row["purpose"] for row in table("purposes.csv") if row["may"] == "yes" and row["matter"] != "yes"
}


@pytest.mark.parametrize("role", ASKING)
async def test_withheld_is_the_cells_that_the_table_prints_none_for_the_role(hub: Town, role: str) -> None:
    answer = (await hub.post(role, FIELDS, ASKING[role], "", "why")).json()
    found = {row["path"].removeprefix("incidents.nodes."): row for row in answer["extensions"]["withheld"]}
    expected = {path: {c for c in COLUMNS[facet] if (role, c) in NEVER} for path, facet in FACETS.items()}
    said = {path: {column["column"] for column in row["columns"]} for path, row in found.items()}
    assert said == {path: columns for path, columns in expected.items() if columns}
    assert all(column["level"] == "N" for row in found.values() for column in row["columns"])


async def test_withheld_rests_on_the_role_and_the_question_never_on_matter_purpose_or_data(hub: Town) -> None:
    asked = [("OWN_CASE", ""), ("OWN_CASE", "m"), ("OWN_CASE", "0" * 26), ("PROTECTION", "m")]
    answers = [(await hub.post("homelessness", FIELDS, *one, "why")).json() for one in asked]
    assert [answer["data"] for answer in answers] == [{"incidents": {"nodes": []}}] * 4
    first, *others = [answer["extensions"]["withheld"] for answer in answers]
    assert first
    assert all(other == first for other in others)
