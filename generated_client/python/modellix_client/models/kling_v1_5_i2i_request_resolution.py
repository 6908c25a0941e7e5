"""The values that a parameter may have."""

from typing import Literal

KlingV15I2iRequestResolution = Literal["1k"]
