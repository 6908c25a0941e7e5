"""Request bodies to test with: valid, at a limit, breaking exactly one rule, and wild."""
