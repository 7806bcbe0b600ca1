"""Where a misidentified woman is: standing rule 3, limb by limb, and the day after each ends.

Policy README, standing rule 3 (wall W09): a part as victim or child governs location and contact in records of
others while it is opposed to, or lives with, somebody whom the asker's matter names or whom he serves; while an
order in force or a suppressed address protects the person now; or while it is younger than 24 months.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.histories.her_story import (
    AWAITING,
    CLOSE,
    HER,
    HOME,
    OTHER,
    PHONE,
    at_home,
    blamed,
    cip_matter_about_her,
    harmed,
    her,
    him,
    opened,
    report,
    whereabouts,
)
from tests.town import Town

EVERYTHING = {HOME, PHONE, "at home"}
ORDER = {"restrained": "RESPONDENT", "kind": "FINAL", "number": "J9", "state": "FINAL_SERVED", "made_on": "2023-02-01",
         "served_on": "2023-02-02", "starts_on": "2023-02-02", "ends_on": "2026-09-30"}  # fmt: skip


async def as_cip(hub: Town, *reports: dict[str, Any]) -> Any:
    await hub.ingest([*reports, blamed()])
    matter = await cip_matter_about_her(hub)
    return lambda: whereabouts(hub, "cip_analyst", "CIP_REQUEST", matter)


async def test_a_respondent_who_was_never_harmed_is_located(hub: Town) -> None:
    ask = await as_cip(hub)
    assert await ask() == EVERYTHING


async def test_a_part_as_victim_long_over_governs_nothing(hub: Town) -> None:
    ask = await as_cip(hub, harmed())
    assert await ask() == EVERYTHING


async def test_a_part_as_victim_of_the_last_24_months_hides_her(hub: Town) -> None:
    ask = await as_cip(hub, harmed("2025-01-01T11:00:00+11:00"))
    assert await ask() == set()
    await hub.moved_to("2026-12-31T23:59:59Z")
    assert await ask() == set()
    await hub.moved_to("2027-01-01T00:00:00Z")
    assert await ask() == EVERYTHING


@pytest.mark.parametrize("role", ["mens_service", "tod_perpetrator_side"])
async def test_no_service_of_a_respondent_locates_her_either(hub: Town, role: str) -> None:
    await hub.ingest([harmed("2025-01-01T11:00:00+11:00"), blamed()])
    matter = await opened(hub, role, "ASSESSMENT", "L17-BLAMED", "RESPONDENT")
    assert await whereabouts(hub, role, "ASSESSMENT", matter) == set()
    await hub.moved_to("2027-01-01T00:00:00Z")
    assert await whereabouts(hub, role, "ASSESSMENT", matter) == EVERYTHING


async def test_an_order_in_force_that_protects_her_hides_her(hub: Town) -> None:
    ask = await as_cip(hub, harmed(orders=[ORDER]))
    assert await ask() == set()
    await hub.moved_to("2026-09-30T12:00:00Z")
    assert await ask() == set()
    await hub.moved_to("2026-10-01T12:00:00Z")
    assert await ask() == EVERYTHING


async def test_an_order_that_was_never_served_does_not(hub: Town) -> None:
    unserved = {k: v for k, v in ORDER.items() if k != "served_on"} | {"state": "FINAL_MADE"}
    ask = await as_cip(hub, harmed(orders=[unserved]))
    assert await ask() == EVERYTHING


async def test_a_suppressed_address_of_hers_hides_all_the_others(hub: Town) -> None:
    refuge = [{"line": "1 Hidden Court", "suburb": "Ballarat", "suppressed": True, "valid_to": "2026-09-30"}]
    ask = await as_cip(hub, harmed(of_her={"addresses": refuge}))
    assert await ask() == set()
    await hub.moved_to("2026-09-30T12:00:00Z")
    assert await ask() == set()
    await hub.moved_to("2026-10-01T12:00:00Z")
    assert await ask() == EVERYTHING  # and never the refuge itself


async def test_whoever_serves_him_does_not_locate_her(hub: Town) -> None:
    """Opposed to a client; the wall around a client's opposing party masks her name too.

    Of the report in which she is the one harmed nothing is told without her consent, her record in it included.
    """
    await hub.ingest([harmed(), blamed()])
    about_her = await opened(hub, "mens_service", "ASSESSMENT", "L17-BLAMED", "RESPONDENT")
    assert await whereabouts(hub, "mens_service", "ASSESSMENT", about_her) == EVERYTHING
    about_him = await opened(hub, "mens_service", "ASSESSMENT", "L17-HARMED", "RESPONDENT")
    question = "{ subjects { records { familyName initials addresses { line } contacts { value } whereabouts } } }"
    told = await hub.ask("mens_service", question, "ASSESSMENT", about_her)
    nothing = {"familyName": None, "initials": "A.W.", "addresses": [], "contacts": [], "whereabouts": None}
    assert [r for s in told["subjects"] for r in s["records"]] == [nothing]
    await hub.ask("mens_service", CLOSE, "ASSESSMENT", about_him, closing=about_him)
    assert await whereabouts(hub, "mens_service", "ASSESSMENT", about_her) == EVERYTHING


async def test_opposed_to_a_person_whom_the_matter_names_she_is_located_as_a_victim(hub: Town) -> None:
    """Child Protection's matter names him and her; it reads a victim's whereabouts by her consent alone."""
    child = {"children": {"listed": [{"family_name": "Wren", "given_names": "Pip"}]}}
    part = {"party": "CHILD", "child": 1, "service_type": "CHILD_PROTECTION", "service": "CPI-CENTRAL-HIGHLANDS"}
    await hub.ingest([harmed(), blamed(**child, also_referred=[part])])
    matter = await opened(hub, "cp_practitioner", "ASSESSMENT", "L17-BLAMED", "CHILD")
    ask = "{ subjects { records { personNumber addresses { line } } } }"

    async def lines() -> set[str]:
        told = await hub.ask("cp_practitioner", ask, "ASSESSMENT", matter)
        records = [r for s in told["subjects"] for r in s["records"] if r["personNumber"] == HER]
        assert records
        return {a["line"] for r in records for a in r["addresses"]}

    assert await lines() == set()
    consent = """mutation($held: ID!, $person: Reference!, $at: DateTime!) {
      recordConsent(matter: $held, person: $person, givenAt: $at, how: "by phone") { id } }"""
    person = {"system": "victoria_police", "id": HER}
    given = {"held": matter, "person": person, "at": hub.clock.at}
    await hub.ask("cp_practitioner", consent, "ASSESSMENT", matter, **given)
    assert await lines() == {HOME}


async def test_living_with_a_client_hides_her_until_he_has_moved(hub: Town) -> None:
    lodger = {"person_number": OTHER, "family_name": "Teal", "addresses": at_home(valid_to="2026-08-01")}
    other = report("L17-LODGER", "2026-05-20T20:00:00+10:00", {"family_name": "Stilt"}, lodger)
    await hub.ingest([harmed(), blamed(), other])
    about_her = await opened(hub, "mens_service", "ASSESSMENT", "L17-BLAMED", "RESPONDENT")
    assert await whereabouts(hub, "mens_service", "ASSESSMENT", about_her) == EVERYTHING
    await opened(hub, "mens_service", "ASSESSMENT", "L17-LODGER", "RESPONDENT")
    assert await whereabouts(hub, "mens_service", "ASSESSMENT", about_her) == set()
    await hub.moved_to("2026-08-01T12:00:00Z")
    assert await whereabouts(hub, "mens_service", "ASSESSMENT", about_her) == set()
    await hub.moved_to("2026-08-02T12:00:00Z")
    assert await whereabouts(hub, "mens_service", "ASSESSMENT", about_her) == EVERYTHING


async def test_a_young_respondent_once_a_child_of_a_report_is_located_as_a_child_until_grown_up(hub: Town) -> None:
    born = "2008-09-15"
    child = {"listed": [{**her(birth_date=born)}]}
    mother = {"family_name": "Wren", "given_names": "Nell"}
    early = report("L17-CHILD", "2016-03-01T20:00:00+11:00", mother, him(), children=child)
    later = blamed()
    later["respondent"]["birth_date"] = born
    await hub.ingest([early, later])
    matter = await cip_matter_about_her(hub)
    assert await whereabouts(hub, "cip_analyst", "CIP_REQUEST", matter) == set()
    await hub.moved_to("2026-09-14T12:00:00Z")
    assert await whereabouts(hub, "cip_analyst", "CIP_REQUEST", matter) == set()
    await hub.moved_to("2026-09-15T12:00:00Z")
    assert await whereabouts(hub, "cip_analyst", "CIP_REQUEST", matter) == EVERYTHING


async def test_an_amendment_that_turns_the_roles_round_makes_her_a_victim_at_once(hub: Town) -> None:
    await hub.ingest([blamed()])
    matter = await cip_matter_about_her(hub)
    assert await whereabouts(hub, "cip_analyst", "CIP_REQUEST", matter) == EVERYTHING
    put_right = blamed()
    put_right["report"]["version"] = 2
    put_right["affected"], put_right["respondent"] = put_right["respondent"], put_right["affected"]
    await hub.ingest([put_right])
    ask = "{ subjects { records { familyName addresses { line } whereabouts } incidentsAsRespondent { id } } }"
    told = await hub.ask("cip_analyst", ask, "CIP_REQUEST", matter, "belief")
    hidden = {"familyName": "Wren", "addresses": [], "whereabouts": None}
    assert told["subjects"] == [{"records": [hidden], "incidentsAsRespondent": []}]


async def test_nothing_of_a_place_is_told_to_whom_it_does_not_address(hub: Town) -> None:
    await hub.ingest([blamed()])
    assert (await hub.ask("homelessness", AWAITING, "OWN_CASE", reference="L17-BLAMED"))["awaiting"] == []
