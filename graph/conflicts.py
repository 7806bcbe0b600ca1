"""From whom an account is kept apart (W10), and what is held of them: derived when it is asked, nothing is copied.

    (account or organisation)-[:KEPT_APART]->(c:Conflict {kind, system, reference, since, until, excepted})

A conflict names a person by a source's number or an id of the hub, and may stand before anything is held of him. It
follows the worker through all accounts of his issuer and subject. Of a conflict that says who the worker himself is,
his kin, whoever shares his present address and whoever stands in an event with him are kept apart too. That of an
organisation binds whoever has an account of it, also one that ended, but for an asker whose account is excepted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.identity import KNOWN_AS, SAME_AS, believed
from graph.kinship import REFUSED, RELATIONSHIP
from graph.lists import page_size
from graph.mapping import Model
from graph.planner import Planner
from graph.roots import Root, column, valued
from graph.selection import Selection
from graph.statement import ACCOUNT, ORGANISATION, Column
from graph.times import OPEN

HUB = "throughline"  # the system of a person's id in the hub
SELF = "SELF"
AUTHORITY = "organisational_authority"  # a role that opens nobody's data
CURRENT = f"[:{KNOWN_AS} {{until: '{OPEN}'}}]"

CONFLICTS = """
MATCH (me:Account {{id: $given.account}})
MATCH (:Account {{issuer: me.issuer, subject: me.subject}})-[:MEMBER_OF*0..1]->()-[:KEPT_APART]->(c:Conflict)
WHERE NOT me.id IN coalesce(c.excepted, [])
CALL (c) {{
  MATCH (:PersonRecord {{custodian: c.system, person_number: c.reference}})<-{current}-(p:Person) RETURN p
  UNION MATCH (h:Person {{id: c.reference}}) {believed_p} AND c.system = '{hub}' RETURN p }}
WITH DISTINCT c, p
CALL (c, p) {{
  RETURN p AS q, c.until AS until
  UNION MATCH (p)<-[:{same_as}*0..1 {{until: '{open}'}}]-(:Person)<-[:BETWEEN]-(l:{relationship})-[:BETWEEN]->(h:Person)
    WHERE c.kind = '{self}' AND l.state <> '{refused}' {believed_q} RETURN q, c.until AS until
  UNION MATCH (p)-{current}->(r:PersonRecord {{recorded_to: '{open}'}})-[:LIVES_AT]->(a:Address)
    WHERE c.kind = '{self}' AND a.key IS NOT NULL
    MATCH (b:Address {{key: a.key}})<-[:LIVES_AT]-(:PersonRecord {{recorded_to: '{open}'}})<-{current}-(q:Person)
    WITH c, q, [day IN [a.valid_to, b.valid_to] WHERE day IS NOT NULL | left(day, 10) + 'T23:59:59Z'] AS ends
    RETURN q, reduce(until = c.until, one IN ends | CASE WHEN one < until THEN one ELSE until END) AS until
  UNION MATCH (p)-{current}->(:PersonRecord)-[:{parts}]->(v)
    WHERE c.kind = '{self}' MATCH (v)<-[:{parts}]-(:PersonRecord)<-{current}-(q:Person) RETURN q, c.until AS until }}
WITH DISTINCT q, c.since AS since, until
RETURN [q.id, since, until, [q.id] + COLLECT {{ MATCH (q)<-[:{same_as} {{until: '{open}'}}]-(o:Person) RETURN o.id }} +
COLLECT {{
  MATCH (q)-{current}->(r:PersonRecord) UNWIND [r.id] + COLLECT {{
    MATCH (r)-[:LIVES_AT]->(a:Address) RETURN a.id }} AS id RETURN id
  UNION MATCH (q)-{current}->(:PersonRecord)-[:{parts}]->(v) UNWIND [v.id] + COLLECT {{
    MATCH (v)-[:AT]->(a:Address) RETURN a.id }} + COLLECT {{
    MATCH (v)<-[:ARISES_FROM]-(f:Referral) RETURN f.id }} AS id RETURN id }}]"""


# Of an account it binds the person who has it; of an organisation, whoever has another account of it than an
# excepted one or that of an authority, which opens nobody's data: he would lift it from himself.
BINDS = (
    f"EXISTS {{ MATCH (b)<-[:MEMBER_OF*0..1]-(a:Account {{issuer: me.issuer, subject: me.subject}}) "
    f"WHERE b:Account OR NOT (a.role = '{AUTHORITY}' OR a.id IN coalesce(c.excepted, [])) }}"
)
# Of one: the organisation that it is of, and whether it binds the very person who asks.
HELD = f"""
MATCH (me:Account {{id: $given.me}})
OPTIONAL MATCH (o:Organisation)<-[:MEMBER_OF*0..1]-(b)-[:KEPT_APART]->(c:Conflict {{id: $given.conflict}})
RETURN [o.id, {BINDS}]""".strip()
LISTED = (
    "COLLECT {{ MATCH (me:Account {{id: {1}}}) "
    "MATCH (:Organisation {{id: {0}}})<-[:MEMBER_OF*0..1]-(b)-[:KEPT_APART]->(c:Conflict) WHERE NOT {4} "
    "RETURN [c.id, CASE WHEN b:Account THEN b.id END, coalesce(c.excepted, []), c.kind, c.since, "
    "CASE WHEN c.until < '{3}' THEN c.until END] ORDER BY c.since DESC, c.id LIMIT {2} }}"
)
STRANGERS = """
RETURN [id IN $given.accounts WHERE NOT EXISTS {
  MATCH (:Account {id: id})-[:MEMBER_OF]->(:Organisation {id: $given.organisation}) }]""".strip()
"""Those of the accounts that the organisation has not."""

KEPT = """
MERGE (c:Conflict {id: $given.id})
ON CREATE SET c.kind = $given.kind, c.system = $given.system, c.reference = $given.reference, c.since = $given.at,
  c.until = $given.until, c.reason = $given.reason, c.recorded_by = $given.by, c.excepted = $given.excepted
MERGE (b)-[:KEPT_APART]->(c)"""
RECORD = tuple(
    f"MATCH (b:{label} {{id: $given.{bound}}}){KEPT}"
    for label, bound in (("Account", "account"), ("Organisation", "organisation"))
)
"""A command says one of the two."""
END = """
MATCH (c:Conflict {id: $given.conflict}) WHERE c.until > $given.at
SET c.until = $given.at, c.ended_by = $given.by, c.end_reason = $given.reason"""
WRITES: Mapping[str, tuple[str, ...]] = {"recordConflict": RECORD, "endConflict": (END.strip(),)}


def listed(work: Callable[..., Any]) -> Root:
    """Of the asker's organisation and its accounts, none that binds himself; no person in it."""

    def plan(planner: Planner, selection: Selection) -> Column:
        organisation, account = planner.parameters.add(ORGANISATION), planner.parameters.add(ACCOUNT)
        limit = planner.parameters.add(selection.arguments["first"], page_size)
        text = LISTED.format(organisation, account, limit, OPEN, BINDS)
        return column(planner, selection, text, valued(selection, work))

    return plan


def statement(model: Model) -> str:
    """By itself, for who decides: the same rows."""
    return f"RETURN COLLECT {{ {conflicts(model)} }}"


def conflicts(model: Model) -> str:
    """Rows of [person, since, until, ids]: of himself, his records, their places, what he has parts in, its places."""
    return CONFLICTS.strip().format(
        current=CURRENT,
        open=OPEN,
        parts="|".join(model.parts()),
        same_as=SAME_AS,
        relationship=RELATIONSHIP,
        refused=REFUSED,
        self=SELF,
        hub=HUB,
        believed_p=believed("h", "p"),
        believed_q=believed("h", "q"),
    )
