"""The demo's people and its question, on a smaller population."""
