"""What the Central Information Point's work is called on pages, where the hub speaks to programs."""

from __future__ import annotations

from collections.abc import Mapping

from resolvers.report.plain import STATUSES
from schema import codes

# Of what the hub names for programs, where it is on these pages.
PLACES: Mapping[str, str] = {
    "`reportItems` lists them": "Records lists them",
    "`requests` lists them": "the desk lists them",
    "`reports` lists them": "the page of its request lists them",
    "of `candidates`": "of the candidates",
    "Confirm first who the subject is: acceptRequest.": "Confirm first who the subject is, on the page of the request.",
    "Name the matter that acceptRequest opened on this request with the purpose.": "You work under another matter: "
    "go on under that of this request, by the button on its page.",
    "answer that nothing is held, or refuse with the reason": "answer that nothing is held, or refuse with the reason, "
    "on the page of the request",
}
CONSENTS = {
    "OBTAINED": "Obtained from the person",
    "SERIOUS_THREAT": "Not sought, for a serious threat",
    "CHILD_RISK": "Not sought, for a risk to a child",
    "NOT_REQUIRED": "Not required of somebody believed to use violence",
}
SUBJECT_ROLES = {
    "ALLEGED": "Alleged to use violence",
    "PERPETRATOR": "Uses violence, by an established risk",
    "VICTIM": "Victim survivor",
    "THIRD_PARTY": "Somebody else",
}
# What was checked before a report is issued: the name in the schema, in short, and in full.
CHECKLIST: tuple[tuple[str, str, str], ...] = (
    ("authority", "Authority", "the recipient is a declared requester, and the grounds suffice"),
    ("purpose", "Purpose", "it is assessment, or protection from an established risk"),
    ("consent", "Consent", "it was given, or the reason why it was not asked is recorded"),
    ("exclusions", "Exclusions", "nothing in it is excluded information (FVPA s 144C)"),
    ("linkedPersons", "Linked persons", "no other person can be found by it who should not be"),
    ("childrensViews", "Children's views", "they were sought, or why not is recorded"),
)
DECISIONS = (
    ("RELEASE", "Release", "told as far as the policy lets the recipient see it"),
    ("MASK", "Mask", "told in summary at most"),
    ("WITHHOLD", "Withhold", "not told"),
)
ANSWERS = {**STATUSES, "FAILED": "Failed: nothing of it was kept", "STORED": "Cannot be asked at once: what it sends "
           "by itself is used"}  # fmt: skip


def in_pages(message: str) -> str:
    for said, here in PLACES.items():
        message = message.replace(said, here)
    return message


def coded(code_list: str) -> tuple[tuple[str, str], ...]:
    """Each code of a list with its label, to choose from."""
    return tuple((code, codes.label(code_list, code)) for code in codes.codes(code_list))
