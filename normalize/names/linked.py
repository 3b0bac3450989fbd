"""What linking finds in one document.

Mentions are found once; then the document's own evidence is gathered in rounds: a mention that is settled supports
the others, until nothing changes. So a second run over the output finds what the first one left, and no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from normalize.evidence.around import Around
from normalize.evidence.profile import Definition, definitions
from normalize.model import Applicability, Document, Finding, OffsetMap
from normalize.names.acronym_definitions import Passage
from normalize.names.acronyms import find_acronyms
from normalize.names.agreement import in_agreement
from normalize.names.applicability.family import ALONE
from normalize.names.applicability.person import written_so_in
from normalize.names.applicability.table import is_house_style
from normalize.names.candidates import Candidates
from normalize.names.evidence import Evidence, goes_on, is_prefixed
from normalize.names.form import Form
from normalize.names.glossary.entry import Entry
from normalize.names.house_style import ASKED, CONSISTENT, KEY, MIXED
from normalize.names.index import Index
from normalize.names.mentions import Mention
from normalize.names.proposals import Proposal, Proposals
from normalize.names.surfaces import Options
from normalize.text.edits import apply, decide
from normalize.words.fold import split


class Linked:
    """What linking finds in a document: each part is worked out when it is first asked for.

    ``mentions`` are all mentions of entries outside of protected spans; ``acronyms_at`` may give the numbers of the
    words that :attr:`Linker.acronym_words` wants, where they are known.
    """

    acronyms_at: Iterable[int] | None = None

    def __init__(
        self, index: Index, candidates: Candidates, document: Document, evidence: Evidence, around: Around
    ) -> None:
        self._index, self._document, self._evidence, self._around = index, document, evidence, around
        self._proposals = Proposals(document, evidence, candidates)
        self._repeated: list[Finding] = []
        self.mentions: tuple[Mention, ...] = tuple(evidence.mentions)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings: on names, then on acronyms."""
        return (*self.names, *self.acronyms)

    @cached_property
    def names(self) -> tuple[Finding, ...]:
        """The findings on names, in text order."""
        text = self._document.text
        choices = [(m, m.surface.choices_at(text, m.start)) for m in self.mentions]
        open_ones = [(m, chosen.options) for m, chosen in choices if chosen.is_open]
        if not open_ones:
            return ()
        self._entries  # noqa: B018  what is named for sure is evidence from the first round on
        return tuple(in_agreement(found, text, self._evidence.language) for found in self._in_rounds(open_ones))

    @property
    def repeated(self) -> tuple[Finding, ...]:
        """Matters of house style that a finding before tells of already: the document is meant, not the place."""
        self.names  # noqa: B018
        return tuple(self._repeated)

    @cached_property
    def entries(self) -> frozenset[str]:
        """The ids of the entries that the document names, those of its repaired names among them."""
        self.names  # noqa: B018
        return frozenset(self._entries)

    @cached_property
    def acronyms(self) -> tuple[Finding, ...]:
        """The findings on acronyms, in text order."""
        evidence = self._evidence
        passage = Passage(
            self._document, evidence.tokens, evidence.protected, evidence.language, tuple(self._definitions())
        )
        self.names  # noqa: B018  what they tell of languages is evidence here
        found = find_acronyms(
            passage, self._index, self._around, lambda: self.entries, evidence.languages, self.acronyms_at
        )
        return tuple(self._about_house_style(finding, evidence.tokens.forms) for finding in found)

    def _definitions(self) -> Iterator[Definition]:
        """The acronyms that the text explains, their long forms as they will be written, each in its place."""
        text = self._document.text
        fixes = decide(self.names) if "(" in text else ()
        written, edits = apply(text, fixes)
        back = OffsetMap(tuple((edit.start, edit.end, edit.new_start, edit.new_end) for edit in edits))
        for one in definitions(written):
            start = back.to_original(one.start)
            if text.startswith(one.acronym, start):
                yield replace(one, start=start, end=start + len(one.acronym))

    def _about_house_style(self, found: Finding, written: Collection[str]) -> Finding:
        """A finding, which says of a matter of house style whether anything makes it one here: a glossary of the
        user's, or the right form among what is ``written``."""
        if not is_house_style(found):
            return found
        asked = found.entry is not None and self._index.entries[found.entry].rank > 0
        how = ASKED if asked else MIXED if found.replacement in written else CONSISTENT
        return replace(found, evidence={**found.evidence, KEY: how})

    @property
    def evidence(self) -> Evidence:
        """What the document says, its repaired names included."""
        self.entries  # noqa: B018
        return self._evidence

    @property
    def entries_by_id(self) -> Mapping[str, Entry]:
        """The entries that mentions may name."""
        return self._index.entries

    @cached_property
    def named(self) -> list[tuple[Mention, tuple[Form, ...]]]:
        """The mentions that name one entry other than by a family name, whatever their form.

        What a prefix is joined to (*anti-Taliban*) is none: it may be a repair of the first run, which would support in
        the second one what nothing supported before.
        """
        text, evidence = self._document.text, self._evidence
        chosen = [(m, m.surface.choices_at(text, m.start).names) for m in self.mentions]
        return [
            (mention, names)
            for mention, names in chosen
            if names
            and not goes_on(evidence.tokens, mention)
            and not is_prefixed(evidence.tokens, mention)
            and not evidence.is_framed(mention, names)
        ]

    @cached_property
    def _entries(self) -> dict[str, set[str]]:
        """The entries named for sure, with their surface forms; rounds add to them."""
        for mention, names in self.named:
            self._evidence.add(names, mention)
        return self._evidence.surfaces

    def _in_rounds(self, open_ones: list[tuple[Mention, Options]]) -> list[Finding]:
        """Judge mentions; what is settled is evidence for the others, until no more is settled."""
        evidence = self._evidence
        settled: dict[Mention, Finding] = {}
        while True:
            left = {m: self._proposals.of(m, options) for m, options in open_ones if m not in settled}
            fresh = {m: p for m, p in left.items() if p and p.finding.applicability is Applicability.SAFE}
            for mention, (found, form) in fresh.items():
                settled[mention] = found
                evidence.settle(mention, form, split(found.replacement or "")[-1])
            if not fresh:
                together = _written_together(left.values()) - evidence.together
                if not together:
                    break
                evidence.together |= together
        proposed = {m: p.finding for m, p in left.items() if p}
        decided = proposed | settled
        told, self._repeated = _once([decided[m] for m, _ in open_ones if m in decided])
        return [self._about_house_style(one, evidence.surfaces.get(one.entry or "", ())) for one in told]


def _written_together(proposals: Iterable[Proposal | None]) -> set[str]:
    """The languages in which the family names of two people are written, for neither of whom anything else speaks."""
    alone = {(p.form.entry, p.finding.text) for p in proposals if p and p.finding.evidence.get("clause") == ALONE}
    written = [(entry.id, written_so_in(entry, text)) for entry, text in alone]
    people: dict[str, set[str]] = defaultdict(set)
    for entry, languages in written:
        for language in languages:
            people[language].add(entry)
    return {language for language, entries in people.items() if len(entries) > 1}


def _once(findings: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    """The findings, of each that is a matter of house style the first one: the document is meant, not the place.

    What is left out comes second.
    """
    said: set[tuple[str | None, str, str | None]] = set()
    kept, left = [], []
    for found in findings:
        key = (found.entry, found.text.casefold(), found.replacement)
        if is_house_style(found):
            if key in said:
                left.append(found)
                continue
            said.add(key)
        kept.append(found)
    return kept, left
