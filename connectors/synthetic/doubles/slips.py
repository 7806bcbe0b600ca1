"""One slip in a written word: of the finger, of the ear, of the eye."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from connectors.synthetic.draws import Draws, Weighted

_ROWS: Final = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE: Final = {key: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _ROWS for at, key in enumerate(row)}
_SOUNDS: Final = (
    *(("ph", "f"), ("ck", "k"), ("ee", "ea"), ("ea", "ee"), ("ai", "ay"), ("ie", "y"), ("y", "ie"), ("ou", "u")),
    *(("gh", "g"), ("wh", "w"), ("kn", "n"), ("th", "t"), ("sch", "sh"), ("tz", "ts"), ("z", "s"), ("s", "z")),
    *(("c", "k"), ("k", "c"), ("y", "i"), ("i", "y"), ("er", "ar"), ("or", "er"), ("an", "en"), ("oo", "u")),
    *(("v", "b"), ("j", "y"), ("dj", "j"), ("qu", "kw"), ("x", "ks"), ("w", "v"), ("d", "t"), ("b", "p")),
)
_LOOKS: Final = (
    *(("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("li", "h"), ("vv", "w"), ("w", "vv"), ("nn", "m")),
    *(("n", "u"), ("u", "n"), ("a", "o"), ("o", "a"), ("e", "c"), ("c", "e"), ("l", "i"), ("i", "l"), ("h", "n")),
    *(("g", "q"), ("f", "t"), ("t", "l"), ("v", "r"), ("s", "5"), ("o", "0"), ("l", "1"), ("b", "6")),
)
Slip = Callable[[Draws, str], str]


def slip(draws: Draws, word: str) -> str:
    """The word with one slip. What is too short to misspell, or offers no occasion, stays."""
    return draws.weighted(_SLIPS)(draws, word) if len(word) > 2 else word


def digit_slip(draws: Draws, number: str) -> str:
    """One digit wrong, or two exchanged."""
    places = [at for at, sign in enumerate(number) if sign.isdigit()]
    if not places:
        return number
    at = draws.pick(places)
    if draws.chance(0.4) and at + 1 < len(number) and number[at + 1].isdigit():
        return number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    return number[:at] + draws.pick("0123456789".replace(number[at], "")) + number[at + 1 :]


def _neighbour(draws: Draws, word: str) -> str:
    """A key beside the right one."""
    places = [at for at, letter in enumerate(word.lower()) if letter in _BESIDE]
    if not places:
        return word
    at = draws.pick(places)
    return word[:at] + _like(word[at], draws.pick(_BESIDE[word[at].lower()])) + word[at + 1 :]


def _dropped(draws: Draws, word: str) -> str:
    at = _place(draws, word)
    return word[:at] + word[at + 1 :]


def _added(draws: Draws, word: str) -> str:
    """A letter twice, as a rule; else one from beside it."""
    at = _place(draws, word)
    letter = word[at].lower()
    return (
        word[:at]
        + word[at]
        + (letter if draws.chance(0.6) else draws.pick(_BESIDE.get(letter, letter)))
        + word[at + 1 :]
    )


def _exchanged(draws: Draws, word: str) -> str:
    at = min(_place(draws, word), len(word) - 2)
    return word[:at] + _like(word[at], word[at + 1].lower()) + _like(word[at + 1], word[at].lower()) + word[at + 2 :]


def _heard(draws: Draws, word: str) -> str:
    return _replaced(draws, word, _SOUNDS)


def _read(draws: Draws, word: str) -> str:
    """By a scanner, or by whoever copied the handwriting."""
    return _replaced(draws, word, _LOOKS)


def _replaced(draws: Draws, word: str, pairs: tuple[tuple[str, str], ...]) -> str:
    fitting = [(old, new) for old, new in pairs if old in word.lower()]
    if not fitting:
        return _dropped(draws, word)
    old, new = draws.pick(fitting)
    at = word.lower().rindex(old) if draws.chance(0.5) else word.lower().index(old)
    return word[:at] + _like(word[at], new) + word[at + len(old) :]


def _place(draws: Draws, word: str) -> int:
    """Seldom the first letter: it is the one that is looked at (Pollock and Zamora 1984)."""
    return 0 if draws.chance(0.05) else draws.between(1, len(word) - 1)


def _like(pattern: str, letters: str) -> str:
    return letters.capitalize() if pattern.isupper() else letters


# Shares after Damerau (1964) and the generators of Febrl and GeCo: a wrong letter is commonest, then one too few.
_SLIPS: Final[Weighted[Slip]] = Weighted.of(
    ((_neighbour, 22), (_dropped, 20), (_added, 15), (_exchanged, 13), (_heard, 20), (_read, 10))
)
