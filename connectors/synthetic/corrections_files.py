"""Files of Corrections Victoria: the stays and community orders that came of the charges, one file a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from connectors.synthetic.cases import Case, Stay
from connectors.synthetic.clock import stamp
from connectors.synthetic.draws import Draws
from connectors.synthetic.people import Human
from connectors.synthetic.population import Population
from connectors.synthetic.reported import at_end_of
from connectors.synthetic.scribes import Scribe
from connectors.synthetic.written import Written, told

Fields = dict[str, Any]
CUSTODIAN: Final = "corrections_victoria"
_PRISONS: Final = ("Marrowfen Remand Centre", "Corrimund Correctional Centre", "Wumbra Prison")
_ORDER: Final = timedelta(days=365)
_CONDITIONS: Final = ["Report to a community correctional centre", "Attend programmes as directed"]
_KEPT: Final = (("ATTENDING", "COMPLIES"), ("ATTENDING", "COMPLIES"), ("WAITING", "NOT_ASSESSED"))
_BROKEN: Final = (("REMOVED", "DOES_NOT"), ("ATTENDING", "PARTLY"))


def corrections_files(found: Population, cases: Iterable[Case]) -> list[Written]:
    """In the order in which the people first came there."""
    by_person: dict[str, list[Case]] = {}
    for case in cases:
        if case.stays or _supervised(case, found.until):
            by_person.setdefault(case.reported.respondent.key, []).append(case)
    events = _events(found)
    writer = FileWriter(found, Scribe.of(CUSTODIAN, found), events)
    return [row for key, mine in by_person.items() for row in writer.versions(found.people[key], mine)]


def _supervised(case: Case, day: date) -> bool:
    """A community correction order was made on that day at the latest, of somebody grown up."""
    adult = not case.reported.respondent.minor_on(case.reported.event.day)
    return adult and case.sentence == "CCO" and case.decided(day)


def _events(found: Population) -> dict[str, list[date]]:
    events: dict[str, list[date]] = {}
    for filing in found.filings:
        events.setdefault(filing.record.event.tie.respondent.key, []).append(filing.record.event.day)
    return events


@dataclass(frozen=True, slots=True)
class FileWriter:
    """Writes files as they stood at a moment. `events`: by person, the days of the reports that name him or her."""

    found: Population
    scribe: Scribe
    events: dict[str, list[date]]

    def versions(self, human: Human, cases: list[Case]) -> Iterator[Written]:
        """The file at the end; where somebody was released since, as it stood in the middle of that stay as well."""
        over = [stay for case in cases for stay in case.stays if stay.released_at]
        if over:
            last = max(over, key=lambda stay: stay.from_at)
            assert last.released_at
            yield self._written(human, cases, 1, last.from_at + (last.released_at - last.from_at) / 2)
        yield self._written(human, cases, 2 if over else 1, at_end_of(self.found.until))

    def _written(self, human: Human, cases: list[Case], version: int, as_at: datetime) -> Written:
        as_at = as_at.replace(second=0, microsecond=0)
        number = self.scribe.number(human)
        person = self.scribe.party(human, as_at.date(), number) | {"person_number": number}
        known = [case for case in cases if _begun(case, as_at) or _supervised(case, as_at.date())]
        barred = {case.reported.affected.key: case.reported.affected for case in known}
        no_contact = [_no_contact(victim, known, as_at) for victim in barred.values()]
        row = {
            "file": {"version": version, "as_at": stamp(as_at)},
            "person": person,
            "episodes": [e for case in known for e in self._episodes(case, as_at)],
            "supervisions": [self._supervision(case, as_at) for case in known if _supervised(case, as_at.date())],
            "no_contact": no_contact,
        }
        people = told([(person, human), *zip(no_contact, barred.values(), strict=True)])
        return Written(CUSTODIAN, number, as_at, row, people)

    def _episodes(self, case: Case, as_at: datetime) -> Iterator[Fields]:
        draws = Draws.stream(self.found.seed, "stays", case.reported.number)
        return (_episode(stay, number, draws.pick(_PRISONS), as_at) for number, stay in _begun(case, as_at))

    def _supervision(self, case: Case, as_at: datetime) -> Fields:
        assert case.decided_on
        draws = Draws.stream(self.found.seed, "supervision", case.reported.number)
        begun, ends = case.decided_on, case.decided_on + _ORDER
        broken = any(begun < day <= min(ends, as_at.date()) for day in self.events[case.reported.respondent.key])
        programme, compliance = draws.pick(_BROKEN if broken else _KEPT)
        over = ends < as_at.date()
        return {
            "number": _supervision_number(case),
            "kind": "CCO",
            "from_on": begun.isoformat(),
            "until_on": ends.isoformat(),
            "state": "BREACHED" if broken else "COMPLETED" if over else "CURRENT",
            "compliance": compliance,
            "conditions": _CONDITIONS,
            "programmes": [{"kind": "MENS_BEHAVIOUR_CHANGE" if case.reported.respondent.sex == "MALE" else
                            "OFFENDING_BEHAVIOUR", "state": "COMPLETED" if over and not broken else programme,
                            "from_on": (begun + timedelta(days=30)).isoformat()}],
        }  # fmt: skip


def _begun(case: Case, as_at: datetime) -> list[tuple[str, Stay]]:
    """The stays that had begun by then, each with its number."""
    stays = ((f"E{case.reported.number[4:]}-{place}", stay) for place, stay in enumerate(case.stays, 1))
    return [(number, stay) for number, stay in stays if stay.from_at <= as_at]


def _no_contact(victim: Human, cases: Iterable[Case], as_at: datetime) -> Fields:
    """Nothing of where she is: a file of his is no place for it, and Corrections has no number of hers."""
    mine = [case for case in cases if case.reported.affected.key == victim.key]
    return {
        "family_name": victim.family_name,
        "given_names": victim.given_names,
        "birth_date": victim.birth_date.isoformat(),
        "sex": victim.sex,
        "episodes": [number for case in mine for number, _ in _begun(case, as_at)],
        "supervisions": [_supervision_number(case) for case in mine if _supervised(case, as_at.date())],
    }


def _supervision_number(case: Case) -> str:
    return f"CCO{case.reported.number[4:]}"


def _episode(stay: Stay, number: str, prison: str, as_at: datetime) -> Fields:
    released = stay.released_at if stay.released_at and stay.released_at <= as_at else None
    moves: list[Fields] = [{"at": stamp(stay.from_at), "kind": "RECEPTION", "to_place": prison}]
    moves += [{"at": stamp(released), "kind": "RELEASE"}] if released else []
    return {
        "number": number,
        "kind": stay.kind,
        "from_at": stamp(stay.from_at),
        "released_at": stamp(released) if released else None,
        "release_kind": stay.release if released else None,
        "release_expected_on": stay.expected_on.isoformat() if stay.expected_on else None,
        "prison": prison,
        "movements": moves,
    }
