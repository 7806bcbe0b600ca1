"""Settings and codes: each stands in the pages that list them, and what is not listed is refused by name."""

from __future__ import annotations

import ast
import csv
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic_core import PydanticUndefined

from authz.ledger_received import CONFLICT
from authz.policy_data import FOLDER
from connectors.http import STATUS as INGEST_STATUS
from connectors.lookups.targets import BadCustodians
from connectors.sources.faults import OWN_CODES, REASONS
from resolvers.errors import STATUS
from server import PREFIX, BadSetting, Settings, _introspection, _tls, running, settings_of

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A developer's own .env is not read."""
    monkeypatch.chdir(tmp_path)


def table(page: str) -> list[list[str]]:
    """The rows of a page's tables, with code marks left out."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line.startswith("| `"))
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


def default(name: str) -> str:
    value = Settings.model_fields[name].default
    assert value is not PydanticUndefined, name
    if value in ("", None):
        return "none"
    if isinstance(value, Path) and value.is_absolute():
        return value.relative_to(ROOT).as_posix()
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_every_setting_is_in_the_page_with_its_default() -> None:
    listed = {row[0]: row[1] for row in table("settings.md")}
    assert listed == {f"{PREFIX}{name.upper()}": default(name) for name in Settings.model_fields}
    assert all(len(row) == 3 and row[2].endswith(".") for row in table("settings.md"))


def test_without_any_setting_the_defaults_stand() -> None:
    found = settings_of({})
    assert (found.port, found.state, found.neo4j_url) == (8000, Path(".throughline"), "embedded")
    assert found.key_folder == Path(".throughline/keys")


def test_the_environment_is_read_and_what_is_told_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("THROUGHLINE_PORT=9001\nTHROUGHLINE_AUDIENCE=file\nTHROUGHLINE_ISSUER=file\n")
    monkeypatch.setenv("THROUGHLINE_AUDIENCE", "environment")
    monkeypatch.setenv("THROUGHLINE_PORT", "9002")
    found = settings_of(os.environ, port=9003, state=None)
    assert (found.port, found.audience, found.issuer) == (9003, "environment", "file")


@pytest.mark.parametrize("name", ["THROUGHLINE_PROT", "THROUGHLINE_", "THROUGHLINE_NEO4J", "throughline_prot"])
def test_an_unknown_name_in_the_environment_is_refused_by_name(name: str) -> None:
    with pytest.raises(BadSetting) as fault:
        settings_of({name: "1"})
    assert str(fault.value) == f"There is no setting {name}; docs/settings.md lists them all."


@pytest.mark.parametrize("name", ["THROUGHLINE_PROT", "PORT", "OTHER"])
def test_an_unknown_name_in_the_file_is_refused_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / ".env").write_text(f"{name}=1\n")
    if name == "PORT":  # a field's bare name is nobody's
        assert settings_of({}).port == 8000
        return
    with pytest.raises(BadSetting) as fault:
        settings_of({})
    assert str(fault.value) == f"There is no setting {name}; docs/settings.md lists them all."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("NEO4J_HEAP", "255"),
        ("NEO4J_HEAP", "lots"),
        ("LOG_LEVEL", "loud"),
        ("LOG_LEVEL", "warning\n"),
        ("JSON_OUTPUT", "perhaps"),
        ("PUBLIC_URL", "hub.example"),
        ("PUBLIC_URL", "ftp://hub.example"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "https://user@hub.example"),
        ("PUBLIC_URL", "https://hub.example/?a=b"),
        ("TLS_CERTIFICATE", "nowhere.pem"),
        ("TLS_CLIENTS", "nowhere.pem"),
        ("MANIFESTS", "nowhere"),
        ("MANIFEST_KEYS", "nowhere.json"),
        ("MANIFESTS_ONLY", "perhaps"),
        ("INTROSPECTION", "http://issuer.example/introspect"),
        ("INTROSPECTION", "ftp://127.0.0.1/"),
        ("INTROSPECTION_SECRET", "nowhere"),
        ("LONGEST_LIFE", "59"),
        ("LONGEST_LIFE", "86401"),
        ("CUSTODIANS", "nowhere.toml"),
        ("CUSTODIANS_LATE", "599"),
        ("CUSTODIANS_LATE", "86401"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_name_and_not_quoted(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"{PREFIX}{name}", value)
    with pytest.raises(BadSetting) as fault:
        settings_of(os.environ)
    assert str(fault.value).startswith(f"{PREFIX}{name}: ")
    assert str(fault.value).endswith("; see docs/settings.md.")


def test_an_empty_value_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("STATE", "PORT", "KEYS", "NEO4J_HEAP"):
        monkeypatch.setenv(f"{PREFIX}{name}", "")
    found = settings_of(os.environ)
    assert (found.state, found.port, found.keys, found.neo4j_heap) == (Path(".throughline"), 8000, None, None)


@pytest.mark.parametrize(
    ("told", "known_as", "host"),
    [
        ({}, "http://127.0.0.1:8000", "127.0.0.1"),
        ({"port": 8001}, "http://127.0.0.1:8001", "127.0.0.1"),
        ({"public_url": "https://Hub.example:8443/at"}, "https://Hub.example:8443/at", "hub.example"),
    ],
)
def test_a_hub_is_known_by_its_public_address_and_by_this_machine(
    told: dict[str, Any], known_as: str, host: str
) -> None:
    found = settings_of({}, **told)
    assert found.known_as == known_as
    assert found.hosts == {host, "127.0.0.1", "localhost", "[::1]"}


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"address": "0.0.0.0"}, "THROUGHLINE_ADDRESS: another address than this machine's needs"),
        ({"tls_key": "key.pem"}, "THROUGHLINE_TLS_CERTIFICATE: tell it with"),
        ({"tls_clients": "key.pem"}, "THROUGHLINE_TLS_CERTIFICATE: tell it with"),
        ({"tls_certificate": "key.pem"}, "THROUGHLINE_TLS_CERTIFICATE: no certificate with its key"),
    ],
)
def test_a_hub_does_not_listen_where_its_tokens_could_be_read(told: dict[str, Any], message: str) -> None:
    Path("key.pem").write_text("no key")
    with pytest.raises(BadSetting, match=message):
        _tls(settings_of({}, **told))
    assert _tls(settings_of({})) is None
    assert settings_of({}, tls_certificate="key.pem").known_as == "https://127.0.0.1:8000"


def test_no_secret_is_shown_when_the_settings_are() -> None:
    shown = repr(settings_of({}, neo4j_password="hidden", ledger_url="postgresql://u:hidden@h/d"))
    assert "hidden" not in shown


def test_the_command_says_which_setting_is_wrong_and_ends(tmp_path: Path) -> None:
    environment = {**os.environ, "THROUGHLINE_PROT": "1"}
    done = subprocess.run([sys.executable, ROOT / "server.py", "schema"], env=environment, cwd=tmp_path,
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "There is no setting THROUGHLINE_PROT; docs/settings.md lists them all.\n"


# Codes

CODE = re.compile(r"[A-Z][A-Z_]+[A-Z]")
CALLS = {"Fault", "Refusal", "NotAdmitted", "IntakeRefused", "_refused", "refused", "of_graphql"}
ROWS = Path("connectors/sources")  # what these say is of one row


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def texts(node: ast.AST) -> Iterator[str]:
    return (n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def codes_of(path: Path) -> Iterator[str]:
    """What a file gives to a refusal as its code, at once or by the name `code`."""
    given = [argument for call in calls(path) if called(call) in CALLS for argument in call.args]
    named = [node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Assign)
             and [getattr(target, "id", "") for target in node.targets] == ["code"]]  # fmt: skip
    return (text for node in given + named for text in texts(node) if CODE.fullmatch(text))


def sources() -> Iterator[Path]:
    for folder in ("authz", "graph", "resolvers", "connectors"):
        yield from (path for path in (ROOT / folder).rglob("*.py") if ROOT / ROWS not in path.parents)


def by_the_table() -> set[str]:
    """Codes that the policy's table holds, and those made of an entity class."""
    with (FOLDER / "purposes.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    refusals = {row["refusal"] for row in rows if row["refusal"]}
    return refusals | {f"NOT_{row['entity_class']}" for row in rows if row["entity_class"] != "none"}


ANSWERED = {code for path in sources() for code in codes_of(path)} | by_the_table()
STATUSES = {**STATUS, **INGEST_STATUS}


def test_every_code_with_a_status_of_its_own_is_one_that_the_hub_answers() -> None:
    assert set(STATUSES) <= ANSWERED


@pytest.mark.parametrize("path", ["resolvers/deciding.py", "resolvers/refusals.py", "connectors/intake.py"])
def test_the_search_for_codes_finds_some_in_every_file_that_refuses(path: str) -> None:
    assert len(set(codes_of(ROOT / path))) > 2


def test_every_code_that_the_hub_answers_is_in_the_page_with_its_status_and_no_other() -> None:
    listed = [row for row in table("errors.md") if len(row) == 4]
    assert {row[0]: row[1] for row in listed} == {code: str(STATUSES.get(code, 200)) for code in ANSWERED}
    assert len(listed) == len(ANSWERED)


def test_every_code_of_a_row_is_in_the_page_and_no_other() -> None:
    faults = (call for path in (ROOT / ROWS).glob("*.py") for call in calls(path) if called(call) == "Fault")
    written = {text for call in faults for text in texts(call.args[1]) if CODE.fullmatch(text)}
    known = written | {code for code, _ in REASONS.values()} | OWN_CODES | {CONFLICT["code"]}
    assert sorted(row[0] for row in table("errors.md") if len(row) == 2) == sorted(known)


def test_the_page_says_of_every_code_when_it_comes_and_what_to_do_next() -> None:
    for row in table("errors.md"):
        assert [cell for cell in row[2 if len(row) == 4 else 1 :] if not cell.endswith(".")] == []


async def test_another_issuer_is_not_trusted_by_the_keys_of_the_demo(tmp_path: Path) -> None:
    """Whoever holds the state folder's own key could else sign for that issuer."""
    with pytest.raises(BadSetting, match="THROUGHLINE_JWKS: tell the public keys of THROUGHLINE_ISSUER"):
        async with running(Settings(state=tmp_path, issuer="https://login.example")):
            raise AssertionError("it started")
    assert is_empty(tmp_path)


@pytest.mark.parametrize("left_out", ["introspection", "introspection_client", "introspection_secret"])
async def test_an_issuer_is_asked_with_address_client_and_secret_or_not_at_all(tmp_path: Path, left_out: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("kept\n")
    told: dict[str, Any] = {"introspection": "https://login.example/introspect", "introspection_client": "hub",
                            "introspection_secret": secret}  # fmt: skip
    assert _introspection(Settings(**told)) is not None
    assert _introspection(Settings()) is None
    del told[left_out]
    with pytest.raises(BadSetting, match="THROUGHLINE_INTROSPECTION: tell it with its _CLIENT and _SECRET"):
        _introspection(Settings(**told))


async def test_a_fault_in_the_file_of_custodians_stops_the_start(tmp_path: Path) -> None:
    custodians, state = tmp_path / "custodians.toml", tmp_path / "state"
    state.mkdir()
    custodians.write_text("[orange_door]\nurl = 'https://door.example'\nconnector = 'risk'\nsecret = 'secret'\n")
    with pytest.raises(BadCustodians, match="THROUGHLINE_CUSTODIANS: orange_door: is no data custodian; those are"):
        async with running(Settings(state=state, custodians=custodians)):
            raise AssertionError("it started")
    assert {path.name for path in state.iterdir()} <= {"keys"}


def is_empty(folder: Path) -> bool:
    return not list(folder.iterdir())
