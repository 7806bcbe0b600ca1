"""Scope: the facts of one asker's matter, gathered by one statement whose text is fixed.

It decides nothing and knows no role. Rows are positional; `authz` judges what they mean.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from authz.facts import (
    Assertion,
    Conflict,
    Event,
    Exclusion,
    Facts,
    Grant,
    Grounds,
    Kept,
    Naming,
    Part,
    Place,
    Record,
    Serving,
)
from authz.words import Asserted, Standing
from graph.conflicts import conflicts
from graph.exclusion import excluded
from graph.identity import believed, confirmed, origins
from graph.mapping import Model
from graph.reports import TOLD
from graph.statements import POSITION
from graph.times import OPEN

# Two MATCH clauses wherever a lens is crossed and left again: inside one, a relationship
# is walked only once, so it would leave out the very record it started from. A hop implies the noun that it leads to:
# a label would be looked up for each row. Neighbours of one node are a list in its row: cheaper than a subquery.
SCOPE = """
OPTIONAL MATCH (o:Organisation)-[:OPENED]->(m:Matter {{id: $given.matter}})
WITH o, m, COLLECT {{
  MATCH (m)-[:NAMES]->(h:Person) {believed_p} RETURN DISTINCT p
}} AS named, COLLECT {{
  MATCH (:Matter {{account: $given.account, status: 'OPEN'}})-[:NAMES {{client: true}}]->(h:Person)
  {believed_c} RETURN DISTINCT c
}} AS clients
WITH o, m, named, clients, COLLECT {{
  UNWIND named AS p MATCH (p)-[:KNOWN_AS {{until: '{open}'}}]->()-[:{parts}]->(v)
  RETURN DISTINCT v
}} AS events, COLLECT {{
  UNWIND clients AS c MATCH (c)-[:KNOWN_AS {{until: '{open}'}}]->()-[:{parts}]->(i)
  RETURN DISTINCT i
}} AS theirs
WITH o, m, named, clients, events, theirs, COLLECT {{
  UNWIND named AS p MATCH (p)-[:KNOWN_AS {{until: '{open}'}}]->(r) RETURN r UNION
  UNWIND events AS v MATCH (v)<-[:{parts}]-(r) RETURN DISTINCT r
}} AS records, COLLECT {{ {told} }} AS told
RETURN [
  {position},
  [o.id, CASE WHEN $given.purpose IN coalesce(m.also, []) THEN $given.purpose ELSE m.purpose END,
    CASE WHEN coalesce(m.only, $given.account) = $given.account THEN m.status END, m.kind, m.until],
  COLLECT {{ MATCH (m)-[k:NAMES]->(h:Person) {believed_p}
    RETURN [p.id, k.standing, k.client, k.since, k.until, k.covers, {confirmed}] }},
  COLLECT {{ MATCH (m)-[:HOLDS]->(c:ConsentRecord)-[:GIVEN_BY]->(h:Person) {believed_p}
    RETURN [p.id, c.given_at, c.until, c.withdrawn_at] }},
  COLLECT {{ MATCH (m)-[:HOLDS]->(s:Assertion)-[:ABOUT]->(h:Person) {believed_p}
    RETURN [s.kind, p.id, s.since, s.until, s.withdrawn_at] }},
  COLLECT {{ MATCH (m)-[:DECIDED]->(d:RiskDecision {{entity_class: 'RAE'}})-[:ABOUT]->(h:Person) {believed_p}
    RETURN [p.id, d.decided_at, d.until, null] }},
  [r IN records | [(r)<-[k:KNOWN_AS {{until: '{open}'}}]-(p) | {record}]],
  [v IN events | [v.id, labels(v)[0], v.custodian, {excluded_v}, v.recorded_to,
    coalesce({times}), v.party,
    head([(v)-[:ARISES_FROM]->(i) | i.id]), v.served, v.starts_on, coalesce(v.ends_on, v.until_on),
    v.state, v.kept, v.scanned_at IS NOT NULL, v.kind, coalesce(v.open_now, v.in_custody), v.released_at,
    v.risk_relevant, v.lineage IN told, v.extract_readers]],
  [v IN events | [v.id, v.party, [(v)<-[e:{parts}]-(r) | [type(e), {excluded_e}, r.id]]]],
  [r IN records + events | [(r)-[:LIVES_AT|AT]->(a) | {place}]],
  COLLECT {{ UNWIND named AS p MATCH {origins}
    MATCH (:Organisation {{id: $given.organisation}})-[:OPENED]->(:Matter {{status: 'OPEN'}})
      -[k:NAMES {{client: true}}]->(h) RETURN [p.id, k.since, k.until, null] }},
  COLLECT {{ UNWIND named AS p MATCH {origins}
    MATCH (h)<-[:WITH]-(c:PlannedContact {{organisation: $given.organisation}})
    RETURN [p.id, c.since, c.until, c.cancelled_at] }},
  COLLECT {{ MATCH (:Matter {{account: $given.account, status: 'OPEN'}})
      -[k:NAMES {{client: true}}]->(h:Person) {believed_p} RETURN [p.id, k.since, k.until, null] }},
  COLLECT {{ UNWIND theirs AS i
    MATCH (i)<-[e:{parts}]-(r)
    MATCH (r)<-[:KNOWN_AS {{until: '{open}'}}]-(p:Person)
    RETURN DISTINCT [i.id, type(e), i.party, r.id, p.id] }},
  COLLECT {{ UNWIND clients AS c
    MATCH (c)-[:KNOWN_AS {{until: '{open}'}}]->()-[:LIVES_AT]->(a)
    RETURN DISTINCT [c.id, a.key, coalesce(a.valid_to, '{open}')] }},
  COLLECT {{ UNWIND theirs AS i
    MATCH (i)<-[:{parts}]-()<-[:KNOWN_AS {{until: '{open}'}}]-(p:Person) WITH DISTINCT p
    MATCH (p)-[:KNOWN_AS {{until: '{open}'}}]->(r)
    RETURN [p.id, [r.id] + COLLECT {{ MATCH (r)-[:LIVES_AT]->(a) RETURN a.id }} + COLLECT {{
      MATCH (r)-[:{protected}]->()-[:AT]->(a) RETURN a.id }}] }},
  COLLECT {{ {conflicts} }}
]"""
RECORD = f"[r.id, p.id, r.custodian, r.standing, {excluded('r')}, r.birth_date, r.origin, k.confirmed, r.kept]"
PLACE = (
    f"[a.id, r.id, a.key, a.suppressed, a.guarded, {excluded('a')}, "
    f"CASE WHEN r.recorded_to = '{OPEN}' THEN coalesce(a.valid_to, '{OPEN}') ELSE '' END]"
)
NO_READERS: frozenset[str] = frozenset()  # one for all: an empty one weighs more than the row it stands in
PARTY = {
    "AFFECTED": Standing.VICTIM,
    "RESPONDENT": Standing.ALLEGED,
    "CHILD": Standing.CHILD,
}


class Scope:
    """The statement, and its rows as facts."""

    def __init__(self, model: Model) -> None:
        self.standings = model.parts()
        self.text = SCOPE.format(
            parts="|".join(self.standings),
            protected="|".join(name for name, standing in self.standings.items() if standing.protected),
            times=", ".join(f"v.{name}" for name in model.times()),
            open=OPEN,
            position=POSITION,
            record=RECORD,
            place=PLACE,
            excluded_v=excluded("v"),
            excluded_e=excluded("e"),
            believed_p=believed("h", "p"),
            believed_c=believed("h", "c"),
            confirmed=confirmed("h", "p"),
            origins=origins("p", "h"),
            conflicts=conflicts(model),
            told=TOLD,
        ).strip()

    def facts(self, found: list[Any]) -> Facts:
        position, matter, namings, consents, assertions, decisions, held, events, parts, places, *rest = found
        organisation_clients, planned, clients, theirs, homes, files, apart = rest
        records = {row[0]: _record(*row) for whose in held for row in whose}
        organisation, purpose, status, kind, until = (text or "" for text in matter)
        return Facts(
            organisation,
            purpose,
            status,
            tuple(_naming(*row) for row in namings),
            tuple(_grounds(*row) for row in consents),
            tuple(Assertion(Asserted(kind), _grounds(*row)) for kind, *row in assertions),
            tuple(_grounds(*row) for row in decisions),
            tuple(records.values()),
            tuple(_event(*row) for row in events),
            tuple(self._parts(parts, records)),
            tuple(_place(*row) for near in places for row in near),
            tuple(_grounds(*row) for row in organisation_clients),
            tuple(_grounds(*row) for row in planned),
            Serving(
                tuple(_grounds(*row) for row in clients),
                tuple(Part(i, r, p, standing_of(self.standings, e, party)) for i, e, party, r, p in theirs),
                tuple((person, key, until) for person, key, until in homes if key),
                tuple((person, tuple(ids)) for person, ids in files),
            ),
            tuple(Conflict(person, since, until, tuple(ids)) for person, since, until, ids in apart),
            position,
            kind,
            until,
        )

    def _parts(self, rows: list[list[Any]], records: Mapping[str, Record]) -> Iterator[Part]:
        """Of a record that is nobody's, no part."""
        for event, party, standing in rows:
            for relationship, released, record in standing:
                if record in records:
                    stands, held = standing_of(self.standings, relationship, party), records[record]
                    # The texts of the record: what a row says again would be kept again.
                    yield Part(event, held.id, held.person, stands, _exclusion(released), sys.intern(relationship))


def standing_of(parts: Mapping[str, Standing], relationship: str, party: str | None) -> Standing:
    """As what somebody stands in an event: a referral says which party he is, and an unknown word protects."""
    if relationship == "REFERRED_IN":
        return PARTY.get(party or "", Standing.VICTIM)
    return parts[relationship]


def _naming(
    person: str,
    standing: str,
    client: bool | None,
    since: str,
    until: str,
    covers: list[str] | None,
    confirmed: bool,
) -> Naming:
    grant = Grant(frozenset(covers or ()), confirmed)
    return Naming(person, Standing(standing), bool(client), since or "", until or OPEN, grant)


def _grounds(person: str, since: str, until: str | None, withdrawn: str | None) -> Grounds:
    """What is withdrawn ends there."""
    return Grounds(person, since, min(until or OPEN, withdrawn or OPEN))


def _record(
    id: str,
    person: str,
    custodian: str | None,
    standing: str | None,
    released: list[str] | None,
    birth_date: str | None,
    origin: str | None,
    confirmed: bool | None,
    kept: list[str] | None,
) -> Record:
    own = Standing(standing) if standing else Standing.VICTIM  # unknown protects
    joined, whole = origin or person, _exclusion(released)
    sure = joined == person or bool(confirmed)
    return Record(id, person, custodian or "", own, whole, birth_date or "", joined, sure, _kept(kept))


def _event(
    id: str,
    label: str,
    custodian: str | None,
    released: list[str] | None,
    recorded_to: str | None,
    at: str | None,
    party: str | None,
    of: str | None,
    served: bool | None,
    starts_on: str | None,
    ends_on: str | None,
    state: str | None,
    kept: list[str] | None,
    scanned: bool,
    kind: str | None,
    going_on: bool | None,
    released_at: str | None,
    risk_relevant: bool | None,
    via_cip: bool | None,
    extract_readers: list[str] | None,
) -> Event:
    return Event(
        id,
        label,
        custodian or "",
        _exclusion(released),
        recorded_to == OPEN,
        at or "",
        party or "",
        of or "",
        bool(served),
        starts_on or "",
        ends_on or "",
        state or "",
        _kept(kept),
        scanned,
        kind or "",
        going_on,
        released_at or "",
        bool(risk_relevant),
        bool(via_cip),
        frozenset(extract_readers) if extract_readers else NO_READERS,
    )


def _exclusion(released: list[str] | None) -> Exclusion | None:
    return None if released is None else Exclusion(frozenset(released))


def _kept(fields: list[str] | None) -> Kept:
    """Each a field, and the organisations that it is released to."""
    words = (field.split() for field in fields or ())
    return tuple((field, Exclusion(frozenset(released))) for field, *released in words)


def _place(
    id: str,
    owner: str,
    key: str | None,
    suppressed: bool | None,
    guarded: bool | None,
    released: list[str] | None,
    until: str,
) -> Place:
    """A missing mark of suppression is not one; `guarded` is written for every address."""
    shown = (bool(suppressed), guarded is not False, _exclusion(released))
    return Place(id, owner, key or id, *shown, until)
