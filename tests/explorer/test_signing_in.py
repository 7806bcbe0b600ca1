"""The way into the pages and out of them: one click of the demo, strict cookies, forms of this sign-in alone."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from explorer.entry.sessions import IDLE, Sessions
from explorer.people import start
from explorer.rendering import FILES
from graph.database import StatementTimedOut
from graph.embedded import Running as Neo4j
from tests.explorer.browsing import Browser, opened
from tests.town import START, Town, town

POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
          "form-action 'self'; base-uri 'none'; frame-ancestors 'none'")  # fmt: skip


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


@pytest.fixture
def browser(hub: Town) -> Browser:
    return opened(hub)


async def test_nobody_sees_a_page_before_he_signs_in_and_then_says_why_he_asks(browser: Browser) -> None:
    for path in ("/explorer/", "/explorer/search", f"/explorer/people/{'0' * 26}", "/explorer/start"):
        page = await browser.go(path)
        assert (page.url, page.titles) == ("/explorer/sign-in", ["Sign in - Throughline"])
    page = await browser.sign_in("cip_analyst")
    assert page.url == "/explorer/start"
    assert "You are signed in as Central Information Point analyst." in page.text
    assert (await browser.go("/explorer/search")).url == "/explorer/start"
    page = await browser.send(page.form("/explorer/start"), purpose="CIP_REQUEST", reason="A request of this morning")
    assert "No matter of yours is open for this purpose." in page.text
    page = await browser.send(page.forms[-1])
    assert (page.url, "Reason: A request of this morning" in page.text) == ("/explorer/", True)
    assert "No matter chosen" in page.text


async def test_a_purpose_that_needs_a_reason_says_so_and_another_role_s_is_refused(browser: Browser) -> None:
    page = await browser.sign_in("cip_analyst")
    for purpose, said in (
        ("CIP_REQUEST", "fill in Reason"),
        ("EVALUATION", "Choose one of the purposes"),
        ("", "Choose"),
    ):
        page = await browser.send(page.form("/explorer/start"), purpose=purpose, reason=" ")
        assert (page.answer.status_code, said in page.text) == (400, True)
    assert (await browser.go("/explorer/")).url == "/explorer/start"


async def test_a_cookie_goes_to_the_pages_alone_and_every_page_has_its_headers(browser: Browser) -> None:
    page = await browser.go("/explorer/sign-in/go")
    answer = await browser.http.post(
        "/issuer/authorize", data={**page.form("/issuer/authorize").fields, "subject": "cip_analyst"}
    )
    [cookie] = [one for one in answer.headers.get_list("set-cookie") if one.startswith("throughline_pages=")]
    assert cookie.endswith("; HttpOnly; Path=/explorer; SameSite=strict")
    page = await browser.go("/explorer/start")
    for path in ("/explorer/start", "/explorer/static/pages.css", "/explorer/nowhere-near"):
        answer = (await browser.go(path)).answer
        assert answer.headers["cache-control"] == "no-store"
        assert path.endswith("near") or answer.headers["content-security-policy"] == POLICY
    assert (await browser.http.post("/graphql", json={"query": "{ limits { depth } }"})).status_code == 401


async def test_a_form_of_elsewhere_is_not_taken(browser: Browser) -> None:
    page = await browser.sign_in("cip_analyst")
    form = page.form("/explorer/start")
    for known in ("", "x" * 43, "é"):
        form.fields["form"] = known
        answer = await browser.send(form, purpose="CIP_REQUEST", reason="why")
        assert (answer.answer.status_code, "That form was not of this sign-in" in answer.text) == (403, True)
    assert (await browser.go("/explorer/")).url == "/explorer/start"
    other = opened_like(browser)
    assert (await other.http.post("/explorer/start", data={"purpose": "CIP_REQUEST"})).url.path == "/explorer/sign-in"


async def test_what_the_hub_cannot_do_now_is_said_on_a_page(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    await browser.sign_in("cip_analyst")

    async def slow(*_args: object) -> None:
        raise StatementTimedOut("too slow")

    monkeypatch.setattr(start, "worker", slow)
    page = await browser.go("/explorer/start")
    assert (page.answer.status_code, "Code: TIMED_OUT." in page.text, "too slow" in page.text) == (503, True, False)


def opened_like(browser: Browser) -> Browser:
    """Another browser, with no cookie."""
    return Browser(type(browser.http)(transport=browser.http._transport, base_url="http://hub", follow_redirects=True))


async def test_who_signs_out_is_out_and_an_ended_account_at_its_next_page(hub: Town, browser: Browser) -> None:
    page = await browser.sign_in("mens_service")
    page = await browser.send(page.form("/explorer/sign-out"))
    assert "You are signed out." in page.text
    assert page.answer.headers["clear-site-data"] == '"cache", "storage"'
    assert (await browser.go("/explorer/start")).url == "/explorer/sign-in"
    await browser.sign_in("mens_service")
    ended = {"account": "demo-mens-service", "reason": "Left", "by": "test", "at": START}
    await hub.parts.following.command("endAccount", ended, START, "test")
    page = await browser.go("/explorer/start")
    assert page.titles == ["Sign in - Throughline"]
    assert "This account is not active." in page.text


@pytest.mark.parametrize("broken", ["state", "code", "twice", "other browser"])
async def test_a_sign_in_that_was_not_begun_here_or_comes_back_twice_is_none(browser: Browser, broken: str) -> None:
    page = await browser.go("/explorer/sign-in/go")
    form = page.form("/issuer/authorize")
    form.fields["state"] = "another" if broken == "state" else form.fields["state"]
    sent = await browser.http.post(
        "/issuer/authorize", data={**form.fields, "subject": "cip_analyst"}, follow_redirects=False
    )
    back = sent.headers["location"]
    back = back.replace("code=", "code=x") if broken == "code" else back
    who = opened_like(browser) if broken == "other browser" else browser
    first = await who.go(back)
    if broken == "twice":
        assert first.titles == ["Signed in - Throughline"]
        first = await who.go(back)
    assert (first.answer.status_code, "You were not signed in" in first.text) == (400, True)


async def test_the_demo_s_issuer_sends_nobody_elsewhere(browser: Browser) -> None:
    page = await browser.go("/explorer/sign-in/go")
    fields = page.form("/issuer/authorize").fields
    for change in ({"redirect_uri": "https://elsewhere.invalid/"}, {"client_id": "other"}, {"code_challenge": ""}):
        answer = await browser.http.get("/issuer/authorize", params={**fields, **change})
        assert answer.status_code == 400
    assert (await browser.http.post("/issuer/token", data={"code": "x"})).status_code == 401
    assert (await browser.http.post("/issuer/authorize", data={**fields, "subject": "nobody"})).status_code == 400


def test_a_desk_that_is_left_is_forgotten_and_one_that_is_used_is_not() -> None:
    now = [0.0]
    sessions = Sessions(lambda: now[0])
    name = sessions.begin("token", 3600.0)
    for now[0] in (IDLE - 1, 2 * IDLE - 2):
        assert sessions.of(name)
    now[0] = 3 * IDLE - 2
    assert sessions.of(name) is None
    name = sessions.begin("token", 60.0)
    now[0] += 60.0
    assert sessions.of(name) is None  # its token has ended


async def test_what_pages_load_is_served_with_the_licence_of_who_wrote_it(hub: Town) -> None:
    browser = opened(hub)
    for name in FILES:
        answer = await browser.http.get(f"/explorer/static/{name}")
        assert (name, answer.status_code, len(answer.content) > 100) == (name, 200, True)
    assert (await browser.http.get("/explorer/static/package.json")).status_code == 404
