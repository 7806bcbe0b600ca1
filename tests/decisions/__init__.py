"""Measures of pattern and history, over plain events."""
