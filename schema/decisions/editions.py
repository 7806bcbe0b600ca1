"""Law in time: rules that change on a day, each as an edition that holds from its first day until the next one's.

First edition: Family Violence Protection Act 2008 (Vic) as it stood before the Justice Legislation Amendment (Family
Violence, Stalking and Other Matters) Bill 2025. The second is that Bill's. The day it begins is no fact of this code:
it is `family_violence_amendments_from` of `authz/policy/settings.csv`, and while that is `unknown` the first holds of
every day. An order is of the edition of the day that it was made.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from schema.law import UNKNOWN, Example, Law

BILL = "Justice Legislation Amendment (Family Violence, Stalking and Other Matters) Bill 2025 (Vic)"
ACT = "Family Violence Protection Act 2008 (Vic)"


@dataclass(frozen=True, slots=True)
class Edition:
    """`default_months`: how long a final order lasts that states no end (None: until it is revoked or set aside).
    `months_after_release`: how long the order of a prisoner outlasts the imprisonment (None: no such rule)."""

    number: int
    source: str
    default_months: int | None
    months_after_release: int | None


FIRST = Edition(1, ACT, None, None)
SECOND = Edition(2, BILL, 24, 12)


def edition(day: date, amended_from: str) -> Edition:
    """The edition that holds on that day."""
    return SECOND if amended_from != UNKNOWN and day.isoformat() >= amended_from else FIRST


def default_end(made_on: date, amended_from: str, release_on: date | None = None) -> date | None:
    """The last day of a final order without a stated end; None: no day follows from the law. `release_on`: when the
    imprisonment ends that the respondent was serving when it was made, of one that was."""
    held = edition(made_on, amended_from)
    if held.default_months is None:
        return None
    ends = months_after(made_on, held.default_months)
    if release_on is None or held.months_after_release is None:
        return ends
    return max(ends, months_after(release_on, held.months_after_release))


def months_after(day: date, months: int) -> date:
    """The same day of that month; 29 February goes to 28 February where the year has no leap day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _told(made_on: date, amended_from: str, release_on: date | None = None) -> str:
    ends = default_end(made_on, amended_from, release_on)
    return f"until {ends}" if ends else "no end follows from the law"


NOT_COMPUTED = "not computed here"
ROWS = (
    (
        "End of a final order that states none",
        "until it is revoked or set aside",
        "two years from the day it was made",
        "`default_end`; past it, whether the order binds is not known",
    ),
    (
        "Final order against a prisoner",
        "no rule of its own",
        "at least 12 months from the end of the imprisonment",
        "`default_end`, where the stay in custody is shown",
    ),
    ("Youngest respondent", "no age stated", "12 years", NOT_COMPUTED),
    (
        "A child on a parent's order who turns 18",
        "protected for as long as the order says",
        "stays protected",
        f"{NOT_COMPUTED}: an order protects whom its statement names, at any age",
    ),
    (
        "Family violence (s 5)",
        "as the Act has it",
        "names stalking, systems abuse and mistreatment of animals too",
        f"{NOT_COMPUTED}: what a source records is told, under whatever definition it recorded it",
    ),
    (
        "Before a notice or an order",
        "as the Act has it",
        "whether the respondent may be misidentified is weighed",
        f"{NOT_COMPUTED}: signs of misidentification are told under both",
    ),
)
_FROM = "2027-07-01"  # a day for the examples alone

LAW = Law(
    name="amendments-2025",
    title="The amendments of 2025",
    says=f"Two editions of the same rules. The first holds until the second is set to begin: "
    f"`family_violence_amendments_from` in `authz/policy/settings.csv` is its first day, `unknown` until it is "
    f"known that the Bill is law and when. Set to a day (YYYY-MM-DD), the second holds of orders made on that "
    f"day or later. Before it is set, the Bill's transitional provisions are to be read: whether older orders "
    f"come under it too is not decided here. The examples suppose {_FROM}.",
    source=f"{ACT}; {BILL}: statement of compatibility, Legislative Assembly, 14 November 2025",
    since="unknown; the second edition is off",
    columns=("Rule", "First edition", "Second edition", "What the hub does"),
    rows=ROWS,
    examples=(
        Example("final order of 30 June 2027, no end stated", lambda: _told(date(2027, 6, 30), _FROM)),
        Example("final order of 1 July 2027, no end stated", lambda: _told(date(2027, 7, 1), _FROM)),
        Example("final order of 29 February 2028, no end stated", lambda: _told(date(2028, 2, 29), _FROM)),
        Example(
            "the same of 1 July 2027, against a prisoner released on 1 March 2029",
            lambda: _told(date(2027, 7, 1), _FROM, date(2029, 3, 1)),
        ),
        Example(
            "the same, against a prisoner released on 1 March 2028",
            lambda: _told(date(2027, 7, 1), _FROM, date(2028, 3, 1)),
        ),
        Example("final order of 1 July 2027 while the day is `unknown`", lambda: _told(date(2027, 7, 1), UNKNOWN)),
    ),
)
