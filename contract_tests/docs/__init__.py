"""What a reader can paste, run as it stands."""
