"""A ledger for each test, on both the stores that it may be kept in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from authz.ledger import Ledger
from tests.authz.stores import Store, opened, store_of


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    with store_of(request.param) as found:
        yield found


@pytest.fixture
def url(store: Store) -> str:
    return store.fresh()


@pytest.fixture
async def ledger(url: str) -> AsyncIterator[Ledger]:
    async with opened(url) as found:
        yield found
