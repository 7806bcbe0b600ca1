"""Typed enquiries as a table: every item once, answered by kinds of record that are there, asked of kinds that are."""

from __future__ import annotations

import csv

from authz.policy_data import FOLDER
from graph.exclusions import WITH_LINEAGE
from schema.decisions.enquiries import ENQUIRIES, ITEMS, LAW, OF_ITEM

# Whom each is asked of and by whom, by hand: procedure 1003, protocol 2819, and of police the request by which Child
# Protection supports an application for an order.
ASKED = {
    "ORDER_OUTCOME": "courts", "ORDER_COPY": "courts", "ORDER_CONDITIONS": "courts",
    "POLICE_SAFETY_PLANS": "police unit",
    "EMERGENCY_ACCOMMODATION_PAST": "Safe Steps", "EMERGENCY_ACCOMMODATION_LIKELY": "Safe Steps",
    "ASSESSMENT_OUTCOME": "services", "CURRENT_INVOLVEMENT": "services", "SAFETY_PLAN": "services",
    **dict.fromkeys(
        ("PARENTING_ORDERS", "APPLICATIONS_AND_AFFIDAVITS", "NEXT_HEARING", "PROCEEDINGS_EXIST", "CHILD_IMPACT_REPORT",
         "JUDGMENT", "EXPERT_REPORTS", "CHILDRENS_LAWYER", "NOTICE_OF_RISK"), "family court"),
    "RISK_ASSESSMENT_RESULTS": "Child Protection",
}  # fmt: skip
OF = {
    "courts": {"magistrates_court", "childrens_court"},
    "police unit": {"police_fv_unit"},
    "Safe Steps": {"safe_steps"},
    "services": {"specialist_fv_service", "berry_street_north", "orange_door", "safe_steps", "victim_support_agency"},
    "family court": {"fcfcoa"},
    "Child Protection": {"child_protection"},
}
BY = {"family court": {"child_protection"}, "Safe Steps": {"child_protection"},
      "Child Protection": {"victoria_police", "police_fv_unit"}}  # fmt: skip


def test_each_item_is_asked_of_whom_holds_it_by_whom_may() -> None:
    assert {code: set(OF_ITEM[code].of) for code in ITEMS} == {code: OF[group] for code, group in ASKED.items()}
    assert {code: set(OF_ITEM[code].by) for code in ITEMS} == {
        code: BY.get(group, {"ISE"}) for code, group in ASKED.items()
    }


def test_the_family_court_is_asked_by_protocol_alone_and_what_could_tell_a_place_has_no_record() -> None:
    assert {code for code in ITEMS if OF_ITEM[code].schemes == ("CYFA",)} == {
        code for code, group in ASKED.items() if group == "family court"
    }
    assert {code for code, item in ITEMS.items() if item.located} == {
        "EMERGENCY_ACCOMMODATION_PAST", "EMERGENCY_ACCOMMODATION_LIKELY",
    }  # fmt: skip
    assert not any(item.records for item in ITEMS.values() if item.located)


def test_every_word_of_the_table_is_one_of_the_hub() -> None:
    with (FOLDER / "organisations.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    kinds = {row["kind"] for row in rows}
    classes = {word for row in rows for word in row["entity_class"].split()}
    answering = {row["kind"] for row in rows if row["matrix_roles"] != "none"}
    for enquiry in ENQUIRIES:
        assert set(enquiry.of) <= answering, "whoever is asked has somebody who can answer"
        assert set(enquiry.by) <= kinds | classes
        assert enquiry.authority
        assert {record for item in enquiry.items for record in item.records} <= set(WITH_LINEAGE)
    assert sum(len(enquiry.items) for enquiry in ENQUIRIES) == len(ITEMS) == len(LAW.rows)
    assert all("|" not in code for code in ITEMS)  # by which they are stored
