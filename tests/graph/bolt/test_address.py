"""Which addresses are read direct, and which certificates are trusted there: as by the driver."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import pytest

from graph import database as module
from graph.bolt.address import address_of
from graph.database import DatabaseUnavailable
from graph.embedded import Running as Neo4j
from tests.authz.certificates import Certificate, certificate
from tests.graph.bolt.at_a_port import listening
from tests.graph.bolt.between import Between
from tests.graph.bolt.test_beside_driver import ECHO, both_of, reader, told


@pytest.mark.parametrize("scheme", ["neo4j", "neo4j+s", "neo4j+ssc"])
async def test_an_address_that_routes_is_read_by_the_driver_and_that_is_said_once(
    neo4j: Neo4j, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = list[Any]()
    monkeypatch.setattr(module.LOG, "warning", lambda event, **more: said.append(event), raising=False)
    database = reader(neo4j, neo4j.url.replace("bolt", scheme))
    if scheme == "neo4j":
        assert [await told(database, ECHO, x) for x in range(2)] == [0, 1]
    await database.close()
    assert (database.direct, said) == (None, ["reads go by the driver"])


def test_an_address_is_read_as_the_driver_reads_it() -> None:
    read = {url: found and (found.host, found.port, found.tls and (found.tls.check_hostname, found.tls.verify_mode))
            for url in ("bolt://hub", "bolt://127.0.0.1:1", "bolt://[::1]:7688", "bolt+s://hub", "bolt+ssc://hub/")
            if (found := address_of(url)) or True}  # fmt: skip
    assert read == {
        "bolt://hub": ("hub", 7687, None),
        "bolt://127.0.0.1:1": ("127.0.0.1", 1, None),
        "bolt://[::1]:7688": ("::1", 7688, None),
        "bolt+s://hub": ("hub", 7687, (True, ssl.CERT_REQUIRED)),
        "bolt+ssc://hub/": ("hub", 7687, (False, ssl.CERT_NONE)),
    }
    for url in ("neo4j://hub", "http://hub", "bolt://hub?policy=x", "bolt://hub/x", "bolt://a:b@hub", "bolt://"):
        assert address_of(url) is None


def serving(made: Certificate, folder: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made.file(folder, "server"))
    return context


@pytest.mark.parametrize(("scheme", "trusted", "read"), [
    ("bolt+s", True, True), ("bolt+s", False, False), ("bolt+ssc", False, True), ("bolt", True, False),
])  # fmt: skip
async def test_an_encrypted_line_is_trusted_as_by_the_driver(
    neo4j: Neo4j, tmp_path: Path, scheme: str, trusted: bool, read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, other = certificate("authority"), certificate("another")
    known = (authority if trusted else other).file(tmp_path, "known")
    monkeypatch.setenv("SSL_CERT_FILE", str(known))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    monkeypatch.setattr("graph.bolt.direct.OPEN_SECONDS", 2.0)
    context = serving(certificate("neo4j", authority), tmp_path)
    async with listening(Between(neo4j.url), context) as between, both_of(neo4j, between.url(scheme)) as both:
        found = [await told(way, ECHO, "mine") for way in (both.driver, both.direct)]
        assert found == [("mine" if read else (DatabaseUnavailable, "The database does not answer."))] * 2
        assert both.direct.past_driver


async def test_a_certificate_of_another_host_is_not_trusted(
    neo4j: Neo4j, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = certificate("authority")
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file(tmp_path, "known")))
    context = serving(certificate("neo4j", authority), tmp_path)
    async with listening(Between(neo4j.url), context) as between:
        elsewhere = between.url("bolt+s").replace("127.0.0.1", "localhost")
        for by in (False, True):
            database = reader(neo4j, elsewhere, by)
            assert await told(database, ECHO) == (DatabaseUnavailable, "The database does not answer.")
            await database.close()
