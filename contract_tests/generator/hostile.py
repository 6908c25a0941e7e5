"""Texts that would end a string, a comment or a template, in one language or another."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    *('"', "'", '"""', "'''", "\\", "\\\\", "\\N{", "\\x", "\\u12", "`", "```"),
    *("\n", "\r", "\r\n", "\t", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\0", "\x7f"),
    *("*/", "/*", "//", "#", "<!--", "-->", "<script>", "</script>", "&lt;", "%s", "%(a)s"),
    *("{{", "}}", "{%", "%}", "{#", "#}", "{{ 7*7 }}", "{% raw %}", "${", "${x}", "{", "}"),
    *("\u202e", "\u2066", "\u200b", "\ufeff", "\u00ad", "é", "雪", "\U0001f600", "\ufffe"),
    *("import os", "os._exit(1)", "raise SystemExit", "pass", ": ", "    ", " ", "a", "-", "*"),
    *("# noqa", "# type: ignore", "# fmt: off", "coding: latin-1", ">>> ", ":param x:", "__"),
)
# Not empty: a spec with an empty text is refused, and that is tested elsewhere.
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)
LONG = st.builds(lambda text, times: text * times, TEXTS, st.integers(1, 40))
