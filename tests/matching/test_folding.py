from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.canonical import plain
from schema.matching.folding import LONGEST, fold, name_words, tokens


@given(st.text(max_size=LONGEST))
def test_folds_as_the_sources_do_up_to_the_longest_text(text: str) -> None:
    assert fold(text) == plain(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn  Thị-Mai", "NGUYEN THI MAI"),
        ("O\u2019Brien", "O BRIEN"),
        ("ß æ ø", "SS AE O"),
        ("Владимир", "VLADIMIR"),
        ("  ", ""),
    ],
)
def test_any_script_becomes_capital_ascii_with_single_spaces(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert tokens(text) == tuple(folded.split())


@pytest.mark.parametrize(
    "text",
    [
        "UNKNOWN",
        "unk.",
        "N/A",
        "nil",
        "None",
        "not known",
        "Not Stated",
        "Baby",
        "BABY OF",
        "Baby of Jane",
        "TEST",
        "-",
        "",
        "😀",
        "😀😀",
        "12345",
        "Mr",
        "Infant of Sue Lee",
    ],
)
def test_what_stands_where_a_name_should_is_no_name(text: str) -> None:
    assert name_words(text) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [("Dr. Jane", "JANE"), ("Jane 😀", "JANE"), ("Babyface", "BABYFACE"), ("Nil Ufer", "NIL UFER"), ("J", "J")],
)
def test_a_name_beside_it_is_kept(text: str, words: str) -> None:
    assert name_words(text) == words


def test_a_name_of_ten_thousand_characters_takes_no_longer_than_its_beginning() -> None:
    start = time.perf_counter()
    assert name_words("x" * 10_000_000) == "X" * LONGEST
    assert time.perf_counter() - start < 0.5
