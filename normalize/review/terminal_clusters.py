"""The clusters of a draft in the terminal: the same keys as on the page, one cluster at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from normalize.discovery.cluster import Cluster, Member
from normalize.errors import ConfigError
from normalize.judgements.judgement import Verdict
from normalize.review.cluster_desk import ClusterDesk
from normalize.review.filters import State
from normalize.review.steps import Step
from normalize.review.terminal import Ask, Screen, explained
from normalize.text.counted import counted
from normalize.text.visible import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

HELP = (
    "a accept · r reject · w note · s skip · k back · u undo · n p form · x choose · d drop · t split off · "
    "c canonical · e rename · m merge · / search · ? keys · q quit"
)
_KEYS = {
    "a r": "accept; reject: the draft is rid of the cluster",
    "w": "a note: asks for a line, kept as the `why` of the next acceptance or rejection",
    "s j": "skip: the next cluster; what was passed stays open",
    "k": "back to the cluster before",
    "u": "take the last change back",
    "n p": "through the forms",
    "x": "choose the form at >, or give it back",
    "d t": "drop the chosen forms (or the one at >); split them off as a cluster of their own",
    "c e": "make the form at > canonical; write a canonical form that is not there",
    "m": "merge: asks for a form of the other cluster",
    "/": "search: asks for words; an empty line shows all that is open",
    "?": "these keys",
    "q": "quit; all decisions are kept",
}


@dataclass
class ClusterTerminal(Screen):
    """One review of a draft: ``key`` waits for a key, ``ask`` for a line; both may raise EOFError, which ends it."""

    desk: ClusterDesk
    out: Console
    key: Callable[[], str]
    ask: Ask
    search: str = ""
    at: int = 0
    place: int = 0
    told: str = HELP
    chosen: set[str] = field(default_factory=set)
    keys: Mapping[str, Callable[[], None]] = field(init=False)

    def __post_init__(self) -> None:
        self.keys = {
            "a": lambda: self._done(lambda c: self._decided(c, Verdict.ACCEPT)),
            "r": lambda: self._done(lambda c: self._decided(c, Verdict.REJECT)),
            "w": self.write_note,
            "s": lambda: self._go(1),
            "j": lambda: self._go(1),
            "k": lambda: self._go(-1),
            "u": self._undo,
            "n": lambda: self._step(1),
            "p": lambda: self._step(-1),
            "x": self._choose,
            "d": lambda: self._done(lambda c: self.desk.drop(c, self._meant(c))),
            "t": lambda: self._done(lambda c: self.desk.split(c, self._meant(c))),
            "c": lambda: self._done(lambda c: self.desk.rename(c, c.members[self.place].form)),
            "e": lambda: self._done(lambda c: self.desk.rename(c, self.ask("canonical form: "))),
            "m": lambda: self._done(lambda c: self.desk.merge(c, self._other(self.ask("merge with (a form): ")))),
            "/": self._search,
            "?": self._help,
        }

    def _listed(self) -> list[Cluster]:
        """What waits for a decision; with a search, all that has it."""
        needle = self.search.casefold()
        if not needle:
            return [cluster for cluster in self.desk.clusters if self.desk.state(cluster) is State.OPEN]
        return [c for c in self.desk.clusters if any(needle in m.form.casefold() for m in c.members)]

    def _current(self) -> Cluster | None:
        listed = self._listed()
        self.at = max(0, min(self.at, len(listed) - 1))
        return listed[self.at] if listed else None

    def show(self) -> None:
        """Print the cluster, and what was said last."""
        done = len(self.desk.clusters) - self.desk.left()
        head = f"{counted(len(self._listed()), 'cluster')} in the list, {done:,} accepted, {self.desk.left():,} left"
        self.out.print(f"\n{head} · decisions hold for this corpus", style="dim", markup=False)
        if self.told:
            self.out.print(self.told, style="bold", markup=False)
        cluster = self._current()
        if cluster is None:
            self.out.print("nothing in this list: / searches, u undoes, q quits")
            return
        for line in self._lines(cluster):
            self.out.print(line)

    def _lines(self, cluster: Cluster) -> Iterator[Text]:
        from rich.text import Text

        acronym = f" ({visible(cluster.acronym)})" if cluster.acronym else ""
        number = self.desk.clusters.index(cluster) + 1  # in the draft: what was accepted leaves the list
        yield Text(f"{number} of {len(self.desk.clusters)}. {visible(cluster.canonical)}{acronym}", "bold")
        mentions = f"{counted(cluster.mentions, 'mention')}, {cluster.settles:,} to be written otherwise"
        yield Text(f"   {cluster.kind}; {mentions}; {self.desk.state(cluster).value}")
        yield Text(f"   {visible(cluster.reason)}")
        for number, member in enumerate(cluster.members):
            mark = "x" if member.form in self.chosen else " "
            point = ">" if number == self.place else " "
            places = f"{member.count:,} in {counted(member.documents, 'document')}"
            places += f", and {member.within:,} within longer names" if member.within else ""
            yield Text(f" {point} [{mark}] {visible(member.form)}: {places}; {visible(member.why)}", "cyan")
            if number == self.place:
                yield from _contexts(member)
        for apart in cluster.apart:
            yield Text(f"   kept apart: {visible(apart.form_or_id)}: {visible(apart.why)}", "dim")

    def _done(self, change: Callable[[Cluster], Step]) -> None:
        cluster = self._current()
        if cluster is None:
            return
        self.told = change(cluster).told
        self._stay(cluster)

    def _decided(self, cluster: Cluster, verdict: Verdict) -> Step:
        step = self.desk.decide(cluster, verdict, self.note)
        self.note = ""
        return step

    def _stay(self, cluster: Cluster) -> None:
        """Show the same cluster again, wherever a change has put it, as long as it is in the list."""
        self.chosen.clear()
        self.place = 0
        self.at = next((at for at, one in enumerate(self._listed()) if one.id == cluster.id), self.at)

    def _meant(self, cluster: Cluster) -> set[str]:
        """The chosen forms, or the one that is pointed at."""
        return set(self.chosen) or {cluster.members[self.place].form}

    def _other(self, form: str) -> Cluster:
        for cluster in self.desk.clusters:
            if form.strip() in (cluster.id, *(member.form for member in cluster.members)):
                return cluster
        raise ConfigError(f"no cluster has the form “{form.strip()}”")

    def _choose(self) -> None:
        cluster = self._current()
        if cluster is not None:
            self.chosen ^= {cluster.members[self.place].form}

    def _go(self, by: int) -> None:
        self.at, self.place = self.at + by, 0
        self.chosen.clear()

    def _step(self, by: int) -> None:
        cluster = self._current()
        if cluster is not None:
            self.place = max(0, min(self.place + by, len(cluster.members) - 1))

    def _undo(self) -> None:
        step = self.desk.undo()
        self.told = f"taken back: {step.told}" if step else "there is nothing to take back"
        self.chosen.clear()
        self.place = 0

    def _search(self) -> None:
        self.search, self.at, self.place = self.ask("search: ").strip(), 0, 0

    def _help(self) -> None:
        self.told = explained(_KEYS)


def _contexts(member: Member) -> Iterator[Text]:
    from rich.text import Text

    for one in member.contexts:
        record = "" if one.record is None else f", record {one.record}"
        line = Text(f"       {visible(one.path)}{record}: {visible(one.before)}")
        yield line.append(visible(one.text), "bold green").append(visible(one.behind))
