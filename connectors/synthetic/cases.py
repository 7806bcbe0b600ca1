"""What became of the charges of each report: outcome, sentence, bail, and the stays in custody that came of them.

Nobody is held while, by the reports, that person was elsewhere. The shares are ours: no figures are published that
fit them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from connectors.synthetic import aftermath
from connectors.synthetic.aftermath import Fate, Held
from connectors.synthetic.draws import Draws, Weighted
from connectors.synthetic.orders import Order
from connectors.synthetic.population import Population
from connectors.synthetic.reported import Reported, handed_over

OUTCOMES: Final = Weighted.of(
    (("PLEADED_GUILTY", 45), ("PROVEN", 20), ("WITHDRAWN", 18), ("DISMISSED", 6), ("STRUCK_OUT", 6), ("NOT_GUILTY", 5))
)
FOUND: Final = frozenset({"PLEADED_GUILTY", "PROVEN"})
_GRAVE: Final = Weighted.of((("IMPRISONMENT", 40), ("CCO", 40), ("FINE", 20)))
_LESSER: Final = Weighted.of((("FINE", 40), ("CCO", 28), ("ADJOURNED_UNDERTAKING", 28), ("IMPRISONMENT", 4)))
_BAIL: Final = Weighted.of((("ON_BAIL", 5), ("SUMMONS", 3), ("NOT_ON_BAIL", 2)))
_REMANDED: Final = (0.0, 0.0, 0.03, 0.2, 0.6, 0.95)  # by gravity
_LEAST = timedelta(days=7)  # a shorter stay is not planned


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay in custody; without `released_at` it goes on. Moments are in standard time (UTC+10)."""

    kind: str
    from_at: datetime
    released_at: datetime | None
    release: str
    expected_on: date | None


@dataclass(frozen=True, slots=True)
class Case:
    """The charges of one report. `decided_on` may be a day yet to come; None: no day is set."""

    reported: Reported
    offences: tuple[str, ...]
    contravened: Order | None
    charged_on: date
    decided_on: date | None
    outcome: str
    sentence: str
    bail: str
    stays: tuple[Stay, ...] = ()

    def decided(self, day: date) -> bool:
        return self.decided_on is not None and self.decided_on <= day


def cases(found: Population, reports: Iterable[Reported]) -> tuple[Case, ...]:
    """In the order of the events; those of the planted people, and of what is handed over."""
    diary = Diary.of(found)
    return tuple(case for one in reports for case in _of(found, diary, one))


def _of(found: Population, diary: Diary, one: Reported) -> Iterator[Case]:
    offences = _charged(one)
    if not offences or not handed_over(one.event, found.until):
        return
    draws = Draws.stream(found.seed, "case", one.number)
    charged_on = min(found.until, one.event.day + timedelta(days=draws.pick((0, 0, 1, 1, 2, 5))))
    case = Case(one, offences, contravened(one), charged_on, None, "", "", "")
    yield _as_planted(found, case) if one.event.role else _as_drawn(draws, diary, case, found.until)


def _charged(one: Reported) -> tuple[str, ...]:
    """Of the planted story, whatever was grave or a breach is charged in the end, though police had not by then."""
    grave = one.event.role and (one.event.gravity >= 3 or one.filing.record.breach)
    return tuple(one.row["incident"]["offences"] if grave else one.row["police_action"]["charges_laid"])


def contravened(one: Reported) -> Order | None:
    """The notice or order that the breach recorded was of."""
    breach, day = one.filing.record.breach, one.event.day
    held = [o for o in one.filing.record.orders if o.restrained == one.respondent.key and o.in_force(day)]
    notice = breach is not None and breach.startswith("FVPA_37")
    return next((o for o in reversed(held) if breach and (o.kind == "FVSN") is notice), None)


# The planted people


def _as_planted(found: Population, case: Case) -> Case:
    event, until = case.reported.event, found.until
    before = (until - event.day).days
    if event.tie.respondent.key == "misidentified":
        return _decided(case, aftermath.WITHDRAWN, until)
    fate = aftermath.FATES.get(before, aftermath.FINED) if event.tie.respondent.key == "subject" else aftermath.FINED
    held = aftermath.STAYS.get(before, ()) if event.tie.respondent.key == "subject" else ()
    stays = tuple(_stay(stay, until) for stay in held)
    return replace(_decided(case, fate, until), stays=stays)


def _decided(case: Case, fate: Fate, until: date) -> Case:
    on = case.reported.event.day + timedelta(days=aftermath.FINED_AFTER) if fate.outcome else None
    if fate.decided is not None:
        on = until - timedelta(days=fate.decided)
    return replace(case, decided_on=on, outcome=fate.outcome, sentence=fate.sentence, bail=fate.bail)


def _stay(held: Held, until: date) -> Stay:
    back = timedelta(days=held.since)
    end = None if held.until is None else datetime.combine(until - timedelta(days=held.until), time(14, 30))
    expected = None if held.expected is None else until + timedelta(days=held.expected)
    begun = time(14, 30) if held.kind == "SENTENCED" else time(9, 40)
    return Stay(held.kind, datetime.combine(until - back, begun), end, held.release, expected)


# Everybody else


@dataclass(slots=True)
class Diary:
    """When each was somewhere by the reports, and which stays are planned already."""

    events: Mapping[str, list[datetime]]
    planned: dict[str, list[tuple[datetime, datetime]]] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Population) -> Diary:
        events: dict[str, list[datetime]] = {}
        for filing in found.filings:
            tie = filing.record.event.tie
            for human in (tie.respondent, tie.affected):
                events.setdefault(human.key, []).append(filing.record.event.at)
        return cls({key: sorted(set(moments)) for key, moments in events.items()})

    def free(self, key: str, start: datetime) -> datetime | None:
        """Until when, from then on, that person may be held. None: no end is known."""
        moments = self.events.get(key, [])
        begun = [planned for planned, end in self.planned.get(key, ()) if end > start]
        after = moments[bisect_left(moments, start) :][:1]
        return min([*(max(start, at - timedelta(days=1)) for at in after), *begun], default=None)

    def plan(self, key: str, start: datetime, end: datetime) -> None:
        self.planned.setdefault(key, []).append((start, end))


def _as_drawn(draws: Draws, diary: Diary, case: Case, until: date) -> Case:
    event = case.reported.event
    outcome = draws.weighted(OUTCOMES)
    sentence = draws.weighted(_GRAVE if event.gravity >= 3 else _LESSER) if outcome in FOUND else ""
    decided_on = case.charged_on + timedelta(days=draws.between(25, 220))
    case = replace(case, decided_on=decided_on, outcome=outcome, sentence=sentence, bail=draws.weighted(_BAIL))
    adult = not case.reported.respondent.minor_on(event.day)
    if adult and draws.chance(_REMANDED[event.gravity]):
        case = _remanded(draws, diary, case)
    if sentence == "IMPRISONMENT":
        case = _imprisoned(draws, diary, case, adult)
    return replace(case, stays=tuple(stay for stay in map(lambda s: _known(s, until), case.stays) if stay))


def _remanded(draws: Draws, diary: Diary, case: Case) -> Case:
    """Until the case is decided, or bail before that person is next somewhere else."""
    assert case.decided_on
    start = case.reported.event.at + timedelta(hours=draws.between(8, 20))
    court = datetime.combine(case.decided_on, time(draws.between(10, 15), draws.pick((0, 20, 45))))
    end = min(filter(None, (diary.free(case.reported.respondent.key, start), court)))
    if end - start < _LEAST:
        return case
    diary.plan(case.reported.respondent.key, start, end)
    stay = Stay("REMAND", start, end, "COURT" if end == court else "BAIL", None)
    return replace(case, bail="REMAND", stays=(*case.stays, stay))


def _imprisoned(draws: Draws, diary: Diary, case: Case, adult: bool) -> Case:
    """From the day of the sentence; where there is no time for it, the sentence is served in the community."""
    assert case.decided_on
    before = case.stays[-1] if case.stays else None
    joined = before is not None and before.release == "COURT"
    start = before.released_at if before and joined else datetime.combine(case.decided_on, time(15, 50))
    assert start
    end = datetime.combine(start.date() + timedelta(days=draws.between(30, 300)), time(8, 30))
    end = min(filter(None, (diary.free(case.reported.respondent.key, start), end)))
    if not adult or end - start < _LEAST:
        return replace(case, sentence="CCO" if adult else "YOUTH_JUSTICE")
    diary.plan(case.reported.respondent.key, start, end)
    stay = Stay("SENTENCED", start, end, draws.pick(("END_OF_SENTENCE", "PAROLE")), end.date())
    return replace(case, stays=(*case.stays, stay))


def _known(stay: Stay, until: date) -> Stay | None:
    """As it stands at the end: what is yet to begin is not there, what is yet to end goes on."""
    if stay.from_at.date() >= until:
        return None
    over = stay.released_at is not None and stay.released_at.date() < until
    return stay if over else replace(stay, released_at=None, release="")
