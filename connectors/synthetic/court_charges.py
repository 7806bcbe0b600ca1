"""The charges of a case as the court's file has them at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from connectors.synthetic.cases import FOUND, Case
from connectors.synthetic.clock import stamp
from connectors.synthetic.draws import Draws

Fields = dict[str, Any]
_TERMS: Final = {"IMPRISONMENT": "With time served reckoned", "CCO": "12 months, with a programme", "FINE": "Fine"}


def charges(seed: int, cases: Iterable[Case], as_at: datetime) -> Iterator[Fields]:
    """Numbered through the file, in the order of the events."""
    number = 0
    for case in cases:
        draws = Draws.stream(seed, "charges", case.reported.number)
        for offence in case.offences:
            number += 1
            yield _charge(draws, case, offence, as_at) | {"number": str(number)}


def _charge(draws: Draws, case: Case, offence: str, as_at: datetime) -> Fields:
    breach = offence.startswith("FVPA_")
    about, order = case.reported.row["report"], case.contravened if breach else None
    return {
        "leap_incident": about["leap_incident"],
        "offence": offence,
        "occurred_at": stamp(case.reported.event.at),
        "charged_on": case.charged_on.isoformat(),
        "order_number": order.number if order else None,
        "conditions": [draws.pick(order.conditions)] if order else None,
        "affected": [1],
        "family_violence_offence": True,
        **_outcome(case, as_at),
    }


def _outcome(case: Case, as_at: datetime) -> Fields:
    if not (case.outcome and case.decided(as_at.date())):
        laid = case.charged_on >= as_at.date()
        return {"state": "LAID" if laid else "BEFORE_COURT", "bail": case.bail}
    assert case.decided_on
    state = "WITHDRAWN" if case.outcome == "WITHDRAWN" else "DECIDED"
    found = {"sentence": case.sentence, "sentence_text": _TERMS.get(case.sentence)} if case.outcome in FOUND else {}
    return {"state": state, "outcome": case.outcome, "outcome_on": case.decided_on.isoformat(), **found}
