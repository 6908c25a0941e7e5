"""The values that a parameter may have."""

from typing import Literal

KlingV16Mi2vRequestMode = Literal["std", "pro"]
