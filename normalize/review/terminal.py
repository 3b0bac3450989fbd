"""A review in the terminal, for a machine without a browser: the same questions and keys as the page, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from normalize.errors import NormalizeError
from normalize.judgements.judgement import Reach, Verdict
from normalize.review import shown
from normalize.review.filters import Filter, View
from normalize.review.proposal_desk import Decision, Desk, checked
from normalize.review.typed import PARTS, filter_of
from normalize.rules import Rule
from normalize.text.counted import counted
from normalize.text.visible import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Ask = Callable[[str], str]
_REACHES = {"1": Reach.THIS, "2": Reach.DOCUMENT, "3": Reach.CORPUS, "4": Reach.ALWAYS}
_HOLDS = {
    Reach.THIS: "this place",
    Reach.DOCUMENT: "this document",
    Reach.CORPUS: "this corpus",
    Reach.ALWAYS: "every corpus",
}
_STYLES = {
    ("source", shown.HERE): "bold red",
    ("clean", shown.HERE): "bold green",
    ("source", shown.OTHER): "dim",
    ("clean", shown.OTHER): "dim",
}
HELP = (
    "a accept · r reject · e edit · w note · s skip · k back · u undo · n p place · 1 2 3 4 scope · / filter · "
    "A R the whole list · ? keys · q quit"
)
_KEYS = {
    "a r": "accept, reject",
    "e": "edit: asks for what is to stand there",
    "w": "a note: asks for a line, kept as the `why` of the next decision",
    "s j": "skip: the next proposal; what was passed stays open",
    "k": "back to the proposal before",
    "u": "take the last decision back: one, or a whole list",
    "n p": "through the places of a proposal; “this place” and “this document” mean the one at >",
    "1 2 3 4": "scope: this place, its document, this corpus, every corpus",
    "/": f"filter: asks for {PARTS}; an empty line shows all",
    "A R": "accept or reject the whole list; asks before it does",
    "?": "these keys",
    "q": "quit; all decisions are kept",
    "score": "how sure it is, 0 to 1; `runner-up` is the entry that came second, with its own",
    "clause": "the test that decided (`normalize rule CODE`); `support` is what else speaks for the entry",
}
_YES = frozenset(["y", "yes"])


def explained(keys: Mapping[str, str]) -> str:
    """Keys and what they do, one a line.

    >>> print(explained({"a": "accept", "1 2": "scope"}))
      a        accept
      1 2      scope
    """
    return "\n".join(f"  {key:<8} {what}" for key, what in keys.items())


class Screen:
    """What is asked one thing at a time: it is shown, a key is read, the key acts.

    ``note`` is kept as the reason of the next decision; ``strange`` are keys that do nothing, told of already.
    """

    key: Callable[[], str]
    ask: Ask
    keys: Mapping[str, Callable[[], None]]
    told: str
    note: str = ""
    strange: frozenset[str] = frozenset()

    def show(self) -> None:
        """Print what is asked, and what was said last."""
        raise NotImplementedError

    def run(self) -> None:
        """Ask until `q`, or the end of the input."""
        try:
            while True:
                self.show()
                key = self.key()
                if key in ("q", "\x04"):
                    return
                self.act(key)
        except EOFError:
            return

    def act(self, key: str) -> None:
        """Do what a key says; what cannot be is told."""
        self.told = ""
        if key in self.keys:
            try:
                self.keys[key]()
            except NormalizeError as error:
                self.told = str(error)
        elif key not in self.strange and key.isprintable():
            self.strange |= {key}
            self.told = f"“{key}” is no key here; ? explains all"

    def write_note(self) -> None:
        """Ask for the reason of the next decision."""
        self.note = self.ask("note: ").strip()
        self.told = f"note for the next decision: {self.note}" if self.note else "no note"


@dataclass
class Terminal(Screen):
    """One review: ``key`` waits for a key, ``ask`` for a line; both may raise EOFError, which ends the review."""

    desk: Desk
    rules: Mapping[str, Rule]
    out: Console
    key: Callable[[], str]
    ask: Ask
    asked: Filter
    at: int = 0
    place: int = 0
    reach: Reach = Reach.CORPUS
    told: str = ""
    keys: Mapping[str, Callable[[], None]] = field(init=False)

    def __post_init__(self) -> None:
        self.keys = {
            "a": lambda: self._decide(Verdict.ACCEPT),
            "r": lambda: self._decide(Verdict.REJECT),
            "e": self._edit,
            "w": self.write_note,
            "s": lambda: self._go(1),
            "j": lambda: self._go(1),
            "k": lambda: self._go(-1),
            "u": self._undo,
            "n": lambda: self._step(1),
            "p": lambda: self._step(-1),
            "/": self._filter,
            "A": lambda: self._decide_all(Verdict.ACCEPT),
            "R": lambda: self._decide_all(Verdict.REJECT),
            "?": self._help,
        }

    def act(self, key: str) -> None:
        """Do what a key says."""
        if key in _REACHES:
            self.told, self.reach = "", _REACHES[key]
        else:
            super().act(key)

    @property
    def _view(self) -> View:
        return self.desk.view(self.asked)

    def _number(self) -> int | None:
        """The number of the proposal that is shown; None where the list is empty."""
        hits = self._view.hits
        self.at = max(0, min(self.at, len(hits) - 1))
        return self._view.order[hits[self.at]] if hits else None

    def show(self) -> None:
        """Print the proposal, and what was said last."""
        number = self._number()
        head = f"{counted(len(self._view.hits), 'proposal')} in the list, {self.desk.left():,} unsafe left"
        self.out.print(f"\n{head} · scope: {_HOLDS[self.reach]} (1-4)", style="dim", markup=False)
        if self.told:
            self.out.print(self.told, style="bold", markup=False)
        if number is None:
            self.out.print("nothing in this list: / changes the filter, u undoes, q quits")
            return
        first = self.place // shown.CONTEXTS * shown.CONTEXTS
        for line in lines(shown.detail(self.desk, number, first, self.rules), self.at, self.place):
            self.out.print(line)

    def _decide(self, verdict: Verdict, put: str | None = None) -> None:
        number = self._number()
        if number is None:
            return
        proposal = self.desk.proposals[number]
        decision = checked(Decision(verdict, self.reach, put, self.note), proposal)
        step = self.desk.decide(number, proposal.places[self.place], decision)
        self.told, self.note = step.told, ""
        alone = self.reach in (Reach.THIS, Reach.DOCUMENT)
        other = self.desk.next_open(number, self.place) if alone and self._number() == number else None
        self.place = other or 0
        self.at += other is None and self._number() == number  # it stays in the list: on to the next one

    def _edit(self) -> None:
        if self._number() is not None:
            self._decide(Verdict.EDIT, self.ask("write instead: "))

    def _go(self, by: int) -> None:
        self.at, self.place = self.at + by, 0

    def _undo(self) -> None:
        step = self.desk.undo()
        self.told = f"taken back: {step.told}" if step else "there is nothing to take back"

    def _step(self, by: int) -> None:
        number = self._number()
        if number is not None:
            self.place = max(0, min(self.place + by, len(self.desk.proposals[number].places) - 1))

    def _filter(self) -> None:
        self.asked, self.at, self.place = filter_of(self.ask(f"filter ({PARTS}): ")), 0, 0

    def _decide_all(self, verdict: Verdict) -> None:
        decision = Decision(verdict, self.reach, why=self.note)
        impact = self.desk.impact(self.asked, decision)
        places = f"{counted(impact.proposals, 'proposal')}, {counted(impact.places, 'place')}"
        question = f"{verdict.value} {places}, for {_HOLDS[self.reach]}? (y or yes) "
        if impact.places and self.ask(question).strip().lower() in _YES:
            step = self.desk.decide_all(self.asked, decision)
            self.note = ""
            self.told = step.told if step else "nothing to change"
        else:
            self.told = "nothing was decided"

    def _help(self) -> None:
        self.told = explained(_KEYS)


def open_in_terminal(desk: Desk, rules: Iterable[Rule], out: Console, key: Callable[[], str], ask: Ask) -> None:
    """Review in the terminal of this process: what is unsafe and open first. ``key`` and ``ask`` as of Terminal."""
    start = Filter(applicability=frozenset(["unsafe"]), states=frozenset(["open"]))
    known = {rule.code: rule for rule in rules}
    out.print(HELP, style="dim", markup=False)
    Terminal(desk, known, out, key, ask, start).run()


def lines(detail: Mapping[str, Any], at: int, place: int) -> Iterator[Text]:
    """A proposal as lines of a terminal."""
    from rich.text import Text

    put = "" if detail["replacement"] is None else f" → {visible(detail['replacement'])}"
    yield Text(f"{at + 1}. {visible(detail['text'])}{put}", "bold")
    places = f"{counted(detail['count'], 'place')} in {counted(detail['documents'], 'document')}"
    if len(detail["kinds"]) > 1:
        places += f" ({', '.join(f'{count:,} {kind}' for kind, count in detail['kinds'])})"
    score = f"{detail['applicability']}, score {detail['score']:.2f}, {detail['state']}"
    yield Text(f"   {places}; {detail['rule']} {detail['rule_name']}; {score}")
    yield Text(f"   {visible(detail['why'])}")
    for name, text in detail["evidence"]:
        if text:
            yield Text(f"   {name}: {visible(text)}", "dim")
    for one in detail["places"]:
        kind = f"  {one['applicability']}" if len(detail["kinds"]) > 1 else ""
        yield from _place_lines(one, kind, is_chosen=one["number"] == place)
    if more := detail["count"] - len(detail["places"]):
        yield Text(f"   {more:,} more: n and p go through them", "dim")


def _place_lines(one: Mapping[str, Any], kind: str, *, is_chosen: bool) -> Iterator[Text]:
    from rich.text import Text

    said = one["judgement"]
    state = f"  [{said['verdict']}, {said['reach']}]" if said else kind
    record = "" if one["record"] is None else f", record {one['record']}"
    line = f":{one['line']}:{one['column']}" if "line" in one else ""
    yield Text(f" {'>' if is_chosen else ' '} {one['number'] + 1}. {visible(one['path'])}{line}{record}{state}", "cyan")
    if "gone" in one:
        yield Text(f"     {visible(one['gone'])}", "yellow")
        return
    for side in ("source", "clean"):
        text = Text(f"     {side:<7}")
        for part, kind in one[side]:
            text.append(visible(part), _STYLES.get((side, kind), ""))
        yield text
