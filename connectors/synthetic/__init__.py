"""Invented people and the police reports about them, with the truth of who is who.

Knows the published figures and the form; knows nothing of the ledger, the graph or access.
"""
