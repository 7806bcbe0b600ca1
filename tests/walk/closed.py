"""`docs/closed-cells.md`: which cells of the matrix never open yet, and why, by the second reading of the tables."""

from __future__ import annotations

from pathlib import Path

from tests.judge.positions import closed_cells
from tests.judge.tables import COLUMNS, ROLES

PAGE = Path(__file__).parents[2] / "docs" / "closed-cells.md"
ABOUT = """# Cells still closed

Made by `make snapshots` from the second reading of the policy (`tests/judge/`), which the walk over every role and
field holds against the hub. A cell is closed where no purpose, matter, consent or decision of this version shows a
value of it.

*Printed* means that the table itself gives nothing that is a row: these stay closed. *Gates not built* open when the
gate is built; until then what they bind shows nothing. What some of them wait for:

- `filed_or_shared` holds for a court's own file, its orders and charges. A risk assessment waits for a file that says
  it is on it, and for a registrar who is shown whom it is of in the record of who assessed: courts send none, and
  nothing is met through what is hidden (W12).
- `service_only`: a record of whom a document of the court is to be served on. An order that waits for service is to be
  served on whom it restrains, and tells nothing of why a registrar would read where a victim is.
- `team`: a registry that knows the teams of an organisation and who manages them, and records that name the team. A
  referral names the service that it addresses, and a report nobody who works on it.
- `protective_intervener`: a report to Child Protection that names the police member who made it by what the registry
  knows him by. It names a reporter in words.
- `intake_limb`: a report that says it came to the child and family intake of The Orange Door, and a registry that knows
  who works there. A referral names a service of The Orange Door, and both of its sides work in one service.
- `sealed`: a court that says which part of its file is sealed, and who of its registrars is assigned to it.

"""


def page() -> str:
    cells = closed_cells()
    open_cells = len(ROLES) * len(COLUMNS) - len(cells)
    lines = [
        f"{open_cells} of {len(ROLES) * len(COLUMNS)} cells can open.",
        "",
        "| column | why | roles |",
        "|---|---|---|",
    ]
    for column in COLUMNS:
        whys: dict[str, list[str]] = {}
        for role in ROLES:
            if (role, column) in cells:
                whys.setdefault(cells[role, column], []).append(role)
        lines += [f"| {column} | {why} | {', '.join(roles)} |" for why, roles in whys.items()]
    return ABOUT + "\n".join(lines) + "\n"
