"""What is asked of the driver behind its public interface: a new version of it is looked at here before it is taken."""

from __future__ import annotations

import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from neo4j._codec import packstream
from neo4j._codec.packstream import v1
from neo4j.exceptions import ClientError, CypherSyntaxError, Neo4jError, TransientError

from graph.bolt.faults import Lost, NotOneValue
from graph.bolt.packing import failure, packed, unpacked

ROOT = Path(__file__).parents[3]


def message(value: Any) -> bytearray:
    return bytearray(packed(0x71, value))


def test_the_packer_is_that_of_the_versions_looked_at() -> None:
    """When this fails: read what changed in `neo4j._codec.packstream`, then write the new versions here."""
    assert (version("neo4j"), version("neo4j-rust-ext")) == ("6.4.1", "6.4.1.0")
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert {"neo4j==6.4.1", "neo4j-rust-ext==6.4.1.0"} <= set(wanted)


def test_it_is_the_one_written_in_rust() -> None:
    assert packstream.RUST_AVAILABLE
    assert v1._rust_pack is not None
    assert v1._rust_unpack is not None


def test_only_one_file_reaches_behind_the_interface() -> None:
    private = [path.relative_to(ROOT).as_posix() for folder in ("authz", "graph", "schema", "resolvers", "connectors")
               for path in (ROOT / folder).rglob("*.py") if "neo4j._" in path.read_text()]  # fmt: skip
    assert private == ["graph/bolt/packing.py"]


@pytest.mark.parametrize("value", [[("a", 1), {"b": (2,)}], ["", 0, -1, 2**63 - 1, -(2**63), 1.5, None, True, False]])
def test_values_come_back_and_a_tuple_as_a_list(value: Any) -> None:
    [first, *_] = value
    expected = [["a", 1], {"b": [2]}] if isinstance(first, tuple) else value
    assert unpacked(message(value)) == expected


@pytest.mark.parametrize("value", [frozenset({1}), {1: 2}, 2**63, "\ud800", object()])
def test_what_bolt_does_not_have_is_refused_before_it_is_sent(value: Any) -> None:
    with pytest.raises((ValueError, TypeError, OverflowError)):
        packed(0x10, value)


@pytest.mark.parametrize(
    "bad",
    [b"", b"\xdf", b"\x82\xff\xfe", b"\x92\x01", b"\xa1\x01\x01", b"\xd0\x10ab", b"\xd2\xff\xff\xff\xff"],
    ids=["nothing", "no marker", "no UTF-8", "short list", "no key", "past the end", "far past the end"],
)
def test_a_message_that_makes_no_sense_is_a_lost_connection(bad: bytes) -> None:
    with pytest.raises(Lost):
        unpacked(bytearray(b"\xb1\x71" + bad))


def test_only_a_structure_may_be_a_message() -> None:
    with pytest.raises(Lost):
        unpacked(bytearray(b"\x81a"))


@pytest.mark.parametrize("at", [b"\xb1D\x01", b"\x91\xb1D\x01", b"\xa1\x81a\xb1D\x01"], ids=["itself", "list", "map"])
def test_a_structure_is_told_by_its_tag_wherever_it_is(at: bytes) -> None:
    with pytest.raises(NotOneValue, match=r"a structure \(44\)"):
        unpacked(bytearray(b"\xb1\x71\x91" + at))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("Neo.ClientError.Statement.SyntaxError", CypherSyntaxError),
        ("Neo.TransientError.Transaction.Terminated", ClientError),  # as the driver has it
        ("Neo.ClientError.Cluster.NotALeader", TransientError),
        ("nonsense", Neo4jError),
    ],
)
def test_a_failure_is_the_one_that_the_driver_raises_without_the_words_of_the_server(
    code: str, kind: type[Neo4jError]
) -> None:
    found = failure(bytearray(packed(0x7F, {"code": code, "message": "a value"})))
    assert isinstance(found, kind)
    assert "a value" not in str(found)
    assert isinstance(failure(bytearray(packed(0x7F, None))), Neo4jError)
