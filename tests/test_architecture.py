"""What no import contract says: where Cypher and the environment are, whose packages these are, how files look."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("authz", "graph", "schema", "resolvers", "connectors", "explorer")
CYPHER = re.compile(
    r"\b(?:OPTIONAL )?MATCH \(|\bMERGE \(|\bUNWIND \$|\bUNWIND \w+ AS\b|\bDETACH DELETE\b|-\[:|\]->\(|\bCOLLECT \{|"
    r"\bCREATE \(|\bSET \w+\.\w+ =|\bCALL \(\w*\) \{"
)
BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "base", "tools", "lib"}
MOST_LINES = 400
# In parts, so that this file does not hold what it looks for.
REGISTRIES = re.compile(
    r"https?://[\w.-]*(?:" + "|".join(["py" + "pi.", "python" + "hosted", "registry." + "npmjs", "npm" + "js.org",
    "registry." + "yarnpkg", "repo1?." + "maven", "maven" + "-central", "search." + "maven", "crates" + ".io",
    "conda" + ".anaconda", "proxy." + "golang"]) + r")"
)  # fmt: skip
MACHINE = re.compile(r"(?<![\w.:/~])/(?:" + "|".join(["root", "home", "Users", "work", "mnt", "opt"]) + r")/\w")
ABOVE = "../" + "shared"


def tracked() -> list[Path]:
    """Every file that is, or would be, of the repository."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            cwd=ROOT, capture_output=True, text=True, check=True)  # fmt: skip
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def of(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))
            if "node_modules" not in path.parts]  # fmt: skip


def texts(path: Path) -> list[tuple[Path, str]]:
    try:
        return [(path, path.read_text(encoding="utf-8"))]
    except UnicodeDecodeError:
        return []


def strings(path: Path) -> Iterator[str]:
    """Every text in the code, with the parts of a formatted one; no docstring and no comment."""
    tree = ast.parse(path.read_text())
    documents = {id(node.body[0].value) for node in ast.walk(tree) if _documented(node)}  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield node.value


def _documented(node: ast.AST) -> bool:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return isinstance(node, kinds) and ast.get_docstring(node, clean=False) is not None


def names(path: Path) -> Iterator[str]:
    """Every dotted name that the code reads."""
    return (ast.unparse(node) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute))


def test_cypher_is_written_in_graph_alone() -> None:
    found = {path.relative_to(ROOT).as_posix() for path in [*of(*PACKAGES), ROOT / "server.py"]
             if any(CYPHER.search(text) for text in strings(path))}  # fmt: skip
    assert {name.partition("/")[0] for name in found} == {"graph"}
    assert {"graph/matters.py", "graph/registry.py", "graph/scope.py", "graph/writer.py"} <= found


@pytest.mark.parametrize(
    "text",
    ["MATCH (n)", "OPTIONAL MATCH (o:Organisation)", "MERGE (n:X {id: 1})", "UNWIND $given.rows AS row",
     "MATCH (a)-[:KNOWN_AS]->(b)", "RETURN COLLECT { x }"],
)  # fmt: skip
def test_the_search_for_cypher_finds_it(text: str) -> None:
    assert CYPHER.search(text)


def test_values_never_stand_in_the_text_of_a_statement() -> None:
    """A statement takes one map of values; what is formatted into it comes of the model or is a constant."""
    for path in of("graph"):
        for text in strings(path):
            assert not re.search(r"\$(?!given\b)\w", text) or "$password" in text, (path.name, text)


def test_the_environment_is_read_by_the_server_alone() -> None:
    reading = {"os.environ", "os.getenv", "os.environb", "os.putenv"}
    found = [path.name for path in [*of(*PACKAGES), ROOT / "server.py"] if reading & set(names(path))]
    assert found == ["server.py"]


@pytest.mark.parametrize("name", [*PACKAGES, "server"])
def test_each_package_that_is_imported_is_this_repository_s(name: str) -> None:
    """PyPI has a `schema` and a `graph` too."""
    found = importlib.import_module(name).__file__
    assert found is not None
    assert Path(found).is_relative_to(ROOT)
    assert ".venv" not in Path(found).parts


def test_the_top_level_folders_are_those_that_the_design_names() -> None:
    folders = {path.relative_to(ROOT).parts[0] for path in tracked() if path.suffix == ".py" and path.parent != ROOT}
    assert folders <= {*PACKAGES, "tests", "bench", "explorer"}


def test_no_file_has_a_name_that_says_nothing() -> None:
    named = {path for path in tracked() if path.suffix == ".py" and path.stem in BANNED}
    folders = {path for path in tracked() if BANNED & set(path.relative_to(ROOT).parts[:-1])}
    assert named | folders == set()


@pytest.mark.parametrize("folder", PACKAGES)
def test_no_file_of_the_product_is_long(folder: str) -> None:
    long = {path.name: lines for path in of(folder) if (lines := len(path.read_text().splitlines())) > MOST_LINES}
    assert long == {}


@pytest.mark.parametrize("path", [*of(*PACKAGES), ROOT / "server.py"], ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    document = ast.get_docstring(ast.parse(path.read_text()))
    assert document
    assert document[0].isupper() or document[0] in "`"
    assert document.rstrip().splitlines()[0].endswith((".", ":", ",", ";")) or len(document.splitlines()) > 1


def test_no_file_names_a_host_of_a_package_registry() -> None:
    found = {path.name: hit[0] for file in tracked() for path, text in texts(file) if (hit := REGISTRIES.search(text))}
    assert found == {}


def test_no_file_names_a_path_of_a_machine() -> None:
    found = {path.name: hit[0] for file in tracked() for path, text in texts(file) if (hit := MACHINE.search(text))}
    assert found == {}


def test_no_file_points_above_the_repository() -> None:
    assert [path.name for file in tracked() for path, text in texts(file) if ABOVE in text] == []


def test_the_searches_find_what_they_look_for() -> None:
    assert REGISTRIES.search("https://" + "py" + "pi.org/simple")
    assert REGISTRIES.search("https://registry." + "npmjs.org/react")
    assert MACHINE.search('path = "/' + 'home/me/x"')
    assert not MACHINE.search("https://host/home/x")


def test_the_locks_hold_a_hash_for_everything_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    pinned = re.findall(r"^([a-z0-9._-]+(?:\[[a-z0-9,-]+\])?)==", lock, re.MULTILINE)
    parts = re.split(r"\n(?=[a-z0-9])", lock)
    assert len(pinned) > 40
    assert all("--hash=sha256:" in part for part in parts if "==" in part.split("\n")[0])
    assert "--index-url" not in lock
    assert "://" not in lock
