"""Every role by every field on the real hub: what it answers, held against the judge."""
