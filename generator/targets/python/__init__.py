"""The Python client, parsed and rendered by openapi-python-client under our templates."""

from generator.targets.python.target import PythonTarget

__all__ = ["PythonTarget"]
