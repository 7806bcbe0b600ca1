"""How often each thing goes wrong. Each rate tells its source, or that it is ours.

No agency here publishes the quality of its identifying fields, so most rates are choices, set once from what the
literature finds in like registers, before any matcher was measured:

- Just, Marc, Munns, Sandefer (2016), "Why Patient Matching Is a Challenge", 398,939 confirmed duplicates: the middle
  name disagrees most (58 % of mismatched pairs); names differ by misspelling more than by any other cause; then swaps.
- Christen (2012), "Data Matching", and the generators of Febrl and GeCo: kinds of slip, one slip a field as a rule.
- Damerau (1964): four in five misspelt words have one letter wrong, missing, too many, or two exchanged.
- ABS 3302.0.55.004 (2013), linking deaths to the Census: of the linked Aboriginal deaths 17 % disagree on the small
  area, of the others 11 %; so addresses and dates of Aboriginal people are here half again as often unlike.
- ABS (2022), "Population movement in Australia": 14.3 % moved within a year, 53.1 % are where they were five years ago.
- Interpol (2006), "A guide to names and naming practices": order, patronymics, romanisation.
"""

from __future__ import annotations

from typing import Final

# The clerk. Errors keep company: who hurries errs in several fields. Ours.
HASTY: Final = 0.2
HASTE: Final = (3.0, 0.5)  # factor on every rate below for the hasty and for the careful; the mean is 1
UNFAMILIAR: Final = 1.6  # on slips in a name of a culture the clerk does not know; ours, direction after Just et al.
UNEVEN: Final = 1.5  # on addresses and dates of Aboriginal people; ABS, above

# Names. Ours unless said.
SLIP_IN_NAME: Final = 0.035  # each of family and given name; ours
OTHER_SPELLING: Final = 0.05  # another customary spelling of the same name: Clark, Clarke
OTHER_ROMANISATION: Final = 0.16  # the same where the name is written in another script at home
SWAPPED: Final = 0.012  # family name in the field of the given name
NICKNAME_BEARER, BY_NICKNAME, BY_CHANCE = 0.3, 0.35, 0.03
INITIAL_ONLY: Final = 0.015
MIDDLE_DROPPED, MIDDLE_INITIAL = 0.45, 0.12  # Just et al.: the field that disagrees most
MIDDLE_USED: Final = 0.03  # of those who have one: goes by it on this record
MARRIED, KEEPS, HYPHENATES = 0.45, 0.25, 0.15  # of women of 22 and over with a partner; of those married
OLD_NAME: Final = 0.15  # a name that was given up is still what the record says
HALF: Final = 0.3  # one half of a double name
ALIASED, UNDER_ALIAS, ALIAS_TOLD = 0.07, 0.15, 0.3
PREFERRED_TOLD, FORMER_TOLD = 0.1, 0.15
UNNAMED, NO_FAMILY, NO_GIVEN = 0.004, 0.005, 0.007  # a word such as UNKNOWN instead
BABY: Final = 0.5  # of the newborn, up to 60 days: BABY OF the mother
MONONYM: Final = 0.015  # where custom knows it

# Birth dates. Ours: a person not present is described by others, so worse than in hospital registers.
NO_BIRTH_DATE, AGE_ONLY, DEFAULT_DATE = 0.04, 0.03, 0.006
DAY_AND_MONTH, YEAR_OFF, DIGIT_OFF, DECADE_OFF = 0.012, 0.008, 0.01, 0.003
YEAR_ONLY: Final = 0.01  # written as 1 January
FIRST_OF_JANUARY: Final = {
    "african": 0.12,
    "arabic": 0.06,
}  # on the papers themselves, where births were not registered

# Sex. Ours.
NO_SEX, WRONG_SEX, AFFIRMED = 0.03, 0.004, 0.002

# Addresses. Ours unless said.
MOVES_A_YEAR: Final = 0.2  # ABS: 14.3 %; people of these records are younger and move oftener
NO_ADDRESS, NO_FIXED, SUBURB_ONLY, UNKNOWN_STREET = 0.08, 0.03, 0.03, 0.02
FORMER_ADDRESS, FORMER_ALSO = 0.07, 0.12  # the former one alone; the former beside the present one
UNIT_DROPPED, NUMBER_OFF, STREET_SLIP = 0.08, 0.01, 0.02
SUBURB_SLIP, SUBURB_BESIDE, NO_POSTCODE = 0.015, 0.03, 0.05
HOSTEL: Final = 0.012  # a refuge, a motel, a prison: one address of many people
ABBREVIATED: Final = 0.35  # St for Street

# Telephones and e-mail. Ours.
NO_PHONE, OLD_PHONE, PHONE_SLIP, SHARED_PHONE, SECOND_PHONE = 0.35, 0.12, 0.015, 0.12, 0.08
WORKER_PHONE: Final = 0.01  # that of the worker or the refuge, on the records of many people
CHANGES_PHONE_A_YEAR: Final = 0.15
NO_EMAIL, SHARED_EMAIL = 0.72, 0.04

# Numbers. That of police is missing as in `connectors.synthetic.errors`; the others are ours.
NUMBERED: Final = {"LEAP": 0.955, "CRIS": 0.9, "TOD": 0.65, "SHIP": 0.6, "COURT": 0.0}
NUMBERED_CHILD: Final = {"LEAP": 0.55, "CRIS": 0.95, "TOD": 0.4, "SHIP": 0.5, "COURT": 0.0}
SECOND_NUMBER: Final = 0.05  # of people in one system: registered twice there
