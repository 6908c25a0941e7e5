"""Whether a name that is new to a model can be the one of a description at all."""

from __future__ import annotations

import re

from generator.docs.names.candidates import Candidate
from generator.docs.names.habits import HABITS, called, can_be
from generator.docs.names.likeness import same_type
from generator.docs.names.score import Seen, beside

# A description begins with what it describes.
_HEAD, _FIRST = 8, 3


def is_possible(block: Seen, entry: Candidate, told_of: frozenset[str]) -> bool:
    """Whether a new name can be the block's at all.

    One that the page itself does not have needs the type it always has; one that is only a habit
    also words of its own.
    """
    if entry.name in block.enum:
        return False
    # A description that names a parameter speaks of another one.
    if "_" in entry.name and entry.name in re.findall(r"\w+", block.words):
        return False
    if beside(entry.name, block.words):
        return False
    if entry.name in told_of:
        shown = entry.image is not None  # in the call, with its value
        return shown or (can_be(entry.name, block.type) and not _several(entry.name, block.type))
    if entry.type and block.type and not same_type(entry.type, block.type):
        return False
    if entry.type:
        return _says(entry.name, block.words)
    head = " ".join(block.words.lower().split()[:_HEAD])
    return can_be(entry.name, block.type) and called(entry.name, head) is not None


def is_part_of(name: str, longer: str) -> bool:
    """Whether a name of the page is this one and more: ``voice_id`` and ``voice``."""
    parts, all_ = name.split("_"), longer.split("_")
    return name != longer and {part.rstrip("s") for part in parts} <= {
        part.rstrip("s") for part in all_
    }


def _says(name: str, words: str) -> bool:
    """Whether a description speaks of what another model calls so: in its habitual words, or all.

    One word of a name among many says nothing: "in steps of 0.05" is no number of steps.
    """
    head = words.lower().split()[:_HEAD]
    if called(name, " ".join(head)) is not None:
        return True
    tokens = [token.rstrip("s") for token in name.lower().split("_")]
    if len(tokens) == 1:
        return name not in HABITS and any(
            word.strip(".,:;()").rstrip("s") == tokens[0] for word in head[:_FIRST]
        )
    stems = {word.rstrip("s") for word in re.findall(r"[a-z0-9]+", " ".join(head))}
    return stems.issuperset(tokens)


def _several(name: str, kind: str | None) -> bool:
    """Whether a name speaks of several things where the block is a switch."""
    return kind == "boolean" and name.endswith("s") and not name.endswith(("ss", "us", "is"))
