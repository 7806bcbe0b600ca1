"""How requests are worked on, for evaluators: in counts alone, a month at a time."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

import strawberry

from authz import auditing
from authz.local_days import local_day, start_of
from authz.requester import Requester
from graph import request_work, shape
from graph.selection import Selection, given_of
from resolvers.errors import Fault
from resolvers.registry_desk import Fetch
from schema.decisions.request_work import ENDS, FEWEST, OVERDUE, Asking, MonthOfWork, Step, Work, month_of
from schema.mirror import mirror

WORK = frozenset({"request_work"})
MOST_MONTHS = 24
NOT_YOURS = (
    "This is for evaluators, under the purpose EVALUATION, and not for an account that reads an organisation's "
    "register: audit and evaluation are two accounts."
)
MONTH: Any = mirror(MonthOfWork)
From = Annotated[date, strawberry.argument(name="from", description="First day of a month.")]
To = Annotated[date, strawberry.argument(description="Last day of a month that is over.")]


@dataclass(frozen=True, slots=True)
class Measured:
    """Months one by one: of longer times the months could be taken away again."""

    fetch: Fetch

    async def answer(self, selection: Selection, variables: Mapping[str, Any], asker: Requester, now: str) -> Any:
        if not auditing.evaluates(asker):
            raise Fault("PURPOSE_REQUIRED", NOT_YOURS)
        given = {name: given_of(value, variables) for name, value in selection.arguments.items()}
        months = _months(date.fromisoformat(given["from_"]), date.fromisoformat(given["to"]), local_day(now))
        return shape.plain(selection, [await self._month(first, after) for first, after in months])

    async def _month(self, first: date, after: date) -> MonthOfWork:
        asked = {"since": start_of(first.isoformat()), "until": start_of(after.isoformat()), "ends": list(ENDS),
                 "overdue": OVERDUE}  # fmt: skip
        rows = await self.fetch(request_work.WORKED, asked) or []
        return month_of(first.isoformat(), [_work(*row) for row in rows])


def _months(first: date, last: date, today: str) -> list[tuple[date, date]]:
    """Each with the first day of the next."""
    end, found = last + timedelta(days=1), list[tuple[date, date]]()
    while first.day == end.day == 1 and first < end and len(found) <= MOST_MONTHS:
        after = (first + timedelta(days=31)).replace(day=1)
        found.append((first, after))
        first = after
    if not 1 <= len(found) <= MOST_MONTHS or last.isoformat() >= today:
        raise Fault("BAD_INPUT", f"Ask for whole months that are over, at most {MOST_MONTHS}: `from` is the first day "
                    "of one, `to` the last day of one.", ("to",))  # fmt: skip
    return found


def _work(
    scheme: str, amount: str, asking: str, asked: str, steps: Any, decisions: Any, answers: Any, told: Any
) -> Work:
    return Work(
        scheme, amount, asking, asked, tuple(Step(*step) for step in steps),
        tuple((at, by, organisation, item) for at, by, organisation, item in decisions),
        tuple(Asking(*answer) for answer in answers), frozenset(told),
    )  # fmt: skip


@strawberry.type
class WorkQuery:
    """What can be asked of how requests are worked on."""

    @strawberry.field(
        description="How requests were worked on that came to an end in each month: hands, minutes, records decided by "
        f"a person. For evaluators, under the purpose EVALUATION. No count under {FEWEST} is told, and none that would "
        "reveal one."
    )
    async def request_work(self, info: strawberry.Info, from_: From, to: To) -> list[MONTH]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]
