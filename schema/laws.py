"""All decision tables that state law, in the order of their pages."""

from __future__ import annotations

from schema.decisions import crosswalk, editions, persistent
from schema.law import Law

LAWS: tuple[Law, ...] = (crosswalk.LAW, persistent.LAW, editions.LAW)
