"""The L17 Portal as a source: Victoria Police family violence reports."""

from __future__ import annotations

from connectors.sources.l17_checks import faults_in
from connectors.sources.l17_claims import CUSTODIAN, NAME, claims
from connectors.sources.l17_form import Report
from connectors.sources.source import Source


def key(report: Report) -> tuple[str, str, int]:
    """The same key is the same document, whatever it says."""
    return CUSTODIAN, report.report.portal_id, report.report.version


L17 = Source(
    name=NAME,
    label="L17 Portal (Victoria Police family violence reports)",
    custodians=frozenset({CUSTODIAN}),
    form=Report,
    checks=faults_in,
    key=key,
    claims=claims,
)
