"""The outcome as workflow commands, which GitHub shows beside the lines of the spec."""

from __future__ import annotations

from collections.abc import Iterator

from generator.docs.comparing.words import shown, visible, what, where
from generator.docs.report.outcome import Outcome

_LEVELS = {"breaking": "error", "contradiction": "warning", "loosening": "warning"}


def github(outcome: Outcome) -> str:
    """One annotation a difference, and one for each page that could not be read."""
    return "\n".join(_lines(outcome))


def _lines(outcome: Outcome) -> Iterator[str]:
    for entry in outcome.differences:
        level = _LEVELS.get(entry.class_, "notice")
        place = f"file={_property(entry.spec.file)},line={entry.spec.line}," if entry.spec else ""
        title = _property(f"{entry.model}: {entry.subject}, {what(entry)} ({entry.class_})")
        text = f"was {shown(entry.was)}, is {shown(entry.is_)} in {where(entry)}"
        text += f"; {entry.advice}" if entry.advice else ""
        yield f"::{level} {place}title={title}::{_data(text)}"
    for page in outcome.unread:
        yield f"::error title={_property('page not read')}::{_data(f'{page.file}: {page.problem}')}"
    for reading, sentence in outcome.sentences:
        text = f"{reading.file}:{sentence.line} ({sentence.subject}): {shown(sentence.text)}"
        yield f"::notice title=a sentence to look at::{_data(text)}"


def _data(text: str) -> str:
    text = visible(text, keep="\r\n")
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
