"""Uniqueness and indexes, derived from the model. Start-up refuses when one is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from graph.corrections import CORRECTION
from graph.erasures import ERASURE
from graph.exclusions import MARKING
from graph.identity import DESCRIPTION, KEYS, KEYS_INDEX
from graph.keeping import NOTE, VIEW
from graph.kinship import DECISION, RELATIONSHIP, STATEMENT
from graph.mapping import Edge, Model, Node, Property, Subject
from graph.notices import ACKNOWLEDGEMENT
from graph.register import COMPLAINT
from graph.reports import ANSWER, REPORT
from graph.reports import DECISION as RELEASE
from graph.requests import EVENT
from graph.watches import WATCH

# Nodes that no question reaches by the model: matters and what hangs on them, the registry,
# how far the graph has followed the ledger.
BESIDE_THE_MODEL = ("Matter", "ConsentRecord", "Assertion", "PlannedContact", "RiskDecision", "InformationRequest",
                    "Account", "Source", "Ledger", DESCRIPTION, "Match", "MatchDecision", "Alert", "Conflict",
                    RELATIONSHIP, STATEMENT, DECISION, MARKING, CORRECTION, ERASURE, EVENT, REPORT, ANSWER,
                    RELEASE, WATCH, ACKNOWLEDGEMENT, COMPLAINT, VIEW, NOTE)  # fmt: skip
# What statements name beside what the model has.
RELATED = ("ABOUT", "BETWEEN", "DECIDED", "GIVEN_BY", "HOLDS", "KEPT_APART", "MEMBER_OF", "NAMES", "OPENED", "SAME_AS",
           "WITH")  # fmt: skip
BOOKKEPT = (
    "also", "cancelled_at", "client", "confirmed", "covers", "decided_at", "entity_class", "excepted", "exclusion",
    "fresh_as_of", "given_at", "guarded", "joined", "kept", "only", "own", "position", "recorded_from", "recorded_to",
    "reference", "released", "scanned_at", "since", "system", "tells", "until", "when", "withdrawn_at",
)  # fmt: skip
LOOKED_UP = (
    ("PersonRecord", ("person_number",)),
    ("PersonRecord", ("origin",)),
    ("PersonRecord", ("fresh",)),
    ("Description", ("origin",)),
    ("Description", ("fresh",)),
    ("Match", ("state",)),
    ("Alert", ("organisation",)),
    ("Address", ("key",)),
    ("Account", ("issuer", "subject")),
    ("Matter", ("account", "status")),
    ("Matter", ("evidence",)),
    ("Matter", ("kind",)),
    ("Referral", ("custodian",)),
    ("RiskAssessment", ("assessment_number",)),
    (MARKING, ("lineage",)),
    (MARKING, ("record",)),
    (MARKING, ("custodian",)),
    (CORRECTION, ("record",)),
    (CORRECTION, ("custodian",)),
    ("InformationRequest", ("addressed_to",)),
    ("InformationRequest", ("from",)),
    (EVENT, ("at",)),
    (COMPLAINT, ("organisation",)),
    (REPORT, ("recipient",)),
    (REPORT, ("matter",)),
    (REPORT, ("ended_at",)),
    (ERASURE, ("custodian",)),
)


# Neo4j plans a text anew once a name is there that was not when it planned it: the first record of a kind would
# cost every question that can tell of it a plan.
KNOWN_NAMES = """\
CALL () { UNWIND $given.labels AS name CALL db.createLabel(name) }
CALL () { UNWIND $given.relationships AS name CALL db.createRelationshipType(name) }
CALL () { UNWIND $given.properties AS name CALL db.createProperty(name) }"""


class SchemaIncomplete(Exception):
    """The database lacks a constraint or index; the message names it."""


class Runs(Protocol):
    async def run(self, text: str, given: dict[str, Any] | None = None) -> list[Any]: ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """One constraint or index, by name, with the statement that makes it."""

    name: str
    text: str


def names(model: Model) -> dict[str, list[str]]:
    """The labels, relationships and properties that statements name."""
    nodes = model.nodes.values()
    fields = [(node, field) for node in nodes for field in node.fields.values()]
    edges = {field.relationship for _, field in fields if isinstance(field, Edge)}
    stored = {field.stored for _, field in fields if isinstance(field, Property)}
    looked_up = {column for _, columns in LOOKED_UP for column in columns}
    return {
        "labels": sorted({*model.nodes, *BESIDE_THE_MODEL}),
        "relationships": sorted({*edges, *RELATED}),
        "properties": sorted({*stored, *looked_up, *BOOKKEPT, *(node.key for node in nodes)}),
    }


def wanted(model: Model) -> tuple[Wanted, ...]:
    return tuple(_wanted(model))


def _wanted(model: Model) -> Iterator[Wanted]:
    for label in (*model.nodes, *BESIDE_THE_MODEL):
        yield _unique(label)
    for node in model.nodes.values():
        yield from (_index(node.label, columns) for columns in _indexes(node))
    yield from (_index(label, columns) for label, columns in LOOKED_UP)
    yield Wanted(KEYS, KEYS_INDEX)


def _indexes(node: Node) -> Iterator[tuple[str, ...]]:
    """By the shown id, by the document that a new version closes, and the order of own lists."""
    if node.versioned:
        yield (node.key,)
        yield ("document",)
    if node.subject is Subject.EVENT and node.when:
        # A composite index holds only nodes that have each of its properties.
        yield ("own", node.when) if node.property(node.when).always else ("own",)


def _unique(label: str) -> Wanted:
    name = f"{label.lower()}_id"
    return Wanted(name, f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE")


def _index(label: str, columns: tuple[str, ...]) -> Wanted:
    name = "_".join((label.lower(), *columns))
    listed = ", ".join(f"n.{column}" for column in columns)
    return Wanted(name, f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON ({listed})")


async def prepare(database: Runs, model: Model) -> None:
    """Makes what is missing, waits until it serves, and refuses to go on without."""
    await database.run(KNOWN_NAMES, names(model))
    for want in await _missing(database, model):
        await database.run(want.text)
    await database.run("CALL db.awaitIndexes(60)")
    await verify(database, model)


async def verify(database: Runs, model: Model) -> None:
    if missing := await _missing(database, model):
        raise SchemaIncomplete(f"The database lacks {', '.join(want.name for want in missing)}.")


async def _missing(database: Runs, model: Model) -> list[Wanted]:
    """What does not serve: not there, or not online."""
    rows = await database.run("SHOW INDEXES YIELD name, state RETURN name, state")
    online = {row["name"] for row in rows if row["state"] == "ONLINE"}
    return [want for want in wanted(model) if want.name not in online]
