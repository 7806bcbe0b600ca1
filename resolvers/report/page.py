"""The report as one HTML file that asks nothing of any other host and runs no script.

It fits `default-src 'none'; style-src 'nonce-…'`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from resolvers.report.sections import document, sections
from schema.decisions.report import ReportContent
from schema.report_seal import Seal

ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(content: ReportContent, seal: Seal, nonce: str = "") -> str:
    """`nonce` is the one that the response's Content-Security-Policy names; without one the file stands alone."""
    return ENVIRONMENT.get_template("page.html.jinja").render(told=document(content, seal), nonce=nonce)


def unsealed(content: ReportContent) -> str:
    """The same sections without a seal, as a part of another page: of a report that is not issued."""
    template: Any = ENVIRONMENT.get_template("sections.html.jinja").module
    return str(template.all_of(tuple(sections(content))))
