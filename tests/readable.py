"""A statement of one line, laid out for the eye: a clause a line, indented by its braces."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"(?P<open>(?:COLLECT|EXISTS|COUNT|CALL \(\)) \{) ?"
    r"|(?P<map>\{[^{}]*\})"
    r"|(?P<close>\})"
    r"|(?P<clause>(?:MATCH|WHERE|WITH|UNWIND|RETURN|UNION|CALL|ORDER BY|LIMIT)\b)"
    r"|(?P<more>(?:AND|CASE WHEN)\b)"
    r"|.",
    re.DOTALL,
)
STEP = "  "


def readable(text: str) -> str:
    """The same tokens in the same order; only space is other."""
    lines, depth, brackets = [""], 0, [0]
    for match in TOKEN.finditer(text):
        found = match.group()
        if match["open"]:
            lines[-1] += match["open"]
            depth += 1
            brackets.append(0)
            lines.append(STEP * depth)
        elif match["close"]:
            depth -= 1
            brackets.pop()
            lines.append(STEP * depth + "}")
        elif match["clause"] and lines[-1].strip():
            lines.append(STEP * depth + found)
        elif match["more"] and (found != "AND" or not brackets[-1]):
            lines.append(STEP * (depth + 1) + found)
        else:
            brackets[-1] += (found == "(") - (found == ")")
            lines[-1] += found
    return "\n".join(line.rstrip() for line in lines if line.strip())
