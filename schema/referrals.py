"""Referrals: one part per party and kind of service, each held by the service it is addressed to."""

from datetime import datetime

import strawberry

from authz.words import Facet, Standing
from graph.mapping import Direction, Subject
from schema.declare import code, edge, identifier, node, prop
from schema.incidents import Incident
from schema.people import PersonRecord
from schema.values import Code

REFERRAL = Facet.REFERRAL


@node(Subject.EVENT, REFERRAL, key="lineage", versioned=True, when="referred_at")
class Referral:
    """One part of a police referral: one party, one kind of service."""

    id: strawberry.ID = identifier()
    custodian: str | None = prop("The organisation it is addressed to.", REFERRAL, always=True)
    source: str | None = prop("The system that it came by.", REFERRAL, always=True)
    received_at: datetime | None = prop("When the hub received it.", REFERRAL, always=True)
    party: Code | None = code("Whose part it is.", "referral_party", REFERRAL)
    service_type: Code | None = code("Kind of service.", "service_type", REFERRAL)
    service: str | None = prop("Code of the service as sent.", REFERRAL)
    formal: bool | None = prop("A formal referral.", REFERRAL)
    consent: Code | None = code("Consent as police recorded it.", "referral_consent", REFERRAL)
    state: Code | None = code("Open, accepted or closed.", "referral_state", REFERRAL)
    referred_at: datetime | None = prop("When it was made.", REFERRAL)
    area: str | None = prop("Area of the service.", REFERRAL)
    of: list[PersonRecord] = edge(
        "The person it is about.", "REFERRED_IN", direction=Direction.IN, standing=Standing.LINKED
    )
    incident: Incident | None = edge("The report it arises from.", "ARISES_FROM")
