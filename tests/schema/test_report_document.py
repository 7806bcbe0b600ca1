"""The canonical JSON of a report: read back exactly, and nothing else is read."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.decisions.escalation import Escalation, Finding
from schema.decisions.offences import Severity
from schema.decisions.orders_in_force import OrdersInForce
from schema.decisions.report import Annex, Factor, Identity, OtherPerson, ReportContent, ReportGap, Whereabouts
from schema.decisions.timeline import Timeline
from schema.report_document import DocumentRefused, canonical, content_of, digest
from tests.resolvers.report.a_report import QUIET, REPORT

NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53)
COUNTS = st.integers(0, 2**53)  # JSON holds no larger number exactly
CONTENTS = st.builds(
    lambda identity, where, orders, told, factors, others, annexes, gaps, escalation: replace(
        REPORT, identity=identity, whereabouts=where, orders=orders, chronology=told, factors=tuple(factors),
        others=tuple(others), annexes=tuple(annexes), gaps=tuple(gaps),
        pattern=replace(REPORT.pattern, escalation=escalation),
    ),
    st.from_type(Identity), st.from_type(Whereabouts), st.builds(OrdersInForce, in_force=COUNTS, not_known=COUNTS),
    st.from_type(Timeline),
    st.lists(st.from_type(Factor), max_size=2), st.lists(st.from_type(OtherPerson), max_size=2),
    st.lists(st.from_type(Annex), max_size=2), st.lists(st.from_type(ReportGap), max_size=2),
    st.builds(Escalation, severity_earlier=st.sampled_from([None, *Severity]), finding=st.sampled_from(Finding),
              median_days_earlier=NUMBERS, median_days_recent=NUMBERS),
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(CONTENTS)
def test_what_is_written_is_read_back_exactly(content: ReportContent) -> None:
    assert content_of(canonical(content)) == content
    assert canonical(content_of(canonical(content))) == canonical(content)


@pytest.mark.parametrize("content", [REPORT, QUIET], ids=["full", "quiet"])
def test_a_report_is_read_back_exactly(content: ReportContent) -> None:
    assert content_of(canonical(content)) == content


def test_it_is_json_with_sorted_keys_no_blanks_and_enums_by_name() -> None:
    written = canonical(REPORT)
    value = json.loads(written)
    assert json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == written
    assert value["orders"]["orders"][0]["binding"] == "IN_FORCE"
    assert value["pattern"]["highest_severity"]["severity"] == "STRANGULATION_THREAT_TO_KILL_OR_WEAPON"
    assert sorted(value) == ["annexes", "chronology", "factors", "gaps", "heading", "identity", "orders", "others",
                             "pattern", "summaries", "whereabouts"]  # fmt: skip


def test_the_digest_is_of_these_bytes() -> None:
    assert digest(canonical(REPORT)) == hashlib.sha256(canonical(REPORT)).hexdigest()
    assert digest(canonical(REPORT)) != digest(canonical(replace(REPORT, gaps=())))


def changed(pointer: str, value: Any) -> bytes:
    """The report with the value at a JSON pointer set."""
    whole: Any = orjson.loads(canonical(REPORT))
    *way, last = pointer.strip("/").split("/")
    inner = whole
    for step in way:
        inner = inner[int(step)] if isinstance(inner, list) else inner[step]
    inner[int(last) if isinstance(inner, list) else last] = value
    return orjson.dumps(whole)


@pytest.mark.parametrize(
    ("at", "value", "pointer"),
    [
        ("/secret", "Jörg", ""),
        ("/heading/secret", "Jörg", "/heading"),
        ("/annexes/0/entries/0/secret", "Jörg", "/annexes/0/entries/0"),
        ("/heading/matter", 7, "/heading/matter"),
        ("/heading/matter", None, "/heading/matter"),
        ("/factors/0/serious", 1, "/factors/0/serious"),
        ("/orders/in_force", True, "/orders/in_force"),
        ("/orders/in_force", "Jörg", "/orders/in_force"),
        ("/orders/orders/0/binding", "Jörg", "/orders/orders/0/binding"),
        ("/orders/orders/0/binding", 1, "/orders/orders/0/binding"),
        ("/pattern/highest_severity/severity", 4, "/pattern/highest_severity/severity"),
        ("/identity/names", {"0": "Jörg"}, "/identity/names"),
        ("/identity/names/0", ["Jörg"], "/identity/names/0"),
        ("/identity/names/0/evidence/0", False, "/identity/names/0/evidence/0"),
    ],
)
def test_what_is_not_such_a_document_is_refused_by_its_place_and_not_by_its_value(
    at: str, value: Any, pointer: str
) -> None:
    with pytest.raises(DocumentRefused) as refused:
        content_of(changed(at, value))
    assert refused.value.pointer == pointer
    assert "Jörg" not in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_field_that_is_missing_is_named() -> None:
    whole = orjson.loads(canonical(REPORT))
    del whole["heading"]["caveat"]
    with pytest.raises(DocumentRefused, match=r"^/heading/caveat: add the field"):
        content_of(orjson.dumps(whole))


@pytest.mark.parametrize("document", [b"", b"{", b"\xff", b"[]", b"null", b"1"])
def test_what_is_no_object_of_json_is_refused(document: bytes) -> None:
    with pytest.raises(DocumentRefused, match=r"^/: "):
        content_of(document)
