"""The generator: what it refuses, what it writes, and what it does to a folder on the way."""
