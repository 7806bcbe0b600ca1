"""What is asked in particular of a request, item by item, and how each was answered: schema.decisions.enquiries."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

import strawberry

from resolvers.errors import Fault, FieldFault
from resolvers.registry_desk import LONGEST_WORDS
from resolvers.request_input import EnquiryItem, Refusal
from schema.decisions.enquiries import ITEMS, OF_ITEM

ID = strawberry.ID
NOT_ANSWERED = "NOT_ANSWERED"
WHOLE = ("ANSWERED", "NOT_HELD")  # of an item that nothing is left to say of


@strawberry.enum(description="What becomes of one item. Of one whose place could be told, ANSWERED says yes.")
class ItemOutcome(Enum):
    ANSWERED = "ANSWERED"
    NOT_HELD = "NOT_HELD"
    REFUSED = "REFUSED"


@strawberry.input(description="The answer to one item of a request.")
class ItemAnswer:
    item: EnquiryItem = strawberry.field(description="Which.")
    outcome: ItemOutcome = strawberry.field(description="What becomes of it.")
    said: str = strawberry.field(
        default="", description="In words: of a refusal the reason. None where it could tell where somebody was safe."
    )
    code: Refusal | None = strawberry.field(default=None, description="Of a refusal its reason.")
    records: list[ID] = strawberry.field(
        default_factory=list, description="Records of your own that answer it, of the kinds in docs/law/enquiries.md."
    )


@strawberry.type
class EnquiryAnswered:
    """One item that was asked, and what became of it."""

    item: EnquiryItem = strawberry.field(description="Which.")
    asks: str = strawberry.field(description="What it asks, in words.")
    authority: str = strawberry.field(description="By which law or protocol it is asked.")
    outcome: str = strawberry.field(description="ANSWERED, NOT_HELD, REFUSED; NOT_ANSWERED: nothing was said of it.")
    said: str | None = strawberry.field(description="In words.")
    code: str | None = strawberry.field(description="Of a refusal its reason.")
    records: list[ID] = strawberry.field(description="Records that answer it.")


def answered(asked: Sequence[str], steps: Sequence[Sequence[str] | None]) -> list[EnquiryAnswered]:
    """Each item that was asked with the last that was said of it; `steps`: what each step said, the first first."""
    said = {line.split("|", 1)[0]: line for lines in steps for line in lines or ()}
    return [_answered(code, said.get(code, f"{code}|{NOT_ANSWERED}|||")) for code in asked]


def _answered(item: str, line: str) -> EnquiryAnswered:
    _, outcome, code, records, said = line.split("|", 4)
    told: Any = {"asks": ITEMS[item].asks, "authority": OF_ITEM[item].authority, "records": records.split()}
    return EnquiryAnswered(item=EnquiryItem[item], outcome=outcome, said=said or None, code=code or None, **told)


def stored(given: Sequence[ItemAnswer]) -> list[str]:
    """As a step keeps them; words come last, for they may have any sign."""
    return [
        "|".join((one.item.value, one.outcome.value, one.code.value if one.code else "", " ".join(one.records),
                  one.said.strip()))
        for one in given
    ]  # fmt: skip


def all_not_held(asked: Sequence[str]) -> list[str]:
    return [f"{code}|NOT_HELD|||" for code in asked]


def state_of(asked: Sequence[str], steps: Sequence[Sequence[str] | None]) -> str:
    """An answer never pretends: what is refused, or not spoken of, is not answered."""
    found = [one.outcome for one in answered(asked, steps)]
    if found and all(outcome == "REFUSED" for outcome in found):
        raise Fault("BAD_INPUT", "Every item is refused: refuse the request, by refuseRequest.", ("items",))
    return "ANSWERED" if all(outcome in WHOLE for outcome in found) else "PARTLY_ANSWERED"


def good(given: Sequence[ItemAnswer], asked: Sequence[str], own: Mapping[str, str]) -> None:
    """All that is wrong, at once. `own`: record → its kind, of those that are the organisation's."""
    wrong = [fault for place, one in enumerate(given)
             for fault in (*_wrong(place, one, asked), *_wrong_records(place, one, own))]  # fmt: skip
    codes = [one.item.value for one in given]
    wrong += [
        FieldFault(("items", place, "item"), "TWICE", "Answer each item once.")
        for place, code in enumerate(codes)
        if code in codes[:place]
    ]
    if wrong:
        raise Fault("BAD_INPUT", wrong[0].message, wrong[0].path, tuple(wrong))


def _wrong(place: int, one: ItemAnswer, asked: Sequence[str]) -> Iterator[FieldFault]:
    item, outcome, words = ITEMS[one.item.value], one.outcome.value, one.said.strip()
    if item.code not in asked:
        yield FieldFault(("items", place, "item"), "NOT_ASKED", "The request does not ask it; see its `enquiries`.")
    if item.located and outcome != "REFUSED" and words:
        yield FieldFault(("items", place, "said"), "NO_WORDS", "Say yes (ANSWERED) or no (NOT_HELD) and nothing more: "
                         "where somebody is safe is not written down here.")  # fmt: skip
    if outcome == "ANSWERED" and not (item.located or words or one.records):
        yield FieldFault(("items", place, "said"), "EMPTY", "Answer it in words, or with records of your own.")
    if (outcome == "REFUSED") is not (one.code is not None) or (one.code and not words):
        yield FieldFault(("items", place, "code"), "REASON", "A refusal, and nothing else, has a code, and a reason in "
                         "words.")  # fmt: skip
    if len(words) > LONGEST_WORDS:
        yield FieldFault(("items", place, "said"), "TOO_LONG", f"At most {LONGEST_WORDS} characters.")


def _wrong_records(place: int, one: ItemAnswer, own: Mapping[str, str]) -> Iterator[FieldFault]:
    kinds = ITEMS[one.item.value].records
    if one.records and one.outcome.value != "ANSWERED":
        yield FieldFault(("items", place, "records"), "NO_RECORDS", "Only what is ANSWERED has records.")
    for number, record in enumerate(one.records):
        if own.get(record) not in kinds:
            named = " or ".join(kinds) or "none: it is answered in words"
            yield FieldFault(("items", place, "records", number), "OTHER_RECORD", "Each record is one of your "
                             f"organisation's own, of the kind that answers the item ({named}).")  # fmt: skip
