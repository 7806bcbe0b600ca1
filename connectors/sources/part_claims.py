"""The small nodes that hang on what a document tells of: movements, programmes, papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from connectors.sources.document import Document, fields
from connectors.sources.fields import Section
from connectors.sources.person_claims import Claim
from graph.claims import EdgeClaim, NodeClaim


def part_claims(
    document: Document, owner: NodeClaim, relationship: str, label: str, sections: Sequence[Section]
) -> Iterator[Claim]:
    """`(owner)-[relationship]->(label)` for each that says anything, alike in whatever order the row lists them."""
    said = (fields(section, tuple(type(section).model_fields)) for section in sections)
    for index, values in enumerate(sorted(filter(None, said), key=lambda values: str(sorted(values.items())))):
        node = NodeClaim(label, document.id("part", owner.id, label, str(index)), values)
        yield node
        yield EdgeClaim(relationship, owner.label, owner.id, label, node.id)
