"""Whoever may ask, under each purpose he may declare, in pairs of small worlds: whatever the schema lets him ask.

A text serves all worlds and askers, so that Neo4j plans it once; what it asks for is drawn from both worlds of a pair,
so that what is hidden in either is asked for by name.
"""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha512
from typing import Any

import orjson

from graph.candidates import Candidates
from graph.cursor import encode, key_for
from resolvers.answering import Hub
from resolvers.deciding import Deciding
from resolvers.errors import Fault
from resolvers.reading import Refused
from resolvers.registry_desk import Desk as RegistryDesk
from resolvers.report_acts import Asking, Issuing
from schema.model import MODEL
from tests.judge.askers import ASKERS, Asker, asker
from tests.judge.casting import NOW
from tests.judge.fields import FACET_OF, NOUN_OF
from tests.judge.judge import Judge
from tests.judge.loading import World
from tests.judge.other_world import other_world
from tests.judge.searching import found
from tests.judge.worlds import sized
from tests.reference.arguments import Words
from tests.reference.asking import POLICY, SECRET, admitted, hub_of, loaded, question
from tests.reference.operations import pool
from tests.reference.worlds import whole
from tests.twoworlds.operations import TOLD
from tests.twoworlds.telling import Desk
from tests.walk.everything import camel

Ask = tuple[str, Mapping[str, Any]]  # a document and its variables
SEARCH = f"query($by: FindBy!) {{ findPeople(by: $by, first: 3) {{ {TOLD} }} }}"
EXPLAIN = """query($type: String!, $field: String!, $person: ID) {
  explainAccess(type: $type, field: $field, person: $person) { facet named said walls { wall } } }"""
OPEN = "mutation($input: MatterInput!) { openMatter(input: $input) { status purpose openedAt } }"
ABOUT = """mutation($m: ID!, $who: Reference!, $at: DateTime!, $until: DateTime!) {
  recordConsent(matter: $m, person: $who, givenAt: $at, until: $until, how: "by telephone") { at }
  recordAssertion(matter: $m, person: $who, kind: CHILD_RISK, reason: "said so", until: $until) { at }
  establishRisk(matter: $m, person: $who, grounds: "assessed", until: $until) { at } }"""
# Of what was written here nothing is held: what is asked before that is what is compared.
LODGED = """mutation($who: Reference!) { lodgeRequest(input: {
  subject: $who, groundsForRole: "a belief", relevance: ["P19"]}) { state missing { code field } } }"""
# Nor is a report of any of these worlds: whoever asks after one is told so alike.
AFTER = (
    "{ notices { id } }", "{ watched { request waiting news } }", "{ reports { id unacknowledged { role } } }",
    "query($id: ID!) { changedSince(report: $id) { closed changes { code text } } }",
    "mutation($id: ID!, $until: Date!) { watchSubject(request: $id, until: $until) { until } }",
    "mutation($id: ID!) { endWatch(request: $id) { until } acknowledgeNotice(notice: $id) { id } }",
)  # fmt: skip
# Nor is anything kept: of whom it may be kept is what is compared.
KEPT = (
    "{ savedViews { id name address } }", "query($id: ID!) { notes(person: $id) { id text } }",
    'mutation($id: ID!) { writeNote(input: {person: $id, text: "to be called"}) { at } }',
    "mutation($id: ID!) { withdrawNote(id: $id, reason: \"another\") { at } dropView(id: $id) { at } }",
    "mutation { saveView(input: {name: \"near\", shared: true, address: \"" + "0" * 26 + "?kind=ORDER\"}) { at } }",
)  # fmt: skip
ENDING = """mutation($m: ID!, $id: ID!) { closeMatter(matter: $m) { status }
  withdrawConsent(consent: $id) { at } withdrawAssertion(assertion: $id) { at } }"""
# Of what agencies hold: the areas of the records that each kind of evidence is.
RECORDS = {"COURT_FILE": ("files",), "SUPERVISION": ("supervisions", "episodes"), "PROTECTION_REPORT": ("reports",)}
SMALL = (6, 3, 4)  # reports, orders, referrals


@dataclass(frozen=True)
class Met:
    """One asker, two worlds alike for him; with `searched` also in whom his searches may find. By `unspoken` numbers he
    refers to nobody: a real origin has the one number that stands in the evidence, and of several here some are hidden.
    """

    who: Asker
    worlds: tuple[World, World]
    searched: bool
    unspoken: frozenset[tuple[str, str]]


def askers(role: str, pairs: int) -> Iterator[Asker]:
    """At least so many, and every purpose the role may declare; own cases in turn with a matter and without. A
    connector has all of its scope, and then less and less."""
    purposes = ASKERS[role].purposes
    for number in range(max(pairs, len(purposes))):
        purpose = purposes[number % len(purposes)]
        who = asker(role, purpose, matter=purpose != "OWN_CASE" or number % 2 == 0)
        draw = random.Random(number)
        yield replace(who, scope=frozenset(one for one in sorted(who.scope) if draw.random() >= number / 10))


@cache
def met(who: Asker, seed: int, size: tuple[int, int, int] = SMALL, *, searched: bool = False) -> Met:
    here = whole(sized(seed, *size))
    also = (found,) if searched else ()
    worlds = (here, whole(other_world(here, who, NOW, seed, *also)))
    return Met(who, worlds, searched, frozenset(number for world in worlds for number in _unspoken(world, who)))


def _unspoken(world: World, who: Asker) -> Iterator[tuple[str, str]]:
    """Of records that are not there for him, of the origins that his matters name."""
    judge = Judge(world, who, NOW)
    named = {row["origin"] for name in judge.matters() & world["matters"].keys()
             for row in world["matters"][name]["names"]}  # fmt: skip
    for person in world["persons"].values():
        for record, link in person["records"].items():
            if link["origin"] in named and not judge.there("records", record):
                yield world["records"][record]["custodian"], world["records"][record]["person_number"]


class Both(Words):
    """What either world holds."""

    def __init__(self, worlds: tuple[World, World], cursor: Callable[[str, list[Any]], str]) -> None:
        super().__init__(worlds[0], cursor)
        self.other = Words(worlds[1], cursor)

    def ids(self, noun: str) -> list[str]:
        return sorted({*super().ids(noun), *self.other.ids(noun)})

    def values(self, noun: str, name: str) -> list[Any]:
        return sorted({*super().values(noun, name), *self.other.values(noun, name)}, key=repr)


def asks(found: Met, seed: int, count: int, texts: int) -> Iterator[Ask]:
    draw, words, written = random.Random(seed), Both(found.worlds, _cursor(found.who)), pool(texts)
    others = [_explain, _opening, _about, _lodged, _ending, _after, _kept] + [_search] * 4 * found.searched
    for number in range(count):
        if draw.random() < (0.5 if found.searched else 0.75):
            chosen = draw.choice(written)
            yield chosen.text, chosen.given(number, words)
        else:
            yield draw.choice(others)(draw, found)


def _cursor(who: Asker) -> Callable[[str, list[Any]], str]:
    """As this asker would have got it from an earlier page; of a noun and an order."""
    mine = key_for(SECRET, who.account, who.purpose, who.matter or "")

    def cursor(listed: str, values: list[Any]) -> str:
        noun, _, order = listed.partition(" ")
        return encode(key_for(mine, noun, order), values)

    return cursor


def _any(draw: random.Random, found: Met, area: str) -> tuple[str, dict[str, Any]]:
    """Of either world; where all of a kind is hidden, one of them may hold none."""
    held = draw.choice(found.worlds)[area] or max((here[area] for here in found.worlds), key=len)
    return draw.choice(sorted(held.items()))


def _explain(draw: random.Random, found: Met) -> Ask:
    area = draw.choice(sorted(FACET_OF))
    field, person = draw.choice(sorted(FACET_OF[area])), _any(draw, found, "persons")[0]
    return EXPLAIN, {"type": NOUN_OF[area], "field": camel(field), "person": draw.choice([person, None])}


def _reference(draw: random.Random, found: Met) -> dict[str, str]:
    record = _any(draw, found, "records")[1]
    by_hub = {"system": "throughline", "id": _any(draw, found, "persons")[0]}
    by_source = {"system": record["custodian"], "id": record["person_number"] or "none 1"}
    chosen = draw.choice([by_hub, by_source])
    return by_hub if (chosen["system"], chosen["id"]) in found.unspoken else chosen


def _opening(draw: random.Random, found: Met) -> Ask:
    """On evidence of either world, permitted or not, or not there."""
    kind = draw.choice(["REFERRAL", "OWN_FILE", *RECORDS])
    names = [{**_reference(draw, found), "as": draw.choice(["AFFECTED", "RESPONDENT", "CHILD", "OTHER"])}]
    held = [str(_any(draw, found, area)[1]["lineage"]) for area in RECORDS.get(kind, ("referrals",))]
    evidence = draw.choice([*held, found.who.matter or "none", "none"])
    wanted = {"kind": kind, "evidence": evidence}
    return OPEN, {"input": {**wanted, "names": names} if kind == "OWN_FILE" or draw.random() < 0.4 else wanted}


def _about(draw: random.Random, found: Met) -> Ask:
    given = {"at": "2026-04-01T00:00:00Z", "until": draw.choice(["2026-12-01T00:00:00Z", "2020-01-01T00:00:00Z"])}
    return ABOUT, {"m": _matter(draw, found), "who": _reference(draw, found), **given}


def _ending(draw: random.Random, found: Met) -> Ask:
    matter = _any(draw, found, "matters")[1]
    held = [row["id"] for row in (*matter["consents"], *matter["assertions"])]
    return ENDING, {"m": _matter(draw, found), "id": draw.choice([*held, "none"])}


def _lodged(draw: random.Random, found: Met) -> Ask:
    return LODGED, {"who": _reference(draw, found)}


def _after(draw: random.Random, found: Met) -> Ask:
    text = draw.choice(AFTER)
    held = {"id": draw.choice([str(_any(draw, found, "referrals")[1]["lineage"]), _matter(draw, found)])}
    return text, {**held, **({"until": "2026-08-01"} if "$until" in text else {})} if "$id" in text else {}


def _kept(draw: random.Random, found: Met) -> Ask:
    """Of anybody of either world, by each of his ids."""
    text, area = draw.choice(KEPT), draw.choice(["persons", "origins"])
    return text, {"id": draw.choice(sorted({*found.worlds[0][area], *found.worlds[1][area]}))} if "$id" in text else {}


def _matter(draw: random.Random, found: Met) -> str:
    return draw.choice([found.who.matter or "none", _any(draw, found, "matters")[0], "none"])


def _search(draw: random.Random, found: Met) -> Ask:
    record = _any(draw, found, "records")[1]
    named = {"name": f"{record['given_names']} {record['family_name']}"}
    born = {"birthDate": record["birth_date"]} if record["birth_date"] else {}
    home, reach = _any(draw, found, "addresses")[1], _any(draw, found, "contacts")[1]
    place = {"address": {"line": home["line"], "suburb": home["suburb"]}}
    number = {"reference": {"system": record["custodian"], "id": record["person_number"] or "none 1"}}
    by = draw.choice([named, {**named, **born}, {**named, **born}, place, {"phone": reach["value"]}, number])
    sought = draw.choice([{}, {"as": "RESPONDENT"}, {"as": "AFFECTED"}, {"as": "CHILD"}])
    return SEARCH, {"by": {**by, **sought}}


# Asked in both


class NothingWritten:
    """Commands are taken and not followed, so that a world stays as it is."""

    async def command(self, *_command: Any) -> None:
        return None

    async def decide(self, *_command: Any) -> int:
        return 0

    async def keep_next(self, *_document: Any) -> int:
        return 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        yield


@dataclass
class Said:
    """What differed between the worlds; how many answers there were, how many of them to questions about records,
    and how many of these held a value or were refused."""

    apart: list[Ask]
    answers: int = 0
    reads: int = 0
    with_data: int = 0
    refused: int = 0


async def told(desk: Desk, found: Met, questions: list[Ask]) -> Said:
    first, second = [await _answers(desk, found.who, world, questions) for world in found.worlds]
    said = Said([ask for ask, one, other in zip(questions, first, second, strict=True) if one != other])
    said.answers = len(first)
    for (text, _), (raw, _) in zip(questions, first, strict=True):
        if text in (SEARCH, EXPLAIN, *AFTER, *KEPT) or text.startswith("mutation"):
            continue
        answer = orjson.loads(raw)
        said.reads += 1
        said.refused += isinstance(answer, list)
        said.with_data += isinstance(answer, dict) and _holds(answer["data"])
    return said


async def _answers(desk: Desk, who: Asker, here: World, questions: list[Ask]) -> list[tuple[bytes, tuple[str, ...]]]:
    await loaded(desk.database, here)
    hub = hub_of(desk.database)
    hub = replace(hub, decide=deciding(hub, NothingWritten(), NobodyAsked()))
    return [await _answer(desk, hub, who, *ask) for ask in questions]


def deciding(hub: Hub, following: Any, custodians: Asking) -> Callable[[Any, str], Deciding]:
    """What is decided on goes to `following`; whatever is signed is its own signature."""
    candidates = Candidates(hub.fetch, MODEL)

    def decide(who: Any, at: str) -> Deciding:
        return Deciding(
            hub.fetch,
            candidates,
            RegistryDesk(hub.fetch, _no_uses, following, POLICY, who, at),
            NoRecords(),
            NoRecords(),
            _nobody_told,
            Issuing(hub.scopes, custodians, _short),
        )

    return decide


class NobodyAsked:
    """No custodian can be asked at once."""

    def live(self, _custodian: str) -> bool:
        return False

    async def ask(self, *_of_whom: Any) -> list[Any]:
        return []


class NoRecords:
    async def take(self, _connector: str, _row: Any, _custodian: str) -> None:
        return None

    async def held(self, _connector: str, _custodian: str, _source_id: str) -> None:
        return None

    async def found(self, _noun: str, _record: str, _custodian: str) -> None:
        return None

    async def stated(self, _key: Any) -> dict[str, Any]:
        return {}


async def _nobody_told(_people: Any, _since: str) -> list[str]:
    return []


def _short(document: bytes) -> str:
    return sha512(document).hexdigest()


async def _no_uses(_accounts: Any) -> dict[str, str]:
    return {}


async def _answer(
    desk: Desk, hub: Hub, who: Asker, text: str, variables: Mapping[str, Any]
) -> tuple[bytes, tuple[str, ...]]:
    desk.sent.clear()
    writing = replace(admitted(who), scopes=frozenset({"read", "write"}))
    try:
        answer = await hub.ask(question(text, variables, who), writing)
    except Fault as fault:
        answer = orjson.dumps([fault.code, fault.message])
    except Refused as refused:
        answer = orjson.dumps(refused.errors)
    return answer, tuple(desk.sent)


def _holds(value: Any) -> bool:
    """Something of a record: more than the frame that every answer has."""
    if isinstance(value, dict):
        return any(_holds(inner) for name, inner in value.items() if name not in ("__typename", "pageInfo", "asAt"))
    if isinstance(value, list):
        return any(map(_holds, value))
    return value is not None and value is not False and value != 0
