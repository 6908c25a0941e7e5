"""What every target says alike: limits in words, names of nested objects, tables of a model."""
