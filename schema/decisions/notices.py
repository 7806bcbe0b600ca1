"""Notices about reports: what each kind means, and what its reader does next.

Family Violence Protection (Information Sharing and Risk Management) Regulations 2018 (Vic) reg 10: what was disclosed,
to whom and when is kept; whoever relied on a report is told when it may be relied on no more. No notice tells of what a
report says.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """`means` is a sentence; `then` is the next step."""

    means: str
    then: str


KINDS = {
    "REPORT_CORRECTED": Kind(
        "A later version stands in place of this report.",
        "Read `instead`, and put right what rested on this one.",
    ),
    "REPORT_RECALLED": Kind(
        "This report was recalled.",
        "Do not rely on it. Ask the Central Information Point what stands in its place.",
    ),
    "REPORT_CLOSED": Kind(
        "A record that this report tells of was erased: the report can be opened no more.",
        "Do not rely on it. Ask the Central Information Point for a new one.",
    ),
    "LATE_ANSWER": Kind(
        "A custodian that this report was issued without has answered.",
        "Watch the subject and ask `changedSince`, or ask the Central Information Point for a new version.",
    ),
    "SHARED_RECORDS": Kind(
        "Another report that tells of some of the same records was corrected or recalled.",
        "Ask the Central Information Point whether this one still stands.",
    ),
    "RECORDS_TOLD": Kind(
        "A report that tells of records of yours was issued.",
        "Keep it with your register (reg 10). Of what is wrong in a record, send a newer version.",
    ),
}
