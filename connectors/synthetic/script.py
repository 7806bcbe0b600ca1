"""The planted stories: who is in them, and their incidents, day by day.

Names, numbers and dates of birth are fixed and invented. Days are counted back from the end.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from connectors.synthetic.people import FEMALE, MALE, Alias, Human

Line = tuple[int, str, int, bool, str, str]

_ALIAS: Final = Alias("ALIAS", "Kestrel", "Ricky")
PEOPLE: Final = (
    Human("subject", "40000011", MALE, date(1987, 3, 14), "anglo", "Kestrelworth", "Rhys", _ALIAS),
    Human("homeless_client", "40000022", FEMALE, date(1990, 8, 2), "anglo", "Larkmere", "Odette"),
    Human("relocated", "40000033", FEMALE, date(1992, 11, 27), "arabic", "Khourawiyeh", "Samira"),
    Human("new_partner", "40000044", FEMALE, date(1989, 5, 9), "pasifika", "Tuifanga", "Leilani"),
    Human("mother", "40000055", FEMALE, date(1959, 1, 20), "anglo", "Kestrelworth", "Rosalind"),
    Human("child_one", "40000061", FEMALE, date(2012, 6, 3), "anglo", "Larkmere", "Imogen"),
    Human("child_two", "40000062", MALE, date(2015, 2, 18), "anglo", "Larkmere", "Corey"),
    Human("child_three", "40000063", MALE, date(2019, 9, 30), "arabic", "Khourawiyeh", "Bilal"),
    Human("child_four", "40000064", FEMALE, date(2014, 12, 11), "pasifika", "Tuifanga", "Mele"),
    Human("child_five", "40000065", MALE, date(2018, 4, 25), "pasifika", "Tuifanga", "Sione"),
    Human("misidentified", "40000077", FEMALE, date(1985, 7, 7), "vietnamese", "Phamquyen", "Thuy"),
    Human("her_partner", "40000088", MALE, date(1980, 10, 16), "slavic", "Vukelovarin", "Goran"),
)
# (days before, tie, gravity, children present, order made upon it, how the report names him).
# Two entries of one day are one attendance.
SUBJECT: Final = (
    (2100, "homeless_client", 0, True, "", ""),
    (2010, "homeless_client", 1, True, "", ""),
    (1930, "homeless_client", 1, True, "", ""),
    (1850, "homeless_client", 2, True, "", "UNNUMBERED"),
    (1790, "homeless_client", 2, False, "", ""),
    (1720, "homeless_client", 2, True, "INTERIM", ""),
    (1650, "homeless_client", 1, True, "", ""),
    (1500, "homeless_client", 2, False, "", ""),
    (1400, "mother", 1, False, "", ""),
    (1180, "relocated", 1, True, "", ""),
    (1120, "relocated", 2, True, "", ""),
    (1060, "relocated", 2, True, "", ""),
    (1000, "relocated", 3, True, "FVSN", ""),
    (1000, "mother", 2, False, "", ""),
    (930, "relocated", 2, True, "", "ALIAS"),
    (880, "relocated", 3, True, "FINAL", ""),
    (850, "relocated", 3, False, "", ""),
    (800, "relocated", 4, True, "", ""),
    (700, "relocated", 1, False, "", ""),
    (640, "homeless_client", 2, False, "", "ALIAS"),
    (420, "new_partner", 1, True, "", ""),
    (330, "new_partner", 2, True, "", ""),
    (250, "new_partner", 2, True, "", ""),
    (190, "new_partner", 3, True, "INTERIM", ""),
    (175, "new_partner", 2, False, "", ""),
    (168, "new_partner", 3, True, "", ""),
    (160, "new_partner", 3, True, "", ""),
    (110, "new_partner", 3, True, "FINAL", ""),
    (70, "new_partner", 4, True, "", "ALIAS"),
    (45, "new_partner", 4, True, "", ""),
    (30, "new_partner", 4, True, "", "UNNUMBERED"),
    (12, "new_partner", 4, True, "UNSERVED", ""),
    (4, "new_partner", 4, True, "", ""),
)
MISIDENTIFIED: Final = tuple(
    (days, "misidentified", gravity, False, "", "")
    for days, gravity in zip(
        (1600, 1380, 1150, 990, 860, 720, 610, 500, 390, 280, 150, 90, 60),
        (0, 1, 1, 2, 1, 2, 2, 3, 2, 2, 3, 3, 2),
        strict=True,
    )
)
BLAMED: Final = 1  # gravity of what is alleged of her at the last of these
