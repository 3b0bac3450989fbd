"""Whether a name can be put in the place of another without touching the words beside it.

Where an article, an elision or a case ending would have to follow the name, the fix is a person's to decide, and shows
the whole phrase.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from normalize.model import Applicability, Finding
from normalize.names.thresholds import RUNNING_TEXT
from normalize.storage.datafiles import load
from normalize.text.pattern import pattern
from normalize.words.fold import fold, split
from normalize.words.likeness import similarity

_BEFORE = pattern(r"([^\W\d_]+)([ \u00a0]+|['’])$")
_SUFFIX = pattern(r"['’][^\W\d_]")
_VOWELS = "aeiouyh"  # an h counts as none: most are mute, and where it is not a person looks
_REACH = 24  # characters before a name within which the word lies that agrees with it


class _Habits(NamedTuple):
    """What agrees with names in a language: see agreement.yaml."""

    open: Mapping[str, str]
    gendered: frozenset[str]
    cases: frozenset[str]
    suffixes: bool
    endings: Mapping[str, frozenset[str]]


@cache
def _habits(language: str) -> _Habits | None:
    data: Any = load("normalize.names", "agreement.yaml").get(language)
    if data is None:
        return None
    lists = {key: frozenset(data.get(key, ())) for key in ("gendered", "cases")}
    endings = {ending: frozenset(others) for ending, others in data.get("endings", {}).items()}
    return _Habits(data.get("open", {}), lists["gendered"], lists["cases"], "suffixes" in data, endings)


def in_agreement(found: Finding, text: str, language: str) -> Finding:
    """A finding on a name, made unsafe and as wide as the phrase where the words around would have to change, too."""
    habits = _habits(language)
    if habits is None or found.replacement is None or found.applicability is not Applicability.SAFE:
        return found
    before = _BEFORE.search(text, max(0, found.start - _REACH), found.start)
    if habits.suffixes and _SUFFIX.match(text, found.end) and found.replacement[-2:] != found.text[-2:]:
        return _unsafe(found, "its ending follows the vowels of the name")
    if _is_declined(found, habits):
        return _unsafe(found, "its ending may be that of a case")
    if before is None:
        return found
    word, gap = before[1], before[2]
    joined = fold(word) + ("’" if gap in "'’" else "")
    if joined in habits.cases and found.replacement[-2:] != found.text[-2:]:
        return _unsafe(found, f"the name may need a case ending behind “{word}”", text, before.start())
    phrase = _elided(joined, habits, found.replacement)
    if phrase is not None:
        return _unsafe(found, f"“{before[0].strip()}” depends on how the name begins", text, before.start(), phrase)
    if joined in habits.gendered and not _is_respelled(found):
        return _unsafe(found, f"“{before[0].strip()}” depends on the gender of the name", text, before.start())
    return found


def _is_declined(found: Finding, habits: _Habits) -> bool:
    """Whether a word ends as the right one would in another case: *Kamalę Harris*."""
    old, new = split(found.text.lower()), split((found.replacement or "").lower())
    return len(old) == len(new) and any(
        one != other
        and other.endswith(ending)
        and any(one.endswith(case) and _is_one_stem(one, case, other, ending) for case in cases)
        for one, other in zip(old, new, strict=True)
        for ending, cases in habits.endings.items()
    )


def _is_one_stem(one: str, case: str, other: str, ending: str) -> bool:
    return similarity(one[: -len(case)], other[: -len(ending)]) >= RUNNING_TEXT.one_name


def _elided(word: str, habits: _Habits, replacement: str) -> str | None:
    """The word as it stands before the replacement with it, where it has to change."""
    opens = fold(replacement)[:1] in _VOWELS
    if opens and word in habits.open:
        return habits.open[word] + replacement
    closed = next((full for full, short in habits.open.items() if short == word), None)
    if closed is not None and not opens:
        return f"{closed} {replacement}"
    return None


def _is_respelled(found: Finding) -> bool:
    """Whether the replacement is another spelling of the same word, which keeps its gender."""
    old, new = split(found.text), split(found.replacement or "")
    return len(old) == len(new) and all(
        similarity(a, b) >= RUNNING_TEXT.one_name for a, b in zip(old, new, strict=True)
    )


def _unsafe(found: Finding, why: str, text: str = "", start: int | None = None, phrase: str | None = None) -> Finding:
    """The finding as one that a person decides, from ``start`` on where the phrase begins there."""
    begin = found.start if start is None else start
    lead = text[begin : found.start]
    return replace(
        found,
        start=begin,
        text=lead + found.text,
        replacement=lead + (found.replacement or "") if phrase is None else _capital(lead, phrase),
        applicability=Applicability.UNSAFE,
        message=f"{found.message}; {why}",
        evidence={**found.evidence, "agreement": why},
    )


def _capital(lead: str, phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:] if lead[:1].isupper() else phrase
