"""A question becomes an answer: shape, purpose, facts, statement, ledger, bytes.

bytes → document → declaration → bounds → plan → refused comparisons
      → facts at hand, or the scope statement → rules at this moment
      → the one statement → rows with their keys → ledger → bytes
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any, Protocol

import orjson
from graphql import GraphQLError, execute_sync

from authz import declaration
from authz.access import Access, Comparison
from authz.admission import Admitted
from authz.moment import BREAK_GLASS
from authz.policy_data import AMENDED_FROM, Policy
from authz.requester import Declaration, Requester
from authz.search_budget import Budget, Used
from authz.verdict import NOTHING_SEEN, SUBJECTS, Verdict
from graph import shape
from graph.cursor import BadCursor, key_for
from graph.scopes import Scopes
from graph.selection import Selection
from graph.statement import Statement
from graph.statements import statement
from graph.times import now as clock
from graph.told import gathering
from resolvers import break_glass, limits, withheld
from resolvers.accesses import READ, Accesses, Register
from resolvers.accounts import Listing
from resolvers.api import API, SCHEMA
from resolvers.errors import Fault, of_graphql
from resolvers.explaining import explained
from resolvers.keeping import KEEPING
from resolvers.keeping_reading import Keeping
from resolvers.listed_for import refuse_without_duty
from resolvers.measuring import WORK, Measured
from resolvers.mutations import Command, Decisions, Grounds, Met, Sees, Shown
from resolvers.notice_reading import Notices
from resolvers.noticing import NOTICES
from resolvers.plans import Plans
from resolvers.query import PLANNED
from resolvers.reading import INTROSPECTION, Question, Reading, read
from resolvers.register_reading import Registered
from resolvers.registering import REGISTER
from resolvers.report_drafting import Turn
from resolvers.report_reading import Reports
from resolvers.reporting import REPORTS
from resolvers.reviewing import DUTY
from resolvers.seeking import Seeking, search_of
from resolvers.sight import Sight
from resolvers.told import TOLD
from resolvers.turnstile import Turnstile
from resolvers.watch_reading import Watches
from resolvers.watching import WATCHES
from schema.model import MODEL

MOST_TRIES = 3  # a position that moves under the question is asked again this often
CAVEAT = (
    "Shared under Part 5A of the Family Violence Protection Act 2008 (Vic) or the scheme declared. "
    "Use or disclosure for any other purpose is an offence (s 144R)."
)


class Keeper(Register, Protocol):
    """The ledger, as far as an answer needs it."""

    async def disclose(self, body: Mapping[str, Any], at: str) -> str: ...
    async def disclose_search(self, body: Mapping[str, Any], at: str, budget: Budget) -> tuple[str, bool]: ...
    async def searches(self, account: str, now: str) -> Used: ...
    async def last_uses(self, accounts: Sequence[str]) -> Mapping[str, str]: ...
    async def newest(self, connector: str, custodian: str, source_id: str) -> tuple[int, bytes] | None: ...


Fetch = Callable[[str, Mapping[str, Any]], Awaitable[Any]]
Decide = Callable[[Requester, str], Decisions]


@dataclass(frozen=True, slots=True)
class Hub:
    """What all questions share. `turn` is that of the graph's writer: in it nothing moves under a reader."""

    policy: Policy
    plans: Plans
    scopes: Scopes
    fetch: Fetch
    ledger: Keeper
    decide: Decide
    secret: bytes
    now: Callable[[], str] = clock
    turn: Turn = nullcontext
    turnstile: Turnstile = field(default_factory=Turnstile)

    async def ask(self, question: Question, admitted: Admitted) -> bytes:
        """The answer's bytes. A fault raised here is of the whole request."""
        asked = read(self.plans, question)
        if question.by_get and (asked.mutation or asked.declared != Declaration()):
            raise Fault("BAD_REQUEST", "A mutation, and a question with a purpose, go by POST.")
        if asked.mutation and "write" not in admitted.scopes:
            raise Fault("SCOPE_MISSING", "This needs a token with the scope 'write'.")
        if admitted.owed and not asked.signing:
            raise Fault(admitted.owed.code, admitted.owed.message)
        asker = Requester(admitted.account, asked.declared, admitted.strong)
        # A decision waits its turn with the writer, and some wait for an agency: no question is to wait for those.
        async with nullcontext() if asked.mutation else self.turnstile.turn():
            return await Asked(self, asked, asker, self.now(), admitted.notice).answer()


class Answers(Protocol):
    """Answers one root of what is not asked of the graph by a plan."""

    async def answer(
        self, selection: Selection, variables: Mapping[str, Any], asker: Requester, now: str, /
    ) -> Any: ...


def _reports(hub: Hub, people: set[str], _sight: Sight) -> Reports:
    """`people` is given the ids of those whom an answer tells of."""
    return Reports(hub.fetch, hub.scopes, hub.policy, hub.ledger.newest, hub.turn, people)


# What is read from the ledger, and of the registry with it; reports, which are sealed there; and what a matter keeps.
LISTINGS: Mapping[str, Callable[[Hub, set[str], Sight], Answers]] = {
    "accounts": lambda hub, *_: Listing(hub.fetch, hub.ledger.last_uses, hub.policy),
    **dict.fromkeys(READ, lambda hub, *_: Accesses(hub.fetch, hub.ledger, hub.policy)),
    **dict.fromkeys(REPORTS, _reports),
    **dict.fromkeys(WATCHES, lambda *told: Watches(_reports(*told))),
    **dict.fromkeys(NOTICES, lambda hub, *_: Notices(hub.fetch, hub.policy)),
    **dict.fromkeys(REGISTER, lambda hub, *_: Registered(hub.fetch)),
    **dict.fromkeys(WORK, lambda hub, *_: Measured(hub.fetch)),
    **dict.fromkeys(KEEPING, lambda hub, people, sight: Keeping(hub.fetch, sight.person, people)),
}


class Asked:
    """One request of one asker at one moment."""

    def __init__(
        self, hub: Hub, reading: Reading, asker: Requester, now: str, notice: Mapping[str, Any] | None = None
    ) -> None:
        self.notice = notice or {}
        self.hub, self.reading, self.asker, self.now = hub, reading, asker, now
        self.plan, self.variables = reading.plan, reading.values.coerced
        self.seeking: Seeking | None = None
        self.people: set[str] = set()  # of whom it tells, and whom its matter names

    async def answer(self) -> bytes:
        cost = limits.cost_of(self.plan.selections, self.variables)
        if objection := limits.objection(cost, self.plan.selections):
            raise Fault("QUESTION_TOO_LARGE", objection)
        if self.reading.personal:
            self._declared()
            await self._sought()
        data, errors = await self._data()
        extensions: dict[str, Any] = {"cost": cost, **self.notice}
        if self.reading.personal:
            extensions |= {**self._said(), **await self._glass()}
            extensions["auditId"] = await self._disclose(errors)
        return _written(data, errors, extensions)

    def _declared(self) -> None:
        rules, today = declaration.PURPOSE_RULES, self.now[:10]
        if self.reading.matterless:
            rules = tuple(rule for rule in rules if rule is not declaration.matter_is_named)
        if refusal := declaration.refusal(rules, self.hub.policy, self.asker, today):
            raise Fault(refusal.code, refusal.message)
        refuse_without_duty(self.hub.policy, self.asker, (s.name for s in self.plan.selections))

    async def _data(self) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
        if self.reading.mutation:
            return await self._decided()
        asked = {s.name for s in self.plan.selections}
        if asked & INTROSPECTION:
            if asked - INTROSPECTION - {"__typename"}:
                raise Fault("BAD_REQUEST", "Ask about the schema in an operation of its own.")
            return self._introspected()
        columns = await self._columns() if self.plan.statement else {}
        return {s.key: await self._root(s, columns) for s in self.plan.selections}, []

    async def _root(self, selection: Selection, columns: Mapping[str, Any]) -> Any:
        if self.seeking and selection is self.seeking.selection:
            hits = await self.seeking.answer(columns[selection.key])
            self.people |= set(self.seeking.people)
            return hits
        if selection.name == "__typename":
            return "Query"
        if listing := LISTINGS.get(selection.name):
            answers = listing(self.hub, self.people, Sight(self._alone))
            return await answers.answer(selection, self.variables, self.asker, self.now)
        if selection.name == "explain_access":
            access, verdict = self._access(), await self._verdict()
            facts, moment = await self.hub.scopes.at(access, self.asker, self.now)
            return explained(selection, self.variables, access, verdict, facts, moment)
        if selection.name in TOLD:
            return shape.plain(selection, TOLD[selection.name](self.hub.policy, self.asker))
        return columns[selection.key]

    # one statement, answered at the position of the facts

    async def _columns(self) -> dict[str, Any]:
        statement = self.plan.statement
        assert statement
        self._comparable(statement)
        row = await self._row(statement)
        with gathering(self.people):
            return self._build(statement, row)

    async def _row(self, statement: Statement) -> list[Any]:
        """The statement's columns, at the position of the facts that they were judged by."""
        given = self._given(statement)
        for _ in range(MOST_TRIES):
            verdict = await self._verdict()
            found = {**given, **verdict.only(statement.lists), **await self._search_given()}
            row: list[Any] = await self.hub.fetch(statement.text, found)
            if not self.reading.personal or row[0] == verdict.position:
                self.people |= set(verdict.lists.get(SUBJECTS, ()))
                return row[1:]
            self.hub.scopes.moved_to(row[0])
        raise Fault("BUSY", "The hub is taking in records. Ask again in a moment.")

    def _given(self, statement: Statement) -> dict[str, Any]:
        asking = {"now": self.now, "organisation": self.asker.organisation, "account": self.asker.account.id}
        asking["custodian"] = self.asker.custodian
        asking["amended_from"] = self.hub.policy.settings[AMENDED_FROM]
        asking["reviewing"] = self.asker.custodian if DUTY in self.asker.account.duties else ""
        try:
            return statement.parameters(self.variables, self._key(), asking)
        except BadCursor:
            raise Fault("BAD_CURSOR", "`after` is not a cursor of this list for you.") from None

    def _build(self, statement: Statement, row: list[Any]) -> dict[str, Any]:
        key, columns = self._key(), statement.columns
        return {c.key: c.build(value, key) for c, value in zip(columns, row, strict=True)}

    def _key(self) -> bytes:
        """Cursors are of one asker, purpose and matter."""
        declared = self.asker.declaration
        scope = (self.asker.account.id, str(declared.purpose), declared.matter)
        return key_for(self.hub.secret, *scope)

    async def _verdict(self) -> Verdict:
        if not self.reading.personal:
            return NOTHING_SEEN
        return await self.hub.scopes.verdict(self._access(), self.asker, self.now)

    def _access(self) -> Access:
        account, purpose = self.asker.account, self.asker.purpose
        assert purpose
        reasoned = bool(self.asker.declaration.reason.strip())
        return Access.of(
            self.hub.policy, account.role, purpose, account.organisation, self.now[:10], reasoned, account.scope
        )

    def _comparable(self, statement: Statement) -> None:
        """Refused from the policy alone, for the whole operation: an error at one field would tell."""
        if not self.reading.personal:
            return
        access = self._access()
        if refused := [c for column in statement.columns for c in column.compared if not access.ever_shows(c)]:
            raise Fault("NOT_COMPARABLE", _not_comparable(refused[0]))

    # a search for people

    async def _sought(self) -> None:
        selection = None if self.reading.mutation else search_of(self.plan.selections)
        if selection:
            ledger, access = self.hub.ledger, self._access()
            self.seeking = await Seeking.begin(
                ledger, access, self.asker, self.now, selection, self.variables, self._key()
            )

    async def _search_given(self) -> dict[str, Any]:
        if self.seeking is None:
            return {}
        facts, moment = await self.hub.scopes.at(self._access(), self.asker, self.now)
        return {"search": self.seeking.given(facts, moment)}

    def _command(self) -> Command:
        return self.hub.decide(self.asker, self.now).command

    # what is not a statement

    def _introspected(self) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
        ast = self.reading.document.ast
        assert ast
        done = execute_sync(SCHEMA, ast, variable_values=dict(self.reading.question.variables),
                            operation_name=self.reading.question.operation)  # fmt: skip
        return done.data, [of_graphql(e, "GRAPHQL_INVALID") for e in done.errors or ()]

    async def _decided(self) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
        question = self.reading.question
        sight, decisions = Sight(self._alone), self.hub.decide(self.asker, self.now)
        context = Deciding(self.asker, decisions, sight.match, sight.grounds, sight.report, sight.person)
        done = await API.execute(
            question.text,
            variable_values=dict(question.variables),
            operation_name=question.operation,
            context_value=context,
        )
        return done.data, [_of_decision(error) for error in done.errors or ()]

    async def _alone(self, selection: Selection) -> Any:
        """One root by itself, as an answer has it."""
        planned = statement(MODEL, [(PLANNED[selection.name], selection)])
        return self._build(planned, await self._row(planned))[selection.key]

    # what goes with an answer

    def _said(self) -> dict[str, Any]:
        """W14: obligations travel with the answer; withheld is told from the policy alone."""
        policy, role, today = self.hub.policy, self.asker.account.role, self.now[:10]
        day, found = self.plan.withheld.get((policy, role), ("", ()))
        if day != today:
            found = withheld.tellable(policy, role, today, self.plan.selections)
            self.plan.withheld[policy, role] = today, found
        return {"withheld": found, "handling": CAVEAT}

    async def _glass(self) -> dict[str, Any]:
        """W15: an answer under a break-glass says so, whether or not anybody is held. Of any other matter nothing is
        worked out for that."""
        if not self.asker.declaration.matter or (await self.hub.scopes.facts(self.asker)).kind != BREAK_GLASS:
            return {}
        access = self._access()
        return break_glass.notice(access, self.asker, *await self.hub.scopes.at(access, self.asker, self.now))

    async def _disclose(self, errors: Sequence[Mapping[str, Any]]) -> str:
        """Durable before the answer leaves; no value of a record is in it."""
        declared = self.asker.declaration
        body = {
            "account": self.asker.account.id,
            "organisation": self.asker.organisation,
            "role": self.asker.account.role,
            "purpose": declared.purpose,
            "matter": declared.matter,
            "reason": declared.reason,
            "operation": self.reading.document.digest,
            "fields": self.plan.fields,
            "people": sorted(self.people),
            "policy": self.hub.policy.version,
            "decision": errors[0]["extensions"]["code"] if errors else "ANSWERED",
        }
        if self.seeking is None:
            return await self.hub.ledger.disclose(body, self.now)
        return await self.seeking.disclose(self.hub.ledger, body, self._command)


@dataclass(frozen=True, slots=True)
class Deciding:
    """What a mutation is given."""

    asker: Requester
    decisions: Decisions
    sees: Sees
    grounds: Grounds
    shown: Shown
    met: Met


def _not_comparable(asked: Comparison) -> str:
    return f"{asked.name} cannot be compared: your role is never shown it whole under this purpose."


def _of_decision(error: GraphQLError) -> dict[str, Any]:
    original = error.original_error
    if isinstance(original, Fault):
        return {**original.formatted(), "path": list(error.path or ())}
    if original is None:
        return of_graphql(error, "BAD_VARIABLES")
    raise original


def _written(data: dict[str, Any] | None, errors: list[dict[str, Any]], extensions: dict[str, Any]) -> bytes:
    said: dict[str, Any] = {"data": data}
    if errors:
        said["errors"] = errors
    return orjson.dumps({**said, "extensions": extensions})
