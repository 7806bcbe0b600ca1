"""The L17 Portal as a source: Victoria Police family violence reports."""

from __future__ import annotations

from connectors.sources.l17_claims import CUSTODIAN, NAME, claims
from connectors.sources.l17_form import Report
from connectors.sources.l17_reading import Parsed, read, spec

SYSTEM = "L17 Portal (Victoria Police family violence reports)"

__all__ = ["CUSTODIAN", "NAME", "SYSTEM", "Parsed", "Report", "claims", "key", "read", "spec"]


def key(report: Report) -> tuple[str, str, int]:
    """Custodian, source id and version: the same key is the same document, whatever it says."""
    return CUSTODIAN, report.report.portal_id, report.report.version
