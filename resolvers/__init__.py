"""The verbs: what can be asked or done, and how a question becomes an answer."""
