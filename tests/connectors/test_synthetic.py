"""The synthetic population: the same for a seed, like the published figures, and fit to be read."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections import Counter
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from connectors.sources.faults import News
from connectors.sources.l17 import L17
from connectors.sources.reading import Parsed
from connectors.synthetic import contacts, figures
from connectors.synthetic.careers import years_until
from connectors.synthetic.cast import CAST_REPORTS
from connectors.synthetic.clock import stamp
from connectors.synthetic.people import FEMALE, MALE
from connectors.synthetic.places import localities
from connectors.synthetic.population import PartySlot, Population, population
from connectors.synthetic.repeats import RepeatedAs

ROOT = Path(__file__).parents[2]
UNTIL = date(2026, 10, 31)
SEED = 7
REPORTS = 4_000
LIKE_A_PHONE = re.compile(r"\(?\+?\d[\d ()]{8,}\d")
Row = dict[str, Any]


@lru_cache(maxsize=1)
def crowd() -> Population:
    return population(SEED, REPORTS, until=UNTIL)


@lru_cache(maxsize=1)
def all_versions() -> tuple[Row, ...]:
    return tuple(crowd().reports)


@lru_cache(maxsize=1)
def first_versions() -> dict[str, Row]:
    rows = (row for row in all_versions() if row["report"]["version"] == 1)
    return {row["report"]["portal_id"]: row for row in rows}


@lru_cache(maxsize=1)
def parsed() -> tuple[object, ...]:
    return tuple(L17.read(row) for row in all_versions())


@lru_cache(maxsize=1)
def large() -> Population:
    return population(SEED, 20_000, until=UNTIL)


def share(condition: str, *keys: str) -> float:
    """Of the first versions, those with that value at that place."""
    return sum(str(_at(row, keys)) == condition for row in first_versions().values()) / REPORTS


def _at(row: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        row = row[key]
    return row


def rows_of(role: str) -> list[Row]:
    rows = [first_versions()[portal_id] for portal_id in crowd().cast[role].portal_ids]
    return sorted(rows, key=lambda row: str(row["incident"]["occurred_from"]))


def person(row: Row, slot: str) -> Row:
    part, _, number = slot.partition("-")
    lists = {"child": lambda: row["children"]["listed"], "other": lambda: row["others"]}
    found: Row = lists[part]()[int(number) - 1] if number else row[part]
    return found


def test_the_same_seed_gives_the_same_bytes_whatever_the_process() -> None:
    script = (
        "import json; from datetime import date; from hashlib import sha256;"
        "from connectors.synthetic.population import population;"
        f"p = population({SEED}, 300, until=date.fromisoformat('{UNTIL}'));"
        "print(sha256(json.dumps(list(p.reports)).encode()).hexdigest())"
    )
    command = [sys.executable, "-c", script]
    run = subprocess.run(command, cwd=ROOT, env={"PYTHONHASHSEED": "3"}, capture_output=True, text=True, check=True)
    here = json.dumps(list(population(SEED, 300, until=UNTIL).reports)).encode()
    assert run.stdout.strip() == sha256(here).hexdigest()


def test_another_seed_gives_other_people_but_the_same_cast() -> None:
    one, other = (population(seed, 300, until=UNTIL) for seed in (1, 2))
    assert one.people["H0000013"] != other.people["H0000013"]
    assert {role: one.people[role] for role in one.cast} == {role: other.people[role] for role in other.cast}


def test_a_population_is_as_large_as_asked_for_and_amendments_and_repeats_come_on_top() -> None:
    assert len(first_versions()) == REPORTS + len(crowd().repeats)
    later = [row for row in all_versions() if row["report"]["version"] > 1]
    assert 0.02 < len(later) / REPORTS < 0.04
    for row in later:
        first = first_versions()[row["report"]["portal_id"]]
        assert row["report"]["version"] == 2
        assert first["report"]["submitted_at"] == row["report"]["submitted_at"]
        assert first["report"]["submitted_at"] < row["report"]["amended_at"]
        assert row["incident"]["offences"] == first["incident"]["offences"]


def test_a_population_smaller_than_its_cast_is_an_error() -> None:
    assert len(list(population(1, CAST_REPORTS, until=UNTIL).reports)) == CAST_REPORTS + 1
    with pytest.raises(ValueError, match="a population needs"):
        population(1, CAST_REPORTS - 1, until=UNTIL)


def test_every_report_is_read_without_a_fault() -> None:
    assert [answer for answer in parsed() if not isinstance(answer, Parsed)] == []


def test_about_one_report_of_a_hundred_brings_something_new() -> None:
    told = [answer.unknowns for answer in parsed() if isinstance(answer, Parsed)]
    kinds = Counter(unknown.kind for unknowns in told for unknown in unknowns)
    new = [unknowns for unknowns in told if {u.kind for u in unknowns} & {News.FIELD, News.CODE}]
    assert 0.004 < len(new) / len(told) < 0.018
    assert kinds[News.FIELD] > 0
    assert kinds[News.PLACEHOLDER] > 0


def test_respondents_of_a_year_repeat_as_published() -> None:
    """Family Violence Reform Implementation Monitor: 70.8, 16.3, 6.1, 3.0, 3.7 in a hundred."""
    years = years_until(UNTIL, 6)
    within = Counter[tuple[str, date]]()
    for filing in large().filings:
        event = filing.record.event
        if filing.version == 1 and not filing.repeats and event.day >= years[0].first:
            year = next(year for year in years if year.first <= event.day <= year.last)
            within[event.tie.respondent.key, year.last] += 1
    classes = Counter(min(5, incidents) for incidents in within.values())
    published = figures.RESPONDENTS_BY_INCIDENTS
    for times, people in published.items():
        expected = people / sum(published.values())
        assert classes[times] / classes.total() == pytest.approx(expected, abs=0.02)


def test_affected_people_have_the_published_sexes() -> None:
    assert share(FEMALE, "affected", "sex") == pytest.approx(figures.AFFECTED_FEMALE, abs=0.03)
    assert share(MALE, "affected", "sex") == pytest.approx(figures.AFFECTED_MALE, abs=0.03)


def test_both_sexes_are_in_both_roles() -> None:
    assert 0.15 < share(FEMALE, "respondent", "sex") < 0.35
    pairs = Counter((row["affected"]["sex"], row["respondent"]["sex"]) for row in first_versions().values())
    assert all(pairs[a, r] > 0 for a in (FEMALE, MALE) for r in (FEMALE, MALE))


def test_children_are_present_as_often_as_published() -> None:
    assert share("True", "incident", "children_present") == pytest.approx(figures.CHILD_PRESENT, abs=0.03)


def test_offences_are_recorded_as_often_as_published() -> None:
    without = share("[]", "incident", "offences")
    assert 1 - without == pytest.approx(figures.OFFENCE_RECORDED, abs=0.03)


def test_private_dwellings_dominate() -> None:
    assert 0.75 < share("DWELLING", "incident", "location_type") < 0.9


def test_the_gravest_conduct_is_rare_but_there() -> None:
    for flag in ("weapon_used", "strangulation", "threat_to_kill"):
        assert 0.005 < share("True", "incident", flag) < 0.06


def test_a_band_follows_its_score_and_is_sometimes_overridden() -> None:
    sections = [row["risk"] for row in first_versions().values() if "score" in row["risk"]]
    for section in sections:
        score = section["score"]
        expected = "HIGH" if score >= 8 else "MEDIUM" if score >= 4 else "LOW"
        assert section["band"] == expected
        assert section.get("override_band") != expected
        assert len(section["items"]) >= 39
    assert {section["band"] for section in sections} == {"LOW", "MEDIUM", "HIGH"}
    assert 0.03 < sum("override_band" in section for section in sections) / len(sections) < 0.07
    answers = {item["answer"] for section in sections for item in section["items"]}
    assert {"YES", "NO", "UNKNOWN", "NOT_ASKED"} <= answers


def test_all_local_government_areas_occur_in_a_large_population() -> None:
    lived = {
        large().homes.at(filing.record.event.tie.affected, filing.record.event.day).place.locality
        for filing in large().filings
    }
    assert len(lived) == 79
    assert lived == set(localities())


def test_localities_lie_in_the_areas_of_the_reference_data() -> None:
    reference = ROOT / "schema" / "reference"
    with (reference / "areas.csv").open() as areas, (reference / "lgas.csv").open() as lgas:
        names = {row["code"]: (row["name"], row["division"]) for row in csv.DictReader(areas)}
        told = {row["name"]: names[row["area"]] for row in csv.DictReader(lgas)}
    assert {one.lga: (one.area, one.division) for one in localities()} == told


def test_no_telephone_number_and_no_mail_address_reaches_anybody() -> None:
    for row in all_versions():
        for party in (row["affected"], row["respondent"], *row["others"]):
            for contact in party["contacts"]:
                if contact["kind"] == "PHONE":
                    assert contacts.is_fiction(contact["value"])
                else:
                    assert contact["value"].endswith(("@example.org", "@example.net"))
        told = " ".join((row["incident"]["narrative"], str(row["affected"]["safe_contact"])))
        assert LIKE_A_PHONE.search(told) is None


def test_a_number_outside_the_fiction_ranges_is_told_apart() -> None:
    assert contacts.is_fiction("0491 570 006")
    assert contacts.is_fiction("(03) 5550 0000")
    assert contacts.is_fiction("(03) 7010 9999")
    assert not contacts.is_fiction("0491 570 007")
    assert not contacts.is_fiction("(03) 9000 0000")


def test_the_truth_names_every_party_slot_once() -> None:
    told = [slot for slots in crowd().truth.values() for slot in slots]
    slots = {
        PartySlot(portal_id, slot)
        for portal_id, row in first_versions().items()
        for slot in (
            "affected",
            "respondent",
            *(f"child-{n}" for n, _ in enumerate(row["children"]["listed"], 1)),
            *(f"other-{n}" for n, _ in enumerate(row["others"], 1)),
        )
    }
    assert len(told) == len(set(told))
    assert set(told) == slots


def test_a_police_number_is_of_the_human_being_whom_the_truth_names() -> None:
    missing = total = 0
    for key, slots in crowd().truth.items():
        for slot in slots:
            number = person(first_versions()[slot.portal_id], slot.slot)["person_number"]
            total += 1
            missing += number in (None, "UNKNOWN")
            assert number in (None, "UNKNOWN", crowd().people[key].number)
    assert 0.03 < missing / total < 0.06


def test_one_human_being_is_written_in_several_ways() -> None:
    spellings = Counter[bool]()
    for key, slots in crowd().truth.items():
        human, rows = crowd().people[key], [first_versions()[s.portal_id] for s in slots]
        written = [person(row, slot.slot) for row, slot in zip(rows, slots, strict=True)]
        swapped = {p["given_names"] for p in written} >= {human.family_name}
        spellings[swapped] += 1
    assert spellings[True] > 10


def test_reports_arrive_in_an_order_that_is_not_quite_that_of_submission() -> None:
    instants = [filing.submitted_at for filing in crowd().filings if filing.version == 1]
    delivered = [filing.delivered_at for filing in crowd().filings]
    assert delivered == sorted(delivered)
    assert instants != sorted(instants)
    late = [filing for filing in crowd().filings if (filing.submitted_at - filing.record.event.at).days >= 3]
    assert 0.02 < len(late) / REPORTS < 0.06


def test_nothing_arrives_after_the_end() -> None:
    assert max(filing.delivered_at.date() for filing in crowd().filings) <= UNTIL
    assert max(row["report"]["submitted_at"][:10] for row in all_versions()) <= UNTIL.isoformat()


def test_an_attendance_with_two_affected_people_is_two_reports_with_one_number() -> None:
    by_number: dict[str, list[Row]] = {}
    for row in first_versions().values():
        by_number.setdefault(str(row["report"]["leap_incident"]), []).append(row)
    pairs = [rows for number, rows in by_number.items() if number.isdigit() and len(rows) == 2]
    numbers = [
        [(row["affected"]["person_number"], row["respondent"]["person_number"]) for row in rows] for rows in pairs
    ]
    mutual = [one for one, other in numbers if one == other[::-1]]
    two_affected = [one for one, other in numbers if one[1] == other[1] and one[0] != other[0]]
    assert len(mutual) > 20
    assert len(two_affected) > 10


def test_a_report_in_a_hundred_repeats_another_in_one_of_five_ways() -> None:
    repeats, planted = crowd().repeats, {number for role in crowd().cast.values() for number in role.portal_ids}
    assert 0.008 < len(repeats) / REPORTS < 0.016
    assert {way for _, way in repeats.values()} == set(RepeatedAs)
    assert not planted & {number for number, (of, _) in repeats.items() for number in (number, of)}
    for number, (of, way) in repeats.items():
        again, first = (first_versions()[portal_id] for portal_id in (number, of))
        assert again["report"]["submitted_at"] > first["report"]["submitted_at"]
        assert [again[part]["person_number"] for part in ("affected", "respondent")] == [
            first[part]["person_number"] for part in ("affected", "respondent")
        ]
        resent = way in (RepeatedAs.FILED_AGAIN, RepeatedAs.NUMBERS_LOST)
        assert (again["incident"] == first["incident"]) is resent
        same_number = again["report"]["leap_incident"] == first["report"]["leap_incident"]
        assert same_number is (way is RepeatedAs.FILED_AGAIN) or first["report"]["leap_incident"] in (None, "UNKNOWN")


def test_an_order_keeps_its_number_from_report_to_report() -> None:
    stated: dict[str, list[Row]] = {}
    for row in first_versions().values():
        for order in row["orders"]:
            stated.setdefault(order["number"], []).append(order)
    again = [orders for orders in stated.values() if len(orders) > 1]
    assert len(again) > 50
    assert all(len({(o["kind"], o["made_on"]) for o in orders}) == 1 for orders in again)
    states = {order["state"] for orders in stated.values() for order in orders}
    assert {"NOTICE_SERVED", "INTERIM_MADE", "INTERIM_SERVED", "FINAL_SERVED", "EXPIRED"} <= states


def test_suppressed_addresses_belong_to_people_who_moved_away() -> None:
    for row in first_versions().values():
        hidden = [a["line"] for a in row["affected"]["addresses"] if a["suppressed"]]
        open_lines = [a["line"] for a in row["respondent"]["addresses"]]
        assert not set(hidden) & set(open_lines)
    last = rows_of("relocated")[-1]["affected"]["addresses"][0]
    assert (last["lga"], last["suppressed"], last["safe_to_mail"]) == ("Ballarat", True, False)


def test_the_subject_has_a_long_and_graver_getting_history() -> None:
    rows, number = rows_of("subject"), crowd().cast["subject"].person_number
    assert len(rows) == 33
    assert len({row["affected"]["person_number"] for row in rows}) == 4
    assert Counter(row["respondent"]["person_number"] for row in rows) == {number: 31, None: 2}
    assert sum(row["respondent"]["family_name"] == "Kestrel" for row in rows) == 3
    assert {row["respondent"]["addresses"][0]["lga"] for row in rows} == {
        "Frankston",
        "Greater Dandenong",
        "Casey",
    }
    flags = [any(r["incident"][f] for f in ("strangulation", "threat_to_kill", "weapon_used")) for r in rows]
    assert all(flags[-5:])
    assert not any(flags[:15])


def test_the_subject_breaches_orders_against_his_new_partner_within_28_days() -> None:
    breaches = [
        date.fromisoformat(row["incident"]["occurred_from"][:10])
        for row in rows_of("new_partner")
        if any(code.startswith("FVPA_123") for code in row["incident"]["offences"])
    ]
    assert any((later - earlier).days <= 28 for earlier, later in zip(breaches, breaches[2:], strict=False))
    assert any(row["incident"]["children_present"] for row in rows_of("new_partner"))


def test_services_hold_parts_of_the_planted_reports() -> None:
    subject = [r for row in rows_of("subject") for r in row["referrals"]["made"]]
    assert any(r["party"] == "RESPONDENT" and r["service"] == "MRS" for r in subject)
    client = [r for row in rows_of("homeless_client") for r in row["referrals"]["made"]]
    assert any(r["party"] == "AFFECTED" and r["service_type"] == "HOMELESSNESS" for r in client)


def test_a_misidentified_woman_is_respondent_once_and_the_mending_is_pending() -> None:
    number = crowd().cast["misidentified"].person_number
    rows = rows_of("misidentified")
    blamed = [row for row in rows if row["respondent"]["person_number"] == number]
    assert len(rows) - len(blamed) == 13
    assert len(blamed) == 1
    portal_id = blamed[0]["report"]["portal_id"]
    versions = [row for row in all_versions() if row["report"]["portal_id"] == portal_id]
    assert [row["report"]["misidentification_review"] for row in versions] == [False, True]
    (pending,) = crowd().pending
    assert pending["report"]["portal_id"] == portal_id
    assert pending["report"]["version"] == 3
    assert pending["report"]["amended_at"] > UNTIL.isoformat()
    assert pending["affected"]["person_number"] == number
    assert isinstance(L17.read(pending), Parsed)


def test_moments_carry_the_offset_of_victoria() -> None:
    assert stamp(datetime(2026, 7, 1, 9)) == "2026-07-01T09:00:00+10:00"
    assert stamp(datetime(2026, 10, 4, 1, 59)) == "2026-10-04T01:59:00+10:00"
    assert stamp(datetime(2026, 10, 4, 2)) == "2026-10-04T03:00:00+11:00"
    assert stamp(datetime(2026, 4, 5, 1, 59)) == "2026-04-05T02:59:00+11:00"
    assert stamp(datetime(2026, 4, 5, 2)) == "2026-04-05T02:00:00+10:00"
