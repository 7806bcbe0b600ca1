"""Incidents, orders and referrals: opened as an own record, or by a named person's part."""

from __future__ import annotations

from functools import cache

from tests.judge.askers import Asker
from tests.judge.cells import at_least, most
from tests.judge.facts import Part
from tests.judge.fields import NOUN_OF
from tests.judge.loading import World
from tests.judge.nouns import KEY_FACET
from tests.judge.records import Records


class Events(Records):
    """Levels of events."""

    def __init__(self, world: World, asker: Asker, now: str) -> None:
        super().__init__(world, asker, now)
        self.carriers = cache(self._carriers)
        self.event_level = cache(self._of_event)

    def event_there(self, area: str, name: str) -> bool:
        """Beside what is excluded from the asker nobody is met (W05)."""
        facet, floor = KEY_FACET[area]
        return not self.facts.excluded(area, name) and at_least(self.event_level(area, name, facet), floor)

    def _of_event(self, area: str, name: str, facet: str) -> str:
        return most(self._own_event(area, name, facet), self._named_event(area, name, facet))

    def _own_event(self, area: str, name: str, facet: str) -> str:
        if self.world[area][name]["custodian"] != self.asker.custodian:
            return "N"
        named = [p for p in self.facts.parts_of(area, name) if self.facts.granted(p.record) and not self.facts.apart(p)]
        met = {
            **self._of_the_event(area, name, facet),
            **self._registered(NOUN_OF[area], facet),
            "linked": bool(named),
            "own_client": any(self._is_org_client(p.person) for p in named),
            "perpetrator_only": any(self._is_violent(p.person) for p in named),
            "no_contact_list": any(p.person in self.kept_from_contact for p in named),
        }
        met["cleared_extract"] &= met["linked"]
        return self._cell(facet, "NONE", "own", met)

    def _named_event(self, area: str, name: str, facet: str) -> str:
        if self._alleged_wall() and not self.facts.all_accused_established(area, name):
            return "N"
        return most(*(self._through(p, facet) for p in self.carriers(area, name)))

    def _through(self, part: Part, facet: str) -> str:
        """What a named person's part in an event opens of it: by this person, not by whoever else is named."""
        met = {
            **self._of_the_event(part.area, part.event, facet),
            "linked": True,
            "own_client": self._is_org_client(part.person),
            "consent": self._consent(part.person, {part.standing}),
            "established": self.facts.some_accused_established(part.area, part.event),
            "perpetrator_only": self._is_violent(part.person),
            "no_contact_list": part.person in self.kept_from_contact,
        }
        established = part.standing == "ALLEGED" and self.facts.is_perpetrator(part.person)
        return self._cell(facet, "PERPETRATOR" if established else part.standing, "named", met)

    def _carriers(self, area: str, name: str) -> list[Part]:
        """Parts of named people through a record that is there, own or named."""
        return [p for p in self.facts.parts_of(area, name) if self._carries(p.record) and not self.facts.apart(p)]

    def _carries(self, record: str) -> bool:
        levels = (
            self._own_record(record, "IDENTITY"),
            self._named_record(record, "IDENTITY"),
        )
        return self.facts.granted(record) and most(*levels) != "N"

    def _of_the_event(self, area: str, name: str, facet: str) -> dict[str, bool]:
        thing = self.world[area][name]
        referral, reported = area == "referrals", self.facts.in_a_report(thing["lineage"])
        return {
            "open_report": self.report_is_open,
            "perpetrator_tools": area == "assessments" and thing["kind"] == "PERPETRATOR",
            "risk_relevant": area == "charges" and thing["risk_relevant"] is True,
            "police_band": area == "incidents" and thing["custodian"] == "victoria_police",
            "own_part": referral and thing["custodian"] == self.asker.custodian,
            "respondent_part": (referral and thing["party"] == "RESPONDENT")
            or (facet == "NARRATIVE" and self._holds_respondent_referral(name)),
            "narrative_scope": True,
            "scanned": thing.get("scanned_at") is not None,
            "cleared_extract": self.asker.role in (thing.get("extract_readers") or ()),
            "via_cip": reported,
            "cip_requester": not reported or "CIP_REQUESTER" in self.asker.classes,
            "filed_or_shared": area in ("files", "orders", "charges") and thing["custodian"] == self.asker.custodian,
        }

    def _holds_respondent_referral(self, incident: str) -> bool:
        return any(
            x["custodian"] == self.asker.custodian
            and x["party"] == "RESPONDENT"
            and incident in x["ARISES_FROM"]
            and not self.facts.excluded("referrals", name)
            for name, x in self.world["referrals"].items()
        )
