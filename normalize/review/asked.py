"""What the page asks, read from query strings and bodies: filters, decisions, numbers. Everything else is refused."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from normalize.judgements.judgement import Reach, Verdict
from normalize.review.filters import Filter, Sort
from normalize.review.proposal_desk import Decision
from normalize.web.refused import Refused
from normalize.web.requests import json_of, list_of, object_of, shown, text_of

_SETS = ("rules", "entries", "languages", "applicability", "states")
_SCORES = ("least", "most")
_LONGEST = 10_000  # code points of what a person may write
Word = TypeVar("Word", bound=StrEnum)
DECISION = ("verdict", "reach", "put", "why")


def filter_of(value: Any) -> Filter:
    """A filter from a JSON object; what it does not name is not asked for. Raises Refused."""
    given = object_of(value, "the filter", ("search", "folder", "sort", *_SETS, *_SCORES))
    texts = {name: text_of(given[name], repr(name)) for name in ("search", "folder") if name in given}
    sets = {
        name: frozenset(text_of(item, f"an item of {name!r}") for item in list_of(given[name], repr(name)))
        for name in _SETS
        if name in given
    }
    scores = {name: _score(given[name], name) for name in _SCORES if name in given}
    return Filter(**texts, **sets, **scores, sort=word(Sort, given.get("sort", Sort.PLACES), "sort"))  # type: ignore[arg-type]


def filter_in(query: Mapping[str, str]) -> Filter:
    """The filter in a query string: an object in JSON. Raises Refused."""
    return filter_of(json_of(query.get("filter", "{}").encode(), "the filter"))


def _score(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise Refused(400, f"{name!r} must be a number from 0 to 1, not {shown(value)}")
    return float(value)


def decision_of(value: Mapping[str, Any]) -> Decision:
    """A decision from a JSON object. Raises Refused."""
    verdict, reach = word(Verdict, value.get("verdict"), "verdict"), word(Reach, value.get("reach"), "reach")
    put = written(value["put"], "put") if value.get("put") is not None else None
    if (put is None) == (verdict is Verdict.EDIT):
        raise Refused(400, "an edit, and nothing else, says by 'put' what to write")
    return Decision(verdict, reach, put, written(value.get("why", ""), "why"))


def written(value: Any, name: str) -> str:
    """What a person wrote. Raises Refused where it is too long, or no text that can be stored."""
    text = text_of(value, repr(name))
    if len(text) > _LONGEST:
        raise Refused(400, f"{name!r} is longer than {_LONGEST:,} characters")
    if any(0xD800 <= ord(ch) < 0xE000 for ch in text):
        raise Refused(400, f"{name!r} holds half a character")
    return text


def word(words: type[Word], value: Any, name: str) -> Word:
    """One of some words. Raises Refused."""
    try:
        return words(value)
    except ValueError:
        raise Refused(400, f"{name!r} must be one of {', '.join(words)}, not {shown(value)}") from None
