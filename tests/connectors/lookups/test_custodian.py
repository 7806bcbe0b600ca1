"""The synthetic custodians asked over HTTP: what they hold of him, and what they do wrong.

Each form, a slow one, one that refuses and one that does wrong are processes of their own; other wrongs are done by the
same application here, since each process takes seconds to begin.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from connectors.lookups.targets import Target
from connectors.synthetic.custodian import Conduct, Misconduct, app, holdings
from graph.embedded import free_port
from schema.lookups import CustodianAnswer, Failure, Status, Subject
from tests.connectors.lookups import HE, NUMBERS, REPORTS, REQUEST, SECRET, document, of_him, people, target
from tests.connectors.lookups.asking import Taken, Told, hub
from tests.processes import SECONDS, command, environment, throughline
from tests.serving import served

COURT, CORRECTIONS = "magistrates_court", "corrections_victoria"
STARTED = {
    **{name: (name,) for name in NUMBERS},
    "slow": (CORRECTIONS, "--delay", "0.5"),
    "refusing": (CORRECTIONS, "--refuse", "IDENTITY_UNVERIFIED"),
    "drops": (CORRECTIONS, "--fault", "drops"),
}


@pytest.fixture(scope="module")
def custodians(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Target]]:
    """All at once, since each takes a moment to begin; ended at the end."""
    folder = tmp_path_factory.mktemp("custodians")
    (folder / "secret").write_text(f"{SECRET}\n")
    with ExitStack() as stack:
        begun = {name: stack.enter_context(begin(folder, *how)) for name, how in STARTED.items()}
        yield {name: ready(process, where) for name, (process, where) in begun.items()}


@asynccontextmanager
async def doing(wrong: str, custodians: dict[str, Target]) -> AsyncIterator[Target]:
    """A court, or Corrections, that does it."""
    if wrong in custodians:
        yield custodians[wrong]
        return
    conduct = Conduct(misconduct=Misconduct(wrong))
    async with served(app(holdings(people(), COURT), SECRET, conduct)) as port:
        yield target(COURT, port)


@contextmanager
def begin(folder: Path, custodian: str, *more: str) -> Iterator[tuple[subprocess.Popen[str], Target]]:
    where = target(custodian, free_port())
    told = ("--custodian", custodian, "--port", where.url.rpartition(":")[2], "--reports", str(REPORTS))
    process = subprocess.Popen(
        command(folder / "state", "custodian", *told, "--secret-file", str(folder / "secret"), *more),
        env=environment(), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield process, where
    finally:
        process.terminate()
        said = process.communicate(timeout=SECONDS)
        assert (process.returncode, said[0]) == (0, "")


def ready(process: subprocess.Popen[str], where: Target) -> Target:
    assert process.stderr
    assert process.stderr.readline() == f"Answering as {where.custodian} at {where.url}. Ctrl-C ends it.\n"
    return where


async def asked(where: Target, subject: Subject = HE) -> tuple[CustodianAnswer, Taken]:
    taken = Taken()
    async with hub(taken, where) as lookups:
        [answer] = await lookups.ask([where.custodian], subject, REQUEST, Told())
    return answer, taken


@pytest.mark.parametrize("custodian", NUMBERS)
async def test_each_custodian_answers_with_the_newest_version_of_every_document_of_him(
    custodians: dict[str, Target], custodian: str
) -> None:
    answer, taken = await asked(custodians[custodian])
    assert (answer.status, answer.unexpected) == (Status.ANSWERED, 0)
    assert answer.as_at is not None
    documents = [document(json.loads(row)) for _, row, _ in taken.rows]
    assert dict(documents) == of_him(custodian)
    assert len(documents) == answer.new == len(of_him(custodian)) > 0
    assert {(connector, own) for connector, _, own in taken.rows} == {
        (custodians[custodian].connector, frozenset({custodian}))
    }


async def test_without_a_number_he_is_found_by_name_and_birth_and_not_by_one_of_them(
    custodians: dict[str, Target],
) -> None:
    named = replace(HE, numbers={})
    answer, taken = await asked(custodians[CORRECTIONS], named)
    assert (answer.status, len(taken.rows)) == (Status.ANSWERED, len(of_him(CORRECTIONS)))
    for other in (replace(named, birth_date="1987-03-15"), replace(named, birth_date="")):
        assert (await asked(custodians[CORRECTIONS], other))[0].status is Status.NOT_HELD


async def test_one_that_is_slow_is_timed_out_and_its_answer_is_taken_in_late(custodians: dict[str, Target]) -> None:
    taken, late = Taken(), Told()
    async with hub(taken, replace(custodians["slow"], seconds=0.05)) as lookups:
        [first] = await lookups.ask([CORRECTIONS], HE, REQUEST, late)
        assert (first.status, taken.rows) == (Status.TIMED_OUT, [])
        then = await late.answers.get()
    assert (then.lookup, then.status, then.late) == (first.lookup, Status.ANSWERED, True)
    assert then.new == len(taken.rows) == len(of_him(CORRECTIONS))


async def test_one_that_refuses_says_why_and_whether_it_may_be_told(custodians: dict[str, Target]) -> None:
    answer, taken = await asked(custodians["refusing"])
    assert (answer.status, answer.reason, answer.may_be_told) == (Status.REFUSED, "IDENTITY_UNVERIFIED", True)
    assert (answer.failure, taken.rows) == (None, [])


@pytest.mark.parametrize(
    ("misconduct", "failure", "detail"),
    [
        ("drops", Failure.UNREACHABLE, "no connection held (RemoteProtocolError)"),
        ("garbage", Failure.MALFORMED, "/: is not JSON; send one JSON object"),
        ("somebody_else", Failure.OTHER_PERSON, "/records/0: none of its people is who was asked about"),
        ("other_lookup", Failure.OTHER_LOOKUP, "/lookup: is not the id that was sent"),
        ("redirect", Failure.HTTP_STATUS, "answered with status 307"),
        ("error", Failure.HTTP_STATUS, "answered with status 500"),
    ],
)
async def test_one_that_does_wrong_failed_and_nothing_of_it_is_taken(
    custodians: dict[str, Target], misconduct: str, failure: Failure, detail: str
) -> None:
    async with doing(misconduct, custodians) as where:
        answer, taken = await asked(where)
    assert (answer.status, answer.failure, answer.detail) == (Status.FAILED, failure, detail)
    assert (answer.may_be_told, taken.rows) == (False, [])


async def test_one_that_holds_nothing_says_so(custodians: dict[str, Target]) -> None:
    async with doing("not_held", custodians) as where:
        answer, taken = await asked(where)
    assert (answer.status, answer.failure, answer.may_be_told, taken.rows) == (Status.NOT_HELD, None, True, [])


async def test_who_shows_another_secret_is_told_nothing(custodians: dict[str, Target]) -> None:
    answer, taken = await asked(replace(custodians[CORRECTIONS], secret="another"))
    assert (answer.failure, answer.detail) == (Failure.HTTP_STATUS, "answered with status 401")
    assert taken.rows == []


def test_a_question_that_is_none_is_refused_by_its_places(custodians: dict[str, Target]) -> None:
    headers = {"authorization": f"Bearer {SECRET}"}
    told = httpx.post(f"{custodians[CORRECTIONS].url}/lookups", json={"lookup": "1"}, headers=headers, trust_env=False)
    assert told.status_code == 400
    assert "/subject: is required" in told.json()["faults"]


def test_a_custodian_that_the_population_does_not_have_is_refused_with_those_it_has(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET)
    told = ("--custodian", "nobody", "--port", str(free_port()), "--secret-file", str(tmp_path / "secret"))
    done = throughline(tmp_path / "state", "custodian", *told, "--reports", str(REPORTS))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The synthetic population has no records of that custodian. Known: victoria_police, ")


def test_the_form_of_a_look_up_is_printed_as_json_schemas(tmp_path: Path) -> None:
    done = throughline(tmp_path / "state", "connector", "lookup")
    assert (done.returncode, done.stderr) == (0, "")
    assert list(json.loads(done.stdout)) == ["question", "answer"]
