"""Steps that can be taken back: what is said of them, and their judgements in the file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from normalize.judgements import store
from normalize.judgements.judgement import CLUSTER, Judgement, Verdict

DONE = {Verdict.ACCEPT: "accepted", Verdict.REJECT: "rejected", Verdict.EDIT: "edited"}


@dataclass(frozen=True, slots=True)
class Step:
    """What was decided, or taken back, in words."""

    told: str


@dataclass(frozen=True)
class Room:
    """Where decisions go, and who takes them: the file, the name of the corpus, a person, and the time (ISO 8601)."""

    path: Path
    corpus: str
    who: str
    clock: Callable[[], str]

    def stamp(self) -> tuple[int, int] | None:
        """What tells one state of the file from another; None where there is none."""
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_size, status.st_mtime_ns

    def judgements(self) -> list[Judgement]:
        """All that was decided so far, whoever did."""
        return store.read(self.path) if self.path.exists() else []


def step_of(judgements: Collection[Judgement]) -> Step:
    """The step that some judgements are.

    >>> from normalize.judgements.judgement import Scope
    >>> one = Judgement(Verdict.ACCEPT, "N301", "Panchir", "Panjshir", None, Scope.always())
    >>> step_of([one]).told, step_of([one, one]).told
    ('“Panchir” accepted', '2 judgements: accepted')
    """
    *_, last = judgements
    done = DONE[last.verdict]
    return Step(f"“{last.text[:80]}” {done}" if len(judgements) == 1 else f"{len(judgements):,} judgements: {done}")


def last_of(judgements: Sequence[Judgement]) -> Sequence[Judgement]:
    """The judgements of the last step on findings: those that were taken at the same time.

    Those without a rule of findings are on clusters, and are taken back with what they changed in a draft.
    """
    on_findings = [one for one in judgements if one.rule not in (None, CLUSTER)]
    if not on_findings:
        return ()
    last = on_findings[-1]
    return [one for one in on_findings if one.when == last.when] if last.when else [last]
