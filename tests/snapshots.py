"""What a review should see change: the SDL, the Cypher of some questions, the data dictionary, the policy in words.

`python -m tests.snapshots` (or `make snapshots`) writes them; a test says when one is not current.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graphql import GraphQLObjectType
from graphql.execution.values import VariableValues, get_variable_values

from authz import policy_data
from authz.policy_document import document
from graph.mapping import Computed, Direction, Edge, Field, Gathered, Node, Property, Seen
from graph.selection import Several, Variable
from graph.statement import Asking, Statement
from resolvers.api import SCHEMA
from resolvers.commands import print_schema
from resolvers.plans import Plans
from schema.law import page
from schema.laws import LAWS
from schema.model import MODEL
from tests.readable import readable
from tests.reference.fields import snake

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
SDL, DICTIONARY, POLICY = (
    ROOT / path for path in ("schema/schema.graphql", "docs/data-dictionary.md", "docs/policy.md")
)
LAW = ROOT / "docs" / "law"
ID, MOMENT = "a".ljust(26, "x"), "2026-01-01T00:00:00Z"
# Values change no text; what is given at all may.
GIVEN: Mapping[str, Mapping[str, Any]] = {
    "page_of_incidents": {"after": "a cursor", "since": MOMENT},
    "conditions": {"id": ID, "narrative": True, "brief": False},
    "several_roots": {"id": ID, "order": ID},
    "pattern_and_history": {"person": ID},
    "orders_in_force": {"person": ID, "at": MOMENT},
    "nested_filters": {"id": ID, "numbers": ["L1", "L2"], "from": MOMENT, "to": MOMENT, "letters": "A"},
    "at_other_times": {"id": ID, "then": MOMENT, "known": MOMENT},
    **{name: {"id": ID} for name in ("point_read", "person_with_records", "history_page", "aliases", "fragments")},
}


def questions() -> dict[str, str]:
    """The golden questions, by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(GOLDEN.glob("*.graphql"))}


def statement_of(text: str, given: Mapping[str, Any]) -> Statement:
    plans = Plans(SCHEMA, MODEL)
    document = plans.document(text)
    operation = document.operation(None)
    assert operation, document.faults
    values = get_variable_values(SCHEMA, operation.variable_definitions or (), dict(given))
    assert isinstance(values, VariableValues), values
    statement = plans.plan(document, operation, values).statement
    assert statement
    return statement


# The Cypher of a question


def cypher(name: str) -> str:
    """The statement, and by what names its values and lists are given."""
    question = questions()[name]
    statement = statement_of(question, GIVEN.get(name, {}))
    given = [f"// $given.{key}: {_source(source)}" for key, (source, _) in statement.sources.items()]
    lists = [f"// $given.{key}: of the verdict" for key in sorted(statement.lists)]
    return "\n".join(
        [*(f"// {line}" for line in question.splitlines()), "", readable(statement.text), "", *given, *lists, ""]
    )


def _source(source: Any) -> str:
    match source:
        case Variable(name, keys):
            return ".".join((f"the variable ${name}", *keys))
        case Asking(name):
            return f"of the asking: {name}"
        case Several(items):
            return ", ".join(_source(item) for item in items)
    return repr(source)


# The data dictionary

ABOUT = """# Data dictionary

Every noun and field that can be asked. Made from the code by `make snapshots`; change the code, never this page.

*Facet* and the standing of the person name the column of the access matrix that decides about a value. *Below F* are
the levels that show it as well: S summary, M masked. A neighbour is judged by its own facets.
"""


def dictionary() -> str:
    return "\n".join([ABOUT, *(line for node in MODEL.nodes.values() for line in _noun(node))])


def _noun(node: Node) -> Iterator[str]:
    kind = SCHEMA.type_map[node.label]
    assert isinstance(kind, GraphQLObjectType)
    yield f"## {node.label}\n"
    yield f"{kind.description} Facet {node.facet}; a row is there from level {node.there_from.name}.\n"
    yield "| field | type | facet | below F | in the graph | what it says |"
    yield "|---|---|---|---|---|---|"
    for name, field in kind.fields.items():
        placed = node.fields[snake(name)]
        facet, below, where = _facet(placed), _below(placed), _where(node, placed)
        yield f"| `{name}` | `{field.type}` | {facet} | {below} | {where} | {field.description} |"
    yield ""


def _facet(field: Field) -> str:
    match field:
        case Property(facet=facet):
            return str(facet or "with the row")
        case Seen(property=name):
            return str(MODEL.nodes["PersonRecord"].property(name).facet)
        case Gathered(target=target):
            return str(MODEL.nodes[target].facet)
        case Edge(target=target):
            return f"of {target}"
        case Computed(needs):
            return f"of {', '.join(needs)}"


def _below(field: Field) -> str:
    match field:
        case Property(facet=None):
            return "with the row"
        case Property(summary=summary):
            return ", ".join(level.name for level in sorted(summary, reverse=True)) or "-"
        case Seen(property=name):
            return _below(MODEL.nodes["PersonRecord"].property(name))
        case Gathered(level=level):
            return level.name
    return "-"


def _where(node: Node, field: Field) -> str:
    match field:
        case Property(stored=stored):
            return f"`{node.label}.{stored}`"
        case Seen(property=name):
            return f"distinct `PersonRecord.{name}` of the records there"
        case Gathered(relationship, target, _, needs, _):
            return f"worked out of `{target}` by `{relationship}`: {', '.join(needs)}"
        case Computed(needs, _):
            return f"worked out of {', '.join(needs)}"
        case Edge(relationship, direction, target, _, _, lens):
            through = "-[:KNOWN_AS]->(:PersonRecord)" if lens else ""
            return f"`(:{node.label}){through}{Direction(direction).format(relationship)}(:{target})`"


# All of them


def snapshots() -> dict[Path, str]:
    """Where each stands, and what it says now."""
    golden = {GOLDEN / f"{name}.cypher": cypher(name) for name in questions()}
    laws = {LAW / f"{law.name}.md": page(law) for law in LAWS}
    told = {SDL: print_schema() + "\n", DICTIONARY: dictionary(), POLICY: document(policy_data.load())}
    return {**told, **laws, **golden}


def write() -> None:
    """All that needs no running hub."""
    for path, text in snapshots().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in set(GOLDEN.glob("*.cypher")) - set(snapshots()):
        path.unlink()


def main() -> None:
    from tests.demo import writing  # its example is compiled by this module
    from tests.walk import closed

    write()
    closed.PAGE.write_text(closed.page(), encoding="utf-8")
    asyncio.run(writing.main())


if __name__ == "__main__":
    main()
