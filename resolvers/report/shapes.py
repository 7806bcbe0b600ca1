"""The strokes of the drawing: what a bar, a mark, a lane and the legend look like. Every text is escaped."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from html import escape

from resolvers.report.axis import LEFT, RIGHT, Axis
from resolvers.report.blocks import visible
from resolvers.report.citations import Citations
from resolvers.report.plain import kind
from schema.decisions.timeline import TimelineEntry
from schema.decisions.words import counted, day

BREADTH, ROW, TOP = 720.0, 24.0, 26.0
FONT = "'Source Sans 3', 'Segoe UI', Arial, 'Libertinus Serif', sans-serif"
LETTER = 5.4  # breadth of a letter of a bar's words, rather too much than too little
INK, QUIET, LINE = "#1b1b1b", "#595959", "#c4c4c4"
SERIOUS = "SeriousIncident"  # a police report that states an act which is a sign of serious risk


class Edge(Enum):
    """The right end of a bar."""

    ENDS = "ends"
    GOES_ON = "goes on beyond the drawing"
    NOT_STATED = "no end is stated"


@dataclass(frozen=True, slots=True)
class Shape:
    """Corners on a circle of `radius`, the first at `turn` degrees; none: the circle itself."""

    corners: int
    turn: float
    radius: float
    colour: str


SHAPES = {
    SERIOUS: Shape(4, -90, 11.5, "#9b1c1c"),
    "Incident": Shape(0, 0, 7.5, "#8a4b00"),
    "Charge": Shape(3, -90, 10.5, "#5b2a86"),
    "ProtectionReport": Shape(5, -90, 9.5, "#0a4f8a"),
    "RiskAssessment": Shape(4, -45, 10.5, "#0b5a4a"),
    "CourtFile": Shape(3, 90, 10.5, "#4a4a4a"),
    "SafetyPlan": Shape(6, 0, 9.0, "#0b5a4a"),
    "Referral": Shape(8, 22.5, 9.0, "#4a4a4a"),
}
OTHER = Shape(4, -90, 9.0, "#4a4a4a")


@dataclass(frozen=True, slots=True)
class Style:
    """How a bar is filled, and the colour of its words; `dashes` of its outline."""

    words: str
    fill: str
    ink: str
    dashes: str = ""


BOUND = Style("order in force", "#0a4f8a", "#ffffff")
UNSURE = Style("order: not known whether in force", "url(#unsure)", INK, "4 2")
UNBOUND = Style("order not in force", "#e3edf8", INK)
STYLES = {
    "Order IN_FORCE": BOUND,
    "Order SERVED_THIS_DAY": Style("order in force from some hour of the day", "#0a4f8a", "#ffffff", "4 2"),
    "Order NOT_KNOWN": UNSURE,
    "Order": UNBOUND,
    "CustodyEpisode": Style("stay in custody", "#333333", "#ffffff"),
    "Supervision": Style("supervision in the community", "#ffffff", INK, "1.5 2"),
}
HATCH = (
    '<defs><pattern id="{0}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#ffffff"/><rect width="1.6" height="6" fill="{1}"/></pattern></defs>'
)


def style(name: str) -> Style:
    """By kind and state, else by kind alone."""
    return STYLES.get(name) or STYLES[name.partition(" ")[0]]


def shape_words(shape: str) -> str:
    if shape == SERIOUS:
        return "Police report that states strangulation, a threat to kill, use of a weapon or sexual violence"
    return kind(shape)


class Pen:
    """Writes from the top to the bottom. Numbers have one decimal, so that bytes do not hang on a rounding."""

    def __init__(self, cites: Citations, text: str, places: Axis, height: float) -> None:
        self._cites, self._places, self._y, self._height = cites, places, TOP, height
        self._out = [f'<desc id="drawing-text">{_safe(text)}</desc>', HATCH.format("silent", "#d0d0d0"),
                     HATCH.format("unsure", "#9db8d6")]  # fmt: skip
        for x, words in places.ticks():
            self._out.append(_line(x, TOP - 6, x, TOP + height, LINE))
            self._words(x, TOP - 11, words, QUIET, "middle")

    def lane(self, name: str, height: float, silent: str) -> None:
        self._out.append(_line(0, self._y, BREADTH, self._y, LINE))
        for n, words in enumerate(_wrapped(name, 20)):
            self._words(0, self._y + 15 + n * 12, words, INK, "start", "bold", name)
        if silent:
            self._out.append(_rect(LEFT, self._y + 4, RIGHT - LEFT, height - 8, 'fill="url(#silent)"'))
            breadth = len(silent) * LETTER + 12
            self._out.append(_rect(LEFT + 8, self._y + height - 25, breadth, 18, 'fill="#ffffff"'))
            self._words(LEFT + 14, self._y + height - 12, silent, INK)

    def bar(self, row: int, entry: TimelineEntry, ends: tuple[float, float], edge: Edge, name: str, said: str) -> None:
        look, y = style(name), self._y + 4 + row * ROW
        left, right = ends
        dashes = f' stroke-dasharray="{look.dashes}"' if look.dashes else ""
        paint = f'fill="{look.fill}" stroke="#333333"{dashes}'
        self._out.append(f"<g>{self._title([entry], f'{said} {edge.value.capitalize()}.')}")
        self._out.append(_rect(left, y, right - left, ROW - 5, paint))
        if edge is not Edge.ENDS:
            self._words(right + 3, y + 14, "→" if edge is Edge.GOES_ON else "?", INK, "start", "bold")
        if letters := int((right - left - 8) / LETTER):
            self._plated(left + 4, y + 13.5, _cut(said, letters), look)
        self._out.append("</g>")

    def _plated(self, x: float, y: float, words: str, look: Style) -> None:
        """Words on a hatched bar stand on white."""
        if look is UNSURE and words:
            self._out.append(_rect(x - 2, y - 10.5, len(words) * LETTER + 2, 14, 'fill="#ffffff"'))
        self._words(x, y, words, look.ink)

    def mark(self, row: int, shape: str, x: float, entries: Sequence[TimelineEntry]) -> None:
        self._out.append(f"<g>{self._title(entries, ' '.join(entry.said for entry in entries))}")
        self._shape(shape, x, self._y + 4 + row * ROW + ROW / 2 - 2)
        if len(entries) > 1:
            lower = 3.0 if shape != "Charge" else 4.5
            self._words(
                x, self._y + 4 + row * ROW + ROW / 2 - 2 + lower, str(len(entries)), "#ffffff", "middle", "bold"
            )
        self._out.append("</g>")

    def down(self, height: float) -> None:
        self._y += height

    def finished(self, undated: int, kinds: frozenset[str]) -> str:
        today, bottom = self._places.x(self._places.today), self._y
        self._out += [_line(0, bottom, BREADTH, bottom, LINE), _line(today, TOP - 6, today, bottom + 6, INK, "5 3")]
        at = f"as at {day(self._places.today.isoformat())}"
        self._words(min(today, RIGHT - 2), bottom + 17, at, INK, "end", "bold")
        self._y += 42
        if undated:
            self._y += 18
            self._words(0, bottom + 36, f"{counted(undated, 'record')} without a day: not drawn, see the table.", INK)
        self._legend(kinds)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BREADTH:g} {self._y:.1f}" role="img" '
            f'aria-labelledby="drawing-title drawing-text" font-family="{FONT}"><title id="drawing-title">'
            f"The chronology as a drawing</title>{''.join(self._out)}</svg>"
        )

    def _legend(self, kinds: frozenset[str]) -> None:
        """What is drawn is explained, and nothing else."""
        looks = {style(name).words: style(name) for name in sorted(kinds) if name.partition(" ")[0] in STYLES}
        shapes = [shape for shape in (*SHAPES, *sorted(kinds - set(SHAPES))) if shape in kinds and " " not in shape]
        across = 0
        for words, look in looks.items():
            across = self._place(across, words)
            dashes = f' stroke-dasharray="{look.dashes}"' if look.dashes else ""
            paint = f'fill="{look.fill}" stroke="#333333"{dashes}'
            self._out.append(_rect(across * BREADTH / 2, self._y - 11, 22, 13, paint))
            across += 1
        for shape in shapes:
            across = self._place(across, shape_words(shape))
            self._shape(shape, across * BREADTH / 2 + 11, self._y - 4)
            across += 2 if shape == SERIOUS else 1
        self._words(
            0, self._y + 24, "→ goes on beyond the drawing; ? no end is stated; a number: so many records.", INK
        )
        self._y += 36

    def _place(self, across: int, words: str) -> int:
        """The next place of the legend, of two in a row; a long text has a row to itself."""
        if across > 1 or (across and len(words) > 60):
            across, self._y = 0, self._y + 24
        self._words(across * BREADTH / 2 + 30, self._y, words, INK)
        return across

    def _shape(self, name: str, x: float, y: float) -> None:
        look = SHAPES.get(name, OTHER)
        if look.corners == 0:
            self._out.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{look.radius}" fill="{look.colour}"/>')
            return
        turns = [math.radians(look.turn + 360 / look.corners * n) for n in range(look.corners)]
        points = " ".join(f"{x + look.radius * math.cos(t):.1f},{y + look.radius * math.sin(t):.1f}" for t in turns)
        self._out.append(f'<polygon points="{points}" fill="{look.colour}"/>')

    def _title(self, entries: Sequence[TimelineEntry], said: str) -> str:
        days = dict.fromkeys(day(entry.on) for entry in (entries[0], entries[-1]) if entry.on)
        cited = ", ".join(str(number) for number in self._cites.of(entry.id for entry in entries))
        when = " to ".join(days)
        return f"<title>{_safe(f'{when}: {said} [{cited}]')}</title>"

    def _words(
        self, x: float, y: float, words: str, ink: str, anchor: str = "start", weight: str = "normal", full: str = ""
    ) -> None:
        title = f"<title>{_safe(full)}</title>" if full else ""
        self._out.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="10.5" font-weight="{weight}" fill="{ink}" '
            f'text-anchor="{anchor}">{title}{_safe(words)}</text>'
        )


def _safe(words: str) -> str:
    return escape(visible(words))


def _line(x: float, y: float, to_x: float, to_y: float, ink: str, dashes: str = "") -> str:
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{ink}"{dash}/>'


def _rect(x: float, y: float, breadth: float, height: float, paint: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{breadth:.1f}" height="{height:.1f}" {paint}/>'


def _cut(words: str, letters: int) -> str:
    """Fewer than six letters tell nothing: the title and the table tell it all."""
    if len(words) <= letters:
        return words
    return f"{words[: letters - 1].rstrip()}…" if letters >= 6 else ""


def _wrapped(words: str, letters: int) -> list[str]:
    """Two lines at most."""
    lines = [""]
    for word in words.split(" "):
        fits = len(lines[-1]) + len(word) < letters or not lines[-1]
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if fits else [*lines, word]
    return [_cut(line, letters) for line in (*lines[:1], *([" ".join(lines[1:])] if lines[1:] else []))]
