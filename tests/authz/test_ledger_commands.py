"""`throughline ledger`: what it finds offline, what it proves, and a graph built again from it."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import Result
from typer.testing import CliRunner

from authz.heads import Head
from authz.keys import Keys
from authz.ledger_commands import ledger_app
from authz.ledger_heads import keeping
from authz.ledger_tables import leaf_of
from graph.canonical_hash import canonical_hash
from graph.embedded import Running as Neo4j
from server import Settings
from tests.authz.stores import AT, opened, record
from tests.connectors.test_l17_claims import least
from tests.dump import dump
from tests.processes import beside, throughline
from tests.town import Town, empty, town


@pytest.fixture
def kept(tmp_path: Path) -> Settings:
    """What a hub left behind: five entries, the first three under an earlier head; and its witness."""
    settings = Settings(state=tmp_path / "state", witness=tmp_path / "witness")
    keys = Keys.open(settings.key_folder)

    async def work() -> None:
        for names in (("A", "B"), ("C",)):
            async with (
                opened(settings.ledger, keys.sealing) as ledger,
                keeping(ledger, keys.heads, settings.witness, lambda: AT),
            ):
                await ledger.receive([record(name) for name in names])
                await ledger.disclose({"fields": ["person"]}, AT)

    asyncio.run(work())
    return settings


def run(settings: Settings, *arguments: str) -> Result:
    return CliRunner().invoke(ledger_app, arguments, obj=settings)


def harm(settings: Settings, *statements: str) -> None:
    connection = sqlite3.connect(settings.state / "ledger/ledger.db")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def verify(settings: Settings) -> tuple[int, list[str]]:
    """The exit code, and what is wrong."""
    done = run(settings, "verify")
    lines = [line for line in done.output.splitlines() if line.startswith("wrong: ")]
    return done.exit_code, [line.removeprefix("wrong: ") for line in lines]


def test_a_whole_ledger_is_verified_with_its_counts(kept: Settings) -> None:
    done = run(kept, "verify")
    assert done.exit_code == 0
    *counts, last = done.output.splitlines()
    assert last == "wrong: nothing"
    assert "root: " + json.loads(run(kept, "head").output)["root"] in counts
    assert {"entries: 5", "heads: 2", "proven: 5", "rawRecords: 3", "witnessed: 2", "unreadable: 0"} <= set(counts)


def test_as_json(kept: Settings) -> None:
    kept.json_output = True
    assert json.loads(run(kept, "verify").output)["wrong"] == []
    harm(kept, "UPDATE entries SET body = CAST('{}' AS BLOB) WHERE seq = 2")
    done = run(kept, "verify")
    assert (done.exit_code, json.loads(done.output)["wrong"]) == (1, [{"seq": 2, "through": 2, "kind": "ALTERED"}])


NOT_ITS = "entry 1: the raw record beside the entry, or its key, is missing, altered, or of another one (RECORD)"
HARMS = {
    "altered": ("UPDATE entries SET body = CAST('{}' AS BLOB) WHERE seq = 2",
                "entry 2: the entry is not the one that was hashed (ALTERED)"),
    "missing": ("DELETE FROM entries WHERE seq = 2", "entry 2: there is no entry (MISSING)"),
    "record": ("UPDATE records SET sealed = zeroblob(40) WHERE seq = 1", NOT_ITS),
    "renamed": ("UPDATE records SET source_id = 'Z' WHERE seq = 1", NOT_ITS),
    "forged": ("UPDATE heads SET at = '2020-01-01T00:00:00Z' WHERE size = 3",
               "entry 3: the head of this size is not signed by the hub's key (FORGED)"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HARMS)
def test_the_first_place_that_is_wrong_is_named(kept: Settings, kind: str) -> None:
    statement, said = HARMS[kind]
    harm(kept, statement)
    code, [first, *_] = verify(kept)
    assert (code, first) == (1, said)


def test_an_entry_hashed_anew_is_named_by_the_heads_around_it(kept: Settings) -> None:
    leaf = leaf_of(4, "RECORD", b"{}").hex()
    harm(kept, f"UPDATE entries SET body = CAST('{{}}' AS BLOB), leaf = x'{leaf}' WHERE seq = 4")
    code, wrong = verify(kept)
    assert code == 1
    assert wrong == [
        "entry 4: the raw record beside the entry, or its key, is missing, altered, or of another one (RECORD)",
        "entries 4 to 5: an entry is not the one of which a head was signed (FORKED)",
    ]


def test_a_copy_of_yesterday_is_whole_by_itself_and_cut_against_the_witness(kept: Settings) -> None:
    harm(kept, *(f"DELETE FROM {table} WHERE {column} > 3"
                 for table, column in (("entries", "seq"), ("records", "seq"), ("heads", "size"))))  # fmt: skip
    assert verify(kept) == (1, ["entries 4 to 5: a head was signed of entries that are not there (CUT)"])
    kept.witness = None
    assert verify(kept) == (0, ["nothing"])


def test_without_the_sealing_key_raw_records_are_not_opened_and_that_is_told(kept: Settings) -> None:
    (kept.key_folder / "sealing.key").unlink()
    done = run(kept, "verify")
    assert (done.exit_code, "rawRecords: 0" in done.output) == (0, True)
    assert not (kept.key_folder / "sealing.key").exists()


def test_nothing_is_written_by_what_only_reads(kept: Settings) -> None:
    file = kept.state / "ledger/ledger.db"
    before = file.read_bytes()
    for arguments in (("verify",), ("head",), ("prove", "1")):
        assert run(kept, *arguments).exit_code == 0
    assert file.read_bytes() == before


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    done = throughline(tmp_path / "state", "ledger", "head")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "The ledger cannot be opened.\n")
    assert not (tmp_path / "state/ledger/ledger.db").exists()


# proofs


def proof(settings: Settings, *arguments: str) -> dict[str, Any]:
    done = run(settings, "prove", *arguments)
    assert done.exit_code == 0, done.output
    return dict(json.loads(done.output))


def checked(settings: Settings, tmp_path: Path, said: Any) -> tuple[int, str]:
    """With the public key alone, where there is no ledger."""
    file, public, elsewhere = tmp_path / "proof.json", tmp_path / "heads.pem", Settings(state=tmp_path / "elsewhere")
    file.write_bytes(said if isinstance(said, bytes) else orjson.dumps(said))
    public.write_bytes((settings.key_folder / "heads.pem").read_bytes())
    done = run(elsewhere, "verify", "--proof", str(file), "--public", str(public))
    return done.exit_code, done.output.strip() or str(done.exception)


HOLDS = (0, "The entry was in the ledger when the head was signed.")


@pytest.mark.parametrize("seq", range(1, 6))
def test_each_entry_is_proved_with_the_public_key_alone(kept: Settings, tmp_path: Path, seq: int) -> None:
    plain, whole = proof(kept, str(seq)), proof(kept, str(seq), "--entry")
    assert "body" not in plain
    assert json.loads(whole["body"])["at"] == AT
    assert checked(kept, tmp_path, plain) == checked(kept, tmp_path, whole) == HOLDS


def test_an_answer_is_proved_by_the_id_that_it_came_with(kept: Settings, tmp_path: Path) -> None:
    by_number = proof(kept, "3", "--entry")
    answer = json.loads(by_number["body"])["auditId"]
    assert (by_number["kind"], proof(kept, answer, "--entry")) == ("DISCLOSURE", by_number)
    assert checked(kept, tmp_path, proof(kept, answer)) == HOLDS
    for unknown in (answer[:-1], "0" * 25 + "x", ""):
        refused = run(kept, "prove", unknown)
        assert (refused.exit_code, str(refused.exception)[:27]) == (1, "No entry is of this answer:")


def test_a_proof_of_which_anything_is_altered_does_not_hold(kept: Settings, tmp_path: Path) -> None:
    whole = proof(kept, "3", "--entry")
    path, head = whole["path"], whole["head"]
    other = Head(5, head["root"], AT).signed(b"x" * 32)
    altered: list[tuple[dict[str, Any], str]] = [
        ({"seq": 2}, "body"),
        ({"kind": "COMMAND"}, "body"),
        ({"body": whole["body"].replace("person", "nobody")}, "body"),
        ({"leaf": "0" * 64, "body": None}, "path"),
        ({"seq": 2, "body": None}, "path"),
        ({"path": path[1:]}, "path"),
        ({"path": [*path, path[0]]}, "path"),
        ({"path": [path[0][:-1] + "0", *path[1:]]} if path[0][-1] != "0" else {"path": path[::-1]}, "path"),
        ({"head": {**head, "size": 4}}, "head"),
        ({"head": {**head, "at": "2020-01-01T00:00:00Z"}}, "head"),
        ({"head": {**head, "root": "0" * 64}}, "head"),
        ({"head": other.told()}, "head"),
    ]
    for changed, part in altered:
        code, said = checked(kept, tmp_path, {**whole, **changed})
        assert (code, said.partition(":")[0], said.split(": ")[1]) == (1, "The proof does not hold", part)


@pytest.mark.parametrize(
    ("said", "named"),
    [(b"{", "not JSON"), (b"[]", "The proof's "), (b'{"seq": "1"}', "The proof's seq"),
     (b'{"seq": 1, "kind": "RECORD", "leaf": "zz"}', "The proof's leaf")],
)  # fmt: skip
def test_what_is_no_proof_is_refused_by_its_part(kept: Settings, tmp_path: Path, said: bytes, named: str) -> None:
    code, told = checked(kept, tmp_path, said)
    assert code == 1
    assert named in told


@pytest.mark.parametrize("seq", ["0", "6", "99"])
def test_there_is_no_proof_of_an_entry_that_no_head_binds(kept: Settings, seq: str) -> None:
    refused = run(kept, "prove", seq)
    assert refused.exit_code == 1
    assert str(refused.exception) == f"Entry {seq} is not under the newest head, which is of 5 entries."


def test_of_a_ledger_without_a_head_nothing_is_proved(kept: Settings) -> None:
    harm(kept, "DELETE FROM heads")
    for arguments in (("head",), ("prove", "1")):
        refused = run(kept, *arguments)
        assert (refused.exit_code, "No head of this ledger is signed yet" in str(refused.exception)) == (1, True)


async def erase(settings: Settings) -> None:
    keys = Keys.open(settings.key_folder)
    async with (
        opened(settings.ledger, keys.sealing) as ledger,
        keeping(ledger, keys.heads, settings.witness, lambda: AT),
    ):
        said = {"connector": "l17", "custodian": "victoria_police", "source_id": "B", "seqs": [2], "people": []}
        await ledger.command("eraseRecord", {**said, "authority": "PROS 09/05"}, AT, "a")


def test_an_erasure_is_counted_and_proved_by_its_entry(kept: Settings, tmp_path: Path) -> None:
    asyncio.run(erase(kept))
    done = run(kept, "verify")
    assert {"rawRecords: 2", "erased: 1", "wrong: nothing"} <= set(done.output.splitlines())
    whole = proof(kept, "6", "--entry")
    said = json.loads(whole["body"])
    assert (said["command"], said["given"]["seqs"], said["given"]["authority"]) == ("eraseRecord", [2], "PROS 09/05")
    assert checked(kept, tmp_path, whole) == HOLDS
    assert checked(kept, tmp_path, {**whole, "body": whole["body"].replace("[2]", "[1]")})[0] == 1


def test_a_destroyed_key_that_is_put_back_is_named(kept: Settings) -> None:
    asyncio.run(erase(kept))
    harm(kept, "INSERT INTO record_keys VALUES (2, zeroblob(60))")
    assert verify(kept) == (1, ["entry 2: an entry says that this record was erased, and its key is there (UNERASED)"])


# the graph, built again

OPEN_OWN = """mutation {
  openMatter(input: {kind: OWN_FILE, names: [{system: "victoria_police", id: "1", as: AFFECTED}]}) { id } }"""


async def worked(hub: Town) -> None:
    """Versions, a faulty record, decisions, and answers."""
    await hub.ingest([least("L17-1"), {**least("L17-2"), "incident": 7}, least("L17-3")])
    assert (await hub.ingest([least("L17-1", report={"version": 2})]))["counts"] == {"SUPERSEDED": 1}
    assert (await hub.post("police_member", OPEN_OWN, "OWN_CASE", reason="A test")).status_code == 200
    await hub.ask("police_member", "{ incidents { nodes { portalId } } }", "OWN_CASE", reason="A test")


async def test_the_graph_is_built_again_in_an_empty_neo4j_and_no_other(neo4j: Neo4j, tmp_path: Path) -> None:
    told = beside(neo4j)

    async def ledger(command: str) -> tuple[int, str, str]:
        done = await asyncio.to_thread(throughline, tmp_path / "state", "ledger", command, **told)
        return done.returncode, done.stdout.strip(), done.stderr.strip()

    async with town(neo4j, tmp_path / "state") as hub:
        await worked(hub)
        database, before, size = hub.parts.database, await dump(hub.graph), await hub.parts.ledger.head()
        found = await canonical_hash(database)
        verifying = await asyncio.to_thread(run, hub.parts.settings, "verify")
        assert (verifying.exit_code, "wrong: nothing" in verifying.output) == (0, True)
        assert await ledger("graph") == (0, found, "")
        code, printed, said = await ledger("rebuild")
        assert (code, printed) == (1, "")
        assert said.startswith("The graph is not empty. `throughline db reset` empties the embedded one;")
        assert await dump(hub.graph) == before

        await empty(database)
        code, printed, said = await ledger("rebuild")
        assert (code, printed) == (0, found), said
        assert await dump(hub.graph) == before
        assert await hub.parts.ledger.head() == size  # nothing was written there
