"""How strong is the conformance checker? Servers that lie in one way, and how many it names."""
