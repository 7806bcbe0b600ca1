"""Whether a node is excluded from an asker (FVPA s 144C), as every statement asks it.

    (n {exclusion: ground, released: [organisations], kept: ["field organisation …"]})

Written by markings alone (`graph.exclusions`): the first two of the whole node, the third of fields of it.
"""

from __future__ import annotations


def excluded(variable: str) -> str:
    """The organisations that its marking is released to; null where it has none."""
    return f"CASE WHEN {variable}.exclusion IS NOT NULL THEN coalesce({variable}.released, []) END"


def told(variable: str, custodian: str, mine: str, organisation: str) -> str:
    """W05: no marking, or the asker's own custodian set it, or it is released to his organisation.

    True or not; where something is missing it may be null, so it is never negated.
    """
    return f"({variable}.exclusion IS NULL OR {custodian} = {mine} OR {organisation} IN {variable}.released)"


def nothing_kept(variable: str, custodian: str, mine: str, organisation: str) -> str:
    """The same of fields: none of it is kept from the asker. True or not, or null."""
    released = f"all(field IN {variable}.kept WHERE {organisation} IN split(field, ' ')[1..])"
    return f"({variable}.kept IS NULL OR {custodian} = {mine} OR {released})"
