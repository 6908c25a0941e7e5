"""Cases written by hand, and which of them the docs pages still say."""
