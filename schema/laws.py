"""All decision tables that state law, in the order of their pages."""

from __future__ import annotations

from schema.decisions import custody_records, protection_records
from schema.law import Law

LAWS: tuple[Law, ...] = (custody_records.LAW, protection_records.LAW)
