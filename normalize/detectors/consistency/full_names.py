"""Full names of which one part is written in two ways: ``Yusef Shaaban`` and ``Youssef Shaaban``.

Both spellings may be known ones. What makes them one name is that the other part stands beside both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import compress, count
from operator import and_

from normalize.detectors.consistency.misspelt import TWO_WAYS, looks_strange
from normalize.detectors.detector import Detector
from normalize.evidence.place import line, place
from normalize.evidence.reading import Reading
from normalize.model import Applicability, Finding
from normalize.names.evidence import given, titles
from normalize.text.counted import times
from normalize.text.protected import Protected
from normalize.words.difference import Kind, related, slip
from normalize.words.fold import fold, neutral, skeleton
from normalize.words.known import COMMON, zipf

_SPACES = (" ", "\u00a0")
_LEAST_LETTERS = 4
_BETTER = 0.7  # zipf frequency by which one of two spellings must be ahead to be the better known
_Group = dict[str, list[int]]  # spellings of the part that differs, each with the numbers of its words


class FullNames(Detector):
    """Full names of which one part is written in two ways."""

    rules = (TWO_WAYS,)
    everywhere = True

    def find(self, reading: Reading) -> Iterable[Finding]:
        """Findings in a document."""
        return find_full_names(reading)


def find_full_names(reading: Reading) -> Iterator[Finding]:
    """Findings on the rarer spelling of a part of a name, the other part being the same."""
    groups: dict[tuple[str, str, bool], _Group] = defaultdict(lambda: defaultdict(list))
    for i in _pairs(reading):
        first, last = reading.tokens.words[i], reading.tokens.words[i + 1]
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


def _pairs(reading: Reading) -> Iterator[int]:
    """The number of each word that may open a name of two words, outside of what is protected or linked."""
    tokens = reading.tokens
    words, gaps = tokens.words, tokens.separators
    linked = Protected.of(
        [(m.start, m.end) for m in reading.linked.mentions if m.exact and m.words > 1]
        + [(f.start, f.end) for f in reading.linked.findings]
    )
    names = {form for form in tokens.forms if _name_like(form)}
    like = list(map(names.__contains__, words))
    for i in compress(count(), map(and_, like, like[1:])):
        if gaps[i + 1] in _SPACES:
            common = tokens.opens_sentence(i) and zipf(words[i], reading.target) >= COMMON
            if (common and fold(words[i]) not in given()) or fold(words[i]) in titles():
                continue
            span = tokens.starts[i], tokens.ends[i + 1]
            if not reading.protected.covers(*span) and not linked.covers(*span):
                yield i


def _name_like(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower() and word.isalpha()


def _may_vary(word: str, reading: Reading) -> bool:
    """Whether a word is long enough, and no other rule's: those that no reader knows are judged by themselves."""
    return len(word) >= _LEAST_LETTERS and not looks_strange(word, reading.target)


def _judge(reading: Reading, group: _Group) -> Iterator[Finding]:
    counts = Counter({form: len(at) for form, at in group.items()})
    fame = {form: zipf(form, reading.target) for form in group}
    best = min(group, key=lambda form: (-counts[form], -fame[form], group[form][0]))
    for form in group:
        if form == best or not _one_name(form, best):
            continue
        if counts[best] > counts[form]:
            how, why = Applicability.UNSAFE, f"“{best}” stands beside the same name {times(counts[best])}"
        elif fame[best] - fame[form] >= _BETTER:
            how, why = Applicability.UNSAFE, f"“{best}” stands beside the same name, and is far better known"
        else:
            how, why = Applicability.DISPLAY, f"“{best}” stands beside the same name as often"
        yield from _findings(reading, group[form], group[best][0], how, why)


def _one_name(form: str, other: str) -> bool:
    if fold(form) == fold(other) or related(fold(form), fold(other)):
        return False  # diacritics or letter case alone, or another form of the word
    how = slip(form, other)
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
