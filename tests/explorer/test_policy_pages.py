"""The policy as pages: what the tables hold, read here by hand, is what they say, of any role and of two compared."""

from __future__ import annotations

import csv
import re
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from authz.gates import BUILT
from explorer.words import PURPOSES, ROLES
from graph.embedded import Running as Neo4j
from tests.explorer.browsing import Browser, Page, opened
from tests.town import START, Town, town

TABLES = Path(__file__).parents[2] / "authz" / "policy"
LEVELS = {"F": "all", "S": "a summary", "M": "masked", "D": "statistics only", "A": "that it was asked, no value",
          "N": "nothing"}  # fmt: skip
ORDER = "NADMSF"
POSITIONS = {"own": "own records", "named": "of whom the matter names", "other": "beside these"}
OF_LOG = "audit_log"
EXPLAIN = """query($type: String!, $field: String!) { explainAccess(type: $type, field: $field) {
  ways { column law position shows purposeOpens conditions { name } } } }"""
ASKED = {"PersonRecord": ("familyName", "birthDate", "initials"), "Incident": ("narrative", "riskBand"),
         "Order": ("servedOn",), "Address": ("line",), "Charge": ("offence",)}  # fmt: skip


class Cell(NamedTuple):
    level: str
    gates: frozenset[str]

    def now(self, column: str) -> str:
        """Behind a gate that is not built is nothing; what binds the log is kept by the questions that read it."""
        return self.level if column == OF_LOG or BUILT.keys() >= self.gates else "N"


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def cells(role: str, purpose: str) -> dict[tuple[str, str], Cell]:
    """By hand: the row of the matrix, cut down by the row of the purpose and by wall W06."""
    [limit] = [row for row in rows("purposes") if (row["role"], row["purpose"]) == (role, purpose)] if purpose else [{}]
    found = {}
    for row in rows("matrix"):
        if row["role"] == role and (row["valid_from"] == "unknown" or row["valid_from"] <= START[:10]):
            for position in POSITIONS:
                level = capped(row["column"], position, row[position], limit)
                gates = {
                    use.rpartition(":")[2] for use in row["gates"].split() if use.rpartition(":")[0] in ("", position)
                }
                found[row["column"], position] = Cell(level, frozenset(gates) if level != "N" else frozenset())
    return found


def capped(column: str, position: str, level: str, limit: dict[str, str]) -> str:
    if not limit:
        return level
    opens = limit["may"] == "yes" and position in limit["opens"].split()
    opens = opens and limit["columns"] in ("all", *(c for c in [limit["columns"]] if column in c.split()))
    opens = opens and (column != "reporter_identity" or limit["purpose"] in ("CYFA_STATUTORY", "OWN_CASE"))
    return min(level, limit["ceiling"], key=ORDER.index) if opens else "N"


def difference(column: str, one: Cell, other: Cell) -> str:
    """In words, as the page is to have them."""
    first, second = (ORDER.index(cell.now(column)) for cell in (one, other))
    if first == second == 0:
        return "Neither, until a condition is built"
    if first == second:
        return "Alike" if one.gates == other.gates else "As much, under other conditions"
    if 0 in (first, second):
        return "Only the first" if first else "Only the second"
    return "More to the first" if first > second else "More to the second"


def read(page: Page, columns: int) -> list[list[str]]:
    """The cells of the rows of that many columns, as text."""
    found = []
    for row in re.findall(r"<tr>(.*?)</tr>", page.answer.text, re.DOTALL):
        told = [" ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split())
                for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]  # fmt: skip
        if len(told) == columns and 'scope="col"' not in row:
            found.append(told)
    return found


def label(code: str) -> str:
    return code.replace("_", " ").capitalize()


def said(cell: Cell) -> set[str]:
    """What a cell of the page must say: the level, and each gate."""
    return {LEVELS[cell.level], *(gate.replace("_", " ") for gate in cell.gates)}


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


@pytest.fixture
async def browser(hub: Town) -> Browser:
    """Somebody who signed in, and declared nothing."""
    found = opened(hub)
    await found.sign_in("tod_perpetrator_side")
    return found


async def test_nobody_reads_it_who_has_not_signed_in(hub: Town) -> None:
    for path in ("/explorer/policy", "/explorer/policy/compare"):
        page = await opened(hub).go(path)
        assert (page.url, "Own records" in page.text) == ("/explorer/sign-in", False)


async def test_anybody_signed_in_reads_it_without_a_matter_and_no_record_is_asked(hub: Town, browser: Browser) -> None:
    hub.statements.clear()
    before = len(await hub.parts.ledger.disclosures())
    page = await browser.go("/explorer/policy")
    assert (page.answer.status_code, page.url) == (200, "/explorer/policy")
    compared = await browser.go("/explorer/policy/compare?first_role=cip_analyst&second_role=mens_service")
    assert "Nobody may look at real records as another role" in compared.text
    assert (hub.statements, len(await hub.parts.ledger.disclosures())) == ([], before)


@pytest.mark.parametrize("role", ROLES)
async def test_the_table_of_a_role_says_what_the_matrix_says(browser: Browser, role: str) -> None:
    for purpose in ("", "ASSESSMENT", "CIP_REQUEST", "OWN_CASE", "CYFA_STATUTORY", "ADMIN"):
        page = await browser.go(f"/explorer/policy?role={role}&purpose={purpose}")
        wanted = cells(role, purpose)
        shown = {column for column, position in wanted if wanted[column, position].level != "N"}
        told = {row[0]: row for row in read(page, 5)}
        lines = {column: next(row for words, row in told.items() if words.startswith(f"{label(column)} "))
                 for column in shown}  # fmt: skip
        assert len(lines) == len(told)
        for (column, position), cell in wanted.items():
            if column in shown:
                text = lines[column][1 + list(POSITIONS).index(position)]
                assert [words for words in said(cell) if words not in text] == [], (column, position)
                assert cell.level == "N" or text.startswith(LEVELS[cell.level])
                assert ("nothing yet" in text) is (cell.now(column) != cell.level)
        nothing = page.text.partition("Nothing of: ")[2].partition(".")[0].split(", ")
        assert set(nothing) - {"no column"} == {label(column) for column, _ in wanted} - set(map(label, shown))
        assert all(("from 26 February 2018" in lines[row["column"]][4]) is (row["valid_from"] == "2018-02-26")
                   for row in rows("matrix") if row["role"] == role and row["column"] in shown)  # fmt: skip
        laws = {row["column"]: row["basis"] for row in rows("matrix") if row["role"] == role}
        assert all(law in lines[column][4] for column in shown for law in laws[column].split("; ") if law != "none")


PAIRS = [
    (("tod_perpetrator_side", "ASSESSMENT"), ("tod_victim_side", "ASSESSMENT")),
    (("cip_analyst", "CIP_REQUEST"), ("mens_service", "ASSESSMENT")),
    (("police_member", ""), ("police_fv_unit", "")),
    (("cp_practitioner", "CYFA_STATUTORY"), ("cp_practitioner", "ASSESSMENT")),
    (("specialist_fv", "PROTECTION"), ("homelessness", "PROTECTION")),
    (("auditor_evaluator", "ADMIN"), ("court_registrar", "COURT")),
    (("mens_service", "COURT"), ("court_registrar", "COURT")),
]


@pytest.mark.parametrize(("first", "second"), PAIRS)
async def test_two_roles_differ_where_the_tables_say_so_and_nowhere_else(
    browser: Browser, first: tuple[str, str], second: tuple[str, str]
) -> None:
    asked = "&".join(f"{side}_{name}={value}" for side, pair in (("first", first), ("second", second))
                     for name, value in zip(("role", "purpose"), pair, strict=True))  # fmt: skip
    page = await browser.go(f"/explorer/policy/compare?{asked}")
    one, other = cells(*first), cells(*second)
    wanted = {
        (label(column), POSITIONS[position]): difference(column, one[column, position], other[column, position])
        for column, position in one
        if {one[column, position].level, other[column, position].level} != {"N"}
    }
    told = {key_of(row, wanted): row for row in read(page, 5) if row[1] in POSITIONS.values()}
    assert {key: row[4].partition(" ")[2] for key, row in told.items()} == wanted
    for column, position in one:
        key = label(column), POSITIONS[position]
        if key in wanted:
            for cell, text in zip((one[column, position], other[column, position]), told[key][2:4], strict=True):
                assert text.startswith(LEVELS[cell.level])
                assert [words for words in said(cell) if words not in text] == []
    differing = sum(words not in ("Alike", "Neither, until a condition is built") for words in wanted.values())
    assert sum(int(n) for n in re.findall(r"<li>[^<]*: (\d+)</li>", page.answer.text)) == differing
    neither = {label(column) for column, _ in one} - {column for column, _ in wanted}
    assert (
        f"Neither is shown anything of: {', '.join(sorted(neither, key=page.text.rindex)) or 'no column'}." in page.text
    )


def key_of(row: list[str], wanted: dict[tuple[str, str], str]) -> tuple[str, str]:
    return max((key for key in wanted if row[0].startswith(key[0]) and key[1] == row[1]), key=lambda key: len(key[0]))


async def test_it_says_what_the_hub_explains_to_the_asker_himself(hub: Town) -> None:
    """Field by field, by the question that GraphQL has."""
    seen = 0
    for role, purpose in (
        ("mens_service", "ASSESSMENT"),
        ("police_fv_unit", "OWN_CASE"),
        ("cip_analyst", "CIP_REQUEST"),
    ):
        browser = opened(hub)
        await browser.sign_in(role)
        page = await browser.go(f"/explorer/policy?purpose={purpose}&role={role}")
        told = read(page, 5)
        for noun, fields in ASKED.items():
            for field in fields:
                ways = await explained(hub, role, purpose, noun, field)
                for way in ways:
                    seen += 1
                    agrees(way, next((row for row in told if row[0].startswith(f"{label(way['column'])} ")), None))
    assert seen > 30


def agrees(way: dict[str, Any], line: list[str] | None) -> None:
    """What is shown of one field is no more than what the column shows, and by the same conditions and law."""
    text = line[1 + list(POSITIONS).index(way["position"].lower())] if line else "nothing"
    if not way["purposeOpens"]:
        assert text.startswith("nothing"), (way, text)
    elif way["shows"] != "nothing":
        assert text.startswith(way["shows"]), (way, text)
        assert all(one["name"].replace("_", " ") in text for one in way["conditions"])
        assert line
        assert [law for law in way["law"].split("; ") if law not in line[4]] == []


async def explained(hub: Town, role: str, purpose: str, noun: str, field: str) -> list[dict[str, Any]]:
    answer = (await hub.post(role, EXPLAIN, purpose, "0" * 26, "because", type=noun, field=field)).json()
    assert "errors" not in answer, answer["errors"]
    return [way for way in answer["data"]["explainAccess"]["ways"] if way["position"]]


async def test_a_choice_that_is_none_is_said_and_the_lists_are_there(browser: Browser) -> None:
    for path in ("/explorer/policy?role=nobody", "/explorer/policy?purpose=CURIOSITY",
                 "/explorer/policy/compare?first_role=cip_analyst&second_role=%3Cb%3E"):  # fmt: skip
        page = await browser.go(path)
        assert (page.answer.status_code, "Choose a role and a purpose from the lists" in page.text) == (400, True)
        assert "<b>" not in page.answer.text
        assert all(words in page.text for words in (*ROLES.values(), *PURPOSES.values()))


async def test_a_purpose_that_a_role_may_not_declare_shows_it_nothing(browser: Browser) -> None:
    page = await browser.go("/explorer/policy?role=mens_service&purpose=COURT")
    assert "This role may not declare this purpose, so that it is shown nothing under it." in page.text
    assert read(page, 5) == [row for row in read(page, 5) if re.match(r"L\d+$", row[0])]  # the law alone
