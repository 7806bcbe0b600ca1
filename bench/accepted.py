"""Targets that are missed, and why; each has its profile in docs/performance.md, "Where the rest goes"."""

from __future__ import annotations

from collections.abc import Mapping

SMALL = "A small answer is spread over ledger, judging, reading and HTTP in Python; no part of it is most."
LARGE = "Half of a large answer is unpacking values and putting keys and codes on them in Python."
MATTERS = "Facts are gathered and judged first; Apollo knows no matter."
ACCEPTED: Mapping[str, str] = {
    "small page: requests over Apollo's": SMALL,
    "report: requests over Apollo's": LARGE,
    "report: requests over plain Strawberry's": "The bound is of a server without loaders, which asks for each list.",
    "small page: p50 over the bare statement's": SMALL,
    "report: p50 over the bare statement's": LARGE,
    "small page: CPU of the API over the bare statement's": SMALL,
    "report: CPU of the API over the bare statement's": LARGE,
    "small page, one a matter: requests over Apollo's": MATTERS,
    "report, one a matter: requests over Apollo's": MATTERS,
    "policy: first question over none": "Facts are gathered by a statement as long as the page's, and judged.",
    "growth of a search": "All whose names sound alike are judged before anything is cut, and they grow.",
    "one police report a request": "Each report is compared with whom it may be of before it is acknowledged.",
}
