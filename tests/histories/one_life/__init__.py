"""What is asked about the one life of tests/histories/a_life.py, which is held once for all of it."""
