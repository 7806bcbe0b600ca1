"""Corrections Victoria as a source: PIMS, E*Justice and CVIMS, one file a person. Release dates come by it alone."""

from __future__ import annotations

from connectors.sources.corrections_checks import faults_in
from connectors.sources.corrections_claims import CUSTODIAN, NAME, claims
from connectors.sources.corrections_form import PersonFile
from connectors.sources.source import Source


def key(file: PersonFile) -> tuple[str, str, int]:
    """The same key is the same document, whatever it says."""
    return CUSTODIAN, file.person.person_number, file.file.version


CORRECTIONS = Source(
    name=NAME,
    label="Corrections Victoria (custody, community orders, parole and programmes)",
    custodians=frozenset({CUSTODIAN}),
    form=PersonFile,
    checks=faults_in,
    key=key,
    claims=claims,
)
