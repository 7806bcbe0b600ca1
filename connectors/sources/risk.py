"""Risk assessments as a source: TRAM and the other tools of those who assess by MARAM."""

from __future__ import annotations

from connectors.sources.risk_checks import CUSTODIANS, faults_in
from connectors.sources.risk_claims import NAME, claims
from connectors.sources.risk_form import Assessment
from connectors.sources.source import Source


def key(row: Assessment) -> tuple[str, str, int]:
    """The same key is the same document, whatever it says."""
    about = row.assessment
    return about.custodian, about.number, about.version


RISK = Source(
    name=NAME,
    label="Risk assessments (TRAM and other tools of MARAM)",
    custodians=CUSTODIANS,
    form=Assessment,
    checks=faults_in,
    key=key,
    claims=claims,
)
