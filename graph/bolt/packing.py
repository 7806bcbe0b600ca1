"""PackStream by the driver's own packer: the one place that reaches behind its public interface.

tests/graph/bolt/test_pinned.py holds what is asked of it there, for the version that the lock names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from neo4j._codec.packstream._common import PackableBuffer, Structure, UnpackableBuffer
from neo4j._codec.packstream.v1 import Packer, Unpacker
from neo4j.exceptions import Neo4jError

from graph.bolt.faults import Lost, NotOneValue

PANIC = "PanicException"  # what the unpacker raises past the end of a message; of no class that can be imported


def packed(tag: int, *fields: Any) -> bytes:
    buffer = PackableBuffer()  # type: ignore[no-untyped-call]
    Packer(buffer).pack_struct(bytes([tag]), fields)  # type: ignore[no-untyped-call]
    return bytes(buffer.data)


def unpacked(message: bytearray) -> Any:
    """The first field of a message, of plain values alone."""
    unpacker = Unpacker(UnpackableBuffer(message))  # type: ignore[no-untyped-call]
    try:
        unpacker.unpack_structure_header()  # type: ignore[no-untyped-call]
        return unpacker.unpack(PLAIN)  # type: ignore[no-untyped-call]
    except ValueError:
        raise Lost from None
    except BaseException as fault:
        if type(fault).__name__ != PANIC:
            raise
        raise Lost from None


def failure(message: bytearray) -> Neo4jError:
    """As the driver would raise it: by its code, without the server's words, which may hold a value."""
    said = unpacked(message)
    code = said.get("code") if isinstance(said, Mapping) else None
    return Neo4jError._hydrate_neo4j(code=code)


def _not_plain(found: Structure) -> NoReturn:
    raise NotOneValue(f"The database answered with a structure ({found.tag.hex()}) where a plain value is wanted.")


PLAIN = {Structure: _not_plain}
