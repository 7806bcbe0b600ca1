"""The root fields: each a sentence to the planner, or told by the hub itself.

Strawberry reads types, arguments and descriptions from here; its resolvers are
only ever run by the reference executor of the tests.
"""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

import strawberry

from authz.explaining import AccessExplanation
from graph import break_glass, conflicts, erasures, requests, roots, search
from graph.alerts import alerts
from graph.corrections import asked_by_account, to_decide
from graph.exclusions import to_review
from graph.matches import changes, matches
from graph.relationships import relationships
from graph.roots import Root
from resolvers import correcting, erasing, explaining
from resolvers.accesses import AccessQuery
from resolvers.accounts import AccountQuery
from resolvers.break_glass import BreakGlassQuery, ReviewRow
from resolvers.conflicts import ConflictQuery, ConflictRow
from resolvers.correcting import CorrectionQuery, Waiting
from resolvers.erasing import ErasureQuery
from resolvers.excluding import ExclusionQuery, marked
from resolvers.exploring import EXPLORED, ExploreQuery
from resolvers.finding import AlertRaised, FindBy, NotSearched, PersonHandle, Raised, SearchedAs
from resolvers.keeping import KeepingQuery
from resolvers.matching import Changed, IdentityChange, Match, MatchState, written
from resolvers.measuring import WorkQuery
from resolvers.noticing import NoticeQuery
from resolvers.references import Matter, opened
from resolvers.registering import RegisterQuery
from resolvers.relating import Relationship, RelationshipState
from resolvers.relating import written as relationship_written
from resolvers.reporting import ReportQuery
from resolvers.requesting import RequestQuery, candidate
from resolvers.requesting import written as request_written
from resolvers.told import TOLD, Awaiting, Limits, Waits, WhoAmI
from resolvers.watching import WatchQuery
from schema.charges import Charge
from schema.child_protection import ProtectionReport
from schema.courts import CourtFile
from schema.custody import CustodyEpisode, Supervision
from schema.declare import PAGE_SIZE, answered
from schema.filters import ORDERS, WHERES
from schema.incidents import Incident
from schema.mirror import mirror
from schema.orders import Order
from schema.orders_in_force import ORDERS_IN_FORCE, ORDERS_STATED, orders_of
from schema.pattern import EVIDENCE, PersonHistory, history_of
from schema.people import Person
from schema.referrals import Referral
from schema.risk import RiskAssessment, SafetyPlan
from schema.services import Area, Lga, Organisation, Service

ID = strawberry.ID
AS_OF = "As at this moment; the moment of asking unless told."
EXPLANATION = mirror(AccessExplanation)
KNOWN_AT = "As the hub held it at this moment."
At = Annotated[datetime | None, strawberry.argument(description=AS_OF)]
Known = Annotated[datetime | None, strawberry.argument(description=KNOWN_AT)]

PLANNED: Mapping[str, Root] = {
    "person": roots.one("Person"),
    "subjects": roots.subjects,
    "pattern_and_history": roots.worked_out(EVIDENCE, history_of),
    "orders_in_force": roots.worked_out(ORDERS_STATED, orders_of),
    "awaiting": roots.awaiting(Waits),
    "matters": roots.matters(opened),
    "requests": requests.told(request_written),
    "candidates": requests.candidates(candidate),
    "matches": matches(written),
    "identity_changes": changes(Changed),
    "relationships": relationships(relationship_written),
    **EXPLORED,
    "find_people": search.people,
    "explain_access": explaining.planned,
    "alerts": alerts(Raised),
    "exclusions_to_review": to_review(marked),
    "corrections_to_decide": to_decide(Waiting),
    "corrections_asked": asked_by_account(correcting.own),
    "erasures_to_decide": erasures.to_decide(erasing.Waiting),
    "conflicts": conflicts.listed(ConflictRow),
    "break_glass_reviews": break_glass.reviews(ReviewRow),
    "incident": roots.one("Incident"),
    "incidents": roots.page("Incident"),
    "order": roots.one("Order"),
    "orders": roots.page("Order"),
    "court_file": roots.one("CourtFile"),
    "court_files": roots.page("CourtFile"),
    "charge": roots.one("Charge"),
    "charges": roots.page("Charge"),
    "custody_episode": roots.one("CustodyEpisode"),
    "custody_episodes": roots.page("CustodyEpisode"),
    "supervision": roots.one("Supervision"),
    "supervisions": roots.page("Supervision"),
    "risk_assessment": roots.one("RiskAssessment"),
    "risk_assessments": roots.page("RiskAssessment"),
    "safety_plan": roots.one("SafetyPlan"),
    "safety_plans": roots.page("SafetyPlan"),
    "protection_report": roots.one("ProtectionReport"),
    "protection_reports": roots.page("ProtectionReport"),
    "referral": roots.one("Referral"),
    "referrals": roots.page("Referral"),
    "organisations": roots.every("Organisation"),
    "services": roots.every("Service"),
    "areas": roots.every("Area"),
    "lgas": roots.every("Lga"),
}
PUBLIC = frozenset({"organisations", "services", "areas", "lgas", *TOLD, "__typename"})


@strawberry.type
class PageInfo:
    """Where a page ends."""

    has_next_page: bool = answered("There are more rows.")
    end_cursor: str | None = answered("Give it as `after` for the next page.")


def connection_of(noun: type) -> type:
    """A Relay connection with a `nodes` shortcut."""
    name = noun.__name__
    link = _made(
        f"{name}Edge",
        f"One {name} of a page.",
        cursor=(str, "Where this row stands in its list."),
        node=(noun, f"The {name}."),
    )
    return _made(
        f"{name}Connection",
        f"A page of {name}.",
        nodes=(list[noun], "The rows."),  # type: ignore[valid-type]
        edges=(list[link], "The rows, each with its cursor."),  # type: ignore[valid-type]
        page_info=(PageInfo, "Where the page ends."),
    )


def _made(name: str, description: str, **fields: tuple[Any, str]) -> type:
    namespace: dict[str, Any] = {n: answered(said) for n, (_, said) in fields.items()}
    namespace["__annotations__"] = {n: kind for n, (kind, _) in fields.items()}
    return strawberry.type(type(name, (), namespace), description=description)


async def answer(info: strawberry.Info) -> Any:
    """Only a reference comes here, which has an answer for each root field at hand."""
    return info.context[str(info.path.key)]


def page_of(noun: type, description: str) -> Any:
    """A root list: filtered, ordered (the latest first unless told), paged."""
    name = noun.__name__
    wheres, orders = WHERES[name], ORDERS[name]

    async def read(
        info: strawberry.Info,
        where: wheres | None = None,  # type: ignore[valid-type]
        order_by: orders | None = None,  # type: ignore[valid-type]
        first: int = PAGE_SIZE,
        after: str | None = None,
        as_of: At = None,
        known_at: Known = None,
    ) -> Any:
        return await answer(info)

    read.__annotations__["return"] = connection_of(noun) | None
    return strawberry.field(resolver=read, description=description)


def every_of(noun: type, description: str) -> Any:
    """All of a kind of reference data."""
    wheres, orders = WHERES[noun.__name__], ORDERS[noun.__name__]

    async def read(
        info: strawberry.Info,
        where: wheres | None = None,  # type: ignore[valid-type]
        order_by: orders | None = None,  # type: ignore[valid-type]
        first: int = 100,
    ) -> Any:
        return await answer(info)

    read.__annotations__["return"] = list[noun]  # type: ignore[valid-type]
    return strawberry.field(resolver=read, description=description)


def one_of(noun: type, description: str) -> Any:
    """A root field that finds one node by its id."""

    async def read(info: strawberry.Info, id: ID, as_of: At = None, known_at: Known = None) -> Any:
        return await answer(info)

    read.__annotations__["return"] = noun | None
    return strawberry.field(resolver=read, description=description)


@strawberry.type
class PersonHandleEdge:
    """One hit of a page."""

    cursor: str = answered("Where this hit stands in its search.")
    node: PersonHandle = answered("The hit.")


@strawberry.type
class Found:
    """The nearest first, of those by whom this role may be told."""

    nodes: list[PersonHandle] = answered("The hits.")
    edges: list[PersonHandleEdge] = answered("The hits, each with its cursor.")
    page_info: PageInfo = answered("Where the page ends.")
    searched: list[SearchedAs] = answered("Who was searched.")
    not_searched: list[NotSearched] = answered("Who was not, and why: from the policy, the declaration and the budget.")
    more: bool = answered("More people fit than are told: narrow the search.")


@strawberry.type
class Query(
    AccountQuery,
    AccessQuery,
    ConflictQuery,
    BreakGlassQuery,
    ExclusionQuery,
    CorrectionQuery,
    ErasureQuery,
    RequestQuery,
    ReportQuery,
    WatchQuery,
    NoticeQuery,
    RegisterQuery,
    WorkQuery,
    ExploreQuery,
    KeepingQuery,
):
    """What can be asked."""

    person = one_of(Person, "A person of whom a record is there.")
    incident = one_of(Incident, "A police family violence report.")
    incidents = page_of(Incident, "Reports that the matter reaches, and own ones.")
    order = one_of(Order, "A notice or order, as one source states it.")
    orders = page_of(Order, "Orders that the matter reaches, and own ones.")
    court_file = one_of(CourtFile, "A file of a court.")
    court_files = page_of(CourtFile, "Court files that the matter reaches, and own ones.")
    charge = one_of(Charge, "A charge.")
    charges = page_of(Charge, "Charges that the matter reaches, and own ones.")
    custody_episode = one_of(CustodyEpisode, "A stay in custody.")
    custody_episodes = page_of(CustodyEpisode, "Stays in custody that the matter reaches, and own ones.")
    supervision = one_of(Supervision, "An order served in the community, or parole.")
    supervisions = page_of(Supervision, "Supervisions that the matter reaches, and own ones.")
    risk_assessment = one_of(RiskAssessment, "An assessment of risk.")
    risk_assessments = page_of(RiskAssessment, "Assessments that the matter reaches, and own ones.")
    safety_plan = one_of(SafetyPlan, "A plan for safety.")
    safety_plans = page_of(SafetyPlan, "Plans that the matter reaches, and own ones.")
    protection_report = one_of(ProtectionReport, "A report to Child Protection.")
    protection_reports = page_of(ProtectionReport, "Reports that the matter reaches, and own ones.")
    referral = one_of(Referral, "A referral part.")
    referrals = page_of(Referral, "Referral parts that the matter reaches, and own ones.")
    organisations = every_of(Organisation, "The registry of organisations.")
    services = every_of(Service, "Services that referrals are addressed to.")
    areas = every_of(Area, "The 17 areas.")
    lgas = every_of(Lga, "The 79 local government areas.")

    @strawberry.field(description="The people whom the declared matter names.")
    async def subjects(self, info: strawberry.Info, as_of: At = None, known_at: Known = None) -> list[Person]:
        return await answer(info)  # type: ignore[no-any-return]

    @strawberry.field(description="What addresses your organisation and has no matter yet.")
    async def awaiting(
        self, info: strawberry.Info, first: int = PAGE_SIZE, reference: str | None = None
    ) -> list[Awaiting]:
        return await answer(info)  # type: ignore[no-any-return]

    @strawberry.field(description="Search for people before a matter names them; see docs/search.md. Each is counted.")
    async def find_people(
        self, info: strawberry.Info, by: FindBy, first: int = PAGE_SIZE, after: str | None = None
    ) -> Found:
        return await answer(info)  # type: ignore[no-any-return]

    @strawberry.field(description="Alerts of your organisation, for its supervisors and reviewers.")
    async def alerts(self, info: strawberry.Info, first: int = PAGE_SIZE) -> list[AlertRaised]:
        return await answer(info)  # type: ignore[no-any-return]

    @strawberry.field(description="Your own open matters; name one with the purpose of a question.")
    async def matters(self, info: strawberry.Info, first: int = PAGE_SIZE) -> list[Matter]:
        return await answer(info)  # type: ignore[no-any-return]

    @strawberry.field(
        description="Pairs of origins that may be one person: for reviewers, the most harmful if wrong first."
    )
    async def matches(
        self,
        info: strawberry.Info,
        state: MatchState | None = None,
        person: ID | None = None,
        id: ID | None = None,
        first: int = PAGE_SIZE,
    ) -> list[Match]:
        return await answer(info)  # type: ignore[no-any-return]

    @strawberry.field(description="Kin, partners and households: two people and what is said of them, never joined.")
    async def relationships(
        self,
        info: strawberry.Info,
        state: RelationshipState | None = None,
        person: ID | None = None,
        id: ID | None = None,
        first: int = PAGE_SIZE,
    ) -> list[Relationship]:
        return await answer(info)  # type: ignore[no-any-return]

    @strawberry.field(description="The feed of joins and partings, oldest first.")
    async def identity_changes(
        self, info: strawberry.Info, since: datetime | None = None, first: int = PAGE_SIZE
    ) -> list[IdentityChange]:
        return await answer(info)  # type: ignore[no-any-return]

    @strawberry.field(description="Pattern and history of violence of one person.")
    async def pattern_and_history(
        self, info: strawberry.Info, person: ID, as_of: At = None, known_at: Known = None
    ) -> PersonHistory | None:
        return await answer(info)  # type: ignore[no-any-return]

    @strawberry.field(
        description="Which notices and orders bind on the day of `asOf`, on either side of one person, and why, by the "
        "statements shown to you."
    )
    async def orders_in_force(
        self, info: strawberry.Info, person: ID, as_of: At = None, known_at: Known = None
    ) -> ORDERS_IN_FORCE | None:
        return await answer(info)

    @strawberry.field(
        description="Why a field of a type is shown to you or not, of a person or of anybody: the rule, what of it is "
        "missing, and whom to ask. It tells nothing of what is held."
    )
    async def explain_access(
        self, info: strawberry.Info, type: str, field: str, person: ID | None = None
    ) -> EXPLANATION:  # type: ignore[valid-type]
        return await answer(info)  # type: ignore[no-any-return]

    @strawberry.field(description="The asker, as the registry knows him.")
    async def who_am_i(self, info: strawberry.Info) -> WhoAmI:
        return await answer(info)  # type: ignore[no-any-return]

    @strawberry.field(description="The bounds of a question.")
    async def limits(self, info: strawberry.Info) -> Limits:
        return await answer(info)  # type: ignore[no-any-return]
