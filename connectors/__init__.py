"""Where records come from: sources, their row models, and the way of a record into the ledger and the graph."""
