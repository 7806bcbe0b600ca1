"""Views that the matter keeps: each is a way in, and shows whoever opens it what he himself may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.asking import Api
from explorer.entry.sessions import Session
from explorer.entry.signing_in import ROOT
from explorer.words import moment
from schema.decisions.views import Saved

MOST = 50
VIEWS = f"query Views {{ views: savedViews(first: {MOST}) {{ id name address shared mine account at }} }}"
SAVE = "mutation Save($input: SavedViewInput!) { saveView(input: $input) { id } }"
DROP = "mutation Drop($id: ID!) { dropView(id: $id) { id } }"


@dataclass(frozen=True, slots=True)
class Kept:
    """`path` opens it; `shared`: colleagues of his role are told of it too."""

    id: str
    name: str
    path: str
    account: str
    on: str
    mine: bool
    shared: bool


async def kept(api: Api, session: Session) -> tuple[Kept, ...] | None:
    """None: no matter is chosen, which would keep them."""
    if not session.matter:
        return None
    told = (await api.ask(session, VIEWS)).data["views"]
    return tuple(Kept(one["id"], one["name"], path_of(one["address"]), one["account"], moment(one["at"]), one["mine"],
                      one["shared"]) for one in told)  # fmt: skip


async def keep(api: Api, session: Session, view: Saved, given: Mapping[str, str]) -> None:
    said = {"name": given.get("name", ""), "address": view.address, "shared": given.get("shared") == "yes"}
    await api.ask(session, SAVE, input=said)


async def drop(api: Api, session: Session, id: str) -> None:
    await api.ask(session, DROP, id=id)


def path_of(address: str) -> str:
    person, _, query = address.partition("?")
    return f"{ROOT}/people/{person}/relations?{query}".rstrip("?")
