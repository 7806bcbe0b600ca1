"""Kin and households of a world, as its reports and records say them, hidden or not; and what reviewers decided.

Written from all that is held. A decision rests on one statement, so that two worlds alike in a statement are alike in
what was decided on it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

World = dict[str, dict[str, dict[str, Any]]]
Row = dict[str, Any]
OPEN = "9999-12-31T23:59:59Z"
TURNED = {"PARENT": "CHILD", "CHILD": "PARENT", "SPOUSE": "SPOUSE", "SIBLING": "SIBLING", "HOUSEHOLD": "HOUSEHOLD"}
RELATIONS = (("AFFECTED_IN", "relation_to_affected"), ("RESPONDENT_IN", "relation_to_respondent"))
# A statement is decided on by the first letter of its id.
RULINGS: dict[str, Row] = {
    **{letter: {"state": "CONFIRMED", "kind": None, "currency": "FORMER"} for letter in "01234"},
    **{letter: {"state": "REFUSED", "kind": None, "currency": None} for letter in "567"},
    **{letter: {"state": "CONFIRMED", "kind": "DE_FACTO", "currency": None} for letter in "89"},
}


@dataclass(frozen=True, slots=True)
class Statement:
    """What one report, in all its versions, or one home says of two origins."""

    left: str
    right: str
    kind: str
    field: str | None = None
    code: str | None = None
    subject: str | None = None
    key: str | None = None
    left_part: str | None = None
    right_part: str | None = None
    of: str = ""  # the report's lineage, or the home's key
    incidents: tuple[str, ...] = ()

    @property
    def relationship(self) -> str:
        return _id("relationship", self.left, self.right, self.kind)

    @property
    def id(self) -> str:
        parts = (self.field or "", self.left_part or "", self.right_part or "")
        return _id("statement", self.relationship, self.of, *parts)

    @property
    def ruling(self) -> Row | None:
        if self.id[0] not in RULINGS:
            return None
        number = int(self.id[1:7], 16)
        said = {"reason": f"reason {number}", "decided_by": _id("reviewer"), "decided_at": "2026-03-01T00:00:00Z"}
        return {"id": _id("decision", self.id), "number": number, **RULINGS[self.id[0]], **said}


def statements(world: World) -> list[Statement]:
    """Each once, with every version of the report that says it."""
    origins = {r: str(link["origin"]) for p in world["persons"].values() for r, link in p["records"].items()}
    found: dict[str, Statement] = {}
    for one in (*_of_reports(world, origins), *_of_homes(world, origins)):
        held = found.setdefault(one.id, one)
        incidents = tuple(sorted({*held.incidents, *one.incidents}))
        found[one.id] = Statement(*(getattr(held, n) for n in Statement.__slots__[:-1]), incidents)
    return [found[id] for id in sorted(found)]


def last_ruling(statements_of: list[Statement]) -> Row | None:
    """Of one relationship."""
    rulings = [one.ruling for one in statements_of if one.ruling]
    return max(rulings, key=lambda ruling: (ruling["number"], ruling["id"]), default=None)


def _id(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:26]


def _of_reports(world: World, origins: dict[str, str]) -> Iterator[Statement]:
    for name, incident in world["incidents"].items():
        of = {"of": str(incident["lineage"]), "incidents": (name,)}
        for respondent in incident["RESPONDENT_IN"]:
            for affected in incident["AFFECTED_IN"]:
                pair = origins[respondent], origins[affected]
                code = incident["relationship"]
                parts = ("RESPONDENT_IN", "AFFECTED_IN")
                yield from _said(*pair, code, parts, field="relationship", code=code, **of)
                together = "HOUSEHOLD" if incident["living_together"] else None
                yield from _said(*pair, together, parts, field="living_together", **of)
        others = [(own, other) for own in ("CHILD_IN", "OTHER_IN") for other in incident[own]]
        for own, other in others:
            for part, field in RELATIONS:
                for party in incident[part]:
                    code = world["records"][other][field]
                    more = {"field": field, "code": code, "subject": origins[other], **of}
                    yield from _said(origins[other], origins[party], code, (own, part), **more)


def _of_homes(world: World, origins: dict[str, str]) -> Iterator[Statement]:
    """Hidden ones too: a home may have been hidden after it was said."""
    living = [(origins[r], home["key"]) for r, record in world["records"].items() if r in origins
              for home in map(world["addresses"].get, record["LIVES_AT"]) if home]  # fmt: skip
    for (one, key), (other, same) in combinations(sorted(set(living)), 2):
        if key == same:
            yield from _said(one, other, "HOUSEHOLD", (None, None), key=key, of=key)


def _said(
    one: str, other: str, kind: str | None, parts: tuple[str | None, str | None], **said: Any
) -> Iterator[Statement]:
    """What the one is to the other, the lesser id on the left where the word can be turned."""
    if kind is None or one == other:
        return
    turned = TURNED.get(kind) if other < one else None
    own, theirs = parts[::-1] if turned else parts
    ends = (other, one, turned) if turned else (one, other, kind)
    yield Statement(*ends, left_part=own, right_part=theirs, **said)


# As it stands in the graph

VALUES = ("field", "code", "subject", "key", "left_part", "right_part")

_RELATED = (
    "UNWIND $rows AS row MATCH (a:Person {id: row.values.left}) MATCH (b:Person {id: row.values.right}) "
    "CREATE (l:Relationship) SET l = row.values CREATE (a)<-[:BETWEEN]-(l)-[:BETWEEN]->(b)"
)
_STATED = (
    "UNWIND $rows AS row MATCH (l:Relationship {id: row.relationship}) "
    "CREATE (s:RelationshipStatement)-[:ABOUT]->(l) SET s = row.values "
    "WITH row, s UNWIND row.incidents AS id MATCH (i:Incident {id: id}) CREATE (s)-[:RESTS_ON]->(i)"
)
_RULED = (
    "UNWIND $rows AS row MATCH (l:Relationship {id: row.relationship}) MATCH (s:RelationshipStatement {id: row.on}) "
    "CREATE (d:RelationshipDecision)-[:ON]->(l) SET d = row.values CREATE (d)-[:RESTS_ON]->(s)"
)


def relationships(world: World) -> Iterator[tuple[str, Row]]:
    held = statements(world)
    by_id: dict[str, list[Statement]] = {}
    for one in held:
        by_id.setdefault(one.relationship, []).append(one)
    yield _RELATED, {"rows": [{"values": _related(id, mine)} for id, mine in by_id.items()]}
    yield _STATED, {"rows": [_stated(one) for one in held]}
    rulings = [(one, ruling) for one in held if (ruling := one.ruling)]
    yield _RULED, {"rows": [{"relationship": one.relationship, "on": one.id, "values": _given(ruling)}
                            for one, ruling in rulings]}  # fmt: skip


def _related(id: str, mine: list[Statement]) -> Row:
    state = (last_ruling(mine) or {"state": "PROPOSED"})["state"]
    return {"id": id, "left": mine[0].left, "right": mine[0].right, "kind": mine[0].kind, "state": state,
            "decided_at": "2026-03-02T00:00:00Z"}  # fmt: skip


def _stated(one: Statement) -> Row:
    values = {"id": one.id, **{n: getattr(one, n) for n in VALUES}}
    return {"relationship": one.relationship, "incidents": list(one.incidents), "values": _given(values)}


def _given(values: Row) -> Row:
    return {name: value for name, value in values.items() if value is not None}
