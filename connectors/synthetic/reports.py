"""One report as JSON-ready values, in the sections of Form L17."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from connectors.synthetic.addresses import address
from connectors.synthetic.clock import stamp
from connectors.synthetic.conduct import conduct
from connectors.synthetic.draws import Draws, Weighted
from connectors.synthetic.filing import Filing
from connectors.synthetic.history import Record
from connectors.synthetic.homes import Homes
from connectors.synthetic.members import sergeant, some_member
from connectors.synthetic.narratives import narrative
from connectors.synthetic.novelties import surprise
from connectors.synthetic.parties import PartyWriter
from connectors.synthetic.places import Place
from connectors.synthetic.policing import (
    history_section,
    order_statement,
    police_action,
    risk_management,
)
from connectors.synthetic.referrals import decision_for_children, referrals
from connectors.synthetic.repeats import repeated
from connectors.synthetic.risk import governing_band, risk

Fields = dict[str, Any]

_ELSEWHERE = Weighted.of(
    (
        ("STREET", 34),
        ("PUBLIC_PLACE", 18),
        ("ONLINE", 14),
        ("RETAIL", 8),
        ("VEHICLE", 7),
        ("WORKPLACE", 6),
        ("SCHOOL", 4),
        ("HEALTH", 4),
        ("LICENSED_PREMISES", 3),
        ("OTHER", 2),
    )
)
_DWELLING = 0.83  # private dwellings dominate (Crime Statistics Agency Victoria); the share is ours
_REPORTED = Weighted.of((("TRIPLE_ZERO", 60), ("STATION", 15), ("PHONE", 12), ("THIRD_PARTY", 8), ("OTHER_AGENCY", 5)))
_REPORTER_ROLES = {
    "TRIPLE_ZERO": ("Affected family member", "Neighbour", "Child of the household"),
    "STATION": ("Affected family member",),
    "PHONE": ("Affected family member", "Relative"),
    "THIRD_PARTY": ("Neighbour", "Friend"),
    "OTHER_AGENCY": ("Hospital", "School"),
}


@dataclass(frozen=True, slots=True)
class ReportWriter:
    """Writes any version of any report; each is written from its own stream, so in any order."""

    seed: int
    homes: Homes

    def row(self, filing: Filing) -> Fields:
        if filing.repeats is None:
            return self._row(filing)
        first, way = filing.repeats.first, filing.repeats.way
        draws = Draws.stream(self.seed, "repeated", filing.portal_id)
        return repeated(draws, self._row(first), way, filing.portal_id, filing.submitted_at)

    def _row(self, filing: Filing) -> Fields:
        draws = Draws.stream(self.seed, "report", filing.portal_id)
        event = filing.record.event
        about, incident = self._report(draws, filing), self._incident(draws, filing)
        minors = event.tie.minors(event.day)
        decision = decision_for_children(draws, event, len(minors))
        at, submitted = filing.submitted_at, stamp(filing.submitted_at)
        row = {
            "report": about,
            "incident": incident,
            **self._people(draws, filing, decision),
            **self._policing(draws, filing.record, incident),
            "referrals": referrals(draws, self.homes, event, decision, at, submitted),
            "orders": [order_statement(order, filing.record, len(minors)) for order in filing.record.orders],
        }
        return row if event.role else surprise(draws, row)

    def _people(self, draws: Draws, filing: Filing, decision: str | None) -> Fields:
        event = filing.record.event
        write = PartyWriter(self.seed, self.homes, draws, event, self._slips(filing))
        minors = event.tie.minors(event.day)
        return {
            "affected": write.affected(),
            "respondent": write.respondent(),
            "children": {"listed": [write.child(child) for child in minors], "decision": decision},
            "others": [write.other(event.other)] if event.other else [],
        }

    def _policing(self, draws: Draws, record: Record, incident: Fields) -> Fields:
        assessment = risk(draws, record, record.event.day)
        return {
            "risk": assessment,
            "history": history_section(draws, record),
            "police_action": police_action(draws, record, incident["offences"]),
            "risk_management": risk_management(draws, record.event.day, governing_band(assessment)),
        }

    def _slips(self, filing: Filing) -> Draws | None:
        """An amendment mends what was wrong in names and numbers."""
        if filing.version > 1:
            return None
        return Draws.stream(self.seed, "slips", filing.portal_id)

    def _report(self, draws: Draws, filing: Filing) -> Fields:
        record = filing.record
        station = self.homes.at(record.event.tie.affected, record.event.day).place.locality
        member, approver = (some_member(draws, self.seed, station), sergeant(self.seed, station))
        number = f"{record.event.day:%y}{record.event.attendance:07}"
        created = max(record.event.at, filing.submitted_at - timedelta(hours=1))
        return {
            "portal_id": filing.portal_id,
            "version": filing.version,
            "form_version": "FVR 2.4",
            "leap_incident": number,
            "leap_sub_incident": f"{number}-{record.part}",
            "created_at": stamp(created),
            "submitted_at": stamp(filing.submitted_at),
            "amended_at": stamp(filing.amended_at) if filing.amended_at else None,
            "member": {
                "name": member.name,
                "number": member.number,
                "rank": member.rank,
                "station": member.station,
            },
            "supervisor": {"name": approver.name, "approved_at": stamp(filing.submitted_at)},
            "misidentification_review": filing.review,
        }

    def _incident(self, draws: Draws, filing: Filing) -> Fields:
        record, event = filing.record, filing.record.event
        how = draws.weighted(_REPORTED)
        incident: Fields = {
            **_times(draws, event.at),
            **self._scene(draws, record),
            "how_reported": how,
            "reporter": {"role": draws.pick(_REPORTER_ROLES[how])},
            **conduct(draws, record),
            "children_present": event.children_present,
            "children_count": len(event.tie.minors(event.day)) if event.children_present else 0,
        }
        amended = filing.version > 1
        incident["narrative"] = narrative(draws, incident, record.breach, amended)
        return incident

    def _scene(self, draws: Draws, record: Record) -> Fields:
        event = record.event
        where = self._home_of_the_event(draws, record)
        if event.role or draws.chance(_DWELLING):
            return {"place": address(where, "INCIDENT"), "location_type": "DWELLING"}
        kind = draws.weighted(_ELSEWHERE)
        if kind == "ONLINE":
            return {"location_type": kind}
        street = Place(where.line.split(" ", 1)[1], where.locality)
        return {"place": address(street, "INCIDENT"), "location_type": kind}

    def _home_of_the_event(self, draws: Draws, record: Record) -> Place:
        """Nothing happens at a home that the respondent does not know."""
        tie, day = record.event.tie, record.event.day
        home, other = (self.homes.at(tie.affected, day), self.homes.at(tie.respondent, day))
        if home.suppressed or (not tie.living_together(day) and draws.chance(0.3)):
            return other.place
        return home.place


def _times(draws: Draws, at: datetime) -> Fields:
    ended = at + timedelta(minutes=draws.between(2, 50))
    reported = ended + timedelta(minutes=draws.between(1, 15))
    attended = reported + timedelta(minutes=draws.between(5, 60))
    left = attended + timedelta(minutes=draws.between(25, 120))
    return {
        "occurred_from": stamp(at),
        "occurred_to": stamp(ended) if draws.chance(0.8) else None,
        "reported_at": stamp(reported),
        "attended_from": stamp(attended),
        "attended_to": stamp(left),
    }
