"""A judgement holds within its scope and nowhere else: many random ones, against a slow reading of what scopes mean."""

from __future__ import annotations

from random import Random

import judging
import pytest

from normalize import Normalizer
from normalize.judgements.applied import Judgements
from normalize.judgements.judgement import Judgement, Reach, Verdict
from normalize.model import Applicability, Document, FieldSpan, Finding
from normalize.run import pipeline

SETTINGS = Normalizer(["afghanistan"]).settings
CORPORA = ("north", "south")
REACHES = (Reach.THIS, Reach.DOCUMENT, Reach.CORPUS, Reach.ALWAYS)
SETS, EACH = 40, 50  # 2,000 judgements


def documents(corpus: str) -> list[Document]:
    """Text files and records of two fields, under the same paths in each corpus."""
    draw = Random(corpus)
    found = [Document(judging.text(draw), f"{i}.txt") for i in range(8)]
    for record in range(4):
        title, body = judging.text(draw, 1), judging.text(draw)
        spans = (FieldSpan("title", 0, len(title)), FieldSpan("body", len(title) + 2, len(title) + 2 + len(body)))
        found.append(Document(f"{title}\n\n{body}", "records.jsonl", record, fields=spans))
    return found


def findings(document: Document) -> list[Finding]:
    """The findings of a document, in offsets of their fields."""
    placed = (document.in_field(finding) for finding in pipeline.run(document, SETTINGS).findings)
    return [finding for finding in placed if finding is not None]


@pytest.fixture(scope="module")
def found() -> list[tuple[Finding, Document, str]]:
    """Every finding of both corpora, with its document and corpus."""
    return [(f, d, corpus) for corpus in CORPORA for d in documents(corpus) for f in findings(d)]


def shown(text: str) -> str:
    return text.replace("\u00ad", "") if text != "\u00ad" else text


def is_on(said: Judgement, finding: Finding) -> bool:
    """Whether the question is the same, read slowly."""
    pair = shown(said.text) == shown(finding.text) and said.replacement == finding.replacement
    entry = said.entry is None or finding.entry is None or said.entry == finding.entry
    hygiene = (said.rule or "").startswith("T") != finding.rule.startswith("T")
    words = any(c.isalnum() for c in finding.text) and any(c.isalnum() for c in finding.replacement or "")
    loosely = said.verdict is Verdict.REJECT and words and not hygiene
    return pair and entry and (said.rule is None or said.rule == finding.rule or loosely)


def holds(said: Judgement, finding: Finding, document: Document, corpus: str) -> bool:
    """Whether a place lies in the scope, read slowly."""
    scope = said.scope
    if scope.corpus is not None and scope.corpus != corpus:
        return False
    if scope.reach in (Reach.CORPUS, Reach.ALWAYS):
        return True
    if (scope.path, scope.record) != (document.path, document.record):
        return False
    if scope.reach is Reach.DOCUMENT:
        return True
    return (scope.field, scope.start, scope.end) == (finding.field, finding.start, finding.end)


def is_kept(said: Judgement, finding: Finding, document: Document, corpus: str) -> bool:
    """Whether a finding lies in what a person wrote, read slowly, offset by offset."""
    put = said.put
    if not put or said.scope.reach is Reach.THIS or not holds(said, finding, document, corpus):
        return False
    texts = {span.name: document.text[span.start : span.end] for span in document.fields}
    text = texts.get(finding.field or "", document.text)
    for start in range(max(0, finding.end - len(put)), finding.start + 1):
        end = start + len(put)
        if text[start:end] == put and end >= finding.end:
            before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
            behind = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
            if not before and not behind:
                return True
    return False


def slowly(
    said: list[Judgement], finding: Finding, document: Document, corpus: str
) -> tuple[Applicability, str | None]:
    """What becomes of a finding: applicability and replacement."""
    counting = []
    for i, one in enumerate(said):
        later = any(other.question == one.question for other in said[i + 1 :])
        if not later:
            counting.append(one)

    def rank(one: Judgement) -> tuple[int, bool, str]:
        return -REACHES.index(one.scope.reach), one.rule == finding.rule, one.when

    on = [one for one in counting if is_on(one, finding) and holds(one, finding, document, corpus)]
    kept = [one for one in counting if is_kept(one, finding, document, corpus)]
    best = max(on, key=rank, default=None)
    if kept and (best is None or best.scope.reach is not Reach.THIS):
        return Applicability.DISPLAY, finding.replacement
    if best is None:
        return finding.applicability, finding.replacement
    if best.verdict is Verdict.REJECT:
        return Applicability.DISPLAY, finding.replacement
    return Applicability.SAFE, best.put if best.verdict is Verdict.EDIT else finding.replacement


@pytest.mark.parametrize("seed", range(SETS))
def test_each_finding_is_judged_as_a_slow_reading_says(seed: int, found: list[tuple[Finding, Document, str]]) -> None:
    said = judging.sample(Random(seed), found, EACH)
    judgements = Judgements(said)
    heard = {(d.path, d.record, corpus): judgements.on(d, corpus) for _, d, corpus in found}
    for finding, document, corpus in found:
        on = heard[document.path, document.record, corpus]
        judged = on.judged(finding) if on is not None else finding
        expected = slowly(said, finding, document, corpus)
        assert (judged.applicability, judged.replacement) == expected, (finding, corpus)


def test_a_rejected_pair_is_silent_in_its_scope_and_nowhere_else(found: list[tuple[Finding, Document, str]]) -> None:
    draw = Random("one by one")
    for _ in range(200):
        finding, document, corpus = draw.choice(found)
        where = judging.scope(draw, finding, document, corpus)
        said = Judgement.of(finding, Verdict.REJECT, where)
        judgements = Judgements([said])
        for other, at, of in found:
            on = judgements.on(at, of)
            judged = on.judged(other) if on is not None else other
            inside = is_on(said, other) and holds(said, other, at, of)
            assert (judged is not other) == inside
            assert not inside or judged.applicability is Applicability.DISPLAY


def test_verdict_of_says_the_same(found: list[tuple[Finding, Document, str]]) -> None:
    said = [one for one in judging.sample(Random("api"), found, 60) if one.verdict is not Verdict.EDIT]
    judgements = Judgements(said)
    for finding, document, corpus in found:
        on = judgements.on(document, corpus)
        told = on.verdict_of(finding) if on is not None else None
        one = judgements.verdict_of(finding, document.path, document.record, finding.field, corpus)
        assert one == (told[0] if told else None)


@pytest.mark.parametrize("seed", range(3))
def test_whole_runs_follow_them_and_a_second_one_changes_nothing(
    seed: int, found: list[tuple[Finding, Document, str]]
) -> None:
    said = judging.sample(Random(f"run {seed}"), found, 80, context=1)
    judgements = Judgements(said)
    for corpus in CORPORA:
        settings = SETTINGS.with_judgements(judgements, corpus)
        for document in documents(corpus)[: 8 if seed else None]:
            result = pipeline.run(document, settings)
            for edit in result.edits:
                placed = document.in_field(edit.finding)
                assert placed is not None
                said_of_it = edit.finding.judgement
                assert said_of_it is None or said_of_it["verdict"] != "reject"
            if not document.fields:
                again = pipeline.run(Document(result.text, document.path), settings)
                assert again.text == result.text, [e.finding for e in again.edits]
