"""One module a model: its rules as straight-line code."""
