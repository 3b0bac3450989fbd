"""Several people's judgements as one file, and where they disagree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from normalize.judgements.judgement import Judgement, in_seconds
from normalize.judgements.store import dump, latest


@dataclass(frozen=True, slots=True)
class Conflict:
    """One question that files answer in several ways: the answer of each, by its name, and the one that counts."""

    answers: Mapping[str, Judgement]
    taken: Judgement


@dataclass(frozen=True, slots=True)
class Merged:
    """All judgements, in the order of the time at which they were said, and the conflicts among them."""

    judgements: tuple[Judgement, ...]
    conflicts: tuple[Conflict, ...]


def merged(files: Mapping[str, Sequence[Judgement]]) -> Merged:
    """The judgements of several files, by name, as one: the same in whatever order the files are given.

    Each line is kept once. They are put in the order of ``when``, so that of two answers to one question the later one
    counts; where both have the same time, or none, the order of the lines as text decides, and the conflict shows it. A
    file that had the answer of the other and changed it is no conflict.
    """
    lines = {dump([one]): one for judgements in files.values() for one in judgements}
    ordered = [lines[line] for line in sorted(lines, key=lambda line: (lines[line].when, line))]
    taken = {one.question: one for one in latest(ordered)}
    finals = {name: {one.question: one for one in latest(judgements)} for name, judgements in files.items()}
    said = {name: set(judgements) for name, judgements in files.items()}
    conflicts = []
    for question, one in taken.items():
        answers = {name: final[question] for name, final in finals.items() if question in final}
        if len({(a.verdict, a.put) for a in answers.values()}) > 1 and not _is_change(answers, said):
            conflicts.append(Conflict(answers, one))
    return Merged(tuple(ordered), tuple(conflicts))


def _is_change(answers: Mapping[str, Judgement], said: Mapping[str, set[Judgement]]) -> bool:
    """Whether somebody who answers last knew the answers of all others, as a copy that went on does."""
    return any(all(other in said[name] for other in answers.values()) for name in answers)


def told(judgement: Judgement) -> str:
    """A judgement on one line, for people.

    >>> from normalize.judgements.judgement import Scope, Verdict
    >>> told(Judgement(Verdict.REJECT, "N301", "Panchir", "Panjshir", "panjshir", Scope.of_corpus("archive")))
    'reject “Panchir” → “Panjshir” (N301, panjshir) in the corpus archive'
    """
    what = "" if judgement.replacement is None else f" → “{judgement.replacement}”"
    of = ", ".join(filter(None, (judgement.rule, judgement.entry)))
    put = f", put “{judgement.put}”" if judgement.put is not None else ""
    by = (f", by {judgement.who}" if judgement.who else "") + (
        f", {in_seconds(judgement.when)}" if judgement.when else ""
    )
    why = f": {judgement.why}" if judgement.why else ""
    about = f"“{judgement.text}”{what}" + (f" ({of})" if of else "")
    return f"{judgement.verdict.value} {about}{put} {_where(judgement)}{by}{why}"


def _where(judgement: Judgement) -> str:
    scope = judgement.scope
    record = "" if scope.record is None else f", record {scope.record}"
    field = "" if scope.field is None else f", {scope.field}"
    return {
        "this": f"at {scope.start} in {scope.path}{record}{field}",
        "document": f"in {scope.path}{record}",
        "corpus": f"in the corpus {scope.corpus}",
        "always": "everywhere",
    }[scope.reach.value]
