"""Who asks: for each role an organisation, its classes, and one matter for each lawful purpose."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.judge.fields import FACET_OF, NOUN_OF
from tests.judge.nouns import PARTS
from tests.judge.purposes import PURPOSES
from tests.judge.tables import MATRIX, ROLES, column

LENGTH = 26  # every id has one length, so that no length tells anything


def pad(short: str) -> str:
    """A short readable id, filled up to the length of real ones."""
    return short.ljust(LENGTH, "x")


@dataclass(frozen=True, slots=True)
class Naming:
    """A person whom a matter names, as what, and whether the organisation serves them."""

    person: str
    standing: str
    client: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a role sits: its organisation, the custodian it speaks for, whom its matters name."""

    organisation: str
    custodian: str
    classes: frozenset[str]
    names: tuple[Naming, ...]
    purposes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asker:
    """One question's asker: account, seat, declared purpose, and the matter if any."""

    role: str
    account: str
    organisation: str
    custodian: str
    classes: frozenset[str]
    purpose: str
    matter: str | None
    reasoned: bool = True  # a reason in writing comes with each question
    scope: frozenset[str] = frozenset()  # of a connector: types of records, each with a facet


_SECTOR = frozenset({"ISE", "RAE"})
_CUSTODIAN = frozenset({"ISE", "RAE", "CUSTODIAN"})
_REQUESTER = frozenset({"ISE", "RAE", "CIP_REQUESTER"})
_COURT = frozenset({"ISE", "CUSTODIAN"})
_NONE: frozenset[str] = frozenset()

_VICTIM_SIDE = (
    Naming("p2", "VICTIM", client=True),
    Naming("p1", "ALLEGED"),
    Naming("p4", "CHILD"),
    Naming("p6", "LINKED"),
)
_RESPONDENT_SIDE = (
    Naming("p1", "ALLEGED", client=True),
    Naming("p4", "CHILD"),
    Naming("p7", "ALLEGED"),
)
_SUBJECT = (Naming("p1", "ALLEGED"),)
_BOTH = (Naming("p2", "VICTIM"), Naming("p1", "ALLEGED"), Naming("p6", "LINKED"))
_HOUSED = (
    Naming("p2", "VICTIM", client=True),
    Naming("p1", "ALLEGED"),
    Naming("p7", "ALLEGED"),
    Naming("p4", "CHILD"),
    Naming("p6", "LINKED"),
)


def _lawful(role: str, classes: frozenset[str]) -> tuple[str, ...]:
    """The purposes this role may declare, where the organisation holds the class they ask."""
    permits = ((purpose, rows.get(role)) for purpose, rows in PURPOSES.items())
    return tuple(
        purpose
        for purpose, permit in permits
        if permit and (permit.entity_class is None or permit.entity_class in classes)
    )


def _seat(role: str, organisation: str, classes: frozenset[str], names: tuple[Naming, ...]) -> tuple[str, Seat]:
    custodian = "victoria_police" if organisation == "police_fv_unit" else organisation
    return role, Seat(organisation, custodian, classes, names, _lawful(role, classes))


ASKERS: dict[str, Seat] = dict(
    [
        _seat("police_member", "victoria_police", _CUSTODIAN, _VICTIM_SIDE),
        _seat("police_fv_unit", "police_fv_unit", _CUSTODIAN, _VICTIM_SIDE),
        _seat("cip_analyst", "cip", frozenset({"ISE"}), _SUBJECT),
        _seat("tod_victim_side", "orange_door", _REQUESTER, _VICTIM_SIDE),
        _seat("tod_perpetrator_side", "orange_door", _REQUESTER, _RESPONDENT_SIDE),
        _seat("specialist_fv", "safe_steps", _REQUESTER, _VICTIM_SIDE),
        _seat("mens_service", "mens_referral_service", _REQUESTER, _RESPONDENT_SIDE),
        _seat("cp_practitioner", "child_protection", _CUSTODIAN, _VICTIM_SIDE),
        _seat("cp_team_manager", "child_protection", _CUSTODIAN, _VICTIM_SIDE),
        _seat("court_registrar", "magistrates_court", _COURT, _BOTH),
        _seat("corrections_officer", "corrections_victoria", _COURT, _RESPONDENT_SIDE),
        _seat("homelessness", "homelessness_service", frozenset({"ISE"}), _HOUSED),
        _seat("auditor_evaluator", "evaluator", _NONE, _BOTH),
        _seat("organisational_authority", "ebusiness", _NONE, _BOTH),
        _seat("system_connector", "victoria_police", _CUSTODIAN, _BOTH),
    ]
)
# Of a connector: all that the table lets a scope open. What belongs to a record is in the scope of that record.
SCOPE = frozenset(
    f"{NOUN_OF[area]}.{facet}"
    for area in ("records", *PARTS)
    for facet in FACET_OF[area].values()
    if "scope" in MATRIX["system_connector"][column(facet, "NONE")].gates["own"]
) | {"Address.CONTACT", "Address.SUPPRESSED_LOCATION"}
SCOPES = {"system_connector": SCOPE}
CLASSES = {seat.organisation: seat.classes for seat in ASKERS.values()}


def matter_id(role: str, purpose: str) -> str:
    return pad(f"m{ROLES.index(role):02}{purpose.replace('_', '').lower()}")


def asker(role: str, purpose: str | None = None, *, matter: bool = True) -> Asker:
    """This role's asker under a purpose (its first lawful one by default)."""
    seat = ASKERS[role]
    declared = purpose or seat.purposes[0]
    return Asker(
        role,
        pad(f"a{ROLES.index(role):02}"),
        seat.organisation,
        seat.custodian,
        seat.classes,
        declared,
        matter_id(role, declared) if matter else None,
        scope=SCOPES.get(role, frozenset()),
    )


def without_matter(who: Asker) -> Asker:
    return replace(who, matter=None)
