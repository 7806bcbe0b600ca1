"""The registry: organisations, services, accounts, areas. Written by commands, read once per account."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from authz.requester import Account, Days, Organisation

# Somebody who changes his place has an account of either: the one that he comes in by is told before one that
# waits for his signature, and that before one that has ended. Of two that are active the first stays: nobody
# takes a subject over by nominating it again elsewhere.
ACCOUNT = """
MATCH (a:Account {issuer: $given.issuer, subject: $given.subject})-[:MEMBER_OF]->(o:Organisation)
WITH a, o, CASE a.status WHEN 'ACTIVE' THEN 0 WHEN 'SUSPENDED' THEN 1 WHEN 'VERIFIED' THEN 2 ELSE 3 END AS place
ORDER BY place, coalesce(a.since, ''), a.id LIMIT 1
RETURN [a.id, a.role, a.duties, a.status, a.agreement, a.custodians, a.active_from, a.scope,
  o.id, o.kind, o.custodian, o.terms, o.until]"""

REGISTER_AREAS = """
UNWIND $given.areas AS row MERGE (a:Area {id: row.id}) SET a.name = row.name, a.division = row.division
WITH count(*) AS done UNWIND $given.lgas AS row
MERGE (l:Lga {id: row.id}) SET l.name = row.name WITH l, row
MATCH (a:Area {id: row.area}) MERGE (l)-[:WITHIN]->(a)"""
REGISTER_ORGANISATIONS = """
UNWIND $given.organisations AS row MERGE (o:Organisation {id: row.id})
SET o.name = row.name, o.kind = row.kind, o.custodian = row.custodian, o.classes = row.classes,
  o.terms = [class IN row.classes | class + ' ' + row.prescribed_from]
WITH o, row UNWIND row.services AS named
MERGE (s:Service {id: named.id}) SET s.name = named.name MERGE (o)-[:RUNS]->(s)
WITH s, named MATCH (a:Area {id: named.area}) MERGE (s)-[:SERVES]->(a)"""
REGISTER_ACCOUNT = """
MERGE (a:Account {id: $given.id})
SET a.issuer = $given.issuer, a.subject = $given.subject, a.role = $given.role,
  a.duties = $given.duties, a.status = $given.status, a.agreement = $given.agreement,
  a.custodians = $given.custodians, a.active_from = $given.active_from, a.scope = $given.scope
WITH a OPTIONAL MATCH (a)-[old:MEMBER_OF]->() DELETE old
WITH DISTINCT a MATCH (o:Organisation {id: $given.organisation}) MERGE (a)-[:MEMBER_OF]->(o)"""

# A class has one stretch of days, the last that was said: an earlier one is in the ledger.
CHANGE_CLASS = """
MATCH (o:Organisation {id: $given.organisation})
SET o.classes = [class IN o.classes WHERE class <> $given.entity_class] + [$given.entity_class],
  o.terms = [term IN o.terms WHERE split(term, ' ')[0] <> $given.entity_class] + [$given.term]"""
END_ORGANISATION = "MATCH (o:Organisation {id: $given.organisation}) SET o.until = $given.until"

WRITES: Mapping[str, tuple[str, ...]] = {
    "registerAreas": (REGISTER_AREAS.strip(),),
    "registerOrganisations": (REGISTER_ORGANISATIONS.strip(),),
    "registerAccount": (REGISTER_ACCOUNT.strip(),),
    "changeClass": (CHANGE_CLASS.strip(),),
    "endOrganisation": (END_ORGANISATION,),
}
Fetch = Callable[[str, Mapping[str, Any]], Awaitable[Any]]


async def account(fetch: Fetch, issuer: str, subject: str) -> Account | None:
    """The account that a token's issuer and subject name."""
    found = await fetch(ACCOUNT.strip(), {"issuer": issuer, "subject": subject})
    return None if found is None else account_of(*found)


def organisation_of(id: str, kind: str, custodian: str, terms: list[str] | None, until: str | None) -> Organisation:
    """From its columns; a term is what `term` writes."""
    found = (one.split(" ") for one in terms or ())
    return Organisation(id, kind, custodian, {of: Days(*days) for of, *days in found}, until or "")


def term(entity_class: str, since: str, until: str) -> str:
    """A class and its days, as they are stored."""
    return " ".join((entity_class, since, until) if until else (entity_class, since))


def account_of(
    id: str,
    role: str,
    duties: list[str] | None,
    status: str,
    agreement: str | None,
    custodians: list[str] | None,
    active_from: str | None,
    scope: list[str] | None,
    organisation: str,
    kind: str,
    custodian: str,
    terms: list[str] | None,
    until: str | None,
) -> Account:
    held = organisation_of(organisation, kind, custodian, terms, until)
    return Account(
        id,
        role,
        frozenset(duties or ()),
        held,
        status,
        agreement or "",
        frozenset(custodians or ()),
        active_from or "",
        scope=frozenset(scope or ()),
    )
