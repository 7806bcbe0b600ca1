"""Requests for information between organisations: what stands for one, and what each step of its life writes.

    (q:InformationRequest {from, addressed_to, scheme, state, …})       the request as it is now
    (e:RequestEvent {state, at, by, organisation, code, reason})-[:OF]->(q)      each step stays: the register

A step that writes the request has its words beside it, as they were then: what was not eligible may be mended.

A request names its subject by a custodian's number or the hub's id, and nobody by a name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from authz.moment import PROTECTING
from authz.verdict import APART
from graph import matters, reports, statement, watches
from graph.conditions import all_of
from graph.conflicts import HUB
from graph.exclusions import WITH_LINEAGE
from graph.identity import believed, origins
from graph.lists import page_size
from graph.mapping import Model
from graph.planner import Planner
from graph.roots import Root, column, valued
from graph.routing import known_by
from graph.selection import Selection
from graph.statement import ACCOUNT, Column
from graph.times import OPEN

EVENT = "RequestEvent"
# What a request says, until it is submitted.
WRITE = """
MERGE (q:InformationRequest {id: $given.request})
ON CREATE SET q.from = $given.organisation, q.account = $given.by, q.asked_by = $given.role, q.written_at = $given.at
WITH q WHERE coalesce(q.state, 'DRAFTED') IN ['DRAFTED', 'INELIGIBLE']
SET q += $given.said, q.addressed_to = $given.addressed_to, q.changed_at = $given.at"""
MOVE = f"""
MATCH (q:InformationRequest {{id: $given.request}}) WHERE coalesce(q.state, '') IN $given.moves_from
SET q.state = $given.state, q.missing = $given.missing, q.due_at = coalesce($given.due_at, q.due_at),
  q.lodged_at = CASE WHEN $given.state IN ['SUBMITTED', 'VOLUNTEERED'] THEN coalesce(q.lodged_at, $given.at)
    ELSE q.lodged_at END
WITH q, COUNT {{ (:{EVENT})-[:OF]->(q) }} + 1 AS number
MERGE (e:{EVENT} {{id: $given.event}})
ON CREATE SET e += coalesce($given.said, {{}}), e.addressed_to = $given.addressed_to, e.missing = $given.missing,
  e.report = $given.report, e.state = $given.state, e.at = $given.at, e.by = $given.by,
  e.organisation = $given.organisation, e.code = $given.code, e.reason = $given.reason, e.records = $given.records,
  e.items = $given.items, e.number = number
MERGE (e)-[:OF]->(q)"""
# What was opened on a request that was taken back or refused opens nothing more; nor, once who the subject is was
# confirmed anew, what an earlier confirmation opened.
CLOSE = """
MATCH (m:Matter {evidence: $given.request, kind: 'REQUEST', status: 'OPEN'})
WHERE $given.state IN ['ACCEPTED', 'WITHDRAWN', 'REFUSED'] SET m.status = 'CLOSED', m.closed_at = $given.at"""
# The matter that an acceptance opens, in one command with it: one without the other would be worked on by nobody.
OPENED = tuple(text.replace("$given.", "$given.opened.") for text in matters.WRITES["openMatter"])
WRITES: Mapping[str, tuple[str, ...]] = {
    "writeRequest": (WRITE.strip(), MOVE.strip()),
    "moveRequest": (MOVE.strip(), CLOSE.strip(), watches.END_WITH_REQUEST.strip()),
    "issueReport": (reports.ISSUE.strip(), MOVE.strip()),  # the report, and the step of its request
    "acceptRequest": (MOVE.strip(), CLOSE.strip(), *OPENED),
}

# W10: of these ids none is the subject's.
NOT_APART = """NOT q.reference IN {apart} AND NOT EXISTS {{
  MATCH (r:PersonRecord {{custodian: q.system, person_number: q.reference}}) WHERE r.id IN {apart} }}"""
# One, for whoever decides on it: its own words, whose it is, and what was said of its items.
HELD = f"""
MATCH (q:InformationRequest {{id: $given.request}})
WHERE (q.from = $given.organisation OR (q.addressed_to = $given.organisation AND q.lodged_at IS NOT NULL))
  AND {NOT_APART.format(apart="$given.apart")}
RETURN q {{.*, items: COLLECT {{ MATCH (e:{EVENT})-[:OF]->(q) RETURN e.items ORDER BY e.number }}}}"""
# Whom a request to the Point may be about, for the Point. Rows of [origin, by, origins, unconfirmed links, whether he
# is recorded as one to protect too, probability, what speaks for it], by the origin that has the number or the match;
# nobody who uses violence in no record, and none from whom the account is kept apart (W10).
CANDIDATES = """
MATCH (q:InformationRequest {{id: {request}, addressed_to: {organisation}, scheme: 'CIP'}})
WHERE q.lodged_at IS NOT NULL AND {not_apart}
CALL (q) {{
  MATCH (r:PersonRecord {{custodian: q.system, person_number: q.reference}}) MATCH (h:Person {{id: r.origin}})
  {believed} RETURN h, p UNION MATCH (h:Person {{id: q.reference}}) {believed} AND q.system = '{hub}' RETURN h, p }}
WITH collect(DISTINCT [h, p]) AS rows, collect(DISTINCT p) AS named
CALL (rows, named) {{
  UNWIND rows AS row RETURN row[0] AS h, row[1] AS p, 'NUMBER' AS by, null AS probability, [] AS because
  UNION UNWIND named AS n MATCH {origins_n} MATCH (o)<-[:OF]-(m:Match)-[:OF]->(h:Person)
    WHERE m.state IN ['POSSIBLE', 'PROPOSED'] AND h <> o WITH DISTINCT named, m, h ORDER BY m.probability DESC, m.id
    {believed} AND NOT p IN named
    WITH p, collect([h, m]) AS met RETURN met[0][0] AS h, p, 'POSSIBLE' AS by,
      met[0][1].probability AS probability, met[0][1].because AS because }}
WITH h, p, by, probability, because,
  COLLECT {{ MATCH {origins_p} RETURN o.id }} AS ids,
  EXISTS {{ MATCH {origins_p} MATCH (:PersonRecord {{origin: o.id}})-[:{violent}]->() }} AS violent,
  EXISTS {{ MATCH {origins_p} MATCH (:PersonRecord {{origin: o.id}})-[:{protected}]->() }} AS protected,
  COUNT {{ MATCH (p)<-[s:SAME_AS {{until: '{open}'}}]-(:Person)
    WHERE NOT coalesce(s.confirmed, false) }} AS unconfirmed,
  COLLECT {{ MATCH (p)<-[s:SAME_AS {{until: '{open}'}}]-(:Person) MATCH (d:MatchDecision {{id: s.decision}})
    UNWIND d.because AS word RETURN DISTINCT word ORDER BY word }} AS linked
WHERE violent AND none(id IN ids WHERE id IN {apart})
WITH h, p, by, probability, because, ids, protected, unconfirmed, linked ORDER BY by, probability DESC, h.id
RETURN [h.id, by, size(ids), unconfirmed, protected, probability, because + linked]"""
# Did a risk assessment entity decide, in this matter, that the risk from any of these is established?
ESTABLISHED = """
RETURN EXISTS { MATCH (:Matter {id: $given.matter})-[:DECIDED]->(d:RiskDecision)-[:ABOUT]->(h:Person)
  WHERE h.id IN $given.people AND d.decided_at <= $given.now AND d.until > $given.now }"""
# Requests that rest on this consent: sent under its matter, of whoever gave it, who has no other that stands there.
RESTING = f"""
MATCH (:Organisation {{id: $given.organisation}})-[:OPENED]->(m:Matter)
MATCH (m)-[:HOLDS]->(c:ConsentRecord {{id: $given.consent}})
MATCH (c)-[:GIVEN_BY]->(h:Person) {believed("h", "p")} AND c.withdrawn_at IS NULL
  AND NOT EXISTS {{ MATCH (m)-[:HOLDS]->(d:ConsentRecord)-[:GIVEN_BY]->(h)
    WHERE d <> c AND d.withdrawn_at IS NULL AND d.until > $given.now }}
MATCH (q:InformationRequest {{matter: m.id, scheme: 'FVISS', consent: 'OBTAINED'}})
WHERE q.state IN $given.states AND NOT q.role IN $given.violent AND EXISTS {{
  MATCH {origins("p", "o")} WHERE (q.system = '{HUB}' AND q.reference = o.id)
    OR EXISTS {{ (:PersonRecord {{origin: o.id, custodian: q.system, person_number: q.reference}}) }} }}
RETURN collect(q.id)"""
# Is this person, or whoever he is believed to be, whom the request's matter names?
CONFIRMED = f"""
RETURN EXISTS {{ MATCH (:Matter {{evidence: $given.request, kind: 'REQUEST', status: 'OPEN'}})-[:NAMES]->(h:Person)
  {believed("h", "p")} MATCH {origins("p", "o")} WHERE o.id = $given.person }}"""
ORGANISATION = "MATCH (o:Organisation {id: $given.organisation}) RETURN [o.id, o.kind, o.custodian, o.terms, o.until]"
# Of these records, those of the custodian: [record, kind]; none of somebody from whom the account is kept apart (W10).
OWN = (
    "RETURN COLLECT { CALL () { "
    + " UNION ".join(
        f"MATCH (v:{noun} {{custodian: $given.custodian}}) WHERE v.lineage IN $given.records "
        f"AND NOT v.id IN $given.apart RETURN v.lineage AS id, '{noun}' AS kind"
        for noun in WITH_LINEAGE
    )
    + " } RETURN [id, kind] }"
)
# As it is told: with the matter that whom it is addressed to works under, if that is open.
SAID = """q {.*, opened: head(COLLECT {
    MATCH (m:Matter {evidence: q.id, kind: 'REQUEST', status: 'OPEN'}) RETURN m.id ORDER BY m.id })}"""
STEPS = f"""COLLECT {{
    MATCH (e:{EVENT})-[:OF]->(q) RETURN [e.state, e.at, e.organisation, e.code, e.reason, e.records, e.items]
    ORDER BY e.number }}"""
# One with its steps.
ONE = f"""
MATCH (q:InformationRequest {{id: $given.request}})
RETURN [{SAID}, q.from = $given.organisation, {STEPS}, {known_by("$given.organisation")}, $given.now]"""

# Those that an organisation asked, as far as they are of the asker's own role, and those that ask it; the latest first.
# W10: none whose subject the account is kept apart from.
TOLD = """COLLECT {{
  MATCH (me:Account {{id: {account}}}) MATCH (q:InformationRequest)
  WHERE q.id IS NOT NULL AND {which}
    AND ((q.from = {organisation} AND q.asked_by = me.role)
      OR (q.addressed_to = {organisation} AND q.lodged_at IS NOT NULL))
    AND {not_apart}
  WITH q ORDER BY coalesce(q.lodged_at, q.written_at) DESC, q.id LIMIT {limit}
  RETURN [{said}, q.from = {organisation}, {steps}, {known}, {now}] }}"""


def _candidates(model: Model, **given: str) -> str:
    parts = model.parts()
    rows = CANDIDATES.strip().format(
        open=OPEN, hub=HUB, believed=believed("h", "p"), origins_n=origins("n", "o"), origins_p=origins("p", "o"),
        violent="|".join(part for part, standing in parts.items() if standing.uses_violence),
        protected="|".join(part for part, standing in parts.items() if standing in PROTECTING),
        not_apart=NOT_APART.format(apart=given["apart"]), **given,
    )  # fmt: skip
    return f"COLLECT {{ {rows} }}"


def statement_of_candidates(model: Model) -> str:
    """By itself, for who decides: the same rows."""
    given = {name: f"$given.{name}" for name in ("request", "organisation", "apart")}
    return f"RETURN {_candidates(model, **given)}"


def candidates(work: Callable[..., Any]) -> Root:
    """Those of a request that is addressed to the asker's organisation."""

    def plan(planner: Planner, selection: Selection) -> Column:
        add = planner.parameters.add
        given = {"request": add(selection.arguments["request"]), "organisation": add(statement.ORGANISATION)}
        text = _candidates(planner.model, **given, apart=planner.parameters.listed(APART))
        return column(planner, selection, text, valued(selection, work))

    return plan


def told(work: Callable[..., Any]) -> Root:
    """`work` is given each request, whether it is the asker's organisation that asks, its events, what whom it is
    addressed to knows of the subject if that is Child Protection, and the time."""

    def plan(planner: Planner, selection: Selection) -> Column:
        add, wanted = planner.parameters.add, selection.arguments
        tests = [f"q.id = {add(wanted['id'])}"] if wanted.get("id") is not None else []
        if wanted.get("state") is not None:
            tests.append(f"q.state = {add(wanted['state'].value)}")
        organisation = add(statement.ORGANISATION)
        text = TOLD.format(
            organisation=organisation, known=known_by(organisation), now=add(statement.NOW), account=add(ACCOUNT),
            not_apart=NOT_APART.format(apart=planner.parameters.listed(APART)), which=all_of(tests),
            limit=add(wanted["first"], page_size), said=SAID, steps=STEPS,
        )  # fmt: skip
        return column(planner, selection, text, valued(selection, work))

    return plan
