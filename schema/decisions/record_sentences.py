"""The measures that rest on records of several custodians, in plain English."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from schema import codes
from schema.decisions.answer import PatternAndHistory, Sentence
from schema.decisions.assessments import AssessmentListed
from schema.decisions.breaches import BreachesOf
from schema.decisions.circumstances import IncidentCircumstances
from schema.decisions.contradictions import ContradictoryValue, RecordContradiction
from schema.decisions.custodians import CustodianReports
from schema.decisions.moments import local_date
from schema.decisions.persistent import PersistentCandidate, PersistentLimb
from schema.decisions.words import counted, day, listed, named

Sentences = tuple[Sentence, ...]

LIMBS = {
    PersistentLimb.SAME_PERSON: "the same protected person",
    PersistentLimb.SAME_ORDER: "the same notice or order",
    PersistentLimb.NOTICE_AND_ORDER: "a safety notice and the order made on it",
}
PARTS = {
    "RESPONDENT": "with this person as the one using violence",
    "AFFECTED": "of this person's own risk",
    "CHILD": "of this child's own risk",
}


def charged(pattern: PatternAndHistory) -> Sentences:
    found = pattern.breaches
    if not found.charges:
        return ()
    proven = sum(row.charges_proven for row in found.by_section)
    lost = sum(row.charges_not_sustained for row in found.by_section)
    text = f"{counted(found.charges, 'charge')} of contravention: {proven} proven, {lost} withdrawn or not proven,"
    text += f" {found.charges - proven - lost} not decided as far as shown."
    return (Sentence("breaches", text, found.charged_evidence),)


def occasions(pattern: PatternAndHistory) -> Sentences:
    """Recorded and charged side by side, where there is anything to compare."""
    found = pattern.breaches
    if not found.occasions_charged:
        return ()
    text = f"Of {counted(found.occasions, 'occasion')} of contravention, police reports record"
    text += f" {found.occasions_recorded}, charges cover {found.occasions_charged}, and both {found.occasions_both}."
    return (Sentence("breaches", text, found.evidence),)


def by_order_and_person(pattern: PatternAndHistory) -> Sentences:
    rows = (*pattern.breaches.by_order, *pattern.breaches.by_person)
    return tuple(Sentence("breaches", _contravened(row), row.evidence) for row in rows if row.occasions > 1)


def persistent(pattern: PatternAndHistory) -> Sentences:
    """Candidates only: section 125A also asks what the accused knew."""
    return tuple(
        Sentence("breaches", _persistent(found), found.evidence) for found in pattern.breaches.persistent_candidates
    )


def reversed_roles(pattern: PatternAndHistory) -> Sentences:
    found, said = pattern.cross_role, []
    if found.reviews:
        text = f"Police have who used violence under review in {counted(found.reviews, 'report')}."
        said.append(Sentence("cross_role", text, found.reviews_evidence))
    if found.wronged_charges:
        text = f"{counted(found.wronged_charges, 'charge')} against others of what was done to this person."
        said.append(Sentence("cross_role", text, found.wronged_evidence))
    if found.crossed_orders:
        text = "Orders protect this person from somebody whom orders also protect from this person:"
        text += " a sign that who needs protection may have been misidentified."
        said.append(Sentence("cross_role", text, found.crossed_evidence))
    return tuple(said)


def orders_held(pattern: PatternAndHistory) -> Sentences:
    found = pattern.orders_held
    if not found.orders:
        return ()
    text = f"{counted(len(found.orders), 'notice, application or order')} by all sources shown: {found.against}"
    text += f" against this person, {found.protecting} protecting this person; {found.in_force}"
    text += f" {'is' if found.in_force == 1 else 'are'} in force."
    each = tuple(Sentence("orders_held", order.sentence, order.evidence) for order in found.orders)
    return (Sentence("orders_held", text, found.evidence), *each)


def circumstances(pattern: PatternAndHistory) -> Sentences:
    return tuple(said for row in CIRCUMSTANCES for said in _while(pattern, *row))


def assessed(pattern: PatternAndHistory) -> Sentences:
    return tuple(Sentence("assessments", _assessment(said), said.evidence) for said in pattern.assessments)


def contradicted(pattern: PatternAndHistory) -> Sentences:
    return tuple(Sentence("contradictions", _contradiction(said), said.evidence) for said in pattern.contradictions)


def sources(pattern: PatternAndHistory) -> Sentences:
    return tuple(Sentence("custodians", _custodian(held), held.evidence) for held in pattern.custodians)


RECORD_SENTENCES: tuple[Callable[[PatternAndHistory], Sentences], ...] = (
    charged,
    occasions,
    by_order_and_person,
    persistent,
    reversed_roles,
    orders_held,
    circumstances,
    assessed,
    contradicted,
    sources,
)

# What held while an incident happened, and by which records.
CIRCUMSTANCES: tuple[tuple[str, Callable[[IncidentCircumstances], tuple[str, ...]]], ...] = (
    ("while an order against this person was in force", lambda incident: incident.orders_evidence),
    ("while this person was in custody", lambda incident: incident.custody_evidence),
    ("while this person was on bail", lambda incident: incident.bail_evidence),
    ("while this person was under supervision in the community", lambda incident: incident.supervision_evidence),
)


def _while(
    pattern: PatternAndHistory, words: str, by: Callable[[IncidentCircumstances], tuple[str, ...]]
) -> Iterable[Sentence]:
    held = [incident for incident in pattern.circumstances.incidents if by(incident)]
    if held:
        days = listed([day(on) for on in dict.fromkeys(incident.on for incident in held)])
        ids = (i for incident in held for i in (*incident.evidence, *by(incident)))
        of = counted(pattern.circumstances.attendances, "dated attendance")
        yield Sentence("circumstances", f"{len(held)} of {of} happened {words}: {days}.", tuple(dict.fromkeys(ids)))


def _contravened(row: BreachesOf) -> str:
    """The person is not named: the id stands in the row, and a name is not in the records of the question."""
    what = "One protected person"
    if row.about == "ORDER":
        what = f"Order {row.number}" if row.number else "One order"
    told = f"{row.recorded} recorded by police, {row.charged} charged"
    return f"{what}: {counted(row.occasions, 'occasion')} of contravention, {told}{_span(row.first_on, row.last_on)}."


def _span(first: str | None, last: str | None) -> str:
    return f", from {day(first)} to {day(last)}" if first and last and first != last else ""


def _persistent(found: PersistentCandidate) -> str:
    limbs = listed([LIMBS[limb] for limb in found.limbs])
    return (
        f"{counted(found.occasions, 'occasion')} of contravention in the 28 days to {day(found.on)}, linked by {limbs}:"
        " the test of persistent contravention (section 125A) may be met."
    )


def _assessment(said: AssessmentListed) -> str:
    """The level in the words of its own scheme; what the tool cannot tell, in its own words."""
    kind = codes.label("assessment_kind", said.kind) if said.kind else "Assessment of risk"
    when = f" on {day(said.on)}" if said.on else ""
    scheme = f" ({codes.label('risk_scheme', said.scheme)})" if said.scheme else ""
    level = f": {codes.label('risk_level', said.level)}" if said.level else ": no level is shown"
    factors = f", with {counted(len(said.factors_present), 'risk factor')} present" if said.factors_present else ""
    limits = f" What the tool cannot tell: {said.tool_limits.rstrip('.')}." if said.tool_limits else ""
    return f"{kind}{scheme}, {PARTS[said.part]}{when}{level}{factors}.{limits}"


def _contradiction(said: RecordContradiction) -> str:
    return f"{said.text}: {'; '.join(_says(value) for value in said.values)}."


def _says(value: ContradictoryValue) -> str:
    return f"{value.says}, by {named(value.custodian)}" if value.custodian else value.says


def _custodian(held: CustodianReports) -> str:
    kinds = listed([counted(kind.count, kind.kind) for kind in held.kinds])
    latest = f", the latest received on {day(_day(held))}" if held.latest_received_at else ""
    return f"From {named(held.custodian) if held.custodian else 'a custodian that is not shown'}: {kinds}{latest}."


def _day(held: CustodianReports) -> str:
    return local_date(held.latest_received_at or "").isoformat()
