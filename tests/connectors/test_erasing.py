"""What erasing rests on, of every document of five systems: what several of them state, and how a record is found again
by what it states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from authz.ledger_raw import Key
from connectors.erasing import keys_of
from connectors.registry import SOURCES
from connectors.sources.reading import Parsed
from connectors.synthetic.population import population
from connectors.synthetic.sending import deliveries
from graph.claims import NodeClaim
from graph.exclusions import WITH_LINEAGE
from tests.connectors import identify
from tests.connectors.taking import RECEIVED


@lru_cache(maxsize=1)
def stated() -> tuple[tuple[Key, NodeClaim], ...]:
    return tuple(_stated())


def _stated() -> Iterator[tuple[Key, NodeClaim]]:
    for delivery in deliveries(population(7, 300, until=date(2026, 6, 30))):
        source = SOURCES[delivery.connector]
        for raw in delivery.rows:
            found = source.read(raw, received_at=RECEIVED)
            if isinstance(found, Parsed):
                custodian, source_id, _ = source.key(found.row)
                claims = source.claims(found.row, RECEIVED, identify, services={})
                yield from (((source.name, custodian, source_id), node) for node in claims.nodes)


def test_several_records_state_people_descriptions_and_attendances_and_nothing_else() -> None:
    by = defaultdict(set)
    for key, node in stated():
        by[node.label, node.id].add(key)
    assert {label for (label, _), keys in by.items() if len(keys) > 1} == {"Person", "Description", "Attendance"}


def test_a_record_is_found_by_whatever_of_it_has_an_id_that_stays() -> None:
    named = [(key, node) for key, node in stated() if node.label in WITH_LINEAGE]
    assert {node.label for _, node in named} == set(WITH_LINEAGE)
    assert {key[0] for key, _ in named} == set(SOURCES)
    for key, node in named:
        assert key in list(keys_of(node.values["source"], node.values["source_id"], key[1]))
