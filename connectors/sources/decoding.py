"""Bytes as a JSON object, in whatever encoding they came. What cannot be kept whole is refused."""

from __future__ import annotations

import codecs
import json
from typing import Any, NoReturn

from connectors.sources.faults import Fault, News, Refused, Unknown

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(raw: bytes) -> tuple[dict[str, Any], tuple[Unknown, ...]]:
    """The object, and whether its encoding had to be guessed."""
    text, news = _text(raw)
    try:
        # Not strict: a line break inside a text is a common slip, and the fields judge controls.
        value = json.loads(text, strict=False, object_pairs_hook=_object, parse_constant=_no_constant)
    except RecursionError:
        raise Refused(Fault("", "TOO_DEEP", "is nested deeper than any report")) from None
    except ValueError:
        raise Refused(Fault("", "NOT_JSON", "is not JSON; send one JSON object")) from None
    if not isinstance(value, dict):
        raise Refused(Fault("", "NOT_AN_OBJECT", "must be one JSON object"))
    return value, news


def _text(raw: bytes) -> tuple[str, tuple[Unknown, ...]]:
    encoding = next((name for bom, name in BOMS if raw.startswith(bom)), "utf-8")
    try:
        return raw.decode(encoding), ()
    except UnicodeDecodeError:
        return _windows(raw, guess=encoding == "utf-8"), (Unknown("", News.ENCODING),)


def _windows(raw: bytes, guess: bool) -> str:
    """Windows-1252 is what older systems send unmarked; a byte it does not have would be lost."""
    try:
        if guess:
            return raw.decode("cp1252")
    except UnicodeDecodeError:
        pass
    raise Refused(Fault("", "ENCODING", "is in no known encoding; send UTF-8"))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        # JSON would keep the last and drop the others without a word.
        raise Refused(Fault("", "NAME_TWICE", "has a field name twice in one object"))
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
