"""The Python client, parsed and rendered by openapi-python-client under our templates."""

from generator.targets.python.target import build_python

__all__ = ["build_python"]
