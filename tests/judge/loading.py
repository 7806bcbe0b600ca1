"""Writes a world into the graph, with the labels and relationships of the real one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.judge.askers import CLASSES
from tests.judge.describing import descriptions
from tests.judge.fields import NOUN_OF
from tests.judge.nouns import EDGES, PARTS, PLACES
from tests.judge.relating import relationships

World = dict[str, dict[str, dict[str, Any]]]
Statement = tuple[str, dict[str, Any]]

OPEN = "9999-12-31T23:59:59Z"


def load(run: Callable[..., Any], world: World) -> None:
    """Empties the database and writes the world through `run(text, **parameters)`."""
    for text, parameters in statements(world):
        run(text, **parameters)


def statements(world: World) -> Iterator[Statement]:
    """The same as `load`, for a caller that must await each."""
    yield "MATCH (n) DETACH DELETE n", {}
    for area, label in NOUN_OF.items():
        rows = [_stored(world, area, name) for name in world[area]]
        yield f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", {"rows": rows}
    yield from _joins(world)
    yield from _lenses(world)
    yield from descriptions(world)
    yield from relationships(world)
    yield from _matters(world)
    yield from _conflicts(world)


def _stored(world: World, area: str, name: str) -> dict[str, Any]:
    """The properties of a node."""
    thing = world[area][name]
    values = {k: v for k, v in thing.items() if v is not None and k == k.lower() and k != "apart"}
    if area == "persons":
        values = {}
    if "kept" in thing:
        values["kept"] = [" ".join((field, *released)) for field, released in sorted(thing["kept"].items())]
    if area == "records":
        values["origin"] = origin(world, name)
    if area == "addresses":
        values["guarded"] = guarded(world, thing)
    mark = own_mark(world, area, name)
    if mark:
        values["own"] = mark
    return {"id": name, **values}


def guarded(world: World, address: dict[str, Any]) -> bool:
    """Anybody marked a place with this key as suppressed."""
    return any(
        other.get("suppressed") is True and other["key"] == address["key"] for other in world["addresses"].values()
    )


def origin(world: World, record: str) -> str:
    return next((str(p["records"][record]["origin"]) for p in world["persons"].values() if record in p["records"]), "")


def own_mark(world: World, area: str, name: str) -> str | None:
    thing = world[area][name]
    if area == "records":
        return f"{thing['custodian']} {thing['standing']}"
    if area == "addresses":
        return _own_of_address(world, name)
    return str(thing["custodian"]) if area in PARTS or area == "attendances" else None


def _own_of_address(world: World, name: str) -> str | None:
    """Where a record says that its person lives, or a victim's home."""
    hidden = " SUPPRESSED" if world["addresses"][name].get("suppressed") else ""
    for owners, key in PLACES:
        for owner in world[owners].values():
            if name in owner[key]:
                return f"{owner['custodian']} {owner.get('standing', 'VICTIM')}{hidden}"
    return None


def _joins(world: World) -> Iterator[Statement]:
    for area, key, other in EDGES:
        pairs = [[name, x, _on_the_edge(thing, x)] for name, thing in world[area].items() for x in thing[key]]
        arrow = f"<-[e:{key}]-" if key in PARTS.get(area, ()) else f"-[e:{key}]->"
        text = (
            "UNWIND $pairs AS pair "
            f"MATCH (a:{NOUN_OF[area]} {{id: pair[0]}}), (b:{NOUN_OF[other]} {{id: pair[1]}}) "
            f"CREATE (a){arrow}(b) SET e = pair[2]"
        )
        yield text, {"pairs": pairs}


def _on_the_edge(thing: dict[str, Any], other: str) -> dict[str, Any]:
    released = thing.get("apart", {}).get(other)
    return {} if released is None else {"exclusion": "CONFIDENTIAL_SOURCE", "released": released}


def _lenses(world: World) -> Iterator[Statement]:
    rows = [
        {"person": person, "record": record, "values": _link(world, link)}
        for person, thing in world["persons"].items()
        for record, link in thing["records"].items()
    ]
    text = (
        "UNWIND $rows AS row "
        "MATCH (p:Person {id: row.person}), (r:PersonRecord {id: row.record}) "
        "CREATE (p)-[k:KNOWN_AS]->(r) SET k = row.values"
    )
    yield text, {"rows": rows}
    joined = [{"origin": name, **thing} for name, thing in world["origins"].items()]
    text = (
        "UNWIND $rows AS row MATCH (p:Person {id: row.person}) "
        "CREATE (:Person {id: row.origin})-[s:SAME_AS]->(p) "
        "SET s.from = '2018-01-01T00:00:00Z', s.until = $open, s.confirmed = row.confirmed, p.joined = true"
    )
    yield text, {"rows": joined, "open": OPEN}


def _link(world: World, link: dict[str, Any]) -> dict[str, Any]:
    joined = world["origins"].get(link["origin"], {})
    values = {name: value for name, value in link.items() if name != "origin"}
    return {**values, "decided_by": "rule", "confirmed": joined.get("confirmed")}


def _conflicts(world: World) -> Iterator[Statement]:
    """Accounts of whom a conflict is recorded, or of whose organisation; the others are in no graph of a world."""
    rows = [{"account": name, **c} for name, x in world["accounts"].items() for c in x.get("conflicts", ())]
    text = (
        "UNWIND $rows AS row MERGE (a:Account {id: row.account}) SET a.issuer = 'issuer', a.subject = row.account "
        "CREATE (a)-[:KEPT_APART]->(:Conflict {id: row.id, kind: 'BLOCKED', system: 'throughline', "
        "reference: row.person, since: row.since, until: row.until})"
    )
    yield text, {"rows": rows}
    of_all = [(name, c) for name, x in world["organisations"].items() for c in x.get("conflicts", ())]
    rows = [{"account": a, "organisation": name} for name in {name for name, _ in of_all}
            for a, x in world["accounts"].items() if x["organisation"] == name]  # fmt: skip
    yield _MEMBERS, {"rows": rows}
    yield _OF_ALL, {"rows": [{"organisation": name, **c} for name, c in of_all]}


_MEMBERS = (
    "UNWIND $rows AS row MATCH (o:Organisation {id: row.organisation}) MERGE (a:Account {id: row.account}) "
    "SET a.issuer = 'issuer', a.subject = row.account MERGE (a)-[:MEMBER_OF]->(o)"
)
_OF_ALL = (
    "UNWIND $rows AS row MATCH (o:Organisation {id: row.organisation}) "
    "CREATE (o)-[:KEPT_APART]->(:Conflict {id: row.id, kind: 'EMPLOYEE', system: 'throughline', "
    "reference: row.person, since: row.since, until: row.until, excepted: row.excepted})"
)
_ORGANISATIONS = "UNWIND $rows AS row CREATE (o:Organisation) SET o = row"
_OPENED = (
    "UNWIND $rows AS row MATCH (o:Organisation {id: row.organisation}) "
    "CREATE (o)-[:OPENED]->(m:Matter) SET m = row.values"
)
_ASIDE = "UNWIND $rows AS row MATCH (m:Matter {id: row.matter}), (p:Person {id: row.person}) "
_BESIDE = {
    "names": _ASIDE + "CREATE (m)-[n:NAMES]->(p) SET n = row.values",
    "consents": _ASIDE + "CREATE (m)-[:HOLDS]->(c:ConsentRecord)-[:GIVEN_BY]->(p) SET c = row.values",
    "assertions": _ASIDE + "CREATE (m)-[:HOLDS]->(a:Assertion)-[:ABOUT]->(p) SET a = row.values",
    "contacts": _ASIDE + "CREATE (m)-[:HOLDS]->(c:PlannedContact)-[:WITH]->(p) SET c = row.values",
    "decisions": _ASIDE + "CREATE (m)-[:DECIDED]->(d:RiskDecision)-[:ABOUT]->(p) SET d = row.values",
}
_REPORTS = "UNWIND $rows AS row CREATE (r:ConsolidatedReport) SET r = row"


def _matters(world: World) -> Iterator[Statement]:
    yield _ORGANISATIONS, {"rows": [{"id": name} for name in world["organisations"]]}
    yield _OPENED, {"rows": [_opened(name, m) for name, m in world["matters"].items()]}
    for key, text in _BESIDE.items():
        rows = [_beside(name, row) for name, m in world["matters"].items() for row in m[key]]
        yield text, {"rows": rows}
    yield _REPORTS, {"rows": [{"matter": name, **r} for name, m in world["matters"].items() for r in m["reports"]]}


def _opened(name: str, matter: dict[str, Any]) -> dict[str, Any]:
    values = {k: v for k, v in matter.items() if k not in (*_BESIDE, "organisation", "reports")}
    return {"organisation": matter["organisation"], "values": {"id": name, **values}}


def _beside(matter: str, row: dict[str, Any]) -> dict[str, Any]:
    """A naming, consent or decision: the origin it was made on, and the values it carries."""
    values = {k: v for k, v in row.items() if k not in ("person", "origin")}
    if "decided_at" in row and "RAE" in CLASSES.get(row["organisation"], ()):
        values["entity_class"] = "RAE"  # the class of who decided, as it was
    return {"matter": matter, "person": row.get("origin", row["person"]), "values": values}
