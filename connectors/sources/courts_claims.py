"""What one version of a court's file claims, as nodes and edges: a pure function of the file and when it came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from connectors.sources.courts_charge_claims import charge_claims
from connectors.sources.courts_document import FileDocument, document_of, parts
from connectors.sources.courts_form import CourtFile
from connectors.sources.courts_order_claims import order_claims
from connectors.sources.document import Identify, claims_of, fields, stated
from connectors.sources.person_claims import Claim, person_claims, record_id
from graph.claims import Claims, EdgeClaim, NodeClaim

FILE = ("file_number", "kind", "opened_on", "next_hearing_at")
HEARING = ("at", "kind", "outcome", "note")
NO_SERVICES: Mapping[str, str] = MappingProxyType({})


def claims(
    file: CourtFile,
    received_at: str,
    identify: Identify,
    *,
    superseded: bool = False,
    services: Mapping[str, str] = NO_SERVICES,
) -> Claims:
    """`superseded`: a newer version is already there, so this one ends as it begins. A file addresses no service."""
    return claims_of(_claims(document_of(file, received_at, identify, superseded)))


def _claims(document: FileDocument) -> Iterator[Claim]:
    yield NodeClaim("CourtFile", document.node, _file(document))
    yield from _hearings(document)
    for part in parts(document.file):
        yield from person_claims(document, part)
        record = record_id(document, part.slot)
        yield EdgeClaim(part.relationship, "PersonRecord", record, "CourtFile", document.node)
    yield from order_claims(document)
    yield from charge_claims(document)


def _file(document: FileDocument) -> dict[str, Any]:
    file = document.file
    return stated(
        {
            **document.provenance(document.lineage("court file"), own=document.custodian),
            **fields(file, FILE),
            "court": ", ".join(filter(None, (file.court, file.registry))) or None,
        }
    )


def _hearings(document: FileDocument) -> Iterator[Claim]:
    for index, hearing in enumerate(document.file.hearings, start=1):
        node = NodeClaim("Hearing", document.id("hearing", str(index)), fields(hearing, HEARING))
        yield node
        yield EdgeClaim("HEARD_AT", "CourtFile", document.node, "Hearing", node.id)
