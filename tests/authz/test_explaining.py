"""By which ids a named person is known: none of them tells of an origin that the asker is not shown."""

from __future__ import annotations

import pytest

from authz.access import Access, Comparison
from authz.explaining import explain
from authz.facts import Facts, Record
from authz.moment import Moment
from authz.policy_data import load
from authz.verdict import Verdict, there
from authz.words import Facet, Purpose, Standing

ACCESS = Access(load(), "specialist_fv", Purpose.ASSESSMENT, "o", "o", True, "2026-07-01")
OPEN = {"organisation": "o", "purpose": "ASSESSMENT", "status": "OPEN"}
NAME = Comparison("PersonRecord", "family_name", Facet.IDENTITY)


def record(id: str, origin: str) -> Record:
    return Record(id, "joined", "police", Standing.VICTIM, None, "", origin)


@pytest.mark.parametrize(
    ("shown", "known"),
    [
        (("1", "2"), ("joined", "other")),
        (("1",), ("joined",)),
        (("2",), ("other",)),  # the id of the hidden origin is nobody's
        ((), ("joined",)),  # as the matter has it
    ],
)
def test_a_named_person_is_known_by_the_ids_that_are_shown(shown: tuple[str, ...], known: tuple[str, ...]) -> None:
    facts = Facts(**OPEN, records=(record("1", "joined"), record("2", "other")))
    moment = Moment({"joined": Standing.VICTIM}, {}, *[frozenset()] * 4, {})
    verdict = Verdict({there("PersonRecord"): list(shown)})
    found = [id for id in ("joined", "other", "nobody")
             if explain(ACCESS, facts, moment, verdict, NAME, False, id).named]  # fmt: skip
    assert tuple(found) == known
