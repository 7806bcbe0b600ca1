"""What a request shows of who sends it, read before anything of its body."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Presented:
    """`authorization` and `proofs` as the headers `Authorization` and `DPoP` have them.

    `url` is the address as its client knows it, without a query; `certificate` the thumbprint of the
    certificate that TLS proved the client to hold, empty when there was none. No header can say one.
    """

    authorization: str | None
    method: str = ""
    url: str = ""
    proofs: tuple[str, ...] = ()
    certificate: str = ""
