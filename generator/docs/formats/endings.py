"""What a page says at its top of the end of its model: nothing of a request, and worth knowing."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from generator.docs.page import Sentence
from generator.docs.text import headings

_ENDS = re.compile(
    r"\b(?:deprecated|withdrawn|discontinued|decommissioned|retired|end[- ]of[- ]life|"
    r"no longer (?:be )?(?:available|offered|supported|maintained|served)|"
    r"(?:will|to) be (?:removed|shut down|switched off|turned off|taken offline)|"
    r"shut(?:s|ting)? down)\b",
    re.IGNORECASE,
)
# A link in the navigation is shorter, what is no prose is longer.
_FEWEST_WORDS, _LONGEST = 4, 500


def endings(lines: Sequence[str], taken: Collection[int]) -> list[Sentence]:
    """Lines before the body that say so, for a person; ``taken`` are those of the calls."""
    found = []
    for number, line in enumerate(lines, 1):
        if number in taken or len(line) > _LONGEST:
            continue
        if headings.is_label(line.strip(" #*"), headings.BODY):
            break
        if len(line.split()) >= _FEWEST_WORDS and _ENDS.search(line):
            found.append(Sentence(line.strip(), number, "model"))
    return found
