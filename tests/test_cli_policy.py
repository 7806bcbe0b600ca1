"""`throughline policy`, as who answers for it runs it."""

from __future__ import annotations

import json
from pathlib import Path

from authz.policy_data import FOLDER
from tests.authz.test_policy_data import changed, put
from tests.processes import throughline


def test_the_policy_at_work_has_no_fault_and_tells_what_is_closed(tmp_path: Path) -> None:
    done = throughline(tmp_path, "policy", "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "no fault. 15 roles, 315 cells" in done.stdout
    assert "sealed" in done.stdout  # a gate that is not built


def test_a_faulty_policy_is_told_by_line_and_fails(tmp_path: Path) -> None:
    there = changed(tmp_path, "matrix.csv", put(3, "own", "X"))
    done = throughline(tmp_path, "policy", "check", str(there))
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "matrix.csv:5: unknown level 'X'\n")


def test_a_change_tells_who_loses_which_fields(tmp_path: Path) -> None:
    there = changed(tmp_path, "matrix.csv", put(0, "named", "N"))
    done = throughline(tmp_path, "policy", "diff", str(FOLDER), str(there))
    assert (done.returncode, done.stderr) == (0, "")
    first, second = done.stdout.splitlines()
    assert first == "police_member, named: F if consent → N, for IDENTITY of VICTIM."
    assert second.startswith("    loses ")
    assert "PersonRecord.birth_date" in second

    told = json.loads(throughline(tmp_path, "--json", "policy", "diff", str(FOLDER), str(there)).stdout)
    assert [cell["role"] for cell in told["cells"]] == ["police_member"]
    assert "PersonRecord.birth_date" in told["cells"][0]["loses"]
    assert told["rows"] == []


def test_no_change_is_said(tmp_path: Path) -> None:
    done = throughline(tmp_path, "policy", "diff", str(FOLDER), str(FOLDER))
    assert (done.returncode, done.stdout) == (0, "Nobody is shown anything else.\n")
