"""Requests to correct who used violence in a police report, and what its custodian decided of them.

    (:Correction {record, custodian, organisation, state, until, …})    OPEN → REFUSED, or UPHELD → CORRECTED

While one has not ended, the report says so in each of its versions: `Incident.correction_open`. One that is refused
ends with the decision; one that is upheld ends when the source sends a newer version than the one it was decided of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.planner import Planner
from graph.roots import Root, column, valued
from graph.selection import Selection
from graph.statement import ACCOUNT, REVIEWING, Column
from graph.times import OPEN
from graph.turning import Turned

CORRECTION, REPORT = "Correction", "Incident"
PARTS = "AFFECTED_IN|RESPONDENT_IN|CHILD_IN|OTHER_IN"

# Whose report it is, and whether the organisation has asked already.
ASKED = f"""
MATCH (i:{REPORT} {{lineage: $given.record}}) WITH i ORDER BY i.version DESC LIMIT 1
RETURN [i.custodian, EXISTS {{
  (:{CORRECTION} {{record: i.lineage, organisation: $given.organisation, until: '{OPEN}'}}) }}]"""
# What is to be decided: of which report, who asked, the newest version held, since when the hub holds the report, and
# by which ids it holds those who stand in any version of it.
HELD = f"""
MATCH (c:{CORRECTION} {{id: $given.correction, state: 'OPEN'}}) WHERE c.custodian = $given.custodian
MATCH (i:{REPORT} {{lineage: c.record}}) WITH c, max(i.version) AS version, min(i.received_at) AS since
RETURN [c.record, c.by, version, since, COLLECT {{
  MATCH (:{REPORT} {{lineage: c.record}})<-[:{PARTS}]-(r:PersonRecord)<-[:KNOWN_AS]-(p:Person)
  UNWIND [p.id, r.origin] AS id RETURN DISTINCT id ORDER BY id }}]"""

NOT_ENDED = f"EXISTS {{ (:{CORRECTION} {{record: i.lineage, until: '{OPEN}'}}) }}"
FLAG = f"SET i.correction_open = CASE WHEN {NOT_ENDED} THEN true END"
REQUEST = f"""
MERGE (c:{CORRECTION} {{id: $given.id}})
ON CREATE SET c.record = $given.record, c.custodian = $given.custodian, c.organisation = $given.organisation,
  c.reason = $given.reason, c.says = $given.says, c.by = $given.by, c.asked_at = $given.at,
  c.state = 'OPEN', c.until = '{OPEN}'"""
DECIDE = f"""
MATCH (c:{CORRECTION} {{id: $given.correction, state: 'OPEN'}})
SET c.state = $given.state, c.version = $given.version, c.decided_by = $given.by, c.decided_at = $given.at,
  c.decided_because = $given.reason, c.until = CASE $given.state WHEN 'REFUSED' THEN $given.at ELSE c.until END"""
FLAGGED = f"MATCH (i:{REPORT} {{lineage: $given.record}}) {FLAG}"
WRITES: Mapping[str, tuple[str, ...]] = {
    "requestCorrection": (REQUEST.strip(), FLAGGED),
    "decideCorrection": (DECIDE.strip(), FLAGGED),
}
# New versions of reports: what was upheld is corrected by the first newer one to arrive, and what is not yet decided
# is said of the new one too.
CARRIED = (
    f"UNWIND $given.rows AS row MATCH (c:{CORRECTION} {{record: row.lineage}}) "
    f"WHERE c.state = 'UPHELD' AND c.until = '{OPEN}' AND c.version < row.version "
    "WITH c, min(row.at) AS at SET c.state = 'CORRECTED', c.until = at",
    f"UNWIND $given.rows AS row MATCH (c:{CORRECTION} {{record: row.lineage}}) WITH DISTINCT c.record AS lineage "
    f"MATCH (i:{REPORT} {{lineage: lineage}}) {FLAG}",
)
LISTED = (
    f"COLLECT {{{{ MATCH (c:{CORRECTION} {{{{custodian: {{0}}, state: 'OPEN'}}}}) "
    "WITH c, c.asked_at + c.id AS at {1} "
    "RETURN [at, c.id, c.record, c.organisation, c.reason, c.says, c.asked_at] {2} }}"
)


def to_decide(work: Callable[..., Any]) -> Root:
    """Those that wait for the custodian whose reviewer asks, the oldest first."""

    def plan(planner: Planner, selection: Selection) -> Column:
        turned = Turned(planner, selection, CORRECTION)
        text = LISTED.format(planner.parameters.add(REVIEWING), turned.behind, turned.page)
        return column(planner, selection, text, turned.valued(work))

    return plan


# Of the account alone: what a colleague of another role wrote is not his to read.
OF_ACCOUNT = (
    f"COLLECT {{{{ MATCH (n0:{REPORT} {{{{lineage: {{0}}}}}}) WHERE {{1}} WITH DISTINCT n0.lineage AS record "
    f"MATCH (c:{CORRECTION} {{{{record: record}}}}) WHERE c.by = {{2}} "
    "RETURN [c.id, c.asked_at, c.reason, c.says, c.state, c.decided_at, c.until] ORDER BY c.asked_at, c.id }}"
)


def asked_by_account(work: Callable[..., Any]) -> Root:
    """What the account asked of one report, the oldest first; nothing of one that it is not shown now."""

    def plan(planner: Planner, selection: Selection) -> Column:
        planner.at(selection.arguments)
        add = planner.parameters.add
        given, shown = add(selection.arguments["record"]), planner.rows(planner.place(REPORT))
        return column(planner, selection, OF_ACCOUNT.format(given, shown, add(ACCOUNT)), valued(selection, work))

    return plan
