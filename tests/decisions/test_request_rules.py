"""May a request be answered at all? Each rule of the Act denied first, each with what lifts it, and all at once.

FVPA 2008 (Vic) s 144A and Pt 5A Div 2, 3, 5, 6; CWSA 2005 (Vic) Pt 6A. The tables here are written from these texts.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema import codes
from schema.decisions.enquiries import ITEMS
from schema.decisions.request_asked import Asked
from schema.decisions.request_rules import LAW, RULES, objections

DOOR = frozenset({"ISE", "RAE", "CIP_REQUESTER"})
TO_POINT = Asked(scheme="CIP", purpose="ASSESSMENT", role="ALLEGED", grounds="Two police reports", classes=DOOR,
                 addressed_classes=frozenset({"CIP"}), today="2026-07-01", consent="NOT_REQUIRED", relevance=("P19",),
                 urgency="LOW", birth_date="1987-03-14")  # fmt: skip
TO_ENTITY = replace(TO_POINT, scheme="FVISS", addressed_classes=frozenset({"ISE"}))
OF_A_VICTIM = replace(TO_ENTITY, role="VICTIM", consent="OBTAINED")
FOR_A_CHILD = replace(TO_ENTITY, scheme="CISS", purpose="CHILD_WELLBEING", names_a_child=True)
PROTECTING = replace(FOR_A_CHILD, scheme="CYFA", kind="child_protection")
TO_FAMILY_COURT = replace(
    PROTECTING,
    addressed_classes=frozenset(),
    role="VICTIM",
    addressed_kind="fcfcoa",
    enquiries=("NEXT_HEARING", "JUDGMENT"),
)
TO_REGISTRAR = replace(TO_ENTITY, kind="orange_door", addressed_kind="magistrates_court", enquiries=("ORDER_OUTCOME",))
TO_SAFE_STEPS = replace(TO_FAMILY_COURT, addressed_kind="safe_steps", enquiries=("EMERGENCY_ACCOMMODATION_PAST",))
MANAGED = replace(TO_ENTITY, purpose="PROTECTION", role="PERPETRATOR", established=True)
# By an entity that is no assessor, to one that is.
UNASKED = replace(TO_ENTITY, voluntary=True, classes=frozenset({"ISE"}), addressed_classes=frozenset({"ISE", "RAE"}))
WHOLE = {
    "unasked": UNASKED,
    "CIP": TO_POINT,
    "FVISS": TO_ENTITY,
    "of a victim": OF_A_VICTIM,
    "CISS": FOR_A_CHILD,
    "managed": MANAGED,
    "CYFA": PROTECTING,
    "family court": TO_FAMILY_COURT,
    "registrar": TO_REGISTRAR,
    "safe": TO_SAFE_STEPS,
}


def missing(asked: Asked) -> list[tuple[str, str]]:
    return [(found.code, found.field) for found in objections(asked)]


ISE, RAE = frozenset({"ISE"}), frozenset({"ISE", "RAE"})
GROUNDS, CONSENT = "ROLE_GROUNDS_INSUFFICIENT", ("CONSENT_MISSING", "consent")
DENIED: list[tuple[str, Asked, dict[str, Any], tuple[str, str], dict[str, Any]]] = [
    ("s 144D: who asks is prescribed", TO_ENTITY, {"classes": frozenset({"RAE"})}, ("NOT_ISE", "requester"),
     {"classes": RAE}),
    ("s 144D: under CISS too", FOR_A_CHILD, {"classes": frozenset()}, ("NOT_ISE", "requester"), {"classes": ISE}),
    ("s 144G: the Point is asked by declared requesters", TO_POINT, {"classes": RAE}, ("NOT_CIP_REQUESTER", "scheme"),
     {"classes": DOOR}),
    ("s 144KC: whom it asks is prescribed", TO_ENTITY, {"addressed_classes": frozenset({"CUSTODIAN"})},
     ("NOT_ISE", "addressedTo"), {"addressed_classes": ISE}),
    ("s 144A: wellbeing is no purpose of FVISS", TO_ENTITY, {"purpose": "CHILD_WELLBEING"}, ("NO_PURPOSE", "purpose"),
     {"purpose": "ASSESSMENT"}),
    ("s 144A: nor of the Point", TO_POINT, {"purpose": "CHILD_WELLBEING"}, ("NO_PURPOSE", "purpose"),
     {"purpose": "ASSESSMENT"}),
    ("CWSA Pt 6A: assessment is no purpose of CISS", FOR_A_CHILD, {"purpose": "ASSESSMENT"}, ("NO_PURPOSE", "purpose"),
     {"purpose": "CHILD_WELLBEING"}),
    ("Div 2: an entity that is no assessor asks for no assessment", TO_ENTITY, {"classes": ISE},
     ("NOT_RAE_FOR_ASSESSMENT", "purpose"), {"classes": RAE}),
    ("Div 2: of a victim survivor neither", OF_A_VICTIM, {"classes": ISE}, ("NOT_RAE_FOR_ASSESSMENT", "purpose"),
     {"classes": ISE, "purpose": "PROTECTION"}),
    ("s 144KA: told unasked for assessment, who is told is an assessor", UNASKED, {"addressed_classes": ISE},
     ("NOT_RAE_FOR_ASSESSMENT", "addressedTo"), {"addressed_classes": RAE}),
    ("s 144KA: who is asked is not told unasked", UNASKED, {"voluntary": False}, ("NOT_RAE_FOR_ASSESSMENT", "purpose"),
     {"voluntary": True}),
    ("Div 6: about nobody but who is believed violent", TO_POINT, {"role": "VICTIM", "consent": "OBTAINED"},
     (GROUNDS, "subjectRole"), {"role": "ALLEGED"}),
    ("Div 6: about no third party", TO_POINT, {"role": "THIRD_PARTY", "consent": "OBTAINED"}, (GROUNDS, "subjectRole"),
     {"role": "PERPETRATOR"}),
    ("a victim survivor is not asked about as violent", TO_POINT, {"named_as": "VICTIM"}, (GROUNDS, "subject"),
     {"named_as": "ALLEGED"}),
    ("nor a child, under any scheme", FOR_A_CHILD, {"named_as": "CHILD"}, (GROUNDS, "subject"), {"named_as": ""}),
    ("Div 6: about adults", TO_POINT, {"birth_date": "2008-07-02"}, (GROUNDS, "birthDate"),
     {"birth_date": "2008-07-01"}),
    ("the form: grounds in words", TO_POINT, {"grounds": " \n"}, (GROUNDS, "groundsForRole"), {"grounds": "Seen"}),
    ("Div 3: of an alleged perpetrator no protection", MANAGED, {"role": "ALLEGED"}, (GROUNDS, "purpose"),
     {"role": "PERPETRATOR"}),
    ("Div 3: nor before the risk is established", MANAGED, {"established": False}, (GROUNDS, "purpose"),
     {"established": True}),
    ("Div 3: the Point neither", replace(TO_POINT, role="PERPETRATOR"), {"purpose": "PROTECTION"},
     (GROUNDS, "purpose"), {"purpose": "PROTECTION", "established": True}),
    ("s 144NA: a victim survivor consents", OF_A_VICTIM, {"consent": "NOT_REQUIRED"}, CONSENT,
     {"consent": "OBTAINED"}),
    ("s 144NA: a third party too", OF_A_VICTIM, {"role": "THIRD_PARTY", "consent": ""}, CONSENT,
     {"role": "THIRD_PARTY"}),
    ("reg 11: why no consent was sought is said", OF_A_VICTIM, {"consent": "SERIOUS_THREAT", "consent_reason": " "},
     CONSENT, {"consent": "SERIOUS_THREAT", "consent_reason": "He said that he would kill her"}),
    ("s 144NC: of a risk to a child too", OF_A_VICTIM, {"consent": "CHILD_RISK"}, CONSENT,
     {"consent": "CHILD_RISK", "consent_reason": "Her son is with him"}),
    ("of a child no consent is asked, a day younger than 18", OF_A_VICTIM,
     {"consent": "NOT_REQUIRED", "birth_date": "2008-07-01"}, CONSENT,
     {"consent": "NOT_REQUIRED", "birth_date": "2008-07-02"}),
    ("nor of whom the matter has as a child", OF_A_VICTIM,
     {"consent": "NOT_REQUIRED", "birth_date": None, "named_as": "VICTIM"}, CONSENT,
     {"consent": "NOT_REQUIRED", "birth_date": None, "named_as": "CHILD"}),
    ("CWSA Pt 6A: for a child", FOR_A_CHILD, {"names_a_child": False}, ("NOT_RELEVANT", "personAtRisk"),
     {"names_a_child": True}),
    ("s 144A: to what it is relevant", TO_ENTITY, {"relevance": ()}, ("NOT_RELEVANT", "relevance"),
     {"relevance": ("P05",)}),
    ("the form: what makes it urgent", TO_POINT, {"urgency": "HIGH"}, ("NOT_RELEVANT", "urgencyFactors"),
     {"urgency": "HIGH", "urgency_factors": ("Released yesterday",)}),
    ("CYFA: Child Protection alone gathers so", PROTECTING, {"kind": "orange_door"}, ("OTHER_LAW", "scheme"),
     {"kind": "child_protection"}),
    ("CYFA: no other entity is told but by a protocol", PROTECTING, {"addressed_classes": frozenset()},
     ("NOT_ISE", "addressedTo"),
     {"addressed_classes": frozenset(), "addressed_kind": "fcfcoa", "enquiries": ("NEXT_HEARING",)}),
    ("CYFA: assessment is none of its purposes", PROTECTING, {"purpose": "ASSESSMENT"}, ("NO_PURPOSE", "purpose"),
     {"purpose": "CHILD_WELLBEING"}),
    ("CYFA: for a child", PROTECTING, {"names_a_child": False}, ("NOT_RELEVANT", "personAtRisk"),
     {"names_a_child": True}),
    ("a registrar holds no safety plan", TO_REGISTRAR, {"enquiries": ("ORDER_COPY", "SAFETY_PLAN")},
     ("NOT_RELEVANT", "enquiries"), {"addressed_kind": "childrens_court"}),
    ("a court of Victoria holds no parenting order", TO_FAMILY_COURT, {"addressed_kind": "childrens_court"},
     ("NOT_RELEVANT", "enquiries"), {"addressed_kind": "fcfcoa"}),
    ("Safe Steps is asked by Child Protection alone", replace(OF_A_VICTIM, kind="child_protection"),
     {"kind": "mens_services", "addressed_kind": "safe_steps", "enquiries": ("EMERGENCY_ACCOMMODATION_LIKELY",)},
     ("OTHER_LAW", "enquiries"),
     {"addressed_kind": "safe_steps", "enquiries": ("EMERGENCY_ACCOMMODATION_LIKELY",)}),
    ("Child Protection's own assessment is asked by police", replace(TO_ENTITY, addressed_kind="child_protection"),
     {"kind": "orange_door", "enquiries": ("RISK_ASSESSMENT_RESULTS",)}, ("OTHER_LAW", "enquiries"),
     {"kind": "police_fv_unit", "enquiries": ("RISK_ASSESSMENT_RESULTS",)}),
    ("protocol 2819 is no FVISS", replace(TO_FAMILY_COURT, addressed_classes=ISE, consent="OBTAINED"),
     {"scheme": "FVISS", "purpose": "PROTECTION"}, ("NO_PURPOSE", "enquiries"), {"scheme": "CYFA"}),
    ("where she is safe is asked of nobody violent", TO_SAFE_STEPS, {"role": "ALLEGED"}, (GROUNDS, "subjectRole"),
     {"role": "VICTIM"}),
    ("about somebody in particular", TO_POINT, {"identified": False}, ("IDENTITY_UNVERIFIED", "subject"),
     {"identified": True}),
]  # fmt: skip


@pytest.mark.parametrize(("_case", "whole", "short", "what", "mended"), DENIED, ids=[row[0] for row in DENIED])
def test_what_the_law_asks_is_missing_and_mended_it_is_eligible(
    _case: str, whole: Asked, short: dict[str, Any], what: tuple[str, str], mended: dict[str, Any]
) -> None:
    assert missing(replace(whole, **short)) == [what]
    assert missing(replace(whole, **mended)) == []


@pytest.mark.parametrize("asked", WHOLE.values(), ids=WHOLE)
def test_a_whole_request_is_eligible(asked: Asked) -> None:
    assert missing(asked) == []


@pytest.mark.parametrize(
    ("_case", "asked"),
    [
        ("the Point's own class is no matter", replace(TO_POINT, addressed_classes=frozenset())),
        ("urgency in the middle needs no factor", replace(TO_POINT, urgency="MEDIUM")),
        ("consent is not asked of who is believed violent", replace(TO_POINT, consent="")),
        ("nor under CISS", replace(FOR_A_CHILD, role="VICTIM", consent="")),
        ("an adolescent is asked about by FVISS", replace(TO_ENTITY, birth_date="2010-01-01")),
        ("a date that nobody stated is none", replace(TO_POINT, birth_date=None)),
        ("any entity asks to manage a risk", replace(MANAGED, classes=ISE)),
        ("and any under CISS", replace(FOR_A_CHILD, classes=ISE)),
        ("a victim survivor asked about as one", replace(OF_A_VICTIM, named_as="VICTIM")),
    ],
)
def test_what_no_rule_asks_stands_in_no_way(_case: str, asked: Asked) -> None:
    assert missing(asked) == []


@pytest.mark.parametrize(
    ("born", "today", "adult"),
    [
        ("2008-07-02", "2026-07-01", False),
        ("2008-07-01", "2026-07-01", True),
        ("2008-06-30", "2026-07-01", True),
        ("2008-12-31", "2026-01-01", False),
        ("2008-02-29", "2026-02-28", False),
        ("2008-02-29", "2026-03-01", True),
        ("2030-01-01", "2026-07-01", False),
    ],
)
def test_eighteen_is_reached_on_the_birthday(born: str, today: str, adult: bool) -> None:
    found = missing(replace(TO_POINT, birth_date=born, today=today))
    assert found == ([] if adult else [(GROUNDS, "birthDate")])


def test_all_that_is_missing_is_said_at_once_in_the_order_of_the_rules() -> None:
    short = replace(TO_POINT, classes=frozenset(), purpose="PROTECTION", grounds="", birth_date="2010-01-01",
                    named_as="VICTIM", relevance=(), urgency="HIGH", identified=False)  # fmt: skip
    assert missing(short) == [
        ("NOT_ISE", "requester"), ("NOT_CIP_REQUESTER", "scheme"), (GROUNDS, "subject"), (GROUNDS, "birthDate"),
        (GROUNDS, "groundsForRole"), (GROUNDS, "purpose"), ("NOT_RELEVANT", "relevance"),
        ("NOT_RELEVANT", "urgencyFactors"), ("IDENTITY_UNVERIFIED", "subject"),
    ]  # fmt: skip


DAYS = st.dates().map(str)
CLASSES = st.frozensets(st.sampled_from(["ISE", "RAE", "CIP_REQUESTER", "CUSTODIAN"]))
KINDS = st.sampled_from(
    ["child_protection", "fcfcoa", "magistrates_court", "orange_door", "police_fv_unit", "safe_steps"]
)
WORDS = st.sampled_from(["", " ", "as told"])
ASKED = st.builds(
    Asked, scheme=st.sampled_from(["CIP", "FVISS", "CISS", "CYFA"]), classes=CLASSES, addressed_classes=CLASSES,
    purpose=st.sampled_from(["ASSESSMENT", "PROTECTION", "CHILD_WELLBEING"]),
    role=st.sampled_from(["ALLEGED", "PERPETRATOR", "VICTIM", "THIRD_PARTY"]), grounds=WORDS,
    named_as=st.sampled_from(["", "ALLEGED", "PERPETRATOR", "VICTIM", "CHILD", "LINKED"]), established=st.booleans(),
    consent=st.sampled_from(["OBTAINED", "SERIOUS_THREAT", "CHILD_RISK", "NOT_REQUIRED"]), consent_reason=WORDS,
    relevance=st.sampled_from([(), ("P19",)]), urgency=st.sampled_from(["HIGH", "MEDIUM", "LOW"]),
    urgency_factors=st.sampled_from([(), ("soon",)]), names_a_child=st.booleans(), identified=st.booleans(),
    birth_date=st.none() | DAYS, today=DAYS, kind=KINDS, addressed_kind=KINDS,
    enquiries=st.lists(st.sampled_from(sorted(ITEMS)), unique=True, max_size=3).map(tuple),
    voluntary=st.booleans(),
)  # fmt: skip

# Field of the request → what an objection to it may rest on.
RESTS_ON: dict[str, set[str]] = {
    "requester": {"classes"},
    "scheme": {"scheme", "classes", "kind"},
    "enquiries": {"scheme", "classes", "kind", "addressed_kind", "enquiries"},
    "addressedTo": {"scheme", "addressed_classes", "enquiries", "voluntary", "purpose"},
    "purpose": {"scheme", "purpose", "classes", "role", "established", "voluntary"},
    "subjectRole": {"scheme", "role", "enquiries"},
    "subject": {"role", "named_as", "identified"},
    "birthDate": {"scheme", "birth_date", "today"},
    "groundsForRole": {"grounds"},
    "consent": {"scheme", "role", "consent", "consent_reason", "named_as", "birth_date", "today"},
    "personAtRisk": {"scheme", "names_a_child"},
    "relevance": {"relevance"},
    "urgencyFactors": {"urgency", "urgency_factors"},
}


@given(ASKED, ASKED, st.sampled_from(sorted(RESTS_ON)))
def test_an_objection_never_rests_on_what_its_rule_does_not_name(asked: Asked, other: Asked, field: str) -> None:
    else_ = {f.name: getattr(other, f.name) for f in fields(Asked) if f.name not in RESTS_ON[field]}
    here, there = ([o for o in objections(one) if o.field == field] for one in (asked, replace(asked, **else_)))
    assert [o.code for o in here] == [o.code for o in there]


@given(ASKED)
def test_each_objection_has_a_code_of_the_list_a_field_and_a_mend(asked: Asked) -> None:
    for found in objections(asked):
        assert codes.known("refusal_reason", found.code)
        assert found.field in RESTS_ON
        assert found.mend.endswith(".")
        assert "|" not in found.code + found.field + found.mend  # by which they are stored together


@given(ASKED)
def test_the_point_tells_nothing_of_whom_is_not_believed_violent_nor_to_whom_is_not_declared(asked: Asked) -> None:
    if asked.scheme == "CIP" and not objections(asked):
        assert asked.role in ("ALLEGED", "PERPETRATOR")
        assert {"ISE", "CIP_REQUESTER"} <= asked.classes
        assert asked.named_as not in ("VICTIM", "CHILD")


def test_each_rule_is_met_by_the_table_above_and_stands_on_the_page() -> None:
    shorts = [replace(whole, **short) for _, whole, short, _, _ in DENIED]
    assert [rule.__name__ for rule in RULES if not any(rule(asked) for asked in shorts)] == []
    assert [words for words, _ in LAW.rows] == [rule.__name__.replace("_", " ") for rule in RULES]
