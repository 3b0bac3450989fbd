"""A translator that knows a few words of Spanish."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize import Output, Route

_WORDS = {
    "los": "the", "vecinos": "neighbours", "volvieron": "returned", "a": "to", "sus": "their", "casas": "houses",
    "después": "after", "de": "of", "la": "the", "tormenta": "storm",
}  # fmt: skip


class Wordbook:
    """Translates word by word."""

    name = "wordbook"

    def route(self, source: str, target: str) -> Route | None:
        """It goes from Spanish to English, and has no model but its words."""
        if (source, target) != ("es", "en"):
            return None
        return Route(model="wordbook 1", digest="0" * 64, version="wordbook 1", trusted=False)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Output]:
        """One output a text."""
        return [Output(re.sub(r"\w+", _word, text)) for text in texts]

    def close(self) -> None:
        """Nothing was started."""


def _word(match: re.Match[str]) -> str:
    word = _WORDS.get(match[0].lower(), match[0])
    return word.capitalize() if match[0][:1].isupper() else word
