"""``python -m generator``."""

import gc
import sys

from generator.cli import main

# Nearly all that a generation allocates lives until it ends: looking for garbage finds none.
_BETWEEN_COLLECTIONS = 100_000

if __name__ == "__main__":
    gc.set_threshold(_BETWEEN_COLLECTIONS, 20, 20)
    sys.exit(main())
