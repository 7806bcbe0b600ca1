"""How fast the hub answers, against the same statement bare and against flat statements, in one run on one machine."""
