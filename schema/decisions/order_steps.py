"""The life of a notice, application or order, state by state: what may follow what, and whether it binds there.

The words of the states are this project's (`order_state.csv`); what they stand for, and the order they come in, is of
the Family Violence Protection Act 2008 (Vic). A step that the table does not have is stored and flagged, never
dropped: that a register contradicts itself is evidence.
"""

from __future__ import annotations

from dataclasses import dataclass

from schema import codes
from schema.decisions.words import listed
from schema.law import Example, Law

ACT = "Family Violence Protection Act 2008 (Vic)"


@dataclass(frozen=True, slots=True)
class State:
    """`enters`: how an order comes to it. `binds`: whether it can be contravened there. `end`: why nothing, or so
    little, follows."""

    code: str
    enters: str
    binds: str
    then: tuple[str, ...]
    end: str = ""


AFTER_SERVICE, NO, AS_BEFORE = "only after service", "no", "as before"
CLOSED = ("UNDERTAKING", "WITHDRAWN", "STRUCK_OUT", "REFUSED", "DISMISSED")
CHANGED = ("VARIED", "EXTENDED", "SUSPENDED_COND")
OVER = ("REVOKED", "SET_ASIDE", "APPEALED", "EXPIRED")
INTERIM_ON = ("ADJOURNED", "FINAL_MADE", *CLOSED, *CHANGED, *OVER)
VERSION = ("INTERIM_SERVED", "FINAL_SERVED", *INTERIM_ON)
STATES = (
    State("NOTICE_ISSUED", "police issue a safety notice (ss 24, 26)", AFTER_SERVICE,
          ("NOTICE_SERVED", "APPLIED", "WITHDRAWN", "EXPIRED")),
    State("NOTICE_SERVED", "the notice is served on the respondent (ss 30, 34)", "yes",
          ("APPLIED", "INTERIM_MADE", "ADJOURNED", "FINAL_MADE", *CLOSED, "EXPIRED")),
    State("APPLIED", "a notice is returned to the court (s 31), or somebody whom s 45 lists applies", NO,
          ("INTERIM_MADE", "ADJOURNED", "FINAL_MADE", *CLOSED)),
    State("INTERIM_MADE", "the court makes an interim order (s 53)", AFTER_SERVICE, ("INTERIM_SERVED", *INTERIM_ON)),
    State("INTERIM_SERVED", "the respondent has it by service, or by explanation in court (ss 57, 123)", "yes",
          INTERIM_ON),
    State("ADJOURNED", "the court adjourns the application; an interim order goes on", AS_BEFORE,
          ("INTERIM_MADE", "INTERIM_SERVED", *INTERIM_ON)),
    State("FINAL_MADE", "the court makes a final order (ss 74, 77, 78)", f"{AFTER_SERVICE}; until then the interim one",
          ("FINAL_SERVED", *CHANGED, *OVER)),
    State("FINAL_SERVED", "the respondent has it by service, or by explanation in court (ss 96, 123)", "yes",
          (*CHANGED, *OVER)),
    State("UNDERTAKING", "the applicant withdraws upon an undertaking", NO, (), "an undertaking ends the application"),
    State("WITHDRAWN", "the applicant withdraws", NO, (), "what was withdrawn has to be applied for anew"),
    State("STRUCK_OUT", "the court strikes the application out", NO, ("APPLIED",), "it may be reinstated, no more"),
    State("REFUSED", "the court refuses to make an order", NO, ("APPEALED",), "a refusal can be appealed from (s 114)"),
    State("DISMISSED", "the court dismisses the application", NO, ("APPEALED",),
          "a dismissal can be appealed from (s 114)"),
    State("VARIED", "the court varies the order (ss 100, 108)", "each version after its own service", VERSION),
    State("EXTENDED", "the court extends the order (s 106)", "each version after its own service", VERSION),
    State("SUSPENDED_COND", "the court suspends conditions", "but for the conditions suspended", VERSION),
    State("REVOKED", "the court revokes the order (s 100)", NO, ("APPEALED",),
          "a revoked order does not revive but on appeal (s 114)"),
    State("SET_ASIDE", "the court sets the order aside (ss 109, 119, 122)", NO, ("APPLIED",),
          "the application is heard again, or no more"),
    State("APPEALED", "a party appeals (s 114)", "as before, unless stayed",
          ("INTERIM_MADE", "INTERIM_SERVED", "FINAL_MADE", "FINAL_SERVED", "REFUSED", "DISMISSED", *CHANGED,
           "REVOKED", "SET_ASIDE", "EXPIRED")),
    State("EXPIRED", "its last day is over", NO, (), "an extension is asked for before the order expires (s 106)"),
)  # fmt: skip
BY_CODE = {state.code: state for state in STATES}


def known(state: str) -> bool:
    """Is it a state of this table? Of another one nothing can be said."""
    return state in BY_CODE


def possible(before: str, after: str) -> bool:
    """May `after` be the very next state? False too where either is no state of the table."""
    return known(before) and after in BY_CODE[before].then


def why_not(before: str, after: str) -> str:
    """The reason in words, or "" where the step is possible."""
    if possible(before, after):
        return ""
    if strange := [code for code in (before, after) if not known(code)]:
        return f"{listed([f'“{code}”' for code in strange])}: no state of an order; see docs/law/order-states.md."
    state = BY_CODE[before]
    reason = f": {state.end}" if state.end else ""
    follows = listed([_named(code) for code in state.then]) or "nothing"
    return f"{_named(after)} cannot follow {_named(before)}{reason}. What may follow it: {follows}."


def _named(code: str) -> str:
    return f"“{codes.label('order_state', code)}”"


def _row(state: State) -> tuple[str, ...]:
    then = ", ".join(f"`{code}`" for code in state.then) or "nothing"
    return f"`{state.code}`", codes.label("order_state", state.code), state.enters, state.binds, then


def _step(before: str, after: str) -> Example:
    return Example(f"`{before}`, then `{after}`", lambda: why_not(before, after) or "possible")


LAW = Law(
    name="order-states",
    title="The life of a notice, application or order",
    says="A register of a court sends each step of an order. A step that cannot follow the one before it is stored as "
    "it was sent, with `possible: false` and the doubt `IMPOSSIBLE_STEP` on the order; a step from or to a code that "
    "this table does not have is stored with neither. Steps are read in the order of their times where each has one, "
    "and as listed where one has none. The first has none before it. The states are this project's reading of the Act.",
    source=f"{ACT} ss 24-31, 34, 45, 53, 57, 74, 77, 78, 96, 100, 106, 108, 109, 114, 119, 122, 123",
    columns=("state", "in words", "enters by", "enforceable", "what may follow"),
    rows=tuple(_row(state) for state in STATES),
    examples=(
        _step("INTERIM_MADE", "INTERIM_SERVED"),
        _step("INTERIM_SERVED", "FINAL_MADE"),
        _step("APPLIED", "FINAL_SERVED"),
        _step("STRUCK_OUT", "APPLIED"),
        _step("STRUCK_OUT", "INTERIM_SERVED"),
        _step("EXPIRED", "EXTENDED"),
        _step("WITHDRAWN", "APPLIED"),
        _step("REVOKED", "VARIED"),
    ),
    since="2008-12-08",
)
