"""How a noun is declared: what would leak or break stops the start-up, with the field and the mend."""
# No `from __future__ import annotations`: the words of a noun are read with their annotations as they stand.

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import strawberry

from authz.words import Facet, Level, Standing
from graph.mapping import Computed, Direction, Edge, Gathered, Kind, Node, Property, Seen, Subject
from schema.declare import BadNoun, code, computed, edge, gathered, identifier, lens, node, packed, prop, seen
from schema.values import Code, RiskAnswer, risk_answer

ROOT = Path(__file__).parents[2]
PATTERN, IDENTITY = Facet.PATTERN, Facet.IDENTITY


def declared(kind: Any, word: Any, subject: Subject = Subject.RECORD, **more: Any) -> Node:
    """A noun `Thing` with its id and one field `part`."""
    said = {"id": strawberry.ID, "part": kind}
    body = {"__doc__": "A thing.", "__annotations__": said, "id": identifier(), "part": word, **more}
    made: Any = node(subject, IDENTITY)(type("Thing", (), body))
    return made.__graph__  # type: ignore[no-any-return]


def refusal(make: Callable[[], Any]) -> str:
    with pytest.raises(BadNoun) as fault:
        make()
    return str(fault.value)


NO_FACET = "Thing.part has no facet: add one, for example Facet.PATTERN"
NOT_NULL = "Thing.part may be withheld: make it `| None`"
NO_SENTENCE = "Thing.part: describe it in a sentence"
NO_WORD = "Thing.part: write it with prop(…), code(…) or edge(…)"
BAD: dict[str, tuple[Any, Any, str]] = {
    "no facet": (str | None, prop("A part."), NO_FACET),
    "no facet, a code": (Code | None, code("A part.", "sex"), NO_FACET),
    "no facet, a list": (list[str] | None, prop("Parts."), NO_FACET),
    "never null": (str, prop("A part.", PATTERN), NOT_NULL),
    "never null, a list": (list[Code], code("Parts.", "weapon", PATTERN), NOT_NULL),
    "never null, though every node has it": (str, prop("A part.", PATTERN, always=True), NOT_NULL),
    "no description": (str | None, prop("", PATTERN), NO_SENTENCE),
    "a description that is no sentence": (str | None, prop("a part", PATTERN), NO_SENTENCE),
    "an edge without a description": ("Thing | None", edge("Its neighbour", "NEXT_TO"), NO_SENTENCE),
    "no word": (str | None, None, NO_WORD),
    "a default": (str, "a part", NO_WORD),
    "a field of Strawberry's own": (str, strawberry.field(description="A part."), NO_WORD),
    "a kind that is not stored": (
        float | None,
        prop("A part.", PATTERN),
        "Thing.part: a stored value is text, number, boolean, moment or day, and no <class 'float'>",
    ),
    "a code list that is not there": (
        Code | None,
        code("A part.", "no_such_list", PATTERN),
        "Thing.part: there is no code list no_such_list; add schema/codes/no_such_list.csv",
    ),
}


@pytest.mark.parametrize(("kind", "word", "said"), BAD.values(), ids=BAD.keys())
def test_what_would_leak_or_break_is_refused_with_the_field_and_the_mend(kind: Any, word: Any, said: str) -> None:
    assert refusal(lambda: declared(kind, word)) == said


@pytest.mark.parametrize("subject", [s for s in Subject if s is not Subject.PUBLIC])
def test_every_kind_of_personal_noun_owes_its_facets(subject: Subject) -> None:
    assert refusal(lambda: declared(str | None, prop("A part."), subject)) == NO_FACET
    assert refusal(lambda: declared(str, prop("A part.", PATTERN), subject)) == NOT_NULL
    assert declared(str | None, prop("A part.", PATTERN), subject).property("part").facet is PATTERN


def test_a_word_without_an_annotation_is_refused() -> None:
    said = refusal(lambda: declared(str | None, prop("A part.", PATTERN), more=prop("More.", PATTERN)))
    assert said == "Thing.more has no annotation: write its type, for example `str | None`"


def test_a_noun_that_does_not_say_what_it_is_is_refused() -> None:
    said = refusal(lambda: declared(str | None, prop("A part.", PATTERN), __doc__=None))
    assert said == "Thing: say in its docstring what it is"


def test_reference_data_owes_no_facet_and_may_be_never_null() -> None:
    made = declared(str, prop("A part."), Subject.PUBLIC)
    assert made.property("part") == Property("part", None, Kind.TEXT)


def test_a_facet_is_not_inherited_from_the_noun() -> None:
    """The noun is of IDENTITY; its field owes one of its own."""
    assert refusal(lambda: declared(str | None, prop("A part."))) == NO_FACET


@pytest.mark.parametrize(
    ("kind", "stored"),
    [(str, Kind.TEXT), (int, Kind.NUMBER), (bool, Kind.BOOLEAN), (datetime, Kind.INSTANT), (date, Kind.DATE),
     (strawberry.ID, Kind.TEXT), (list[str], Kind.LIST)],
)  # fmt: skip
def test_a_stored_value_is_of_the_kind_that_its_annotation_says(kind: Any, stored: Kind) -> None:
    assert declared(kind | None, prop("A part.", PATTERN)).property("part") == Property("part", PATTERN, stored)


@pytest.mark.parametrize("facet", [Facet.REPORTER, Facet.SUPPRESSED_LOCATION, Facet.NARRATIVE])
def test_what_is_never_compared_is_neither_filter_nor_order(facet: Facet) -> None:
    """W06 and W07: never a filter, sort, count or search key, whatever the declaration says."""
    words = (str | None, prop("A part.", facet, comparable=True)), (Code | None, code("A part.", "sex", facet))
    for kind, word in words:
        made = declared(kind, word).property("part")
        assert (made.comparable, made.sortable) == (False, False)


def test_an_edge_is_judged_by_its_neighbour_and_declares_a_part() -> None:
    word = edge("Who.", "RESPONDENT_IN", direction=Direction.IN, standing=Standing.ALLEGED)
    made = declared(list["Thing"], word, Subject.EVENT).fields["part"]  # type: ignore[name-defined]  # noqa: F821
    assert made == Edge("RESPONDENT_IN", Direction.IN, "Thing", True, Standing.ALLEGED)


def test_each_word_is_placed_in_the_graph_as_it_says() -> None:
    assert declared(list[str], seen("Parts.", "family_name", IDENTITY)).fields["part"] == Seen("family_name")
    assert declared(list["Thing"], lens("Parts.", "CHILD_IN", Standing.CHILD)).fields["part"] == Edge(  # type: ignore[name-defined]  # noqa: F821
        "CHILD_IN", Direction.OUT, "Thing", True, Standing.CHILD, lens=True
    )
    work = lambda id, part=None: None  # noqa: E731
    assert declared(str | None, computed("A part.", work, PATTERN)).fields["part"] == Computed(("id", "part"), work)
    summary = gathered("A part.", "CHILD_IN", "Incident", ("occurred_from",), work, facet=PATTERN, level=Level.S)
    assert declared(str | None, summary).fields["part"] == Gathered(
        "CHILD_IN", "Incident", Level.S, ("occurred_from",), work
    )
    items = declared(list[RiskAnswer] | None, packed("Parts.", PATTERN, risk_answer)).property("part")
    assert (items.kind, items.shaper, items.comparable) == (Kind.LIST, risk_answer, False)


def test_a_summary_is_what_the_policy_lists_and_nothing_else() -> None:
    """`PersonRecord.birth_year` is listed at level M; a field of that name in another noun is not."""
    assert declared(int | None, prop("A part.", IDENTITY)).property("part").summary == frozenset()
    body = {"__doc__": "A record.", "__annotations__": {"id": strawberry.ID, "birth_year": int | None},
            "id": identifier(), "birth_year": prop("Year.", IDENTITY)}  # fmt: skip
    made: Any = node(Subject.RECORD, IDENTITY)(type("PersonRecord", (), body))
    assert made.__graph__.property("birth_year").summary == {Level.M}


# The start of the command itself


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"LEAP incident number.", PATTERN', '"LEAP incident number."', "Incident.leap_incident has no facet: add one"),
        ("weapon_used: bool | None", "weapon_used: bool", "Incident.weapon_used may be withheld: make it `| None`"),
        ('"A weapon was used."', '"A weapon was used"', "Incident.weapon_used: describe it in a sentence"),
    ],
)
def test_the_command_does_not_start_with_such_a_noun(tmp_path: Path, before: str, after: str, said: str) -> None:
    copy = tmp_path / "hub"
    for name in ("authz", "graph", "schema", "resolvers", "connectors", "explorer"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    shutil.copy(ROOT / "server.py", copy)
    path = copy / "schema" / "incidents.py"
    assert path.read_text().count(before) == 1
    path.write_text(path.read_text().replace(before, after))
    done = subprocess.run(
        [sys.executable, "server.py", "schema"], cwd=copy, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr.splitlines()[-1]
