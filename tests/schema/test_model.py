"""The nouns as they are declared: described, facetted, and kept by constraints and indexes that the start demands."""

from __future__ import annotations

import csv
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from graphql import GraphQLObjectType
from neo4j import AsyncGraphDatabase, ResultSummary

from authz.policy_data import FOLDER
from authz.words import Facet, Standing
from graph import constraints
from graph.constraints import BESIDE_THE_MODEL, LOOKED_UP, SchemaIncomplete
from graph.database import Database
from graph.embedded import Running as Neo4j
from graph.exclusions import STANDING, STATED_BY, STATING, WITH_EXTRACT, WITH_LINEAGE
from graph.mapping import Edge, Kind, Model, Node, Property, Seen, Subject
from graph.scope import Scope
from resolvers.api import API, SCHEMA
from resolvers.selection import python_name
from schema.model import MODEL
from server import Settings, running
from tests.snapshots import GOLDEN

PERSONAL = [node for node in MODEL.nodes.values() if node.subject is not Subject.PUBLIC]


def properties(nodes: list[Node]) -> Iterator[tuple[Node, str, Property]]:
    for node in nodes:
        for name, field in node.fields.items():
            if isinstance(field, Property):
                yield node, name, field


def shown(label: str) -> dict[str, Any]:
    """The noun's GraphQL fields, by the names that it is declared with."""
    kind = SCHEMA.type_map[label]
    assert isinstance(kind, GraphQLObjectType)
    return {python_name(field): field for field in kind.fields.values()}


def described() -> Iterator[tuple[str, str, str | None]]:
    """Where, name and description of every field and its arguments, input field and value that the hub declares."""
    for kind in (kind for name, kind in SCHEMA.type_map.items() if name[:2] != "__"):
        for name, member in (*getattr(kind, "fields", {}).items(), *getattr(kind, "values", {}).items()):
            yield f"{kind}.{name}", name, member.description
            yield from ((f"{kind}.{name}({n})", n, a.description) for n, a in getattr(member, "args", {}).items())


def letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


# What GraphQL shows


def test_every_field_of_every_type_is_described() -> None:
    kinds = [k for name, k in SCHEMA.type_map.items() if isinstance(k, GraphQLObjectType) and name[:2] != "__"]
    bare = [f"{kind}.{name}" for kind in kinds for name, field in kind.fields.items() if not field.description]
    assert bare == []
    assert len(kinds) > 30


def test_no_description_merely_repeats_a_name_in_words() -> None:
    found = list(described())
    assert [where for where, name, said in found if letters(name) == letters(said or "")] == []
    assert {"Recency.days", "IncidentWhere.custodian", "Severity.ASSAULT", "Query.person(id)"} <= {w for w, *_ in found}
    assert letters("leapIncident") == letters("Leap incident.") == letters("LEAP_INCIDENT")


@pytest.mark.parametrize("label", MODEL.nodes)
def test_every_noun_is_described_and_shows_what_is_declared_and_no_more(label: str) -> None:
    assert SCHEMA.type_map[label].description
    assert set(shown(label)) == set(MODEL.nodes[label].fields)


def test_only_ids_and_lists_of_neighbours_are_never_null_on_a_personal_noun() -> None:
    whole = {f"{node.label}.{name}" for node in PERSONAL for name, field in shown(node.label).items()
             if str(field.type).endswith("!")}  # fmt: skip
    expected = {f"{node.label}.{name}" for node in PERSONAL for name, field in node.fields.items()
                if name == "id" or isinstance(field, Seen) or (isinstance(field, Edge) and field.many)}  # fmt: skip
    assert whole == expected


def test_every_stored_value_of_a_personal_noun_has_a_facet_but_its_id() -> None:
    bare = [f"{node.label}.{name}" for node, name, field in properties(PERSONAL) if field.facet is None]
    assert bare == [f"{node.label}.id" for node in PERSONAL]


def test_the_facet_of_every_stored_value_is_printed_into_the_sdl() -> None:
    sdl = str(API)
    for node, name, field in properties(PERSONAL):
        if field.facet:
            graphql = next(k for k, v in SCHEMA.type_map[node.label].fields.items() if python_name(v) == name)
            body = sdl.partition(f"\ntype {node.label} ")[2].partition("\n}")[0]
            line = next(line for line in body.splitlines() if line.strip().startswith(f"{graphql}:"))
            assert line.endswith(f'@facet(of: "{field.facet}")')


def test_reference_data_holds_nothing_of_a_person() -> None:
    public = [node for node in MODEL.nodes.values() if node.subject is Subject.PUBLIC]
    assert {node.label for node in public} == {"Area", "Lga", "Service", "Organisation"}
    targets = {field.target for node in public for field in node.fields.values() if isinstance(field, Edge)}
    assert targets <= {node.label for node in public}
    assert {field.facet for _, name, field in properties(public) if name != "id"} == {Facet.PUBLIC}


def test_a_person_holds_nothing_of_its_own() -> None:
    assert [name for name, field in MODEL.nodes["Person"].fields.items() if isinstance(field, Property)] == ["id"]


# What the policy says of the nouns


def test_every_field_that_a_summary_lists_is_declared() -> None:
    with (FOLDER / "summaries.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] in ("S", "M")]
    listed = {item.partition(":")[0] for row in rows for item in row["shows"].split() if "." in item}
    declared = {f"{node.label}.{name}" for node in MODEL.nodes.values() for name in node.fields}
    assert listed <= declared
    assert len(listed) > 10


@pytest.mark.parametrize(
    ("relationship", "standing"),
    [("AFFECTED_IN", Standing.VICTIM), ("RESPONDENT_IN", Standing.ALLEGED), ("CHILD_IN", Standing.CHILD),
     ("OTHER_IN", Standing.LINKED), ("RESTRAINED_BY", Standing.ALLEGED), ("PROTECTED_BY", Standing.VICTIM),
     ("REFERRED_IN", Standing.LINKED), ("RESPONDENT_ON_FILE", Standing.ALLEGED), ("AFFECTED_ON_FILE", Standing.VICTIM),
     ("CHILD_ON_FILE", Standing.CHILD), ("OTHER_ON_FILE", Standing.LINKED), ("ACCUSED_IN", Standing.ALLEGED),
     ("WRONGED_IN", Standing.VICTIM), ("HELD_IN", Standing.ALLEGED), ("SUPERVISED_IN", Standing.ALLEGED),
     ("NO_CONTACT_WITH", Standing.VICTIM), ("ASSESSED_IN", Standing.VICTIM), ("CHILD_ASSESSED_IN", Standing.CHILD),
     ("ASSESSED_AS_RISK_IN", Standing.ALLEGED), ("PLANNED_FOR", Standing.VICTIM), ("CHILD_PLANNED_FOR", Standing.CHILD),
     ("CHILD_REPORTED_IN", Standing.CHILD), ("RESPONSIBLE_IN", Standing.ALLEGED), ("ADULT_VICTIM_IN", Standing.VICTIM),
     ("HOUSEHOLD_IN", Standing.LINKED), ("OTHER_CHILD_IN", Standing.CHILD)],
)  # fmt: skip
def test_a_part_gives_the_standing_that_its_relationship_declares(relationship: str, standing: Standing) -> None:
    assert MODEL.parts()[relationship] is standing


def test_one_relationship_declares_one_standing_from_whichever_side() -> None:
    edges = [f for node in MODEL.nodes.values() for f in node.fields.values() if isinstance(f, Edge) and f.standing]
    found: dict[str, set[Standing]] = {}
    for edge in edges:
        found.setdefault(edge.relationship, set()).add(edge.standing)  # type: ignore[arg-type]
    assert {relationship: len(standings) for relationship, standings in found.items()} == dict.fromkeys(found, 1)
    assert len(found) == 26


def test_whatever_has_a_lineage_and_every_part_may_be_excluded() -> None:
    """The lists of `graph.exclusions` are the model's."""
    assert set(WITH_LINEAGE) == {node.label for node in MODEL.nodes.values() if node.key == "lineage"}
    assert set(MODEL.parts()) == STANDING
    stating = {e.relationship for node in MODEL.nodes.values() for e in node.fields.values()
               if isinstance(e, Edge) and e.target in STATED_BY}  # fmt: skip
    assert stating == STATING


def test_a_place_is_stated_by_a_record_or_an_event_or_is_one_of_its_event() -> None:
    """What the scope gathers of places, and what W08 and W10 hide of them, goes by these relationships alone."""
    stated = {(node.label, edge.relationship) for node in MODEL.nodes.values() for edge in node.fields.values()
              if isinstance(edge, Edge) and edge.target == "Address"}  # fmt: skip
    assert stated == {("PersonRecord", "LIVES_AT"), ("Incident", "AT"), ("Order", "AT"), ("Condition", "AT")}


def test_the_facets_of_an_event_are_its_own_and_those_of_the_parts_that_it_carries() -> None:
    facets = MODEL.nouns()["PersonRecord"].facets
    assert {Facet.IDENTITY, Facet.CONTACT, Facet.HEALTH_NEEDS, Facet.CULTURAL, Facet.CUSTODY} <= set(facets)
    assert MODEL.nouns()["Address"].facets == (Facet.CONTACT, Facet.SUPPRESSED_LOCATION)


# Constraints and indexes


def names(model: Model) -> set[str]:
    return {want.name for want in constraints.wanted(model)}


def test_every_label_has_its_id_unique() -> None:
    labels = [*MODEL.nodes, *BESIDE_THE_MODEL]
    assert {f"{label.lower()}_id" for label in labels} <= names(MODEL)
    texts = {want.name: want.text for want in constraints.wanted(MODEL)}
    assert texts["incident_id"] == "CREATE CONSTRAINT incident_id IF NOT EXISTS FOR (n:Incident) REQUIRE n.id IS UNIQUE"


def test_a_noun_that_is_new_brings_its_own() -> None:
    fields = {"id": Property("lineage", None, Kind.ID),
              "visited_at": Property("visited_at", Facet.PATTERN, Kind.INSTANT, always=True)}  # fmt: skip
    visit = Node("Visit", Subject.EVENT, Facet.PATTERN, fields, "lineage", versioned=True, when="visited_at")
    more = names(Model({**MODEL.nodes, "Visit": visit})) - names(MODEL)
    assert more == {"visit_id", "visit_lineage", "visit_document", "visit_own_visited_at"}


def test_what_is_looked_up_by_another_key_has_an_index() -> None:
    for label, columns in LOOKED_UP:
        assert "_".join((label.lower(), *columns)) in names(MODEL)


UNKNOWN = ("01N50", "01N51", "01N52")
IN_QUOTES = re.compile("'[^']*'")
RELATIONSHIP = re.compile(r"\[\w*:([A-Z_|]+)")
LABEL = re.compile(r":([A-Z][a-z]\w*)")
PROPERTY = re.compile(r"\b(?!given\b)[a-z]\w*\.([a-z]\w*)\b(?!\()|[{,]\s*([a-z]\w*):")


def named(text: str) -> dict[str, set[str]]:
    """What a statement names, as Neo4j would look it up."""
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    said = IN_QUOTES.sub("''", lines)
    return {
        "labels": set(LABEL.findall(said)),
        "relationships": {name for some in RELATIONSHIP.findall(said) for name in some.split("|")},
        "properties": {one or other for one, other in PROPERTY.findall(said)},
    }


def test_all_that_a_question_names_is_known_before_a_record_has_it() -> None:
    """Else Neo4j plans each text that names it anew when the first comes."""
    texts = [Scope(MODEL).text, *(file.read_text() for file in GOLDEN.glob("*.cypher"))]
    for kind, known in constraints.names(MODEL).items():
        some = {name for text in texts for name in named(text)[kind]}
        assert len(some) > 10
        assert some <= set(known), kind


@pytest.mark.usefixtures("database")
async def test_neo4j_misses_no_name_of_the_model(neo4j: Neo4j) -> None:
    """By its own warnings, which the hub's driver is told to leave out."""
    known = constraints.names(MODEL)
    text = (f"EXPLAIN MATCH (n:{'|'.join(known['labels'])})-[:{'|'.join(known['relationships'])}]->() "
            f"RETURN {', '.join(f'n.{name}' for name in known['properties'])}")  # fmt: skip
    async with AsyncGraphDatabase.driver(neo4j.url, auth=(neo4j.user, neo4j.password)) as driver:
        _, unknown, _ = await driver.execute_query("EXPLAIN MATCH (n:NoSuchLabel) RETURN n.noSuchName")
        _, summary, _ = await driver.execute_query(text)
    assert unknown_names(unknown) == ["NoSuchLabel", "noSuchName"]
    assert unknown_names(summary) == []


def unknown_names(summary: ResultSummary) -> list[str]:
    """By the GQL status of a label, a relationship or a property that is not there."""
    said = [one.status_description for one in summary.gql_status_objects if one.gql_status in UNKNOWN]
    return sorted(name for one in said for name in re.findall(r"`(\w+)`", one))


@pytest.fixture
async def database(neo4j: Neo4j) -> AsyncIterator[Database]:
    """With all that is wanted, before and after."""
    found = Database(neo4j.url, neo4j.user, neo4j.password)
    await constraints.prepare(found, MODEL)
    yield found
    await constraints.prepare(found, MODEL)
    await found.close()


async def test_all_that_is_wanted_is_there_and_online(database: Database) -> None:
    rows = await database.run("SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name")
    assert names(MODEL) <= {row["name"] for row in rows}
    await constraints.verify(database, MODEL)


@pytest.mark.parametrize(
    ("kind", "name"),
    [("INDEX", "incident_own_occurred_from"), ("INDEX", "account_issuer_subject"), ("CONSTRAINT", "person_id"),
     ("CONSTRAINT", "matter_id")],
)  # fmt: skip
async def test_one_that_is_missing_is_named_and_then_made_again(database: Database, kind: str, name: str) -> None:
    await database.run(f"DROP {kind} {name}")
    with pytest.raises(SchemaIncomplete, match=rf"^The database lacks {name}\.$"):
        await constraints.verify(database, MODEL)
    await constraints.prepare(database, MODEL)
    await constraints.verify(database, MODEL)


async def test_a_hub_does_not_start_on_a_database_that_lacks_one(
    database: Database, neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """An index of another name in its place keeps it from being made."""
    await database.run("DROP INDEX referral_custodian")
    await database.run("CREATE INDEX somebody_elses FOR (n:Referral) ON (n.custodian)")
    settings = Settings(state=tmp_path_factory.mktemp("hub"), neo4j_url=neo4j.url, neo4j_user=neo4j.user,
                        neo4j_password=neo4j.password)  # fmt: skip
    try:
        with pytest.raises(SchemaIncomplete, match=r"^The database lacks referral_custodian\.$"):
            async with running(settings):
                raise AssertionError("it started")
    finally:
        await database.run("DROP INDEX somebody_elses")


def test_whatever_has_a_text_of_its_own_has_an_extract_that_its_custodian_may_release() -> None:
    texts: dict[str, set[str]] = {}
    for node, name, field in properties([n for n in PERSONAL if n.subject is Subject.EVENT]):
        if field.facet is Facet.NARRATIVE:
            texts.setdefault(node.label, set()).add(name)
    assert texts.keys() == set(WITH_EXTRACT)
    assert all(names > {"extract", "extract_readers"} for names in texts.values())
