"""What workers keep in a matter beside its evidence: saved views of relations, and notes.

    (v:SavedView {name, address, people, shared, role, purpose, by, at})-[:KEPT_IN]->(m:Matter)
    (n:Note {text, role, purpose, by, at, withdrawn_at, reason})-[:KEPT_IN]->(m), (n)-[:NOTED_OF]->(h:Person)

Told to the role and purpose that it was kept under, while the matter is open to who asks. No other statement reads a
note: it is no evidence. Names, texts and reasons are sealed in the ledger, and no command has them; what is dropped or
withdrawn has none here either.
"""

from __future__ import annotations

from collections.abc import Mapping

from authz.ledger_raw import Key
from graph.identity import believed
from graph.matters import OPEN_TO

VIEW, NOTE = "SavedView", "Note"
CONNECTORS: Mapping[str, str] = {VIEW: "saved_view", NOTE: "note"}  # as which the words are sealed
WORDED = ("saveView", "writeNote", "withdrawNote")  # commands that name the entry of their words as `sealed`
KEPT = "role: $given.role, purpose: $given.purpose"
MINE = f"{KEPT}, by: $given.account"

SAVE = f"""
MATCH (m:Matter {{id: $given.matter}}) MERGE (v:{VIEW} {{id: $given.id}})
ON CREATE SET v.name = $given.text, v.address = $given.address, v.people = $given.people, v.shared = $given.shared,
  v.role = $given.role, v.purpose = $given.purpose, v.by = $given.by, v.at = $given.at
MERGE (v)-[:KEPT_IN]->(m)"""
DROP = f"MATCH (v:{VIEW} {{id: $given.id}}) SET v.dropped_at = coalesce(v.dropped_at, $given.at) REMOVE v.name"
WRITE = f"""
MATCH (m:Matter {{id: $given.matter}}) MATCH (h:Person {{id: $given.person}}) MERGE (n:{NOTE} {{id: $given.id}})
ON CREATE SET n.text = $given.text, n.role = $given.role, n.purpose = $given.purpose, n.by = $given.by,
  n.at = $given.at
MERGE (n)-[:KEPT_IN]->(m) MERGE (n)-[:NOTED_OF]->(h)"""
WITHDRAW = f"""
MATCH (n:{NOTE} {{id: $given.id}}) WHERE n.withdrawn_at IS NULL
SET n.withdrawn_at = $given.at, n.reason = $given.text REMOVE n.text"""
WRITES: Mapping[str, tuple[str, ...]] = {
    "saveView": (SAVE.strip(),),
    "dropView": (DROP,),
    "writeNote": (WRITE.strip(),),
    "withdrawNote": (WITHDRAW.strip(),),
}

# What a decision needs to know.
IS_OPEN = f"{OPEN_TO} RETURN m.id"
IS_CUSTODIAN = "RETURN EXISTS { (:Organisation {custodian: $given.custodian}) }"
OWN_VIEW = (
    f"{OPEN_TO} MATCH (v:{VIEW} {{id: $given.id, {MINE}}})-[:KEPT_IN]->(m) WHERE v.dropped_at IS NULL RETURN v.id"
)
OWN_NOTE = (
    f"{OPEN_TO} MATCH (n:{NOTE} {{id: $given.id, {MINE}}})-[:KEPT_IN]->(m) WHERE n.withdrawn_at IS NULL RETURN n.id"
)
# How many of his own stand in the matter: those of others, of which he may be told nothing, are in no count.
OWN_VIEWS, OWN_NOTES = (
    f"MATCH (k:{noun} {{by: $given.account}})-[:KEPT_IN]->(:Matter {{id: $given.matter}})"
    f" WHERE k.{ended} IS NULL RETURN count(k)"
    for noun, ended in ((VIEW, "dropped_at"), (NOTE, "withdrawn_at"))
)
# Whoever is asked about, by any of his ids, is who he is believed to be; and so is whom the matter names.
IS_HE = f"MATCH (x:Person {{id: $given.person}}) {believed('x', 'p')}"
NAMED = f"""{OPEN_TO}
{IS_HE} MATCH (m)-[:NAMES]->(h:Person) {believed("h", "q")} AND q = p RETURN h.id ORDER BY h.id LIMIT 1"""

# The newest first, from behind `after`; null where that is none of these.
VIEWS = f"""{OPEN_TO}
OPTIONAL MATCH (b:{VIEW} {{id: $given.after, {KEPT}}})-[:KEPT_IN]->(m)
RETURN CASE WHEN $given.after IS NULL OR b IS NOT NULL THEN COLLECT {{
  MATCH (v:{VIEW} {{{KEPT}}})-[:KEPT_IN]->(m)
  WHERE v.dropped_at IS NULL AND (v.shared OR v.by = $given.account) AND none(p IN v.people WHERE p IN $given.apart)
    AND (b IS NULL OR v.at < b.at OR v.at = b.at AND v.id < b.id)
  RETURN [v.id, v.name, v.address, v.shared, v.by, v.at, v.people] ORDER BY v.at DESC, v.id DESC
  LIMIT $given.first }} END"""
NOTES = f"""{OPEN_TO}
{IS_HE}
OPTIONAL MATCH (b:{NOTE} {{id: $given.after, {KEPT}}})-[:KEPT_IN]->(m)
RETURN CASE WHEN $given.after IS NULL OR b IS NOT NULL THEN COLLECT {{
  MATCH (n:{NOTE} {{{KEPT}}})-[:KEPT_IN]->(m)
  WHERE b IS NULL OR n.at < b.at OR n.at = b.at AND n.id < b.id
  MATCH (n)-[:NOTED_OF]->(h:Person) {believed("h", "q")} AND q = p
  RETURN [n.id, n.by, n.at, n.text, n.withdrawn_at, n.reason] ORDER BY n.at DESC, n.id DESC
  LIMIT $given.first }} END"""


def is_kept(noun: str) -> str:
    return f"RETURN EXISTS {{ (:{noun} {{id: $given.id}}) }}"


def key_of(noun: str, custodian: str, id: str) -> Key:
    """Under which the words of a view or note are sealed; why a note was withdrawn, as its next version."""
    return CONNECTORS[noun], custodian, id


def noun_of(key: Key) -> str | None:
    """None: it is of a record."""
    return next((noun for noun, connector in CONNECTORS.items() if connector == key[0]), None)
