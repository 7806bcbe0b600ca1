"""Random questions over the schema, the same by seed: a text for all worlds, and values drawn from one world."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLObjectType,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
)

from resolvers.api import SCHEMA
from schema.model import MODEL
from tests.reference.arguments import Arguments, Slot, Words

AGENCIES = ("courtFile", "charge", "custodyEpisode", "supervision", "riskAssessment", "safetyPlan", "protectionReport")
ROOTS = ("person", "person", "person", "subjects", "subjects", "subjects", "subjects", "incident", "incidents",
         "incidents", "order", "orders", "orders", "referral", "referrals", "patternAndHistory",
         *(f"{name}s" for name in AGENCIES), *AGENCIES)  # fmt: skip
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Operation:
    """A document with one operation, and what its variables stand for."""

    text: str
    slots: Mapping[str, Slot]

    def given(self, seed: int, words: Words) -> dict[str, Any]:
        """Values of the variables in one world; what may be left out sometimes is.

        Whatever changes the text of the statement is the same in all worlds, since each text is planned anew.
        """
        shaping, draw = random.Random(self.text), random.Random(f"{self.text} {seed}")
        told = {n: slot for n, slot in self.slots.items() if not (slot.optional and shaping.random() < 0.15)}
        return {n: slot.value(shaping if slot.shaping else draw, words) for n, slot in told.items()}


def pool(count: int) -> list[Operation]:
    """The first of these serve every suite that asks at random: Neo4j plans each text once for all of them."""
    return operations(22, count)


def operations(seed: int, count: int) -> list[Operation]:
    """So many, and one of the orders in force."""
    found = [Writer(random.Random(f"{seed} {number}")).operation(ROOTS) for number in range(count)]
    return [*found, Writer(random.Random(f"{seed} in force")).operation(("ordersInForce",))]


class Writer:
    """Writes one document."""

    def __init__(self, draw: random.Random) -> None:
        self.draw, self.arguments = draw, Arguments(draw)
        self.fragments: list[str] = []
        self.aliases = 0

    def operation(self, roots: Sequence[str]) -> Operation:
        root, used = SCHEMA.query_type, set[str]()
        assert root
        chosen = [self.draw.choice(roots) for _ in range(self.draw.choice([1, 1, 1, 2, 3]))]
        fields = [self._field(root, name, used, 0) for name in chosen]
        fields += ["__typename"] if self.draw.random() < 0.1 else []
        slots = self.arguments.slots
        head = ", ".join(f"${name}: {slot.type}" for name, slot in slots.items())
        body = f"query Asked{f'({head})' if head else ''} {{ {' '.join(fields)} }}"
        return Operation(" ".join([body, *self.fragments]), slots)

    def _selection(self, kind: GraphQLObjectType, depth: int) -> str:
        used = set[str]()
        names = self._names(kind, depth)
        fields = [self._wrapped(kind, self._field(kind, name, used, depth)) for name in names]
        fields += [self._again(kind, used)] if self.draw.random() < 0.15 else []
        return f"{{ {' '.join(fields)} }}"

    def _names(self, kind: GraphQLObjectType, depth: int) -> list[str]:
        """Some values, and fewer and fewer neighbours."""
        leaves = [n for n, f in kind.fields.items() if not _is_noun(f)]
        nouns = [n for n, f in kind.fields.items() if _is_noun(f)]
        wanted = 0 if depth >= DEEPEST else self.draw.choice([0, 1, 1] if depth > 2 else [1, 1, 2])
        found = self.draw.sample(leaves, min(len(leaves), self.draw.randint(1, 4)))
        found += self.draw.sample(nouns, min(len(nouns), wanted))
        found += ["__typename"] if self.draw.random() < 0.1 else []
        return found or ["__typename"]

    def _field(self, kind: GraphQLObjectType, name: str, used: set[str], depth: int) -> str:
        key = name if name not in used and self.draw.random() < 0.75 else self._alias()
        used.add(key)
        said = name if key == name else f"{key}: {name}"
        if name == "__typename":
            return said
        field = kind.fields[name]
        said += self.arguments.of(field, depth)
        named = get_named_type(field.type)
        return f"{said} {self._selection(named, depth + 1)}" if isinstance(named, GraphQLObjectType) else said

    def _again(self, kind: GraphQLObjectType, used: set[str]) -> str:
        """A field asked twice under one key: the two are merged."""
        plain = [n for n in used if n in kind.fields and not kind.fields[n].args and not is_leaf_type(_named(kind, n))]
        return f"{self.draw.choice(sorted(plain))} {{ __typename }}" if plain else self._alias() + ": __typename"

    def _alias(self) -> str:
        self.aliases += 1
        return f"k{self.aliases}"

    def _wrapped(self, kind: GraphQLObjectType, field: str) -> str:
        """As it is, in a fragment, or under a condition."""
        chance = self.draw.random()
        if chance < 0.06:
            return f"... on {kind.name}{self._condition(0.5)} {{ {field} }}"
        if chance < 0.1:
            return f"...{self._condition(0.7)} {{ {field} }}"
        if chance < 0.16:
            name = f"Part{len(self.fragments)}"
            self.fragments.append(f"fragment {name} on {kind.name} {{ {field} }}")
            return f"...{name}{self._condition(0.3)}"
        return field

    def _condition(self, chance: float) -> str:
        if self.draw.random() > chance:
            return ""
        return f" @{self.draw.choice(['include', 'skip'])}(if: {self.arguments.flag()})"


def _is_noun(field: GraphQLField) -> bool:
    """A neighbour, or the frame around neighbours."""
    named = get_named_type(field.type)
    listed = is_list_type(get_nullable_type(field.type)) and isinstance(named, GraphQLObjectType)
    framed = named.name.endswith(("Edge", "Connection"))
    return named.name in MODEL.nodes or framed or (listed and named.name != "Code")


def _named(kind: GraphQLObjectType, name: str) -> Any:
    return get_named_type(kind.fields[name].type)
