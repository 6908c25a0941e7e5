"""Tests of the repository itself: set-up, lock files, checks, and what may stand in the tree."""
