"""The Python interface: one object that is cheap to call, safe to share between threads, and picklable."""

from __future__ import annotations

import os
import pickle
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, Self

import orjson

from normalize.arguments import count_of, list_of, path_if_any, text_of, texts_of
from normalize.detectors.detector import Detector
from normalize.detectors.guest import Guest
from normalize.errors import ConfigError, NormalizeWarning
from normalize.evidence.profile import Profile
from normalize.judgements.judgement import Judgement
from normalize.model import Candidate, Document, LanguageSpan, Result, TranslationAssessment
from normalize.names.entities import EntityMention
from normalize.names.folder import Folder
from normalize.names.matcher import Matcher
from normalize.run import pipeline, prepare
from normalize.run.engines import map_chunks, map_ordered
from normalize.run.manifest import manifest_head
from normalize.settings.settings import Settings, limits, settings_of
from normalize.settings.sources import from_arguments
from normalize.translate.model import Backend, Request
from normalize.translate.translator import Translations, Translator

_BATCH = 64
_BY_PLACE = ("glossaries", "target", "translator")  # the settings that may be given without their names


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

    ``judgements`` are what people decided about repairs (a file, or :class:`normalize.Judgement` objects); a text has
    no path, so those on all texts hold, and those on a corpus if ``corpus`` is its name.

    ``plugins`` are names of installed packages, or of parts of them, that add detectors, glossary readers and
    translators; ``detectors`` are objects of one's own (or names of plugins), and ``translator`` may be an object, too
    (:class:`normalize.Backend`): docs/extending.md. All settings, with their words: docs/settings.md. Raises
    GlossaryError or ConfigError; what cannot be done for a target language is told in a
    :class:`~normalize.NormalizeWarning`.

    >>> n = Normalizer(glossaries=["afghanistan"])
    >>> r = n.normalize("The Panchir valley, and Panjshir again.")
    >>> r.text
    'The Panjshir valley, and Panjshir again.'
    >>> r.to_original(12), r.to_normalized(11)
    (11, 12)
    """

    _given: tuple[tuple[Any, ...], dict[str, Any]]

    def __new__(cls, *args: Any, **kwargs: Any) -> Self:
        """Remember what was given: a pickled normalizer is that, and is made anew from it."""
        made = super().__new__(cls)
        made._given = args, kwargs
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        args, kwargs = self._given
        if type(self).__init__ is Normalizer.__init__:  # what was given by place is the same given by name
            args, kwargs = (), {**dict(zip(_BY_PLACE, args, strict=False)), **kwargs}
        # As JSON: pickles of equal strings differ by which of them are one object.
        return _made_anew, (type(self), tuple(map(_plain, args)), {key: _plain(kwargs[key]) for key in sorted(kwargs)})

    @cached_property
    def fingerprint(self) -> str:
        """What the results depend on, in 32 hexadecimal digits, the same in every process and on every machine.

        Settings, the content of glossaries, phrases and profile, the versions of this package and of what it works
        with: where two fingerprints are the same, so are the results. It is a key for what is kept of results.
        """
        profile = self._given[1].get("profile")
        file = Path(profile) if isinstance(profile, str | Path) else None
        head = manifest_head(self._config, (), False, file, self.settings.judgements)
        known = {key: head[key] for key in ("versions", "configuration", "glossaries", "phrases", "profile")}
        known["judgements"] = head["judgements"]["sha256"]
        return blake2b(
            pickle.dumps((self, orjson.dumps(known, option=orjson.OPT_SORT_KEYS)), protocol=4), digest_size=16
        ).hexdigest()

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
        judgements: Iterable[Judgement] | str | Path | None = None,
        corpus: str = "",
    ) -> None:
        every = list_of("detectors", detectors, "detectors, or names of plugins")
        own = [detector for detector in every if not isinstance(detector, str)]
        names = [name for name in every if isinstance(name, str)]
        said = _said(judgements)
        known = profile if isinstance(profile, Profile) else path_if_any("profile", profile, "a Profile, or its file")
        kept = path_if_any("cache", cache, "a folder")
        given = None if translator is None or isinstance(translator, str) else translator
        config = from_arguments(
            own_codes=tuple(rule.code for detector in own for rule in Guest.of(detector).rules),
            plugins=[*list_of("plugins", plugins, "texts"), *names],
            glossaries=glossaries,
            target=target,
            translator="auto" if given is not None else translator,
            unsafe=unsafe,
            select=select,
            ignore=ignore,
            furniture=furniture,
            hygiene=hygiene,
            foreign=foreign,
            foreign_by_language=foreign_by_language,
            bilingual=bilingual,
            phrases=phrases,
            judgements=judgements if said is None and judgements is not None else "",
            corpus=corpus,
        )
        self._config = config
        self.settings = settings_of(config, kept, own, given, said)
        for sentence in limits(config, self.settings):
            warnings.warn(sentence, NormalizeWarning, stacklevel=2)
        loaded = Profile.load(known) if isinstance(known, Path) else known
        self.folder: Folder | None = self.settings.linker.folder(loaded) if loaded is not None else None
        self._matcher: Matcher | None = None

    def normalize(self, text: str) -> Result:
        """Repair one text; any string is accepted, and anything else raises NotText."""
        return pipeline.run(Document(text_of(text)), self.settings, self.folder)

    def normalize_many(self, texts: Iterable[str], jobs: int = 1) -> Iterator[Result]:
        """Repair texts, in order; the results do not depend on the number of ``jobs`` (worker processes).

        Raises NotText where it comes to a value that is no text.
        """
        jobs, given = count_of("jobs", jobs), texts_of(texts)
        # What comes one by one may come late: it is not waited for.
        batch = _BATCH if jobs > 1 or isinstance(texts, Sequence) else 1
        texts = map(text_of, given)
        if jobs == 1 or self.settings.translator is None:
            yield from map_chunks(_normalize_all, (self.settings, self.folder), texts, jobs, batch)
            return
        # Workers find out what is to be translated, this process translates it, and workers do the rest.
        asking = map_chunks(_with_requests, self.settings, texts, jobs, _BATCH)
        told = _with_answers(self.settings.translator, asking)
        yield from map_ordered(_normalize, (self.settings, self.folder), told, jobs, _BATCH)

    def link(self, name: str) -> list[Candidate]:
        """The entries that a name may stand for, best first; empty where none comes near."""
        return self.matcher.candidates(text_of(name))

    @property
    def matcher(self) -> Matcher:
        """The matcher for single names and columns of them."""
        if self._matcher is None:
            self._matcher = Matcher(self.settings.linker)
        return self._matcher

    def mentions(self, text: str) -> list[EntityMention]:
        """What the text names, in text order: mentions of one entry beyond doubt, in their right form or not.

        >>> n = Normalizer(glossaries=["afghanistan"])
        >>> [(m.text, m.entry, m.lang) for m in n.mentions("From Panchir to Panjshir.")]
        [('Panchir', 'panjshir', 'fr'), ('Panjshir', 'panjshir', None)]
        """
        return prepare.entity_mentions(Document(text_of(text)), self.settings, self.folder)

    def language_spans(self, text: str) -> list[LanguageSpan]:
        """The spans that are not in the target language, in text order."""
        return list(prepare.foreign_spans(Document(text_of(text)), self.settings))

    def assess(self, text: str) -> TranslationAssessment:
        """How far the text reads like machine translation, and from which language."""
        return self.normalize(text).translation


def _made_anew(cls: type[Normalizer], args: Iterable[Any], kwargs: Mapping[str, Any]) -> Normalizer:
    return cls(*map(_given, args), **{key: _given(value) for key, value in kwargs.items()})


def _plain(value: Any) -> Any:
    """A value as JSON, or itself where JSON cannot hold it: profiles, translators and detectors of one's own."""
    try:
        return orjson.dumps(value, default=os.fspath, option=orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_SORT_KEYS)
    except TypeError:
        return value


def _given(value: Any) -> Any:
    return orjson.loads(value) if isinstance(value, bytes) else value


def _said(judgements: object) -> list[Judgement] | None:
    """The judgements that are given as objects; None for a file of them, and for none."""
    if judgements is None or isinstance(judgements, str | os.PathLike):
        return None
    said = list_of("judgements", judgements, "normalize.Judgement, or the path of a file")
    if wrong := [one for one in said if not isinstance(one, Judgement)]:
        raise ConfigError(f"judgements must be a list of normalize.Judgement; {wrong[0]!r:.80} is none")
    return said


def _normalize_all(state: tuple[Settings, Folder | None], texts: list[str]) -> list[Result]:
    return pipeline.run_many([Document(text) for text in texts], *state)


def _with_requests(settings: Settings, texts: list[str]) -> list[tuple[str, tuple[Request, ...]]]:
    return list(zip(texts, prepare.survey([Document(text) for text in texts], settings), strict=True))


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
    return pipeline.run(Document(text), settings.with_translator(translations), folder)
