"""The sources that the hub takes records from, by the name of their connector."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from connectors.sources.corrections import CORRECTIONS
from connectors.sources.courts import COURTS
from connectors.sources.l17 import L17
from connectors.sources.protection import CHILD_PROTECTION
from connectors.sources.risk import RISK
from connectors.sources.source import Source

Identify = Callable[..., str]
Services = Mapping[str, str]  # a service's code → the organisation that runs it

SOURCES: Mapping[str, Source] = {s.name: s for s in (L17, COURTS, CORRECTIONS, CHILD_PROTECTION, RISK)}
