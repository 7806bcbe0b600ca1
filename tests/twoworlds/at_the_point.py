"""The Point works on one request in a world, and its recipient reads: every answer and document of it, to the byte.

Ids and nonces are counted and the clock stands, so that equal reports are equal bytes.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from unittest.mock import patch

import httpx
import orjson
from starlette.applications import Starlette

from authz.admission import Admitted
from connectors.synthetic.casework import declared
from graph.database import Database
from resolvers import report_http
from resolvers.answering import Hub
from resolvers.errors import Fault
from tests.judge.askers import Asker, matter_id
from tests.judge.told import POINT
from tests.point.desk import ASK, CHECKS, DECIDE, ISSUE, ITEMS, PREVIEW, RECALL, REPORTS
from tests.point.desk import REPORT as CONTENT_OF
from tests.reference.asking import admitted, hub_of, loaded, question
from tests.twoworlds.desk import REQUEST, Custodians, Following, Keeper, at_desk
from tests.twoworlds.everybody import deciding
from tests.twoworlds.reports import HELD_BACK, Case, Cases

REDRAWN = "query($id: ID!) { report(id: $id) { sha256 redrawn } }"
SIGNATURES = "{ reports { id sha256 signature issuedAt closed stateInWords } }"
FORMS = ("json", "html", "pdf")
Told = list[tuple[str, bytes]]  # what was asked, and the bytes of the answer


@dataclass
class Working:
    """The Point and the recipient of one request; `said`: what both worlds must have alike."""

    hub: Hub
    keeper: Keeper
    who: Asker
    forms: Sequence[str]
    said: Told = field(default_factory=list)

    async def ask(self, by: Asker, text: str, **given: Any) -> dict[str, Any]:
        """The whole answer, or what was refused."""
        writing = replace(admitted(by), scopes=frozenset({"read", "write"}))
        try:
            raw = await self.hub.ask(question(text, given, by), writing)
        except Fault as fault:
            raw = orjson.dumps({"fault": [fault.code, fault.message]})
        answer: dict[str, Any] = orjson.loads(raw)
        return answer | {"raw": raw}

    async def keep(self, name: str, by: Asker, text: str, **given: Any) -> dict[str, Any]:
        self.keeper.bodies.clear()  # audit ids are counted anew: what is not compared may be one question more
        answer = await self.ask(by, text, **given)
        self.said.append((name, answer["raw"]))
        return answer

    async def value(self, text: str, **given: Any) -> Any:
        """At the Point; None: a fault."""
        answer = await self.ask(POINT, text, id=REQUEST, **given)
        return next(iter((answer.get("data") or {"": None}).values()))

    async def document(self, report: str, form: str) -> None:
        async def admit(_request: Any, _scope: str) -> Admitted:
            return admitted(self.who)

        self.keeper.bodies.clear()
        transport = httpx.ASGITransport(Starlette(routes=report_http.routes(self.hub, admit)))
        header = {"throughline-purpose": declared(self.who.purpose, self.who.matter or "", "a reason")}
        async with httpx.AsyncClient(transport=transport, base_url="http://hub", headers=header) as http:
            found = await http.get(f"/reports/{report}.{form}")
        self.said.append((form, b"\n".join((*(b": ".join(h) for h in found.headers.raw), found.content))))


async def told_apart(database: Database, both: Cases, forms: Sequence[str] = FORMS) -> tuple[list[str], Told]:
    """What of all that is said differs between the two worlds; and what is said in the first."""
    first, second = [await told(database, both, case, forms) for case in both.two]
    longest = itertools.zip_longest(first, second, fillvalue=("nothing", b""))
    return [one[0] for one, other in longest if one != other], first


async def told(database: Database, both: Cases, case: Case, forms: Sequence[str]) -> Told:
    """All that is said of the request in one world, stage by stage."""
    who = both.who
    await loaded(database, case.world)
    await at_desk(database, who, case.world)
    keeper = Keeper()
    hub = hub_of(database, keeper=keeper)
    hub = replace(hub, decide=deciding(hub, Following(database, keeper), Custodians(case.answers)))
    work = Working(hub, keeper, who, forms)
    with counted("before"):
        await work.value(ASK)
        items = await _items(work)
        await _decide(work, both, items, 0.5, case.held_back)
    await _issued(work, "BRIEF")
    with counted("between"):
        await _decide(work, both, items, 1.0, case.held_back)
    if report := await _issued(work, "FULL"):
        with counted("after"):
            await work.ask(POINT, RECALL, id=report)
            await work.keep("recalled", who, CONTENT_OF, id=report)
    await work.keep("list at the end", who, REPORTS)
    return work.said


async def _items(work: Working) -> list[str]:
    """Ids and reasons are the same in both; how the Point reads each record is its own."""
    rows = await work.value(ITEMS) or []
    same = [(row["id"], row["why"]) for row in rows if row["id"] != HELD_BACK]
    work.said.append(("items", orjson.dumps(same)))
    return [id for id, _ in same]


async def _decide(work: Working, both: Cases, items: Sequence[str], share: float, held_back: str | None) -> None:
    chosen = [(id, both.decided(id, share)) for id in items]
    rows = [{"item": id, "decision": made[0], "reason": made[1]} for id, made in chosen if made]
    if held_back:
        rows.append({"item": HELD_BACK, "decision": "WITHHOLD", "reason": held_back})
    if rows:
        assert await work.value(DECIDE, items=rows) == len(rows)


async def _issued(work: Working, kind: str) -> str | None:
    """Previewed, issued, and read in each form; the id of the report, or None where nothing may be told."""
    who = work.who
    with counted(kind):
        await work.keep(f"{kind} preview", POINT, PREVIEW, id=REQUEST, kind=kind)
        checklist = dict.fromkeys(CHECKS, True)
        answer = await work.keep(f"{kind} issued", POINT, ISSUE, id=REQUEST, kind=kind, checklist=checklist)
        if not (issued := (answer.get("data") or {}).get("issueReport")):
            return None
        report = str(issued["id"])
        await work.keep(f"{kind} list", who, REPORTS)
        await work.keep(f"{kind} signatures", who, SIGNATURES)
        await work.keep(f"{kind} read", who, CONTENT_OF, id=report)
        await work.keep(
            f"{kind} elsewhere", replace(who, matter=matter_id(who.role, "ASSESSMENT")), CONTENT_OF, id=report
        )
        await work.keep(f"{kind} redrawn", who, REDRAWN, id=report)
        for form in work.forms if kind == "FULL" else work.forms[:2]:  # to set it on paper takes a second
            await work.document(report, form)
    return report


@contextmanager
def counted(stage: str) -> Iterator[None]:
    """Ids and nonces of a stage, in their order."""
    numbers = itertools.count(1)

    def token(_size: int = 0) -> str:
        return f"{stage.lower()}{next(numbers)}".rjust(32, "0")

    with patch("secrets.token_hex", token), patch("secrets.token_urlsafe", token):
        yield
