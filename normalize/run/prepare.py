"""Everything that is worked out before the detectors look at a document, each step once.

document ─► text hygiene ─► tokens, protected spans ─► mentions ─► foreign spans ─► names, translations
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from normalize.detectors.furniture.detect import DROP, dropped_lines
from normalize.detectors.hygiene.compose import Choose, Cleaned, clean_up
from normalize.detectors.hygiene.detect import find_hygiene
from normalize.evidence.profile import survey
from normalize.evidence.reading import Reading
from normalize.languages.spans import language_spans
from normalize.model import Document, Finding, LanguageSpan
from normalize.names.linker import Folder
from normalize.names.mentions import Mention
from normalize.settings.settings import Settings
from normalize.text.edits import decide
from normalize.text.lines import lines
from normalize.text.protected import Protected, protected_spans
from normalize.text.tokens import Tokens, tokenize
from normalize.translate.model import Request, Translation
from normalize.translate.requests import requests_of


def chooser(document: Document, settings: Settings, rejected: Collection[str]) -> Choose:
    """The decision on the fixes of a document, wherever in the chain it is taken."""

    def choose(found: Iterable[Finding]) -> list[Finding]:
        return decide(found, settings.allowed, rejected, document.encoding)

    return choose


def clean(document: Document, settings: Settings, choose: Choose) -> tuple[Sequence[Finding], Cleaned]:
    """The findings of text hygiene, and the document with those repaired."""

    def look(document: Document) -> list[Finding]:
        return [f for f in find_hygiene(document, settings.options, settings.target) if f.rule in settings.selection]

    return clean_up(document, look, choose)


def read(document: Document, settings: Settings, folder: Folder | None = None) -> Reading:
    """Cut a document into words, and find its foreign spans, their translations, and its names."""
    tokens = tokenize(document.text)
    folder = folder or settings.linker.folder(survey(document.text, tokens))
    protected, mentions, spans = _seen(tokens, settings)
    if settings.options.furniture == DROP:
        gone = dropped_lines(document.text, lines(document.text), folder.profile, settings.selection)
        protected = protected.joined(gone)
        mentions = [m for m in mentions if not gone.covers(m.start, m.end)]  # the next run will not see them
    protected = protected.joined(Protected.of((s.start, s.end) for s in spans))
    linked = settings.linker.link(document, tokens, protected, folder, {s.lang for s in spans}, mentions)
    translations = _translations(document.text, spans, settings)
    about = (folder, settings.target, settings.options, settings.policy, translations)
    return Reading(document, tokens, protected, spans, linked, *about)


def foreign_spans(text: str, settings: Settings) -> tuple[LanguageSpan, ...]:
    """The foreign spans of a text, as :func:`read` finds them, without the rest of the reading."""
    return _seen(tokenize(text), settings)[2]


def _seen(tokens: Tokens, settings: Settings) -> tuple[Protected, list[Mention], tuple[LanguageSpan, ...]]:
    """What is protected, what may be a name, and the foreign spans: names and URLs tell nothing of the language."""
    protected = protected_spans(tokens.text)
    mentions = settings.linker.mentions(tokens, protected)
    masked = protected.joined(Protected.of((m.start, m.end) for m in mentions if m.exact))
    return protected, mentions, tuple(language_spans(tokens.text, settings.target, masked, tokens))


def requests(document: Document, settings: Settings, rejected: Collection[str] = ()) -> tuple[Request, ...]:
    """What :func:`read` will ask the translator about a document: so that a whole folder is asked for at once."""
    if settings.translator is None:
        return ()
    text = clean(document, settings, chooser(document, settings, rejected))[1].document.text
    return tuple(_requests(text, foreign_spans(text, settings), settings).values())


def _requests(text: str, spans: Iterable[LanguageSpan], settings: Settings) -> dict[LanguageSpan, Request]:
    return requests_of(text, spans, settings.linker, settings.target, settings.policy)


def _translations(text: str, spans: Iterable[LanguageSpan], settings: Settings) -> dict[LanguageSpan, Translation]:
    if settings.translator is None:
        return {}
    asked = _requests(text, spans, settings)
    answers = settings.translator.answers(asked.values())
    return {span: answers[request] for span, request in asked.items()}
