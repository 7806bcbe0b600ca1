"""Situations in which what a gate asks of a matter's other records holds, and each reason alone why it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.judge.askers import Asker, matter_id, pad
from tests.judge.byhand import HER_OWN, P1, P2, P3, made, matter_of, name_only
from tests.judge.loading import World

Change = Callable[[World, Asker], object]
TODAY, BEFORE = "2026-06-01", "2026-05-31"


def supervised() -> tuple[World, Asker]:
    """Her own file is shown masked, since she is on the list of whom the officer supervises; by one order alone."""
    here, who = made("corrections_officer", "PROTECTION", "ALLEGED")
    for area in ("episodes", "supervisions"):
        for event in here[area].values():
            event["NO_CONTACT_WITH"] = []
    here["supervisions"][pad("gsua")]["NO_CONTACT_WITH"] = [HER_OWN]
    return here, who


def held() -> tuple[World, Asker]:
    """The same by a stay in custody."""
    here, who = supervised()
    here["supervisions"][pad("gsua")]["NO_CONTACT_WITH"] = []
    here["episodes"][pad("gepa")]["NO_CONTACT_WITH"] = [HER_OWN]
    return here, who


def reported() -> tuple[World, Asker]:
    """An open report on a child of the matter: the pattern is shown to a practitioner."""
    here, who = made("cp_practitioner", "CYFA_STATUTORY", "VICTIM")
    return here, who


def told() -> tuple[World, Asker]:
    """A report of the Central Information Point tells The Orange Door, in summary, of what others hold of him."""
    return made("tod_victim_side", "ASSESSMENT", "ALLEGED")


def declared() -> tuple[World, Asker]:
    """One tells the men's service, a declared requester."""
    return made("mens_service", "ASSESSMENT", "ALLEGED")


def undeclared() -> tuple[World, Asker]:
    here, who = declared()
    return here, replace(who, classes=who.classes - {"CIP_REQUESTER"})


def _report(**said: Any) -> Change:
    return lambda here, who: matter_of(here, who)["reports"][0].update(said)


def _no_report(here: World, who: Asker) -> None:
    matter_of(here, who)["reports"] = []


def _of_another_matter(here: World, who: Asker) -> None:
    """Of the same organisation, on the same man."""
    other = matter_id(who.role, "CIP_REQUEST")
    here["matters"][other] = {**matter_of(here, who), "purpose": "CIP_REQUEST", "consents": [], "assertions": [],
                              "contacts": [], "decisions": []}  # fmt: skip
    _no_report(here, who)


def _corrected_by_one_that_tells(here: World, who: Asker) -> None:
    [first] = matter_of(here, who)["reports"]
    matter_of(here, who)["reports"] = [{**first, "state": "CORRECTED"}, {**first, "id": pad("wsecond")}]


def planning() -> tuple[World, Asker]:
    """The man is to be met, so that what to beware of is shown."""
    return made("mens_service", "ASSESSMENT", "ALLEGED")


def _contact(**said: Any) -> Change:
    return lambda here, who: [row.update(said) for row in matter_of(here, who)["contacts"]]


def _no_contact(here: World, who: Asker) -> None:
    matter_of(here, who)["contacts"] = []


def _by_another_matter(here: World, who: Asker, organisation: str = "") -> None:
    """Of the same organisation, or of another one."""
    mine = matter_of(here, who)
    whose = organisation or mine["organisation"]
    contacts = [{**row, "organisation": whose} for row in mine["contacts"]]
    here["matters"][matter_id(who.role, "CIP_REQUEST")] = {
        **mine, "organisation": whose, "purpose": "CIP_REQUEST", "consents": [], "assertions": [], "decisions": [],
        "reports": [], "contacts": contacts}  # fmt: skip
    _no_contact(here, who)


def registered() -> tuple[World, Asker]:
    """A connector reads back what its custodian sent."""
    return made("system_connector", "OWN_CASE", "VICTIM")


def _without(*registered: str) -> Callable[[tuple[World, Asker]], tuple[World, Asker]]:
    return lambda found: (found[0], replace(found[1], scope=found[1].scope - set(registered)))


def _set(area: str, name: str, **values: Any) -> Change:
    return lambda here, _who: here[area][pad(name)].update(values)


def _served_elsewhere(here: World, who: Asker) -> None:
    """He is a client of the account by another matter; this one does not name him."""
    other = matter_id(who.role, "OWN_CASE")
    here["matters"][other] = {**matter_of(here, who), "purpose": "OWN_CASE", "consents": [], "assertions": [],
                              "contacts": [], "decisions": [], "reports": []}  # fmt: skip
    name_only(here, who, P2)


def _no_client(here: World, who: Asker) -> None:
    name_only(here, who, P1, P2)


def _not_as_a_child(here: World, who: Asker) -> None:
    for naming in matter_of(here, who)["names"]:
        naming["standing"] = "LINKED" if naming["person"] == P3 else naming["standing"]


def _another_child(here: World, _who: Asker) -> None:
    here["reports"][pad("grea")] |= {"CHILD_REPORTED_IN": [], "OTHER_CHILD_IN": [pad("r3a")]}


SUPERVISION: tuple[Change, ...] = (
    _set("supervisions", "gsua", until_on=None),
    _set("supervisions", "gsua", until_on=TODAY),
    _set("supervisions", "gsua", until_on=BEFORE),
    _set("supervisions", "gsua", state="COMPLETED"),
    _set("supervisions", "gsua", recorded_to="2026-02-01T00:00:00Z"),
    _set("supervisions", "gsua", custodian="magistrates_court"),
    _set("supervisions", "gsua", SUPERVISED_IN=[pad("r3a")]),
    _served_elsewhere,
    _no_client,
)
STAY: tuple[Change, ...] = (
    _set("episodes", "gepa", released_at=None),
    _set("episodes", "gepa", in_custody=None),
    _set("episodes", "gepa", in_custody=False),
    _set("episodes", "gepa", released_at=f"{TODAY}T00:00:00Z"),
    _set("episodes", "gepa", released_at="2026-06-02T00:00:00Z"),
)
TOLD: tuple[Change, ...] = (
    _report(state="RECALLED"),
    _report(state="CORRECTED"),
    _report(recipient="safe_steps"),
    _report(tells=[pad("lgcha"), pad("lgepb")]),
    _report(tells=[pad("lgchb")]),
    _no_report,
    _of_another_matter,
    _corrected_by_one_that_tells,
)
DECLARED: tuple[Change, ...] = (_report(state="RECALLED"), _report(tells=[pad("lgcha")]), _no_report)
CONTACT: tuple[Change, ...] = (
    _contact(until=f"{BEFORE}T00:00:00Z"),
    _contact(since="2026-07-01T00:00:00Z"),
    _contact(cancelled_at=f"{BEFORE}T00:00:00Z"),
    _no_contact,
    _by_another_matter,
    lambda here, who: _by_another_matter(here, who, "safe_steps"),
)
REPORT: tuple[Change, ...] = (
    _set("reports", "grea", open_now=None),
    _set("reports", "grea", open_now=False),
    _set("reports", "grea", custodian="victoria_police"),
    _set("reports", "grea", recorded_to="2026-02-01T00:00:00Z"),
    _set("reports", "grea", apart={pad("r3a"): [], pad("r3b"): []}),
    _not_as_a_child,
    _another_child,
)


# The facet alone, the type alone, the place beside its owner.
UNREGISTERED = (
    _without("PersonRecord.CONTACT"),
    _without("PersonRecord.IDENTITY"),
    _without("Address.CONTACT"),
    _without("Address.SUPPRESSED_LOCATION"),
    _without("Incident.IDENTITY"),
    _without("Order.ORDERS"),
    lambda found: (found[0], replace(found[1], scope=frozenset())),
)


def gated() -> Iterator[tuple[World, Asker]]:
    for narrow in UNREGISTERED:
        yield narrow(registered())
    for make, changes in ((supervised, SUPERVISION), (held, STAY), (reported, REPORT), (told, TOLD),
                          (declared, DECLARED), (undeclared, DECLARED), (planning, CONTACT)):  # fmt: skip
        yield make()
        for change in changes:
            here, who = make()
            change(here, who)
            yield here, who
