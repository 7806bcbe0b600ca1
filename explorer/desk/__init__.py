"""The desk of the Central Information Point: from a request to the report that is issued."""
