"""Everything that is worked out before the detectors look at a document, each step once.

document ─► text hygiene ─► words, classes, protected spans ─► mentions ─► foreign spans ─► names, translations
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, repeat

from normalize.detectors.furniture.detect import DROP, dropped_lines
from normalize.detectors.furniture.shape import is_language_switcher
from normalize.detectors.hygiene.compose import Cleaned, clean_up
from normalize.evidence.around import Around, Noted
from normalize.evidence.profile import Profile
from normalize.evidence.reading import Judge, Reading
from normalize.evidence.wanted import Wanted
from normalize.languages.spans import spans_at
from normalize.languages.windows import Places
from normalize.model import WITHHELD, Applicability, Document, Finding, LanguageSpan
from normalize.names.entities import EntityMention, entities
from normalize.names.folder import Folder
from normalize.names.rules import ROMANISED
from normalize.settings.settings import Settings
from normalize.text.edits import decide
from normalize.text.protected import Protected, protected_spans
from normalize.text.tokens import Tokens, tokenize
from normalize.translate.model import Request, Translation
from normalize.translate.requests import requests_of

_BUT = "but in this document each such fix calls for another one"


class Decisions:
    """The decision on the fixes of a document, wherever in the chain it is taken: people's first, then the settings'.

    A fix across two fields of a record is none. ``withheld`` are the codes of rules whose fixes are only shown, for
    they do not come to rest in this document: a person may still ask for one.
    """

    def __init__(self, document: Document, settings: Settings, withheld: frozenset[str] = frozenset()) -> None:
        self._document, self._settings, self.withheld = document, settings, withheld
        self._said = settings.judgements.on(document, settings.corpus)

    @property
    def judge(self) -> Judge | None:
        """What people said of a finding in offsets of the document; None where nothing said may bear on it."""
        return None if self._said is None else self._judged

    def _judged(self, finding: Finding) -> Finding:
        placed = self._document.in_field(finding)
        if self._said is None or placed is None:
            return finding
        said = self._said.judged(placed)
        if said is placed:
            return finding
        return replace(finding, applicability=said.applicability, replacement=said.replacement, evidence=said.evidence)

    def __call__(self, found: Iterable[Finding]) -> list[Finding]:
        """The fixes to be made of findings that are judged."""
        settings, document = self._settings, self._document
        selected: Iterable[Finding] = (finding for finding in found if finding.rule in settings.selection)
        if self.withheld:
            selected = map(self.shown, selected)
        if document.fields:
            selected = (finding for finding in selected if document.in_field(finding) is not None)
        return decide(selected, settings.allowed, document.encoding)

    def shown(self, finding: Finding) -> Finding:
        """A finding as it is shown: without a fix to be made where its rule is withheld."""
        if finding.rule not in self.withheld or finding.judgement is not None or finding.replacement is None:
            return finding
        why = f"{finding.evidence.get('why', finding.message)}; {_BUT}"
        told = {**finding.evidence, "why": why, WITHHELD: True}
        return replace(finding, applicability=Applicability.DISPLAY, evidence=told)


def clean_all(
    documents: Sequence[Document], settings: Settings, decisions: Sequence[Decisions], wanted: Wanted | None = None
) -> list[Cleaned]:
    """Each document with the repairs of text hygiene made, and its reading by the classes of ``wanted``, which are all
    that detectors want unless others are given."""
    wanted = wanted or settings.plan.wanted
    if len(documents) == 1:
        return [clean(documents[0], settings, decisions[0], wanted)]
    tokens = [tokenize(document.text) for document in documents]
    wanted.show(chain.from_iterable(some.words for some in tokens))
    told = zip(documents, repeat(settings), decisions, repeat(wanted), tokens, strict=False)
    return [clean(*each) for each in told]


def clean(
    document: Document,
    settings: Settings,
    decisions: Decisions,
    wanted: Wanted | None = None,
    tokens: Tokens | None = None,
) -> Cleaned:
    """One document as :func:`clean_all` has it; its ``tokens`` may be known."""
    hygiene, wanted = settings.plan.hygiene, wanted or settings.plan.wanted

    def read_as(given: Document) -> Reading:
        return Reading(given, settings, wanted, decisions, tokens if given is document else None)

    def look(reading: Reading) -> list[Finding]:
        if not reading.is_wanted(hygiene):
            return []
        return [finding for finding in hygiene.find(reading) if finding.rule in settings.selection]

    judge = decisions.judge
    if judge is None:
        return clean_up(document, read_as, look, decisions)
    cleaned = clean_up(document, read_as, look, decisions, judge)
    given = cleaned.given  # and not all that is cleaned: the reading must not refer to itself
    cleaned.reading.judge = lambda finding: given.judged(finding, judge)
    return cleaned


def survey(
    documents: Sequence[Document], settings: Settings, profile: Profile | None = None
) -> tuple[tuple[Request, ...], ...]:
    """Count documents in the profile of their folder, if one is given: the same cleaned text that detectors read.

    Returns for each what :func:`read` will ask the translator about it, so that a whole folder is asked for at once.
    """
    decisions = [Decisions(document, settings) for document in documents]
    # Which forms detectors want is found out when they are called: workers that only count would do it for nothing.
    wanted = settings.plan.counted if settings.translator is None else settings.plan.wanted
    readings = [cleaned.reading for cleaned in clean_all(documents, settings, decisions, wanted)]
    if profile is not None:
        for reading in readings:
            count(reading, settings, profile)
    if settings.translator is None:
        return tuple(() for _ in documents)
    look_over(readings, settings)
    return tuple(tuple(_requests(reading.text, reading.spans, settings).values()) for reading in readings)


def profile_of(document: Document, settings: Settings) -> Profile:
    """The profile of one document: the counts that a survey adds for it."""
    cleaned = clean(document, settings, Decisions(document, settings), settings.plan.counted)
    return count(cleaned.reading, settings, Profile())


def count(reading: Reading, settings: Settings, profile: Profile) -> Profile:
    """Add a reading to a profile, which is returned."""
    counting = settings.plan.counting
    profile.count(reading.tokens, reading.at(counting), reading.at_separators(counting))
    return profile


def read(
    readings: Sequence[Reading], settings: Settings, folder: Folder | None = None, noted: Iterable[Noted] | None = None
) -> None:
    """Complete the readings of cleaned documents: their foreign spans, the translations of these, and their names.

    ``noted`` takes down for each what it asks of its folder from here on.
    """
    for reading, notes in zip(readings, repeat(None) if noted is None else noted, strict=noted is not None):
        around = folder or settings.linker.folder(count(reading, settings, Profile()))
        reading.around = Around(around, settings.target, notes)
    look_over(readings, settings)
    for reading in readings:
        _settle(reading, settings)


def _settle(reading: Reading, settings: Settings) -> None:
    """Protect what nobody may change, and ask for translations."""
    if settings.options.furniture == DROP:
        reading.gone = dropped_lines(reading)
        reading.protected = reading.protected.joined(reading.gone)
        kept = (m for m in reading.mentions if not reading.gone.covers(m.start, m.end))
        reading.mentions = tuple(kept)  # the next run will not see them
    reading.protected = reading.protected.joined(Protected.of((s.start, s.end) for s in reading.spans))
    staying = [span for span in reading.spans if not reading.gone.holds(span.start, span.end)]
    reading.translations = _translations(reading.text, staying, settings)


def reading_of(document: Document, settings: Settings, folder: Folder | None = None) -> Reading:
    """The complete reading of a document, as the detectors of a run see it."""
    reading = clean(document, settings, Decisions(document, settings)).reading
    read([reading], settings, folder)
    return reading


def look_over(readings: Sequence[Reading], settings: Settings) -> None:
    """Find what is protected, what may be a name, and the foreign spans, of which names and URLs tell nothing."""
    plan, romanised = settings.plan, ROMANISED.code in settings.selection
    for reading in readings:
        reading.protected = protected_spans(reading.text) if reading.is_wanted(plan.protecting) else Protected()
    for reading in readings:
        names = plan.names
        found = settings.linker.mentions(
            reading.tokens, reading.protected, reading.at(names), reading.at_separators(names)
        )
        reading.mentions = tuple(found if romanised else (mention for mention in found if not mention.is_read))
    for reading in readings:
        reading.spans = _foreign(reading, settings) if reading.is_wanted(plan.foreign) else ()


def _foreign(reading: Reading, settings: Settings) -> tuple[LanguageSpan, ...]:
    if not (words := reading.at(settings.plan.foreign)):
        return ()
    places = Places(reading.tokens, reading.at_separators(settings.plan.foreign))
    names = [(mention.start, mention.end) for mention in reading.mentions if mention.exact or mention.is_read]
    masked = Protected.of([*reading.protected.spans, *names])
    found = spans_at(places, words, settings.target, masked)
    return tuple(span for span in found if not is_language_switcher(reading.text[span.start : span.end]))


def foreign_spans(document: Document, settings: Settings) -> tuple[LanguageSpan, ...]:
    """The foreign spans of a text as it is, as :func:`read` finds them, without the rest of the reading."""
    settings = settings.that_read
    reading = Reading(document, settings, settings.plan.wanted, list)
    look_over([reading], settings)
    return reading.spans


def entity_mentions(document: Document, settings: Settings, folder: Folder | None = None) -> list[EntityMention]:
    """What a document names, in offsets of the document as it is given, in text order.

    Rules that are not selected propose no variants; what is in its right form is named whatever is selected.
    """
    cleaned = clean(document, settings.that_read, Decisions(document, settings))
    read([cleaned.reading], settings.that_read, folder)
    found = entities(cleaned.reading.linked, settings.selection)
    placed = [(mention, cleaned.given.span(mention.start, mention.end)) for mention in found]
    return [replace(m, start=start, end=end, text=document.text[start:end]) for m, (start, end) in placed]


def _requests(text: str, spans: Iterable[LanguageSpan], settings: Settings) -> dict[LanguageSpan, Request]:
    return requests_of(text, spans, settings.linker, settings.target, settings.policy)


def _translations(text: str, spans: Iterable[LanguageSpan], settings: Settings) -> dict[LanguageSpan, Translation]:
    if settings.translator is None:
        return {}
    asked = _requests(text, spans, settings)
    answers = settings.translator.answers(asked.values())
    return {span: answers[request] for span, request in asked.items()}
