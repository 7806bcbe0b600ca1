"""Custodians asked at once, over HTTP, when somebody waits: the form, who is asked where, what is taken of it.

Knows the connectors' rows and the intake; knows nothing of requests, their states or who may be told.
"""
