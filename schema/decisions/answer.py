"""What comes out of `pattern.pattern_and_history`: every measure, flat, each with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

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
    """One plain sentence about one measure."""

    about: Annotated[str, "Name of the measure in snake case, for example cross_role."]
    text: Annotated[str, "The sentence in plain English."]
    evidence: Annotated[
        tuple[str, ...], "Ids of the records that it rests on; empty where it says that nothing is shown."
    ]


@dataclass(frozen=True, slots=True)
class Gap:
    """What the records shown do not tell."""

    code: Annotated[str, "Which gap it is, for programs, for example OCCURRENCE_NOT_SHOWN."]
    text: Annotated[str, "The same in a plain English sentence."]
    count: Annotated[
        int, "How many reports leave it open; of CHILD_AGES children, of BAIL_DAYS_NOT_SHOWN charges; 0: none is shown."
    ]
    evidence: Annotated[tuple[str, ...], "Ids of the reports or charges that leave it open; empty: none is shown."]


@dataclass(frozen=True, slots=True)
class PatternAndHistory:
    """Computed as at an instant from the records shown. A report that was filed again counts once, as filed last, but
    in `reportsShown` and `custodians`."""

    as_at: Annotated[str, "The instant (UTC) as at which all is computed: what began later is left out."]
    reports_shown: Annotated[
        int, "How many reports are shown of what began by then; 0 never means that there is no history."
    ]
    repeats: Annotated[tuple[Repeat, ...], "Groups of reports that repeat one another, or may."]
    frequency: Annotated[
        tuple[WindowCount, ...], "How often, by window, the narrowest first; each holds the ones before it."
    ]
    recency: Annotated[Recency, "How long ago the latest occurrence with the subject as respondent was."]
    severity_edition: Annotated[
        str, "Date (YYYY-MM-DD) of the decision table that the rungs of severity are read from."
    ]
    latest_severity: Annotated[
        SeverityFinding, "Rung of the latest dated attendance as respondent, or of charged conduct later than that."
    ]
    highest_severity: Annotated[
        SeverityFinding,
        "Highest rung of all reports as respondent and all charges not withdrawn or lost, dated or not.",
    ]
    escalation: Annotated[Escalation, "Whether the violence is getting worse or coming more often."]
    behaviours: Annotated[
        tuple[BehaviourCount, ...],
        "How many reports as respondent state each of five acts of violence; all five are always told.",
    ]
    risk_bands: Annotated[
        tuple[RiskBandCount, ...],
        "How many reports as respondent state each band of police, by the band's name; empty: none is shown.",
    ]
    breaches: Annotated[
        Breaches,
        "Contraventions of notices and orders by the subject, as police recorded them and as they were charged.",
    ]
    affected: Annotated[AffectedPersons, "Whom the subject affected, by reports as respondent and by charges."]
    children: Annotated[
        ChildrenExposed,
        "What children were exposed to, by reports in which the subject has any part, and reports about them.",
    ]
    cross_role: Annotated[
        CrossRole, "Where the roles are turned round: the subject as affected, as a child, as wronged, as protected."
    ]
    orders: Annotated[
        OrdersNamed, "Orders that police reports name: what police said of them, never what a court holds."
    ]
    orders_held: Annotated[
        OrdersHeld, "Orders by the statements of all sources, registers of courts among them, and whether each binds."
    ]
    circumstances: Annotated[
        Circumstances,
        "What held at each attendance as respondent: custody, bail, supervision, an order against the subject.",
    ]
    assessments: Annotated[
        tuple[AssessmentListed, ...],
        "Assessments of risk in which the subject has a part, the latest first; no level is converted.",
    ]
    contradictions: Annotated[
        tuple[RecordContradiction, ...],
        "What records say differently of one thing, or one record of itself; empty: nothing shown differs.",
    ]
    custodians: Annotated[
        tuple[CustodianReports, ...], "Whose records are shown, one entry for each custodian, by its id."
    ]
    sentences: Annotated[tuple[Sentence, ...], "What the measures say, in plain English."]
    gaps: Annotated[tuple[Gap, ...], "What the records shown do not tell: to be read beside every count."]
