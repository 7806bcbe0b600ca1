"""Equal graphs have one hash in whatever order they were written; no value, node or edge can differ under it."""

from __future__ import annotations

import random
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.canonical_hash import (
    EDGE_ENDS,
    EDGE_TIMES,
    EDGES,
    NODE_ENDS,
    NODE_TIMES,
    NODES,
    canonical_hash,
)
from graph.embedded import Running as Neo4j
from graph.times import OPEN
from tests.connectors.test_l17_claims import least
from tests.dump import dump
from tests.town import Town, town

Rows = list[dict[str, Any]]
NUMBERS = st.integers(-(2**63), 2**63 - 1)
VALUES = st.one_of(st.text(max_size=5), NUMBERS, st.booleans(), st.floats(allow_nan=False), st.lists(st.text()))
NAMES = st.sampled_from(["id", "family_name", "until", "from", "since", "note"])
HELD = st.dictionaries(NAMES, VALUES, max_size=4)
LABELS = st.lists(st.sampled_from(["Person", "Incident"]), min_size=1, max_size=2, unique=True)
A_NODE = st.fixed_dictionaries({"labels": LABELS, "held": HELD})
AN_EDGE = st.fixed_dictionaries(
    {"labels": LABELS, "start": st.text(max_size=2), "type": st.sampled_from(["AT", "IN"]), "held": HELD,
     "end_labels": LABELS, "end": st.text(max_size=2)}
)  # fmt: skip
GRAPHS = st.tuples(st.lists(A_NODE, max_size=5), st.lists(AN_EDGE, max_size=5))


class Held:
    """A graph that is only its rows."""

    def __init__(self, nodes: Rows, edges: Rows) -> None:
        self.rows = {NODES: nodes, EDGES: edges}

    async def each(self, text: str) -> AsyncIterator[dict[str, Any]]:
        for row in self.rows[text]:
            yield row


async def hash_of(nodes: Rows, edges: Rows) -> str:
    return await canonical_hash(Held(nodes, edges))


@settings(max_examples=50)
@given(GRAPHS, st.integers(0, 999))
async def test_the_order_of_rows_labels_and_properties_does_not_matter(graph: tuple[Rows, Rows], seed: int) -> None:
    draw = random.Random(seed)

    def shuffled(rows: Rows) -> Rows:
        turned = [{**row, "labels": row["labels"][::-1], "held": dict(reversed(row["held"].items()))} for row in rows]
        draw.shuffle(turned)
        return turned

    assert await hash_of(*graph) == await hash_of(*map(shuffled, graph))


def others(rows: Rows, times: frozenset[str], ends: tuple[str, ...]) -> Iterator[Rows]:
    """The same rows with one thing different: a value, a name, a label, an end, a row more, a row less."""
    for at, row in enumerate(rows):
        before, after = rows[:at], rows[at + 1 :]
        yield [*before, *after]
        yield [*before, row, row, *after]
        for part in row.keys() - {"held"}:
            other = [*row[part], "Other"] if isinstance(row[part], list) else f"{row[part]}x"
            yield [*before, {**row, part: other}, *after]
        for name, value in row["held"].items():
            rest = {n: v for n, v in row["held"].items() if n != name}
            if name in times:
                continue
            yield [*before, {**row, "held": rest}, *after]
            yield [*before, {**row, "held": {**rest, f"{name}x": value}}, *after]
            if name not in ends:
                for other in (f"{value}x", [value] if not isinstance(value, list) else [*value, ""]):
                    yield [*before, {**row, "held": {**rest, name: other}}, *after]


@settings(max_examples=50)
@given(GRAPHS)
async def test_whatever_differs_makes_another_hash(graph: tuple[Rows, Rows]) -> None:
    nodes, edges = graph
    whole = await hash_of(nodes, edges)
    for other in others(nodes, NODE_TIMES, NODE_ENDS):
        assert await hash_of(other, edges) != whole
    for other in others(edges, EDGE_TIMES, EDGE_ENDS):
        assert await hash_of(nodes, other) != whole


async def test_only_when_it_was_taken_in_is_left_out() -> None:
    def node(**held: Any) -> Rows:
        return [{"labels": ["Incident"], "held": {"id": "i", **held}}]

    def edge(**held: Any) -> Rows:
        return [{"labels": ["Person"], "start": "p", "type": "KNOWN_AS", "held": held, "end_labels": ["R"], "end": "r"}]

    one, other = "2026-07-01T00:00:00Z", "2026-07-02T00:00:00Z"
    for name in ("received_at", "recorded_from", "fresh_as_of", "position"):
        assert await hash_of(node(**{name: one}), []) == await hash_of(node(**{name: other}), [])
    assert await hash_of(node(recorded_to=one), []) == await hash_of(node(recorded_to=other), [])
    assert await hash_of(node(recorded_to=one), []) != await hash_of(node(recorded_to=OPEN), [])
    assert await hash_of([], edge(until=one)) == await hash_of([], edge(until=other))
    assert await hash_of([], edge(until=one)) != await hash_of([], edge(until=OPEN))
    assert await hash_of(node(until=one), []) != await hash_of(node(until=other), [])


async def test_a_real_graph_is_hashed_whole(hub: Town) -> None:
    await hub.ingest([least("L17-1"), least("L17-2")])
    database = hub.parts.database
    nodes, edges = await database.run(NODES), await database.run(EDGES)
    assert len(nodes) + len(edges) == len(await dump(database.run))
    assert {row["type"] for row in edges} >= {"KNOWN_AS", "RESPONDENT_IN", "AFFECTED_IN"}
    whole = await canonical_hash(database)
    assert whole == await hash_of(nodes, edges)
    await database.run("MATCH (i:Incident {source_id: 'L17-2'}) SET i.risk_band = 'another'")
    assert await canonical_hash(database) != whole


async def test_the_same_records_on_another_day_are_the_same_graph(neo4j: Neo4j, tmp_path: Path) -> None:
    found = []
    for day in ("2026-07-01T00:00:00Z", "2026-07-09T00:00:00Z"):
        folder = tmp_path / day[:10]
        shutil.copytree(tmp_path / "2026-07-01/keys", folder / "keys") if found else None
        async with town(neo4j, folder) as hub:
            hub.clock.at = day
            await hub.ingest([least("L17-1"), least("L17-2")])
            found.append((await canonical_hash(hub.parts.database), await dump(hub.graph)))
    assert found[0][0] == found[1][0]
    assert found[0][1] != found[1][1]
