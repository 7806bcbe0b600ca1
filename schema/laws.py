"""All decision tables that state law, in the order of their pages."""

from __future__ import annotations

from schema.law import Law

LAWS: tuple[Law, ...] = ()
