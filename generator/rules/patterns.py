"""Regular expressions that mean the same in ECMA-262 (with the u flag), RE2, Rust and Python.

They are searched for, not anchored, as JSON Schema does. Allowed are literal characters, explicit
classes, ``(?:…)``, ``|``, greedy quantifiers with bounds to 1000, ``^`` first and ``$`` last.
How long a match takes is not judged: engines that backtrack are bounded by maxLength.
"""

from __future__ import annotations

from generator.rules.pattern_class import ClassReader
from generator.rules.pattern_parts import ESCAPES, group_problem

MAX_REPEAT = 1000
MAX_DEPTH = 32
_QUANTIFIERS = "*+?{"


def pattern_problems(text: str) -> list[str]:
    """What keeps a pattern from meaning the same everywhere, each with what to write instead."""
    reader = _Reader(text)
    reader.read()
    return reader.problems


def python_pattern(text: str) -> str:
    """The pattern for Python's ``re.search``, where a plain ``$`` would pass a final line feed.

    Raises:
        ValueError: a pattern with problems.
    """
    problems = pattern_problems(text)
    if problems:
        raise ValueError("; ".join(problems))
    return text[:-1] + r"\Z" if _ends_with_anchor(text) else text


def _ends_with_anchor(text: str) -> bool:
    before = text[:-1]
    escaped = (len(before) - len(before.rstrip("\\"))) % 2 == 1
    return text.endswith("$") and not escaped


class _Reader(ClassReader):
    """One pass over the pattern: alternatives, atoms and how often they repeat."""

    too_deep = False

    def read(self) -> None:
        for at, character in enumerate(self.text):
            if "\ud800" <= character <= "\udfff":
                self.report(at, "an unpaired surrogate", "write the character itself")
        if self.text.startswith("^"):
            self.at = 1
        self._alternatives(0)
        while self.at < len(self.text):
            self.report(self.at, "a ) without its group", r"write \)")
            self.at += 1
            self._alternatives(0)

    def _alternatives(self, depth: int) -> int:
        """Read to the end or the closing parenthesis; returns the product of nested repeats."""
        repeats, quantifiable = 1, False
        while self.at < len(self.text) and self.text[self.at] != ")":
            start, character = self.at, self.text[self.at]
            if character == "|":
                self.at += 1
                quantifiable = False
                continue
            if character in _QUANTIFIERS:
                self._stray_quantifier(quantifiable=quantifiable)
                continue
            inner, quantifiable = self._atom(character, depth)
            low, high = self._quantifier()
            # RE2 counts nested repeats together.
            product = inner * max(low, high, 1)
            if product > MAX_REPEAT:
                self.report(start, f"repeated {product} times", f"at most {MAX_REPEAT} in all")
                product = 1
            repeats = max(repeats, product)
        return repeats

    def _atom(self, character: str, depth: int) -> tuple[int, bool]:
        start = self.at
        self.at += 1
        if character == "(":
            return self._group(start, depth), True
        if character == "[":
            self.read_class(start)
        elif character == "\\":
            self.read_escape(start, ESCAPES, inside=False)
        elif character == "$":
            if self.at < len(self.text):
                self.report(start, "$ before the end", r"write \$, or $ as the last character")
            return 1, False
        elif character == "^":
            self.report(start, "^ after the start", r"write \^, or ^ as the first character")
        elif character == ".":
            self.report(
                start, ". leaves out other line ends in each language", r"write [^\n] or a class"
            )
        elif character in "]}":
            self.report(start, f"a bare {character}", f"write \\{character}")
        return 1, True

    def _group(self, start: int, depth: int) -> int:
        problem, length = group_problem(self.text[start:])
        if problem:
            self.report(start, *problem)
        self.at = start + length
        if depth >= MAX_DEPTH:
            self.report(start, "groups nested too deep", f"at most {MAX_DEPTH}")
            self.too_deep, self.at = True, len(self.text)
        elif problem is None and self.text.startswith(")", self.at):
            self.report(start, "an empty group", "leave it out")
        repeats = self._alternatives(depth + 1)
        if self.at >= len(self.text) and not self.too_deep:
            self.report(start, "a group that does not end", r"write ), or \( for the character")
        self.at += 1
        return repeats

    def _quantifier(self) -> tuple[int, int]:
        """Skip one quantifier; returns its bounds as far as they are numbers, else 1."""
        if self.at >= len(self.text) or self.text[self.at] not in _QUANTIFIERS:
            return 1, 1
        start = self.at
        if self.text[start] != "{":
            self.at += 1
            return 1, 1
        end = self.text.find("}", start)
        body = self.text[start + 1 : end] if end > 0 else ""
        low, comma, high = body.partition(",")
        if (
            not low.isascii()
            or not low.isdigit()
            or (high and not (high.isascii() and high.isdigit()))
        ):
            self.report(start, "a { that counts nothing", r"write {2}, {2,} or {2,5}, or \{")
            self.at = start + 1
            return 1, 1
        self.at = end + 1
        bounds = int(low), int(high or low)
        if comma and high and bounds[0] > bounds[1]:
            self.report(start, f"the bounds {{{body}}}", "write the lower one first")
        return bounds

    def _stray_quantifier(self, *, quantifiable: bool) -> None:
        start = self.at
        self._quantifier()
        if quantifiable:
            advice = "one quantifier is enough: lazy and possessive ones change no answer"
            self.report(start, "a quantifier after a quantifier", advice)
        else:
            character = self.text[start]
            self.report(start, f"{character} with nothing to repeat", f"write \\{character}")
