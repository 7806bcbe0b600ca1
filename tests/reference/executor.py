"""graphql-core runs the operation on the hub's own schema; what each field holds comes from the judge alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphql import ExecutionResult, GraphQLResolveInfo, execute, parse
from graphql.execution.values import VariableValues, get_variable_values

from authz.words import Purpose
from graph.cursor import BadCursor, key_for
from resolvers.api import SCHEMA
from schema import orders_in_force
from schema.model import MODEL
from schema.pattern import EVIDENCE, history_of
from tests.judge.fields import AREA_OF, NOUN_OF
from tests.judge.judge import Judge
from tests.judge.nouns import PARTS
from tests.reference.asking import SECRET
from tests.reference.compared import Comparisons
from tests.reference.exploring import HOME, Exploring
from tests.reference.fields import Fields, snake, snaked
from tests.reference.lists import ever_compared
from tests.reference.reading import Reading, Thing, Times

# Root fields of one node, and of a page of them.
ONE = {"person": "Person", **{snake(NOUN_OF[area]): NOUN_OF[area] for area in PARTS}}
PAGES = {f"{name}s": noun for name, noun in ONE.items() if noun != "Person"}


class Reference:
    """Slow and plain: for one asker in one world."""

    def __init__(self, judge: Judge) -> None:
        self.judge, self.reading = judge, Reading(judge)
        self.fields = Fields(self.reading)
        who = judge.asker
        self.mine = key_for(SECRET, who.account, str(Purpose(who.purpose)), who.matter or "")

    async def answer(self, text: str, variables: Mapping[str, Any]) -> Any:
        """The data of the answer; or the code, where the hub refuses the whole of it."""
        if self._not_comparable(text, variables):
            return "NOT_COMPARABLE"
        done = execute(SCHEMA, parse(text), variable_values=dict(variables), context_value={}, middleware=[self])
        result = done if isinstance(done, ExecutionResult) else await done
        for error in result.errors or ():
            if isinstance(error.original_error, BadCursor):
                return "BAD_CURSOR"
            raise error
        return result.data

    def _not_comparable(self, text: str, variables: Mapping[str, Any]) -> bool:
        document = parse(text)
        operation = document.definitions[0]
        values = get_variable_values(SCHEMA, operation.variable_definitions or (), dict(variables))
        assert isinstance(values, VariableValues), values
        return not all(self._ever(noun, field) for noun, field in Comparisons(document, values).all())

    def _ever(self, noun: str, field: str) -> bool:
        prop, who = MODEL.nodes[noun].property(field), self.judge.asker
        return prop.facet is None or ever_compared(who.role, who.purpose, AREA_OF[noun], field, str(prop.facet))

    def resolve(self, read: Callable[..., Any], root: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        """The declared resolvers read by response key: they are handed the value under it."""
        if info.field_name.startswith("__"):
            return read(root, info, **arguments)
        name, given = snake(info.field_name), snaked(arguments)
        if root is None:
            info.context[info.path.key] = self._root(name, given)
            return read(root, info, **arguments)
        return read({info.path.key: self.fields.of(root, name, given)}, info, **arguments)

    # the root fields

    def _root(self, name: str, arguments: Mapping[str, Any]) -> Any:
        now = self.judge.now
        times = Times(arguments.get("as_of") or now, arguments.get("known_at") or now)
        if name in ONE:
            return self._one(ONE[name], arguments["id"], times)
        if name in PAGES:
            rows = list(self.reading.things(AREA_OF[PAGES[name]], times))
            return self.fields.lists.page(rows, PAGES[name], arguments, self.mine)
        match name:
            case "subjects":
                named = (t for t in self.reading.things("persons", times) if t.name in self.judge.facts.names)
                return sorted(named, key=self.reading.id)
            case "pattern_and_history":
                person = self._one("Person", arguments["person"], times)
                found = None if person is None else self.fields.row(person, EVIDENCE)
                return history_of(found, times.as_of, [])
            case "orders_in_force":
                person = self._one("Person", arguments["person"], times)
                found = None if person is None else self.fields.row(person, orders_in_force.ORDERS_STATED)
                return orders_in_force.orders_of(found, times.as_of, [])
        return self._explored(name, arguments, times)

    def _explored(self, name: str, given: Mapping[str, Any], times: Times) -> Any:
        one, exploring = lambda whom: self._one("Person", given[whom], times), Exploring(self.reading, self.fields)
        match name:
            case "expand":
                return exploring.expand(one("person"), given)
            case "household":
                return exploring.expand(one("person"), given, (HOME,))
            case "shared_associates":
                return exploring.shared(one("first_person"), one("second_person"), given)
            case "paths":
                return exploring.paths(one("from"), one("to"), given)
            case "timeline":
                other = one("other") if given.get("other") else None
                return exploring.timeline(one("person"), other, given)
        raise LookupError(name)

    def _one(self, label: str, id: str, times: Times) -> Thing | None:
        things = self.reading.things(AREA_OF[label], times)
        ids = self.reading.ids if label == "Person" else (lambda thing: {self.reading.id(thing)})
        found = [t for t in things if id in ids(t)]
        return next(iter(found), None)
