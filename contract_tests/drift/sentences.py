"""Sentences in the wordings of docs teams, drawn together with what they mean."""
# ruff: noqa: RUF001 -- signs that look alike are what this is about

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

Limits = frozenset[tuple[str, str, int]]  # subject, keyword, value

_SPACES = st.sampled_from([" ", " ", "\u00a0", "\u202f", "\u2009"])
_DASHES = st.sampled_from(["-", "–", " - ", " – ", "~", " to "])
_MOST = (
    "up to {0}",
    "at most {0}",
    "no more than {0}",
    "a maximum of {0}",
    "maximum {0}",
    "max. {0}",
    "must not exceed {0}",
    "cannot exceed {0}",
    "should not exceed {0}",
    "≤ {0}",
    "<= {0}",
    "limited to {0}",
    "not more than {0}",
    "must be no more than {0}",
    "does not exceed {0}",
)
_LEAST = (
    "at least {0}",
    "a minimum of {0}",
    "minimum {0}",
    "no less than {0}",
    "no fewer than {0}",
)
_BOTH = ("between {0} and {1}", "from {0} to {1}", "{0}{dash}{1}", "at least {0} and at most {1}")


@dataclass(frozen=True)
class Told:
    """A sentence about a parameter of a type, and the limits that it states."""

    text: str
    subject: str
    limits: Limits


@st.composite
def _number(draw: st.DrawFn, value: int) -> str:
    """As people write it: with commas or without."""
    return f"{value:,}" if draw(st.booleans()) else str(value)


@st.composite
def _phrase(draw: st.DrawFn, low: int, high: int, thing: str) -> tuple[str, bool, bool]:
    """A stretch about one end or both, and which."""
    form = draw(st.sampled_from([*_MOST, *_BOTH, *_BOTH, *_LEAST]))
    space = draw(_SPACES) if thing else ""
    if form in _BOTH:
        text = form.format(draw(_number(low)), draw(_number(high)), dash=draw(_DASHES))
        return f"{text}{space}{thing}", True, True
    least = form in _LEAST
    text = form.format(draw(_number(low if least else high)))
    return f"{text}{space}{thing}", least, not least


_AROUND = (
    "{0}",
    "{0}.",
    "({0})",
    "Text of the picture ({0}).",
    "Text of the picture, {0}.",
    "Text of the picture; {0}.",
    "Supports Chinese and English, {0}.",
)


@st.composite
def lengths(draw: st.DrawFn) -> Told:
    """About the length of a text."""
    low, high = draw(st.integers(2, 9)), draw(st.integers(10, 9_999))
    thing = draw(st.sampled_from(["characters", "chars", "characters", "letters"]))
    text, least, most = draw(_phrase(low, high, thing))
    ends = [("minLength", low)] * least + [("maxLength", high)] * most
    return Told(_whole(draw, text), "prompt", frozenset(("prompt", k, v) for k, v in ends))


@st.composite
def counts(draw: st.DrawFn) -> Told:
    """About how many entries a list has."""
    low, high = draw(st.integers(2, 4)), draw(st.integers(5, 30))
    thing = draw(st.sampled_from(["images", "items", "elements", "entries", "reference images"]))
    text, least, most = draw(_phrase(low, high, thing))
    ends = [("minItems", low)] * least + [("maxItems", high)] * most
    whole = _whole(draw, text).replace("Text of the picture", "Pictures to follow")
    return Told(whole, "images", frozenset(("images", k, v) for k, v in ends))


@st.composite
def ranges(draw: st.DrawFn) -> Told:
    """About the value of a number."""
    low, high = draw(st.integers(2, 9)), draw(st.integers(10, 9_999))
    head = draw(st.sampled_from(["Value ", "Must be ", "Range: ", "Value: ", "The value must be "]))
    form = draw(st.sampled_from(["most", "both", "least"]))
    if form == "both":
        shape = draw(st.sampled_from(["between {0} and {1}", "from {0} to {1}"]))
        plain = draw(st.booleans())
        text = "Range: {0}{dash}{1}" if plain else head.replace("Range: ", "Must be ") + shape
        text = text.format(draw(_number(low)), draw(_number(high)), dash=draw(_DASHES))
    else:
        verb = draw(st.sampled_from(["at most {0}", "no more than {0}", "no greater than {0}"]))
        verb = (
            verb if form == "most" else draw(st.sampled_from(["at least {0}", "no less than {0}"]))
        )
        text = "Must be " + verb.format(draw(_number(high if form == "most" else low)))
    ends = [("minimum", low)] * (form != "most") + [("maximum", high)] * (form != "least")
    end = draw(st.sampled_from([".", "", " (inclusive)."]))
    return Told(text + end, "seed", frozenset(("seed", k, v) for k, v in ends))


@st.composite
def sizes(draw: st.DrawFn) -> Told:
    """About the size of a picture."""
    size = draw(st.integers(1, 50))
    form = draw(
        st.sampled_from(
            [
                "Maximum size: {0}MB",
                "Max file size {0} MB",
                "up to {0}MB",
                "no larger than {0} MB",
                "must not exceed {0}MB",
                "file size must be ≤ {0} MB",
                "at most {0}\u00a0MB",
                "not exceeding {0}MB",
                "smaller than {0}MB",
                "less than {0} MiB",
            ]
        )
    )
    frame = draw(
        st.sampled_from(["Supported formats: .jpg, .jpeg, .png. {0}.", "JPEG or PNG, {0}."])
    )
    return Told(
        frame.format(form.format(size)),
        "image",
        frozenset([("image", "maxBytes", size * 1024**2)]),
    )


def _whole(draw: st.DrawFn, text: str) -> str:
    frame = draw(st.sampled_from(_AROUND))
    text = text[0].upper() + text[1:] if frame.startswith("{0}") else text
    return frame.format(text)


_COUNT = st.integers(2, 99)
_HARMLESS = (
    "Costs ${0}.{1:02} per image.",
    "Each call costs {0} credits for {1} images.",
    "Billed at {0} credits per 10 characters.",
    "Available since 2025-0{2}-1{2}.",
    "Updated on {2} March 2026.",
    "Introduced in version {2}.{3}.",
    "Improved in v{2}.{3} of the model.",
    "Results are deleted within {0} hours.",
    "Results are kept for {0} days.",
    "About {2}x faster than the model before.",
    "Usually takes {2}-{0} seconds.",
    "Finished in {0} to {1} seconds.",
    "Trained on {0} million images.",
    "Looks best in {2}K.",
    "Save {0}% until the end of the month.",
    "Accounts may send {0} requests per minute.",
    "The {0} most used styles are listed elsewhere.",
    "See section {2}.{3} of the guide.",
    "Our {0} engineers answer within {2} hours.",
    "We recommend {2} to {0} characters.",
    "For best results use {2}-{0} images.",
    "A typical text has {0} characters.",
)


@st.composite
def harmless(draw: st.DrawFn) -> Told:
    """Numbers that limit nothing."""
    low, high = sorted((draw(_COUNT), draw(_COUNT)))
    text = draw(st.sampled_from(_HARMLESS))
    digits = draw(st.integers(1, 9)), draw(st.integers(0, 9))
    subject = draw(st.sampled_from(["prompt", "images", "seed", "image", "cfg_scale", "mode"]))
    return Told(text.format(low, high, *digits), subject, frozenset())
