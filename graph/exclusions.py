"""Markings of excluded information (FVPA s 144C): what a custodian keeps from others, and when he looks anew.

    (x:ExclusionMarking {from, until, …})-[:ON]->(n)      each version of what is marked
    (x)-[:FOLLOWS]->(the marking before it)               nothing of a marking is overwritten but its end

What the markings in force say of a node is written beside it: see `graph.exclusion`.
They are of a lineage, so that a new version of a record is excluded as it comes. A place, name or way to reach has no
lineage of its own: what a new version states in its stead is excluded with it until somebody looks.

Of one version alone: that its free text was looked through, and the extract that was released of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from authz.ledger_raw import Key
from graph.planner import Planner
from graph.roots import Root, column
from graph.selection import Selection
from graph.statement import NOW, REVIEWING, Column
from graph.times import OPEN
from graph.turning import Turned

MARKING = "ExclusionMarking"
WITH_LINEAGE = ("PersonRecord", "Incident", "Order", "Referral", "CourtFile", "Charge", "CustodyEpisode", "Supervision",
                "RiskAssessment", "SafetyPlan", "ProtectionReport")  # fmt: skip
STATED_BY: Mapping[str, str] = {"PersonName": "NAMED", "Contact": "REACHED_AT", "Address": "LIVES_AT|AT"}
"""Of what has no lineage: by which relationship its record or report states it."""
STANDING = frozenset((
    *("AFFECTED_IN", "RESPONDENT_IN", "CHILD_IN", "OTHER_IN", "RESTRAINED_BY", "PROTECTED_BY", "REFERRED_IN"),
    *("RESPONDENT_ON_FILE", "AFFECTED_ON_FILE", "CHILD_ON_FILE", "OTHER_ON_FILE", "ACCUSED_IN", "WRONGED_IN"),
    *("HELD_IN", "SUPERVISED_IN", "NO_CONTACT_WITH", "ASSESSED_IN", "CHILD_ASSESSED_IN", "ASSESSED_AS_RISK_IN"),
    *("PLANNED_FOR", "CHILD_PLANNED_FOR", "CHILD_REPORTED_IN", "RESPONSIBLE_IN", "ADULT_VICTIM_IN"),
    *("HOUSEHOLD_IN", "OTHER_CHILD_IN"),
))  # fmt: skip
PARTS = "|".join(sorted(STANDING))
EXCLUDABLE = (*WITH_LINEAGE, *STATED_BY)
STATING = frozenset(word for words in STATED_BY.values() for word in words.split("|"))


def held(noun: str) -> str:
    """The versions of what an id names, each with the lineage that states it, where the custodian is the asker's."""
    if noun in STATED_BY:
        found = f"MATCH (n:{noun} {{id: $given.record}})<-[:{STATED_BY[noun]}]-(o)"
    else:
        found = f"MATCH (n:{noun} {{lineage: $given.record}}) WITH n, n AS o"
    return f"{found} WHERE o.custodian = $given.custodian RETURN collect([n.id, o.lineage])"


PART = (
    f"MATCH (r:PersonRecord {{lineage: $given.record}})-[:{PARTS}]->(v {{lineage: $given.event}}) "
    "WHERE r.custodian = $given.custodian RETURN collect([r.id, r.lineage])"
)
IN_FORCE = (
    f"MATCH (x:{MARKING} {{record: $given.record, until: '{OPEN}'}}) "
    "WHERE coalesce(x.field, x.event, '') = coalesce($given.field, $given.event, '') "
    "RETURN collect(x.id)"
)
MARKED = f"""
MATCH (x:{MARKING} {{id: $given.exclusion, custodian: $given.custodian, until: '{OPEN}'}})
RETURN x {{.noun, .record, .lineage, .field, .fields, .event, .ground, .released}}"""
UNKNOWN = """
RETURN [o IN $given.organisations WHERE NOT EXISTS { (:Organisation {id: o}) }]"""

# Of several markings on one node a reader must be released from each.
STANDS = f"""
WITH n, COLLECT {{
  MATCH (x:{MARKING} {{until: '{OPEN}'}})-[:ON]->(n) WHERE x.fields IS NULL AND x.event IS NULL RETURN x ORDER BY x.id
}} AS marks, COLLECT {{
  MATCH (x:{MARKING} {{until: '{OPEN}'}})-[:ON]->(n) UNWIND x.fields AS field
  WITH reduce(said = field, o IN x.released | said + ' ' + o) AS said RETURN said ORDER BY said
}} AS kept
SET n.exclusion = marks[0].ground,
  n.released = [o IN marks[0].released WHERE all(x IN marks WHERE o IN x.released)],
  n.kept = CASE WHEN size(kept) > 0 THEN kept END"""
# A part lies between two lineages: all versions of both.
PARTS_STAND = f"""
MATCH (:PersonRecord {{lineage: x.lineage}})-[e:{PARTS}]->(v) WHERE v.lineage = x.event
WITH DISTINCT x, e, COLLECT {{
  MATCH (y:{MARKING} {{lineage: x.lineage, event: x.event, until: '{OPEN}'}}) RETURN y ORDER BY y.id }} AS marks
SET e.exclusion = marks[0].ground,
  e.released = [o IN marks[0].released WHERE all(y IN marks WHERE o IN y.released)]"""
BEGIN = f"""
MERGE (x:{MARKING} {{id: $given.id}})
ON CREATE SET x.noun = $given.noun, x.record = $given.record, x.lineage = $given.lineage,
  x.field = $given.field, x.fields = $given.fields, x.event = $given.event, x.ground = $given.ground,
  x.reason = $given.reason, x.review_on = $given.review_on, x.released = $given.released,
  x.custodian = $given.custodian, x.by = $given.by, x.from = $given.at, x.until = '{OPEN}'
WITH x UNWIND $given.follows AS id
MATCH (before:{MARKING} {{id: id}}) WHERE before.until = '{OPEN}' SET before.until = $given.at
MERGE (x)-[:FOLLOWS]->(before)
WITH x, before MATCH (before)-[:ON]->(n) MERGE (x)-[:ON]->(n)"""
ON = f"MERGE (x)-[:ON]->(n) WITH DISTINCT n {STANDS.strip()}"
END = f"""
MATCH (x:{MARKING} {{id: $given.exclusion}}) WHERE x.until = '{OPEN}'
SET x.until = $given.at, x.ended_by = $given.by, x.ended_because = $given.reason
WITH x MATCH (x)-[:ON]->(n) {STANDS.strip()}"""
WITH_TEXT = tuple(noun for noun in WITH_LINEAGE if noun not in ("PersonRecord", "Referral"))
"""Whose free text, and that of its parts, opens to others once it was looked through."""
# Of one version: what a later one says was not looked through.
VERSION = (
    "CALL () { "
    + " UNION ".join(f"MATCH (v:{noun} {{lineage: $given.record}}) RETURN v" for noun in WITH_TEXT)
    + " } WITH v WHERE v.version = $given.version AND v.custodian = $given.custodian RETURN [v.id, labels(v)[0]]"
)
SCANNED = tuple(
    f"MATCH (v:{noun} {{id: $given.version_of}}) WHERE $given.noun = '{noun}' "
    "SET v.scanned_at = $given.at, v.scanned_by = $given.by"
    for noun in WITH_TEXT
)
EXTRACTS = "extract"  # as which the words of an extract are sealed: in its command there are none
RELEASE_EXTRACT = "releaseExtract"  # the command; its body names the entry of the words as `sealed`
WITH_EXTRACT = ("Incident", "Charge", "Supervision", "RiskAssessment", "ProtectionReport")
"""Those that have a text of their own, of which an extract may be released."""
# Which version, and to whom an extract of it is released.
EXTRACTED = (
    "CALL () { "
    + " UNION ".join(f"MATCH (v:{noun} {{lineage: $given.record}}) RETURN v" for noun in WITH_EXTRACT)
    + " } WITH v WHERE v.version = $given.version AND v.custodian = $given.custodian "
    "RETURN [v.id, labels(v)[0], v.extract_readers]"
)
RELEASED = tuple(
    f"MATCH (v:{noun} {{id: $given.version_of}}) WHERE $given.noun = '{noun}' "
    "SET v.extract = $given.text, v.extract_readers = $given.readers, v.extract_at = $given.at, "
    "v.extract_by = $given.by"
    for noun in WITH_EXTRACT
)
WITHDRAWN = tuple(
    f"MATCH (v:{noun} {{id: $given.version_of}}) WHERE $given.noun = '{noun}' "
    "REMOVE v.extract, v.extract_readers, v.extract_at, v.extract_by"
    for noun in WITH_EXTRACT
)
MARKS = (
    BEGIN.strip(),
    *(f"MATCH (x:{MARKING} {{id: $given.id}}) UNWIND $given.nodes AS id MATCH (n:{noun} {{id: id}}) "
      "MERGE (x)-[:ON]->(n)" for noun in EXCLUDABLE),
    f"MATCH (x:{MARKING} {{id: $given.id}})-[:ON]->(n) {STANDS.strip()}",
    f"MATCH (x:{MARKING} {{id: $given.id}}) WHERE x.event IS NOT NULL {PARTS_STAND.strip()}",
)  # fmt: skip
WRITES: Mapping[str, tuple[str, ...]] = {
    "excludeInformation": MARKS,
    "reviewExclusion": MARKS,
    "releaseExclusion": (
        END.strip(),
        f"MATCH (x:{MARKING} {{id: $given.exclusion}}) WHERE x.event IS NOT NULL {PARTS_STAND.strip()}",
    ),
    "markScanned": SCANNED,
    RELEASE_EXTRACT: RELEASED,
    "withdrawExtract": WITHDRAWN,
}


def extract_key(custodian: str, version_of: str) -> Key:
    """Under which the extracts of one version of a record are sealed, each release a version of its own."""
    return EXTRACTS, custodian, version_of


# What is new and of a lineage of which something of its kind is marked.
CARRIED: Mapping[str, str] = {
    noun: f"UNWIND $given.rows AS row MATCH (x:{MARKING} {{lineage: row.lineage, noun: '{noun}', until: '{OPEN}'}}) "
    f"MATCH (n:{noun} {{id: row.id}}) {ON}"
    for noun in EXCLUDABLE
}

PARTS_CARRIED = (
    f"UNWIND $given.rows AS row MATCH (x:{MARKING} {{lineage: row.lineage, event: row.event, until: '{OPEN}'}}) "
    f"WITH DISTINCT x {PARTS_STAND.strip()}"
)

LISTED = (
    f"COLLECT {{{{ MATCH (x:{MARKING} {{{{custodian: {{0}}, until: '{OPEN}'}}}}) "
    "WITH x, x.review_on + x.id AS at {2} RETURN [at, "
    "x.id, x.noun, x.record, x.field, x.event, x.ground, x.reason, x.review_on, x.released, x.from, {1}] {3} }}"
)


def to_review(work: Callable[..., Any]) -> Root:
    """The markings in force of the custodian whose reviewer asks, the first to be reviewed first."""

    def plan(planner: Planner, selection: Selection) -> Column:
        add = planner.parameters.add
        turned = Turned(planner, selection, MARKING)
        text = LISTED.format(add(REVIEWING), add(NOW), turned.behind, turned.page)
        return column(planner, selection, text, turned.valued(work))

    return plan
