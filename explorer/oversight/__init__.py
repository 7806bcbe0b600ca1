"""Who was told of whom, and what waits for a person with a duty."""
