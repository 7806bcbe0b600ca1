"""What the verdict decided, asked in Cypher: is this row there, and is this value shown?

The text names no role, standing, gate or wall; it only asks membership, so it is
the same for everyone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from authz.access import Comparison
from authz.verdict import EVENTS, OWN, OWN_EVENTS, WALLED, kept, shown, there
from authz.words import Facet, Level
from graph.conditions import TRUE, all_of, any_of, when
from graph.exclusion import told
from graph.mapping import Kind, Model, Node, Property, Subject
from graph.statement import CUSTODIAN, ORGANISATION, Parameters


@dataclass(frozen=True, slots=True)
class Times:
    """The parameters that one root field's `asOf` and `knownAt` arrive in; `day` is the local day of `asOf`."""

    as_of: str
    known_at: str
    day: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the statement we stand: a variable, its noun, and whose lists decide.

    `kept` are stored values that were read already, each under a variable of its own.
    """

    variable: str
    node: Node
    owner: str
    owner_node: Node
    kept: Mapping[str, str] = field(default_factory=dict)

    def read(self, stored: str) -> str:
        return self.kept.get(stored, f"{self.variable}.{stored}")


class Policy:
    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters

    def rows(self, place: Place, times: Times) -> str:
        """The node is there for this asker, and at this time."""
        return all_of([*in_time(place.variable, place.node, times), self.there(place)])

    def there(self, place: Place) -> str:
        match place.node.subject:
            case Subject.PUBLIC:
                return TRUE
            case Subject.PART:
                mine = self._is(place, place.node.facet, frozenset())
                return all_of([mine, self._not_excluded(place)])
            case Subject.LENS:
                raise ValueError("a lens is there by its records")
        return self.member(place.variable, there(place.node.label))

    def event(self, variable: str, model: Model, times: Times) -> str:
        """An event of any noun is there for this asker, and at this time: the same as `rows` of its noun."""
        listed = self.parameters.listed
        own = (f"labels({variable})[0] IN {listed(OWN_EVENTS)} AND {variable}.custodian = "
               f"{self.parameters.asking(CUSTODIAN)} AND NOT {variable}.id IN {listed(WALLED)}")  # fmt: skip
        named = {kind: [n for n, k in model.times().items() if k is kind] for kind in (Kind.INSTANT, Kind.DATE)}
        begun = [begun_by(variable, names, kind, times) for kind, names in named.items()]
        there = f"({variable}.id IN {listed(EVENTS)} OR ({own}))"
        return all_of([*known_in_time(variable, times), *begun, there])

    def _not_excluded(self, part: Place) -> str:
        """W05. A part's custodian is its own, as an attendance's, or that of whose part it is."""
        return self._told(part.variable, f"coalesce({part.variable}.custodian, {part.owner}.custodian)")

    def stands(self, part: str, record: str) -> str:
        """W05, W12: the record's part in an event is not excluded by itself."""
        return self._told(part, f"{record}.custodian")

    def _told(self, variable: str, custodian: str) -> str:
        mine, organisation = (self.parameters.asking(of) for of in (CUSTODIAN, ORGANISATION))
        return told(variable, custodian, mine, organisation)

    def shown(self, place: Place, field: Property) -> str:
        """What the answer has for this field, row by row."""
        return when(self.condition(place, field), place.read(field.stored))

    def condition(self, place: Place, field: Property) -> str:
        """What shows the facet, and that no marking keeps the field."""
        return all_of([self._of_facet(place, field), self.not_kept(place, field)])

    def not_kept(self, place: Place, field: Property) -> str:
        """W05, of one field."""
        if not place.node.keepable(field):
            return TRUE
        return f"NOT {place.variable}.id IN {self.parameters.listed(kept(place.node.label, field.stored))}"

    def _of_facet(self, place: Place, field: Property) -> str:
        """TRUE where the row being there already tells that the value is shown. A part is there by its facet whole."""
        node = place.node
        if field.facet is None or field.facet is Facet.PUBLIC or node.subject is Subject.PLACE:
            return TRUE
        there_from = Level.F if node.subject is Subject.PART else node.there_from
        if field.facet is node.facet and there_from in (Level.F, *field.summary):
            return TRUE
        return self._is(place, field.facet, field.summary)

    def compared(self, place: Place, field: Property, name: str) -> str:
        """The rows on which the value is shown; others do not match, whatever they hold.

        W07: a suppressed place is never a filter nor a sort, also where it is shown.
        """
        if field.facet is None:
            return self.condition(place, field)
        self.parameters.compared.append(Comparison(place.node.label, name, field.facet))
        if place.node.subject is Subject.PLACE:
            return self._is(place, field.facet, frozenset())
        return self.condition(place, field)

    def whole(self, place: Place, facet: Facet) -> str:
        """This facet of the node is shown in full, and no field of it is kept."""
        nothing_kept = f"NOT {place.variable}.id IN {self.parameters.listed(kept(place.node.label))}"
        return all_of([self._is(place, facet, frozenset()), nothing_kept])

    def _is(self, place: Place, facet: Facet, summary: frozenset[Level]) -> str:
        label = place.owner_node.label
        levels = (Level.F, *sorted(summary, reverse=True))
        return any_of(self.member(place.owner, shown(label, facet, level)) for level in levels)

    def member(self, variable: str, name: str) -> str:
        """Listed by its id, or an own record by its key."""
        listed, own, walled = map(self.parameters.listed, (name, OWN + name, WALLED))
        by_key = f"{variable}.own IN {own} AND NOT {variable}.id IN {walled}"
        return f"({variable}.id IN {listed} OR ({by_key}))"


def in_time(variable: str, node: Node, times: Times) -> list[str]:
    """`knownAt` is when the hub held it; `asOf` is when it happened or held true."""
    found = known_in_time(variable, times) if node.versioned else []
    if node.when == "valid_from":
        until = f"({variable}.valid_to IS NULL OR {variable}.valid_to > {times.as_of})"
        return [*found, f"{variable}.valid_from <= {times.as_of}", until]
    if node.when:
        when = node.property(node.when)
        return [*found, begun_by(variable, [when.stored], when.kind, times, always=when.always)]
    return found


def begun_by(variable: str, names: Iterable[str], kind: Kind, times: Times, *, always: bool = False) -> str:
    """A day has begun when it is that day in Victoria: by UTC an order made in the morning would come hours later."""
    moment = ", ".join(f"{variable}.{name}" for name in names)
    then = times.day if kind is Kind.DATE else times.as_of
    return f"{_or_nothing(moment, always)} <= {then}"


def _or_nothing(moment: str, always: bool) -> str:
    return moment if always else f"coalesce({moment}, '')"


def believed_then(variable: str, times: Times) -> list[str]:
    """The record in this variable was believed to be of the person that the pattern comes from or goes to."""
    return [f"k{variable}.from <= {times.known_at}", f"k{variable}.until > {times.known_at}"]


def known_in_time(variable: str, times: Times) -> list[str]:
    return [
        f"{variable}.recorded_from <= {times.known_at}",
        f"{variable}.recorded_to > {times.known_at}",
    ]
