"""Pages for the analyst: a client of the GraphQL schema in the same process, drawn by the server."""
