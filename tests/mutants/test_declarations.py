"""Each rule on a request as a whole is left out, or refuses whatever it is asked; a table of requests finds it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from authz import declaration
from authz.declaration import AGREEMENT, Refusal, refusal
from authz.policy_data import load
from authz.requester import Account, Days, Declaration, Organisation, Requester
from authz.words import Purpose

POLICY, TODAY = load(), "2026-07-01"
HELD = Organisation("o", "specialist", "o", {"ISE": Days("unknown"), "RAE": Days("unknown")})
ACCOUNT = Account("a", "specialist_fv", frozenset(), HELD, "ACTIVE", POLICY.settings[AGREEMENT], frozenset())
GOOD = Requester(ACCOUNT, Declaration(Purpose.PROTECTION, "m", "grounds"), True)
RULES = ("ACCOUNT_RULES", "PURPOSE_RULES")


def held(**changed: object) -> Requester:
    return replace(GOOD, account=replace(ACCOUNT, **changed))  # type: ignore[arg-type]


def declared(*said: object) -> Requester:
    return replace(GOOD, declaration=Declaration(*said))  # type: ignore[arg-type]


CASES: dict[str, tuple[Requester, str]] = {
    "all is well": (GOOD, ""),
    "no reason where none is needed": (declared(Purpose.ASSESSMENT, "m", ""), ""),
    "no matter where none is needed": (declared(Purpose.OWN_CASE, "", ""), ""),
    "a connector has one factor": (
        replace(held(role="system_connector"), strong=False, declaration=Declaration(Purpose.OWN_CASE)), ""),
    "suspended": (held(status="SUSPENDED"), "ACCOUNT_NOT_ACTIVE"),
    "ended": (held(status="ENDED"), "ACCOUNT_NOT_ACTIVE"),
    "asleep": (held(status="ASLEEP"), "ACCOUNT_NOT_ACTIVE"),
    "the organisation has ended": (held(organisation=replace(HELD, until="2026-06-30")), "ACCOUNT_NOT_ACTIVE"),
    "one factor": (replace(GOOD, strong=False), "MFA_REQUIRED"),
    "an old agreement": (held(agreement="1999-1"), "AGREEMENT_NOT_CURRENT"),
    "no purpose": (declared(None, "m", "grounds"), "PURPOSE_REQUIRED"),
    "a purpose beyond the role": (declared(Purpose.EVALUATION, "m", "grounds"), "ROLE"),
    "no class": (held(organisation=replace(HELD, classes={})), "NOT_ISE"),
    "a class that ended": (
        held(organisation=replace(HELD, classes={"ISE": Days("unknown", "2026-06-30")})), "NOT_ISE"),
    "a class that is to come": (held(organisation=replace(HELD, classes={"ISE": Days("2026-07-02")})), "NOT_ISE"),
    "no matter": (declared(Purpose.PROTECTION, "", "grounds"), "MATTER_REQUIRED"),
    "no reason": (declared(Purpose.PROTECTION, "m", "  "), "REASON_REQUIRED"),
}  # fmt: skip
CODES = {name: code for name, (_, code) in CASES.items()}
CODES["a purpose beyond the role"] = POLICY.purposes["specialist_fv", Purpose.EVALUATION].refusal


def said() -> dict[str, str]:
    found = {}
    for name, (asker, _) in CASES.items():
        refused = refusal(declaration.ACCOUNT_RULES + declaration.PURPOSE_RULES, POLICY, asker, TODAY)
        found[name] = refused.code if refused else ""
    return found


def test_each_request_is_taken_or_refused_by_its_code() -> None:
    assert said() == CODES
    assert CODES["a purpose beyond the role"]


@pytest.mark.parametrize("instead", [None, Refusal("ALWAYS", "")], ids=["left out", "always refuses"])
@pytest.mark.parametrize("rule", [*declaration.ACCOUNT_RULES, *declaration.PURPOSE_RULES], ids=lambda r: r.__name__)
def test_a_rule_that_is_broken_is_found(
    rule: declaration.Rule, instead: Refusal | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in RULES:
        kept = tuple(_instead if one is rule else one for one in getattr(declaration, name)
                     for _instead in [lambda *_: instead])  # fmt: skip
        monkeypatch.setattr(declaration, name, kept)
    try:
        assert said() != CODES
    except AssertionError:
        assert rule is declaration.purpose_is_declared  # without it the next rule has nothing to read
