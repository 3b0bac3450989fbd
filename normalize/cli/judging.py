"""Judging a sample in the terminal, item by item, by single keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.rule import Rule as Ruled
from rich.text import Text

from normalize.audit import shown
from normalize.audit.model import Answer, Judged, Part, Sampled
from normalize.cli.terminal import console
from normalize.rules import all_rules
from normalize.text.visible import visible

_ANSWERS = {"r": Answer.RIGHT, "w": Answer.WRONG, "u": Answer.UNSURE}
_BACK, _MISSED, _QUIT = "b", "m", ("q", "\x04", "\x1b")
_OF_EDITS = "r right · w wrong · u unsure · m damage beside it was missed · b back · q quit"
_OF_PASSAGES = "r nothing is left · w damage is left · u unsure · b back · q quit"

_STYLES = {
    shown.What.TEXT: "",
    shown.What.KNOWN: "underline",
    shown.What.OLD: "red strike",
    shown.What.NEW: "green",
    shown.What.ASKED_OLD: "bold red strike",
    shown.What.ASKED_NEW: "bold green",
}

Key = Callable[[], str]


@dataclass
class _Course:
    """Where a person stands in a sample, and what was said so far."""

    items: Sequence[Sampled]
    said: dict[str, Judged]
    missed: set[str] = field(default_factory=set)
    at: int = 0

    def go_on(self) -> None:
        """To the next item without an answer, from here on and then from the beginning."""
        order = [*range(self.at, len(self.items)), *range(self.at)]
        self.at = next((i for i in order if self.items[i].id not in self.said), len(self.items))

    def go_back(self) -> None:
        """To the item before, whether it has an answer or not."""
        self.at = max(0, self.at - 1)


def ask(
    items: Sequence[Sampled],
    known: Mapping[str, Judged],
    who: str,
    keep: Callable[[Judged], None],
    key: Key,
) -> None:
    """Show each item that has no answer and wait for a key; ``keep`` is called with each answer at once.

    ``known`` are earlier answers of the same person, by id. ``key`` waits for a key and raises EOFError where none can
    come. Returns when all are judged, at ``q``, and where no key is left.
    """
    out = console(stderr=True, soft_wrap=False)
    names = {rule.code: rule.name for rule in all_rules()}
    course = _Course(items, dict(known))
    course.go_on()
    while course.at < len(items):
        item = items[course.at]
        _show(out, item, course, names.get(item.rule or "", ""))
        try:
            pressed = key().casefold()
        except EOFError:
            return
        if pressed in _QUIT:
            return
        if pressed == _BACK:
            course.go_back()
        elif pressed == _MISSED and item.part is Part.EDITS:
            course.missed ^= {item.id}
        elif pressed in _ANSWERS:
            judged = Judged(item.id, _ANSWERS[pressed], item.id in course.missed, who)
            keep(judged)
            course.said[item.id] = judged
            out.print(judged.answer.value + (", and damage beside it was missed" if judged.missed else ""))
            course.go_on()


def _show(out: Console, item: Sampled, course: _Course, name: str) -> None:
    kind = f"{item.rule} {name}".strip() if item.rule else item.part.value
    where = f"{course.at + 1} of {len(course.items)} · {kind} · {visible(shown.place(item))}"
    out.print(Ruled(Text(where), align="left", style="dim"))
    out.print(_passage(item) if item.text else Text(f"({shown.GONE})", "dim"), soft_wrap=False)
    out.print()
    if item.rule:
        out.print(Text(f"“{visible(item.before)}” → “{visible(item.after)}” ({item.id})", "bold"))
        out.print(Text(f"because: {visible(item.why)}", "dim"))
    for text, message in shown.known(item):
        out.print(Text(f"known: “{visible(text)}” {visible(message)}", "dim"))
    if earlier := course.said.get(item.id):
        out.print(Text(f"you said: {earlier.answer}", "cyan"))
    if item.id in course.missed:
        out.print(Text("damage beside it was missed", "magenta"))
    out.print(Text(shown.question(item), "bold"))
    out.print(Text(_OF_EDITS if item.rule else _OF_PASSAGES, "cyan"))


def _passage(item: Sampled) -> Text:
    """The passage: what was taken out, what was put in behind it, the edit in question; by signs and by colours."""
    told = Text()
    for text, what in shown.marked(item):
        told.append(visible(text), _STYLES[what])
    return told
