"""Small hand-written lives, and what the hub says of them over HTTP."""
