"""The sentences that are told of the life, and what its records leave open, as four roles are told them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pytest

from tests.histories.a_life import FINAL
from tests.histories.a_life_concluded import (
    AGES,
    ALL_STATEMENTS,
    ASSESSED,
    DIFFERENT,
    LIMITS,
    REPORTS,
    STATEMENTS,
    WHY,
    WORSE,
    child,
    children,
    whose,
)
from tests.histories.a_life_told import ASSAULTS, CHARGES, ROLES, history, shown
from tests.histories.lived import Life

WORDS = """query($who: ID!) { patternAndHistory(person: $who) { measures {
  sentences { about text evidence } gaps { code text count evidence } } } }"""


Said = Iterator[tuple[str, str, Sequence[str]]]  # about what, in which words, by which records
BREACHING = [name for name in ASSAULTS if name.startswith("breach")]


def of_severity(role: str) -> Said:
    charges, charged = shown(role, CHARGES), shown(role, ["charge 6"])
    also = "; charge of contravention of an intervention order" if charges else ""
    often = "8 police attendances as respondent (8 reports) since 10 February 2024, 2 of them in the last 12 months."
    highest = "strangulation, a threat to kill or use of a weapon (14 December 2025). Strangulation stated."
    latest = (
        "at least property, harassment or another lesser offence (15 March 2026). Offence FVPA_123: contravention of "
        f"an intervention order{also}."
    )
    once = "Strangulation stated in 1 report, first on 14 December 2025, last on 14 December 2025 (not known in 7)."
    last = "The latest occurrence as respondent was on 15 March 2026, 108 days before 1 July 2026."
    worse = f"Signs of escalation up to the latest attendance: {WORSE[0]}; {WORSE[1]}."
    yield "frequency", often, ASSAULTS
    yield "recency", last, ["breach 6"]
    yield "highest_severity", f"The highest severity shown: {highest}", ["second"]
    yield "latest_severity", f"The latest severity shown: {latest}", ["breach 6", *charged]
    yield "escalation", worse, [*ASSAULTS, *charges]
    yield "behaviours", once, ["second"]
    yield "breaches", "6 reports with a contravention recorded: section 123 in 6 reports.", BREACHING


def of_people(life: Life, role: str) -> Said:
    two = (
        "2 distinct affected persons, the last of them first affected on 14 December 2025, 297 days after the last "
        "date of the person before."
    )
    there = "Children were named or present in 2 reports of 2 attendances."
    known = "; that child is named in 1 report to Child Protection, of which 1 was investigated"
    yield "affected", two, [*ASSAULTS, *shown(role, CHARGES)]
    yield "children", there, ["first", "second", *shown(role, ["harm"])]
    for who in children(life, role):
        one, (least, most) = child(life, role, who), AGES[who][role]
        aged = f"aged {least}" if least == most else f"aged about {least} to {most}"
        text = f"One child exposed in 1 attendance, {aged}{known * one['protectionReports']}."
        yield "children", text, one["evidence"]
    if shown(role, ["mistaken"]):
        yield "cross_role", "Named as affected in 1 report.", ["mistaken"]


def of_breaches(role: str) -> Said:
    """By whom no charge is told, of which order they were is not known but for one."""
    charges = shown(role, CHARGES)
    days = "from 1 September 2024 to 20 February 2025."
    five = f"5 occasions of contravention, 5 recorded by police, {5 if charges else 0} charged, {days}"
    both = "Of 6 occasions of contravention, police reports record 6, charges cover 6, and both 6."
    outcomes = "6 charges of contravention: 5 proven, 0 withdrawn or not proven, 1 not decided as far as shown."
    by = "the same protected person and the same notice or order" if charges else "the same protected person"
    may_be = f"linked by {by}: the test of persistent contravention (section 125A) may be met."
    hers = [*BREACHING[:5], *charges[:5]]
    if charges:
        yield "breaches", outcomes, charges
        yield "breaches", both, [*BREACHING, *charges]
        yield "breaches", f"Order {FINAL}: {five}", hers
    yield "breaches", f"One protected person: {five}", hers
    within = f"3 occasions of contravention in the 28 days to 25 September 2024, {may_be}"
    yield "breaches", within, [*BREACHING[:3], *charges[:3]]
    if shown(role, ["mistaken"]):
        yield "cross_role", "Police have who used violence under review in 1 report.", ["mistaken"]


def of_orders() -> Said:
    four = (
        "4 notices, applications or orders by all sources shown: 4 against this person, 0 protecting this person; 1 is "
        "in force."
    )
    seven = (
        "7 of 8 dated attendances happened while an order against this person was in force: 1 September 2024, 12 "
        "September 2024, 25 September 2024, 10 January 2025, 20 February 2025, 14 December 2025 and 15 March 2026."
    )
    yield "orders_held", four, ALL_STATEMENTS
    for name, why in WHY.items():
        yield "orders_held", why, STATEMENTS[name]
    yield "circumstances", seven, [*ASSAULTS[1:], *STATEMENTS["final"], "for tess"]


KINDS = {
    None: "Assessment of risk",
    "PERPETRATOR": "Perpetrator-focused assessment",
    "COMPREHENSIVE": "Comprehensive assessment",
}
JUDGED = {"his assessment": "15 March 2024: Elevated", "her risk": "20 February 2024: Serious"}


def of_sources(role: str) -> Said:
    for one in ASSESSED[role]:
        kind = f"{KINDS[one['kind']]} (Multi-Agency Risk Assessment and Management Framework)"
        judged = f"with this person as the one using violence on {JUDGED[one['evidence'][0]]} risk (MARAM)."
        limits = f" What the tool cannot tell: {LIMITS}" if one["toolLimits"] else ""
        yield "assessments", f"{kind}, {judged}{limits}", one["evidence"]
    ends = "it ends on 5 May 2026, by Magistrates' Court; it ends on 5 May 2025, by Victoria Police."
    yield "contradictions", f"{DIFFERENT}: {ends}", STATEMENTS["final"]
    for custodian, name, kinds in whose(role):
        listed = " and ".join(f"{len(n)} {one if len(n) == 1 else several}" for one, several, n in kinds)
        received = ", the latest received on 1 July 2026" if custodian else ""
        yield "custodians", f"From {name}: {listed}{received}.", [n for _, _, names in kinds for n in names]


def in_words(life: Life, role: str) -> Said:
    yield from of_severity(role)
    yield from of_people(life, role)
    named = "At least 2 orders named in police reports: 2 against this person, 0 protecting this person."
    yield "orders", named, ["first", "breach 1"]
    yield from of_breaches(role)
    yield from of_orders()
    yield from of_sources(role)


@pytest.mark.parametrize("role", ROLES)
async def test_the_sentences(life: Life, role: str) -> None:
    found = [
        (one["about"], one["text"], one["evidence"])
        for one in (await history(life, role, WORDS))["measures"]["sentences"]
    ]
    assert found == [(about, text, sorted(evidence)) for about, text, evidence in in_words(life, role)]


NONE = (
    "{} is shown. There may be some all the same: records that are not shared, or not shown to you, leave no trace "
    "here."
)
LEFT_OPEN: dict[str, tuple[str, Sequence[str]]] = {
    "NO_CHARGE_SHOWN": ("No charge", CHARGES),
    "NO_CUSTODY_SHOWN": ("No record of custody", ["custody"]),
    "NO_SUPERVISION_SHOWN": ("No record of supervision in the community", []),
    "NO_PROTECTION_REPORT_SHOWN": ("No report to Child Protection", ["harm"]),
    "NO_ASSESSMENT_SHOWN": ("No risk assessment", ["her risk", "his assessment"]),
}


def gaps(role: str) -> Iterator[dict[str, Any]]:
    acts = "strangulation, threat to kill, weapon used, sexual violence and property damage"
    texts: dict[str, tuple[str, Iterable[str]]] = {
        "ACTS_NOT_SHOWN": (f"with one or more acts not stated or not shown: {acts}", ASSAULTS),
        "INJURIES_NOT_KNOWN": ("with injuries not shown, or in a code that is not known",
                               set(ASSAULTS) - {"second"}),
        "CHILDREN_NOT_SHOWN": ("with no answer shown on which children were there, if any",
                               set(REPORTS) - {"first", "second"}),
        "EXPOSURE_NOT_STATED": ("with a child named and the kind of exposure not stated or not shown",
                                {"first", "second"}),
        "ORDERS_NOT_SHOWN": ("with orders not stated or not shown", set(REPORTS) - {"first", "breach 1"}),
    }  # fmt: skip
    for code, (text, names) in texts.items():
        told = sorted(shown(role, names))
        yield {"code": code, "text": f"{len(told)} police reports {text}.", "count": len(told), "evidence": told}
    if shown(role, ["charge 6"]):
        text = "1 charge on bail, with the days of bail not shown: bail is taken to last until the outcome."
        yield {"code": "BAIL_DAYS_NOT_SHOWN", "text": text, "count": 1, "evidence": ["charge 6"]}
    for code, (what, names) in LEFT_OPEN.items():
        if not shown(role, names):
            yield {"code": code, "text": NONE.format(what), "count": 0, "evidence": []}


@pytest.mark.parametrize("role", ROLES)
async def test_what_the_records_do_not_tell(life: Life, role: str) -> None:
    assert (await history(life, role, WORDS))["measures"]["gaps"] == list(gaps(role))
