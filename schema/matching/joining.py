"""From links between two origins each to who is one person: what a decision joins, parts and moves.

An origin is the person that one source's own key makes of its records. Links that hold make a group; its
least origin stands for the person. Undoing a link works the groups out again, so nothing of it is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from schema.groups import groups


@dataclass(frozen=True, slots=True)
class Link:
    """Two origins believed to be one person by a decision. `confirmed`: a reviewer stands for it."""

    left: str
    right: str
    decision: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """Whom an origin is believed to be: itself by no decision at all, or another by a decision."""

    person: str
    decision: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Move:
    """An origin that is believed to be somebody else from now on, or by another decision, or now surely."""

    origin: str
    to: Joined

    def as_row(self) -> dict[str, str | bool]:
        to = self.to
        return {"origin": self.origin, "to": to.person, "decision": to.decision, "confirmed": to.confirmed}


def joined(origins: Iterable[str], links: Iterable[Link]) -> dict[str, Joined]:
    """Each origin's person. It is confirmed when confirmed links alone lead there."""
    everyone, held = sorted(set(origins)), sorted(links, key=lambda link: (link.decision, link.left, link.right))
    groups, sure = _groups(everyone, held), _groups(everyone, [link for link in held if link.confirmed])
    found = {}
    for origin in everyone:
        person = min(groups[origin])
        if origin == person:
            found[origin] = Joined(origin)
        else:
            decision = next(link.decision for link in reversed(held) if origin in (link.left, link.right))
            found[origin] = Joined(person, decision, person in sure[origin])
    return found


def moves(origins: Iterable[str], before: Iterable[Link], after: Iterable[Link]) -> Iterator[Move]:
    """What has to be written, in one order, when these links hold instead of those."""
    everyone = set(origins)
    held, found = joined(everyone, before), joined(everyone, after)
    return (Move(origin, found[origin]) for origin in sorted(found) if held[origin] != found[origin])


def _groups(origins: Iterable[str], links: Iterable[Link]) -> Mapping[str, frozenset[str]]:
    return groups(origins, ((link.left, link.right) for link in links))
