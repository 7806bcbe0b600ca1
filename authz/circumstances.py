"""What some gates ask of the other records that a matter reaches. Nothing that is kept from the asker counts.

`Told` is a part, of a record, in an event, none of which is kept from him.
"""

from __future__ import annotations

from collections.abc import Iterable

from authz.facts import Event, Part
from authz.moment import Moment
from authz.words import Standing

Told = tuple[Part, Event]
CHILD_PROTECTION = "child_protection"
HELD = ("CustodyEpisode", "Supervision")
OVER = ("COMPLETED", "CANCELLED")


def report_is_open(led: Iterable[Told], moment: Moment) -> bool:
    """Child Protection holds an open report on a child whom the matter names as one. `led`: by granted records."""
    return any(
        part.relationship == "CHILD_REPORTED_IN"
        and moment.standings[part.person] is Standing.CHILD
        and event.custodian == CHILD_PROTECTION
        and event.current
        and event.going_on is True
        for part, event in led
    )


def kept_from_contact(
    led: Iterable[Told], told: Iterable[Told], moment: Moment, custodian: str, today: str
) -> frozenset[str]:
    """Whom a client of the account, named by the matter, may not contact while its custodian has him in its charge."""
    lists = {
        event.id
        for part, event in led
        if part.standing is Standing.ALLEGED
        and part.person in moment.clients
        and event.label in HELD
        and event.custodian == custodian
        and _goes_on(event, today)
    }
    return frozenset(p.person for p, e in told if e.id in lists and p.relationship == "NO_CONTACT_WITH")


def _goes_on(event: Event, today: str) -> bool:
    """By its latest version. Of the day of release it is over, of the last day of an order it is not."""
    held = event.going_on is not False and event.state not in OVER
    ended = (event.ends_on and event.ends_on < today) or (event.released_at and event.released_at[:10] <= today)
    return event.current and held and not ended
