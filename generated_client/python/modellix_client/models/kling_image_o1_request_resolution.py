"""The values that a parameter may have."""

from typing import Literal

KlingImageO1RequestResolution = Literal["1k", "2k"]
