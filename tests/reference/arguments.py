"""Random arguments of fields: literals, or variables whose values are drawn later from a world."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLEnumType, GraphQLField, GraphQLInputObjectType, get_named_type

from graph.mapping import Kind, Property
from resolvers.api import SCHEMA
from schema.model import MODEL
from tests.judge.fields import AREA_OF
from tests.judge.loading import World
from tests.judge.nouns import VERSIONED
from tests.reference.fields import snake

INSTANTS = ("2019-06-01T00:00:00Z", "2021-06-01T00:00:00Z", "2024-02-01T00:00:00+10:00", "2025-08-01T00:00:00Z",
            "2030-01-01T00:00:00Z")  # fmt: skip
UNKNOWN = "nobody and nothing has it!"
NOWHERE = {Kind.NUMBER: 7, Kind.BOOLEAN: True, Kind.INSTANT: INSTANTS[0], Kind.DATE: INSTANTS[0][:10]}
SHARES = {"first": 0.6, "orderBy": 0.45, "where": 0.35, "after": 0.2, "asOf": 0.12, "knownAt": 0.12}


class Words:
    """What a world holds, so that questions meet something."""

    def __init__(self, world: World, cursor: Callable[[str, list[Any]], str]) -> None:
        self.world, self.cursor = world, cursor

    def ids(self, noun: str) -> list[str]:
        area = AREA_OF[noun]
        return [str(v["lineage"]) if area in VERSIONED else n for n, v in self.world[area].items()] or [UNKNOWN]

    def values(self, noun: str, name: str) -> list[Any]:
        if name == "id":
            return self.ids(noun)
        held = (values.get(name) for values in self.world[AREA_OF[noun]].values())
        flat = [v for value in held for v in (value if isinstance(value, list) else [value])]
        return sorted({v for v in flat if v is not None}) or [
            NOWHERE.get(MODEL.nodes[noun].property(name).kind, UNKNOWN)
        ]


Draw = Callable[[random.Random, Words], Any]


@dataclass(frozen=True, slots=True)
class Slot:
    """A variable: its type as written, and how a value is drawn; `shaping`: it changes the statement's text."""

    type: str
    value: Draw
    optional: bool = False
    shaping: bool = False


@dataclass
class Arguments:
    """Those of one document; `slots` are its variables."""

    draw: random.Random
    slots: dict[str, Slot] = field(default_factory=dict)

    def of(self, asked: GraphQLField, depth: int) -> str:
        """`(…)`, or nothing."""
        noun = get_named_type(asked.type).name.removesuffix("Connection")
        found: dict[str, str] = {}
        for name in asked.args:
            if name in ("id", "person"):
                found[name] = self._id("Person" if name == "person" else noun)
            elif self.draw.random() < SHARES[name] or (name == "first" and depth > 1):
                found[name] = self._argument(name, noun, found, depth)
        return f"({', '.join(f'{n}: {v}' for n, v in found.items())})" if found else ""

    def flag(self) -> str:
        if self.draw.random() < 0.3:
            return self.draw.choice(["true", "false"])
        return self._slot("Boolean!", lambda draw, _: draw.random() < 0.5, shaping=True)

    def _argument(self, name: str, noun: str, others: Mapping[str, str], depth: int) -> str:
        match name:
            case "first":
                return self._first(4 if depth > 1 else 12)
            case "orderBy":
                return self._order(noun)
            case "where":
                return self._where(noun)
            case "after":
                return self._after(noun, others.get("orderBy", ""))
        chosen = self.draw.choice(INSTANTS)
        if self.draw.random() < 0.5:
            return f'"{chosen}"'
        return self._slot("DateTime", lambda draw, _: draw.choice(INSTANTS), optional=True)

    def _id(self, noun: str) -> str:
        return self._slot("ID!", lambda draw, words: draw.choice([*words.ids(noun), *words.ids(noun), UNKNOWN]))

    def _first(self, most: int) -> str:
        if self.draw.random() < 0.6:
            return str(self.draw.randint(-1, most))
        kind = self.draw.choice(["Int!", f"Int! = {most}"])
        return self._slot(kind, lambda draw, _: draw.randint(0, most), optional="=" in kind)

    def _order(self, noun: str) -> str:
        kind = SCHEMA.type_map[f"{noun}Order"]
        assert isinstance(kind, GraphQLEnumType)
        mine = [n for n in kind.values if self._likely(noun, snake(n).rpartition("_")[0].lower())]
        known = sorted(mine if mine and self.draw.random() < 0.8 else kind.values)
        if self.draw.random() < 0.7:
            return self.draw.choice(known)
        few = self.draw.sample(known, min(2, len(known)))  # each is a text of its own
        return self._slot(f"{noun}Order", lambda draw, _: draw.choice(few), optional=True, shaping=True)

    def _where(self, noun: str) -> str:
        kind = SCHEMA.type_map[f"{noun}Where"]
        assert isinstance(kind, GraphQLInputObjectType)
        likely = [n for n in kind.fields if self._likely(noun, snake(n))]
        names = self.draw.sample(
            likely if self.draw.random() < 0.85 else list(kind.fields), self.draw.choice([1, 1, 2])
        )
        if self.draw.random() < 0.25:
            return self._wheres(noun, names)
        tests = ", ".join(f"{name}: {{{self._test(noun, name)}}}" for name in names)
        return f"{{{tests}}}"

    def _wheres(self, noun: str, names: list[str]) -> str:
        """The whole filter as one variable."""
        chosen = {name: self.draw.choice(self._tests(noun, name)) for name in names}

        def value(draw: random.Random, words: Words) -> Any:
            return {name: {test: worded(draw, words, noun, name, test)} for name, test in chosen.items()}

        return self._slot(f"{noun}Where", value, optional=True)

    def _test(self, noun: str, name: str) -> str:
        test = self.draw.choice(self._tests(noun, name))
        kind = self._filter(noun, name).fields[test].type
        if test == "in" and self.draw.random() < 0.5:
            item = str(kind).strip("[]")
            one = self._slot(item, lambda draw, words: worded(draw, words, noun, name, "eq"))
            return f"in: [{one}]"
        return (
            f"{test}: {self._slot(str(kind), lambda draw, words: worded(draw, words, noun, name, test), optional=True)}"
        )

    def _tests(self, noun: str, name: str) -> list[str]:
        return list(self._filter(noun, name).fields)

    def _filter(self, noun: str, name: str) -> GraphQLInputObjectType:
        where = SCHEMA.type_map[f"{noun}Where"]
        assert isinstance(where, GraphQLInputObjectType)
        found = get_named_type(where.fields[name].type)
        assert isinstance(found, GraphQLInputObjectType)
        return found

    def _after(self, noun: str, order: str) -> str:
        """Behind some row of this order, whether or not it is shown."""
        names = SCHEMA.type_map[f"{noun}Order"]
        assert isinstance(names, GraphQLEnumType)
        when = MODEL.nodes[noun].when
        wanted = f"{when} DESC" if not order else "" if order.startswith("$") else str(names.values[order].value)

        def value(draw: random.Random, words: Words) -> Any:
            if not wanted:
                return None
            found = draw.choice(words.values(noun, wanted.split()[0]))
            held = int(found) if isinstance(found, bool) else found
            return words.cursor(f"{noun} {wanted}", [held, draw.choice(words.ids(noun))])

        return self._slot("String", value, optional=True)

    def _likely(self, noun: str, name: str) -> bool:
        """Of the noun's own facet: most roles that see a row may compare these."""
        node = MODEL.nodes[noun]
        found = node.fields.get(name)
        return isinstance(found, Property) and found.facet in (None, node.facet)

    def _slot(self, kind: str, value: Draw, *, optional: bool = False, shaping: bool = False) -> str:
        name = f"v{len(self.slots)}"
        self.slots[name] = Slot(kind, value, optional, shaping)
        return f"${name}"


def worded(draw: random.Random, words: Words, noun: str, name: str, test: str) -> Any:
    """A value that some row may pass this test by."""
    known = words.values(noun, snake(name))
    found = draw.choice(known)
    match test:
        case "in":
            return draw.sample(known, min(2, len(known)))
        case "startsWith":
            return str(found)[: draw.randint(1, 3)]
        case "contains":
            return str(found)[1:3]
    return found
