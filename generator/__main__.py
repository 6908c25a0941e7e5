"""``python -m generator``."""

import gc
import os
import sys
from contextlib import suppress

from generator.cli import main

# Nearly all that a generation allocates lives until it ends: looking for garbage finds none.
_BETWEEN_COLLECTIONS = 100_000

if __name__ == "__main__":
    gc.set_threshold(_BETWEEN_COLLECTIONS, 20, 20)
    code = 1  # for a command whose reader left before it came to an end
    with suppress(BrokenPipeError):
        code = main()
        sys.stdout.flush()
    sys.stderr.flush()
    # All that was to be written is: to take apart a thousand models takes a tenth of a second.
    os._exit(code)
