"""Each form in which a page is published, read into facts."""
