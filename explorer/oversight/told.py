"""Who was told of a person, and what a worker was told himself: pages of the ledger, the newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.asking import Api
from explorer.entry.sessions import Session
from explorer.words import PURPOSES, ROLES, called, moment, words_of
from schema.decisions.words import listed, named

ACT = "auditId at role purpose fields decision policy"
WHO_SAW = f"""query WhoSaw($person: ID!, $first: Int!, $after: ID) {{
  whoSaw(person: $person, first: $first, after: $after) {{ {ACT} account organisation matter searchedBy }} }}"""
MINE = f"query Mine($first: Int!, $after: ID) {{ myAccesses(first: $first, after: $after) {{ {ACT} }} }}"
SHOWN = 20
KEYS = {"name": "name", "name+dob": "name with date of birth", "address": "address", "phone": "phone",
        "reference": "a source's number"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """One answer; account, organisation and matter are empty where one's own acts are told."""

    audit_id: str
    when: str
    account: str
    organisation: str
    role: str
    purpose: str
    matter: str
    fields: tuple[str, ...]
    decision: str
    policy: str
    searched_by: str


@dataclass(frozen=True, slots=True)
class Acts:
    """`older`: the last one told, where there are others behind it. `from_newest`: the first page."""

    acts: tuple[Act, ...]
    older: str
    from_newest: bool


async def who_saw(api: Api, session: Session, person: str, after: str) -> Acts:
    found = await api.ask(session, WHO_SAW, person=person, first=SHOWN + 1, after=after or None)
    return _acts(found.data["whoSaw"], after)


async def mine(api: Api, session: Session, after: str) -> Acts:
    found = await api.ask(session, MINE, first=SHOWN + 1, after=after or None)
    return _acts(found.data["myAccesses"], after)


def _acts(said: Sequence[Mapping[str, Any]], after: str) -> Acts:
    """One more is asked than shown, to know whether there are others."""
    told = tuple(map(_act, said[:SHOWN]))
    return Acts(told, told[-1].audit_id if len(said) > SHOWN else "", not after)


def _act(said: Mapping[str, Any]) -> Act:
    organisation, purpose = said.get("organisation"), said["purpose"]
    return Act(
        said["auditId"], moment(said["at"]), said.get("account") or "", named(organisation) if organisation else "",
        called(ROLES, said["role"]), called(PURPOSES, purpose) if purpose else "No purpose declared",
        said.get("matter") or "", tuple(said["fields"]), _decision(said["decision"]), said["policy"],
        listed([KEYS.get(key) or words_of(key).lower() for key in said.get("searchedBy") or ()]),
    )  # fmt: skip


def _decision(code: str) -> str:
    return "Answered" if code == "ANSWERED" else f"Refused: {words_of(code).lower()} ({code})"
