"""The records that a report would tell of, and what a person decides of each, as a form that keeps what was chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from explorer.asking import Api
from explorer.desk.words import DECISIONS
from explorer.entry.sessions import Session
from explorer.words import day
from resolvers.report.plain import kind
from schema import codes
from schema.decisions.release import REASONS, RELEASE
from schema.decisions.words import named

ITEMS = """query Items($id: ID!) { reportItems(request: $id) {
  id kind said on custodian why whyInWords decision reason } }"""
DECIDE = "mutation Decide($id: ID!, $items: [ItemDecision!]!) { decideRelease(request: $id, items: $items) }"
GROUPS = ("Waits for your decision", "Decided", "Cleared by the policy")
AT_ONCE = 20  # records on one page: so many fit into a form
CHOICES = {code: words for code, words, _ in DECISIONS}
NOTHING_CHOSEN = "Choose for at least one record what is done with it, otherwise than it was decided."
NO_REASON = "Choose the reason why it is not released."
CHANGED = "Some of these records changed since you looked. Look again: your choices are kept, and none was taken."


@dataclass(frozen=True, slots=True)
class Item:
    """`group`: place in `GROUPS`. `choice`, `reason` and `note` are what the form shows; `wrong` is what to mend of
    it."""

    id: str
    group: int
    when: str
    kind: str
    said: str
    custodian: str
    why: tuple[str, ...]
    decided: str
    choice: str
    reason: str
    note: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Items:
    """Those of one page of `pages`; `seen` stands for what was looked at."""

    of_page: tuple[Item, ...]
    page: int
    pages: int
    all: int
    waiting: int
    seen: str


@dataclass(frozen=True, slots=True)
class Decision:
    """`given` is as the schema has it, and empty where nothing is sent; `wrong`: record → what to mend."""

    given: Sequence[Mapping[str, Any]]
    wrong: Mapping[str, str]
    said: str


async def told(api: Api, session: Session, request: str) -> list[Mapping[str, Any]]:
    """As `GROUPS` has them, each in the order of its days."""
    found: list[Mapping[str, Any]] = (await api.ask(session, ITEMS, id=request)).data["reportItems"]
    return sorted(found, key=_group)


def items(
    found: Sequence[Mapping[str, Any]], page: int, form: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
) -> Items:  # fmt: skip
    """`form` is what was sent, where it could not be taken."""
    pages = max(1, -(-len(found) // AT_ONCE))
    page = min(max(page, 1), pages)
    shown = found[(page - 1) * AT_ONCE : page * AT_ONCE]
    of_page = tuple(_item(one, form or {}, wrong or {}) for one in shown)
    return Items(of_page, page, pages, len(found), [_group(one) for one in found].count(0), seen(shown))


def _group(one: Mapping[str, Any]) -> int:
    return 1 if one["decision"] else 0 if one["why"] else 2


def _item(one: Mapping[str, Any], form: Mapping[str, str], wrong: Mapping[str, str]) -> Item:
    id, decision = one["id"], one["decision"] or ""
    why = codes.label(REASONS, one["reason"]) if one["reason"] else ""
    return Item(
        id, _group(one), day(one["on"]) if one["on"] else "Without a day", kind(one["kind"]), one["said"],
        named(one["custodian"]) if one["custodian"] else "not told", tuple(one["whyInWords"]),
        " because: ".join(filter(None, (CHOICES.get(decision, decision), why))),
        form.get(f"decision.{id}", decision), form.get(f"reason.{id}", one["reason"] or ""),
        form.get(f"note.{id}", ""), wrong.get(id, ""),
    )  # fmt: skip


def seen(shown: Sequence[Mapping[str, Any]]) -> str:
    """Another one as soon as a record says otherwise, has other reasons to be looked at, or is another."""
    told = [[one[name] for name in ("id", "said", "on", "why")] for one in shown]
    return hashlib.sha256(orjson.dumps(sorted(told))).hexdigest()


def decision(found: Sequence[Mapping[str, Any]], form: Mapping[str, str]) -> Decision:
    """Of what was sent, what is otherwise than it was decided."""
    chosen = [one for one in found if form.get(f"decision.{one['id']}")]
    if form.get("seen") != seen(chosen_from(found, form)):
        return Decision((), {}, CHANGED)
    given = [said for one in chosen if (said := _given(one, form))]
    wrong = {said["item"]: NO_REASON for said in given if said["decision"] != RELEASE and not said["reason"]}
    if wrong:
        return Decision((), wrong, "One record or more has no reason. Nothing was decided yet.")
    return Decision(given, {}, "" if given else NOTHING_CHOSEN)


def chosen_from(found: Sequence[Mapping[str, Any]], form: Mapping[str, str]) -> list[Mapping[str, Any]]:
    """The records that were on the form."""
    return [one for one in found if f"note.{one['id']}" in form]


def _given(one: Mapping[str, Any], form: Mapping[str, str]) -> Mapping[str, Any] | None:
    """Nothing where it says again what is decided. A release has no reason."""
    id = one["id"]
    choice, note = form[f"decision.{id}"], form.get(f"note.{id}", "").strip()
    reason = form.get(f"reason.{id}", "") if choice != RELEASE else ""
    if (choice, reason) == (one["decision"], one["reason"] or "") and not note:
        return None
    return {"item": id, "decision": choice, "reason": reason or None, "note": note or None}


async def decide(api: Api, session: Session, request: str, given: Sequence[Mapping[str, Any]]) -> int:
    return int((await api.ask(session, DECIDE, id=request, items=list(given))).data["decideRelease"])
