"""What the records are called by which people are met, how each kind is drawn, and who counts as using violence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from schema.decisions.associates import THINGS, things
from schema.decisions.views import MET_BY
from schema.decisions.words import upper_first

# Who stands so is recorded as using violence, or answers to a court for it: an arrow comes from him.
USING = frozenset({"RESPONDENT_IN", "RESPONDENT_ON_FILE", "RESTRAINED_BY", "ACCUSED_IN", "HELD_IN", "SUPERVISED_IN",
                   "ASSESSED_AS_RISK_IN", "RESPONSIBLE_IN"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """Of records: `code` asks for it, `field` lists it by ids, `on` is its day, `until` its last where it lasts."""

    code: str
    field: str
    on: str
    colour: str
    dashes: str = ""
    until: str = ""

    @property
    def noun(self) -> str:
        """How it is answered."""
        return MET_BY[self.code]

    @property
    def words(self) -> str:
        """ "Police reports", "Stays in custody" """
        return upper_first(things(2, THINGS[self.noun])[2:])

    def counted(self, records: int) -> str:
        return things(records, THINGS[self.noun])


KINDS = (
    Kind("REPORT", "incidents", "occurredFrom", "#9b1c1c", until="occurredTo"),
    Kind("ORDER", "orders", "madeOn", "#0a4f8a", until="endsOn"),
    Kind("COURT_FILE", "courtFiles", "openedOn", "#0a4f8a", "8 4"),
    Kind("CHARGE", "charges", "occurredAt", "#7a3e00", "2 4"),
    Kind("CUSTODY", "custodyEpisodes", "fromAt", "#5b2a86", until="releasedAt"),
    Kind("SUPERVISION", "supervisions", "fromOn", "#5b2a86", "8 4", until="untilOn"),
    Kind("ASSESSMENT", "riskAssessments", "assessedOn", "#1d6b3a"),
    Kind("SAFETY_PLAN", "safetyPlans", "madeOn", "#1d6b3a", "8 4"),
    Kind("CHILD_PROTECTION", "protectionReports", "receivedOn", "#a0195b", until="outcomeOn"),
    Kind("REFERRAL", "referrals", "referredAt", "#4f4f4f", "2 4"),
    Kind("HOME", "", "", "#4f4f4f"),
)
BY_CODE: Mapping[str, Kind] = {kind.code: kind for kind in KINDS}
BY_NOUN: Mapping[str, Kind] = {kind.noun: kind for kind in KINDS}
