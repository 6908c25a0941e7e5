"""What checkers take from the published bundle: its schemas, and the patterns of images."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

_BUNDLE: Final = Path(__file__).parents[2] / "generated_client" / "openapi.json"


@cache
def schemas() -> dict[str, Any]:
    """The schemas of the bundle, by their names."""
    found: dict[str, Any] = json.loads(_BUNDLE.read_text("utf-8"))["components"]["schemas"]
    return found


def patterns() -> tuple[str, str]:
    """The pattern of images of any format, and of those whose format is stated."""
    found = schemas()
    anything = found["KlingV1I2vRequest"]["properties"]["image"]["allOf"][0]["pattern"]
    stated = found["KlingV15I2iRequest"]["properties"]["image"]["allOf"][0]["pattern"]
    return anything, stated
