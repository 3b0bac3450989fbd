"""Full names of which one part is written in two ways: ``Yusef Shaaban`` and ``Youssef Shaaban``.

Both spellings may be known ones. What makes them one name is that the other part occurs beside both. Right is the one
that the country writes that the document is about, else one that is far better known; which occurs more often decides
nothing, for a text may misspell a name throughout but once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from normalize.detectors.consistency.at_home import writes_it_so
from normalize.detectors.consistency.rules import TWO_WAYS
from normalize.detectors.consistency.suspects import looks_strange
from normalize.detectors.detector import Detector
from normalize.evidence.place import line, place
from normalize.evidence.reading import Reading
from normalize.model import Applicability, Finding
from normalize.names.person_titles import given, titles
from normalize.text.counted import times
from normalize.text.protected import Protected
from normalize.words.difference import Kind, difference, related
from normalize.words.fold import fold, neutral, skeleton
from normalize.words.known import COMMON, zipf

_SPACES = (" ", "\u00a0")
_LEAST_LETTERS = 4
_BETTER = 0.7  # zipf frequency by which one of two spellings must be ahead to be the better known
_Group = dict[str, list[int]]  # spellings of the part that differs, each with the numbers of its words


class FullNames(Detector):
    """Full names of which one part is written in two ways."""

    rules = (TWO_WAYS,)

    def wants(self, form: str) -> bool:
        """Whether a form may be part of a name: a capital and small letters."""
        return len(form) > 1 and form[0].isupper() and form[1:].islower() and form.isalpha()

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Findings on the rarer spelling of a part of a name, the other part being the same."""
        groups: dict[tuple[str, str, bool], _Group] = defaultdict(lambda: defaultdict(list))
        words = reading.tokens.words
        for i in _names(reading, _varying(reading, reading.at(self))):
            first, last = words[i], words[i + 1]
            if _may_vary(last, reading):
                groups[fold(first), skeleton(last), True][last].append(i + 1)
            if _may_vary(first, reading):
                groups[fold(last), skeleton(first), False][first].append(i)
        done: set[int] = set()
        for group in groups.values():
            if len(group) > 1:
                for finding in _judge(reading, group):
                    if finding.start not in done:
                        done.add(finding.start)
                        yield finding


def _varying(reading: Reading, numbers: list[int]) -> list[int]:
    """Those of the numbered words that a space joins to the next one, where one of the two also occurs beside another
    spelling of the other: few, and cheap to find.
    """
    words, gaps = reading.tokens.words, reading.tokens.separators
    pairs = [(words[i], words[j], i) for i, j in pairwise(numbers) if j == i + 1 and gaps[j] in _SPACES]
    distinct = {(first, last) for first, last, _ in pairs}
    found: set[tuple[str, str]] = set()
    for same, other in ((0, 1), (1, 0)):
        parts = [_unmarked(pair[same]) for pair in distinct]
        if len(set(parts)) == len(parts):
            continue
        counts = Counter(parts)
        beside: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for part, pair in zip(parts, distinct, strict=True):
            if counts[part] > 1:
                beside[part].append(pair)
        for several in beside.values():
            if len({skeleton(pair[other]) for pair in several}) < len(several):
                found.update(several)
    return [i for first, last, i in pairs if (first, last) in found] if found else []


def _unmarked(word: str) -> str:
    return word if word.isascii() else fold(word).capitalize()


def _names(reading: Reading, pairs: Sequence[int]) -> Iterator[int]:
    """The pairs that are names, outside of what is protected or linked: no title nor everyday word opens them."""
    if not pairs:
        return
    tokens = reading.tokens
    linked = Protected.of(
        [(m.start, m.end) for m in reading.linked.mentions if m.exact and m.words > 1]
        + [(f.start, f.end) for f in reading.linked.findings]
    )
    for i in pairs:
        word, span = tokens.words[i], (tokens.starts[i], tokens.ends[i + 1])
        common = tokens.opens_sentence(i) and zipf(word, reading.target) >= COMMON
        if fold(word) in titles() or (common and fold(word) not in given()):
            continue
        if not reading.protected.covers(*span) and not linked.covers(*span):
            yield i


def _may_vary(word: str, reading: Reading) -> bool:
    """Whether a word is long enough, and no other rule's: those that no reader knows are judged by themselves."""
    return len(word) >= _LEAST_LETTERS and not looks_strange(word, reading.target)


def _judge(reading: Reading, group: _Group) -> Iterator[Finding]:
    counts = Counter({form: len(at) for form, at in group.items()})
    fame = {form: zipf(form, reading.target) for form in group}
    own = {form: writes_it_so(form, [other for other in group if other != form], reading) for form in group}
    known = max(fame.values()) - _BETTER
    best = min(group, key=lambda form: (not own[form], fame[form] < known, -counts[form], -fame[form], group[form][0]))
    for form in group:
        if form == best or not _one_name(form, best):
            continue
        if own[best]:
            how, why = Applicability.UNSAFE, f"“{best}” occurs beside the same name, as {own[best]} writes it"
        elif fame[best] - fame[form] >= _BETTER:
            how, why = Applicability.UNSAFE, f"“{best}” occurs beside the same name, and is far better known"
        else:
            how, why = Applicability.DISPLAY, f"“{best}” occurs beside the same name {times(counts[best])}"
        yield from _findings(reading, group[form], group[best][0], how, why)


def _one_name(form: str, other: str) -> bool:
    if fold(form) == fold(other) or related(fold(form), fold(other)):
        return False  # diacritics or letter case alone, or another form of the word
    how = difference(form, other)
    return neutral(form) == neutral(other) or (how is not None and how.kind is Kind.RESPELLED)


def _findings(reading: Reading, numbers: list[int], witness: int, how: Applicability, why: str) -> Iterator[Finding]:
    tokens = reading.tokens
    right = tokens.words[witness]
    there = place(reading, tokens.starts[witness], tokens.ends[witness])
    for i in numbers:
        start, end = tokens.starts[i], tokens.ends[i]
        yield reading.finding(
            start,
            end,
            TWO_WAYS,
            f"a name written in two ways, also {right} (line {line(reading, tokens.starts[witness])}): {why}",
            applicability=how,
            replacement=right,
            score=0.9,
            evidence={"why": why, "places": [place(reading, start, end), there]},
        )
