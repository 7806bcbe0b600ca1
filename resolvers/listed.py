"""The text of a request: as it was sent, or by its id from the manifest of the application that asks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from resolvers.errors import Fault

UNLISTED = (
    "This application asks only the operations of its manifest. Send one of them, or its id as `documentId`; "
    "to add one, have the manifest signed anew with `throughline manifest sign`."
)


def text_of(said: Mapping[str, Any], listed: Mapping[str, str] | None) -> str:
    """`listed` are the application's texts by their SHA-256, None where it may ask freely. Nothing is parsed yet."""
    text = said.get("query")
    if listed is None:
        if not isinstance(text, str):
            raise Fault("BAD_REQUEST", "Send `query` as text.")
        return text
    wanted = {*_named(said), *([hashlib.sha256(text.encode()).hexdigest()] if isinstance(text, str) else ())}
    found = listed.get(wanted.pop()) if len(wanted) == 1 else None
    if found is None:
        raise Fault("OPERATION_NOT_LISTED", UNLISTED)
    return found


def _named(said: Mapping[str, Any]) -> list[str]:
    """Ids as persisted documents and persisted queries name them; what is no text names nothing that is listed."""
    persisted = (said.get("extensions") or {}).get("persistedQuery")
    ids = [said.get("documentId"), persisted.get("sha256Hash") if isinstance(persisted, dict) else persisted]
    return [str(one).removeprefix("sha256:") for one in ids if one is not None]
