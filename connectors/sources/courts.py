"""The Magistrates' and Children's Courts as a source: their files, by Courtlink or CMS."""

from __future__ import annotations

from connectors.sources.courts_checks import faults_in
from connectors.sources.courts_claims import claims
from connectors.sources.courts_document import NAME
from connectors.sources.courts_form import CourtFile
from connectors.sources.source import Source
from schema.decisions.order_states import REGISTERS


def key(file: CourtFile) -> tuple[str, str, int]:
    """The same key is the same document, whatever it says."""
    return file.custodian, file.file_number, file.version


COURTS = Source(
    name=NAME,
    label="Magistrates' and Children's Courts (Courtlink, CMS): files, orders, charges",
    custodians=frozenset(REGISTERS),
    form=CourtFile,
    checks=faults_in,
    key=key,
    claims=claims,
)
