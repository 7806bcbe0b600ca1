"""Samples of reports, all of them invented, and the reports that hypothesis makes of them."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from connectors.sources.faults import Fault
from connectors.sources.l17 import L17
from connectors.sources.l17_form import Report

SAMPLES = Path(__file__).parent / "samples"
REQUIRED = {"portal_id", "version", "occurred_from", "report", "incident"} | {
    *("restrained", "party", "service_type", "code", "answer"),
}
Row = dict[str, Any]


def lines(sample: str) -> list[bytes]:
    return (SAMPLES / f"{sample}.ndjson").read_bytes().splitlines()


def rows(sample: str) -> list[Row]:
    return [json.loads(line) for line in lines(sample)]


def taken(raw: bytes | Row) -> Report:
    parsed = L17.read(raw)
    assert not isinstance(parsed, Fault), parsed
    return parsed.row


def refused(raw: bytes | Row) -> Fault:
    fault = L17.read(raw)
    assert isinstance(fault, Fault)
    return fault


def identify(*parts: str) -> str:
    """As the hub makes ids, under a key of the tests."""
    digest = hmac.digest(b"a key of the tests only", "\x1f".join(parts).encode(), "sha256")
    return base64.b32encode(digest).decode().lower()[:26]


@st.composite
def partial_rows(draw: Callable[..., Any]) -> Row:
    """The fullest sample with any of its optional parts left out, or said to be null."""
    row: Row = _thinned(draw, rows("everything")[0])
    children = len((row.get("children") or {}).get("listed") or ())
    for referral in (row.get("referrals") or {}).get("made") or ():
        if (referral.get("child") or 0) > children:
            del referral["child"]
    for order in row.get("orders") or ():
        protected = order.get("protected_children") or ()
        order["protected_children"] = [child for child in protected if child <= children]
    made = (row.get("referrals") or {}).get("made") or []
    unique = {(r["party"], r.get("child"), r["service_type"]): r for r in made}
    if row.get("referrals"):
        row["referrals"]["made"] = list(unique.values())
    return row


def _thinned(draw: Callable[..., Any], value: Any) -> Any:
    if isinstance(value, list):
        return [_thinned(draw, item) for item in value]
    if not isinstance(value, dict):
        return value
    thinned = {}
    for name, part in value.items():
        fate = "keep" if name in REQUIRED else draw(st.sampled_from(("keep", "drop", "null")))
        if fate != "drop":
            thinned[name] = None if fate == "null" else _thinned(draw, part)
    return thinned
