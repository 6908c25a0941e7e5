"""Programs that write cases: the frozen vectors, and the bodies of the fuzz."""
