"""Reads the smallest parts of a regular expression: escapes and classes."""

from __future__ import annotations

from generator.rules.pattern_parts import CLASS_ESCAPES, escape_problem

_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v"}
_HEX = frozenset("0123456789abcdefABCDEF")


class ClassReader:
    """A place in a pattern and the problems seen so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.problems: list[str] = []

    def report(self, at: int, problem: str, advice: str) -> None:
        """Note a problem at a 0-based place and go on."""
        self.problems.append(f"character {at + 1}: {problem}; {advice}")

    def read_escape(self, start: int, allowed: str, *, inside: bool) -> str:
        """Skip an escape whose backslash has been read; returns its character, if it is one."""
        code = self.text[self.at : self.at + 1]
        self.at += 1
        if code == "x":
            digits = self.text[self.at : self.at + 2]
            if len(digits) == len("HH") and _HEX.issuperset(digits):
                self.at += 2
                return chr(int(digits, 16))
        elif code and code in allowed:
            return _CONTROLS.get(code, code)
        self.report(start, *escape_problem(code, inside=inside))
        return ""

    def read_class(self, start: int) -> None:
        """Skip a class whose opening bracket at ``start`` has been read."""
        if self.text.startswith("^", self.at):
            self.at += 1
        if self.text.startswith("]", self.at):
            self.report(start, "an empty class", r"write what it holds; ] in a class is \]")
            self.at += 1
            return
        first, previous, range_open = self.at, "", False
        while self.at < len(self.text) and self.text[self.at] != "]":
            at = self.at
            character = self._class_member()
            is_last = self.text.startswith("]", self.at)
            if self.text[at] == "-" and not range_open and not is_last and at > first:
                range_open = bool(previous)
                if not range_open:
                    self.report(at, "a bare - after a range", r"write \- or put it last")
                continue
            if range_open and "" < character < previous:
                self.report(at, f"the range {previous}-{character}", "write the lower end first")
            previous = "" if range_open else character
            range_open = False
        if self.at >= len(self.text):
            self.report(start, "a class that does not end", r"write ], or \[ for the character")
        self.at += 1

    def _class_member(self) -> str:
        """Skip one character of a class; returns it, empty for what is refused."""
        at, character = self.at, self.text[self.at]
        self.at += 1
        if character == "\\":
            return self.read_escape(at, CLASS_ESCAPES, inside=True)
        if character == "[":
            self.report(at, "a bare [ in a class", r"write \[")
        elif character in "&-~|" and self.text.startswith(character, self.at):
            self.report(at, f"{character * 2} in a class", "write the character once, escaped")
            self.at += 1
            return ""
        return character
