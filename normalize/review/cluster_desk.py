"""The desk of a draft: clusters, what was decided on them, changing and taking back. No page and no terminal here.

Every change writes the draft anew, and what led to it to a file beside it, so that it can be taken back later, too.
Accepting and rejecting are judgements, as they are on findings: on each form that would be written otherwise.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import Any

from normalize.discovery import edit
from normalize.discovery.cluster import Cluster, Role, as_dict, from_dict, in_order
from normalize.discovery.draft import CLUSTERS, read_clusters, write_clusters
from normalize.errors import ConfigError, InputError, OutputError
from normalize.io import write_atomic
from normalize.io.jsonlines import dump, parse
from normalize.judgements import store
from normalize.judgements.judgement import Judgement, Scope, Verdict
from normalize.review.filters import State
from normalize.review.steps import DONE, Room, Step

HISTORY = ".history.jsonl"  # the suffix of what led to a draft as it is
_LANGUAGE = re.compile(r"^language: ([a-z]{2})$", re.MULTILINE)
_SHOWN = 80  # code points of a form in a message
Change = Callable[[Sequence[Cluster]], list[Cluster]]


class ClusterDesk:
    """The clusters of a draft and the decisions on them; may be used by several threads."""

    def __init__(self, path: Path, room: Room) -> None:
        self.path, self.room = path, room
        self._lock = RLock()
        self._history = path.with_suffix(HISTORY)
        self.revision = 0
        self._load()
        self._language = _language(path)

    def look(self) -> int:
        """The revision: a number that changes with every decision, also with those of other programs in the files."""
        with self._lock:
            if self._stamps() != self._known:
                self._load()
                self.revision += 1
            return self.revision

    def _stamps(self) -> tuple[object, ...]:
        return self.room.stamp(), replace(self.room, path=self.path.with_suffix(CLUSTERS)).stamp()

    def _load(self) -> None:
        self._known = self._stamps()
        self.clusters = in_order(read_clusters(self.path))
        said = store.latest(self.room.judgements())
        mine = Scope.of_corpus(self.room.corpus)
        self._said = {(j.text, j.replacement): j.verdict for j in said if j.rule is None and j.scope == mine}

    def state(self, cluster: Cluster) -> State:
        """Whether a cluster was accepted: all its forms were."""
        said = {self._said.get((form, put)) for form, put in questions(cluster)}
        return State.ACCEPTED if said == {Verdict.ACCEPT} else State.OPEN

    def left(self) -> int:
        """How many clusters wait for a decision."""
        return sum(self.state(cluster) is State.OPEN for cluster in self.clusters)

    def decide(self, cluster: Cluster, verdict: Verdict, why: str = "") -> Step:
        """Accept a cluster, or reject it: then the draft is rid of it, and its forms are not to be joined again."""
        asked = questions(cluster)
        if verdict is Verdict.ACCEPT and not asked:
            raise ConfigError(f"“{cluster.canonical}”: no other form is left that would be written so")
        when, entry = self.room.clock(), cluster.onto or cluster.id
        scope, who = Scope.of_corpus(self.room.corpus), self.room.who
        said = [Judgement(verdict, None, form, put, entry, scope, who=who, when=when, why=why) for form, put in asked]
        gone = verdict is Verdict.REJECT
        told = f"“{_short(cluster.canonical)}” {DONE[verdict]}"
        return self._change(told, lambda all_: edit.without(all_, cluster.id) if gone else list(all_), said, when)

    def drop(self, cluster: Cluster, forms: set[str]) -> Step:
        """Take forms out of a cluster."""
        told = f"{_listed(forms)} dropped from “{_short(cluster.canonical)}”"
        return self._change(told, lambda all_: edit.drop(all_, cluster.id, forms))

    def split(self, cluster: Cluster, forms: set[str]) -> Step:
        """Make a cluster of its own of some forms."""
        told = f"{_listed(forms)} split off “{_short(cluster.canonical)}”"
        return self._change(told, lambda all_: edit.split(all_, cluster.id, forms))

    def merge(self, cluster: Cluster, other: Cluster) -> Step:
        """Add the forms of another cluster to one."""
        told = f"“{_short(other.canonical)}” merged into “{_short(cluster.canonical)}”"
        return self._change(told, lambda all_: edit.merge(all_, cluster.id, other.id))

    def rename(self, cluster: Cluster, canonical: str) -> Step:
        """Give a cluster its canonical form, or its acronym."""
        told = f"“{_short(cluster.canonical)}”: “{_short(canonical.strip())}” is canonical"
        return self._change(told, lambda all_: edit.rename(all_, cluster.id, canonical))

    def _change(self, told: str, change: Change, said: Sequence[Judgement] = (), when: str = "") -> Step:
        with self._lock:
            before, after = self.clusters, change(self.clusters)
            old = [as_dict(cluster) for cluster in before if not any(cluster is kept for kept in after)]
            new = [cluster.id for cluster in after if not any(cluster is known for known in before)]
            _append(self._history, dump({"told": told, "when": when, "before": old, "after": new}))
            store.append(self.room.path, said)
            if old or new:
                write_clusters(self.path, after, self._language)
            self._load()
            self.revision += 1
            return Step(told)

    def undo(self) -> Step | None:
        """Take the last change of the draft back, with its judgements; None where there is none."""
        with self._lock:
            steps = _steps(self._history)
            if not steps:
                return None
            last = steps[-1]
            before = [from_dict(cluster) for cluster in last["before"]]
            gone = {*last["after"], *(cluster.id for cluster in before)}
            kept = [cluster for cluster in self.clusters if cluster.id not in gone]
            if gone:
                write_clusters(self.path, in_order([*kept, *before]), self._language)
            if last["when"]:
                said = self.room.judgements()
                store.write(self.room.path, [one for one in said if one.when != last["when"]])
            write_atomic(self._history, b"".join(map(dump, steps[:-1])))
            self._load()
            self.revision += 1
            return Step(last["told"])


def questions(cluster: Cluster) -> list[tuple[str, str]]:
    """What would be written otherwise, and how: each form that is not the right one of its role."""
    right = {Role.NAME: cluster.canonical, Role.ACRONYM: cluster.acronym}
    pairs = ((member.form, right[member.role]) for member in cluster.members)
    return [(form, put) for form, put in pairs if put is not None and form != put]


def _language(path: Path) -> str:
    """The language of a draft, as its glossary says; English where it says none."""
    try:
        found = _LANGUAGE.search(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot read the draft: {error}") from error
    return found[1] if found else "en"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} …"


def _listed(forms: set[str]) -> str:
    return ", ".join(f"“{_short(form)}”" for form in sorted(forms))


def _append(path: Path, line: bytes) -> None:
    try:
        with path.open("ab") as stream:
            stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error


def _steps(path: Path) -> list[dict[str, Any]]:
    """What led to a draft, oldest first; a line that a crash cut off counts as not written. Raises InputError."""
    if not path.exists():
        return []
    try:
        lines = path.read_bytes().splitlines(keepends=True)
        return [parse(line) for line in lines if line.endswith(b"\n")]
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot read what was done to the draft: {error}") from error
