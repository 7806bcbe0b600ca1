"""The Central Information Point at work, from a request to what its recipient reads."""
