"""The referrals of a report: each belongs to the organisation that it is addressed to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from connectors.sources.document import fields, stated
from connectors.sources.l17_document import ReportDocument
from connectors.sources.l17_form import ReferralPart
from connectors.sources.l17_incident_claims import incident_id
from connectors.sources.l17_parts import parts
from connectors.sources.person_claims import Claim, record_id
from graph.claims import EdgeClaim, NodeClaim

REFERRAL = ("party", "service_type", "service", "formal", "consent", "area")


def referral_claims(document: ReportDocument) -> Iterator[Claim]:
    for referral in document.report.referrals.made:
        slot = (referral.slot, referral.service_type)
        node = NodeClaim("Referral", document.id("referral", *slot), _values(document, referral))
        yield node
        yield EdgeClaim("ARISES_FROM", "Referral", node.id, "Incident", incident_id(document))
        for record in _records(document, referral):
            yield EdgeClaim("REFERRED_IN", "PersonRecord", record, "Referral", node.id)


def _values(document: ReportDocument, referral: ReferralPart) -> dict[str, Any]:
    about = document.report.report
    addressed = _addressed(document, referral)
    lineage = document.identify("referral", about.portal_id, referral.slot, referral.service_type)
    return stated(
        {
            **document.provenance(lineage, own=addressed, custodian=addressed),
            **fields(referral, REFERRAL),
            "state": "OPEN",
            # Police refer by completing the report (Victoria Police response model).
            "referred_at": referral.referred_at or about.submitted_at,
        }
    )


def _addressed(document: ReportDocument, referral: ReferralPart) -> str:
    """A service that the hub does not know belongs to nobody here, so nobody sees it as theirs."""
    code = referral.service or ""
    return document.services.get(code, f"unregistered:{code}")


def _records(document: ReportDocument, referral: ReferralPart) -> Iterator[str]:
    """A referral of children that names none of them is about each of them."""
    for part in parts(document.report):
        every_child = referral.slot == "child" and part.standing == "CHILD"
        if every_child or part.slot == referral.slot:
            yield record_id(document, part.slot)
