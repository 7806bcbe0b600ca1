"""Whether two answers are one: the same ids and leaves, whatever shape a server gives root, codes and lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import orjson

from bench.hub import BenchFault
from bench.measuring import ids_of


def refuse_unless_alike(name: str, hub: bytes, others: dict[str, bytes]) -> None:
    """`others`: answers of peers by the name of each."""
    wanted = told(orjson.loads(hub)["data"])
    if not list(_leaves(wanted)):
        raise BenchFault(f"{name}: the hub shows nothing.")
    for peer, answer in others.items():
        found = orjson.loads(answer)
        if "errors" in found:
            raise BenchFault(f"{name}: {peer} refuses: {found['errors'][0]['message']}")
        if at := differs(wanted, told(found["data"])):
            raise BenchFault(f"{name}: {peer} told something else than the hub at {at}.")


def refuse_unless_within(name: str, hub: bytes, rows: bytes, *, worked_out: bool) -> None:
    """Rows without keys hold every leaf of the answer, as often as it stands there, and may hold more. Of what is
    worked out of rows, its ids."""
    shown, found = orjson.loads(hub)["data"], orjson.loads(rows)["data"]
    missing = ids_of(shown) - ids_of(found) if worked_out else Counter(_leaves(told(shown))) - Counter(_leaves(found))
    if missing:
        raise BenchFault(f"{name}: the bare statement lacks {len(missing)} values of the hub's answer.")


def told(data: dict[str, Any]) -> Any:
    """What stands at the one root, in one shape for all."""
    (root,) = data.values()
    if isinstance(root, dict) and "nodes" in root:
        root = root["nodes"]
    found = _plain(root)
    return found[0] if isinstance(found, list) and len(found) == 1 else found


def differs(one: Any, other: Any, at: str = "the root") -> str:
    """Where two values are first told apart; nothing if they are one."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        places = ((one[key], other[key], f"{at}.{key}") for key in one)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        places = ((a, b, f"{at}[{n}]") for n, (a, b) in enumerate(zip(one, other, strict=True)))
    else:
        return "" if one == other else at
    return next((found for a, b, where in places if (found := differs(a, b, where))), "")


def _plain(value: Any) -> Any:
    match value:
        case {"code": code, **rest} if not rest:
            return code
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case [{"id": _}, *_]:
            return sorted(map(_plain, value), key=lambda row: str(row["id"]))
        case list():
            return [_plain(inner) for inner in value]
    return value


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    elif value is not None:
        yield value
