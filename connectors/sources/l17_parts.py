"""Who is in a report, in which part: the one table of slots, standings and relationships."""

from __future__ import annotations

from connectors.sources.l17_form import Report
from connectors.sources.people import Party
from connectors.sources.person_claims import Part


def parts(report: Report) -> tuple[Part, ...]:
    """The two parties always, known or not; then the children and the others as listed."""
    return (
        Part("affected", ("affected",), "VICTIM", "AFFECTED_IN", report.affected),
        Part("respondent", ("respondent",), "ALLEGED", "RESPONDENT_IN", report.respondent),
        *(_child(index, child) for index, child in enumerate(report.children.listed)),
        *(_other(index, other) for index, other in enumerate(report.others)),
    )


def _child(index: int, child: Party) -> Part:
    place = ("children", "listed", index)
    return Part(f"child-{index + 1}", place, "CHILD", "CHILD_IN", child)


def _other(index: int, other: Party) -> Part:
    return Part(f"other-{index + 1}", ("others", index), "LINKED", "OTHER_IN", other)
