"""Kinds of record of which none is shown: said outright, because silence would be read as "there are none"."""

from __future__ import annotations

from collections.abc import Iterator

from schema.decisions.answer import Gap
from schema.decisions.history import History
from schema.decisions.records import COURTS, Records

# The code of the gap, and the kind of record in words.
NONE_SHOWN = (
    ("NO_COURT_RECORD_SHOWN", "record of a court"),
    ("NO_CHARGE_SHOWN", "charge"),
    ("NO_CUSTODY_SHOWN", "record of custody"),
    ("NO_SUPERVISION_SHOWN", "record of supervision in the community"),
    ("NO_ASSESSMENT_SHOWN", "risk assessment"),
    ("NO_PROTECTION_REPORT_SHOWN", "report to Child Protection"),
)
MEANING = "There may be some all the same: records that are not shared, or not shown to you, leave no trace here."


def kinds_not_shown(history: History) -> Iterator[Gap]:
    for (code, kind), shown in zip(NONE_SHOWN, _shown(history.records), strict=True):
        if not shown:
            yield Gap(code, f"No {kind} is shown. {MEANING}", 0, ())


def _shown(records: Records) -> tuple[bool, ...]:
    """In the order of the table. A charge is a court's record where a court answers for it."""
    return (
        any(said.custodian in COURTS for said in records.orders) or any(c.custodian in COURTS for c in records.charges),
        bool(records.charges),
        bool(records.stays),
        bool(records.supervisions),
        bool(records.assessments),
        bool(records.protection),
    )
