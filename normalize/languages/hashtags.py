"""Hashtags in another language: *#NoMásViolencia*, *#justiciaparatodos*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalize.languages import tables
from normalize.languages.lexicon import LIMIT, Lexicon
from normalize.languages.passage import Passage
from normalize.text.pattern import pattern
from normalize.text.tokens import Tokens

_CAPITALS = "".join(ch for ch in map(chr, range(0x250)) if ch.isupper())
_PART = pattern(f"[^\\W\\d_][^\\W\\d_{_CAPITALS}]*")
_LEAST = 9.0  # evidence of all parts together
_STRONG = 2.5
_LONGEST = 14  # letters of a part that is looked for
_EVERYDAY = 2e-5  # share of a part of a form without capitals
_SHORTEST = 3  # letters of a part that is no function word
_OWN = -5.0  # what a part costs that the language does not have


def may_be_tag(form: str) -> bool:
    """Whether a form has capitals inside, which may divide it into words."""
    return len(form) > _SHORTEST and not form[1:].islower() and not form.isupper() and form.isalpha()


def hashtags(tokens: Tokens, wanted: Sequence[int], lexicon: Lexicon) -> Iterator[Passage]:
    """The hashtags among some words (given by number) that are in another language."""
    for i in wanted:
        word = tokens.words[i]
        if tokens.separators[i][-1:] == "#" and not lexicon.is_own(word):
            best = _language(word, lexicon)
            if best is not None:
                yield Passage(i, i, best[0], best[1], None, False)


def _language(word: str, lexicon: Lexicon) -> tuple[str, float] | None:
    """The language of a hashtag and the evidence: from its parts, or the best way to part it."""
    parts = _PART.findall(word) if may_be_tag(word) else []
    if len(parts) < 2:
        return _parted(word.lower(), lexicon)
    vectors = [lexicon.vector(part.lower()) for part in parts]
    sums = [sum(column) for column in zip(*vectors, strict=True)]
    likely = [k for k, total in enumerate(sums) if total >= _LEAST and min(vector[k] for vector in vectors) > _OWN]
    return _best(likely, sums, [lexicon.unlimited(part.lower()) for part in parts], lexicon)


def _best(
    likely: Sequence[int], sums: Sequence[float], vectors: Sequence[Sequence[float]], lexicon: Lexicon
) -> tuple[str, float] | None:
    if not likely:
        return None
    best = max(likely, key=lambda k: (sum(vector[k] for vector in vectors), -k))
    strong = sum(vector[best] >= _STRONG for vector in vectors)
    lang = lexicon.languages[best]
    return (lang, sums[best]) if strong > 1 and lang not in tables.quoted() else None


def _parted(word: str, lexicon: Lexicon) -> tuple[str, float] | None:
    """The language in whose everyday words a form without capitals can be parted, none of them the target's."""
    found: tuple[str, float] | None = None
    for k, lang in enumerate(lexicon.languages):
        parts = _parts(word, lang, lexicon)
        if parts:
            vectors = [lexicon.vector(part)[k] for part in parts]
            total = sum(vectors)
            rare = lang in tables.less_written() or lang in tables.quoted()
            if total >= _LEAST and len(parts) > 1 and not rare and (found is None or total > found[1]):
                found = lang, min(total, 2 * LIMIT)
    return found


def _parts(word: str, lang: str, lexicon: Lexicon) -> list[str]:
    """The parting of a word into the fewest everyday words of a language; empty where there is none."""
    ways: list[list[str] | None] = [[]]
    for end in range(1, len(word) + 1):
        best: list[str] | None = None
        for start in range(max(0, end - _LONGEST), end):
            before, part = ways[start], word[start:end]
            if before is not None and _is_part(part, lang, lexicon) and (best is None or len(before) + 1 < len(best)):
                best = [*before, part]
        ways.append(best)
    return ways[-1] or []


def _is_part(part: str, lang: str, lexicon: Lexicon) -> bool:
    if len(part) < _SHORTEST:
        return len(part) > 1 and lexicon.is_function_word(part, lang)
    return lexicon.share(part, lang) >= _EVERYDAY
