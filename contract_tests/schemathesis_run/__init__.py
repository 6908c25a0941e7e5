"""Schemathesis, an independent fuzzer, against the mock: it knows the published bundle alone."""
