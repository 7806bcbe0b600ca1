"""What a state of a notice, application or order says of whether it binds: one row a state.

Family Violence Protection Act 2008 (Vic): a safety notice is an application and binds from service (ss 24, 30, 31); an
interim order (s 53) and a final one (s 74) bind once the respondent has them by service, or by explanation in court,
and a contravention asks for that (ss 37, 123). Undertakings, withdrawals and refusals bind nobody. The words of the
states are this project's.
"""

from __future__ import annotations

SERVED = frozenset({"NOTICE_SERVED", "INTERIM_SERVED", "FINAL_SERVED"})
UNSERVED = frozenset({"NOTICE_ISSUED", "APPLIED", "INTERIM_MADE", "FINAL_MADE"})
NEVER_AN_ORDER = frozenset({"APPLIED", "UNDERTAKING", "WITHDRAWN", "STRUCK_OUT", "REFUSED", "DISMISSED"})
OVER = frozenset({"REVOKED", "SET_ASIDE", "EXPIRED"})
ENDED = OVER | NEVER_AN_ORDER - {"APPLIED"}
APPLICATION, NOTICE, FINAL = "APPLICATION", "FVSN", "FINAL"
LONGEST_NOTICE = 14
"""Days within which a notice's application is first heard, and the notice ends or an order takes its place."""
