"""What each front is sent: what all are asked, and what the hub alone is, all of it by roles that a matter lets ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from bench.expansion import EXPAND
from bench.hub import Statement
from bench.load import Sent
from bench.peers.fronts import bearer
from bench.peers.questions import Question, list_page, point_read, report, small
from bench.stand import Stand
from connectors.synthetic import casework
from connectors.synthetic.casework import Asked

NEIGHBOURS = """query Neighbours($id: ID!) { expand(person: $id, first: 10) { people more
  neighbours { person { id initials birthYears } records { kind id } said } } }"""
WINDOW = """query Window($from: DateTime!, $to: DateTime!) {
  incidents(first: 50, where: {childrenPresent: {eq: true}, occurredFrom: {gte: $from, lt: $to}}) {
    nodes { id portalId occurredFrom riskBand { code } respondent { id initials birthYear } } } }"""
PATTERN = """query Pattern($id: ID!) { patternAndHistory(person: $id) { person measures { reportsShown
  frequency { window attendances reports } recency { days latestOn } escalation { finding reasons }
  affected { count } children { count attendances } orders { count against protecting } } } }"""
SEARCH = """query Search($name: String!) { findPeople(by: {name: $name}, first: 20) {
  nodes { id initials birthYear agencies score } } }"""
PAGES = """query Pages($first: Int!, $after: String) { incidents(first: $first, after: $after) {
  nodes { id occurredFrom } pageInfo { endCursor hasNextPage } } }"""


FIRST_PAGE, LAST_PAGE, ROWS = 1, 100, 20
EXPANDED = 300
KEY = "a key of the tokens of the peers, for this bench alone"
JSON = {"content-type": "application/json"}
ROLES = ("cip_analyst", "mens_service", "homelessness")


@dataclass(frozen=True, slots=True)
class Workload:
    """What each kind of front is sent, in turn. `each`: so many requests are of one matter; none: all are of one."""

    name: str
    sent: Mapping[str, Sequence[Sent]]
    connections: tuple[int, ...] = (1, 16)
    each: int | None = None


@dataclass(slots=True)
class Asking:
    """Questions as they are sent over HTTP, and what the bare front needs to send their statements."""

    stand: Stand
    statements: dict[str, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    async def all(self) -> list[Workload]:
        hub = self.stand.hub
        asked = (point_read(self.stand.incident), small(hub.subject), report(hub.subject), list_page())
        by_peers = [await self._by_all(question) for question in asked]
        alone = Workload("report, a statement a list", {
            "hub": by_peers[2].sent["hub"], "alone": by_peers[2].sent["strawberry"]}, (1,))  # fmt: skip
        return [*by_peers, alone, *await self._by_hub(), *self._by_matter()]

    async def _by_all(self, question: Question) -> Workload:
        case = self.stand.hub.cases[question.role]
        beside = {"apollo": [to_peer(question.apollo, question)], "strawberry": [to_peer(question.plain, question)]}
        asked = await self._with_bare(question.name, case, question.hub, question.variables)
        return Workload(question.name, {**asked.sent, **beside})

    async def _with_bare(self, name: str, case: Asked, text: str, variables: Mapping[str, Any]) -> Workload:
        found = await self.statement(case, text, variables)
        self.statements[name] = found.text, found.given
        return Workload(name, {"hub": [self.to_hub(case, text, variables)], "bare": [to_bare(name)]})

    async def statement(self, case: Asked, text: str, variables: Mapping[str, Any]) -> Statement:
        return await self.stand.hub.statement(case, text, variables)

    async def _by_hub(self) -> list[Workload]:
        hub, crowded = self.stand.hub, self.stand.crowded
        analyst, police, him = hub.cases["cip_analyst"], hub.cases["police_member"], {"id": hub.subject}
        last = await self._cursor(police, LAST_PAGE)
        days = {"from": "2025-01-01T00:00:00Z", "to": "2026-01-01T00:00:00Z"}
        wanted: list[tuple[str, Asked, str, Mapping[str, Any]]] = [
            ("neighbours", analyst, NEIGHBOURS, him),
            ("time window", police, WINDOW, days),
            ("aggregate", analyst, PATTERN, him),
            ("expansion of 300", crowded, EXPAND, {"id": crowded.subject, "first": EXPANDED}),
            ("supernode", crowded, small(crowded.subject).hub, small(crowded.subject).variables),
            ("page 1", police, PAGES, {"first": ROWS}),
            ("page 100", police, PAGES, {"first": ROWS, "after": last}),
            *((f"report as {role}", hub.cases[role], report(self._of(role)).hub, report(self._of(role)).variables)
              for role in ROLES[1:]),
        ]  # fmt: skip
        return [await self._with_bare(*one) for one in wanted]

    def _of(self, role: str) -> str:
        return self.stand.hub.cases[role].subject or self.stand.hub.subject

    async def _cursor(self, case: Asked, page: int) -> str | None:
        """Where that page begins, or the last there is."""
        after: str | None = None
        for _ in range(page - 1):
            answer = await self.stand.hub.ask(case, PAGES, {"first": ROWS, "after": after})
            info = orjson.loads(answer)["data"]["incidents"]["pageInfo"]
            if not info["hasNextPage"]:
                break
            after = info["endCursor"]
        return after

    def _by_matter(self) -> Iterator[Workload]:
        """What is asked under matters that the hub does not know, since it knew too many others meanwhile."""
        for name, make in (("small page", small), ("report", report)):
            peers = [to_peer(make(m.subject).apollo, make(m.subject)) for m in self.stand.matters.asked]
            firsts = [self._question(m, make(m.subject), who) for m, who in self.stand.matters.in_turn()]
            yield Workload(f"{name}, one a matter", {"hub": firsts, "apollo": peers}, (16,), each=1)
        mixed = [sent for m, who in self.stand.matters.in_turn() for sent in self._twenty(m, who)]
        yield Workload("mix, twenty a matter", {"hub": mixed}, (16,), each=20)

    def _twenty(self, case: Asked, who: str) -> Iterator[Sent]:
        for question in (*[small(case.subject)] * 10, *[report(case.subject)] * 4):
            yield self._question(case, question, who)
        for text in (*[NEIGHBOURS] * 4, *[PATTERN] * 2):
            yield self.to_hub(case, text, {"id": case.subject}, who)

    def _question(self, case: Asked, question: Question, who: str) -> Sent:
        return self.to_hub(case, question.hub, question.variables, who)

    def to_hub(self, case: Asked, text: str, variables: Mapping[str, Any], who: str = "") -> Sent:
        declared = casework.declared(case.purpose, case.matter, case.reason)
        headers = {**JSON, "authorization": self._token(who or case.role), "throughline-purpose": declared}
        return Sent(orjson.dumps({"query": text, "variables": variables}), headers)

    def _token(self, subject: str) -> str:
        if subject not in self.tokens:
            self.tokens[subject] = f"Bearer {self.stand.hub.issuer.token(subject)}"
        return self.tokens[subject]


def to_peer(text: str, question: Question) -> Sent:
    body = orjson.dumps({"query": text, "variables": question.variables})
    return Sent(body, {**JSON, **bearer(KEY, question.role)})


def to_bare(name: str) -> Sent:
    return Sent(orjson.dumps({"query": name}), JSON)
