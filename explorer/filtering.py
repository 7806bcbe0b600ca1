"""One filter for the tables and drawing of relations and for a timeline: what it leaves, offers and is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from explorer.kinds import BY_CODE, KINDS
from explorer.words import agency, day
from schema.decisions.associates import PARTS
from schema.decisions.timeline import within
from schema.decisions.views import NOT_SHOWN, View, to_mend
from schema.decisions.words import listed, upper_first

WITHOUT_DAY = "Records of which no day is shown stay, whatever days are asked."


@dataclass(frozen=True, slots=True)
class Aspects:
    """What a filter looks at in one record: the code of its kind, as what people stand in it, whose it is and when."""

    kind: str
    parts: frozenset[str]
    agency: str
    on: str
    until: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Of a filter, or of a step; `chosen`: it is set, or taken already."""

    code: str
    words: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """`kinds`, `roles` and `agencies` are those met, so that none is offered that can show nothing. `words`: as it is
    set, empty: it is not; `mend`: by its field, what is wrong with a day."""

    kinds: tuple[Choice, ...]
    roles: tuple[Choice, ...]
    agencies: tuple[Choice, ...]
    words: str
    mend: Mapping[str, str]


def applied(view: View) -> View:
    """A day that is not one filters nothing, and `to_mend` says so."""
    return replace(view, since="", until="") if to_mend(view) else view


def leaves(view: View, of: Aspects) -> bool:
    return (
        (not view.kinds or of.kind in view.kinds)
        and (not view.role or PARTS[view.role] in {PARTS[part] for part in of.parts})
        and (not view.agency or of.agency == ("" if view.agency == NOT_SHOWN else view.agency))
        and (not of.on or within(of.on, of.until, view.since or None, view.until or None))
    )


def filter_of(view: View, met: Iterable[Aspects]) -> Filter:
    found = tuple(met)
    roles, agencies = tuple(_roles(view, found)), tuple(_agencies(view, found))
    return Filter(tuple(_kinds(view, found)), roles, agencies, " ".join(_words(applied(view))), to_mend(view))


def _kinds(view: View, met: Iterable[Aspects]) -> Iterator[Choice]:
    here = {one.kind for one in met}
    for kind in KINDS:
        if kind.code in here or kind.code in view.kinds:
            yield Choice(kind.code, kind.words, kind.code in view.kinds)


def _roles(view: View, met: Iterable[Aspects]) -> Iterator[Choice]:
    parts = {part for one in met for part in one.parts}
    by_words = {PARTS[part]: part for part in sorted(parts, reverse=True)}
    if view.role:
        by_words[PARTS[view.role]] = view.role
    for words in sorted(by_words):
        yield Choice(by_words[words], words.capitalize(), bool(view.role) and words == PARTS[view.role])


def _agencies(view: View, met: Iterable[Aspects]) -> Iterator[Choice]:
    here = {one.agency or NOT_SHOWN for one in met}
    for code in sorted({*here, view.agency} - {""}):
        yield Choice(code, _agency(code), code == view.agency)


def _agency(code: str) -> str:
    return upper_first(agency(None)) if code == NOT_SHOWN else agency(code)


def _words(view: View) -> Iterator[str]:
    if view.kinds:
        yield f"Kinds of record: {listed([BY_CODE[code].words for code in view.kinds])}."
    if view.role:
        yield f"Somebody stands in it as: {PARTS[view.role]}."
    if view.agency:
        yield f"Agency: {_agency(view.agency)}."
    if view.since:
        yield f"From {day(view.since)}."
    if view.until:
        yield f"To {day(view.until)}."
