"""How far phone, e-mail and address agree, best first and best over all that each gives.

An address is one feature: who shares a street shares its suburb too, so apart they would count one home twice. That
suburb and postcode both agree is a level of its own above that where one does, for a clerk mistypes either.
"""

from __future__ import annotations

from typing import Final

from schema.matching.levels import CONTACT, Comparison, Level, common, otherwise
from schema.matching.likeness import addresses_close, addresses_like, addresses_nearly, texts_close

PHONE: Final = Comparison(
    "phone",
    CONTACT,
    lambda a, b: bool(a.phones and b.phones),
    "len(phones_l) = 0 OR len(phones_r) = 0",
    (
        Level("same", "a phone number in common", lambda a, b: not a.phones.isdisjoint(b.phones), common("phones")),
        otherwise("no phone number in common"),
    ),
)

EMAIL: Final = Comparison(
    "email",
    CONTACT,
    lambda a, b: bool(a.emails and b.emails),
    "len(emails_l) = 0 OR len(emails_r) = 0",
    (
        Level("same", "an e-mail address in common", lambda a, b: not a.emails.isdisjoint(b.emails), common("emails")),
        otherwise("no e-mail address in common"),
    ),
)

ADDRESS: Final = Comparison(
    "address",
    CONTACT,
    lambda a, b: bool(a.addresses and b.addresses),
    "len(addresses_l) = 0 OR len(addresses_r) = 0",
    (
        Level(
            "whole", "the same address, with suburb and postcode",
            lambda a, b: not a.wholly.isdisjoint(b.wholly), common("wholly"),
        ),
        Level("same", "the same address", lambda a, b: not a.places.isdisjoint(b.places), common("places")),
        Level(
            "nearly", "almost the same street and number in the same suburb and postcode",
            lambda a, b: not a.districts.isdisjoint(b.districts) and addresses_nearly(a.addresses, b.addresses),
            "addresses_nearly(addresses_l, addresses_r)",
        ),
        Level(
            "close", "almost the same street and number in the same suburb or postcode",
            lambda a, b: addresses_close(a.addresses, b.addresses), "addresses_close(addresses_l, addresses_r)",
        ),
        Level(
            "like", "the address as a whole almost the same",
            lambda a, b: addresses_like(a.homes, b.homes), "addresses_like(homes_l, homes_r)",
        ),
        Level(
            "door", "the same house number in the same suburb and postcode",
            lambda a, b: not a.doors.isdisjoint(b.doors), common("doors"),
        ),
        Level(
            "house", "the same house number in the same suburb or postcode",
            lambda a, b: not a.houses.isdisjoint(b.houses), common("houses"),
        ),
        Level(
            "road", "the same street in the same suburb or postcode, another number",
            lambda a, b: not a.roads.isdisjoint(b.roads), common("roads"),
        ),
        Level(
            "street", "almost the same street name, another suburb",
            lambda a, b: texts_close(a.streets, b.streets), "texts_close(streets_l, streets_r)",
        ),
        Level(
            "district", "the same suburb and postcode",
            lambda a, b: not a.districts.isdisjoint(b.districts), common("districts"),
        ),
        Level(
            "locality", "the same suburb or postcode",
            lambda a, b: not a.localities.isdisjoint(b.localities), common("localities"),
        ),
        Level(
            "suburb",
            "suburbs almost the same",
            lambda a, b: texts_close(a.suburbs, b.suburbs),
            "texts_close(suburbs_l, suburbs_r)",
        ),
        otherwise("no address in common"),
    ),
)  # fmt: skip

HOME: Final = ("whole", "same")
"""Levels of one home."""
NEIGHBOURHOOD: Final = (*HOME, "nearly", "close", "like", "door", "house", "road", "district", "locality")
"""Levels of one suburb or postcode."""
