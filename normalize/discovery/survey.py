"""The first reading of a corpus: which names there are, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from normalize.discovery.names import Telling, runs, shown
from normalize.errors import InputError, PluginError
from normalize.evidence.profile import Profile
from normalize.io import Fields, FileRef, records
from normalize.names.linker import Linker
from normalize.rules import Selection
from normalize.run.engines import map_ordered
from normalize.run.folder import Progress, shared_out, told
from normalize.run.prepare import Decisions, clean, count
from normalize.run.records import document_of
from normalize.settings.settings import Settings
from normalize.text.protected import protected_spans
from normalize.text.tokens import Tokens

READING = ("L111",)  # rules by which a document is read for its foreign spans, and for nothing else


@dataclass
class Survey:
    """The profile of a corpus and its names with their counts. ``opening`` are names that begin a sentence, each with
    what is left of it where its first word is none of a name. ``errors`` name the files that could not be read."""

    profile: Profile = field(default_factory=Profile)
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


@dataclass(frozen=True)
class Job:
    """What every worker needs to read files."""

    settings: Settings
    fields: Fields


def reading_settings(settings: Settings) -> Settings:
    """Settings by which documents are read, not linked: what glossaries know is asked of single forms later."""
    return replace(settings, linker=Linker((), settings.target), selection=Selection(READING), translator=None)


def survey(files: Sequence[FileRef], job: Job, jobs: int, progress: Progress) -> Survey:
    """One pass over the files."""
    total = Survey()
    for found in map_ordered(_surveyed, job, files, *shared_out(files, jobs)):
        total.add(found)
        progress()
    return total


def _surveyed(job: Job, ref: FileRef) -> Survey:
    found, settings = Survey(), job.settings
    try:
        for units in records(ref, fields=job.fields, others=settings.plugins.formats, broken=found.errors.append):
            document = document_of(units, ref.relative, str(ref.path))
            reading = clean(document, settings, Decisions(document, settings)).reading
            count(reading, settings, found.profile)
            _count_names(reading.tokens, found)
    except (InputError, PluginError, OSError) as error:
        return Survey(errors=[told(ref, error)])
    return found


def _count_names(tokens: Tokens, found: Survey) -> None:
    protected = protected_spans(tokens.text)
    certain = {name.first: name for name in runs(tokens, protected, lambda _: False)}
    by_last = {name.last: name for name in certain.values()}
    for name in runs(tokens, protected):
        text = shown(tokens, name)
        if name.opens:
            rest = by_last.get(name.last)
            found.opening[text, shown(tokens, rest) if rest is not None else ""] += 1
        else:
            found.names[text] += 1


def names_of(text: Tokens, is_name: Telling) -> list[tuple[str, int, int]]:
    """The names of a text with the numbers of their first and last words, as :meth:`Survey.vocabulary` counts them."""
    found = runs(text, protected_spans(text.text), is_name)
    return [(shown(text, name), name.first, name.last) for name in found]
