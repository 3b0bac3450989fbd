"""How judgements bear on findings: the narrowest one that holds for a finding speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from normalize.judgements.judgement import CLUSTER, NARROWEST_FIRST, Judgement, Reach, Verdict, is_hygiene, plain
from normalize.judgements.places import Span, occurrences, place_of
from normalize.judgements.store import dump, latest
from normalize.model import JUDGEMENT, Applicability, Document, Finding

_RANK = {reach: place for place, reach in enumerate(NARROWEST_FIRST)}


class Judgements:
    """Judgements on all kinds of findings; of several on one question the last counts.

    >>> from normalize.judgements.judgement import Scope
    >>> told = Judgements([Judgement(Verdict.REJECT, "N301", "Panchir", "Panjshir", None, Scope.of_corpus("archive"))])
    >>> len(told), bool(Judgements())
    (1, False)
    """

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._all = tuple(latest(judgements))
        self._near: dict[tuple[str | None, int | None], list[Judgement]] = defaultdict(list)
        self._wide: dict[str, list[Judgement]] = defaultdict(list)
        self._wide_spans: list[Judgement] = []
        for judgement in self._all:
            scope = judgement.scope
            if scope.reach in (Reach.THIS, Reach.DOCUMENT):
                self._near[scope.path, scope.record].append(judgement)
            else:
                self._wide[plain(judgement.text)].append(judgement)
                if judgement.put or _is_on_full_names(judgement):
                    self._wide_spans.append(judgement)

    def __iter__(self) -> Iterator[Judgement]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def verdict_of(
        self, finding: Finding, path: str, record: int | None, field: str | None, corpus: str | None
    ) -> Judgement | None:
        """The judgement on a finding in offsets of its field in the original text; None where none holds.

        The narrowest scope wins; within one, a judgement on the finding's rule before one on the pair, then the later.
        A place is known by its offsets here: :meth:`on` knows it again where it was moved, too.
        """
        here = [one for one in self._near.get((path, record), ()) if plain(one.text) == plain(finding.text)]
        at = (finding.start, finding.end)
        held = [j for j in here if j.scope.reach is Reach.DOCUMENT or _stands(j, field, at)]
        return _narrowest(finding, [*self._wide.get(plain(finding.text), ()), *held], corpus)

    def on(self, document: Document, corpus: str | None) -> OnDocument | None:
        """What may bear on the findings of a document; None where nothing can."""
        if not self._all:
            return None
        near = self._near.get((document.path, document.record), ()) if document.path else ()
        return OnDocument(document, corpus, self._wide, near, self._wide_spans) if near or self._wide else None


def _is_on_full_names(judgement: Judgement) -> bool:
    """Whether a judgement says of two full names that they are not one."""
    return judgement.rule == CLUSTER and judgement.verdict is Verdict.REJECT and " " in judgement.text


def _stands(judgement: Judgement, field: str | None, at: Span) -> bool:
    scope = judgement.scope
    return scope.field == field and (scope.start, scope.end) == at


class OnDocument:
    """The judgements that may bear on the findings of one document: places are looked up in its text once."""

    def __init__(
        self,
        document: Document,
        corpus: str | None,
        wide: Mapping[str, Sequence[Judgement]],
        near: Sequence[Judgement],
        spans: Sequence[Judgement],
    ) -> None:
        """``spans`` are those of wide scope that hold for what lies within a longer text: what a person put there, and
        full names that were said to be two."""
        self._corpus, self._wide = corpus, wide
        self._document: dict[str, list[Judgement]] = defaultdict(list)
        self._places: dict[tuple[str | None, Span], list[Judgement]] = defaultdict(list)
        self._kept: dict[str | None, list[tuple[Span, Judgement]]] = defaultdict(list)
        self._apart: dict[str | None, list[tuple[Span, str, Judgement]]] = defaultdict(list)
        self._texts: dict[str | None, str] = {s.name: document.text[s.start : s.end] for s in document.fields}
        if not document.fields:
            self._texts[document.field] = document.text
        for judgement in near:
            if _names(judgement, corpus):
                self._add(judgement)
        for judgement in spans:
            if _names(judgement, corpus):
                self._keep(judgement) if judgement.put else self._keep_apart(judgement)

    def _add(self, judgement: Judgement) -> None:
        if judgement.scope.reach is Reach.DOCUMENT:
            self._document[plain(judgement.text)].append(judgement)
            if judgement.put:
                self._keep(judgement)
            return
        field = judgement.scope.field
        found = place_of(judgement, self._texts[field]) if field in self._texts else None
        if found is not None and found[1]:
            self._places[field, found[0]].append(judgement)
        elif found is not None and judgement.put:
            self._kept[field].append((found[0], judgement))

    def _keep(self, judgement: Judgement) -> None:
        """What a person wrote stays as it is wherever it stands in the scope: else the next run would repair it."""
        for field, span in self._whole(judgement.put or ""):
            self._kept[field].append((span, judgement))

    def _keep_apart(self, judgement: Judgement) -> None:
        """Two full names that are not one are not made one by halves either: by their family names."""
        pair = (judgement.text, judgement.replacement or "")
        for name, other in (pair, pair[::-1]):
            for field, span in self._whole(name):
                self._apart[field].append((span, other, judgement))

    def _whole(self, form: str) -> Iterator[tuple[str | None, Span]]:
        """Where a form stands in the document, between words."""
        for field, text in self._texts.items():
            for start in occurrences(text, form) if form else ():
                if _is_whole(text, start, start + len(form)):
                    yield field, (start, start + len(form))

    def verdict_of(self, finding: Finding) -> tuple[Judgement, bool] | None:
        """The judgement on a finding in offsets of its field, and whether it is followed.

        It is not where the finding lies in what a person wrote: that stays, for the next run cannot tell who wrote it.
        Only a judgement on the very place says otherwise. Within a full name that was kept apart from another one
        nothing makes it more like that one, unless the place or its document was judged.
        """
        field, at, shown = finding.field, (finding.start, finding.end), plain(finding.text)
        held = (self._wide.get(shown, ()), self._document.get(shown, ()), self._places.get((field, at), ()))
        spoken = _narrowest(finding, chain(*held), self._corpus)
        around = [j for span, j in self._kept.get(field, ()) if _is_in(at, span, j)]
        if around and (spoken is None or spoken.scope.reach is not Reach.THIS):
            return max(around, key=lambda one: _precedence(one, finding)), False
        if spoken is None or _RANK[spoken.scope.reach] > _RANK[Reach.DOCUMENT]:
            for span, other, said in self._apart.get(field, ()):
                inside = span[0] <= at[0] and at[1] <= span[1] and at != span
                if inside and finding.replacement and finding.replacement in other:
                    return said, True
        return (spoken, True) if spoken is not None else None

    def judged(self, finding: Finding) -> Finding:
        """A finding as the judgement on it leaves it.

        A rejected one is for display, an accepted one safe, an edited one safe with the person's text. Its evidence
        says what was said, and what the finding was before.
        """
        said = None if finding.judgement is not None else self.verdict_of(finding)
        if said is None:
            return finding
        judgement, followed = said
        evidence = {**finding.evidence, JUDGEMENT: _told(judgement, finding, followed=followed)}
        if judgement.verdict is Verdict.REJECT or not followed:
            return replace(finding, applicability=Applicability.DISPLAY, evidence=evidence)
        put = judgement.put if judgement.verdict is Verdict.EDIT else finding.replacement
        return replace(finding, applicability=Applicability.SAFE, replacement=put, evidence=evidence)


def _is_in(at: Span, span: Span, judgement: Judgement) -> bool:
    """Whether a finding would change what a person wrote; at one place, what it runs into as well."""
    if judgement.scope.reach is Reach.THIS:
        return at[0] < span[1] and span[0] < at[1]
    return span[0] <= at[0] and at[1] <= span[1]


def _told(judgement: Judgement, finding: Finding, *, followed: bool) -> dict[str, Any]:
    """A judgement as the evidence of a finding has it."""
    told: dict[str, Any] = {"verdict": judgement.verdict.value, "scope": judgement.scope.reach.value}
    told |= {name: said for name in ("who", "when", "why") if (said := getattr(judgement, name))}
    told["was"] = finding.applicability.value
    if not followed:
        told["followed"] = False
    if judgement.verdict is Verdict.EDIT and finding.replacement is not None:
        told["proposed"] = finding.replacement
    return told


def _names(judgement: Judgement, corpus: str | None) -> bool:
    """Whether a judgement holds for a corpus, as far as it names one."""
    return judgement.scope.corpus is None or judgement.scope.corpus == corpus


def _narrowest(finding: Finding, held: Iterable[Judgement], corpus: str | None) -> Judgement | None:
    best: Judgement | None = None
    for judgement in held:
        if not (_names(judgement, corpus) and _is_on(judgement, finding)):
            continue
        if best is None or _precedence(judgement, finding) > _precedence(best, finding):
            best = judgement
    return best


def _precedence(judgement: Judgement, finding: Finding) -> tuple[int, bool, str, bytes]:
    """The rank of a judgement: the same in whatever order a file has them."""
    return -_RANK[judgement.scope.reach], judgement.rule == finding.rule, judgement.when, dump([judgement])


def _is_on(judgement: Judgement, finding: Finding) -> bool:
    """Whether a judgement's question is that of a finding, wherever it stands.

    A rejection of words holds whatever rule finds the pair, but between text hygiene and the rest.
    """
    rule = judgement.rule
    if judgement.replacement != finding.replacement or plain(judgement.text) != plain(finding.text):
        return False
    if judgement.entry is not None and finding.entry not in (None, judgement.entry):
        return False
    if rule is None or rule == finding.rule:
        return True
    if rule == CLUSTER or judgement.verdict is not Verdict.REJECT or is_hygiene(rule) or is_hygiene(finding.rule):
        return False
    return _has_letters(finding.text) and _has_letters(finding.replacement or "")


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, text))


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a span begins and ends between words."""
    opens = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    return opens and (end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum()))
