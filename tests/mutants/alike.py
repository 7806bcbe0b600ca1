"""Events that differ in one thing alone, and what may be told of each: what is judged of one is not the other's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from authz.access import Access
from authz.facts import Event, Facts, Grant, Naming, Part, Record
from authz.judgement import judge
from authz.policy_data import load
from authz.requester import Days, Organisation
from authz.verdict import shown
from authz.words import Facet, Level, Purpose, Standing
from graph.scopes import in_force
from schema.model import MODEL
from tests.judge.askers import Asker, pad
from tests.judge.byhand import HERS, OTHERS, add_incident, made
from tests.judge.loading import World
from tests.judge.nouns import BELONGS

POLICY, NOW, OPEN = load(), "2026-06-01T00:00:00Z", "9999-12-31T23:59:59Z"
BELIEVED, UNKNOWN, OTHER = pad("ibelieved"), pad("iunknown"), "another"


def by_respondents() -> tuple[World, Asker]:
    """Two reports of her by one record, each with a respondent's part that is kept from the asker: of him who is a risk
    by a decision, and of somebody else. Of the first alone may a homelessness service be told (W04)."""
    here, who = made("homelessness", "PROTECTION", "VICTIM")
    for name, record in ((BELIEVED, HERS), (UNKNOWN, pad("r3b"))):
        report = add_incident(here, name, AFFECTED_IN=[OTHERS], RESPONDENT_IN=[record])
        report["apart"] = {record: []}
    return here, who


def by_one_value(role: str, purpose: str, area: str, letter: str = "a", **values: Any) -> tuple[World, Asker]:
    """Beside one event of an agency, which is told, another that differs in what the gate asks."""
    here, who = made(role, purpose, "ALLEGED")
    first = here[area][pad(f"g{area[:2]}{letter}")]
    parts: dict[str, list[str]] = {key: [] for owner, key in BELONGS.values() if owner == area}
    here[area][pad(OTHER)] = {**first, **parts, **values}
    return here, who


def alike() -> Iterator[tuple[World, Asker]]:
    yield by_respondents()
    yield by_one_value("mens_service", "ASSESSMENT", "assessments", kind="COMPREHENSIVE")
    yield by_one_value("specialist_fv", "ASSESSMENT", "charges", risk_relevant=False)
    yield by_one_value("tod_victim_side", "ASSESSMENT", "charges", "b", lineage=pad("lunreported"))


def parties_told_apart() -> bool:
    """Two referrals of one man to one service, of which one alone is the respondent's part. No world has them: there
    the party says as what he stands."""
    home = Organisation("orange_door", "", "orange_door", {"ISE": Days("unknown"), "RAE": Days("unknown")})
    access = Access.of(POLICY, "tod_perpetrator_side", Purpose.ASSESSMENT, home, NOW[:10])
    events = tuple(
        Event(party, "Referral", "orange_door", None, True, "", party) for party in ("AFFECTED", "RESPONDENT")
    )
    facts = Facts(
        "orange_door", "ASSESSMENT", "OPEN",
        (Naming("p", Standing.ALLEGED, True, "", OPEN, Grant(frozenset(["p"]))),),
        records=(Record("r", "p", "orange_door", Standing.ALLEGED, None, "", "p"),), events=events,
        parts=tuple(Part(e.id, "r", "p", Standing.ALLEGED) for e in events),
    )  # fmt: skip
    lists = judge(access, facts, in_force(access, facts, NOW), MODEL.nouns()).lists
    return lists.get(shown("Referral", Facet.REFERRAL, Level.F)) == ["RESPONDENT"]
