"""What one report claims, as nodes and edges: a pure function of the report and when it came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from connectors.sources.document import Document, Identify, claims_of, fields, stated
from connectors.sources.part_claims import part_claims
from connectors.sources.people import Party
from connectors.sources.person_claims import Claim, person_claims, record_id
from connectors.sources.protection_form import ProtectionReportRow
from connectors.sources.protection_parts import in_both, parents, parts
from graph.claims import Claims, EdgeClaim, NodeClaim
from schema.decisions.births import Born, born
from schema.decisions.moments import start_of
from schema.decisions.protection_records import Stated, received_day, report_doubts

NAME = CUSTODIAN = "child_protection"
REPORT = (
    *("report_number", "harm", "harm_substantiated", "concerns", "classification", "classified_on"),
    *("investigated", "outcome", "outcome_on"),
)


@dataclass(frozen=True, slots=True)
class ReportDocument(Document):
    """One version of one report as a document; `day` is the one of its receipt, in Victoria."""

    row: ProtectionReportRow
    day: str


def claims(
    row: ProtectionReportRow, received_at: str, identify: Identify, *, superseded: bool = False, **_unasked: Any
) -> Claims:
    """`superseded`: a newer version is already there, so this one ends as it begins."""
    about = row.report
    day = received_day(about.received_on, about.received_at)
    assert day  # by the checks
    document = ReportDocument(NAME, CUSTODIAN, about.report_number, about.version, about.received_at or start_of(day),
                              received_at, identify, superseded, row, day)  # fmt: skip
    return claims_of(_claims(document))


def _claims(document: ReportDocument) -> Iterator[Claim]:
    row = document.row
    report = NodeClaim("ProtectionReport", document.id("report"), _report(document))
    yield report
    for part in parts(row):
        yield from person_claims(document, part)
        record = record_id(document, part.slot)
        yield EdgeClaim(part.relationship, "PersonRecord", record, report.label, report.id)
    yield from part_claims(document, report, "CONSULTED", "Consultation", row.consultations)
    yield from part_claims(document, report, "UNDER_ORDER", "ProtectionOrder", row.orders)
    yield from part_claims(document, report, "HOLDS_PAPER", "ScannedDocument", row.documents)


def _report(document: ReportDocument) -> dict[str, Any]:
    about = document.row.report
    return stated(
        {
            **document.provenance(document.lineage("report"), own=CUSTODIAN),
            **fields(about, REPORT),
            "received_on": document.day,
            "open_now": about.open,
            "reporter_name": about.reporter.name,
            "reporter_role": about.reporter.role,
            "doubts": list(report_doubts(_said(document))),
        }
    )


def _said(document: ReportDocument) -> Stated:
    row = document.row
    about = row.report
    return Stated(
        received_on=about.received_on,
        received_at=about.received_at,
        classified_on=about.classified_on,
        outcome=about.outcome,
        outcome_on=about.outcome_on,
        investigated=about.investigated,
        substantiated=tuple(about.harm_substantiated or ()),
        child=_born(document, row.child),
        parents=tuple(_born(document, parent) for parent in parents(row)),
        terms=tuple((order.made_on, order.ends_on) for order in row.orders),
        scans=tuple((paper.kind, paper.dpi) for paper in row.documents),
        in_both=bool(in_both(row)),
    )


def _born(document: ReportDocument, party: Party) -> Born | None:
    return born(party.birth_date, party.birth_year, party.age_stated, document.day)
