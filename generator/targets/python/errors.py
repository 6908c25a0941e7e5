"""Why a client cannot be generated from a spec that is fine by itself."""


class GenerationError(Exception):
    """The client cannot be generated; the text names what got lost or was not understood."""
