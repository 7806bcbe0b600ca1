"""Records of other custodians for tests: every field said, so that a test names only what it is about."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from schema.decisions.event import Side
from schema.decisions.order_statement import Statement
from schema.decisions.records import Assessed, Charge, Described, Records, Reported, Stay, Supervised
from tests.decisions.events import AS_AT

RECEIVED = "2026-02-20T00:00:00Z"


def charge(id: str, **values: Any) -> Charge:
    said = {"custodian": "magistrates_court", "received_at": RECEIVED, "offence": "0213", **values}
    return Charge(id=id, **said)


def stay(id: str, from_at: str | None, released_at: str | None = None, **values: Any) -> Stay:
    said = {"custodian": "corrections_victoria", "received_at": RECEIVED, "kind": "SENTENCED", **values}
    return Stay(id=id, from_at=from_at, released_at=released_at, **said)


def supervised(id: str, from_on: str | None, until_on: str | None = None, **values: Any) -> Supervised:
    said = {"custodian": "corrections_victoria", "received_at": RECEIVED, "state": "CURRENT", **values}
    return Supervised(id=id, from_on=from_on, until_on=until_on, **said)


def order(id: str, name: str | None = "o", **values: Any) -> Statement:
    """A final order against the subject that was served on the day it was made."""
    said = {
        "custodian": "magistrates_court",
        "side": Side.AGAINST,
        "heard_on": "2025-01-02",
        "kind": "FINAL",
        "state": "FINAL_SERVED",
        "number": "7",
        "made_on": "2025-01-01",
        "served_on": "2025-01-01",
        "served": True,
        **values,
    }
    return Statement(id=id, order=name, **said)


def assessed(id: str, assessed_on: str | None, **values: Any) -> Assessed:
    said = {"custodian": "orange_door", "received_at": RECEIVED, "part": "RESPONDENT", "scheme": "MARAM", **values}
    return Assessed(id=id, assessed_on=assessed_on, **said)


def reported(id: str, received_on: str | None, **values: Any) -> Reported:
    said = {"custodian": "child_protection", "received_at": RECEIVED, "responsible": True, **values}
    said.setdefault("children", ("kim",))
    return Reported(id=id, received_on=received_on, **said)


def described(id: str, valid_from: str | None, **values: Any) -> Described:
    return Described(id=id, valid_from=valid_from, custodian="victoria_police", received_at=RECEIVED, **values)


_moments = st.sampled_from(["2025-12-01T00:00:00Z", "2026-02-01T00:00:00Z", AS_AT, "2026-03-01T00:00:01Z"])
_days = st.sampled_from(["2025-12-01", "2026-02-01", "2026-03-01", "2026-03-02"])
_custodians = st.sampled_from([None, "magistrates_court", "corrections_victoria"])
_persons = st.none() | st.lists(st.sampled_from(["alex", "bo"]), max_size=2, unique=True).map(tuple)
_doubts = st.sampled_from([None, (), ("ENDS_BEFORE_START",)])
_HELD = {"custodian": _custodians, "received_at": st.none() | _moments, "doubts": _doubts}


def _some(name: str, made: type, /, **said: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Up to three, with ids of their own."""
    found = st.lists(st.fixed_dictionaries(said), max_size=3)
    return found.map(lambda rows: tuple(made(id=f"{name}-{number}", **row) for number, row in enumerate(rows)))


RECORDS = st.builds(
    Records,
    charges=_some(
        "charge",
        Charge,
        accused=st.booleans(),
        incident_number=st.sampled_from([None, "1"]),
        against=_persons,
        offence=st.sampled_from([None, "0213", "0121", "zz"]),
        section=st.sampled_from([None, "FVPA_123"]),
        occurred_at=st.none() | _moments,
        charged_on=st.none() | _days,
        on_bail=st.sampled_from([None, True]),
        order=st.sampled_from([None, "o"]),
        outcome=st.sampled_from([None, "PROVEN", "DISMISSED"]),
        **_HELD,
    ),
    stays=_some(
        "stay",
        Stay,
        kind=st.sampled_from([None, "SENTENCED"]),
        from_at=st.none() | _moments,
        released_at=st.none() | _moments,
        in_custody=st.sampled_from([None, True, False]),
        **_HELD,
    ),
    supervisions=_some(
        "supervision",
        Supervised,
        from_on=st.none() | _days,
        until_on=st.none() | _days,
        state=st.sampled_from([None, "CURRENT", "COMPLETED"]),
        **_HELD,
    ),
    orders=_some(
        "order",
        Statement,
        order=st.sampled_from([None, "o", "p"]),
        side=st.sampled_from([None, *Side]),
        heard_on=_days,
        kind=st.sampled_from([None, "FINAL", "FVSN"]),
        made_on=st.none() | _days,
        served_on=st.none() | _days,
        others=_persons,
        custodian=_custodians,
        doubts=_doubts,
    ),
    assessments=_some(
        "assessment",
        Assessed,
        part=st.sampled_from(["RESPONDENT", "AFFECTED", "CHILD"]),
        assessed_on=st.none() | _days,
        present=st.sampled_from([(), ("V04",)]),
        **_HELD,
    ),
    protection=_some(
        "protection",
        Reported,
        responsible=st.booleans(),
        received_on=st.none() | _days,
        children=st.sampled_from([(), ("kim",), ("lou",)]),
        investigated=st.sampled_from([None, True, False]),
        **_HELD,
    ),
    described=_some(
        "record",
        Described,
        valid_from=st.none() | _moments,
        birth_date=st.sampled_from([None, "1987-01-01", "1988-01-01"]),
        custody_status=st.sampled_from([None, "BAIL", "SENTENCED"]),
        **_HELD,
    ),
    amended_from=st.sampled_from(["unknown", "2026-01-01"]),
)
