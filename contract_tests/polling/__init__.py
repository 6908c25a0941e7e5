"""Polling in virtual time: the client's own decisions against a service with a rate limit."""
