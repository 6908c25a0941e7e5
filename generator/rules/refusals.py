"""What the rule language leaves out of CEL, each with the reason or the way to write it."""

from __future__ import annotations

from difflib import get_close_matches

from generator.rules.errors import RuleError

_KNOWN = ("has", "size", "matches", "maxImageRef")
_MACROS = ("all", "exists", "exists_one", "map", "filter")
# Kinds of node and token of cel-python's grammar.
_PARTS = {
    "addition_sub": ("subtraction", "move it to the other side of the comparison as a sum"),
    "unary_neg": ("the negative of a value", "only literals can be negative"),
    "member_index": ("an index", "rules see whole members of the body only"),
    "member_object": ("a message", "compare the members one by one"),
    "map_lit": ("a map", "compare the members one by one"),
    "dot_ident": ("a name that begins with a dot", "write self.name"),
    "dot_ident_arg": ("a call that begins with a dot", "write the function's bare name"),
    "NULL_LIT": ("null", "null is no value in a request: ask has(self.name)"),
    "UINT_LIT": ("an unsigned integer", "write the number without u"),
    "BYTES_LIT": ("a bytes literal", "write a string"),
}
_FACTORS = {
    "multiplication_mul": "multiplication",
    "multiplication_div": "division",
    "multiplication_mod": "the remainder (%)",
}


def refuse(column: int, kind: str) -> RuleError:
    """The error for a part of CEL's grammar that the subset does not have."""
    if kind in _FACTORS:
        return RuleError(
            column,
            f"{_FACTORS[kind]} is not in the rule language",
            "of arithmetic, rules have the sum only",
        )
    problem, advice = _PARTS.get(kind, (f"{kind.replace('_', ' ')} of CEL", "leave it out"))
    return RuleError(column, f"{problem} is not in the rule language", advice)


def refuse_call(column: int, name: str, *, method: bool) -> RuleError:
    """The error for a call of something that rules cannot call, or not in this form."""
    if name in _KNOWN:
        return RuleError(column, f"{name} called as a method", f"write {name}(self.x)")
    if name in _MACROS and method:
        return RuleError(
            column,
            f"the macro {name} is not in the rule language",
            "state limits of single entries in the schema of the items",
        )
    near = get_close_matches(name, _KNOWN, 1)
    hint = f"did you mean {near[0]}? " if near else ""
    return RuleError(
        column, f"unknown function {name}", hint + "known are has, size, matches and maxImageRef"
    )


def refuse_name(column: int, name: str) -> RuleError:
    """The error for a bare name: ``self`` alone, or a variable that does not exist."""
    if name == "self":
        return RuleError(column, "self alone", "name one of its members: self.name")
    return RuleError(column, f"unknown name {name}", f"write self.{name} for a member of the body")
