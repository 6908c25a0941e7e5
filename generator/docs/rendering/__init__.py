"""Pages in each format, written from the spec in our own words."""
