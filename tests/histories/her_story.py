"""A woman harmed for years, and named as respondent once; reports as police would send them.

Her name in the samples is Wren; his is Crake. All invented.
"""

from __future__ import annotations

from typing import Any

from tests.town import Town

HER, HIM, OTHER = "40009001", "40009002", "40009003"
HOME, PHONE = "7 Quiet Lane", "0491 570 156"
LONG_AGO = "2023-01-05T09:00:00+11:00"
LODGE = """mutation($subject: Reference!) { 
  lodgeRequest(input: {subject: $subject, groundsForRole: "Named in a report", relevance: ["P19"]}) { id } }"""
CANDIDATES = "query($id: ID!) { candidates(request: $id) { id by } }"
ACCEPT = """mutation($id: ID!, $person: ID!) {
  acceptRequest(request: $id, person: $person, reason: "The number is of that person") { id } }"""
OPEN = """mutation($kind: Evidence!, $evidence: ID!) { openMatter(input: {kind: $kind, evidence: $evidence}) { id } }"""
CLOSE = """mutation($closing: ID!) { closeMatter(matter: $closing) { id } }"""
AWAITING = """query($reference: String) { awaiting(reference: $reference) { id kind party } }"""
# Every way from a matter that names her to where she is.
WHERE = """{ subjects { id records { familyName whereabouts addresses { line } contacts { value } }
  incidentsAsRespondent { id respondent { addresses { line } contacts { value }
    person { records { addresses { line } } } } } } }"""


def report(number: str, at: str, affected: dict[str, Any], respondent: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One L17, with referral parts to a men's service and The Orange Door."""
    made = [
        {"party": "AFFECTED", "service_type": "ORANGE_DOOR", "service": "TOD-CENTRAL-HIGHLANDS"},
        {"party": "RESPONDENT", "service_type": "MENS_REFERRAL", "service": "MRS"},
        {"party": "RESPONDENT", "service_type": "ORANGE_DOOR", "service": "TOD-CENTRAL-HIGHLANDS"},
    ]
    made += more.pop("also_referred", [])
    return {
        "report": {"portal_id": number, "version": 1, "submitted_at": at},
        "incident": {"occurred_from": at},
        "affected": affected,
        "respondent": respondent,
        "referrals": {"made": made},
        **more,
    }


def her(**more: Any) -> dict[str, Any]:
    return {"person_number": HER, "family_name": "Wren", "given_names": "Ada", "birth_date": "1990-04-02", **more}


def him(**more: Any) -> dict[str, Any]:
    return {"person_number": HIM, "family_name": "Crake", "given_names": "Otis", "birth_date": "1984-10-20", **more}


def at_home(**more: Any) -> list[dict[str, Any]]:
    return [{"purpose": "RESIDENCE", "line": HOME, "suburb": "Ararat", "postcode": "3377", **more}]


def blamed(**more: Any) -> dict[str, Any]:
    """The report in which she is the respondent, with where she is."""
    where = {"addresses": at_home(), "contacts": [{"kind": "PHONE", "value": PHONE}], "whereabouts": "at home"}
    return report("L17-BLAMED", "2026-05-01T20:00:00+10:00", him(), her(**where), **more)


def harmed(at: str = LONG_AGO, number: str = "L17-HARMED", **more: Any) -> dict[str, Any]:
    """An earlier report in which he harmed her."""
    of_her = more.pop("of_her", {})
    return report(number, at, her(**of_her), him(), **more)


async def opened(hub: Town, role: str, purpose: str, number: str, party: str) -> str:
    """A matter on the part of this report that is addressed to the role's organisation."""
    waiting = (await hub.ask(role, AWAITING, purpose, reason="belief", reference=number))["awaiting"]
    [part] = [w["id"] for w in waiting if w["party"] == party]
    done = await hub.ask(role, OPEN, purpose, reason="belief", kind="REFERRAL", evidence=part)
    return str(done["openMatter"]["id"])


async def cip_matter_about_her(hub: Town) -> str:
    """The Orange Door asks the Central Information Point about the respondent of the report: her."""
    door = await opened(hub, "tod_victim_side", "CIP_REQUEST", "L17-BLAMED", "AFFECTED")
    subject = {"system": "victoria_police", "id": HER}
    lodged = await hub.ask("tod_victim_side", LODGE, "CIP_REQUEST", door, "belief", subject=subject)
    return await confirmed(hub, lodged["lodgeRequest"]["id"])


async def confirmed(hub: Town, request: str) -> str:
    """The matter that the Point opens by confirming whom the request's number is of."""
    found = await hub.ask("cip_analyst", CANDIDATES, "CIP_REQUEST", reason="lodged", id=request)
    [person] = [one["id"] for one in found["candidates"] if one["by"] == "NUMBER"]
    done = await hub.ask("cip_analyst", ACCEPT, "CIP_REQUEST", reason="lodged", id=request, person=person)
    return str(done["acceptRequest"]["id"])


async def whereabouts(hub: Town, role: str, purpose: str, matter: str) -> set[str]:
    """All that the answer tells of where she is, by any path; her name proves that she is there."""
    [subject] = [s for s in (await hub.ask(role, WHERE, purpose, matter, "belief"))["subjects"]]
    assert {r["familyName"] for r in subject["records"]} == {"Wren"}
    assert subject["incidentsAsRespondent"], "the report itself is there"
    return set(_told(subject)) - {"Wren"}


def _told(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for name, item in value.items() if name != "id" for text in _told(item)]
    if isinstance(value, list):
        return [text for item in value for text in _told(item)]
    return [value] if isinstance(value, str) else []
