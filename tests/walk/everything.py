"""Questions that reach every node of a small world by every way, and the nodes in their answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import GraphQLObjectType, get_named_type, is_leaf_type, is_list_type
from graphql.type import get_nullable_type

from resolvers.api import SCHEMA

# The paths that one question goes from a noun.
PATHS = {
    "Person": "records incidentsAsRespondent incidentsAsAffected incidentsAsChild ordersAgainst "
    "ordersProtecting referrals",
    "PersonRecord": "names contacts addresses person",
    "Incident": "place affected respondent children others attendance",
    "Order": "restrained protected",
    "Referral": "of incident",
}
FIRST = 4
Node = tuple[str, str]  # noun and id, as GraphQL shows them


def questions(depth: int = 2) -> Iterator[str]:
    """Few enough for the bounds of one question, together through every path of the SDL once."""
    for path in PATHS["Person"].split():
        yield f"{{ subjects {{ __typename id {_under('Person', path, depth)} }} }}"
    for root in ("incidents", "orders", "referrals"):
        noun = root.removesuffix("s").capitalize()
        yield f"{{ {root}(first: 8) {{ nodes {{ {fields(noun, depth)} }} }} }}"
    yield f"{{ incidents(first: 8) {{ nodes {{ __typename id orders(first: {FIRST}) {{ {fields('Order', 1)} }} "\
          f"referrals(first: {FIRST}) {{ {fields('Referral', 1)} }} }} }} }}"  # fmt: skip


def fields(noun: str, depth: int) -> str:
    """All values of a noun, and the nouns beside it as deep as told."""
    kind = SCHEMA.type_map[noun]
    assert isinstance(kind, GraphQLObjectType)
    values = [value(name, field.type) for name, field in kind.fields.items()]
    paths = [_under(noun, path, depth) for path in PATHS.get(noun, "").split() if depth]
    return " ".join(["__typename", *(v for v in values if v), *paths])


def value(name: str, kind: Any) -> str:
    """How a question asks this field, or nothing where it leads to a noun."""
    named = get_named_type(kind)
    if is_leaf_type(named):
        return name
    if named.name in ("Code", "RiskAnswer"):
        return f"{name} {{ {'code label' if named.name == 'Code' else 'item answer'} }}"
    return ""


def _under(noun: str, path: str, depth: int) -> str:
    kind = SCHEMA.type_map[noun]
    assert isinstance(kind, GraphQLObjectType)
    field = kind.fields[path]
    first = f"(first: {FIRST})" if is_list_type(get_nullable_type(field.type)) else ""
    return f"{path}{first} {{ {fields(get_named_type(field.type).name, depth - 1)} }}"


def nodes(value: Any) -> Iterator[tuple[Node, dict[str, Any]]]:
    """Every appearance of a noun's node anywhere in an answer."""
    if isinstance(value, list):
        for item in value:
            yield from nodes(item)
    if isinstance(value, dict):
        if "id" in value and "__typename" in value:
            yield (value["__typename"], value["id"]), value
        for item in value.values():
            yield from nodes(item)


def raw(value: Any) -> Any:
    """A value of the answer as a source would have sent it."""
    if isinstance(value, list):
        return [raw(item) for item in value]
    if isinstance(value, dict):
        return value["code"] if "code" in value else "=".join(filter(None, (value["item"], value["answer"])))
    return value


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
