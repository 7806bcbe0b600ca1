"""A police report that may have the wrong person as who used violence: how a worker asks for its correction."""
