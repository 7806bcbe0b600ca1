"""What a court's file states of its charges, and which of its orders a contravention was of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from connectors.sources.courts_charges import Charge
from connectors.sources.courts_document import FileDocument
from connectors.sources.courts_doubts import charge_doubts
from connectors.sources.courts_order_claims import order_id, slot_at
from connectors.sources.document import fields, identifying, stated
from connectors.sources.order_summary import slot_of
from connectors.sources.person_claims import Claim, record_id
from graph.claims import EdgeClaim, NodeClaim
from schema.decisions.crosswalk import division, is_violence

CHARGE = (
    *("offence", "offence_text", "occurred_at", "charged_on", "conditions", "state", "outcome", "outcome_on"),
    *("sentence", "sentence_text", "bail", "bail_conditions", "warrant", "risk_relevant", "family_violence_offence"),
)
# Of a charge that is stayed or diverted it is not said whether it will be decided.
PENDING = {"LAID": True, "BEFORE_COURT": True, "DECIDED": False, "WITHDRAWN": False}
ON_BAIL = {"ON_BAIL": True, "NOT_ON_BAIL": False, "REFUSED": False, "REVOKED": False, "REMAND": False, "SUMMONS": False}


def charge_claims(document: FileDocument) -> Iterator[Claim]:
    charges = document.file.charges
    for index, charge in enumerate(charges):
        slot = slot_of(charge.number, (other.number for other in charges[:index]))
        of = _contravened(document, charge)
        node = NodeClaim("Charge", document.id("charge", *slot), _charge(document, charge, slot, of))
        yield node
        yield EdgeClaim("CHARGED_ON", "Charge", node.id, "CourtFile", document.node)
        yield EdgeClaim("ACCUSED_IN", "PersonRecord", record_id(document, "respondent"), "Charge", node.id)
        for record in document.protected(charge.affected or (), charge.children or ()):
            yield EdgeClaim("WRONGED_IN", "PersonRecord", record, "Charge", node.id)
        if of is not None:
            order = order_id(document, slot_at(document, of))
            yield EdgeClaim("CONTRAVENES", "Charge", node.id, "Order", order)


def _contravened(document: FileDocument, charge: Charge) -> int | None:
    """The place on the file of the order with that number; of several, the last one made by the time of the conduct."""
    number, orders = identifying(charge.order_number), document.file.orders
    named = [index for index, order in enumerate(orders) if number and identifying(order.number) == number]
    made = [index for index in named if (orders[index].made_at or "") <= (charge.occurred_at or "")]
    return max(made or named[:1], key=lambda index: orders[index].made_at or "", default=None)


def _charge(document: FileDocument, charge: Charge, slot: tuple[str, str], of: int | None) -> dict[str, Any]:
    order = None if of is None else document.file.orders[of]
    return stated(
        {
            **document.provenance(document.lineage("charge", *slot), own=document.custodian),
            "charge_number": identifying(charge.number),
            "leap_incident": identifying(charge.leap_incident),
            "order_number": identifying(charge.order_number),
            "section": _section(charge),
            **_by_offence(charge.offence),
            "charge_pending": False if charge.outcome else PENDING.get(charge.state or ""),
            "on_bail": ON_BAIL.get(charge.bail or ""),
            "doubts": charge_doubts(charge, order),
            **fields(charge, CHARGE),
        }
    )


def _section(charge: Charge) -> str | None:
    """As sent; a contravention that is coded by its section says it already."""
    by_offence = charge.offence if (charge.offence or "").startswith("FVPA_") else None
    return charge.section or by_offence


def _by_offence(offence: str | None) -> dict[str, Any]:
    """A code that the crosswalk does not have is not known, never "no violence"."""
    found = division(offence) if offence else None
    return {"division": found, "violence_offence": is_violence(offence or "") if found else None}
