"""The population as a stream of records, scene by scene; nothing but the scene at hand is held."""

from __future__ import annotations

from collections.abc import Iterator

from connectors.synthetic.doubles import rates
from connectors.synthetic.doubles.births import stated_birth, stated_sex
from connectors.synthetic.doubles.clerk import some_clerk
from connectors.synthetic.doubles.dwellings import written_addresses
from connectors.synthetic.doubles.maker import FIRST_DAY, Maker
from connectors.synthetic.doubles.naming import main_name, other_names
from connectors.synthetic.doubles.plants import some_scene
from connectors.synthetic.doubles.reach import written_emails, written_phones
from connectors.synthetic.doubles.recorded import Recorded
from connectors.synthetic.doubles.sightings import Sighting, sightings
from connectors.synthetic.draws import Draws


def recorded(seed: int, people: int) -> Iterator[Recorded]:
    """Every record of at least that many human beings; one is counted once somebody wrote of him or her.

    40,000 give about 120,000 records and more than 50,000 pairs of one human being that share no number.
    """
    met, scene = 0, 0
    while met < people:
        records = list(scene_records(seed, scene))
        met += len({record.truth for record in records})
        scene += 1
        yield from records


def scene_records(seed: int, scene: int) -> Iterator[Recorded]:
    """One scene; the same whatever scenes stand before it."""
    draws = Draws.stream(seed, "doubles", scene)
    for number, circle in enumerate(some_scene(Maker(draws, scene)), 1):
        for seen in sightings(draws, circle, f"E{scene:06}-{number}"):
            yield _record(draws, seen)


def _record(draws: Draws, seen: Sighting) -> Recorded:
    clerk = some_clerk(draws, seen.being.called.culture)
    birth, name = stated_birth(clerk, seen), main_name(clerk, seen)
    return Recorded(
        truth=seen.being.key,
        group=seen.being.group_on(FIRST_DAY),
        family_name=name[0],
        given_names=name[1],
        aliases=other_names(clerk, seen, name),
        birth_date=birth.date,
        birth_year=birth.year,
        age_stated=birth.age,
        recorded_on=seen.day,
        sex=stated_sex(clerk, seen),
        phones=written_phones(clerk, seen),
        emails=written_emails(clerk, seen),
        addresses=written_addresses(clerk, seen),
        system=seen.system,
        person_number=_number(draws, seen),
        event=seen.event,
        party=seen.party,
    )


def _number(draws: Draws, seen: Sighting) -> str | None:
    """The number that the system knows the person by, if its clerk found it."""
    shares = rates.NUMBERED_CHILD if seen.being.age_on(seen.day) < 18 else rates.NUMBERED
    return draws.pick(seen.being.numbers[seen.system]) if draws.chance(shares[seen.system]) else None
