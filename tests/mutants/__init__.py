"""The rules broken one at a time, and the checks that see each of them broken."""
