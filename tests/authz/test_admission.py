"""From a token to an account: only an active one of the registry comes in, as what the registry says."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from joserfc import jwt

from authz import policy_data
from authz.admission import Admission, NotAdmitted
from authz.issuing import AUDIENCE, ISSUER
from authz.presented import Presented
from authz.public_keys import KeySource
from authz.requester import Account, Days, Organisation
from authz.tokens import Tokens
from connectors.synthetic import agencies
from graph.embedded import Running as Neo4j
from tests.connectors import lines
from tests.town import START, Town, town

WHO = "{ whoAmI { account role duties organisation } }"
CLOSE = 'mutation { closeMatter(matter: "m") { status } }'
NOT_ACTIVE = {
    "errors": [
        {
            "message": "This account is not active. Ask your Organisational Authority.",
            "extensions": {"code": "ACCOUNT_NOT_ACTIVE"},
        }
    ]
}


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """One for all: each test registers accounts of its own."""
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


async def register(hub: Town, named: str, **otherwise: Any) -> None:
    """An analyst of the Central Information Point under another subject, with some parts otherwise."""
    body = {**agencies.account("cip_analyst", ISSUER), "id": f"id-{named}", "subject": named, **otherwise}
    await hub.parts.following.command("registerAccount", body, START, "test")


def token(hub: Town, subject: str, **claims: Any) -> str:
    now = int(time.time())
    said = {"iss": ISSUER, "aud": AUDIENCE, "sub": subject, "client_id": "c", "scope": "read write", "jti": "j",
            "iat": now, "exp": now + 60, "acr": "mfa", **claims}  # fmt: skip
    said = {name: value for name, value in said.items() if value is not None}
    return jwt.encode({"alg": "ES256", "typ": "at+jwt", "kid": hub.issuer.key.kid}, said, hub.issuer.key)


async def ask(hub: Town, subject: str, text: str = WHO, **claims: Any) -> httpx.Response:
    headers = {"authorization": f"Bearer {token(hub, subject, **claims)}"}
    return await hub.http.post("/graphql", json={"query": text}, headers=headers)


async def ingest(hub: Town, subject: str, **claims: Any) -> httpx.Response:
    headers = {"authorization": f"Bearer {token(hub, subject, **claims)}", "content-type": "application/json"}
    return await hub.http.post("/ingest/l17", content=lines("ordinary")[0], headers=headers)


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["extensions"]["code"]


async def test_an_active_account_comes_in_as_the_registry_has_it(hub: Town) -> None:
    await register(hub, "active", duties=["supervisor"])
    answer = await ask(hub, "active")
    assert answer.status_code == 200
    assert answer.json()["data"]["whoAmI"] == {
        "account": "id-active", "role": "cip_analyst", "duties": ["supervisor"], "organisation": "cip",
    }  # fmt: skip


@pytest.mark.parametrize("status", ["ENDED", "SUSPENDED", "active", ""])
async def test_an_account_that_is_not_active_is_answered_as_one_that_is_not_known(hub: Town, status: str) -> None:
    await register(hub, f"not-{status}", status=status)
    for subject in (f"not-{status}", "nobody"):
        answer = await ask(hub, subject)
        assert (answer.status_code, answer.json()) == (403, NOT_ACTIVE)


@pytest.mark.parametrize(
    "otherwise", [{"issuer": "https://elsewhere.test.invalid"}, {"organisation": "nowhere"}, {"subject": "Case"}]
)
async def test_issuer_subject_and_organisation_must_all_be_those_of_the_registry(
    hub: Town, otherwise: dict[str, str]
) -> None:
    await register(hub, "case", **otherwise)
    answer = await ask(hub, "case")
    assert (answer.status_code, answer.json()) == (403, NOT_ACTIVE)
    await register(hub, "case")
    assert (await ask(hub, "case")).status_code == 200


@pytest.mark.parametrize("agreement", ["2025-1", "", None])
async def test_an_old_privacy_agreement_is_refused_until_the_new_one_is_signed(
    hub: Town, agreement: str | None
) -> None:
    await register(hub, "unsigned", agreement=agreement)
    hub.statements.clear()
    answer = await ask(hub, "unsigned")
    assert code(answer) == (403, "AGREEMENT_NOT_CURRENT")
    assert "2026-1" in answer.json()["errors"][0]["message"]
    assert len(hub.statements) == 1
    await register(hub, "unsigned")
    assert (await ask(hub, "unsigned")).status_code == 200


@pytest.mark.parametrize("acr", [None, "pwd", "1", "MFA", "mfa2", "urn:mfa"])
async def test_a_worker_who_signed_in_with_one_factor_is_refused(hub: Town, acr: str | None) -> None:
    await register(hub, "weak")
    assert code(await ask(hub, "weak", acr=acr)) == (403, "MFA_REQUIRED")


@pytest.mark.parametrize("acr", ["mfa", "phr", "phrh", "pwd mfa"])
async def test_a_worker_who_signed_in_with_more_than_one_factor_comes_in(hub: Town, acr: str) -> None:
    await register(hub, "strong")
    assert (await ask(hub, "strong", acr=acr)).status_code == 200


async def test_a_connector_has_no_second_factor_and_a_worker_cannot_call_himself_one(hub: Town) -> None:
    await register(hub, "machine", role="system_connector", custodians=["victoria_police"])
    await register(hub, "worker")
    assert (await ingest(hub, "machine", scope="ingest", acr=None)).status_code == 200
    assert code(await ingest(hub, "worker", scope="ingest", acr=None, role="system_connector")) == (403, "MFA_REQUIRED")


async def test_what_a_token_says_of_role_duties_and_organisation_changes_nothing(hub: Town) -> None:
    await register(hub, "plain")
    said = {"role": "police_fv_unit", "roles": ["police_fv_unit"], "duties": ["administrator"], "groups": ["admin"],
            "organisation": "victoria_police", "entitlements": ["all"], "custodians": ["victoria_police"]}  # fmt: skip
    answer = (await ask(hub, "plain", **said)).json()["data"]["whoAmI"]
    assert answer == {"account": "id-plain", "role": "cip_analyst", "duties": ["reviewer"], "organisation": "cip"}
    refused = await ingest(hub, "plain", scope="ingest", **said)
    assert code(refused) == (403, "CUSTODIAN_NOT_YOURS")


@pytest.mark.parametrize("scope", [None, "write", "ingest", "READ", "reads", "read:all"])
async def test_a_question_needs_the_scope_read(hub: Town, scope: str | None) -> None:
    await register(hub, "scoped")
    hub.statements.clear()
    assert code(await ask(hub, "scoped", scope=scope)) == (403, "SCOPE_MISSING")
    assert not hub.statements


async def test_a_mutation_needs_the_scope_write_and_nothing_is_decided_without(hub: Town) -> None:
    await register(hub, "reader")
    before = await hub.parts.ledger.head()
    refused = await ask(hub, "reader", CLOSE, scope="read ingest")
    assert code(refused) == (403, "SCOPE_MISSING")
    assert await hub.parts.ledger.head() == before
    assert code(await ask(hub, "reader", CLOSE, scope="read write")) == (200, "PURPOSE_REQUIRED")


@pytest.mark.parametrize("scope", [None, "read", "read write"])
async def test_records_need_the_scope_ingest_and_none_is_kept_without(hub: Town, scope: str | None) -> None:
    await register(hub, "sender", role="system_connector", custodians=["victoria_police"])
    before = await hub.parts.ledger.head()
    assert code(await ingest(hub, "sender", scope=scope)) == (403, "SCOPE_MISSING")
    assert await hub.parts.ledger.head() == before


async def test_an_account_is_looked_up_once_and_again_when_the_registry_moves(hub: Town) -> None:
    await register(hub, "cached")
    hub.statements.clear()
    for _ in range(3):
        await ask(hub, "cached")
    assert len(hub.statements) == 1
    assert ":Account" in hub.statements[0]
    await register(hub, "another")
    await ask(hub, "cached")
    assert len(hub.statements) == 2


async def test_an_account_that_ends_is_refused_at_the_next_request(hub: Town) -> None:
    await register(hub, "ending")
    assert (await ask(hub, "ending")).status_code == 200
    await register(hub, "ending", status="ENDED")
    answer = await ask(hub, "ending")
    assert (answer.status_code, answer.json()) == (403, NOT_ACTIVE)


async def test_a_worker_who_changes_his_place_asks_as_what_he_is_now(hub: Town) -> None:
    await register(hub, "moving")
    await ask(hub, "moving")
    await register(hub, "moving", role="homelessness", organisation="homelessness_service")
    answer = (await ask(hub, "moving")).json()["data"]["whoAmI"]
    assert (answer["role"], answer["organisation"]) == ("homelessness", "homelessness_service")


async def test_what_was_being_looked_up_when_the_registry_moved_is_not_kept(hub: Town) -> None:
    """Otherwise an account that just ended would stay for as long as a look-up is kept."""
    known = {"status": "ACTIVE"}
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def look_up(_issuer: str, subject: str) -> Account:
        found = account(subject, known["status"])
        begun.set()
        await go_on.wait()
        return found

    source = KeySource(str(hub.issuer.jwks))
    admission = Admission(policy_data.load(), Tokens(ISSUER, AUDIENCE, source), look_up)
    bearer = Presented(f"Bearer {token(hub, 'racing')}")
    first = asyncio.create_task(admission.admit(bearer, "read", START))
    await begun.wait()
    known["status"] = "ENDED"
    admission.moved_to(1)
    go_on.set()
    assert (await first).account.status == "ACTIVE"  # it came before
    with pytest.raises(NotAdmitted) as fault:
        await admission.admit(bearer, "read", START)
    assert fault.value.code == "ACCOUNT_NOT_ACTIVE"


def account(subject: str, status: str) -> Account:
    cip = Organisation("cip", "cip", "cip", {"ISE": Days("2018-02-26")})
    return Account(subject, "cip_analyst", frozenset(), cip, status, "2026-1", frozenset())
