"""A report about an invented man, by hand: names with markup, umlauts, very long words, contradictions, silent
agencies, a record without a day, and empty sections; and a quiet one in which nothing is shown."""

from __future__ import annotations

from dataclasses import replace

from schema.decisions.condition_words import Stated
from schema.decisions.event import Child, Side
from schema.decisions.orders_in_force import orders_at
from schema.decisions.pattern import pattern_and_history
from schema.decisions.records import Records
from schema.decisions.report import (
    Annex,
    Factor,
    Heading,
    Identity,
    OtherPerson,
    ReportContent,
    ReportGap,
    Said,
    Whereabouts,
)
from schema.decisions.timeline import Happening, timeline
from schema.report_document import canonical, digest
from schema.report_seal import Seal, SealState
from tests.decisions.events import respondent
from tests.decisions.records import assessed, charge, order, stay, supervised

AS_AT = "2026-06-26T11:04:00Z"
POLICE, COURT, PRISONS, CHILDREN, DOOR = (
    "victoria_police", "magistrates_court", "corrections_victoria", "child_protection", "orange_door")  # fmt: skip
MARKUP = "</title><script>alert(1)</script> & <b>Jörg</b> #let x = $y$ *z* @a _u_ `c` [l](m) {{ 7 * 7 }}"
LONG = "Wolfeschlegelsteinhausenbergerdorff" * 3
TURNED = "Ana\u202eeviL\u0000"
HEADING = Heading(
    request="CIP-2026-000417", kind="FULL", recipient="orange_door_bayside",
    recipient_name="The Orange Door, Bayside <A&B>",
    role="tod_victim_side", matter="matter-7", purpose="PROTECTION",
    authority="Family Violence Protection Act 2008 (Vic) ss 144F, 144G", as_at=AS_AT, known_at="2026-06-26T11:00:00Z",
    policy="0.1-proposal", rules="2026-11-24",
    caveat="Do not tell the person whom this report is about, or anybody who may tell him, that it exists.",
)  # fmt: skip
EVENTS = (
    respondent("i-1", "2019-03-02T10:00:00Z", received_at="2019-03-03T00:00:00Z", injuries="MINOR", custodian=POLICE,
               risk_band="MEDIUM"),
    respondent("i-2", "2024-02-11T10:00:00Z", received_at="2024-02-12T00:00:00Z", strangulation=True, custodian=POLICE,
               risk_band="HIGH", offences=("0213", "123A"), 
               children=(Child(person="kim", birth_year=2015, exposures=("WITNESSED",)),)),
    respondent("i-3", "2026-06-20T09:00:00Z", received_at="2026-06-21T00:00:00Z", threat_to_kill=True,
               custodian=POLICE),
    respondent("i-4", None, received_at="2026-06-22T00:00:00Z", custodian=POLICE),
)  # fmt: skip
CONDITIONS = (
    Stated(code="NO_APPROACH", distance_m=200),
    Stated(code="STAY_AWAY_HOME", place="1 <Elm> Street, Bayside"),
    Stated(code="OTHER", text="Not to come to the pool on *Tuesdays* & $5"),
)
STATEMENTS = (
    order("o-1", "order-1", conditions_in_full=CONDITIONS, made_on="2024-02-20", served_on="2024-02-21",
          ends_on="2027-02-20", number="K-<77>", heard_on="2026-06-25"),
    order("o-2", "order-1", custodian=POLICE, made_on="2024-02-19", served_on="2024-02-21", heard_on="2024-03-01",
          number="K-<77>"),
    order("o-3", "order-2", kind="INTERIM", state="INTERIM_MADE", served=None, served_on=None, number="K-78",
          made_on="2026-06-24", heard_on="2026-06-25"),
    order("o-4", "order-3", kind="FVSN", state="NOTICE_SERVED", custodian=POLICE, made_on="2019-03-02",
          served_on="2019-03-02", ends_on="2019-03-16", number="N-1", side=Side.PROTECTING, heard_on="2019-03-03"),
)  # fmt: skip
RECORDS = Records(
    orders=STATEMENTS,
    charges=(charge("c-1", occurred_at="2024-02-11T10:00:00Z", offence="0213"),),
    stays=(stay("s-1", "2024-03-01T00:00:00Z", "2025-03-01T00:00:00Z"), stay("s-2", "2026-06-21T00:00:00Z")),
    supervisions=(supervised("v-1", "2025-03-01", None),),
    assessments=(assessed("a-1", "2026-06-01", level="SERIOUS", present=("P01",)),),
)
HAPPENINGS = (
    Happening(id="i-1", kind="Incident", said="Police report: assault.", at="2019-03-02T10:00:00Z", custodian=POLICE,
              source="l17", people=("him", "her")),
    Happening(id="i-2", kind="Incident", said=f"Police report: {MARKUP}.", at="2024-02-11T10:00:00Z", custodian=POLICE,
              source="l17", people=("him", "her", "kim")),
    Happening(id="i-3", kind="Incident", said="Police report: threat to kill.", at="2026-06-20T09:00:00Z",
              custodian=POLICE, source="l17", people=("him", "her")),
    Happening(id="i-4", kind="Incident", said="Police report: no offence stated.", custodian=POLICE, source="l17"),
    Happening(id="o-1", kind="Order", said="Final family violence intervention order K-<77>, made 20 February 2024.",
              at="2024-02-20", until="2027-02-20", custodian=COURT),
    Happening(id="o-3", kind="Order", said="Interim order K-78.", at="2026-06-24", custodian=COURT),
    Happening(id="o-4", kind="Order", said="Family violence safety notice N-1.", at="2019-03-02", until="2019-03-16",
              custodian=POLICE),
    Happening(id="c-1", kind="Charge", said="Charge: common assault.", at="2024-02-11T10:00:00Z", custodian=COURT),
    Happening(id="s-1", kind="CustodyEpisode", said="In custody: sentenced.", at="2024-03-01T00:00:00Z",
              until="2025-03-01T00:00:00Z", custodian=PRISONS),
    Happening(id="s-2", kind="CustodyEpisode", said="In custody: on remand, no release stated.",
              at="2026-06-21T00:00:00Z", custodian=PRISONS),
    Happening(id="v-1", kind="Supervision", said="Community correction order, current.", at="2025-03-01",
              until="2031-03-01", custodian=PRISONS),
    Happening(id="a-1", kind="RiskAssessment", said="Brief assessment, serious risk.", at="2026-06-01", custodian=DOOR),
    Happening(id="p-1", kind="ProtectionReport", said=f"Report to Child Protection about {LONG}.", at="2026-01-09",
              until="2025-01-01", custodian=CHILDREN, people=("kim",)),
    Happening(id="x-" + "9" * 70, kind="Referral", said="Referral, open.", at="2026-02-01", custodian=DOOR),
)  # fmt: skip
CHRONOLOGY = timeline(["him"], HAPPENINGS, None, None)


def annexes() -> tuple[Annex, ...]:
    told = (*CHRONOLOGY.entries, *CHRONOLOGY.undated)
    said = (
        (POLICE, "Victoria Police", "ANSWERED", "It answered.", "2026-06-26T11:00:00Z"),
        (COURT, "Magistrates' Court", "ANSWERED", "It answered.", "2026-06-26T03:30:00Z"),
        (PRISONS, "Corrections Victoria <& Parole>", "TIMED_OUT", "Nothing within 30 seconds. Ask again.", None),
        (CHILDREN, "Child Protection", "REFUSED", "Refused; why may not be told.", None),
        ("childrens_court", "Children's Court", "NOT_ASKED", "It was not asked. Ask its registry.", None),
    )
    return tuple(Annex(*one, tuple(entry for entry in told if entry.custodian == one[0])) for one in said)


REPORT = ReportContent(
    heading=HEADING,
    identity=Identity(
        said="Two records were joined by a number; a reviewer confirmed it.",
        names=(Said("Jörg Müller-Ångström", (POLICE, COURT), ("n-1", "n-2")), Said(MARKUP, (PRISONS,), ("n-3",)),
               Said(LONG, (), ()), Said(TURNED, (POLICE,), ("n-1",)), Said("王小明 Nguyễn", (CHILDREN,), ("n-4",))),
        births=(Said("born on 3 March 1986", (POLICE,), ("n-1",)), Said("born in 1985", (COURT,), ("n-2",))),
        numbers=(),
    ),
    whereabouts=Whereabouts("In custody since 21 June 2026; no release is stated.", ("s-2",),
                            (Said("2 Oak <Lane>, Bayside, from 1 May 2025", (POLICE,), ("n-1",)),), ()),
    summaries=(Said("On bail: yes.", (), ()), Said("Charged with an offence of violence: no.", (), ())),
    orders=orders_at(STATEMENTS, AS_AT),
    chronology=CHRONOLOGY,
    pattern=pattern_and_history(EVENTS, AS_AT, RECORDS),
    factors=(
        Factor("P19", "Has threatened to kill", True, (Said("present on 1 June 2026", (DOOR,), ("a-1",)),),
               (Said("absent on 2 May 2026", (PRISONS,), ("a-2",)),)),
        Factor("P01", "Drug or alcohol misuse", False, (Said("present on 1 June 2026", (DOOR,), ("a-1",)),), ()),
    ),
    others=(OtherPerson("CHILD", "K.M., born 2015", "In one police report, on 11 February 2024.", ("i-2",)),),
    annexes=annexes(),
    gaps=(ReportGap("CUSTODIAN_TIMED_OUT", "Corrections Victoria did not answer in time. Ask it by telephone."),
          ReportGap("EXCLUDED_MAY_BE", "What is excluded under s 144C leaves no trace here.")),
)  # fmt: skip
QUIET = replace(
    REPORT,
    identity=Identity("No record was found.", (), (), ()),
    whereabouts=Whereabouts("It is not shown whether he is in custody.", (), (), ()),
    summaries=(),
    orders=orders_at((), AS_AT),
    chronology=timeline([], (), None, None),
    pattern=pattern_and_history((), AS_AT),
    factors=(),
    others=(),
    annexes=(),
    gaps=(),
)


def seal(content: ReportContent, state: SealState = SealState.ISSUED) -> Seal:
    return Seal(
        "R-2026-000417",
        2,
        "2026-06-26T11:10:00Z",
        "Central Information Point",
        digest(canonical(content)),
        "ab" * 64,
        state,
    )
