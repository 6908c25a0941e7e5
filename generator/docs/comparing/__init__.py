"""The facts of a page held against the spec and the facts last accepted."""

from generator.docs.comparing.answers import answer_differences
from generator.docs.comparing.compare import Comparison, compare
from generator.docs.comparing.difference import CERTAIN, Class, Decided, Difference
from generator.docs.comparing.disputes import with_disputes
from generator.docs.comparing.listing import listing_differences

__all__ = [
    "CERTAIN",
    "Class",
    "Comparison",
    "Decided",
    "Difference",
    "answer_differences",
    "compare",
    "listing_differences",
    "with_disputes",
]
