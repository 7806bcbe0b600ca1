"""The records that a report would tell of, one by one: what each is, and why a person decides on it, if one must."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from graph.mapping import Edge
from resolvers.report_drafting import Drawn
from schema.decisions.release import Flags, to_decide
from schema.model import MODEL
from schema.timeline import KINDS

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """One record. `why`: codes of `schema.decisions.release`; empty: the policy clears it."""

    id: str
    kind: str
    said: str
    on: str | None
    custodian: str | None
    why: tuple[str, ...]


def items_of(drawn: Drawn, unconfirmed: Set[str]) -> list[Item]:
    """In the order of the chronology, those without a time last. `unconfirmed`: records that are the subject's by a
    link alone."""
    flags = dict(_flagged(drawn.flags, unconfirmed))
    told = drawn.worked.chronology
    return [
        Item(e.id, e.kind, e.said, e.on, e.custodian, to_decide(flags.get(e.id, Flags())))
        for e in (*told.entries, *told.undated)
    ]


def _flagged(person: Row, unconfirmed: Set[str]) -> Iterator[tuple[str, Flags]]:
    """A record is met by each part that the subject has in it: what any of them says, it has."""
    met: dict[str, list[tuple[str, Row]]] = {}
    for lens in (lens for kind in KINDS for lens in kind.lenses):
        for row in person[lens]:
            met.setdefault(row["id"], []).append((lens, row))
    for id, rows in met.items():
        yield id, _flags(id, rows, unconfirmed)


def _flags(id: str, rows: Sequence[tuple[str, Row]], unconfirmed: Set[str]) -> Flags:
    return Flags(
        correction_open=any(row.get("correction_open") for _, row in rows),
        roles_under_review=any(row.get("misidentification_review") for _, row in rows),
        contradicts_itself=any(row.get("doubts") for _, row in rows),
        subject_affected=any(_protects(lens) for lens, _ in rows),
        unconfirmed=id in unconfirmed,
    )


def _protects(lens: str) -> bool:
    """The subject stands in it as one to protect."""
    field = MODEL.nodes["Person"].fields[lens]
    return isinstance(field, Edge) and field.standing is not None and field.standing.protected and lens != "referrals"
