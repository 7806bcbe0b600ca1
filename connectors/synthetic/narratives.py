"""The member's words: short, invented, and put together from the flags of the same report."""

from __future__ import annotations

from typing import Any

from connectors.synthetic.draws import Draws

_OPENINGS = (
    "Police attended after a call about raised voices.",
    "Police spoke with both parties at the scene.",
    "The AFM attended the station to make this report.",
    "Police were called by a person who heard an argument.",
    "The AFM reported the following by telephone.",
)
_ARGUMENTS = (
    "The parties had argued about money.",
    "The parties had argued about the care of the children.",
    "The AFM stated the RESP had been checking the AFM's telephone.",
    "The AFM stated the RESP would not leave when asked.",
    "The RESP had been drinking, the AFM stated.",
    "The argument began over a message on social media.",
)
_QUIET = "A verbal argument only; no offence was disclosed."
_ENDINGS = (
    "The parties were separated for the night.",
    "The RESP had left before police arrived.",
    "Advice was given and referrals were made.",
    "The AFM was offered a safety plan.",
)
_FLAGS = (
    ("strangulation", "The AFM stated the RESP put both hands on the AFM's neck."),
    ("threat_to_kill", "The AFM stated the RESP threatened to kill."),
    ("weapon_used", "A weapon was used or shown."),
    ("sexual_violence", "The AFM disclosed sexual violence; specialist members were told."),
    ("property_damage", "Property was damaged."),
    ("pets_harmed", "The family's pet was harmed."),
)
_AMENDED = "Amended by the supervisor after further inquiries."


def narrative(draws: Draws, incident: dict[str, Any], breach: str | None, amended: bool) -> str:
    """Names and addresses stay out of it."""
    told = [words for flag, words in _FLAGS if incident.get(flag)]
    if breach:
        told.append("The RESP was in contravention of an order.")
    if incident.get("children_present"):
        told.append("Children were present.")
    middle = told or [_QUIET if not incident["offences"] else "The AFM described an offence."]
    words = [draws.pick(_OPENINGS), draws.pick(_ARGUMENTS), *middle, draws.pick(_ENDINGS)]
    return " ".join([*words, _AMENDED] if amended else words)
