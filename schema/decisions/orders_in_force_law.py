"""The rules of `ordersInForce` as a page of docs/law, with an example at each boundary."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from schema.decisions.condition_words import Stated, in_words
from schema.decisions.event import Side
from schema.decisions.order_moments import clock
from schema.decisions.order_statement import Statement
from schema.decisions.orders_in_force import orders_at
from schema.law import Example, Law

ROWS = (
    ("1", "it is an application, or came to nothing, and nothing was served", "`NO_ORDER`", "FVPA ss 43, 53, 74"),
    ("2", "an interim order whose final order, or a notice whose order, is served", "`ENDED`", "FVPA ss 30, 57(1)(c)"),
    ("3", "its last day is over, at midnight in Victoria; not while what takes its place is made and not served",
     "`ENDED`", "FVPA ss 57(1)(c), 97"),
    ("4", "the instant at which the court ended it has come", "`ENDED`", "FVPA s 100"),
    ("5", "a state that ends it was heard by that day, and no instant is stated; before that day, `NOT_KNOWN`",
     "`ENDED`", "a state has no day of its own"),
    ("6", "it was made later", "`NOT_STARTED`", "FVPA ss 53, 74"),
    ("7", "it is served later, or no statement says that it was served", "`NOT_SERVED`", "FVPA ss 30, 37, 123"),
    ("8", "it was served on this day, and no statement says when", "`SERVED_THIS_DAY`", "FVPA ss 30, 123"),
    ("9", "nothing is said of service, or of no day of it", "`NOT_KNOWN`", "what is not stated is not guessed"),
    ("10", "its first day is later", "`NOT_STARTED`", "the order"),
    ("11", "a notice of which no end is stated, more than 14 days after service", "`NOT_KNOWN`", "FVPA ss 30, 31"),
    ("12", "none of these", "`IN_FORCE`", "FVPA ss 30, 123"),
)  # fmt: skip
FLAGGED = (
    ("no number of the file, an impossible date, an instant without its offset from UTC", "refused"),
    ("an order or charge that names a person whom the file does not list", "refused"),
    ("one person number as respondent and as affected family member or child", "refused"),
    ("an order served before it was made", "`SERVED_BEFORE_MADE`; it binds from the later of the two"),
    ("two services on two days", "`SERVICE_DAYS_DIFFER`; the first is taken"),
    ("an order that ends before it starts", "`ENDS_BEFORE_START`"),
    ("a step that cannot follow the one before it", "`IMPOSSIBLE_STEP`; see [order-states](order-states.md)"),
    ("a condition without its distance, place or words", "`CONDITION_WITHOUT_PARAMETER`; its sentence says so"),
    ("a contravention before the order was served", "`BREACH_BEFORE_SERVICE` on the charge"),
    ("a contravention of an order that the file does not hold", "`ORDER_NOT_ON_FILE` on the charge"),
    ("an outcome without its day, or before the charge", "`OUTCOME_WITHOUT_DATE`, `DECIDED_BEFORE_CHARGED`"),
    ("statements of one order that differ in kind, days, or whether it is over",
     "side by side in `contradictions`, each value with its custodians; the register decides"),
)  # fmt: skip
COURT: dict[str, Any] = {"side": Side.AGAINST, "heard_on": "2026-04-10", "custodian": "magistrates_court",
                         "application": "magistrates_court K1"}  # fmt: skip
FINAL = Statement(id="a", order="a", kind="FINAL", state="FINAL_SERVED", number="K1/2", served=True,
                  ends_on="2026-04-05", made_at="2026-03-03T00:30:00Z", served_at="2026-03-04T03:15:00Z",
                  **COURT)  # fmt: skip
INTERIM = Statement(id="b", order="b", kind="INTERIM", state="INTERIM_SERVED", number="K1/1", served=True,
                    ends_on="2026-03-03", made_at="2026-02-01T00:00:00Z", served_at="2026-02-01T01:00:00Z",
                    **COURT)  # fmt: skip
POLICE = replace(FINAL, id="c", custodian="victoria_police", application=None, made_at=None, served_at=None,
                 made_on="2026-03-03", served_on="2026-03-05")  # fmt: skip
REVOKED = replace(FINAL, state="REVOKED", ended_at="2026-03-20T00:00:00Z")


def _asked(words: str, at: str, *statements: Statement) -> Example:
    def work() -> str:
        found = orders_at(statements, at).orders
        return "; ".join(f"{order.kind}: {order.binding} ({order.why})" for order in found)

    return Example(f"{words}, at {clock(at)}", work)


def _condition(words: str, said: Stated) -> Example:
    return Example(words, lambda: in_words(said))


LAW = Law(
    name="orders-in-force",
    title="Orders in force",
    says="`ordersInForce` reads all statements of one instrument together: the register of the court that makes such "
    "orders first, then what was received last. Instants, which registers give, decide to the minute; days, which "
    "police reports give, to the local day. The first row that says something decides. Nothing shown is never “no "
    "order”; the answer says whether a register is among what is shown, and when it was last heard.",
    source="Family Violence Protection Act 2008 (Vic) (FVPA) ss 30, 31, 37, 43, 53, 57, 74, 97, 100, 123; the order of "
    "the rows is this project's",
    columns=("row", "when", "found", "source"),
    rows=ROWS,
    examples=(
        _asked("A final order, made and not served yet", "2026-03-04T03:14:59Z", FINAL),
        _asked("The minute of its service", "2026-03-04T03:15:00Z", FINAL),
        _asked("The night on which daylight saving ends, an hour that comes twice", "2026-04-04T16:30:00Z", FINAL),
        _asked("Its last day, one second before midnight", "2026-04-05T13:59:59Z", FINAL),
        _asked("Midnight after its last day", "2026-04-05T14:00:00Z", FINAL),
        _asked("The interim order, past its last day while the final one is not served", "2026-03-04T03:00:00Z",
               INTERIM, FINAL),
        _asked("The same once the final one is served", "2026-03-04T03:15:00Z", INTERIM, FINAL),
        _asked("A revoked order, a second before", "2026-03-19T23:59:59Z", REVOKED),
        _asked("A revoked order, from the instant", "2026-03-20T00:00:00Z", REVOKED),
        _asked("Police alone, on the day of service", "2026-03-05T02:00:00Z", POLICE),
        _asked("Police and the register, who differ on the day of service", "2026-03-04T04:00:00Z", FINAL, POLICE),
        _condition("A condition of 200 metres, a place and an exception",
                   Stated(code="NO_APPROACH", distance_m=200, place="12 Example Street, Frankston",
                          exceptions=("FAMILY_LAW_ORDER",))),
        _condition("The same without its distance", Stated(code="NO_APPROACH")),
        _condition("A home, its place not stated or not shown", Stated(code="STAY_AWAY_HOME", distance_m=100)),
    ),
    since="2008-12-08",
)  # fmt: skip
RECORDS = Law(
    name="court-records",
    title="What of a court's file is refused, and what is stored and flagged",
    says="What cannot be kept whole is refused, with the field and the mend. What only contradicts itself is stored as "
    "it was sent and flagged in `doubts` of the order or charge, since a contradiction is evidence.",
    source="this project's",
    columns=("what", "comes to"),
    rows=FLAGGED,
)
