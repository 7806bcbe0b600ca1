"""People, and what sources say of them."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from authz.words import Facet, Level, Standing
from graph.mapping import Direction, Subject
from schema.declare import code, edge, gathered, identifier, lens, node, prop, seen
from schema.places import Address
from schema.summaries import (
    CRIMINAL,
    IN_CUSTODY,
    PLANS,
    PROTECTION,
    Criminal,
    Custody,
    Plans,
    Protection,
    criminal_of,
    custody_of,
    plans_of,
    protection_of,
)
from schema.values import Code
from schema.violence import NEEDS, ViolenceSummary, summary_of

if TYPE_CHECKING:
    from schema.charges import Charge
    from schema.child_protection import ProtectionReport
    from schema.courts import CourtFile
    from schema.custody import CustodyEpisode, Supervision
    from schema.incidents import Incident
    from schema.orders import Order
    from schema.referrals import Referral
    from schema.risk import RiskAssessment, SafetyPlan

Incidents = Annotated["Incident", strawberry.lazy("schema.incidents")]
Orders = Annotated["Order", strawberry.lazy("schema.orders")]
Referrals = Annotated["Referral", strawberry.lazy("schema.referrals")]
CourtFiles = Annotated["CourtFile", strawberry.lazy("schema.courts")]
Charges = Annotated["Charge", strawberry.lazy("schema.charges")]
Episodes = Annotated["CustodyEpisode", strawberry.lazy("schema.custody")]
Supervisions = Annotated["Supervision", strawberry.lazy("schema.custody")]
Assessments = Annotated["RiskAssessment", strawberry.lazy("schema.risk")]
SafetyPlans = Annotated["SafetyPlan", strawberry.lazy("schema.risk")]
Reports = Annotated["ProtectionReport", strawberry.lazy("schema.child_protection")]
IDENTITY, CULTURAL, HEALTH = Facet.IDENTITY, Facet.CULTURAL, Facet.HEALTH_NEEDS
CONTACT, PATTERN = Facet.CONTACT, Facet.PATTERN


@node(Subject.LENS, IDENTITY)
class Person:
    """A lens over the records believed to be one human being; holds nothing personal."""

    id: strawberry.ID = identifier()
    records: list["PersonRecord"] = edge("What each source says of this person.", "KNOWN_AS")
    family_names: list[str] = seen("Distinct family names shown.", "family_name", IDENTITY)
    given_names: list[str] = seen("Distinct given names shown.", "given_names", IDENTITY)
    initials: list[str] = seen("Distinct initials shown.", "initials", IDENTITY)
    birth_years: list[int] = seen("Distinct years of birth shown.", "birth_year", IDENTITY)
    incidents_as_respondent: list[Incidents] = lens(
        "Reports in which a record of this person is the respondent.", "RESPONDENT_IN", Standing.ALLEGED
    )
    incidents_as_affected: list[Incidents] = lens(
        "Reports in which a record of this person is the affected family member.", "AFFECTED_IN", Standing.VICTIM
    )
    incidents_as_child: list[Incidents] = lens(
        "Reports in which a record of this person is a child present.", "CHILD_IN", Standing.CHILD
    )
    orders_against: list[Orders] = lens("Orders that restrain this person.", "RESTRAINED_BY", Standing.ALLEGED)
    orders_protecting: list[Orders] = lens("Orders that protect this person.", "PROTECTED_BY", Standing.VICTIM)
    referrals: list[Referrals] = lens("Referral parts about this person.", "REFERRED_IN", Standing.LINKED)
    court_files: list[CourtFiles] = lens(
        "Court files on which this person is respondent or accused.", "RESPONDENT_ON_FILE", Standing.ALLEGED
    )
    charges: list[Charges] = lens("Charges against this person.", "ACCUSED_IN", Standing.ALLEGED)
    charges_as_wronged: list[Charges] = lens("Charges of what was done to this person.", "WRONGED_IN", Standing.VICTIM)
    custody_episodes: list[Episodes] = lens("Stays in custody.", "HELD_IN", Standing.ALLEGED)
    supervisions: list[Supervisions] = lens("Orders served in the community, and parole.", "SUPERVISED_IN",
                                            Standing.ALLEGED)  # fmt: skip
    risk_assessments: list[Assessments] = lens("Assessments of this person's risk.", "ASSESSED_IN", Standing.VICTIM)
    risk_assessments_as_child: list[Assessments] = lens(
        "Assessments of this child's own risk.", "CHILD_ASSESSED_IN", Standing.CHILD
    )
    risk_assessments_as_respondent: list[Assessments] = lens(
        "Assessments in which this person is the one using violence.", "ASSESSED_AS_RISK_IN", Standing.ALLEGED
    )
    safety_plans: list[SafetyPlans] = lens("Plans for this person's safety.", "PLANNED_FOR", Standing.VICTIM)
    protection_reports_as_child: list[Reports] = lens(
        "Reports to Child Protection about this child.", "CHILD_REPORTED_IN", Standing.CHILD
    )
    protection_reports_as_responsible: list[Reports] = lens(
        "Reports to Child Protection in which this person is assessed as responsible for harm.", "RESPONSIBLE_IN",
        Standing.ALLEGED,
    )  # fmt: skip
    violence_summary: ViolenceSummary | None = gathered(
        "Bands over the reports in which this person is the respondent.",
        "RESPONDENT_IN", "Incident", NEEDS, summary_of, facet=PATTERN, level=Level.S,
    )  # fmt: skip
    custody_summary: Custody | None = gathered(
        "Whether a source says that this person is in custody.",
        "HELD_IN", "CustodyEpisode", IN_CUSTODY, custody_of, facet=Facet.CUSTODY, level=Level.S,
    )  # fmt: skip
    criminal_summary: Criminal | None = gathered(
        "Whether there are charges against this person, in yes and no.",
        "ACCUSED_IN", "Charge", CRIMINAL, criminal_of, facet=Facet.CRIMINAL, level=Level.S,
    )  # fmt: skip
    child_protection_summary: Protection | None = gathered(
        "Whether Child Protection knows this child.",
        "CHILD_REPORTED_IN", "ProtectionReport", PROTECTION, protection_of, facet=Facet.CHILD_PROTECTION,
        level=Level.S,
    )  # fmt: skip
    safety_plan_summary: Plans | None = gathered(
        "Whether there is a plan for this person's safety.",
        "PLANNED_FOR", "SafetyPlan", PLANS, plans_of, facet=Facet.SAFETY_PLAN, level=Level.S,
    )  # fmt: skip


@node(Subject.PART, IDENTITY)
class PersonName:
    """A name that a record gives its person, of a stated type."""

    id: strawberry.ID = identifier()
    name_type: Code | None = code("Legal, alias, preferred, former.", "name_type", IDENTITY)
    family_name: str | None = prop("Family name, or the only name.", IDENTITY)
    given_names: str | None = prop("All given names as stated, in one text.", IDENTITY)


@node(Subject.PART, CONTACT)
class Contact:
    """A way to reach a person, as a record states it."""

    id: strawberry.ID = identifier()
    kind: Code | None = code("Phone, e-mail or other.", "contact_kind", CONTACT)
    value: str | None = prop("The number or address.", CONTACT)
    safe: bool | None = prop("It may be used without risk, as far as the source knows.", CONTACT)
    note: str | None = prop("How to use it safely.", CONTACT)


@node(Subject.RECORD, IDENTITY, key="lineage", versioned=True, when="valid_from")
class PersonRecord:
    """What one source says of one person in one document, unchanged."""

    id: strawberry.ID = identifier()
    custodian: str | None = prop("The organisation that answers for the record.", IDENTITY, always=True)
    source: str | None = prop("The system that it came by.", IDENTITY, always=True)
    version: int | None = prop("Version of the document.", IDENTITY, always=True)
    received_at: datetime | None = prop("When the hub received it.", IDENTITY, always=True)
    valid_from: datetime | None = prop("From when the statement held.", IDENTITY, always=True)
    standing: Code | None = code("As what its source recorded the person.", "standing", IDENTITY)
    person_number: str | None = prop("The police person number.", IDENTITY)
    family_name: str | None = prop("Family name, or the only name.", IDENTITY)
    given_names: str | None = prop("All given names as stated, in one text.", IDENTITY)
    initials: str | None = prop("Initials, given names first.", IDENTITY)
    names: list[PersonName] = edge("All names of the record.", "NAMED")
    birth_date: date | None = prop("Date of birth.", IDENTITY)
    birth_year: int | None = prop("Year of birth.", IDENTITY)
    age_stated: int | None = prop("Age in years as stated, where no date of birth was.", IDENTITY)
    sex: Code | None = code("Sex as recorded.", "sex", IDENTITY)
    gender: Code | None = code("Gender as recorded.", "gender", IDENTITY)
    relation_to_affected: Code | None = code("A child's or other person's relation.", "relationship", IDENTITY)
    relation_to_respondent: Code | None = code("A child's or other person's relation.", "relationship", IDENTITY)
    relation_to_child: Code | None = code("An adult's relation to the child of a report.", "relationship", IDENTITY)
    aboriginal_status: Code | None = code(
        "Aboriginal and Torres Strait Islander status.", "aboriginal_status", CULTURAL
    )
    country_of_birth: str | None = prop("Country of birth as stated.", CULTURAL)
    language: str | None = prop("Main language other than English.", CULTURAL)
    interpreter_needed: bool | None = prop("Needs an interpreter.", CULTURAL)
    lgbtiq: bool | None = prop("Identifies as LGBTIQ+.", CULTURAL)
    communities: list[str] | None = prop("Communities of meaning, self-identified.", CULTURAL)
    disabilities: list[Code] | None = code("Boxes ticked on the form.", "disability", HEALTH)
    support_needs: str | None = prop("Support needed, in words.", HEALTH, comparable=False)
    pregnant: bool | None = prop("Pregnant at the time.", HEALTH)
    mental_health: bool | None = prop("A mental health concern was noted.", HEALTH)
    older_person: bool | None = prop("Recorded as an older person.", HEALTH)
    carer: bool | None = prop("Is or has a carer.", HEALTH)
    contacts: list[Contact] = edge("Ways to reach the person.", "REACHED_AT")
    addresses: list[Address] = edge("Where the record says the person lives or lived.", "LIVES_AT")
    whereabouts: str | None = prop("Where the person is said to be.", CONTACT)
    occupation: str | None = prop("What the person works as, as stated.", CONTACT)
    workplace: str | None = prop("Place of work.", CONTACT)
    school: str | None = prop("School or childcare.", CONTACT)
    current_care: str | None = prop("Who cares for the child now.", CONTACT)
    safe_contact: str | None = prop("How to contact the person safely.", CONTACT)
    safe_time_to_call: str | None = prop("When a call is safe.", CONTACT)
    contact_consent: bool | None = prop("Agreed to be contacted.", CONTACT)
    custody_status: Code | None = code("In custody or not, at the time.", "custody_status", Facet.CUSTODY)
    firearms_access: Code | None = code("Access to firearms.", "yes_no_unknown", PATTERN)
    firearms_licence: Code | None = code("Holds a firearms licence.", "yes_no_unknown", PATTERN)
    worker_cautions: list[Code] | None = code(
        "What a worker who is to meet the person must know; never where the person is.", "worker_caution",
        Facet.WORKER_SAFETY,
    )  # fmt: skip
    exposures: list[Code] | None = code("How a child was exposed.", "exposure", PATTERN)
    person: Person | None = edge("The person this record is believed to be of.", "KNOWN_AS", direction=Direction.IN)
