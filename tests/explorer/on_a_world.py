"""The pages over a world that the judge knows: one asker at work, and all that he reaches by links."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from html import unescape

import httpx
from starlette.applications import Starlette

from authz.admission import Admitted
from explorer.entry.sessions import Sessions
from explorer.entry.signing_in import COOKIE, Provider
from explorer.routing import routes
from resolvers.answering import Hub
from tests.judge.askers import Asker
from tests.judge.loading import World
from tests.reference.asking import admitted, declared

HUB = "http://hub"
FORM = "form".ljust(43, "x")
LINK = re.compile(r'href="(/explorer/[^"#]*)')
NOT_FOLLOWED = ("/explorer/static/", "/explorer/start", "/explorer/left")
MOST = 800
MOST_STEPS = 1  # of a view of relations: further ones lead from each view to more of them
MOST_FILTERED = 6
FILTER = "kind=REPORT&role=AFFECTED_IN&agency=victoria_police&to=2026-06-30"
Pages = Mapping[str, bytes]  # by address, with what was sent


@asynccontextmanager
async def at_work(hub: Hub, who: Asker) -> AsyncIterator[httpx.AsyncClient]:
    """Signed in and under his declaration, as if he had come by the start of work."""

    async def admit(_token: str) -> Admitted:
        return admitted(who)

    sessions = Sessions()
    name = sessions.begin("a token", 3600)
    session = sessions.of(name)
    assert session
    session.form, session.declared, session.role = FORM, declared(who), who.role
    app = Starlette(routes=routes(hub, admit, Provider("http://issuer", "pages", "secret"), HUB, sessions))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HUB) as client:
        client.cookies.set(COOKIE, name, path="/explorer")
        yield client


async def crawled(hub: Hub, who: Asker, world: World, searches: Iterable[Mapping[str, str]]) -> Pages:
    """Every page that is reached by a link from the first, that of each person who is held, of some by a filter too,
    and each search."""
    people = [f"/explorer/people/{id}" for id in sorted({*world["persons"], *world["origins"]})]
    found: dict[str, bytes] = {}
    waiting = ["/explorer/", *people, *(f"{one}?{FILTER}" for one in people[:MOST_FILTERED])]
    async with at_work(hub, who) as client:
        while waiting:
            assert len(found) < MOST, "links lead on and on"
            path = waiting.pop(0)
            if path in found or path.startswith(NOT_FOLLOWED) or path.count("step=") > MOST_STEPS:
                continue
            found[path] = _bytes(await client.get(path))
            waiting += [unescape(one) for one in LINK.findall(found[path].decode())]
        for given in searches:
            answer = await client.post("/explorer/search", data={"form": FORM, **given})
            found[f"/explorer/search {sorted(given.items())}"] = _bytes(answer)
    return found


def _bytes(answer: httpx.Response) -> bytes:
    return b"\n".join((str(answer.status_code).encode(), *(b": ".join(h) for h in answer.headers.raw), answer.content))
