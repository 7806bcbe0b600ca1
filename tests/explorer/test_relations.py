"""What a name holds stays text in the tables of relations, from which the drawing takes it, and side by side."""

from __future__ import annotations

from html import unescape

from tests.connectors import rows
from tests.explorer.browsing import opened
from tests.explorer.tables import Tables
from tests.town import Town

MARKUP = "<b>Otter</b>&amp;\"'<script>alert(1)</script>"
NUMBERS = ["42999001", "42999002"]
PEOPLE = (
    "MATCH (r:PersonRecord) WHERE r.person_number IN $given.numbers RETURN r.person_number AS number, r.origin AS id"
)


async def test_mark_up_in_a_name_is_text(hub: Town) -> None:
    reports = [rows("ordinary")[0] for _ in NUMBERS]
    for row, number in zip(reports, NUMBERS, strict=True):
        row["report"] |= {"portal_id": f"L17-2026-{number}", "leap_incident": f"2{number}"}
        row["respondent"] |= {"person_number": number, "family_name": MARKUP}
        row["affected"] |= {"person_number": f"1{number}"}
    assert (await hub.ingest(reports))["counts"] == {"CREATED": 2}
    found = await hub.graph(PEOPLE, {"numbers": NUMBERS})
    ids = {one["number"]: one["id"] for one in found}
    browser = opened(hub)
    await browser.work("police_member", "OWN_CASE")
    for path in (f"{ids[NUMBERS[0]]}/relations", f"{ids[NUMBERS[0]]}/beside/{ids[NUMBERS[1]]}"):
        page = await browser.go(f"/explorer/people/{path}")
        assert (path, page.answer.status_code) == (path, 200), page.text
        assert MARKUP not in page.answer.text
        assert "<script>alert" not in page.answer.text
        assert MARKUP in unescape(page.answer.text)
        assert MARKUP in page.text
    page = await browser.go(f"/explorer/people/{ids[NUMBERS[0]]}/relations")
    [name] = [one["data-names"] or "" for one in Tables(page.answer.text).attributes["People"] if "data-root" in one]
    assert name.startswith(MARKUP)
