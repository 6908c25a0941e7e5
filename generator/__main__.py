"""``python -m generator``."""

import gc
import os
import sys

from generator.cli import main

# Nearly all that a generation allocates lives until it ends: looking for garbage finds none.
_BETWEEN_COLLECTIONS = 100_000

if __name__ == "__main__":
    gc.set_threshold(_BETWEEN_COLLECTIONS, 20, 20)
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # All that was to be written is: to take apart a thousand models takes a tenth of a second.
    os._exit(code)
