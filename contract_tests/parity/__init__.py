"""The same scenarios through every client: what each does must be the same."""
