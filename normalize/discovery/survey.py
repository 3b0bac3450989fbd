"""The first reading of a corpus: which names there are, and how often."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from normalize.discovery.names import Telling, runs, shown, trimmed, whole_runs
from normalize.discovery.reading import Job, Progress, passed
from normalize.evidence.profile import Profile
from normalize.io import FileRef
from normalize.model import Document
from normalize.names.linker import Linker
from normalize.rules import Selection
from normalize.run.prepare import Decisions, clean, count
from normalize.settings.settings import Settings
from normalize.text.protected import protected_spans
from normalize.text.tokens import Tokens

READING = ("L111",)  # rules by which a document is read for its foreign spans, and for nothing else


@dataclass
class Survey:
    """The profile of a corpus and its names with their counts. ``opening`` are names that begin a sentence, each with
    what is left of it where its first word is none of a name. ``errors`` name the files that could not be read."""

    profile: Profile = field(default_factory=lambda: Profile(limit=sys.maxsize))  # every name counts
    names: Counter[str] = field(default_factory=Counter)
    opening: Counter[tuple[str, str]] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def add(self, other: Survey) -> None:
        """Merge the survey of other documents into this one."""
        self.profile.add(other.profile)
        self.names.update(other.names)
        self.opening.update(other.opening)
        self.errors += other.errors

    def telling(self, language: str) -> Telling:
        """What tells whether a word that opens a sentence is one of a name."""
        return Telling(self.profile.words, self.profile.capitalised, language)

    def vocabulary(self, language: str) -> Counter[str]:
        """The names of the corpus with their counts."""
        is_name, found = self.telling(language), Counter(self.names)
        for (whole, rest), times in self.opening.items():
            name = whole if is_name.opens(whole) else rest
            if name:
                found[name] += times
        return found


def reading_settings(settings: Settings) -> Settings:
    """Settings by which documents are read, not linked: what glossaries know is asked of single forms later."""
    return replace(settings, linker=Linker((), settings.target), selection=Selection(READING), translator=None)


def survey(files: Sequence[FileRef], job: Job, jobs: int, step: Progress) -> Survey:
    """One pass over the files."""
    total = Survey()
    for found, errors in passed(_surveyed, job.settings, files, job, jobs, step):
        total.add(found)
        total.errors += errors
    return total


def _surveyed(settings: Settings, documents: Iterable[Document]) -> Survey:
    found = Survey()
    for document in documents:
        reading = clean(document, settings, Decisions(document, settings), settings.plan.counted).reading
        count(reading, settings, found.profile)
        _count_names(reading.tokens, reading.at(settings.plan.counting), found)
    return found


def _count_names(tokens: Tokens, capitals: Iterable[int], found: Survey) -> None:
    protected = protected_spans(tokens.text)
    for run in whole_runs(tokens, capitals):
        name = trimmed(tokens, run, protected)
        if name is None:
            continue
        if name.opens:
            rest = trimmed(tokens, run, protected, lambda _: False)
            found.opening[shown(tokens, name), shown(tokens, rest) if rest is not None else ""] += 1
        else:
            found.names[shown(tokens, name)] += 1


def names_of(tokens: Tokens, is_name: Telling, capitals: Iterable[int] | None = None) -> list[tuple[str, int, int]]:
    """The names of a text with the numbers of their first and last words, as :meth:`Survey.vocabulary` counts them."""
    found = runs(tokens, protected_spans(tokens.text), is_name, capitals)
    return [(shown(tokens, name), name.first, name.last) for name in found]
