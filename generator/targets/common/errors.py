"""What keeps a target from being written."""


class GenerationError(Exception):
    """The contract holds something that a target cannot print; nothing is written."""
