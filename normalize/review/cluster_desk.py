"""The desk of a draft: clusters, what was decided on them, changing and taking back. No page and no terminal here.

Every change writes the draft anew, and what led to it to a file beside it, so that it can be taken back later, too.
That file is written first and shortened last: a change that a crash left half made, or half taken back, is known from
it, and is taken back whole before anything else is done.
Accepting and rejecting are judgements, as they are on findings: on each form that would be written otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import Any

from normalize.discovery import edit
from normalize.discovery.cluster import Cluster, as_dict, from_dict, in_order
from normalize.discovery.decided import is_accepted, questions, said_of_pairs
from normalize.discovery.draft import (
    CLUSTERS,
    HISTORY,
    inputs_of,
    is_as_written,
    language_of,
    read_clusters,
    write_clusters,
)
from normalize.errors import ConfigError, InputError
from normalize.io import write_atomic
from normalize.io.append import append_lines, is_cut_off
from normalize.io.jsonlines import dump, parse
from normalize.io.lock import locked
from normalize.judgements import store
from normalize.judgements.judgement import CLUSTER, Judgement, Scope, Verdict
from normalize.review.filters import State
from normalize.review.steps import DONE, Room, Step

_SHOWN = 80  # code points of a form in a message
Change = Callable[[Sequence[Cluster]], list[Cluster]]


class ClusterDesk:
    """The clusters of a draft and the decisions on them; may be used by several threads."""

    def __init__(self, path: Path, room: Room) -> None:
        self.path, self.room = path, room
        self._lock = RLock()
        self._history = path.with_suffix(HISTORY)
        self.revision = 0
        self._torn = True  # whether a change may be half made: a process before this one may have crashed
        with locked(path.parent):
            self._load()
            self._make_ready()

    def look(self) -> int:
        """The revision: a number that changes with every decision, also with those of other programs in the files."""
        with self._lock:
            if self._stamps() != self._known:
                self._load()
                self.revision += 1
            return self.revision

    def _stamps(self) -> tuple[object, ...]:
        files = (self.room.path, self.path, self.path.with_suffix(CLUSTERS))
        return tuple(replace(self.room, path=file).stamp() for file in files)

    def _load(self) -> None:
        self._known = self._stamps()
        read = read_clusters(self.path)
        self.clusters = in_order(read)
        self._head = language_of(self.path), inputs_of(self.path)
        self._edited = not is_as_written(self.path, read)
        self._said = said_of_pairs(self.room.judgements(), self.room.corpus)

    def state(self, cluster: Cluster) -> State:
        """Whether a cluster was accepted: all its forms were."""
        return State.ACCEPTED if is_accepted(cluster, self._said) else State.OPEN

    def left(self) -> int:
        """How many clusters wait for a decision."""
        return sum(self.state(cluster) is State.OPEN for cluster in self.clusters)

    def decide(self, cluster: Cluster, verdict: Verdict, why: str = "") -> Step:
        """Accept a cluster, or reject it: then the draft is rid of it, and later ones are.

        What accepting says of forms holds for all findings. Rejecting says nothing of these: other glossaries and rules
        may well have reasons of their own.
        """
        asked = questions(cluster)
        if verdict is Verdict.ACCEPT and not asked:
            raise ConfigError(f"“{cluster.canonical}”: no other form is left that would be written so")
        when, entry = self.room.clock(), cluster.onto or cluster.id
        scope, who = Scope.of_corpus(self.room.corpus), self.room.who
        rule = CLUSTER if verdict is Verdict.REJECT else None
        said = [Judgement(verdict, rule, form, put, entry, scope, who=who, when=when, why=why) for form, put in asked]
        told = f"“{_short(cluster.canonical)}” {DONE[verdict]}"
        if verdict is Verdict.REJECT:
            return self._change(told, [cluster], lambda all_: edit.without(all_, cluster.id), said, when)
        return self._change(told, [cluster], list, said, when)

    def drop(self, cluster: Cluster, forms: set[str]) -> Step:
        """Take forms out of a cluster."""
        told = f"{_listed(forms)} dropped from “{_short(cluster.canonical)}”"
        return self._change(told, [cluster], lambda all_: edit.drop(all_, cluster.id, forms))

    def split(self, cluster: Cluster, forms: set[str]) -> Step:
        """Make a cluster of its own of some forms."""
        told = f"{_listed(forms)} split off “{_short(cluster.canonical)}”"
        return self._change(told, [cluster], lambda all_: edit.split(all_, cluster.id, forms))

    def merge(self, cluster: Cluster, other: Cluster) -> Step:
        """Add the forms of another cluster to one."""
        told = f"“{_short(other.canonical)}” merged into “{_short(cluster.canonical)}”"
        return self._change(told, [cluster, other], lambda all_: edit.merge(all_, cluster.id, other.id))

    def rename(self, cluster: Cluster, canonical: str) -> Step:
        """Give a cluster its canonical form, or its acronym."""
        told = f"“{_short(cluster.canonical)}”: “{_short(canonical.strip())}” is canonical"
        return self._change(told, [cluster], lambda all_: edit.rename(all_, cluster.id, canonical))

    def _change(
        self, told: str, seen: Sequence[Cluster], change: Change, said: Sequence[Judgement] = (), when: str = ""
    ) -> Step:
        """Make a change to the clusters as a person has ``seen`` them, with judgements that were taken at ``when``."""
        with self._lock, locked(self.path.parent):
            self._make_ready()
            if any(edit.named(self.clusters, one.id) != one for one in seen):
                raise ConfigError("another program has changed this cluster meanwhile: look at it again")
            before, after = self.clusters, change(self.clusters)
            old = [as_dict(cluster) for cluster in before if not any(cluster is kept for kept in after)]
            new = [cluster.id for cluster in after if not any(cluster is known for known in before)]
            line = dump({"told": told, "when": when, "before": old, "after": new})
            self._torn = True
            if old or new:
                append_lines(self._history, line)
                store.append(self.room.path, said)
                write_clusters(self.path, after, *self._head)
            else:  # no change of the draft tells whether these were written
                store.append(self.room.path, said)
                append_lines(self._history, line)
            self._torn = False
            self._load()
            self.revision += 1
            return Step(told)

    def undo(self) -> Step | None:
        """Take the last change of the draft back, with its judgements; None where there is none."""
        with self._lock, locked(self.path.parent):
            self._make_ready()
            steps = _steps(self._history)
            if not steps:
                return None
            self._take_back(steps, _before(steps[-1], self.clusters))
            self.revision += 1
            return Step(steps[-1]["told"])

    def _make_ready(self) -> None:
        """See to it that files can be written: they are as this desk knows them, and whole. Raises InputError."""
        self.look()
        if self._torn:
            self._mend()
        if self._edited:
            beside = self.path.with_suffix(CLUSTERS)
            raise InputError(
                f"{self.path}: was edited by hand, which a review would write over; use it as a glossary as it is, or "
                f"save it under another name and make the draft anew (`normalize discover --force`): {beside} differs"
            )

    def _mend(self) -> None:
        """Take back what a crash left of a change."""
        steps = _steps(self._history)
        if steps:
            old = _before(steps[-1], self.clusters)
            touched = steps[-1]["before"] or steps[-1]["after"]
            if touched and (old == self.clusters or (self._edited and is_as_written(self.path, old))):
                self._take_back(steps, old)
        self._torn = False

    def _take_back(self, steps: Sequence[dict[str, Any]], before: Sequence[Cluster]) -> None:
        """Make the draft what it was before the last step."""
        last, self._torn = steps[-1], True
        if before != self.clusters:
            write_clusters(self.path, before, *self._head, glossary_first=True)
        if last["when"]:
            store.take_out(self.room.path, lambda said: [one for one in said if one.when == last["when"]])
        write_atomic(self._history, b"".join(map(dump, steps[:-1])))
        self._torn = False
        self._load()


def _before(step: dict[str, Any], clusters: Sequence[Cluster]) -> list[Cluster]:
    """The clusters as they were before a step, whether it was made or not."""
    before = [from_dict(cluster) for cluster in step["before"]]
    gone = {*step["after"], *(cluster.id for cluster in before)}
    return in_order([*(cluster for cluster in clusters if cluster.id not in gone), *before])


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} …"


def _listed(forms: set[str]) -> str:
    return ", ".join(f"“{_short(form)}”" for form in sorted(forms))


def _steps(path: Path) -> list[dict[str, Any]]:
    """What led to a draft, oldest first; a line that a crash cut off counts as not written. Raises InputError."""
    if not path.exists():
        return []
    try:
        lines = path.read_bytes().splitlines(keepends=True)
        return [parse(line) for line in lines if not is_cut_off(line)]
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot read what was done to the draft: {error}") from error
