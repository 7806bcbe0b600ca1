"""What the policy lets one role do under one purpose, before any fact is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain

from authz.gates import BUILT, cleared_extract
from authz.policy_data import Policy, PurposeRow
from authz.requester import Organisation
from authz.words import Facet, Level, Position, Purpose, Standing


def readers_of_extracts(policy: Policy) -> frozenset[str]:
    """The roles of which a cell asks for an extract released to them."""
    gate = cleared_extract.__name__
    return frozenset(
        role for (role, _), cells in policy.cells.items() for cell in cells if gate in chain(*cell.gates.values())
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """A question filters or sorts by this field of a noun."""

    noun: str
    field: str
    facet: Facet

    @property
    def name(self) -> str:
        return f"{self.noun}.{self.field}"


@dataclass(frozen=True)
class Access:
    """The same for all who share role, organisation and purpose."""

    policy: Policy
    role: str
    purpose: Purpose
    organisation: str
    custodian: str
    risk_assessment_entity: bool
    today: str  # policy is that of the day of asking, whatever `asOf` says
    reasoned: bool = False  # a reason in writing came with the purpose
    cip_requester: bool = False  # declared one by the Minister (FVPA 2008 s 144G)
    scope: frozenset[str] = frozenset()  # a connector's, as registered

    @staticmethod
    def of(
        policy: Policy, role: str, purpose: Purpose, held: Organisation, today: str, reasoned: bool = False,
        scope: frozenset[str] = frozenset(),
    ) -> Access:  # fmt: skip
        """Of whoever is in this role of that organisation, as it stands in the registry on the day."""
        rae, requester = held.holds("RAE", today), held.holds("CIP_REQUESTER", today)
        return _access(policy, role, purpose, held.id, held.custodian, rae, today, reasoned, requester, scope)

    @cached_property
    def row(self) -> PurposeRow:
        return self.policy.purposes[self.role, self.purpose]

    def level(self, column: str, position: Position) -> Level:
        """The cell's level as the purpose caps it; gates not yet asked. An unbuilt gate is closed."""
        cell = self.policy.cell(self.role, column, self.today)
        if not self.row.opens_cell(column, position) or not BUILT.keys() >= set(cell.gates[position]):
            return Level.N
        return min(cell.levels[position], self.row.ceiling).as_row

    def gates(self, column: str, position: Position) -> tuple[str, ...]:
        return self.policy.cell(self.role, column, self.today).gates[position]

    def reporter_opens(self) -> bool:
        """W06 (CYFA ss 41, 191): the reporter is told under these purposes only."""
        return self.purpose in (Purpose.CYFA_STATUTORY, Purpose.OWN_CASE)

    def ever_shows(self, asked: Comparison) -> bool:
        """From the policy alone: is there a row on which this role may compare the field?"""
        return self._shows(asked)

    @cached_property
    def _shows(self) -> Callable[[Comparison], bool]:
        """Worked out once each; declared fields are its bound."""
        return cache(self._ever_shows)

    def _ever_shows(self, asked: Comparison) -> bool:
        if asked.facet is Facet.PUBLIC:
            return True
        if asked.facet is Facet.REPORTER:
            return False
        return any(
            self.policy.tells(asked.name, column, level)
            for column in {self.policy.column(asked.facet, s) for s in Standing}
            for level in (self.level(column, p) for p in Position)
            if level
        )


# The same for all of one role, organisation, purpose and day. More than there are of these on a busy day are
# made anew.
_access = lru_cache(maxsize=256)(Access)
