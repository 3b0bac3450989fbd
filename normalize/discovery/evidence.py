"""The second reading of a corpus: what its documents say about the forms that may be spellings of each other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from normalize.discovery.cluster import Context
from normalize.discovery.forms import Occurrence, places
from normalize.discovery.names import Telling, title_before
from normalize.discovery.reading import Job, Progress, passed
from normalize.discovery.surroundings import frame, is_kin, is_person, is_place, level
from normalize.discovery.thresholds import DISCOVERY
from normalize.io import FileRef
from normalize.model import Document
from normalize.run.prepare import Decisions, clean, look_over
from normalize.text.tokens import Tokens

CONTEXTS = 3
_AROUND = 60  # code points of a context to either side
_FRAMES = 64  # frames remembered of each form: the same ones whatever the order of documents
_SENTENCE = re.compile(r"[.!?…\n\r]")
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Seen:
    """What is known of one form: counts, and what it stands with.

    ``levels`` say what kind of place it names (*village*), ``frames`` are hashes of the words around it.
    """

    count: int = 0
    documents: int = 0
    languages: dict[str, int] = field(default_factory=dict)
    titles: dict[str, int] = field(default_factory=dict)
    kin: int = 0
    as_person: int = 0
    as_place: int = 0
    levels: dict[str, int] = field(default_factory=dict)
    frames: tuple[int, ...] = ()
    contexts: tuple[Context, ...] = ()

    def add(self, other: Seen) -> None:
        """Merge what other documents say."""
        self.count += other.count
        self.documents += other.documents
        _count(self.languages, other.languages)
        _count(self.titles, other.titles)
        self.kin += other.kin
        self.as_person += other.as_person
        self.as_place += other.as_place
        _count(self.levels, other.levels)
        self.frames = _smallest(self.frames, other.frames)
        self.contexts = chosen((*self.contexts, *other.contexts))


def _count(counts: dict[str, int], more: Mapping[str, int]) -> None:
    """Add counts; plain dictionaries take a third of the memory of counters, and there is one for each form."""
    for key, times in more.items():
        counts[key] = counts.get(key, 0) + times


class Both(NamedTuple):
    """In how many documents two forms stand, and in how many sentences side by side."""

    documents: int
    sentences: int


@dataclass
class Evidence:
    """What the documents say of the forms looked for. ``together`` counts documents that have both forms of a
    pair in one passage, ``beside`` sentences that have both, ``kin`` documents that have both and speak of kin beside
    one."""

    seen: dict[str, Seen] = field(default_factory=dict)
    together: Counter[tuple[str, str]] = field(default_factory=Counter)
    beside: Counter[tuple[str, str]] = field(default_factory=Counter)
    kin: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, other: Evidence) -> None:
        """Merge what other documents say."""
        for form, seen in other.seen.items():
            known = self.seen.get(form)
            if known is None:
                self.seen[form] = seen
            else:
                known.add(seen)
        self.together.update(other.together)
        self.beside.update(other.beside)
        self.kin.update(other.kin)

    def of(self, form: str) -> Seen:
        """What is known of a form; nothing, where no document was seen to have it."""
        return self.seen.get(form) or Seen()

    def both(self, a: str, b: str) -> Both:
        """How often two forms stand together."""
        pair = (a, b) if a < b else (b, a)
        return Both(self.together[pair], self.beside[pair])

    def are_kin(self, a: str, b: str) -> bool:
        """Whether a document that has both forms speaks of kin beside one of them."""
        return self.kin[(a, b) if a < b else (b, a)] > 0

    def shared_frames(self, a: str, b: str) -> int:
        """How many frames two forms stand in both."""
        return len(set(self.of(a).frames) & set(self.of(b).frames))


@dataclass(frozen=True)
class Looked:
    """What is looked for: forms, with those that each may be a spelling of."""

    job: Job
    wanted: Mapping[str, frozenset[str]]
    is_name: Telling


def evidence(files: Sequence[FileRef], looked: Looked, jobs: int, step: Progress) -> Evidence:
    """One pass over the files, which were read before: what cannot be read was told of then."""
    total = Evidence()
    for found, _ in passed(_of_documents, looked, files, looked.job, jobs, step):
        total.add(found)
    return total


def _of_documents(looked: Looked, documents: Iterable[Document]) -> Evidence:
    found = Evidence()
    for document in documents:
        found.add(of_document(document, looked))
    return found


def of_document(document: Document, looked: Looked) -> Evidence:
    """What one document says."""
    settings, found = looked.job.settings, Evidence()
    cleaned = clean(document, settings, Decisions(document, settings))
    reading, tokens = cleaned.reading, cleaned.reading.tokens
    at = list(places(tokens, looked.is_name, looked.wanted, reading.at(settings.plan.counting)))
    if not at:
        return found
    look_over([reading], settings)
    by_form: dict[str, list[Occurrence]] = defaultdict(list)
    for place in at:
        if not reading.protected.covers(place.start, place.end):
            by_form[place.form].append(place)
    spans, starts = reading.spans, [span.start for span in reading.spans]

    def language(place: Occurrence) -> str:
        i = bisect_right(starts, place.start) - 1
        return spans[i].lang if i >= 0 and spans[i].end >= place.end else reading.target

    for form, here in by_form.items():
        contexts = [_context(document, *cleaned.given.span(p.start, p.end)) for p in here[:CONTEXTS]]
        found.seen[form] = Seen(
            len(here),
            1,
            dict(Counter(map(language, here))),
            dict(Counter(filter(None, (title_before(tokens, p.first) for p in here)))),
            sum(is_kin(tokens, p) for p in here),
            sum(is_person(tokens, p) for p in here),
            sum(is_place(tokens, p) for p in here),
            dict(Counter(filter(None, (level(tokens, p) for p in here)))),
            _smallest((), [found_frame for p in here if (found_frame := frame(tokens, p)) is not None]),
            chosen(filter(None, contexts)),
        )
    _count_pairs(found, by_form, _sentences(tokens), looked.wanted)
    return found


def _count_pairs(
    found: Evidence,
    by_form: Mapping[str, list[Occurrence]],
    sentences: Sequence[int],
    wanted: Mapping[str, frozenset[str]],
) -> None:
    for a, b in combinations(sorted(by_form), 2):
        if b not in wanted.get(a, ()):
            continue
        ours = {sentences[p.first] for p in by_form[a]}
        shared = ours & {sentences[p.first] for p in by_form[b]}
        if _are_near(by_form[a], by_form[b]):
            found.together[a, b] += 1
        if shared:
            found.beside[a, b] += len(shared)
        if found.seen[a].kin or found.seen[b].kin:
            found.kin[a, b] += 1


def _are_near(ours: Sequence[Occurrence], theirs: Sequence[Occurrence]) -> bool:
    """Whether both stand in one passage: long documents hold many."""
    return any(abs(a.first - b.first) <= DISCOVERY.reach for a in ours for b in theirs)


def _sentences(tokens: Tokens) -> list[int]:
    """The number of the sentence of each word."""
    number, numbers = 0, []
    for gap in tokens.separators[:-1]:
        number += len(gap) > 1 and _SENTENCE.search(gap) is not None
        numbers.append(number)
    return numbers


def _smallest(known: Iterable[int], more: Iterable[int]) -> tuple[int, ...]:
    """The smallest of all, each once: which they are does not depend on the order in which they came."""
    return tuple(sorted({*known, *more})[:_FRAMES])


def _context(document: Document, start: int, end: int) -> Context | None:
    """A place in the text as it was given, in offsets of its field; None where it lies in no single one."""
    text, name, first = document.text, document.field, 0
    for span in document.fields:
        if span.start <= start and end <= span.end:
            text, name, first = document.text[span.start : span.end], span.name, span.start
            break
    else:
        if document.fields:
            return None
    start, end = start - first, end - first
    before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return Context(
        document.path,
        document.record,
        name,
        start,
        end,
        _line(before).lstrip(),
        text[start:end],
        _line(behind).rstrip(),
    )


def _line(text: str) -> str:
    return _SPACE.sub(" ", text)


def chosen(contexts: Iterable[Context]) -> tuple[Context, ...]:
    """The first contexts, of different documents as far as there are any."""
    ordered = sorted(set(contexts), key=_place)
    firsts: dict[tuple[str, int | None], Context] = {}
    for context in ordered:
        firsts.setdefault((context.path, context.record), context)
    best = [*firsts.values(), *(c for c in ordered if firsts[c.path, c.record] is not c)][:CONTEXTS]
    return tuple(sorted(best, key=_place))


def _place(context: Context) -> tuple[str, int, str, int]:
    return context.path, -1 if context.record is None else context.record, context.field or "", context.start
