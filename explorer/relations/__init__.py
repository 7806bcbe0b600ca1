"""Whom a person is met with, as tables and a drawing made from them."""
