"""Reports about invented people, and what the hub believes of them."""

from __future__ import annotations

from typing import Any

from authz.issuing import ISSUER
from connectors.synthetic import agencies
from tests.town import START, Town

MATCHES = """query($state: MatchState, $person: ID, $id: ID) { matches(state: $state, person: $person, id: $id) {
  id leftOrigin rightOrigin state method rule reason score probability secondPerson confirmed decidedBy decidedAt
  because { feature words weight } left { familyName givenNames birthDate }
  right { familyName givenNames birthDate } } }"""
DECIDE = """mutation($match: ID!, $same: Boolean!, $why: String!, $checked: Boolean! = true) {
  decideMatch(match: $match, same: $same, reason: $why, addressesChecked: $checked) {
    id state decidedAt recipients { organisation matter } } }"""
HOME = {"purpose": "RESIDENCE", "line": "14 Plover Street", "suburb": "Ararat", "postcode": "3377"}
PHONE = "0491 570 157"


def human(family: str, given: str, born: str | None, **more: Any) -> dict[str, Any]:
    """`number` is that of police, `phone` and `home` are short for lists of one."""
    said: dict[str, Any] = {"family_name": family, "given_names": given, "birth_date": born}
    if number := more.pop("number", None):
        said["person_number"] = number
    if phone := more.pop("phone", None):
        said["contacts"] = [{"kind": "PHONE", "value": phone}]
    if home := more.pop("home", None):
        said["addresses"] = [home]
    return {**said, **more}


def report(number: str, affected: dict[str, Any], respondent: dict[str, Any], **more: Any) -> dict[str, Any]:
    at = more.pop("at", "2026-05-01T20:00:00+10:00")
    return {
        "report": {"portal_id": number, "version": more.pop("version", 1), "submitted_at": at},
        "incident": {"occurred_from": at},
        "affected": affected,
        "respondent": respondent,
        **more,
    }


def nobody(number: str) -> dict[str, Any]:
    """Somebody else of a report, alike to nobody."""
    names = {"1": ("Ostrander", "Wilhelmina"), "2": ("Fujimori", "Takeshi"), "3": ("Abernathy", "Clement")}
    return human(*names[number], f"19{number}4-0{number}-1{number}", number=f"900{number}")


async def reviewers(hub: Town, *names: str, role: str = "police_fv_unit") -> None:
    """Accounts with the duty; the token's subject is the name."""
    for name in names:
        account = agencies.account(role, ISSUER) | {"id": name, "subject": name, "duties": ["reviewer"]}
        await hub.parts.following.command("registerAccount", account, START, "test")


async def matches(hub: Town, who: str = "rosa", matter: str = "", **asked: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await hub.ask(who, MATCHES, "OWN_CASE", matter, **asked))["matches"]
    return found


OPEN = """mutation($names: [Name!]!) { openMatter(input: {kind: OWN_FILE, names: $names}) { id } }"""


async def looked_at(hub: Town, match: dict[str, Any], who: str = "rosa") -> str:
    """The matter that a reviewer opens on both sides, under which the match shows them."""
    parts = await hub.graph(
        "MATCH (r:PersonRecord)-[e:AFFECTED_IN|RESPONDENT_IN]->() WHERE r.origin IN $given.ids "
        "RETURN DISTINCT r.origin AS id, split(type(e), '_')[0] AS part",
        {"ids": [match["leftOrigin"], match["rightOrigin"]]},
    )
    names = [{"system": "throughline", "id": row["id"], "as": row["part"]} for row in parts]
    return str((await hub.ask(who, OPEN, "OWN_CASE", names=names))["openMatter"]["id"])


async def persons(hub: Town, *names: str) -> list[list[str]]:
    """The family names that each person is believed to go by, of those of whom one is told."""
    rows = await hub.graph(
        "MATCH (p:Person)-[k:KNOWN_AS]->(r:PersonRecord) "
        "WHERE k.until STARTS WITH '9999' AND r.family_name IN $given.names "
        "WITH p, r ORDER BY r.source_id RETURN p.id AS id, collect(r.given_names + ' ' + r.family_name) AS names",
        {"names": list(names)},
    )
    return sorted(row["names"] for row in rows)
