"""Records of answers in a hub: what was not there is, what is there in other words is unchanged."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response

from connectors.lookups.targets import targets_of
from connectors.synthetic.custodian import Conduct, Misconduct, app, holdings
from schema.lookups import CustodianAnswer, Failure, Subject
from server import Settings, _lookups
from tests.connectors.lookups import HE, REQUEST, SECRET, document, of_him, people, sent
from tests.connectors.lookups.asking import Told, about_him, custodian
from tests.connectors.lookups.asking import json as answering
from tests.dump import dump
from tests.serving import served
from tests.town import Town

COURT, CORRECTIONS = "magistrates_court", "corrections_victoria"
HELD = "MATCH (f:CourtFile) RETURN f.file_number AS number, f.version AS version ORDER BY number, version"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "secret").write_text(SECRET)
    return tmp_path / "custodians.toml"


def told(file: Path, name: str, port: int) -> Settings:
    connector = {COURT: "courts", CORRECTIONS: "corrections"}[name]
    file.write_text(f'[{name}]\nurl = "http://127.0.0.1:{port}"\nconnector = "{connector}"\nsecret = "secret"\n')
    return Settings(custodians=file)


async def asked(hub: Town, file: Path, name: str, port: int, subject: Subject = HE) -> CustodianAnswer:
    """By the hub's own wiring, from its setting."""
    settings = told(file, name, port)
    async with _lookups(settings, targets_of(file), hub.parts.intake, hub.clock) as lookups:
        [answer] = await lookups.ask([name], subject, REQUEST, Told())
    return answer


@asynccontextmanager
async def court(misconduct: Misconduct | None = None) -> AsyncIterator[int]:
    async with served(app(holdings(people(), COURT), SECRET, Conduct(misconduct=misconduct))) as port:
        yield port


def newest_of_him() -> Iterator[bytes]:
    """As the court's connector sends them."""
    for raw in sent(COURT):
        number, version = document(json.loads(raw))
        if of_him(COURT).get(number) == version:
            yield raw


async def test_what_was_not_there_is_new_and_what_was_is_unchanged_though_it_is_written_otherwise(
    hub: Town, file: Path
) -> None:
    first, *rest = newest_of_him()
    spaced = json.dumps(dict(reversed(json.loads(first).items())), indent=1).encode()
    await hub.parts.intake.take("courts", [spaced], frozenset({COURT}))
    async with court() as port:
        answer = await asked(hub, file, COURT, port)
        assert {record.outcome for record in answer.records} == {"CREATED", "UNCHANGED"}
        assert (answer.new, answer.unchanged, answer.quarantined) == (len(rest), 1, 0)
        assert [r.source_id for r in answer.records if r.outcome == "UNCHANGED"] == [document(json.loads(first))[0]]
        held = await hub.graph(HELD)
        assert {row["number"]: row["version"] for row in held} == of_him(COURT)
        again = await asked(hub, file, COURT, port)
    assert (again.new, again.unchanged, again.quarantined) == (0, len(rest) + 1, 0)
    assert await hub.graph(HELD) == held


async def test_another_text_of_a_version_is_quarantined_and_so_is_what_cannot_be_read(hub: Town, file: Path) -> None:
    async def twice(request: Request) -> Response:
        said: dict[str, Any] = await about_him(request)
        [row] = said["records"]
        other = row | {"person": row["person"] | {"family_name": "Kestrelworth"}}
        unreadable = row | {"file": {"version": 0}}
        return answering(said | {"records": [row, other, unreadable]})

    async with custodian(twice) as port:
        answer = await asked(hub, file, CORRECTIONS, port)
    assert [(r.source_id, r.outcome) for r in answer.records] == [
        ("2100000", "CREATED"), ("2100000", "QUARANTINED"), ("", "QUARANTINED"),
    ]  # fmt: skip
    assert (answer.new, answer.quarantined) == (1, 2)


@pytest.mark.parametrize(
    ("misconduct", "failure"),
    [(Misconduct.SOMEBODY_ELSE, Failure.OTHER_PERSON), (Misconduct.OTHER_LOOKUP, Failure.OTHER_LOOKUP)],
)
async def test_of_an_answer_that_may_not_be_taken_nothing_is_kept(
    hub: Town, file: Path, misconduct: Misconduct, failure: Failure
) -> None:
    before = await dump(hub.graph), await hub.parts.ledger.head()
    async with court(misconduct) as port:
        answer = await asked(hub, file, COURT, port, replace(HE, birth_date=""))
    assert (answer.failure, answer.records) == (failure, ())
    assert (await dump(hub.graph), await hub.parts.ledger.head()) == before


async def test_a_hub_without_the_setting_asks_nobody(hub: Town) -> None:
    assert dict(hub.parts.lookups.targets) == {}
    assert await hub.parts.lookups.ask([COURT, CORRECTIONS], HE, REQUEST, Told()) == []
