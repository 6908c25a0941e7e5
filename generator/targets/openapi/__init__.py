"""The bundle: one OpenAPI document that any tool can read and any validator enforces."""

from generator.targets.openapi.bundle import BundleTarget
from generator.targets.openapi.request_schema import Schema, request_schema, value_schema

__all__ = ["BundleTarget", "Schema", "request_schema", "value_schema"]
