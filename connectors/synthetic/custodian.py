"""A custodian of the synthetic population as a server of its own: it answers look-ups from what it holds, or badly."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from connectors.lookups.form import PATH, LookupQuestion, SubjectAsked
from connectors.lookups.person import parties
from connectors.registry import SOURCES
from connectors.sources.faults import Fault as RowFault
from connectors.sources.reading import Parsed, read
from connectors.synthetic.population import Population
from connectors.synthetic.sending import deliveries
from graph.times import now
from schema.lookups import DATA_CUSTODIANS
from schema.matching.folding import name_words

Fields = dict[str, Any]


class Misconduct(StrEnum):
    """What a custodian may do wrong; `not_held`: it says so of everybody."""

    NOT_HELD = "not_held"
    DROPS = "drops"
    GARBAGE = "garbage"
    SOMEBODY_ELSE = "somebody_else"
    OTHER_LOOKUP = "other_lookup"
    REDIRECT = "redirect"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Conduct:
    """How it answers. `delay`: seconds before it does; `refuse`: the reason of a refusal."""

    delay: float = 0.0
    refuse: str = ""
    misconduct: Misconduct | None = None


@dataclass(frozen=True, slots=True)
class Holdings:
    """The newest version of each document, as it is sent by the custodian's connector."""

    custodian: str
    rows: tuple[Fields, ...]

    def about(self, asked: SubjectAsked) -> list[Fields]:
        """By number where one is asked; else by the whole name with the date of birth."""
        return [row for row in self.rows if any(_is_asked(party, asked) for party in parties(row))]


class NoSuchCustodian(Exception):
    """The population has no records of it."""


def holdings(found: Population, custodian: str) -> Holdings:
    """Of a data custodian of whom the population tells nothing: none, so that it holds nobody."""
    held = [delivery for delivery in deliveries(found) if delivery.custodian == custodian]
    if not held and custodian not in DATA_CUSTODIANS:
        known = ", ".join(dict.fromkeys(delivery.custodian for delivery in deliveries(found)))
        raise NoSuchCustodian(f"The synthetic population has no records of that custodian. Known: {known}.")
    return Holdings(custodian, tuple(row for delivery in held for row in _newest(delivery.connector, delivery.rows)))


def app(held: Holdings, secret: str, conduct: Conduct) -> Starlette:
    """Who shows the secret is answered."""

    async def lookup(request: Request) -> Response:
        shown = request.headers.get("authorization", "")
        if not hmac.compare_digest(shown.encode(), f"Bearer {secret}".encode()):
            return Response(status_code=401)
        found = read(LookupQuestion, lambda _row, _at: (), await request.body())
        if isinstance(found, RowFault):
            return _json({"faults": [f"{fault.pointer}: {fault.reason}" for fault in found.all]}, 400)
        await asyncio.sleep(conduct.delay)
        return answered(held, found.row, conduct)

    return Starlette(routes=[Route(PATH, lookup, methods=["POST"])])


def answered(held: Holdings, question: LookupQuestion, conduct: Conduct) -> Response:
    match conduct.misconduct:
        case Misconduct.DROPS:
            return Dropped()
        case Misconduct.GARBAGE:
            return Response(b"<html>Please log in</html>", media_type="text/html")
        case Misconduct.REDIRECT:
            return Response(status_code=307, headers={"location": PATH})
        case Misconduct.ERROR:
            return Response(status_code=500)
    return _json(_answer(held, question, conduct))


class Dropped(Response):
    """The connection ends in the middle of an answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        length = (b"content-length", b"1000")
        await send({"type": "http.response.start", "status": 200, "headers": [length]})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


def _answer(held: Holdings, question: LookupQuestion, conduct: Conduct) -> Mapping[str, Any]:
    lookup = "another" if conduct.misconduct is Misconduct.OTHER_LOOKUP else question.lookup
    if conduct.refuse:
        return {"lookup": lookup, "status": "REFUSED", "reason": conduct.refuse, "mayBeTold": True}
    rows = _rows(held, question.subject, conduct.misconduct)
    if not rows:
        return {"lookup": lookup, "status": "NOT_HELD", "asAt": now(), "mayBeTold": True}
    return {"lookup": lookup, "status": "ANSWERED", "asAt": now(), "records": rows}


def _rows(held: Holdings, asked: SubjectAsked, misconduct: Misconduct | None) -> Sequence[Fields]:
    if misconduct is Misconduct.NOT_HELD:
        return ()
    about = held.about(asked)
    if misconduct is Misconduct.SOMEBODY_ELSE:
        return next(([row] for row in held.rows if row not in about), ())
    return about


def _newest(connector: str, rows: Iterable[bytes]) -> Iterable[Fields]:
    source = SOURCES[connector]
    newest: dict[str, tuple[int, Fields]] = {}
    for row in map(orjson.loads, rows):
        if isinstance(parsed := source.read(row), Parsed):
            _, number, version = source.key(parsed.row)
            newest[number] = max(newest.get(number, (0, row)), (version, row), key=lambda held: held[0])
    return [row for _, row in newest.values()]


def _is_asked(party: Mapping[str, Any], asked: SubjectAsked) -> bool:
    if asked.person_numbers:
        return party.get("person_number") in asked.person_numbers
    names = {_name(name.family_name, name.given_names) for name in asked.names}
    stated = _name(party.get("family_name"), party.get("given_names"))
    return asked.birth_date is not None and party.get("birth_date") == asked.birth_date and stated in names


def _name(family: str | None, given: str | None) -> tuple[str, str]:
    return name_words(family or ""), name_words(given or "")


def _json(said: Mapping[str, Any], status: int = 200) -> Response:
    return Response(orjson.dumps(said), status, media_type="application/json")
