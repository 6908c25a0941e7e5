"""The files that show what users of each client can call are whole."""
