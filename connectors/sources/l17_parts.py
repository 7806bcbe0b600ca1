"""Who is in a report, in which part: the one table of slots, standings and relationships."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.sources.l17_form import Report
from connectors.sources.l17_people import Party


@dataclass(frozen=True, slots=True)
class Part:
    """A person of the report. `slot` is stable over versions; `place` is where the row has it."""

    slot: str
    place: tuple[int | str, ...]
    standing: str
    relationship: str
    party: Party


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
