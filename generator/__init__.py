"""Reads the spec and writes the clients."""
