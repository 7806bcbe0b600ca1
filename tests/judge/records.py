"""Records that are the asker's own or of people whom the matter names."""

from __future__ import annotations

from tests.judge.cells import Cells, least
from tests.judge.facts import PROTECTED, VIOLENT
from tests.judge.tables import PROTECTED_ANYWAY

LOCATION = ("CONTACT", "SUPPRESSED_LOCATION")


class Records(Cells):
    """Positions own and named of a record about a person."""

    def _own_record(self, name: str, facet: str, noun: str = "PersonRecord") -> str:
        """`noun`: what of the record is asked for, itself or a place that it states."""
        thing = self.world["records"][name]
        standing = thing["standing"]
        if thing["custodian"] != self.asker.custodian or self._wall_needs_matter(facet, standing):
            return "N"
        met = {
            "linked": self.facts.granted(name),
            "own_client": self._is_org_client(self.facts.person_of[name]),
            "perpetrator_only": standing in VIOLENT,
            **self._registered(noun, facet),
            **self._by_records(name),
        }
        met["planned_contact"] &= met["linked"]
        met["no_contact_list"] &= met["linked"]  # an own file is nobody's until the matter names whose it is
        return self._cell(facet, standing, "own", met)

    def _registered(self, noun: str, facet: str) -> dict[str, bool]:
        """What a connector's scope says. Whose the place is, marked it: an own record has its own marking."""
        return {"scope": f"{noun}.{facet}" in self.asker.scope, "marking_custodian": True}

    def _by_records(self, name: str) -> dict[str, bool]:
        """Gates that rest on other records of the matter."""
        listed = self.facts.person_of[name] in self.kept_from_contact
        met = self.facts.to_be_met(self.facts.person_of[name])
        return {"open_report": self.report_is_open, "no_contact_list": listed, "planned_contact": met}

    def _wall_needs_matter(self, facet: str, standing: str) -> bool:
        """Who serves some person using violence opens own files of the protected by a matter."""
        walls = bool(self.facts.walled) and self.facts.matter is None
        return walls and facet in ("IDENTITY", *LOCATION) and standing in PROTECTED

    def _named_record(self, name: str, facet: str) -> str:
        if not self.facts.granted(name):
            return "N"
        person = self.facts.person_of[name]
        standing = self.facts.given_standing(person) or "NONE"
        if self._alleged_wall() and standing == "ALLEGED":
            return "N"
        asked = {standing, self.world["records"][name]["standing"]}
        met = {
            "linked": True,
            "own_client": self._is_org_client(person),
            "consent": self._consent(person, asked),
            "established": standing == "PERPETRATOR",
            "perpetrator_only": standing in VIOLENT,
            **self._by_records(name),
        }
        level = self._cell(facet, standing, "named", met)
        governing = self.facts.governing(person) if facet in LOCATION else None
        if governing is None or standing not in PROTECTED_ANYWAY:
            return level
        met["consent"] = self._consent(person, {*asked, governing})
        return least(level, self._cell(facet, governing, "named", met))  # W09
