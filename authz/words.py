"""The words of the access policy: facets, standings, levels, positions, purposes."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Facet(StrEnum):
    """What a field says. Facet and standing together name a column of the matrix."""

    PUBLIC = "PUBLIC"
    IDENTITY = "IDENTITY"
    CONTACT = "CONTACT"
    SUPPRESSED_LOCATION = "SUPPRESSED_LOCATION"
    HEALTH_NEEDS = "HEALTH_NEEDS"
    CULTURAL = "CULTURAL"
    PATTERN = "PATTERN"
    NARRATIVE = "NARRATIVE"
    RISK = "RISK"
    CRIMINAL = "CRIMINAL"
    ORDERS = "ORDERS"
    CUSTODY = "CUSTODY"
    CHILD_PROTECTION = "CHILD_PROTECTION"
    REPORTER = "REPORTER"
    REFERRAL = "REFERRAL"
    SAFETY_PLAN = "SAFETY_PLAN"
    WORKER_SAFETY = "WORKER_SAFETY"
    AUDIT = "AUDIT"


class Standing(StrEnum):
    """A person's part in one matter, never a property of the person."""

    CHILD = "CHILD"
    VICTIM = "VICTIM"
    LINKED = "LINKED"
    ALLEGED = "ALLEGED"
    PERPETRATOR = "PERPETRATOR"
    NONE = "NONE"

    @property
    def protected(self) -> bool:
        """Whom a counter-party must not find."""
        return self in (Standing.CHILD, Standing.VICTIM, Standing.LINKED)

    @property
    def uses_violence(self) -> bool:
        return self in (Standing.ALLEGED, Standing.PERPETRATOR)


PROTECTIVE_ORDER = tuple(Standing)  # the most protective first


class Level(IntEnum):
    """How much of a cell is shown, least first."""

    N = 0  # none
    A = 1  # metadata of the audit log
    D = 2  # de-identified, in statistics only, never as a row
    M = 3  # masked
    S = 4  # summary
    F = 5  # full

    @property
    def as_row(self) -> Level:
        """De-identified and audit levels show no row of a person's record."""
        return self if self >= Level.M else Level.N


class Position(StrEnum):
    """Where the asker stands to a record."""

    OWN = "own"  # its custodian is the asker's organisation
    NAMED = "named"  # it is about a person whom the asker's open matter names
    OTHER = "other"  # reached beside one of these


class Purpose(StrEnum):
    """Why the asker asks; declared per operation."""

    ASSESSMENT = "ASSESSMENT"
    PROTECTION = "PROTECTION"
    CIP_REQUEST = "CIP_REQUEST"
    CISS = "CISS"
    CYFA_STATUTORY = "CYFA_STATUTORY"
    COURT = "COURT"
    OWN_CASE = "OWN_CASE"
    EVALUATION = "EVALUATION"
    ADMIN = "ADMIN"


class Asserted(StrEnum):
    """What stands in for an adult's consent, and what goes before sharing of a child.

    FVPA 2008 Pt 5A Div 5; FVP (Information Sharing and Risk Management) Regulations 2018 reg 12.
    """

    SERIOUS_THREAT = "SERIOUS_THREAT"  # sharing lessens or prevents a serious threat to life, health or safety
    CHILD_RISK = "CHILD_RISK"  # sharing is to assess or manage a risk of family violence to a child
    VIEWS_SOUGHT = "VIEWS_SOUGHT"  # of the child, or of a parent who uses no violence
    VIEWS_NOT_SOUGHT = "VIEWS_NOT_SOUGHT"  # why it was not appropriate, safe or reasonable

    @property
    def of_views(self) -> bool:
        return self in (Asserted.VIEWS_SOUGHT, Asserted.VIEWS_NOT_SOUGHT)


class SearchKey(StrEnum):
    """By what a person may be searched."""

    NAME = "name"
    NAME_AND_BIRTH = "name+dob"
    ADDRESS = "address"
    PHONE = "phone"
    REFERENCE = "reference"


class Spelling(StrEnum):
    """How near a name must be to the one searched by."""

    EXACT = "exact"
    SIMILAR = "similar"
    NONE = "none"


class Handle(StrEnum):
    """What a hit shows before any matter names the person."""

    INITIALS = "initials_year"
    AGENCIES = "initials_year_agencies"
    OWN = "own"
    NONE = "none"


PART_5A = (Purpose.ASSESSMENT, Purpose.PROTECTION, Purpose.CIP_REQUEST)
