"""Regular expressions that are compiled when they are first used: a short text needs few of those that ship."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "findall", "finditer", "split", "sub", "subn")


class _Pattern:
    """Stands for a compiled expression; from its first use on its methods are the expression's own."""

    def __init__(self, expression: str, flags: int) -> None:
        self._expression, self._flags = expression, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(self._expression, self._flags)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    r"""What ``re.compile`` gives, compiled at its first use.

    >>> number = pattern(r"\d+")
    >>> number.findall("5 of 12"), number.pattern, number.fullmatch("x") is None
    (['5', '12'], '\\d+', True)
    """
    return cast("re.Pattern[str]", _Pattern(expression, flags))
