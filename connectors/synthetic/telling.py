"""Prints the demo's three answers side by side, what was withheld, and how to ask by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson
from rich.console import Console
from rich.table import Table

from authz.issuing import Issuer
from connectors.synthetic import telling_elsewhere
from connectors.synthetic.casework import Asked, declared
from schema.decisions.words import counted

NOTHING = "—"
Answer = Mapping[str, Any]
WINDOWS = {
    "LAST_28_DAYS": "28 days",
    "LAST_90_DAYS": "90 days",
    "LAST_12_MONTHS": "12 months",
    "LAST_5_YEARS": "5 years",
    "LIFE": "all",
}
BY_HAND = "{ patternAndHistory(person: %s) { measures { reportsShown sentences { text } } } }"


def tell(
    console: Console, hub: str, issuer: Issuer, answers: Mapping[Asked, Answer], paper: Path, *, page: bool
) -> None:
    console.print("\nThe same two questions over HTTP about one man, as at 1 July 2026, asked by three roles:\n")
    console.print(side_by_side(answers))
    _in_words(console, answers)
    _sources(console, next(iter(answers.values())))
    _by_hand(console, hub, issuer, answers)
    console.print("\nThe brief report that the Central Information Point issued to The Orange Door:")
    console.print(f"    {paper}", highlight=False, soft_wrap=True)
    console.print(f"\nIn a browser, as any worker of the demo with one click: {hub}/explorer/", highlight=False)
    if page:
        console.print(f"To ask by hand there, as each of the three: {hub}/graphiql", highlight=False)
    else:
        console.print("\nThe GraphiQL page is not installed: `make setup` does it.")
    console.print(f"Serving at {hub}. Ctrl-C ends it and the database.", highlight=False)


def side_by_side(answers: Mapping[Asked, Answer]) -> Table:
    table = Table("", *(f"{a.label}\n{a.purpose}" for a in answers), show_lines=True)
    for name, read in LINES.items():
        table.add_row(name, *(_all(read(Told(answer))) for answer in answers.values()))
    return table


class Told:
    """The parts of one answer that the table compares."""

    def __init__(self, answer: Answer) -> None:
        data = answer["data"]
        self.subjects = data["subjects"]
        self.person: Answer = data["person"] or {"records": [], "incidentsAsRespondent": []}
        self.records = self.person["records"]
        self.incidents = self.person["incidentsAsRespondent"]
        self.latest: Answer = next(iter(self.incidents), {})
        self.measures: Answer = (data["patternAndHistory"] or {}).get("measures") or {}
        self.in_force: Answer | None = data["ordersInForce"]
        self.elsewhere: Answer = data["elsewhere"] or NOWHERE
        self.withheld = answer["extensions"]["withheld"]


NOWHERE: Answer = {
    "custodySummary": None,
    **dict.fromkeys(
        ("records", "custodyEpisodes", "charges", "protectionReportsAsResponsible", "riskAssessmentsAsRespondent"), ()
    ),
}
Read = Callable[[Told], Iterable[Any]]


def _of_measure(name: str, field: str) -> Read:
    return lambda told: [_plain((told.measures.get(name) or {}).get(field))]


LINES: Mapping[str, Read] = {
    "the matter names": lambda t: (" ".join(_named(s)) for s in t.subjects),
    "his names": lambda t: (f"{r['givenNames']} {r['familyName']}" for r in t.records if r["familyName"]),
    "known elsewhere as": lambda t: telling_elsewhere.numbers(t.elsewhere),
    "where he is": lambda t: (_address(a) for r in t.records for a in r["addresses"]),
    "how to reach him": lambda t: (f"{_label(c['kind'])} {c['value']}" for r in t.records for c in r["contacts"]),
    "in custody, by police": lambda t: (_label(r["custodyStatus"]) for r in t.records if r["custodyStatus"]),
    "in custody, by Corrections": lambda t: telling_elsewhere.custody(t.elsewhere),
    "charges at court": lambda t: telling_elsewhere.charges(t.elsewhere),
    "orders in force": lambda t: telling_elsewhere.orders(t.in_force),
    "harm to children": lambda t: telling_elsewhere.harm(t.elsewhere),
    "serious factors assessed": lambda t: telling_elsewhere.serious(t.elsewhere),
    "attendances in": lambda t: (f"{WINDOWS[w['window']]}: {w['attendances']}" for w in t.measures["frequency"]),
    "severest": _of_measure("highestSeverity", "severity"),
    "escalation": _of_measure("escalation", "finding"),
    "people affected": _of_measure("affected", "count"),
    "latest report": lambda t: [t.latest.get("occurredFrom")],
    "police band": lambda t: [_label(t.latest.get("riskBand"))],
    "affected then": lambda t: (_person(p) for p in t.latest.get("affected", ())),
    "her contact": lambda t: (c["value"] for p in t.latest.get("affected", ()) for c in p["contacts"]),
    "place": lambda t: [_address(t.latest["place"]) if t.latest.get("place") else None],
    "children then": lambda t: (_person(p) for p in t.latest.get("children", ())),
    "orders": lambda t: (_order(o) for i in t.incidents for o in i["orders"]),
    "narrative": lambda t: [t.latest.get("narrative")],
    "reporter": lambda t: [t.latest.get("reporterName")],
    "cells shown": lambda t: ["{} of {}".format(*shown(t.person))],
    "never shown to the role": lambda t: sorted({w["field"] for w in t.withheld}),
}


def shown(value: Any) -> tuple[int, int]:
    """How many of the answer's values are not null, of all."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        parts = [shown(item) for item in value]
        return sum(p[0] for p in parts), sum(p[1] for p in parts)
    return int(value is not None), 1


def _named(subject: Answer) -> Iterator[str]:
    yield from subject["givenNames"][:1] or subject["initials"][:1]
    yield from subject["familyNames"][:1]
    yield from (f"({year})" for year in subject["birthYears"][:1])


def _address(address: Answer) -> str:
    purpose = f" ({_label(address['purpose'])})" if address.get("purpose") else ""
    return f"{address['line']}, {address['suburb']}{purpose}"


def _person(person: Answer) -> str:
    name = person.get("familyName") or person["initials"] or NOTHING
    return f"{name} ({person['birthYear'] or 'year not shown'})"


def _order(order: Answer) -> str:
    kind = (order["orderKind"] or {}).get("label", "order")
    force = {True: "in force", False: "not in force", None: "force not stated"}[order["inForce"]]
    return f"{kind}, {force}, ends {order['endsOn'] or 'not stated'}"


def _label(code: Answer | None) -> str | None:
    return code["label"] if code else None


def _plain(value: Any) -> str | None:
    return None if value is None else str(value).replace("_", " ").lower()


def _all(values: Iterable[Any], most: int = 5) -> str:
    found = list(dict.fromkeys(str(value) for value in values if value is not None))
    more = f"\n… and {len(found) - most} more" if len(found) > most else ""
    return "\n".join(found[:most]) + more if found else NOTHING


def _in_words(console: Console, answers: Mapping[Asked, Answer]) -> None:
    """Each sentence once, with who is told it and by how many records; of several things it may be said alike."""
    said: dict[str, list[str]] = {}
    for one, answer in answers.items():
        records: dict[str, set[str]] = {}
        for sentence in Told(answer).measures.get("sentences", ()):
            records.setdefault(sentence["text"], set()).update(sentence["evidence"])
        for text, ids in records.items():
            said.setdefault(f"{text} ({counted(len(ids), 'record')})", []).append(one.label)
    console.print("\nIn words:")
    for text, labels in said.items():
        whom = "" if len(labels) == len(answers) else f" [dim][{' and '.join(labels)} only][/dim]"
        console.print(f"  {text}{whom}", highlight=False)


def _sources(console: Console, answer: Answer) -> None:
    console.print("\nWhat was asked:")
    for source in (answer["data"]["patternAndHistory"] or {}).get("sources", ()):
        fresh = f", as of {source['freshAsOf']}" if source["freshAsOf"] else ""
        console.print(f"  {source['label']}: {_plain(source['status'])}{fresh}", highlight=False)


def _by_hand(console: Console, hub: str, issuer: Issuer, answers: Iterable[Asked]) -> None:
    """Ready to paste; each role asks by an id of a record that it is shown."""
    console.print("\nAsk by hand:")
    for one in answers:
        body = orjson.dumps({"query": BY_HAND % f'"{one.subject}"'}).decode()
        line = (
            f"curl -s {hub}/graphql -H 'authorization: Bearer {issuer.token(one.role)}' "
            f"-H 'content-type: application/json' "
            f"-H 'throughline-purpose: {declared(one.purpose, one.matter, one.reason)}' -d '{body}'"
        )
        console.print(f"# {one.label}", highlight=False)
        print(line)  # not wrapped
