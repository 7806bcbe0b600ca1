"""A page as bytes: templates, the headers that go with each, the files that all share, and what a form sends."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"
FILES = frozenset(path.name for path in STATIC.iterdir())
# Nothing is asked of another host, and nothing that is written into a page is run or gives style.
CONTENT = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
           "form-action 'self'; base-uri 'none'; frame-ancestors 'none'")  # fmt: skip
HEADERS = {
    "content-security-policy": CONTENT,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
PAGES = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
MOST_FIELDS = 100


def rendered(page: str, status: int = 200, **told: Any) -> HTMLResponse:
    """`title` says what kind of page it is, and never who it is about: it stays in the history of a browser."""
    return HTMLResponse(PAGES.get_template(f"{page}.html.jinja").render(**told), status, headers=HEADERS)


async def file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in FILES:
        raise HTTPException(404)
    return FileResponse(STATIC / name, headers=HEADERS)


async def fields(request: Request) -> Mapping[str, str]:
    """Of a form that was sent; a field that comes twice counts by its last. More than any form of ours are none."""
    raw = (await request.body()).decode("utf-8", "replace")
    try:
        return dict(parse_qsl(raw, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        return {}
