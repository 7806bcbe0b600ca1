"""One question over HTTP and the bytes of its answer, bounded: no redirect, no cookie, no proxy of the environment."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http.cookiejar import DefaultCookiePolicy

import httpx

from connectors.lookups.form import PATH, Failed
from connectors.lookups.targets import Target
from schema.lookups import Failure

MOST_BYTES = 16 * 1024 * 1024
ATTEMPTS = 2  # the id of a look-up makes a second one the same question


@asynccontextmanager
async def caller() -> AsyncIterator[httpx.AsyncClient]:
    """Who calls bounds the time."""
    async with httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=None) as client:  # noqa: S113
        # One custodian's cookie would else reach another one of the same domain.
        client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        yield client


async def call(client: httpx.AsyncClient, target: Target, question: bytes) -> bytes:
    """A connection that broke is tried once more; an answer of any kind is not."""
    for _ in range(ATTEMPTS):
        try:
            return await _once(client, target, question)
        except httpx.TransportError as fault:
            broken = type(fault).__name__
    raise Failed(Failure.UNREACHABLE, f"no connection held ({broken})")


async def _once(client: httpx.AsyncClient, target: Target, question: bytes) -> bytes:
    headers = {
        "authorization": f"Bearer {target.secret}",
        "content-type": "application/json",
        "accept": "application/json",
        "accept-encoding": "identity",  # what is unpacked has no bound
    }
    async with client.stream("POST", target.url + PATH, content=question, headers=headers) as answer:
        if answer.status_code != httpx.codes.OK:
            raise Failed(Failure.HTTP_STATUS, f"answered with status {answer.status_code}")
        return await _bounded(answer)


async def _bounded(answer: httpx.Response) -> bytes:
    body = bytearray()
    async for part in answer.aiter_raw():
        body += part
        if len(body) > MOST_BYTES:
            raise Failed(Failure.TOO_LARGE, f"more than {MOST_BYTES} bytes")
    return bytes(body)
