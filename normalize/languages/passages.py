"""Foreign passages in a text of the same script: which words, in which language, on what evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from normalize.languages import tables
from normalize.languages.briefs import briefs
from normalize.languages.foreign_names import SEEN, is_fed, is_listed, without_terms
from normalize.languages.lexicon import Lexicon
from normalize.languages.line import CAPITALISED, FEW, STRONG, Line, count, is_shouted
from normalize.languages.passage import Passage
from normalize.languages.windows import Places, Window, windows
from normalize.storage import memos
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens

_PHRASE = 10.0  # the evidence of a known phrase


def passages(places: Places, telling: Sequence[int], lexicon: Lexicon, masked: Protected) -> list[Passage]:
    """The foreign passages of a text, in text order, around its ``telling`` words (given by number).

    ``masked`` are spans that tell nothing of the language.
    """
    found: list[Passage] = []
    names: set[int] = set()
    for window in windows(places, telling):
        for passage in _in_window(places, lexicon, masked, window, names):
            before = found[-1] if found and window.continues and passage.first == window.first else None
            if before and before.last + 1 == passage.first and before.lang == passage.lang:
                evidence = before.evidence + passage.evidence
                found[-1] = replace(before, last=passage.last, evidence=evidence)
            else:
                found.append(passage)
    return sorted(
        [*found, *_brief(places, [i for i in telling if i not in names], lexicon, masked, found)],
        key=lambda passage: passage.first,
    )


def _brief(
    places: Places, telling: Sequence[int], lexicon: Lexicon, masked: Protected, found: Sequence[Passage]
) -> list[Passage]:
    """The passages too short for the sequence model, outside of the others and of what is masked or borrowed."""
    tokens = places.tokens
    taken = {i for passage in found for i in range(passage.first, passage.last + 1)}

    def is_free(i: int) -> bool:
        return i not in taken and not masked.covers(tokens.starts[i], tokens.ends[i])

    short = without_terms(list(briefs(tokens, telling, lexicon, is_free)), tokens)
    terms = (
        one for one in short if not (is_fed(tokens, one, lexicon.target) or is_listed(tokens, one.first, one.last))
    )
    return [one for one in terms if not _is_borrowed(one, tokens, lexicon)]


def _is_borrowed(passage: Passage, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether a passage is part of what the target language has borrowed."""
    start = max(0, passage.first - tables.LONGEST)
    around = list(map(tables.plain, tokens.words[start : passage.last + 1 + tables.LONGEST]))
    loans = tables.loans(lexicon.target).within(around)
    return any(first <= passage.last - start and passage.first - start <= last for first, last in loans)


def _in_window(places: Places, lexicon: Lexicon, masked: Protected, window: Window, names: set[int]) -> list[Passage]:
    """Known phrases, and the other passages that touch none of them; a line is weighed only where it may hold one.

    The words of foreign names are added to ``names``.
    """
    phrases = list(_phrases(places, lexicon, window))
    once, twice = _spoken_for(places.tokens, lexicon, window)
    if not (phrases or twice or (once and window.line)):
        return []
    masks = _masks(places.tokens, lexicon, masked, window)
    phrases = [p for p in phrases if not all(masks[p.first - window.first : p.last + 1 - window.first])]
    speaking = twice
    if once and not twice:
        words = places.tokens.words[window.first : window.last + 1]
        speaking = once if count(words, masks) < FEW else 0
    if not speaking:
        return phrases
    start, stop = max(0, window.first - SEEN), min(len(places.tokens.words), window.last + 1 + SEEN)
    parts = tuple(places.tokens.parts[2 * start : 2 * stop + 1])
    weighed, named = _weighed(lexicon, parts, window.first - start, tuple(masks), window.line, speaking)
    names.update(start + i for i in named)
    found = [replace(p, first=start + p.first, last=start + p.last) for p in weighed]
    return phrases + [p for p in found if not any(p.first <= q.last and q.first <= p.last for q in phrases)]


@lru_cache(maxsize=memos.WINDOWS)
def _weighed(
    lexicon: Lexicon, parts: tuple[str, ...], first: int, masks: tuple[bool, ...], line: bool, speaking: int
) -> tuple[tuple[Passage, ...], tuple[int, ...]]:
    """The passages and the words of foreign names in a window, by their numbers in a part of a text.

    A text is read a second time as it will be written, and pages of one site have the same lines: so they are kept.
    ``parts`` are separators and words, each word between two; ``first`` is the first word of the window, ``masks`` has
    one place for each of its words.
    """
    tokens = Tokens("".join(parts), list(parts))
    weighed = Line(tokens, lexicon, masks, Window(first, first + len(masks) - 1, line, False, ()))
    found = without_terms(list(weighed.passages(speaking)), tokens)
    return tuple(found), tuple(weighed.names)


def _masks(tokens: Tokens, lexicon: Lexicon, masked: Protected, window: Window) -> list[bool]:
    """Which words of a window tell nothing of the language: names, and what the target language has borrowed."""
    starts, ends, numbers = tokens.starts, tokens.ends, range(window.first, window.last + 1)
    near = masked.within(starts[window.first], ends[window.last])
    masks = [near.covers(starts[i], ends[i]) for i in numbers] if near.starts else [False] * len(numbers)
    known = list(map(tables.plain, tokens.words[window.first : window.last + 1]))
    for first, last in tables.loans(lexicon.target).within(known):
        masks[first : last + 1] = [True] * (last + 1 - first)
    return masks


def _phrases(places: Places, lexicon: Lexicon, window: Window) -> Iterator[Passage]:
    """Known phrases of web sites that are a whole line or a whole part of one between dividers."""
    for start, end in places.parts(window.first, window.last + 1):
        if end - start > tables.LONGEST:
            continue
        langs = tables.phrases().get(" ".join(map(tables.plain, places.tokens.words[start:end])), ())
        if langs and lexicon.target not in langs and not set(langs).isdisjoint(lexicon.languages):
            line = window.line and start == window.first and end == window.last + 1
            yield Passage(start, end - 1, langs[0], _PHRASE, None, line, tuple(langs))


def _spoken_for(tokens: Tokens, lexicon: Lexicon, window: Window) -> tuple[int, int]:
    """The languages that one word of a window speaks strongly for, and those that two do; one bit each.

    A passage has two such words, or is a line of very few words with one of them, however much the others add. Strong
    words are telling ones: the others need not be looked at.
    """
    once = twice = 0
    shouted: bool | None = None  # until a word asks
    for i in window.telling:
        word = tokens.words[i]
        strong, strong_with_capital = _strong_in(lexicon, word)
        if word[:1].isupper():
            strong = strong_with_capital
            if strong and not tokens.opens_sentence(i):
                if shouted is None:
                    shouted = is_shouted(tokens.words[window.first : window.last + 1])
                if not shouted:
                    continue
        twice |= once & strong
        once |= strong
    return once, twice


@lru_cache(maxsize=memos.FORMS)
def _strong_in(lexicon: Lexicon, word: str) -> tuple[int, int]:
    """The languages that a word speaks strongly for in lower case, and with a capital that its place may explain."""
    vector = lexicon.vector(word)
    weights = (1.0, CAPITALISED)
    small, capital = (sum(1 << k for k, more in enumerate(vector) if w * more >= STRONG) for w in weights)
    return small, capital
