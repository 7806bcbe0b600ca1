"""Writes a world into the graph, with the labels and relationships of the real one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

World = dict[str, dict[str, dict[str, Any]]]
Statement = tuple[str, dict[str, Any]]

OPEN = "9999-12-31T23:59:59Z"
LABELS = {
    "persons": "Person",
    "records": "PersonRecord",
    "names": "PersonName",
    "contacts": "Contact",
    "addresses": "Address",
    "attendances": "Attendance",
    "incidents": "Incident",
    "orders": "Order",
    "referrals": "Referral",
}
# (area that lists them, key of the list, area of the listed, does the edge leave the listed?)
EDGES = (
    ("records", "NAMED", "names", False),
    ("records", "REACHED_AT", "contacts", False),
    ("records", "LIVES_AT", "addresses", False),
    ("incidents", "AT", "addresses", False),
    ("incidents", "AT_ATTENDANCE", "attendances", False),
    ("incidents", "STATES", "orders", False),
    ("incidents", "AFFECTED_IN", "records", True),
    ("incidents", "RESPONDENT_IN", "records", True),
    ("incidents", "CHILD_IN", "records", True),
    ("incidents", "OTHER_IN", "records", True),
    ("orders", "PROTECTED_BY", "records", True),
    ("orders", "RESTRAINED_BY", "records", True),
    ("referrals", "REFERRED_IN", "records", True),
    ("referrals", "ARISES_FROM", "incidents", False),
)


def load(run: Callable[..., Any], world: World) -> None:
    """Empties the database and writes the world through `run(text, **parameters)`."""
    for text, parameters in statements(world):
        run(text, **parameters)


def statements(world: World) -> Iterator[Statement]:
    """The same as `load`, for a caller that must await each."""
    yield "MATCH (n) DETACH DELETE n", {}
    for area, label in LABELS.items():
        rows = [_stored(world, area, name) for name in world[area]]
        yield f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", {"rows": rows}
    yield from _joins(world)
    yield from _lenses(world)
    yield from _matters(world)


def _stored(world: World, area: str, name: str) -> dict[str, Any]:
    """The properties of a node. An excluded one carries no `own`: nobody finds it by that."""
    thing = world[area][name]
    values = {k: v for k, v in thing.items() if v is not None and k == k.lower()}
    if area == "persons":
        values.pop("records")
    if area == "addresses":
        values["guarded"] = guarded(world, thing)
    mark = own_mark(world, area, name)
    if mark and not thing.get("exclusion"):
        values["own"] = mark
    return {"id": name, **values}


def guarded(world: World, address: dict[str, Any]) -> bool:
    """Anybody marked a place with this key as suppressed."""
    return any(
        other.get("suppressed") is True and other["key"] == address["key"]
        for other in world["addresses"].values()
    )


def own_mark(world: World, area: str, name: str) -> str | None:
    thing = world[area][name]
    match area:
        case "records":
            return f"{thing['custodian']} {thing['standing']}"
        case "incidents" | "orders" | "referrals" | "attendances":
            return str(thing["custodian"])
        case "addresses":
            return _own_of_address(world, name)
    return None


def _own_of_address(world: World, name: str) -> str | None:
    hidden = " SUPPRESSED" if world["addresses"][name].get("suppressed") else ""
    for record in world["records"].values():
        if name in record["LIVES_AT"]:
            return f"{record['custodian']} {record['standing']}{hidden}"
    for incident in world["incidents"].values():
        if name in incident["AT"]:
            return f"{incident['custodian']} VICTIM{hidden}"
    return None


def _joins(world: World) -> Iterator[Statement]:
    for area, key, other, reverse in EDGES:
        pairs = [[name, x] for name, thing in world[area].items() for x in thing[key]]
        arrow = f"<-[:{key}]-" if reverse else f"-[:{key}]->"
        text = (
            "UNWIND $pairs AS pair "
            f"MATCH (a:{LABELS[area]} {{id: pair[0]}}), (b:{LABELS[other]} {{id: pair[1]}}) "
            f"CREATE (a){arrow}(b)"
        )
        yield text, {"pairs": pairs}


def _lenses(world: World) -> Iterator[Statement]:
    rows = [
        {"person": person, "record": record, "values": {**link, "decided_by": "rule"}}
        for person, thing in world["persons"].items()
        for record, link in thing["records"].items()
    ]
    text = (
        "UNWIND $rows AS row "
        "MATCH (p:Person {id: row.person}), (r:PersonRecord {id: row.record}) "
        "CREATE (p)-[k:KNOWN_AS]->(r) SET k = row.values"
    )
    yield text, {"rows": rows}


def _matters(world: World) -> Iterator[Statement]:
    for name in world["organisations"]:
        yield "CREATE (:Organisation {id: $id})", {"id": name}
    for name, matter in world["matters"].items():
        yield from _matter(name, matter)


_MATTER = (
    "MATCH (o:Organisation {id: $organisation}) "
    "CREATE (o)-[:OPENED]->(m:Matter) SET m = $values"
)
_NAMES = (
    "MATCH (m:Matter {id: $id}) UNWIND $rows AS row MATCH (p:Person {id: row.person}) "
    "CREATE (m)-[n:NAMES]->(p) SET n = row.values"
)
_CONSENTS = (
    "MATCH (m:Matter {id: $id}) UNWIND $rows AS row MATCH (p:Person {id: row.person}) "
    "CREATE (m)-[:HOLDS]->(c:ConsentRecord)-[:GIVEN_BY]->(p) SET c = row.values"
)
_DECISIONS = (
    "MATCH (m:Matter {id: $id}) UNWIND $rows AS row MATCH (p:Person {id: row.person}) "
    "CREATE (m)-[:DECIDED]->(d:RiskDecision)-[:ABOUT]->(p) SET d = row.values"
)


def _matter(name: str, matter: dict[str, Any]) -> Iterator[Statement]:
    lists = ("names", "consents", "decisions", "organisation")
    values = {k: v for k, v in matter.items() if k not in lists and v is not None}
    yield _MATTER, {"organisation": matter["organisation"], "values": {"id": name, **values}}
    for text, key in ((_NAMES, "names"), (_CONSENTS, "consents"), (_DECISIONS, "decisions")):
        yield text, {"id": name, "rows": [_aside(row) for row in matter[key]]}


def _aside(row: dict[str, Any]) -> dict[str, Any]:
    """An edge's or a decision's person, and the values beside it."""
    values = {k: v for k, v in row.items() if k != "person" and v is not None}
    return {"person": row["person"], "values": values}
