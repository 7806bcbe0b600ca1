"""From pairs that belong together to whole groups."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def groups(things: Iterable[T], pairs: Iterable[tuple[T, T]]) -> dict[T, frozenset[T]]:
    """Each thing's group: whoever a chain of pairs leads to, itself at least. The order of the pairs is nothing."""
    found = {thing: frozenset({thing}) for thing in things}
    for left, right in pairs:
        whole = found[left] | found[right]
        found |= dict.fromkeys(whole, whole)
    return found
