"""The bundle: one OpenAPI document that any tool can read and any validator enforces."""

from generator.targets.openapi.bundle import build_bundle
from generator.targets.openapi.request_schema import Schema, request_schema, value_schema

__all__ = ["Schema", "build_bundle", "request_schema", "value_schema"]
