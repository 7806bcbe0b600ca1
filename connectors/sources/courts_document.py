"""One version of one court's file as a document, and who is on it in which part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from authz.local_days import start_of
from connectors.sources.courts_form import CourtFile
from connectors.sources.document import Document, Identify
from connectors.sources.people import Party
from connectors.sources.person_claims import Part, record_id

NAME = "courts"


@dataclass(frozen=True, slots=True)
class FileDocument(Document):
    file: CourtFile

    @property
    def node(self) -> str:
        return self.id("court file")

    def protected(self, affected: Iterable[int], children: Iterable[int]) -> list[str]:
        """The records of these affected family members and children, each by its number on the file."""
        slots = [f"affected-{n}" for n in sorted(set(affected))] + [f"child-{n}" for n in sorted(set(children))]
        return [record_id(self, slot) for slot in slots]


def document_of(file: CourtFile, received_at: str, identify: Identify, superseded: bool) -> FileDocument:
    """Two courts may number alike, so that a number is its court's."""
    source_id = source_id_of(file)
    return FileDocument(NAME, file.custodian, source_id, file.version, start_of(file.opened_on), received_at, identify,
                        superseded, file)  # fmt: skip


def source_id_of(file: CourtFile) -> str:
    return f"{file.custodian} {file.file_number}"


def parts(file: CourtFile) -> tuple[Part, ...]:
    """The respondent always, known or not; then those listed."""
    return (
        Part("respondent", ("respondent",), "ALLEGED", "RESPONDENT_ON_FILE", file.respondent),
        *_listed("affected", "affected", "VICTIM", "AFFECTED_ON_FILE", file.affected),
        *_listed("child", "children", "CHILD", "CHILD_ON_FILE", file.children),
        *_listed("other", "others", "LINKED", "OTHER_ON_FILE", file.others),
    )


def _listed(slot: str, place: str, standing: str, part: str, listed: Iterable[Party]) -> list[Part]:
    return [Part(f"{slot}-{n + 1}", (place, n), standing, part, party) for n, party in enumerate(listed)]
