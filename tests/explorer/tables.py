"""The tables of a page as rows of words, by what each table is called."""

from __future__ import annotations

from html.parser import HTMLParser


class Tables(HTMLParser):
    """`rows` of all tables whose region has a name; each cell is its words, each row has its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: dict[str, list[list[str]]] = {}
        self.attributes: dict[str, list[dict[str, str | None]]] = {}
        self._named, self._body, self._cell = "", False, False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if said.get("role") == "region":
            self._named = said["aria-label"] or ""
        elif tag == "tbody":
            self._body = True
            self.rows.setdefault(self._named, [])
        elif tag == "tr" and self._body:
            self.rows[self._named].append([])
            self.attributes.setdefault(self._named, []).append(said)
        elif tag in ("td", "th") and self._body:
            self.rows[self._named][-1].append("")
            self._cell = True

    def handle_endtag(self, tag: str) -> None:
        self._body = self._body and tag != "tbody"
        self._cell = self._cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._cell:
            row = self.rows[self._named][-1]
            row[-1] = " ".join(f"{row[-1]} {data}".split())
