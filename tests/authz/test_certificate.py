"""Tokens bound to a certificate: taken over TLS from who holds it, and on no word of a header."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from authz.binding import thumbprint
from graph.embedded import Running as Neo4j
from resolvers.listening import tls
from tests.authz.certificates import Certificate, certificate, client
from tests.authz.door import Door, door
from tests.authz.forging import KEY, NOW, Moves, issued, published, signed
from tests.authz.test_dpop import AT, BY_PROOF, HOLDER, proof
from tests.serving import served
from tests.town import town

AUTHORITY, STRANGERS = certificate("authority"), certificate("another authority")
HUB, A, B = certificate("hub", AUTHORITY), certificate("a", AUTHORITY), certificate("b", AUTHORITY)
UNKNOWN = certificate("a", STRANGERS)
BOUND = ("authorization", f"Bearer {signed(cnf={'x5t#S256': A.thumbprint})}")
DER = base64.b64encode(A.made.public_bytes(Encoding.DER)).decode()
SPOOFED = {
    "Client-Cert": f":{DER}:",  # RFC 9440
    "X-Client-Cert": DER,
    "X-SSL-Cert": A.pem.decode().replace("\n", " ").strip(),
    "X-Forwarded-Client-Cert": f"Hash={A.thumbprint}",
    "ssl-client-verify": "SUCCESS",
}


@dataclass(frozen=True, slots=True)
class Lines:
    """One hub behind TLS and in the clear."""

    door: Door
    clock: Moves
    port: int
    folder: Path

    @asynccontextmanager
    async def shown(self, held: Certificate | None) -> AsyncIterator[Door]:
        """Over TLS, as who holds a certificate."""
        file = held.file(self.folder, "held") if held else None
        verify = client(self.folder / "authority.pem", file)
        async with httpx.AsyncClient(base_url=f"https://127.0.0.1:{self.port}", verify=verify, trust_env=False) as http:
            yield replace(self.door, http=http)


@pytest.fixture(scope="module")
async def lines(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Lines]:
    folder = tmp_path_factory.mktemp("certificates")
    (folder / "authority.pem").write_bytes(AUTHORITY.pem)
    context = tls(HUB.file(folder, "hub"), None, folder / "authority.pem")
    clock = Moves()
    async with (
        town(neo4j, tmp_path_factory.mktemp("hub")) as hub,
        door(hub, issued(published(folder, KEY), clock)) as found,
        served(found.app, context) as port,
    ):
        yield Lines(found, clock, port, folder)


async def test_a_token_is_taken_from_who_holds_its_certificate_and_from_nobody_else(lines: Lines) -> None:
    for held in (B, None):
        async with lines.shown(held) as over:
            await over.refuses(BOUND)
    async with lines.shown(A) as over:
        await over.takes(BOUND)


async def test_no_header_says_what_certificate_a_client_holds(lines: Lines) -> None:
    headers = list(SPOOFED.items())
    await lines.door.refuses(BOUND, *headers)
    for held in (B, None):
        async with lines.shown(held) as over:
            await over.refuses(BOUND, *headers)
    async with lines.shown(A) as over:
        await over.takes(BOUND, *headers)


async def test_a_plain_token_needs_no_certificate_and_is_hurt_by_none(lines: Lines) -> None:
    plain = ("authorization", f"Bearer {signed()}")
    await lines.door.takes(plain)
    for held in (A, B, None):
        async with lines.shown(held) as over:
            await over.takes(plain)


async def test_a_certificate_of_an_authority_that_is_not_ours_is_turned_away(lines: Lines) -> None:
    token = signed(cnf={"x5t#S256": UNKNOWN.thumbprint})
    async with lines.shown(UNKNOWN) as over:
        with pytest.raises(httpx.TransportError):
            await over.ask(("authorization", f"Bearer {token}"))


async def test_over_tls_a_token_bound_to_both_needs_its_proof_and_its_certificate(lines: Lines) -> None:
    lines.clock.at = AT
    token = signed(cnf={"jkt": HOLDER.thumbprint(), "x5t#S256": A.thumbprint})
    sent, of = ("authorization", f"DPoP {token}"), thumbprint(token.encode())
    async with lines.shown(A) as over:
        await over.refuses(("authorization", f"Bearer {token}"))
        await over.refuses(sent, challenge=BY_PROOF)
        await over.takes(sent, ("dpop", proof(ath=of)))
    async with lines.shown(B) as over:
        await over.refuses(sent, ("dpop", proof(ath=of)), challenge=BY_PROOF)
    lines.clock.at = NOW
