"""The values that a parameter may have."""

from typing import Literal

KlingV2Mi2iRequestAspectRatio = Literal["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]
