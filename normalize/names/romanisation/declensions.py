"""The cases of names in their own script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import zip_longest
from typing import Any

from normalize.storage.datafiles import load
from normalize.words.fold import split


@cache
def _endings(language: str) -> Sequence[tuple[re.Pattern[str], tuple[str, ...]]]:
    data: Any = load("normalize.names.romanisation", "declensions.yaml")
    return tuple((re.compile(pattern), tuple(endings)) for pattern, *endings in data.get(language, ()))


def declined(name: str, language: str) -> Iterator[str]:
    """The forms of a name that end in another case than it, all of its words in the same one of their lists.

    >>> list(declined("Владимир Путин", "ru"))[:2]
    ['Владимира Путина', 'Владимиру Путину']
    """
    words = split(name)
    tables = [_cases(word, language) for word in words]
    if not all(tables):
        return
    for row in zip_longest(*tables):
        text = name
        for word, case, table in zip(words, row, tables, strict=True):
            text = text.replace(word, case or table[-1], 1)
        yield text


def _cases(word: str, language: str) -> list[str]:
    for pattern, endings in _endings(language):
        if ending := pattern.search(word):
            stem = word[: ending.start()]
            return [stem + other for other in endings]
    return []
