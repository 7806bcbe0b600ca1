"""Matches that a reviewer decides on: which wait, both sides of one, what speaks for one person, and the decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.asking import Api
from explorer.entry.sessions import Session
from explorer.matches.comparing import Compared, compared_records
from explorer.people.person import RECORD
from explorer.words import moment
from resolvers.errors import Fault

DUTY = "reviewer"
LONGEST_REASON = 2000
STATES = {"POSSIBLE": "Waiting: possibly one person", "PROPOSED": "One reviewer says one person; a second must decide",
          "LINKED": "Believed to be one person", "NOT_SAME": "Decided: two people"}  # fmt: skip
METHODS = {"RULE": "by a rule, without a person", "WEIGHT": "scored only", "REVIEW": "by a reviewer"}
ANSWERS = {"same": "The same person", "not_same": "Not the same person", "unsure": "Unsure: leave it as it is"}
STANDINGS = {"RESPONDENT": "respondent", "AFFECTED": "affected person", "CHILD": "child", "OTHER": "somebody else"}
DUTIES = "{ whoAmI { duties } }"
WAITING = """query Waiting($state: MatchState!) { matches(state: $state, first: 100) { id state method decidedAt
  left(first: 5) { initials birthYear } right(first: 5) { initials birthYear } } }"""
ONE = f"""query One($id: ID!) {{ matches(id: $id, first: 1) {{ id state method decidedAt decidedBy secondPerson reason
  leftOrigin rightOrigin because {{ feature words weight }}
  left(first: 100) {{ {RECORD} }} right(first: 100) {{ {RECORD} }} }} }}"""
DECIDE = """mutation Decide($match: ID!, $same: Boolean!, $reason: String!, $checked: Boolean!) {
  decideMatch(match: $match, same: $same, reason: $reason, addressesChecked: $checked) {
    state recipients { organisation matter } } }"""
OPEN = "mutation Open($names: [Name!]!) { openMatter(input: {kind: OWN_FILE, names: $names}) { id } }"
NO_DUTY = "Only an account with the duty reviewer decides on matches. Ask a reviewer of your organisation."
MENDABLE = ("BAD_INPUT", "IDENTITY_CONFLICT", "MATCH_NOT_HELD")
UNSEEN = "not shown: a matter on both shows them"


@dataclass(frozen=True, slots=True)
class Listed:
    """A match of the list; its sides in a few words."""

    id: str
    first: str
    second: str
    since: str
    method: str


@dataclass(frozen=True, slots=True)
class Match:
    """`rows` empty: its sides are not shown. `told` says what is decided, by whom and why."""

    id: str
    state: str
    state_words: str
    told: tuple[str, ...]
    because: tuple[tuple[str, str, str], ...]
    rows: tuple[Compared, ...]
    origins: tuple[str, str]

    @property
    def seen(self) -> bool:
        return bool(self.rows)


@dataclass(frozen=True, slots=True)
class Decided:
    """`recipients`: whose matters named either while they were believed to be one."""

    words: str
    recipients: tuple[str, ...]


async def reviews(api: Api, session: Session) -> None:
    """A fault for whoever has not the duty."""
    if DUTY not in (await api.ask(session, DUTIES)).data["whoAmI"]["duties"]:
        raise Fault("DUTY_REQUIRED", NO_DUTY)


async def waiting(api: Api, session: Session, state: str) -> tuple[Listed, ...]:
    """The most harmful first if it were wrong, as the hub lists them."""
    found = (await api.ask(session, WAITING, state=state)).data["matches"]
    return tuple(
        Listed(one["id"], _short(one["left"]), _short(one["right"]), moment(one["decidedAt"]), METHODS[one["method"]])
        for one in found
    )


async def match(api: Api, session: Session, id: str) -> Match | None:
    found = (await api.ask(session, ONE, id=id)).data["matches"]
    return _match(found[0]) if found else None


async def after(api: Api, session: Session, id: str) -> str:
    """The next that waits, or the first of all; empty: no other waits."""
    ids = [one.id for one in await waiting(api, session, "POSSIBLE")]
    at = ids.index(id) + 1 if id in ids else 0
    return next((other for other in (*ids[at:], *ids[:at]) if other != id), "")


def to_mend(given: Mapping[str, str]) -> str:
    """What is missing in a decision."""
    answer, reason = given.get("answer", ""), given.get("reason", "").strip()
    if answer not in ANSWERS:
        return "Answer: choose one of the three."
    if answer != "unsure" and not reason:
        return "Reason: say in words why. It is kept with the decision."
    if len(reason) > LONGEST_REASON:
        return f"Reason: at most {LONGEST_REASON} characters."
    if answer == "same" and not given.get("checked"):
        return (
            "Addresses: compare the addresses of both, and tick that you did. A wrong join can show a hidden address."
        )
    return ""


async def decide(api: Api, session: Session, id: str, given: Mapping[str, str]) -> Decided:
    same = given["answer"] == "same"
    reason, checked = given["reason"].strip(), bool(given.get("checked"))
    answer = await api.ask(session, DECIDE, match=id, same=same, reason=reason, checked=checked)
    told = answer.data["decideMatch"]
    recipients = tuple(f"{one['organisation']}, matter {one['matter']}" for one in told["recipients"])
    return Decided(STATES[told["state"]], recipients)


async def matter_on(api: Api, session: Session, found: Match, given: Mapping[str, str]) -> str:
    """A matter that names both, as what each stands in records of the asker's own organisation."""
    names = [{"system": "throughline", "id": id, "as": given.get(side, "")}
             for id, side in zip(found.origins, ("first", "second"), strict=True)]  # fmt: skip
    return str((await api.ask(session, OPEN, names=names)).data["openMatter"]["id"])


def _match(said: Mapping[str, Any]) -> Match:
    both = said["left"] and said["right"]
    rows = tuple(compared_records(said["left"], said["right"])) if both else ()
    because = sorted(said["because"] or (), key=lambda one: -abs(one["weight"]))
    return Match(
        said["id"], said["state"], STATES[said["state"]], tuple(_told(said)),
        tuple((one["words"], one["feature"], f"{one['weight']:+.1f}") for one in because), rows,
        (said["leftOrigin"], said["rightOrigin"]),
    )  # fmt: skip


def _told(said: Mapping[str, Any]) -> list[str]:
    who = f" by {said['decidedBy']}" if said["decidedBy"] and said["method"] == "REVIEW" else ""
    told = [f"So since {moment(said['decidedAt'])}, {METHODS[said['method']]}{who}."]
    if said["reason"]:
        told.append(f"Reason: {said['reason']}")
    if said["secondPerson"]:
        told.append("A home of theirs is suppressed: two reviewers must say that they are one person.")
    return told


def _short(records: Sequence[Mapping[str, Any]]) -> str:
    return " or ".join(dict.fromkeys(map(_handle, records))) or UNSEEN


def _handle(record: Mapping[str, Any]) -> str:
    born = f", born {record['birthYear']}" if record["birthYear"] else ""
    return f"{record['initials'] or 'Initials not shown'}{born}"
