"""What a custodian releases of a text to those who may not read it whole: two fields of every noun that has a text."""

from typing import Any

from authz.words import Facet
from schema.declare import prop

EXTRACT: Any = prop(
    "Words that its custodian released in place of its text: for whoever reads the text, and for the roles that they "
    "are released to.",
    Facet.NARRATIVE,
)
EXTRACT_READERS: Any = prop("Roles that these words are released to, for whoever reads the text.", Facet.NARRATIVE)
