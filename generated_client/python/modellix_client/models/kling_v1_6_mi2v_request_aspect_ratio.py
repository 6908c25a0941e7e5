"""The values that a parameter may have."""

from typing import Literal

KlingV16Mi2vRequestAspectRatio = Literal["16:9", "9:16", "1:1"]
