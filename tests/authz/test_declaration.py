"""What is declared with a question: each objection by its code, before any statement is sent."""

from __future__ import annotations

import csv
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import pytest
from graphql import (
    get_named_type,
    is_enum_type,
    is_object_type,
    is_required_argument,
    is_required_input_field,
)

from authz.policy_data import FOLDER
from authz.words import Purpose
from connectors.synthetic import agencies
from graph.embedded import Running as Neo4j
from resolvers.api import SCHEMA
from tests.town import START, Town, town

PERSONAL = "{ subjects { id } }"
PUBLIC_ROOTS = {"organisations", "services", "areas", "lgas", "whoAmI", "limits"}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


ROWS = rows("purposes.csv")
CLASSES = {row["kind"]: set(row["entity_class"].split()) for row in rows("organisations.csv")}


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


async def answered(
    hub: Town, role: str, purpose: str = "", matter: str = "", reason: str = "", text: str = PERSONAL
) -> tuple[str, str]:
    """The refusal's code and message; nothing was told, nothing decided, no statement sent. Or two blanks."""
    await hub.post(role, "{ limits { depth } }")  # the account is at hand
    held = await hub.parts.ledger.head()
    hub.statements.clear()
    answer = await hub.post(role, text, purpose, matter, reason)
    assert answer.status_code == 200
    if "errors" not in answer.json():
        return "", ""
    assert set(answer.json()) == {"errors"}
    assert not hub.statements
    assert await hub.parts.ledger.head() == held
    [error] = answer.json()["errors"]
    return error["extensions"]["code"], error["message"]


def printed(row: Mapping[str, str], matter: str, reason: str) -> str:
    """The code by the table alone."""
    if row["may"] == "no":
        return row["refusal"]
    held = CLASSES[agencies.HOMES[row["role"]]]
    if row["entity_class"] != "none" and row["entity_class"] not in held:
        return f"NOT_{row['entity_class']}"
    if row["matter"] == "yes" and not matter:
        return "MATTER_REQUIRED"
    return "REASON_REQUIRED" if row["reason"] == "yes" and not reason else ""


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['role']}-{row['purpose']}" for row in ROWS])
async def test_the_refusal_is_the_one_that_the_table_prints(hub: Town, row: dict[str, str]) -> None:
    all_said = [("m", "because")]
    partly = [("", ""), ("m", ""), ("", "because")] if row["may"] == "yes" else []
    for matter, reason in all_said + partly:
        found, _ = await answered(hub, row["role"], row["purpose"], matter, reason)
        assert found == printed(row, matter, reason)


def test_the_table_has_every_role_with_every_purpose() -> None:
    assert [(r["role"], r["purpose"]) for r in ROWS] == [(r, p) for r in agencies.HOMES for p in Purpose]
    assert {printed(row, "", "") for row in ROWS} == {
        "", "NOT_CIP_REQUESTER", "NO_PURPOSE", "NOT_RAE_FOR_ASSESSMENT", "OTHER_LAW", "NOT_ISE",
        "MATTER_REQUIRED", "REASON_REQUIRED",
    }  # fmt: skip


async def test_without_a_purpose_the_refusal_names_those_that_the_role_may_declare(hub: Town) -> None:
    code, message = await answered(hub, "homelessness")
    assert code == "PURPOSE_REQUIRED"
    assert message == "Declare a purpose. Your role may declare: PROTECTION, CISS, OWN_CASE, ADMIN."


LEAST = {"ID": '"x"', "String": '"words"', "Boolean": "true", "Int": "1", "Date": '"2026-01-01"',
         "DateTime": '"2026-01-01T00:00:00Z"', "FindBy": '{name: "words"}'}  # fmt: skip


def fields(kind: Any) -> dict[str, str]:
    """Each root field, asked in the least that is valid."""
    return {name: f"{name} {given(field)} {inner(field)}" for name, field in kind.fields.items()}


def given(field: Any) -> str:
    owed = owing(field.args, is_required_argument)
    return f"({owed})" if owed else ""


def owing(inputs: Mapping[str, Any], required: Callable[[Any], bool]) -> str:
    return ", ".join(f"{name}: {least(get_named_type(i.type))}" for name, i in inputs.items() if required(i))


def least(kind: Any) -> str:
    if kind.name in LEAST:
        return LEAST[kind.name]
    if is_enum_type(kind):
        return str(next(iter(kind.values)))
    return f"{{{owing(kind.fields, is_required_input_field)}}}"


def inner(field: Any) -> str:
    return "{ __typename }" if is_object_type(get_named_type(field.type)) else ""


QUERIES = fields(SCHEMA.query_type)
MUTATIONS = fields(SCHEMA.mutation_type)
PERSONAL_ROOTS = {name: f"{{ {text} }}" for name, text in QUERIES.items() if name not in PUBLIC_ROOTS}


@pytest.mark.parametrize("text", PERSONAL_ROOTS.values(), ids=PERSONAL_ROOTS.keys())
async def test_every_root_that_is_not_listed_as_public_needs_a_purpose(hub: Town, text: str) -> None:
    assert (await answered(hub, "cip_analyst", text=text))[0] == "PURPOSE_REQUIRED"


@pytest.mark.parametrize("name", MUTATIONS)
async def test_every_mutation_needs_a_purpose(hub: Town, name: str) -> None:
    text = f"mutation {{ {MUTATIONS[name]} }}"
    assert (await answered(hub, "cip_analyst", text=text))[0] == "PURPOSE_REQUIRED"


async def test_a_public_root_beside_a_personal_one_does_not_help(hub: Town) -> None:
    text = "{ areas { id } subjects { id } }"
    assert (await answered(hub, "cip_analyst", text=text))[0] == "PURPOSE_REQUIRED"


@pytest.mark.parametrize(
    "text",
    [f"{{ {QUERIES[name]} }}" for name in sorted(PUBLIC_ROOTS)] + ["{ __typename }", "{ __schema { types { name } } }"],
)
async def test_what_is_public_needs_no_purpose_and_is_not_kept_in_the_ledger(hub: Town, text: str) -> None:
    held = await hub.parts.ledger.head()
    answer = await hub.post("cip_analyst", text)
    assert "errors" not in answer.json()
    assert set(answer.json()["extensions"]) == {"cost"}
    assert await hub.parts.ledger.head() == held


@pytest.mark.parametrize("matter", ["", "m"])
async def test_what_a_matter_is_opened_on_may_be_asked_without_one(hub: Town, matter: str) -> None:
    text = "{ awaiting { id } matters { id } }"
    assert (await answered(hub, "mens_service", "ASSESSMENT", matter, text=text))[0] == ""
    both = "{ awaiting { id } subjects { id } }"
    expected = "" if matter else "MATTER_REQUIRED"
    assert (await answered(hub, "mens_service", "ASSESSMENT", matter, text=both))[0] == expected


async def test_a_reason_of_blanks_is_none(hub: Town) -> None:
    assert (await answered(hub, "homelessness", "PROTECTION", "m", "  \t "))[0] == "REASON_REQUIRED"


@pytest.mark.parametrize(("since", "code"), [("2026-07-01", ""), ("2026-07-02", "NOT_RAE"), ("unknown", "")])
async def test_an_organisation_is_prescribed_from_its_day_on(hub: Town, since: str, code: str) -> None:
    kind = next(row for row in agencies.organisations() if row["id"] == "orange_door")
    command = hub.parts.following.command
    await command("registerOrganisations", {"organisations": [{**kind, "prescribed_from": since}]}, START, "test")
    found, _ = await answered(hub, "tod_victim_side", "ASSESSMENT", "m")
    assert found == code
    await command("registerOrganisations", {"organisations": [kind]}, START, "test")
    assert (await answered(hub, "tod_victim_side", "ASSESSMENT", "m"))[0] == ""
