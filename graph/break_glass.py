"""Break-glass (W15): a matter that stands in for a missing link. It names one person, for one account, for an hour.

Everything else about it is a matter's. Its review is kept on it: whoever has the duty decides, and never on his own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from authz.moment import BREAK_GLASS
from authz.verdict import APART
from graph.alerts import WRITES as ALERTS
from graph.conflicts import CURRENT, HUB
from graph.identity import believed
from graph.mapping import Model
from graph.matters import WRITES as MATTERS
from graph.planner import Planner
from graph.roots import Root, column
from graph.selection import Selection
from graph.statement import ACCOUNT, NOW, ORGANISATION, Column
from graph.turning import Turned

# The origin that is named, all parts that the human being has anywhere, and what his records say of him.
SUBJECT = """
CALL () {{
  MATCH (r:PersonRecord {{custodian: $given.system, person_number: $given.reference}}) RETURN r.origin AS origin
  UNION MATCH (h:Person {{id: $given.reference}}) WHERE $given.system = '{hub}' RETURN h.id AS origin }}
WITH origin ORDER BY origin LIMIT 1
MATCH (h:Person {{id: origin}}) {believed} AND NOT h.id IN $given.apart
RETURN [h.id, COLLECT {{ MATCH (p)-{current}->(:PersonRecord)-[e:{parts}]->(v) RETURN DISTINCT [type(e), v.party] }},
  COLLECT {{ MATCH (p)-{current}->(r:PersonRecord) RETURN DISTINCT [r.standing, r.birth_date] }}]"""

# Of one: its organisation, when it was reviewed, and whether its account is of the very person who asks.
HELD = f"""
MATCH (me:Account {{id: $given.me}})
OPTIONAL MATCH (o:Organisation)-[:OPENED]->(m:Matter {{id: $given.matter, kind: '{BREAK_GLASS}'}})
WHERE NOT EXISTS {{ MATCH (m)-[:NAMES]->(h:Person) WHERE h.id IN $given.apart }}
OPTIONAL MATCH (a:Account {{id: m.account}})
RETURN [o.id, m.reviewed_at, coalesce(a.issuer = me.issuer AND a.subject = me.subject, false)]""".strip()
REVIEW = f"""
MATCH (m:Matter {{id: $given.matter, kind: '{BREAK_GLASS}'}}) WHERE m.reviewed_at IS NULL
SET m.reviewed_at = $given.at, m.reviewed_by = $given.by, m.outcome = $given.outcome, m.review_note = $given.note,
  m.until = CASE WHEN $given.outcome = 'NOT_JUSTIFIED' AND m.until > $given.at THEN $given.at ELSE m.until END
WITH m MATCH (m)-[k:NAMES]->() WHERE k.until > m.until SET k.until = m.until"""
WRITES: Mapping[str, tuple[str, ...]] = {
    "breakGlass": (*MATTERS["openMatter"], *ALERTS["raiseAlert"]),
    "reviewBreakGlass": (REVIEW.strip(),),
}

# Nobody reviews his own act, nor one on somebody from whom he is kept apart.
REVIEWS = (
    "COLLECT {{ MATCH (me:Account {{id: {1}}}) MATCH (m:Matter {{kind: '{kind}'}}) "
    "WHERE EXISTS {{ (:Organisation {{id: {0}}})-[:OPENED]->(m) }} "
    "AND NOT EXISTS {{ MATCH (m)-[:NAMES]->(h:Person) WHERE h.id IN {2} }} "
    "MATCH (a:Account {{id: m.account}}) WHERE NOT (a.issuer = me.issuer AND a.subject = me.subject) "
    "WITH m, a, CASE WHEN m.reviewed_at IS NULL THEN '0' ELSE '1' END + m.review_by + m.id AS at {4} "
    "RETURN [at, m.id, a.id, m.purpose, m.reason, m.opened_at, m.until, m.review_by, "
    "m.reviewed_at IS NULL AND m.review_by < {3}, m.outcome] {5} }}"
)


def reviews(work: Callable[..., Any]) -> Root:
    """Those of the asker's organisation, what waits first; no person in it."""

    def plan(planner: Planner, selection: Selection) -> Column:
        add = planner.parameters.add
        asking = add(ORGANISATION), add(ACCOUNT), planner.parameters.listed(APART), add(NOW)
        turned = Turned(planner, selection, BREAK_GLASS)
        text = REVIEWS.format(*asking, turned.behind, turned.page, kind=BREAK_GLASS)
        return column(planner, selection, text, turned.valued(work))

    return plan


def subject(model: Model) -> str:
    """[origin, parts as [relationship, party], what records say as [standing, birth date]]; nothing where none is."""
    filled = SUBJECT.format(hub=HUB, believed=believed("h", "p"), current=CURRENT, parts="|".join(model.parts()))
    return filled.strip()
