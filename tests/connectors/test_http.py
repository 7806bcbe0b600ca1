"""Records over HTTP: who may send them, in what shape; what is refused has written nothing."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from typing import Any

import orjson
import pytest

from connectors.synthetic import agencies
from resolvers import frame
from resolvers.body import Bounds
from tests.connectors import Row, lines, rows
from tests.connectors.test_l17_claims import least
from tests.dump import dump
from tests.town import START, Town

NDJSON, JSON = "application/x-ndjson", "application/json"
FULL = rows("everything")[0]
ONE = orjson.dumps(least("L17-1"))


async def sent(
    hub: Town, body: bytes, kind: str = NDJSON, to: str = "l17", headers: Mapping[str, str] | None = None
) -> Any:
    """As the connector of Victoria Police, unless other headers are told."""
    bearer = hub.bearer("system_connector", "ingest") if headers is None else headers
    return await hub.http.post(f"/ingest/{to}", content=body, headers={**bearer, "content-type": kind})


def code_of(answer: Any) -> str:
    (error,) = answer.json()["errors"]
    return str(error["extensions"]["code"])


async def held(hub: Town) -> tuple[list[str], Any]:
    """All that the graph and the ledger hold."""
    return await dump(hub.graph), await hub.parts.ledger.head()


# refused whole


async def bearer_of(hub: Town, who: str) -> dict[str, str]:
    if who == "nobody":
        return {}
    if who == "a forger":
        return {"authorization": "Bearer " + hub.issuer.token("system_connector", scope="ingest")[:-6] + "AAAAAA"}
    if who == "a reader":
        return hub.bearer("system_connector", "read write")
    if who == "a stranger":
        return hub.bearer("unheard_of", "ingest")
    if who == "a worker":
        return hub.bearer("police_member", "ingest")
    other = agencies.account("system_connector", hub.parts.settings.issuer)
    changed = {"id": "other", "subject": "other", "custodians": ["courts", "orange_door"]}
    await hub.parts.following.command("registerAccount", other | changed, START, "test")
    return hub.bearer("other", "ingest")


@pytest.mark.parametrize(
    ("who", "status", "code"),
    [
        ("nobody", 401, "TOKEN_MISSING"),
        ("a forger", 401, "TOKEN_REFUSED"),
        ("a reader", 403, "SCOPE_MISSING"),
        ("a stranger", 403, "ACCOUNT_NOT_ACTIVE"),
        ("a worker", 403, "CUSTODIAN_NOT_YOURS"),
        ("another custodian's connector", 403, "CUSTODIAN_NOT_YOURS"),
    ],
)
async def test_who_may_not_send_these_records_writes_nothing(hub: Town, who: str, status: int, code: str) -> None:
    headers = await bearer_of(hub, who)
    before = await held(hub)
    refused = await sent(hub, ONE, headers=headers)
    assert (refused.status_code, code_of(refused)) == (status, code)
    assert await held(hub) == before
    assert (await sent(hub, ONE)).json()["counts"] == {"CREATED": 1}


@pytest.mark.parametrize(
    ("shape", "status", "code"),
    [
        ({"to": "l71"}, 404, "UNKNOWN_CONNECTOR"),
        ({"to": "l17/more"}, 404, "NOT_FOUND"),
        ({"kind": "text/plain"}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ({"kind": ""}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ({"body": b"\n".join([ONE] * 2_001)}, 413, "TOO_MANY_ROWS"),
    ],
    ids=["unknown connector", "unknown path", "another type", "no type", "too many rows"],
)
async def test_a_request_of_the_wrong_shape_writes_nothing(
    hub: Town, shape: dict[str, Any], status: int, code: str
) -> None:
    before = await held(hub)
    refused = await sent(hub, **{"body": ONE, **shape})
    assert (refused.status_code, code_of(refused)) == (status, code)
    assert await held(hub) == before


async def test_records_are_not_sent_by_another_method(hub: Town) -> None:
    before = await held(hub)
    refused = await hub.http.get("/ingest/l17", headers=hub.bearer("system_connector", "ingest"))
    assert (refused.status_code, code_of(refused)) == (405, "METHOD_NOT_ALLOWED")
    assert await held(hub) == before


async def test_a_body_over_the_limit_writes_nothing_and_one_at_the_limit_is_taken(
    hub: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = b"\n".join(orjson.dumps(least(f"L17-{n}")) for n in range(5))
    before = await held(hub)
    monkeypatch.setattr(frame, "RECORDS", Bounds(len(body) - 1, 60.0))
    refused = await sent(hub, body)
    assert (refused.status_code, code_of(refused)) == (413, "BODY_TOO_LARGE")
    assert await held(hub) == before
    monkeypatch.setattr(frame, "RECORDS", Bounds(len(body), 60.0))
    assert (await sent(hub, body)).json()["counts"] == {"CREATED": 5}


async def test_the_longest_batch_is_taken(hub: Town) -> None:
    taken = await sent(hub, b"\n".join([ONE] * 2_000))
    assert taken.json()["counts"] == {"CREATED": 1, "UNCHANGED": 1_999}


# refused by the row


@pytest.mark.parametrize(
    ("kind", "body", "codes"),
    [
        (JSON, ONE[:-1], ["NOT_JSON"]),
        (JSON, b"", ["NOT_JSON"]),
        (JSON, b"[" + ONE + b"]", ["NOT_AN_OBJECT"]),
        (JSON, b"[" * 100_000, ["TOO_DEEP"]),
        (NDJSON, ONE[:-1] + b"\nnull\n", ["NOT_JSON", "NOT_AN_OBJECT"]),
        (NDJSON, codecs.BOM_UTF16_LE + b"{\x00}", ["ENCODING"]),
        (NDJSON, b'{"report": {"portal_id": "\x81"}}', ["ENCODING"]),
    ],
)
async def test_what_is_no_report_is_told_and_kept_in_the_ledger_alone(
    hub: Town, kind: str, body: bytes, codes: list[str]
) -> None:
    before, size = await dump(hub.graph), (await hub.parts.ledger.head())[0]
    answer = await sent(hub, body, kind)
    assert answer.status_code == 200
    told = answer.json()
    assert told["counts"] == {"QUARANTINED": len(codes)}
    assert [outcome["faults"][0]["code"] for outcome in told["outcomes"]] == codes
    assert [line for line in await dump(hub.graph) if line not in before] == [
        line for line in await dump(hub.graph) if '"labels": ["Ledger"]' in line
    ]
    kept = await hub.parts.ledger.after(size, 10)
    assert [entry.accepted for entry in kept] == [False] * len(codes)
    assert b"\n".join(entry.content for entry in kept) == body.rstrip(b"\n")


async def test_a_request_of_no_rows_is_answered_with_no_outcome(hub: Town) -> None:
    before = await held(hub)
    assert (await sent(hub, b"\n \r\n")).json() == {"counts": {}, "outcomes": []}
    assert await held(hub) == before


# taken


async def test_one_report_as_json_and_the_same_as_ndjson_are_the_same_report(hub: Town) -> None:
    pretty = orjson.dumps(FULL, option=orjson.OPT_INDENT_2)
    assert b"\n" in pretty
    first = await sent(hub, pretty, JSON + "; charset=utf-8")
    outcome = {"index": 0, "outcome": "CREATED", "sourceId": FULL["report"]["portal_id"], "version": 1}
    assert first.json() == {"counts": {"CREATED": 1}, "outcomes": [outcome]}
    again = await sent(hub, pretty, JSON)
    assert again.json()["counts"] == {"UNCHANGED": 1}
    other_bytes = await sent(hub, orjson.dumps(FULL))
    assert other_bytes.json()["outcomes"][0]["faults"][0]["code"] == "VERSION_CONFLICT"


NAME, TOLD = "Ngāwhā", "She wrote “OK” — then rang"
SPOKEN = least("L17-1", affected={"family_name": NAME}, incident={"narrative": TOLD})
SPOKEN_1252 = least("L17-1", affected={"family_name": "Núñez"}, incident={"narrative": TOLD})


def text_of(row: Row) -> str:
    return orjson.dumps(row).decode()


@pytest.mark.parametrize("kind", [JSON, NDJSON])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
async def test_a_report_reads_alike_in_every_marked_encoding(hub: Town, encoding: str, kind: str) -> None:
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    body = marks.get(encoding, b"") + text_of(SPOKEN).encode(encoding)
    answer = (await sent(hub, body, kind)).json()
    assert answer["outcomes"] == [{"index": 0, "outcome": "CREATED", "sourceId": "L17-1", "version": 1}]
    assert await said(hub) == [NAME, TOLD]


@pytest.mark.parametrize("kind", [JSON, NDJSON])
async def test_a_report_in_windows_1252_is_read_and_told_as_news(hub: Town, kind: str) -> None:
    answer = (await sent(hub, text_of(SPOKEN_1252).encode("cp1252"), kind)).json()
    (outcome,) = answer["outcomes"]
    assert outcome["unknowns"] == [{"pointer": "", "kind": "ENCODING", "codeList": "", "code": ""}]
    assert await said(hub) == ["Núñez", TOLD]


async def said(hub: Town) -> list[str]:
    (found,) = await hub.graph(
        "MATCH (r:PersonRecord {standing: 'VICTIM'})-[:AFFECTED_IN]->(i:Incident) RETURN r.family_name, i.narrative"
    )
    return list(found.values())


async def test_one_batch_may_hold_several_encodings(hub: Town) -> None:
    batch = [
        codecs.BOM_UTF8 + orjson.dumps(least("A", affected={"family_name": NAME})),
        *lines("windows1252"),
        codecs.BOM_UTF8 + orjson.dumps(least("B", affected={"family_name": NAME})),
    ]
    answer = (await sent(hub, b"\r\n".join(batch))).json()
    assert [outcome["outcome"] for outcome in answer["outcomes"]] == ["CREATED"] * 3
    received = [entry.content for entry in await hub.parts.ledger.after(0, 99) if entry.command is None]
    assert received[-2:] == batch[1:]
