"""How many entries of each of several lists come to a sum, each list within its own limits."""

from collections.abc import Iterator, Sequence

from contract_tests.facts.page import Place

Sizes = dict[str, int]


def within(lists: Sequence[Place], most: int) -> Iterator[Sizes]:
    """Sizes that come to ``most``, or as near to it as the lists go; a list left out has none.

    The lists that have to be there go first: every size of the first of them is tried, the next
    ones take the rest; then the first by itself, and the second by itself.
    """
    ordered = sorted(lists, key=lambda place: not place.required)
    first, second, *_ = ordered
    top = min(most, sum(_room(place)[1] for place in ordered))
    for size in range(int(first.required), top + 1):
        yield from _shared(ordered, top, size)
    for alone in (first, second):
        if all(place is alone or not place.required for place in ordered):
            low, high = _room(alone)
            size = min(most, high)
            if low <= size:
                yield {alone.name: size}


def over(lists: Sequence[Place], most: int) -> Iterator[Sizes]:
    """Sizes that come to one more, each list within its own limits where that is possible."""
    ordered = sorted(lists, key=lambda place: not place.required)
    found = [sizes for size in range(1, most + 1) for sizes in _shared(ordered, most + 1, size)]
    yield from found or [{ordered[0].name: most + 1}]


def _shared(ordered: Sequence[Place], total: int, size: int) -> Iterator[Sizes]:
    """One way to come to the total with ``size`` entries in the first list, if there is one."""
    first, second, *_ = ordered
    low, high = _room(first)
    # What has to be there is there; the lists take the rest one after the other.
    sizes = {place.name: max(1, _room(place)[0]) for place in ordered[1:] if place.required}
    left = total - size - sum(sizes.values())
    for place in ordered[1:]:
        taken = min(left, _room(place)[1] - sizes.get(place.name, 0))
        if taken > 0 or (place is second and _room(place)[0] == 0):
            sizes[place.name] = sizes.get(place.name, 0) + max(0, taken)
            left -= max(0, taken)
    fits = all(_room(p)[0] <= sizes[p.name] <= _room(p)[1] for p in ordered if p.name in sizes)
    if left == 0 and fits:
        if low <= size <= high:
            yield {first.name: size} | sizes
        elif size == 0 and not first.required:
            yield sizes


def _room(place: Place) -> tuple[int, int]:
    """The fewest and the most entries of a list."""
    return int(place.limits.get("minItems", 0)), int(place.limits.get("maxItems", 10**6))
