"""Who is asked where: a TOML file, one table a custodian (docs/lookups.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictFloat, StrictInt, TypeAdapter, ValidationError

from connectors.registry import SOURCES
from schema.lookups import DATA_CUSTODIANS

MOST_SECONDS = 600
SETTING = "THROUGHLINE_CUSTODIANS"
# A secret that others could read on the way is anybody's: plain HTTP is for this machine alone.
BASE = r"^(https://[^/?#@\s]+|http://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?)(/[^?#\s]*)?$"


class BadCustodians(Exception):
    """The file of custodians cannot be used; the message names the place and the mend, never a value."""

    def __init__(self, where: str, mend: str) -> None:
        super().__init__(f"{where}: {mend}; see docs/lookups.md.")


@dataclass(frozen=True, slots=True)
class Target:
    """Where one custodian is asked; `seconds` is its budget."""

    custodian: str
    connector: str
    url: str
    seconds: float
    secret: str = field(repr=False)


class Table(BaseModel):
    """One custodian in the file. `secret` is a file, from the folder of this one unless told whole."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: Annotated[str, Field(pattern=BASE)]
    connector: str
    secret: Path
    seconds: Annotated[StrictFloat | StrictInt, Field(gt=0, le=MOST_SECONDS)] = 20


def targets_of(file: Path) -> Mapping[str, Target]:
    """Custodian → where it is asked."""
    try:
        tables = TypeAdapter(dict[str, Table]).validate_python(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise BadCustodians(SETTING, "the file cannot be read as TOML in UTF-8") from None
    except ValidationError as fault:
        error = fault.errors(include_input=False, include_url=False)[0]
        raise BadCustodians(_place(*error["loc"][:2]), error["msg"]) from None
    return {name: _target(name, table, file.parent) for name, table in tables.items()}


def _target(custodian: str, table: Table, folder: Path) -> Target:
    if custodian not in DATA_CUSTODIANS:
        raise BadCustodians(_place(custodian), f"is no data custodian; those are {', '.join(DATA_CUSTODIANS)}")
    source = SOURCES.get(table.connector)
    if source is None or custodian not in source.custodians:
        theirs = ", ".join(name for name, one in SOURCES.items() if custodian in one.custodians)
        raise BadCustodians(_place(custodian, "connector"), f"its records do not come by it; one of {theirs} does")
    secret = secret_of(folder / table.secret, _place(custodian, "secret"))
    return Target(custodian, table.connector, table.url.rstrip("/"), float(table.seconds), secret)


def secret_of(file: Path, where: str) -> str:
    """One line of printable ASCII, as a header can carry it."""
    try:
        secret = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise BadCustodians(where, "the file cannot be read as ASCII text") from None
    if not secret.isprintable() or not secret or " " in secret:
        raise BadCustodians(where, "the file must hold one secret and nothing else")
    return secret


def _place(*steps: int | str) -> str:
    return ": ".join((SETTING, ".".join(map(str, steps))))
