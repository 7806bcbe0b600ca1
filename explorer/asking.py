"""How a page asks: a GraphQL text of its own, as the worker who is signed in, under what he declared."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from authz.admission import Admitted
from authz.requester import Declaration
from explorer.entry.sessions import Session
from resolvers.answering import Hub
from resolvers.asked_as_any import fault_of
from resolvers.reading import Question, Refused

Admit = Callable[[str], Awaitable[Admitted]]


@dataclass(frozen=True, slots=True)
class Answer:
    """`withheld` and the rest of `extensions` are what the hub says beside the data."""

    data: Mapping[str, Any]
    extensions: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Api:
    """`admit` takes the session's token as any other client's: whoever is ended is out at his next page."""

    hub: Hub
    admit: Admit

    @property
    def now(self) -> str:
        """The hub's time: what is due is due by it."""
        return self.hub.now()

    async def ask(self, session: Session, text: str, declared: Declaration | None = None, **variables: Any) -> Answer:
        """An answer without errors; the first error is the fault."""
        admitted = await self.admit(session.token)
        question = Question(text, variables, None, declared or session.declared or Declaration())
        try:
            said = orjson.loads(await self.hub.ask(question, admitted))
        except Refused as refused:
            raise fault_of(refused.errors[0]) from None
        await admitted.use()
        if said.get("errors"):
            raise fault_of(said["errors"][0])
        return Answer(said["data"], said.get("extensions", {}))
