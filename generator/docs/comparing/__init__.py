"""The facts of a page held against the spec and the facts last accepted."""

from generator.docs.comparing.compare import Comparison, compare
from generator.docs.comparing.difference import CERTAIN, Class, Decided, Difference

__all__ = ["CERTAIN", "Class", "Comparison", "Decided", "Difference", "compare"]
