"""Lists of what waits for a person with a duty: what one is, and a page of it.

A list is refused by the hub to whoever has not the duty, and tells nobody of an act of his own. What was sent and is
not good comes back as it was typed, with what to mend.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from explorer.asking import Api
from explorer.clock import NO_CLOCK, Clock
from explorer.entry.sessions import Session
from resolvers.errors import Fault

SHOWN = 20
# What a form of these may leave out.
BLANK = dict.fromkeys(("id", "choice", "words", "confirm", "review_on", "after"), "")
Said = Mapping[str, Any]
Given = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """`facts` are its lines; `by`: until when it is to be decided. `closed`: somebody decided, and it is told for the
    record."""

    id: str
    heading: str
    facts: tuple[tuple[str, str], ...]
    by: str = ""
    clock: Clock = NO_CLOCK
    closed: bool = False
    released_to: frozenset[str] = frozenset()
    review_on: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be decided: the text that does it, its variables from the form, and what became of it in words.

    `confirm` is what is ticked beside, where it cannot be undone.
    """

    code: str
    words: str
    text: str
    given: Callable[[Given], dict[str, Any]]
    done: Callable[[Said], str]
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One list; `act` names the decision whose duties let somebody be told it."""

    path: str
    title: str
    about: str
    empty: str
    act: str
    ask: str
    read: Callable[[Said, str], Item]
    label: str
    choices: tuple[Choice, ...]
    marks_day: bool = False  # keeping it needs a day of review and whom it is released to

    def chosen(self, given: Given) -> Choice:
        """A fault where what was sent is to be mended."""
        found = next((one for one in self.choices if one.code == given["choice"]), None)
        if found is None:
            raise Fault("BAD_INPUT", f"Choose one: {', or '.join(one.words for one in self.choices)}.")
        if not given["words"].strip():
            raise Fault("BAD_INPUT", f"{self.label}: say it in words. It is kept with the decision.")
        if found.confirm and given["confirm"] != "yes":
            raise Fault("BAD_INPUT", f"Tick the box to go on: {found.confirm}.")
        return found


@dataclass(frozen=True, slots=True)
class Page:
    """Of a list. `after`: the cursor that it begins behind; `last`: that of its last one, where others come behind."""

    items: tuple[Item, ...]
    after: str
    last: str


async def page_of(kind: Kind, api: Api, session: Session, after: str) -> Page:
    """One more is asked than shown, to know whether there are others."""
    found = (await api.ask(session, kind.ask, first=SHOWN + 1, after=after or None)).data["found"]
    items = tuple(kind.read(one, api.now) for one in found[:SHOWN])
    return Page(items, after, found[SHOWN - 1]["cursor"] if len(found) > SHOWN else "")
