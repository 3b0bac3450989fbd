"""The chain from a document to its edits, in one direction.

document ─► text hygiene ─► tokens, protected spans ─► mentions ─► foreign spans ─► names, translations ─► detectors
         ─► decide ─► apply
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from normalize.edits import apply, decide
from normalize.furniture.detect import DROP, dropped_lines, find_furniture
from normalize.hygiene.compose import Choose, Cleaned, clean_up
from normalize.hygiene.detect import find_hygiene
from normalize.languages.spans import language_spans
from normalize.model import Applicability, Document, Finding, LanguageSpan, Result, in_order
from normalize.names.link import Folder, Linker
from normalize.names.mentions import Mention
from normalize.protect import Protected, protected_spans
from normalize.quality.artifacts import find_artifacts
from normalize.quality.corrupted import find_corrupted
from normalize.quality.figures import find_figures
from normalize.quality.fullnames import find_full_names
from normalize.quality.misspelt import find_misspelt
from normalize.quality.quotations import find_quotations
from normalize.quality.strays import find_strays
from normalize.reading import Detector, Options, Reading
from normalize.rules import Selection
from normalize.segment import lines
from normalize.survey import survey
from normalize.tokens import Tokens, tokenize
from normalize.translate.chain import Translator
from normalize.translate.findings import find_foreign_text
from normalize.translate.model import Request, Translation
from normalize.translate.policy import Policy
from normalize.translate.requests import requests_of

DETECTORS: tuple[Detector, ...] = (
    find_foreign_text,
    find_corrupted,
    find_misspelt,
    find_full_names,
    find_figures,
    find_quotations,
    find_strays,
    find_artifacts,
    find_furniture,
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the chain needs besides the document."""

    linker: Linker
    target: str = "en"
    selection: Selection = field(default_factory=Selection)
    allowed: tuple[Applicability, ...] = (Applicability.SAFE,)
    options: Options = field(default_factory=Options)
    policy: Policy = field(default_factory=Policy)
    translator: Translator | None = None


def run(document: Document, settings: Settings, folder: Folder | None = None, rejected: Collection[str] = ()) -> Result:
    """Find the damage of one document and repair what is allowed.

    ``folder`` is the evidence of the documents around it; without one the document is its own folder.
    """

    def choose(found: Iterable[Finding]) -> list[Finding]:
        return decide(found, settings.allowed, rejected, document.encoding)

    hygiene, clean = _cleaned(document, settings, choose)
    reading = read(clean.document, settings, folder)
    findings = clean.joined(hygiene, find(reading, settings.selection), choose)
    text, edits = apply(document.text, choose(findings))
    return Result(document.text, text, edits, findings, clean.spans(reading.spans), settings.target)


def requests(document: Document, settings: Settings, rejected: Collection[str] = ()) -> tuple[Request, ...]:
    """What :func:`run` will ask the translator about a document: so that a whole folder is asked for at once."""
    if settings.translator is None:
        return ()

    def choose(found: Iterable[Finding]) -> list[Finding]:
        return decide(found, settings.allowed, rejected, document.encoding)

    text = _cleaned(document, settings, choose)[1].document.text
    return tuple(_requests(text, foreign_spans(text, settings), settings).values())


def _requests(text: str, spans: Iterable[LanguageSpan], settings: Settings) -> dict[LanguageSpan, Request]:
    return requests_of(text, spans, settings.linker, settings.target, settings.policy)


def _cleaned(document: Document, settings: Settings, choose: Choose) -> tuple[Sequence[Finding], Cleaned]:
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


def _translations(text: str, spans: Iterable[LanguageSpan], settings: Settings) -> dict[LanguageSpan, Translation]:
    if settings.translator is None:
        return {}
    asked = _requests(text, spans, settings)
    answers = settings.translator.answers(asked.values())
    return {span: answers[request] for span, request in asked.items()}


def foreign_spans(text: str, settings: Settings) -> tuple[LanguageSpan, ...]:
    """The foreign spans of a text, as :func:`read` finds them, without the rest of the reading."""
    return _seen(tokenize(text), settings)[2]


def _seen(tokens: Tokens, settings: Settings) -> tuple[Protected, list[Mention], tuple[LanguageSpan, ...]]:
    """What is protected, what may be a name, and the foreign spans: names and URLs tell nothing of the language."""
    protected = protected_spans(tokens.text)
    mentions = settings.linker.mentions(tokens, protected)
    masked = protected.joined(Protected.of((m.start, m.end) for m in mentions if m.exact))
    return protected, mentions, tuple(language_spans(tokens.text, settings.target, masked, tokens))


def find(reading: Reading, selection: Selection) -> tuple[Finding, ...]:
    """All findings of the selected rules, in text order."""
    found = [*reading.linked.findings]
    for detect in DETECTORS:
        found += detect(reading)
    return in_order([finding for finding in found if finding.rule in selection])
