"""The search policy: an oracle written from the table's own words, and each rule denied first with its twin."""

from __future__ import annotations

import csv
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authz.access import Access
from authz.declaration import Refusal
from authz.policy_data import FOLDER, load
from authz.search import Declared, Searching, Sought, Why, agencies_band, searching
from authz.search_budget import Budget, Used, over, since
from authz.words import Handle, Purpose, SearchKey, Standing

POLICY = load()
NOW = "2026-07-01T10:00:00Z"
NONE_USED = Used()
# A purpose of each role under which its table is read whole.
PURPOSES = {
    "police_member": "ASSESSMENT", "police_fv_unit": "ASSESSMENT", "cip_analyst": "CIP_REQUEST",
    "tod_victim_side": "ASSESSMENT", "tod_perpetrator_side": "ASSESSMENT", "specialist_fv": "ASSESSMENT",
    "mens_service": "ASSESSMENT", "cp_practitioner": "CYFA_STATUTORY", "cp_team_manager": "CYFA_STATUTORY",
    "court_registrar": "OWN_CASE", "corrections_officer": "OWN_CASE", "homelessness": "CISS",
    "auditor_evaluator": "EVALUATION", "organisational_authority": "ADMIN", "system_connector": "OWN_CASE",
}  # fmt: skip
SOUGHT = (Standing.NONE, Standing.VICTIM, Standing.ALLEGED, Standing.CHILD)
KEYS = [frozenset(keys) for keys in ({"name"}, {"name+dob"}, {"address"}, {"phone"}, {"reference"},
                                     {"name", "address"}, {"name+dob", "phone"})]  # fmt: skip


def table() -> dict[tuple[str, str], dict[str, str]]:
    with (FOLDER / "search.csv").open(newline="", encoding="utf-8") as file:
        return {(row["role"], row["standing"]): row for row in csv.DictReader(file)}


TABLE = table()


def asking(role: str, purpose: str = "", rae: bool = True) -> Access:
    return Access(POLICY, role, Purpose(purpose or PURPOSES[role]), "o", "o", rae, "2026-07-01")


def asked(
    role: str,
    *keys: str,
    sought: Standing = Standing.NONE,
    purpose: str = "",
    reason: bool = True,
    matter: bool = True,
    birth: bool = False,
    used: Used = NONE_USED,
    rae: bool = True,
) -> Searching | Refusal:
    what = Sought(frozenset(map(SearchKey, keys)), sought, birth or "name+dob" in keys)
    return searching(asking(role, purpose, rae), Declared(reason, matter), what, used)


def opened(*args: Any, **more: Any) -> Searching:
    found = asked(*args, **more)
    assert isinstance(found, Searching), found
    return found


def refused(*args: Any, **more: Any) -> str:
    found = asked(*args, **more)
    assert isinstance(found, Refusal), found
    return found.code


def standings(found: Searching) -> set[str]:
    return {str(one.standing) for one in found.searched}


def why(found: Searching) -> dict[str, Why]:
    return {str(one.standing): one.why for one in found.left_out}


# The oracle: which rows of the table are searched


def oracle(role: str, keys: frozenset[str], sought: Standing, reason: bool, matter: bool) -> set[str]:
    """Every key must be in the row; a name with a birth date is in a row that has a name alone. A row that goes by
    what is declared is for that alone, and a respondent may be established."""
    same = {"ALLEGED": {"ALLEGED", "PERPETRATOR"}}.get(sought, {str(sought)})
    found = set()
    for standing in Standing:
        row = TABLE[role, standing]
        held = set(row["keys"].split()) - {"none"}
        wanted = {"name" if key == "name+dob" and "name" in held else key for key in keys}
        if wanted <= held and (row["cross_role"] == "most_protective" or standing in same):
            needs_reason = row["reason"] == "yes" or (row["reason"] == "address" and "address" in keys)
            if (reason or not needs_reason) and (matter or row["matter"] == "no"):
                found.add(str(standing))
    return found


@pytest.mark.parametrize("role", PURPOSES)
@given(st.sampled_from(KEYS), st.sampled_from(SOUGHT), st.booleans(), st.booleans())
def test_the_rows_searched_are_those_of_the_table(
    role: str, keys: frozenset[str], sought: Standing, reason: bool, matter: bool
) -> None:
    found = asked(role, *keys, sought=sought, reason=reason, matter=matter)
    wanted = oracle(role, keys, sought, reason, matter)
    assert (standings(found) if isinstance(found, Searching) else set()) == wanted


@pytest.mark.parametrize("role", PURPOSES)
@given(st.sampled_from(KEYS), st.sampled_from(SOUGHT), st.booleans(), st.booleans())
def test_no_row_is_passed_over_in_silence(
    role: str, keys: frozenset[str], sought: Standing, reason: bool, matter: bool
) -> None:
    """Each is searched, or told with its reason, or stands for another declaration than the one made."""
    found = asked(role, *keys, sought=sought, reason=reason, matter=matter)
    if isinstance(found, Refusal):
        return
    silent = set(Standing) - {s.standing for s in found.searched} - {left.standing for left in found.left_out}
    declared = any(one.row.as_declared for one in found.searched) or TABLE[role, sought]["cross_role"] == "as_declared"
    assert all(TABLE[role, s]["cross_role"] == "as_declared" and declared for s in silent)


@pytest.mark.parametrize("role", PURPOSES)
def test_what_a_row_shows_and_asks_is_as_printed(role: str) -> None:
    for standing in Standing:
        row, printed = POLICY.searches[role, standing], TABLE[role, standing]
        assert row.handle == printed["handle"]
        assert row.spelling == printed["spelling"]
        assert (row.past_addresses, row.alert) == (printed["past_addresses"] == "yes", printed["alert"] == "at_limit")
        assert (row.per_hour, row.addresses_per_hour) == (
            int(printed["rate_per_hour"]),
            int(printed["address_per_hour"]),
        )


# Refusals


def test_a_perpetrator_side_role_searches_nobody_by_name_address_or_phone() -> None:
    for role in ("mens_service", "tod_perpetrator_side"):
        for key in ("name", "address", "phone"):
            assert refused(role, key) == "NOT_SEARCHABLE"
        assert standings(opened(role, "name+dob")) == {"ALLEGED", "PERPETRATOR"}


def test_only_police_and_child_protection_search_by_an_address() -> None:
    may = {role for role in PURPOSES if isinstance(asked(role, "address"), Searching)}
    assert may == {"police_member", "police_fv_unit", "cp_practitioner", "cp_team_manager"}


def test_a_refusal_names_the_key_and_what_the_role_may_search_by() -> None:
    found = asked("specialist_fv", "address")
    assert found == Refusal(
        "NOT_SEARCHABLE",
        "Your role may not search by address. It may search by name, name+dob, phone, reference.",
    )


def test_two_keys_must_be_in_one_row() -> None:
    assert refused("tod_victim_side", "name", "phone") == "NOT_SEARCHABLE"
    assert standings(opened("tod_victim_side", "name+dob", "phone")) == {"VICTIM"}


def test_a_birth_date_beside_another_key_is_one_of_the_row_s_keys_too() -> None:
    assert refused("system_connector", "reference", birth=True) == "NOT_SEARCHABLE"
    assert standings(opened("system_connector", "reference")) == {"NONE"}


def test_an_address_needs_a_reason_and_a_name_does_not() -> None:
    assert refused("cp_practitioner", "address", reason=False) == "REASON_REQUIRED"
    assert standings(opened("cp_practitioner", "name", reason=False)) == {"NONE"}


def test_without_a_matter_only_rows_that_ask_none_are_searched() -> None:
    assert refused("mens_service", "name+dob", matter=False) == "MATTER_REQUIRED"
    found = opened("police_member", "name", matter=False)
    assert standings(found) == {"ALLEGED", "PERPETRATOR"}
    assert {s: w for s, w in why(found).items() if w is Why.MATTER} == dict.fromkeys(
        ("CHILD", "VICTIM", "NONE"), Why.MATTER
    )


def test_a_matter_that_is_not_held_is_like_none() -> None:
    named = opened("police_member", "name").without_a_matter()
    assert standings(named) == standings(opened("police_member", "name", matter=False))
    assert why(named) == why(opened("police_member", "name", matter=False))


def test_the_information_point_seeks_respondents_only() -> None:
    assert refused("cip_analyst", "name") == "NOT_SEARCHABLE"
    assert refused("cip_analyst", "name", sought=Standing.VICTIM) == "NOT_SEARCHABLE"
    assert standings(opened("cip_analyst", "name", sought=Standing.ALLEGED)) == {"ALLEGED", "PERPETRATOR"}


# What the purpose and the walls leave


def test_a_purpose_that_opens_own_records_searches_own_records() -> None:
    assert all(one.own for one in opened("police_member", "name", purpose="OWN_CASE").searched)
    assert not any(one.own for one in opened("police_member", "name").searched)


def test_a_purpose_that_shows_no_row_searches_nothing() -> None:
    assert refused("police_member", "name", purpose="ADMIN") == "NOT_SEARCHABLE"
    assert refused("auditor_evaluator", "name") == "NOT_SEARCHABLE"


def test_a_request_to_the_information_point_is_about_a_respondent() -> None:
    found = opened("tod_victim_side", "name+dob", purpose="CIP_REQUEST")
    assert standings(found) == {"ALLEGED", "PERPETRATOR"}
    assert why(found)["VICTIM"] is Why.PURPOSE


def test_of_an_alleged_person_only_own_records_but_for_assessment() -> None:
    """W04."""
    for purpose, rae, own in (("PROTECTION", True, True), ("ASSESSMENT", False, True), ("ASSESSMENT", True, False)):
        found = opened("tod_victim_side", "name+dob", purpose=purpose, rae=rae)
        assert {str(s.standing): s.own for s in found.searched} | {"ALLEGED": own} == {
            str(s.standing): s.own for s in found.searched
        }
        assert not any(s.own for s in found.searched if s.standing is not Standing.ALLEGED)


def test_a_handle_of_own_records_searches_own_records() -> None:
    for role, keys, sought in (
        ("court_registrar", "name", Standing.NONE),
        ("corrections_officer", "name", Standing.ALLEGED),
        ("homelessness", "phone", Standing.CHILD),
        ("police_member", "reference", Standing.NONE),
    ):
        found = opened(role, keys, sought=sought).searched
        assert {one.own for one in found if one.row.handle is Handle.OWN} == {True}


# The budget


def test_an_hour_rolls() -> None:
    assert since(NOW) == "2026-07-01T09:00:00Z"
    early, late = ("2026-07-01T09:20:00Z", "2026-07-01T09:40:00Z")
    assert over((early,), 2) is None
    assert over((early, late), 2) == "The 2 searches of this hour are used; again at 10:20:00 UTC."
    assert over((early, late, late), 2) == "The 2 searches of this hour are used; again at 10:40:00 UTC."


def test_a_row_with_a_smaller_budget_is_left_out_before_the_wider_ones() -> None:
    used = Used(("2026-07-01T09:40:00Z",) * 30)
    found = opened("police_fv_unit", "name", used=used)
    assert why(found) == {"LINKED": Why.RATE}
    assert standings(opened("police_fv_unit", "name")) == standings(found) | {"LINKED"}
    assert refused("police_fv_unit", "name", used=Used(("2026-07-01T09:40:00Z",) * 60)) == "RATE_LIMITED"


def test_addresses_have_a_budget_of_their_own() -> None:
    times = ("2026-07-01T09:40:00Z",) * 20
    assert refused("cp_practitioner", "address", used=Used(times, times)) == "RATE_LIMITED"
    assert standings(opened("cp_practitioner", "name", used=Used(times, times))) == {"NONE"}
    assert standings(opened("cp_practitioner", "address", used=Used(times, times[1:]))) == {"NONE"}


def test_the_budget_is_that_of_the_widest_row() -> None:
    sought = Sought(frozenset([SearchKey.ADDRESS]), Standing.NONE, False)
    assert opened("police_fv_unit", "address").budget("a", sought) == Budget("a", 60, 20, True)


@pytest.mark.parametrize(("custodians", "band"), [(0, "1"), (1, "1"), (2, "2-4"), (4, "2-4"), (5, "5+"), (27, "5+")])
def test_agencies_are_told_in_bands(custodians: int, band: str) -> None:
    assert agencies_band(custodians) == band
