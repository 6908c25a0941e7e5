"""Names that the text of a page has lost, recovered with a confidence."""
