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
MODULES = FOLDER / "scripts" / "node_modules"  # by `make setup`, from the lock beside it
# What pages load, by its name; of others' work the licence too.
FILES: Mapping[str, Path] = {
    **{path.name: path for path in STATIC.iterdir()},
    "htmx.js": MODULES / "htmx.org" / "dist" / "htmx.min.js",
    "cytoscape.js": MODULES / "cytoscape" / "dist" / "cytoscape.min.js",
    "layout-base.js": MODULES / "layout-base" / "layout-base.js",
    "cose-base.js": MODULES / "cose-base" / "cose-base.js",
    "fcose.js": MODULES / "cytoscape-fcose" / "cytoscape-fcose.js",
    **{f"{name}.licence.txt": MODULES / name / "LICENSE"
       for name in ("htmx.org", "cytoscape", "layout-base", "cose-base", "cytoscape-fcose")},
}  # fmt: skip
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
    if name not in FILES or not FILES[name].exists():
        raise HTTPException(404)
    return FileResponse(FILES[name], headers=HEADERS)


async def fields(request: Request) -> Mapping[str, str]:
    """Of a form that was sent; a field that comes twice counts by its last. More than any form of ours are none."""
    raw = (await request.body()).decode("utf-8", "replace")
    try:
        return dict(parse_qsl(raw, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        return {}
