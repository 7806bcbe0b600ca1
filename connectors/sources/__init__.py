"""One module per source: the row it sends, and what a row claims. Knows nothing of the graph's database or of GraphQL."""
