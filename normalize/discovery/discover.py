"""The chain from the files of a corpus to clusters of spellings.

files ─► survey (names and their counts) ─► blocks ─► pairs that are alike ─► evidence (what documents say of them)
      ─► decisions (a table of clauses) ─► clusters ─► canonical forms ─► what a decision settles, most first
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from normalize.discovery.blocks import Pair, bare, has_given_name_in_front, pairs
from normalize.discovery.bodies import Body, bodies
from normalize.discovery.canonical import surnames
from normalize.discovery.clauses import Relation, Ruling, decide
from normalize.discovery.cluster import Cluster, in_order
from normalize.discovery.clustering import joined
from normalize.discovery.compared import Compared, Corpus
from normalize.discovery.compounds import Corrupted, corrupted
from normalize.discovery.evidence import Evidence, Looked, evidence
from normalize.discovery.forms import Wanted, by_first_word
from normalize.discovery.known import Known
from normalize.discovery.likeness import alikeness, least_of_words, likeness
from normalize.discovery.propose import Proposing
from normalize.discovery.reading import Job
from normalize.discovery.relatives import relatives
from normalize.discovery.survey import reading_settings, survey
from normalize.discovery.thresholds import DISCOVERY
from normalize.discovery.within import with_longer
from normalize.io import Fields, FileRef
from normalize.run.engines import map_ordered
from normalize.settings.settings import Settings
from normalize.storage import memos
from normalize.words.fold import skeleton

_CHUNK = 2000  # pairs that a worker gets at a time

Step = Callable[[], None]


@dataclass
class Discovered:
    """The clusters of a corpus, most settling first; how many forms were looked at; files that could not be read."""

    clusters: list[Cluster] = field(default_factory=list)
    forms: int = 0
    errors: list[str] = field(default_factory=list)


def discover(
    files: Sequence[FileRef], settings: Settings, fields: Fields, jobs: int = 1, step: Step = lambda: None
) -> Discovered:
    """The clusters of spellings in some files that the glossaries of the settings do not know.

    ``step`` is called twice for each file. The answer does not depend on the order of files, nor on ``jobs``.
    """
    job, language = Job(reading_settings(settings), fields), settings.target
    surveyed = survey(files, job, jobs, step)
    known = Known(settings.linker.index)
    vocabulary = surveyed.vocabulary(language)
    near = alike_pairs({**known.forms(), **vocabulary}, known, jobs)
    near = sorted({*near, *relatives(vocabulary, near)})
    found = bodies(surveyed.profile, language)
    damaged = list(corrupted(surveyed.profile, vocabulary, language))
    wanted = _wanted(near, found, damaged, vocabulary)
    looked = Looked(job, wanted, surveyed.telling(language))
    seen = evidence(files, looked, jobs, step) if wanted else Evidence()
    corpus = Corpus(surveyed.profile, seen, language, families(vocabulary, near), bearers(vocabulary, near))
    made = clusters_of(near, found, damaged, Deciding(corpus, known), jobs)
    return Discovered(in_order(with_longer(made, vocabulary)), len(vocabulary), surveyed.errors)


def alike_pairs(vocabulary: Mapping[str, int], known: Known, jobs: int = 1) -> list[Pair]:
    """The pairs of names, given with their counts, that are alike enough to ask the documents about, in order."""
    unknown = [pair for pair in pairs(vocabulary, jobs) if not (known.of(pair[0]) and known.of(pair[1]))]
    chunks = _chunks(unknown)
    found = map_ordered(_alike, None, chunks, max(1, min(jobs, len(chunks))), 1)
    return [pair for chunk in found for pair in chunk]


def _alike(_: None, chunk: Iterable[Pair]) -> list[Pair]:
    return [p for p in chunk if least_of_words(*p) >= DISCOVERY.word and likeness(*p) >= DISCOVERY.worth]


def families(vocabulary: Iterable[str], near: Iterable[Pair]) -> dict[str, int]:
    """How many given names the family names of some pairs have, both by their consonants."""
    longer = (name for pair in near for name in pair if has_given_name_in_front(bare(name)))
    found: dict[str, set[str]] = {skeleton(bare(name)[-1]): set() for name in longer}
    for name in vocabulary if found else ():
        words = bare(name)
        given = found.get(skeleton(words[-1])) if len(words) > 1 else None
        if given is not None:
            given.add(skeleton(words[0]))
    return {family: len(given) for family, given in found.items()}


def bearers(vocabulary: Iterable[str], near: Iterable[Pair]) -> dict[str, frozenset[str]]:
    """The longer names that end with the single names of some pairs.

    >>> bearers(["Khalily", "Ghulam Khalily"], [("Khalili", "Khalily")])
    {'Khalily': frozenset({'Ghulam Khalily'})}
    """
    found: dict[str, set[str]] = {name: set() for pair in near for name in pair if " " not in name}
    for name in vocabulary if found else ():
        given, _, last = name.rpartition(" ")
        if given and last in found:
            found[last].add(name)
    return {name: frozenset(longer) for name, longer in found.items() if longer}


def _wanted(
    near: Iterable[Pair], found: Iterable[Body], damaged: Iterable[Corrupted], vocabulary: Mapping[str, int]
) -> Wanted:
    """What the documents are to be asked about: forms, and the surnames of these that stand alone as well."""
    partners: dict[str, set[str]] = defaultdict(set)
    for a, b in near:
        partners[a].add(b)
        partners[b].add(a)
    for surname in surnames(list(partners)):
        if surname in vocabulary:
            partners.setdefault(surname, set())
    phrases = {form for body in found for form in (*body.names, *body.acronyms)}
    phrases |= {form for one in damaged for form in (one.form, one.right) if form}
    return Wanted({form: frozenset(others) for form, others in partners.items()}, by_first_word(sorted(phrases)))


def clusters_of(
    near: Sequence[Pair], found: Sequence[Body], damaged: Sequence[Corrupted], deciding: Deciding, jobs: int = 1
) -> list[Cluster]:
    """The clusters that some pairs, bodies and compounds make, by what the documents say of them."""
    chunks = _chunks(near)
    decided = map_ordered(_decided, deciding, chunks, max(1, min(jobs, len(chunks))), 1)
    decisions: dict[tuple[str, str], Ruling] = dict(zip(near, (one for chunk in decided for one in chunk), strict=True))
    proposing = Proposing(deciding.corpus, deciding.known, joined(decisions, deciding, alikeness))
    return proposing.clusters(found, damaged)


def _decided(deciding: Deciding, chunk: Iterable[Pair]) -> list[Ruling]:
    return [deciding(*pair) for pair in chunk]


def _chunks(near: Sequence[Pair]) -> list[Sequence[Pair]]:
    return [near[at : at + _CHUNK] for at in range(0, len(near), _CHUNK)]


class Deciding:
    """Decides on any two forms, each pair once: two entries of a glossary are two."""

    def __init__(self, corpus: Corpus, known: Known) -> None:
        self.corpus, self.known = corpus, known
        self._memo = lru_cache(maxsize=memos.NAMES)(self._decide)

    def __reduce__(self) -> tuple[type[Deciding], tuple[Corpus, Known]]:
        return Deciding, (self.corpus, self.known)

    def __call__(self, a: str, b: str) -> Ruling:
        return self._memo(a, b) if a < b else self._memo(b, a)

    def _decide(self, a: str, b: str) -> Ruling:
        ours, theirs = self.known.of(a), self.known.of(b)
        if ours and theirs:
            if ours & theirs:
                return Ruling(Relation.SAME, "known", "a glossary has both", 0.0)
            return Ruling(Relation.APART, "two-entries", "two entries of a glossary", 0.0)
        seen = self.corpus.evidence
        common, rare = sorted((a, b), key=lambda form: (not self.known.of(form), -seen.of(form).count, form))
        return decide(Compared(common, rare, self.corpus))
