"""The registry: organisations, services, accounts, areas. Written by commands, read once per account."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from authz.requester import Account, Organisation

ACCOUNT = """
MATCH (a:Account {issuer: $given.issuer, subject: $given.subject})-[:MEMBER_OF]->(o:Organisation)
RETURN [a.id, a.role, a.duties, a.status, a.agreement, a.custodians,
  o.id, o.kind, o.custodian, o.classes, o.prescribed_from]"""

REGISTER_AREAS = """
UNWIND $given.areas AS row MERGE (a:Area {id: row.id}) SET a.name = row.name, a.division = row.division
WITH count(*) AS done UNWIND $given.lgas AS row
MERGE (l:Lga {id: row.id}) SET l.name = row.name WITH l, row
MATCH (a:Area {id: row.area}) MERGE (l)-[:WITHIN]->(a)"""
REGISTER_ORGANISATIONS = """
UNWIND $given.organisations AS row MERGE (o:Organisation {id: row.id})
SET o.name = row.name, o.kind = row.kind, o.custodian = row.custodian, o.classes = row.classes,
  o.prescribed_from = row.prescribed_from
WITH o, row UNWIND row.services AS named
MERGE (s:Service {id: named.id}) SET s.name = named.name MERGE (o)-[:RUNS]->(s)
WITH s, named MATCH (a:Area {id: named.area}) MERGE (s)-[:SERVES]->(a)"""
REGISTER_ACCOUNT = """
MERGE (a:Account {id: $given.id})
SET a.issuer = $given.issuer, a.subject = $given.subject, a.role = $given.role,
  a.duties = $given.duties, a.status = $given.status, a.agreement = $given.agreement,
  a.custodians = $given.custodians
WITH a OPTIONAL MATCH (a)-[old:MEMBER_OF]->() DELETE old
WITH DISTINCT a MATCH (o:Organisation {id: $given.organisation}) MERGE (a)-[:MEMBER_OF]->(o)"""

WRITES: Mapping[str, tuple[str, ...]] = {
    "registerAreas": (REGISTER_AREAS.strip(),),
    "registerOrganisations": (REGISTER_ORGANISATIONS.strip(),),
    "registerAccount": (REGISTER_ACCOUNT.strip(),),
}
Fetch = Callable[[str, Mapping[str, Any]], Awaitable[Any]]


async def account(fetch: Fetch, issuer: str, subject: str) -> Account | None:
    """The account that a token's issuer and subject name."""
    found = await fetch(ACCOUNT.strip(), {"issuer": issuer, "subject": subject})
    return None if found is None else _account(*found)


def organisation_of(id: str, kind: str, custodian: str, classes: list[str], prescribed_from: str) -> Organisation:
    """From its columns: all its classes hold from one day."""
    return Organisation(id, kind, custodian, dict.fromkeys(classes, prescribed_from))


def _account(
    id: str,
    role: str,
    duties: list[str] | None,
    status: str,
    agreement: str | None,
    custodians: list[str] | None,
    organisation: str,
    kind: str,
    custodian: str,
    classes: list[str],
    prescribed_from: str,
) -> Account:
    held = organisation_of(organisation, kind, custodian, classes, prescribed_from)
    return Account(
        id,
        role,
        frozenset(duties or ()),
        held,
        status,
        agreement or "",
        frozenset(custodians or ()),
    )
