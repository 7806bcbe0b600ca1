"""What every worker does: say why he asks, find a person, and read the person's page."""
