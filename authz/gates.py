"""The conditions of a cell: pure functions, one a gate, that are true when the gate holds.

A gate that is not in `BUILT` is closed: every position it binds shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from authz.moment import Moment
from authz.words import Facet, Position, Standing

POLICE = "victoria_police"
OF_A_FILE = ("CourtFile", "Order", "Charge")


@dataclass(frozen=True, slots=True)
class Case:
    """One cell asked about one person in one record or event.

    `standing` is the one the cell is read at; `recorded` is what the record or the part
    itself says of the person. `respondents` are those recorded as using violence in it.
    `facet` is said where a gate asks for it: see `ASKING_THE_FACET`.
    """

    position: Position
    person: str
    standing: Standing
    recorded: Standing
    custodian: str
    own: bool
    moment: Moment
    label: str = "PersonRecord"
    respondents: frozenset[str] | None = None  # None: a person's record, not an event
    respondent_part: bool = False
    scanned: bool = False
    kind: str = ""
    risk_relevant: bool = False
    via_cip: bool = False
    cleared: bool = False  # an extract of its text, for the asker's role
    facet: Facet | None = None


Gate = Callable[[Case], bool]


def linked(case: Case) -> bool:
    """8.1(4): the asker's open matter names the person the record is about."""
    return case.person in case.moment.standings


def own_client(case: Case) -> bool:
    """Table 8a, homelessness and specialist services: a current client of the asker's organisation."""
    return case.person in case.moment.served


def consent(case: Case) -> bool:
    """FVPA 2008 Pt 5A Div 5 (ss 144NA-144NC): an adult victim or linked person consents, or an
    assertion of a serious threat or of risk to a child stands for it; of a child it was recorded
    that its views were sought, or why not (Regulations 2018, reg 12).

    It bites as what the person stands in the matter and as what in the record, each. Never asked
    of own records, nor for a person using violence, nor of an adult under CISS or CYFA_STATUTORY
    on a matter that names a child.
    """
    if case.position is Position.OWN:
        return True
    moment, person = case.moment, case.person
    stands = {standing for standing in (case.standing, case.recorded) if not standing.uses_violence}
    told = Standing.CHILD not in stands or person in moment.views_told
    given = stands <= {Standing.CHILD} or not moment.consent_asked or person in moment.consenting
    return told and given


def reason(case: Case) -> bool:
    """Tables 8a, C+reason: a reason in writing came with the purpose. It is in the ledger before the answer leaves."""
    return case.moment.reasoned


def established(case: Case) -> bool:
    """FVPA 2008 Pt 5A Div 3: protection needs an established risk, decided by a RAE in this matter."""
    concerned = {case.person} if case.respondents is None else case.respondents
    return any(case.moment.standings.get(p) is Standing.PERPETRATOR for p in concerned)


def perpetrator_only(case: Case) -> bool:
    """Table 8b: only of the person using violence, in the matter or, for an own record, in the record."""
    if case.position is Position.OWN:
        return case.recorded.uses_violence
    return case.moment.standings.get(case.person, Standing.NONE).uses_violence


def police_band(case: Case) -> bool:
    """Table 8b, CIP: the band of a Victoria Police report and nothing else."""
    return case.custodian == POLICE and case.label == "Incident"


def own_part(case: Case) -> bool:
    """Portal practice: a service reads the referral part addressed to it."""
    return case.own and case.label == "Referral"


def respondent_part(case: Case) -> bool:
    """Portal practice: the referral part, or the note under it, is that of the respondent."""
    return case.respondent_part


def narrative_scope(_case: Case) -> bool:
    """8.1(8): free text is read only when asked for by name, which every GraphQL selection does."""
    return True


def scanned(case: Case) -> bool:
    """FVPA 2008 s 144C: the custodian looked through this version of the text for excluded information."""
    return case.scanned


def cleared_extract(case: Case) -> bool:
    """Source tables 5.2 and 7.2; FVPA 2008 s 144C: the custodian released words of this version to the asker's role."""
    return case.cleared


def open_report(case: Case) -> bool:
    """Table 8a, Child Protection: while a report on a child of the matter is open."""
    return case.moment.report_open


def no_contact_list(case: Case) -> bool:
    """Table 8a, Corrections: on the no-contact list of a prisoner or offender whom the asker supervises."""
    return case.person in case.moment.kept_from_contact


def perpetrator_tools(case: Case) -> bool:
    """3.3; table 8b, who works with men using violence: an assessment made with the perpetrator-focused tools."""
    return case.label == "RiskAssessment" and case.kind == "PERPETRATOR"


def risk_relevant(case: Case) -> bool:
    """8.1(8); table 8b, specialist services: its custodian marked the entry as relevant to family violence risk."""
    return case.risk_relevant


def planned_contact(case: Case) -> bool:
    """Source table 8, WorkerSafetyAlert: contact between the asker's organisation and the person is planned."""
    return case.person in case.moment.planned


def filed_or_shared(case: Case) -> bool:
    """Table 8b, courts: it is on a file of the asker's own court, as what was made or charged on it is."""
    return case.own and case.label in OF_A_FILE


def via_cip(case: Case) -> bool:
    """FVPA 2008 Pt 5A Div 6: a report that stands tells the asker's organisation of it, for this matter."""
    return case.via_cip


def cip_requester(case: Case) -> bool:
    """FVPA 2008 s 144G: what such a report tells of is for declared requesters; anything else passes."""
    return case.moment.cip_requester or not case.via_cip


def scope(case: Case) -> bool:
    """Table 8a, system connectors: the facet of this type of record is in the connector's registered scope."""
    return f"{case.label}.{case.facet}" in case.moment.scope


def marking_custodian(case: Case) -> bool:
    """Table 8a, system connectors: who holds the place is who marked it, since an own record keeps its own marking."""
    return case.own


BUILT: Mapping[str, Gate] = {
    gate.__name__: gate
    for gate in (
        linked,
        own_client,
        consent,
        reason,
        established,
        perpetrator_only,
        police_band,
        own_part,
        respondent_part,
        narrative_scope,
        scanned,
        cleared_extract,
        open_report,
        no_contact_list,
        perpetrator_tools,
        risk_relevant,
        planned_contact,
        filed_or_shared,
        via_cip,
        cip_requester,
        scope,
        marking_custodian,
    )
}
ASKING_THE_FACET = scope.__name__

OF_THE_MATTER = frozenset(
    gate.__name__ for gate in (linked, own_client, consent, reason, established, perpetrator_only, planned_contact)
)
"""Of whom the matter names they rest on what it records itself or the question declares, and on no record reached."""


def all_hold(gates: tuple[str, ...], case: Case) -> bool:
    return all(BUILT[gate](case) for gate in gates)
