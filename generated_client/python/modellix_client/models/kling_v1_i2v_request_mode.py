"""The values that a parameter may have."""

from typing import Literal

KlingV1I2vRequestMode = Literal["std", "pro"]
