"""The desk of the Point as pages, on the life of tests/histories: one request from the list to the issued report."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from explorer.clock import clock
from graph.embedded import Running as Neo4j
from tests.explorer.browsing import HUB
from tests.explorer.chromium import serious_faults
from tests.point.desk import CHECKS, ITEMS, PREVIEW, REPORT, account, of_him
from tests.point.on_pages import (
    DESK,
    GROUNDS,
    POINT,
    REASON,
    STEPS,
    Case,
    at_work,
    case_of,
    sections,
    signed_in,
    step,
    tabbed_to,
)
from tests.point.released import MEN
from tests.point.test_after_release import CHANGED, UNTIL, WATCH, WATCHED
from tests.resolvers.test_notes import WITHDRAW, WRITE

ACTS = ("accept", "refuse", "nothing-held", "matter", "custodians", "records", "issue")
LONG_AGO = "0" * 26


@pytest.fixture(scope="module")
async def case(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Case]:
    async with case_of(neo4j, tmp_path_factory.mktemp("desk")) as found:
        yield found


@pytest.mark.parametrize(
    ("due_at", "words", "overdue"),
    [
        ("2026-07-01T00:00:30Z", "0 minutes left", False),
        ("2026-07-01T00:59:59Z", "59 minutes left", False),
        ("2026-07-02T01:30:00Z", "25 hours left", False),
        ("2026-07-04T05:00:00Z", "3 days 5 hours left", False),
        ("2026-07-03T00:00:00Z", "2 days left", False),
        ("2026-07-01T00:00:00Z", "Due now", True),
        ("2026-06-30T23:00:00Z", "Overdue by 1 hour", True),
        (None, "No time is set", False),
    ],
)
def test_how_long_is_left_is_said_in_words(due_at: str | None, words: str, overdue: bool) -> None:
    found = clock(due_at, "2026-07-01T00:00:00Z")
    assert (found.words, found.overdue) == (words, overdue)


# who is shown the desk


async def told_nothing(case: Case, paths: list[str]) -> None:
    """The men's line asked: it reads of its request by other ways, and of the desk nothing."""
    browser = case.browser()
    await browser.work(MEN, "CIP_REQUEST", REASON)
    before, start = await case.told(), await browser.go("/explorer/start")
    assert "Desk of the Point" not in start.text
    secret = start.form("/explorer/start").fields["form"]
    pages = [await browser.go(path) for path in (f"{DESK}", f"{DESK}/news", f"{DESK}?waits=all", *paths)]
    for path in [f"{DESK}/{case.request}/{act}" for act in ACTS] + [f"{DESK}/reports/{case.report}/recall"]:
        given = {"form": secret, "reason": "r", "code": "NOT_RELEVANT", "why": "w", "said": "s", "to": "records"}
        answer = await browser.http.post(path, data=given)
        assert answer.status_code in (403, 404)
        pages.append(type(start)(answer))
    shown = [page for page in pages if page.answer.status_code != 404]
    assert {page.text for page in shown} == {shown[0].text}
    assert "Nothing of it is shown to your role." in shown[0].text
    assert not [page.url for page in pages if re.search(f"{case.request}|50001001|respondent", page.answer.text)]
    assert await case.told() == before


async def test_another_role_is_told_the_same_at_each_address_and_nothing_of_the_request(case: Case) -> None:
    await told_nothing(case, [*case.paths, f"{DESK}/{LONG_AGO}", f"{DESK}/reports/{LONG_AGO}"])


async def test_an_analyst_who_asks_for_another_purpose_is_told_to_change_it(case: Case) -> None:
    browser = case.browser()
    page = await browser.sign_in(POINT)
    purposes = re.findall(r'name="purpose" value="(\w+)"', page.answer.text)
    for other in [one for one in purposes if one != "CIP_REQUEST"]:
        await browser.send(page.form("/explorer/start"), purpose=other, reason=REASON)
        for path in (DESK, *case.paths):
            shown = await browser.go(path)
            assert (shown.answer.status_code, "change your purpose" in shown.text) == (409, True)
            assert GROUNDS[:10] not in shown.text


async def test_a_request_that_is_not_at_the_desk_is_not_there(case: Case) -> None:
    browser = case.browser()
    await browser.work(POINT, "CIP_REQUEST", REASON, case.desk.points[MEN].matter)
    for path in (f"{DESK}/{LONG_AGO}", *(f"{DESK}/{LONG_AGO}{one}" for one in STEPS), f"{DESK}/reports/{LONG_AGO}"):
        page = await browser.go(path)
        assert (page.answer.status_code, "There is no such re" in page.text) == (404, True), (path, page.text)
    for form in ("pdf", "html", "json"):
        page = await browser.go(f"{DESK}/reports/{LONG_AGO}.{form}")
        assert (page.answer.status_code, "There is no report of this id for you" in page.text) == (400, True)


# what is handed over


async def test_the_desk_says_which_requests_have_notes_and_the_next_analyst_reads_who_wrote_them_and_when(
    case: Case,
) -> None:
    """A note of the service that asked is its own matter's: the desk is told nothing of it."""
    desk, him = case.desk, case.desk.life.any_id("him")
    request, point, colleague = desk.requests[MEN], desk.points[MEN], "next-analyst"
    await account(desk, colleague, POINT, "cip")
    theirs = await desk.ask(desk.recipients[MEN], WRITE, input={"person": him, "text": "Call after six"})
    browser = case.browser()
    await browser.work(POINT, "CIP_REQUEST", REASON, point.matter)
    before = [await browser.go(path) for path in (f"{DESK}?waits=all", f"{DESK}/{request}", f"/explorer/people/{him}")]
    assert [("Handed over:" in page.text, theirs["id"] in page.answer.text) for page in before] == [(False, False)] * 3
    assert "No note stands among the newest." in before[1].text
    by = replace(point, role=colleague)
    note = await desk.ask(by, WRITE, input={"person": him, "text": "Corrections calls back on Monday"})
    said = "1 note, the newest of 1 July 2026"
    listed, plain = [await browser.go(path) for path in (f"{DESK}?waits=all", DESK)]
    assert [page.text.count("Handed over:") for page in (listed, plain)] == [1, 0]
    assert f"Handed over: {said}" in listed.text
    asked = await browser.go(f"{DESK}/{request}")
    page = await browser.go(asked.links["Read the notes of this matter, or write one"])
    assert (said in asked.text, f"by {colleague}" in page.text, "Call after six" in page.text) == (True, True, False)
    assert "Corrections calls back on Monday" in page.text
    await desk.ask(by, WITHDRAW, id=note["id"], why="Done")
    assert "Handed over:" not in (await browser.go(f"{DESK}?waits=all")).text


# from the list to the issued report


async def test_nothing_is_worked_on_before_the_subject_is_confirmed_and_what_lacks_comes_again(case: Case) -> None:
    browser = case.browser()
    await browser.work(POINT, "CIP_REQUEST", REASON)
    for one in STEPS:
        page = await browser.go(f"{DESK}/{case.request}{one}")
        assert (page.answer.status_code, "no matter is open on it" in page.text) == (409, True)
    page = await browser.go(f"{DESK}/{case.request}")
    accept, refuse = (page.form(f"/explorer/desk/{case.request}/{act}") for act in ("accept", "refuse"))
    for form, given, said in (
        (accept, {"reason": "His number"}, "Choose one of the candidates."),
        (accept, {"person": LONG_AGO, "reason": "His number"}, "The person is one of the candidates of this request."),
        (accept, {"person": LONG_AGO, "reason": " "}, "Say why, in words"),
        (refuse, {"why": "No risk is said"}, "Choose the reason of the refusal."),
        (refuse, {"code": "NOT_RELEVANT", "why": ""}, "Say why, in words"),
    ):
        again = await browser.send(form, **given)
        assert (again.answer.status_code, said in again.text) == (400, True)
        assert [again.form(form.action).fields[name] for name in given if name in form.fields] == [
            value for name, value in given.items() if name in form.fields
        ]
    assert (await case.told())["state"] == "SUBMITTED"


async def test_from_the_list_to_the_issued_report_by_clicks_alone(case: Case, tmp_path: Path) -> None:
    async with case.chrome.page() as page:
        await signed_in(page)
        await page.get_by_role("link", name="Desk of the Point").click()
        row = page.locator("tr", has_text=case.request)
        for words in ("Men's Referral Service", "Submitted", "7 days 13 hours left", "Candidates to confirm"):
            await expect(row).to_contain_text(words)
        await row.get_by_role("link").click()
        # what was asked, and who it is
        main = page.locator("main")
        for words in (
            GROUNDS,
            "Victoria Police number 50001001",
            "Physical harm",
            "Eligible",
            "the same date of birth",
        ):
            await expect(main).to_contain_text(words)
        await page.get_by_role("radio", name="Known by the very number of the request").check()
        await page.get_by_role("textbox", name="Why it is this person").fill("His number")
        await page.get_by_role("button", name="Confirm, and work under the matter").click()
        await page.get_by_text("You work under the matter of this request.").wait_for()
        told = await case.told()
        assert (told["state"], told["steps"][-1]["reason"]) == ("ACCEPTED", "His number")
        await expect(page.locator(".why")).to_contain_text(f"Matter: {told['matter']}")
        await _asks_and_hears_the_late_one(page)
        await _is_told_what_waits(page, case)
        await _decides_by_keyboard(page, case)
        await _reads_what_the_recipient_will(page, case)
        previewed = await sections(page, "article.preview > section")
        await _checks_and_issues(page, case)
        await _has_what_the_recipient_reads(page, case, previewed, tmp_path)


async def _asks_and_hears_the_late_one(page: Page) -> None:
    await step(page, "Custodians")
    await page.get_by_role("button", name="Ask the custodians now").click()
    heard = page.get_by_role("region", name="What became of asking")
    for custodian, words in (
        ("Victoria Police", "Answered"), ("Child Protection", "Another law forbids it"),
        ("Corrections Victoria", "Did not answer in time"), ("Children's Court", "Holds nothing that is shown"),
    ):  # fmt: skip
        await expect(heard.locator("tr", has_text=custodian)).to_contain_text(words)
    await expect(page.locator("#awaited")).to_have_text("Not answered: 1 of 5. A late answer may still come.")
    late = page.locator("#answers tr", has_text="Corrections Victoria")
    await expect(late).to_contain_text("It answered after its time.")
    await expect(page.locator("#awaited")).to_have_text("No answer is awaited.")


async def _is_told_what_waits(page: Page, case: Case) -> None:
    await step(page, "Issue")
    waiting = len(await case.waiting())
    await expect(page.locator(".waits")).to_have_text(f"{waiting} records to decide")
    checks = page.get_by_role("checkbox")
    for n in range(6):
        await checks.nth(n).check()
    await page.get_by_role("button", name="Issue the report").click()
    await expect(page.get_by_role("alert")).to_contain_text(f"{waiting} records wait for a person; Records lists them.")
    assert [await checks.nth(n).is_checked() for n in range(6)] == [True] * 6


async def _decides_by_keyboard(page: Page, case: Case) -> None:
    first, *rest = waiting = await case.waiting()
    await step(page, "Records")
    shown = page.locator("fieldset.item")
    assert [await shown.nth(n).get_attribute("id") for n in range(len(waiting))] == [f"i{id}" for id in waiting]
    await expect(shown.first).to_contain_text("It is his by a link that no reviewer has confirmed.")
    await tabbed_to(page, f'input[name="decision.{first}"]')
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await tabbed_to(page, f'input[name="note.{first}"]')
    await page.keyboard.type("Asked the court")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("has no reason. Nothing was decided yet.")
    await expect(page.locator(f"#w{first}")).to_have_text("Choose the reason why it is not released.")
    await expect(page.locator(f'input[name="decision.{first}"][value=WITHHOLD]')).to_be_checked()
    await expect(page.locator(f'input[name="note.{first}"]')).to_have_value("Asked the court")
    assert not [one for one in await case.desk.ask(await case.point(), ITEMS, id=case.request) if one["decision"]]
    await _decides_the_rest(page, case, first, rest)


async def _decides_the_rest(page: Page, case: Case, first: str, rest: list[str]) -> None:
    await tabbed_to(page, f'select[name="reason.{first}"]')
    await page.keyboard.type("Its custodian")
    for id in rest:
        await tabbed_to(page, f'input[name="decision.{id}"]')
        await page.keyboard.press("Space")
    await tabbed_to(page, "main form button")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status").first).to_have_text(f"Kept: {len(rest) + 1} decided.")
    await expect(page.locator(f"#i{first}")).to_contain_text(
        "Withhold because: Its custodian is asked to check it first"
    )
    kept = await case.desk.ask(await case.point(), ITEMS, id=case.request)
    assert {one["id"]: (one["decision"], one["reason"]) for one in kept if one["why"]} == {
        first: ("WITHHOLD", "NEEDS_CHECK"), **dict.fromkeys(rest, ("RELEASE", None))
    }  # fmt: skip


async def _reads_what_the_recipient_will(page: Page, case: Case) -> None:
    await step(page, "Preview")
    await expect(page.get_by_text("Preview: not issued.", exact=True)).to_be_visible()
    content = await case.desk.ask(await case.point(), PREVIEW, id=case.request, kind="FULL")
    text = " ".join(text for _, text in await sections(page, "article.preview > section"))
    said = [one["said"] for one in content["chronology"]["entries"]] + [one["text"] for one in content["gaps"]]
    said += [one["sentence"] for one in content["orders"]["orders"]]
    assert len(said) > 15, said
    assert [words for words in said if words not in text] == []
    await page.get_by_role("link", name="Brief: what is needed within a day").click()
    await expect(page.locator("article.preview")).to_contain_text("A brief report tells of what happened since")
    await page.get_by_role("link", name="Full", exact=True).click()
    await expect(page.locator("article.preview")).not_to_contain_text("A brief report tells of what happened since")


async def _checks_and_issues(page: Page, case: Case) -> None:
    await page.get_by_role("link", name="Go on to the checklist").click()
    await expect(page.locator(".waits")).to_have_text("Ready to issue")
    checks = page.get_by_role("checkbox")
    for n in range(5):
        await checks.nth(n).check()
    await page.get_by_role("button", name="Issue the report").click()
    await expect(page.get_by_role("alert")).to_have_text("Check first, and say so: childrens views.")
    assert [await checks.nth(n).is_checked() for n in range(6)] == [*[True] * 5, False]
    await checks.nth(5).check()
    await page.get_by_role("button", name="Issue the report").click()
    await page.get_by_role("heading", name="What was issued").wait_for()
    case.report = page.url.rpartition("/")[2]
    report = await case.desk.ask(case.desk.recipients[MEN], REPORT, id=case.report)
    assert (report["request"], report["version"], report["kind"]) == (case.request, 1, "FULL")
    await expect(page.locator("#sha256")).to_have_text(report["sha256"])
    await expect(page.locator("main")).to_contain_text("the same, to the byte")


async def _has_what_the_recipient_reads(page: Page, case: Case, previewed: list[tuple[str, str]], folder: Path) -> None:
    async with page.expect_download() as coming:
        await page.get_by_role("link", name="Report on paper (PDF)").click()
    paper = folder / "report.pdf"
    await (await coming.value).save_as(paper)
    assert paper.read_bytes()[:5] == b"%PDF-"
    read = (await case.desk.document(case.desk.recipients[MEN], case.report, "html")).text
    recipient = await sections(page, "main > section", read)
    assert recipient[0][0] == "seal"
    assert previewed == recipient[1:]
    await page.get_by_role("link", name="Report as a page").click()
    assert await sections(page, "main > section") == recipient


async def test_another_role_opens_no_page_and_no_file_of_what_was_issued(case: Case) -> None:
    """Though it is for it: the report is read by its own address, with its own token."""
    files = [f"{DESK}/reports/{case.report}{form}" for form in ("", ".pdf", ".html", ".json")]
    await told_nothing(case, [*case.paths, *files])


TELLS = """query($id: ID!) { report(id: $id) { content { chronology {
  entries { id kind } undated { id kind } } } } }"""


async def test_a_police_report_that_may_be_wrong_says_in_which_issued_reports_it_was_told(case: Case) -> None:
    """And of one that was not released in none of them."""
    browser, point, him = case.browser(), await case.point(), f"/explorer/people/{case.desk.life.any_id('him')}"
    told = (await case.desk.ask(point, TELLS, id=case.report))["content"]["chronology"]
    tells = {one["id"] for one in (*told["entries"], *told["undated"]) if one["kind"] == "Incident"}
    await browser.work(POINT, "CIP_REQUEST", REASON, point.matter)
    shown = set(re.findall(rf"{him}/reports/(\w+)", (await browser.go(him)).answer.text))
    assert tells < shown
    for id in shown:
        page = await browser.go(f"{him}/reports/{id}")
        linked = [words for words, to in page.links.items() if to == f"/explorer/desk/reports/{case.report}"]
        assert [words.partition(",")[0] for words in linked] == ["Version 1"] * (id in tells)
    men = case.desk.recipients[MEN]
    await browser.work(MEN, "CIP_REQUEST", REASON, men.matter)
    page = await browser.go(f"{him}/reports/{min(tells)}")
    assert "Version 1, to Men's Referral Service" in page.text
    assert f"/explorer/desk/reports/{case.report}" not in page.links.values()


# beside the way


async def test_what_is_sent_from_the_window_of_another_request_is_not_done_before_one_says_so(case: Case) -> None:
    browser, other = case.browser(), case.desk.requests[MEN]
    await browser.work(POINT, "CIP_REQUEST", REASON, (await case.told())["matter"])
    records = await browser.go(f"{DESK}/{case.request}/records")
    first = next(name for name in records.forms[-1].fields if name.startswith("note."))[5:]
    page = await browser.go(f"{DESK}/{other}")
    page = await browser.send(page.form(f"/explorer/desk/{other}/matter"))  # in another window
    assert "You work under the matter of this request." in page.text
    before = await case.desk.ask(await case.point(), ITEMS, id=case.request)
    given = {f"decision.{first}": "WITHHOLD", f"reason.{first}": "OTHER_PERSON", f"note.{first}": "Both windows"}
    page = await browser.send(records.form(f"/explorer/desk/{case.request}/records"), **given)
    assert (page.answer.status_code, "What you sent was not done" in page.text) == (409, True)
    assert await case.desk.ask(await case.point(), ITEMS, id=case.request) == before
    page = await browser.send(page.form(f"/explorer/desk/{case.request}/records"))
    assert "Kept: 1 decided." in page.text
    assert f"Matter: {(await case.told())['matter']}" in page.text
    kept = {one["id"]: one for one in await case.desk.ask(await case.point(), ITEMS, id=case.request)}
    assert (kept[first]["decision"], kept[first]["reason"]) == ("WITHHOLD", "OTHER_PERSON")


async def test_records_that_changed_since_they_were_looked_at_are_not_decided(case: Case) -> None:
    browser = case.browser()
    await browser.work(POINT, "CIP_REQUEST", REASON, (await case.told())["matter"])
    form = (await browser.go(f"{DESK}/{case.request}/records")).form(f"/explorer/desk/{case.request}/records")
    first = next(name for name in form.fields if name.startswith("note."))[5:]
    form.fields["seen"] = "0" * 64
    before = await case.desk.ask(await case.point(), ITEMS, id=case.request)
    page = await browser.send(form, **{f"decision.{first}": "RELEASE", f"reason.{first}": "", f"note.{first}": "n"})
    assert (page.answer.status_code, "Some of these records changed since you looked." in page.text) == (400, True)
    assert 'value="RELEASE" checked' in page.answer.text
    assert await case.desk.ask(await case.point(), ITEMS, id=case.request) == before


async def test_what_is_new_of_a_watched_subject_is_on_the_desk_and_with_the_report(case: Case) -> None:
    browser, hub, point = case.browser(), case.desk.life.hub, await case.point()
    await browser.work(POINT, "CIP_REQUEST", REASON, point.matter)
    page = await browser.go(f"{DESK}/reports/{case.report}")
    assert "What changed since The requester does not watch the subject." in page.text
    assert "Nothing is new of those who are watched." in (await browser.go(f"{DESK}/news")).text
    await case.desk.ask(case.desk.recipients[MEN], WATCH, id=case.request, until=UNTIL)
    assert (await hub.ingest([of_him("L17-LATER-1")]))["counts"] == {"CREATED": 1}
    page, told = await browser.go(f"{DESK}/reports/{case.report}"), await case.desk.ask(point, CHANGED, id=case.report)
    assert "The requester watches the subject until 1 August 2026." in page.text
    assert "RECORD_NEW" in [one["code"] for one in told["changes"]]
    assert [one["text"] for one in told["changes"] if one["text"] not in page.text] == []
    [watched] = await case.desk.ask(point, WATCHED)
    page = await browser.go(f"{DESK}/news")
    assert f"Request {case.request}" in page.text
    assert f"a report issued now would tell {watched['news']} things otherwise. Watched until 1 August" in page.text


async def test_a_second_report_corrects_the_first_and_one_page_issues_once(case: Case) -> None:
    browser, request = case.browser(), case.request
    await browser.work(POINT, "CIP_REQUEST", REASON, (await case.told())["matter"])
    form = (await browser.go(f"{DESK}/{request}/issue")).form(f"/explorer/desk/{request}/issue")
    checked = dict.fromkeys(CHECKS, "yes")
    issued = await browser.send(form, kind="FULL", **checked)
    assert "Issued: this version stands." in issued.text
    second = issued.url.rpartition("/")[2]
    again = await browser.send(form, kind="FULL", **checked)
    assert (again.answer.status_code, "A report was issued on this request since" in again.text) == (409, True)
    page = await browser.go(f"{DESK}/reports/{case.report}")
    assert "Corrected: a later version stands in place of this one." in page.text
    assert "Not acknowledged by: Men's Referral Service, Men's service worker." in page.text
    news = await browser.go(f"{DESK}/news")
    assert f"Report {case.report}, version 1" in news.text
    listed = await browser.go(f"{DESK}/{request}")
    assert [listed.text.index(f"Version {n}, full") for n in (2, 1)] == sorted(
        listed.text.index(f"Version {n}, full") for n in (2, 1)
    )
    case.second = second


async def test_a_report_is_recalled_with_a_reason_and_opens_no_more(case: Case) -> None:
    browser, second = case.browser(), case.second
    await browser.work(POINT, "CIP_REQUEST", REASON, (await case.told())["matter"])
    recall = (await browser.go(f"{DESK}/reports/{second}")).form(f"/explorer/desk/reports/{second}/recall")
    page = await browser.send(recall, reason=" ")
    assert (page.answer.status_code, "Say why it is recalled" in page.text) == (400, True)
    assert (await case.desk.ask(case.desk.recipients[MEN], REPORT, id=second))["state"] == "ISSUED"
    page = await browser.send(recall, reason="Of another person")
    assert "Recalled: do not rely on this report." in page.text
    assert (await case.desk.ask(case.desk.recipients[MEN], REPORT, id=second))["state"] == "RECALLED"
    assert (await browser.go(f"{DESK}/reports/{second}.pdf")).answer.status_code == 403


async def test_a_request_is_refused_in_writing_and_one_of_whom_nothing_is_held_is_answered(case: Case) -> None:
    browser = case.browser()
    await browser.work(POINT, "CIP_REQUEST", REASON)
    for act, given, state, code in (
        ("refuse", {"code": "NOT_RELEVANT", "why": "No risk is said"}, "REFUSED", "NOT_RELEVANT"),
        ("nothing-held", {"said": "No risk is said"}, "ANSWERED", "NOT_HELD"),
    ):
        id = await case.lodged()
        page = await browser.go(f"{DESK}/{id}")
        page = await browser.send(page.form(f"/explorer/desk/{id}/{act}"), **given)
        last = (await case.told(id))["steps"][-1]
        assert (last["state"], last["code"], last["reason"]) == (state, code, "No risk is said")
        assert "No risk is said" in page.text
        assert not [one for one in page.forms if one.action.endswith(("accept", "refuse", "nothing-held"))]


async def test_what_waits_in_each_is_asked_under_its_own_matter_when_one_says_so(case: Case) -> None:
    browser = case.browser()
    await browser.work(POINT, "CIP_REQUEST", REASON)
    page = await browser.go(DESK)
    assert "to decide" not in page.text
    page = await browser.go(f"{DESK}?waits=all")
    for role, id in case.desk.requests.items():
        waiting = len([one for one in await case.desk.at_point(role, ITEMS) if one["why"]])
        row = page.text[page.text.index(id) :]
        assert f"{waiting} records to decide; 1 custodian has not answered" in row[:300]
    assert "No matter chosen" in page.text


# for everybody


async def test_axe_finds_nothing_serious_and_nothing_is_cut_off(case: Case) -> None:
    for view in ({"width": 800, "height": 600}, {"width": 400, "height": 300}):
        async with case.chrome.page(bypass_csp=True, viewport=view) as page:
            await at_work(page, case.request)
            waiting = f"{DESK}/{await case.lodged()}"
            for path in (DESK, f"{DESK}/news", waiting, *case.paths, f"{DESK}/reports/{case.report}", f"{DESK}/no"):
                await page.goto(path)
                assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
                if view["width"] == 800:
                    assert await serious_faults(page) == [], path


async def test_the_desk_is_worked_at_without_script(case: Case) -> None:
    async with case.chrome.page(java_script_enabled=False) as page:
        await at_work(page, case.request)
        await step(page, "Custodians")
        await page.get_by_role("link", name="Look again").click()
        await expect(page.locator("#answers tr")).to_have_count(6)
        await page.get_by_role("link", name="Desk of the Point").click()
        await page.get_by_role("link", name="Watched subjects that something is new of").click()
        await expect(page.get_by_role("heading", name="Not acknowledged")).to_be_visible()


async def test_no_name_is_in_an_address_or_a_title_and_the_browser_complained_of_nothing(case: Case) -> None:
    async with case.chrome.page() as page:
        await at_work(page, case.request)
        for path in (DESK, *case.paths, f"{DESK}/reports/{case.report}"):
            await page.goto(path)
            assert re.fullmatch(r"[A-Z][a-z ]+(Point)? - Throughline", await page.title())
        assert await page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
        await page.goto(f"{HUB}/explorer/desk")
    # pages that refuse are answered with the status that says so
    kept = [said for said in case.chrome.complaints if not re.search(r"status of (400|403|404|409)", said)]
    assert (kept, case.chrome.elsewhere) == ([], [])
