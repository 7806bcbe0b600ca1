"""How nouns hang together, typed by hand: who has parts in what, what belongs to what, and what leads to what."""

from __future__ import annotations

# Area of an event -> its parts: the relationship of a record to it -> as what it stands in it.
PARTS: dict[str, dict[str, str]] = {
    "incidents": {
        "AFFECTED_IN": "VICTIM",
        "RESPONDENT_IN": "ALLEGED",
        "CHILD_IN": "CHILD",
        "OTHER_IN": "LINKED",
    },
    "orders": {"PROTECTED_BY": "VICTIM", "RESTRAINED_BY": "ALLEGED"},
    "referrals": {"REFERRED_IN": "by its party"},
    "files": {
        "AFFECTED_ON_FILE": "VICTIM",
        "RESPONDENT_ON_FILE": "ALLEGED",
        "CHILD_ON_FILE": "CHILD",
        "OTHER_ON_FILE": "LINKED",
    },
    "charges": {"WRONGED_IN": "VICTIM", "ACCUSED_IN": "ALLEGED"},
    "episodes": {"NO_CONTACT_WITH": "VICTIM", "HELD_IN": "ALLEGED"},
    "supervisions": {"NO_CONTACT_WITH": "VICTIM", "SUPERVISED_IN": "ALLEGED"},
    "assessments": {
        "ASSESSED_IN": "VICTIM",
        "ASSESSED_AS_RISK_IN": "ALLEGED",
        "CHILD_ASSESSED_IN": "CHILD",
    },
    "plans": {"PLANNED_FOR": "VICTIM", "CHILD_PLANNED_FOR": "CHILD"},
    "reports": {
        "CHILD_REPORTED_IN": "CHILD",
        "RESPONSIBLE_IN": "ALLEGED",
        "ADULT_VICTIM_IN": "VICTIM",
        "HOUSEHOLD_IN": "LINKED",
        "OTHER_CHILD_IN": "CHILD",
    },
}
PARTY = {"AFFECTED": "VICTIM", "RESPONDENT": "ALLEGED", "CHILD": "CHILD"}
# The events of a police report; the others are what courts, Corrections, assessors and Child Protection hold.
REPORTED = ("incidents", "orders", "referrals")
AGENCIES = tuple(area for area in PARTS if area not in REPORTED)
VERSIONED = ("records", *PARTS)
# When it was: an event is there as of a day from then on, and is late or long ago by it.
WHEN = {
    "incidents": "occurred_from",
    "orders": "made_on",
    "referrals": "referred_at",
    "files": "opened_on",
    "charges": "occurred_at",
    "episodes": "from_at",
    "supervisions": "from_on",
    "assessments": "assessed_on",
    "plans": "made_on",
    "reports": "received_on",
}
# The facet that makes an event be there, and how much of it.
KEY_FACET = {
    "incidents": ("PATTERN", "F"),
    "orders": ("ORDERS", "S"),
    "referrals": ("REFERRAL", "S"),
    "files": ("ORDERS", "F"),
    "charges": ("CRIMINAL", "F"),
    "episodes": ("CUSTODY", "F"),
    "supervisions": ("CUSTODY", "F"),
    "assessments": ("RISK", "S"),
    "plans": ("SAFETY_PLAN", "F"),
    "reports": ("CHILD_PROTECTION", "F"),
}
# What belongs to a record or an event: by whom it is listed, and under which relationship.
BELONGS = {
    "names": ("records", "NAMED"),
    "contacts": ("records", "REACHED_AT"),
    "attendances": ("incidents", "AT_ATTENDANCE"),
    "conditions": ("orders", "HAS_CONDITION"),
    "services": ("orders", "WAS_SERVED"),
    "steps": ("orders", "CAME_TO"),
    "hearings": ("files", "HEARD_AT"),
    "movements": ("episodes", "MOVED_BY"),
    "programmes": ("supervisions", "ATTENDS"),
    "observations": ("assessments", "OBSERVED"),
    "actions": ("plans", "HAS_STEP"),
    "consultations": ("reports", "CONSULTED"),
    "protections": ("reports", "UNDER_ORDER"),
    "papers": ("reports", "HOLDS_PAPER"),
}
# Who states a place. A condition names one of the places of its order.
PLACES = (("records", "LIVES_AT"), ("incidents", "AT"), ("orders", "AT"))
# What leads from one event to another: relationship, and where to.
LEADS = (
    ("incidents", "STATES", "orders"),
    ("referrals", "ARISES_FROM", "incidents"),
    ("orders", "ON_FILE", "files"),
    ("charges", "CHARGED_ON", "files"),
    ("charges", "CONTRAVENES", "orders"),
    ("plans", "FOLLOWS_ASSESSMENT", "assessments"),
)
# Worked out of all events of a kind in which somebody has this part, wherever the facet is shown as a summary.
SUMMARIES = {
    "incidents": ("RESPONDENT_IN", "PATTERN"),
    "episodes": ("HELD_IN", "CUSTODY"),
    "charges": ("ACCUSED_IN", "CRIMINAL"),
    "reports": ("CHILD_REPORTED_IN", "CHILD_PROTECTION"),
    "plans": ("PLANNED_FOR", "SAFETY_PLAN"),
}

# (area that lists them, key of the list, area of the listed). A part leaves the record; the others leave who lists.
EDGES = (
    *((owner, key, area) for area, (owner, key) in BELONGS.items()),
    *((owner, key, "addresses") for owner, key in PLACES),
    ("conditions", "AT", "addresses"),
    *LEADS,
    *((area, key, "records") for area, keys in PARTS.items() for key in keys),
)
# What goes with whoever states it; an attendance stands by itself, and a condition's place is its order's.
OWNED = tuple(
    (owner, key, area)
    for owner, key, area in EDGES
    if (area in BELONGS and area != "attendances") or (owner, key) in PLACES
)
