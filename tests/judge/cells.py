"""Levels of a cell: the printed one, its gates, the purpose, and the walls on the cell itself."""

from __future__ import annotations

from tests.judge.askers import Asker
from tests.judge.facts import VIOLENT, Facts
from tests.judge.loading import World
from tests.judge.purposes import PURPOSES
from tests.judge.tables import BUILT, CONSENT_NOT_ASKED, LEVELS, MATRIX, MATTER_BINDS, column


def least(*levels: str) -> str:
    return min(levels, key=LEVELS.index)


def most(*levels: str) -> str:
    return max(levels, key=LEVELS.index, default="N")


def at_least(level: str, floor: str) -> bool:
    return LEVELS.index(level) >= LEVELS.index(floor)


class Cells:
    """What the tables open for one asker, gate by gate."""

    def __init__(self, world: World, asker: Asker, now: str) -> None:
        self.world, self.asker, self.now = world, asker, now
        self.facts = Facts(world, asker, now)
        self.report_is_open, self.kept_from_contact = self.facts.report_is_open(), self.facts.kept_from_contact()

    def _cell(self, facet: str, standing: str, position: str, met: dict[str, bool]) -> str:
        """The printed level, if the purpose opens the position and every gate on it holds."""
        name = column(facet, standing)
        ceiling = self._ceiling(name, position)
        cell = MATRIX[self.asker.role][name]
        if facet == "REPORTER" and self.asker.purpose not in (
            "CYFA_STATUTORY",
            "OWN_CASE",
        ):
            return "N"  # W06
        met = {**met, "reason": self.asker.reasoned}
        if not all(gate in BUILT and met.get(gate, False) for gate in cell.gates[position]):
            return "N"
        level = least(cell.levels[position], ceiling)
        return level if at_least(level, "M") else "N"  # D and A are never rows

    def _ceiling(self, name: str, position: str) -> str:
        permit = PURPOSES.get(self.asker.purpose, {}).get(self.asker.role)
        if permit is None or position not in permit.opens or name not in permit.columns:
            return "N"
        if permit.entity_class and permit.entity_class not in self.asker.classes:
            return "N"
        lacking = MATTER_BINDS and permit.needs_matter and self.facts.matter is None
        return "N" if lacking else permit.ceiling

    def _alleged_wall(self) -> bool:
        """W04: records of others about an alleged person, under a Part 5A purpose."""
        assessing = self.asker.purpose == "ASSESSMENT" and "RAE" not in self.asker.classes
        return self.asker.purpose == "PROTECTION" or assessing

    def _consent(self, person: str, standings: set[str]) -> bool:
        if "CHILD" in standings and not self.facts.asserted(person, "VIEWS_SOUGHT", "VIEWS_NOT_SOUGHT"):
            return False
        if not standings & {"VICTIM", "LINKED"}:
            return True
        not_asked = self.asker.purpose in CONSENT_NOT_ASKED and self.facts.names_a_child()
        instead = self.facts.asserted(person, "SERIOUS_THREAT", "CHILD_RISK")
        return not_asked or instead or self.facts.consented(person)

    def _is_violent(self, person: str) -> bool:
        return self.facts.given_standing(person) in VIOLENT

    def _is_org_client(self, person: str) -> bool:
        return self.facts.matter is not None and person in self.facts.org_clients
