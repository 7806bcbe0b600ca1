"""Prints the demo's three answers side by side, and how to ask by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from urllib.parse import quote

import orjson
from rich.console import Console
from rich.table import Table

from authz.issuing import Issuer

NOTHING = "—"
LABELS = {
    "cip_analyst": "CIP analyst",
    "mens_service": "Men's service worker",
    "homelessness": "Homelessness service worker",
}


def tell(
    console: Console,
    hub: str,
    issuer: Issuer,
    asked: Sequence[Any],
    answers: Mapping[Any, Mapping[str, Any]],
    subject: str,
) -> None:
    console.print(f"\nPattern and history of person {subject}, asked over HTTP by three roles:\n")
    console.print(side_by_side(asked, answers))
    for one in asked:
        _sentences(console, one, answers[one])
    _by_hand(console, hub, issuer, asked, subject)


def side_by_side(asked: Sequence[Any], answers: Mapping[Any, Mapping[str, Any]]) -> Table:
    table = Table("", *(f"{LABELS[one.role]} ({one.purpose})" for one in asked), show_lines=True)
    columns = [dict(rows(answers[one])) for one in asked]
    for name in columns[0]:
        table.add_row(name, *(column[name] for column in columns))
    return table


def rows(answer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The lines of one answer that a reader compares first."""
    data = answer["data"]
    person, history = data["person"] or {}, data["patternAndHistory"] or {}
    records = person.get("records", [])
    incidents = person.get("incidentsAsRespondent", [])
    latest = incidents[0] if incidents else {}
    measures = history.get("measures") or {}
    yield "people the matter names", _all(" ".join(_texts(s)) for s in data["subjects"])
    yield "names", _all(f"{r['givenNames']} {r['familyName']}" for r in records if r["familyName"])
    yield "where he is", _all(f"{a['line']}, {a['suburb']}" for r in records for a in r["addresses"])
    yield "how to reach him", _all(c["value"] for r in records for c in r["contacts"])
    yield "attendances", _all(f"{w['window']}: {w['attendances']}" for w in measures.get("frequency", []))
    yield "severest", _text((measures.get("highestSeverity") or {}).get("severity"))
    yield "escalation", _text((measures.get("escalation") or {}).get("finding"))
    yield "people affected", _text((measures.get("affected") or {}).get("count"))
    yield "latest report", _text(latest.get("occurredFrom"))
    yield "police band", _text((latest.get("riskBand") or {}).get("label"))
    yield "affected person", _all(_person(p) for p in latest.get("affected", []))
    yield "her contact", _all(c["value"] for p in latest.get("affected", []) for c in p["contacts"])
    yield "place", _text((latest.get("place") or {}).get("line"))
    yield "children", _all(_person(p) for p in latest.get("children", []))
    yield "orders", _all(_order(o) for i in incidents for o in i["orders"])
    yield "narrative", _text(latest.get("narrative"))
    yield "reporter", _text(latest.get("reporterName"))
    yield "values shown", "{} of {}".format(*shown(data["person"]))
    withheld = {w["field"] for w in answer["extensions"]["withheld"] if len(w["columns"]) > 0}
    yield "withheld by policy", _all(sorted(withheld), 6)


def shown(value: Any) -> tuple[int, int]:
    """How many of the answer's values are not null, of all."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        parts = [shown(item) for item in value]
        return sum(p[0] for p in parts), sum(p[1] for p in parts)
    return (value is not None), 1


def _person(person: Mapping[str, Any]) -> str:
    name = person.get("familyName") or person["initials"] or NOTHING
    return f"{name} ({person['birthYear'] or 'year not shown'})"


def _order(order: Mapping[str, Any]) -> str:
    kind = (order["orderKind"] or {}).get("label", "order")
    force = {True: "in force", False: "not in force", None: "force not stated"}[order["inForce"]]
    return f"{kind}, {force}, ends {order['endsOn'] or 'not stated'}"


def _texts(subject: Mapping[str, Any]) -> Iterator[str]:
    yield from subject["givenNames"][:1] or subject["initials"][:1]
    yield from subject["familyNames"][:1]
    yield from (str(year) for year in subject["birthYears"][:1])


def _text(value: Any) -> str:
    return NOTHING if value is None else str(value)


def _all(values: Any, most: int = 4) -> str:
    found = list(dict.fromkeys(str(value) for value in values))
    more = f"\n… and {len(found) - most} more" if len(found) > most else ""
    return "\n".join(found[:most]) + more if found else NOTHING


def _sentences(console: Console, one: Any, answer: Mapping[str, Any]) -> None:
    history = answer["data"]["patternAndHistory"]
    console.print(f"\n[bold]{LABELS[one.role]}[/bold] is told:")
    for sentence in (history or {}).get("measures", {}).get("sentences", []):
        console.print(f"  {sentence['text']} [dim]({len(sentence['evidence'])} reports)[/dim]", highlight=False)
    for source in (history or {}).get("sources", []):
        console.print(f"  [dim]{source['label']}: {source['status']} {source['freshAsOf'] or ''}[/dim]", highlight=False)


def _by_hand(console: Console, hub: str, issuer: Issuer, asked: Sequence[Any], subject: str) -> None:
    """Ready to paste."""
    console.print("\nAsk by hand:")
    text = f'{{ patternAndHistory(person: "{subject}") {{ measures {{ reportsShown sentences {{ text }} }} }} }}'
    for one in asked:
        reason = f', reason="{quote(one.reason)}"' if one.reason else ""
        purpose = f'is={one.purpose}, matter="{one.matter}"{reason}'
        body = orjson.dumps({"query": text}).decode()
        line = (
            f"curl -s {hub}/graphql -H 'authorization: Bearer {issuer.token(one.role)}' "
            f"-H 'content-type: application/json' -H 'throughline-purpose: {purpose}' -d '{body}'"
        )
        console.print(f"# {LABELS[one.role]}", style="dim")
        print(line)
    print(f"\nServing at {hub}. Ctrl-C ends it.", flush=True)
