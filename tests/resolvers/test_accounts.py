"""The life of an account over HTTP: each step by the duty that it asks, by another person than the one before."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator
from typing import Any

import pytest

from authz.issuing import ISSUER
from connectors.synthetic import agencies
from connectors.synthetic.casework import declared
from graph.embedded import Running as Neo4j
from tests.dump import dump
from tests.town import START, Town, of_the_module, town

AUTHORITY = "organisational_authority"
OA, OTHER_OA, FOREIGN_OA = "oa", "oa-two", "oa-of-men"  # the first two of The Orange Door
ADMIN, OTHER_ADMIN, SUPERVISOR = "admin", "admin-two", "supervisor"
DESKS = {
    OA: ("orange_door", AUTHORITY, [AUTHORITY]),
    OTHER_OA: ("orange_door", AUTHORITY, [AUTHORITY]),
    FOREIGN_OA: ("mens_referral_service", AUTHORITY, [AUTHORITY]),
    ADMIN: ("fsv", AUTHORITY, ["administrator"]),
    OTHER_ADMIN: ("orange_door", AUTHORITY, ["administrator"]),
    SUPERVISOR: ("orange_door", "tod_victim_side", ["supervisor"]),
}
SERIAL = itertools.count(1)
WHO = "{ whoAmI { account role } }"
NOMINATE = """mutation($subject: String!, $role: String!, $duties: [String!], $organisation: ID) {
  done: nominateAccount(
  subject: $subject, role: $role, duties: $duties, need: "Intake in Loddon", organisation: $organisation
  ) { account state } }"""
VERIFY = """mutation($account: ID!, $role: String!, $duties: [String!]) { done: verifyAccount(
  account: $account, role: $role, duties: $duties, how: "Seen with her manager") { account state } }"""
SIGN = """mutation($version: String!, $connector: ID) {
  done: signAgreement(version: $version, connector: $connector) { account state } }"""
SUSPEND = 'mutation($account: ID!) { done: suspendAccount(account: $account, reason: "Looked into") { account state } }'
END = 'mutation($account: ID!) { done: endAccount(account: $account, reason: "Role ended") { account state } }'
ASK = 'mutation($account: ID!) { done: askReactivation(account: $account, reason: "Back") { account state } }'
REACTIVATE = "mutation($account: ID!) { done: reactivateAccount(account: $account) { account state } }"
LISTED = """query($after: ID, $first: Int! = 100) { accounts(after: $after, first: $first) {
  id subject role duties state usedOn need reactivationAsked } }"""
ACTS = {"suspend": SUSPEND, "end": END, "ask": ASK, "reactivate": REACTIVATE}
NOT_HELD = "ACCOUNT_NOT_HELD"


@pytest.fixture(scope="module")
async def module_hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """One for all: each test has accounts of its own."""
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        for named, (organisation, role, duties) in DESKS.items():
            await register(found, named, organisation=organisation, role=role, duties=duties)
        yield found


hub = of_the_module


async def register(hub: Town, named: str, **otherwise: Any) -> str:
    body = {**agencies.account("tod_victim_side", ISSUER, START[:10]), "id": f"id-{named}", "subject": named}
    await hub.parts.following.command("registerAccount", {**body, **otherwise}, START, "test")
    await hub.parts.ledger.use(body["id"], START[:10], START)
    return str(body["id"])


def fresh() -> str:
    return f"worker-{next(SERIAL)}"


async def posted(hub: Town, who: str, text: str, purpose: str = "ADMIN", reason: str = "", **variables: Any) -> Any:
    headers = {**hub.bearer(who), "throughline-purpose": declared(purpose, "", reason)}
    body = {"query": text, "variables": variables}
    return (await hub.http.post("/graphql", json=body, headers=headers)).json()


async def told(hub: Town, who: str, text: str, purpose: str = "ADMIN", **variables: Any) -> Any:
    """What was decided, or the code of the refusal."""
    answer = await posted(hub, who, text, purpose, **variables)
    return answer["errors"][0]["extensions"]["code"] if "errors" in answer else answer["data"]["done"]


async def state(hub: Town, who: str, text: str, **variables: Any) -> str:
    found = await told(hub, who, text, **variables)
    assert isinstance(found, dict), found
    return str(found["state"])


async def entry(hub: Town, subject: str) -> str:
    """The role by which he comes in, or the code of the refusal."""
    answer = (await hub.post(subject, WHO)).json()
    return str(answer["errors"][0]["extensions"]["code"] if "errors" in answer else answer["data"]["whoAmI"]["role"])


async def nominated(hub: Town, subject: str, role: str = "tod_victim_side", by: str = OA, **more: Any) -> str:
    found = await told(hub, by, NOMINATE, subject=subject, role=role, **more)
    assert found["state"] == "REQUESTED", found
    return str(found["account"])


async def verified(hub: Town, subject: str, role: str = "tod_victim_side") -> str:
    account = await nominated(hub, subject, role)
    assert await state(hub, OTHER_OA, VERIFY, account=account, role=role) == "VERIFIED"
    return account


async def active(hub: Town, subject: str) -> str:
    account = await verified(hub, subject)
    assert await state(hub, subject, SIGN, version="2026-1") == "ACTIVE"
    return account


async def listed(hub: Town, by: str, **given: Any) -> dict[str, Any]:
    found = await hub.ask(by, LISTED, "ADMIN", **given)
    return {row["id"]: row for row in found["accounts"]}


# From nomination to the first question


async def test_a_worker_comes_in_only_when_nominated_verified_and_signed_for_by_himself(hub: Town) -> None:
    subject = fresh()
    assert await entry(hub, subject) == "ACCOUNT_NOT_ACTIVE"
    account = await nominated(hub, subject)
    assert await entry(hub, subject) == "ACCOUNT_NOT_ACTIVE"
    assert await told(hub, subject, SIGN, version="2026-1") == "ACCOUNT_NOT_ACTIVE"
    assert await state(hub, OTHER_OA, VERIFY, account=account, role="tod_victim_side") == "VERIFIED"
    assert await entry(hub, subject) == "AGREEMENT_NOT_CURRENT"
    assert await told(hub, subject, SIGN, version="2025-1") == "AGREEMENT_NOT_CURRENT"
    assert await entry(hub, subject) == "AGREEMENT_NOT_CURRENT"
    assert await told(hub, subject, SIGN, version="2026-1") == {"account": account, "state": "ACTIVE"}
    assert await entry(hub, subject) == "tod_victim_side"


async def test_who_has_not_signed_signs_and_does_nothing_else(hub: Town) -> None:
    subject = fresh()
    await verified(hub, subject)
    both = 'mutation { signAgreement(version: "2026-1") { state } closeMatter(matter: "m") { status } }'
    for text in (both, 'mutation { closeMatter(matter: "m") { status } }', "{ __schema { types { name } } }", WHO):
        assert await told(hub, subject, text) == "AGREEMENT_NOT_CURRENT"
    headers = {**hub.bearer(subject, "read write ingest"), "content-type": "application/json"}
    refused = await hub.http.post("/ingest/l17", content=b"{}", headers=headers)
    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (403, "AGREEMENT_NOT_CURRENT")
    assert await state(hub, subject, SIGN, version="2026-1") == "ACTIVE"


async def test_a_new_version_of_the_agreement_is_signed_by_who_signed_an_old_one(hub: Town) -> None:
    subject = fresh()
    await register(hub, subject, agreement="2025-1")
    assert await entry(hub, subject) == "AGREEMENT_NOT_CURRENT"
    assert await state(hub, subject, SIGN, version="2026-1") == "ACTIVE"
    assert await entry(hub, subject) == "tod_victim_side"


# Who may nominate and verify


@pytest.mark.parametrize("by", ["cip_analyst", SUPERVISOR, "police_member", "auditor_evaluator", "organisational_authority"])  # fmt: skip  # noqa: E501
async def test_without_the_duty_nothing_is_decided(hub: Town, by: str) -> None:
    account = await active(hub, fresh())
    before = await dump(hub.graph)
    for text in (SUSPEND, END, REACTIVATE, VERIFY, NOMINATE):
        given = {"account": account, "role": "tod_victim_side", "subject": fresh()}
        wanted = {name: given[name] for name in given if f"${name}:" in text}
        answer = await posted(hub, by, text, reason="Audit plan", **wanted)
        assert answer["errors"][0]["extensions"]["code"] == "DUTY_REQUIRED", answer
    assert await dump(hub.graph) == before


async def test_these_decisions_are_taken_under_no_other_purpose(hub: Town) -> None:
    account = await active(hub, fresh())
    assert await told(hub, SUPERVISOR, ASK, purpose="OWN_CASE", account=account) == "PURPOSE_REQUIRED"


async def test_the_one_who_nominates_does_not_verify_and_an_administrator_of_elsewhere_may(hub: Town) -> None:
    account = await nominated(hub, fresh())
    given = {"account": account, "role": "tod_victim_side"}
    assert await told(hub, OA, VERIFY, **given) == "SECOND_PERSON_REQUIRED"
    assert await state(hub, ADMIN, VERIFY, **given) == "VERIFIED"
    assert await told(hub, OTHER_OA, VERIFY, **given) == "ACCOUNT_STATE"


@pytest.mark.parametrize(
    "said", [{"role": "tod_perpetrator_side"}, {"role": "tod_victim_side", "duties": ["reviewer"]}]
)
async def test_what_is_verified_is_what_was_nominated(hub: Town, said: dict[str, Any]) -> None:
    account = await nominated(hub, fresh())
    assert await told(hub, OTHER_OA, VERIFY, account=account, **said) == "BAD_INPUT"
    assert (await listed(hub, OA))[account]["state"] == "REQUESTED"


async def test_an_account_of_another_organisation_is_answered_like_one_that_is_not_there(hub: Town) -> None:
    account = await active(hub, fresh())
    waiting = await nominated(hub, fresh())
    for text in (SUSPEND, END, ASK):
        answers = [await posted(hub, FOREIGN_OA, text, account=id) for id in (account, "0" * 26)]
        for answer in answers:
            assert answer["errors"][0]["extensions"]["code"] == NOT_HELD
            answer["extensions"].pop("auditId")
        assert answers[0] == answers[1]
    assert await told(hub, FOREIGN_OA, VERIFY, account=waiting, role="tod_victim_side") == NOT_HELD
    assert (await listed(hub, OA))[account]["state"] == "ACTIVE"
    assert await state(hub, OTHER_OA, SUSPEND, account=account) == "SUSPENDED"


async def test_nobody_nominates_into_another_organisation_but_an_administrator_its_authorities(hub: Town) -> None:
    there = "mens_referral_service"
    assert await told(hub, OA, NOMINATE, subject=fresh(), role="mens_service", organisation=there) == "ORGANISATION_NOT_HELD"  # fmt: skip  # noqa: E501
    assert await told(hub, OA, NOMINATE, subject=fresh(), role="mens_service", organisation="none") == "ORGANISATION_NOT_HELD"  # fmt: skip  # noqa: E501
    assert await told(hub, ADMIN, NOMINATE, subject=fresh(), role="mens_service", organisation=there) == "BAD_INPUT"
    await nominated(hub, fresh(), AUTHORITY, ADMIN, duties=[AUTHORITY], organisation=there)
    await nominated(hub, fresh(), "mens_service", FOREIGN_OA)


@pytest.mark.parametrize(
    ("role", "duties"),
    [
        ("police_member", []),  # not of this kind of organisation
        ("cp_team_manager", ["endorser"]),
        ("tod_victim_side", ["endorser"]),  # a duty that the kind does not hold
        ("tod_victim_side", [AUTHORITY]),  # no data role beside an authority
        ("tod_victim_side", ["administrator"]),
        ("tod_victim_side", ["reviewer", AUTHORITY]),
        ("tod_perpetrator_side", ["reviewer"]),  # held with another role
        (AUTHORITY, []),  # this role is there for its duty alone
        (AUTHORITY, ["supervisor"]),
        ("nobody", []),
        ("tod_victim_side", ["nothing"]),
    ],
)
async def test_what_the_policy_lets_no_account_hold_is_not_nominated(hub: Town, role: str, duties: list[str]) -> None:
    before = await listed(hub, OA)
    assert await told(hub, OA, NOMINATE, subject=fresh(), role=role, duties=duties) == "BAD_INPUT"
    assert await listed(hub, OA) == before


@pytest.mark.parametrize(
    ("role", "duties"), [("tod_victim_side", ["supervisor", "reviewer"]), (AUTHORITY, [AUTHORITY])]
)
async def test_what_the_policy_lets_it_hold_is_nominated(hub: Town, role: str, duties: list[str]) -> None:
    account = await nominated(hub, fresh(), role, duties=duties)
    assert (await listed(hub, OA))[account]["duties"] == sorted(duties)


async def test_an_authority_makes_and_verifies_no_administrator(hub: Town) -> None:
    given = {"role": AUTHORITY, "duties": ["administrator"]}
    assert await told(hub, OA, NOMINATE, subject=fresh(), **given) == "DUTY_REQUIRED"
    account = await nominated(hub, fresh(), AUTHORITY, ADMIN, duties=["administrator"], organisation="orange_door")
    assert await told(hub, OA, VERIFY, account=account, **given) == "DUTY_REQUIRED"
    assert await state(hub, OTHER_ADMIN, VERIFY, account=account, **given) == "VERIFIED"


# Nobody for himself


async def test_nobody_gives_himself_a_role_or_a_duty(hub: Town) -> None:
    assert await told(hub, OA, NOMINATE, subject=OA, role="tod_victim_side") == "OWN_ACCOUNT"
    account = await nominated(hub, OTHER_OA)  # by a colleague: then he does not verify it himself
    assert await told(hub, OTHER_OA, VERIFY, account=account, role="tod_victim_side") == "OWN_ACCOUNT"
    assert await state(hub, OA, END, account=account) == "ENDED"


@pytest.mark.parametrize("by", [OA, ADMIN, SUPERVISOR])
async def test_nobody_acts_on_his_own_account(hub: Town, by: str) -> None:
    for name, text in ACTS.items():
        found = await told(hub, by, text, account=f"id-{by}")
        assert found in {"OWN_ACCOUNT", "DUTY_REQUIRED"}, name
    assert await entry(hub, by) == DESKS[by][1]


# Out, and back


@pytest.mark.parametrize("text", [SUSPEND, END])
async def test_who_is_suspended_or_ended_is_out_at_the_next_request_and_answered_as_nobody(
    hub: Town, text: str
) -> None:
    subject = fresh()
    account = await active(hub, subject)
    assert await entry(hub, subject) == "tod_victim_side"
    await state(hub, OTHER_OA, text, account=account)
    answers = [await hub.post(who, WHO) for who in (subject, "nobody")]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert answers[0].json() == answers[1].json()
    assert await told(hub, subject, SIGN, version="2026-1") == "ACCOUNT_NOT_ACTIVE"


async def test_a_suspended_account_comes_back_by_who_asks_and_by_another_who_decides(hub: Town) -> None:
    subject = fresh()
    account = await active(hub, subject)
    await state(hub, OA, SUSPEND, account=account)
    assert await told(hub, ADMIN, REACTIVATE, account=account) == "ACCOUNT_STATE"  # nobody asked
    assert await told(hub, OA, REACTIVATE, account=account) == "DUTY_REQUIRED"
    assert await told(hub, SUPERVISOR, ASK, account=account) == {"account": account, "state": "SUSPENDED"}
    assert (await listed(hub, OA))[account]["reactivationAsked"] is True
    assert await entry(hub, subject) == "ACCOUNT_NOT_ACTIVE"
    assert await state(hub, ADMIN, REACTIVATE, account=account) == "ACTIVE"
    assert await entry(hub, subject) == "tod_victim_side"
    await state(hub, OA, SUSPEND, account=account)
    assert await told(hub, ADMIN, REACTIVATE, account=account) == "ACCOUNT_STATE"  # what was asked before is spent


async def test_who_asked_does_not_reactivate_with_another_duty(hub: Town) -> None:
    """An administrator who is an authority too."""
    both = fresh()
    await register(hub, both, role=AUTHORITY, duties=[AUTHORITY, "administrator"])
    account = await active(hub, fresh())
    await state(hub, OA, SUSPEND, account=account)
    await state(hub, both, ASK, account=account)
    assert await told(hub, both, REACTIVATE, account=account) == "SECOND_PERSON_REQUIRED"
    assert await state(hub, ADMIN, REACTIVATE, account=account) == "ACTIVE"


async def test_an_ended_account_stays_ended_and_its_worker_is_nominated_anew(hub: Town) -> None:
    subject = fresh()
    account = await active(hub, subject)
    await state(hub, OA, END, account=account)
    for by, text in ((OA, SUSPEND), (OA, END), (OA, ASK), (ADMIN, REACTIVATE)):
        assert await told(hub, by, text, account=account) == "ACCOUNT_STATE"
    again = await active(hub, subject)
    assert again != account
    assert await entry(hub, subject) == "tod_victim_side"


async def test_a_worker_who_changes_his_place_stays_what_he_is_until_that_ends(hub: Town) -> None:
    subject = fresh()
    first = await active(hub, subject)
    second = await nominated(hub, subject, "mens_service", FOREIGN_OA)
    await state(hub, ADMIN, VERIFY, account=second, role="mens_service")
    assert await entry(hub, subject) == "tod_victim_side"
    await state(hub, OA, SUSPEND, account=first)
    assert await entry(hub, subject) == "ACCOUNT_NOT_ACTIVE"  # another organisation does not lift a suspension
    assert await told(hub, subject, SIGN, version="2026-1") == "ACCOUNT_NOT_ACTIVE"
    await state(hub, OA, END, account=first)
    assert await told(hub, subject, SIGN, version="2026-1") == {"account": second, "state": "ACTIVE"}
    assert await entry(hub, subject) == "mens_service"


async def test_of_two_who_verify_at_once_one_comes_second(hub: Town) -> None:
    account = await nominated(hub, fresh())
    found = await asyncio.gather(
        *(told(hub, by, VERIFY, account=account, role="tod_victim_side") for by in (OTHER_OA, ADMIN))
    )
    assert sorted(map(str, found)) == ["ACCOUNT_STATE", str({"account": account, "state": "VERIFIED"})]


# Connectors


async def test_a_connector_signs_nothing_and_its_authority_signs_for_it(hub: Town) -> None:
    subject = fresh()
    account = await verified(hub, subject, "system_connector")
    worker = await verified(hub, fresh())
    assert await told(hub, OA, SIGN, version="2026-1", connector=worker) == "BAD_INPUT"
    assert await told(hub, SUPERVISOR, SIGN, version="2026-1", connector=account) == "DUTY_REQUIRED"
    assert await told(hub, FOREIGN_OA, SIGN, version="2026-1", connector=account) == NOT_HELD
    assert await told(hub, OA, SIGN, version="2026-1", connector=account) == {"account": account, "state": "ACTIVE"}
    assert await entry(hub, subject) == "system_connector"
    [row] = await hub.graph("MATCH (a:Account {id: $given.id}) RETURN a.custodians AS spoken_for", {"id": account})
    assert row["spoken_for"] == ["orange_door"]


async def test_nobody_takes_a_connector_over_by_nominating_its_subject(hub: Town) -> None:
    account = await verified(hub, "system_connector", "system_connector")
    assert await state(hub, OA, SIGN, version="2026-1", connector=account) == "ACTIVE"
    answer = (await hub.post("system_connector", WHO)).json()["data"]["whoAmI"]
    assert answer["account"] == "demo-system-connector"


# Days without use


@pytest.mark.parametrize(
    ("days", "code"),
    [(44, "tod_victim_side"), (45, "tod_victim_side"), (59, "tod_victim_side"), (60, "ACCOUNT_NOT_ACTIVE")],
)
async def test_an_account_sleeps_after_sixty_days_without_use(hub: Town, days: int, code: str) -> None:
    subject = fresh()
    account = await active(hub, subject)
    hub.clock.at = later(days)
    await register(
        hub, OA, organisation="orange_door", role=AUTHORITY, duties=[AUTHORITY], active_from=later(days)[:10]
    )
    assert (await listed(hub, OA))[account]["state"] == STATES[days]
    assert (await listed(hub, OA))[account]["usedOn"] == START[:10]
    assert await entry(hub, subject) == code


STATES = {44: "ACTIVE", 45: "WARNED", 59: "WARNED", 60: "DEACTIVATED"}


def later(days: int) -> str:
    month, day = (7, 1 + days) if days < 31 else (8, days - 30) if days < 62 else (9, days - 61)
    return f"2026-{month:02}-{day:02}T03:00:00Z"


async def test_a_warned_account_is_told_how_many_days_and_what_to_do_and_its_answer_counts(hub: Town) -> None:
    subject = fresh()
    await active(hub, subject)
    hub.clock.at = later(47)
    refused = (await hub.post(subject, "{ matters { id } }")).json()
    assert refused["errors"][0]["extensions"]["code"] == "PURPOSE_REQUIRED"
    size = (await hub.parts.ledger.head())[0]
    said = (await hub.post(subject, WHO)).json()["extensions"]["account"]
    assert (said["state"], said["daysUnused"], said["daysLeft"]) == ("WARNED", 47, 13)
    assert "Organisational Authority" in said["notice"]
    again = (await hub.post(subject, WHO)).json()
    assert again["extensions"] == {"cost": again["extensions"]["cost"]}
    assert (await hub.parts.ledger.head())[0] == size + 1  # the use, once


async def test_a_refused_request_is_no_use(hub: Town) -> None:
    subject = fresh()
    account = await active(hub, subject)
    hub.clock.at = later(46)
    await hub.post(subject, "{ matters { id } }")
    await hub.post(subject, "{ nonsense")
    await hub.http.post("/graphql", json={"query": WHO}, headers=hub.bearer(subject, "write"))
    assert (await hub.parts.ledger.last_uses([account]))[account] == START[:10]
    await hub.post(subject, WHO)
    assert (await hub.parts.ledger.last_uses([account]))[account] == hub.clock.at[:10]


async def test_a_use_moves_no_access_position_and_forgets_nothing(hub: Town) -> None:
    subject = fresh()
    await active(hub, subject)
    position = await hub.graph("MATCH (l:Ledger) RETURN l.position AS at")
    hub.clock.at = later(1)
    await asyncio.gather(*(hub.post(subject, WHO) for _ in range(4)))
    hub.statements.clear()
    await hub.post(subject, WHO)
    assert hub.statements == []
    assert await hub.graph("MATCH (l:Ledger) RETURN l.position AS at") == position


async def test_who_slept_comes_back_from_that_day_on(hub: Town) -> None:
    subject = fresh()
    account = await active(hub, subject)
    hub.clock.at = later(61)
    for desk in (SUPERVISOR, ADMIN):
        organisation, role, duties = DESKS[desk]
        await register(hub, desk, organisation=organisation, role=role, duties=duties, active_from=later(61)[:10])
    assert await entry(hub, subject) == "ACCOUNT_NOT_ACTIVE"
    assert await state(hub, SUPERVISOR, ASK, account=account) == "DEACTIVATED"
    assert await state(hub, ADMIN, REACTIVATE, account=account) == "ACTIVE"
    assert await entry(hub, subject) == "tod_victim_side"


# Who is told of accounts


async def test_an_authority_is_told_of_the_accounts_of_its_own_organisation(hub: Town) -> None:
    subject = fresh()
    account = await active(hub, subject)
    found = await listed(hub, OA)
    assert found[account] == {
        "id": account, "subject": subject, "role": "tod_victim_side", "duties": [], "state": "ACTIVE",
        "usedOn": START[:10], "need": "Intake in Loddon", "reactivationAsked": False,
    }  # fmt: skip
    assert account in await listed(hub, OTHER_ADMIN)
    for by in (FOREIGN_OA, ADMIN):
        assert account not in await listed(hub, by)
    assert set(await listed(hub, ADMIN)) == {"id-admin"}


async def test_accounts_are_paged_by_the_last_one_had(hub: Town) -> None:
    whole, found, after = list(await listed(hub, OA)), list[str](), None
    while page := list(await listed(hub, OA, first=3, after=after)):
        found, after = [*found, *page], page[-1]
    assert found == whole
    assert len(whole) > 3


@pytest.mark.parametrize("role", [role for role in agencies.HOMES if role not in (AUTHORITY, "system_connector")])
async def test_nobody_else_is_told_of_an_account(hub: Town, role: str) -> None:
    hub.statements.clear()
    answer = (await hub.post(role, LISTED, "ADMIN", reason="Audit plan")).json()
    assert answer["data"] == {"accounts": []}
    assert not [text for text in hub.statements if "MEMBER_OF" in text and "$given.first" in text]


# Entity classes, and the end of an organisation


CLASS = """mutation($o: ID!, $c: String!, $since: Date, $until: Date) { done: changeClass(
  organisation: $o, entityClass: $c, since: $since, until: $until) { organisation } }"""
CLOSE = "mutation($o: ID!, $until: Date!) { done: endOrganisation(organisation: $o, until: $until) { organisation } }"
ASKED = "{ awaiting { id } }"


async def assessed(hub: Town) -> str:
    """The code of a question that needs an RAE; empty when it is answered."""
    answer = (await hub.post("specialist_fv", ASKED, "ASSESSMENT")).json()
    return str(answer["errors"][0]["extensions"]["code"]) if "errors" in answer else ""


async def test_a_class_holds_on_its_days_alone_judged_at_the_day_of_asking(hub: Town) -> None:
    there = {"o": "specialist_fv_service", "c": "RAE"}
    assert await assessed(hub) == ""
    done = await told(hub, ADMIN, CLASS, **there, since="2026-07-02", until="2026-07-03")
    assert done == {"organisation": "specialist_fv_service"}
    codes = []
    for day in (1, 2, 3, 4):
        hub.clock.at = f"2026-07-0{day}T12:00:00Z"
        codes.append(await assessed(hub))
    assert codes == ["NOT_RAE", "", "", "NOT_RAE"]
    assert await hub.ask("specialist_fv", ASKED, "PROTECTION", "m", "because") is not None  # the other class stands
    await told(hub, ADMIN, CLASS, **there)
    assert await assessed(hub) == ""


@pytest.mark.parametrize(
    ("by", "given", "code"),
    [
        (OA, {}, "DUTY_REQUIRED"),
        (SUPERVISOR, {}, "DUTY_REQUIRED"),
        (OTHER_ADMIN, {"o": "orange_door"}, "OWN_ORGANISATION"),
        (ADMIN, {"o": "nowhere"}, "ORGANISATION_NOT_HELD"),
        (ADMIN, {"c": "rae"}, "BAD_INPUT"),
        (ADMIN, {"c": "RAE 2018-01-01"}, "BAD_INPUT"),
        (ADMIN, {"since": "2026-07-02", "until": "2026-07-01"}, "BAD_INPUT"),
    ],
)
async def test_a_class_is_changed_by_an_administrator_of_another_organisation_alone(
    hub: Town, by: str, given: dict[str, str], code: str
) -> None:
    assert await told(hub, by, CLASS, **{"o": "specialist_fv_service", "c": "RAE", **given}) == code
    assert await assessed(hub) == ""


async def test_nobody_of_an_organisation_comes_in_after_its_last_day(hub: Town) -> None:
    assert await told(hub, OA, CLOSE, o="homelessness_service", until="2026-07-01") == "DUTY_REQUIRED"
    assert await told(hub, ADMIN, CLOSE, o="homelessness_service", until="2026-07-01") == {
        "organisation": "homelessness_service"
    }
    assert await entry(hub, "homelessness") == "homelessness"
    hub.clock.at = "2026-07-02T12:00:00Z"
    assert await entry(hub, "homelessness") == "ACCOUNT_NOT_ACTIVE"
    assert await entry(hub, "mens_service") == "mens_service"
