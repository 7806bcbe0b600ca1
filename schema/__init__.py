"""The nouns of the hub, and the law as pure decision tables. A noun never imports a verb."""

from __future__ import annotations
