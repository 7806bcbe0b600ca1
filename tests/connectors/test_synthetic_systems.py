"""What the other systems hold of the invented lives: fit to be read, odd only where planted, and of the same truth."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from connectors.registry import SOURCES
from connectors.sources.faults import Fault
from connectors.sources.reading import Parsed
from connectors.synthetic import agencies, contacts
from connectors.synthetic.agencies import connector_of
from connectors.synthetic.cast import ROLES
from connectors.synthetic.orders import Order
from connectors.synthetic.places import localities
from connectors.synthetic.population import Population, population
from connectors.synthetic.sending import deliveries
from connectors.synthetic.systems import systems
from connectors.synthetic.written import Planted, Written
from tests.connectors import Row, identify
from tests.connectors.taking import RECEIVED, hold_together

ROOT = Path(__file__).parents[2]
SEED, REPORTS, UNTIL = 7, 1_200, date(2026, 6, 30)
NAMES = ("courts", "corrections", "child_protection", "risk")
# Of the three hundred reports of seed 7: they are what they were before any other system told of these lives.
POLICE = "97e7be96ff51ef97d4f6ef30b9213e7cba129813e17a5c413e1316a56c6fd12b"
DIGEST = """
import json
from datetime import date
from hashlib import sha256
from connectors.synthetic.population import population
from connectors.synthetic.sending import deliveries
from connectors.synthetic.systems import systems
held = systems(population(7, 300, until=date(2026, 6, 30)))
print(sha256(json.dumps({name: [row.row for row in rows] for name, rows in held.items()}).encode()).hexdigest())
"""


@lru_cache(maxsize=1)
def crowd() -> Population:
    return population(SEED, REPORTS, until=UNTIL)


@lru_cache(maxsize=1)
def held() -> Mapping[str, tuple[Written, ...]]:
    return systems(crowd())


@lru_cache(maxsize=1)
def reports() -> dict[str, Row]:
    """First versions by number, without those that repeat another."""
    rows = (row for row in crowd().reports if row["report"]["version"] == 1)
    return {row["report"]["portal_id"]: row for row in rows if row["report"]["portal_id"] not in crowd().repeats}


@lru_cache(maxsize=1)
def orders() -> dict[str, Order]:
    return {order.number: order for made in crowd().orders.values() for order in made}


def latest(name: str) -> list[Written]:
    """The newest version of each document that is not odd."""
    newest: dict[tuple[str, str], Written] = {}
    for row in held()[name]:
        key = (row.custodian, row.document)
        if key not in newest or _version(row) > _version(newest[key]):
            newest[key] = row
    return [row for row in newest.values() if row.planted is None]


def _version(row: Written) -> int:
    part = (
        row.row if "version" in row.row else next(row.row[n] for n in ("file", "report", "assessment") if n in row.row)
    )
    return int(part["version"])


def placeholders(value: Any, at: str = "") -> Iterator[str]:
    """Where a row has a word instead of a number, as reports of police have them."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name in ("person_number", "leap_incident") and part == "UNKNOWN":
                yield f"{at}/{name}"
            yield from placeholders(part, f"{at}/{name}")
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from placeholders(part, f"{at}/{index}")


def whole(row: Row) -> str:
    return json.dumps(row, sort_keys=True)


# what is sent


def test_the_same_seed_gives_the_same_bytes_whatever_the_process() -> None:
    found = [
        subprocess.run([sys.executable, "-c", DIGEST], cwd=ROOT, env={"PYTHONHASHSEED": hash_seed}, capture_output=True,
                       text=True, check=True).stdout
        for hash_seed in ("3", "4")
    ]  # fmt: skip
    assert found[0] == found[1]
    other = systems(population(8, 300, until=UNTIL))
    assert [row.row for row in other["courts"]] != [row.row for row in held()["courts"]]


def test_the_reports_of_police_are_what_they_were() -> None:
    rows = list(population(SEED, 300, until=UNTIL).reports)
    assert sha256(json.dumps(rows).encode()).hexdigest() == POLICE


def test_there_are_as_many_rows_as_the_lives_need() -> None:
    counts = {name: len(rows) for name, rows in held().items()}
    assert tuple(counts) == NAMES
    assert all(20 < count < REPORTS / 2 for count in counts.values()), counts


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_taken_but_those_that_lost_their_number(name: str) -> None:
    for row in held()[name]:
        found = SOURCES[name].read(row.row, received_at=RECEIVED)
        if row.planted and row.planted.kind == "FAULT":
            assert isinstance(found, Fault)
            assert [(fault.pointer, fault.code) for fault in found.all] == [(row.planted.pointer, row.planted.code)]
        else:
            assert isinstance(found, Parsed), found
            assert SOURCES[name].key(found.row)[0] == row.custodian


@pytest.mark.parametrize("name", NAMES)
def test_what_is_new_in_a_row_is_what_was_planted(name: str) -> None:
    for row in held()[name]:
        found = SOURCES[name].read(row.row)
        if isinstance(found, Parsed):
            planted = {(row.planted.kind, row.planted.pointer)} if _is_news(row.planted) else set()
            expected = planted | {("PLACEHOLDER", at) for at in placeholders(row.row)}
            assert {(str(news.kind), news.pointer) for news in found.unknowns} == expected


def _is_news(planted: Planted | None) -> bool:
    return planted is not None and planted.kind in ("FIELD", "CODE")


@pytest.mark.parametrize("name", NAMES)
def test_a_row_contradicts_itself_only_where_it_was_made_to(name: str) -> None:
    for row in held()[name]:
        found = SOURCES[name].read(row.row)
        if isinstance(found, Parsed):
            claims = SOURCES[name].claims(found.row, RECEIVED, identify, services={})
            doubts = {doubt for node in claims.nodes for doubt in node.values.get("doubts") or ()}
            assert doubts == ({row.planted.code} if row.planted and row.planted.kind == "DOUBT" else set()), row.row
            hold_together(claims, name)


@pytest.mark.parametrize("name", NAMES)
def test_each_kind_of_oddity_is_there_and_few_rows_are_odd(name: str) -> None:
    odd = [row.planted for row in held()[name] if row.planted]
    assert {planted.kind for planted in odd} == {"FIELD", "CODE", "FAULT", "DOUBT"}
    assert 4 <= len(odd) < max(8, len(held()[name]) * 0.12)
    assert all(key not in ROLES for row in held()[name] if row.planted for _, key in row.people)


def test_newer_versions_sometimes_come_before_older_ones() -> None:
    turned = 0
    for name in ("courts", "corrections", "child_protection"):
        seen: dict[str, int] = {}
        for row in held()[name]:
            turned += _version(row) < seen.get(row.document, 0)
            seen[row.document] = max(seen.get(row.document, 0), _version(row))
    assert turned > 5


def test_each_custodians_rows_are_sent_by_its_own_connector_and_all_are() -> None:
    sent = deliveries(crowd())
    assert sent[0].connector == "l17"
    assert sum(len(delivery.rows) for delivery in sent[1:]) == sum(map(len, held().values()))
    subjects = {delivery.custodian: connector_of(delivery.custodian) for delivery in sent}
    assert len(set(subjects.values())) == len(subjects) == 7
    known = {organisation["id"] for organisation in agencies.organisations()}
    for delivery in sent[1:]:
        account = agencies.connector(delivery.custodian, "an issuer")
        assert (account["subject"], account["custodians"]) == (subjects[delivery.custodian], [delivery.custodian])
        assert account["organisation"] in known
        source = SOURCES[delivery.connector]
        keys = [source.key(found.row)[0] for found in map(source.read, delivery.rows) if isinstance(found, Parsed)]
        assert set(keys) == {delivery.custodian}


# who they are


def test_a_systems_number_is_of_one_human_being_and_none_of_police() -> None:
    police = {human.number for human in crowd().people.values()}
    of_number, of_human = defaultdict[Any, set[str]](set), defaultdict[Any, set[str]](set)
    for row in (row for rows in held().values() for row in rows):
        for party, key in row.people:
            number = party.get("person_number")
            if number not in (None, "UNKNOWN"):
                of_number[row.custodian, number].add(key)
                of_human[row.custodian, key].add(number)
    assert {len(keys) for keys in of_number.values()} == {1}
    assert {len(numbers) for numbers in of_human.values()} == {1}
    assert not police & {number for _, number in of_number}


def test_each_system_writes_people_in_its_own_way() -> None:
    people = [(party, crowd().people[key]) for rows in held().values() for row in rows for party, key in row.people]
    numbered = [party for party, _ in people if "person_number" in party]
    assert 0.02 < sum(party["person_number"] in (None, "UNKNOWN") for party in numbered) / len(numbered) < 0.08
    slips = [party for party, human in people if party["family_name"] != human.family_name]
    assert 0.02 < len(slips) / len(people) < 0.08
    assert any(party["family_name"] == human.given_names for party, human in people)


def test_an_address_is_that_of_the_day_on_which_the_system_wrote() -> None:
    for row in held()["child_protection"]:
        for party, key in row.people:
            home = crowd().homes.at(crowd().people[key], row.at.date())
            (address,) = party["addresses"]
            assert (address["line"], address["suppressed"]) == (home.place.line, home.suppressed)


def test_no_telephone_number_place_or_name_is_of_anybody() -> None:
    suburbs = {one.locality for one in localities()}
    for name, rows in held().items():
        for row in rows:
            text = whole(row.row)
            phones = re.findall(r'"kind": "PHONE", "value": "([^"]+)"', text)
            assert all(contacts.is_fiction(phone) for phone in phones)
            assert set(re.findall(r'"suburb": "([^"]+)"', text)) <= suburbs
            assert name != "courts" or row.row["court"].split(" at ")[1] in suburbs
    prisons = {stay["prison"] for row in held()["corrections"] for stay in row.row["episodes"]}
    assert prisons == {"Marrowfen Remand Centre", "Corrimund Correctional Centre", "Wumbra Prison"}


# courts


def test_every_order_that_a_report_states_is_on_one_file_of_the_court_that_it_names() -> None:
    files: dict[str, list[Row]] = {}
    for row in latest("courts"):
        for order in row.row["orders"]:
            files.setdefault(order["number"], []).append(row.row)
    assert {len(on) for on in files.values()} == {1}
    odd = {order["number"] for row in held()["courts"] if row.planted for order in row.row["orders"]}
    since = UNTIL - timedelta(days=730)
    stated = [o for row in reports().values() for o in row["orders"] if date.fromisoformat(o["ends_on"]) > since]
    assert len(stated) > 50
    for order in stated:
        if order["number"] not in odd:
            (file,) = files[order["number"]]
            assert order["court"] in (None, file["court"])
            (there,) = [one for one in file["orders"] if one["number"] == order["number"]]
            assert (there["kind"], [c["code"] for c in there["conditions"]]) == (order["kind"], order["conditions"])


def test_an_order_is_made_and_served_on_the_days_of_its_life() -> None:
    served = Counter[bool]()
    for row in latest("courts"):
        for order in (one for one in row.row["orders"] if one["kind"] != "APPLICATION"):
            life = orders()[order["number"]]
            assert order["made_at"] is None or order["made_at"][:10] == life.made_on.isoformat()
            assert order["ends_on"] == life.ends_on.isoformat()
            service = [one for one in order["services"] if one["served"]]
            if life.served_on and life.served_on <= UNTIL:
                (found,) = service
                assert found["at"] is None or found["at"][:10] == life.served_on.isoformat()
                served[found["at"] is not None] += 1
            else:
                assert [one["at"][:10] for one in service] in ([], ["2026-06-28"])
    assert served[True] > 20 * max(1, served[False])


def test_conditions_are_stated_in_full() -> None:
    conditions = [c for row in latest("courts") for order in row.row["orders"] for c in order.get("conditions") or ()]
    measured = {c["code"]: c for c in conditions}
    assert measured["NO_APPROACH"]["distance_m"] in (5, 200)
    assert measured["STAY_AWAY_HOME"]["place"]["line"]
    assert "LAWYER" in measured["NO_CONTACT"]["exceptions"]
    assert any("FAMILY_LAW_ORDER" in c.get("exceptions", ()) for c in conditions)


def test_a_charge_is_of_a_report_and_a_breach_of_an_order_in_force_then() -> None:
    leap = defaultdict[Any, list[Row]](list)
    for report in reports().values():
        leap[report["report"]["leap_incident"]].append(report)
    breaches = 0
    for row in latest("courts"):
        for charge in row.row["charges"]:
            told = [r for r in leap[charge["leap_incident"]] if charge["offence"] in r["incident"]["offences"]]
            assert charge["occurred_at"] in [r["incident"]["occurred_from"] for r in told]
            if charge["order_number"]:
                breaches += 1
                life, day = orders()[charge["order_number"]], date.fromisoformat(charge["occurred_at"][:10])
                assert life.served_on
                assert life.served_on <= day
                assert charge["order_number"] in {order["number"] for order in row.row["orders"]}
                assert set(charge["conditions"]) <= set(life.conditions)
            else:
                assert not charge["offence"].startswith("FVPA_")
    assert breaches > 10


def test_what_police_charged_since_the_handing_over_began_is_at_court() -> None:
    at_court = {(c["leap_incident"], c["offence"]) for row in held()["courts"] for c in row.row["charges"]}
    since = (UNTIL - timedelta(days=730)).isoformat()
    recent = [row for row in reports().values() if row["incident"]["occurred_from"][:10] > since]
    laid = {(r["report"]["leap_incident"], offence) for r in recent for offence in r["police_action"]["charges_laid"]}
    assert len(laid) > 100
    assert laid <= at_court


# Corrections


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def whereabouts() -> dict[str, list[datetime]]:
    """When each was at an incident, by either part."""
    found: dict[str, list[datetime]] = {}
    for filing in crowd().filings:
        tie = filing.record.event.tie
        for human in (tie.respondent, tie.affected):
            row = reports().get(filing.portal_id)
            if row:
                found.setdefault(human.key, []).append(moment(row["incident"]["occurred_from"]))
    return found


def test_nobody_is_held_while_he_was_at_an_incident() -> None:
    seen, stays = whereabouts(), 0
    for row in latest("corrections"):
        for stay in row.row["episodes"]:
            stays += 1
            until = moment(stay["released_at"] or row.row["file"]["as_at"])
            assert not [at for at in seen[row.people[0][1]] if moment(stay["from_at"]) < at < until]
    assert stays > 10


def test_sentences_served_are_those_that_the_court_passed() -> None:
    passed = defaultdict[str, set[tuple[str, str]]](set)
    for row in held()["courts"]:
        for charge in row.row["charges"]:
            if charge.get("sentence"):
                passed[row.people[0][1]].add((charge["sentence"], charge["outcome_on"]))
    orders_served = 0
    for row in latest("corrections"):
        mine = passed[row.people[0][1]]
        for stay in row.row["episodes"]:
            assert stay["kind"] == "REMAND" or ("IMPRISONMENT", stay["from_at"][:10]) in mine
        for order in row.row["supervisions"]:
            orders_served += 1
            assert ("CCO", order["from_on"]) in mine
    assert orders_served > 10


def test_whom_he_may_not_contact_is_whom_he_harmed_and_nothing_of_where_she_is() -> None:
    harmed = defaultdict[str, set[str]](set)
    for filing in crowd().filings:
        harmed[filing.record.event.tie.respondent.key].add(filing.record.event.tie.affected.key)
    for row in latest("corrections"):
        (_, him), *barred = row.people
        assert {key for _, key in barred} <= harmed[him]
        assert all("addresses" not in party and "contacts" not in party for party, _ in barred)


# Child Protection


def test_each_child_whom_police_decided_to_report_has_a_report() -> None:
    since, expected = UNTIL - timedelta(days=730), Counter[str]()
    for filing in crowd().filings:
        row, event = reports().get(filing.portal_id), filing.record.event
        if filing.version == 1 and row and (event.role or event.day > since):
            reported = row["children"]["decision"] == "REPORT_CHILD_PROTECTION"
            expected.update(child.key for child in event.tie.minors(event.day) if reported)
    newest = {row.document: row for row in held()["child_protection"]}
    assert Counter(row.people[0][1] for row in newest.values()) == expected


def test_the_paper_is_the_report_of_police_by_its_hash() -> None:
    hashes = {sha256(json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()
              for row in reports().values()}  # fmt: skip
    papers = {paper["sha256"] for row in held()["child_protection"] for paper in row.row["documents"]}
    assert len(papers) > 50
    assert papers <= hashes


def test_harm_is_substantiated_of_some_and_only_by_investigation() -> None:
    about = [row.row["report"] for row in latest("child_protection")]
    assert all(one["investigated"] and one["classification"] == "PIR" for one in about if one["harm_substantiated"])
    share = sum(bool(one["harm_substantiated"]) for one in about) / len(about)
    assert 0.05 < share < 0.4


# services


def test_only_who_was_referred_is_assessed_and_a_level_is_somebodys_judgement() -> None:
    referred = defaultdict[str, set[str]](set)
    for row in reports().values():
        for part in row["referrals"]["made"]:
            if part["service"].startswith("TOD-"):
                referred[row["report"]["portal_id"][4:]].add(part["party"][0])
    for row in latest("risk"):
        about = row.row["assessment"]
        assert about["level"]
        assert about["assessor"]
        if not any(key in ROLES for _, key in row.people):
            assert about["number"][1] in referred[about["number"][2:]]
    custodians = Counter(row.custodian for row in held()["risk"])
    assert custodians["orange_door"] > custodians["specialist_fv_service"] > 5


# what only one of them knows


def test_the_planted_story_is_told_on_by_each_system() -> None:
    """Days before 30 June 2026, of script.py and aftermath.py: what no report of police says."""
    mine = {name: [row for row in latest(name) if any(key == "subject" for _, key in row.people)] for name in NAMES}
    [served] = [s["at"] for row in mine["courts"] for o in row.row["orders"] for s in o.get("services", ())
                if s["served"] and s["at"] >= "2026-06-27"]  # fmt: skip
    assert served.startswith("2026-06-28")
    [file] = mine["corrections"]
    stays = [(s["kind"], s["from_at"][:10], (s["released_at"] or "")[:10]) for s in file.row["episodes"]]
    assert stays == [
        ("REMAND", "2024-04-22", "2024-06-05"),
        ("SENTENCED", "2024-06-05", "2024-07-25"),
        ("REMAND", "2026-05-17", "2026-05-30"),
        ("REMAND", "2026-06-27", ""),
    ]
    assert file.row["episodes"][-1]["release_expected_on"] == "2026-07-08"
    harmed = {row.row["report"]["received_at"][:10] for row in mine["child_protection"]
              if row.row["report"]["harm_substantiated"]}  # fmt: skip
    events = {date(2026, 5, 16), date(2026, 1, 13), date(2024, 4, 21)}
    assert len(harmed) == 3
    assert {min(events, key=lambda day: abs(date.fromisoformat(at) - day)) for at in harmed} == events
    found = {
        seen["factor"] for row in mine["risk"] for seen in row.row["observations"] if seen["presence"] == "PRESENT"
    }
    assert {"P08", "P09", "P14"} <= found
