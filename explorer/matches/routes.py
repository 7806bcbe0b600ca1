"""Two people side by side, and for reviewers the matches on which they decide whether two are one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from explorer.entry.sessions import Session
from explorer.entry.signing_in import ROOT
from explorer.matches import comparing, matching
from explorer.pages import Link, Pages
from explorer.rendering import fields
from resolvers.errors import Fault
from schema.decisions.views import ID

# With these roles the duty can be held (duties.csv); whether an account has it, the hub says.
REVIEWERS = frozenset({"cp_team_manager", "police_fv_unit", "cip_analyst", "tod_victim_side", "specialist_fv"})
LINKS = (Link(f"{ROOT}/matches", "Matches", REVIEWERS),)
TICK_TWO = "Tick exactly two people in the list of a search, then compare."
NO_MORE = "No other match waits."
LEFT_OPEN = "The match before was left as it is. Nothing of that is kept."


def routes(pages: Pages) -> list[Route]:
    desk, review = Comparing(pages), Deciding(pages)
    return [
        Route(f"{ROOT}/beside", pages.declared(desk.chosen)),
        Route(f"{ROOT}/people/{{id}}/beside/{{other}}", pages.declared(desk.beside)),
        Route(f"{ROOT}/matches", pages.declared(review.waiting)),
        Route(f"{ROOT}/matches/{{id}}", pages.declared(review.match), methods=["GET"]),
        Route(f"{ROOT}/matches/{{id}}", pages.declared(review.decide), methods=["POST"]),
        Route(f"{ROOT}/matches/{{id}}/matter", pages.declared(review.open), methods=["POST"]),
    ]


@dataclass(frozen=True, slots=True)
class Comparing:
    pages: Pages

    async def chosen(self, request: Request, session: Session) -> Response:
        """From the ticks of a list to an address of its own, which holds ids alone."""
        ids = list(dict.fromkeys(filter(ID.fullmatch, request.query_params.getlist("id"))))
        if len(ids) != 2:
            return self.pages.page("problem", session, 400, title="Side by side", said=TICK_TWO, code="BAD_INPUT")
        return RedirectResponse(f"{ROOT}/people/{ids[0]}/beside/{ids[1]}", 303)

    async def beside(self, request: Request, session: Session) -> Response:
        given = request.path_params
        found = await comparing.beside(self.pages.api, session, given["id"], given["other"])
        if found is None:
            return self.pages.page("nobody", session, 404, title="Not shown")
        return self.pages.page("beside", session, title="Side by side", told=found)


@dataclass(frozen=True, slots=True)
class Deciding:
    pages: Pages

    async def waiting(self, request: Request, session: Session) -> Response:
        await matching.reviews(self.pages.api, session)
        asked = request.query_params.get("state", "POSSIBLE")
        state = asked if asked in matching.STATES else "POSSIBLE"
        found = await matching.waiting(self.pages.api, session, state)
        said = NO_MORE if "none" in request.query_params else ""
        return self.pages.page(
            "matches", session, title="Matches", found=found, state=state, states=matching.STATES, said=said
        )

    async def match(self, request: Request, session: Session) -> Response:
        await matching.reviews(self.pages.api, session)
        said = LEFT_OPEN if "left" in request.query_params else ""
        return await self._shown(request, session, {}, said=said)

    async def _shown(
        self, request: Request, session: Session, given: Mapping[str, str], *, said: str = "", mend: str = "",
        decided: matching.Decided | None = None,
    ) -> Response:  # fmt: skip
        found = await matching.match(self.pages.api, session, request.path_params["id"])
        if found is None:
            return self.pages.page("nobody", session, 404, title="Not shown")
        told = {name: given.get(name, "") for name in ("answer", "reason", "checked", "first", "second")}
        return self.pages.page(
            "match", session, 400 if mend else 200, title="Match", told=found, given=told, said=said, mend=mend,
            decided=decided, answers=matching.ANSWERS, standings=matching.STANDINGS,
        )  # fmt: skip

    async def decide(self, request: Request, session: Session) -> Response:
        await matching.reviews(self.pages.api, session)
        given, id = await fields(request), request.path_params["id"]
        if mend := matching.to_mend(given):
            return await self._shown(request, session, given, mend=mend)
        if given["answer"] == "unsure":
            other = await matching.after(self.pages.api, session, id)
            return RedirectResponse(f"{ROOT}/matches/{other}?left=1" if other else f"{ROOT}/matches?none=1", 303)
        try:
            decided = await matching.decide(self.pages.api, session, id, given)
        except Fault as fault:
            if fault.code not in matching.MENDABLE:
                raise
            return await self._shown(request, session, given, mend=fault.message)
        return await self._shown(request, session, {}, decided=decided)

    async def open(self, request: Request, session: Session) -> Response:
        """What stands for it is the organisation's own file: it opens own records alone."""
        await matching.reviews(self.pages.api, session)
        given, api = await fields(request), self.pages.api
        found = await matching.match(api, session, request.path_params["id"])
        if found is None or session.declared is None:
            return self.pages.page("nobody", session, 404, title="Not shown")
        if {given.get("first"), given.get("second")} - set(matching.STANDINGS):
            return await self._shown(request, session, given, mend="Say of both as what they stand in your records.")
        opened = await matching.matter_on(api, session, found, given)
        session.declared = replace(session.declared, matter=opened)
        return RedirectResponse(f"{ROOT}/matches/{found.id}", 303)
