"""Of the ways to cut a bound and an example apart the one that is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.docs.formats.glued import Split
from generator.docs.names.candidates import Candidate


def chosen(
    splits: Sequence[Split], candidate: Candidate | None, told: Mapping[str, float]
) -> Split:
    """Of several ways to cut glued digits the one that is known already, else the likeliest.

    What the description says as well (``told``) decides before both.
    """
    for split in splits:
        if len(splits) > 1 and all(told.get(keyword) == limit for keyword, limit in split.limits):
            return split
    if candidate is None or len(splits) == 1:
        return splits[0]

    def alike(split: Split) -> tuple[int, int]:
        same = sum(candidate.limits.get(keyword) == limit for keyword, limit in split.limits)
        shown = candidate.example is not None and split.example == candidate.example
        return same == len(split.limits), int(shown)

    best = max(splits, key=alike)  # the first of equals is the likeliest
    return best if alike(best) > (0, 0) else splits[0]


def confirmed(split: Split, candidate: Candidate | None) -> bool:
    """Whether the bounds of a cut are those that the parameter is known to have."""
    return candidate is not None and all(
        candidate.limits.get(keyword) == limit for keyword, limit in split.limits
    )
