"""What happened, in order, as four roles are told it: every entry to the last field, worked out by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from tests.histories.a_life_told import CHILDREN, CIP, DOOR, MEN, ROLES, id_of, in_order, shown
from tests.histories.lived import Life

ENTRY = "{ on at untilOn kind id said custodian source people }"
TIMELINE = f"""query($who: ID!, $of: TimelineOf!, $other: ID, $from: DateTime, $to: DateTime) {{
  timeline(person: $who, of: $of, other: $other, from: $from, to: $to) {{
    timeline {{ people entries {ENTRY} undated {ENTRY} said }} sources {{ system status freshAsOf }} }} }}"""
LIMIT = "Only records shown to you are here; an empty stretch is not one in which nothing happened."
POLICE, COURT, PROTECTION = ("victoria_police", "l17"), ("magistrates_court", "courts"), ("child_protection",) * 2
BREACH = "Police report: Contravention of a family violence intervention order."
GUILTY = "Charge: Contravention of a family violence intervention order, Decided, Proven on a plea of guilty."
MARAM = "Multi-Agency Risk Assessment and Management Framework"
FAMILY = ("him", "imogen", "jory", "elka")
Entry = tuple[str, str | None, str | None, str, str, tuple[str, ...]]  # on, at, until, kind, what is said, of whom

# Name: the entry, and who answers for it by which system. Days are of Victoria, instants UTC.
ENTRIES: dict[str, tuple[Entry, tuple[str, str]]] = {
    "mistaken": (("2023-03-04", "2023-03-04T08:30:00Z", None, "Incident", "Police report: Common assault.",
                  ("him", "imogen")), POLICE),
    "first": (("2024-02-10", "2024-02-10T10:30:00Z", None, "Incident", "Police report: Common assault.", FAMILY),
              POLICE),
    "notice": (("2024-02-11", None, None, "Order", "Family violence safety notice N24000210, Notice served, made 11 "
                "February 2024, served 11 February 2024.", FAMILY), COURT),
    "file": (("2024-02-12", None, None, "CourtFile", "Application and criminal case K24000777, Magistrates' Court at "
              "Ararat.", FAMILY), COURT),
    "harm": (("2024-02-12", None, "2024-04-02", "ProtectionReport", "Report to Child Protection, Emotional or "
              "psychological harm (s 162(1)(e)), Protective intervention report, Substantiated.", FAMILY), PROTECTION),
    "interim": (("2024-02-13", None, None, "Order", "Interim family violence intervention order K24000777/1, Interim "
                 "order served, made 13 February 2024, served 14 February 2024.", FAMILY), COURT),
    "her risk": (("2024-02-20", None, None, "RiskAssessment", "Comprehensive assessment, Serious risk (MARAM), "
                  f"{MARAM}.", ("him", "imogen")), ("orange_door", "risk")),
    "plan": (("2024-02-20", None, None, "SafetyPlan", "Safety plan, Current.", ("imogen",)), ("orange_door", "risk")),
    "his assessment": (("2024-03-15", None, None, "RiskAssessment", "Perpetrator-focused assessment, Elevated risk "
                        f"(MARAM), {MARAM}.", ("him",)), ("mens_referral_service", "risk")),
    "final": (("2024-05-06", None, "2026-05-05", "Order", "Final family violence intervention order K24000777/2, Final "
               "order served, made 6 May 2024, served 8 May 2024, until 5 May 2026.", FAMILY), COURT),
    "final by police": (("2024-05-06", None, "2025-05-05", "Order", "Final family violence intervention order "
                         "K24000777/2, Final order served, made 6 May 2024, served 8 May 2024, until 5 May 2025.",
                         ("him", "imogen")), POLICE),
    **{f"{what} {n}": ((at[:10], at, None, kind, said, ("him", "imogen")), by)
       for n, at in enumerate(("2024-09-01T10:00:00Z", "2024-09-12T08:45:00Z", "2024-09-25T12:10:00Z",
                               "2025-01-10T12:30:00Z", "2025-02-20T10:15:00Z"), 1)
       for what, kind, said, by in (("breach", "Incident", BREACH, POLICE), ("charge", "Charge", GUILTY, COURT))},
    "custody": (("2025-02-21", "2025-02-21T00:00:00Z", "2025-08-20", "CustodyEpisode", "In custody: Under sentence, At "
                 "the end of the sentence.", ("him", "imogen")), ("corrections_victoria", "corrections")),
    "second": (("2025-12-14", "2025-12-14T09:00:00Z", "2025-12-14", "Incident", "Police report: Serious assault "
                "resulting in injury.", ("him", "tess", "finn")), POLICE),
    "tess's file": (("2025-12-15", None, None, "CourtFile", "Application and criminal case K25000990, Magistrates' "
                     "Court at Ballarat.", ("him", "tess")), COURT),
    "concern": (("2025-12-16", None, "2025-12-20", "ProtectionReport", "Report to Child Protection, Emotional or "
                 "psychological harm (s 162(1)(e)), Child wellbeing report, Closed at intake.", ("finn", "tess")),
                PROTECTION),
    "for tess": (("2026-01-19", None, "2028-01-18", "Order", "Final family violence intervention order K25000990/1, "
                  "Final order served, made 19 January 2026, served 19 January 2026, until 18 January 2028.",
                  ("him", "tess")), COURT),
    "breach 6": (("2026-03-15", "2026-03-15T08:20:00Z", None, "Incident", BREACH, ("him", "tess")), POLICE),
    "charge 6": (("2026-03-15", "2026-03-15T08:20:00Z", None, "Charge", "Charge: Contravention of a family violence "
                  "intervention order, Before the court.", ("him", "tess")), COURT),
    "first to RESPONDENT": (("2024-02-10", "2024-02-10T10:30:00Z", None, "Referral", "Referral, Men's referral line, "
                             "Open.", ("him",)), ("mens_referral_service", "l17")),
    "second to RESPONDENT": (("2025-12-14", "2025-12-14T09:00:00Z", None, "Referral", "Referral, Men's referral line, "
                              "Open.", ("him",)), ("mens_referral_service", "l17")),
    "first to AFFECTED": (("2024-02-10", "2024-02-10T10:30:00Z", None, "Referral", "Referral, The Orange Door, Open.",
                           ("imogen",)), ("orange_door", "l17")),
}  # fmt: skip
# A summary of a referral is its state, of an assessment its level in its scheme and its day: nobody answers for either.
SUMMARY: dict[str, Entry] = {
    "his assessment": ("2024-03-15", None, None, "RiskAssessment", f"Risk assessment, Elevated risk (MARAM), {MARAM}.",
                       ("him",)),
}  # fmt: skip
UNDATED = {
    "first to RESPONDENT": ("him",),
    "second to RESPONDENT": ("him",),
    "first to CHILD": ("jory", "elka"),
}
OF_HIM = ("mistaken", "first", "notice", "file", "harm", "interim", "her risk", "his assessment", "final",
          "final by police", *(f"{what} {n}" for n in range(1, 6) for what in ("charge", "breach")), "custody",
          "second", "tess's file", "for tess", "charge 6", "breach 6")  # fmt: skip
OF_BOTH = tuple(name for name in OF_HIM if "imogen" in ENTRIES[name][0][-1])
# Beside what he stands in: whatever is told of the others, and of referrals.
MORE = {CIP: (), DOOR: ("plan", "first to AFFECTED"), MEN: (), CHILDREN: ("concern",)}
HIS_REFERRALS = ("first to RESPONDENT", "second to RESPONDENT")
NO_TIME = {CIP: HIS_REFERRALS, DOOR: HIS_REFERRALS, MEN: (), CHILDREN: ()}
SPANS = {  # of him, from his first record shown to the last day of the order for Tess
    CIP: "from 4 March 2023 to 18 January 2028", DOOR: "from 4 March 2023 to 18 January 2028",
    MEN: "from 10 February 2024 to 18 January 2028", CHILDREN: "from 4 March 2023 to 18 January 2028",
}  # fmt: skip


def one(life: Life, role: str, name: str) -> dict[str, Any]:
    entry, by = ENTRIES[name]
    custodian, source = by
    if role == DOOR and name in SUMMARY:
        entry, custodian, source = SUMMARY[name], None, None  # type: ignore[assignment]
    on, at, until, kind, said, people = entry
    id, others = life.events[name], [id_of(life, role, who) for who in people]
    if (
        name == "notice" and life.events["notice by police"] < id
    ):  # police say the same of it: told once, by the least id
        id, (custodian, source) = life.events["notice by police"], POLICE
    return {"on": on, "at": at, "untilOn": until, "kind": kind, "id": id, "said": said, "custodian": custodian,
            "source": source, "people": sorted(others)}  # fmt: skip


def ordered(life: Life, role: str, names: Iterable[str]) -> list[dict[str, Any]]:
    """A day alone before the hours of that day, then by kind and id."""
    found = [one(life, role, name) for name in names]
    return sorted(found, key=lambda e: (e["on"], e["at"] or "", e["kind"], e["id"]))


def undated(life: Life, role: str, names: Iterable[str]) -> list[dict[str, Any]]:
    """Of these the state alone is told."""
    nothing = dict.fromkeys(("on", "at", "untilOn", "custodian", "source"))
    found = [
        {**nothing, "kind": "Referral", "id": life.events[name], "said": "Referral, Open.",
         "people": sorted(id_of(life, role, who) for who in UNDATED[name])}
        for name in names
    ]  # fmt: skip
    return sorted(found, key=lambda e: str(e["id"]))


def apart(count: int) -> str:
    return f" {count} records without a time stand apart." if count else ""


async def asked(life: Life, role: str, of: str, other: str = "", who: str = "him", **times: str) -> Any:
    given = {"who": life.any_id(who), "of": of, **({"other": life.any_id(other)} if other else {}), **times}
    told = (await life.ask(role, TIMELINE, **given))["timeline"]
    systems = ("l17", "courts", "corrections", "child_protection", "risk")
    assert told["sources"] == [
        {"system": system, "status": "ANSWERED", "freshAsOf": life.hub.clock.at} for system in systems
    ]
    return told["timeline"]


COUNTS = {CIP: (24, 2), DOOR: (19, 2), MEN: (18, 0), CHILDREN: (19, 0)}  # dated, undated


@pytest.mark.parametrize("role", ROLES)
async def test_his_own_life(life: Life, role: str) -> None:
    dated, without = COUNTS[role]
    names = [*shown(role, OF_HIM), *(HIS_REFERRALS if role == MEN else ())]
    assert len(names) == dated
    assert await asked(life, role, "PERSON") == {
        "people": [id_of(life, role, "him")],
        "entries": ordered(life, role, names),
        "undated": undated(life, role, NO_TIME[role]),
        "said": f"{dated} records {SPANS[role]}.{apart(without)} {LIMIT}",
    }


WITH_HER = {
    CIP: (19, "from 4 March 2023 to 5 May 2026"),
    DOOR: (14, "from 4 March 2023 to 5 May 2026"),
    MEN: (11, "from 10 February 2024 to 5 May 2026"),
    CHILDREN: (14, "from 4 March 2023 to 5 May 2026"),
}


@pytest.mark.parametrize("role", ROLES)
async def test_what_he_and_imogen_stand_in_together(life: Life, role: str) -> None:
    count, span = WITH_HER[role]
    names = shown(role, OF_BOTH)
    assert len(names) == count
    assert await asked(life, role, "DYAD", "imogen") == {
        "people": [id_of(life, role, who) for who in ("him", "imogen")],
        "entries": ordered(life, role, names),
        "undated": [],
        "said": f"{count} records {span}. {LIMIT}",
    }


@pytest.mark.parametrize("role", ROLES)
async def test_the_lives_of_all_who_are_met_with_him(life: Life, role: str) -> None:
    dated, _ = COUNTS[role]
    names = [*shown(role, OF_HIM), *(HIS_REFERRALS if role == MEN else ()), *MORE[role]]
    no_time = [*NO_TIME[role], *(["first to CHILD"] if role == DOOR else [])]
    others = in_order(life, role, ("imogen", "jory", "elka", "tess", "finn"))
    assert await asked(life, role, "FAMILY") == {
        "people": [id_of(life, role, who) for who in ("him", *others)],
        "entries": ordered(life, role, names),
        "undated": undated(life, role, no_time),
        "said": f"{dated + len(MORE[role])} records {SPANS[role]}.{apart(len(no_time))} {LIMIT}",
    }


# From half past midnight of 7 May 2024 to the last second of 12 September: the order of 6 May lasts into it.
STRETCH = {"from": "2024-05-06T14:30:00Z", "to": "2024-09-12T13:59:59Z"}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("of", ["PERSON", "DYAD", "FAMILY"])
async def test_a_stretch_of_it(life: Life, role: str, of: str) -> None:
    """What has no time is told with every stretch: it may belong to it."""
    names = shown(role, ("final", "final by police", "charge 1", "breach 1", "charge 2", "breach 2"))
    found = await asked(life, role, of, "imogen" if of == "DYAD" else "", **STRETCH)
    whole = await asked(life, role, of, "imogen" if of == "DYAD" else "")
    assert found["entries"] == ordered(life, role, names)
    assert (found["people"], found["undated"]) == (whole["people"], whole["undated"])
    assert found["said"].startswith(f"{len(names)} records from 6 May 2024 to 5 May 2026.")


async def test_the_day_after_a_stretch_and_the_day_before_are_not_in_it(life: Life) -> None:
    before = await asked(life, CIP, "PERSON", to="2023-03-03T12:59:59Z")
    assert (before["entries"], before["said"]) == ([], f"No dated record is shown.{apart(2)} {LIMIT}")
    on_the_day = await asked(life, CIP, "PERSON", to="2023-03-03T13:00:00Z")
    assert [entry["id"] for entry in on_the_day["entries"]] == [life.events["mistaken"]]
    last = await asked(life, CIP, "PERSON", **{"from": "2028-01-18T12:59:59Z"})
    assert [entry["id"] for entry in last["entries"]] == [life.events["for tess"]]
    assert (await asked(life, CIP, "PERSON", **{"from": "2028-01-18T13:00:00Z"}))["entries"] == []


@pytest.mark.parametrize("role", ROLES)
async def test_of_nobody_and_of_one_who_is_not_there_there_is_no_timeline(life: Life, role: str) -> None:
    given = {"who": life.any_id("him"), "of": "DYAD", "other": "0" * 26}
    assert (await life.ask(role, TIMELINE, **given))["timeline"] is None
    assert (await life.ask(role, TIMELINE, **{**given, "other": None}))["timeline"] is None
    assert (await life.ask(role, TIMELINE, who="0" * 26, of="PERSON"))["timeline"] is None


async def test_what_is_kept_from_others_is_in_no_timeline_of_theirs(life: Life) -> None:
    """And Finn, who is met by that report alone, is of nobody's family."""
    names = [name for name in shown(CIP, OF_HIM) if name != "second"]
    others = in_order(life, CIP, ("imogen", "jory", "elka", "tess"))
    async with life.excluded("second"):
        found = await asked(life, CIP, "FAMILY")
    assert found["people"] == [id_of(life, CIP, who) for who in ("him", *others)]
    assert found["entries"] == ordered(life, CIP, names)
