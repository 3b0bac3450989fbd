"""Linking the names of a document to glossary entries, and proposing the right forms.

Mentions are found once; then the document's own evidence is gathered in rounds: a mention that is settled supports
the others, until nothing changes. So a second run over the output finds what the first one left, and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from normalize.evidence.profile import Profile
from normalize.model import Applicability, Candidate, Document, Finding
from normalize.names import rules
from normalize.names.acronyms import FolderAcronyms, find_acronyms, folder_acronyms
from normalize.names.clauses import Case, Verdict, judge
from normalize.names.evidence import Evidence, goes_on, neighbours
from normalize.names.glossary.entry import Entry
from normalize.names.index import Form, Index
from normalize.names.mentions import Mention, NameWords, Openings, find_mentions
from normalize.names.render import render
from normalize.names.vocabulary import Vocabulary
from normalize.text.protected import Protected
from normalize.text.tokens import Tokens
from normalize.words.fold import fold, split

_LATIN_END = 0x24F


class Folder:
    """A folder's profile, read against an index: what documents need to know of each other's names."""

    def __init__(self, profile: Profile, index: Index) -> None:
        self.profile = profile
        self.acronyms: FolderAcronyms = folder_acronyms(profile, index)
        self._index = index
        self._compounds: dict[str, list[str]] = {}

    def compounds_with(self, prefix: str) -> list[str]:
        """The words that stand behind a lower-case prefix, and the right forms of those that glossaries list.

        Each document may or may not be repaired to a right form: it counts from the first run on.
        """
        if prefix not in self._compounds:
            self._compounds[prefix] = self._right_compounds(prefix)
        return self._compounds[prefix]

    def _right_compounds(self, prefix: str) -> list[str]:
        words = self.profile.compounds_with(prefix)
        right = {f.target for word in words for f in self._index.phrases.get(fold(word), ()) if f.target}
        return sorted({*words, *(form for form in right if form.isalpha())})


@dataclass(frozen=True)
class Linked:
    """What linking found in a document: findings, the ids of the entries that it names, and all mentions of entries."""

    findings: tuple[Finding, ...]
    entries: frozenset[str]
    mentions: tuple[Mention, ...] = ()


class Linker:
    """Links names against entries, or an index of them. Immutable but for memos; picklable."""

    def __init__(self, entries: Iterable[Entry] | Index, language: str = "en") -> None:
        self.index = entries if isinstance(entries, Index) else Index(entries)
        self.language = language
        self.vocabulary = Vocabulary(self.index, language)
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
        """Read a profile, and resolve its words once for all documents."""
        self.vocabulary.resolve_all(profile.words)
        self._openings.prepare(profile.words)
        return Folder(profile, self.index)

    @property
    def name_words(self) -> NameWords:
        """The words that may open a name."""
        return NameWords(self._openings)

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
        folder = folder or self._alone
        proposed = self.mentions(tokens, protected) if mentions is None else mentions
        mentions = [m for m in proposed if not protected.covers(m.start, m.end)]
        evidence = Evidence(tokens, protected, languages=set(languages))
        options = [(m, self._options(document.text, m)) for m in mentions]
        pending: list[tuple[Mention, Mapping[str, tuple[Form, ...]]]] = []
        for mention, by_replacement in options:
            right = by_replacement.get(mention.text, ())
            claimed = [f for f in right or chain.from_iterable(by_replacement.values()) if f.role != "family"]
            if mention.exact and len({f.entry.id for f in claimed}) == 1 and not goes_on(tokens, mention):
                evidence.add(tuple(claimed), mention)
            if not any(f.role == "right" for f in right):
                pending.append((mention, by_replacement))
        settled: dict[Mention, Finding] = {}
        single = [mention for mention, _ in options if mention.words == 1]
        while True:
            evidence.strangers = {
                m.text.casefold()
                for m in single
                if neighbours(tokens, m, evidence.endings, self.language).capital_before
            }
            open_still = [(m, options) for m, options in pending if m not in settled]
            verdicts = {m: self._find(document, tokens, m, options, evidence) for m, options in open_still}
            fresh = {m: pair for m, pair in verdicts.items() if pair and pair[0].applicability is Applicability.SAFE}
            for mention, (finding, form) in fresh.items():
                settled[mention] = finding
                evidence.add((form,), mention)
                evidence.endings[mention.last] = split(finding.replacement or "")[-1]
                if form.lang and not form.accepted:
                    evidence.languages.add(form.lang)
            if not fresh:
                break
        left = {m: pair[0] for m, pair in verdicts.items() if pair}
        findings = [found for m, _ in pending if (found := settled.get(m) or left.get(m))]
        named = frozenset(evidence.surfaces)
        acronyms = find_acronyms(document, tokens, self.index, protected, named, folder.acronyms, self.language)
        return Linked((*findings, *acronyms), named, tuple(mentions))

    def _options(self, text: str, mention: Mention) -> dict[str, tuple[Form, ...]]:
        """The forms that a mention may be, by what would be put there; only the latest glossary's claims count."""
        forms = [f for f in mention.forms if f.target is not None and not _forbidden(text, mention, f)]
        if not forms or not _latin(mention.text):
            return {}
        rank = max(f.entry.rank for f in forms)
        found: dict[str, tuple[Form, ...]] = {}
        for form in (f for f in forms if f.entry.rank == rank):
            replacement = render(mention.text, form.target or "")
            found[replacement] = (*found.get(replacement, ()), form)
        return found

    def _find(
        self,
        document: Document,
        tokens: Tokens,
        mention: Mention,
        options: Mapping[str, tuple[Form, ...]],
        evidence: Evidence,
    ) -> tuple[Finding, Form] | None:
        chosen = _choose(options, evidence)
        if not chosen:
            return None
        if len(chosen) > 1:
            if any(f.role == "family" for forms in chosen.values() for f in forms) or mention.text in chosen:
                return None
            return self._ambiguous(document, mention, chosen), next(iter(chosen.values()))[0]
        replacement, forms = next(iter(chosen.items()))
        if replacement == mention.text:
            return None
        low = mention.text.casefold()
        form = min(
            forms,
            key=lambda f: (
                f.role == "family",
                f.entry.id not in evidence.surfaces,
                f.text.casefold() != low,
                not f.accepted,
                f.glued,
                f.entry.id,
            ),
        )
        runner_up = self._runner_up(mention, {f.entry.id for f in forms})
        lead = mention.score - runner_up.score if runner_up else 1.0
        case = Case(
            mention,
            form,
            replacement,
            neighbours(tokens, mention, evidence.endings, self.language),
            evidence,
            lead,
            self.language,
        )
        verdict = judge(case)
        return (self._finding(document, case, verdict, runner_up), form) if verdict else None

    def _finding(self, document: Document, case: Case, verdict: Verdict, runner_up: Candidate | None) -> Finding:
        form, mention = case.form, case.mention
        foreign = form.lang if form.lang != form.entry.language else None
        evidence = {
            "why": verdict.why,
            "glossary": form.entry.glossary,
            "form": form.text,
            "support": case.support,
            "title": case.around.title,
            "runner_up": {"entry": runner_up.entry, "score": round(runner_up.score, 4)} if runner_up else None,
        }
        display = verdict.applicability is Applicability.DISPLAY
        return Finding(
            start=mention.start,
            end=mention.end,
            text=mention.text,
            rule=verdict.rule.code,
            category=verdict.rule.category,
            message=f"{'may be' if display else 'is'} a variant of {form.entry.canonical}: {verdict.why}",
            applicability=verdict.applicability,
            replacement=case.replacement,
            entry=form.entry.id,
            lang=foreign,
            score=mention.score,
            evidence=evidence,
            path=document.path,
            record=document.record,
        )

    def _ambiguous(self, document: Document, mention: Mention, options: Mapping[str, tuple[Form, ...]]) -> Finding:
        claims = {f.entry.id: replacement for replacement, forms in sorted(options.items()) for f in forms}
        first = next(iter(claims))
        rest = [{"entry": entry, "score": round(mention.score, 4)} for entry in claims if entry != first]
        return Finding(
            start=mention.start,
            end=mention.end,
            text=mention.text,
            rule=rules.AMBIGUOUS.code,
            category=rules.NAME,
            message=f"may be {' or '.join(claims)}: nothing in the document tells which",
            replacement=claims[first],
            entry=first,
            score=mention.score / len(claims),
            evidence={"why": "several entries claim this form", "claims": claims, "runner_up": rest[0]},
            path=document.path,
            record=document.record,
        )

    def _runner_up(self, mention: Mention, chosen: set[str]) -> Candidate | None:
        """The best entry besides those chosen, by its likeness to the whole mention."""
        best: Candidate | None = None
        words = mention.text.split()
        if mention.words > 1 or len(words) > 1:
            return None
        for word, score in self.vocabulary.index.near(mention.text, 0.0, 20):
            for form in self.index.phrases.get(word, ()):
                if form.entry.id not in chosen and (best is None or score > best.score) and score < 1.0:
                    best = Candidate(form.entry.id, score, rules.NEAR.code)
        return best


def _choose(options: Mapping[str, tuple[Form, ...]], evidence: Evidence) -> Mapping[str, tuple[Form, ...]]:
    """The replacements left once the document has spoken: those of entries that it names, else all.

    A family name counts only for the people whom the document names in full, where it names any.
    """
    if len(options) < 2:
        return options
    tests: tuple[Callable[[Form], bool], ...] = (
        lambda f: f.entry.id in evidence.full_names,
        lambda f: f.entry.id in evidence.surfaces,
        lambda f: bool(evidence.related(f)),
    )
    for supported in tests:
        kept = {r: tuple(filter(supported, forms)) for r, forms in options.items()}
        kept = {r: forms for r, forms in kept.items() if forms}
        if kept:
            return kept
    names = {r: tuple(f for f in forms if f.role != "family") for r, forms in options.items()}
    return {r: forms for r, forms in names.items() if forms} or options


def _forbidden(text: str, mention: Mention, form: Form) -> bool:
    """Whether a string that the entry excludes covers the mention."""
    for string in form.entry.never:
        window = text[max(0, mention.start - len(string)) : mention.end + len(string)]
        offset = mention.start - max(0, mention.start - len(string))
        at = window.casefold().find(string.casefold())
        while at >= 0:
            if at < offset + len(mention.text) and offset < at + len(string):
                return True
            at = window.casefold().find(string.casefold(), at + 1)
    return False


def _latin(text: str) -> bool:
    return all(ord(ch) <= _LATIN_END or not ch.isalpha() or 0x1E00 <= ord(ch) <= 0x1EFF for ch in fold(text))
