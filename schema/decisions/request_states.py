"""The life of a request for information, state by state: what may follow what, who does it, and what it means.

The states are this project's; what they stand for follows the Family Violence Protection Act 2008 (Vic) Pt 5A and the
Family Violence Protection (Information Sharing and Risk Management) Regulations 2018 (Vic), regs 9 to 14.
"""

from __future__ import annotations

from dataclasses import dataclass

from schema.decisions.words import listed
from schema.law import Example, Law


@dataclass(frozen=True, slots=True)
class State:
    """`by`: whose act brings a request here; `then`: what may follow; `end`: why nothing does."""

    code: str
    means: str
    by: str
    then: tuple[str, ...]
    end: str = ""


REQUESTER, ADDRESSEE, HUB = "the requester", "whom it is addressed to", "the hub"
STATES = (
    State("DRAFTED", "it is written down and sent to nobody", REQUESTER,
          ("SUBMITTED", "INELIGIBLE", "VOLUNTEERED", "WITHDRAWN")),
    State("INELIGIBLE", "it was sent, and something that the law asks is missing; nothing was searched", HUB,
          ("SUBMITTED", "INELIGIBLE", "VOLUNTEERED", "WITHDRAWN")),
    State("SUBMITTED", "it is eligible and waits for whom it is addressed to", REQUESTER,
          ("ACCEPTED", "PARTLY_ANSWERED", "ANSWERED", "REFUSED", "WITHDRAWN")),
    State("ACCEPTED", "who the subject is was confirmed, and the custodians are asked; accepted once more, the one "
          "before was confirmed by mistake", ADDRESSEE,
          ("ACCEPTED", "PARTLY_ANSWERED", "ANSWERED", "REFUSED", "WITHDRAWN")),
    State("PARTLY_ANSWERED", "a report was issued before all custodians had answered, or items that were asked are "
          "not answered", ADDRESSEE,
          ("ACCEPTED", "PARTLY_ANSWERED", "ANSWERED", "REFUSED", "WITHDRAWN", "DISPUTED")),
    State("ANSWERED", "it was answered in full, or nothing is held; a corrected report answers it again", ADDRESSEE,
          ("ANSWERED", "DISPUTED")),
    State("REFUSED", "it was refused with a reason in writing (reg 13)", ADDRESSEE, ("DISPUTED",)),
    State("DISPUTED", "the requester disputes the answer or the refusal, with reasons", REQUESTER,
          ("ACCEPTED", "PARTLY_ANSWERED", "ANSWERED", "REFUSED")),
    State("WITHDRAWN", "the requester took it back, or a consent that it rested on was withdrawn", REQUESTER, (),
          "what was taken back is asked anew"),
    State("VOLUNTEERED", "it was told unasked (FVPA ss 144KA, 144LA), and nobody asked for it", REQUESTER, (),
          "nobody asked for it: whoever wants more asks"),
)  # fmt: skip
WATCHED = frozenset({"SUBMITTED", "ACCEPTED", "PARTLY_ANSWERED", "ANSWERED", "DISPUTED"})
"""States in which the requester may go on to be told of the subject (FVPA Pt 5A Div 6: new or updated information about
a person on whom a request was made)."""
BY_CODE = {state.code: state for state in STATES}


def may_follow(state: str, then: str) -> bool:
    return then in BY_CODE[state].then


def why_not(state: str, then: str) -> str:
    """In words, for a step that the table does not have."""
    may = listed([code.lower().replace("_", " ") for code in BY_CODE[state].then]) or "nothing"
    end = f" ({BY_CODE[state].end})" if BY_CODE[state].end else ""
    return (
        f"A request that is {state.lower().replace('_', ' ')} cannot become {then.lower().replace('_', ' ')}: "
        f"what may follow is {may}{end}."
    )


LAW = Law(
    name="request-states",
    title="Requests for information: their states",
    says="Eligibility is asked before anything is searched. A refusal has a reason in writing. What has ended is never "
    "changed: a dispute, a correction or a recall is a new entry beside it.",
    source="Family Violence Protection Act 2008 (Vic) Pt 5A Div 2, 3 and 6; Family Violence Protection (Information "
    "Sharing and Risk Management) Regulations 2018 (Vic) regs 9 to 14; the states are our own reading",
    columns=("State", "Means", "By", "Then"),
    rows=tuple((s.code, s.means, s.by, ", ".join(s.then) or f"nothing: {s.end}") for s in STATES),
    examples=(
        Example("SUBMITTED, then ACCEPTED", lambda: "yes" if may_follow("SUBMITTED", "ACCEPTED") else "no"),
        Example("PARTLY_ANSWERED, then ACCEPTED, of another person",
                lambda: "yes" if may_follow("PARTLY_ANSWERED", "ACCEPTED") else "no"),
        Example("WITHDRAWN, then ACCEPTED", lambda: why_not("WITHDRAWN", "ACCEPTED")),
    ),
)  # fmt: skip
