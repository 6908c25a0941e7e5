"""One package a provider, one module a model."""
