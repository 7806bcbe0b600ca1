"""The page of threats names tests that exist, and what it says is not there is not."""

from __future__ import annotations

import importlib.util
import re

from tests.test_architecture import PACKAGES, ROOT, names, of

PAGE = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
ROWS = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if line.startswith("| ")]
ADDRESSES = {"request.url", "request.base_url", "request.url_for"}


def test_every_row_names_what_shows_it_and_each_of_those_exists() -> None:
    assert len(ROWS) > 30
    for row in ROWS:
        if row[0] in ("threat", "fault"):
            continue
        assert len(row) == 3, row
        shown = re.findall(r"`([\w/]+(?:\.py|/))`", row[2])
        assert shown or row[1].startswith("Open: "), row
        assert [name for name in shown if not (ROOT / "tests" / name).exists()] == [], row


def test_no_code_makes_an_address_of_a_request() -> None:
    """Its host is what the client says it is."""
    files = [*of(*PACKAGES), ROOT / "server.py"]
    assert {path.name: found for path in files if (found := ADDRESSES & set(names(path)))} == {}
    assert "request.headers" in names(ROOT / "resolvers" / "http.py")


def test_what_would_read_uploads_is_not_installed() -> None:
    assert importlib.util.find_spec("multipart") is None
    assert importlib.util.find_spec("python_multipart") is None
    assert importlib.util.find_spec("starlette") is not None
