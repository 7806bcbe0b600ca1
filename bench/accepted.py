"""Targets that are missed, and why; each has its profile in docs/performance.md."""

from __future__ import annotations

from collections.abc import Mapping

ACCEPTED: Mapping[str, str] = {}
