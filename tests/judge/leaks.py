"""Rules on what agencies hold, each forgotten in the judge: where it stands, its name, and what stands in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.judge.cells import at_least
from tests.judge.events import Events
from tests.judge.facts import Facts
from tests.judge.judge import Judge
from tests.judge.nouns import AGENCIES, BELONGS, KEY_FACET, PARTS, SUMMARIES
from tests.judge.people import People
from tests.judge.places import Places

Leak = tuple[Any, str, Any]
THERE, PLACE, BESIDE = Judge._there, Places._address_level, People._other_record
EXCLUDED, REACH, GATES = Facts.excluded, Facts._out_of_reach, Events._of_the_event


def place_by_its_condition(self: Places, address: str) -> str:
    """Whoever sees an order in full sees the places of its conditions."""
    area, owner = self.owner_of(address)
    shown = area == "orders" and self.event_there(area, owner) and self.event_level(area, owner, "ORDERS") == "F"
    return "F" if shown else PLACE(self, address)


def part_at_a_summary(self: Judge, area: str, name: str) -> bool:
    facet = self._facet_of_part(area) if area in BELONGS else ""
    return at_least(self.judged(area, name, facet), "S") if area == "observations" else THERE(self, area, name)


def of_every_event(self: Judge, area: str, person: str) -> set[str]:
    return {p.event for p in self.facts.parts if p.person == person and (p.area, p.key) == (area, SUMMARIES[area][0])}


def through_hidden_records(self: Judge, area: str, person: str) -> set[str]:
    facet = SUMMARIES[area][1]
    return {e for e in of_every_event(self, area, person) if at_least(self.judged(area, e, facet), "S")}


def on_any_list(self: Facts) -> frozenset[str]:
    return frozenset(part.person for part in self.parts if part.key == "NO_CONTACT_WITH")


def any_other_child(self: People, name: str, facet: str) -> str:
    """The other children of a report are met by it, whether or not it is there."""
    met = any(p.record == name and p.key == "OTHER_CHILD_IN" for p in self.facts.parts)
    return self._cell(facet, "CHILD", "other", {}) if met else BESIDE(self, name, facet)


def unmarked(self: Facts, area: str, name: str) -> bool:
    return area not in (*AGENCIES, *BELONGS) and EXCLUDED(self, area, name)


def reports_alone(self: Facts) -> frozenset[str]:
    """W10, but for what agencies hold of him."""
    return REACH(self) - {name for area in AGENCIES for name in self.world[area]}


def of_any_state(self: Facts, lineage: str) -> bool:
    return any(lineage in report["tells"] for report in (self.matter or {}).get("reports", ()))


def whoever_is_named(self: Facts, person: str) -> bool:
    return person in self.names


def gate_left_out(gate: str) -> Callable[..., dict[str, bool]]:
    return lambda self, area, name, facet: {**GATES(self, area, name, facet), gate: True}


LEAKS: dict[str, Leak] = {
    "a condition's place by its own path": (Places, "_address_level", place_by_its_condition),
    "an observation at a summary": (Judge, "_there", part_at_a_summary),
    "a stay in custody at a summary": (KEY_FACET, "episodes", ("CUSTODY", "S")),
    "a yes or no of hidden charges": (Judge, "summed", of_every_event),
    "a lens through hidden records": (Judge, "summed", through_hidden_records),
    "whoever is on any list": (Facts, "kept_from_contact", on_any_list),
    "the other children of a report": (People, "_other_record", any_other_child),
    "who is on a list is nobody's victim": (PARTS["supervisions"], "NO_CONTACT_WITH", "NONE"),
    "exclusion of what agencies hold": (Facts, "excluded", unmarked),
    "kept apart from reports alone": (Facts, "_out_of_reach", reports_alone),
    "every charge matters to the risk": (Events, "_of_the_event", gate_left_out("risk_relevant")),
    "every assessment is of the man": (Events, "_of_the_event", gate_left_out("perpetrator_tools")),
    "a custodian whose documents are hidden": (People, "_told_by_a_document", lambda _self, _record: True),
    "an extract is for everybody": (Events, "_of_the_event", gate_left_out("cleared_extract")),
    "all is in some report": (Events, "_of_the_event", gate_left_out("via_cip")),
    "a report that was recalled tells still": (Facts, "in_a_report", of_any_state),
    "contact with everybody": (Facts, "to_be_met", whoever_is_named),
    "a report is always open": (Facts, "report_is_open", lambda _self: True),
}
