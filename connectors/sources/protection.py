"""Child Protection as a source: reports of CRIS, one row a report and child. Substantiated harm comes by it alone."""

from __future__ import annotations

from connectors.sources.protection_checks import faults_in
from connectors.sources.protection_claims import CUSTODIAN, NAME, claims
from connectors.sources.protection_form import ProtectionReportRow
from connectors.sources.source import Source


def key(row: ProtectionReportRow) -> tuple[str, str, int]:
    """The same key is the same document, whatever it says."""
    return CUSTODIAN, row.report.report_number, row.report.version


CHILD_PROTECTION = Source(
    name=NAME,
    label="Child Protection (CRIS reports)",
    custodians=frozenset({CUSTODIAN}),
    form=ProtectionReportRow,
    checks=faults_in,
    key=key,
    claims=claims,
)
