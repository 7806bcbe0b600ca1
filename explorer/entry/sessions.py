"""Who is at work with the pages: held by this process alone, and forgotten when idle, signed out or at its end.

A cookie holds a random name and nothing else. What a worker declares at the start of work stays here, so that no page
address or browser store holds it.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from authz.requester import Declaration

IDLE = 15 * 60.0  # seconds without a request, after which a desk counts as left
LONGEST_FLOW = 600.0  # seconds from the beginning of a sign-in to its end
MOST = 10_000  # of either kind: what is begun and never ended does not pile up


@dataclass
class Session:
    """`form` goes with each form that is sent: a page of elsewhere does not know it. `until` ends with the token."""

    token: str
    until: float
    form: str
    declared: Declaration | None = None
    role: str = ""  # for which kinds of work links are shown; no right comes of it
    used: float = 0.0

    @property
    def matter(self) -> str:
        """Which he works under; empty: none."""
        return self.declared.matter if self.declared else ""


@dataclass
class Flow:
    """A sign-in that was begun; `kept` is what the OpenID client remembers of it."""

    begun: float
    kept: dict[str, Any] = field(default_factory=dict)


class Sessions:
    """By the name that a cookie holds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.held: dict[str, Session] = {}
        self.flows: dict[str, Flow] = {}

    def begin(self, token: str, seconds: float) -> str:
        now = self.clock()
        self._forget(now)
        name = _name()
        self.held[name] = Session(token, now + seconds, secrets.token_urlsafe(32), used=now)
        return name

    def of(self, name: str) -> Session | None:
        """Asking for it counts as using it."""
        now = self.clock()
        self._forget(now)
        found = self.held.get(name)
        if found:
            found.used = now
        return found

    def end(self, name: str) -> None:
        self.held.pop(name, None)

    def set_out(self) -> tuple[str, Flow]:
        now = self.clock()
        self._forget(now)
        name = _name()
        self.flows[name] = Flow(now)
        return name, self.flows[name]

    def come_back(self, name: str) -> Flow | None:
        """Once."""
        self._forget(self.clock())
        return self.flows.pop(name, None)

    def _forget(self, now: float) -> None:
        self.held = {n: s for n, s in self.held.items() if now < s.until and now - s.used < IDLE}
        self.flows = {n: f for n, f in self.flows.items() if now - f.begun < LONGEST_FLOW}
        for kept in (self.held, self.flows):
            while len(kept) >= MOST:
                kept.pop(next(iter(kept)))


def _name() -> str:
    return secrets.token_urlsafe(32)
