"""Time from elsewhere: heads stamped by an authority of RFC 3161, so that nobody has to believe the hub's own clock.

A stamp is the authority's signed word that it saw these bytes at a time. It is kept beside its head, as it came, and
checked against roots that the operator names. The hub answers without one; it says loudly that there is none.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import structlog
from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import TimestampRequestBuilder, VerificationError, VerifierBuilder, decode_timestamp_response

from authz.heads import Head
from authz.ledger_store import LedgerUnavailable

EVERY, AGAIN = 600.0, 60.0  # seconds between stamps, and until a failed one is asked again
TIMEOUT = 10.0  # seconds
LARGEST = 64 * 1024  # bytes of a stamp, its certificates included
ASKED, SAID = "application/timestamp-query", "application/timestamp-reply"
LATEST = timedelta(minutes=15)  # a head that has waited longer is an alarm, whoever was to ask
LOG = structlog.get_logger("ledger")


class StampRefused(LedgerUnavailable):
    """There is no stamp, or it is not one of this head by this authority; the message says why."""


@dataclass(frozen=True, slots=True)
class Authority:
    """`roots`: a stamp counts when its signer's certificate leads to one of them."""

    url: str
    roots: tuple[Certificate, ...]

    async def stamp(self, said: bytes) -> bytes:
        """The reply as it came (DER), checked."""
        request = TimestampRequestBuilder().data(said).nonce(nonce=True).cert_request(cert_request=True).build()
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT) as client:
                answer = await client.post(self.url, content=request.as_bytes(), headers={"content-type": ASKED})
            answer.raise_for_status()
        except (OSError, httpx.HTTPError) as fault:
            raise StampRefused(f"the authority does not answer ({type(fault).__name__})") from None
        if answer.headers.get("content-type") != SAID or len(answer.content) > LARGEST:
            raise StampRefused("what the authority answered is no stamp")
        self.seen(answer.content, said, request.nonce)
        return answer.content

    def seen(self, stamp: bytes, said: bytes, nonce: int | None = None) -> datetime:
        """When the authority saw these bytes. `nonce` is that of the request, where it is still known."""
        builder = VerifierBuilder(roots=list(self.roots), nonce=nonce)
        try:
            reply = decode_timestamp_response(stamp)
            builder.build().verify_message(reply, said)
        except (VerificationError, ValueError):
            raise StampRefused("the stamp is not of this head, or not by the authority that was named") from None
        return reply.tst_info.gen_time

    def saw(self, stamp: bytes, said: bytes) -> datetime | None:
        """The same, of a stamp that was kept; None where it does not hold."""
        try:
            return self.seen(stamp, said)
        except StampRefused:
            return None


def authority_of(url: str, roots: Path) -> Authority:
    """`StampRefused` where the file holds no certificate."""
    try:
        return Authority(url, tuple(load_pem_x509_certificates(roots.read_bytes())))
    except (OSError, ValueError):
        raise StampRefused(f"{roots} holds no certificate in PEM") from None


class Stamping:
    """One head each ten minutes; what came after the last stamp has only the hub's word for its time."""

    def __init__(
        self,
        authority: Authority,
        keep: Callable[[Head, bytes], Awaitable[None]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.authority, self.keep, self.clock = authority, keep, clock
        self.size = 0  # of the head that was stamped last
        self.next = float("-inf")

    async def stamp(self, head: Head) -> None:
        """When it is time, and this head has none. A failure is told and asked again, and stops nothing."""
        if head.size == self.size or self.clock() < self.next:
            return
        try:
            stamp = await self.authority.stamp(head.said())
        except StampRefused as fault:
            self.next = self.clock() + AGAIN
            LOG.error("head_not_stamped", why=str(fault))
            return
        await self.keep(head, stamp)
        self.size, self.next = head.size, self.clock() + EVERY
