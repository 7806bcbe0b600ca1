"""Addresses as the form writes them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from connectors.synthetic.homes import Residence
from connectors.synthetic.places import Place

Fields = dict[str, Any]


def address(place: Place, purpose: str) -> Fields:
    return {
        "purpose": purpose,
        "line": place.line,
        "suburb": place.locality.locality,
        "postcode": place.locality.postcode,
        "state": "VIC",
        "lga": place.locality.lga,
    }


def residence(home: Residence) -> Fields:
    return address(home.place, "RESIDENCE") | {
        "suppressed": home.suppressed,
        "safe_to_mail": not home.suppressed,
        "valid_from": home.since.isoformat(),
    }


def former_residence(home: Residence, left_on: date) -> Fields:
    last = max(home.since, left_on - timedelta(days=1))
    return address(home.place, "FORMER_RESIDENCE") | {
        "suppressed": home.suppressed,
        "valid_from": home.since.isoformat(),
        "valid_to": last.isoformat(),
    }
