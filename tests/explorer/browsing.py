"""A browser without a screen: cookies by path, links and forms as a worker would use them. It runs no script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import httpx
import httpx2

from connectors.synthetic import agencies
from explorer.entry.demo_issuer import DemoIssuer, Offered, workers
from explorer.entry.signing_in import BACK
from tests.town import Town

HUB = "http://hub"


def opened(hub: Town, *others: str) -> Browser:
    """The pages of this hub, with the demo's issuer to sign in at; `others` are subjects beside the demo's."""
    app = hub.parts.app
    offered = [*workers(agencies.HOMES), *(Offered(subject, subject, "") for subject in others)]
    issuer = DemoIssuer(hub.issuer, HUB, f"{HUB}{BACK}", offered)
    known = issuer.provider()
    provider = type(known)(known.url, known.client, known.secret, httpx2.ASGITransport(app=app))
    app.router.routes[:] = [
        r for r in app.router.routes if not str(getattr(r, "path", "")).startswith(("/explorer", "/issuer"))
    ]
    app.router.routes.extend((*issuer.routes(), *hub.parts.pages(provider)))
    return beside(hub)


def beside(hub: Town) -> Browser:
    """Another browser, at the pages that are open: who is signed in there stays so."""
    transport = httpx.ASGITransport(app=hub.parts.app)
    return Browser(httpx.AsyncClient(transport=transport, base_url=HUB, follow_redirects=True))


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, str]
    buttons: list[tuple[str, str]]


class Page(HTMLParser):
    """What is on one page: text, links and forms. Nothing hidden by style counts as hidden here."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__()
        self.answer, self.url = answer, str(answer.url.path)
        self.forms: list[Form] = []
        self.links: dict[str, str] = {}
        self.titles: list[str] = []
        self.words: list[str] = []
        self._link = ""
        self._in: list[str] = []
        self.feed(answer.text)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self._in.append(tag)
        if tag == "form":
            self.forms.append(Form(said.get("action", ""), said.get("method", "get"), {}, []))
        elif tag == "input" and self.forms and "name" in said and _sent(said):
            self.forms[-1].fields[said["name"]] = said.get("value", "")
        elif tag == "button" and self.forms and "name" in said:
            self.forms[-1].buttons.append((said["name"], said["value"]))
        elif tag == "a":
            self._link = said.get("href", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = ""

    def handle_data(self, data: str) -> None:
        if self._in[-1:] == ["title"] and not self.titles:
            self.titles.append(data)
        self.words.append(data)
        if self._link and data.strip():
            self.links.setdefault(data.strip(), self._link)

    def form(self, action: str) -> Form:
        return next(one for one in self.forms if one.action == action)


def _sent(said: Mapping[str, str]) -> bool:
    """A box or button of choice goes with its form only when it is ticked."""
    return "checked" in said or said.get("type") not in ("radio", "checkbox")


@dataclass
class Browser:
    http: httpx.AsyncClient
    visited: list[str] = field(default_factory=list)

    async def go(self, path: str) -> Page:
        answer = await self.http.get(path)
        self.visited += [str(one.url) for one in (*answer.history, answer)]
        return Page(answer)

    async def send(self, form: Form, **filled: Any) -> Page:
        answer = await self.http.post(form.action, data={**form.fields, **filled})
        self.visited += [str(one.url) for one in (*answer.history, answer)]
        return Page(answer)

    async def sign_in(self, role: str) -> Page:
        """From the first page to the start of work, by one click at the issuer."""
        page = await self.go("/explorer/sign-in/go")
        page = await self.send(page.form("/issuer/authorize"), subject=role)
        assert page.titles == ["Signed in - Throughline"], page.text
        return await self.go("/explorer/")

    async def work(self, role: str, purpose: str, reason: str = "", matter: str = "") -> Page:
        page = await self.sign_in(role)
        page = await self.send(page.form("/explorer/start"), purpose=purpose, reason=reason)
        return await self.send(page.forms[-1], matter=matter)
