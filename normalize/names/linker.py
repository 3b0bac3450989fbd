"""Linking the names of a document to glossary entries, and proposing the right forms.

Mentions are found once; then the document's own evidence is gathered in rounds: a mention that is settled supports
the others, until nothing changes. So a second run over the output finds what the first one left, and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from normalize.evidence.findings import finding
from normalize.evidence.profile import Profile
from normalize.model import Applicability, Candidate, Document, Finding
from normalize.names import rules
from normalize.names.acronym_proofs import FolderAcronyms, folder_acronyms
from normalize.names.acronyms import AcronymWords, Passage, find_acronyms
from normalize.names.agreement import in_agreement
from normalize.names.candidates import Candidates
from normalize.names.case import Case
from normalize.names.clauses import HOUSE_STYLE, Verdict, judge
from normalize.names.evidence import Evidence, goes_on
from normalize.names.forms import Form
from normalize.names.glossary.entry import Entry
from normalize.names.house_style import ASKED, CONSISTENT, KEY, MIXED
from normalize.names.index import Index
from normalize.names.mentions import Mention, NameWords, Openings, find_mentions
from normalize.names.surfaces import Options
from normalize.names.vocabulary import Vocabulary
from normalize.rules import Rule
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens
from normalize.words.fold import fold, split

_NEAREST = 20  # words compared for a runner-up


class Folder:
    """A folder's profile, read against an index: what documents need to know of each other's names."""

    def __init__(self, profile: Profile, index: Index) -> None:
        self.profile = profile
        self.acronyms: FolderAcronyms = folder_acronyms(profile, index)
        self._index = index
        self._repairs: dict[str, list[Repair]] = {}

    def repairs_behind(self, prefix: str) -> list[Repair]:
        """The words behind a lower-case prefix that glossaries list as variants, with their right forms.

        Each document may or may not be repaired: a right form counts from the first run on, where its rule reports.
        """
        if prefix not in self._repairs:
            self._repairs[prefix] = [
                Repair(word, form.target, _rule_of(form).code)
                for word in self.profile.compounds_with(prefix)
                for form in self._index.phrases.get(fold(word), ())
                if form.target and form.target.isalpha()
            ]
        return self._repairs[prefix]


class Repair(NamedTuple):
    """A variant, its right form, and the code of the rule that repairs it."""

    variant: str
    right: str
    rule: str


def _rule_of(form: Form) -> Rule:
    return rules.FAMILY if form.role == "family" else rules.JOINT if form.glued else rules.LISTED


class Linker:
    """Links names against entries, or an index of them. Immutable but for memos; picklable."""

    def __init__(self, entries: Iterable[Entry] | Index, language: str = "en") -> None:
        self.index = entries if isinstance(entries, Index) else Index(entries)
        self.language = language
        self.vocabulary = Vocabulary(self.index, language)
        self.candidates = Candidates(self.index)
        self._openings = Openings(self.vocabulary)

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_openings": None}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        self._openings = Openings(self.vocabulary)

    @cached_property
    def _alone(self) -> Folder:
        return Folder(Profile(), self.index)

    def folder(self, profile: Profile) -> Folder:
        """Read a profile against the entries."""
        return Folder(profile, self.index)

    @property
    def name_words(self) -> NameWords:
        """The words that may open a name."""
        return NameWords(self._openings)

    @property
    def acronym_words(self) -> AcronymWords:
        """The words and separators that acronyms are told by."""
        return AcronymWords(self.index)

    def mentions(self, tokens: Tokens, protected: Protected, hits: Iterable[int] | None = None) -> list[Mention]:
        """The spans of a document that name an entry or are like one, outside of protected spans.

        ``hits`` are the numbers of the words that may open a name, where they are known.
        """
        return find_mentions(tokens, self._openings, protected, hits)

    def link(
        self,
        document: Document,
        tokens: Tokens,
        protected: Protected,
        folder: Folder | None = None,
        languages: Iterable[str] = (),
        mentions: Iterable[Mention] | None = None,
    ) -> Linked:
        """Find the names and acronyms of a document that are not in their right form.

        ``languages`` are those of its foreign spans: evidence for spellings of the same languages; ``mentions`` what
        :meth:`mentions` found, where that is known already (those in protected spans do not count).
        """
        proposed = self.mentions(tokens, protected) if mentions is None else mentions
        kept = tuple(m for m in proposed if not protected.covers(m.start, m.end))
        evidence = Evidence(tokens, protected, kept, set(languages), self.language)
        return Linked(self.index, document, evidence, (folder or self._alone).acronyms)


class _Proposal(NamedTuple):
    """A finding on a mention, and the form that it would be mapped by (of several, the first)."""

    finding: Finding
    form: Form


class Linked:
    """What linking finds in a document: each part is worked out when it is first asked for.

    ``mentions`` are all mentions of entries outside of protected spans; ``acronyms_at`` may give the numbers of the
    words that :attr:`Linker.acronym_words` wants, where they are known.
    """

    acronyms_at: Iterable[int] | None = None

    def __init__(self, index: Index, document: Document, evidence: Evidence, folder: FolderAcronyms) -> None:
        self._index, self._document, self._evidence, self._folder = index, document, evidence, folder
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

    @cached_property
    def entries(self) -> frozenset[str]:
        """The ids of the entries that the document names, those of its repaired names among them."""
        self.names  # noqa: B018
        return frozenset(self._entries)

    @cached_property
    def acronyms(self) -> tuple[Finding, ...]:
        """The findings on acronyms, in text order."""
        evidence = self._evidence
        passage = Passage(self._document, evidence.tokens, evidence.protected, evidence.language)
        found = find_acronyms(passage, self._index, self._folder, lambda: self.entries, self.acronyms_at)
        return tuple(self._about_house_style(finding, evidence.tokens.forms) for finding in found)

    def _about_house_style(self, found: Finding, written: Collection[str]) -> Finding:
        """A finding, which says of a matter of house style whether anything makes it one here: a glossary of the
        user's, or the right form among what is ``written``."""
        if found.evidence.get("clause") not in HOUSE_STYLE:
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
        """The mentions that name one entry other than by a family name, whatever their form."""
        text, evidence = self._document.text, self._evidence
        chosen = [(m, m.surface.choices_at(text, m.start).names) for m in self.mentions]
        return [
            (mention, names)
            for mention, names in chosen
            if names and not goes_on(evidence.tokens, mention) and not evidence.is_framed(mention, names)
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
            left = {m: self._proposal(m, options) for m, options in open_ones if m not in settled}
            fresh = {m: p for m, p in left.items() if p and p.finding.applicability is Applicability.SAFE}
            for mention, (found, form) in fresh.items():
                settled[mention] = found
                evidence.settle(mention, form, split(found.replacement or "")[-1])
            if not fresh:
                break
        proposed = {m: p.finding for m, p in left.items() if p}
        decided = proposed | settled
        told = _once([decided[m] for m, _ in open_ones if m in decided])
        return [self._about_house_style(one, evidence.surfaces.get(one.entry or "", ())) for one in told]

    def _proposal(self, mention: Mention, options: Options) -> _Proposal | None:
        evidence = self._evidence
        chosen = _supported(options, evidence)
        if len(chosen) > 1:
            if any(f.role == "family" for forms in chosen.values() for f in forms) or mention.text in chosen:
                return None
            return _Proposal(self._ambiguous(mention, chosen), next(iter(chosen.values()))[0])
        replacement, forms = next(iter(chosen.items()))
        if replacement == mention.text:
            return None
        form = min(forms, key=lambda f: (*(not test(f, mention, evidence) for _, test in _FIRST), f.entry.id))
        owners = {f.entry.id for f in forms}
        case = Case(mention, form, replacement, evidence, lambda: self._rival(mention, owners))
        verdict = judge(case)
        return _Proposal(self._finding(case, verdict), form) if verdict else None

    def _finding(self, case: Case, verdict: Verdict) -> Finding:
        form, mention, rival = case.form, case.mention, case.runner_up
        display = verdict.applicability is Applicability.DISPLAY
        return finding(
            self._document,
            mention.start,
            mention.end,
            verdict.rule,
            f"{'may be' if display else 'is'} a variant of {form.entry.canonical}: {verdict.why}",
            applicability=verdict.applicability,
            replacement=case.replacement,
            entry=form.entry.id,
            lang=form.lang if form.lang != form.entry.language else None,
            score=mention.score,
            evidence={
                "why": verdict.why,
                "clause": verdict.clause,
                "glossary": form.entry.glossary,
                "form": form.text,
                "support": case.support,
                "title": case.around.title,
                "runner_up": {"entry": rival.entry, "score": round(rival.score, 4)} if rival else None,
            },
        )

    def _ambiguous(self, mention: Mention, options: Options) -> Finding:
        claims = {f.entry.id: replacement for replacement, forms in sorted(options.items()) for f in forms}
        first = next(iter(claims))
        rest = [{"entry": entry, "score": round(mention.score, 4)} for entry in claims if entry != first]
        return finding(
            self._document,
            mention.start,
            mention.end,
            rules.AMBIGUOUS,
            f"may be {' or '.join(claims)}: nothing in the document tells which",
            replacement=claims[first],
            entry=first,
            score=mention.score / len(claims),
            evidence={"why": "several entries claim this form", "claims": claims, "runner_up": rest[0]},
        )

    def _rival(self, mention: Mention, owners: set[str]) -> Candidate | None:
        """The best entry besides some, by its likeness to a single word."""
        best: Candidate | None = None
        if mention.words > 1 or len(mention.text.split()) > 1:
            return None
        for word, score in self._index.near(mention.text, 0.0, _NEAREST):
            for form in self._index.phrases.get(word, ()):
                if form.entry.id not in owners and (best is None or score > best.score) and score < 1.0:
                    best = Candidate(form.entry.id, score, rules.NEAR.code)
        return best


def _once(findings: list[Finding]) -> list[Finding]:
    """The findings, of each that is a matter of house style the first one: the document is meant, not the place."""
    said: set[tuple[str | None, str, str | None]] = set()
    kept = []
    for found in findings:
        key = (found.entry, found.text.casefold(), found.replacement)
        if found.evidence.get("clause") in HOUSE_STYLE:
            if key in said:
                continue
            said.add(key)
        kept.append(found)
    return kept


# What the document may say for one of several forms with different replacements, the strongest first.
_SUPPORT: tuple[tuple[str, Callable[[Form, Evidence], object]], ...] = (
    ("named in full", lambda form, evidence: form.entry.id in evidence.full_names),
    ("named", lambda form, evidence: form.entry.id in evidence.surfaces),
    ("related to what is named", lambda form, evidence: evidence.related(form)),
    ("no family name, which counts for people named in full", lambda form, evidence: form.role != "family"),
)

# Which of the forms with one replacement speaks for them, the weightiest first.
_FIRST: tuple[tuple[str, Callable[[Form, Mention, Evidence], bool]], ...] = (
    ("a name by itself", lambda form, mention, evidence: form.role != "family"),
    ("of an entry that is named", lambda form, mention, evidence: form.entry.id in evidence.surfaces),
    ("written so", lambda form, mention, evidence: form.text.casefold() == mention.text.casefold()),
    ("accepted", lambda form, mention, evidence: form.accepted),
    ("written apart", lambda form, mention, evidence: not form.glued),
)


def _supported(options: Options, evidence: Evidence) -> Options:
    """The replacements left once the document has spoken; all of them where it says nothing."""
    if len(options) < 2:
        return options
    for _, test in _SUPPORT:
        kept = {r: tuple(form for form in forms if test(form, evidence)) for r, forms in options.items()}
        kept = {r: forms for r, forms in kept.items() if forms}
        if kept:
            return kept
    return options
