"""The port that the hub listens on: heads of requests that come whole and in time, TLS, certificates of clients."""

from __future__ import annotations

import asyncio
import errno
import gc
import signal
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from resolvers.turning_away import Away, nobody

HEAD_SECONDS = 15.0  # from the connection or the last answer until the next head is whole
WAITING = 2_048  # connections not yet taken; who finds no place comes again after a second, unseen
MOST_HEAD = 64 * 1024  # bytes
OBJECTS = 5_000  # made and not gone, before the youngest are looked at for garbage
STOPPING = (signal.SIGINT, signal.SIGTERM)


class PortInUse(Exception):
    """Something else listens there, or nothing can."""


@contextmanager
def listening(address: str, port: int) -> Iterator[socket.socket]:
    """Taken before anything is started: who comes before the hub is ready waits a moment."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # Named, else asyncio does not switch Nagle's algorithm off, and each answer waits 40 ms for the client's kernel.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((address, port))
            taken.listen(WAITING)
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE:
                raise PortInUse(f"Port {port} is in use: stop what listens there, or tell --port.") from None
            raise PortInUse(f"THROUGHLINE_ADDRESS: this machine cannot listen at {address}, port {port}.") from None
        yield taken


def tls(certificate: Path, key: Path | None, clients: Path | None) -> ssl.SSLContext:
    """A client may show a certificate of the authorities in `clients`; one of any other is turned away."""
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.load_cert_chain(certificate, key)
    if clients:
        made.load_verify_locations(clients)
        made.verify_mode = ssl.CERT_OPTIONAL
    return made


def serving(app: Any, context: ssl.SSLContext | None = None, away: Away = nobody) -> Server:
    wire: Any = partial(Wire, away=away)
    config = uvicorn.Config(app, http=wire, ws="none", log_config=None, access_log=False, server_header=False,
                            timeout_keep_alive=15, timeout_graceful_shutdown=10,
                            ssl_context_factory=(lambda *_: context) if context else None)  # fmt: skip
    settle()
    return Server(config)


def settle() -> None:
    """What is there before the first request stays: the collector of garbage need not go through all of it while
    somebody waits. A large answer is thousands of objects, and next to none of them in a cycle.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS, 20, 20)


class Server(uvicorn.Server):
    """Ends when told to, so that what was started with it is ended after it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in STOPPING:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield


class Wire(HttpToolsProtocol):
    """Who sends a head by drops, or one without end, is cut off; it would hold a connection for nothing.

    `away`: who is answered before he is read.
    """

    due: asyncio.TimerHandle | None = None
    head = 0  # bytes of a head that is not whole yet
    amid = False  # a request, of which more is to come, answered or not

    def __init__(self, *told: Any, away: Away, **named: Any) -> None:
        super().__init__(*told, **named)
        self.away = away

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_came()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._at_rest() and (answer := self.away(data)):
            self.transport.write(answer)
            super().on_response_complete()
            self._wait_for_head()
            return
        super().data_received(data)
        if self.due is not None:
            self.head += len(data)
            if self.head > MOST_HEAD:
                self.transport.abort()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.amid = True
        shown = self._certificate()
        if shown:
            self.scope["extensions"] = {"tls": {"client_cert_chain": [ssl.DER_cert_to_PEM_cert(shown)]}}

    def on_headers_complete(self) -> None:
        self._head_came()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self.amid = False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.cycle.response_complete:  # else the next request was sent before this answer
            self._wait_for_head()

    def _at_rest(self) -> bool:
        """The next byte begins a request, nobody waits for an answer, and the client takes what it is sent.

        Taken for a request, the rest of a body would be answered: by a proxy, to somebody else.
        """
        return self.due is not None and not self.amid and not self.flow.write_paused

    def _wait_for_head(self) -> None:
        self._head_came()
        self.due = self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def _head_came(self) -> None:
        if self.due is not None:
            self.due.cancel()
        self.due, self.head = None, 0

    def _certificate(self) -> bytes | None:
        """What TLS proved the client to hold, in DER."""
        secured = self.transport.get_extra_info("ssl_object")
        return secured.getpeercert(binary_form=True) if secured else None
