"""Custodians asked side by side over HTTP: budgets, what is late, what is bounded, what ends."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Any

import orjson
import pytest
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from authz.ledger_store import LedgerUnavailable
from connectors.lookups import calling
from graph.embedded import free_port
from schema.lookups import CustodianAnswer, Failure, RecordTaken, Status, Subject
from tests.connectors.lookups import ASKED_AT, HE, REQUEST, SECRET, target
from tests.connectors.lookups.asking import Taken, Told, about_him, custodian, hub, json
from tests.processes import NOWHERE

CORRECTIONS, POLICE = "corrections_victoria", "victoria_police"


async def good(request: Request) -> Response:
    return json(await about_him(request))


async def not_held(request: Request) -> Response:
    said = await about_him(request)
    return json({"lookup": said["lookup"], "status": "NOT_HELD", "asAt": ASKED_AT})


async def asked(
    answering: Callable[[Request], Awaitable[Response]], taken: Taken | None = None, **changes: Any
) -> CustodianAnswer:
    """The one answer of Corrections, that answers so."""
    async with custodian(answering) as port:
        target_ = replace(target(CORRECTIONS, port), **changes)
        async with hub(taken or Taken(), target_) as lookups:
            [answer] = await lookups.ask([CORRECTIONS], HE, REQUEST, Told())
            assert lookups.tasks == set()
            return answer


async def test_what_is_answered_is_taken_in_by_its_connector_for_its_custodian() -> None:
    taken = Taken()
    answer = await asked(good, taken)
    [(connector, row, custodians)] = taken.rows
    assert (connector, custodians) == ("corrections", frozenset({CORRECTIONS}))
    assert orjson.loads(row)["person"] == {"person_number": "2100000"}
    assert answer == CustodianAnswer(
        answer.lookup, CORRECTIONS, Status.ANSWERED, ASKED_AT, answered_at=ASKED_AT, as_at=ASKED_AT,
        records=(RecordTaken("r0", 1, "CREATED"),),
    )  # fmt: skip
    assert (answer.new, answer.unchanged, answer.quarantined) == (1, 0, 0)


async def test_the_secret_is_shown_and_each_look_up_has_an_id_of_its_own() -> None:
    shown: list[tuple[str, str]] = []

    async def noting(request: Request) -> Response:
        shown.append((request.headers["authorization"], orjson.loads(await request.body())["lookup"]))
        return await good(request)

    async with custodian(noting) as port, hub(Taken(), target(CORRECTIONS, port)) as lookups:
        answers = [(await lookups.ask([CORRECTIONS], HE, REQUEST, Told()))[0] for _ in range(2)]
    assert shown == [(f"Bearer {SECRET}", answer.lookup) for answer in answers]
    assert answers[0].lookup != answers[1].lookup


async def test_who_cannot_be_asked_is_left_out_and_who_is_named_twice_is_asked_once() -> None:
    async with custodian(not_held) as port, hub(Taken(), target(CORRECTIONS, port), target(POLICE, port)) as lookups:
        named = [POLICE, "childrens_court", CORRECTIONS, POLICE]
        assert [lookups.live(name) for name in named] == [True, False, True, True]
        answers = await lookups.ask(named, HE, REQUEST, Told())
    assert [(a.custodian, a.status) for a in answers] == [(POLICE, "NOT_HELD"), (CORRECTIONS, "NOT_HELD")]


async def test_custodians_are_asked_side_by_side() -> None:
    """Neither answers before the other one was asked."""
    both = asyncio.Barrier(2)

    async def waiting(request: Request) -> Response:
        await both.wait()
        return await not_held(request)

    async with custodian(waiting) as port, hub(Taken(), target(CORRECTIONS, port), target(POLICE, port)) as lookups:
        answers = await lookups.ask([CORRECTIONS, POLICE], HE, REQUEST, Told())
    assert [answer.status for answer in answers] == [Status.NOT_HELD, Status.NOT_HELD]


# late


@pytest.fixture
async def slow() -> AsyncIterator[tuple[int, asyncio.Event]]:
    """A custodian that answers when it is let."""
    let = asyncio.Event()

    async def waiting(request: Request) -> Response:
        said = await about_him(request)
        await let.wait()
        return json(said)

    async with custodian(waiting) as port:
        yield port, let
        let.set()


async def test_an_answer_after_its_budget_is_taken_in_and_told_late(slow: tuple[int, asyncio.Event]) -> None:
    taken, late = Taken(), Told()
    port, let = slow
    async with hub(taken, target(CORRECTIONS, port, seconds=0.05)) as lookups:
        [first] = await lookups.ask([CORRECTIONS], HE, REQUEST, late)
        assert (first.status, first.records, taken.rows, late.answers.empty()) == (Status.TIMED_OUT, (), [], True)
        let.set()
        then = await late.answers.get()
    assert (then.lookup, then.status, then.late, then.new) == (first.lookup, Status.ANSWERED, True, 1)
    assert len(taken.rows) == 1


async def test_one_that_is_late_holds_up_no_other(slow: tuple[int, asyncio.Event]) -> None:
    port, _ = slow
    async with (
        custodian(not_held) as quick,
        hub(Taken(), target(CORRECTIONS, port, seconds=0.05), target(POLICE, quick)) as lookups,
    ):
        answers = await lookups.ask([CORRECTIONS, POLICE], HE, REQUEST, Told())
    assert [answer.status for answer in answers] == [Status.TIMED_OUT, Status.NOT_HELD]


async def test_after_the_furthest_moment_no_answer_is_taken_and_that_is_told(slow: tuple[int, asyncio.Event]) -> None:
    taken, late = Taken(), Told()
    async with hub(taken, target(CORRECTIONS, slow[0], seconds=0.05), furthest=0.2) as lookups:
        [first] = await lookups.ask([CORRECTIONS], HE, REQUEST, late)
        then = await late.answers.get()
    assert (first.status, then.status, then.failure) == (Status.TIMED_OUT, Status.FAILED, Failure.NO_ANSWER)
    assert taken.rows == []


async def test_a_callback_that_fails_ends_nothing(slow: tuple[int, asyncio.Event]) -> None:
    taken, called = Taken(), asyncio.Event()
    port, let = slow

    async def failing(_answer: CustodianAnswer) -> None:
        called.set()
        raise RuntimeError

    async with hub(taken, target(CORRECTIONS, port, seconds=0.05)) as lookups:
        await lookups.ask([CORRECTIONS], HE, REQUEST, failing)
        let.set()
        await called.wait()
        [answer] = await lookups.ask([CORRECTIONS], HE, REQUEST, Told())
    assert len(taken.rows) >= 1
    assert answer.status in (Status.ANSWERED, Status.TIMED_OUT)


async def test_when_the_hub_stops_what_is_late_ends_and_is_told_to_nobody(slow: tuple[int, asyncio.Event]) -> None:
    taken, late = Taken(), Told()
    port, let = slow
    async with hub(taken, target(CORRECTIONS, port, seconds=0.05)) as lookups:
        await lookups.ask([CORRECTIONS], HE, REQUEST, late)
        assert len(lookups.tasks) == 2
    let.set()
    assert (lookups.tasks, taken.rows, late.answers.empty()) == (set(), [], True)


async def test_who_asked_and_went_away_takes_the_look_up_along(slow: tuple[int, asyncio.Event]) -> None:
    taken, late = Taken(), Told()
    async with hub(taken, target(CORRECTIONS, slow[0])) as lookups:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await lookups.ask([CORRECTIONS], HE, REQUEST, late)
        assert all(task.cancelling() for task in lookups.tasks)
        await lookups.end()
    assert (lookups.tasks, taken.rows, late.answers.empty()) == (set(), [], True)


# what goes wrong


async def test_a_connection_that_breaks_is_tried_once_more_with_the_same_id(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    async def breaking(request: Request) -> Response:
        said = await about_him(request)
        seen.append(said["lookup"])
        if len(seen) == 1:
            return Broken()
        return json(said)

    answer = await asked(breaking)
    assert (answer.status, seen) == (Status.ANSWERED, [answer.lookup, answer.lookup])


class Broken(Response):
    async def __call__(self, _scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


async def test_one_that_breaks_again_and_one_that_is_not_there_are_unreachable() -> None:
    seen: list[int] = []

    async def breaking(_request: Request) -> Response:
        seen.append(1)
        return Broken()

    broken = await asked(breaking)
    assert (broken.failure, len(seen)) == (Failure.UNREACHABLE, 2)
    async with hub(Taken(), target(CORRECTIONS, free_port())) as lookups:
        [gone] = await lookups.ask([CORRECTIONS], HE, REQUEST, Told())
    assert (gone.status, gone.failure, gone.answered_at) == (Status.FAILED, Failure.UNREACHABLE, None)
    assert (gone.detail, gone.may_be_told) == ("no connection held (ConnectError)", False)


@pytest.mark.parametrize("status", [201, 204, 301, 307, 400, 401, 500, 503])
async def test_another_status_is_no_answer_is_not_followed_and_not_tried_again(status: int) -> None:
    seen: list[str] = []

    async def turning(request: Request) -> Response:
        seen.append(request.url.path)
        return Response(status_code=status, headers={"location": "/lookups/elsewhere"})

    answer = await asked(turning)
    assert (answer.failure, answer.detail) == (Failure.HTTP_STATUS, f"answered with status {status}")
    assert seen == ["/lookups"]


async def test_a_body_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "MOST_BYTES", 100_000)

    async def endless(request: Request) -> Response:
        async def parts() -> AsyncIterator[bytes]:
            while not await request.is_disconnected():
                yield b" " * 10_000

        return StreamingResponse(parts())

    answer = await asked(endless)
    assert (answer.failure, answer.detail) == (Failure.TOO_LARGE, "more than 100000 bytes")


async def test_a_packed_body_is_not_unpacked() -> None:
    async def packed(request: Request) -> Response:
        assert request.headers["accept-encoding"] == "identity"
        body = gzip.compress(orjson.dumps(await about_him(request)))
        return Response(body, headers={"content-encoding": "gzip"})

    assert (await asked(packed)).failure is Failure.MALFORMED


async def test_a_cookie_is_not_kept() -> None:
    shown: list[str | None] = []

    async def marking(request: Request) -> Response:
        shown.append(request.headers.get("cookie"))
        answer = await good(request)
        answer.set_cookie("who", "the-hub")
        return answer

    async with custodian(marking) as port, hub(Taken(), target(CORRECTIONS, port)) as lookups:
        for _ in range(2):
            await lookups.ask([CORRECTIONS], HE, REQUEST, Told())
    assert shown == [None, None]


async def test_no_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, NOWHERE)
    assert (await asked(good)).status is Status.ANSWERED


@pytest.mark.parametrize("fault", [LedgerUnavailable("The ledger cannot be opened."), RuntimeError("a value")])
async def test_what_the_hub_cannot_take_in_is_said_without_its_words_and_spoils_no_other(fault: Exception) -> None:
    async with (
        custodian(good) as one,
        custodian(not_held) as other,
        hub(Taken(fault=fault), target(CORRECTIONS, one), target(POLICE, other)) as lookups,
    ):
        failed, answered = await lookups.ask([CORRECTIONS, POLICE], HE, REQUEST, Told())
    assert (failed.status, failed.failure, failed.records) == (Status.FAILED, Failure.NOT_TAKEN, ())
    assert failed.detail == f"the hub could not take it in ({type(fault).__name__})"
    assert answered.status is Status.NOT_HELD


async def test_a_custodian_that_knows_him_by_no_key_is_not_asked() -> None:
    asked_of: list[int] = []

    async def noting(request: Request) -> Response:
        asked_of.append(1)
        return await not_held(request)

    async with custodian(noting) as port, hub(Taken(), target(CORRECTIONS, port)) as lookups:
        [answer] = await lookups.ask([CORRECTIONS], Subject(birth_date=HE.birth_date), REQUEST, Told())
    assert (answer.status, answer.failure, asked_of) == (Status.FAILED, Failure.NOTHING_TO_ASK_BY, [])


async def test_requests_at_once_are_look_ups_of_their_own() -> None:
    """Ten requests at once: each is answered by its own look-up."""
    async with custodian(good) as port, hub(taken := Taken(), target(CORRECTIONS, port)) as lookups:
        answers = await asyncio.gather(*(lookups.ask([CORRECTIONS], HE, REQUEST, Told()) for _ in range(10)))
    assert [answer.status for [answer] in answers] == [Status.ANSWERED] * 10
    assert len({answer.lookup for [answer] in answers}) == len(taken.rows) == 10
