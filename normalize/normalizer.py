"""The Python interface: one object that is cheap to call, safe to share between threads, and picklable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from normalize.detectors.detector import Detector
from normalize.detectors.guest import Guest, check_codes
from normalize.errors import ConfigError
from normalize.evidence.profile import Profile
from normalize.model import Applicability, Candidate, Document, LanguageSpan, Result, TranslationAssessment
from normalize.names.linker import Folder
from normalize.names.matcher import Matcher
from normalize.names.setup import build_linker
from normalize.plugins import Plugins, load
from normalize.rules import Selection
from normalize.run import pipeline, prepare
from normalize.run.engines import map_ordered
from normalize.settings.options import Options
from normalize.settings.policy import Policy
from normalize.settings.settings import Settings
from normalize.translate.backends.guest import Given, GuestBackend
from normalize.translate.chain import Chain, Translations, Translator
from normalize.translate.model import Backend, Request
from normalize.translate.setup import TRANSLATORS, build_chain

_BATCH = 64


class Normalizer:
    """Finds and repairs the damage in texts.

    ``glossaries`` are files, names of shipped glossaries, or ``shipped`` for all of these (the default);
    ``target`` is the language that the texts should be in (ISO 639-1); ``unsafe`` applies unsafe fixes, too;
    ``select`` and ``ignore`` are rule codes or their beginnings; ``profile`` holds the evidence of a whole corpus (a
    :class:`Profile` or its file), without which each text is its own; ``furniture`` is off, display or drop;
    ``hygiene`` says off, display or safe for rules of text hygiene by their codes.

    ``translator`` says who translates foreign spans: None nobody, ``phrases`` the phrase memory alone, ``argos`` or
    ``apertium`` that one, too, ``auto`` all that are installed. Nothing is ever downloaded. ``foreign`` is translate,
    flag, keep or drop, and ``foreign_by_language`` says otherwise for some languages; ``bilingual`` puts translations
    beside the source; ``phrases`` are TMX files that go before the shipped phrases; ``cache`` is a folder in which
    translations are kept.

    ``plugins`` are names of installed packages, or of parts of them, that add detectors, glossary readers and
    translators; ``detectors`` are objects of one's own (or names of plugins), and ``translator`` may be an object, too
    (:class:`normalize.Backend`). docs/extending.md tells more. Raises GlossaryError or ConfigError.

    >>> n = Normalizer(glossaries=["afghanistan"])
    >>> r = n.normalize("The Panchir valley, and Panjshir again.")
    >>> r.text
    'The Panjshir valley, and Panjshir again.'
    >>> r.to_original(12), r.to_normalized(11)
    (11, 12)
    """

    def __init__(
        self,
        glossaries: Sequence[str | Path] = (),
        target: str = "en",
        translator: str | Backend | None = None,
        *,
        unsafe: bool = False,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        profile: Profile | str | Path | None = None,
        furniture: str = "display",
        hygiene: Mapping[str, str] | None = None,
        foreign: str = "translate",
        foreign_by_language: Mapping[str, str] | None = None,
        bilingual: bool = False,
        phrases: Sequence[str | Path] = (),
        cache: str | Path | None = None,
        plugins: Sequence[str] = (),
        detectors: Sequence[Detector | str] = (),
    ) -> None:
        own_detectors = tuple(detector for detector in detectors if not isinstance(detector, str))
        named = load((*plugins, *(name for name in detectors if isinstance(name, str))))
        allowed = (Applicability.SAFE, Applicability.UNSAFE) if unsafe else (Applicability.SAFE,)
        linker = build_linker([str(g) for g in glossaries], target, named.readers)
        codes = (rule.code for detector in own_detectors for rule in Guest.of(detector).rules)
        selection = Selection(tuple(select), tuple(ignore), (*named.codes, *codes))
        options = Options(furniture, dict(hygiene or {}))
        policy = Policy(foreign, dict(foreign_by_language or {}), bilingual)
        own = [str(path) for path in phrases]
        chain = _chain(translator, own, Path(cache) if cache else None, named) if translator is not None else None
        self.settings = Settings(linker, target, selection, allowed, options, policy, chain, named, own_detectors)
        check_codes(self.settings.guests)
        loaded = profile if isinstance(profile, Profile) else Profile.load(Path(profile)) if profile else None
        self.folder: Folder | None = linker.folder(loaded) if loaded is not None else None
        self._matcher: Matcher | None = None

    def normalize(self, text: str) -> Result:
        """Repair one text; any string is accepted."""
        return pipeline.run(Document(text), self.settings, self.folder)

    def normalize_many(self, texts: Iterable[str], jobs: int = 1) -> Iterator[Result]:
        """Repair texts, in order; the results do not depend on the number of ``jobs`` (worker processes)."""
        if jobs < 1:
            raise ConfigError(f"jobs must be at least 1, not {jobs}")
        if jobs == 1 or self.settings.translator is None:
            yield from map_ordered(Normalizer.normalize, self, texts, jobs, _BATCH)
            return
        # Workers find out what is to be translated, this process translates it, and workers do the rest.
        asking = map_ordered(_with_requests, self.settings, texts, jobs, _BATCH)
        told = _with_answers(self.settings.translator, asking)
        yield from map_ordered(_normalize, (self.settings, self.folder), told, jobs, _BATCH)

    def link(self, name: str) -> list[Candidate]:
        """The entries that a name may stand for, best first; empty where none comes near."""
        return self.matcher.candidates(name)

    @property
    def matcher(self) -> Matcher:
        """The matcher for single names and columns of them."""
        if self._matcher is None:
            self._matcher = Matcher(self.settings.linker)
        return self._matcher

    def language_spans(self, text: str) -> list[LanguageSpan]:
        """The spans that are not in the target language, in text order."""
        return list(prepare.foreign_spans(Document(text), self.settings))

    def assess(self, text: str) -> TranslationAssessment:
        """How far the text reads like machine translation, and from which language."""
        return self.normalize(text).translation


def _chain(translator: str | Backend, phrases: Sequence[str], cache: Path | None, named: Plugins) -> Chain:
    """The chain of a translator by name, or of one that is given."""
    if isinstance(translator, str):
        return build_chain(translator, phrases, cache, named.translators)
    name = getattr(translator, "name", None)
    if not isinstance(name, str) or not name or name in TRANSLATORS:
        raise ConfigError(f"the translator needs a `name` of its own, a text, not {name!r}")
    given = Given(GuestBackend(f"the translator {name}", name, translator))
    return build_chain(name, phrases, cache, {name: given})


def _with_requests(settings: Settings, text: str) -> tuple[str, tuple[Request, ...]]:
    return text, prepare.requests(Document(text), settings)


def _with_answers(
    translator: Translator, asking: Iterator[tuple[str, tuple[Request, ...]]]
) -> Iterator[tuple[str, Translations]]:
    """Texts with all answers they need, asked for in batches."""
    while batch := list(islice(asking, _BATCH)):
        answers = translator.answers(request for _, requests in batch for request in requests)
        for text, requests in batch:
            yield text, Translations({request: answers[request] for request in requests})


def _normalize(state: tuple[Settings, Folder | None], told: tuple[str, Translations]) -> Result:
    settings, folder = state
    text, translations = told
    return pipeline.run(Document(text), replace(settings, translator=translations), folder)
