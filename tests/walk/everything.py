"""Questions that reach every node of a small world by every way, and the nodes in their answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import GraphQLField, GraphQLObjectType, get_named_type, is_leaf_type, is_list_type
from graphql.type import get_nullable_type

from resolvers.api import SCHEMA

# The paths that one question goes from a noun.
PATHS = {
    "Person": "records incidentsAsRespondent incidentsAsAffected incidentsAsChild ordersAgainst "
    "ordersProtecting referrals courtFiles charges chargesAsWronged custodyEpisodes supervisions riskAssessments "
    "riskAssessmentsAsChild riskAssessmentsAsRespondent safetyPlans protectionReportsAsChild "
    "protectionReportsAsResponsible",
    "PersonRecord": "names contacts addresses person",
    "Incident": "place affected respondent children others attendance",
    "Order": "restrained protected places conditionsInFull services steps file charges",
    "Condition": "place",
    "Referral": "of incident",
    "CourtFile": "respondent affected children others hearings orders charges",
    "Charge": "accused against contravened file",
    "CustodyEpisode": "held noContact movements",
    "Supervision": "supervised noContact programmes",
    "RiskAssessment": "assessed childAssessed respondent observations",
    "SafetyPlan": "plannedFor childPlannedFor steps assessment",
    "ProtectionReport": "child responsible adultVictims household otherChildren consultations protectionOrders "
    "documents",
}
# The root that lists a noun.
ROOTS = {
    "incidents": "Incident",
    "orders": "Order",
    "referrals": "Referral",
    "courtFiles": "CourtFile",
    "charges": "Charge",
    "custodyEpisodes": "CustodyEpisode",
    "supervisions": "Supervision",
    "riskAssessments": "RiskAssessment",
    "safetyPlans": "SafetyPlan",
    "protectionReports": "ProtectionReport",
}
DEEP = ("PersonRecord", "Incident", "Order", "Referral")
FIRST = 4
WORDS = 500
Node = tuple[str, str]  # noun and id, as GraphQL shows them


def questions(depth: int = 2) -> Iterator[str]:
    """Each within the bounds of one question, together through every path of the SDL once; as deep as told from people
    and from what police report, one step from the others."""
    for path in PATHS["Person"].split():
        noun = target("Person", path)
        deep = depth - 1 if noun in DEEP else 0
        yield from (f"{{ subjects {{ __typename id {path}{first('Person', path)} {{ {some} }} }} }}"
                    for some in selections(noun, deep))  # fmt: skip
    for root, noun in ROOTS.items():
        deep = depth if noun in DEEP else 1
        yield from (f"{{ {root}(first: 8) {{ nodes {{ {some} }} }} }}" for some in selections(noun, deep))
    yield f"{{ incidents(first: 8) {{ nodes {{ __typename id orders(first: {FIRST}) {{ {fields('Order', 1)} }} "\
          f"referrals(first: {FIRST}) {{ {fields('Referral', 1)} }} }} }} }}"  # fmt: skip


def selections(noun: str, depth: int) -> Iterator[str]:
    """All of a noun, in as few selections as a question may have words."""
    taken = f"__typename id {fields(noun, 0)}"
    for piece in (under(noun, path, depth) for path in PATHS.get(noun, "").split() if depth):
        if len(f"{taken} {piece}".split()) > WORDS:
            yield taken
            taken = "__typename id"
        taken = f"{taken} {piece}"
    yield taken


def fields(noun: str, depth: int) -> str:
    """All values of a noun, and the nouns beside it as deep as told."""
    kind = SCHEMA.type_map[noun]
    assert isinstance(kind, GraphQLObjectType)
    values = [value(name, field.type) for name, field in kind.fields.items()]
    paths = [under(noun, path, depth) for path in PATHS.get(noun, "").split() if depth]
    return " ".join(["__typename", *(v for v in values if v), *paths])


def value(name: str, kind: Any) -> str:
    """How a question asks this field, or nothing where it leads to a noun."""
    named = get_named_type(kind)
    if is_leaf_type(named):
        return name
    if named.name in ("Code", "RiskAnswer"):
        return f"{name} {{ {'code label' if named.name == 'Code' else 'item answer'} }}"
    return ""


def under(noun: str, path: str, depth: int) -> str:
    return f"{path}{first(noun, path)} {{ {fields(target(noun, path), depth - 1)} }}"


def target(noun: str, path: str) -> str:
    return get_named_type(_field(noun, path).type).name


def first(noun: str, path: str) -> str:
    return f"(first: {FIRST})" if is_list_type(get_nullable_type(_field(noun, path).type)) else ""


def _field(noun: str, path: str) -> GraphQLField:
    kind = SCHEMA.type_map[noun]
    assert isinstance(kind, GraphQLObjectType)
    return kind.fields[path]


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
