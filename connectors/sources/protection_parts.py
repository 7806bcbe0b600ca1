"""Who is in a report, in which part: the one table of standings and relationships."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from connectors.sources.document import identifying
from connectors.sources.people import Party
from connectors.sources.person_claims import Part
from connectors.sources.protection_form import ProtectionReportRow, Relative
from connectors.sources.slots import slots

PARENT = "PARENT"


def parts(row: ProtectionReportRow) -> tuple[Part, ...]:
    """The child always, known or not; then the others, in an order of their own."""
    return (
        Part("child", ("child",), "CHILD", "CHILD_REPORTED_IN", row.child),
        *_listed("responsible", "ALLEGED", "RESPONSIBLE_IN", row.responsible),
        *_listed("adult_victims", "VICTIM", "ADULT_VICTIM_IN", _unjoined(row)),
        *_listed("household", "LINKED", "HOUSEHOLD_IN", row.household),
        *_listed("other_children", "CHILD", "OTHER_CHILD_IN", row.other_children),
    )


def parents(row: ProtectionReportRow) -> list[Relative]:
    """Those of the household whose relation says parent: a step-parent may be younger than the child."""
    return [party for party in row.household if party.relation_to_child == PARENT]


def in_both(row: ProtectionReportRow) -> frozenset[str]:
    """The numbers that stand for an adult harmed and for one responsible."""
    return _numbers(row.responsible) & _numbers(row.adult_victims)


def _unjoined(row: ProtectionReportRow) -> list[Party]:
    """A number in both parts may be a wrong one, and joined by it the harmed adult's whereabouts would be shown as
    those of the person responsible. The row keeps the number, and the report says so in its doubts."""
    doubtful = in_both(row)
    return [party.model_copy(update={"person_number": None}) if party.person_number in doubtful else party
            for party in row.adult_victims]  # fmt: skip


def _numbers(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(number for party in parties if (number := identifying(party.person_number)))


def _listed(name: str, standing: str, relationship: str, parties: Sequence[Party]) -> Iterator[Part]:
    found = zip(slots(name, parties), enumerate(parties), strict=True)
    listed = (Part(slot, (name, index), standing, relationship, party) for slot, (index, party) in found)
    return iter(sorted(listed, key=lambda part: part.slot))
