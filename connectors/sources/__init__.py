"""What each source sends, and what it claims by it. Knows neither database nor GraphQL."""
