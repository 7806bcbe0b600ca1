"""The `throughline` command, as a person runs it: what it prints, what it refuses, and that nothing is left behind."""

from __future__ import annotations

import json
import signal
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import psutil
import pytest
from graphql import build_schema

from connectors.registry import SOURCES
from graph.embedded import free_port
from resolvers.api import SCHEMA
from schema import codes
from tests.connectors import SAMPLES
from tests.processes import running, serving, throughline


def test_the_spec_of_a_connector_is_a_json_schema_that_names_the_code_lists(tmp_path: Path) -> None:
    done = throughline(tmp_path / "state", "connector", "spec", "l17")
    assert (done.returncode, done.stderr) == (0, "")
    spec = json.loads(done.stdout)
    assert spec["properties"].keys() >= {"report", "incident", "affected", "respondent"}
    named = set(code_lists(spec))
    assert named >= {"risk_band", "relationship", "offence", "order_kind", "service_type"}
    assert named <= set(codes.lists())


def code_lists(spec: object) -> Iterator[str]:
    if isinstance(spec, dict):
        yield from [spec["x-code-list"]] if "x-code-list" in spec else []
    for part in spec.values() if isinstance(spec, dict) else spec if isinstance(spec, list) else ():
        yield from code_lists(part)


def test_the_spec_of_no_connector_is_refused_with_those_there_are(tmp_path: Path) -> None:
    done = throughline(tmp_path / "state", "connector", "spec", "l71")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"There is no connector l71. Known: {', '.join(SOURCES)}.\n"


def test_the_schema_is_printed_as_sdl_with_its_facets(tmp_path: Path) -> None:
    done = throughline(tmp_path / "state", "schema")
    assert (done.returncode, done.stderr) == (0, "")
    printed = build_schema(done.stdout)
    assert printed.type_map.keys() >= {n for n in SCHEMA.type_map if not n.startswith("__")}
    assert 'narrative: String @facet(of: "NARRATIVE")' in done.stdout


@pytest.mark.parametrize(
    ("setting", "value", "named"),
    [
        ("THROUGHLINE_NONSENSE", "1", "There is no setting THROUGHLINE_NONSENSE; docs/settings.md lists them all."),
        ("THROUGHLINE_PORT", "0", "THROUGHLINE_PORT: "),
        ("THROUGHLINE_PORT", "eighty", "THROUGHLINE_PORT: "),
        ("THROUGHLINE_NEO4J_HEAP", "1", "THROUGHLINE_NEO4J_HEAP: "),
        ("THROUGHLINE_LOG_LEVEL", "loud", "THROUGHLINE_LOG_LEVEL: "),
        ("THROUGHLINE_LEDGER_URL", "oracle://nobody:secret@nowhere", "The ledger's URL names no store: "),
    ],
)
def test_a_setting_that_is_unknown_or_wrong_is_refused_by_name(
    tmp_path: Path, setting: str, value: str, named: str
) -> None:
    done = throughline(tmp_path / "state", "serve", **{setting: value})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(named)
    assert len(done.stderr.splitlines()) == 1
    assert "secret" not in done.stderr
    assert not (tmp_path / "state" / "neo4j").exists()


@pytest.mark.parametrize("told", [(), ("--role", "cip_analyst", "--account", "cip_analyst")])
def test_a_token_is_of_a_role_or_of_an_account(tmp_path: Path, told: tuple[str, ...]) -> None:
    done = throughline(tmp_path / "state", "token", *told)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Tell either --role or --account." in done.stderr


COMMANDS = {
    "ingest": ("ingest", "l17", str(SAMPLES / "ordinary.ndjson")),
    "query": ("query", str(SAMPLES / "ordinary.ndjson"), "--role", "cip_analyst"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_without_a_hub_a_command_says_so_and_how_to_start_one(tmp_path: Path, command: str) -> None:
    port = free_port()
    done = throughline(tmp_path / "state", "--port", str(port), *COMMANDS[command])
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        f"No hub answers at http://127.0.0.1:{port}/: start one with `throughline serve`."
    )
    assert "Traceback" not in done.stderr


class Stranger(BaseHTTPRequestHandler):
    """Answers everything with a page."""

    def do_POST(self) -> None:
        self.send_response(404)
        self.end_headers()
        self.wfile.write(b"<html>Not here</html>")

    def log_message(self, *_said: object) -> None:
        """Says nothing."""


@pytest.mark.parametrize("command", COMMANDS)
def test_what_answers_and_is_no_hub_is_told_as_that(tmp_path: Path, command: str) -> None:
    with HTTPServer(("127.0.0.1", 0), Stranger) as stranger:
        threading.Thread(target=stranger.serve_forever, daemon=True).start()
        done = throughline(tmp_path / "state", "--port", str(stranger.server_port), *COMMANDS[command])
        stranger.shutdown()
    assert done.returncode == 1
    assert "is no hub; tell the hub's --port." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_in_use_is_told_and_nothing_is_started(tmp_path: Path) -> None:
    state = tmp_path / "state"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = throughline(state, "--port", str(port), "serve")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Port {port} is in use: stop what listens there, or tell --port.\n"
    assert not (state / "neo4j").exists()
    assert not [process for process in psutil.process_iter() if str(state) in " ".join(words_of(process))]


def words_of(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def test_ctrl_c_ends_the_hub_and_its_database(tmp_path: Path) -> None:
    """And so does SIGTERM: tests/graph/test_embedded.py."""
    with serving(tmp_path / "state") as hub:
        database = hub.neo4j
        children = [child.pid for child in psutil.Process(hub.process.pid).children(recursive=True)]
        assert database in children
        code, said = hub.ended_by(signal.SIGINT)
        assert code == 0
        assert said.splitlines()[-1] == f"Serving at {hub.url}. Ctrl-C ends it."
        assert [pid for pid in children if running(pid)] == []
        with socket.create_server(("127.0.0.1", hub.port)):
            pass  # the port is free again
