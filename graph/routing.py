"""What Child Protection's own records say of the subject of a request that is addressed to it."""

from __future__ import annotations

from graph.conflicts import HUB
from graph.identity import believed, origins
from graph.times import OPEN

KIND = "child_protection"


def known_by(organisation: str) -> str:
    """Of the request `q`: null unless it asks this organisation and that is Child Protection, of its own reports in
    which the subject stands [open now, investigated, outcome, [from, until] of each order]. Of who asks never read."""
    return f"""CASE WHEN q.addressed_to = {organisation} AND q.from <> {organisation}
      AND EXISTS {{ (:Organisation {{id: {organisation}, kind: '{KIND}'}}) }} THEN COLLECT {{
    MATCH (a:Organisation {{id: {organisation}}})
    CALL (q) {{
      MATCH (r:PersonRecord {{custodian: q.system, person_number: q.reference}}) MATCH (h:Person {{id: r.origin}})
      {believed("h", "p")} RETURN p
      UNION MATCH (h:Person {{id: q.reference}}) {believed("h", "p")} AND q.system = '{HUB}' RETURN p }}
    MATCH {origins("p", "o")} MATCH (:PersonRecord {{origin: o.id}})-->(v:ProtectionReport)
    WHERE v.custodian = a.custodian AND v.recorded_to = '{OPEN}'
    WITH DISTINCT v
    RETURN [v.open_now, v.investigated, v.outcome,
      COLLECT {{ MATCH (v)-[:UNDER_ORDER]->(d) RETURN [d.made_on, d.ends_on] }}] }} END"""
