"""The telephones and e-mail addresses that one record carries."""

from __future__ import annotations

from connectors.synthetic.contacts import MOBILES
from connectors.synthetic.doubles import rates
from connectors.synthetic.doubles.clerk import Clerk
from connectors.synthetic.doubles.sightings import Sighting
from connectors.synthetic.doubles.slips import digit_slip, slip


def written_phones(clerk: Clerk, seen: Sighting) -> tuple[str, ...]:
    """The own number, one given up, another's of the household, or none."""
    being, draws = seen.being, clerk.draws
    if draws.chance(rates.NO_PHONE):
        return ()
    if draws.chance(rates.WORKER_PHONE):
        return (draws.pick(MOBILES),)
    own = [being.phones.at(seen.day)] if being.phones.days else []
    former = being.phones.before(seen.day) if own else None
    if former and draws.chance(rates.OLD_PHONE):
        own = [former]
    shared = [phone for phone in being.shared_phones if phone not in own]
    if shared and (not own or draws.chance(rates.SHARED_PHONE)):
        own = [draws.pick(shared)]
    elif shared and draws.chance(rates.SECOND_PHONE):
        own.append(draws.pick(shared))
    return tuple(_written(clerk, phone) for phone in own)


def written_emails(clerk: Clerk, seen: Sighting) -> tuple[str, ...]:
    being, draws = seen.being, clerk.draws
    if draws.chance(rates.NO_EMAIL):
        return ()
    if being.shared_email and draws.chance(rates.SHARED_EMAIL):
        return (being.shared_email,)
    if not being.email:
        return ()
    name, _, domain = being.email.partition("@")
    return (f"{slip(draws, name)}@{domain}" if clerk.errs(rates.PHONE_SLIP) else being.email,)


def _written(clerk: Clerk, phone: str) -> str:
    """(03) 5550 1234, 0355501234 or +61 3 5550 1234."""
    if clerk.errs(rates.PHONE_SLIP):
        phone = phone[:6] + digit_slip(clerk.draws, phone[6:])  # still a number of fiction
    area, exchange, line = phone[:2], phone[2:6], phone[6:]
    ways = (f"({area}) {exchange} {line}", phone, f"+61 {area[1]} {exchange} {line}", f"{area} {exchange}{line}")
    return clerk.draws.pick(ways)
