"""Submits over real connections to a server that fails on purpose, and what became of them."""
