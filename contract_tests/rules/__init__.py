"""Rules: every reading of a rule says the same."""
