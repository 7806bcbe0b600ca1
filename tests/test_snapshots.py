"""The committed SDL, golden Cypher and data dictionary are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from graphql import build_schema

from graph.whose import JOINED
from schema.model import MODEL
from tests.readable import readable
from tests.snapshots import DICTIONARY, GIVEN, GOLDEN, ROOT, SDL, questions, snapshots, statement_of

CURRENT = snapshots()


@pytest.mark.parametrize("path", CURRENT, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_snapshot_is_current(path: Path) -> None:
    held = path.read_text(encoding="utf-8") if path.exists() else ""
    assert held == CURRENT[path], f"{path.relative_to(ROOT)} is not current: run make snapshots"


def test_no_golden_statement_is_left_without_its_question() -> None:
    assert {path.stem for path in GOLDEN.glob("*.cypher")} == set(questions())


def test_the_sdl_is_valid_and_names_the_facet_of_every_personal_field() -> None:
    sdl = SDL.read_text(encoding="utf-8")
    assert set(MODEL.nodes) <= set(build_schema(sdl).type_map)
    assert re.search(r'\n  reporterName: String @facet\(of: "REPORTER"\)\n', sdl)
    assert "directive @facet(of: String!)" in sdl


def test_the_dictionary_names_every_field_of_every_noun() -> None:
    text = DICTIONARY.read_text(encoding="utf-8")
    nouns = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE))
    assert {noun: len(re.findall(r"^\| `", said, re.MULTILINE)) for noun, said in nouns.items()} == {
        node.label: len(node.fields) for node in MODEL.nodes.values()
    }


@pytest.mark.parametrize("name", questions())
def test_the_readable_form_is_the_statement(name: str) -> None:
    text = statement_of(questions()[name], GIVEN.get(name, {})).text
    assert re.sub(r"\s", "", readable(text)) == re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", questions())
def test_no_value_of_a_question_stands_in_its_statement(name: str) -> None:
    """Texts are alike for all values; only words of the model and of the hub are written out."""
    statement = statement_of(questions()[name], GIVEN.get(name, {}))
    written = set(re.findall(r"'([^']*)'", statement.text))
    assert written <= {"", "ledger", JOINED, *MODEL.nodes}
    assert all(f"$given.{name}" in statement.text for name in statement.lists)
