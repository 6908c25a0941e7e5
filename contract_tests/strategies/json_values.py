"""Any JSON value, with what goes wrong between languages in it."""

from hypothesis import strategies as st

from contract_tests.facts.page import Json

# Unpaired surrogates are no text in any language here, and refused before a body is judged.
CHARACTERS = st.characters(exclude_categories=["Cs"])
_EDGES = [0, -0.0, 1, 5, 10, 2**53 - 1, 2**53 + 1, 2**63 - 1, -(2**63), 5.0, 1e-7, 0.1]
_TEXTS = ["", "a", "std", "16:9", "1k", "subject", "https://example.com/a.jpg", "AAAA", "a\n"]


def texts(max_size: int = 20) -> st.SearchStrategy[str]:
    """Strings, some of them from all corners of Unicode."""
    return st.one_of(st.sampled_from(_TEXTS), st.text(CHARACTERS, max_size=max_size))


def scalars(*, large_floats: bool = False) -> st.SearchStrategy[Json]:
    """Scalars; floats stay below 2**53 unless they are asked for.

    Beyond it JSON Schema takes a float for an integer and the clients do not.
    """
    floats = st.floats(allow_nan=False, allow_infinity=False)
    if not large_floats:
        floats = floats.filter(lambda value: abs(value) < 2**53)
    whole = st.integers(-(2**53) + 1, 2**53 - 1).map(float)
    return st.one_of(
        st.none(),
        st.booleans(),
        st.sampled_from(_EDGES),
        st.integers(-(2**63), 2**63 - 1),
        floats,
        whole,
        texts(),
    )


def json_values(
    names: st.SearchStrategy[str] | None = None, *, large_floats: bool = False
) -> st.SearchStrategy[Json]:
    """Nested values; ``names`` are what members are called, anything at all by default."""
    called = texts(8) if names is None else st.one_of(names, texts(8))
    return st.recursive(
        scalars(large_floats=large_floats),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(called, inner, max_size=4)
        ),
        max_leaves=8,
    )
