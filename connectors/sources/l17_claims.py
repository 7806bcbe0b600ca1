"""What one report claims, as nodes and edges: a pure function of the report and when it came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from connectors.sources.document import Identify, claims_of
from connectors.sources.l17_document import CUSTODIAN, NAME, ReportDocument, document_of
from connectors.sources.l17_form import Report
from connectors.sources.l17_incident_claims import incident_claims, incident_id
from connectors.sources.l17_order_claims import order_claims
from connectors.sources.l17_parts import parts
from connectors.sources.l17_referral_claims import referral_claims
from connectors.sources.person_claims import Claim, person_claims, record_id
from graph.claims import Claims, EdgeClaim

NO_SERVICES: Mapping[str, str] = MappingProxyType({})

__all__ = ["CUSTODIAN", "NAME", "claims"]


def claims(
    report: Report,
    received_at: str,
    identify: Identify,
    *,
    superseded: bool = False,
    services: Mapping[str, str] = NO_SERVICES,
) -> Claims:
    """`superseded`: a newer version is already there, so this one ends as it begins.
    `services`: which organisation runs the service of a code."""
    return claims_of(_claims(document_of(report, received_at, identify, superseded, services)))


def _claims(document: ReportDocument) -> Iterator[Claim]:
    yield from incident_claims(document)
    for part in parts(document.report):
        yield from person_claims(document, part)
        record = record_id(document, part.slot)
        yield EdgeClaim(part.relationship, "PersonRecord", record, "Incident", incident_id(document))
    yield from order_claims(document)
    yield from referral_claims(document)
