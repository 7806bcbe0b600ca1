"""Small values that a field is made of: a code with its label, an answer to a risk item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import strawberry

from graph.mapping import Shape, Shaper
from graph.selection import Selection
from schema import codes


def _asked(root: Any, info: strawberry.Info) -> Any:
    return root[info.path.key]


@strawberry.type
class Code:
    """A coded value as its source sent it, with the label of the code list."""

    code: str = strawberry.field(resolver=_asked, description="As the source sent it.")
    label: str = strawberry.field(resolver=_asked, description="In words; says so when unknown.")
    known: bool = strawberry.field(resolver=_asked, description="Is it in the hub's code list?")


@strawberry.type
class RiskAnswer:
    """One of the police report's risk items: an opaque item code and its answer."""

    item: str = strawberry.field(resolver=_asked, description="The item's code on the form.")
    answer: str = strawberry.field(resolver=_asked, description="As the police answered it.")


CODES = (Selection("code", "code"),)  # what the hub's own questions ask of a coded field


def code_of(value: Mapping[str, Any] | None) -> str | None:
    return str(value["code"]) if value else None


def codes_of(values: Sequence[Mapping[str, Any]] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(value["code"] for value in values)


def coded(code_list: str) -> Shaper:
    """The fields of `Code` for a stored code of this list."""
    labels = codes.labels(code_list)

    def shape(name: str) -> Shape:
        match name:
            case "label":
                return lambda raw: labels.get(raw) or codes.label(code_list, raw)
            case "known":
                return labels.__contains__
            case "__typename":
                return lambda _raw: "Code"
        return _as_sent

    return Shaper(shape, tuple(labels))


def _as_sent(raw: Any) -> Any:
    return raw


RISK_ANSWER: Mapping[str, Shape] = {
    "item": lambda raw: raw.partition("=")[0],
    "answer": lambda raw: raw.partition("=")[2],
    "__typename": lambda _raw: "RiskAnswer",
}
risk_answer = Shaper(RISK_ANSWER.__getitem__)
"""Stored as `item=answer`."""
