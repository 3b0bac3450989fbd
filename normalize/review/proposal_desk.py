"""The desk of a review: proposals, what was decided on them, deciding and taking back. No page and no terminal here.

A decision is one or many judgements with the same time, appended to the file at once. So the last decision is known
from the file alone, and can be taken back after the process that took it is gone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import RLock

from normalize.errors import JudgementError
from normalize.judgements import store
from normalize.judgements.judgement import CONTEXT, Judgement, Reach, Scope, Verdict, plain
from normalize.model import Applicability
from normalize.review.contexts import Contexts
from normalize.review.filters import Filter, State, View, lies_in, order_of
from normalize.review.kept import Window
from normalize.review.proposals import Place, Proposal, by_text
from normalize.review.steps import Room, Step, last_of, step_of
from normalize.review.verdicts import Verdicts, is_changed, state_of

_FEW = 1_000  # proposals whose change is counted one by one
_VIEWS = 4  # filters whose lists are kept, one for each page that is open


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says: a verdict, how far it reaches, what to put instead (of an edit), and why."""

    verdict: Verdict
    reach: Reach
    put: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Impact:
    """What a decision on a list would do: proposals it is about, places whose verdict changes, and what it leaves out.

    ``outside`` are places that change and lie outside the folder that the list was narrowed to; ``without`` are
    proposals that have no replacement to accept.
    """

    proposals: int
    places: int
    outside: int
    without: int


class Desk:
    """Proposals and the decisions on them; may be used by several threads."""

    def __init__(self, proposals: Sequence[Proposal], contexts: Contexts, room: Room) -> None:
        self.proposals, self.contexts, self.room = proposals, contexts, room
        self._lock = RLock()
        self._numbers = {proposal.id: number for number, proposal in enumerate(proposals)}
        self._alike: dict[str, list[int]] = {}
        for number, proposal in enumerate(proposals):
            self._alike.setdefault(plain(proposal.text), []).append(number)
        self._by_text = by_text(proposals)
        self._orders: dict[str, tuple[list[int], list[int]]] = {}
        self._views: OrderedDict[Filter, View] = OrderedDict()
        self.revision = 0
        self._load()

    def look(self) -> int:
        """The revision: a number that changes with every decision, also with those of other programs in the file."""
        with self._lock:
            if self.room.stamp() != self._stamp:
                self._load()
                self.revision += 1
            return self.revision

    def _load(self) -> None:
        self._stamp = self.room.stamp()
        self._known = Verdicts(self.room.judgements(), self.room.corpus)
        self._verdicts = [self._known.of(proposal) for proposal in self.proposals]
        self._states = [state_of(verdicts) for verdicts in self._verdicts]
        self._left = sum(map(self._waits, range(len(self.proposals))))
        self._views.clear()

    def _waits(self, number: int) -> bool:
        unsafe = self.proposals[number].applicability is Applicability.UNSAFE
        return unsafe and self._states[number] is State.OPEN

    def number_of(self, identifier: str) -> int | None:
        """The number of the proposal with an id; None where there is none."""
        return self._numbers.get(identifier)

    def state(self, number: int) -> State:
        """What people said of a proposal."""
        return self._states[number]

    def verdicts(self, number: int) -> tuple[Judgement | None, ...]:
        """The judgement that holds at each place of a proposal."""
        return self._verdicts[number]

    def written(self, text: tuple[str, int | None, str | None], start: int, end: int) -> Iterator[tuple[Place, str]]:
        """What is, or will be, written between two offsets of a text: places in their order, and what is put there."""
        fixes = self._by_text.get(text, [])
        for at in range(bisect_left(fixes, start, key=lambda fix: fix[0].start), len(fixes)):
            place, number, index = fixes[at]
            if place.start >= end:
                return
            said = self._verdicts[number][index]
            put = said.result if said is not None else self.proposals[number].replacement if place.made else None
            if put is not None and place.end <= end:
                yield place, put

    @property
    def waiting(self) -> int:
        """How many proposals wait for a person at all: those that are unsafe."""
        return sum(proposal.applicability is Applicability.UNSAFE for proposal in self.proposals)

    def left(self) -> int:
        """How many of these have places that nobody judged."""
        return self._left

    def view(self, asked: Filter) -> View:
        """The list of a filter, with its counts."""
        with self._lock:
            if asked not in self._views:
                order, _ = self._order(asked)
                made = View(asked, order, self.proposals)
                for position, number in enumerate(order):
                    made.add(position, self._states[number])
                self._views[asked] = made
                while len(self._views) > _VIEWS:
                    self._views.popitem(last=False)
            self._views.move_to_end(asked)
            return self._views[asked]

    def _order(self, asked: Filter) -> tuple[list[int], list[int]]:
        """An order, and the position of each proposal in it."""
        if asked.sort not in self._orders:
            order = order_of(self.proposals, asked.sort)
            positions = [0] * len(order)
            for position, number in enumerate(order):
                positions[number] = position
            self._orders[asked.sort] = order, positions
        return self._orders[asked.sort]

    def decide(self, number: int, place: Place, decision: Decision) -> Step:
        """Judge a proposal; a reach of this place, or of its document, is that of ``place``."""
        return self._take([(self.proposals[number], (place,))], decision)

    def next_open(self, number: int, at: int) -> int | None:
        """The place behind one of a proposal, or else before it, that waits as the proposal does; None if none does."""
        proposal, verdicts = self.proposals[number], self._verdicts[number]
        places = [*range(at + 1, len(verdicts)), *range(at)]
        kind = proposal.applicability
        return next((i for i in places if verdicts[i] is None and proposal.places[i].applicability is kind), None)

    def impact(self, asked: Filter, decision: Decision) -> Impact:
        """What :meth:`decide_all` would do."""
        with self._lock:
            places = outside = proposals = without = 0
            for proposal in self.view(asked).all():
                if decision.verdict is Verdict.ACCEPT and proposal.replacement is None:
                    without += 1
                    continue
                changed = self._changed(proposal, _targets(proposal, asked), decision)
                proposals += bool(changed)
                places += len(changed)
                outside += sum(not lies_in(place.path, asked.folder) for place in changed)
            return Impact(proposals, places, outside, without)

    def _changed(self, proposal: Proposal, targets: Sequence[Place], decision: Decision) -> list[Place]:
        verdicts = self._verdicts[self._numbers[proposal.id]]
        reached = _reached(targets, decision.reach)
        said = zip(proposal.places, verdicts, strict=True)
        new = (decision.verdict, decision.reach, decision.put)
        return [place for place, held in said if reached(place) and is_changed(held, *new)]

    def decide_all(self, asked: Filter, decision: Decision) -> Step | None:
        """Judge every proposal of a list, at its places in the filter's folder; None where nothing would change."""
        with self._lock:
            chosen = []
            for proposal in self.view(asked).all():
                if decision.verdict is Verdict.ACCEPT and proposal.replacement is None:
                    continue
                targets = _targets(proposal, asked)
                if self._changed(proposal, targets, decision):
                    chosen.append((proposal, targets))
            return self._take(chosen, decision) if chosen else None

    def _take(self, chosen: Sequence[tuple[Proposal, Sequence[Place]]], decision: Decision) -> Step:
        with self._lock:
            when = self.room.clock()
            made = [
                self._judgement(proposal, place, scope, decision, when)
                for proposal, places in chosen
                for place, scope in self._scopes(proposal, places, decision.reach)
            ]
            self.look()
            store.append(self.room.path, made)
            self._stamp = self.room.stamp()
            self._known.add(made)
            self._reread(plain(proposal.text) for proposal, _ in chosen)
            self.revision += 1
            return step_of(made)

    def _judgement(self, proposal: Proposal, place: Place, scope: Scope, decision: Decision, when: str) -> Judgement:
        question = (proposal.rule, proposal.text, proposal.replacement, proposal.entry)
        said = {"who": self.room.who, "when": when, "why": decision.why, "id": place.id}
        return Judgement(decision.verdict, *question, scope, decision.put, **said)

    def _scopes(self, proposal: Proposal, places: Sequence[Place], reach: Reach) -> Iterator[tuple[Place, Scope]]:
        """The scopes of a decision on a proposal, each with a place that it is about."""
        if reach is Reach.CORPUS:
            yield places[0], Scope.of_corpus(self.room.corpus)
        elif reach is Reach.ALWAYS:
            yield places[0], Scope.always()
        elif reach is Reach.DOCUMENT:
            first = {(place.path, place.record): place for place in reversed(places)}
            for (path, record), place in first.items():
                yield place, Scope.of_document(path, record, self.room.corpus)
        else:
            for place in places:
                yield place, self._place(place, proposal.text)

    def _place(self, place: Place, text: str) -> Scope:
        window = self.contexts.window(place)
        before = behind = None
        if isinstance(window, Window) and window.holds(place, text):
            before, behind = window.around(place.start, place.end, CONTEXT)
        where = (place.path, place.record, place.field, place.start, place.end)
        return Scope(Reach.THIS, self.room.corpus, *where, before, behind)

    def undo(self) -> Step | None:
        """Take back the last decision of the file, whoever took it; None where there is none."""
        with self._lock:
            last = store.take_out(self.room.path, last_of)
            if not last:
                return None
            self._load()
            self.revision += 1
            return step_of(last)

    def _reread(self, texts: Iterable[str]) -> None:
        """Take the verdicts of all proposals about these texts anew, and keep the lists true."""
        numbers = [number for text in dict.fromkeys(texts) for number in self._alike[text]]
        if len(numbers) > _FEW:
            self._views.clear()  # counting anew is cheaper than taking so many out and in
        for number in numbers:
            before = self._states[number]
            self._left -= self._waits(number)
            self._verdicts[number] = self._known.of(self.proposals[number])
            after = self._states[number] = state_of(self._verdicts[number])
            self._left += self._waits(number)
            if before is after:
                continue
            for asked, view in self._views.items():
                position = self._order(asked)[1][number]
                view.add(position, before, -1)
                view.add(position, after)


def _targets(proposal: Proposal, asked: Filter) -> Sequence[Place]:
    """The places of a proposal that lie in the folder of a filter."""
    return [place for place in proposal.places if lies_in(place.path, asked.folder)]


def _reached(targets: Sequence[Place], reach: Reach) -> Callable[[Place], bool]:
    """Whether a decision on some places reaches another place of the same proposal."""
    if reach is Reach.THIS:
        ids = {place.id for place in targets}
        return lambda place: place.id in ids
    if reach is Reach.DOCUMENT:
        documents = {(place.path, place.record) for place in targets}
        return lambda place: (place.path, place.record) in documents
    return lambda place: True


def checked(decision: Decision, proposal: Proposal) -> Decision:
    """A decision that can be taken on a proposal. Raises JudgementError."""
    if decision.verdict is Verdict.ACCEPT and proposal.replacement is None:
        raise JudgementError(f"“{proposal.text}”: there is no replacement to accept; edit it to say what to put")
    return decision
