"""What comes out of `pattern.pattern_and_history`: every measure, flat, each with its evidence."""

from __future__ import annotations

from dataclasses import dataclass

from schema.decisions.affected import AffectedPersons
from schema.decisions.behaviours import BehaviourCount, RiskBandCount
from schema.decisions.breaches import Breaches
from schema.decisions.children import ChildrenExposed
from schema.decisions.cross_role import CrossRole
from schema.decisions.escalation import Escalation
from schema.decisions.frequency import Recency, WindowCount
from schema.decisions.orders import OrdersNamed
from schema.decisions.repeats import Repeat
from schema.decisions.severity import SeverityFinding


@dataclass(frozen=True, slots=True)
class Sentence:
    """One plain sentence about one measure, with the reports it rests on."""

    about: str  # the name of the measure
    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What the reports shown do not tell; `count` of reports, or of children for CHILD_AGES."""

    code: str
    text: str
    count: int
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CustodianReports:
    """How many reports of one custodian are shown, and when the latest was received (UTC). It is
    of these reports, never how fresh the custodian's system is. None: custodian not shown."""

    custodian: str | None
    reports: int
    latest_received_at: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PatternAndHistory:
    """Computed as at `as_at` (UTC) from the reports shown. `reports_shown` is of those begun by
    then; zero means that no report is shown, never that there is no history. It and the
    custodians' counts are of all reports; the others take a report that was filed again once (`repeats`)."""

    as_at: str
    reports_shown: int
    repeats: tuple[Repeat, ...]
    frequency: tuple[WindowCount, ...]
    recency: Recency
    severity_edition: str  # the date of the decision table, YYYY-MM-DD
    latest_severity: SeverityFinding
    highest_severity: SeverityFinding
    escalation: Escalation
    behaviours: tuple[BehaviourCount, ...]
    risk_bands: tuple[RiskBandCount, ...]
    breaches: Breaches
    affected: AffectedPersons
    children: ChildrenExposed
    cross_role: CrossRole
    orders: OrdersNamed
    custodians: tuple[CustodianReports, ...]
    sentences: tuple[Sentence, ...]
    gaps: tuple[Gap, ...]
