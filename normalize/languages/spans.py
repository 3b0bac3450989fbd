"""From a text to its foreign spans: passages by words, runs by script, then their language and their exact ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from normalize.evidence.wanted import Wants
from normalize.languages import tables
from normalize.languages.boundaries import exact
from normalize.languages.hashtags import hashtags, may_be_tag
from normalize.languages.label import Label, label_passage, label_run
from normalize.languages.lexicon import lexicon
from normalize.languages.passages import passages
from normalize.languages.scripts import extent, is_written_otherwise, runs
from normalize.languages.windows import Places, is_border
from normalize.model import LanguageSpan
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens, tokenize

_NOTHING = Protected()
_WHOLE = ("latin", "cyrillic", "arabic")  # scripts whose words are set apart and listed


class ForeignWords(Wants):
    """The words that may be foreign, and the separators at which they end: a text without any has no foreign span."""

    def __init__(self, target: str) -> None:
        self._own = tables.script_of_language(target)
        first, *others = (lexicon(target, script).telling for script in _scripts(target))
        self._first, self._others = first, others  # most targets have one lexicon

    def wants(self, form: str) -> bool:
        """Whether a word tells of another language, or is written in another script."""
        if self._first[form] or (self._others and any(telling[form] for telling in self._others)):
            return True
        if may_be_tag(form):
            return True
        return not form.isascii() and is_written_otherwise(form, self._own)

    def wants_separator(self, separator: str) -> bool:
        """Whether a line, or a part of one, ends at a separator."""
        return is_border(separator)


def _scripts(target: str) -> list[str]:
    """The scripts whose words are looked at one by one: Latin, and that of the target where its words are known.

    Without its words the target would look foreign itself.
    """
    own = tables.script_of_language(target) if tables.has_words(target) else "latin"
    return [script for script in dict.fromkeys((own, "latin")) if script in _WHOLE]


def language_spans(text: str, target: str = "en", masked: Protected = _NOTHING) -> list[LanguageSpan]:
    """The spans that are not in the target language (ISO 639-1), in text order, trimmed and apart.

    ``masked`` are the spans that tell nothing of the language around them (names, URLs). Time grows with the text.

    >>> [(s.start, s.end, s.lang) for s in language_spans("Read on // Lire la suite de cet article")]
    [(11, 39, 'fr')]
    """
    tokens, foreign = tokenize(text), ForeignWords(target)
    words = list(tokens.at(frozenset(filter(foreign.wants, tokens.forms))))
    borders = [i for i, separator in enumerate(tokens.separators) if is_border(separator)]
    return spans_at(Places(tokens, borders), words, target, masked)


def spans_at(places: Places, words: Sequence[int], target: str, masked: Protected) -> list[LanguageSpan]:
    """The spans of :func:`language_spans` in a text whose foreign words are known by number."""
    found = [*_by_words(places, words, target, masked), *_by_script(places.tokens, words, target, masked)]
    return _apart(sorted(found, key=lambda span: (span.start, span.end)))


def _by_words(places: Places, words: Sequence[int], target: str, masked: Protected) -> list[LanguageSpan]:
    """Passages in the target's own script, and in Latin letters."""
    spans = []
    tokens = places.tokens
    for script in _scripts(target):
        known = lexicon(target, script)
        telling = [i for i in words if known.telling[tokens.words[i]]]
        tags = hashtags(tokens, words, known) if "#" in tokens.text else ()
        for passage in chain(passages(places, telling, known, masked), tags):
            start, end = exact(tokens.text, tokens.starts[passage.first], tokens.ends[passage.last], passage.line)
            label = label_passage(tokens.text[start:end], passage, target)
            if label is not None:
                spans.append(_span(start, end, label))
    return spans


def _by_script(tokens: Tokens, foreign: Sequence[int], target: str, masked: Protected) -> list[LanguageSpan]:
    spans = []
    for run in runs(tokens, foreign, target, masked):
        start, end = exact(tokens.text, *extent(tokens, run), False)
        words = tokens.words[run.first : run.last + 1]
        spans.append(_span(start, end, label_run(tokens.text[start:end], words, run.script, target)))
    return spans


def _span(start: int, end: int, label: Label) -> LanguageSpan:
    return LanguageSpan(start, end, label.lang, label.score, label.certain, label.voices, label.others)


def _apart(spans: list[LanguageSpan]) -> list[LanguageSpan]:
    """Without those that begin inside another one."""
    kept: list[LanguageSpan] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
