"""Searches are counted in the ledger, with the disclosure: shared by workers, kept over restarts, and never over."""

from __future__ import annotations

import asyncio

import pytest

from authz.ledger import Ledger
from authz.search_budget import Budget, BudgetUsed
from tests.authz.stores import AT, opened, wrong

LATER = "2026-07-01T01:00:00Z"
TWO = Budget("worker", 2, 2, by_address=False)
BODY = {"search": {"keys": ["name"]}}


async def test_a_search_over_the_budget_is_refused_and_is_no_disclosure(ledger: Ledger) -> None:
    ids = [(await ledger.disclose_search(BODY, AT, TWO))[0] for _ in range(2)]
    with pytest.raises(BudgetUsed, match=r"The 2 searches of this hour are used; again at 01:00:00 UTC\."):
        await ledger.disclose_search(BODY, AT, TWO)
    assert [said["auditId"] for said in await ledger.disclosures()] == ids
    assert await wrong(ledger) == []
    await ledger.disclose_search(BODY, LATER, TWO)


async def test_many_at_once_are_not_more_than_one_after_another(ledger: Ledger) -> None:
    fates = await asyncio.gather(*(ledger.disclose_search(BODY, AT, TWO) for _ in range(9)), return_exceptions=True)
    assert sum(isinstance(fate, BudgetUsed) for fate in fates) == 7
    assert len(await ledger.disclosures()) == 2
    assert await wrong(ledger) == []


async def test_another_account_and_what_is_no_search_are_not_counted(ledger: Ledger) -> None:
    for _ in range(2):
        await ledger.disclose_search(BODY, AT, TWO)
    await ledger.disclose({}, AT)
    await ledger.disclose_search(BODY, AT, Budget("other", 2, 2, by_address=False))
    assert len((await ledger.searches("worker", AT)).searches) == 2
    assert (await ledger.searches("worker", LATER)).searches == ()


async def test_another_worker_and_one_that_starts_anew_count_from_the_same(url: str) -> None:
    async with opened(url) as one, opened(url) as other:
        await one.disclose_search(BODY, AT, TWO)
        await other.disclose_search(BODY, AT, TWO)
        with pytest.raises(BudgetUsed):
            await one.disclose_search(BODY, AT, TWO)
    async with opened(url) as anew:
        with pytest.raises(BudgetUsed):
            await anew.disclose_search(BODY, AT, TWO)


async def test_the_last_search_by_address_of_an_hour_says_so_once(ledger: Ledger) -> None:
    by_address = Budget("worker", 9, 3, by_address=True)
    last = [(await ledger.disclose_search(BODY, AT, by_address))[1] for _ in range(3)]
    assert last == [False, False, True]
    with pytest.raises(BudgetUsed, match="The 3 searches by address of this hour are used"):
        await ledger.disclose_search(BODY, AT, by_address)
    assert not (await ledger.disclose_search(BODY, AT, Budget("worker", 9, 3, by_address=False)))[1]
