"""One version of one police report as a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from connectors.sources.document import Document, Identify
from connectors.sources.l17_form import Report

NAME = "l17"
CUSTODIAN = "victoria_police"


@dataclass(frozen=True, slots=True)
class ReportDocument(Document):
    """`services`: which organisation runs the service of a code."""

    report: Report
    services: Mapping[str, str]


def document_of(
    report: Report, received_at: str, identify: Identify, superseded: bool, services: Mapping[str, str]
) -> ReportDocument:
    about = report.report
    return ReportDocument(NAME, CUSTODIAN, about.portal_id, about.version, report.incident.occurred_from,
                          received_at, identify, superseded, report, services)  # fmt: skip
