"""The sources that the hub takes records from, by the name of their connector."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from connectors.sources import l17
from graph.claims import Claims

Identify = Callable[..., str]
Services = Mapping[str, str]  # a service's code → the organisation that runs it


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of record: how it is read, what names it, what it claims."""

    name: str
    label: str
    custodian: str
    read: Callable[..., Any]
    key: Callable[[Any], tuple[str, str, int]]
    claims: Callable[..., Claims]
    spec: Callable[[], dict[str, Any]]


L17 = Source(l17.NAME, l17.SYSTEM, l17.CUSTODIAN, l17.read, l17.key, l17.claims, l17.spec)
SOURCES: Mapping[str, Source] = {source.name: source for source in (L17,)}
