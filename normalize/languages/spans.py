"""From a text to its foreign spans: passages by words, runs by script, then their language and their exact ends."""

from __future__ import annotations

from normalize.languages import tables
from normalize.languages.boundaries import exact
from normalize.languages.label import Label, label_passage, label_run
from normalize.languages.lexicon import lexicon
from normalize.languages.passages import passages
from normalize.languages.scripts import is_written_otherwise, runs
from normalize.model import LanguageSpan
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens, tokenize

_NOTHING = Protected()
_WHOLE = ("latin", "cyrillic", "arabic")  # scripts whose words are set apart and listed


class ForeignWords:
    """The words that may be foreign: a text without any has no foreign span."""

    words: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()

    def __init__(self, target: str) -> None:
        self._own = tables.script_of_language(target)
        self._lexicons = [lexicon(target, script) for script in _scripts(target)]

    def wants(self, form: str) -> bool:
        """Whether a word tells of another language, or is written in another script."""
        if any(lexicon.telling[form] for lexicon in self._lexicons):
            return True
        return is_written_otherwise(form, self._own)

    def wants_separator(self, separator: str) -> bool:
        """No separator is foreign."""
        return False


def _scripts(target: str) -> list[str]:
    """The scripts whose words are looked at one by one: Latin, and that of the target where its words are known.

    Without its words the target would look foreign itself.
    """
    own = tables.script_of_language(target) if tables.has_words(target) else "latin"
    return [script for script in dict.fromkeys((own, "latin")) if script in _WHOLE]


def language_spans(
    text: str, target: str = "en", masked: Protected = _NOTHING, tokens: Tokens | None = None
) -> list[LanguageSpan]:
    """The spans that are not in the target language (ISO 639-1), in text order, trimmed and apart.

    ``masked`` are the spans that tell nothing of the language around them (names, URLs); ``tokens`` the words of the
    text where they are known already. Time grows with the text; plain text costs one look-up a word.

    >>> [(s.start, s.end, s.lang) for s in language_spans("Read on // Lire la suite de cet article")]
    [(11, 39, 'fr')]
    """
    tokens = tokens or tokenize(text)
    if not tokens.words:
        return []
    found = [*_by_words(tokens, target, masked), *_by_script(tokens, target, masked)]
    return _apart(sorted(found, key=lambda span: (span.start, span.end)))


def _by_words(tokens: Tokens, target: str, masked: Protected) -> list[LanguageSpan]:
    """Passages in the target's own script, and in Latin letters."""
    spans = []
    for script in _scripts(target):
        for passage in passages(tokens, lexicon(target, script), masked):
            start, end = exact(tokens.text, tokens.starts[passage.first], tokens.ends[passage.last], passage.line)
            label = label_passage(tokens.text[start:end], passage, target)
            if label is not None:
                spans.append(_span(start, end, label))
    return spans


def _by_script(tokens: Tokens, target: str, masked: Protected) -> list[LanguageSpan]:
    spans = []
    for run in runs(tokens, target, masked):
        start, end = exact(tokens.text, tokens.starts[run.first], tokens.ends[run.last], False)
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
