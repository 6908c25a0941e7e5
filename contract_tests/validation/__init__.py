"""Tests of what the Python client accepts, refuses and sends."""
