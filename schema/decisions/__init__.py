"""What a history amounts to: measures over events the asker may see, and the words for them.

Knows nothing of GraphQL, of the database or of who is asking. A value not shown is `None`, and
`None` is never read as "no".
"""
