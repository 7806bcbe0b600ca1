"""Lists for who has a duty, page by page: no row twice, none passed over, and a cursor is of one asker and one list."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from graph.embedded import Running as Neo4j
from tests.resolvers.test_break_glass import COLLEAGUE, DESKS, REVIEW, REVIEWER, SUPERVISOR, broken, desks
from tests.resolvers.test_conflicts import register
from tests.resolvers.test_correcting import asked as correction_asked
from tests.resolvers.test_correcting import decided as correction_decided
from tests.resolvers.test_erasures import SECOND, id_of
from tests.resolvers.test_erasures import asked as erasure_asked
from tests.resolvers.test_erasures import decided as erasure_decided
from tests.resolvers.test_exclusions import marked
from tests.resolvers.test_matters import Asks, report
from tests.town import Town, town

UNIT = "police_fv_unit"
OF_POLICE = Asks("police_member", "OWN_CASE", "")
PAGE = "query($first: Int!, $after: String) { found: %s(first: $first, after: $after) { id cursor } }"
LISTS = {"breakGlassReviews": (SUPERVISOR, REVIEWER), "exclusionsToReview": (UNIT, SECOND),
         "correctionsToDecide": (UNIT, SECOND), "erasuresToDecide": (UNIT, SECOND)}  # fmt: skip


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """Five of each wait: of two things at one moment, the id says which comes first."""
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        await desks(found)
        await register(found, SECOND, UNIT)
        for hour in range(5):
            found.clock.at = f"2026-07-01T0{hour // 2}:00:00Z"
            case = await report(found)
            record = await id_of(found, case)
            await broken(found, case.reference("him"))
            await correction_asked(found, OF_POLICE, "", record)
            await erasure_asked(found, record)
            await marked(found, await id_of(found, case, "PersonRecord"), "PersonRecord")
        yield found


async def page(hub: Town, root: str, who: str, first: int, after: str | None = None) -> list[dict[str, str]]:
    found = await hub.ask(who, PAGE % root, "ADMIN" if who in DESKS else "OWN_CASE", first=first, after=after)
    return found["found"]  # type: ignore[no-any-return]


async def refusal(hub: Town, root: str, who: str, after: str) -> tuple[str, Any]:
    purpose = "ADMIN" if who in DESKS else "OWN_CASE"
    answer = (await hub.post(who, PAGE % root, purpose, first=1, after=after)).json()
    return answer["errors"][0]["extensions"]["code"], answer.get("data")


@pytest.mark.parametrize("root", LISTS)
async def test_a_cursor_of_somebody_else_of_another_list_or_of_nothing_is_none(hub: Town, root: str) -> None:
    mine, other = LISTS[root]
    [first] = await page(hub, root, mine, 1)
    assert await refusal(hub, root, other, first["cursor"]) == ("BAD_CURSOR", None)
    for wrong in (first["id"], first["cursor"][:-4] + "AAAA", "", "é"):
        assert await refusal(hub, root, mine, wrong) == ("BAD_CURSOR", None)
    others = [one for one in LISTS if LISTS[one][0] == mine and one != root]
    for one in others:
        assert await refusal(hub, one, mine, first["cursor"]) == ("BAD_CURSOR", None)
    nobody = COLLEAGUE if mine in DESKS else "police_member"
    assert await refusal(hub, root, nobody, first["cursor"]) == ("DUTY_REQUIRED", None)


@pytest.mark.parametrize("root", LISTS)
async def test_page_by_page_it_is_the_whole_list_in_its_order(hub: Town, root: str) -> None:
    who, _ = LISTS[root]
    whole = await page(hub, root, who, 100)
    assert len({one["id"] for one in whole}) == len(whole) == 5
    told, after = [], None
    while found := await page(hub, root, who, 2, after):
        told += found
        after = found[-1]["cursor"]
    assert told == whole


Decide = Callable[[Town, str], Awaitable[Any]]


async def reviewed(hub: Town, it: str) -> Any:
    return await hub.ask(REVIEWER, REVIEW, "ADMIN", id=it, outcome="JUSTIFIED", note="Seen with the worker")


async def corrected(hub: Town, it: str) -> Any:
    return await correction_decided(hub, it, False)


async def erased(hub: Town, it: str) -> Any:
    return await erasure_decided(hub, it, False)


async def released(hub: Town, it: str) -> Any:
    text = 'mutation($id: ID!) { releaseExclusion(exclusion: $id, reason: "The trial is over") { id } }'
    return await hub.ask(UNIT, text, "OWN_CASE", id=it)


DECIDED: dict[str, Decide] = {"breakGlassReviews": reviewed, "exclusionsToReview": released,
                              "correctionsToDecide": corrected, "erasuresToDecide": erased}  # fmt: skip


@pytest.mark.parametrize("root", LISTS)
async def test_what_is_decided_meanwhile_hides_nothing_that_waits(hub: Town, root: str) -> None:
    """Also the very row that the cursor is of."""
    who, _ = LISTS[root]
    whole = await page(hub, root, who, 100)
    first = await page(hub, root, who, 2)
    for one in first:
        await DECIDED[root](hub, one["id"])
    behind = [one["id"] for one in await page(hub, root, who, 100, first[-1]["cursor"])]
    waiting = [one["id"] for one in whole[2:]]
    assert behind[: len(waiting)] == waiting
    assert set(behind) - set(waiting) == ({one["id"] for one in first} if root == "breakGlassReviews" else set())
