"""The address of a view of relations: what the page writes is taken to the letter, and nothing else is."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authz.keys import new_id
from explorer.kinds import KINDS
from resolvers.exploring import MetBy
from schema.decisions.views import ALL, COUNTS, LONGEST, MET_BY, MOST_STEPS, ROLES, Saved, Step, View, saved, view

HE, SHE = "7nq4x2m5k6j3h2g7f4d5s6a7pa", "0123456789abcdef0123456789"
IDS = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=26, max_size=26)
STEPS = st.lists(st.builds(Step, IDS, st.sampled_from((ALL, COUNTS, *MET_BY))), max_size=MOST_STEPS, unique=True)
DAYS = st.dates().map(str) | st.just("")
FREE = (
    "", "Silas Garrowan", f"{HE}?", f"{HE}?step={SHE}", f"{HE}?step=garrowan.ALL",
    f"{HE}?step={SHE}.ALL&step={SHE}.ALL", f"{HE}?kind=ORDER&kind=REPORT", f"{HE}?kind=LIES", f"{HE}?role=Garrowan",
    f"{HE}?agency=The+Orange+Door", f"{HE}?from=yesterday", f"{HE}?from=2026-05-32",
    f"{HE}?from=2026-05-31&to=2026-05-30", f"{HE}?to=2026-05-30&note=x", f"{HE}?step={SHE}.ALL#garrowan",
    f"{HE}/relations?step={SHE}.ALL", f"?step={SHE}.ALL", f" {HE}", f"{HE}\n", HE.upper(),
    f"{HE}?" + "&".join(f"step={new_id()}.ALL" for _ in range(MOST_STEPS + 1)), "x" * (LONGEST + 1),
)  # fmt: skip


@pytest.mark.parametrize("address", FREE)
def test_what_the_page_does_not_write_is_no_address(address: str) -> None:
    assert saved(address) is None


@given(IDS, STEPS, st.sets(st.sampled_from(list(MET_BY))), st.sampled_from(["", *ROLES.values()]), DAYS)
def test_whatever_the_page_writes_is_taken_as_it_stands(
    person: str, steps: list[Step], kinds: set[str], role: str, since: str
) -> None:
    shown = View(tuple(steps), tuple(code for code in MET_BY if code in kinds), role, "victoria_police", since)
    address = Saved(person, shown).address
    found = saved(address)
    assert found == Saved(person, shown)
    assert found.address == address
    assert view(parse_qsl(shown.query)) == shown
    assert set(found.people) == {person, *(step.person for step in steps)}


def test_the_longest_view_is_not_too_long() -> None:
    steps = tuple(Step(f"{n:026}", "CHILD_PROTECTION") for n in range(MOST_STEPS))
    role = max(ROLES.values(), key=len)
    longest = Saved(HE, View(steps, tuple(MET_BY), role, "a" * 60, "2026-01-01", "2026-12-31"))
    assert saved(longest.address) == longest


def test_its_kinds_are_those_that_can_be_asked_and_drawn() -> None:
    assert {one.name: one.value for one in MetBy} == dict(MET_BY)
    assert [kind.code for kind in KINDS] == list(MET_BY)
