"""Which records are of one human being: descriptions compared, weighed and judged by named rules.

Pure functions over plain values. Knows nothing of agencies, of the database or of who is asking.
"""
