"""Each gate, wall and rule is left out, or turned round, and some check of the battery fails; none may survive."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from authz import circumstances, gates, judgement, moment, walls
from authz.access import Access
from authz.facts import Facts, Grant, Grounds, Naming
from authz.gates import Case
from authz.judgement import Judgement
from authz.moment import NO_MOMENT, Governing, Moment
from authz.policy_data import PurposeRow
from authz.words import Facet, Level, Position, Standing
from tests.judge.askers import pad
from tests.judge.byhand import OTHERS
from tests.mutants.alike import BELIEVED, UNKNOWN, by_respondents, parties_told_apart
from tests.mutants.battery import NOUNS, situation, situations, told_apart
from tests.mutants.byhand import governed, placed

Planted = tuple[Any, str, Any]  # where, what, and what stands in its place


def always(value: Any) -> Callable[..., Any]:
    return lambda *_args, **_named: value


def turned(rule: Callable[..., bool]) -> Callable[..., bool]:
    return lambda *args, **named: not rule(*args, **named)


def predicate(where: Any, name: str) -> Iterator[tuple[str, Planted]]:
    """Left out either way, and negated."""
    rule = getattr(where, name)
    for said, instead in (("true", always(True)), ("false", always(False)), ("negated", turned(rule))):
        yield f"{name} {said}", (where, name, instead)


def least_protective(found: Any) -> Standing:
    return max(found, key=moment.PROTECTIVE_ORDER.index, default=Standing.NONE)


# Of the walls, by name: what stands in place of each. A new one without an entry fails.
WALLS: dict[str, list[Any]] = {
    "matter_is_open": [always(True), always(False)],
    "excluded": [always(True), always(False), turned(walls.excluded)],
    "kept_apart": [always(frozenset())],
    "without": [lambda facts, _ids: facts],
    "broken_glass_shows": [always(True), always(False)],
    "comes_with_a_document": [always(True), always(False), lambda record, documents, *, own: record.id in documents],
    "alleged_may_be_told": [always(True), always(False), turned(walls.alleged_may_be_told)],
    "about_alleged": [always(True), always(False), turned(walls.about_alleged)],
    "location_facet": [always(Facet.CONTACT), always(Facet.SUPPRESSED_LOCATION)],
    "counter_parties": [always(frozenset())],
    "counter_party": [lambda _facet, level: level, always(Level.N),
                      lambda facet, level: Level.N if facet in walls.LOCATION else level,
                      lambda facet, level: min(level, Level.M) if facet is Facet.IDENTITY else level],
}  # fmt: skip
PREDICATES: dict[Any, tuple[str, ...]] = {
    Grant: ("holds",),
    Grounds: ("in_force",),
    Access: ("reporter_opens",),
    PurposeRow: ("opens_cell",),
    Governing: ("_governs", "_opposed", "_shares_a_home", "_ordered", "_suppressed", "_is_child"),
    Judgement: ("_granted", "_carries", "_excluded", "_respondent_part", "_own"),
    moment: ("order_in_force",),
    judgement: ("report_is_open",),
    circumstances: ("_goes_on",),
}
KEPT_FROM_CONTACT = judgement.kept_from_contact
BRANCHES: dict[str, Planted] = {
    "nobody is raised by a decision": (moment, "_standings", lambda facts, now: {n.person: n.standing
        for n in facts.namings if n.since <= now < n.until}),
    "a naming never ends": (moment, "_grants", lambda facts, _now: {n.person: n.grant for n in facts.namings}),
    "consent is always asked": (Moment, "asked_for", lambda self, _purpose, reasoned, cip_requester,
        scope: replace(self, reasoned=reasoned, cip_requester=cip_requester, scope=scope)),
    "the least protective of what is met": (judgement, "most_protective", least_protective),
    "the least protective of what governs": (moment, "most_protective", least_protective),
    "no part governs": (Governing, "standing", always(Standing.NONE)),
    "every part governs": (Governing, "standing", always(Standing.VICTIM)),
    "places are records": (Judgement, "_locates", always(Level.F)),
    "no place of an event": (Judgement, "_place_of", always(Level.N)),
    "the wall of whereabouts": (Judgement, "_level", lambda self, facet, case, standing=None:
        self._cell(facet, case, standing)),
    "a part is what the event says": (Judgement, "_part_standing", lambda _self, part: part.standing),
    "the first case decides": (Judgement, "_best", lambda self, facet, cases:
        next((self._level(facet, case) for case in cases), Level.N)),
    "the reporter like anybody": (Judgement, "_best", lambda self, facet, cases:
        max((self._level(facet, case) for case in cases), default=Level.N)),
    "everybody is on the list": (judgement, "kept_from_contact", lambda _led, told, *_:
        frozenset(part.person for part, _ in told)),
    "whose list it is": (judgement, "kept_from_contact", lambda _led, told, moment, custodian, today:
        KEPT_FROM_CONTACT(told, told, moment, custodian, today)),
    "gates are not asked": (Judgement, "_cell", lambda self, facet, case, standing=None: self.access.level(
        self.access.policy.column(facet, standing or case.standing), case.position)),
}  # fmt: skip
# By what events are alike: each part of the key left out, so that one of another is judged like the first.
PROFILE = Judgement._event_profile
KEY = ("label", "custodian", "party", "scanned", "kind", "risk_relevant", "via_cip", "cleared",
       "respondents", "led")  # fmt: skip
BRANCHES |= {f"events alike but for {name}": (Judgement, "_event_profile", lambda self, event, at=at: (
    *PROFILE(self, event)[:at], *PROFILE(self, event)[at + 1 :])) for at, name in enumerate(KEY)}  # fmt: skip
# What no world can tell from the rule itself, and why.
ALIKE = {
    "wall broken_glass_shows 0": "no world breaks the glass: `authz/test_break_glass.py` does",
    "narrative_scope true": "it is true: a selection asks for free text by name",
    "marking_custodian true": "it binds a connector's own records alone, and of those it is true",
    "a part is what the event says": "who is alleged and who is of concern have one column; gates ask the matter",
}


def mutants() -> Iterator[tuple[str, Planted | tuple[str, Any]]]:
    for name, gate in gates.BUILT.items():
        yield f"{name} true", (name, always(True))
        yield f"{name} false", (name, always(False))
        yield f"{name} negated", (name, turned(gate))
    for name, instead in WALLS.items():
        for number, planted in enumerate(instead):
            yield f"wall {name} {number}", (walls, name, planted)
    for where, names in PREDICATES.items():
        for name in names:
            yield from predicate(where, name)
    yield from BRANCHES.items()


MUTANTS = dict(mutants())


def plant(monkeypatch: pytest.MonkeyPatch, planted: Any) -> None:
    if len(planted) == 2:
        built: Any = gates.BUILT
        monkeypatch.setitem(built, *planted)
    else:
        monkeypatch.setattr(*planted)


def test_with_every_rule_in_place_nothing_differs() -> None:
    assert told_apart() is None
    shown = [level for one in situations() for level in one.levels.values()]
    assert len(shown) > 60_000
    assert sum(level != "N" for level in shown) > 10_000


@pytest.mark.parametrize("name", MUTANTS)
def test_a_rule_that_is_broken_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    situations()  # judged before anything is broken
    plant(monkeypatch, MUTANTS[name])
    assert survives() is (name in ALIKE), ALIKE.get(name)


def survives() -> bool:
    """A rule without which nothing can be judged at all is found too."""
    try:
        return told_apart() is None and by_hand_alone()
    except (KeyError, ValueError):
        return False


def by_hand_alone() -> bool:
    """What no situation can show as long as another gate of the same cells is not built, or that the judge has not."""
    case = Case(Position.NAMED, "p", Standing.VICTIM, Standing.VICTIM, "", False, NO_MOMENT)
    twice = [Naming("p", standing, False, "", "9") for standing in (Standing.ALLEGED, Standing.VICTIM)]
    named = moment.moment_of(Facts(namings=tuple(twice)), "2026-06-01T00:00:00Z", 24, 18)
    others = gates.BUILT["narrative_scope"](case) and named.standings == {"p": Standing.VICTIM}
    return others and parties_told_apart()


def test_every_wall_has_its_mutants() -> None:
    found = {
        name for name, rule in vars(walls).items() if inspect.isfunction(rule) and rule.__module__ == walls.__name__
    }
    assert found == set(WALLS)


def test_what_is_said_to_be_alike_is_a_mutant() -> None:
    assert set(ALIKE) <= set(MUTANTS)


def test_the_key_of_events_has_a_mutant_of_each_of_its_parts() -> None:
    one = situation(*by_respondents())
    judged = Judgement(*one.judging(), NOUNS)
    judged.verdict(frozenset())
    assert len(PROFILE(judged, one.facts.events[0])) == len(KEY)


def test_a_report_of_whom_no_decision_names_is_not_told_beside_one_of_whom_it_does() -> None:
    found = situation(*by_respondents())
    assert [found.levels["incidents", name, "PATTERN"] for name in (BELIEVED, UNKNOWN)] == ["F", "N"]
    assert list(found.differences()) == []


def test_each_fact_alone_that_keeps_a_victims_part_alive_hides_where_he_is() -> None:
    """Long ago; lately; undated; superseded; suppressed, once; ordered, once, unserved; a child, grown, of no age;
    opposed; one home, once."""
    found = [situation(here, who) for here, who in governed()]
    assert "".join(one.levels["records", OTHERS, "CONTACT"] for one in found) == "FNNFNFNFFNFFNNF"
    assert [list(one.differences()) for one in found] == [[]] * 15


def test_the_place_of_a_report_opens_when_it_may_be_told_of_each_as_what_he_is() -> None:
    """Her consent and what was said of the child's views; without the second, not."""
    found = [situation(here, who) for here, who in placed()]
    assert [one.levels["addresses", pad("zb"), "CONTACT"] for one in found] == ["F", "N"]
    assert [list(one.differences()) for one in found] == [[], []]
