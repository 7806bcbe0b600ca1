"""Situations in which what a gate asks of a matter's other records holds, and each reason alone why it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


def _set(area: str, name: str, **values: Any) -> Change:
    return lambda here, _who: here[area][pad(name)].update(values)


def _served_elsewhere(here: World, who: Asker) -> None:
    """He is a client of the account by another matter; this one does not name him."""
    other = matter_id(who.role, "OWN_CASE")
    here["matters"][other] = {**matter_of(here, who), "purpose": "OWN_CASE", "consents": [], "assertions": [],
                              "decisions": []}  # fmt: skip
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
REPORT: tuple[Change, ...] = (
    _set("reports", "grea", open_now=None),
    _set("reports", "grea", open_now=False),
    _set("reports", "grea", custodian="victoria_police"),
    _set("reports", "grea", recorded_to="2026-02-01T00:00:00Z"),
    _set("reports", "grea", apart={pad("r3a"): [], pad("r3b"): []}),
    _not_as_a_child,
    _another_child,
)


def gated() -> Iterator[tuple[World, Asker]]:
    for make, changes in ((supervised, SUPERVISION), (held, STAY), (reported, REPORT)):
        yield make()
        for change in changes:
            here, who = make()
            change(here, who)
            yield here, who
