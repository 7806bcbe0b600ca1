"""What becomes of a new record beside who it is of: who is said to be his kin or partner, or to share his home.

Each is a proposal; nobody has checked it, and nobody is joined by it. A record that nobody looked at yet is `fresh`;
whatever stopped the hub, it is looked at in the next turn. What comes of it is one ledger command, so that a graph
built again holds the same.

Bounds: a report ties at most the people in it. An address at which more than MOST_AT_HOME origins are recorded (a
motel, a refuge, a block without numbers) ties nobody: else two hundred guests would be twenty thousand households.
Reports say on their own who lives together.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from connectors.linking import CONFLICT
from graph import kinship
from graph.following import Following
from schema.kin import HOUSEHOLD, Said, Tie, of_another, of_parties, tied
from schema.matching.reading import address_text
from schema.matching.rules import WEIGHT

BY = "relating"
MOST_NEW = 500  # records of one round
MOST_AT_HOME = 24  # origins
PERHAPS_ONE = [WEIGHT, CONFLICT]  # of a possible match: no record speaks for two people, as of twins or father and son
NOTHING_STATED = dict.fromkeys(("field", "code", "subject", "incident", "key", "left_part", "right_part"))
Fetch = Callable[[str, Mapping[str, Any]], Awaitable[Any]]
Row = dict[str, Any]


class Relating:
    def __init__(
        self, fetch: Fetch, following: Following, identify: Callable[..., str], now: Callable[[], str]
    ) -> None:
        self.fetch, self.following, self.identify, self.now = fetch, following, identify, now

    async def settle(self) -> None:
        """Looks at what is new until nothing is. It is the caller's turn, after who is whom is settled."""
        while new := await self.fetch(kinship.NEW, {"most": MOST_NEW}):
            stated = [self._of_report(said) for record in new for said in _reported(*record)]
            stated += [self._of_home(*row) for row in await self._homes(new)]
            compared = [record for record, *_ in new]
            body = {"at": self.now(), "compared": compared, "statements": _once(stated)}
            await self.following.decide("proposeRelationships", body, str(body["at"]), BY)

    async def _homes(self, new: Sequence[Any]) -> list[Any]:
        """A word that stands where a street should is no home."""
        keys = {key for *_, homes in new for key, *place in homes if address_text(*place)}
        given = {"keys": sorted(keys), "most": MOST_AT_HOME, "perhaps_one": PERHAPS_ONE}
        return await self.fetch(kinship.HOMES, given) if keys else []

    def _of_report(self, reported: Reported) -> Row:
        """The same statement in each version of the report."""
        said, parts = reported.said, (reported.left_part, reported.right_part)
        stated = {"field": said.field, "code": said.code, "subject": said.subject, "incident": reported.incident}
        row = self._row(said.tie, reported.lineage, said.field, *parts)
        return {**row, **stated, "left_part": parts[0], "right_part": parts[1]}

    def _of_home(self, one: str, other: str, key: str) -> Row:
        tie = tied(one, other, HOUSEHOLD)
        assert tie  # two origins of two people
        return {**self._row(tie, key), "key": key}

    def _row(self, tie: Tie, *of: str) -> Row:
        relationship = self.identify("relationship", tie.left, tie.right, tie.kind)
        named = {"left": tie.left, "right": tie.right, "kind": tie.kind, "relationship": relationship}
        return {"id": self.identify("statement", relationship, *of), **named, **NOTHING_STATED}


@dataclass(frozen=True, slots=True)
class Reported:
    """What one version of a report says, and in which parts the two stand there."""

    incident: str
    lineage: str
    said: Said
    left_part: str
    right_part: str


def _reported(_record: str, origin: str, reports: Sequence[Any], _homes: Any) -> Iterator[Reported]:
    """What is said of this record's person to another of the report."""
    for incident, lineage, mine, theirs, party, *fields in reports:
        for said in _said(origin, party, mine, theirs, *fields):
            parts = (mine, theirs) if said.tie.left == origin else (theirs, mine)
            yield Reported(incident, lineage, said, *parts)


def _said(
    origin: str, party: str, mine: str, theirs: str,
    relationship: str | None, together: bool | None, to_affected: str | None, to_respondent: str | None,
) -> Iterator[Said]:  # fmt: skip
    if mine == "RESPONDENT_IN":
        return of_parties(origin, party, relationship, together) if theirs == "AFFECTED_IN" else iter(())
    if theirs == "AFFECTED_IN":
        return of_another(origin, party, "relation_to_affected", to_affected)
    return of_another(origin, party, "relation_to_respondent", to_respondent)


def _once(rows: Sequence[Row]) -> list[Row]:
    """A home is found from either of the two."""
    return list({(row["id"], row["incident"]): row for row in rows}.values())
