"""The repository's own tools: set-up and checks. Nothing here is part of a client."""
