"""The values that a parameter may have."""

from typing import Literal

KlingV15I2iRequestImageReference = Literal["subject", "face"]
