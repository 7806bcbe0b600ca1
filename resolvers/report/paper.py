"""The report on paper: a tagged PDF (PDF/UA-1) set by Typst. The content is its data and never a part of its markup."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import orjson
import typst
from anyascii import anyascii

from resolvers.report.sections import document
from schema.decisions.report import ReportContent
from schema.report_seal import Seal

TEMPLATE = Path(__file__).parent / "paper.typ"
# Letters that the fonts of Typst's wheel have: Latin, Greek, Cyrillic, Vietnamese, punctuation, and what we draw with.
IN_THE_FONTS = r"\x20-\u04ff\u1e00-\u1eff\u2010-\u2027\u2030-\u2040\u20ac\u2192"
NOT_IN_THE_FONTS = re.compile(rf"[^{IN_THE_FONTS}]")
NOTE = (
    "Signs that these fonts do not have stand in brackets as their sound in Latin letters and their code; the page "
    "shows them as they are."
)


def paper(content: ReportContent, seal: Seal) -> bytes:
    """The same content and seal are the same bytes."""
    data = orjson.dumps(document(content, seal)).decode()
    printable = spelled(data)
    return typst.compile(
        TEMPLATE,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        sys_inputs={"report": printable, "note": "" if printable == data else NOTE},
        timestamp=datetime.fromisoformat(seal.issued_at),
    )


def spelled(text: str) -> str:
    """`spelled("王")` is "[Wang U+738B]": a name that cannot be printed is not left out."""
    return NOT_IN_THE_FONTS.sub(lambda found: _spelled(found[0]), text)


def _spelled(sign: str) -> str:
    """Letters and digits alone, so that it may stand in JSON and in SVG."""
    sound = anyascii(sign)
    return f"[{sound} U+{ord(sign):04X}]" if sound.isalnum() else f"[U+{ord(sign):04X}]"
