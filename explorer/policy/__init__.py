"""The policy in force as a table, and two roles of it side by side."""
