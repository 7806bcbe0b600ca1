"""What goes when a record is erased: all that its versions state, and what of the graph was drawn from it alone.

Worked out when it is decided and kept in the entry, as ids: by then the record can still be read, and never after.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from authz.ledger_entry import Entry
from authz.ledger_raw import Key
from connectors.intake import Intake
from graph import erasures, keeping
from graph.claims import NodeClaim
from graph.corrections import CORRECTION
from graph.exclusions import MARKING, WITH_EXTRACT, extract_key
from graph.following import OWN_DOCUMENTS
from graph.identity import DESCRIPTION
from graph.kinship import STATEMENT
from graph.reports import keys_of as keys_of_report

Fetch = Callable[[str, Mapping[str, Any]], Awaitable[Any]]
PERSON, SHARED = "Person", erasures.SHARED[0]


@dataclass(frozen=True, slots=True)
class Erasing:
    intake: Intake
    fetch: Fetch

    async def found(self, noun: str, record: str, custodian: str) -> tuple[Key, int] | None:
        """The custodian's record that states what has this id, and how many texts of it are held."""
        if noun in (keeping.NOTE, keeping.VIEW):
            return await self._kept(noun, record, custodian)
        named = await self.fetch(erasures.named(noun), {"record": record})
        for key in keys_of(named[0], named[1], custodian) if named and custodian else ():
            texts = await self.intake.ledger.versions(key)
            if any(node.values.get("lineage") == record for node in self._nodes(texts)):
                return key, len(texts)
        return None

    async def _kept(self, noun: str, id: str, custodian: str) -> tuple[Key, int] | None:
        """What a matter keeps: words of a worker of the custodian."""
        key, held = keeping.key_of(noun, custodian, id), await self.fetch(keeping.is_kept(noun), {"id": id})
        texts = await self.intake.ledger.versions(key) if held else []
        return (key, len(texts)) if texts else None

    async def stated(self, key: Key) -> dict[str, Any]:
        """The body of the entry that erases, as far as the record says it; see `graph.erasures`. What is new is
        compared first. It is the caller's turn."""
        await self.intake.settle()
        texts = await self.intake.ledger.versions(key)
        nodes = self._nodes(texts)
        ids = _by_label(nodes)
        lineages = {node.values["lineage"] for node in nodes if "lineage" in node.values}
        marks, corrections, statements, described, sharers, telling = await self.fetch(
            erasures.DRAWN, _given(ids, lineages)
        )
        beside = {MARKING: marks, CORRECTION: corrections, STATEMENT: [statement for statement, _ in statements]}
        own = sorted(set(ids.get(DESCRIPTION, ())) - set(described))
        documents = [document for report in telling for document in keys_of_report(report)]
        documents += [extract_key(key[1], id) for noun in WITH_EXTRACT for id in ids.get(noun, ())]
        sealed = [text for document in documents for text in await self.intake.ledger.versions(document)]
        kept = {noun: [key[2]]} if (noun := keeping.noun_of(key)) else {}
        removed = {**ids, **kept, **beside, DESCRIPTION: own, PERSON: []}
        return {
            **dict(zip(("connector", "custodian", "source_id"), key, strict=True)),
            "seqs": sorted(text.seq for text in (*texts, *sealed)),
            "versions": len(texts),
            "reports": telling,
            "nodes": {label: found for label, found in removed.items() if found},
            "people": ids.get(PERSON, []),
            "descriptions": described,
            "relationships": sorted({relationship for _, relationship in statements}),
            "keys": sorted({node.values["key"] for node in nodes if node.label == "Address" and "key" in node.values}),
            "sharing": [text.seq for sharer in sharers for text in await self.intake.ledger.versions(tuple(sharer))],
        }

    def _nodes(self, texts: Sequence[Entry]) -> list[NodeClaim]:
        """What they state, but for those that were quarantined; the hub's own documents state nobody."""
        taken = (text for text in texts if text.accepted and text.connector not in OWN_DOCUMENTS)
        return [node for text in taken for node in self.intake.following.transforms[text.connector](text).nodes]


def keys_of(connector: str, document: str, custodian: str) -> Iterator[Key]:
    """Where numbers are a custodian's own, a document is named by both, and its record by the number."""
    yield connector, custodian, document
    if document.startswith(f"{custodian} "):
        yield connector, custodian, document.removeprefix(f"{custodian} ")


def _by_label(nodes: Sequence[NodeClaim]) -> dict[str, list[str]]:
    return {label: sorted({n.id for n in nodes if n.label == label}) for label in sorted({n.label for n in nodes})}


def _given(ids: Mapping[str, Sequence[str]], lineages: set[str]) -> dict[str, Any]:
    """What `graph.erasures.DRAWN` asks for."""
    labels = {"records": "PersonRecord", "incidents": "Incident", "descriptions": DESCRIPTION, "shared": SHARED}
    return {**{name: ids.get(label, []) for name, label in labels.items()}, "lineages": sorted(lineages)}
