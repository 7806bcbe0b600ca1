"""What comes out of `pattern.pattern_and_history`: every measure, flat, each with its evidence."""

from __future__ import annotations

from dataclasses import dataclass

from schema.decisions.affected import AffectedPersons
from schema.decisions.assessments import AssessmentListed
from schema.decisions.behaviours import BehaviourCount, RiskBandCount
from schema.decisions.breaches import Breaches
from schema.decisions.children import ChildrenExposed
from schema.decisions.circumstances import Circumstances
from schema.decisions.contradictions import RecordContradiction
from schema.decisions.cross_role import CrossRole
from schema.decisions.custodians import CustodianReports
from schema.decisions.escalation import Escalation
from schema.decisions.frequency import Recency, WindowCount
from schema.decisions.orders import OrdersNamed
from schema.decisions.orders_held import OrdersHeld
from schema.decisions.repeats import Repeat
from schema.decisions.severity import SeverityFinding


@dataclass(frozen=True, slots=True)
class Sentence:
    """One plain sentence about one measure, with the records it rests on."""

    about: str  # the name of the measure
    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What the records shown do not tell; `count` of reports, or of children for CHILD_AGES; 0 of a kind of record that
    is not shown at all."""

    code: str
    text: str
    count: int
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PatternAndHistory:
    """Computed as at `as_at` (UTC) from the records shown. `reports_shown` is of those begun by
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
    orders_held: OrdersHeld
    circumstances: Circumstances
    assessments: tuple[AssessmentListed, ...]
    contradictions: tuple[RecordContradiction, ...]
    custodians: tuple[CustodianReports, ...]
    sentences: tuple[Sentence, ...]
    gaps: tuple[Gap, ...]
