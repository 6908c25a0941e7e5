"""Tests of the mock service itself: what it answers must be what the docs say."""
