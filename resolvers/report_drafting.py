"""What a consolidated report would tell its recipient: both views of the subject, and what both may see worked out.

The Central Information Point sees more than a recipient does, and a recipient more of its own than the Point. So both
are judged as if each asked, and a report is drawn from what both may see, at one position of the graph.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

from authz.access import Access
from authz.judgement import Noun, judge
from authz.policy_data import AMENDED_FROM, Policy
from authz.releasing import Review, passed_on
from authz.requester import Account, Declaration, Requester
from authz.verdict import SUBJECTS, Verdict
from authz.words import Purpose
from graph.mapping import Property
from graph.roots import worked_out
from graph.scopes import Scopes, in_force
from graph.selection import Selection, Variable, fields
from graph.statement import Statement
from graph.statements import statement
from resolvers.errors import Fault
from schema.model import MODEL
from schema.orders_in_force import ORDERS_STATED, orders_of
from schema.pattern import EVIDENCE, history_of
from schema.report import STATED, Worked
from schema.timeline import KINDS, LIVES_IN_WORDS, timeline_of

MOST_TRIES = 3
BUSY = "The hub is taking in records. Ask again in a moment."
REASON = "Report of the Central Information Point"
NOUNS: Mapping[str, Noun] = MODEL.nouns()
FLAGGED = ("correction_open", "misidentification_review", "doubts")
Fetch = Callable[[str, Mapping[str, Any]], Awaitable[Any]]
Row = Mapping[str, Any]
Turn = Callable[[], AbstractAsyncContextManager[Any]]  # of the one writer of the graph
T = TypeVar("T")


def _flags() -> tuple[Selection, ...]:
    """Of each record of the chronology what bears on its release."""
    lenses: dict[str, tuple[Selection, ...]] = {}
    for kind in KINDS:
        known = MODEL.nodes[kind.noun].fields
        asked = [name for name in FLAGGED if isinstance(known.get(name), Property)]
        coded = {"doubts": fields("code")} if "doubts" in asked else {}
        plain = ("id", *(name for name in asked if name != "doubts"))
        lenses |= {lens: fields(*plain, **coded) for lens in kind.lenses}
    return fields("id", **lenses)


@cache
def _planned(name: str) -> Statement:
    given = {name: Variable(name) for name in ("person", "as_of", "known_at")}
    return statement(MODEL, [(worked_out(READ[name], _as_read), Selection("read", "read", given))])


def _as_read(person: Any, at: str, sources: Any, amended_from: str) -> list[Any]:
    return [person, at, sources, amended_from]


READ: Mapping[str, tuple[Selection, ...]] = {
    "stated": STATED, "pattern": EVIDENCE, "orders": ORDERS_STATED, "lives": LIVES_IN_WORDS, "flags": _flags(),
}  # fmt: skip


def statements() -> list[Statement]:
    """Those by which a report is drawn."""
    return [_planned(name) for name in READ]


class Moved(Exception):
    """The graph went on while it was read: what was judged is of elsewhere."""


async def drawn_still(draw: Callable[[], Awaitable[T]], turn: Turn = nullcontext) -> T:
    """What `draw` draws, anew when the graph moves under it; at last in the hub's turn, in which nothing moves it.

    Whoever has the turn already gives none.
    """
    for held in (nullcontext, turn):
        async with held():
            for _ in range(MOST_TRIES):
                with suppress(Moved):
                    return await draw()
    raise Fault("BUSY", BUSY)


@dataclass(frozen=True, slots=True)
class Views:
    """Verdicts of one position."""

    point: Verdict
    recipient: Verdict

    @property
    def subjects(self) -> list[str]:
        """The ids that both know the subject by: by which of them he is found hangs on the records that are there."""
        return sorted(set(self.point.lists.get(SUBJECTS, ())) & set(self.recipient.lists.get(SUBJECTS, ())))


@dataclass(frozen=True, slots=True)
class Drawn:
    """The subject as both may see him; `flagged`: record → what of it bears on its release."""

    stated: Row
    worked: Worked
    flags: Row
    sources: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is to read the report: an account of the requester, under the matter that its request names."""

    account: Account
    matter: str
    name: str


def basis_of(views: Views, review: Review) -> dict[str, Any]:
    """By which a report can be drawn again as it was: ids alone."""
    held = {"withheld": sorted(review.withheld), "masked": sorted(review.masked)}
    return {"point": views.point.lists, "recipient": views.recipient.lists, **held}


class Drafting:
    def __init__(self, fetch: Fetch, scopes: Scopes, policy: Policy, asker: Requester, now: str) -> None:
        self.fetch, self.scopes, self.policy = fetch, scopes, policy
        self.asker, self.now = asker, now

    async def views(self, to: Recipient, items: Sequence[str]) -> Views:
        """Of the recipient as if a report on these records (node ids) were issued to him."""
        point = await self.point()
        recipient = await self._recipient(to, frozenset(items))
        if point.position != recipient.position:
            raise Moved
        return Views(point, recipient)

    async def drawn(self, views: Views, review: Review, as_of: str, known_at: str) -> Drawn | None:
        """None: nobody is there whom both may see."""
        verdict = passed_on(views.point, views.recipient, NOUNS, review)
        for subject in views.subjects:
            stated = await self._read("stated", verdict, subject, as_of, known_at)
            if stated[0] is not None:
                return await self._worked(stated, verdict, subject, as_of, known_at)
        return None

    async def _worked(self, stated: Any, verdict: Verdict, subject: str, as_of: str, known_at: str) -> Drawn:
        person, at, sources, amended_from = stated
        rest = [name for name in READ if name != "stated"]
        read = {name: await self._read(name, verdict, subject, as_of, known_at) for name in rest}
        history = history_of(read["pattern"][0], at, sources, amended_from)
        orders = orders_of(read["orders"][0], at, sources, amended_from)
        told = timeline_of([read["lives"][0]], None, False, None, None, sources)
        assert history
        assert orders
        assert told
        return Drawn(person, Worked(history.measures, orders, told.timeline), read["flags"][0], sources)

    async def redrawn(self, basis: Mapping[str, Any], as_of: str, known_at: str) -> Drawn | None:
        """By the lists of what both could see then, whatever they may see now. `basis`: see `basis_of`."""
        position = (await self.point()).position
        point, recipient = (Verdict(basis[name], position) for name in ("point", "recipient"))
        review = Review(*(frozenset(basis[name]) for name in ("withheld", "masked")))
        return await self.drawn(Views(point, recipient), review, as_of, known_at)

    async def point(self) -> Verdict:
        """What the information point itself may see of the subject."""
        access = self._access(self.asker.account)
        return await self.scopes.verdict(access, self.asker, self.now)

    async def _recipient(self, to: Recipient, items: frozenset[str]) -> Verdict:
        asker = Requester(to.account, Declaration(Purpose.CIP_REQUEST, to.matter, REASON), strong=True)
        access, facts = self._access(to.account), await self.scopes.facts(asker)
        told = replace(facts, events=tuple(replace(e, via_cip=e.via_cip or e.id in items) for e in facts.events))
        return judge(access, told, in_force(access, told, self.now), NOUNS)

    def _access(self, account: Account) -> Access:
        return Access.of(self.policy, account.role, Purpose.CIP_REQUEST, account.organisation, self.now[:10], True)

    async def _read(self, name: str, verdict: Verdict, person: str, as_of: str, known_at: str) -> Any:
        planned = _planned(name)
        given = planned.parameters({"person": person, "as_of": as_of, "known_at": known_at}, b"", self._asking())
        row = await self.fetch(planned.text, {**given, **verdict.only(planned.lists)})
        if row[0] != verdict.position:
            self.scopes.moved_to(row[0])
            raise Moved
        return planned.columns[0].build(row[1], b"")

    def _asking(self) -> dict[str, str]:
        """As nobody: what a custodian released to one organisation is not for another; nothing marked is passed on."""
        nobody = dict.fromkeys(("organisation", "account", "custodian", "reviewing"), "")
        return {**nobody, "now": self.now, "amended_from": self.policy.settings[AMENDED_FROM]}
