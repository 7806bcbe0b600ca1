"""Search for people before a matter names them. What was typed is in no address, and stays in nobody's history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from explorer.asking import Api
from explorer.entry.sessions import Session
from explorer.words import day_of, words_of

FIND = """query Find($by: FindBy!) { findPeople(by: $by, first: 20) {
  nodes { id initials birthYear agencies score because { feature words weight } }
  searched { standing spelling own } notSearched { standing words } more } }"""
TEXTS = ("name", "birthDate", "sex", "phone", "as")
FIELDS = (*TEXTS, "age", "line", "suburb", "system", "number")


@dataclass(frozen=True, slots=True)
class Hit:
    """`why` says what fits, the weightiest first."""

    id: str
    words: str
    agencies: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """`asked` and `not_asked` say in which roles people were sought."""

    hits: tuple[Hit, ...]
    more: bool
    asked: tuple[str, ...]
    not_asked: tuple[str, ...]


def to_mend(given: Mapping[str, str]) -> str:
    """What of the form cannot be asked, in words; empty: nothing."""
    filled = [name for name in FIELDS if given.get(name, "").strip()]
    if not filled:
        return "Fill in at least one field."
    age, born = (given.get(name, "").strip() for name in ("age", "birthDate"))
    if age and not (age.isascii() and age.isdigit()):
        return "Age: write whole years, as 34."
    return "Date of birth: write it as 1990-02-28." if born and day_of(born) is None else ""


def wanted(given: Mapping[str, str]) -> dict[str, Any]:
    """What of the form was filled in, as the schema has it."""
    said = {name: given[name].strip() for name in FIELDS if given.get(name, "").strip()}
    by: dict[str, Any] = {name: said[name] for name in TEXTS if name in said}
    if "age" in said:
        by["age"] = int(said["age"])
    if "line" in said:
        by["address"] = {name: said[name] for name in ("line", "suburb") if name in said}
    if "number" in said:
        by["reference"] = {"system": said.get("system", ""), "id": said["number"]}
    return by


async def find(api: Api, session: Session, given: Mapping[str, str]) -> Found:
    found = (await api.ask(session, FIND, by=wanted(given))).data["findPeople"]
    asked = (f"{words_of(one['standing'])}: {one['spelling']} spelling{', your own records alone' * one['own']}"
             for one in found["searched"])  # fmt: skip
    not_asked = (f"{words_of(one['standing'])}: {one['words']}" for one in found["notSearched"])
    return Found(tuple(map(_hit, found["nodes"])), found["more"], tuple(asked), tuple(not_asked))


def _hit(said: Mapping[str, Any]) -> Hit:
    who = said["initials"] or "Initials not shown"
    born = f", born {said['birthYear']}" if said["birthYear"] else ""
    why = sorted(said["because"], key=lambda one: -one["weight"])
    return Hit(said["id"], f"{who}{born}", said["agencies"] or "not told", tuple(one["words"] for one in why))
